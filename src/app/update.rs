//! Later versions of the app: when to look for one, where it may be said, and when a page may follow it.

use super::State;
use super::state::{Phase, Recovery, Saving, Update};

/// Milliseconds between two looks.
const BETWEEN: f64 = 3_600_000.0;

/// Whether it is time to look for a later version: at most once an hour, and never while somebody writes.
pub fn is_due(last: f64, now: f64, state: &State) -> bool {
    // A clock that was set back is no reason to wait for it.
    let long_ago = now - last >= BETWEEN || now < last;
    long_ago && state.saving != Saving::Pending
}

/// Whether a later version may be said beside an empty field: not while a page is being written in it.
pub fn may_be_said(state: &State) -> bool {
    state.update.is_here() && state.saving != Saving::Pending && !state.is_writing()
}

/// Whether this page may be loaded anew, after its words have been put away: nothing may be lost with it. What lives in
/// memory only stays, and so does what neither store has acknowledged.
pub fn may_follow(state: &State) -> bool {
    let still = state.work.is_none() && !state.carrying.is_moving();
    let settled = still && !matches!(state.saving, Saving::Pending | Saving::Failed);
    // Words that are only on this screen.
    if !state.stranded.is_empty() {
        return false;
    }
    match &state.phase {
        Phase::Starting | Phase::Closing { .. } | Phase::Removed(_) => false,
        Phase::Fresh(_) => settled && !state.is_writing(),
        Phase::Open => settled && state.unsaved.is_empty() && state.recovery == Recovery::Closed,
        Phase::Locked(_) | Phase::Newer | Phase::Unreadable { .. } => still,
    }
}

impl Update {
    /// Whether there is one to tell of.
    pub fn is_here(self) -> bool {
        matches!(self, Self::Ready | Self::Known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::removal::Removal;
    use crate::app::state::{Field, Fresh, Locked, Task, Work, Writing};
    use crate::domain::{EntryId, Stamp};

    const HOUR: f64 = 3_600_000.0;

    fn with_words(mut state: State, words: &str) -> State {
        let begun = Stamp { utc_ms: 0, offset_min: 0 };
        let writing = Writing { words: words.into(), ..Writing::new(EntryId::new(1, [1; 10]), begun) };
        *state.desk.writing_mut(Field::Today) = Some(writing);
        state
    }

    fn at(phase: Phase) -> State {
        State { phase, ..State::default() }
    }

    #[test]
    fn a_look_is_due_at_the_start_and_then_once_an_hour_but_not_while_writing() {
        let state = at(Phase::Open);
        assert!(is_due(0.0, 10.0 * HOUR, &state));
        assert!(!is_due(10.0 * HOUR, 10.9 * HOUR, &state));
        assert!(is_due(10.0 * HOUR, 11.0 * HOUR, &state));
        assert!(is_due(10.0 * HOUR, 9.0 * HOUR, &state), "the clock was set back");
        let writing = State { saving: Saving::Pending, ..state };
        assert!(!is_due(0.0, 10.0 * HOUR, &writing));
    }

    #[test]
    fn a_page_with_words_in_memory_only_is_not_loaded_anew() {
        for phase in [Phase::Fresh(Fresh::Writing), Phase::Fresh(Fresh::LetGo), Phase::Fresh(Fresh::Cleared)] {
            assert!(may_follow(&with_words(at(phase.clone()), " ")), "{phase:?} without words");
            assert!(!may_follow(&with_words(at(phase.clone()), "words")), "{phase:?}");
        }
        assert!(!may_follow(&at(Phase::Closing { held: true })));
        assert!(!may_follow(&at(Phase::Removed(Removal::Emptied))), "loaded anew, the app's files would come back");
    }

    #[test]
    fn an_open_journal_follows_once_its_words_are_acknowledged() {
        let open = with_words(at(Phase::Open), "words");
        let saved = Saving::Saved(Stamp { utc_ms: 0, offset_min: 0 });
        assert!(may_follow(&State { saving: saved, ..open.clone() }));
        assert!(!may_follow(&State { saving: Saving::Pending, ..open.clone() }));
        assert!(!may_follow(&State { saving: Saving::Failed, ..open.clone() }));
        let unsaved = [EntryId::new(1, [1; 10])].into();
        assert!(!may_follow(&State { saving: saved, unsaved, ..open.clone() }));
        let work = Some(Work { what: Task::ChangingKey, seconds: 1.0 });
        assert!(!may_follow(&State { work, ..at(Phase::Open) }));
        assert!(!may_follow(&State { work, ..at(Phase::Locked(Locked::default())) }), "a key is being made");
        assert!(may_follow(&at(Phase::Locked(Locked::default()))));
    }

    #[test]
    fn a_later_version_is_not_said_beside_words_being_written() {
        let ready = State { update: Update::Ready, ..at(Phase::Open) };
        assert!(may_be_said(&ready));
        assert!(!may_be_said(&State { saving: Saving::Pending, ..ready.clone() }));
        assert!(!may_be_said(&with_words(ready.clone(), "words")));
        assert!(!may_be_said(&State { update: Update::PutOff, ..ready }));
    }
}
