//! Mine: shelves for what one goes back to. Each shows its latest pages; an empty one is a sentence. Nothing is counted.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Action;
use crate::app::state::{Notice, Role};
use crate::domain::{Entry, EntryId, Journal, Shelf};
use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading, Look, PageRows, Place, button, frame, nameless, notice, reading};
use crate::ui::context::{Ui, use_ui};

/// The shelves there are, in the order they keep.
const SHELVES: [(Shelf, Msg<'static>, Msg<'static>); 2] = [
    (Shelf::WorthKeeping, Msg::WorthKeeping, Msg::NothingWorthYet),
    (Shelf::ThingsToSay, Msg::ThingsToSay, Msg::NothingToSayYet),
];

/// Pages of a shelf that are shown before all of it is asked for.
const LATEST: usize = 3;
/// Characters of a page's opening.
const OPENING: usize = 120;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub journal: Journal,
    pub notice: Option<Notice>,
    pub role: Role,
}

#[component]
pub fn Mine(props: &Props) -> Html {
    let ui = use_ui();
    let whole = use_state(|| None::<Shelf>);
    let shelves =
        use_memo(props.journal.clone(), |journal| SHELVES.map(|(shelf, ..)| Rc::new(journal.on_shelf(shelf))));
    let onopen = {
        let ui = ui.clone();
        use_callback((), move |id: EntryId, ()| ui.send(Action::OpenedPage(id)))
    };
    let shown = SHELVES.iter().zip(shelves.iter()).filter(|((shelf, ..), _)| whole.is_none_or(|one| one == *shelf));
    let shelf = |((shelf, name, empty), pages): (&(Shelf, Msg<'static>, Msg<'static>), &Rc<Vec<Rc<Entry>>>)| {
        let all = whole.is_some();
        let toggle = {
            let (whole, shelf) = (whole.clone(), *shelf);
            Callback::from(move |_: MouseEvent| whole.set((!all).then_some(shelf)))
        };
        html! {
            <section class="shelf" key={ui.say(*name).to_string()} aria-label={ui.say(*name)}>
                <h2 class="title">{ ui.say(*name) }</h2>
                if pages.is_empty() {
                    <p class="line">{ ui.say(*empty) }</p>
                } else if all {
                    <PageRows pages={pages.clone()} onopen={onopen.clone()} />
                } else {
                    <ul class="shelf-rows" role="list">{ for pages.iter().take(LATEST).map(|page| row(&ui, page)) }</ul>
                }
                if pages.len() > LATEST {
                    <div class="actions">{ button(Look::Quiet, ui.say(if all { Msg::BackToMine } else { Msg::TheWholeShelf }), toggle) }</div>
                }
            </section>
        }
    };
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::Mine)} />
            { notice(&ui, props.notice.as_ref()) }
            { reading(&ui, props.role) }
            { for shown.map(shelf) }
        </>
    };
    frame(&ui, Frame::place("mine", Place::Mine), body)
}

fn row(ui: &Ui, page: &Entry) -> Html {
    let id = page.id;
    let ui = ui.clone();
    let opening = page.opening(OPENING);
    let open = {
        let ui = ui.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            ui.send(Action::OpenedPage(id));
        })
    };
    let words = if opening.is_empty() { nameless(&ui, page) } else { opening.into() };
    html! {
        <li key={id.to_string()}>
            <a class="shelf-row" href="#/page" onclick={open}><span dir="auto">{ words }</span><span class="hint">{ ui.format.day(page.day) }</span></a>
        </li>
    }
}
