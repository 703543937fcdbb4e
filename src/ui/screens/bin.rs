//! The Bin: out of the way, not gone, until someone says so.

use yew::prelude::*;

use super::page::delete_sheet;
use super::pages::told;
use crate::app::Action;
use crate::app::action::Screen;
use crate::app::state::{Line, Notice, Role, Work};
use crate::domain::{Entry, EntryId, Journal};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::{Frame, Heading, Icon, Look, Progress, button, frame, icon, notice, reading};
use crate::ui::context::{Ui, use_ui};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub journal: Journal,
    pub line: Option<Line>,
    pub notice: Option<Notice>,
    pub work: Option<Work>,
    pub role: Role,
}

/// Rows drawn at once; the rest follows as these are dealt with.
const MOST: usize = 100;
const OPENING: usize = 60;

#[component]
pub fn BinScreen(props: &Props) -> Html {
    let ui = use_ui();
    let readonly = props.role != Role::Writes;
    let pages = use_memo(props.journal.clone(), Journal::bin);
    let asking = use_state(Vec::<EntryId>::new);
    let ask = {
        let asking = asking.clone();
        Callback::from(move |ids: Vec<EntryId>| asking.set(ids))
    };
    let close = ask.reform(|()| Vec::new());
    let ask_all = {
        let pages = pages.clone();
        ask.reform(move |_: MouseEvent| pages.iter().map(|page| page.id).collect())
    };
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::BinTitle)} />
            { notice(&ui, props.notice.as_ref()) }
            { reading(&ui, props.role) }
            if let Some(work) = props.work { <Progress {work} /> }
            if pages.is_empty() {
                <div class="pages-empty">{ icon(Icon::Bin) }<p class="line">{ ui.say(Msg::BinEmpty) }</p></div>
            } else {
                <p class="hint">{ ui.say(Msg::BinHolds) }</p>
                <ol class="bin-rows" role="list">
                    { for pages.iter().take(MOST).map(|page| row(&ui, page, readonly, &ask)) }
                </ol>
                if !readonly {
                    <div class="actions">
                        { button(Look::Plain, html! { <>{ icon(Icon::Bin) }{ ui.say(Msg::EmptyBin) }</> }, ask_all) }
                    </div>
                }
            }
            { told(&ui, props.line) }
            if !asking.is_empty() { { delete_sheet(&ui, (*asking).clone(), &close) } }
        </>
    };
    frame(&ui, Frame::alone("bin").menu(true).back(Screen::Pages, Msg::Pages), body)
}

fn row(ui: &Ui, page: &Entry, readonly: bool, ask: &Callback<Vec<EntryId>>) -> Html {
    let id = page.id;
    let opening = page.opening(OPENING);
    html! {
        <li class="bin-row" key={id.to_string()}>
            <p class="bin-line">
                <span class="row-opening" dir="auto">{ if opening.is_empty() { ui.say(Msg::EmptyPage) } else { opening.into() } }</span>
                <span class="row-time">{ ui.format.day(page.day) }</span>
            </p>
            if !readonly {
                <div class="actions">
                    { button(Look::Quiet, ui.say(Msg::TakeBack), ui.on(move || Action::TakenBack { id, at: clock::now() })) }
                    { button(Look::Quiet, ui.say(Msg::DeleteNow), ask.reform(move |_: MouseEvent| vec![id])) }
                </div>
            }
        </li>
    }
}
