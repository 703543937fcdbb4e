//! What the keeper holds in memory while a journal is open.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::rc::Rc;

use super::Singles;
use super::report::{Report, Why};
use crate::domain::{Entry, EntryId, Month};
use crate::record::Manifest;
use crate::record::manifest::Item;
use crate::record::value::{Origin, Writer};
use crate::store::keys;
use crate::vault::{Header, Name, Purpose, Vault};

#[derive(Debug, Default)]
pub(super) struct State {
    /// Every readable copy of the header, the newest first, without doubles.
    pub headers: Vec<Header>,
    /// The mirror holds another journal.
    pub other_journal: bool,
    pub open: Option<Open>,
}

/// A sealed value in its frame, as both stores hold it.
pub(super) type Framed = Rc<[u8]>;

/// The first bytes of a stored manifest, enough to tell it from any other: checksum and part of the nonce.
pub(super) type Mark = Option<Vec<u8>>;
pub(super) const MARK: usize = 20;

pub(super) struct Open {
    pub vault: Vault,
    /// The newest manifest, and with it everything the journal holds.
    pub book: Rc<Manifest>,
    /// The generation found when the journal was opened.
    pub base: u64,
    /// The last manifest that at least one store holds whole, with all it lists.
    pub durable: Rc<Manifest>,
    /// The ids and revisions inside the segments read or written so far.
    pub contents: BTreeMap<Name, Rc<[(EntryId, u32)]>>,
    /// The month of each loose page read or written so far.
    pub months: BTreeMap<Name, Month>,
    /// What is readable of each page: the highest revision, and where it lies.
    pub best: BTreeMap<EntryId, Best>,
    /// What `best` was before each change since `durable`, to go back by.
    pub log: Vec<(EntryId, Option<Best>)>,
    /// Listed values whose contents have been read.
    pub taken_in: BTreeSet<Name>,
    /// Listed values no store could give, and why.
    pub failed: BTreeMap<Name, Why>,
    /// Values the mirror does not have yet.
    pub fresh: BTreeMap<String, Framed>,
    /// Values localStorage does not have yet.
    pub behind: BTreeMap<String, Framed>,
    /// The latest manifest of each slot, sealed, with its generation.
    pub manifests: [Option<(u64, Framed)>; 2],
    pub mirrored: u64,
    pub localised: u64,
    /// What the manifests in each store looked like when we last wrote or read them.
    pub local_marks: [Mark; 2],
    pub mirror_marks: [Mark; 2],
    pub garbage: Vec<Garbage>,
    /// Values known to be under the current key, while a new one is being taken into use.
    pub resealed: BTreeSet<Name>,
    /// Every key given up since the stores were last searched for them.
    pub given_up: BTreeSet<String>,
    pub drafts: BTreeMap<EntryId, DraftSlot>,
    /// The verify pass, until it has ended.
    pub reading: Option<Reading>,
    pub report: Report,
    /// Taken in by the verify pass, not yet handed out.
    pub found_singles: Singles,
    /// Pages read on behalf of other work, not yet handed out.
    pub unclaimed: Vec<Rc<Entry>>,
    /// Whether this keeper may write.
    pub hand: Hand,
    pub has_reserve: bool,
}

/// The readable value with the highest revision of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best {
    pub revision: u32,
    pub name: Name,
    pub origin: Origin,
}

/// A stored key that nothing needs any more, and where it still is.
#[derive(Clone, Debug)]
pub(super) struct Garbage {
    pub key: String,
    /// The first generation that does not list it.
    pub since: u64,
    pub in_local: bool,
    pub in_mirror: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct DraftSlot {
    pub name: Name,
    pub count: u64,
}

/// Whether a keeper may write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Hand {
    /// It may, and nobody else was asked: what it writes is guarded by what the manifests looked like.
    #[default]
    Free,
    /// It may: its mark lies in the mirror, and what it writes is guarded by that too. `false` when the mirror was found
    /// without the mark, which goes in with the next commit.
    Marked { there: bool },
    /// It may not: it reads only.
    Empty,
}

/// How far the verify pass has come.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Listed values not yet compared in both stores.
    pub queue: VecDeque<Name>,
    /// Stored values that no manifest listed when the journal was opened.
    pub strays: Vec<Name>,
    /// Keys each store held when the journal was opened; `None` when it could not say.
    pub local_keys: Option<BTreeSet<String>>,
    pub mirror_keys: Option<BTreeSet<String>>,
    /// Values each store lacks or holds damaged, with a good copy of each.
    pub heal_local: BTreeMap<Name, Framed>,
    pub heal_mirror: BTreeMap<Name, Framed>,
    /// The manifest as the journal was opened; its generation is 0 when there was none.
    pub head: Option<Rc<Manifest>>,
    /// Some manifest in some store is missing, damaged or behind.
    pub manifests_differ: bool,
    pub old_drafts: Vec<String>,
}

impl Open {
    pub fn new(vault: Vault, writer: Writer) -> Self {
        let book = Rc::new(Manifest::new(writer));
        Self {
            vault,
            durable: Rc::clone(&book),
            book,
            base: 0,
            contents: BTreeMap::new(),
            months: BTreeMap::new(),
            best: BTreeMap::new(),
            log: Vec::new(),
            taken_in: BTreeSet::new(),
            failed: BTreeMap::new(),
            fresh: BTreeMap::new(),
            behind: BTreeMap::new(),
            manifests: [None, None],
            mirrored: 0,
            localised: 0,
            local_marks: [None, None],
            mirror_marks: [None, None],
            garbage: Vec::new(),
            resealed: BTreeSet::new(),
            given_up: BTreeSet::new(),
            drafts: BTreeMap::new(),
            reading: None,
            report: Report::default(),
            found_singles: Singles::default(),
            unclaimed: Vec::new(),
            hand: Hand::default(),
            has_reserve: false,
        }
    }

    /// Whether everything both stores hold has been read once.
    pub fn is_verified(&self) -> bool {
        self.reading.is_none()
    }

    /// Remembers a readable page; `true` when it is the highest revision seen of it.
    pub fn note_best(&mut self, id: EntryId, best: Best) -> bool {
        if self.book.is_buried(id) || self.best.get(&id).is_some_and(|known| known.revision >= best.revision) {
            return false;
        }
        self.best.insert(id, best);
        true
    }

    /// Changes what is readable of a page, in a way that can be taken back.
    pub fn set_best(&mut self, id: EntryId, best: Option<Best>) {
        let before = match best {
            Some(best) => self.best.insert(id, best),
            None => self.best.remove(&id),
        };
        self.log.push((id, before));
    }

    /// At least one store holds everything the book lists.
    pub fn settle(&mut self) {
        self.durable = Rc::clone(&self.book);
        self.log.clear();
    }

    /// Drops a key from everything still to be written, and marks it for removal.
    pub fn discard(&mut self, key: String, since: u64) {
        self.fresh.remove(&key);
        self.behind.remove(&key);
        self.given_up.insert(key.clone());
        self.garbage.push(Garbage { key, since, in_local: true, in_mirror: true });
    }

    pub fn discard_value(&mut self, name: Name, since: u64) {
        self.discard(keys::value(name), since);
    }

    /// The listed item or segment of a name: its purpose, length and hash.
    pub fn listed(&self, name: Name) -> Option<(Purpose, u32, [u8; 8])> {
        let record = |item: &Item| (Purpose::Record, item.length, item.hash);
        let loose = self.book.loose.iter().find(|loose| loose.item.name == name).map(|loose| record(&loose.item));
        let segment = || self.book.segments.iter().find(|segment| segment.name == name);
        loose
            .or_else(|| segment().map(|segment| (Purpose::Segment, segment.length, segment.hash)))
            .or_else(|| self.book.singles().find(|item| item.name == name).map(record))
    }

    /// Whether localStorage is meant to hold the value.
    pub fn belongs_in_local(&self, name: Name) -> bool {
        self.book.segments.iter().find(|segment| segment.name == name).is_none_or(|segment| segment.in_local)
    }
}

impl fmt::Debug for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open").field("generation", &self.book.generation).finish_non_exhaustive()
    }
}

/// The mark of a stored manifest.
pub(super) fn mark(framed: &[u8]) -> Mark {
    Some(framed[..framed.len().min(MARK)].to_vec())
}

/// The name a manifest is sealed under: its slot, so that it opens in no other.
pub(super) fn manifest_name(slot: usize) -> Name {
    let mut name = [0; 16];
    name[15] = slot as u8;
    Name(name)
}
