//! Opening, locking, and what is said when opening goes otherwise than hoped.

use std::rc::Rc;

use super::tabs::{forget_what_is_kept, refresh_page};
use super::{Step, quiet, settings};
use crate::app::Effect;
use crate::app::action::{Checked, Opened, Screen, Singles};
use crate::app::state::{Field, Health, Locked, Notice, Phase, Saving, State, Task, Trouble, Work, Writing};
use crate::domain::{Entry, Event, Stamp};
use crate::vault::Secret;

/// Seconds an unlock is expected to take until the stored parameters have been looked at.
const UNTIMED: f64 = 1.0;

/// The longest wait after wrong tries: nobody can lock the owner out.
const LONGEST_WAIT_MS: i64 = 30_000;

pub fn found_sealed(state: State, open: bool) -> Step {
    let locked = Locked { open, ..Locked::default() };
    quiet(State { phase: Phase::Locked(locked), work: None, ..state })
}

pub fn found_unreadable(state: State, values: usize) -> Step {
    quiet(State { phase: Phase::Unreadable { values }, work: None, ..state })
}

pub fn tried_to_open(state: State, secret: Option<Secret>, at: Stamp) -> Step {
    let Phase::Locked(locked) = &state.phase else { return quiet(state) };
    let waiting = locked.wait_until.is_some_and(|until| at.utc_ms < until);
    if waiting || state.work.is_some() {
        return quiet(state);
    }
    let locked = Locked { wrong: false, trouble: None, ..*locked };
    let work = Work { what: Task::Opening, seconds: UNTIMED };
    (State { phase: Phase::Locked(locked), work: Some(work), ..state }, vec![Effect::Unlock { secret }])
}

pub fn wrong_passphrase(state: State, at: Stamp) -> Step {
    let Phase::Locked(locked) = state.phase else { return quiet(state) };
    let tries = locked.tries + 1;
    // 1 s after the first wrong try, doubling: a courtesy against guessing by hand, not a defence.
    let wait = 1_000i64.checked_shl(tries - 1).unwrap_or(LONGEST_WAIT_MS).clamp(1_000, LONGEST_WAIT_MS);
    let locked = Locked { wrong: true, tries, wait_until: Some(at.utc_ms + wait), ..locked };
    (State { phase: Phase::Locked(locked), work: None, ..state }, vec![Effect::CountWrongTry])
}

pub fn opening_failed(state: State, trouble: Trouble) -> Step {
    let Phase::Locked(locked) = state.phase else { return quiet(state) };
    let locked = Locked { trouble: Some(trouble), ..locked };
    quiet(State { phase: Phase::Locked(locked), work: None, ..state })
}

pub fn opened(state: State, opened: Opened) -> Step {
    let Opened { role, pages, preferences, past, drafts, unread, slots, looks, health, at, rekeying } = opened;
    // Whoever was reading and now writes stays where they are.
    let was_reading = state.is_open();
    let mut state = State {
        phase: Phase::Open,
        role,
        journal: state.journal.apply(Event::Loaded(pages)),
        preferences: Rc::new(preferences),
        past: Rc::new(past),
        work: None,
        notice: None,
        unread,
        slots,
        looks,
        opened_at: Some(at),
        health,
        ..state
    };
    forget_what_is_kept(&mut state);
    let mut effects = Vec::new();
    if was_reading {
        refresh_page(&mut state);
    } else {
        effects.push(Effect::GoInstead(Screen::Today));
    }
    effects.push(Effect::ReadMore);
    if rekeying {
        state.work = Some(Work { what: Task::ChangingKey, seconds: UNTIMED });
        effects.push(Effect::Reseal);
    }
    // The latest comes last, and is the one that lies on the desk.
    let reading = state.desk.page.clone().filter(|_| was_reading);
    for page in drafts.into_iter().rev() {
        effects.extend(recover(&mut state, page));
    }
    if let Some(reading) = reading.filter(|reading| state.desk.page.as_ref().is_some_and(|page| page.id != reading.id))
    {
        state.desk.page = Some(reading);
        state.unfinished = false;
    }
    if was_reading && state.unfinished {
        state.desk.reading = false;
        state.desk.renew(Field::Page);
    }
    (state, effects)
}

/// The page that was under the pen: it is part of the journal again, and one tap away.
fn recover(state: &mut State, page: Rc<Entry>) -> Option<Effect> {
    let kept = state.journal.page(page.id).cloned();
    let newer = kept
        .as_ref()
        .is_none_or(|kept| (kept.body != page.body || kept.kind != page.kind) && kept.revision < page.revision);
    if !newer {
        state.desk.page = kept.as_ref().filter(|page| !page.is_binned()).map(Writing::of);
        state.unfinished = state.desk.page.is_some();
        return None;
    }
    state.journal = std::mem::take(&mut state.journal).apply(Event::Wrote(page.clone()));
    state.desk.page = Some(Writing::of(&page));
    state.unfinished = true;
    state.unsaved.insert(page.id);
    state.saving = Saving::Pending;
    Some(Effect::Save { ids: vec![page.id] })
}

pub fn read_more(state: State, pages: Vec<Rc<Entry>>, singles: Singles, unread: usize) -> Step {
    let state = take_over(state, singles);
    let journal = state.journal.apply(Event::Loaded(pages));
    let effects = if state.phase == Phase::Open { vec![Effect::ReadMore] } else { Vec::new() };
    (State { journal, unread, ..state }, effects)
}

/// Takes over what there is one of: it turned up later in the reading, because no manifest had listed it, or another tab
/// wrote it.
pub(super) fn take_over(mut state: State, singles: Singles) -> State {
    if let Some(preferences) = singles.preferences {
        state.preferences = Rc::new(preferences);
    }
    if let Some(past) = singles.past {
        state.past = Rc::new(past);
    }
    state
}

pub fn checked(state: State, checked: Checked) -> Step {
    let state = take_over(state, checked.singles);
    let unreadable = checked.health.unreadable.len() as u32;
    // The gravest first; the rest stays readable in Settings.
    let notice = if unreadable > 0 {
        Some(Notice::Unreadable { values: unreadable })
    } else if checked.header_altered {
        Some(Notice::HeaderAltered)
    } else if checked.two_versions > 0 {
        Some(Notice::TwoVersions { pages: checked.two_versions })
    } else if checked.healed > 0 {
        Some(Notice::Healed { values: checked.healed })
    } else {
        state.notice.clone()
    };
    let journal = state.journal.apply(Event::Loaded(checked.pages));
    // Whether the mirror answers is known from the saves, not from the reading.
    let health = Health { no_mirror: state.health.no_mirror, ..checked.health };
    let mut state = State { journal, notice, unread: 0, health, ..state };
    forget_what_is_kept(&mut state);
    // Written down now and not at the first screen, which has better things to do.
    let opened_at = state.opened_at;
    let (state, mut effects) = settings::choose(state, |preferences| preferences.opened(opened_at));
    effects.push(Effect::Tidy);
    effects.push(Effect::AskToStay);
    (state, effects)
}

/// By hand: whoever wants this closed wants it closed everywhere.
pub fn asked_to_lock(state: State) -> Step {
    match state.phase {
        Phase::Open => (state, vec![Effect::LockOthers, Effect::PutAway]),
        _ => quiet(state),
    }
}

/// By the clock: only this tab has been left alone.
pub fn lock_due(state: State) -> Step {
    match state.phase {
        Phase::Open => (state, vec![Effect::PutAway]),
        _ => quiet(state),
    }
}

pub fn put_away(state: State) -> Step {
    (State { phase: Phase::Closing { held: false }, locking_in: None, work: None, ..state }, vec![Effect::Lock])
}

pub fn lock_near(state: State, seconds: Option<u32>) -> Step {
    quiet(State { locking_in: seconds.filter(|_| state.is_open()), ..state })
}

pub fn could_not_put_away(state: State) -> Step {
    quiet(State { phase: Phase::Closing { held: true }, ..state })
}

/// The wait before the next try may be made, in milliseconds.
pub fn wait_left(locked: &Locked, now: Stamp) -> i64 {
    locked.wait_until.map_or(0, |until| (until - now.utc_ms).clamp(0, LONGEST_WAIT_MS))
}
