//! Finding a feeling word by typing: by the word, by other words for it, by what it means.

use super::fold;
use crate::domain::{FeelingWord, order};

/// The words that fit what was typed, the likeliest first, and in the order of the list among equals. Nothing typed, or
/// only white space, finds all of them.
pub fn find<'a>(words: &'a [FeelingWord], typed: &str) -> Vec<&'a FeelingWord> {
    let typed = fold(typed.trim());
    let mut found: Vec<(u8, &FeelingWord)> =
        words.iter().filter_map(|word| Some((likeness(word, &typed)?, word))).collect();
    order::by_key(&mut found, |(likeness, _)| *likeness);
    found.into_iter().map(|(_, word)| word).collect()
}

/// How well a word fits; lower is better.
fn likeness(word: &FeelingWord, typed: &str) -> Option<u8> {
    let begins = |text: &str| {
        fold(text).split([' ', '-', ',']).any(|part| part.starts_with(typed)) || fold(text).starts_with(typed)
    };
    if typed.is_empty() || fold(word.word).starts_with(typed) {
        Some(0)
    } else if begins(word.word) || word.also.iter().any(|also| begins(also)) {
        Some(1)
    } else if begins(word.meaning) {
        Some(2)
    } else if fold(word.word).contains(typed) {
        Some(3)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FeelingGroup;
    use crate::domain::card::Tag;

    const fn word(word: &'static str, meaning: &'static str, also: &'static [&'static str]) -> FeelingWord {
        FeelingWord { id: word, word, meaning, group: FeelingGroup::Heavy, near: Tag::Sad, also }
    }

    const WORDS: [FeelingWord; 4] = [
        word("lonely", "You long for company.", &["alone"]),
        word("on edge", "Listening for the next bad sound.", &["jumpy"]),
        word("longing", "You want someone near.", &[]),
        word("flat", "No colour, no sound.", &["alone-ish"]),
    ];

    fn found(typed: &str) -> Vec<&'static str> {
        find(&WORDS, typed).iter().map(|word| word.word).collect()
    }

    #[test]
    fn the_word_itself_comes_before_other_words_for_it_and_before_its_meaning() {
        assert_eq!(found("lon"), ["lonely", "longing"]);
        assert_eq!(found("long"), ["longing", "lonely"]);
        assert_eq!(found("alone"), ["lonely", "flat"]);
        assert_eq!(found("edge"), ["on edge"]);
        assert_eq!(found("sound"), ["on edge", "flat"]);
        assert_eq!(found("nging"), ["longing"]);
    }

    #[test]
    fn capitals_accents_and_white_space_do_not_hide_a_word() {
        assert_eq!(found("  LÓNELY "), ["lonely"]);
        assert_eq!(found("on ed"), ["on edge"]);
    }

    #[test]
    fn nothing_typed_finds_everything_and_nonsense_nothing() {
        assert_eq!(found(" ").len(), WORDS.len());
        assert!(found("zzz").is_empty());
    }
}
