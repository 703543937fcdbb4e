//! Fifteen BIP-39 words: 160 bits and a 5-bit checksum; and made-up passphrases from the same list.
//!
//! Words are the English list of BIP-39 (words.txt): 2,048 words of three to eight letters, no two alike in their
//! first four. The checksum is the first five bits of SHA-256 over the 160 bits, as BIP-39 has it for 160 bits. The
//! crate `bip39` is left to the tests: in the module it would bring a second SHA-256 and a hexadecimal codec for the
//! thirty lines below.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{Entropy, Secret};

/// How many words recover a vault.
pub const RECOVERY_WORDS: usize = 15;
/// How many words a made-up passphrase has: 55 bits, which [`strength`](super::strength) puts out of reach of someone
/// with tools.
pub const MADE_UP_WORDS: usize = 5;

/// The list by number. Kept as text and cut at first use: a table of slices would be twice the bytes in the module.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("words.txt").lines().collect());
const BITS_A_WORD: usize = 11;
const LONGEST_WORD: usize = 8;
const ENTROPY_LEN: usize = 20;
const CHECKSUM_BITS: usize = 5;

/// Words that open the vault when the passphrase is lost: lower case, single spaces. Wiped when dropped.
pub struct RecoveryWords(pub Zeroizing<String>);

impl RecoveryWords {
    pub fn random(entropy: &mut dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; ENTROPY_LEN]);
        entropy.fill(&mut *bytes);
        Self::from_entropy(&bytes)
    }

    /// What these words derive their slot's key from; the same as typing them.
    pub fn secret(&self) -> Secret {
        Secret::new(&self.0).expect("fifteen words are longer than four characters")
    }

    fn from_entropy(bytes: &[u8; ENTROPY_LEN]) -> Self {
        let mut checked = Zeroizing::new([0; ENTROPY_LEN + 1]);
        checked[..ENTROPY_LEN].copy_from_slice(bytes);
        checked[ENTROPY_LEN] = checksum(bytes) << (8 - CHECKSUM_BITS);
        Self(joined((0..RECOVERY_WORDS).map(|at| bits(&*checked, at * BITS_A_WORD))))
    }
}

impl std::fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryWords(..)")
    }
}

/// Five different words of the same list, as a passphrase for someone who wants one made up: 55 bits, less a hundredth
/// for being different. Each is drawn evenly (2,048 divides 65,536), and drawn again where it has come before: the same
/// word twice reads like a mistake, and would stop fewer.
pub fn made_up(entropy: &mut dyn Entropy) -> Zeroizing<String> {
    let mut drawn = Zeroizing::new([usize::MAX; MADE_UP_WORDS]);
    for at in 0..MADE_UP_WORDS {
        drawn[at] = loop {
            let mut draw = Zeroizing::new([0; 2]);
            entropy.fill(&mut *draw);
            let word = bits(&*draw, 0);
            if !drawn[..at].contains(&word) {
                break word;
            }
        };
    }
    joined(drawn.iter().copied())
}

/// Fifteen words with a fitting checksum in lower case with single spaces, whatever case and spacing they came in;
/// `None` for anything else.
pub(super) fn canonical(typed: &str) -> Option<Zeroizing<String>> {
    let mut bytes = Zeroizing::new([0; ENTROPY_LEN + 1]);
    let mut words = 0;
    for word in typed.split_whitespace() {
        let value = value_of(word)?;
        if words == RECOVERY_WORDS {
            return None;
        }
        for bit in 0..BITS_A_WORD {
            let at = words * BITS_A_WORD + bit;
            let set = (value >> (BITS_A_WORD - 1 - bit)) as u8 & 1;
            bytes[at / 8] |= set << (7 - at % 8);
        }
        words += 1;
    }
    let (entropy, last) = bytes.split_first_chunk::<ENTROPY_LEN>()?;
    let fits = words == RECOVERY_WORDS && last[0] >> (8 - CHECKSUM_BITS) == checksum(entropy);
    fits.then(|| RecoveryWords::from_entropy(entropy).0)
}

/// Whether a word, in any case, is on the list.
pub(super) fn is_listed(word: &str) -> bool {
    value_of(word).is_some()
}

/// A word's number, whatever its case; the list is in order, so it is found by halving.
fn value_of(word: &str) -> Option<usize> {
    let lower = || word.bytes().map(|byte| byte.to_ascii_lowercase());
    WORDS.binary_search_by(|listed| listed.bytes().cmp(lower())).ok()
}

fn checksum(bytes: &[u8; ENTROPY_LEN]) -> u8 {
    Sha256::digest(bytes)[0] >> (8 - CHECKSUM_BITS)
}

/// Eleven bits from `at`, most significant first.
fn bits(bytes: &[u8], at: usize) -> usize {
    (at..at + BITS_A_WORD).fold(0, |value, at| value << 1 | usize::from(bytes[at / 8] >> (7 - at % 8) & 1))
}

/// Words by number, in one allocation, so that none is left behind by a growing buffer.
fn joined(values: impl ExactSizeIterator<Item = usize>) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(values.len() * (LONGEST_WORD + 1)));
    for value in values {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(WORDS[value]);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives out the bytes it was made with.
    struct Replay<'a>(&'a [u8]);

    impl Entropy for Replay<'_> {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.copy_from_slice(self.0);
        }
    }

    #[test]
    fn the_list_is_the_english_one_of_bip_39() {
        assert!(*WORDS == bip39::Language::English.word_list()[..]);
    }

    proptest! {
        #[test]
        fn fifteen_words_are_those_another_implementation_finds(bytes: [u8; ENTROPY_LEN]) {
            let ours = RecoveryWords::random(&mut Replay(&bytes));
            let theirs = bip39::Mnemonic::from_entropy(&bytes).unwrap();
            prop_assert!(ours.0.split(' ').eq(theirs.words()), "{:?}", *ours.0);
        }

        #[test]
        fn words_are_taken_where_another_implementation_finds_them_fitting(numbers: [u16; RECOVERY_WORDS]) {
            let typed: Vec<_> = numbers.map(|number| WORDS[usize::from(number % 2048)]).into();
            let typed = typed.join(" ");
            prop_assert_eq!(canonical(&typed).is_some(), bip39::Mnemonic::parse_normalized(&typed).is_ok());
        }
    }

    #[test]
    fn words_of_any_case_and_spacing_are_the_same_secret() {
        let words = RecoveryWords::random(&mut Replay(&[0x7f; ENTROPY_LEN]));
        assert_eq!(words.secret().bytes(), words.0.as_bytes());
        for typed in [words.0.to_uppercase(), format!("\t {}\n", words.0.replace(' ', " \r\n  "))] {
            assert_eq!(Secret::new(&typed).unwrap().bytes(), words.0.as_bytes());
        }
    }

    #[test]
    fn words_that_do_not_belong_together_are_a_passphrase_as_typed() {
        let words = RecoveryWords::random(&mut Replay(&[0x7f; ENTROPY_LEN]));
        let fourteen = words.0.rsplit_once(' ').unwrap().0;
        // Of the 2,048 words one in 32 fits as the last: 2^11 / 2^5 = 64.
        let fitting = WORDS.iter().filter(|last| canonical(&format!("{fourteen} {last}")).is_some()).count();
        assert_eq!(fitting, 64);
        for typed in [fourteen.to_uppercase(), format!("{} abandon", *words.0), words.0.replace(' ', "-")] {
            assert_eq!(Secret::new(&typed).unwrap().bytes(), typed.as_bytes());
        }
    }

    #[test]
    fn fourteen_words_are_not_taken_for_fifteen_that_end_in_the_first_of_the_list() {
        // The first of the list is eleven zeros, which is what a missing word leaves.
        let thirteen = "abandon ".repeat(13);
        let fourteen = WORDS
            .iter()
            .map(|word| format!("{thirteen}{word}"))
            .find(|fourteen| canonical(&format!("{fourteen} abandon")).is_some())
            .unwrap();
        assert!(canonical(&fourteen).is_none(), "{fourteen}");
    }

    /// Gives out one pair of bytes after the other.
    struct Queue<'a>(std::slice::Iter<'a, [u8; 2]>);

    impl Entropy for Queue<'_> {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.copy_from_slice(self.0.next().unwrap());
        }
    }

    #[test]
    fn a_made_up_passphrase_is_five_words_drawn_evenly() {
        let draw = |pairs: [[u8; 2]; MADE_UP_WORDS]| made_up(&mut Queue(pairs.iter())).to_string();
        // Each word comes of exactly 32 of the 65,536 draws.
        assert_eq!(draw([[0, 31], [0, 32], [0, 64], [0xff, 0xdf], [0xff, 0xff]]), "abandon ability able zone zoo");
    }

    #[test]
    fn a_word_drawn_before_is_drawn_again() {
        let pairs = [[0, 0], [0, 31], [0, 32], [0, 0], [0, 64], [0, 33], [0xff, 0xdf], [0xff, 0xff]];
        let mut queue = Queue(pairs.iter());
        assert_eq!(*made_up(&mut queue), "abandon ability able zone zoo");
        assert_eq!(queue.0.len(), 0);
    }

    #[test]
    fn debug_shows_no_recovery_word() {
        let words = RecoveryWords::random(&mut Replay(&[0; ENTROPY_LEN]));
        assert_eq!(format!("{words:?}"), "RecoveryWords(..)");
    }
}
