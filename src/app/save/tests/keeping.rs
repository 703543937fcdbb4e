//! Keeping, saving, closing and opening again, with nothing going wrong.

use pollster::block_on;

use super::*;
use crate::app::save::{Change, Found, Keeper, Safety, SaveError};
use crate::domain::{LockRule, Preferences};
use crate::store::memory::{MemoryLocal, MemoryMirror};
use crate::store::{Fault, Local, keys};
use crate::vault::UnlockError;

#[test]
fn nothing_is_written_before_the_first_keep() {
    block_on(async {
        let place = Place::default();
        let (_, found) = place.look().await;
        assert_eq!(found, Found::Empty { silent: false });
        assert!(place.local.shelf.borrow().is_empty() && place.mirror.shelf.borrow().is_empty());
    });
}

#[test]
fn every_word_is_there_after_closing_and_opening() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(1));
        let first = page(1, "The first page.");
        let keeper = place.founded(std::slice::from_ref(&first), &mut entropy).await;
        let second = page(2, "A second one.");
        let saved = write(&keeper, &second, &mut entropy).await.expect("saved");
        assert_eq!((saved.safe, saved.local), (Safety::Mirrored, None));
        let again = rewritten(&first, "The first page, and more.");
        write(&keeper, &again, &mut entropy).await.expect("saved");
        keeper.lock();

        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.body(&first), Some("The first page, and more."));
        assert_eq!(opened.body(&second), Some("A second one."));
        assert_eq!(opened.pages.len(), 2);
        assert_eq!(opened.report.damaged, []);
        assert_eq!((opened.report.healed, opened.report.adopted, opened.report.unfinished), (0, 0, false));
    });
}

#[test]
fn both_stores_hold_the_same_and_nothing_superseded() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(2));
        let mut page = page(1, "one");
        let keeper = place.founded(std::slice::from_ref(&page), &mut entropy).await;
        for count in 0..10 {
            page = rewritten(&page, &format!("again {count}"));
            write(&keeper, &page, &mut entropy).await.expect("saved");
        }
        let values = |keys: Vec<String>| keys.into_iter().filter(|key| key.starts_with(keys::VALUE)).count();
        assert_eq!(values(place.local.keys().expect("memory")), 2);
        assert_eq!(values(place.mirror.shelf.borrow().keys().cloned().collect()), 2);
        let without_reserve = |mut shelf: Shelved| {
            shelf.remove(keys::RESERVE);
            shelf
        };
        assert_eq!(without_reserve(place.local.shelf.borrow().clone()), *place.mirror.shelf.borrow());
    });
}

#[test]
fn the_wrong_passphrase_opens_nothing() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(3));
        place.founded(&[page(1, "one")], &mut entropy).await;
        let (keeper, found) = place.look().await;
        assert!(matches!(found, Found::Sealed { open: false, failed_unlocks: 0, salt: SALT, .. }));
        assert_eq!(keeper.unlock(&derived(9), &mut entropy), Err(UnlockError::NoSlot));
        keeper.note_failed_unlock().await;
        keeper.note_failed_unlock().await;
        let (keeper, found) = place.look().await;
        assert!(matches!(found, Found::Sealed { failed_unlocks: 2, .. }));
        let opened = open(keeper, 1, &mut entropy).await;
        assert_eq!(opened.keeper.clear_failed_unlocks().await, 2);
        assert_eq!(opened.keeper.clear_failed_unlocks().await, 0);
    });
}

#[test]
fn preferences_and_looks_come_back() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(4));
        let keeper = place.founded(&[page(1, "one")], &mut entropy).await;
        let chosen = Preferences { lock: LockRule::AtOnce, doors_swapped: true, ..Preferences::default() };
        save(&keeper, &[Change::Preferences(chosen.clone())], &mut entropy).await.expect("saved");
        let looks = crate::vault::Appearance { theme: 2, ..Default::default() };
        keeper.set_looks(looks).await.expect("written");
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.first.preferences, chosen);
        assert_eq!(opened.keeper.looks(), Some(looks));
        assert!(!opened.report.altered_header);
    });
}

#[test]
fn a_draft_is_offered_until_its_page_is_committed() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(5));
        let first = page(1, "kept");
        let keeper = place.founded(std::slice::from_ref(&first), &mut entropy).await;
        for body in ["kept, and", "kept, and more"] {
            let sealed = keeper.seal_draft(&rewritten(&first, body), &mut entropy).expect("open");
            keeper.draft_to_mirror(&sealed).await.expect("works");
            keeper.draft_to_local(&sealed).expect("works");
        }
        drop(keeper);
        let opened = place.opened(&mut entropy).await;
        assert_eq!(
            opened.first.drafts.iter().map(|page| page.body.to_string()).collect::<Vec<_>>(),
            ["kept, and more"]
        );
        assert_eq!(opened.body(&first), Some("kept"));
        write(&opened.keeper, &rewritten(&first, "kept, and more."), &mut entropy).await.expect("saved");
        let drafts = |keys: Vec<String>| keys.into_iter().filter(|key| key.starts_with(keys::DRAFT)).count();
        assert_eq!(drafts(place.local.keys().expect("memory")), 0);
        assert_eq!(drafts(place.mirror.shelf.borrow().keys().cloned().collect()), 0);
        assert!(place.opened(&mut entropy).await.first.drafts.is_empty());
    });
}

#[test]
fn a_discarded_draft_is_gone_from_both_stores() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(6));
        let keeper = place.founded(&[page(1, "kept")], &mut entropy).await;
        let draft = page(2, "never kept");
        let sealed = keeper.seal_draft(&draft, &mut entropy).expect("open");
        keeper.draft_to_mirror(&sealed).await.expect("works");
        keeper.draft_to_local(&sealed).expect("works");
        keeper.discard_draft(draft.id).await.expect("works");
        assert!(place.opened(&mut entropy).await.first.drafts.is_empty());
        assert!(!place.local.shelf.borrow().keys().any(|key| key.starts_with(keys::DRAFT)));
    });
}

#[test]
fn without_indexeddb_words_are_kept_and_the_answer_is_weaker() {
    block_on(async {
        let (local, mut entropy) = (MemoryLocal::default(), Repeatable(7));
        let (keeper, _) = Keeper::look(Ok(local.clone()), Err::<MemoryMirror, _>(Fault::Refused)).await;
        let saved = found_on(&keeper, &[page(1, "one")], &mut entropy).await.expect("localStorage works");
        assert_eq!(saved.safe, Safety::LocalOnly(Fault::Refused));
        let mut page = page(2, "two");
        for count in 0..20 {
            page = rewritten(&page, &format!("two {count}"));
            write(&keeper, &page, &mut entropy).await.expect("saved");
        }
        assert!(local.keys().expect("memory").len() < 12, "old revisions do not pile up");
        let (keeper, _) = Keeper::look(Ok(local), Err::<MemoryMirror, _>(Fault::Refused)).await;
        let opened = open(keeper, 1, &mut entropy).await;
        assert_eq!(opened.body(&page), Some("two 19"));
    });
}

#[test]
fn without_localstorage_words_are_kept_in_the_mirror() {
    block_on(async {
        let (mirror, mut entropy) = (MemoryMirror::default(), Repeatable(8));
        let (keeper, found) = Keeper::look(Err::<MemoryLocal, _>(Fault::Refused), Ok(mirror.clone())).await;
        assert_eq!(found, Found::Empty { silent: true });
        let saved = found_on(&keeper, &[page(1, "one")], &mut entropy).await.expect("IndexedDB works");
        assert_eq!((saved.safe, saved.local), (Safety::Mirrored, Some(Fault::Refused)));
        let (keeper, _) = Keeper::look(Err::<MemoryLocal, _>(Fault::Refused), Ok(mirror)).await;
        assert_eq!(open(keeper, 1, &mut entropy).await.pages.len(), 1);
    });
}

#[test]
fn with_neither_store_nothing_is_promised() {
    block_on(async {
        let neither = || (Err::<MemoryLocal, _>(Fault::Refused), Err::<MemoryMirror, _>(Fault::Refused));
        let (local, mirror) = neither();
        let (keeper, found) = Keeper::look(local, mirror).await;
        assert_eq!(found, Found::NoStorage { local: Fault::Refused, mirror: Fault::Refused });
        let saved = found_on(&keeper, &[page(1, "one")], &mut Repeatable(9)).await;
        assert_eq!(saved, Err(SaveError::Stores { local: Fault::Refused, mirror: Fault::Refused }));
    });
}

#[test]
fn a_full_localstorage_leaves_the_words_in_the_mirror_and_says_so() {
    block_on(async {
        let (place, mut entropy) =
            (Place { local: MemoryLocal::with_budget(1_200), ..Place::default() }, Repeatable(10));
        let keeper = place.founded(&[page(1, "one")], &mut entropy).await;
        let long = page(2, &"No two of these sentences are alike, not even 1, 2 or 3. ".repeat(3));
        let mut last = None;
        for number in 2..9 {
            last = write(&keeper, &page(number, &long.body), &mut entropy).await.ok();
        }
        let saved = last.expect("the mirror has room");
        assert_eq!((saved.safe, saved.local), (Safety::Mirrored, Some(Fault::Full)));
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.pages.len(), 8);
    });
}

#[test]
fn locked_means_locked_for_every_handle() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(11));
        let keeper = place.founded(&[page(1, "one")], &mut entropy).await;
        let other = keeper.clone();
        keeper.lock();
        assert!(!other.is_open());
        assert_eq!(write(&other, &page(2, "two"), &mut entropy).await, Err(SaveError::Locked));
    });
}
