//! Removing everything, and a place that is empty although it may not always have been.

use super::*;
use crate::app::state::removal::{Left, Removal};

fn removing(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::RemoveEverything))
}

#[test]
fn nothing_decrypted_stays_in_the_state_once_it_is_asked_for() {
    let (state, _) = writing_today("A page.");
    let (state, effects) = reduce(state, Action::AskedToRemoveEverything);
    assert!(removing(&effects));
    // Journals compare by identity, so all of it is compared as it is written down.
    let nothing = State { phase: Phase::Removed(Removal::Begun), ..State::default() };
    assert_eq!(format!("{state:?}"), format!("{nothing:?}"));
    // What was on its way changes nothing any more.
    let late =
        vec![Action::Saved { ids: vec![id(1)], at: at(20), mirrored: true }, Action::LockDue, Action::AskedToLock];
    let (state, effects) = after(state, late);
    assert_eq!((state.phase, effects.len()), (Phase::Removed(Removal::Begun), 0));
}

#[test]
fn it_is_asked_for_in_an_open_journal_by_the_tab_that_writes_and_never_from_the_lock() {
    let (locked, _) = reduce(State::default(), Action::FoundSealed { open: false });
    let (open, _) = opened(vec![page(1, "One.")], None);
    let reading = State { role: Role::Reads { asking: false }, ..open };
    for state in [locked, reading] {
        let (after, effects) = reduce(state.clone(), Action::AskedToRemoveEverything);
        assert_eq!((after, removing(&effects)), (state, false));
    }
}

#[test]
fn what_would_not_go_can_be_asked_for_again_and_what_was_cut_off_is_taken_up() {
    let (state, effects) = reduce(State::default(), Action::FoundRemoval);
    assert!(removing(&effects));
    let left = Removal::Left(Left { values: true, ..Left::default() });
    let (state, _) = reduce(state, Action::RemovalCame(left));
    assert_eq!(state.phase, Phase::Removed(left));
    let (state, effects) = reduce(state, Action::AskedToRemoveEverything);
    assert!(removing(&effects));
    let (state, _) = reduce(state, Action::RemovalCame(Removal::Done));
    let (state, effects) = reduce(state, Action::AskedToRemoveEverything);
    assert_eq!((state.phase, removing(&effects)), (Phase::Removed(Removal::Done), false));
}

#[test]
fn that_the_browser_cleared_it_is_said_on_welcome_and_nowhere_else() {
    let (welcome, _) = reduce(State::default(), Action::FoundNothing);
    assert_eq!(reduce(welcome.clone(), Action::FoundCleared).0.notice, Some(Notice::Vanished));
    let (writing, _) = reduce(welcome, Action::StartedWriting);
    assert_eq!(reduce(writing, Action::FoundCleared).0.notice, None);
}

#[test]
fn that_the_oldest_pages_moved_is_said_when_it_happens() {
    let room = crate::store::Room { used: 90, budget: 100 };
    let (state, _) = opened(vec![page(1, "One.")], None);
    let tidied = |spilled| Action::Tidied { room, spilled, more: false, at: at(1) };
    let (state, _) = reduce(state, tidied(false));
    assert_eq!(state.notice, None);
    let (state, _) = reduce(state, tidied(true));
    assert_eq!(state.notice, Some(Notice::OldestMoved));
    let (state, _) = after(state, vec![Action::Dismissed, tidied(false)]);
    assert_eq!(state.notice, None);
}

#[test]
fn a_backup_made_on_the_way_leads_back_to_it_and_any_other_does_not() {
    let (state, _) = opened(vec![page(1, "One.")], None);
    let way = |screens: &[Screen]| {
        let steps = screens.iter().map(|screen| Action::ArrivedAt(*screen)).collect();
        after(state.clone(), steps).0.before_removal
    };
    assert!(way(&[Screen::Remove, Screen::Backup]));
    assert!(!way(&[Screen::Settings, Screen::Backup]));
    assert!(!way(&[Screen::Remove, Screen::Settings, Screen::Backup]));
}
