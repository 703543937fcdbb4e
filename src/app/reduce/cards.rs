//! Cards: drawing one, doing something with it, and looking for others.

use std::rc::Rc;

use super::{Step, quiet, writing};
use crate::app::State;
use crate::app::action::Screen;
use crate::app::browse::{Browse, Cards};
use crate::app::cards::Meeting;
use crate::app::{Effect, cards};
use crate::domain::card::ItemId;
use crate::domain::deck::Answer;
use crate::domain::{EntryId, Past, Stamp};

/// Somebody came to the cards, or to the lines. What is shown to them is drawn, and written down as shown; the same day
/// shows the same again.
pub fn came(mut state: State, lines: bool, at: Stamp, seed: u64) -> Step {
    state.cards.lines = lines;
    if cards::shown(&state, at, !lines).is_some() {
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
    let Some(next) = cards::next(&state, at, !state.cards.lines) else { return quiet(state) };
    let past = Past::clone(&state.past).shown(next, at.day());
    remember(state, past)
}

pub fn answered(state: State, item: ItemId, answer: Answer, at: Stamp) -> Step {
    if !state.is_open() || !state.may_write() {
        return quiet(state);
    }
    let past = Past::clone(&state.past).answered(item, answer, at.day());
    let put_by = matches!(answer, Answer::NotToday | Answer::Less | Answer::Hidden);
    let put_by = if state.cards.open == Some(item) { put_by } else { state.cards.put_by };
    let cards = Cards { put_by, ..state.cards.clone() };
    remember(State { cards, ..state }, past)
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

/// What a card asks is answered with a page.
pub fn took_up_follow_up(state: State, item: ItemId, id: EntryId, at: Stamp) -> Step {
    let (state, mut effects) = answered(state, item, Answer::Closed, at);
    let (state, more) = wrote_from(state, item, id, at);
    effects.extend(more);
    (state, effects)
}

/// One was opened out of a deck, or from a page that was written from it.
pub fn opened(state: State, item: ItemId, at: Stamp) -> Step {
    let meeting = cards::meeting(&state, item, at);
    let screen = match meeting {
        Meeting::Open => Screen::Card,
        Meeting::AfterQuestions => Screen::Before,
        Meeting::Away => return quiet(state),
    };
    let waits = meeting == Meeting::AfterQuestions;
    let cards = Cards { open: Some(item), waits, put_by: false, ..state.cards };
    (State { line: None, cards, ..state }, vec![Effect::Go(screen)])
}

/// On from the questions: to the card that waited for them, or, where it is none for this person now, to the decks.
pub fn went_on(state: State, at: Stamp) -> Step {
    let open = state.cards.open.filter(|item| cards::meeting(&state, *item, at) == Meeting::Open);
    let screen = if open.is_some() { Screen::Card } else { out_of(&state) };
    let cards = Cards { open, waits: false, ..state.cards };
    (State { cards, ..state }, vec![Effect::GoInstead(screen)])
}

/// Where one is when a card is put back.
pub fn out_of(state: &State) -> Screen {
    if state.cards.browse.deck.is_some() { Screen::Deck } else { Screen::Decks }
}

pub fn browsed(state: State, browse: Browse) -> Step {
    let to_deck = browse.deck.is_some() && browse.deck != state.cards.browse.deck;
    let cards = Cards { browse, ..state.cards };
    (State { cards, ..state }, if to_deck { vec![Effect::Go(Screen::Deck)] } else { Vec::new() })
}
