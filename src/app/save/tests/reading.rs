//! A keeper that only reads: it sees what the other writes, and neither store ever hears of it.

use pollster::block_on;

use super::*;
use crate::app::save::{Change, FollowFailed, Keeper, Rekey, SaveError, Singles};
use crate::domain::{LockRule, Past, Preferences};
use crate::store::memory::{Faulty, Harm, MemoryLocal, MemoryMirror, Plan};
use crate::store::{Local, keys};
use crate::vault::NewSlot;

type Watched = Keeper<Faulty<MemoryLocal>, Faulty<MemoryMirror>>;

/// A keeper that only reads, and a plan that counts what it would write.
async fn reader(place: &Place, entropy: &mut Repeatable) -> (Opened<Faulty<MemoryLocal>, Faulty<MemoryMirror>>, Plan) {
    let plan = Plan::on_writes(usize::MAX, Harm::Throw);
    let local = Faulty::new(place.local.clone(), &plan);
    let mirror = Faulty::new(place.mirror.clone(), &plan);
    let (keeper, _): (Watched, _) = Keeper::look(Ok(local), Ok(mirror)).await;
    keeper.unlock(&derived(1), entropy).expect("opens");
    keeper.only_read();
    (read(keeper, entropy).await, plan)
}

async fn writer(place: &Place, entropy: &mut Repeatable) -> Keeper<MemoryLocal, MemoryMirror> {
    let (keeper, _) = place.look().await;
    keeper.unlock(&derived(1), entropy).expect("opens");
    keeper.take_up().await.expect("the mirror takes the mark");
    read(keeper, entropy).await.keeper
}

#[test]
fn a_reader_writes_nothing_whatever_it_finds_and_whatever_it_is_asked() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(200));
        let kept = page(1, "one");
        let keeper = place.founded(std::slice::from_ref(&kept), &mut entropy).await;
        keeper.note_failed_unlock().await;
        keeper.lock();
        // Everything a writer would mend: a store without the page, a header that is gone, words no manifest lists.
        let value = place.local.keys().expect("keys").into_iter().find(|key| key.starts_with(keys::VALUE));
        place.local.shelf.borrow_mut().remove(&value.expect("there is a value"));
        place.mirror.shelf.borrow_mut().remove(keys::HEADERS[1]);
        let before = (place.local.shelf.borrow().clone(), place.mirror.shelf.borrow().clone());

        let (opened, plan) = reader(&place, &mut entropy).await;
        assert_eq!(opened.body(&kept), Some("one"));
        assert_eq!(opened.keeper.clear_failed_unlocks().await, 1);
        let page = page(2, "two");
        assert_eq!(write(&opened.keeper, &page, &mut entropy).await, Err(SaveError::Elsewhere));
        let draft = opened.keeper.seal_draft(&page, &mut entropy).expect("sealed");
        assert!(opened.keeper.draft_to_local(&draft).is_err() && opened.keeper.draft_to_mirror(&draft).await.is_err());
        assert!(opened.keeper.discard_draft(page.id).await.is_err());
        let gathered = opened.keeper.gather(super::deleting::NEXT_MONTH, &mut entropy).await.expect("nothing to do");
        assert_eq!(gathered.moved, 0);
        opened.keeper.restore_reserve();
        opened.keeper.note_failed_unlock().await;
        assert_eq!(opened.keeper.remove_recovery(&mut entropy).await, Err(SaveError::Elsewhere));
        let slot = derived(2);
        let rekey =
            Rekey { slot: NewSlot::Passphrase(&slot), salt: SALT, kdf: crate::vault::Kdf::FLOOR, day: at(NOON).day() };
        assert_eq!(opened.keeper.rekey(rekey, at(NOON), &mut entropy).await, Err(SaveError::Elsewhere));

        assert_eq!(plan.calls(), 0, "a reader asked a store to write");
        let after = (place.local.shelf.borrow().clone(), place.mirror.shelf.borrow().clone());
        assert_eq!(before, after);
        // The measure itself: the same keeper with the pen in its hand does write.
        opened.keeper.take_up().await.expect("taken");
        assert!(write(&opened.keeper, &page, &mut entropy).await.is_ok() && plan.calls() > 0);
    });
}

#[test]
fn a_reader_follows_what_is_written_binned_gathered_and_deleted() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(201));
        let pages: Vec<_> = (1..30).map(|number| page(number, &format!("page {number}"))).collect();
        place.founded(&pages, &mut entropy).await.lock();
        let writer = writer(&place, &mut entropy).await;
        let (reader, plan) = reader(&place, &mut entropy).await;

        assert!(reader.keeper.follow().await.expect("follows").pages.is_empty(), "nothing has changed");
        let again = rewritten(&pages[3], "rewritten");
        write(&writer, &again, &mut entropy).await.expect("saved");
        let later = page(50, "later");
        write(&writer, &later, &mut entropy).await.expect("saved");
        let chosen = Preferences { lock: LockRule::AtOnce, ..Preferences::default() };
        save(&writer, &[Change::Preferences(chosen.clone())], &mut entropy).await.expect("saved");
        let past = Past { seed: Some(3), ..Past::default() };
        save(&writer, &[Change::Past(past.clone())], &mut entropy).await.expect("saved");
        let followed = reader.keeper.follow().await.expect("follows");
        let mut bodies: Vec<_> = followed.pages.iter().map(|page| &*page.body).collect();
        bodies.sort_unstable();
        assert_eq!((bodies, followed.gone), (vec!["later", "rewritten"], vec![]));
        assert_eq!(followed.singles, Singles { preferences: Some(chosen), past: Some(past) });

        let moved = writer.gather(super::deleting::NEXT_MONTH, &mut entropy).await.expect("gathered").moved;
        assert!(moved > 0);
        assert_eq!(reader.keeper.follow().await.expect("follows").gone, []);
        save(&writer, &[Change::Delete(vec![pages[0].id])], &mut entropy).await.expect("deleted");
        let followed = reader.keeper.follow().await.expect("follows");
        assert_eq!(followed.gone, [pages[0].id]);
        assert_eq!(plan.calls(), 0, "a reader asked a store to write");
    });
}

#[test]
fn a_reader_that_is_still_reading_follows_too() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(202));
        let pages: Vec<_> = (1..60).map(|number| page(number, &format!("page {number}"))).collect();
        let founder = place.founded(&pages, &mut entropy).await;
        founder.gather(super::deleting::NEXT_MONTH, &mut entropy).await.expect("gathered");
        founder.lock();
        let writer = writer(&place, &mut entropy).await;
        let (keeper, _) = place.look().await;
        keeper.unlock(&derived(1), &mut entropy).expect("opens");
        keeper.only_read();
        let mut seen = std::collections::BTreeMap::new();
        for page in keeper.read_first().await.expect("reads").pages {
            seen.insert(page.id, page);
        }
        write(&writer, &rewritten(&pages[7], "rewritten"), &mut entropy).await.expect("saved");
        let followed = keeper.follow().await.expect("follows");
        assert_eq!(followed.gone, []);
        seen.extend(followed.pages.into_iter().map(|page| (page.id, page)));
        loop {
            let more = keeper.read_more(at(NOON), &mut entropy).await.expect("open");
            for page in more.pages {
                let known = seen.get(&page.id).is_some_and(|known| known.revision > page.revision);
                assert!(!known, "an older revision came after a newer one");
                seen.insert(page.id, page);
            }
            if more.report.is_some() {
                break;
            }
        }
        assert_eq!(seen.len(), pages.len());
        assert_eq!(&*seen[&pages[7].id].body, "rewritten");
    });
}

#[test]
fn a_reader_hears_that_the_lock_was_changed_and_that_everything_is_gone() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(203));
        place.founded(&[page(1, "one")], &mut entropy).await.lock();
        let writer = writer(&place, &mut entropy).await;
        let (reader, _) = reader(&place, &mut entropy).await;
        let slot = derived(2);
        let rekey =
            Rekey { slot: NewSlot::Passphrase(&slot), salt: SALT, kdf: crate::vault::Kdf::FLOOR, day: at(NOON).day() };
        writer.rekey(rekey, at(NOON), &mut entropy).await.expect("rekeyed");
        while writer.rekey_step(at(NOON), &mut entropy).await.expect("goes on") > 0 {}
        assert_eq!(reader.keeper.follow().await.err(), Some(FollowFailed::OtherKey));
        assert!(writer.remove_everything().await.is_clear());
        assert_eq!(reader.keeper.follow().await.err(), Some(FollowFailed::Nothing));
    });
}
