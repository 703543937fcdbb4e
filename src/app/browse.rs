//! Where one is among the cards. Only on this screen; what was met of them is kept elsewhere.

use std::rc::Rc;

use crate::domain::card::{Deck, ItemId, Mode};

/// Where one is among the cards. Only on this screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cards {
    /// Lines to start from, and not cards.
    pub lines: bool,
    /// The one that was opened out of a deck.
    pub open: Option<ItemId>,
    /// The one that was opened waits behind the questions that come before what reaches the other person.
    pub waits: bool,
    /// The one that was opened has been put by since, or hidden.
    pub put_by: bool,
    pub browse: Browse,
}

/// What is looked for in the decks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Browse {
    pub deck: Option<Deck>,
    pub mode: Option<Mode>,
    /// At most so many.
    pub minutes: Option<u8>,
    pub light_only: bool,
    pub which: Which,
    pub words: Rc<str>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    #[default]
    All,
    Kept,
    Hidden,
}
