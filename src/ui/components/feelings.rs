//! Feeling words: up to three, found by typing or in one of four groups, each with what it means in plain words.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::form::{Ask, any_of};
use super::{Look, button};
use crate::content::wording::{CHECKIN, FEELINGS, GROUPS, feeling};
use crate::domain::feeling::{FEELINGS_MOST, Strength};
use crate::domain::{Choice, Feeling, FeelingGroup, FeelingWord, Feelings};
use crate::i18n::Msg;
use crate::search::feelings::find;
use crate::ui::context::use_ui;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub chosen: Feelings,
    pub onchange: Callback<Feelings>,
}

#[component]
pub fn FeelingWords(props: &Props) -> Html {
    let ui = use_ui();
    let typed = use_state(String::new);
    let group = use_state(|| None::<usize>);
    let full = props.chosen.iter().count() >= FEELINGS_MOST;
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                typed.set(field.value());
            }
        })
    };
    let press = {
        let (chosen, onchange) = (props.chosen.clone(), props.onchange.clone());
        Callback::from(move |id: &'static str| {
            let has = chosen.iter().any(|feeling| &*feeling.id == id);
            let more = chosen.with(Feeling { id: id.into(), strength: None });
            onchange.emit(if has { chosen.without(id) } else { more.unwrap_or_else(|_| chosen.clone()) });
        })
    };
    let open = {
        let group = group.clone();
        Callback::from(move |at: usize| group.set((*group != Some(at)).then_some(at)))
    };
    let searching = !typed.trim().is_empty();
    let shown: Vec<&FeelingWord> = match (searching, *group) {
        (true, _) => find(FEELINGS, &typed),
        (false, Some(at)) => FEELINGS.iter().filter(|word| word.group == FeelingGroup::ALL[at]).collect(),
        (false, None) => Vec::new(),
    };
    let word = |word: &&'static FeelingWord| {
        let (id, has) = (word.id, props.chosen.iter().any(|feeling| &*feeling.id == word.id));
        html! {
            <li key={id}>
                <button class="feeling" type="button" aria-pressed={has.to_string()} disabled={full && !has}
                    onclick={press.reform(move |_: MouseEvent| id)}>
                    <b>{ word.word }</b><span class="hint">{ word.meaning }</span>
                </button>
            </li>
        }
    };
    let groups = GROUPS.iter().map(|group| AttrValue::Static(group.label)).collect();
    html! {
        <div class="stack" data-loose="">
            { for props.chosen.iter().map(|one| chosen(&ui.say(Msg::TakeAway), &props.chosen, one, &props.onchange)) }
            <div class="field">
                <label for="feeling-search">{ CHECKIN.feelings.find }</label>
                <input class="input" id="feeling-search" type="search" autocomplete="off" autocorrect="off" autocapitalize="none"
                    spellcheck="false" {oninput} />
            </div>
            if !searching {
                { any_of(Ask::new("feeling-groups", ui.say(Msg::FeelingGroups), groups), |at| *group == Some(at), &open) }
            }
            if searching && shown.is_empty() { <p class="line" role="status">{ ui.say(Msg::NoSuchFeeling) }</p> }
            <ul class="feelings" role="list" aria-label={ui.say(Msg::FeelingList)}>{ for shown.iter().map(word) }</ul>
        </div>
    }
}

/// A word that was chosen: how strong, and a way to take it away. One that is gone from the list is shown as it was kept.
fn chosen(away: &AttrValue, all: &Feelings, one: &Feeling, onchange: &Callback<Feelings>) -> Html {
    let name = feeling(&one.id).map_or_else(|| one.id.to_string(), |word| word.word.to_owned());
    let strengths = CHECKIN.feelings.choices.iter().map(|choice| AttrValue::Static(choice.label)).collect();
    let press = {
        let (all, one, onchange) = (all.clone(), one.clone(), onchange.clone());
        Callback::from(move |at: usize| {
            let strength = Strength::ALL[at];
            let strength = (one.strength != Some(strength)).then_some(strength);
            onchange.emit(all.with_strength(&one.id, strength));
        })
    };
    let remove = {
        let (all, id, onchange) = (all.clone(), one.id.clone(), onchange.clone());
        Callback::from(move |_: MouseEvent| onchange.emit(all.without(&id)))
    };
    let ask = Ask::new(format!("how-{}", one.id), format!("{name}: {}", CHECKIN.feelings.strength), strengths);
    html! {
        <div class="chosen-feeling" key={one.id.to_string()}>
            { any_of(ask, |at| one.strength == Some(Strength::ALL[at]), &press) }
            { button(Look::Quiet, html! { <>{ away.clone() }<span class="unseen">{ " " }{ name }</span></> }, remove) }
        </div>
    }
}
