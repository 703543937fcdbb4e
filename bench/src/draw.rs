//! Choosing a card with far more cards and a far longer past than anyone will have: 10,000 items, 20,000 draws. Natively,
//! beside the frame that it has to fit in.

use crate::setting::Setting;
use crate::stats::{median, quantile};
use crate::table::Table;
use held::domain::Day;
use held::domain::card::{Deck, Intensity, Item, ItemId, Kind, Leaning, Lens, Mode, Tag, Tags};
use held::domain::deck::{self, Answer, Met, Why, Wish};
use held_browser_tests::Result;
use std::time::Instant;

const ITEMS: u16 = 10_000;
const DRAWS: usize = 20_000;
const TIMES: u64 = 60;
/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 1_000.0 / 60.0;

pub async fn measure(_: &Setting, table: &mut Table) -> Result<()> {
    let mut items: Vec<Item> = (0..ITEMS).map(item).collect();
    items.sort_by_key(|item| item.id);
    let past: Vec<Met> = (0..DRAWS).map(|nth| met(&items, nth)).collect();
    let marks = [Tag::Lonely, Tag::Touch];
    let wish = Wish { cards: true, marks: &marks, ..Wish::default() };
    let today = Day::from_epoch_days(30_000);
    let mut times = Vec::new();
    for seed in 0..TIMES {
        let started = Instant::now();
        let suggestions = deck::suggest(&items, &past, &wish, seed, today);
        times.push(started.elapsed().as_secs_f64() * 1_000.0);
        assert_eq!(suggestions.len(), deck::AT_A_TIME);
    }
    let (middle, tail) = (median(&times), quantile(&times, 0.95));
    table.row(
        "three suggestions out of 10,000 items after 20,000 draws, native, p50 / p95",
        format!("{middle:.1} / {tail:.1} ms"),
        format!("a frame {FRAME:.1} ms"),
        format!("{:.2}x", tail / FRAME),
        "below a frame",
    );
    Ok(())
}

/// Half cards, half prompts, in all decks, with every intensity and some tags.
fn item(nth: u16) -> Item {
    let deck = Deck::ALL[usize::from(nth % 8)];
    let cards = (nth / 8).is_multiple_of(2);
    let tag = |step: u16| Tag::ALL[usize::from(nth % 100 * step) % Tag::ALL.len()];
    Item {
        id: ItemId::new(deck, cards, nth / 16 + 1),
        kind: if cards { Kind::Card } else { Kind::Notice },
        intensity: Intensity::ALL[usize::from(nth / 16 % 3)],
        mode: Mode::Write,
        lens: Lens::Both,
        leaning: Leaning::Neither,
        reaches: nth.is_multiple_of(10),
        minutes: 5,
        tags: Tags::of(&[tag(3), tag(5)]),
        fits: 15,
        avoid: 0,
        follow_up: if cards { 7 } else { 0 },
    }
}

fn met(items: &[Item], nth: usize) -> Met {
    Met {
        item: items[nth * 7_919 % items.len()].id,
        day: Day::from_epoch_days(20_000 + nth as i64 / 3),
        why: Why::Turn,
        answer: [Answer::Seen, Answer::Kept, Answer::NotToday, Answer::Done][nth % 4],
    }
}
