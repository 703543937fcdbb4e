//! Cards: what is shown of the decks, derived from the state and the day. Nothing of it is stored but the past.

use std::rc::Rc;

use super::State;
use super::browse::{Browse, Which};
use crate::content;
use crate::domain::card::{Item, ItemId, Tag};
use crate::domain::deck::{self, Suggestion, Wish};
use crate::domain::past::Standing;
use crate::domain::{Day, Entry, Journal, Past, circumstances, daily, order};
use crate::search::fold;

/// The card, or the line, of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub suggestion: Suggestion,
    pub standing: Standing,
    /// Whether another one may be had today.
    pub another: bool,
}

/// What is shown today: the latest of what was drawn, or what would be drawn first. `None` where nothing fits.
pub fn todays(state: &State, today: Day, cards: bool) -> Option<Drawn> {
    let drawn = state.past.drawn_on(today, cards);
    let next = || next(state, today, cards);
    let (suggestion, another) = match drawn.last() {
        Some(last) => (*last, state.may_write() && next().is_some()),
        None => (next()?, false),
    };
    Some(Drawn { suggestion, standing: state.past.standing(suggestion.item), another })
}

/// What would be drawn next; `None` when the day has had its three, or nothing is left that fits.
pub fn next(state: &State, today: Day, cards: bool) -> Option<Suggestion> {
    let marks = circumstances::marks(&state.journal, content::wording::FEELINGS, today);
    let wish = Wish { cards, ..wish(state, &marks, today) };
    let drawn = state.past.drawn_on(today, cards).len();
    let seed = state.past.seed.unwrap_or_default();
    deck::next(content::items(), &state.past.met(), &wish, seed, today, drawn)
}

/// What fits this person today.
fn wish<'a>(state: &State, marks: &'a [Tag], today: Day) -> Wish<'a> {
    let wish = circumstances::wish(&state.preferences, &state.journal, marks, today);
    let asked = state.preferences.safety.asked;
    let afraid = daily::afraid(&state.journal);
    let unasked = asked.is_none_or(|asked| afraid.is_some_and(|afraid| afraid.utc_ms > asked.utc_ms));
    Wish { unasked, ..wish }
}

/// The card whose question is due.
pub fn follow_up(state: &State, today: Day) -> Option<ItemId> {
    let due = deck::follow_up(content::items(), &state.past.met(), today)?;
    let wish = wish(state, &[], today);
    content::item(due).filter(|item| wish.admits(item)).map(|item| item.id)
}

/// What is found in the decks: deck by deck, the cards of each before its lines.
pub fn found(browse: &Browse, state: &State, today: Day) -> Vec<&'static Item> {
    let wish = wish(state, &[], today);
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
