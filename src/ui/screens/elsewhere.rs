//! Another tab writes, or has just taken the pen.

use yew::prelude::*;

use crate::app::Action;
use crate::app::state::Writing;
use crate::i18n::Msg;
use crate::ui::components::{CopyWords, Frame, Heading, Paper};
use crate::ui::context::{use_link, use_tongue};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub asking: bool,
}

/// The journal is open in another tab.
#[component]
pub fn Elsewhere(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let take = Callback::from(move |_: MouseEvent| link.send(Action::AskedToTakeOver));
    html! {
        <Frame screen="lock" menu={false}>
            <Heading class="title" text={tongue.say(Msg::ElsewhereTitle)} />
            <div class="prose"><p>{ tongue.say(Msg::ElsewhereText) }</p></div>
            if props.asking {
                <p role="status">{ tongue.say(Msg::Asking) }</p>
            } else {
                <div class="actions">
                    <button class="button" data-kind="primary" type="button" onclick={take}>{ tongue.say(Msg::WriteHere) }</button>
                </div>
            }
        </Frame>
    }
}

#[derive(Debug, PartialEq, Properties)]
pub struct OvertakenProps {
    /// What was under the pen when another tab took it.
    pub writing: Option<(crate::app::state::Field, Writing)>,
}

/// Another tab took the pen while this one was open.
#[component]
pub fn Overtaken(props: &OvertakenProps) -> Html {
    let tongue = use_tongue();
    html! {
        <Frame screen="write" menu={false}>
            <Heading class="title" text={tongue.say(Msg::OvertakenTitle)} />
            <div class="prose"><p>{ tongue.say(Msg::OvertakenText) }</p></div>
            if let Some((field, writing)) = props.writing.clone() {
                <Paper {field} words={writing.words} label={tongue.say(Msg::ThePage)} placeholder=""
                    saving={crate::app::state::Saving::Quiet} readonly={true} onkeep={Callback::noop()} />
                <div class="actions"><CopyWords /></div>
            }
        </Frame>
    }
}
