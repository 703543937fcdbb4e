//! Segments: gathered when idle, interruptible anywhere, and never a page less.

use pollster::block_on;

use super::deleting::NEXT_MONTH;
use super::*;
use crate::app::save::Change;
use crate::domain::Month;
use crate::store::memory::{Faulty, Harm, MemoryLocal, Plan};
use crate::store::{Local, keys, pack};

fn diary(count: u64) -> Vec<std::rc::Rc<crate::domain::Entry>> {
    let words =
        "The kettle went on without a word and I waited for the sound of the door while the rain kept its own time";
    let body = |number: u64| -> String {
        let mut dice = Repeatable(number);
        let words: Vec<&str> = words.split(' ').collect();
        (0..400).map(|_| words[dice.below(words.len())]).collect::<Vec<_>>().join(" ")
    };
    (0..count).map(|number| page_on(number, NOON - (count - number) as i64 * DAY, &body(number))).collect()
}

async fn gather_all<L: Local, M: crate::store::Mirror>(
    keeper: &crate::app::save::Keeper<L, M>,
    month: Month,
    entropy: &mut Repeatable,
) -> usize {
    let mut moved = 0;
    for _ in 0..200 {
        let step = keeper.gather(month, entropy).await.expect("gathered");
        moved += step.moved;
        if !step.more {
            return moved;
        }
    }
    panic!("gathering never ends");
}

#[test]
fn past_months_move_into_segments_and_the_current_one_stays() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(30));
        let pages = diary(60);
        let keeper = place.founded(&pages, &mut entropy).await;
        // NOON is the 23rd of November: 22 pages of this month stay loose.
        let moved = gather_all(&keeper, Month { year: 2026, month: 11 }, &mut entropy).await;
        assert_eq!(moved, 60 - 22);
        for (key, value) in place.local.shelf.borrow().iter().filter(|(key, _)| key.starts_with(keys::VALUE)) {
            assert!(pack::units(value.len()) <= 50_000, "{key}");
        }
        let values = place.local.keys().expect("memory").len();
        assert!(values < 22 + 10, "loose values were freed: {values}");
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.pages.len(), 60);
        assert!(opened.first.pages.len() < 60, "the first screen reads the newest month only");
        for page in &pages {
            assert_eq!(opened.body(page), Some(&*page.body));
        }
        assert_eq!((opened.report.healed, opened.report.adopted), (0, 0));
    });
}

#[test]
fn an_edited_old_page_goes_back_into_its_segment() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(31));
        let pages = diary(40);
        let keeper = place.founded(&pages, &mut entropy).await;
        gather_all(&keeper, NEXT_MONTH, &mut entropy).await;
        let values = place.mirror.shelf.borrow().len();
        for round in 0..5 {
            let edited = std::rc::Rc::new(crate::domain::Entry {
                revision: 2 + round,
                ..rewritten(&pages[3], &format!("edited {round}")).as_ref().clone()
            });
            write(&keeper, &edited, &mut entropy).await.expect("saved");
            gather_all(&keeper, NEXT_MONTH, &mut entropy).await;
        }
        assert_eq!(place.mirror.shelf.borrow().len(), values, "no value is left over");
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.body(&pages[3]), Some("edited 4"));
        assert_eq!(opened.pages.len(), 40);
    });
}

#[test]
fn loose_records_stay_under_four_hundred_whatever_is_saved() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(32));
        let keeper = place.founded(&[page(1, "one")], &mut entropy).await;
        for number in 2..900 {
            write(&keeper, &page(number, "a line written today"), &mut entropy).await.expect("saved");
            let loose = keeper.with(|open| open.book.loose.len()).expect("open");
            assert!(loose < 400, "{loose} loose records after page {number}");
        }
        let manifest = place.local.get(keys::MANIFESTS[0]).expect("memory").expect("there");
        assert!(pack::units(manifest.len()) < 16 * 1024);
        assert_eq!(place.opened(&mut entropy).await.pages.len(), 899);
    });
}

#[test]
fn gathering_can_be_cut_off_at_every_write() {
    block_on(async {
        let pages: Vec<_> = (1..=50).map(|number| page(number, "a short line")).collect();
        let template = Place::default();
        template.founded(&pages, &mut Repeatable(33)).await.lock();
        for harm in [Harm::Die, Harm::Throw, Harm::Drop, Harm::Full] {
            for at in 0..14 {
                let (place, mut entropy) = (template.copied(), Repeatable(34));
                let plan = Plan::on_writes(at, harm);
                let (local, mirror) =
                    (Faulty::new(place.local.clone(), &plan), Faulty::new(place.mirror.clone(), &plan));
                let (keeper, _) = crate::app::save::Keeper::look(Ok(local), Ok(mirror)).await;
                let opened = open(keeper, 1, &mut entropy).await;
                for _ in 0..3 {
                    let _ = opened.keeper.gather(NEXT_MONTH, &mut entropy).await;
                }
                let opened = place.opened(&mut entropy).await;
                assert_eq!(opened.bodies().len(), 50, "{harm:?} at write {at}");
                assert_eq!(opened.report.damaged, [], "{harm:?} at write {at}");
                assert_eq!(opened.report.recovered_copies, [], "{harm:?} at write {at}");
            }
        }
    });
}

#[test]
fn when_localstorage_is_nearly_full_the_oldest_segments_live_in_the_mirror_alone() {
    block_on(async {
        let mut entropy = Repeatable(35);
        let place = Place { local: MemoryLocal::with_budget(15_000), ..Place::default() };
        let pages = diary(90);
        let keeper = place.founded(&pages[..20], &mut entropy).await;
        for page in &pages[20..] {
            write(&keeper, page, &mut entropy).await.expect("saved");
            gather_all(&keeper, NEXT_MONTH, &mut entropy).await;
        }
        let space = keeper.room().expect("memory");
        assert!(space.percent() <= 90, "{space:?}");
        let spilled =
            keeper.with(|open| open.book.segments.iter().filter(|segment| !segment.in_local).count()).expect("open");
        assert!(spilled > 0, "{space:?}");
        let opened = place.opened(&mut entropy).await;
        assert_eq!(opened.pages.len(), 90);
        assert_eq!(opened.report.healed, 0, "what lives in the mirror alone is not missing");
        // Deleting a page in such a segment works as ever.
        save(&opened.keeper, &[Change::Delete(vec![pages[0].id])], &mut entropy).await.expect("deleted");
        assert_eq!(place.opened(&mut entropy).await.pages.len(), 89);
    });
}

/// A journal whose oldest pages have left localStorage, and its pages.
async fn crowded(entropy: &mut Repeatable) -> (Place, Vec<std::rc::Rc<crate::domain::Entry>>) {
    let place = Place { local: MemoryLocal::with_budget(15_000), ..Place::default() };
    let pages = diary(90);
    let keeper = place.founded(&pages[..20], entropy).await;
    for page in &pages[20..] {
        write(&keeper, page, entropy).await.expect("saved");
        gather_all(&keeper, NEXT_MONTH, entropy).await;
    }
    (place, pages)
}

fn away<L: Local, M: crate::store::Mirror>(keeper: &crate::app::save::Keeper<L, M>) -> usize {
    keeper.with(|open| open.book.segments.iter().filter(|segment| !segment.in_local).count()).expect("open")
}

#[test]
fn when_there_is_room_again_the_segments_come_back_and_stay() {
    block_on(async {
        let mut entropy = Repeatable(36);
        let (place, pages) = crowded(&mut entropy).await;
        let opened = place.opened(&mut entropy).await;
        let before = away(&opened.keeper);
        assert!(before > 0);
        assert_eq!(opened.keeper.gather(NEXT_MONTH, &mut entropy).await.expect("nothing to do").returned, 0);
        // Two thirds of the later pages go for good.
        let doomed = pages[30..].iter().map(|page| page.id).collect();
        save(&opened.keeper, &[Change::Delete(doomed)], &mut entropy).await.expect("deleted");
        gather_all(&opened.keeper, NEXT_MONTH, &mut entropy).await;
        assert_eq!(away(&opened.keeper), 0);
        assert!(opened.keeper.room().expect("memory").percent() < 70);
        let opened = place.opened(&mut entropy).await;
        assert_eq!((opened.pages.len(), opened.report.healed), (30, 0));
        // The mirror can be lost now: localStorage holds everything again.
        place.mirror.shelf.borrow_mut().clear();
        let opened = place.opened(&mut entropy).await;
        assert_eq!(pages[..30].iter().filter(|page| opened.body(page) == Some(&*page.body)).count(), 30);
    });
}

#[test]
fn leaving_and_coming_back_can_be_cut_off_at_every_write() {
    block_on(async {
        let mut entropy = Repeatable(37);
        let (template, pages) = crowded(&mut entropy).await;
        let opened = template.opened(&mut entropy).await;
        let doomed = pages[30..].iter().map(|page| page.id).collect();
        save(&opened.keeper, &[Change::Delete(doomed)], &mut entropy).await.expect("deleted");
        assert!(away(&opened.keeper) > 0);
        opened.keeper.lock();
        let (mut cut, mut back) = (0, 0);
        for harm in [Harm::Die, Harm::Throw, Harm::Drop, Harm::Full] {
            for at in 0..10 {
                let place = Place { local: MemoryLocal::with_budget(15_000), ..Place::default() };
                place.local.shelf.replace(template.local.shelf.borrow().clone());
                place.mirror.shelf.replace(template.mirror.shelf.borrow().clone());
                let plan = Plan::on_writes(at, harm);
                let (local, mirror) =
                    (Faulty::new(place.local.clone(), &plan), Faulty::new(place.mirror.clone(), &plan));
                let (keeper, _) = crate::app::save::Keeper::look(Ok(local), Ok(mirror)).await;
                let opened = open(keeper, 1, &mut entropy).await;
                for _ in 0..6 {
                    back += opened.keeper.gather(NEXT_MONTH, &mut entropy).await.map_or(0, |step| step.returned);
                }
                cut += usize::from(plan.has_struck());
                let opened = place.opened(&mut entropy).await;
                assert_eq!(opened.pages.len(), 30, "{harm:?} at write {at}");
                assert_eq!(opened.report.damaged, [], "{harm:?} at write {at}");
            }
        }
        assert!(cut > 8 && back > 8, "cut off {cut} times, {back} came back");
    });
}
