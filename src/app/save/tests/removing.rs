//! Removing everything: nothing is left that the key at hand opens, wherever it is cut off.

use pollster::block_on;

use super::deleting::plaintexts;
use super::*;
use crate::app::save::{Found, Keeper, Remains};
use crate::store::memory::{Faulty, Harm, Plan};
use crate::store::{Local, keys};

const CANARY: &str = "CANARY-4712";

/// A journal with the canary in a segment, a loose page, what that said before, and a draft.
async fn planted(entropy: &mut Repeatable) -> Place {
    let place = Place::default();
    let pages = [page(1, &format!("{CANARY} gathered")), page(2, &format!("{CANARY} said before"))];
    let keeper = place.founded(&pages, entropy).await;
    keeper.gather(deleting::NEXT_MONTH, entropy).await.expect("gathered");
    let later = std::rc::Rc::new(pages[1].rewritten("now", at(NOON + 3_600_000)));
    write(&keeper, &later, entropy).await.expect("saved");
    let sealed = keeper.seal_draft(&rewritten(&later, &format!("{CANARY} unkept")), entropy).expect("open");
    keeper.draft_to_local(&sealed).expect("works");
    keeper.draft_to_mirror(&sealed).await.expect("works");
    place
}

fn canaries(place: &Place) -> usize {
    plaintexts(place).iter().filter(|(_, text)| text.contains(CANARY)).count()
}

#[test]
fn after_removing_everything_no_value_of_either_store_is_left_and_without_it_the_search_finds_the_words() {
    block_on(async {
        let mut entropy = Repeatable(60);
        let (place, spared) = (planted(&mut entropy).await, planted(&mut entropy).await);
        let opened = place.opened(&mut entropy).await;
        // The headers stay at hand, so that whatever is left could still be opened.
        let headers: Vec<_> = keys::HEADERS.map(|key| (key, place.local.shelf.borrow()[key].clone())).to_vec();
        let clear = Remains { local: Some(0), mirror: Some(0) };
        assert_eq!(opened.keeper.remove_everything().await, clear);
        assert!(!opened.keeper.is_open());
        assert_eq!(place.local.keys().expect("memory"), [keys::REMOVING]);
        assert_eq!(place.mirror.shelf.borrow().keys().collect::<Vec<_>>(), [keys::REMOVING]);
        assert_eq!(opened.keeper.end_removal().await, clear);
        assert!(place.local.shelf.borrow().is_empty() && place.mirror.shelf.borrow().is_empty());
        assert_eq!(place.look().await.1, Found::Empty { silent: false });
        for (key, header) in headers {
            place.local.set(key, &header).expect("room");
            place.mirror.shelf.borrow_mut().insert(key.to_owned(), header);
        }
        assert_eq!(canaries(&place), 0);
        assert!(canaries(&spared) >= 6, "the same search finds {} where nothing was removed", canaries(&spared));
    });
}

#[test]
fn what_is_not_ours_stays() {
    block_on(async {
        let mut entropy = Repeatable(61);
        let place = planted(&mut entropy).await;
        place.local.set("theirs", b"1").expect("room");
        place.look().await.0.end_removal().await;
        assert_eq!(place.local.shelf.borrow().keys().collect::<Vec<_>>(), ["theirs"]);
    });
}

#[test]
fn cut_off_anywhere_it_is_either_as_before_or_finished_by_the_next_opening() {
    block_on(async {
        let mut entropy = Repeatable(62);
        let template = planted(&mut entropy).await;
        let (mut untouched, mut finished) = (0, 0);
        for at in 0..16 {
            for local_forgets in [false, true] {
                let place = template.copied();
                let plan = Plan::on_writes(at, Harm::Die);
                let (local, mirror) =
                    (Faulty::new(place.local.clone(), &plan), Faulty::new(place.mirror.clone(), &plan));
                let (keeper, _) = Keeper::look(Ok(local), Ok(mirror)).await;
                keeper.remove_everything().await;
                if at > 8 {
                    keeper.end_removal().await;
                }
                // The process died before localStorage was written to disk.
                if local_forgets && !place.mirror.shelf.borrow().is_empty() {
                    place.local.shelf.replace(template.local.shelf.borrow().clone());
                }
                match place.look().await {
                    (_, Found::Sealed { .. }) => {
                        untouched += 1;
                        assert_eq!(place.opened(&mut entropy).await.pages.len(), 2, "cut off at write {at}");
                    }
                    (keeper, Found::Removing { .. }) => {
                        finished += 1;
                        assert!(keeper.end_removal().await.is_clear());
                        assert_eq!(place.look().await.1, Found::Empty { silent: false }, "cut off at write {at}");
                    }
                    (_, Found::Empty { .. }) => finished += 1,
                    (_, other) => panic!("cut off at write {at}: {other:?}"),
                }
            }
        }
        assert!(untouched > 0 && finished > 20, "{untouched} as before, {finished} finished");
    });
}

#[test]
fn a_store_that_refuses_is_said_and_nothing_is_healed_from_it() {
    block_on(async {
        let mut entropy = Repeatable(63);
        let template = planted(&mut entropy).await;
        let calls = {
            let plan = Plan::none();
            let place = template.copied();
            let (keeper, _) = look_at(&place, &plan).await;
            keeper.remove_everything().await;
            plan.calls()
        };
        let mut said = 0;
        for harm in [Harm::Throw, Harm::Drop, Harm::Full] {
            for at in 0..calls {
                let place = template.copied();
                let (keeper, found) = look_at(&place, &Plan::new(at, harm)).await;
                let Found::Sealed { .. } = found else { continue };
                let remains = keeper.end_removal().await;
                let left = [&place.local.shelf, &place.mirror.shelf]
                    .iter()
                    .map(|shelf| shelf.borrow().keys().filter(|key| *key != keys::REMOVING).count())
                    .sum::<usize>();
                assert!(!remains.is_clear() || left == 0, "{harm:?} at call {at}: {remains:?}, {left} left");
                said += usize::from(!remains.is_clear());
                // Whatever is left is not taken for a journal again, and goes when asked once more.
                assert!(matches!(place.look().await.1, Found::Removing { .. } | Found::Empty { .. }), "{harm:?} {at}");
                assert!(place.look().await.0.end_removal().await.is_clear());
            }
        }
        assert!(said > 0, "no fault was ever noticed");
    });
}

async fn look_at(
    place: &Place,
    plan: &Plan,
) -> (Keeper<Faulty<crate::store::memory::MemoryLocal>, Faulty<crate::store::memory::MemoryMirror>>, Found) {
    Keeper::look(Ok(Faulty::new(place.local.clone(), plan)), Ok(Faulty::new(place.mirror.clone(), plan))).await
}
