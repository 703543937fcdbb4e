//! The identity of a page: random, and sortable by the moment it was begun.

use std::fmt;
use std::str::FromStr;

/// A UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId([u8; 16]);

/// The text was not 32 hexadecimal digits (dashes allowed).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl EntryId {
    /// Builds an id from a time in Unix milliseconds and ten random bytes.
    pub fn new(unix_ms: u64, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid().into_bytes())
    }

    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    pub fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", uuid::Uuid::from_bytes(self.0).simple())
    }
}

impl fmt::Debug for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntryId({self})")
    }
}

impl FromStr for EntryId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        uuid::Uuid::try_parse(text).map(|id| Self(id.into_bytes())).map_err(|_| NotAnId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 9562, appendix A.6: 2022-02-22T19:22:22Z with the random bits given there.
    #[test]
    fn follows_the_version_7_example_of_the_standard() {
        let id = EntryId::new(0x017F_22E2_79B0, [0x0C, 0xC3, 0x98, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F]);
        assert_eq!(id.to_string(), "017f22e279b07cc398c4dc0c0c07398f");
    }

    #[test]
    fn later_pages_sort_after_earlier_ones() {
        assert!(EntryId::new(1_000, [0xff; 10]) < EntryId::new(1_001, [0; 10]));
    }

    #[test]
    fn reads_back_what_it_prints() {
        let id = EntryId::new(1_700_000_000_000, [7; 10]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("not an id".parse::<EntryId>(), Err(NotAnId));
    }
}
