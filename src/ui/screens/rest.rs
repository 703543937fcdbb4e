//! Rest: one sentence at a time, no typing, nothing that moves. It begins at once with two minutes on the ground; the other
//! ways to rest are there for whoever looks. Records nothing.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::Action;
use crate::app::action::Screen;
use crate::content::wording::REST;
use crate::i18n::Msg;
use crate::ui::components::{Frame, Look, button, frame};
use crate::ui::context::use_ui;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// Whether a journal is open; otherwise this is the first evening.
    pub open: bool,
}

#[component]
pub fn Rest(props: &Props) -> Html {
    let ui = use_ui();
    // Which way to rest, and which of its sentences.
    let at = use_state(|| (0usize, 0usize));
    let said = use_node_ref();
    let (way, step) = *at;
    let script = &REST[way];
    let last = step + 1 >= script.steps.len();
    let next = {
        let at = at.clone();
        Callback::from(move |_: MouseEvent| at.set((way, step + 1)))
    };
    {
        // Each sentence is read out: focus goes to it, not to a button that may have gone.
        let said = said.clone();
        use_effect_with(*at, move |_| {
            if let Some(said) = said.cast::<HtmlElement>() {
                let _ = said.focus();
            }
        });
    }
    let other = |(other, script): (usize, &crate::content::wording::RestScript)| {
        let at = at.clone();
        let begin = Callback::from(move |_: MouseEvent| at.set((other, 0)));
        html! { <li key={script.key}>{ button(Look::Quiet, script.name, begin) }<p class="hint">{ script.about }</p></li> }
    };
    let enough = if last { Look::Plain } else { Look::Quiet };
    let body = html! {
        <>
            <h1 class="unseen">{ ui.say(Msg::RestTitle) }</h1>
            <p class="rest-line" ref={said} tabindex="-1">{ script.steps[step] }</p>
            <div class="actions">
                if !last { { button(Look::Plain, ui.say(Msg::Next), next) } }
                { button(enough, ui.say(Msg::ThatsEnough), ui.on(|| Action::Rested)) }
            </div>
            if step == 0 {
                <ul class="other-rest" role="list" aria-label={ui.say(Msg::OtherRest)}>
                    { for REST.iter().enumerate().filter(|(other, _)| *other != way).map(other) }
                </ul>
            }
        </>
    };
    let back = if props.open { Screen::Today } else { Screen::Page };
    frame(&ui, Frame::alone("rest").menu(props.open).back(back, Msg::Back), body)
}
