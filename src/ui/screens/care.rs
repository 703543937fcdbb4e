//! Care for a page: what its menu offers, and the sheets that ask for a day or show what it said before.

use std::rc::Rc;

use yew::prelude::*;

use super::page::delete_sheet;
use crate::app::Action;
use crate::domain::{Day, Entry, EntryId, FirstDay, Version};
use crate::i18n::Msg;
use crate::platform::random::SystemRandom;
use crate::platform::{clock, locale};
use crate::ui::components::{Icon, Look, MonthGrid, Sheet, button, icon};
use crate::ui::context::Ui;

/// Which sheet is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Delete,
    Move,
    Versions,
}

/// The part of the menu that is about this page.
pub fn page_menu(ui: &Ui, page: &Entry, ask: &Callback<Asked>) -> Html {
    let id = page.id;
    let (starred, star) = (page.starred, if page.starred { Msg::UnstarPage } else { Msg::StarPage });
    let copy = ui.on(move || {
        let at = clock::now();
        Action::Copied { id, fresh: EntryId::new(at.utc_ms.unsigned_abs(), SystemRandom::id_bytes()), at }
    });
    let sheet = |asked: Asked| ask.reform(move |_: MouseEvent| asked);
    html! {
        <ul role="list" aria-label={ui.say(Msg::PageMenu)}>
            { item(ui, Icon::Star, star, ui.on(move || Action::Starred { id, starred: !starred })) }
            { item(ui, Icon::Day, Msg::MovePage, sheet(Asked::Move)) }
            { item(ui, Icon::Copy, Msg::CopyPage, copy) }
            { item(ui, Icon::Earlier, Msg::Versions, sheet(Asked::Versions)) }
            { item(ui, Icon::Bin, Msg::PutInBin, ui.on(move || Action::Binned { id, at: clock::now() })) }
            { item(ui, Icon::Close, Msg::DeleteForGood, sheet(Asked::Delete)) }
        </ul>
    }
}

fn item(ui: &Ui, picture: Icon, words: Msg<'_>, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <li>
            <button class="menu-item" type="button" popovertarget="more" popovertargetaction="hide" {onclick}>
                { icon(picture) }{ ui.say(words) }
            </button>
        </li>
    }
}

/// The sheet that was asked for.
pub fn care_sheet(ui: &Ui, asked: Asked, page: &Rc<Entry>, first: FirstDay, onclose: &Callback<()>) -> Html {
    match asked {
        Asked::Delete => delete_sheet(ui, vec![page.id], onclose),
        Asked::Move => move_sheet(ui, page, first, onclose),
        Asked::Versions => versions_sheet(ui, page, onclose),
    }
}

fn move_sheet(ui: &Ui, page: &Entry, first: FirstDay, onclose: &Callback<()>) -> Html {
    let id = page.id;
    let onchoose = {
        let (ui, close) = (ui.clone(), onclose.clone());
        Callback::from(move |day: Day| {
            close.emit(());
            ui.send(Action::Moved { id, day });
        })
    };
    let first = match first {
        FirstDay::Usual => locale::first_weekday(),
        FirstDay::Monday => 1,
        FirstDay::Saturday => 6,
        FirstDay::Sunday => 7,
    };
    html! {
        <Sheet id="move" title={ui.say(Msg::MoveTitle)} small={true} onclose={onclose.clone()}>
            <MonthGrid chosen={page.day} today={clock::now().day()} {first} {onchoose} />
        </Sheet>
    }
}

fn versions_sheet(ui: &Ui, page: &Entry, onclose: &Callback<()>) -> Html {
    let body = if page.earlier.is_empty() {
        html! { <p>{ ui.say(Msg::NoVersions) }</p> }
    } else {
        html! {
            <>
                <p class="hint">{ ui.say(Msg::VersionsMean) }</p>
                <ol class="versions" role="list">
                    { for page.earlier.iter().map(|version| shown(ui, page.id, version, onclose)) }
                </ol>
            </>
        }
    };
    html! { <Sheet id="versions" title={ui.say(Msg::Versions)} onclose={onclose.clone()}>{ body }</Sheet> }
}

fn shown(ui: &Ui, id: EntryId, version: &Version, onclose: &Callback<()>) -> Html {
    let replaced = version.replaced;
    let take = {
        let (ui, close) = (ui.clone(), onclose.clone());
        Callback::from(move |_: MouseEvent| {
            close.emit(());
            ui.send(Action::TookVersionBack { id, replaced, at: clock::now() });
        })
    };
    let (day, clock) = (ui.format.day(version.written.day()), ui.format.clock(version.written));
    html! {
        <li class="version" key={replaced.utc_ms.to_string()}>
            <h3 class="subtitle">{ ui.say(Msg::VersionOf { day: &day, clock: &clock }) }</h3>
            <p class="version-words" dir="auto">{ version.body.to_string() }</p>
            <div class="actions">{ button(Look::Plain, ui.say(Msg::TakeVersionBack), take) }</div>
        </li>
    }
}
