//! What stands in the decks, read from the files that authors edit.
//!
//! The build turns it into tables ([`tables`]), the tests judge how it is written ([`check`], [`measure`]). Both see the
//! same types as the app, because its file of them is this crate's too.

#[path = "../../src/domain/card.rs"]
pub mod card;
pub mod check;
pub mod measure;
pub mod read;
pub mod tables;

pub use read::{Authored, Card, Content, Deck, Prompt};
