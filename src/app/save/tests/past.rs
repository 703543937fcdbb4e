//! What was met among cards and prompts is kept like a page, and by itself.

use pollster::block_on;

use super::keys::{rekey_all, under};
use super::*;
use crate::app::save::{Change, Keeper, Rekey};
use crate::domain::card::{Deck, ItemId};
use crate::domain::deck::{Answer, Suggestion, Why};
use crate::domain::{Day, Past, Preferences};
use crate::store::memory::{MemoryLocal, MemoryMirror};
use crate::store::{Local, Mirror, keys};
use crate::vault::NewSlot;

const TODAY: i64 = 20_780;

fn met(numbers: std::ops::Range<u16>) -> Past {
    let today = Day::from_epoch_days(TODAY);
    let item = |number| ItemId::new(Deck::Wall, true, number);
    let past = Past { seed: Some(u64::MAX - 1), ..Past::default() };
    numbers.fold(past, |past, number| {
        past.shown(Suggestion { item: item(number), why: Why::Turn }, today).answered(item(number), Answer::Kept, today)
    })
}

async fn remember<L: Local, M: Mirror>(keeper: &Keeper<L, M>, past: &Past, entropy: &mut Repeatable) {
    save(keeper, &[Change::Past(past.clone())], entropy).await.expect("saved");
}

async fn founded(entropy: &mut Repeatable) -> (Place, Keeper<MemoryLocal, MemoryMirror>) {
    let place = Place::default();
    let keeper = place.founded(&[page(1, "one")], entropy).await;
    (place, keeper)
}

#[test]
fn it_comes_back_and_preferences_are_not_written_again_with_it() {
    block_on(async {
        let mut entropy = Repeatable(301);
        let (place, keeper) = founded(&mut entropy).await;
        let chosen = Preferences { doors_swapped: true, ..Preferences::default() };
        save(&keeper, &[Change::Preferences(chosen.clone())], &mut entropy).await.expect("saved");
        remember(&keeper, &met(1..3), &mut entropy).await;
        let before: Vec<String> = place.mirror.shelf.borrow().keys().cloned().collect();
        remember(&keeper, &met(1..5), &mut entropy).await;
        let fresh = place.mirror.shelf.borrow().keys().filter(|key| !before.contains(*key)).count();
        assert_eq!(fresh, 1, "one value is new");
        let opened = place.opened(&mut entropy).await;
        assert_eq!((opened.first.past, opened.first.preferences), (met(1..5), chosen));
        assert_eq!(opened.report.damaged, []);
    });
}

#[test]
fn one_store_alone_gives_it_back_and_heals_the_other() {
    block_on(async {
        let mut entropy = Repeatable(302);
        let (place, keeper) = founded(&mut entropy).await;
        remember(&keeper, &met(1..9), &mut entropy).await;
        keeper.lock();
        for emptied in 0..2 {
            let place = place.copied();
            let shelves = [place.local.shelf.clone(), place.mirror.shelf.clone()];
            shelves[emptied].borrow_mut().clear();
            let opened = place.opened(&mut entropy).await;
            assert_eq!(opened.first.past, met(1..9));
            opened.keeper.lock();
            let values = shelves.map(|shelf| {
                let shelf = shelf.borrow();
                shelf.keys().filter(|key| key.starts_with("h1.v.")).cloned().collect::<Vec<_>>()
            });
            assert_eq!(values[0], values[1]);
        }
    });
}

#[test]
fn one_that_no_manifest_lists_is_taken_in() {
    block_on(async {
        let mut entropy = Repeatable(303);
        let (place, keeper) = founded(&mut entropy).await;
        remember(&keeper, &met(1..3), &mut entropy).await;
        remember(&keeper, &met(1..4), &mut entropy).await;
        keeper.lock();
        // The manifest of the last commit is lost: generations 1, 2 and 3 were founding and two saves.
        for shelf in [&place.local.shelf, &place.mirror.shelf] {
            shelf.borrow_mut().remove(keys::MANIFESTS[1]);
        }
        let (keeper, _) = place.look().await;
        keeper.unlock(&derived(1), &mut entropy).expect("opens");
        keeper.read_first().await.expect("reads");
        let mut found = None;
        loop {
            let more = keeper.read_more(at(NOON), &mut entropy).await.expect("open");
            found = more.singles.past.or(found);
            if more.report.is_some() {
                break;
            }
        }
        assert_eq!(found, Some(met(1..4)));
        assert_eq!(place.opened(&mut entropy).await.first.past, met(1..4));
    });
}

#[test]
fn a_new_key_seals_it_again() {
    block_on(async {
        let mut entropy = Repeatable(304);
        let (place, keeper) = founded(&mut entropy).await;
        remember(&keeper, &met(1..9), &mut entropy).await;
        let secret = derived(2);
        let rekey: Rekey<'_> = under(NewSlot::Passphrase(&secret));
        keeper.rekey(rekey, at(NOON), &mut entropy).await.expect("begun");
        rekey_all(&keeper, &mut entropy).await.expect("ended");
        keeper.lock();
        let (keeper, _) = place.look().await;
        let opened = open(keeper, 2, &mut entropy).await;
        assert_eq!((opened.first.past, opened.report.damaged), (met(1..9), vec![]));
    });
}

#[test]
fn deleting_and_gathering_pages_leaves_it_as_it_is() {
    block_on(async {
        let mut entropy = Repeatable(305);
        let (place, keeper) = founded(&mut entropy).await;
        remember(&keeper, &met(1..9), &mut entropy).await;
        for number in 2..30 {
            write(&keeper, &page(number, "a page"), &mut entropy).await.expect("saved");
        }
        keeper.gather(super::deleting::NEXT_MONTH, &mut entropy).await.expect("gathered");
        save(&keeper, &[Change::Delete(vec![page(1, "one").id])], &mut entropy).await.expect("deleted");
        let opened = place.opened(&mut entropy).await;
        assert_eq!((opened.pages.len(), opened.first.past), (28, met(1..9)));
    });
}
