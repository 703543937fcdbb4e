//! Recovery words, a passphrase set, changed or removed, what a person chose, and the sealed copy.

use std::rc::Rc;

use super::{Step, care, quiet};
use crate::app::Effect;
use crate::app::action::Screen;
use crate::app::state::{Licences, Line, Notice, Recovery, Slots, State, Task, Trouble, Words, Work};
use crate::domain::{Face, FirstDay, LockRule, Looks, Offer, Preferences, Sides, Stamp, TextSize, Theme};
use crate::store::{Fault, Room};
use crate::vault::Secret;

/// Seconds a key is expected to take until the stored parameters have been looked at.
const UNTIMED: f64 = 1.0;

pub fn asked_for_words(state: State, words: Words) -> Step {
    (State { recovery: Recovery::Shown(words), line: None, ..state }, vec![Effect::Go(Screen::Words)])
}

pub fn wrote_words_down(state: State) -> Step {
    let Recovery::Shown(words) = &state.recovery else { return quiet(state) };
    if !state.may_write() {
        return quiet(state);
    }
    let effects = vec![Effect::AddRecovery { words: words.clone() }];
    (working(state, Task::AddingWords), effects)
}

pub fn put_words_away(state: State) -> Step {
    (State { recovery: Recovery::Closed, ..state }, vec![Effect::Go(Screen::Settings)])
}

pub fn recovery_added(state: State, slots: Slots) -> Step {
    let offer = Offer { settled: true, ..state.preferences.recovery };
    let state = State { slots, work: None, recovery: Recovery::Closed, line: Some(Line::RecoveryReady), ..state };
    let (state, mut effects) = choose(state, |preferences| Preferences { recovery: offer, ..preferences });
    effects.push(Effect::GoInstead(Screen::Settings));
    (state, effects)
}

pub fn refused_recovery(state: State, at: Stamp) -> Step {
    let offer = state.preferences.recovery.refused(at.day());
    choose(state, |preferences| Preferences { recovery: offer, ..preferences })
}

pub fn asked_to_forget_words(state: State) -> Step {
    if !state.may_write() {
        return quiet(state);
    }
    (working(state, Task::AddingWords), vec![Effect::RemoveRecovery])
}

pub fn recovery_removed(state: State, slots: Slots) -> Step {
    quiet(State { slots, work: None, line: Some(Line::RecoveryRemoved), ..state })
}

pub fn chose_passphrase_later(state: State, secret: Secret) -> Step {
    if state.work.is_some() || !state.may_write() {
        return quiet(state);
    }
    (working(state, Task::ChangingKey), vec![Effect::SetPassphrase { secret }])
}

pub fn passphrase_set(state: State, slots: Slots) -> Step {
    quiet(State { slots, work: None, line: Some(Line::PassphraseSet), ..state })
}

pub fn asked_to_change_passphrase(state: State, present: Secret, next: Secret) -> Step {
    change_lock(state, Effect::ChangePassphrase { present, next })
}

pub fn asked_to_remove_passphrase(state: State, present: Secret) -> Step {
    change_lock(state, Effect::RemovePassphrase { present })
}

fn change_lock(state: State, effect: Effect) -> Step {
    if state.work.is_some() || !state.may_write() {
        return quiet(state);
    }
    (State { present_refused: false, ..working(state, Task::AddingWords) }, vec![effect])
}

pub fn passphrase_changed(state: State, slots: Slots) -> Step {
    quiet(State { slots, work: None, line: Some(Line::PassphraseChanged), ..state })
}

pub fn passphrase_removed(state: State, slots: Slots) -> Step {
    quiet(State { slots, work: None, line: Some(Line::PassphraseRemoved), ..state })
}

pub fn present_refused(state: State) -> Step {
    quiet(State { work: None, present_refused: true, ..state })
}

pub fn chose_theme(state: State, theme: Theme) -> Step {
    let looks = Looks { theme, ..state.looks };
    dress(state, looks)
}

pub fn chose_text_size(state: State, text: TextSize) -> Step {
    let looks = Looks { text, ..state.looks };
    dress(state, looks)
}

pub fn chose_sides(state: State, sides: Sides) -> Step {
    choose(state, |preferences| Preferences { sides, ..preferences })
}

pub fn chose_face(state: State, face: Face) -> Step {
    choose(state, |preferences| Preferences { face, ..preferences })
}

pub fn chose_first_day(state: State, first_day: FirstDay) -> Step {
    choose(state, |preferences| Preferences { first_day, ..preferences })
}

pub fn chose_spellcheck(state: State, spellcheck: bool) -> Step {
    choose(state, |preferences| Preferences { spellcheck, ..preferences })
}

fn dress(state: State, looks: Looks) -> Step {
    if !state.may_write() {
        return quiet(state);
    }
    (State { looks, ..state }, vec![Effect::SaveLooks(looks)])
}

pub fn chose_lock_rule(state: State, lock: LockRule) -> Step {
    choose(state, |preferences| Preferences { lock, ..preferences })
}

pub fn copy_saved(state: State) -> Step {
    quiet(State { line: Some(Line::CopySaved), ..state })
}

pub fn work_failed(state: State, trouble: Trouble) -> Step {
    quiet(State { work: None, notice: Some(Notice::Failed(trouble)), ..state })
}

pub fn keeping_failed(state: State, fault: Fault) -> Step {
    quiet(State { work: None, notice: Some(Notice::SaveFailed(fault)), ..state })
}

pub fn expects(state: State, seconds: f64) -> Step {
    quiet(State { work: state.work.map(|work| Work { seconds, ..work }), ..state })
}

/// One step of gathering at a time, and the next only while the journal is open. Then old versions go.
pub fn tidied(state: State, room: Room, spilled: bool, more: bool, at: Stamp) -> Step {
    // Said when it happens, unless something graver is being said. Settings says it from then on.
    let notice = if spilled { state.notice.or(Some(Notice::OldestMoved)) } else { state.notice };
    let state = State { room: Some(room), notice, ..state };
    match more && state.is_open() {
        true => (state, vec![Effect::Tidy]),
        false => care::let_versions_go(state, at),
    }
}

pub fn licences_read(state: State, text: Option<Rc<str>>) -> Step {
    quiet(State { licences: text.map_or(Licences::NotFound, Licences::Shown), ..state })
}

pub fn rested(state: State) -> Step {
    let line = state.is_open().then_some(Line::EnoughForToday);
    (State { line, ..state }, vec![Effect::Go(if line.is_some() { Screen::Today } else { Screen::Page })])
}

fn working(state: State, what: Task) -> State {
    State { work: Some(Work { what, seconds: UNTIMED }), line: None, ..state }
}

/// Changes the preferences and keeps them.
pub fn choose(state: State, change: impl FnOnce(Preferences) -> Preferences) -> Step {
    if !state.may_write() {
        return quiet(state);
    }
    let preferences = Rc::new(change((*state.preferences).clone()));
    (State { preferences, ..state }, vec![Effect::SavePreferences])
}
