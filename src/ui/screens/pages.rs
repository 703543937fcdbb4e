//! Pages: everything by date, search on top, the Bin under Find.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Action;
use crate::app::state::{Line, Notice};
use crate::domain::{EntryId, Journal};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::platform::random::SystemRandom;
use crate::search::Index;
use crate::ui::components::{Frame, Heading, Icon, NoticeBar, PageRows, Place, icon};
use crate::ui::context::{use_link, use_tongue};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub journal: Journal,
    pub unread: bool,
    pub line: Option<Line>,
    pub notice: Option<Notice>,
    pub readonly: bool,
}

#[component]
pub fn Pages(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let query = use_state(String::new);
    let index = use_mut_ref(Index::default);
    let all = use_memo(props.journal.clone(), |journal| Rc::new(journal.by_day()));
    let found = {
        let index = index.clone();
        use_memo(((*all).clone(), (*query).clone()), move |(all, query)| {
            if query.trim().is_empty() { all.clone() } else { Rc::new(index.borrow_mut().find(all, query)) }
        })
    };
    let oninput = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                query.set(field.value());
            }
        })
    };
    let onopen = {
        let link = link.clone();
        use_callback((), move |id: EntryId, ()| link.send(Action::OpenedPage(id)))
    };
    let new = {
        let link = link.clone();
        Callback::from(move |_: MouseEvent| {
            let at = clock::now();
            link.send(Action::StartedPage { id: EntryId::new(at.utc_ms.unsigned_abs(), SystemRandom::id_bytes()), at });
        })
    };
    let empty = match (all.is_empty(), found.is_empty()) {
        (true, _) if props.unread => None,
        (true, _) => Some(tongue.say(Msg::NoPages)),
        (false, true) => Some(tongue.say(Msg::NothingFound { words: query.trim() })),
        (false, false) => None,
    };
    html! {
        <Frame screen="pages" place={Place::Pages}>
            <div class="pages-head">
                <Heading class="greeting" text={tongue.say(Msg::Pages)} />
                if !props.readonly {
                    <button class="button" type="button" onclick={new}>{ icon(Icon::New) }{ tongue.say(Msg::NewPage) }</button>
                }
            </div>
            if let Some(notice) = props.notice.clone() { <NoticeBar {notice} /> }
            <div class="search" role="search">
                { icon(Icon::Search) }
                <label class="unseen" for="search">{ tongue.say(Msg::Search) }</label>
                <input class="input" id="search" type="search" autocomplete="off" autocorrect="off" autocapitalize="none"
                    spellcheck="false" placeholder={tongue.say(Msg::Search)} {oninput} />
            </div>
            <Find />
            if props.unread { <p class="hint" role="status">{ tongue.say(Msg::StillReading) }</p> }
            if let Some(words) = empty { <p class="line" role="status">{ words }</p> }
            <PageRows pages={(*found).clone()} {onopen} />
            <Told line={props.line} />
        </Frame>
    }
}

/// Find: what is one tap away from the list.
#[component]
fn Find() -> Html {
    let tongue = use_tongue();
    html! {
        <details class="disclosure">
            <summary>{ tongue.say(Msg::Find) }</summary>
            <div class="disclosure-body">
                <a class="button" href="#/bin">{ icon(Icon::Bin) }{ tongue.say(Msg::Bin) }</a>
            </div>
        </details>
    }
}

#[derive(Debug, PartialEq, Properties)]
pub struct ToldProps {
    pub line: Option<Line>,
}

/// What was just done to a page, and the way to undo it.
#[component]
pub fn Told(props: &ToldProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let (words, undo) = match props.line {
        Some(Line::Binned(id)) => (Msg::PutInBinSaid, Some(id)),
        Some(Line::TakenBack) => (Msg::TakenBackSaid, None),
        Some(Line::Deleted) => (Msg::DeletedSaid, None),
        _ => return html! { <div role="status"></div> },
    };
    let undo = undo.map(|id| {
        let link = link.clone();
        let undo = Callback::from(move |_: MouseEvent| link.send(Action::TakenBack { id, at: clock::now() }));
        html! { <button class="button" data-kind="quiet" type="button" onclick={undo}>{ tongue.say(Msg::Undo) }</button> }
    });
    html! {
        <div role="status"><div class="told"><p>{ tongue.say(words) }</p>{ for undo }</div></div>
    }
}
