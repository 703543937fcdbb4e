//! From decks to what the app carries: one text with every word in it once, and tables of numbers as Rust source.
//!
//! Nothing is parsed when the app starts. An item's words are a range of the text, its parts separated by line ends, in
//! the order in which they are read; the ranges follow each other, so that one number an item is enough.

use std::fmt::Write as _;

use crate::card::Item;
use crate::read::Content;

/// What the build writes for the app to include.
#[derive(Debug)]
pub struct Tables {
    /// Decks first (name, one line about it), then items in the order of their numbers.
    pub text: String,
    /// Rust source of `ITEMS` and `STARTS`.
    pub source: String,
}

impl Tables {
    pub fn of(content: &Content) -> Self {
        let mut text = String::new();
        let mut starts = Vec::new();
        for deck in crate::card::Deck::ALL {
            starts.push(text.len());
            if let Some(deck) = content.decks.iter().find(|written| written.deck == *deck) {
                let _ = write!(text, "{}\n{}", deck.name, deck.about);
            }
        }
        let mut items: Vec<(&Item, String)> = Vec::new();
        for deck in &content.decks {
            items.extend(deck.prompts.iter().map(|prompt| (&prompt.item, prompt.text.clone())));
            items.extend(deck.cards.iter().map(|card| {
                let parts: Vec<&str> = card.texts().iter().map(|part| part.text).collect();
                (&card.item, parts.join("\n"))
            }));
        }
        items.sort_by_key(|(item, _)| item.id);
        let mut rows = String::new();
        for (item, words) in &items {
            starts.push(text.len());
            text.push_str(words);
            let _ = writeln!(rows, "    {},", row(item));
        }
        starts.push(text.len());
        let source = format!(
            "pub static ITEMS: [Item; {}] = [\n{rows}];\npub static STARTS: [u32; {}] = {starts:?};\n",
            items.len(),
            starts.len(),
        );
        Self { text, source }
    }
}

fn row(item: &Item) -> String {
    let Item { id, kind, intensity, mode, lens, leaning, reaches, minutes, tags, fits, avoid, follow_up } = item;
    format!(
        "Item {{ id: ItemId({}), kind: Kind::{kind:?}, intensity: Intensity::{intensity:?}, mode: Mode::{mode:?}, \
         lens: Lens::{lens:?}, leaning: Leaning::{leaning:?}, reaches: {reaches}, minutes: {minutes}, \
         tags: Tags({:#x}), fits: {fits}, avoid: {avoid}, follow_up: {follow_up} }}",
        id.0, tags.0,
    )
}
