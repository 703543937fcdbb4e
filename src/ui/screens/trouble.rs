//! Screens for when it is otherwise than hoped: another tab writes, or has just taken the pen; nothing opens what is
//! kept here; words could not be put away yet.

use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::state::{Field, Saving, Update};
use crate::app::{Action, State};
use crate::i18n::Msg;
use crate::ui::components::{CopyWords, Frame, Heading, Look, Paper, button, frame, link, paper, update_line};
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

/// The journal is open in another tab.
pub fn elsewhere(ui: &Ui, asking: bool) -> Html {
    let actions = if asking {
        html! { <p role="status">{ ui.say(Msg::Asking) }</p> }
    } else {
        html! { <div class="actions">{ button(Look::Primary, ui.say(Msg::WriteHere), ui.on(|| Action::AskedToTakeOver)) }</div> }
    };
    trouble(ui, Msg::ElsewhereTitle, ui.say(Msg::ElsewhereText), actions)
}

/// Another tab took the pen while this one was open: what is on screen can be copied, not saved.
pub fn overtaken(ui: &Ui, state: &State) -> Html {
    let under_pen = [(Field::Page, &state.desk.page), (Field::Today, &state.desk.today)];
    let writing = under_pen.into_iter().find_map(|(field, pen)| pen.as_ref().map(|writing| (field, writing)));
    let actions = writing.map(|(field, writing)| {
        let sheet = Paper {
            field,
            number: state.desk.number(field),
            words: writing.words.clone(),
            label: Msg::ThePage,
            placeholder: Msg::StartAnywhere,
            status: Paper::saving(ui, Saving::Quiet),
            focused: false,
            readonly: true,
        };
        html! { <>{ paper(ui, sheet, Callback::noop()) }<div class="actions"><CopyWords /></div></> }
    });
    trouble(ui, Msg::OvertakenTitle, ui.say(Msg::OvertakenText), actions.unwrap_or_default())
}

/// Something is kept here, but what opens it is missing or damaged. Nothing is touched, and a copy can be taken away.
pub fn unreadable(ui: &Ui, values: usize) -> Html {
    let actions = html! {
        <div class="actions">
            { button(Look::Primary, ui.say(Msg::SaveCopy), ui.on(|| Action::AskedForCopy)) }
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
