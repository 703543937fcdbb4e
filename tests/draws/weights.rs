//! How far a mark or "less like this" bends the draws: within bounds, whatever was marked and however often.

use super::{CARDS, day, known, live, seen};
use held::domain::card::{Deck, Intensity, Item, ItemId, Kind, Leaning, Lens, Mode, Tag, Tags};
use held::domain::deck::{self, Answer, Met, Why, Wish};

#[test]
fn what_was_marked_lately_comes_sooner_and_within_bounds() {
    let tags = |tags: &[Tag]| Tags::of(tags);
    let none = Tags::default();
    // By hand: one mark leaves a tag as it is, two make 1.5, three or more 2; "less" halves; 0.5 and 2 are the ends.
    assert_eq!(deck::weight(tags(&[Tag::Sad]), &[Tag::Sad], none), 1.0);
    assert_eq!(deck::weight(tags(&[Tag::Sad]), &[Tag::Sad, Tag::Sad], none), 1.5);
    assert_eq!(deck::weight(tags(&[Tag::Sad]), &[Tag::Sad; 9], none), 2.0);
    assert_eq!(deck::weight(tags(&[Tag::Sad]), &[], tags(&[Tag::Sad])), 0.5);
    let marks = [Tag::Touch, Tag::Touch];
    let past = live(200, 12, &Wish { marks: &marks, ..CARDS }, seen);
    let marked: Vec<&Met> = past.iter().filter(|met| met.why == Why::Marked(Tag::Touch)).collect();
    assert!(!marked.is_empty() && marked.iter().all(|met| known(met.item).tags.has(Tag::Touch)));
    assert!(live(200, 12, &CARDS, seen).iter().all(|met| met.why == Why::Turn));
}

/// Forty alike, but that every second one is about something else. Not a deck that anybody would write.
fn forty() -> Vec<Item> {
    let item = |n: u16| Item {
        id: ItemId::new(Deck::Drift, true, n),
        kind: Kind::Card,
        intensity: Intensity::Middle,
        mode: Mode::Write,
        lens: Lens::Both,
        leaning: Leaning::Neither,
        reaches: false,
        minutes: 5,
        tags: Tags::of(&[if n.is_multiple_of(2) { Tag::Play } else { Tag::Sad }]),
        fits: 15,
        avoid: 0,
        follow_up: 0,
    };
    (1..=40).map(item).collect()
}

/// How many of so many draws out of full bags are about `Sad`: the first of a day, or the one about what was marked.
fn share_of_sad(draws: u64, past: &[Met], marks: &[Tag], nth: usize) -> f64 {
    let (items, wish) = (forty(), Wish { marks, ..CARDS });
    let drawn = |seed: u64| deck::next(&items, past, &wish, seed * 31 + 1, day(1), nth).expect("one of forty");
    let sad = (0..draws).filter(|seed| drawn(*seed).item.number() % 2 == 1).count();
    sad as f64 / draws as f64
}

fn less_of(number: u16) -> Met {
    Met { item: forty()[usize::from(number) - 1].id, day: day(0), why: Why::Found, answer: Answer::Less }
}

#[test]
fn less_like_this_makes_rarer_and_no_more_than_by_half() {
    // Half the weight for half of the cards: a third of the draws. Four standard errors are 1.3 %.
    let share = share_of_sad(20_000, &[less_of(1)], &[], 0);
    assert!((share - 1.0 / 3.0).abs() < 0.014, "{share}");
    let often = share_of_sad(20_000, &[less_of(1), less_of(3), less_of(5)], &[], 0);
    assert!((often - 1.0 / 3.0).abs() < 0.014, "said three times: {often}");
}

#[test]
fn in_a_hundred_thousand_draws_no_weight_leaves_its_bounds() {
    // By hand: of two tags, one marked so often that its weight is at its most, 2, and one marked once, 1; then the other
    // wanted less, 0.5. So 2/3 and 4/5 of the draws, within four standard errors of 25,000.
    // Without bounds the first would be 4.5, and 9/11, 9/10 and 9/11 would come of it.
    let often = [Tag::Sad, Tag::Sad, Tag::Sad, Tag::Sad, Tag::Sad, Tag::Sad, Tag::Sad, Tag::Sad, Tag::Play];
    let enough = [Tag::Sad, Tag::Sad, Tag::Sad, Tag::Play];
    let near = |share: f64, wanted: f64| (share - wanted).abs() < 0.012;
    for (marks, past, wanted, unbound) in [
        (&often[..], &[][..], 2.0 / 3.0, 9.0 / 11.0),
        (&often, &[less_of(2)], 4.0 / 5.0, 9.0 / 10.0),
        // Both wanted less: 1 and 0.5 again, where one alone had been 2 and 1.
        (&often, &[less_of(1), less_of(2)], 2.0 / 3.0, 9.0 / 11.0),
        // Three marks are as many as count.
        (&enough, &[], 2.0 / 3.0, 9.0 / 11.0),
    ] {
        let share = share_of_sad(25_000, past, marks, 2);
        assert!(near(share, wanted) && !near(unbound, wanted), "{share}, not {wanted}");
    }
}
