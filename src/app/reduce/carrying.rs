//! Backups made, handed over, and brought in.

use std::rc::Rc;

use super::settings::choose;
use super::{Step, quiet};
use crate::app::Effect;
use crate::app::action::{BroughtIn, TakenBack};
use crate::app::carrying::{Carrying, HandedOver, Plain, Steps};
use crate::app::state::State;
use crate::domain::{Backup, Event, Offer, Preferences, Stamp, backup};
use crate::vault::Secret;

pub fn asked_to_back_up(state: State, lock: Option<Secret>) -> Step {
    // Without a passphrase the file needs one of its own: a file anyone could read is not a place for pages.
    if !state.is_open() || !state.may_write() || state.carrying.is_moving() || (lock.is_none() && state.slots.open) {
        return quiet(state);
    }
    (State { carrying: Carrying::Choosing, ..state }, vec![Effect::BackUp { lock }])
}

pub fn carrying_came_to(state: State, carrying: Carrying) -> Step {
    quiet(State { carrying, ..state })
}

/// A backup is out of our hands, and was read again: it counts, and the word about making one rests.
pub fn backed_up(state: State, backup: Backup, over: HandedOver) -> Step {
    let state = State { carrying: Carrying::HandedOver(over), ..state };
    choose(state, |preferences| {
        let backups = backup::with(&preferences.backups, backup);
        Preferences { backups, backup_offer: Offer::default(), ..preferences }
    })
}

pub fn asked_to_hand_over(state: State) -> Step {
    if !matches!(state.carrying, Carrying::Ready { .. }) {
        return quiet(state);
    }
    (State { carrying: Carrying::Choosing, ..state }, vec![Effect::HandOver])
}

pub fn refused_backup(state: State, at: Stamp) -> Step {
    let offer = state.preferences.backup_offer.refused(at.day());
    choose(state, |preferences| Preferences { backup_offer: offer, ..preferences })
}

/// Cancel: the one who does the work hears of it before the next step.
pub fn asked_to_stop(state: State) -> Step {
    (state, vec![Effect::StopCarrying])
}

/// Back to where nothing was chosen.
pub fn put_down(state: State) -> Step {
    (State { carrying: Carrying::Nothing, ..state }, vec![Effect::StopCarrying])
}

pub fn chose_file(state: State) -> Step {
    if state.carrying.is_moving() {
        return quiet(state);
    }
    (State { carrying: Carrying::Choosing, ..state }, vec![Effect::ReadFile])
}

pub fn gave_file_passphrase(state: State, secret: Secret) -> Step {
    if !matches!(state.carrying, Carrying::Asking { .. }) {
        return quiet(state);
    }
    (State { carrying: Carrying::Opening, ..state }, vec![Effect::OpenFile { secret }])
}

pub fn asked_to_bring_in(state: State) -> Step {
    let Carrying::Shown(preview) = state.carrying else { return quiet(state) };
    if !preview.changes() || !state.may_write() {
        return quiet(state);
    }
    (State { carrying: Carrying::Bringing(Steps::default()), ..state }, vec![Effect::BringIn { preview }])
}

/// Everything is kept: the journal shows it.
pub fn brought_in(state: State, brought: BroughtIn) -> Step {
    let BroughtIn { preview, pages, preferences, past } = brought;
    let journal = pages.into_iter().fold(state.journal, |journal, page| journal.apply(Event::Wrote(page)));
    let carrying = Carrying::BroughtIn { preview, undoable: true };
    let past = past.map_or(state.past, Rc::new);
    quiet(State { journal, preferences: Rc::new(preferences), past, carrying, ..state })
}

pub fn asked_to_undo(state: State) -> Step {
    let Carrying::BroughtIn { preview, undoable: true } = state.carrying else { return quiet(state) };
    if !state.may_write() {
        return quiet(state);
    }
    (State { carrying: Carrying::BroughtIn { preview, undoable: false }, ..state }, vec![Effect::UndoBringing])
}

pub fn bringing_undone(state: State, taken: TakenBack) -> Step {
    let TakenBack { pages, gone, preferences, past } = taken;
    let journal = pages.into_iter().fold(state.journal, |journal, page| journal.apply(Event::Wrote(page)));
    let journal = journal.apply(Event::Deleted(gone));
    let past = past.map_or(state.past, Rc::new);
    quiet(State { journal, preferences: Rc::new(preferences), past, carrying: Carrying::Undone, ..state })
}

pub fn asked_for_export(state: State, plain: Plain) -> Step {
    if !state.is_open() {
        return quiet(state);
    }
    (state, vec![Effect::Export(plain)])
}

/// A dialog of the system is about to hide the page.
pub fn picker_opened(state: State) -> Step {
    (state, vec![Effect::ExpectReturn])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::carrying::Preview;
    use crate::app::state::{Phase, Role, Slots};
    use crate::domain::{Entry, EntryId, Past};
    use crate::transfer::merge::Counts;

    fn open() -> State {
        State { phase: Phase::Open, slots: Slots { passphrase: true, ..Slots::default() }, ..State::default() }
    }

    fn shown(counts: Counts) -> State {
        State { carrying: Carrying::Shown(Preview { counts, ..Preview::default() }), ..open() }
    }

    #[test]
    fn without_a_passphrase_no_file_is_made_that_anyone_could_read() {
        let state = State { slots: Slots { open: true, ..Slots::default() }, ..open() };
        assert!(asked_to_back_up(state.clone(), None).1.is_empty());
        let lock = Secret::new("for the file").ok();
        assert!(matches!(asked_to_back_up(state, lock).1[..], [Effect::BackUp { lock: Some(_) }]));
        assert!(matches!(asked_to_back_up(open(), None).1[..], [Effect::BackUp { lock: None }]));
    }

    #[test]
    fn nothing_comes_in_that_was_not_shown_or_changes_nothing() {
        let new = Counts { new: 1, ..Counts::default() };
        assert!(matches!(asked_to_bring_in(shown(new)).1[..], [Effect::BringIn { .. }]));
        assert!(asked_to_bring_in(shown(Counts { same: 3, ..Counts::default() })).1.is_empty());
        let cards = Carrying::Shown(Preview { cards: true, ..Preview::default() });
        assert!(matches!(asked_to_bring_in(State { carrying: cards, ..open() }).1[..], [Effect::BringIn { .. }]));
        assert!(asked_to_bring_in(open()).1.is_empty());
        let reads = State { role: Role::Reads { asking: false }, ..shown(new) };
        assert!(asked_to_bring_in(reads).1.is_empty());
    }

    #[test]
    fn what_came_in_can_be_undone_once() {
        let preview = Preview::default();
        let at = Stamp { utc_ms: 1_700_000_000_000, offset_min: 0 };
        let page = Rc::new(Entry::new(EntryId::new(1, [1; 10]), at, "words"));
        let past = Past { seed: Some(7), ..Past::default() };
        let brought = BroughtIn {
            preview,
            pages: vec![page.clone()],
            preferences: Preferences::default(),
            past: Some(past.clone()),
        };
        let (state, _) = brought_in(open(), brought);
        assert_eq!((state.journal.len(), &*state.past), (1, &past));
        let (state, effects) = asked_to_undo(state);
        assert!(matches!(effects[..], [Effect::UndoBringing]));
        assert!(asked_to_undo(state.clone()).1.is_empty());
        let (preferences, past) = (Preferences::default(), Some(Past::default()));
        let taken = TakenBack { pages: Vec::new(), gone: vec![page.id], preferences, past };
        let (state, _) = bringing_undone(state, taken);
        assert!(state.journal.is_empty() && state.carrying == Carrying::Undone);
        assert_eq!(*state.past, Past::default());
    }

    #[test]
    fn a_backup_that_was_made_is_remembered_and_the_word_about_it_rests() {
        let at = Stamp { utc_ms: 1_700_000_000_000, offset_min: 0 };
        let made = Backup { writer: [1; 8], generation: 4, at, number: 1 };
        let over = HandedOver { name: "notes-1.txt".into(), pages: 1, from_its_place: false, damaged: 0 };
        let (state, _) = refused_backup(open(), at);
        let (state, effects) = backed_up(state, made, over);
        assert!(matches!(effects[..], [Effect::SavePreferences]));
        assert_eq!((&state.preferences.backups[..], state.preferences.backup_offer), (&[made][..], Offer::default()));
    }
}
