//! Slots, a new data key, and the copy that leaves the browser.

use pollster::block_on;

use super::deleting::plaintexts;
use super::*;
use crate::app::save::{Change, Found, Keeper, Rekey, SaveError};
use crate::domain::{Day, Preferences};
use crate::store::keys as key_names;
use crate::store::memory::{Faulty, Harm, MemoryLocal, MemoryMirror, Plan};
use crate::store::{Local, Mirror, frame};
use crate::transfer::sealed::NotSealed;
use crate::vault::{Appearance, Kdf, NewSlot, Salt, SlotKind, UnlockError, Vault};

fn today() -> Day {
    at(NOON).day()
}

async fn founded_open(place: &Place, pages: u64, entropy: &mut Repeatable) -> Keeper<MemoryLocal, MemoryMirror> {
    let (keeper, _) = place.look().await;
    let mut changes: Vec<_> =
        (1..=pages).map(|number| Change::Write(page(number, &format!("page {number}")))).collect();
    changes.push(Change::Preferences(Preferences::default()));
    keeper
        .found(NewSlot::Open, Salt([0; 16]), Kdf::FLOOR, Appearance::default(), &changes, at(NOON), entropy)
        .await
        .expect("founded");
    keeper
}

#[test]
fn without_a_passphrase_the_journal_opens_by_itself_and_says_so() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(40));
        founded_open(&place, 2, &mut entropy).await.lock();
        let (keeper, found) = place.look().await;
        assert!(matches!(found, Found::Sealed { open: true, .. }));
        keeper.unlock_open(&mut entropy).expect("an open slot");
        assert_eq!(read(keeper, &mut entropy).await.pages.len(), 2);
    });
}

#[test]
fn recovery_words_open_the_journal_until_they_are_removed() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(41));
        let keeper = place.founded(&[page(1, "one")], &mut entropy).await;
        keeper.add_recovery(&derived(7), today(), &mut entropy).await.expect("written");
        assert_eq!(
            keeper.slots().iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
            [SlotKind::Passphrase, SlotKind::Recovery]
        );
        let (other, _) = place.look().await;
        assert_eq!(open(other, 7, &mut entropy).await.pages.len(), 1);
        keeper.remove_recovery(&mut entropy).await.expect("written");
        let (other, _) = place.look().await;
        assert_eq!(other.unlock(&derived(7), &mut entropy), Err(UnlockError::NoSlot));
        assert!(other.unlock(&derived(1), &mut entropy).is_ok());
    });
}

#[test]
fn a_changed_passphrase_replaces_the_old_one_and_recovery_words_stay() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(42));
        let keeper = place.founded(&[page(1, "one")], &mut entropy).await;
        keeper.add_recovery(&derived(7), today(), &mut entropy).await.expect("written");
        keeper.change_passphrase(&derived(2), today(), &mut entropy).await.expect("written");
        let (other, _) = place.look().await;
        assert_eq!(other.unlock(&derived(1), &mut entropy), Err(UnlockError::NoSlot));
        assert!(other.unlock(&derived(2), &mut entropy).is_ok());
        assert!(other.unlock(&derived(7), &mut entropy).is_ok());
    });
}

/// Everything in both stores but the headers.
fn values(place: &Place) -> Vec<(String, Vec<u8>)> {
    [&place.local.shelf, &place.mirror.shelf]
        .iter()
        .flat_map(|shelf| shelf.borrow().clone())
        .filter(|(key, _)| !key_names::HEADERS.contains(&key.as_str()))
        .collect()
}

#[test]
fn another_passphrase_or_none_leaves_every_value_byte_for_byte() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(48));
        let keeper = place.founded(&[page(1, "one"), page(2, "two")], &mut entropy).await;
        assert_eq!(keeper.slots(), [(SlotKind::Passphrase, today())]);
        let before = values(&place);
        assert!(before.len() > 4);
        assert!(keeper.is_opened_by(&derived(1)) && !keeper.is_opened_by(&derived(2)));

        let (dearer, later) = (Kdf { passes: 4, ..Kdf::FLOOR }, at(NOON + 3 * DAY).day());
        let new = derived(2);
        keeper
            .relock(NewSlot::Passphrase(&new), Salt([9; 16]), dearer, later, &mut entropy)
            .await
            .expect("both stores took it");
        assert_eq!(values(&place), before);
        assert_eq!(keeper.slots(), [(SlotKind::Passphrase, later)]);
        let (other, _) = place.look().await;
        assert_eq!(other.unlock(&derived(1), &mut entropy), Err(UnlockError::NoSlot));
        other.unlock(&derived(2), &mut entropy).expect("the new passphrase");
        assert_eq!(other.read_first().await.expect("both stores answer").pages.len(), 2);

        keeper.relock(NewSlot::Open, SALT, Kdf::FLOOR, later, &mut entropy).await.expect("both stores took it");
        assert_eq!(values(&place), before);
        let (other, found) = place.look().await;
        assert!(matches!(found, Found::Sealed { open: true, .. }));
        other.unlock_open(&mut entropy).expect("no passphrase any more");
        assert_eq!(read(other, &mut entropy).await.pages.len(), 2);
    });
}

#[test]
fn a_changed_lock_is_only_called_changed_when_the_old_one_opens_in_neither_store() {
    block_on(async {
        let template = Place::default();
        template.founded(&[page(1, "one")], &mut Repeatable(49)).await.lock();
        let mut refused = 0;
        for harm in [Harm::Throw, Harm::Drop, Harm::Die] {
            for at_call in 0..8 {
                let (place, mut entropy) = (template.copied(), Repeatable(50));
                let plan = Plan::on_writes(at_call, harm);
                let (local, mirror) =
                    (Faulty::new(place.local.clone(), &plan), Faulty::new(place.mirror.clone(), &plan));
                let (keeper, _) = Keeper::look(Ok(local), Ok(mirror)).await;
                keeper.unlock(&derived(1), &mut entropy).expect("the passphrase opens it");
                let new = derived(2);
                let changed = keeper.relock(NewSlot::Passphrase(&new), SALT, Kdf::FLOOR, today(), &mut entropy).await;
                let (other, _) = place.look().await;
                let (old, new) = (other.unlock(&derived(1), &mut entropy), other.unlock(&derived(2), &mut entropy));
                match changed {
                    Ok(()) => assert_eq!((old, new), (Err(UnlockError::NoSlot), Ok(())), "{harm:?} at {at_call}"),
                    Err(_) => {
                        refused += 1;
                        assert!(old.is_ok() || new.is_ok(), "{harm:?} at {at_call}: nothing opens it");
                    }
                }
            }
        }
        assert!(refused > 0, "some of these keep an old header in a store");
    });
}

pub(super) async fn rekey_all<L: Local, M: Mirror>(
    keeper: &Keeper<L, M>,
    entropy: &mut Repeatable,
) -> Result<(), SaveError> {
    for _ in 0..200 {
        if keeper.rekey_step(at(NOON), entropy).await? == 0 {
            return Ok(());
        }
    }
    panic!("sealing again never ends");
}

pub(super) fn under<'a>(slot: NewSlot<'a>) -> Rekey<'a> {
    Rekey { slot, salt: SALT, kdf: Kdf::FLOOR, day: today() }
}

/// Epochs of every sealed value of a place.
fn epochs(place: &Place) -> Vec<u8> {
    let mut epochs = Vec::new();
    for shelf in [&place.local.shelf, &place.mirror.shelf] {
        let shelf = shelf.borrow();
        let sealed =
            shelf.iter().filter(|(key, _)| !key_names::HEADERS.contains(&key.as_str()) && *key != key_names::RESERVE);
        epochs.extend(sealed.filter_map(|(_, framed)| Vault::epoch_of(frame::unframe(framed).ok()?)));
    }
    epochs.sort_unstable();
    epochs.dedup();
    epochs
}

#[test]
fn a_passphrase_set_later_seals_everything_under_a_new_key() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(43));
        let keeper = founded_open(&place, 30, &mut entropy).await;
        keeper.gather(super::deleting::NEXT_MONTH, &mut entropy).await.expect("gathered");
        write(&keeper, &page(31, "loose"), &mut entropy).await.expect("saved");
        let draft = keeper.seal_draft(&page(32, "a draft"), &mut entropy).expect("open");
        keeper.draft_to_mirror(&draft).await.expect("works");
        let before = place.copied();
        let secret = derived(1);
        keeper.rekey(under(NewSlot::Passphrase(&secret)), at(NOON), &mut entropy).await.expect("begun");
        rekey_all(&keeper, &mut entropy).await.expect("ended");
        assert_eq!(epochs(&place), [1]);
        assert!(plaintexts(&place).len() > 2);

        let (other, found) = place.look().await;
        assert!(matches!(found, Found::Sealed { open: false, .. }));
        assert_eq!(other.unlock_open(&mut entropy), Err(UnlockError::NoSlot));
        let opened = open(other, 1, &mut entropy).await;
        assert_eq!(opened.pages.len(), 31);
        assert_eq!(opened.first.drafts.len(), 1);
        assert_eq!(opened.report.damaged, []);

        // Values under the old key, rolled back into one store, are leftovers.
        let rolled_back = Place { local: before.local, mirror: place.mirror.clone() }.copied();
        let opened = rolled_back.opened(&mut entropy).await;
        assert_eq!(opened.pages.len(), 31);
        assert_eq!(epochs(&rolled_back), [1]);
    });
}

#[test]
fn sealing_again_can_be_cut_off_at_every_call() {
    block_on(async {
        let template = Place::default();
        founded_open(&template, 20, &mut Repeatable(44)).await.lock();
        for harm in [Harm::Die, Harm::Throw, Harm::Drop] {
            for at_call in 0..60 {
                let (place, mut entropy) = (template.copied(), Repeatable(45));
                let plan = Plan::on_writes(at_call, harm);
                let (local, mirror) =
                    (Faulty::new(place.local.clone(), &plan), Faulty::new(place.mirror.clone(), &plan));
                let (keeper, _) = Keeper::look(Ok(local), Ok(mirror)).await;
                keeper.unlock_open(&mut entropy).expect("open");
                let opened = read(keeper, &mut entropy).await;
                let secret = derived(1);
                let begun = opened.keeper.rekey(under(NewSlot::Passphrase(&secret)), at(NOON), &mut entropy).await;
                if begun.is_ok() {
                    let _ = rekey_all(&opened.keeper, &mut entropy).await;
                }
                drop(opened);

                let (keeper, found) = place.look().await;
                let Found::Sealed { open: is_open, .. } = found else { panic!("{harm:?} at {at_call}: {found:?}") };
                if is_open {
                    keeper.unlock_open(&mut entropy).expect("open");
                } else {
                    keeper.unlock(&derived(1), &mut entropy).expect("the new passphrase");
                }
                let again = read(keeper, &mut entropy).await;
                assert_eq!(again.pages.len(), 20, "{harm:?} at {at_call}");
                assert_eq!(again.report.damaged, [], "{harm:?} at {at_call}");
                if again.first.rekeying {
                    rekey_all(&again.keeper, &mut entropy).await.expect("taken up again");
                    assert_eq!(epochs(&place), [1], "{harm:?} at {at_call}");
                    assert_eq!(place.opened(&mut entropy).await.pages.len(), 20);
                }
            }
        }
    });
}

#[test]
fn a_copy_holds_everything_and_opens_without_a_browser() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(46));
        let keeper = place.founded(&[page(1, "one"), page(2, "two")], &mut entropy).await;
        keeper.gather(super::deleting::NEXT_MONTH, &mut entropy).await.expect("gathered");
        write(&keeper, &page(3, "three"), &mut entropy).await.expect("saved");
        let (locked, _) = place.look().await;
        let copy = locked.export_copy().await.expect("both stores answer");
        assert!(copy.starts_with(r#"{"format":"notes","version":1,"local":{"h1."#));
        assert!(!copy.contains("three"));
        let (reader, found) = Keeper::from_copy(&copy).await.expect("a copy");
        assert!(matches!(found, Found::Sealed { .. }));
        assert_eq!(open(reader, 1, &mut entropy).await.pages.len(), 3);
    });
}

#[test]
fn what_is_no_copy_is_said_so() {
    block_on(async {
        let refused = |text: &'static str| async move { Keeper::from_copy(text).await.err() };
        assert_eq!(refused("").await, Some(NotSealed::Foreign));
        assert_eq!(refused(r#"{"format":"other","version":1,"local":{},"mirror":{}}"#).await, Some(NotSealed::Foreign));
        assert_eq!(
            refused(r#"{"format":"notes","version":2,"local":{},"mirror":{}}"#).await,
            Some(NotSealed::Newer { version: 2 })
        );
        assert_eq!(
            refused(r#"{"format":"notes","version":1,"local":{"h1.k0":"%"},"mirror":{}}"#).await,
            Some(NotSealed::Altered)
        );
        let empty = refused(r#"{"format":"notes","version":1,"local":{},"mirror":{}}"#).await;
        assert_eq!(empty, None);
    });
}

#[test]
fn everything_can_be_removed() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(47));
        place.local.shelf.borrow_mut().insert("another app's".to_owned(), vec![1]);
        let keeper = place.founded(&[page(1, "one")], &mut entropy).await;
        assert!(keeper.end_removal().await.is_clear());
        assert_eq!(place.local.shelf.borrow().keys().cloned().collect::<Vec<_>>(), ["another app's"]);
        assert!(place.mirror.shelf.borrow().is_empty());
        assert_eq!(place.look().await.1, Found::Empty { silent: false });
    });
}
