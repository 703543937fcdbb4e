//! What a tab says that only reads: that it does, and how to write here instead. And the words that were under its pen when
//! another tab took it, as long as no store has them.

use std::rc::Rc;

use yew::prelude::*;

use super::{CopyText, Look, button};
use crate::app::Action;
use crate::app::state::Role;
use crate::domain::{Entry, EntryId};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::platform::random::SystemRandom;
use crate::ui::context::Ui;

/// The bar of a tab that reads; nothing where one writes.
pub fn reading(ui: &Ui, role: Role) -> Html {
    let Role::Reads { asking } = role else { return Html::default() };
    let action = if asking {
        html! { <p role="status">{ ui.say(Msg::Asking) }</p> }
    } else {
        button(Look::Plain, ui.say(Msg::WriteHere), ui.on(|| Action::AskedToTakeOver))
    };
    html! {
        <section class="reading" aria-label={ui.say(Msg::Reading)}>
            <p>{ ui.say(Msg::OpenForReading) }</p>
            { action }
        </section>
    }
}

/// Words that no store has.
pub fn stranded(ui: &Ui, stranded: &[Rc<Entry>], role: Role) -> Html {
    if stranded.is_empty() {
        return Html::default();
    }
    html! {
        <section class="note" aria-labelledby="stranded-title">
            <h2 class="subtitle" id="stranded-title">{ ui.say(Msg::StrandedTitle) }</h2>
            <p>{ ui.say(Msg::StrandedText) }</p>
            { for stranded.iter().map(|one| words(ui, one, role)) }
        </section>
    }
}

fn words(ui: &Ui, one: &Entry, role: Role) -> Html {
    let id = one.id;
    let keep = || EntryId::new(clock::now().utc_ms.unsigned_abs(), SystemRandom::id_bytes());
    html! {
        <div class="stack" key={id.to_string()}>
            <p class="stranded-words" dir="auto">{ one.body.to_string() }</p>
            <div class="actions">
                if role == Role::Writes {
                    { button(Look::Plain, ui.say(Msg::KeepAsPage), ui.on(move || Action::KeptStranded { id, fresh: keep() })) }
                }
                <CopyText words={one.body.clone()} />
                { button(Look::Quiet, ui.say(Msg::LetThemGo), ui.on(move || Action::LetStrandedGo(id))) }
            </div>
        </div>
    }
}
