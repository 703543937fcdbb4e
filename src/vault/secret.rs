//! What a person typed to unlock.

use zeroize::Zeroizing;

use super::words;

/// The fewest characters a passphrase may have.
pub(super) const FEWEST_CHARACTERS: usize = 4;

/// What a person typed to unlock, in its canonical form: a passphrase, or recovery words. Wiped when dropped.
///
/// A passphrase is taken exactly as typed, spaces at its ends included. Fifteen recovery words that belong together
/// (their checksum fits) are brought to lower case with single spaces, whatever case and spacing they came in, so one
/// field takes either.
pub struct Secret(Zeroizing<String>);

/// Why a [`Secret`] cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretError {
    /// Fewer than four characters (Unicode scalar values).
    TooShort,
}

impl Secret {
    /// `typed` in Unicode NFC, so that the same keys give the same bytes on every machine.
    pub fn new(typed: &str) -> Result<Self, SecretError> {
        if typed.chars().count() < FEWEST_CHARACTERS {
            return Err(SecretError::TooShort);
        }
        Ok(Self(words::canonical(typed).unwrap_or_else(|| Zeroizing::new(typed.to_owned()))))
    }

    /// The canonical bytes, for handing to the worker that derives the key.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_needs_four_characters_not_four_bytes() {
        assert_eq!(Secret::new("abc").unwrap_err(), SecretError::TooShort);
        assert_eq!(Secret::new("éèê").unwrap_err(), SecretError::TooShort);
        assert!(Secret::new("éèêë").is_ok());
        assert!(Secret::new("    ").is_ok());
    }

    #[test]
    fn a_passphrase_is_kept_as_typed() {
        for typed in [" leading", "trailing ", "Two  spaces", "MiXeD", "tab\tand\nline"] {
            assert_eq!(Secret::new(typed).unwrap().bytes(), typed.as_bytes());
        }
    }

    #[test]
    fn debug_shows_nothing_of_a_secret() {
        let shown = format!("{:?}", Secret::new("lantern").unwrap());
        assert_eq!(shown, "Secret(..)");
    }
}
