//! The first minute: Welcome, a page that lives in memory, and what to do with it.

use std::rc::Rc;

use super::{Step, quiet};
use crate::app::Effect;
use crate::app::action::{FoundingError, Screen};
use crate::app::state::{Field, Fresh, Health, Line, Notice, Phase, Saving, Slots, State, Task, Work, Writing};
use crate::domain::Event;
use crate::domain::{Entry, Journal, LockRule, Preferences, Stamp};
use crate::vault::Secret;

/// Seconds a key is expected to take before this device was ever timed.
const UNTIMED: f64 = 1.5;

pub fn found_nothing(state: State) -> Step {
    quiet(State { phase: Phase::Fresh(Fresh::Welcome), work: None, ..state })
}

pub fn found_no_storage(state: State) -> Step {
    quiet(State { phase: Phase::Fresh(Fresh::Welcome), notice: Some(Notice::NoStorage), ..state })
}

pub fn started_writing(state: State) -> Step {
    (step(state, Fresh::Writing), vec![Effect::Go(Screen::Page)])
}

pub fn asked_to_keep(state: State) -> Step {
    let blank = state.desk.today.as_ref().is_none_or(Writing::is_blank);
    quiet(if blank { state } else { step(state, Fresh::Keeping) })
}

pub fn stepped_back(state: State) -> Step {
    let back = match state.phase {
        Phase::Fresh(Fresh::Choosing | Fresh::Warned) => Fresh::Keeping,
        _ => Fresh::Writing,
    };
    quiet(step(state, back))
}

pub fn asked_for_passphrase(state: State) -> Step {
    quiet(step(state, Fresh::Choosing))
}

pub fn asked_to_keep_without(state: State) -> Step {
    quiet(step(state, Fresh::Warned))
}

pub fn chose_protection(state: State, secret: Option<Secret>, at_once: bool, swapped: bool) -> Step {
    if state.work.is_some() {
        return quiet(state);
    }
    let page = state.desk.today.as_ref().filter(|writing| !writing.is_blank());
    let page = page.map(|writing| Rc::new(writing.page(writing.begun)));
    let lock = if at_once { LockRule::AtOnce } else { LockRule::Usual };
    let preferences = Preferences { lock, exit_explained: true, doors_swapped: swapped, ..Preferences::default() };
    let work = Work { what: Task::MakingKey, seconds: UNTIMED };
    let state = State { work: Some(work), saving: Saving::Pending, ..state };
    (state, vec![Effect::Found { secret, page, preferences }])
}

pub fn let_go(state: State) -> Step {
    let mut state = step(state, Fresh::LetGo);
    state.desk.renew(Field::Today);
    quiet(state)
}

/// Everything kept here was cleared, and then the journal was locked: what was under the pen begins anew, out of sight
/// until it is asked for.
pub fn nothing_left(state: State) -> Step {
    let mut written = [state.desk.page, state.desk.today].into_iter().flatten().filter(|writing| !writing.is_blank());
    let today = written.next().map(|first| {
        let words = written.fold(first.words.to_string(), |words, other| format!("{words}\n\n{}", other.words));
        Writing { kept: None, words: words.into(), ..first }
    });
    let mut cleared = State { phase: Phase::Fresh(Fresh::Cleared), ..State::default() };
    cleared.desk.today = today;
    cleared.desk.renew(Field::Today);
    (cleared, vec![Effect::GoInstead(Screen::Page)])
}

pub fn brought_back(state: State) -> Step {
    let mut state = step(state, Fresh::Writing);
    // The field on screen is the emptied one: another takes its place, with the words in it.
    state.desk.renew(Field::Today);
    quiet(state)
}

pub fn founded(
    state: State,
    page: Option<Rc<Entry>>,
    preferences: Preferences,
    slots: Slots,
    health: Health,
    at: Stamp,
) -> Step {
    let saving = if health.no_mirror { Saving::BrowserOnly(at) } else { Saving::Saved(at) };
    let mut state = State {
        phase: Phase::Open,
        journal: page.into_iter().fold(Journal::default(), |journal, page| journal.apply(Event::Wrote(page))),
        preferences: Rc::new(preferences),
        saving,
        slots,
        health,
        work: None,
        line: Some(Line::FirstKept),
        notice: None,
        ..state
    };
    state.desk.clear(Field::Today);
    (state, vec![Effect::GoInstead(Screen::Today), Effect::Tidy, Effect::AskToStay])
}

pub fn founding_failed(state: State, error: FoundingError) -> Step {
    let notice = match error {
        FoundingError::Key(trouble) => Notice::Failed(trouble),
        FoundingError::Store(fault) => Notice::SaveFailed(fault),
    };
    let state = State { work: None, saving: Saving::Failed, notice: Some(notice), ..state };
    quiet(step(state, Fresh::Writing))
}

/// Moves within the first minute; anywhere else the action came too late and changes nothing.
fn step(state: State, to: Fresh) -> State {
    match state.phase {
        Phase::Fresh(_) => State { phase: Phase::Fresh(to), ..state },
        _ => state,
    }
}
