//! What was met among the cards on two devices, as one past.
//!
//! What holds: nothing that was done with a card goes; whichever side is joined to the other, the same past comes out; and
//! what was joined once changes nothing when it is joined again. Rows know their day and nothing finer, so each side keeps
//! its own order, and within a day the side that knows more comes first.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::deck::{Answer, Met, Why};
use crate::domain::past::{MOST, Row};
use crate::domain::{Day, Past, Unread};

/// One past out of two.
pub fn joined(ours: &Past, theirs: &Past) -> Past {
    let (mut here, mut there) = (by_day(&ours.rows), by_day(&theirs.rows));
    let mut days: Vec<Option<Day>> = here.keys().chain(there.keys()).copied().collect();
    days.sort_unstable();
    days.dedup();
    let rows = days.iter().flat_map(|day| {
        let (here, there) = (here.remove(day).unwrap_or_default(), there.remove(day).unwrap_or_default());
        let is_first = (here.len(), &here) >= (there.len(), &there);
        if is_first { with(here, there) } else { with(there, here) }
    });
    Past {
        rows: rows.collect(),
        // Either shuffles as well as the other; it only has to be the same on both sides.
        seed: ours.seed.into_iter().chain(theirs.seed).min(),
        unread: both(&ours.unread, &theirs.unread),
    }
    .within(MOST)
}

/// The rows by the latest day up to each, so that a journey or a clock set back turns no order round. What comes before any
/// day has none.
fn by_day(rows: &[Row]) -> BTreeMap<Option<Day>, Vec<Row>> {
    let mut days: BTreeMap<_, Vec<Row>> = BTreeMap::new();
    let mut latest = None;
    for row in rows {
        if let Row::Met(met) = row {
            latest = latest.max(Some(met.day));
        }
        days.entry(latest).or_default().push(row.clone());
    }
    days
}

/// The rows of a day, and what the other side knows beside them.
fn with(rows: Vec<Row>, others: Vec<Row>) -> Vec<Row> {
    let mut day = Joining { spoken_for: vec![false; rows.len()], rows };
    let alike: Vec<bool> = others.iter().map(|other| day.take(|row| row == other).is_some()).collect();
    for (other, _) in others.into_iter().zip(alike).filter(|(_, alike)| !alike) {
        match other {
            Row::Met(met) if met.why != Why::Found => day.draw(met),
            other => day.add(other),
        }
    }
    day.rows
}

/// A day in the making. Each row answers to one row of the other side at most.
struct Joining {
    rows: Vec<Row>,
    spoken_for: Vec<bool>,
}

impl Joining {
    /// The first row like this that is not spoken for yet, which it is from now on.
    fn take(&mut self, is_it: impl Fn(&Row) -> bool) -> Option<usize> {
        let mut places = self.rows.iter().zip(&self.spoken_for);
        let at = places.position(|(row, spoken_for)| !spoken_for && is_it(row))?;
        self.spoken_for[at] = true;
        Some(at)
    }

    fn add(&mut self, row: Row) {
        self.rows.push(row);
        self.spoken_for.push(true);
    }

    /// The same draw on both sides is one draw. What was done with it on one side stands in its row; what was done with it
    /// on the other stands in a row of its own, like anything else that is done later.
    fn draw(&mut self, other: Met) {
        let is_same_draw = |met: &Met| (met.item, met.day, met.why) == (other.item, other.day, other.why);
        let Some(at) = self.take(|row| matches!(row, Row::Met(met) if is_same_draw(met))) else {
            return self.add(Row::Met(other));
        };
        let untouched = matches!(self.rows[at], Row::Met(met) if met.answer == Answer::Seen);
        if other.answer == Answer::Seen {
            return;
        }
        if untouched {
            self.rows[at] = Row::Met(other);
            return;
        }
        let beside = Row::Met(Met { why: Why::Found, ..other });
        if self.take(|row| *row == beside).is_none() {
            self.add(beside);
        }
    }
}

/// Fields that this version does not know, of both sides. Where both have one of a name, neither can be said to be later.
fn both(ours: &Unread, theirs: &Unread) -> Unread {
    let read = |unread: &Unread| serde_json::from_str::<BTreeMap<String, Value>>(&unread.0).unwrap_or_default();
    let mut fields = read(ours);
    for (name, value) in read(theirs) {
        let (known, text) = (fields.get(&name).map(Value::to_string), value.to_string());
        if known.is_none_or(|known| known < text) {
            fields.insert(name, value);
        }
    }
    if fields.is_empty() {
        return Unread::default();
    }
    serde_json::to_string(&fields).map_or_else(|_| ours.clone(), |text| Unread(text.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::card::{Deck, ItemId, Tag};
    use proptest::prelude::*;

    fn card(number: u16) -> ItemId {
        ItemId::new(Deck::Drift, true, number)
    }

    fn day(number: i64) -> Day {
        Day::from_epoch_days(20_000 + number)
    }

    fn met(number: u16, on: i64, why: Why, answer: Answer) -> Row {
        Row::Met(Met { item: card(number), day: day(on), why, answer })
    }

    fn past(rows: &[Row]) -> Past {
        Past { rows: rows.to_vec(), ..Past::default() }
    }

    #[test]
    fn the_same_draw_is_one_and_what_was_done_with_it_on_either_side_is_there() {
        let drawn = met(1, 0, Why::Turn, Answer::Seen);
        let (kept, hidden) = (met(1, 0, Why::Turn, Answer::Kept), met(1, 0, Why::Turn, Answer::Hidden));
        let second = met(2, 0, Why::Turn, Answer::Seen);
        let (ours, theirs) = (past(&[kept.clone(), second.clone()]), past(&[drawn, second.clone()]));
        assert_eq!(joined(&ours, &theirs), ours);
        assert_eq!(joined(&theirs, &ours), ours);
        let both = joined(&ours, &past(&[hidden]));
        assert_eq!(both.rows, [kept, second, met(1, 0, Why::Found, Answer::Hidden)]);
        assert!(both.standing(card(1)).kept && both.standing(card(1)).hidden);
    }

    #[test]
    fn what_was_hidden_here_and_drawn_there_later_stays_hidden() {
        let hidden = past(&[met(1, 0, Why::Turn, Answer::Hidden)]);
        let drawn = past(&[met(1, 4, Why::Turn, Answer::Seen)]);
        assert!(joined(&hidden, &drawn).standing(card(1)).hidden);
    }

    #[test]
    fn days_come_in_their_order_and_a_clock_set_back_turns_none_round() {
        let ours = past(&[met(1, 0, Why::Turn, Answer::Kept), met(3, 5, Why::Turn, Answer::Seen)]);
        let back = met(1, 2, Why::Found, Answer::LetGo);
        let theirs = past(&[met(2, 3, Why::Turn, Answer::Seen), back.clone()]);
        let joined = joined(&ours, &theirs);
        assert_eq!(joined.rows, [&ours.rows[..1], &theirs.rows, &ours.rows[1..]].concat());
        assert!(!joined.standing(card(1)).kept);
    }

    #[test]
    fn what_a_later_version_wrote_is_there_from_both_sides() {
        let unread = |text: &str| Unread(text.into());
        let ours = Past { unread: unread("{\"a\":1,\"b\":2}"), ..past(&[Row::Unread("[\"x\"]".into())]) };
        let theirs = Past { seed: Some(9), unread: unread("{\"b\":3,\"c\":4}"), ..Past::default() };
        let both = joined(&ours, &theirs);
        assert_eq!((both.seed, &*both.unread.0), (Some(9), "{\"a\":1,\"b\":3,\"c\":4}"));
        assert_eq!(both.rows, ours.rows);
    }

    fn any_row() -> impl Strategy<Value = Row> {
        let why = prop_oneof![
            4 => Just(Why::Turn),
            4 => Just(Why::Found),
            1 => (0..3i64).prop_map(|since| Why::Kept { since: day(since) }),
            1 => Just(Why::Marked(Tag::ALL[0])),
        ];
        let answer = prop_oneof![
            3 => Just(Answer::Seen),
            1 => Just(Answer::Kept),
            1 => Just(Answer::LetGo),
            1 => Just(Answer::Done),
            1 => Just(Answer::Closed),
            1 => Just(Answer::Hidden),
        ];
        let known = (1..4u16, 0..4i64, why, answer).prop_map(|(number, on, why, answer)| met(number, on, why, answer));
        prop_oneof![9 => known, 1 => (0..2u8).prop_map(|number| Row::Unread(format!("[{number}]").into()))]
    }

    /// A past, and two that went on from it, each with answers to what stood there.
    fn apart() -> impl Strategy<Value = (Past, Past)> {
        let rows = |most| proptest::collection::vec(any_row(), 0..most);
        let answered = || proptest::collection::vec((1..4u16, 0..4i64), 0..3);
        let side = move || (rows(6), answered(), any::<Option<u64>>());
        (rows(6), side(), side()).prop_map(|(before, one, other)| {
            let later = |(rows, answered, seed): (Vec<Row>, Vec<(u16, i64)>, Option<u64>)| {
                let mut past = Past { rows: [before.clone(), rows].concat(), seed, ..Past::default() };
                for (number, on) in answered {
                    past = past.answered(card(number), Answer::Kept, day(on));
                }
                past
            };
            (later(one), later(other))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn either_side_joined_to_the_other_gives_the_same((one, other) in apart()) {
            prop_assert_eq!(joined(&one, &other), joined(&other, &one));
        }

        #[test]
        fn nothing_that_was_done_is_lost((one, other) in apart()) {
            let both = joined(&one, &other);
            for row in one.rows.iter().chain(&other.rows) {
                let Row::Met(met) = row else {
                    prop_assert!(both.rows.contains(row));
                    continue;
                };
                let of_it = |known: &&Met| (known.item, known.day) == (met.item, met.day);
                let found: Vec<Met> = both.met().iter().filter(of_it).copied().collect();
                let is_drawn = met.why == Why::Found || found.iter().any(|known| known.why == met.why);
                let is_done = met.is_only_drawn() || found.iter().any(|known| known.answer == met.answer);
                prop_assert!(is_drawn && is_done, "{:?} in {:?}", met, found);
            }
        }

        #[test]
        fn what_was_joined_changes_nothing_again((one, other) in apart()) {
            let both = joined(&one, &other);
            prop_assert_eq!(&joined(&both, &other), &both);
            prop_assert_eq!(&joined(&one, &both), &both);
        }

        #[test]
        fn each_side_keeps_its_own_order(one in proptest::collection::vec(any_row(), 0..12)) {
            let one = past(&one);
            prop_assert_eq!(joined(&one, &one), one.clone());
            prop_assert_eq!(joined(&one, &Past::default()), one);
        }
    }
}
