//! Today: a greeting that never changes, an empty page, and a way to leave it be. Nothing here counts.

use yew::prelude::*;

use super::ways::Ways;
use crate::app::action::Screen;
use crate::app::offers::What;
use crate::app::reduce::reaches;
use crate::app::state::{Field, Line, Saving};
use crate::app::{Action, State, offers, update};
use crate::content;
use crate::content::wording::{AFTER_KEEP, SAFETY};
use crate::domain::after_keep::{self, Seed};
use crate::domain::card::ItemId;
use crate::domain::deck::Answer;
use crate::domain::{EntryId, daily};
use crate::i18n::{Card, Files, Msg};
use crate::platform::{clock, persist};
use crate::ui::components::{
    Frame, Heading, Look, Paper, Place, button, frame, link, notice, paper, reading, stranded, update_line,
};
use crate::ui::context::{Ui, fresh_id};

pub fn today(ui: &Ui, state: &State) -> Html {
    let now = clock::now();
    let line = state.line.and_then(|line| match line {
        Line::FirstKept => Some(Msg::FirstKept),
        Line::Keeping(_) => Some(Msg::Saving),
        Line::Kept(_) => Some(Msg::Kept),
        Line::KeptOffline => Some(Msg::KeptOffline),
        Line::EnoughForToday => Some(Msg::Enough),
        _ => None,
    });
    // An empty page has nothing to say about what was saved before it, unless that was kept a moment ago.
    let just_kept = matches!(state.line, Some(Line::FirstKept | Line::Keeping(_) | Line::Kept(_) | Line::KeptOffline));
    let after_keep = state.line.and_then(|line| match line {
        Line::Kept(shown) => after_keep::line(Seed::of(first_page(state)), shown, AFTER_KEEP.len()),
        _ => None,
    });
    let writes = just_kept || state.desk.today.is_some() || matches!(state.saving, Saving::Pending | Saving::Failed);
    let sheet = Paper {
        field: Field::Today,
        number: state.desk.today_field,
        words: state.desk.today.as_ref().map(|writing| writing.words.clone()).unwrap_or_default(),
        label: ui.say(Msg::TodaysPage),
        placeholder: ui.say(Msg::WhatStayed),
        status: Paper::saving(ui, if writes { state.saving } else { Saving::Quiet }),
        focused: false,
        caret: None,
        readonly: false,
        onread: None,
    };
    // A tab that only reads has no field to write in.
    let sheet = state.may_write().then(|| paper(ui, sheet, ui.keep()));
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::Greeting)} />
            <p class="line" role="status">{ for line.map(|words| ui.say(words)) }{ for after_keep.map(|at| format!(" {}", AFTER_KEEP[at])) }</p>
            { notice(ui, state.notice.as_ref()) }
            if state.line == Some(Line::FirstKept) { { exit_note(ui) } }
            { reading(ui, state.role) }
            { stranded(ui, &state.stranded, state.role) }
            { for sheet }
            <Ways swapped={state.preferences.doors_swapped} here={!reaches(state, now.day())}
                asks={daily::may_be_asked(offers::first_day(state), now.day())} writes={state.may_write()} />
            { offer(ui, state) }
        </>
    };
    frame(ui, Frame::place("today", Place::Today), body)
}

/// What the lines after Keep are shuffled by.
fn first_page(state: &State) -> Option<EntryId> {
    state.journal.all().next().map(|page| page.id)
}

/// What Exit does, told once.
fn exit_note(ui: &Ui) -> Html {
    html! {
        <section class="note" aria-labelledby="note-title">
            <h2 class="subtitle" id="note-title">{ ui.say(Msg::AboutExit) }</h2>
            <p>{ ui.say(Msg::ExitExplained) }</p>
            <p>{ ui.say(Msg::ExitLimits) }</p>
            if persist::forgets_after_a_week() { <p>{ ui.say(Msg::SevenDays) }</p> }
            <div class="actions">{ button(Look::Plain, ui.say(Msg::Understood), ui.on(|| Action::Dismissed)) }</div>
        </section>
    }
}

/// One offer at most: the page that was under the pen, or else a later version, or else what is due.
fn offer(ui: &Ui, state: &State) -> Html {
    let (words, actions) = if state.unfinished && state.desk.page.is_some() {
        (Msg::UnfinishedPage, link(Look::Plain, ui.say(Msg::GoOn), Screen::Page))
    } else if update::may_be_said(state) {
        return update_line(ui);
    } else {
        match offers::todays(state, clock::now()) {
            Some(What::FollowUp(item)) => return a_follow_up(ui, item),
            Some(What::Break) => return week_off(ui),
            Some(What::RecoveryWords) => (Msg::RecoveryOffer, recovery_words(ui)),
            Some(What::Backup) => (Msg::Files(Files::BackupOffer), a_backup(ui)),
            None => return Html::default(),
        }
    };
    html! {
        <aside class="offer" aria-label={ui.say(Msg::AnOffer)}>
            <p>{ ui.say(words) }</p>
            <div class="actions">{ actions }</div>
        </aside>
    }
}

fn recovery_words(ui: &Ui) -> Html {
    let refuse = ui.on(|| Action::RefusedRecovery { at: clock::now() });
    html! {
        <>
            { link(Look::Plain, ui.say(Msg::SeeHow), Screen::Words) }
            { button(Look::Quiet, ui.say(Msg::NotNow), refuse) }
        </>
    }
}

fn a_backup(ui: &Ui) -> Html {
    let refuse = ui.on(|| Action::RefusedBackup { at: clock::now() });
    html! {
        <>
            { link(Look::Plain, ui.say(Msg::Files(Files::BackupTitle)), Screen::Backup) }
            { button(Look::Quiet, ui.say(Msg::NotNow), refuse) }
        </>
    }
}

/// What a card that was done asks on its day.
fn a_follow_up(ui: &Ui, item: ItemId) -> Html {
    let Some((title, ask)) = content::card(item).and_then(|card| Some((card.title, card.ask?))) else {
        return Html::default();
    };
    let write = ui.on(move || {
        let at = clock::now();
        Action::TookUpFollowUp { item, id: fresh_id(at), at }
    });
    let refuse = ui.on(move || Action::AnsweredCard { item, answer: Answer::NotNow, at: clock::now() });
    html! {
        <aside class="offer" aria-label={ui.say(Msg::AnOffer)}>
            <p>{ ui.say(Msg::Card(Card::CardAskedToday { title, ask })) }</p>
            <div class="actions">
                { button(Look::Plain, ui.say(Msg::Card(Card::WriteAboutIt)), write) }
                { button(Look::Quiet, ui.say(Msg::NotNow), refuse) }
            </div>
        </aside>
    }
}

/// After ten days of signs in a row.
fn week_off(ui: &Ui) -> Html {
    let watching = &SAFETY.watching;
    html! {
        <aside class="offer" aria-label={ui.say(Msg::AnOffer)}>
            <p>{ watching.text }</p>
            <div class="actions">
                { button(Look::Plain, watching.off, ui.on(|| Action::TookABreak { at: clock::now() })) }
                { button(Look::Quiet, watching.not_now, ui.on(|| Action::RefusedBreak { at: clock::now() })) }
            </div>
        </aside>
    }
}
