//! One of a few, all in sight: a row of radio buttons under a name.

use yew::prelude::*;

use crate::app::Action;
use crate::i18n::Msg;
use crate::ui::context::Ui;

/// A question with its answers; choosing one is the action.
pub fn choices<T: Copy + PartialEq + 'static>(
    ui: &Ui,
    id: &'static str,
    question: Msg<'_>,
    answers: &[(T, Msg<'_>)],
    chosen: T,
    action: fn(T) -> Action,
) -> Html {
    let answer = |&(value, words): &(T, Msg<'_>)| {
        html! {
            <label class="choice">
                <input type="radio" name={id} checked={value == chosen} onchange={ui.on::<Event>(move || action(value))} />
                { ui.say(words) }
            </label>
        }
    };
    html! {
        <div class="choices" role="radiogroup" aria-labelledby={id}>
            <h3 class="choices-name" {id}>{ ui.say(question) }</h3>
            { for answers.iter().map(answer) }
        </div>
    }
}
