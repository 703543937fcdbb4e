//! Deleting for good: nothing that the key at hand can open says the words any more.

use std::rc::Rc;

use pollster::block_on;

use super::*;
use crate::app::save::Change;
use crate::domain::Month;
use crate::record::{self, Reading, segment, value};
use crate::store::memory::{Faulty, Harm, Plan};
use crate::store::{frame, keys};
use crate::vault::{Header, Name, Purpose, Vault};

const CANARY: &str = "CANARY-4711";
pub const NEXT_MONTH: Month = Month { year: 2027, month: 1 };

/// Every plaintext that the passphrase opens in either store, whatever its purpose.
pub fn plaintexts(place: &Place) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for shelf in [&place.local.shelf, &place.mirror.shelf] {
        let shelf = shelf.borrow();
        let Some(vault) = vault_of(&shelf) else { continue };
        for (key, framed) in shelf.iter() {
            let Ok(sealed) = frame::unframe(framed) else { continue };
            texts.extend(open_any(&vault, key, sealed).map(|text| (key.clone(), text)));
        }
    }
    texts
}

fn vault_of(shelf: &Shelved) -> Option<Vault> {
    let headers = keys::HEADERS.iter().filter_map(|key| Header::decode(frame::unframe(shelf.get(*key)?).ok()?).ok());
    headers.filter_map(|header| header.unlock(&derived(1)).or_else(|_| header.unlock_open()).ok()).next()
}

fn open_any(vault: &Vault, key: &str, sealed: &[u8]) -> Option<String> {
    let name = key.strip_prefix(keys::VALUE).or_else(|| key.strip_prefix(keys::DRAFT)).and_then(Name::parse);
    let opened = |purpose, name: Name| vault.open(purpose, &name, sealed).ok();
    if let Some(name) = name {
        if let Some(plain) = opened(Purpose::Record, name).or_else(|| opened(Purpose::Draft, name)) {
            return Some(match value::read_record(&plain) {
                // With what it said before.
                Ok((_, Reading::Page(page))) => String::from_utf8_lossy(&record::write_page(&page)).into_owned(),
                Ok((_, other)) => format!("{other:?}"),
                Err(_) => String::new(),
            });
        }
        let plain = opened(Purpose::Segment, name)?;
        let (_, parts) = segment::read(&plain).ok()?;
        return Some(parts.iter().map(|part| String::from_utf8_lossy(&part.json)).collect());
    }
    None
}

/// Ids of pages that any manifest of either store lists.
fn listed(place: &Place) -> Vec<crate::domain::EntryId> {
    let mut ids = Vec::new();
    for shelf in [&place.local.shelf, &place.mirror.shelf] {
        let shelf = shelf.borrow();
        let Some(vault) = vault_of(&shelf) else { continue };
        for slot in 0..2 {
            let manifest = shelf
                .get(keys::MANIFESTS[slot])
                .and_then(|held| crate::app::save::judge::manifest(&vault, slot, held).ok());
            ids.extend(manifest.into_iter().flat_map(|manifest| manifest.loose).map(|loose| loose.id));
        }
    }
    ids
}

fn holds_canary(place: &Place) -> Vec<String> {
    plaintexts(place).into_iter().filter(|(_, text)| text.contains(CANARY)).map(|(key, _)| key).collect()
}

#[test]
fn the_search_finds_a_planted_page_draft_and_segment() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(20));
        let planted = page(1, CANARY);
        let keeper = place.founded(&[planted.clone(), page(2, "other")], &mut entropy).await;
        assert_eq!(holds_canary(&place).len(), 2, "one value in each store");
        assert_eq!(listed(&place).iter().filter(|id| **id == planted.id).count(), 2);
        let sealed = keeper.seal_draft(&rewritten(&planted, CANARY), &mut entropy).expect("open");
        keeper.draft_to_local(&sealed).expect("works");
        assert_eq!(holds_canary(&place).len(), 3);
        keeper.gather(NEXT_MONTH, &mut entropy).await.expect("gathered");
        assert_eq!(holds_canary(&place).len(), 3, "in a segment now, and the draft");
    });
}

#[test]
fn a_deleted_page_is_nowhere() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(21));
        let doomed = page(1, CANARY);
        let kept = page(2, "kept");
        let keeper = place.founded(&[doomed.clone(), kept.clone()], &mut entropy).await;
        write(&keeper, &rewritten(&doomed, CANARY), &mut entropy).await.expect("saved");
        let sealed = keeper.seal_draft(&rewritten(&doomed, CANARY), &mut entropy).expect("open");
        keeper.draft_to_local(&sealed).expect("works");
        keeper.draft_to_mirror(&sealed).await.expect("works");
        save(&keeper, &[Change::Delete(vec![doomed.id])], &mut entropy).await.expect("deleted");
        assert_eq!(holds_canary(&place), Vec::<String>::new());
        assert!(!listed(&place).contains(&doomed.id));
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.bodies().into_values().collect::<Vec<_>>(), ["kept"]);
        assert!(opened.first.drafts.is_empty());
    });
}

#[test]
fn what_a_deleted_page_said_before_is_nowhere_either() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(27));
        let hour = |hours: i64| at(NOON + hours * 3_600_000);
        let doomed = page(1, CANARY);
        let later = Rc::new(doomed.rewritten("other words", hour(1)));
        assert_eq!(&*later.earlier[0].body, CANARY);
        let keeper = place.founded(&[doomed.clone(), page(2, "kept")], &mut entropy).await;
        write(&keeper, &later, &mut entropy).await.expect("saved");
        keeper.gather(NEXT_MONTH, &mut entropy).await.expect("gathered");
        let latest = Rc::new(later.rewritten("and others still", hour(2)));
        write(&keeper, &latest, &mut entropy).await.expect("saved");
        assert_eq!(holds_canary(&place).len(), 4, "in the segment and in the loose record of each store");
        save(&keeper, &[Change::Delete(vec![doomed.id])], &mut entropy).await.expect("deleted");
        assert_eq!(holds_canary(&place), Vec::<String>::new());
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.bodies().into_values().collect::<Vec<_>>(), ["kept"]);
    });
}

/// What deleting would be without its second half.
#[test]
fn the_search_finds_the_words_when_only_the_tombstone_is_written() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(26));
        let doomed = page(1, CANARY);
        let keeper = place.founded(&[doomed.clone(), page(2, "kept")], &mut entropy).await;
        keeper.gather(NEXT_MONTH, &mut entropy).await.expect("gathered");
        let mut drawn = crate::app::save::drawn::Drawn::from(&mut entropy);
        keeper
            .with(|open| {
                let mut edit = crate::app::save::edit::Edit::of(open);
                edit.bury(doomed.id, at(NOON));
                edit.finish(&mut drawn)
            })
            .expect("open");
        keeper.settle().await.expect("both stores work");
        assert_eq!(holds_canary(&place).len(), 2);
        // The next opening finishes the work, and so does asking again.
        let reopened = place.copied();
        assert_eq!(reopened.opened(&mut entropy).await.pages.len(), 1);
        assert_eq!(holds_canary(&reopened), Vec::<String>::new());
        save(&keeper, &[Change::Delete(vec![doomed.id])], &mut entropy).await.expect("deleted");
        assert_eq!(holds_canary(&place), Vec::<String>::new());
    });
}

#[test]
fn a_deleted_page_leaves_its_segments_too() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(22));
        let pages: Vec<_> = (1..30)
            .map(|number| page(number, &format!("page {number} {}", if number == 7 { CANARY } else { "" })))
            .collect();
        let keeper = place.founded(&pages, &mut entropy).await;
        keeper.gather(NEXT_MONTH, &mut entropy).await.expect("gathered");
        // A later revision lies loose while the segment holds the first.
        write(&keeper, &rewritten(&pages[6], CANARY), &mut entropy).await.expect("saved");
        assert!(!holds_canary(&place).is_empty());
        keeper.lock();
        // At once after opening, before anything has been verified.
        let (keeper, _) = place.look().await;
        keeper.unlock(&derived(1), &mut entropy).expect("opens");
        keeper.read_first().await.expect("reads");
        save(&keeper, &[Change::Delete(vec![pages[6].id])], &mut entropy).await.expect("deleted");
        assert_eq!(holds_canary(&place), Vec::<String>::new());
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.pages.len(), 28);
        assert_eq!(opened.report.damaged, []);
    });
}

#[test]
fn a_store_rolled_back_to_before_the_deletion_brings_nothing_back() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(23));
        let doomed = page(1, CANARY);
        let keeper = place.founded(&[doomed.clone(), page(2, "kept")], &mut entropy).await;
        let before = place.copied();
        save(&keeper, &[Change::Delete(vec![doomed.id])], &mut entropy).await.expect("deleted");
        for rolled_back in [
            Place { local: before.local.clone(), mirror: place.mirror.clone() }.copied(),
            Place { local: place.local.clone(), mirror: before.mirror.clone() }.copied(),
        ] {
            assert!(!holds_canary(&rolled_back).is_empty());
            let opened = rolled_back.opened(&mut entropy).await;
            assert_eq!(opened.bodies().into_values().collect::<Vec<_>>(), ["kept"]);
            assert_eq!(holds_canary(&rolled_back), Vec::<String>::new());
        }
    });
}

#[test]
fn a_removal_that_a_store_only_claims_is_noticed() {
    block_on(async {
        let mut finished = 0;
        for at in 0..60 {
            let (place, mut entropy) = (Place::default(), Repeatable(24));
            let doomed = page(1, CANARY);
            place.founded(&[doomed.clone(), page(2, "kept")], &mut entropy).await.lock();
            let plan = Plan::on_writes(at, Harm::Drop);
            let (local, mirror) = (Faulty::new(place.local.clone(), &plan), Faulty::new(place.mirror.clone(), &plan));
            let (keeper, _) = crate::app::save::Keeper::look(Ok(local), Ok(mirror)).await;
            let opened = open(keeper, 1, &mut entropy).await;
            let saved = save(&opened.keeper, &[Change::Delete(vec![doomed.id])], &mut entropy).await;
            if saved.is_ok() {
                finished += 1;
                assert_eq!(holds_canary(&place), Vec::<String>::new(), "write {at} was dropped");
            }
            assert_eq!(place.opened(&mut entropy).await.pages.len(), 1);
        }
        assert!(finished > 30, "a single dropped write is made up for: {finished}");
    });
}

#[test]
fn a_page_deleted_for_good_is_not_written_again() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(25));
        let doomed = page(1, "gone");
        let keeper = place.founded(&[doomed.clone(), page(2, "kept")], &mut entropy).await;
        save(&keeper, &[Change::Delete(vec![doomed.id])], &mut entropy).await.expect("deleted");
        write(&keeper, &rewritten(&doomed, "a late save"), &mut entropy).await.expect("nothing to do");
        assert_eq!(place.opened(&mut entropy).await.pages.len(), 1);
    });
}
