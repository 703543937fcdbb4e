//! About: which version this is, the fingerprint of its build, and the licences of what it is made of.

use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::state::Licences;
use crate::app::{Action, State};
use crate::i18n::Msg;
use crate::platform::edition;
use crate::ui::components::{Frame, Heading, Look, button, frame};
use crate::ui::context::Ui;

pub fn version(ui: &Ui, state: &State) -> Html {
    let build = edition::build();
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::AboutTitle)} />
            <div class="prose">
                <p>{ ui.say(Msg::VersionIs { version: env!("CARGO_PKG_VERSION") }) }</p>
                if let Some(build) = build {
                    <p id="build">{ ui.say(Msg::BuildIs) }</p>
                    <p><code class="fingerprint" aria-labelledby="build">{ build }</code></p>
                    <p>{ ui.say(Msg::BuildMeans) }</p>
                    <p>{ ui.say(if edition::is_file() { Msg::BuildOfFile } else { Msg::BuildOfSite }) }</p>
                }
            </div>
            { licences(ui, &state.licences) }
        </>
    };
    let back = if state.is_open() { Screen::Settings } else { Screen::Help };
    frame(ui, Frame::alone("version").menu(state.is_open()).back(back, Msg::Back), body)
}

fn licences(ui: &Ui, licences: &Licences) -> Html {
    let body = match licences {
        Licences::Shown(text) => html! { <pre class="licences">{ AttrValue::from(text.clone()) }</pre> },
        Licences::Unread | Licences::NotFound => html! {
            <>
                <p role="status">{ for (*licences == Licences::NotFound).then(|| ui.say(Msg::LicencesNotFound)) }</p>
                <div class="actions">
                    { button(Look::Plain, ui.say(Msg::ShowLicences), ui.on(|| Action::AskedForLicences)) }
                </div>
            </>
        },
    };
    html! {
        <section class="settings-group" aria-labelledby="licences">
            <h2 class="title" id="licences">{ ui.say(Msg::Licences) }</h2>
            <p>{ ui.say(Msg::MadeOf) }</p>
            { body }
        </section>
    }
}
