use std::collections::BTreeMap;

use super::*;
use crate::domain::{Kind, Standing};
use proptest::prelude::*;

type Journal = BTreeMap<EntryId, Rc<Entry>>;

/// When the state both sides come from was sealed.
const THEN: i64 = 1_700_000_000_000;

fn at(ms: i64) -> Stamp {
    Stamp { utc_ms: ms, offset_min: 0 }
}

fn page(number: u8, words: &str) -> Entry {
    let begun = THEN - 1_000_000 + i64::from(number);
    Entry::new(EntryId::new(begun as u64, [number; 10]), at(begun), words)
}

fn journal(pages: &[Entry]) -> Journal {
    pages.iter().map(|page| (page.id, Rc::new(page.clone()))).collect()
}

fn planned(ours: &Journal, theirs: &Journal, between: Between) -> Plan {
    let theirs: Vec<_> = theirs.values().cloned().collect();
    plan(&theirs, |id| ours.get(&id).cloned(), &BTreeSet::new(), between)
}

fn merged(ours: &Journal, theirs: &Journal, between: Between) -> Journal {
    let mut merged = ours.clone();
    merged.extend(planned(ours, theirs, between).writes.into_iter().map(|write| (write.page.id, write.page)));
    merged
}

fn turned(between: Between) -> Between {
    match between {
        Between::TheirsIsPast => Between::OursIsPast,
        Between::OursIsPast => Between::TheirsIsPast,
        between => between,
    }
}

fn bodies(journal: &Journal) -> Vec<&str> {
    let mut bodies: Vec<_> = journal.values().map(|page| &*page.body).collect();
    bodies.sort_unstable();
    bodies
}

#[test]
fn each_page_is_counted_as_what_it_comes_to() {
    let (same, changed, aside, gone) = (page(1, "same"), page(2, "before"), page(3, "aside"), page(4, "gone"));
    let ours = journal(&[same.clone(), changed.clone(), aside.rewritten("ours", at(THEN + 1))]);
    let new = page(5, "new");
    let theirs = journal(&[
        same,
        changed.rewritten("after", at(THEN + 5)),
        aside.rewritten("theirs", at(THEN + 2)),
        gone.clone(),
        new.clone(),
    ]);
    let pages: Vec<_> = theirs.values().cloned().collect();
    let deleted = BTreeSet::from([gone.id]);
    let plan = plan(&pages, |id| ours.get(&id).cloned(), &deleted, Between::Since(at(THEN)));
    assert_eq!(plan.counts, Counts { new: 2, deleted: 1, same: 1, older: 0, newer: 1, both: 1 });
    let merged = merged(&ours, &theirs, Between::Since(at(THEN)));
    assert_eq!(bodies(&merged), ["after", "gone", "new", "ours", "same", "theirs"]);
}

#[test]
fn an_old_backup_of_this_journal_leaves_newer_words_alone() {
    let old = page(1, "before");
    let ours = journal(&[old.rewritten("after", at(THEN + 1))]);
    let plan = planned(&ours, &journal(&[old]), Between::TheirsIsPast);
    assert_eq!((plan.counts.older, plan.writes.len()), (1, 0));
}

#[test]
fn words_that_one_side_remembers_as_earlier_ones_are_no_conflict() {
    let old = page(1, "before");
    // More than half an hour later, so what it said before is kept with it.
    let new = old.rewritten("after", at(THEN + 3_600_000));
    assert_eq!(new.earlier.len(), 1);
    let plan = planned(&journal(&[old]), &journal(&[new]), Between::Unknown);
    assert_eq!((plan.counts.newer, plan.counts.both), (1, 0));
}

#[test]
fn what_was_kept_beside_is_not_kept_beside_again() {
    let old = page(1, "before");
    let ours = journal(&[old.rewritten("ours", at(THEN + 1))]);
    let theirs = journal(&[old.rewritten("theirs", at(THEN + 2))]);
    let once = merged(&ours, &theirs, Between::Unknown);
    assert_eq!(bodies(&once), ["ours", "theirs"]);
    assert_eq!(planned(&once, &theirs, Between::Unknown).writes, []);
    assert_eq!(planned(&once, &ours, Between::Unknown).writes, []);
}

#[test]
fn where_they_come_from_is_told_by_what_they_remember() {
    let manifest = |writer: u8, generation, history: &[(u8, u64)]| Manifest {
        generation,
        history: history
            .iter()
            .map(|&(writer, generation)| Origin { writer: [writer; 8], base: 0, generation })
            .collect(),
        ..Manifest::new([writer; 8])
    };
    let known = |writer: u8, generation| Backup { writer: [writer; 8], generation, at: at(THEN), number: 4 };
    fn memory<'a>(manifest: &'a Manifest, backups: &'a [Backup]) -> Memory<'a> {
        Memory { manifest: Some(manifest), backups }
    }
    let (sealed, later) = (manifest(1, 5, &[]), manifest(2, 9, &[(1, 7)]));
    assert_eq!(between(memory(&later, &[]), memory(&sealed, &[])), Between::TheirsIsPast);
    assert_eq!(between(memory(&sealed, &[]), memory(&later, &[])), Between::OursIsPast);
    // Two journals that went on from the same backup, each in its own place.
    let (here, there) = (manifest(1, 8, &[]), manifest(3, 9, &[(1, 5)]));
    let backups = [known(1, 5)];
    assert_eq!(between(memory(&here, &backups), memory(&there, &[])), Between::Since(at(THEN)));
    assert_eq!(between(memory(&there, &[]), memory(&here, &backups)), Between::Since(at(THEN)));
    let stranger = manifest(4, 100, &[]);
    assert_eq!(between(memory(&stranger, &[]), memory(&here, &backups)), Between::Unknown);
    // A file that was brought in is remembered, even where the manifest has forgotten it.
    let brought = [Backup { number: 0, ..known(1, 8) }];
    assert_eq!(between(memory(&stranger, &brought), memory(&here, &backups)), Between::TheirsIsPast);
}

/// What happens to a page on one side after both went apart.
#[derive(Clone, Debug)]
enum Change {
    Rewritten(String),
    Marked,
    Starred,
    Binned,
    Moved,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => "[a-c]{1,3}".prop_map(Change::Rewritten),
        1 => Just(Change::Marked),
        1 => Just(Change::Starred),
        1 => Just(Change::Binned),
        1 => Just(Change::Moved),
    ]
}

fn changed(page: &Entry, change: &Change, moment: Stamp) -> Entry {
    match change {
        Change::Rewritten(words) => page.rewritten(words.as_str(), moment),
        Change::Marked => page.remarked(page.body.clone(), Kind::Other("letter".into()), moment),
        Change::Starred => page.starred(!page.starred),
        Change::Binned => page.standing(Standing::Binned(moment)),
        Change::Moved => page.moved_to(page.day.plus(1)),
    }
}

/// A journal that went on from `before`: some pages changed, some deleted, some new.
fn later(before: Journal, side: u8) -> impl Strategy<Value = Journal> {
    let changes = proptest::collection::vec((0usize..8, change()), 0..8);
    let deleted = proptest::collection::vec(0usize..8, 0..2);
    let new = proptest::collection::vec("[x-z]{1,3}", 0..3);
    (changes, deleted, new).prop_map(move |(changes, deleted, new)| {
        let mut journal = before.clone();
        for (step, (which, change)) in changes.iter().enumerate() {
            let Some(page) = journal.values().nth(*which).cloned() else { continue };
            // No two things happen in the same millisecond, here or there.
            let moment = at(THEN + 1 + 2_000_000 * step as i64 + i64::from(side));
            journal.insert(page.id, Rc::new(changed(&page, change, moment)));
        }
        for which in deleted {
            let Some(id) = journal.keys().nth(which).copied() else { continue };
            journal.remove(&id);
        }
        for (number, words) in new.iter().enumerate() {
            let page = Entry::new(
                EntryId::new(THEN as u64 + 1, [side, number as u8, 0, 0, 0, 0, 0, 0, 0, 0]),
                at(THEN + 1),
                words.as_str(),
            );
            journal.insert(page.id, Rc::new(page));
        }
        journal
    })
}

/// Two journals and what they both come from.
fn apart() -> impl Strategy<Value = (Journal, Journal, Journal)> {
    proptest::collection::vec("[a-c]{1,3}", 1..6).prop_flat_map(|words| {
        let pages: Vec<_> = words.iter().enumerate().map(|(number, words)| page(number as u8, words)).collect();
        let before = journal(&pages);
        (Just(before.clone()), later(before.clone(), 1), later(before, 2))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn either_side_brought_into_the_other_gives_the_same((_, one, other) in apart(), is_known: bool) {
        let between = if is_known { Between::Since(at(THEN)) } else { Between::Unknown };
        let (here, there) = (merged(&one, &other, between), merged(&other, &one, turned(between)));
        prop_assert_eq!(here.len(), there.len());
        // How often a page was changed is not what it says.
        prop_assert!(here.values().zip(there.values()).all(|(here, there)| is_alike(here, there)), "{:?} {:?}", here, there);
    }

    #[test]
    fn nothing_is_lost((before, one, other) in apart(), is_known: bool) {
        let between = if is_known { Between::Since(at(THEN)) } else { Between::Unknown };
        let merged = merged(&one, &other, between);
        for page in one.values().chain(other.values()) {
            // What neither side changed since is the same words on both, or an older state of the other's.
            let is_old = before.get(&page.id).is_some_and(|old| says_the_same(old, page));
            let is_there = |words: &Entry| merged.values().any(|kept| says_the_same(kept, words));
            let remembered = merged.get(&page.id).is_some_and(|kept| remembers(kept, page));
            prop_assert!(is_there(page) || is_old || remembered, "{:?} in {:?}", page.body, bodies(&merged));
            prop_assert!(merged.contains_key(&page.id));
        }
    }

    #[test]
    fn what_was_brought_in_is_not_brought_in_again((_, one, other) in apart(), is_known: bool) {
        let between = if is_known { Between::Since(at(THEN)) } else { Between::Unknown };
        let once = merged(&one, &other, between);
        prop_assert_eq!(planned(&once, &other, between).writes, []);
    }

    #[test]
    fn a_former_state_changes_nothing_and_a_later_one_takes_its_place((before, one, _) in apart()) {
        let back = planned(&one, &before, Between::TheirsIsPast);
        prop_assert!(back.writes.iter().all(|write| write.was.is_none()));
        let forth = merged(&before, &one, Between::OursIsPast);
        for page in one.values() {
            prop_assert!(is_alike(&forth[&page.id], page));
        }
    }
}
