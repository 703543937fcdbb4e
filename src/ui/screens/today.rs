//! Today: a greeting that never changes, an empty page, and a way to leave it be. Nothing here counts.

use yew::prelude::*;

use crate::app::Action;
use crate::app::state::{Field, Line, Notice, Saving};
use crate::domain::Body;
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::{Frame, Heading, NoticeBar, Paper, Place};
use crate::ui::context::{use_link, use_tongue};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub words: Body,
    pub field: u32,
    pub saving: Saving,
    pub line: Option<Line>,
    pub notice: Option<Notice>,
    /// A page was under the pen when the journal was put away.
    pub unfinished: bool,
    /// Whether recovery words are offered today.
    pub offer_words: bool,
    pub readonly: bool,
}

#[component]
pub fn Today(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let keep = {
        let link = link.clone();
        Callback::from(move |()| link.pen.keep())
    };
    let line = props.line.and_then(|line| match line {
        Line::FirstKept => Some(Msg::FirstKept),
        Line::Kept => Some(Msg::Kept),
        Line::EnoughForToday => Some(Msg::Enough),
        _ => None,
    });
    html! {
        <Frame screen="today" place={Place::Today}>
            <Heading class="greeting" text={tongue.say(Msg::Greeting)} />
            <p class="line" role="status">{ for line.map(|words| tongue.say(words)) }</p>
            if let Some(notice) = props.notice.clone() { <NoticeBar {notice} /> }
            if props.line == Some(Line::FirstKept) { <ExitNote /> }
            if props.unfinished { <Unfinished /> }
            <Paper
                key={props.field} field={Field::Today} words={props.words.clone()} label={tongue.say(Msg::TodaysPage)}
                placeholder={tongue.say(Msg::WhatStayed)} saving={props.saving} readonly={props.readonly} onkeep={keep}
            />
            <a class="button not-tonight" data-kind="quiet" href="#/rest">{ tongue.say(Msg::NotTonight) }</a>
            if props.offer_words { <OfferWords /> }
        </Frame>
    }
}

/// What Exit does, told once.
#[component]
fn ExitNote() -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let understood = Callback::from(move |_: MouseEvent| link.send(Action::Dismissed));
    html! {
        <section class="note" aria-labelledby="note-title">
            <h2 class="subtitle" id="note-title">{ tongue.say(Msg::AboutExit) }</h2>
            <p>{ tongue.say(Msg::ExitExplained) }</p>
            <p>{ tongue.say(Msg::ExitLimits) }</p>
            <div class="actions">
                <button class="button" type="button" onclick={understood}>{ tongue.say(Msg::Understood) }</button>
            </div>
        </section>
    }
}

/// The page that was under the pen, one tap away.
#[component]
fn Unfinished() -> Html {
    let tongue = use_tongue();
    html! {
        <aside class="offer" aria-label={tongue.say(Msg::UnfinishedPage)}>
            <p>{ tongue.say(Msg::UnfinishedPage) }</p>
            <a class="button" href="#/page">{ tongue.say(Msg::GoOn) }</a>
        </aside>
    }
}

#[component]
fn OfferWords() -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let refuse = Callback::from(move |_: MouseEvent| link.send(Action::RefusedRecovery { at: clock::now() }));
    html! {
        <aside class="offer" aria-label={tongue.say(Msg::RecoveryTitle)}>
            <p>{ tongue.say(Msg::RecoveryOffer) }</p>
            <div class="actions">
                <a class="button" href="#/words">{ tongue.say(Msg::SeeHow) }</a>
                <button class="button" data-kind="quiet" type="button" onclick={refuse}>{ tongue.say(Msg::NotNow) }</button>
            </div>
        </aside>
    }
}
