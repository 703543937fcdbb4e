//! The two public names: of a vault, and of one written value.

use std::fmt::Write;

use super::entropy::{Entropy, random};

/// Names the vault in the associated data of everything it seals. Random, drawn once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VaultId(pub [u8; 16]);

impl VaultId {
    pub fn random(entropy: &mut dyn Entropy) -> Self {
        Self(random(entropy))
    }
}

/// The random name of one written value; 26 characters of lower-case base32 (RFC 4648, no padding) as text.
///
/// A value that is written again gets a new name, so a name says nothing about what it names or when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(pub [u8; 16]);

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// 128 bits in steps of five, rounded up.
const TEXT_LEN: usize = 26;

impl Name {
    pub fn random(entropy: &mut dyn Entropy) -> Self {
        Self(random(entropy))
    }

    /// Reads exactly what [`Display`](std::fmt::Display) writes; anything else (upper case, another length, unused
    /// bits that are set) is `None`, so a name has one spelling.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != TEXT_LEN {
            return None;
        }
        let value = |letter: u8| ALPHABET.iter().position(|&known| known == letter).map(|at| at as u128);
        let (last, letters) = text.as_bytes().split_last()?;
        let mut bits = 0;
        for &letter in letters {
            bits = (bits << 5) | value(letter)?;
        }
        // 25 letters are 125 bits; the last letter carries the other three at its top, and zeros below.
        let last = value(*last)?;
        (last & 0b11 == 0).then(|| Self(((bits << 3) | (last >> 2)).to_be_bytes()))
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bits = u128::from_be_bytes(self.0);
        for letter in 1..TEXT_LEN {
            f.write_char(letter_of(bits >> (128 - 5 * letter)))?;
        }
        f.write_char(letter_of(bits << 2))
    }
}

fn letter_of(bits: u128) -> char {
    char::from(ALPHABET[(bits & 0b11111) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_spelt_in_lower_case_base32() {
        // From Python: base64.b32encode(bytes).decode().lower().rstrip("=")
        let counting = std::array::from_fn(|i| i as u8);
        for (bytes, text) in [
            ([0; 16], "aaaaaaaaaaaaaaaaaaaaaaaaaa"),
            ([0xff; 16], "77777777777777777777777774"),
            (counting, "aaaqeayeaudaocajbifqydiob4"),
        ] {
            assert_eq!(Name(bytes).to_string(), text);
            assert_eq!(Name::parse(text), Some(Name(bytes)));
        }
    }

    #[test]
    fn a_name_has_one_spelling() {
        for text in [
            "",
            "aaaaaaaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "AAAAAAAAAAAAAAAAAAAAAAAAAA",
            "aaaaaaaaaaaaaaaaaaaaaaaaa1",
            // A bit set that no byte holds.
            "aaaaaaaaaaaaaaaaaaaaaaaaab",
            "aaaaaaaaaaaaaaaaaaaaaaaaé",
        ] {
            assert_eq!(Name::parse(text), None, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_name_reads_back(bytes: [u8; 16]) {
            assert_eq!(Name::parse(&Name(bytes).to_string()), Some(Name(bytes)));
        }
    }
}
