//! Every kind of page is kept, gathered, drafted and deleted as any page is: none of that knows which kinds there are.

use std::rc::Rc;

use pollster::block_on;

use super::deleting::{NEXT_MONTH, plaintexts};
use super::*;
use crate::app::save::Change;
use crate::domain::{CheckIn, Entry, HeldBack, Kind, Moment, Mood, Short, Worth};

const CANARY: &str = "CANARY-BESIDE-THE-BOX";

/// A page of each kind, with something beside the box where the kind has room for it.
fn one_of_each() -> Vec<Rc<Entry>> {
    let beside = || Short::stored(CANARY);
    let marked = |kind: Kind| match kind {
        Kind::CheckIn(_) => Kind::CheckIn(Rc::new(CheckIn { mood: Some(Mood::Low), ..CheckIn::default() })),
        Kind::Moment(_) => Kind::Moment(Rc::new(Moment { story: beside(), ..Moment::default() })),
        Kind::HeldBack(_) => Kind::HeldBack(Rc::new(HeldBack { easy: beside(), ..HeldBack::default() })),
        Kind::Worth(_) => Kind::Worth(Rc::new(Worth { beside: beside(), ..Worth::default() })),
        Kind::Page | Kind::Other(_) => kind,
    };
    let later = Kind::Other("letter".into());
    let kinds = Kind::all().into_iter().map(marked).chain([later]);
    kinds.zip(1..).map(|(kind, number)| Rc::new((*page(number, "words")).clone().with_kind(kind))).collect()
}

#[test]
fn every_kind_comes_back_from_its_value_its_segment_and_its_draft() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(60));
        let pages = one_of_each();
        let keeper = place.founded(&pages, &mut entropy).await;
        for gathered in [false, true] {
            if gathered {
                let moved = keeper.gather(NEXT_MONTH, &mut entropy).await.expect("gathered").moved;
                assert_eq!(moved, pages.len());
            }
            let opened = place.copied().opened(&mut entropy).await;
            for page in &pages {
                assert_eq!(opened.pages.get(&page.id), Some(page), "gathered: {gathered}");
            }
        }
        for page in &pages {
            let begun = rewritten(page, "more words");
            let sealed = keeper.seal_draft(&begun, &mut entropy).expect("open");
            keeper.draft_to_local(&sealed).expect("works");
        }
        let mut drafts = place.opened(&mut entropy).await.first.drafts;
        drafts.sort_by_key(|page| page.id);
        let kinds: Vec<_> = drafts.iter().map(|page| &page.kind).collect();
        assert_eq!(kinds, pages.iter().map(|page| &page.kind).collect::<Vec<_>>());
    });
}

#[test]
fn what_stood_beside_the_box_is_nowhere_once_it_is_deleted() {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(61));
        let pages = one_of_each();
        let keeper = place.founded(&pages, &mut entropy).await;
        keeper.gather(NEXT_MONTH, &mut entropy).await.expect("gathered");
        let left = |place: &Place| plaintexts(place).into_iter().filter(|(_, text)| text.contains(CANARY)).count();
        assert!(left(&place) > 0, "the planted words were not found");
        let ids = pages.iter().map(|page| page.id).collect();
        save(&keeper, &[Change::Delete(ids)], &mut entropy).await.expect("deleted");
        assert_eq!(left(&place), 0);
    });
}
