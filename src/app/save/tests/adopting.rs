//! A backup that becomes the journal: in an empty place, and where nothing opens what lies there. Nothing of that goes.

use std::collections::BTreeSet;

use pollster::block_on;

use super::restoring::{made, many, said};
use super::*;
use crate::app::save::{Change, Found, Keeper, SaveError};
use crate::store::memory::{Faulty, Harm, MemoryMirror, Plan as Faults};
use crate::store::{Fault, Local, Mirror, keys};
use crate::transfer::backup::Backup as Sealed;
use crate::transfer::sealed::SealedFile;

/// Makes a file the journal, as the one passphrase of these tests opens it.
pub(super) async fn adopt<L: Local, M: Mirror>(
    keeper: &Keeper<L, M>,
    text: &str,
    entropy: &mut Repeatable,
) -> Result<(), SaveError> {
    let sealed = Sealed::read(text).expect("a backup");
    let vault = sealed.unlock(&derived(1)).expect("the passphrase opens it");
    keeper.adopt(&sealed.file, &vault, entropy).await
}

/// Every sealed value of both stores, whatever it is called.
fn bytes_of(place: &Place) -> BTreeSet<Vec<u8>> {
    let (local, mirror) = (place.local.shelf.borrow(), place.mirror.shelf.borrow());
    let marks = [keys::RESERVE, keys::WRITER];
    let held = local.iter().chain(mirror.iter()).filter(|(key, _)| !marks.contains(&key.as_str()));
    held.map(|(_, bytes)| bytes.clone()).collect()
}

/// The browser throws localStorage away, and what is left of the header is damaged.
fn bereft(place: &Place) {
    place.local.shelf.borrow_mut().clear();
    for key in keys::HEADERS {
        let mut mirror = place.mirror.shelf.borrow_mut();
        mirror.get_mut(key).expect("a header")[60] ^= 1;
    }
}

/// Damages the header wherever it lies.
fn beheaded(place: &Place) {
    for key in keys::HEADERS {
        for shelf in [&place.local.shelf, &place.mirror.shelf] {
            shelf.borrow_mut().get_mut(key).expect("a header").truncate(40);
        }
    }
}

async fn is_unreadable(place: &Place) -> bool {
    matches!(place.look().await.1, Found::Unreadable { .. })
}

#[test]
fn a_backup_brought_to_a_fresh_place_opens_with_the_same_passphrase_and_words() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(1));
        let keeper = place.founded(&many(80), &mut entropy).await;
        keeper.add_recovery(&derived(7), at(NOON).day(), &mut entropy).await.expect("recovery");
        let file = made(&keeper, &mut entropy).await;
        assert_eq!((file.pages, file.damaged), (80, 0));

        let fresh = Place::default();
        adopt(&fresh.look().await.0, &file.text, &mut entropy).await.expect("adopted");
        let there = fresh.opened(&mut entropy).await;
        assert_eq!(said(&there.pages), said(&place.opened(&mut entropy).await.pages));
        assert_eq!((there.report.damaged.len(), there.report.adopted), (0, 0));
        let (keeper, _) = fresh.look().await;
        assert_eq!(open(keeper, 7, &mut entropy).await.pages.len(), 80);
    });
}

#[test]
fn no_journal_is_ever_written_over() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(2));
        let keeper = place.founded(&[page(1, "mine")], &mut entropy).await;
        let other = Place::default().founded(&[page(2, "another")], &mut entropy).await;
        let text = made(&other, &mut entropy).await.text;
        assert_eq!(adopt(&keeper, &text, &mut entropy).await, Err(SaveError::Elsewhere));
        // Nor one that was begun after this tab looked.
        let late = Place::default();
        let (early, _) = late.look().await;
        late.founded(&[page(3, "late")], &mut entropy).await;
        assert_eq!(adopt(&early, &text, &mut entropy).await, Err(SaveError::Elsewhere));
        assert_eq!(late.opened(&mut entropy).await.pages.len(), 1);
    });
}

#[test]
fn where_the_header_is_lost_the_backup_brings_it_and_newer_pages_open_again() {
    block_on(async {
        for harm in [bereft, beheaded] {
            let (place, mut entropy) = (Place::default(), Repeatable(3));
            let keeper = place.founded(&many(60), &mut entropy).await;
            let file = made(&keeper, &mut entropy).await;
            // Since the backup: one changed, one new, one deleted for good, and one under the pen.
            let pages = many(60);
            let changed = rewritten(&pages[0], "Changed since.");
            write(&keeper, &changed, &mut entropy).await.expect("saved");
            write(&keeper, &page(900, "New since."), &mut entropy).await.expect("saved");
            save(&keeper, &[Change::Delete(vec![pages[1].id])], &mut entropy).await.expect("deleted");
            let draft = keeper.seal_draft(&page(901, "Under the pen."), &mut entropy).expect("sealed");
            keeper.draft_to_mirror(&draft).await.expect("kept");
            let before = place.opened(&mut entropy).await;
            harm(&place);
            assert!(is_unreadable(&place).await, "the harm does nothing");

            adopt(&place.look().await.0, &file.text, &mut entropy).await.expect("adopted");
            let after = place.opened(&mut entropy).await;
            assert_eq!(said(&after.pages), said(&before.pages));
            assert_eq!(after.first.drafts.len(), 1);
            assert_eq!(after.report.damaged, []);
            assert!(!after.pages.contains_key(&pages[1].id), "what was deleted for good came back");
        }
    });
}

#[test]
fn what_the_file_does_not_open_is_put_aside_whole_and_goes_along_in_a_copy() {
    block_on(async {
        for harm in [bereft, beheaded] {
            let (place, mut entropy) = (Place::default(), Repeatable(4));
            place.founded(&many(30), &mut entropy).await;
            let other = Place::default().founded(&[page(1, "From elsewhere.")], &mut entropy).await;
            let file = made(&other, &mut entropy).await;
            harm(&place);
            let before = bytes_of(&place);

            adopt(&place.look().await.0, &file.text, &mut entropy).await.expect("adopted");
            let opened = place.opened(&mut entropy).await;
            assert_eq!(opened.bodies().into_values().collect::<Vec<_>>(), ["From elsewhere."]);
            assert_eq!(opened.report.damaged, []);
            // Whatever is tidied later.
            write(&opened.keeper, &page(2, "And on."), &mut entropy).await.expect("saved");
            place.opened(&mut entropy).await;
            let lost = before.difference(&bytes_of(&place)).count();
            assert_eq!(lost, 0, "{lost} of {} values are gone", before.len());
            let copy = place.look().await.0.export_copy().await.expect("a copy");
            let copy = SealedFile::read(&copy).expect("a file");
            let in_copy: BTreeSet<_> = copy.local.into_values().chain(copy.mirror.into_values()).collect();
            assert!(before.is_subset(&in_copy));
            let in_local = place.local.keys().expect("memory");
            assert!(!in_local.iter().any(|key| key.starts_with(keys::ASIDE)), "it takes room in localStorage");
        }
    });
}

#[test]
fn without_a_mirror_it_is_put_aside_in_localstorage_or_nothing_changes() {
    block_on(async {
        for call in (0..40).chain([usize::MAX]) {
            let (place, mut entropy) = (Place::default(), Repeatable(5));
            let none = || Err::<MemoryMirror, _>(Fault::Refused);
            let (keeper, _) = Keeper::look(Ok(place.local.clone()), none()).await;
            found_on(&keeper, &many(4), &mut entropy).await.expect("founded");
            let other = Place::default().founded(&[page(1, "From elsewhere.")], &mut entropy).await;
            let file = made(&other, &mut entropy).await;
            for key in keys::HEADERS {
                place.local.shelf.borrow_mut().get_mut(key).expect("a header").truncate(40);
            }
            let (before, shelf) = (bytes_of(&place), place.local.shelf.borrow().clone());

            let plan = Faults::on_writes(call, Harm::Full);
            let faulty = Faulty::new(place.local.clone(), &plan);
            let (keeper, _) = Keeper::look(Ok(faulty), none()).await;
            match adopt(&keeper, &file.text, &mut entropy).await {
                Ok(()) => {
                    assert!(before.is_subset(&bytes_of(&place)), "at write {call}");
                    let (keeper, _) = Keeper::look(Ok(place.local.clone()), none()).await;
                    assert_eq!(open(keeper, 1, &mut entropy).await.pages.len(), 1, "at write {call}");
                }
                Err(_) => assert!(*place.local.shelf.borrow() == shelf, "at write {call} something is left"),
            }
            assert!(call == usize::MAX || plan.has_struck() || call > 10, "the fault at {call} never came");
        }
    });
}

#[test]
fn whatever_fails_no_value_is_lost_and_it_can_be_tried_again() {
    block_on(async {
        for harm in [Harm::Throw, Harm::Full, Harm::Drop, Harm::Die] {
            for call in 0.. {
                let (place, mut entropy) = (Place::default(), Repeatable(6));
                place.founded(&many(12), &mut entropy).await;
                let other = Place::default().founded(&[page(1, "From elsewhere.")], &mut entropy).await;
                let file = made(&other, &mut entropy).await;
                beheaded(&place);
                // One store has words that the other lacks.
                let name = place.local.keys().expect("memory").into_iter().find(|key| key.starts_with(keys::VALUE));
                place.mirror.shelf.borrow_mut().remove(&name.expect("a value"));
                let before = bytes_of(&place);

                let plan = Faults::on_writes(call, harm);
                let (local, mirror) =
                    (Faulty::new(place.local.clone(), &plan), Faulty::new(place.mirror.clone(), &plan));
                let (keeper, _) = Keeper::look(Ok(local), Ok(mirror)).await;
                let outcome = adopt(&keeper, &file.text, &mut entropy).await;
                let what = format!("{harm:?} at write {call}: {outcome:?}");
                assert!(before.is_subset(&bytes_of(&place)), "{what}");
                if is_unreadable(&place).await {
                    adopt(&place.look().await.0, &file.text, &mut entropy).await.expect("the second time");
                }
                assert_eq!(place.opened(&mut entropy).await.pages.len(), 1, "{what}");
                assert!(before.is_subset(&bytes_of(&place)), "{what}, and opened");
                if !plan.has_struck() {
                    break;
                }
            }
        }
    });
}

#[test]
fn a_mark_in_a_file_is_not_taken_along_and_one_that_lies_here_is_heeded() {
    block_on(async {
        let mut entropy = Repeatable(7);
        let other = Place::default().founded(&[page(1, "From elsewhere.")], &mut entropy).await;
        let text = made(&other, &mut entropy).await.text;
        let mut file = SealedFile::read(&text).expect("a backup");
        for key in [keys::REMOVING, keys::WRITER, keys::RESERVE] {
            file.mirror.insert(key.to_owned(), vec![1]);
        }
        let place = Place::default();
        adopt(&place.look().await.0, &file.write(), &mut entropy).await.expect("adopted");
        assert_eq!(place.opened(&mut entropy).await.pages.len(), 1);

        let removing = Place::default();
        removing.mirror.shelf.borrow_mut().insert(keys::REMOVING.to_owned(), vec![1]);
        let refused = adopt(&removing.look().await.0, &text, &mut entropy).await;
        assert_eq!(refused, Err(SaveError::Elsewhere));
    });
}
