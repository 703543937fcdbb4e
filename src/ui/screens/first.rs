//! The first page: words in memory only, until they are kept.

use yew::prelude::*;

use super::keep::keep_sheet;
use crate::app::action::Screen;
use crate::app::action::Why;
use crate::app::state::{Field, Fresh};
use crate::app::{Action, State};
use crate::domain::Body;
use crate::i18n::Msg;
use crate::ui::components::{Frame, Look, Paper, button, frame, link, notice, paper};
use crate::ui::context::Ui;

pub fn first_page(ui: &Ui, state: &State, step: Fresh) -> Html {
    let keep = {
        let ui = ui.clone();
        Callback::from(move |_: MouseEvent| {
            ui.pen.read(Why::Left);
            ui.send(Action::AskedToKeep);
        })
    };
    let back = match step {
        Fresh::LetGo => Some(Msg::LetGone),
        Fresh::Cleared => Some(Msg::ClearedWords),
        _ => None,
    };
    let words = match &state.desk.today {
        Some(writing) if back.is_none() => writing.words.clone(),
        _ => Body::default(),
    };
    let sheet = Paper {
        field: Field::Today,
        number: state.desk.today_field,
        focused: words.is_empty(),
        words,
        label: ui.say(Msg::FirstPage),
        placeholder: ui.say(Msg::StartAnywhere),
        status: Some(ui.say(Msg::OnlyOnThisScreen)),
        caret: None,
        readonly: false,
        onread: None,
    };
    let body = html! {
        <>
            <h1 class="unseen">{ ui.say(Msg::FirstPage) }</h1>
            { notice(ui, state.notice.as_ref()) }
            { for back.map(|words| html! {
                <div class="offer">
                    <p role="status">{ ui.say(words) }</p>
                    { button(Look::Plain, ui.say(Msg::BringBack), ui.on(|| Action::BroughtBack)) }
                </div>
            }) }
            { paper(ui, sheet, keep) }
            <p>{ link(Look::Quiet, ui.say(Msg::NoWordsTonight), Screen::Rest) }</p>
            { keep_sheet(ui, step, state.work) }
        </>
    };
    frame(ui, Frame::alone("write first-page"), body)
}
