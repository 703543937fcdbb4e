//! Help: how this works, what it protects from and what not. Open while locked too.

use yew::prelude::*;

use crate::app::action::Screen;
use crate::i18n::{Msg, Section};
use crate::platform::edition;
use crate::ui::components::{Frame, Heading, Look, frame, link};
use crate::ui::context::Ui;

pub fn help(ui: &Ui, open: bool) -> Html {
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::Help)} />
            <div>
                { for ui.language.help().iter().map(section) }
                if edition::is_file() { { section(ui.language.help_with_the_file()) } }
            </div>
            <div class="actions">{ link(Look::Quiet, ui.say(Msg::AboutTitle), Screen::Version) }</div>
        </>
    };
    frame(ui, Frame::alone("help").menu(open).back(Screen::Today, Msg::Back), body)
}

fn section(section: &'static Section) -> Html {
    html! {
        <details class="disclosure" key={section.title}>
            <summary>{ section.title }</summary>
            <div class="disclosure-body">{ for section.paragraphs.iter().map(|words| html! { <p>{ *words }</p> }) }</div>
        </details>
    }
}
