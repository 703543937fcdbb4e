//! Welcome: at most sixty words, one button, one link.

use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::{Action, State};
use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading, Look, button, frame, link, notice};
use crate::ui::context::Ui;

pub fn welcome(ui: &Ui, state: &State) -> Html {
    let words = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::WelcomeTitle)} />
            <div class="prose">
                <p>{ ui.say(Msg::WelcomeRest) }</p>
                <p>{ ui.say(Msg::WelcomeExit) }</p>
            </div>
            { notice(ui, state.notice.as_ref()) }
            <div class="actions">
                { button(Look::Primary, ui.say(Msg::StartWriting), ui.on(|| Action::StartedWriting)) }
                { link(Look::Quiet, ui.say(Msg::WhatThisIs), Screen::About) }
            </div>
        </>
    };
    frame(ui, Frame::alone("welcome"), words)
}
