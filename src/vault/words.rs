//! Fifteen BIP-39 words: 160 bits and a 5-bit checksum; and made-up passphrases from the same list.
//!
//! Words are the English list of BIP-39 (words.txt): 2,048 words of three to eight letters, no two alike in their
//! first four. The checksum is the first five bits of SHA-256 over the 160 bits, as BIP-39 has it for 160 bits. The
//! crate `bip39` is left to the tests: in the module it would bring a second SHA-256 and a hexadecimal codec for the
//! thirty lines below.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{Entropy, Secret};

/// How many words recover a vault.
pub const RECOVERY_WORDS: usize = 15;
/// How many words a made-up passphrase has: 55 bits, which [`strength`](super::strength) puts out of reach of someone
/// with tools.
pub const MADE_UP_WORDS: usize = 5;

const LIST: &str = include_str!("words.txt");
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

/// Five words of the same list, as a passphrase for someone who wants one made up: 55 bits, each word drawn alone and
/// evenly (2,048 divides 65,536).
pub fn made_up(entropy: &mut dyn Entropy) -> Zeroizing<String> {
    let mut draws = Zeroizing::new([0; 2 * MADE_UP_WORDS]);
    entropy.fill(&mut *draws);
    joined((0..MADE_UP_WORDS).map(|at| bits(&*draws, at * 16)))
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

/// The list is sorted, so a word is found by halving; 2,048 short lines are quick enough to walk for one.
fn value_of(word: &str) -> Option<usize> {
    LIST.lines().position(|listed| listed.eq_ignore_ascii_case(word))
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
        text.push_str(LIST.lines().nth(value).expect("eleven bits number 2,048 words"));
    }
    text
}
