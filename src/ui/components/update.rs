//! A later version is ready: one line, and two answers to it.

use yew::prelude::*;

use super::{Look, button};
use crate::app::Action;
use crate::i18n::Msg;
use crate::ui::context::Ui;

// The lock shows it too, but not before everything has arrived.
#[inline(never)]
pub fn update_line(ui: &Ui) -> Html {
    html! {
        <aside class="offer update" aria-label={ui.say(Msg::NewVersion)}>
            <p>{ ui.say(Msg::VersionReady) }</p>
            <div class="actions">
                { button(Look::Plain, ui.say(Msg::Reload), ui.on(|| Action::AskedToUpdate)) }
                { button(Look::Quiet, ui.say(Msg::Later), ui.on(|| Action::PutOffUpdate)) }
            </div>
        </aside>
    }
}
