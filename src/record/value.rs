//! What lies inside the seal of a stored value, before its contents: who wrote it and when in the order of writing.
//!
//! `layout u8 = 1 | writer, 8 bytes | base, varint | generation, varint | contents`
//!
//! The contents of a record are one codec block holding one JSON record; those of a segment are in [`super::segment`].
//! With the origin inside, a value found without any manifest naming it can still be judged: if the manifest's history
//! has seen that writer's generation, the value was replaced or removed on purpose; if not, these are words that nobody
//! has read yet. The base tells whether their writer knew of that manifest.

use super::wire::{Reader, put_number};
use super::{NotARecord, Reading, codec};

const LAYOUT: u8 = 1;

/// One opening of the journal, named by random bytes: everything it writes carries its name.
pub type Writer = [u8; 8];

/// When a value was written: for which generation of whose manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    pub writer: Writer,
    /// The generation the writer found when it opened the journal; 0 where that does not matter.
    pub base: u64,
    pub generation: u64,
}

/// The plaintext says it is of a later layout, or is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAValue {
    Newer,
    Broken,
}

impl Origin {
    /// The plaintext of a value.
    pub fn wrap(self, contents: &[u8]) -> Vec<u8> {
        let mut plain = Vec::with_capacity(contents.len() + 29);
        plain.push(LAYOUT);
        plain.extend_from_slice(&self.writer);
        put_number(&mut plain, self.base);
        put_number(&mut plain, self.generation);
        plain.extend_from_slice(contents);
        plain
    }

    /// The origin and the contents of a plaintext.
    ///
    /// # Errors
    /// [`NotAValue`].
    pub fn unwrap_from(plain: &[u8]) -> Result<(Self, &[u8]), NotAValue> {
        let mut reader = Reader(plain);
        match reader.byte() {
            Ok(LAYOUT) => {}
            Ok(layout) if layout > LAYOUT => return Err(NotAValue::Newer),
            _ => return Err(NotAValue::Broken),
        }
        let writer = reader.array().map_err(|_| NotAValue::Broken)?;
        let base = reader.number().map_err(|_| NotAValue::Broken)?;
        let generation = reader.number().map_err(|_| NotAValue::Broken)?;
        Ok((Self { writer, base, generation }, reader.0))
    }
}

/// The plaintext of a value that holds one record.
pub fn write_record(origin: Origin, json: &[u8]) -> Vec<u8> {
    origin.wrap(&codec::encode(json))
}

/// The record of a value, and where it comes from.
///
/// # Errors
/// [`NotAValue`] when the plaintext holds no record of any version.
pub fn read_record(plain: &[u8]) -> Result<(Origin, Reading), NotAValue> {
    let (origin, contents) = Origin::unwrap_from(plain)?;
    let json = unblock(contents)?;
    let reading = super::read(&json).map_err(|NotARecord| NotAValue::Broken)?;
    Ok((origin, reading))
}

pub(super) fn unblock(block: &[u8]) -> Result<Vec<u8>, NotAValue> {
    codec::decode(block).map_err(|error| match error {
        codec::CodecError::Unknown(_) => NotAValue::Newer,
        codec::CodecError::Broken | codec::CodecError::TooLarge => NotAValue::Broken,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: Origin = Origin { writer: *b"a writer", base: 5, generation: 300 };

    #[test]
    fn the_origin_stands_before_the_contents() {
        // 300 in seven-bit groups is AC 02.
        assert_eq!(ORIGIN.wrap(b"x"), [&[1][..], b"a writer", &[5], &[0xac, 0x02], b"x"].concat());
        assert_eq!(Origin::unwrap_from(&ORIGIN.wrap(b"x")), Ok((ORIGIN, &b"x"[..])));
    }

    #[test]
    fn a_later_layout_or_codec_is_told_from_damage() {
        assert_eq!(Origin::unwrap_from(&[2, 0, 0]), Err(NotAValue::Newer));
        assert_eq!(Origin::unwrap_from(&[1, 0, 0]), Err(NotAValue::Broken));
        assert_eq!(Origin::unwrap_from(&[]), Err(NotAValue::Broken));
        assert_eq!(read_record(&ORIGIN.wrap(&[7, 0, 0, 0, 0])), Err(NotAValue::Newer));
        assert_eq!(read_record(&ORIGIN.wrap(&codec::encode(b"not json"))), Err(NotAValue::Broken));
    }
}
