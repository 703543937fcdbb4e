//! Several tabs: what one that reads may ask for, and what becomes of words when the pen is lost.

use super::*;
use crate::app::action::{Followed, Singles};

fn reader(pages: Vec<Rc<Entry>>) -> State {
    let opened = Opened {
        role: Role::Reads { asking: false },
        pages,
        preferences: Preferences::default(),
        past: Past::default(),
        drafts: Vec::new(),
        unread: 0,
        slots: SEALED,
        looks: Looks::default(),
        health: Health::default(),
        at: at(0),
        rekeying: false,
    };
    after(State::default(), vec![Action::FoundSealed { open: false }, Action::Opened(opened)]).0
}

fn words(state: &State) -> Vec<&str> {
    state.stranded.iter().map(|one| &*one.body).collect()
}

#[test]
fn whoever_loses_the_pen_reads_on_where_they_are_and_safe_words_are_not_said_to_be_lost() {
    let (state, _) = writing_today("Safe.");
    let (state, _) = after(state, vec![Action::Saved { ids: vec![id(1)], at: at(11), mirrored: true }]);
    let (state, effects) = reduce(state, Action::Overtaken(None));
    assert_eq!((state.phase.clone(), state.role), (Phase::Open, Role::Reads { asking: false }));
    assert!(state.stranded.is_empty() && state.desk.today.is_none());
    assert!(matches!(&effects[..], [Effect::Follow { again }] if again.is_empty()));
    assert_eq!(state.journal.len(), 1);
}

#[test]
fn words_that_no_store_has_stay_on_the_screen_of_whoever_loses_the_pen() {
    // Typed since the last save, and read as the pen is lost.
    let (state, _) = writing_today("Saved.");
    let (state, _) = after(state, vec![Action::Saved { ids: vec![id(1)], at: at(11), mirrored: true }]);
    let number = state.desk.number(Field::Today);
    let read = Read { number, ..read(Field::Today, "Saved. And then", 2) };
    let (typed, _) = reduce(state.clone(), Action::Overtaken(Some(read)));
    assert_eq!(words(&typed), ["Saved. And then"]);
    // Kept, but not acknowledged.
    let (state, _) = after(writing_today("Not yet.").0, vec![Action::Overtaken(None)]);
    assert_eq!(words(&state), ["Not yet."]);
    // The store answers late: they were safe after all.
    let (late, _) = reduce(state.clone(), Action::Saved { ids: vec![id(1)], at: at(12), mirrored: true });
    assert!(late.stranded.is_empty());
    // The store refuses: nothing more is asked of it, and nothing more is said.
    let (state, effects) = reduce(state, Action::SaveFailed { ids: vec![id(1)], fault: Fault::Moved });
    assert_eq!((words(&state), effects.len(), &state.notice), (vec!["Not yet."], 0, &None));
}

#[test]
fn stranded_words_can_be_kept_once_one_writes_again() {
    let reading = State { stranded: vec![page(1, "Mine.")], ..reader(vec![page(1, "Theirs.")]) };
    let keep = || Action::KeptStranded { id: id(1), fresh: id(9) };
    let (reading, effects) = reduce(reading, keep());
    assert!(effects.is_empty() && reading.stranded.len() == 1);
    let (state, effects) = reduce(State { role: Role::Writes, ..reading }, keep());
    assert_eq!(saves(&effects), [id(9)]);
    let bodies: Vec<_> = state.journal.all().map(|page| page.body.to_string()).collect();
    assert_eq!(bodies, ["Theirs.", "Mine."]);
    assert!(state.stranded.is_empty());
}

#[test]
fn a_lock_does_not_end_words_that_no_store_has() {
    let (state, _) = after(writing_today("Not yet.").0, vec![Action::Overtaken(None), Action::LockedWithWords]);
    assert_eq!((words(&state), state.phase.clone(), state.journal.len()), (vec!["Not yet."], Phase::Starting, 0));
}

#[test]
fn a_reader_follows_and_the_page_it_shows_is_the_page_as_it_is() {
    let (state, _) = after(reader(vec![page(1, "one"), page(2, "two")]), vec![Action::OpenedPage(id(1))]);
    let number = state.desk.number(Field::Page);
    let rewritten = Rc::new(page(1, "one").rewritten("one, and more", at(5)));
    let followed = Followed { pages: vec![rewritten], gone: vec![id(2)], singles: Singles::default() };
    let (state, effects) = reduce(state, Action::Followed(followed));
    assert!(effects.is_empty());
    assert_eq!((state.journal.len(), &*state.desk.page.clone().expect("open").words), (1, "one, and more"));
    assert!(state.desk.number(Field::Page) != number, "the field on screen still has the old words");
    let gone = Followed { gone: vec![id(1)], ..Followed::default() };
    assert!(reduce(state, Action::Followed(gone)).0.desk.page.is_none());
}

#[test]
fn whoever_takes_the_pen_stays_where_they_are_reading() {
    let (state, _) = after(reader(vec![page(1, "one")]), vec![Action::OpenedPage(id(1))]);
    let (state, effects) = reduce(state, Action::AskedToTakeOver);
    assert_eq!(state.role, Role::Reads { asking: true });
    assert!(matches!(effects[..], [Effect::TakeOver]));
    let opened = Opened {
        role: Role::Writes,
        pages: vec![page(1, "one")],
        preferences: Preferences::default(),
        past: Past::default(),
        drafts: vec![page(2, "under the other tab's pen")],
        unread: 0,
        slots: SEALED,
        looks: Looks::default(),
        health: Health::default(),
        at: at(0),
        rekeying: false,
    };
    let (state, effects) = reduce(state, Action::Opened(opened));
    assert!(state.may_write() && !effects.iter().any(|effect| matches!(effect, Effect::GoInstead(_))));
    assert_eq!(state.desk.page.as_ref().map(|writing| writing.id), Some(id(1)));
    assert_eq!(state.journal.len(), 2);
}

#[test]
fn a_lock_by_hand_locks_every_tab_and_one_by_the_clock_only_this() {
    let (state, _) = opened(Vec::new(), None);
    let (_, effects) = reduce(state.clone(), Action::AskedToLock);
    assert!(matches!(effects[..], [Effect::LockOthers, Effect::PutAway]));
    let (_, effects) = reduce(state, Action::LockDue);
    assert!(matches!(effects[..], [Effect::PutAway]));
}

#[test]
fn when_nothing_is_kept_any_more_the_words_can_be_brought_back_and_begun_anew() {
    let (state, _) = after(writing_today("All that is left.").0, vec![Action::PutAway, Action::NothingLeft]);
    assert_eq!((state.phase.clone(), state.journal.len()), (Phase::Fresh(Fresh::Cleared), 0));
    let (state, _) = after(state, vec![Action::BroughtBack, Action::AskedToKeep]);
    assert_eq!(state.phase, Phase::Fresh(Fresh::Keeping));
    assert_eq!(&*state.desk.today.expect("there").words, "All that is left.");
}

proptest! {
    #[test]
    fn a_reader_asks_for_nothing_that_changes_what_is_kept(actions in prop::collection::vec(any_action(), 0..40)) {
        let mut state = reader(vec![page(1, "one"), page(2, "two"), page(3, "three")]);
        let before: Vec<_> = state.journal.all().cloned().collect();
        // A deletion that was under way when the pen was lost did happen.
        for action in actions.into_iter().filter(|action| !matches!(action, Action::Deleted(_))) {
            let action = on_screen(&state, action);
            let (next, effects) = reduce(state, action);
            prop_assert!(!effects.iter().any(Effect::writes), "{effects:?}");
            state = next;
        }
        let after: Vec<_> = state.journal.all().cloned().collect();
        prop_assert!(before == after, "a reader changed the journal it shows");
    }
}
