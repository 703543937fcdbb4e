//! The reducer, as a person would notice it. Each test follows someone's path through actions.

mod cards;
mod care;
mod remove;
mod tabs;
mod ways;

use std::rc::Rc;

use proptest::prelude::*;

use super::reduce;
use crate::app::Effect;
use crate::app::action::{Action, Checked, FoundingError, Opened, Read, Screen, Singles, Why};
use crate::app::offers::{self, What};
use crate::app::state::{
    Field, Fresh, Health, Line, Locked, Notice, Phase, Role, Saving, Slots, State, Trouble, Unreadable, Update,
    WhyUnreadable, Writing,
};
use crate::domain::{Body, CheckIn, Entry, EntryId, Kind, Looks, Mood, Past, Preferences, Stamp};
use crate::store::Fault;
use crate::vault::Secret;

const NOW: i64 = 1_700_000_000_000;
const SEALED: Slots =
    Slots { open: false, passphrase: true, recovery: false, passphrase_since: None, recovery_since: None };

fn at(seconds: i64) -> Stamp {
    Stamp { utc_ms: NOW + seconds * 1_000, offset_min: 0 }
}

/// Noon, so many days after the evening that `at` counts from.
fn noon(days: i64) -> Stamp {
    at(days * 86_400 - 10 * 3_600 - 800)
}

fn id(seed: u8) -> EntryId {
    EntryId::new(NOW as u64 + u64::from(seed), [seed; 10])
}

fn page(seed: u8, words: &str) -> Rc<Entry> {
    Rc::new(Entry::new(id(seed), at(0), words))
}

fn read(field: Field, words: &str, seed: u8) -> Read {
    Read { field, number: 0, words: Body::from(words), at: at(10), fresh: id(seed) }
}

/// Words are read from the field that is on screen.
fn on_screen(state: &State, mut action: Action) -> Action {
    if let Action::WordsRead { read, .. } | Action::KeptPage { read } = &mut action {
        read.number = state.desk.number(read.field);
    }
    action
}

/// Runs actions one after another; the effects of the last one come back.
fn after(state: State, actions: Vec<Action>) -> (State, Vec<Effect>) {
    actions.into_iter().fold((state, Vec::new()), |(state, _), action| {
        let action = on_screen(&state, action);
        reduce(state, action)
    })
}

fn opened(pages: Vec<Rc<Entry>>, unfinished: Option<Rc<Entry>>) -> (State, Vec<Effect>) {
    let opened = Opened {
        role: Role::Writes,
        pages,
        preferences: Preferences::default(),
        past: Past::default(),
        drafts: unfinished.into_iter().collect(),
        unread: 0,
        slots: SEALED,
        looks: Looks::default(),
        health: Health::default(),
        at: at(0),
        rekeying: false,
    };
    after(State::default(), vec![Action::FoundSealed { open: false }, Action::Opened(opened)])
}

fn writing_today(words: &str) -> (State, Vec<Effect>) {
    let (state, _) = opened(Vec::new(), None);
    after(state, vec![Action::Typed, Action::WordsRead { read: read(Field::Today, words, 1), why: Why::Left }])
}

fn saves(effects: &[Effect]) -> Vec<EntryId> {
    effects.iter().flat_map(|effect| if let Effect::Save { ids } = effect { ids.clone() } else { Vec::new() }).collect()
}

fn fresh(words: &str) -> State {
    let actions = vec![
        Action::FoundNothing,
        Action::StartedWriting,
        Action::WordsRead { read: read(Field::Today, words, 1), why: Why::Left },
    ];
    after(State::default(), actions).0
}

// The first minute

#[test]
fn before_the_first_keep_nothing_asks_to_be_written() {
    let actions = || {
        vec![
            Action::StartedWriting,
            Action::Typed,
            Action::WordsRead { read: read(Field::Today, "words", 1), why: Why::Pause { local: true } },
            Action::WordsRead { read: read(Field::Today, "words", 1), why: Why::Left },
            Action::WordsRead { read: read(Field::Today, "words", 1), why: Why::Away },
            Action::AskedToKeep,
            Action::AskedForPassphrase,
            Action::SteppedBack,
        ]
    };
    let writes = |state: State| {
        actions().into_iter().fold((state, 0), |(state, writes), action| {
            let action = on_screen(&state, action);
            let (state, effects) = reduce(state, action);
            let more =
                effects.iter().filter(|e| !matches!(e, Effect::Go(_) | Effect::GoInstead(_) | Effect::PutAway)).count();
            (state, writes + more)
        })
    };
    assert_eq!(writes(after(State::default(), vec![Action::FoundNothing]).0).1, 0);
    // The same hands on an open journal do write: the count can count.
    assert!(writes(opened(Vec::new(), None).0).1 > 0);
}

#[test]
fn keep_on_an_empty_page_asks_nothing() {
    let (state, _) = after(fresh("  \n "), vec![Action::AskedToKeep]);
    assert_eq!(state.phase, Phase::Fresh(Fresh::Writing));
}

#[test]
fn keeping_makes_a_vault_with_the_page_in_it() {
    let secret = Secret::new("four words or so").ok();
    let (state, effects) = after(
        fresh("The kettle."),
        vec![
            Action::AskedToKeep,
            Action::AskedForPassphrase,
            Action::ChoseProtection { secret, at_once: true, swapped: false },
        ],
    );
    let [Effect::Found { secret: Some(_), page: Some(page), preferences }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(&*page.body, "The kettle.");
    assert_eq!(preferences.lock, crate::domain::LockRule::AtOnce);
    assert!(state.work.is_some());
    // A second tap while the key is being made does nothing.
    let (_, again) = reduce(state, Action::ChoseProtection { secret: None, at_once: false, swapped: false });
    assert!(again.is_empty());
}

#[test]
fn after_the_first_keep_today_is_empty_and_exit_is_explained_once() {
    let page = page(1, "The kettle.");
    let founded = Action::Founded {
        page: Some(page.clone()),
        preferences: Preferences { exit_explained: true, ..Preferences::default() },
        slots: SEALED,
        health: Health::default(),
        at: at(3),
    };
    let (state, effects) = after(fresh("The kettle."), vec![founded]);
    assert!(matches!(effects[..], [Effect::GoInstead(Screen::Today), ..]));
    assert_eq!((state.line, state.saving), (Some(Line::FirstKept), Saving::Saved(at(3))));
    assert!(state.desk.today.is_none() && state.journal.page(page.id).is_some());
    let (state, _) = after(state, vec![Action::ArrivedAt(Screen::Today), Action::ArrivedAt(Screen::Pages)]);
    assert_eq!(state.line, None);
}

#[test]
fn a_founding_that_fails_keeps_the_words_on_the_page() {
    let failed = Action::FoundingFailed(FoundingError::Store(Fault::Full));
    let (state, _) = after(fresh("Do not lose me."), vec![Action::AskedToKeep, failed]);
    assert_eq!(state.phase, Phase::Fresh(Fresh::Writing));
    assert_eq!(state.notice, Some(Notice::SaveFailed(Fault::Full)));
    assert_eq!(&*state.desk.today.expect("still under the pen").words, "Do not lose me.");
}

#[test]
fn a_page_that_is_not_kept_can_be_brought_back_until_something_new_is_written() {
    let (state, effects) = after(fresh("Not for keeping."), vec![Action::AskedToKeep, Action::LetGo]);
    assert!(effects.is_empty());
    // The emptied field is read as it goes: that must not take the words along.
    let (state, _) = after(state, vec![Action::WordsRead { read: read(Field::Today, "", 2), why: Why::Left }]);
    let (back, _) = after(state.clone(), vec![Action::BroughtBack]);
    // The field on screen is an empty one; only another can show the words.
    assert_ne!(back.desk.number(Field::Today), state.desk.number(Field::Today));
    assert_eq!(&*back.desk.today.expect("brought back").words, "Not for keeping.");
    let (new, _) = after(state, vec![Action::WordsRead { read: read(Field::Today, "Other words", 2), why: Why::Left }]);
    assert_eq!(new.phase, Phase::Fresh(Fresh::Writing));
    assert_eq!(&*new.desk.today.expect("the new page").words, "Other words");
}

// Writing

#[test]
fn a_pause_seals_a_draft_and_leaving_commits_the_page() {
    let (state, _) = opened(Vec::new(), None);
    let pause = Action::WordsRead { read: read(Field::Today, "One line", 1), why: Why::Pause { local: false } };
    let (state, effects) = after(state, vec![Action::Typed, pause]);
    assert!(matches!(&effects[..], [Effect::Draft { page, local: false, mirror: true }] if &*page.body == "One line"));
    assert!(state.journal.is_empty());
    let (state, effects) =
        after(state, vec![Action::WordsRead { read: read(Field::Today, "One line.", 2), why: Why::Left }]);
    assert_eq!(saves(&effects), [id(1)]);
    assert_eq!(&*state.journal.page(id(1)).expect("committed").body, "One line.");
}

#[test]
fn leaving_without_a_change_writes_nothing_again() {
    let (state, _) = writing_today("Said once.");
    let (state, _) = after(state, vec![Action::Saved { ids: vec![id(1)], at: at(11), mirrored: true }]);
    let again = Action::WordsRead { read: read(Field::Today, "Said once.", 2), why: Why::Left };
    assert!(after(state, vec![again]).1.is_empty());
}

#[test]
fn going_away_commits_and_marks_the_page_as_unfinished() {
    let (state, _) = opened(Vec::new(), None);
    let away = Action::WordsRead { read: read(Field::Today, "Half a thou", 1), why: Why::Away };
    let (_, effects) = after(state, vec![away]);
    assert!(matches!(&effects[..], [Effect::Save { .. }, Effect::Draft { local: true, mirror: true, .. }]));
}

#[test]
fn saved_is_said_only_when_everything_is() {
    let (state, _) = writing_today("First.");
    assert_eq!(state.saving, Saving::Pending);
    let (state, _) = after(
        state,
        vec![
            Action::KeptPage { read: read(Field::Today, "First.", 1) },
            Action::WordsRead { read: read(Field::Today, "Second.", 2), why: Why::Left },
            Action::Saved { ids: vec![id(1)], at: at(12), mirrored: true },
        ],
    );
    assert_eq!(state.saving, Saving::Pending);
    let (state, _) = after(state, vec![Action::Saved { ids: vec![id(2)], at: at(13), mirrored: true }]);
    assert_eq!(state.saving, Saving::Saved(at(13)));
}

#[test]
fn without_a_mirror_the_status_does_not_claim_more_than_is_so() {
    let (state, _) = writing_today("First.");
    let (state, _) = after(state, vec![Action::Saved { ids: vec![id(1)], at: at(12), mirrored: false }]);
    assert_eq!(state.saving, Saving::BrowserOnly(at(12)));
    assert!(state.health.no_mirror);
}

#[test]
fn a_save_that_fails_is_shown_keeps_the_words_and_can_be_tried_again() {
    let (state, _) = writing_today("Keep me.");
    let (state, _) = after(state, vec![Action::SaveFailed { ids: vec![id(1)], fault: Fault::Full }]);
    assert_eq!((state.saving, &state.notice), (Saving::Failed, &Some(Notice::SaveFailed(Fault::Full))));
    assert_eq!(&*state.desk.today.clone().expect("still there").words, "Keep me.");
    let (state, effects) = reduce(state, Action::AskedToSaveAgain);
    assert_eq!(saves(&effects), [id(1)]);
    let (state, _) = reduce(state, Action::Saved { ids: vec![id(1)], at: at(20), mirrored: true });
    assert_eq!((state.saving, state.notice), (Saving::Saved(at(20)), None));
}

#[test]
fn keep_ends_the_page_and_the_next_words_are_another_one() {
    let (state, effects) =
        after(writing_today("One.").0, vec![Action::KeptPage { read: read(Field::Today, "One. Two.", 2) }]);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::DropDraft { .. })));
    // It is kept when a store says so, and not before.
    assert_eq!(state.line, Some(Line::Keeping(id(1))));
    let (refused, _) = reduce(state.clone(), Action::SaveFailed { ids: vec![id(1)], fault: Fault::Full });
    assert_eq!(refused.line, None);
    let (state, _) = reduce(state, Action::Saved { ids: vec![id(1)], at: at(12), mirrored: true });
    assert_eq!(state.line, Some(Line::Kept(1)));
    assert_eq!(&*state.journal.page(id(1)).expect("kept").body, "One. Two.");
    let (state, _) = after(state, vec![Action::WordsRead { read: read(Field::Today, "Three.", 3), why: Why::Left }]);
    assert_eq!(state.journal.len(), 2);
}

#[test]
fn the_same_page_is_never_under_two_pens() {
    let (state, _) = writing_today("Here.");
    let (state, _) = after(state, vec![Action::OpenedPage(id(1))]);
    assert!(state.desk.today.is_none());
    assert_eq!(state.desk.page.map(|writing| writing.id), Some(id(1)));
}

#[test]
fn a_page_that_holds_words_opens_to_be_read_and_every_other_to_be_written() {
    let (state, _) = opened(vec![page(1, "One."), page(2, " \n")], None);
    let (state, _) = after(state, vec![Action::OpenedPage(id(1))]);
    assert!(state.desk.reading);
    let (state, _) = after(state, vec![Action::AskedToEdit]);
    assert!(!state.desk.reading);
    let words = Action::WordsRead { read: read(Field::Page, "One. And more.", 9), why: Why::Left };
    let (state, _) = after(state, vec![words, Action::AskedToRead]);
    assert!(state.desk.reading);
    assert_eq!(state.desk.page.as_ref().map(|page| &*page.words), Some("One. And more."));
    let (state, _) = after(state, vec![Action::OpenedPage(id(2)), Action::AskedToRead]);
    assert!(!state.desk.reading, "there is nothing to read");
    let (state, _) = after(state, vec![Action::OpenedPage(id(1)), Action::StartedPage { id: id(3), at: at(20) }]);
    assert!(!state.desk.reading);
    // A page left the desk while it was read, and another came there.
    let (mut state, _) = after(opened(vec![page(1, "One.")], None).0, vec![Action::OpenedPage(id(1))]);
    state.desk.clear(Field::Page);
    assert!(!state.desk.reading);
    // What was under the pen when the journal was put away is gone on with.
    let (state, _) = opened(Vec::new(), Some(page(1, "Half a sen")));
    assert!(!state.desk.reading);
}

#[test]
fn marks_alone_make_a_page_and_changing_them_is_a_change() {
    let low = Kind::CheckIn(Rc::new(CheckIn { mood: Some(Mood::Low), ..CheckIn::default() }));
    let (mut state, _) = opened(Vec::new(), None);
    let blank = Writing { kind: Kind::CheckIn(Rc::default()), ..Writing::new(id(1), at(0)) };
    assert!(blank.is_blank() && !blank.is_changed());
    state.desk.page = Some(Writing { kind: low.clone(), ..blank });
    let (state, effects) = after(state, vec![Action::WordsRead { read: read(Field::Page, "", 1), why: Why::Left }]);
    assert_eq!(saves(&effects), [id(1)]);
    let kept = state.journal.page(id(1)).expect("kept").clone();
    assert_eq!((&kept.kind, &*kept.body), (&low, ""));
    let good = Kind::CheckIn(Rc::new(CheckIn { mood: Some(Mood::Good), ..CheckIn::default() }));
    let (mut state, _) = after(state, vec![Action::OpenedPage(id(1))]);
    let writing = state.desk.page.as_mut().expect("opened");
    assert!(!writing.is_changed());
    writing.kind = good.clone();
    let (state, effects) = after(state, vec![Action::WordsRead { read: read(Field::Page, "", 1), why: Why::Left }]);
    assert_eq!(saves(&effects), [id(1)]);
    assert_eq!(state.journal.page(id(1)).expect("kept").kind, good);
}

#[test]
fn a_page_too_long_is_kept_whole_and_said_to_be_long() {
    let long = "a".repeat(crate::domain::entry::LONG_PAGE + 1);
    let (state, effects) = writing_today(&long);
    assert_eq!(state.notice, Some(Notice::LongPage));
    assert_eq!(saves(&effects), [id(1)]);
    assert_eq!(state.journal.page(id(1)).expect("kept").body.len(), long.len());
}

#[test]
fn what_happened_may_take_as_many_words_as_a_page() {
    let long = "a".repeat(5_000);
    for kind in Kind::all() {
        let (mut state, _) = opened(Vec::new(), None);
        state.desk.page = Some(Writing { kind, ..Writing::new(id(1), at(0)) });
        let words = Action::WordsRead { read: read(Field::Page, &long, 1), why: Why::Left };
        let (state, effects) = after(state, vec![words]);
        assert_eq!((&state.notice, saves(&effects)), (&None, vec![id(1)]));
    }
}

#[test]
fn a_field_that_was_replaced_never_writes_its_words_again() {
    let (state, _) =
        after(writing_today("Kept once.").0, vec![Action::KeptPage { read: read(Field::Today, "Kept once.", 2) }]);
    // The old field is read a last time as it leaves the screen.
    let goodbye = Action::WordsRead { read: read(Field::Today, "Kept once.", 3), why: Why::Left };
    let (state, effects) = reduce(state, goodbye);
    assert!(effects.is_empty());
    assert_eq!(state.journal.len(), 1);
}

// Opening and locking

#[test]
fn a_wrong_passphrase_says_one_thing_and_waits_at_most_half_a_minute() {
    let locked = |open| after(State::default(), vec![Action::FoundSealed { open }]).0;
    let mut state = locked(false);
    let mut waits = Vec::new();
    for _ in 0..8 {
        let (next, effects) = reduce(state, Action::WrongPassphrase { at: at(0) });
        assert!(matches!(effects[..], [Effect::CountWrongTry]));
        let Phase::Locked(locked) = next.phase.clone() else { panic!("still locked") };
        waits.push(super::wait_left(&locked, at(0)) / 1_000);
        state = next;
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30, 30]);
    let (state, effects) = reduce(state, Action::TriedToOpen { secret: Secret::new("again").ok(), at: at(29) });
    assert!(effects.is_empty());
    let (_, effects) = reduce(state, Action::TriedToOpen { secret: Secret::new("again").ok(), at: at(30) });
    assert!(matches!(effects[..], [Effect::Unlock { .. }]));
}

#[test]
fn a_clock_set_back_never_makes_the_wait_longer() {
    let locked = Locked { wait_until: Some(NOW + 5_000), ..Locked::default() };
    assert_eq!(super::wait_left(&locked, at(-86_400)), 30_000);
}

#[test]
fn unlocking_shows_today_and_goes_on_reading() {
    let (state, effects) = opened(vec![page(1, "Old.")], None);
    assert!(matches!(effects[..], [Effect::GoInstead(Screen::Today), Effect::ReadMore]));
    assert!(state.is_open() && !state.unfinished);
}

#[test]
fn words_that_were_only_a_draft_are_part_of_the_journal_again() {
    let kept = page(1, "As committed.");
    let draft = Rc::new(kept.rewritten("As committed, and more.", at(60)));
    let (state, effects) = opened(vec![kept], Some(draft));
    assert_eq!(saves(&effects), [id(1)]);
    assert_eq!(&*state.journal.page(id(1)).expect("kept").body, "As committed, and more.");
    assert!(state.unfinished);
}

#[test]
fn an_old_draft_never_overwrites_newer_words() {
    let first = page(1, "First.");
    let newer = Rc::new(first.rewritten("Second.", at(60)));
    let stale = Rc::new(first.rewritten("Half typed", at(30)));
    let (state, effects) = opened(vec![newer], Some(stale));
    assert!(saves(&effects).is_empty());
    assert_eq!(&*state.journal.page(id(1)).expect("kept").body, "Second.");
}

#[test]
fn locking_puts_the_words_away_before_anything_else() {
    let (state, effects) = after(writing_today("Mid sentence").0, vec![Action::AskedToLock]);
    assert!(matches!(effects[..], [Effect::LockOthers, Effect::PutAway]));
    assert!(state.is_open(), "still open while the words are read");
    let (state, effects) = reduce(state, Action::PutAway);
    assert!(matches!(effects[..], [Effect::Lock]));
    assert_eq!(state.phase, Phase::Closing { held: false });
}

#[test]
fn the_gravest_finding_is_said_first_and_nothing_is_replaced() {
    let piece = Unreadable { name: "abc".into(), why: WhyUnreadable::Altered };
    let health = Health { unreadable: Rc::new(vec![piece]), ..Health::default() };
    let checked = Checked {
        pages: Vec::new(),
        singles: Singles::default(),
        healed: 3,
        two_versions: 1,
        header_altered: true,
        health,
    };
    let (state, _) = after(opened(vec![page(1, "Fine.")], None).0, vec![Action::Checked(checked)]);
    assert_eq!(state.notice, Some(Notice::Unreadable { values: 1 }));
    assert_eq!(state.journal.len(), 1);
}

#[test]
fn trouble_with_the_key_is_not_called_a_wrong_passphrase() {
    let (state, effects) =
        after(State::default(), vec![Action::FoundSealed { open: false }, Action::OpeningFailed(Trouble::Memory)]);
    let Phase::Locked(locked) = state.phase else { panic!("still locked") };
    assert!(!locked.wrong && locked.trouble == Some(Trouble::Memory) && effects.is_empty());
}

// The Bin

#[test]
fn the_bin_can_be_undone_and_deleting_waits_for_the_stores() {
    let (state, _) = opened(vec![page(1, "One."), page(2, "Two.")], None);
    let (state, effects) = reduce(state, Action::Binned { id: id(1), at: at(5) });
    assert_eq!(saves(&effects), [id(1)]);
    assert_eq!((state.line, state.journal.bin().len()), (Some(Line::Binned(id(1))), 1));
    let (undone, _) = reduce(state.clone(), Action::TakenBack { id: id(1), at: at(6) });
    assert_eq!(undone.journal.by_day().len(), 2);
    let (state, effects) = reduce(state, Action::AskedToDelete(vec![id(1)]));
    assert!(matches!(&effects[..], [Effect::Delete { ids }] if ids == &[id(1)]));
    assert_eq!(state.journal.len(), 2, "not gone until the stores say so");
    let (state, _) = reduce(state, Action::Deleted(vec![id(1)]));
    assert!(state.journal.page(id(1)).is_none() && state.line == Some(Line::Deleted));
}

#[test]
fn a_deletion_that_fails_leaves_the_page_where_it_was() {
    let (state, _) = opened(vec![page(1, "One.")], None);
    let (state, _) =
        after(state, vec![Action::AskedToDelete(vec![id(1)]), Action::DeleteFailed { fault: Fault::Refused }]);
    assert_eq!((state.journal.len(), state.work), (1, None));
    assert_eq!(state.notice, Some(Notice::DeleteFailed(Fault::Refused)));
}

#[test]
fn binning_the_page_under_the_pen_takes_the_pen_off_it() {
    let (state, _) = after(opened(vec![page(1, "One.")], None).0, vec![Action::OpenedPage(id(1))]);
    let (state, effects) = reduce(state, Action::Binned { id: id(1), at: at(5) });
    assert!(state.desk.page.is_none());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::DropDraft { .. })));
    // The field is read as it goes: it must not bring the page back.
    let (state, effects) = reduce(state, Action::WordsRead { read: read(Field::Page, "", 9), why: Why::Left });
    assert!(effects.is_empty() && state.journal.bin().len() == 1);
}

// Offers

#[test]
fn recovery_words_are_offered_from_the_third_page_and_not_after_two_refusals() {
    let pages = |count: u8| opened((1..=count).map(|seed| page(seed, "x")).collect(), None).0;
    let words = Some(What::RecoveryWords);
    assert_eq!(offers::todays(&pages(2), noon(1)), None);
    assert_eq!(offers::todays(&pages(3), noon(1)), words);
    assert_eq!(offers::todays(&pages(3), noon(0)), None, "nothing is offered on the first day");
    assert_eq!(offers::todays(&pages(3), at(86_400)), None, "it is past nine in the evening");
    let (once, effects) = reduce(pages(3), Action::RefusedRecovery { at: noon(1) });
    assert!(matches!(effects[..], [Effect::SavePreferences]));
    assert_eq!(offers::todays(&once, noon(1)), None, "not again on the same day");
    assert_eq!(offers::todays(&once, noon(2)), words);
    let (twice, _) = reduce(once, Action::RefusedRecovery { at: noon(2) });
    assert_ne!(offers::todays(&twice, noon(900)), words);
}

#[test]
fn without_a_passphrase_there_is_nothing_to_recover() {
    let (state, _) = opened((1..=5).map(|seed| page(seed, "x")).collect(), None);
    let state = State { slots: Slots { open: true, ..Slots::default() }, ..state };
    assert_eq!(offers::todays(&state, noon(1)), None);
}

// Without a network, and later versions

#[test]
fn that_no_network_is_needed_is_told_once_after_something_was_kept() {
    let keep = |state, words| {
        let saved = Action::Saved { ids: vec![id(7)], at: at(12), mirrored: true };
        after(state, vec![Action::Typed, Action::KeptPage { read: read(Field::Today, words, 7) }, saved])
    };
    let tells = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::SavePreferences));
    let (state, effects) = keep(opened(Vec::new(), None).0, "Before everything is here.");
    assert!(state.line == Some(Line::Kept(1)) && !tells(&effects));
    let (state, effects) = after(state, vec![Action::WorksOffline]);
    assert!(state.line == Some(Line::Kept(1)) && effects.is_empty(), "nothing is said in between");
    let (state, _) = keep(state, " ");
    assert_eq!(state.line, None, "nothing was kept");
    let (state, effects) = keep(state, "After.");
    assert!(state.line == Some(Line::KeptOffline) && tells(&effects) && state.preferences.offline_told);
    let (state, effects) = keep(state, "And again.");
    assert!(matches!(state.line, Some(Line::Kept(_))) && !tells(&effects));
}

#[test]
fn a_later_version_waits_for_the_next_screen_and_after_later_is_not_said_again() {
    let (state, effects) = after(opened(Vec::new(), None).0, vec![Action::UpdateReady]);
    assert!(state.update == Update::Ready && effects.is_empty(), "nothing happens by itself");
    let (state, _) = after(state, vec![Action::ArrivedAt(Screen::Pages)]);
    assert_eq!(state.update, Update::Known);
    let (asked, effects) = after(state.clone(), vec![Action::AskedToUpdate]);
    assert!(matches!(effects[..], [Effect::BringUpdate]));
    // It came, and this page could not follow.
    assert_eq!(after(asked, vec![Action::UpdateWaits]).0.update, Update::Ready);
    let (state, effects) = after(state, vec![Action::PutOffUpdate]);
    assert!(matches!(effects[..], [Effect::PutOffUpdate]));
    let (state, _) = after(state, vec![Action::UpdateReady, Action::ArrivedAt(Screen::Today)]);
    assert_eq!(state.update, Update::PutOff);
}

// Whatever order things happen in

/// Ids of new pages are random, so no two reads ever bring the same one.
fn fresh_ids(actions: Vec<Action>) -> impl Iterator<Item = Action> {
    actions.into_iter().zip(100u8..).map(|(mut action, seed)| {
        if let Action::WordsRead { read, .. } | Action::KeptPage { read } = &mut action {
            read.fresh = id(seed);
        }
        if let Action::StartedPage { id: new, .. } = &mut action {
            *new = id(seed);
        }
        action
    })
}

fn any_action() -> impl Strategy<Value = Action> {
    let words = prop_oneof![Just(""), Just(" "), Just("a"), Just("b b")];
    let why = prop_oneof![Just(Why::Left), Just(Why::Away), any::<bool>().prop_map(|local| Why::Pause { local })];
    let field = prop_oneof![Just(Field::Today), Just(Field::Page)];
    let seed = 1u8..6;
    prop_oneof![
        4 => (field.clone(), words.clone(), seed.clone(), why).prop_map(|(f, w, s, why)| Action::WordsRead { read: read(f, w, s), why }),
        1 => (field, words, seed.clone()).prop_map(|(f, w, s)| Action::KeptPage { read: read(f, w, s) }),
        1 => seed.clone().prop_map(|s| Action::OpenedPage(id(s))),
        1 => seed.clone().prop_map(|s| Action::StartedPage { id: id(s), at: at(0) }),
        1 => seed.clone().prop_map(|s| Action::Binned { id: id(s), at: at(1) }),
        1 => seed.clone().prop_map(|s| Action::TakenBack { id: id(s), at: at(2) }),
        1 => seed.clone().prop_map(|s| Action::Saved { ids: vec![id(s)], at: at(3), mirrored: true }),
        1 => seed.clone().prop_map(|s| Action::SaveFailed { ids: vec![id(s)], fault: Fault::Refused }),
        1 => seed.prop_map(|s| Action::Deleted(vec![id(s)])),
        1 => (0u8..1).prop_map(|_| Action::AskedToSaveAgain),
        1 => (0u8..1).prop_map(|_| Action::AskedToLock),
        1 => (0u8..1).prop_map(|_| Action::Typed),
        1 => (0u8..1).prop_map(|_| Action::ArrivedAt(Screen::Today)),
    ]
}

proptest! {
    #[test]
    fn every_word_read_is_in_the_journal_or_under_the_pen(actions in prop::collection::vec(any_action(), 0..60)) {
        let (mut state, _) = opened(vec![page(1, "kept")], None);
        for action in fresh_ids(actions) {
            let action = on_screen(&state, action);
            let said = match &action {
                Action::WordsRead { read, why: Why::Left | Why::Away } | Action::KeptPage { read } => Some(read.words.clone()),
                _ => None,
            };
            let (next, effects) = reduce(state, action);
            if let Some(words) = said.filter(|words| !words.trim().is_empty()) {
                let kept = next.journal.all().any(|page| page.body == words);
                prop_assert!(kept, "words were read and are nowhere");
            }
            // What an effect asks to save is there to be saved.
            for id in saves(&effects) {
                prop_assert!(next.journal.page(id).is_some());
            }
            // No page is under both pens.
            let pens = [&next.desk.today, &next.desk.page].map(|pen| pen.as_ref().map(|writing| writing.id));
            prop_assert!(pens[0].is_none() || pens[0] != pens[1]);
            state = next;
        }
    }

    #[test]
    fn revisions_only_ever_grow(actions in prop::collection::vec(any_action(), 0..60)) {
        let (mut state, _) = opened(vec![page(1, "kept")], None);
        for action in fresh_ids(actions) {
            let action = on_screen(&state, action);
            let before: Vec<_> = state.journal.all().map(|page| (page.id, page.revision)).collect();
            let deleted = matches!(action, Action::Deleted(_));
            let (next, _) = reduce(state, action);
            for (id, revision) in before {
                let now = next.journal.page(id).map(|page| page.revision);
                prop_assert!(deleted || now >= Some(revision));
            }
            state = next;
        }
    }
}
