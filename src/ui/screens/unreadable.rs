//! Something is kept here, but what opens it is missing or damaged. Nothing is touched, and a copy can be taken away.

use yew::prelude::*;

use crate::app::Action;
use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading};
use crate::ui::context::{use_link, use_tongue};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub values: usize,
}

#[component]
pub fn Unreadable(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let copy = Callback::from(move |_: MouseEvent| link.send(Action::AskedForCopy));
    let values = tongue.format.number(props.values as f64);
    html! {
        <Frame screen="lock" menu={false}>
            <Heading class="title" text={tongue.say(Msg::UnreadableTitle)} />
            <div class="prose"><p>{ tongue.say(Msg::UnreadableText { values: &values }) }</p></div>
            <div class="actions">
                <button class="button" data-kind="primary" type="button" onclick={copy}>{ tongue.say(Msg::SaveCopy) }</button>
                <a class="button" data-kind="quiet" href="#/help">{ tongue.say(Msg::Help) }</a>
            </div>
        </Frame>
    }
}
