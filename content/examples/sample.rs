//! Prints forty items for a reader who has not seen the set: `cargo run -p held-content --example sample -- 1`.

use std::path::Path;

use held_content::Content;

/// Items that a reader gets at once.
const AT_ONCE: usize = 40;

fn main() -> Result<(), String> {
    let seed: u64 = std::env::args().nth(1).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let content = Content::read(Path::new(env!("CARGO_MANIFEST_DIR")))?;
    let mut items: Vec<String> = Vec::new();
    for deck in &content.decks {
        items.extend(deck.prompts.iter().map(|prompt| format!("[{}] {}", prompt.item.id, prompt.text)));
        items.extend(deck.cards.iter().map(|card| {
            let ask = card
                .ask
                .as_ref()
                .map_or(String::new(), |ask| format!("\n  (asked after {} d) {ask}", card.item.follow_up));
            let (id, title) = (card.item.id, &card.title);
            format!("[{id}] {title}\n  {}\n  / {}\n  > {}{ask}", card.front, card.back, card.action)
        }));
    }
    // A xorshift (Marsaglia 2003) is enough to pick a sample that anyone can pick again.
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for at in 0..AT_ONCE.min(items.len()) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let left = (items.len() - at) as u64;
        items.swap(at, at + (state % left) as usize);
        println!("{}\n", items[at]);
    }
    Ok(())
}
