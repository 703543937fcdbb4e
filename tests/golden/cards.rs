//! What was met among cards and prompts, and pages that came from one, as version 1 stores them.

use super::*;
use held::domain::Sides;
use held::domain::card::{Deck, ItemId, Tag};
use held::domain::deck::{Answer, Met, Why};
use held::domain::past::Row;

#[test]
fn what_was_met_of_version_1_reads_and_is_written_the_same() {
    let (first, second) = (ItemId::new(Deck::Wall, true, 1), ItemId::new(Deck::Wall, true, 2));
    let (prompt, last) = (ItemId::new(Deck::Rest, false, 3), ItemId::new(Deck::Drift, false, 4095));
    let met = |item, on: &str, why, answer| Row::Met(Met { item, day: day(on), why, answer });
    let rows = vec![
        met(first, "2023-11-14", Why::Turn, Answer::Seen),
        met(second, "2023-11-14", Why::Turn, Answer::Kept),
        met(prompt, "2023-11-14", Why::Found, Answer::Seen),
        Row::Unread(r#"[57347,19676,"hidden","sung","aloud"]"#.into()),
        met(second, "2023-11-21", Why::Kept { since: day("2023-11-14") }, Answer::Done),
        met(second, "2023-11-24", Why::LeftOpen { since: day("2023-11-21") }, Answer::Closed),
        met(last, "2023-11-24", Why::Marked(Tag::Touch), Answer::NotToday),
        met(second, "2023-11-25", Why::Found, Answer::LetGo),
        met(first, "2023-11-25", Why::Found, Answer::Less),
    ];
    let unread = Unread(r#"{"later":{"kept":[1,null]}}"#.into());
    let past = Past { seed: Some(0x0123_4567_89ab_cdef), rows, unread };
    let file = golden("v1/cards.json");
    assert_eq!(record::read(&file), Ok(Reading::Past(past.clone(), 5)));
    assert_eq!(String::from_utf8(record::write_past(&past, 5)), String::from_utf8(file));
}

#[test]
fn a_question_that_was_put_off_and_a_side_at_a_time_read_and_are_written_the_same() {
    let item = ItemId::new(Deck::Wall, true, 1);
    let met = |on: &str, why, answer| Row::Met(Met { item, day: day(on), why, answer });
    let rows = vec![met("2023-11-14", Why::Turn, Answer::Done), met("2023-11-17", Why::Found, Answer::NotNow)];
    let past = Past { rows, ..Past::default() };
    let file = golden("v1/cards-asked.json");
    assert_eq!(record::read(&file), Ok(Reading::Past(past.clone(), 6)));
    assert_eq!(String::from_utf8(record::write_past(&past, 6)), String::from_utf8(file));
    let preferences = Preferences { exit_explained: true, sides: Sides::One, ..Preferences::default() };
    let file = golden("v1/preferences-sides.json");
    assert_eq!(record::read(&file), Ok(Reading::Preferences(preferences.clone(), 2)));
    assert_eq!(String::from_utf8(record::write_preferences(&preferences, 2)), String::from_utf8(file));
}

#[test]
fn where_a_page_came_from_of_version_1_reads_and_is_written_the_same() {
    let from = |file: &str, body: &str, origin: Option<ItemId>, unread: &str| {
        let created = Stamp { utc_ms: 1_700_000_000_000, offset_min: 60 };
        let page = Entry::new(id("018bcfe5680077078707070707070707"), created, body).from_item(origin);
        let page = Entry { revision: 2, unread: Unread(unread.into()), ..page };
        let file = golden(file);
        assert_eq!(record::read(&file), Ok(Reading::Page(Rc::new(page.clone()))));
        assert_eq!(String::from_utf8(record::write_page(&page)), String::from_utf8(file));
    };
    let card = Some(ItemId::new(Deck::TugOfWar, true, 12));
    let kept = r#"{"earlier-page":"one that is gone"}"#;
    from("v1/page-from-card.json", "An old page, kept with its card.", card, kept);
    let elsewhere = r#"{"origin":"tides card 3"}"#;
    from("v1/page-from-elsewhere.json", "From a deck that is not here.", None, elsewhere);
}
