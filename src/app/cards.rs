//! Cards: what is shown of the decks, derived from the state and the day. Nothing of it is stored but the past.

use std::rc::Rc;

use super::browse::{Browse, Which};
use super::{State, gate};
use crate::content;
use crate::domain::card::{Item, ItemId, Tag};
use crate::domain::deck::{self, FollowUp, Suggestion, Wish};
use crate::domain::past::Standing;
use crate::domain::{Entry, Journal, Past, Stamp, circumstances, order};
use crate::search::fold;

/// The card, or the line, of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub suggestion: Suggestion,
    pub standing: Standing,
    /// Whether another one may be had today.
    pub another: bool,
}

/// How an item is met by whoever opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    Open,
    /// After a few questions, because it reaches the other person.
    AfterQuestions,
    /// Not now: it does not fit, or suggestions are only for the person.
    Away,
}

/// What is shown today: the latest of what was drawn, or what would be drawn first. What was drawn before it was clear that
/// it does not fit is not shown any more. `None` where nothing fits.
pub fn todays(state: &State, now: Stamp, cards: bool) -> Option<Drawn> {
    let (suggestion, another) = match shown(state, now, cards) {
        Some(last) => (last, state.may_write() && next(state, now, cards).is_some()),
        None => (next(state, now, cards)?, false),
    };
    Some(Drawn { suggestion, standing: state.past.standing(suggestion.item), another })
}

/// The latest of what was drawn today that may still be shown.
pub fn shown(state: &State, now: Stamp, cards: bool) -> Option<Suggestion> {
    let drawn = state.past.drawn_on(now.day(), cards);
    drawn.into_iter().rev().find(|drawn| meeting(state, drawn.item, now) == Meeting::Open)
}

/// What would be drawn next; `None` when the day has had its three, or nothing is left that fits.
pub fn next(state: &State, now: Stamp, cards: bool) -> Option<Suggestion> {
    let today = now.day();
    let marks = circumstances::marks(&state.journal, content::wording::FEELINGS, today);
    let wish = Wish { cards, ..wish(state, &marks, now) };
    // What may no longer be shown makes room, so that a day looks the same whoever the suggestions are for.
    let open = |drawn: &&Suggestion| meeting(state, drawn.item, now) == Meeting::Open;
    let drawn = state.past.drawn_on(today, cards).iter().filter(open).count();
    let seed = state.past.seed.unwrap_or_default();
    deck::next(content::items(), &state.past.met(), &wish, seed, today, drawn)
}

/// What fits this person now.
fn wish<'a>(state: &State, marks: &'a [Tag], now: Stamp) -> Wish<'a> {
    let wish = circumstances::wish(&state.preferences, &state.journal, marks, now.day());
    Wish { unasked: gate::is_due(state, now), ..wish }
}

/// How an item is met now. What is hidden is met by whoever looks for it.
pub fn meeting(state: &State, item: ItemId, now: Stamp) -> Meeting {
    let wish = wish(state, &[], now);
    match content::item(item) {
        Some(item) if wish.admits(item) => Meeting::Open,
        Some(item) if may_ask(state, wish, now).admits(item) => Meeting::AfterQuestions,
        _ => Meeting::Away,
    }
}

/// The same wish, where what reaches the other person need not wait to be looked for: the questions come when it is opened.
fn may_ask<'a>(state: &State, wish: Wish<'a>, now: Stamp) -> Wish<'a> {
    Wish { unasked: wish.unasked && !gate::comes(state, now), ..wish }
}

/// The cards that ask how it was, the one first that has waited longest.
pub fn follow_ups(state: &State, now: Stamp) -> Vec<FollowUp> {
    let mut due = deck::follow_ups(content::items(), &state.past.met(), now.day());
    due.retain(|due| meeting(state, due.item, now) == Meeting::Open);
    due
}

/// What a card asks now, where its day has come and it was not put off today.
pub fn asks(state: &State, item: ItemId, now: Stamp) -> Option<&'static str> {
    let mut due = follow_ups(state, now).into_iter();
    due.find(|due| due.item == item && due.record.may_be_made(now.day()))?;
    content::card(item)?.ask
}

/// What is found in the decks: deck by deck, the cards of each before its lines.
pub fn found(browse: &Browse, state: &State, now: Stamp) -> Vec<&'static Item> {
    let wish = may_ask(state, wish(state, &[], now), now);
    let wish =
        Wish { deck: browse.deck, mode: browse.mode, minutes: browse.minutes, light_only: browse.light_only, ..wish };
    let words = fold(&browse.words);
    let standings = state.past.standings();
    let admits = |item: &&Item| {
        let standing = standings.get(&item.id).copied().unwrap_or_default();
        let of_these = match browse.which {
            Which::All => !standing.hidden,
            Which::Kept => standing.kept && !standing.hidden,
            Which::Hidden => standing.hidden,
        };
        of_these && wish.admits(item) && says(item, &words)
    };
    let mut found: Vec<_> = content::items().iter().filter(admits).collect();
    order::by_key(&mut found, |item| (item.deck(), !item.is_card(), item.id));
    found
}

/// Whether every one of the words, folded, is among those of an item.
fn says(item: &Item, words: &str) -> bool {
    if words.trim().is_empty() {
        return true;
    }
    let text = fold(content::all_words(item.id).unwrap_or_default());
    words.split_whitespace().all(|word| text.contains(word))
}

/// The pages that were written from an item, the latest first.
pub fn written_from(journal: &Journal, item: ItemId) -> Vec<Rc<Entry>> {
    let mut pages = journal.by_day();
    pages.retain(|page| page.origin == Some(item));
    pages
}

/// The past with a seed: the one it has, or this one.
pub fn seeded(past: &Past, seed: u64) -> Past {
    Past { seed: Some(past.seed.unwrap_or(seed)), ..past.clone() }
}
