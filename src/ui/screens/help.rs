//! Help: people to talk to, how this works, what it protects from and what not. Open while locked too, so every section
//! is closed until somebody opens it, and what is about fear and control has one of its own.

use yew::prelude::*;

use crate::app::action::Screen;
use crate::content::wording::SAFETY;
use crate::i18n::{Msg, Section, Threat};
use crate::platform::{clock, edition};
use crate::ui::components::{Frame, Heading, Look, frame, help_lines, link};
use crate::ui::context::Ui;

pub fn help(ui: &Ui, open: bool) -> Html {
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::Help)} />
            <div>
                { closed(ui.say(Msg::SomeoneToTalkTo), help_lines(ui, clock::now().day())) }
                { for ui.language.help().into_iter().map(section) }
                if edition::is_file() { { for ui.language.help_with_the_file().into_iter().map(section) } }
                { closed(ui.say(Msg::ProtectsTitle), threats(ui, true)) }
                { closed(ui.say(Msg::CannotTitle), threats(ui, false)) }
                { closed(AttrValue::Static(SAFETY.beside.title), beside()) }
            </div>
            <div class="actions">{ link(Look::Quiet, ui.say(Msg::AboutTitle), Screen::Version) }</div>
        </>
    };
    frame(ui, Frame::alone("help").menu(open).back(Screen::Today, Msg::Back), body)
}

fn closed(title: AttrValue, body: Html) -> Html {
    html! {
        <details class="disclosure" key={title.to_string()}>
            <summary>{ title.clone() }</summary>
            <div class="disclosure-body">{ body }</div>
        </details>
    }
}

fn section(section: Section) -> Html {
    let paragraphs = section.paragraphs.into_iter().map(|words| html! { <p>{ words }</p> });
    closed(AttrValue::Static(section.title), html! { <>{ for paragraphs }</> })
}

/// Those that are held, or those that are not.
fn threats(ui: &Ui, held: bool) -> Html {
    let these = Threat::ALL.into_iter().filter(|threat| threat.is_held() == held);
    html! { <>{ for these.map(|threat| html! { <p>{ ui.language.threat(threat) }</p> }) }</> }
}

/// Ordinary distance beside control. Nothing here decides which is whose.
fn beside() -> Html {
    let text = &SAFETY.beside;
    let row = |[ordinary, control]: &[&'static str; 2]| {
        html! { <tr><td>{ *ordinary }</td><td>{ *control }</td></tr> }
    };
    html! {
        <>
            <p>{ text.intro }</p>
            <table class="beside">
                <thead><tr><th scope="col">{ text.ordinary }</th><th scope="col">{ text.control }</th></tr></thead>
                <tbody>{ for text.rows.iter().map(row) }</tbody>
            </table>
            <p>{ text.outro }</p>
        </>
    }
}
