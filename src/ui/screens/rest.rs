//! Rest: two minutes, one sentence at a time, no typing. Records nothing.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::Action;
use crate::app::action::Screen;
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
    let lines = ui.language.rest();
    let at = use_state(|| 0usize);
    let said = use_node_ref();
    let last = *at + 1 >= lines.len();
    let next = {
        let at = at.clone();
        Callback::from(move |_: MouseEvent| at.set(*at + 1))
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
    let enough = if last { Look::Plain } else { Look::Quiet };
    let body = html! {
        <>
            <h1 class="unseen">{ ui.say(Msg::RestTitle) }</h1>
            <p class="rest-line" ref={said} tabindex="-1">{ lines[*at] }</p>
            <div class="actions">
                if !last { { button(Look::Plain, ui.say(Msg::Next), next) } }
                { button(enough, ui.say(Msg::ThatsEnough), ui.on(|| Action::Rested)) }
            </div>
        </>
    };
    let back = if props.open { Screen::Today } else { Screen::Page };
    frame(&ui, Frame::alone("rest").menu(props.open).back(back, Msg::Back), body)
}
