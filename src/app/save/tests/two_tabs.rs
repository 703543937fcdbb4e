//! Two keepers on the same stores, and two saves under way at once.

use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use pollster::block_on;

use super::*;
use crate::app::save::{Change, Keeper, SaveError};
use crate::store::memory::{Faulty, Harm, MemoryLocal, MemoryMirror, Plan};
use crate::store::{Fault, keys};

/// Runs two futures by turns, one step each.
fn by_turns<A: Future, B: Future>(one: A, other: B) -> (A::Output, B::Output) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let (mut first, mut second) = (None, None);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if first.is_none() {
            first = ready(one.as_mut().poll(&mut context));
        }
        if second.is_none() {
            second = ready(other.as_mut().poll(&mut context));
        }
        match (first.take(), second.take()) {
            (Some(first), Some(second)) => return (first, second),
            unfinished => (first, second) = unfinished,
        }
    }
}

fn ready<T>(poll: Poll<T>) -> Option<T> {
    match poll {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

#[test]
fn two_saves_under_way_keep_their_order() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(80));
        let first = page(1, "one");
        let keeper = place.founded(std::slice::from_ref(&first), &mut entropy).await;
        let (second, third) = (rewritten(&first, "two"), rewritten(&rewritten(&first, ""), "three"));
        let earlier = keeper.begin(&[Change::Write(second)], at(NOON), &mut entropy).expect("begun");
        let later = keeper.begin(&[Change::Write(third)], at(NOON), &mut entropy).expect("begun");
        assert!(earlier.generation < later.generation);
        // The later one asks first.
        let (later, earlier) = by_turns(later.acknowledged(), earlier.acknowledged());
        assert!(later.is_ok() && earlier.is_ok());
        assert_eq!(place.opened(&mut entropy).await.body(&first), Some("three"));
    });
}

#[test]
fn a_save_the_mirror_refused_is_carried_into_the_next() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(81));
        place.founded(&[page(1, "one")], &mut entropy).await.lock();
        let plan = Plan::on_writes(0, Harm::Throw);
        let mirror = Faulty::new(place.mirror.clone(), &plan);
        let (keeper, _) = Keeper::look(Ok(place.local.clone()), Ok(mirror)).await;
        let opened = open(keeper, 1, &mut entropy).await;
        let saved = write(&opened.keeper, &page(2, "two"), &mut entropy).await.expect("localStorage has it");
        assert!(matches!(saved.safe, crate::app::save::Safety::LocalOnly(_)));
        write(&opened.keeper, &page(3, "three"), &mut entropy).await.expect("saved");
        let alone = Place { local: MemoryLocal::default(), mirror: place.mirror.clone() };
        assert_eq!(alone.opened(&mut entropy).await.pages.len(), 3);
    });
}

#[test]
fn the_tab_that_opened_earlier_may_not_write_over_the_later_one() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(82));
        let shared = page(1, "one");
        place.founded(std::slice::from_ref(&shared), &mut entropy).await.lock();
        let (one, other) = (place.opened(&mut entropy).await.keeper, place.opened(&mut entropy).await.keeper);
        write(&one, &rewritten(&shared, "written here"), &mut entropy).await.expect("saved");
        let refused = write(&other, &rewritten(&shared, "written there"), &mut entropy).await;
        assert_eq!(refused, Err(SaveError::Elsewhere));
        write(&one, &page(2, "and on"), &mut entropy).await.expect("saved");
        let opened = place.opened(&mut entropy).await;
        assert_eq!((opened.body(&shared), opened.pages.len()), (Some("written here"), 2));
    });
}

/// Two processes may see each other's localStorage late: here, not at all.
#[test]
fn two_processes_that_see_each_other_only_in_indexeddb_lose_nothing() {
    block_on(async {
        for seed in 0..60 {
            let (place, mut entropy) = (Place::default(), Repeatable(1000 + seed));
            let shared = page(1, "one");
            place.founded(std::slice::from_ref(&shared), &mut entropy).await.lock();
            // Each process has a localStorage of its own; the browser will keep the one that was written last.
            let (near, far) = (place.copied().local, place.copied().local);
            let keeper = |local: &MemoryLocal| Keeper::look(Ok(local.clone()), Ok(place.mirror.clone()));
            let one = open(keeper(&near).await.0, 1, &mut entropy).await.keeper;
            let other = open(keeper(&far).await.0, 1, &mut entropy).await.keeper;
            let mut words = vec!["one".to_owned()];
            let (mut pages, mut last) = ([Rc::clone(&shared), Rc::clone(&shared)], 0);
            for number in 0..8 {
                let turn = entropy.below(2);
                let body = format!("{turn} wrote {number}");
                let next = rewritten(&pages[turn], &body);
                match write([&one, &other][turn], &next, &mut entropy).await {
                    Ok(_) => {
                        words.push(body);
                        pages[turn] = next;
                        last = turn;
                    }
                    Err(error) => assert_eq!(error, SaveError::Elsewhere),
                }
            }
            // Of localStorage the other process's view remains: the worse case of the two.
            let survivor = if last == 0 { far } else { near };
            let place = Place { local: survivor, mirror: place.mirror.clone() };
            let opened = place.opened(&mut entropy).await;
            let newest = words.last().expect("at least the first");
            assert!(opened.pages.values().any(|page| &*page.body == newest), "seed {seed}: {newest} is lost");
            assert_eq!(opened.report.damaged, []);
        }
    });
}

#[test]
fn two_that_wrote_the_same_page_apart_are_both_kept() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(83));
        let shared = page(1, "one");
        place.founded(std::slice::from_ref(&shared), &mut entropy).await.lock();
        // One tab without IndexedDB, one without localStorage: neither can see the other.
        let (local, mirror) = (place.local.clone(), place.mirror.clone());
        let (one, _) = Keeper::look(Ok(local), Err::<MemoryMirror, _>(Fault::Refused)).await;
        let (other, _) = Keeper::look(Err::<MemoryLocal, _>(Fault::Refused), Ok(mirror)).await;
        let one = open(one, 1, &mut entropy).await.keeper;
        let other = open(other, 1, &mut entropy).await.keeper;
        write(&one, &rewritten(&shared, "written here"), &mut entropy).await.expect("saved");
        write(&one, &page(2, "only here"), &mut entropy).await.expect("saved");
        let there = rewritten(&shared, "written there");
        write(&other, &there, &mut entropy).await.expect("saved");
        write(&other, &rewritten(&there, "written there, twice"), &mut entropy).await.expect("saved");
        let opened = place.opened(&mut entropy).await;
        let mut bodies: Vec<_> = opened.bodies().into_values().collect();
        bodies.sort_unstable();
        assert_eq!(bodies, ["only here", "written here", "written there, twice"]);
        assert_eq!(opened.report.recovered_copies.len(), 1);
        let again = place.opened(&mut entropy).await;
        assert_eq!(again.pages.len(), 3);
        assert_eq!(again.report.recovered_copies, []);
    });
}

#[test]
fn stores_that_were_emptied_under_our_feet_are_noticed() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(84));
        let keeper = place.founded(&[page(1, "one")], &mut entropy).await;
        place.local.shelf.borrow_mut().clear();
        place.mirror.shelf.borrow_mut().clear();
        assert_eq!(write(&keeper, &page(2, "two"), &mut entropy).await, Err(SaveError::Cleared));
        assert!(!place.local.shelf.borrow().contains_key(keys::MANIFESTS[0]));
    });
}

#[test]
fn an_emptied_localstorage_is_filled_again_from_the_mirror() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(86));
        let pages: Vec<_> = (1..30).map(|number| page(number, &format!("page {number}"))).collect();
        let keeper = place.founded(&pages, &mut entropy).await;
        place.local.shelf.borrow_mut().clear();
        let saved = write(&keeper, &page(50, "after"), &mut entropy).await.expect("the mirror is whole");
        assert_eq!(saved.local, None);
        let alone = Place { local: place.local.clone(), mirror: MemoryMirror::default() };
        let opened = alone.opened(&mut entropy).await;
        assert_eq!((opened.pages.len(), opened.report.damaged), (30, vec![]));
    });
}

#[test]
fn a_keeper_that_was_overtaken_in_the_midst_of_a_save_changes_nothing() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(87));
        let shared = page(1, "one");
        place.founded(std::slice::from_ref(&shared), &mut entropy).await.lock();
        let (loser, winner) = (place.opened(&mut entropy).await.keeper, place.opened(&mut entropy).await.keeper);
        loser.take_up().await.expect("taken");
        let draft = loser.seal_draft(&rewritten(&shared, "half a"), &mut entropy).expect("sealed");
        let pending = loser.begin(&[Change::Write(rewritten(&shared, "half a word"))], at(NOON), &mut entropy);
        winner.take_up().await.expect("taken");
        let before = place.mirror.shelf.borrow().clone();
        assert_eq!(pending.expect("begun").acknowledged().await, Err(SaveError::Elsewhere));
        assert_eq!(loser.draft_to_mirror(&draft).await, Err(Fault::Moved));
        assert_eq!(loser.draft_to_local(&draft), Err(Fault::Moved));
        assert!(!loser.may_write() && *place.mirror.shelf.borrow() == before);
        // What the loser left in localStorage does not take the pen from the winner.
        write(&winner, &rewritten(&shared, "the winner's"), &mut entropy).await.expect("saved");
        let opened = place.opened(&mut entropy).await;
        let bodies: Vec<_> = opened.bodies().into_values().collect();
        assert!(bodies.contains(&"the winner's".to_owned()), "{bodies:?}");
    });
}

#[test]
fn a_mirror_that_lost_the_mark_takes_it_again() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(88));
        place.founded(&[page(1, "one")], &mut entropy).await.lock();
        let keeper = place.opened(&mut entropy).await.keeper;
        keeper.take_up().await.expect("taken");
        place.mirror.shelf.borrow_mut().clear();
        write(&keeper, &page(2, "two"), &mut entropy).await.expect("nobody else writes");
        assert!(place.mirror.shelf.borrow().contains_key(keys::WRITER));
        assert_eq!(place.opened(&mut entropy).await.pages.len(), 2);
    });
}

#[test]
fn reading_on_and_deleting_at_once_share_the_verify_pass() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(85));
        let pages: Vec<_> = (1..40).map(|number| page(number, &format!("page {number}"))).collect();
        let keeper = place.founded(&pages, &mut entropy).await;
        keeper.gather(super::deleting::NEXT_MONTH, &mut entropy).await.expect("gathered");
        let late = page(50, "never listed");
        write(&keeper, &late, &mut entropy).await.expect("saved");
        keeper.lock();
        // The last commit's manifests are lost, so that the pass has a stray to take in.
        for shelf in [&place.local.shelf, &place.mirror.shelf] {
            let mut shelf = shelf.borrow_mut();
            let newest = keys::MANIFESTS[1];
            shelf.remove(newest);
        }
        let (keeper, _) = place.look().await;
        keeper.unlock(&derived(1), &mut entropy).expect("opens");
        keeper.read_first().await.expect("reads");
        let mut other = entropy.clone();
        let reading = async { while keeper.read_more(at(NOON), &mut other).await.expect("open").report.is_none() {} };
        let pending = keeper.begin(&[Change::Delete(vec![pages[0].id])], at(NOON), &mut entropy).expect("begun");
        let ((), deleted) = by_turns(reading, pending.acknowledged());
        deleted.expect("deleted");
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.pages.len(), 39);
        assert_eq!(opened.body(&late), Some("never listed"));
    });
}
