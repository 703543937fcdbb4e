//! The list of everything the journal holds, sealed and written anew with every commit.
//!
//! ```text
//! layout u8 = 1 | generation, varint | writer, 8 bytes | sections to the end
//! section:     tag u8 | length of the body, varint | body
//!   1 loose:       rows of  id 16 | name 16 | revision varint | length varint | hash 8
//!   2 segments:    rows of  name 16 | length varint | hash 8 | (2 * records + in localStorage) varint
//!                           | first month signed varint | further months varint
//!   3 preferences: at most one row of  name 16 | revision varint | length varint | hash 8
//!   4 tombstones:  rows of  id 16 | revision varint | day signed varint
//!   5 history:     rows of  writer 8 | generation varint
//!   6 cards:       what was met among them, at most one row as in 3
//! ```
//!
//! A length is that of the sealed value without its checksum; a hash is the first 8 bytes of its SHA-256. Months and
//! days count from 1970-01; a signed varint is zigzag-coded. A section with a tag we do not know is kept and written
//! back, which is the reason for a format of our own: postcard and its like cannot step over what they do not know, and
//! a hand-written row is as small as theirs.

use sha2::{Digest, Sha256};

use super::value::{Origin, Writer};
use super::wire::{Reader, Short, put_number};
use crate::domain::{Day, EntryId, Month};
use crate::vault::Name;

const LAYOUT: u8 = 1;

/// Writers a manifest remembers.
pub const HISTORY: usize = 24;
/// Bytes above which the oldest tombstones are left out: what stays under 16K units when sealed and packed.
pub const ROOM: usize = 29_700;
/// Tombstones kept whatever the room.
pub const TOMBSTONES: usize = 32;

/// The first 8 bytes of the SHA-256 of a sealed value.
pub type Hash = [u8; 8];

/// A stored value, as the manifest knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    pub name: Name,
    pub revision: u32,
    pub length: u32,
    pub hash: Hash,
}

/// A record with a value of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loose {
    pub id: EntryId,
    pub item: Item,
}

/// A segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    pub name: Name,
    pub length: u32,
    pub hash: Hash,
    pub records: u32,
    pub from: Month,
    pub to: Month,
    /// Whether localStorage is to hold it too; the oldest live in IndexedDB alone when room is short.
    pub in_local: bool,
}

/// A page deleted for good. Nothing with this id may come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tombstone {
    pub id: EntryId,
    pub revision: u32,
    pub day: Day,
}

/// What the journal holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// Counts every commit.
    pub generation: u64,
    pub writer: Writer,
    pub loose: Vec<Loose>,
    pub segments: Vec<Segment>,
    pub preferences: Option<Item>,
    /// What was met among cards and prompts.
    pub past: Option<Item>,
    /// Oldest first.
    pub tombstones: Vec<Tombstone>,
    /// The last generation seen of earlier writers, the latest writer last.
    pub history: Vec<Origin>,
    /// Sections of a later version.
    pub unread: Vec<(u8, Vec<u8>)>,
}

/// The plaintext is no manifest this version can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAManifest {
    Newer,
    Broken,
}

/// The hash a manifest keeps of a sealed value.
pub fn hash(sealed: &[u8]) -> Hash {
    let digest: [u8; 32] = Sha256::digest(sealed).into();
    let mut hash = Hash::default();
    hash.copy_from_slice(&digest[..8]);
    hash
}

impl Manifest {
    /// The manifest before anything was kept.
    pub fn new(writer: Writer) -> Self {
        Self {
            generation: 0,
            writer,
            loose: Vec::new(),
            segments: Vec::new(),
            preferences: None,
            past: None,
            tombstones: Vec::new(),
            history: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Who wrote this manifest, and when.
    pub fn origin(&self) -> Origin {
        Origin { writer: self.writer, base: 0, generation: self.generation }
    }

    /// Whether what was written then was known to whoever wrote this manifest.
    pub fn has_seen(&self, origin: Origin) -> bool {
        if origin.writer == self.writer {
            return origin.generation <= self.generation;
        }
        match self.history.iter().find(|seen| seen.writer == origin.writer) {
            Some(seen) => origin.generation <= seen.generation,
            // A writer forgotten long ago: what is older than everything remembered is past.
            None if self.history.len() >= HISTORY => {
                self.history.iter().all(|seen| origin.generation < seen.generation)
            }
            None => false,
        }
    }

    /// Remembers that everything up to this origin has been taken into account.
    pub fn note(&mut self, origin: Origin) {
        if origin.writer == self.writer {
            return;
        }
        match self.history.iter().position(|seen| seen.writer == origin.writer) {
            Some(at) => self.history[at].generation = self.history[at].generation.max(origin.generation),
            None => self.history.push(Origin { base: 0, ..origin }),
        }
        if self.history.len() > HISTORY {
            let oldest = (0..self.history.len()).min_by_key(|&at| self.history[at].generation);
            self.history.remove(oldest.unwrap_or(0));
        }
    }

    pub fn is_buried(&self, id: EntryId) -> bool {
        self.tombstones.iter().any(|tombstone| tombstone.id == id)
    }

    pub fn bury(&mut self, tombstone: Tombstone) {
        self.tombstones.retain(|other| other.id != tombstone.id);
        self.tombstones.push(tombstone);
    }

    /// Every value the manifest lists.
    pub fn names(&self) -> impl Iterator<Item = Name> {
        let loose = self.loose.iter().map(|loose| loose.item.name);
        let segments = self.segments.iter().map(|segment| segment.name);
        loose.chain(segments).chain(self.singles().map(|item| item.name))
    }

    /// What there is one of at most, beside the pages.
    pub fn singles(&self) -> impl Iterator<Item = &Item> {
        self.preferences.iter().chain(&self.past)
    }

    pub fn singles_mut(&mut self) -> impl Iterator<Item = &mut Item> {
        self.preferences.iter_mut().chain(&mut self.past)
    }

    /// The plaintext. When it would grow past [`ROOM`], the oldest tombstones are left out.
    pub fn encode(&self) -> Vec<u8> {
        let bytes = self.encode_from(0);
        let over = bytes.len().saturating_sub(ROOM);
        if over == 0 {
            return bytes;
        }
        // A row is at least 18 bytes.
        let spare = self.tombstones.len().saturating_sub(TOMBSTONES);
        self.encode_from(spare.min(over.div_ceil(18)))
    }

    fn encode_from(&self, first_tombstone: usize) -> Vec<u8> {
        let mut bytes = vec![LAYOUT];
        put_number(&mut bytes, self.generation);
        bytes.extend_from_slice(&self.writer);
        section(&mut bytes, 1, self.loose.iter(), |row, loose| {
            row.extend_from_slice(&loose.id.to_bytes());
            put_item(row, &loose.item);
        });
        section(&mut bytes, 2, self.segments.iter(), |row, segment| {
            row.extend_from_slice(&segment.name.0);
            put_number(row, u64::from(segment.length));
            row.extend_from_slice(&segment.hash);
            put_number(row, u64::from(segment.records) * 2 + u64::from(segment.in_local));
            let (from, to) = (months(segment.from), months(segment.to));
            put_number(row, zigzag(from));
            put_number(row, to.saturating_sub(from).max(0) as u64);
        });
        section(&mut bytes, 3, self.preferences.iter(), put_item);
        section(&mut bytes, 4, self.tombstones[first_tombstone..].iter(), |row, tombstone| {
            row.extend_from_slice(&tombstone.id.to_bytes());
            put_number(row, u64::from(tombstone.revision));
            put_number(row, zigzag(i64::from(tombstone.day.epoch_days())));
        });
        section(&mut bytes, 5, self.history.iter(), |row, seen| {
            row.extend_from_slice(&seen.writer);
            put_number(row, seen.generation);
        });
        section(&mut bytes, 6, self.past.iter(), put_item);
        for (tag, body) in &self.unread {
            section(&mut bytes, *tag, [body].into_iter(), |row, body| row.extend_from_slice(body));
        }
        bytes
    }

    /// # Errors
    /// [`NotAManifest`].
    pub fn decode(plain: &[u8]) -> Result<Self, NotAManifest> {
        match plain.first() {
            Some(&LAYOUT) => Self::sections(Reader(&plain[1..])).map_err(|Short| NotAManifest::Broken),
            Some(&layout) if layout > LAYOUT => Err(NotAManifest::Newer),
            _ => Err(NotAManifest::Broken),
        }
    }

    fn sections(mut reader: Reader<'_>) -> Result<Self, Short> {
        let generation = reader.number()?;
        let mut manifest = Self { generation, ..Self::new(reader.array()?) };
        while !reader.is_empty() {
            let tag = reader.byte()?;
            let length = reader.small()?;
            let body = reader.take(length)?;
            let mut rows = Reader(body);
            match tag {
                1 => {
                    manifest.loose =
                        every(&mut rows, |row| Ok(Loose { id: EntryId::from_bytes(row.array()?), item: item(row)? }))?
                }
                2 => manifest.segments = every(&mut rows, segment)?,
                3 => manifest.preferences = every(&mut rows, item)?.first().copied(),
                4 => manifest.tombstones = every(&mut rows, tombstone)?,
                5 => {
                    manifest.history =
                        every(&mut rows, |row| Ok(Origin { writer: row.array()?, base: 0, generation: row.number()? }))?
                }
                6 => manifest.past = every(&mut rows, item)?.first().copied(),
                other => manifest.unread.push((other, body.to_vec())),
            }
        }
        Ok(manifest)
    }
}

fn section<T>(bytes: &mut Vec<u8>, tag: u8, rows: impl Iterator<Item = T>, put: impl Fn(&mut Vec<u8>, T)) {
    let mut body = Vec::new();
    rows.for_each(|row| put(&mut body, row));
    if !body.is_empty() {
        bytes.push(tag);
        put_number(bytes, body.len() as u64);
        bytes.append(&mut body);
    }
}

fn every<T>(reader: &mut Reader<'_>, row: impl Fn(&mut Reader<'_>) -> Result<T, Short>) -> Result<Vec<T>, Short> {
    let mut rows = Vec::new();
    while !reader.is_empty() {
        rows.push(row(reader)?);
    }
    Ok(rows)
}

fn put_item(row: &mut Vec<u8>, item: &Item) {
    row.extend_from_slice(&item.name.0);
    put_number(row, u64::from(item.revision));
    put_number(row, u64::from(item.length));
    row.extend_from_slice(&item.hash);
}

fn item(row: &mut Reader<'_>) -> Result<Item, Short> {
    Ok(Item { name: Name(row.array()?), revision: row.small()?, length: row.small()?, hash: row.array()? })
}

fn segment(row: &mut Reader<'_>) -> Result<Segment, Short> {
    let (name, length, hash) = (Name(row.array()?), row.small()?, row.array()?);
    let count = row.number()?;
    let from = unzigzag(row.number()?);
    let further: i64 = row.small()?;
    Ok(Segment {
        name,
        length,
        hash,
        records: u32::try_from(count / 2).map_err(|_| Short)?,
        from: month(from)?,
        to: month(from.checked_add(further).ok_or(Short)?)?,
        in_local: count % 2 == 1,
    })
}

fn tombstone(row: &mut Reader<'_>) -> Result<Tombstone, Short> {
    let (id, revision) = (EntryId::from_bytes(row.array()?), row.small()?);
    Ok(Tombstone { id, revision, day: Day::from_epoch_days(unzigzag(row.number()?)) })
}

fn months(month: Month) -> i64 {
    (i64::from(month.year) - 1970) * 12 + i64::from(month.month) - 1
}

fn month(months: i64) -> Result<Month, Short> {
    let year = i16::try_from(1970 + months.div_euclid(12)).map_err(|_| Short)?;
    Ok(Month { year, month: months.rem_euclid(12) as i8 + 1 })
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests;
