//! Many records in one value: about 64 KB of text, compressed together.
//!
//! Contents of the value, after its origin:
//!
//! ```text
//! count, varint
//! count times: id, 16 bytes | revision, varint | length of its JSON, varint
//! one codec block: the JSON records one after another, in that order
//! ```
//!
//! The list stands before the block so that what a segment holds can be told without unpacking it.

use super::value::{NotAValue, Origin, unblock};
use super::wire::{Reader, Short, put_number};
use super::{Reading, codec};
use crate::domain::EntryId;

/// Bytes of JSON a segment is filled up to.
pub const FULL: usize = 64 * 1024;

/// One record of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub id: EntryId,
    pub revision: u32,
    pub json: Vec<u8>,
}

/// What a segment says it holds: ids and revisions in order.
pub type Listing = Vec<(EntryId, u32)>;

/// The plaintext of a segment.
pub fn write(origin: Origin, parts: &[Part]) -> Vec<u8> {
    origin.wrap(&contents(parts))
}

/// The contents of a segment, which its origin goes before.
pub fn contents(parts: &[Part]) -> Vec<u8> {
    let mut contents = Vec::with_capacity(FULL / 2);
    put_number(&mut contents, parts.len() as u64);
    for part in parts {
        contents.extend_from_slice(&part.id.to_bytes());
        put_number(&mut contents, u64::from(part.revision));
        put_number(&mut contents, part.json.len() as u64);
    }
    let text: Vec<u8> = parts.iter().flat_map(|part| part.json.iter().copied()).collect();
    contents.extend_from_slice(&codec::encode(&text));
    contents
}

/// The list of a segment, without unpacking its records.
///
/// # Errors
/// [`NotAValue`].
pub fn list(plain: &[u8]) -> Result<(Origin, Listing), NotAValue> {
    let (origin, rows, _) = open(plain)?;
    Ok((origin, rows.iter().map(|row| (row.id, row.revision)).collect()))
}

/// The block that holds a segment's records.
///
/// # Errors
/// [`NotAValue`].
pub fn block(plain: &[u8]) -> Result<&[u8], NotAValue> {
    open(plain).map(|(_, _, block)| block)
}

/// Every record of a segment, as it was written.
///
/// # Errors
/// [`NotAValue`] when the records do not add up to what the list says.
pub fn read(plain: &[u8]) -> Result<(Origin, Vec<Part>), NotAValue> {
    let (origin, rows, block) = open(plain)?;
    let text = unblock(block)?;
    let mut reader = Reader(&text);
    let part = |row: Row| Ok(Part { id: row.id, revision: row.revision, json: reader.take(row.length)?.to_vec() });
    let parts: Result<Vec<_>, Short> = rows.into_iter().map(part).collect();
    let parts = parts.map_err(|_| NotAValue::Broken)?;
    if reader.is_empty() { Ok((origin, parts)) } else { Err(NotAValue::Broken) }
}

impl Part {
    /// The record, or `None` when its JSON is none or names another page than the list does.
    pub fn reading(&self) -> Option<Reading> {
        let reading = super::read(&self.json).ok()?;
        match &reading {
            Reading::Page(page) if page.id != self.id || page.revision != self.revision => None,
            _ => Some(reading),
        }
    }
}

struct Row {
    id: EntryId,
    revision: u32,
    length: usize,
}

fn open(plain: &[u8]) -> Result<(Origin, Vec<Row>, &[u8]), NotAValue> {
    let (origin, contents) = Origin::unwrap_from(plain)?;
    let mut reader = Reader(contents);
    let mut rows = || -> Result<Vec<Row>, Short> {
        let count: u32 = reader.small()?;
        // Not collected with a capacity: the count is only a claim until the rows are there.
        (0..count)
            .map(|_| {
                let id = EntryId::from_bytes(reader.array()?);
                Ok(Row { id, revision: reader.small()?, length: reader.small()? })
            })
            .collect()
    };
    let rows = rows().map_err(|_| NotAValue::Broken)?;
    Ok((origin, rows, reader.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ORIGIN: Origin = Origin { writer: *b"a writer", base: 6, generation: 7 };

    fn part(at: u8, json: &str) -> Part {
        Part { id: EntryId::from_bytes([at; 16]), revision: u32::from(at) + 1, json: json.as_bytes().to_vec() }
    }

    #[test]
    fn the_list_can_be_read_without_the_records() {
        let plain = write(ORIGIN, &[part(1, "{}"), part(2, "[]")]);
        let listed = vec![(EntryId::from_bytes([1; 16]), 2), (EntryId::from_bytes([2; 16]), 3)];
        assert_eq!(list(&plain), Ok((ORIGIN, listed.clone())));
        // Everything after the two rows of 18 bytes may be missing.
        let head = 1 + 8 + 1 + 1 + 1 + 2 * 18;
        assert_eq!(list(&plain[..head]), Ok((ORIGIN, listed)));
        assert_eq!(read(&plain[..head]), Err(NotAValue::Broken));
    }

    #[test]
    fn records_that_do_not_add_up_are_refused() {
        let mut plain = write(ORIGIN, &[part(1, "{}")]);
        // The length of the only row is the last byte before the block.
        plain[1 + 8 + 1 + 1 + 1 + 17] = 1;
        assert_eq!(read(&plain), Err(NotAValue::Broken));
        plain[1 + 8 + 1 + 1 + 1 + 17] = 3;
        assert_eq!(read(&plain), Err(NotAValue::Broken));
    }

    #[test]
    fn a_record_under_another_pages_id_is_not_read() {
        let json = r#"{"v":1,"kind":"page","id":"018bcfe5680077078707070707070707","rev":2,"created":{"ms":1,"offset":0},"day":"1970-01-01","body":""}"#;
        assert_eq!(part(1, json).reading(), None);
        let own = Part { id: "018bcfe5680077078707070707070707".parse().expect("an id"), ..part(1, json) };
        assert!(matches!(own.reading(), Some(Reading::Page(_))));
    }

    proptest! {
        #[test]
        fn every_record_comes_back(texts in proptest::collection::vec("\\PC{0,80}", 0..20)) {
            let parts: Vec<_> = texts.iter().enumerate().map(|(at, text)| part(at as u8, text)).collect();
            prop_assert_eq!(read(&write(ORIGIN, &parts)), Ok((ORIGIN, parts)));
        }

        #[test]
        fn no_bytes_are_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
            let _ = read(&ORIGIN.wrap(&bytes));
        }
    }
}
