//! What this is and isn't.

use yew::prelude::*;

use crate::app::action::Screen;
use crate::i18n::{Files, Msg};
use crate::ui::components::{Frame, Heading, Look, frame, link};
use crate::ui::context::Ui;

/// `fresh`: nothing is kept here yet, and what was kept elsewhere can be brought.
pub fn about(ui: &Ui, fresh: bool) -> Html {
    let words = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::WhatThisIs)} />
            <div class="prose">{ for ui.language.about().iter().map(|words| html! { <p>{ *words }</p> }) }</div>
            if fresh { <div class="actions">{ link(Look::Quiet, ui.say(Msg::Files(Files::HaveBackup)), Screen::Backup) }</div> }
        </>
    };
    frame(ui, Frame::alone("about").back(Screen::Today, Msg::Back), words)
}
