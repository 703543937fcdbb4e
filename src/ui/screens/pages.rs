//! Pages: everything by date, search on top, the Bin under Find.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Action;
use crate::app::state::{Line, Notice, Role};
use crate::domain::{EntryId, Journal};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::search::Index;
use crate::ui::components::{
    Frame, Heading, Icon, Look, PageRows, Place, button, frame, icon, notice, reading, update_line,
};
use crate::ui::context::{Ui, use_ui};
use crate::ui::hooks::focus_heading;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub journal: Journal,
    pub unread: bool,
    pub line: Option<Line>,
    pub notice: Option<Notice>,
    pub role: Role,
    /// A later version was ready before this screen was opened.
    pub update: bool,
    /// The search takes the focus, not the heading.
    pub searching: bool,
}

#[component]
pub fn Pages(props: &Props) -> Html {
    let ui = use_ui();
    let readonly = props.role != Role::Writes;
    let query = use_state(String::new);
    let finding = use_state(|| false);
    let index = use_mut_ref(Index::default);
    let all = use_memo(props.journal.clone(), |journal| Rc::new(journal.by_day()));
    let starred = use_state(|| false);
    let found = use_memo(((*all).clone(), (*query).clone(), *starred), move |(all, query, starred)| {
        let found = if query.trim().is_empty() { all.clone() } else { Rc::new(index.borrow_mut().find(all, query)) };
        if *starred { Rc::new(found.iter().filter(|page| page.starred).cloned().collect()) } else { found }
    });
    let star = {
        let starred = starred.clone();
        Callback::from(move |_: MouseEvent| starred.set(!*starred))
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
        let ui = ui.clone();
        use_callback((), move |id: EntryId, ()| ui.send(Action::OpenedPage(id)))
    };
    let toggle = {
        let finding = finding.clone();
        Callback::from(move |_: MouseEvent| finding.set(!*finding))
    };
    let new = {
        let ui = ui.clone();
        Callback::from(move |_: MouseEvent| ui.send(ui.new_page()))
    };
    let search = use_node_ref();
    {
        let search = search.clone();
        use_effect_with(props.searching, move |searching| {
            if let (true, Some(field)) = (*searching, search.cast::<HtmlInputElement>()) {
                let _ = field.focus();
            }
        });
    }
    let empty = match (all.is_empty(), found.is_empty()) {
        (true, _) => (!props.unread).then(|| ui.say(Msg::NoPages)),
        (false, true) if query.trim().is_empty() => Some(ui.say(Msg::NoStarred)),
        (false, true) => Some(ui.say(Msg::NothingFound { words: query.trim() })),
        (false, false) => None,
    };
    let empty_icon = match (all.is_empty(), *starred) {
        (true, _) => Icon::Pages,
        (false, true) => Icon::Star,
        (false, false) => Icon::Search,
    };
    let body = html! {
        <>
            <div class="pages-head">
                <Heading class="greeting" text={ui.say(Msg::Pages)} focused={!props.searching} />
                if !readonly {
                    { button(Look::Plain, html! { <>{ icon(Icon::New) }{ ui.say(Msg::NewPage) }</> }, new) }
                }
            </div>
            { told(&ui, props.line) }
            { notice(&ui, props.notice.as_ref()) }
            { reading(&ui, props.role) }
            if props.update { { update_line(&ui) } }
            <div class="find" role="search">
                <div class="search">
                    { icon(Icon::Search) }
                    <label class="unseen" for="search-field">{ ui.say(Msg::Search) }</label>
                    <input ref={search} class="input" id="search-field" type="search" autocomplete="off" autocorrect="off"
                        autocapitalize="none" spellcheck="false" placeholder={ui.say(Msg::SearchHint)} {oninput} />
                </div>
                <button class="button" type="button" aria-expanded={finding.to_string()} aria-controls="find-more"
                    onclick={toggle}>{ ui.say(Msg::Find) }</button>
                <ul class="find-more" id="find-more" role="list" hidden={!*finding}>
                    <li>
                        <button class="button" data-kind="quiet" type="button" aria-pressed={starred.to_string()} onclick={star}>
                            { icon(Icon::Star) }{ ui.say(Msg::StarredOnly) }
                        </button>
                    </li>
                    <li><a class="button" data-kind="quiet" href="#/bin">{ icon(Icon::Bin) }{ ui.say(Msg::Bin) }</a></li>
                </ul>
            </div>
            if props.unread { <p class="hint" role="status">{ ui.say(Msg::StillReading) }</p> }
            if let Some(words) = empty { <div class="pages-empty">{ icon(empty_icon) }<p class="line" role="status">{ words }</p></div> }
            <PageRows pages={(*found).clone()} {onopen} />
        </>
    };
    frame(&ui, Frame::place("pages", Place::Pages), body)
}

/// What was just done to a page, and the way to undo it: it stays for as long as one is here, and comes before the rows,
/// so that Tab is soon there.
pub fn told(ui: &Ui, line: Option<Line>) -> Html {
    let (words, undo) = match line {
        Some(Line::Binned(id)) => (Msg::PutInBinSaid, Some(id)),
        Some(Line::TakenBack) => (Msg::TakenBackSaid, None),
        Some(Line::Deleted) => (Msg::DeletedSaid, None),
        _ => return html! { <div role="status"></div> },
    };
    let undo = undo.map(|id| {
        let take_back = ui.on(move || {
            // The button goes with what it undoes.
            focus_heading();
            Action::TakenBack { id, at: clock::now() }
        });
        button(Look::Quiet, ui.say(Msg::Undo), take_back)
    });
    html! { <div role="status"><div class="told"><p>{ ui.say(words) }</p>{ for undo }</div></div> }
}
