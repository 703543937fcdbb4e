//! Invented diary pages: the same from the same seed, for measuring and for tests.
//!
//! A page is about 400 words of plain English in the manner of a diary: sentences from a small grammar, words drawn by
//! Zipf's law from some 23,000, and drawn again soon after they were used, as people do. Now and then there is markdown,
//! an accent or an emoji. The grammar and the odds are set so that `xz -9e` needs about as many bits a character for 64 KB
//! of it as for the diaries people have published.
//!
//! ```
//! let mut pages = held_corpus::pages(1);
//! let first = pages.next().expect("there is no end to them");
//! assert_eq!(held_corpus::pages(1).next().as_ref(), Some(&first));
//! assert!(pages.next().expect("no end").minute > first.minute);
//! ```

mod grammar;
mod random;
mod words;

use grammar::Writer;

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Minutes since the midnight before the first page. Pages come in order of time, most days one, some none or two.
    pub minute: u32,
    pub body: String,
}

/// The pages of a seed, without end.
#[must_use]
pub fn pages(seed: u64) -> Pages {
    Pages { writer: Writer::new(seed), day: 0, again: false }
}

/// What [`pages`] returns.
#[derive(Debug)]
pub struct Pages {
    writer: Writer,
    day: u32,
    again: bool,
}

impl Iterator for Pages {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        let random = &mut self.writer.random;
        if self.again {
            self.again = false;
        } else {
            self.day += if random.chance(0.2) { 2 } else { 1 };
            self.again = random.chance(0.15);
        }
        // A day with two pages has one before noon and one at night.
        let hour = if self.again { 7 + random.below(4) } else { 18 + random.below(5) };
        let minute = (self.day * 24 + hour as u32) * 60 + random.below(60) as u32;
        Some(Page { minute, body: self.writer.page() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_same_seed_writes_the_same_diary_and_another_seed_another() {
        let first = |seed| pages(seed).take(5).collect::<Vec<_>>();
        assert_eq!(first(7), first(7));
        assert_ne!(first(7), first(8));
    }

    #[test]
    fn a_page_has_about_four_hundred_words_and_pages_come_in_order() {
        let pages: Vec<Page> = pages(7).take(300).collect();
        let words: usize = pages.iter().map(|page| page.body.split_whitespace().count()).sum();
        assert!((350..450).contains(&(words / pages.len())), "{} words a page", words / pages.len());
        assert!(pages.windows(2).all(|pair| pair[0].minute < pair[1].minute));
    }

    #[test]
    fn markdown_accents_and_emoji_are_in_it() {
        let all: String = pages(7).take(200).map(|page| page.body + "\n").collect();
        for wanted in ["\n# ", "\n- ", "\n> ", "**", "é", "ö", "🌧", "☕"] {
            assert!(all.contains(wanted), "{wanted:?}");
        }
    }

    #[test]
    fn it_has_tens_of_thousands_of_words_and_most_are_rare() {
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        let letters = |character: char| !character.is_alphabetic() && character != '-' && character != '\'';
        for page in pages(7).take(2_000) {
            for word in page.body.split(letters).filter(|word| !word.is_empty()) {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        let rare = counts.values().filter(|count| **count <= 10).count();
        assert!((14_000..26_000).contains(&counts.len()), "{} words", counts.len());
        assert!(rare * 2 > counts.len(), "{rare} of {} are rare", counts.len());
    }

    #[test]
    fn no_page_is_like_another() {
        let bodies: BTreeSet<String> = pages(7).take(500).map(|page| page.body).collect();
        assert_eq!(bodies.len(), 500);
    }
}
