//! Pages in plain files: only after it was said what that means.

use yew::prelude::*;

use super::group;
use crate::app::Action;
use crate::app::carrying::Plain;
use crate::i18n::{Files, Msg};
use crate::ui::components::{Look, button};
use crate::ui::context::use_ui;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// They have just been handed over.
    pub done: bool,
}

#[component]
pub fn PlainFiles(props: &Props) -> Html {
    let ui = use_ui();
    let asked = use_state(|| false);
    let ask = |which: bool| {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(which))
    };
    let body = if *asked {
        html! {
            <>
                <p>{ ui.say(Msg::Files(Files::PlainRisk)) }</p>
                <div class="actions">
                    { button(Look::Plain, ui.say(Msg::Files(Files::PlainMarkdown)), ui.on(|| Action::AskedForExport(Plain::Markdown))) }
                    { button(Look::Plain, ui.say(Msg::Files(Files::PlainJson)), ui.on(|| Action::AskedForExport(Plain::Json))) }
                    { button(Look::Quiet, ui.say(Msg::LeaveIt), ask(false)) }
                </div>
                <p role="status">{ if props.done { ui.say(Msg::Files(Files::PlainSaved)) } else { AttrValue::default() } }</p>
            </>
        }
    } else {
        html! {
            <>
                <p>{ ui.say(Msg::Files(Files::PlainMeans)) }</p>
                <div class="actions">{ button(Look::Quiet, ui.say(Msg::Files(Files::PlainAsk)), ask(true)) }</div>
            </>
        }
    };
    group(&ui, "backup-plain", Msg::Files(Files::PlainTitle), body)
}
