//! What was met among cards and prompts, in the order in which it was: all that a draw knows of the days before it.
//!
//! It holds what was shown and what was done with it, never how long somebody looked. What this version does not
//! understand keeps its place and goes back as it came.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::card::{Item, ItemId};
use super::deck::{Answer, Met, Suggestion, Why};
use super::{Day, Unread};

/// Rows above which the oldest go that nothing rests on: some eighteen years of three a day.
pub const MOST: usize = 20_000;

/// A row of the past.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    Met(Met),
    /// A row of a later version, as it came.
    Unread(Rc<str>),
}

/// What was met so far on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// Shuffles the bags. Drawn once, when the first card is met.
    pub seed: Option<u64>,
    pub rows: Vec<Row>,
    pub unread: Unread,
}

/// Where an item stands with the person now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub kept: bool,
    pub hidden: bool,
    /// The day it was done on, for as long as how it went is open.
    pub done: Option<Day>,
    /// What was answered last, and when.
    pub last: Option<(Answer, Day)>,
}

impl Past {
    /// Everything this version understands.
    pub fn met(&self) -> Vec<Met> {
        self.each().copied().collect()
    }

    fn each(&self) -> impl DoubleEndedIterator<Item = &Met> {
        self.rows.iter().filter_map(|row| match row {
            Row::Met(met) => Some(met),
            Row::Unread(_) => None,
        })
    }

    /// The past after something was drawn and shown.
    #[must_use]
    pub fn shown(mut self, suggestion: Suggestion, today: Day) -> Self {
        let Suggestion { item, why } = suggestion;
        self.rows.push(Row::Met(Met { item, day: today, why, answer: Answer::Seen }));
        self.within(MOST)
    }

    /// The past after something was done with an item. The first thing done on the day it was drawn stands in that row.
    #[must_use]
    pub fn answered(mut self, item: ItemId, answer: Answer, today: Day) -> Self {
        let last = self.rows.iter_mut().rev().find_map(|row| match row {
            Row::Met(met) if met.item == item => Some(met),
            _ => None,
        });
        match last {
            Some(met) if met.day == today && met.answer == Answer::Seen && met.why != Why::Found => met.answer = answer,
            _ => self.rows.push(Row::Met(Met { item, day: today, why: Why::Found, answer })),
        }
        self.within(MOST)
    }

    /// What was drawn on this day, in order: cards, or else prompts.
    pub fn drawn_on(&self, today: Day, cards: bool) -> Vec<Suggestion> {
        let drawn = |met: &&Met| met.day == today && met.why != Why::Found && met.item.is_card() == cards;
        let latest = self.each().rev().take_while(|met| met.day >= today);
        let mut drawn: Vec<_> = latest.filter(drawn).map(|met| Suggestion { item: met.item, why: met.why }).collect();
        drawn.reverse();
        drawn
    }

    pub fn standing(&self, item: ItemId) -> Standing {
        let mut standing = Standing::default();
        self.each().filter(|met| met.item == item).for_each(|met| standing.meet(met));
        standing
    }

    /// Where everything stands that was ever met.
    pub fn standings(&self) -> BTreeMap<ItemId, Standing> {
        let mut standings: BTreeMap<ItemId, Standing> = BTreeMap::new();
        self.each().for_each(|met| standings.entry(met.item).or_default().meet(met));
        standings
    }

    /// The latest day on which a question that a card asks was answered, left or put off.
    pub fn answered_on(&self) -> Option<Day> {
        let mut asked = self.each().filter(|met| matches!(met.answer, Answer::Closed | Answer::NotNow));
        asked.next_back().map(|met| met.day)
    }

    /// At most so many rows ([`MOST`] is what is kept). The oldest go first; a row stays that makes something kept, hidden or open, and one that is
    /// not understood.
    pub fn within(mut self, most: usize) -> Self {
        let Some(mut over) = self.rows.len().checked_sub(most).filter(|over| *over > 0) else { return self };
        let resting = self.rested_on();
        let mut at = 0;
        self.rows.retain(|_| {
            let goes = over > 0 && !resting.contains(&at);
            over -= usize::from(goes);
            at += 1;
            !goes
        });
        self
    }

    /// The places of rows that something rests on.
    fn rested_on(&self) -> std::collections::BTreeSet<usize> {
        #[derive(Default)]
        struct Places {
            kept: Option<usize>,
            hidden: Option<usize>,
            done: Option<usize>,
        }
        let mut items: BTreeMap<ItemId, Places> = BTreeMap::new();
        let mut rested = std::collections::BTreeSet::new();
        for (at, row) in self.rows.iter().enumerate() {
            let Row::Met(met) = row else {
                rested.insert(at);
                continue;
            };
            let places = items.entry(met.item).or_default();
            if !met.is_only_drawn() {
                places.hidden = (met.answer == Answer::Hidden).then_some(at);
            }
            match met.answer {
                Answer::Kept => places.kept = places.kept.or(Some(at)),
                Answer::LetGo => places.kept = None,
                Answer::Done => places.done = Some(at),
                Answer::Closed => places.done = None,
                Answer::Seen | Answer::NotNow | Answer::NotToday | Answer::Hidden | Answer::Less => {}
            }
        }
        rested.extend(items.into_values().flat_map(|places| [places.kept, places.hidden, places.done]).flatten());
        rested
    }
}

impl Met {
    /// Whether it was drawn, and nothing was done with it. That does not bring back what is hidden: a device that did not
    /// know of it yet may have drawn it.
    pub fn is_only_drawn(&self) -> bool {
        self.why != Why::Found && self.answer == Answer::Seen
    }
}

impl Standing {
    fn meet(&mut self, met: &Met) {
        if !met.is_only_drawn() {
            self.hidden = met.answer == Answer::Hidden;
        }
        self.last = Some((met.answer, met.day));
        match met.answer {
            Answer::Kept => self.kept = true,
            Answer::LetGo => self.kept = false,
            Answer::Done => self.done = Some(met.day),
            Answer::Closed => self.done = None,
            Answer::Seen | Answer::NotNow | Answer::NotToday | Answer::Hidden | Answer::Less => {}
        }
    }

    /// Put away today: it is not shown again before it is asked for.
    pub fn is_put_away(&self, today: Day) -> bool {
        self.hidden || matches!(self.last, Some((Answer::NotToday | Answer::Less, day)) if day == today)
    }

    /// Days until what was done asks how it was; `None` where it does not, or the day has come.
    pub fn asks_in(&self, item: &Item, today: Day) -> Option<i32> {
        let due = self.done?.epoch_days() + i32::from(item.follow_up);
        Some(due - today.epoch_days()).filter(|days| item.follow_up > 0 && *days > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::card::Deck;

    fn card(number: u16) -> ItemId {
        ItemId::new(Deck::Drift, true, number)
    }

    fn day(number: i64) -> Day {
        Day::from_epoch_days(20_000 + number)
    }

    fn turn(number: u16) -> Suggestion {
        Suggestion { item: card(number), why: Why::Turn }
    }

    #[test]
    fn what_is_done_on_the_day_of_a_draw_stands_in_its_row_and_the_rest_in_rows_of_its_own() {
        let past = Past::default().shown(turn(1), day(0)).answered(card(1), Answer::Kept, day(0));
        let past = past.answered(card(1), Answer::Done, day(0)).answered(card(1), Answer::LetGo, day(3));
        let told: Vec<_> = past.met().iter().map(|met| (met.why, met.answer, met.day)).collect();
        assert_eq!(
            told,
            [
                (Why::Turn, Answer::Kept, day(0)),
                (Why::Found, Answer::Done, day(0)),
                (Why::Found, Answer::LetGo, day(3)),
            ]
        );
        assert_eq!(
            past.standing(card(1)),
            Standing { kept: false, hidden: false, done: Some(day(0)), last: Some((Answer::LetGo, day(3))) }
        );
    }

    #[test]
    fn the_day_knows_what_was_drawn_on_it_and_cards_from_prompts() {
        let prompt = Suggestion { item: ItemId::new(Deck::Drift, false, 1), why: Why::Turn };
        let past = Past::default().shown(turn(1), day(0)).shown(turn(2), day(1)).shown(prompt, day(1));
        let past = past.answered(card(9), Answer::Kept, day(1)).shown(turn(3), day(1));
        assert_eq!(past.drawn_on(day(1), true), [turn(2), turn(3)]);
        assert_eq!(past.drawn_on(day(1), false), [prompt]);
        assert!(past.drawn_on(day(2), true).is_empty());
    }

    #[test]
    fn hidden_lasts_until_something_else_is_done_with_it() {
        let past = Past::default().shown(turn(1), day(0)).answered(card(1), Answer::Hidden, day(0));
        assert!(past.standing(card(1)).is_put_away(day(400)));
        let back = past.clone().answered(card(1), Answer::Seen, day(1));
        assert!(!back.standing(card(1)).is_put_away(day(1)));
        // Another device that did not know of it drew it.
        let hidden = past.shown(turn(1), day(2));
        assert!(hidden.standing(card(1)).is_put_away(day(2)));
        let later = back.answered(card(1), Answer::NotToday, day(2));
        assert_eq!([2, 3].map(|at| later.standing(card(1)).is_put_away(day(at))), [true, false]);
    }

    #[test]
    fn the_oldest_rows_go_and_nothing_that_is_kept_hidden_or_open_goes_with_them() {
        let mut past = Past { rows: vec![Row::Unread("[\"later\"]".into())], ..Past::default() };
        past = past.shown(turn(1), day(0)).answered(card(1), Answer::Kept, day(0));
        past = past.shown(turn(2), day(0)).answered(card(2), Answer::Hidden, day(0));
        past = past.shown(turn(3), day(0)).answered(card(3), Answer::Done, day(0));
        past = past.shown(turn(4), day(0)).answered(card(4), Answer::Kept, day(0));
        past = past.answered(card(4), Answer::LetGo, day(1));
        past.rows.extend(
            (0..10)
                .map(|nth| Row::Met(Met { item: card(100 + nth), day: day(2), why: Why::Turn, answer: Answer::Seen })),
        );
        let before = past.standings();
        let past = past.within(6);
        assert_eq!(past.rows.len(), 6);
        assert_eq!(past.rows[0], Row::Unread("[\"later\"]".into()));
        for number in [1, 2, 3] {
            assert_eq!(past.standing(card(number)), before[&card(number)], "{number}");
        }
        // Two of the latest are left, and what was kept and let go again has gone with the rest.
        assert_eq!(past.standing(card(4)), Standing::default());
        let left: Vec<_> = past.met().iter().map(|met| met.item.number()).collect();
        assert_eq!(left, [1, 2, 3, 108, 109]);
    }
}
