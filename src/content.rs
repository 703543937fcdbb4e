//! The decks as the build wrote them: a table of items, and one text that holds every word once. Beside them, the other
//! texts that people edit ([`wording`]).
//!
//! Nothing here is parsed or copied at start. What is asked for is found by the number of an item and read in place.

pub mod wording;

use crate::domain::card::{CardText, Deck, Intensity, Item, ItemId, Kind, Leaning, Lens, Mode, Tags};

include!(concat!(env!("OUT_DIR"), "/decks.rs"));

/// Every word of every deck. A range of it is an item; a line of that range is a part of the item.
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/decks.txt"));

/// Every card and prompt, in the order of their numbers.
pub fn items() -> &'static [Item] {
    &ITEMS
}

/// What is known of an item. `None` when its number is of another version of the decks.
pub fn item(id: ItemId) -> Option<&'static Item> {
    place(id).map(|place| &ITEMS[place])
}

/// The line of a prompt.
pub fn prompt(id: ItemId) -> Option<&'static str> {
    place(id).filter(|_| !id.is_card()).map(words)
}

/// Both sides of a card, what it proposes, and what it asks later.
pub fn card(id: ItemId) -> Option<CardText> {
    let mut parts = place(id).filter(|_| id.is_card()).map(words)?.split('\n');
    let mut next = || parts.next();
    Some(CardText { title: next()?, front: next()?, back: next()?, action: next()?, ask: next() })
}

/// The name of a deck, and one line about it.
pub fn deck(deck: Deck) -> (&'static str, &'static str) {
    let start = deck as usize;
    range(start).split_once('\n').unwrap_or_default()
}

/// Everything an item says, for searching: its parts, separated by line ends.
pub fn all_words(id: ItemId) -> Option<&'static str> {
    place(id).map(words)
}

fn place(id: ItemId) -> Option<usize> {
    ITEMS.binary_search_by_key(&id, |item| item.id).ok()
}

fn words(place: usize) -> &'static str {
    range(Deck::ALL.len() + place)
}

fn range(at: usize) -> &'static str {
    &TEXT[STARTS[at] as usize..STARTS[at + 1] as usize]
}
