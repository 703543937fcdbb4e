//! What stands beside a box: questions with their answers in words, marks that can be taken back, and short texts. Every
//! kind of page is filled in with these, so that all of them feel alike under a thumb, a keyboard and a screen reader.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::domain::Short;
use crate::i18n::Msg;
use crate::ui::context::Ui;

/// A question and the words to answer it with.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Of its own on the screen.
    pub id: AttrValue,
    pub ask: AttrValue,
    pub answers: Vec<AttrValue>,
    /// How many of the answers are the steps of a scale; those after them say that there is no answer.
    pub steps: usize,
}

impl Ask {
    pub fn new(id: impl Into<AttrValue>, ask: impl Into<AttrValue>, answers: Vec<AttrValue>) -> Self {
        Self { id: id.into(), ask: ask.into(), answers, steps: 0 }
    }

    #[must_use]
    pub fn with_steps(self, steps: usize) -> Self {
        Self { steps, ..self }
    }
}

/// One answer of several: a row of words, of which one is chosen.
pub fn one_of(ask: Ask, chosen: Option<usize>, onchoose: &Callback<usize>) -> Html {
    let Ask { id, ask, answers, steps } = ask;
    let chip = |(at, words): (usize, &AttrValue)| {
        let onchange = onchoose.reform(move |_: Event| at);
        html! {
            <label class="chip" key={at} data-aside={(steps > 0 && at >= steps).then_some("")}>
                <input type="radio" name={id.clone()} checked={chosen == Some(at)} {onchange} />
                <span>{ words.clone() }</span>
            </label>
        }
    };
    html! {
        <fieldset class="ask" key={id.to_string()}>
            <legend class="ask-name">{ ask }</legend>
            <div class="chips" data-steps={(steps > 0).then_some("")}>{ for answers.iter().enumerate().map(chip) }</div>
        </fieldset>
    }
}

/// Marks: any of several, each taken back by pressing it again.
pub fn any_of(ask: Ask, is_chosen: impl Fn(usize) -> bool, onpress: &Callback<usize>) -> Html {
    let Ask { id, ask, answers, .. } = ask;
    let chip = |(at, words): (usize, &AttrValue)| {
        let onclick = onpress.reform(move |_: MouseEvent| at);
        html! {
            <button class="chip" type="button" key={at} aria-pressed={is_chosen(at).to_string()} {onclick}>{ words.clone() }</button>
        }
    };
    html! {
        <div class="ask" role="group" aria-labelledby={id.clone()} key={id.to_string()}>
            <p class="ask-name" id={id}>{ ask }</p>
            <div class="chips">{ for answers.iter().enumerate().map(chip) }</div>
        </div>
    }
}

/// A short text. The browser's own field holds it, and what is too long for it stays in it: nothing is ever cut.
pub fn short_field(
    ui: &Ui,
    id: &'static str,
    name: AttrValue,
    most: usize,
    text: &Short,
    change: Callback<Short>,
) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
            change.emit(Short::stored(&field.value()));
        }
    });
    let long = text.as_str().chars().count() > most;
    let message = format!("{id}-message");
    html! {
        <div class="field" key={id}>
            <label for={id}>{ name }</label>
            <textarea class="input" {id} rows="2" dir="auto" autocomplete="off" spellcheck="false" autocorrect="off"
                autocapitalize="sentences" aria-describedby={message.clone()} defaultvalue={text.as_str().to_owned()} {oninput} />
            <p id={message} role="status">
                if long { <span class="field-message">{ ui.say(Msg::LongerThanMeant { most: &ui.number(most as f64) }) }</span> }
            </p>
        </div>
    }
}

/// What was marked, as it is read: names and words.
pub fn marked(rows: Vec<(AttrValue, AttrValue)>) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    let row =
        |(name, words): (AttrValue, AttrValue)| html! { <div><dt>{ name }</dt><dd dir="auto">{ words }</dd></div> };
    html! { <dl class="marked">{ for rows.into_iter().map(row) }</dl> }
}
