//! What this is and isn't.

use yew::prelude::*;

use crate::app::action::Screen;
use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading, frame};
use crate::ui::context::Ui;

pub fn about(ui: &Ui) -> Html {
    let words = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::WhatThisIs)} />
            <div class="prose">{ for ui.language.about().iter().map(|words| html! { <p>{ *words }</p> }) }</div>
        </>
    };
    frame(ui, Frame::alone("about").back(Screen::Today, Msg::Back), words)
}
