//! The Bin: out of the way, not gone, until someone says so.

use yew::prelude::*;

use super::page::DeleteSheet;
use super::pages::Told;
use crate::app::Action;
use crate::app::state::{Line, Notice, Work};
use crate::domain::{Entry, EntryId, Journal};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::{Frame, Heading, NoticeBar, Progress};
use crate::ui::context::{use_link, use_tongue};
use crate::ui::route::Route;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub journal: Journal,
    pub line: Option<Line>,
    pub notice: Option<Notice>,
    pub work: Option<Work>,
    pub readonly: bool,
}

/// Rows drawn at once; the rest follows as these are dealt with.
const MOST: usize = 100;
const OPENING: usize = 60;

#[component]
pub fn BinScreen(props: &Props) -> Html {
    let tongue = use_tongue();
    let pages = use_memo(props.journal.clone(), Journal::bin);
    let asking = use_state(|| None::<Vec<EntryId>>);
    let ask_all = {
        let (pages, asking) = (pages.clone(), asking.clone());
        Callback::from(move |_: MouseEvent| asking.set(Some(pages.iter().map(|page| page.id).collect())))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    html! {
        <>
            <Frame screen="bin" back={(Route::Pages, tongue.say(Msg::Pages))}>
                <Heading class="greeting" text={tongue.say(Msg::BinTitle)} />
                if let Some(notice) = props.notice.clone() { <NoticeBar {notice} /> }
                if let Some(work) = props.work { <Progress {work} /> }
                if pages.is_empty() {
                    <p class="line">{ tongue.say(Msg::BinEmpty) }</p>
                } else {
                    <p class="hint">{ tongue.say(Msg::BinHolds) }</p>
                    <ul class="bin-rows" role="list">
                        { for pages.iter().take(MOST).map(|page| html! {
                            <BinRow key={page.id.to_string()} page={(**page).clone()} readonly={props.readonly}
                                ondelete={let asking = asking.clone(); move |id| asking.set(Some(vec![id]))} />
                        }) }
                    </ul>
                    if !props.readonly {
                        <div class="actions">
                            <button class="button" type="button" onclick={ask_all}>{ tongue.say(Msg::EmptyBin) }</button>
                        </div>
                    }
                }
                <Told line={props.line} />
            </Frame>
            if let Some(pages) = (*asking).clone() { <DeleteSheet {pages} onclose={close} /> }
        </>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct RowProps {
    page: Entry,
    readonly: bool,
    ondelete: Callback<EntryId>,
}

#[component]
fn BinRow(props: &RowProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let id = props.page.id;
    let take_back = Callback::from(move |_: MouseEvent| link.send(Action::TakenBack { id, at: clock::now() }));
    let delete = props.ondelete.reform(move |_: MouseEvent| id);
    let opening = props.page.opening(OPENING);
    html! {
        <li class="bin-row">
            <div class="bin-row-words">
                <p class="row-opening">{ if opening.is_empty() { tongue.say(Msg::EmptyPage) } else { opening.into() } }</p>
                <p class="hint">{ tongue.format.day(props.page.day) }</p>
            </div>
            if !props.readonly {
                <div class="actions">
                    <button class="button" type="button" onclick={take_back}>{ tongue.say(Msg::TakeBack) }</button>
                    <button class="button" data-kind="quiet" type="button" onclick={delete}>{ tongue.say(Msg::DeleteNow) }</button>
                </div>
            }
        </li>
    }
}
