//! Cards: drawing one, doing something with it, and looking for others.

use std::rc::Rc;

use super::{Step, quiet, writing};
use crate::app::State;
use crate::app::action::Screen;
use crate::app::browse::{Browse, Cards};
use crate::app::{Effect, cards};
use crate::domain::card::ItemId;
use crate::domain::deck::Answer;
use crate::domain::{EntryId, Past, Stamp};

/// Somebody came to the cards, or to the lines. What is shown to them is drawn, and written down as shown; the same day
/// shows the same again.
pub fn came(mut state: State, lines: bool, at: Stamp, seed: u64) -> Step {
    state.cards.lines = lines;
    if !state.past.drawn_on(at.day(), !lines).is_empty() {
        return quiet(state);
    }
    another(state, at, seed)
}

/// Another one, as long as the day has one.
pub fn another(mut state: State, at: Stamp, seed: u64) -> Step {
    if !state.is_open() || !state.may_write() {
        return quiet(state);
    }
    // The seed comes first, because it decides which one is next.
    let past = cards::seeded(&state.past, seed);
    state.past = Rc::new(past);
    let Some(next) = cards::next(&state, at.day(), !state.cards.lines) else { return quiet(state) };
    let past = Past::clone(&state.past).shown(next, at.day());
    remember(state, past)
}

pub fn answered(state: State, item: ItemId, answer: Answer, at: Stamp) -> Step {
    if !state.is_open() || !state.may_write() {
        return quiet(state);
    }
    let past = Past::clone(&state.past).answered(item, answer, at.day());
    remember(state, past)
}

fn remember(state: State, past: Past) -> Step {
    (State { past: Rc::new(past), line: None, ..state }, vec![Effect::SavePast])
}

/// A page begins with an item as the line above it.
pub fn wrote_from(state: State, item: ItemId, id: EntryId, at: Stamp) -> Step {
    let (mut state, effects) = writing::started_page(state, id, at);
    if let Some(page) = state.desk.page.as_mut().filter(|page| page.id == id) {
        page.origin = Some(item);
    }
    (state, effects)
}

pub fn opened(state: State, item: ItemId) -> Step {
    let cards = Cards { open: Some(item), ..state.cards };
    (State { cards, ..state }, vec![Effect::Go(Screen::Card)])
}

pub fn browsed(state: State, browse: Browse) -> Step {
    let to_deck = browse.deck.is_some() && browse.deck != state.cards.browse.deck;
    let cards = Cards { browse, ..state.cards };
    (State { cards, ..state }, if to_deck { vec![Effect::Go(Screen::Deck)] } else { Vec::new() })
}
