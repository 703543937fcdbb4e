//! Backups made, checked, brought in elsewhere, and taken back, whatever fails on the way.

use std::collections::BTreeMap;
use std::rc::Rc;

use pollster::block_on;

use super::*;
use crate::app::save::{Bringing, Change, Keeper, Made, NewLock, NotGood, SaveError, Saved};
use crate::domain::card::{Deck, ItemId};
use crate::domain::deck::{Answer, Suggestion, Why};
use crate::domain::{Backup, Entry, EntryId, Past, Preferences};
use crate::record::write_page;
use crate::store::memory::{Faulty, Harm, Plan as Faults};
use crate::store::{Local, Mirror};
use crate::transfer::backup::{Backup as Sealed, Contents};
use crate::transfer::merge::{self, Plan};
use crate::vault::{Appearance, Kdf, NewSlot, Salt};

pub(super) async fn made<L: Local, M: Mirror>(keeper: &Keeper<L, M>, entropy: &mut Repeatable) -> Made {
    let made =
        keeper.make_backup(None, 1, at(NOON), entropy, async |_, _| true).await.expect("open").expect("to its end");
    assert_eq!(keeper.check_backup(&made.text, &made), Ok(made.pages));
    made
}

fn contents(text: &str, passphrase: u8) -> Contents {
    let sealed = Sealed::read(text).expect("a backup");
    let vault = sealed.unlock(&derived(passphrase)).expect("the passphrase opens it");
    let mut reader = sealed.reader(&vault);
    while reader.step(&sealed.file, &vault).expect("no bomb") {}
    reader.finish()
}

fn cards(numbers: std::ops::Range<u16>, answer: Answer) -> Past {
    let today = at(NOON).day();
    let item = |number| ItemId::new(Deck::Wall, true, number);
    numbers.fold(Past::default(), |past, number| {
        past.shown(Suggestion { item: item(number), why: Why::Turn }, today).answered(item(number), answer, today)
    })
}

/// A journal brought to what another one's file says; what was written.
async fn restored<L: Local, M: Mirror>(
    opened: &mut Opened<L, M>,
    text: &str,
    backups: &[Backup],
    entropy: &mut Repeatable,
) -> Result<Plan, SaveError> {
    let contents = contents(text, 1);
    let plan = opened.keeper.plan_for(&contents, |id| opened.pages.get(&id).cloned(), backups, &opened.first.past)?;
    let pages: Vec<_> = plan.writes.iter().map(|write| write.page.clone()).collect();
    let bringing = Bringing::new(pages.iter().cloned());
    opened.keeper.bring_in(bringing, Vec::new(), Preferences::default(), None, at(NOON), entropy).await?;
    opened.pages.extend(pages.into_iter().map(|page| (page.id, page)));
    Ok(plan)
}

/// What pages say, byte for byte, without how often they were changed.
pub(super) fn said(pages: &BTreeMap<EntryId, Rc<Entry>>) -> Vec<Vec<u8>> {
    pages.values().map(|page| write_page(&Entry { revision: 0, ..Entry::clone(page) })).collect()
}

pub(super) fn many(count: u64) -> Vec<Rc<Entry>> {
    let words = "The kettle went on without a word, and I counted the stairs. ";
    (0..count)
        .map(|number| page_on(number, NOON - number as i64 * DAY, &format!("{number}: {}", words.repeat(60))))
        .collect()
}

#[test]
fn where_there_is_no_passphrase_the_file_gets_one() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(3));
        let (keeper, _) = place.look().await;
        let changes = [Change::Write(page(1, "open"))];
        let salt = Salt([4; 16]);
        let founded = keeper
            .found(NewSlot::Open, salt, Kdf::FLOOR, Appearance::default(), &changes, at(NOON), &mut entropy)
            .await;
        founded.expect("founded");
        let without = keeper.make_backup(None, 1, at(NOON), &mut entropy, async |_, _| true).await;
        assert!(matches!(without, Err(SaveError::Locked)));
        let lock = NewLock { derived: &derived(9), salt, kdf: Kdf::FLOOR };
        let file = keeper.make_backup(Some(lock), 1, at(NOON), &mut entropy, async |_, _| true).await;
        let file = file.expect("open").expect("made");
        let sealed = Sealed::read(&file.text).expect("a backup");
        assert!(!sealed.is_open() && sealed.unlock_open().is_err() && sealed.unlock(&derived(1)).is_err());
        assert_eq!(contents(&file.text, 9).pages.len(), 1);
        assert_eq!(keeper.check_backup(&file.text, &file), Ok(1));
    });
}

#[test]
fn saying_no_while_it_is_made_makes_no_file() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(4));
        let keeper = place.founded(&many(60), &mut entropy).await;
        let mut heard = 0;
        let stopped = keeper
            .make_backup(None, 1, at(NOON), &mut entropy, async |_, _| {
                heard += 1;
                heard < 2
            })
            .await;
        assert!(matches!(stopped, Ok(None)));
        assert_eq!(heard, 2);
    });
}

#[test]
fn a_file_that_came_back_otherwise_is_not_called_good() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(5));
        let keeper = place.founded(&[page(1, "one"), page(2, "two")], &mut entropy).await;
        let before = made(&keeper, &mut entropy).await;
        write(&keeper, &page(3, "three"), &mut entropy).await.expect("saved");
        let after = made(&keeper, &mut entropy).await;
        // The older file in the newer one's place.
        assert_eq!(keeper.check_backup(&before.text, &after), Err(NotGood::Lacks { pages: 1 }));
        let cut = &after.text[..after.text.len() - 9];
        assert!(matches!(keeper.check_backup(cut, &after), Err(NotGood::File(_))));
        let other = Place::default().founded(&[page(1, "one")], &mut entropy).await;
        let theirs = made(&other, &mut entropy).await;
        assert_eq!(keeper.check_backup(&theirs.text, &after), Err(NotGood::Key));
    });
}

#[test]
fn two_journals_that_went_apart_come_to_the_same_pages() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(6));
        let (shared, aside) = (page(1, "shared"), page(2, "aside"));
        let keeper = place.founded(&[shared.clone(), aside.clone(), page(3, "third")], &mut entropy).await;
        let first = made(&keeper, &mut entropy).await;
        let elsewhere = Place::default();
        super::adopting::adopt(&elsewhere.look().await.0, &first.text, &mut entropy).await.expect("adopted");

        let mut here = place.opened(&mut entropy).await;
        let mut there = elsewhere.opened(&mut entropy).await;
        for (opened, words) in [(&mut here, "here"), (&mut there, "there")] {
            let both = Rc::new(shared.rewritten(format!("shared, {words}"), at(NOON + DAY)));
            let own = page(if words == "here" { 10 } else { 20 }, words);
            for page in [both, own] {
                write(&opened.keeper, &page, &mut entropy).await.expect("saved");
                opened.pages.insert(page.id, page);
            }
        }
        let changed = Rc::new(aside.rewritten("aside, later", at(NOON + DAY)));
        write(&there.keeper, &changed, &mut entropy).await.expect("saved");
        there.pages.insert(changed.id, changed);

        let (ours, theirs) = (made(&here.keeper, &mut entropy).await, made(&there.keeper, &mut entropy).await);
        let plan = restored(&mut here, &theirs.text, &[first.state], &mut entropy).await.expect("restored");
        assert_eq!((plan.counts.new, plan.counts.both, plan.counts.newer, plan.counts.same), (1, 1, 1, 1));
        restored(&mut there, &ours.text, &[], &mut entropy).await.expect("restored");
        assert_eq!(said(&here.pages), said(&there.pages));
        assert_eq!(said(&place.opened(&mut entropy).await.pages), said(&elsewhere.opened(&mut entropy).await.pages));
        assert_eq!(here.pages.len(), 6);
    });
}

#[test]
fn what_is_undone_gives_back_the_same_bytes_of_content() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(7));
        let pages = many(90);
        let keeper = place.founded(&pages, &mut entropy).await;
        let file = made(&keeper, &mut entropy).await;
        // Since then: some changed, some deleted for good.
        for page in &pages[..40] {
            let soon = at(page.created.utc_ms + 60_000);
            write(&keeper, &Rc::new(page.rewritten(format!("{} Changed since.", page.body), soon)), &mut entropy)
                .await
                .expect("saved");
        }
        save(&keeper, &[Change::Delete(pages[50..].iter().map(|page| page.id).collect())], &mut entropy)
            .await
            .expect("deleted");
        let mut opened = place.opened(&mut entropy).await;
        let before = said(&opened.pages);

        // The journal has forgotten where it comes from, so that both sides are kept.
        let mut theirs = contents(&file.text, 1);
        theirs.manifest = None;
        let plan =
            opened.keeper.plan_for(&theirs, |id| opened.pages.get(&id).cloned(), &[], &Past::default()).expect("open");
        assert_eq!((plan.counts.new, plan.counts.deleted, plan.counts.both, plan.counts.same), (40, 40, 40, 10));
        let bringing = Bringing::new(plan.writes.iter().map(|write| write.page.clone()));
        opened
            .keeper
            .bring_in(bringing, Vec::new(), Preferences::default(), None, at(NOON), &mut entropy)
            .await
            .expect("in");
        opened.pages.extend(plan.writes.iter().map(|write| (write.page.id, write.page.clone())));
        let restored = place.opened(&mut entropy).await;
        assert_eq!(said(&restored.pages), said(&opened.pages));
        assert_ne!(said(&restored.pages), before);

        let (back, delete) = merge::undo(&plan.writes, |id| restored.pages.get(&id).cloned());
        restored
            .keeper
            .bring_in(Bringing::new(back), delete, Preferences::default(), None, at(NOON), &mut entropy)
            .await
            .expect("undone");
        let after = place.opened(&mut entropy).await;
        assert_eq!(said(&after.pages), before);
        assert_eq!(after.report.damaged, []);
    });
}

#[test]
fn what_was_met_among_the_cards_comes_along_and_is_taken_back() {
    block_on(async {
        let (here, there, mut entropy) = (Place::default(), Place::default(), Repeatable(13));
        let (ours, theirs) = (cards(1..4, Answer::Kept), cards(3..6, Answer::Hidden));
        let keeper = here.founded(&[page(1, "one")], &mut entropy).await;
        save(&keeper, &[Change::Past(ours.clone())], &mut entropy).await.expect("saved");
        let other = there.founded(&[page(1, "one")], &mut entropy).await;
        save(&other, &[Change::Past(theirs)], &mut entropy).await.expect("saved");
        let file = contents(&made(&other, &mut entropy).await.text, 1);

        let opened = here.opened(&mut entropy).await;
        let plan = opened.keeper.plan_for(&file, |id| opened.pages.get(&id).cloned(), &[], &opened.first.past);
        let plan = plan.expect("open");
        assert_eq!((plan.counts.same, plan.writes.len()), (1, 0));
        let joined = plan.cards.as_ref().expect("the file knows more");
        assert_eq!(joined.past.met().len(), 6, "cards 1 to 5, and what was done with 3 on the other side");
        let none = || Bringing::new([]);
        let (keeper, preferences) = (&opened.keeper, Preferences::default());
        let kept = keeper.bring_in(none(), Vec::new(), preferences.clone(), Some(&joined.past), at(NOON), &mut entropy);
        kept.await.expect("in");
        assert_eq!(here.opened(&mut entropy).await.first.past, joined.past);

        assert_eq!(joined.undone(&cards(1..2, Answer::Done)), None, "a card was met since");
        let back = joined.undone(&joined.past);
        let kept = keeper.bring_in(none(), Vec::new(), preferences, back.as_ref(), at(NOON), &mut entropy);
        kept.await.expect("undone");
        assert_eq!(here.opened(&mut entropy).await.first.past, ours);
        assert_eq!(merge::Cards::joined(&ours, None), None, "a file without cards changes nothing");
    });
}

#[test]
fn a_page_written_on_since_is_not_undone() {
    let (brought, before) = (page(1, "brought in"), page(2, "before"));
    let replaced = rewritten(&before, "after");
    let writes =
        [merge::Write { page: brought.clone(), was: None }, merge::Write { page: replaced.clone(), was: Some(before) }];
    let now = [rewritten(&brought, "and more"), rewritten(&replaced, "and more")];
    assert_eq!(merge::undo(&writes, |id| now.iter().find(|page| page.id == id).cloned()), (Vec::new(), Vec::new()));
}

#[test]
fn pages_in_one_go_lie_in_segments_and_few_lie_loose() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(8));
        let keeper = place.founded(&[page(1, "one")], &mut entropy).await;
        let mut bringing = Bringing::new(many(300));
        assert_eq!((bringing.total, bringing.remaining()), (300, 300));
        let mut left = Vec::new();
        while bringing.step() {
            left.push(bringing.remaining());
        }
        assert!(left.len() > 3 && left.is_sorted_by(|more, fewer| more > fewer), "{left:?}");
        keeper.bring_in(bringing, Vec::new(), Preferences::default(), None, at(NOON), &mut entropy).await.expect("in");
        let (loose, segments) = keeper.with(|open| (open.book.loose.len(), open.book.segments.len())).expect("open");
        assert_eq!(loose, 1);
        assert!(segments > 3);
        assert_eq!(place.opened(&mut entropy).await.pages.len(), 301);
    });
}

/// What became of a journal of three pages, into which a file of sixty was brought while a write failed.
struct Tried {
    place: Place,
    plan: Faults,
    /// Writes there were before.
    before_it: usize,
    outcome: Result<Saved, SaveError>,
    before: Vec<Vec<u8>>,
    after: Vec<Vec<u8>>,
}

async fn bring_with(harm: Harm, call: usize) -> Tried {
    let (place, mut entropy) = (Place::default(), Repeatable(9));
    place.founded(&[page(900, "a"), page(901, "b"), page(902, "c")], &mut entropy).await;
    let plan = Faults::on_writes(call, harm);
    let (local, mirror) = (Faulty::new(place.local.clone(), &plan), Faulty::new(place.mirror.clone(), &plan));
    let (keeper, _) = Keeper::look(Ok(local), Ok(mirror)).await;
    let opened = open(keeper, 1, &mut entropy).await;
    let before = said(&opened.pages);
    let pages = many(60);
    let mut after = opened.pages.clone();
    after.extend(pages.iter().map(|page| (page.id, page.clone())));
    let before_it = plan.calls();
    let bringing = Bringing::new(pages);
    let outcome =
        opened.keeper.bring_in(bringing, Vec::new(), Preferences::default(), None, at(NOON), &mut entropy).await;
    Tried { place, plan, before_it, outcome, before, after: said(&after) }
}

#[test]
fn whatever_fails_everything_is_in_or_nothing_is() {
    block_on(async {
        for harm in [Harm::Throw, Harm::Full, Harm::Die] {
            let whole = bring_with(harm, usize::MAX).await;
            assert_eq!(said(&whole.place.opened(&mut Repeatable(10)).await.pages), whole.after);
            assert!(whole.plan.calls() > whole.before_it + 3);
            for call in whole.before_it..whole.plan.calls() {
                let tried = bring_with(harm, call).await;
                assert!(tried.plan.has_struck());
                let opened = tried.place.opened(&mut Repeatable(10)).await;
                let found = said(&opened.pages);
                let what = format!("{harm:?} at write {call}: {:?}", tried.outcome);
                assert!(found == tried.before || found == tried.after, "{what}: {} pages", found.len());
                assert!(tried.outcome.is_err() || harm == Harm::Die || found == tried.after, "{what}");
                assert_eq!(opened.report.damaged, [], "{what}");
            }
        }
    });
}
