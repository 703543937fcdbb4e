//! Screens for when it is otherwise than hoped: nothing opens what is kept here; words could not be put away yet.

use yew::prelude::*;

use crate::app::Action;
use crate::app::action::Screen;
use crate::app::state::Update;
use crate::i18n::{Files, Msg};
use crate::ui::components::{Frame, Heading, Look, button, frame, link, update_line};
use crate::ui::context::Ui;

fn trouble(ui: &Ui, title: Msg<'_>, words: AttrValue, actions: Html) -> Html {
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(title)} />
            <div class="prose"><p>{ words }</p></div>
            { actions }
        </>
    };
    frame(ui, Frame::alone("trouble"), body)
}

/// Something is kept here, but what opens it is missing or damaged. Nothing is touched, and a copy can be taken away.
pub fn unreadable(ui: &Ui, values: usize) -> Html {
    let actions = html! {
        <div class="actions">
            { button(Look::Primary, ui.say(Msg::SaveCopy), ui.on(|| Action::AskedForCopy)) }
            { link(Look::Plain, ui.say(Msg::Files(Files::HaveBackup)), Screen::Backup) }
            { link(Look::Quiet, ui.say(Msg::Help), Screen::Help) }
        </div>
    };
    trouble(ui, Msg::UnreadableTitle, ui.say(Msg::UnreadableText { values: &ui.number(values as f64) }), actions)
}

/// A newer version wrote here, and only that version can read it.
pub fn newer(ui: &Ui, update: Update) -> Html {
    let actions = html! {
        <>
            <div class="actions">
                { button(Look::Plain, ui.say(Msg::SaveCopy), ui.on(|| Action::AskedForCopy)) }
                { link(Look::Quiet, ui.say(Msg::Help), Screen::Help) }
            </div>
            if update.is_here() { { update_line(ui) } }
        </>
    };
    trouble(ui, Msg::NewerTitle, ui.say(Msg::NewerWrote), actions)
}

/// On the way to the lock screen. It stays only when words could not be put away yet.
pub fn closing(ui: &Ui, held: bool) -> Html {
    let held = held.then(|| html! { <p role="status">{ ui.say(Msg::HeldBack) }</p> });
    let body = html! { <><h1 class="title" tabindex="-1">{ ui.say(Msg::LockedTitle) }</h1>{ for held }</> };
    frame(ui, Frame::alone("lock"), body)
}
