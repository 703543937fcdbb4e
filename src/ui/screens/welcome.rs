//! Welcome: at most sixty words, one button, one link.

use yew::prelude::*;

use crate::app::Action;
use crate::app::state::Notice;
use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading, NoticeBar};
use crate::ui::context::{use_link, use_tongue};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub notice: Option<Notice>,
}

#[component]
pub fn Welcome(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let start = Callback::from(move |_: MouseEvent| link.send(Action::StartedWriting));
    html! {
        <Frame screen="welcome" menu={false}>
            <Heading class="greeting" text={tongue.say(Msg::WelcomeTitle)} />
            <div class="prose">
                <p>{ tongue.say(Msg::WelcomeRest) }</p>
                <p>{ tongue.say(Msg::WelcomeExit) }</p>
            </div>
            if let Some(notice) = props.notice.clone() { <NoticeBar {notice} /> }
            <div class="actions">
                <button class="button" data-kind="primary" type="button" onclick={start}>{ tongue.say(Msg::StartWriting) }</button>
                <a class="button" data-kind="quiet" href="#/about">{ tongue.say(Msg::WhatThisIs) }</a>
            </div>
        </Frame>
    }
}
