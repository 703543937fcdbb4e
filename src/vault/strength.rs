//! Who a passphrase would stop, by a plain estimate.
//!
//! The estimate is the cheapest way to put the passphrase together from parts that people use: common passwords,
//! names and words, dates and years, keyboard runs, sequences, repeats, and single characters where nothing else
//! fits. Each part costs the binary logarithm of how many such parts there are to try; the idea is that of Wheeler,
//! "zxcvbn: Low-Budget Password Strength Estimation" (USENIX Security 2016), at a hundredth of its size. It errs low
//! for random characters and high for a phrase that someone knows by heart; it cannot know a pet's name.
//!
//! Where the lines are drawn, each an order of magnitude and no more:
//!
//! - Below 7 bits, **nobody**: about a hundred tries, an hour at an unlock field that makes one wait up to 30 s.
//! - Below 28 bits, **a quick look**: out of reach by hand, not for someone who copies the browser's files and lets
//!   one computer try names, dates and words. A desktop processor does about ten tries a second at the floor of
//!   64 MiB and three passes; half of 2^28 tries take 2^27 / 10 s, which is five months.
//! - Below 50 bits, **someone who knows you**: not for someone with tools. One try moves 64 MiB three times over,
//!   reading two blocks and writing one for each, about 600 MB; a graphics card with 1 TB/s is thus held to some
//!   1,700 tries a second, in practice about 1,000. A hundred rented cards do 10^5, about 2^17, a second; a year has
//!   2^25 seconds, so 2^42 tries a year.
//! - From 50 bits, **someone with tools**: half of 2^50 tries keep those hundred cards busy for 2^49 / 2^42 = 128
//!   years. Five made-up words are 55 bits, four thousand years.
//!
//! The lists are 200 passwords in order of use and 1,540 other common passwords and names (common.txt), and the 2,048
//! recovery words: together 3,500 words that someone would try early, in 5 kB of brotli beyond the recovery words.

use std::sync::LazyLock;

use zeroize::Zeroizing;

use super::{secret::FEWEST_CHARACTERS, words};

/// Who a passphrase would stop; each includes the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stops {
    /// Not even a few guesses at the screen.
    Nobody,
    /// Someone who picks up the device for a while.
    AQuickLook,
    /// Someone who tries what they know about you, with a computer that does the trying.
    SomeoneWhoKnowsYou,
    /// Someone who rents a hundred graphics cards for years.
    SomeoneWithTools,
}

/// Who the passphrase would stop. Quick enough to ask at each key.
///
/// ```
/// use held::vault::strength::{Stops, estimate};
/// assert_eq!(estimate("password1"), Stops::Nobody);
/// assert_eq!(estimate("vivid anchor pear lizard window"), Stops::SomeoneWithTools);
/// ```
pub fn estimate(typed: &str) -> Stops {
    if typed.chars().count() < FEWEST_CHARACTERS {
        return Stops::Nobody;
    }
    let bits = made_up_bits(typed).unwrap_or_else(|| cheapest_bits(typed));
    match bits {
        ..7.0 => Stops::Nobody,
        ..28.0 => Stops::AQuickLook,
        ..50.0 => Stops::SomeoneWhoKnowsYou,
        _ => Stops::SomeoneWithTools,
    }
}

/// Characters looked at; what follows is never needed for the last verdict.
const LONGEST: usize = 64;
/// Saying that two parts follow each other.
const JOIN_BITS: f64 = 1.0;
/// A word of either list that is not among the first 200: one of about 2^11.
const WORD_BITS: f64 = 11.0;
const IN_ORDER_OF_USE: usize = 200;
const LONGEST_WORD: usize = 12;

/// Rows of keys as fingers run along them, on the keyboards most people have.
const RUNS: [&str; 9] = [
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiopü",
    "azertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "йцукенгшщзхъ",
    "фывапролджэ",
];

/// The lines of common.txt: 200 in order of use, then the others in order of their letters, to be found by halving.
static COMMON: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("common.txt").lines().collect());

/// Four and more words of the list and nothing else: drawn, as far as anyone can tell. Each different one counts.
fn made_up_bits(typed: &str) -> Option<f64> {
    let words: Vec<&str> = typed.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let different = (0..words.len()).filter(|&at| !words[..at].contains(&words[at])).count();
    let drawn = different >= 4 && words.iter().all(|word| words::is_listed(word));
    drawn.then_some(WORD_BITS * different as f64)
}

/// The cheapest way to put the whole together, part by part from the left.
fn cheapest_bits(typed: &str) -> f64 {
    let text = Zeroizing::new(typed.chars().take(LONGEST).collect::<Vec<char>>());
    let lower = Zeroizing::new(text.iter().map(|&c| c.to_lowercase().next().unwrap_or(c)).collect::<Vec<char>>());
    let mut best = vec![0.0; text.len() + 1];
    for end in 1..=text.len() {
        best[end] = best[end - 1] + character_bits(text[end - 1]);
        for start in 0..end - 1 {
            let join = if start == 0 { 0.0 } else { JOIN_BITS };
            if let Some(bits) = part_bits(&text, &lower, start, end) {
                best[end] = f64::min(best[end], best[start] + join + bits);
            }
        }
    }
    best[text.len()]
}

/// One character by itself. A letter counts little more than half of what one drawn from 26 would, since people type
/// words, also such as are on no list.
fn character_bits(c: char) -> f64 {
    match c {
        ' ' | '-' => 1.0,
        '0'..='9' => 3.3,
        _ if c.is_uppercase() => 4.5,
        _ if c.is_alphabetic() => 2.8,
        _ => 5.0,
    }
}

/// The cheapest reading of two and more characters as one part.
fn part_bits(text: &[char], lower: &[char], start: usize, end: usize) -> Option<f64> {
    let part = &lower[start..end];
    let readings = [
        word_bits(part).map(|bits| bits + capital_bits(&text[start..end])),
        sequence_bits(part),
        run_bits(part),
        date_bits(part),
        again_bits(lower, start, end),
    ];
    readings.into_iter().flatten().reduce(f64::min)
}

/// A word of the lists, plain or with digits and signs for letters.
fn word_bits(part: &[char]) -> Option<f64> {
    if !(3..=LONGEST_WORD).contains(&part.len()) {
        return None;
    }
    let plain = Zeroizing::new(part.iter().collect::<String>());
    listed_bits(&plain).or_else(|| {
        let letters = Zeroizing::new(part.iter().map(|&c| letter_meant(c)).collect::<String>());
        let changed = part.iter().filter(|&&c| letter_meant(c) != c).count();
        listed_bits(&letters).map(|bits| bits + changed as f64)
    })
}

fn listed_bits(word: &str) -> Option<f64> {
    let (first, others) = COMMON.split_at(IN_ORDER_OF_USE);
    if let Some(at) = first.iter().position(|listed| *listed == word) {
        return Some(((at + 1) as f64).log2());
    }
    (others.binary_search(&word).is_ok() || words::is_listed(word)).then_some(WORD_BITS)
}

fn letter_meant(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        _ => c,
    }
}

/// All lower case is what one tries first, a capital at the front or all capitals next.
fn capital_bits(part: &[char]) -> f64 {
    match part.iter().filter(|c| c.is_uppercase()).count() {
        0 => 0.0,
        1 if part[0].is_uppercase() => 1.0,
        capitals if capitals == part.len() => 1.0,
        capitals => 1.0 + capitals as f64,
    }
}

/// `aaaa`, `abcd`, `4321`: one step from each character to the next.
fn sequence_bits(part: &[char]) -> Option<f64> {
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let first = step(part);
    let steady = part.len() >= 3 && first.abs() <= 1 && part.windows(2).all(|pair| step(pair) == first);
    steady.then(|| 3.0 + (part.len() as f64).log2())
}

/// Keys side by side, in either direction.
fn run_bits(part: &[char]) -> Option<f64> {
    fn along(mut keys: impl Iterator<Item = char>, part: &[char]) -> bool {
        keys.any(|key| key == part[0]) && keys.take(part.len() - 1).eq(part[1..].iter().copied())
    }
    let runs = |keys: &&str| along(keys.chars(), part) || along(keys.chars().rev(), part);
    (part.len() >= 4 && RUNS.iter().any(runs)).then(|| 4.0 + (part.len() as f64).log2())
}

/// A year near a life, a day and month, or both together, in digits alone.
fn date_bits(part: &[char]) -> Option<f64> {
    let number = |digits: &[char]| digits.iter().try_fold(0, |number, c| Some(number * 10 + c.to_digit(10)?));
    let is_year = |digits: &[char]| matches!(number(digits), Some(1930..=2039));
    let is_day = |digits: &[char]| {
        let (Some(one), Some(other)) = (number(&digits[..2]), number(&digits[2..])) else { return false };
        (1..=31).contains(&one) && (1..=12).contains(&other) || (1..=12).contains(&one) && (1..=31).contains(&other)
    };
    // About 2^6 years are likely, 2^9 days, and twice as many spellings of both together.
    match part.len() {
        4 if is_year(part) => Some(6.0),
        4 if is_day(part) => Some(9.0),
        6 if is_day(&part[..4]) && number(part).is_some() || is_day(&part[2..]) && number(part).is_some() => Some(15.0),
        8 if is_day(&part[..4]) && is_year(&part[4..]) || is_year(&part[..4]) && is_day(&part[4..]) => Some(15.0),
        _ => None,
    }
}

/// What stands earlier already.
fn again_bits(text: &[char], start: usize, end: usize) -> Option<f64> {
    let (earlier, part) = (&text[..start], &text[start..end]);
    (part.len() >= 3 && earlier.windows(part.len()).any(|window| window == part)).then_some(1.0)
}

#[cfg(test)]
mod tests {
    use super::{super::entropy::testing::Repeatable, Stops::*, *};

    fn check(verdict: Stops, passphrases: &[&str]) {
        for typed in passphrases {
            assert_eq!(estimate(typed), verdict, "{typed:?}: {:.1} bits", cheapest_bits(typed));
        }
    }

    #[test]
    fn what_is_tried_first_stops_nobody() {
        check(
            Nobody,
            &["", "abc", "1234", "4321", "0000", "aaaa", "password", "Password", "password1", "1990", "love"],
        );
        check(Nobody, &["qwerty", "asdf", "iloveyou", "P@ssw0rd", "letmein", "111111", "abcdef", "monkey", "hallo"]);
    }

    #[test]
    fn one_word_a_name_or_a_date_stops_a_quick_look() {
        check(
            AQuickLook,
            &["4719", "Rufus", "lantern", "sunshine2014", "14051987", "140587", "monkey123!", "Jennifer1990"],
        );
        check(AQuickLook, &["tiger tiger", "sophie sophie sophie", "lkjhgfdsa", "5up3rm4n99", "love you", "2wsx3edc"]);
    }

    #[test]
    fn a_few_words_of_ones_own_stop_someone_who_knows_you() {
        check(SomeoneWhoKnowsYou, &["vivid anchor pear lizard", "lantern by the river", "Tg7kQ2pXa", "тихий вечер"]);
        check(SomeoneWhoKnowsYou, &["my dog is called rufus"]);
    }

    #[test]
    fn long_random_things_stop_someone_with_tools() {
        check(SomeoneWithTools, &["vivid anchor pear lizard window", "vivid-anchor-pear-lizard-window"]);
        check(SomeoneWithTools, &["hT6$kP9!vLq2Zx", "the lantern hummed below nine crooked stairs"]);
    }

    #[test]
    fn made_up_words_always_stop_someone_with_tools() {
        for seed in 0..2000 {
            let offered = words::made_up(&mut Repeatable(seed));
            assert_eq!(estimate(&offered), SomeoneWithTools, "{}", *offered);
        }
    }

    #[test]
    fn the_same_again_adds_little() {
        check(Nobody, &["password password", "123412341234"]);
        check(AQuickLook, &["lovelovelove", "lantern lantern lantern lantern", "window window window window window"]);
    }

    #[test]
    fn any_text_has_an_estimate() {
        for typed in ["\0\0\0\0", "🕯🕯🕯🕯", "İİİİ", &"x".repeat(100_000), "e\u{301}e\u{301}"] {
            estimate(typed);
        }
    }

    #[test]
    fn the_common_list_can_be_searched() {
        let words: std::collections::BTreeSet<&str> = COMMON.iter().copied().collect();
        assert_eq!(words.len(), COMMON.len(), "a word stands twice");
        assert!(COMMON[IN_ORDER_OF_USE..].is_sorted());
        for word in words {
            assert_eq!(word.to_lowercase(), word);
            assert!((3..=LONGEST_WORD).contains(&word.chars().count()), "{word}");
        }
    }
}
