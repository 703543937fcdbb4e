//! What stands in the decks, and the other texts that people edit ([`wording`]), read from their files.
//!
//! The build turns the decks into tables ([`tables`]), the tests judge how they are written ([`check`], [`measure`]). Both see the
//! same types as the app, because its file of them is this crate's too.

#[path = "../../src/domain/card.rs"]
pub mod card;
pub mod check;
pub mod measure;
pub mod read;
pub mod tables;
pub mod wording;

pub use read::{Authored, Card, Content, Deck, Prompt};
