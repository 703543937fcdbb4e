//! Damage of the stores: of one, and everything is recovered; of both, and every loss is named.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use pollster::block_on;

use super::*;
use crate::app::save::{Change, Found, Keeper, Place as Store, Why};
use crate::domain::{Entry, EntryId, Month};
use crate::store::keys;
use crate::store::memory::Shelf;

/// A journal with loose pages, segments, a draft, something in the Bin and something deleted; and how it was before the
/// last dozen saves.
struct Sample {
    before: Place,
    now: Place,
    bodies: BTreeMap<EntryId, String>,
}

async fn sample() -> Sample {
    let (place, mut entropy) = (Place::default(), Repeatable(60));
    let old: Vec<_> = (1..=24)
        .map(|number| page_on(number, NOON - (120 - number as i64) * DAY, &format!("an old page {number}")))
        .collect();
    let keeper = place.founded(&old, &mut entropy).await;
    while keeper.gather(Month { year: 2026, month: 9 }, &mut entropy).await.expect("gathered").more {}
    keeper.gather(Month { year: 2026, month: 10 }, &mut entropy).await.expect("gathered");
    for number in 30..40 {
        write(&keeper, &page(number, &format!("a page {number}")), &mut entropy).await.expect("saved");
    }
    keeper.lock();
    let keeper = place.opened(&mut entropy).await.keeper;
    let before = place.copied();
    write(&keeper, &rewritten(&old[2], "an old page, edited"), &mut entropy).await.expect("saved");
    for number in 38..44 {
        let written = page(number, &format!("a page {number}"));
        write(&keeper, &rewritten(&written, &format!("page {number} once more")), &mut entropy).await.expect("saved");
    }
    save(&keeper, &[Change::Delete(vec![page(31, "").id])], &mut entropy).await.expect("deleted");
    write(&keeper, &page(50, "the last page"), &mut entropy).await.expect("saved");
    keeper.lock();
    let bodies = place.copied().opened(&mut entropy).await.bodies();
    assert_eq!(bodies.len(), 24 + 9 + 4 + 1);
    Sample { before, now: place, bodies }
}

/// One way to harm a store.
#[derive(Clone, Debug)]
enum Harm {
    FlipBit { key: String, bit: usize },
    Truncate { key: String, length: usize },
    Wipe { key: String },
    Swap { one: String, other: String },
    Garble { key: String },
    WipeStore,
    RollBack,
    Foreign,
}

fn draw(dice: &mut Repeatable, shelf: &Shelved) -> Harm {
    let keys: Vec<&String> = shelf.keys().collect();
    let mut key = || keys[dice.below(keys.len())].clone();
    let (one, other) = (key(), key());
    let length = shelf[&one].len();
    match dice.below(20) {
        0..=6 => Harm::FlipBit { key: one, bit: dice.below(length * 8) },
        7..=10 => Harm::Truncate { key: one, length: dice.below(length) },
        11..=14 => Harm::Wipe { key: one },
        15 | 16 => Harm::Swap { one, other },
        17 => Harm::Garble { key: one },
        18 => Harm::Foreign,
        _ if dice.below(2) == 0 => Harm::WipeStore,
        _ => Harm::RollBack,
    }
}

fn inflict(harm: &Harm, shelf: &Shelf, before: &Shelf) {
    let mut held = shelf.borrow_mut();
    match harm {
        Harm::FlipBit { key, bit } => {
            if let Some(byte) = held.get_mut(key).and_then(|value| value.get_mut(bit / 8)) {
                *byte ^= 1 << (bit % 8);
            }
        }
        Harm::Truncate { key, length } => {
            if let Some(value) = held.get_mut(key) {
                value.truncate(*length);
            }
        }
        Harm::Wipe { key } => drop(held.remove(key)),
        Harm::Swap { one, other } => {
            if let (Some(first), Some(second)) = (held.get(one).cloned(), held.get(other).cloned()) {
                held.insert(one.clone(), second);
                held.insert(other.clone(), first);
            }
        }
        Harm::Garble { key } => drop(held.insert(key.clone(), b"not ours at all".to_vec())),
        Harm::Foreign => drop(held.insert(keys::value("aaaaaaaaaaaaaaaaaaaaaaaaaa"), vec![9; 300])),
        Harm::WipeStore => held.clear(),
        Harm::RollBack => held.clone_from(&before.borrow()),
    }
}

#[test]
fn whatever_happens_to_one_store_everything_is_recovered() {
    block_on(async {
        let sample = sample().await;
        let mut dice = Repeatable(61);
        for number in 0..2_000 {
            let place = sample.now.copied();
            let (shelf, before) = match dice.below(2) {
                0 => (&place.local.shelf, &sample.before.local.shelf),
                _ => (&place.mirror.shelf, &sample.before.mirror.shelf),
            };
            let harms: Vec<_> =
                (0..=dice.below(4)).map(|_| draw(&mut dice, &sample.now.local.shelf.borrow())).collect();
            harms.iter().for_each(|harm| inflict(harm, shelf, before));
            let opened = place.opened(&mut dice).await;
            assert_eq!(opened.bodies(), sample.bodies, "{number}: {harms:?}");
            let foreign = harms.iter().any(|harm| matches!(harm, Harm::Foreign));
            assert!(opened.report.damaged.is_empty() || foreign, "{number}: {harms:?}: {:?}", opened.report.damaged);
            assert_eq!(opened.report.recovered_copies, [], "{number}: {harms:?}");
            // Healed: each store alone now holds all of it.
            if number % 10 == 0 {
                for alone in [
                    Place { mirror: Default::default(), ..place.copied() },
                    Place { local: Default::default(), ..place.copied() },
                ] {
                    assert_eq!(alone.opened(&mut dice).await.bodies(), sample.bodies, "{number}: {harms:?}");
                }
            }
        }
    });
}

#[test]
fn of_damage_to_both_stores_every_loss_is_named_and_nothing_else_is_lost() {
    block_on(async {
        let sample = sample().await;
        let mut dice = Repeatable(62);
        let mut losses = 0;
        for number in 0..1_000 {
            let place = sample.now.copied();
            let values: Vec<String> =
                place.mirror.shelf.borrow().keys().filter(|key| key.starts_with(keys::VALUE)).cloned().collect();
            let hit: BTreeSet<&String> = (0..=dice.below(3)).map(|_| &values[dice.below(values.len())]).collect();
            let mut harms = Vec::new();
            for (shelf, before) in
                [(&place.local.shelf, &sample.before.local.shelf), (&place.mirror.shelf, &sample.before.mirror.shelf)]
            {
                for key in &hit {
                    let key = (*key).clone();
                    let length = shelf.borrow()[&key].len();
                    let harm = match dice.below(4) {
                        0 => Harm::FlipBit { key, bit: dice.below(length * 8) },
                        1 => Harm::Truncate { key, length: dice.below(length) },
                        2 => Harm::Garble { key },
                        _ => Harm::Wipe { key },
                    };
                    inflict(&harm, shelf, before);
                    harms.push(harm);
                }
            }
            let opened = place.opened(&mut dice).await;
            let named: BTreeSet<String> =
                opened.report.damaged.iter().map(|damaged| keys::value(damaged.name)).collect();
            assert_eq!(named, hit.iter().map(|key| (*key).clone()).collect(), "{number}: {harms:?}");
            let pages: usize = opened.report.damaged.iter().map(|damaged| damaged.pages as usize).sum();
            let found = opened.bodies();
            let lost = sample.bodies.iter().filter(|(id, body)| found.get(*id) != Some(*body)).count();
            assert!(lost <= pages, "{number}: {lost} lost, {pages} named: {harms:?}");
            for damaged in opened.report.damaged.iter().filter(|damaged| damaged.why == Why::Altered) {
                let key = keys::value(damaged.name);
                let kept =
                    place.local.shelf.borrow().contains_key(&key) || place.mirror.shelf.borrow().contains_key(&key);
                assert!(kept, "{number}: what cannot be read stays where it is");
            }
            losses += lost;
        }
        assert!(losses > 500, "the harm was real: {losses}");
    });
}

#[test]
fn damage_spread_over_both_stores_is_mended_from_each_other() {
    block_on(async {
        let sample = sample().await;
        let mut dice = Repeatable(63);
        for number in 0..300 {
            let place = sample.now.copied();
            let keys: Vec<String> = place.mirror.shelf.borrow().keys().cloned().collect();
            // Every key is damaged in one store or the other, never in both.
            for key in keys {
                let shelf = if dice.below(2) == 0 { &place.local.shelf } else { &place.mirror.shelf };
                let length = shelf.borrow()[&key].len();
                inflict(&Harm::FlipBit { key, bit: dice.below(length * 8) }, shelf, shelf);
            }
            let opened = place.opened(&mut dice).await;
            assert_eq!(opened.bodies(), sample.bodies, "{number}");
            assert_eq!(opened.report.damaged, [], "{number}");
        }
    });
}

#[test]
fn a_store_that_was_emptied_is_filled_again_and_said() {
    block_on(async {
        let sample = sample().await;
        let place = sample.now.copied();
        place.local.shelf.borrow_mut().clear();
        let opened = place.opened(&mut Repeatable(64)).await;
        assert_eq!(opened.report.emptied, Some(Store::Local));
        assert!(opened.report.healed > 10);
        place.mirror.shelf.borrow_mut().clear();
        let opened = place.opened(&mut Repeatable(65)).await;
        assert_eq!(opened.report.emptied, Some(Store::Mirror));
        assert_eq!(opened.bodies(), sample.bodies);
        assert_eq!(place.opened(&mut Repeatable(66)).await.report.emptied, None);
    });
}

#[test]
fn without_any_manifest_every_value_is_found_by_itself() {
    block_on(async {
        let sample = sample().await;
        let place = sample.now.copied();
        for shelf in [&place.local.shelf, &place.mirror.shelf] {
            shelf.borrow_mut().retain(|key, _| !keys::MANIFESTS.contains(&key.as_str()));
        }
        let opened = place.opened(&mut Repeatable(67)).await;
        assert_eq!(opened.bodies(), sample.bodies);
        assert_eq!(opened.report.recovered_copies, []);
        assert_eq!(place.opened(&mut Repeatable(68)).await.bodies(), sample.bodies);
    });
}

#[test]
fn without_any_header_the_values_are_counted_and_kept() {
    block_on(async {
        let sample = sample().await;
        let place = sample.now.copied();
        for shelf in [&place.local.shelf, &place.mirror.shelf] {
            shelf.borrow_mut().retain(|key, _| !keys::HEADERS.contains(&key.as_str()));
        }
        let (keeper, found) = place.look().await;
        assert!(matches!(found, Found::Unreadable { values } if values > 10), "{found:?}");
        assert!(keeper.export_copy().await.expect("works locked").contains("h1.v."));
    });
}

#[test]
fn a_header_changed_by_someone_without_the_key_is_noticed() {
    block_on(async {
        let sample = sample().await;
        let place = sample.now.copied();
        for shelf in [&place.local.shelf, &place.mirror.shelf] {
            for key in keys::HEADERS {
                let mut shelf = shelf.borrow_mut();
                let framed = shelf.get_mut(key).expect("a header");
                let mut header = crate::store::frame::unframe(framed).expect("whole").to_vec();
                // Some byte of the authenticated part that leaves the slots readable: the last one of the code at the end.
                let at = header.len() - 5;
                header[at] ^= 1;
                *framed = crate::store::frame::frame(&header);
            }
        }
        let (keeper, _) = place.look().await;
        let opened = open(keeper, 1, &mut Repeatable(69)).await;
        assert!(opened.report.altered_header);
        assert_eq!(opened.bodies(), sample.bodies);
    });
}

#[test]
fn another_journal_in_the_mirror_is_left_alone() {
    block_on(async {
        let (one, other) = (sample().await.now, Place::default());
        other.founded(&[page(1, "another journal")], &mut Repeatable(70)).await;
        let mixed = Place { local: one.local.clone(), mirror: other.mirror.clone() }.copied();
        let before = mixed.mirror.shelf.borrow().clone();
        let opened = mixed.opened(&mut Repeatable(71)).await;
        assert!(opened.report.other_journal);
        write(&opened.keeper, &page(60, "more"), &mut Repeatable(72)).await.expect("saved in localStorage");
        assert_eq!(*mixed.mirror.shelf.borrow(), before);
        let (keeper, _) =
            Keeper::look(Err::<crate::store::memory::MemoryLocal, _>(crate::store::Fault::Refused), Ok(mixed.mirror))
                .await;
        assert_eq!(open(keeper, 1, &mut Repeatable(73)).await.pages.len(), 1);
    });
}

#[test]
fn a_page_of_a_later_version_is_kept_and_named() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(74));
        let later = page(2, "x");
        let keeper = place.founded(&[page(1, "ours"), later.clone()], &mut entropy).await;
        let json = format!(r#"{{"v":9,"kind":"page","id":"{}","rev":4,"soul":"kept"}}"#, later.id);
        plant(&keeper, &later, json.as_bytes(), &mut entropy).await;
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.pages.len(), 1);
        assert_eq!(
            opened.report.damaged.iter().map(|damaged| (damaged.id, damaged.why)).collect::<Vec<_>>(),
            [(Some(later.id), Why::Newer)]
        );
        let name = opened.report.damaged[0].name;
        write(&opened.keeper, &page(3, "more"), &mut entropy).await.expect("saved");
        opened.keeper.gather(super::deleting::NEXT_MONTH, &mut entropy).await.expect("gathered");
        assert!(place.mirror.shelf.borrow().contains_key(&keys::value(name)));
    });
}

/// Puts a record of any JSON in the place of a page.
async fn plant(
    keeper: &Keeper<crate::store::memory::MemoryLocal, crate::store::memory::MemoryMirror>,
    page: &Rc<Entry>,
    json: &[u8],
    entropy: &mut Repeatable,
) {
    let mut drawn = crate::app::save::drawn::Drawn::from(entropy);
    keeper
        .with(|open| {
            let old = open.book.loose.iter().find(|loose| loose.id == page.id).expect("listed").item.name;
            let mut edit = crate::app::save::edit::Edit::of(open);
            let plain = crate::record::value::write_record(edit.origin(), json);
            edit.replace(old, crate::vault::Purpose::Record, &plain, &mut drawn);
            edit.finish(&mut drawn);
        })
        .expect("open");
    keeper.settle().await.expect("both stores work");
}
