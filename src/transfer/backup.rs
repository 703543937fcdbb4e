//! Opening a sealed file and reading everything in it, a slice at a time.
//!
//! What holds, whatever the file says: no bytes make this panic; memory and work are bounded by [`UNPACKED`] whatever a
//! value claims to unpack to; a cost of the key outside the vault's bounds is never run; one value that is damaged costs
//! that value and is counted, never the rest.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::merge::beside;
use super::sealed::{NotSealed, SealedFile};
use crate::domain::{Entry, EntryId, Past, Preferences, order};
use crate::record::value::{NotAValue, Origin};
use crate::record::{Draft, Manifest, Reading, codec, segment, value};
use crate::store::{frame, keys};
use crate::vault::{Derived, Header, HeaderError, Kdf, Name, OpenError, Purpose, Salt, UnlockError, Vault};

/// Bytes that everything in a file may unpack to together: ten times a lifetime of pages.
pub const UNPACKED: usize = 256 << 20;
/// Bytes one value may unpack to.
const VALUE: usize = 32 << 20;
/// Values read in one slice.
const SLICE: usize = 8;

/// A sealed file with a header that could open it.
#[derive(Debug)]
pub struct Backup {
    pub file: SealedFile,
    /// The newest first, without doubles; at least one.
    headers: Vec<Header>,
}

/// Why a file is not a backup that could be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotABackup {
    Text(NotSealed),
    /// There is nothing in it.
    Empty,
    /// No header is left whole, so nothing opens the rest.
    NoHeader,
    /// Sealed by a later version.
    Newer,
    /// It would unpack to more than any journal is.
    Bomb,
}

/// Everything that could be read.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// The latest readable revision of each page, in the order of ids. Where the file holds two versions of a revision,
    /// the other one stands beside it as a page of its own.
    pub pages: Vec<Rc<Entry>>,
    pub preferences: Option<Preferences>,
    /// What was met among the cards there.
    pub past: Option<Past>,
    pub manifest: Option<Manifest>,
    /// Values that cannot be read, or are missing.
    pub damaged: usize,
    /// Values that a later version wrote.
    pub newer: usize,
}

impl Backup {
    /// # Errors
    /// [`NotABackup`].
    pub fn read(text: &str) -> Result<Self, NotABackup> {
        let file = SealedFile::read(text).map_err(NotABackup::Text)?;
        if file.local.is_empty() && file.mirror.is_empty() {
            return Err(NotABackup::Empty);
        }
        let mut headers: Vec<Header> = Vec::new();
        let mut newer = false;
        for framed in keys::HEADERS.iter().flat_map(|key| file.copies(key)) {
            let Ok(bytes) = frame::unframe(framed) else { continue };
            match Header::decode(bytes) {
                Ok(header) if headers.iter().any(|known| known.encode() == header.encode()) => {}
                Ok(header) => headers.push(header),
                Err(HeaderError::Newer { .. }) => newer = true,
                Err(HeaderError::Damaged | HeaderError::NotAHeader) => {}
            }
        }
        // Stable: where they are alike in version, the copy of the store of record stays first.
        order::by_key(&mut headers, |header| std::cmp::Reverse(header.version()));
        match headers.is_empty() {
            true if newer => Err(NotABackup::Newer),
            true => Err(NotABackup::NoHeader),
            false => Ok(Self { file, headers }),
        }
    }

    /// Whether it opens without a passphrase.
    pub fn is_open(&self) -> bool {
        self.headers[0].is_open()
    }

    /// What to derive the key with. The bounds of the cost are [`derive`](crate::vault::derive)'s to judge.
    pub fn lock(&self) -> (Salt, Kdf) {
        (self.headers[0].salt(), self.headers[0].kdf())
    }

    /// Opens it with what was typed, derived with [`Backup::lock`].
    ///
    /// # Errors
    /// [`UnlockError`] when no slot opens.
    pub fn unlock(&self, derived: &Derived) -> Result<Vault, UnlockError> {
        let (salt, kdf) = self.lock();
        let alike = self.headers.iter().filter(|header| header.salt() == salt && header.kdf() == kdf);
        first_authentic(alike.filter_map(|header| Some((header, header.unlock(derived).ok()?))))
    }

    /// Opens one that was made without a passphrase.
    ///
    /// # Errors
    /// [`UnlockError`] when there is no open slot.
    pub fn unlock_open(&self) -> Result<Vault, UnlockError> {
        first_authentic(self.headers.iter().filter_map(|header| Some((header, header.unlock_open().ok()?))))
    }

    /// Whether this vault's key made the newest header, and nobody has altered it since.
    pub fn is_authentic(&self, vault: &Vault) -> bool {
        self.headers[0].is_authentic(vault)
    }

    /// Begins to read.
    pub fn reader(&self, vault: &Vault) -> Reader {
        Reader::new(&self.file, vault)
    }
}

/// A header that someone altered without the key comes after every other.
fn first_authentic<'a>(opened: impl Iterator<Item = (&'a Header, Vault)>) -> Result<Vault, UnlockError> {
    let opened = opened.map(|(header, vault)| (!header.is_authentic(&vault), vault));
    opened.min_by_key(|(altered, _)| *altered).map(|(_, vault)| vault).ok_or(UnlockError::NoSlot)
}

/// What a value is known to be before it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    Is(Purpose),
    /// No manifest lists it.
    Stray,
}

/// Reads a file, slice after slice.
#[derive(Debug)]
pub struct Reader {
    queue: VecDeque<(Name, Listed)>,
    pub total: usize,
    room: usize,
    pages: BTreeMap<EntryId, Rc<Entry>>,
    besides: BTreeMap<EntryId, Rc<Entry>>,
    preferences: Option<(u32, Preferences)>,
    past: Option<(u32, Past)>,
    drafts: BTreeMap<EntryId, Draft>,
    manifest: Option<Manifest>,
    damaged: usize,
    newer: usize,
}

impl Reader {
    fn new(file: &SealedFile, vault: &Vault) -> Self {
        let (manifest, unreadable) = leading(file, vault);
        let mut queue = VecDeque::new();
        let mut known = BTreeSet::new();
        if let Some(manifest) = &manifest {
            let loose = manifest.loose.iter().map(|loose| (loose.item.name, Purpose::Record));
            let segments = manifest.segments.iter().map(|segment| (segment.name, Purpose::Segment));
            let singles = manifest.singles().map(|item| (item.name, Purpose::Record));
            for (name, purpose) in loose.chain(segments).chain(singles) {
                if known.insert(name) {
                    queue.push_back((name, Listed::Is(purpose)));
                }
            }
        }
        let stored = |prefix| {
            let keys = file.local.keys().chain(file.mirror.keys());
            order::gathered::<_, BTreeSet<_>>(
                keys.filter_map(move |key| key.strip_prefix(prefix)).filter_map(Name::parse),
            )
        };
        queue.extend(
            stored(keys::VALUE).into_iter().filter(|name| !known.contains(name)).map(|name| (name, Listed::Stray)),
        );
        queue.extend(stored(keys::DRAFT).into_iter().map(|name| (name, Listed::Is(Purpose::Draft))));
        Self {
            total: queue.len(),
            queue,
            room: UNPACKED,
            pages: BTreeMap::new(),
            besides: BTreeMap::new(),
            preferences: None,
            past: None,
            drafts: BTreeMap::new(),
            manifest,
            // Without any manifest nobody can say what is missing.
            damaged: usize::from(unreadable),
            newer: 0,
        }
    }

    /// Values not read yet.
    pub fn remaining(&self) -> usize {
        self.queue.len()
    }

    /// Reads some more; `true` while there is more to read.
    ///
    /// # Errors
    /// [`NotABackup::Bomb`].
    pub fn step(&mut self, file: &SealedFile, vault: &Vault) -> Result<bool, NotABackup> {
        for _ in 0..SLICE {
            let Some((name, listed)) = self.queue.pop_front() else { return Ok(false) };
            match self.read(file, vault, name, listed) {
                Ok(()) => {}
                Err(Failed::Bomb) => return Err(NotABackup::Bomb),
                Err(Failed::Newer) => self.newer += 1,
                // A stray or a draft may be a write that was cut off: nothing is missed by it.
                Err(Failed::Damaged) if listed == Listed::Stray || listed == Listed::Is(Purpose::Draft) => {}
                Err(Failed::Damaged) => self.damaged += 1,
            }
        }
        Ok(!self.queue.is_empty())
    }

    /// What was read.
    pub fn finish(mut self) -> Contents {
        for draft in std::mem::take(&mut self.drafts).into_values() {
            // Words under the pen are the page as it would have been kept.
            let committed = self.pages.get(&draft.page.id);
            match committed {
                Some(page) if page.revision > draft.page.revision => {}
                Some(page) if page.revision == draft.page.revision => {
                    let other = Rc::new(beside(&draft.page));
                    if !super::merge::says_the_same(page, &draft.page) {
                        self.besides.insert(other.id, other);
                    }
                }
                _ => drop(self.pages.insert(draft.page.id, draft.page)),
            }
        }
        for (id, page) in self.besides {
            self.pages.entry(id).or_insert(page);
        }
        Contents {
            pages: self.pages.into_values().collect(),
            preferences: self.preferences.map(|(_, preferences)| preferences),
            past: self.past.map(|(_, past)| past),
            manifest: self.manifest,
            damaged: self.damaged,
            newer: self.newer,
        }
    }

    fn read(&mut self, file: &SealedFile, vault: &Vault, name: Name, listed: Listed) -> Result<(), Failed> {
        let key = if listed == Listed::Is(Purpose::Draft) { keys::draft(name) } else { keys::value(name) };
        let mut why = Failed::Damaged;
        for framed in file.copies(&key) {
            let outcome = match listed {
                Listed::Is(purpose) => self.read_as(vault, purpose, name, framed, listed),
                Listed::Stray => match self.read_as(vault, Purpose::Record, name, framed, listed) {
                    Err(Failed::Damaged) => self.read_as(vault, Purpose::Segment, name, framed, listed),
                    outcome => outcome,
                },
            };
            match outcome {
                Ok(()) => return Ok(()),
                Err(Failed::Damaged) => {}
                Err(other) => why = other,
            }
        }
        Err(why)
    }

    fn read_as(
        &mut self,
        vault: &Vault,
        purpose: Purpose,
        name: Name,
        framed: &[u8],
        listed: Listed,
    ) -> Result<(), Failed> {
        let plain = unseal(vault, purpose, name, framed)?;
        self.admit(unpacked(purpose, &plain)?)?;
        match purpose {
            Purpose::Segment => {
                let (origin, parts) = segment::read(&plain).map_err(Failed::from)?;
                for part in parts {
                    match part.reading() {
                        Some(reading) => self.take_in(reading, origin, listed),
                        None => self.damaged += 1,
                    }
                }
            }
            _ => {
                let (origin, reading) = value::read_record(&plain).map_err(Failed::from)?;
                self.take_in(reading, origin, listed);
            }
        }
        Ok(())
    }

    /// Counts what a value claims to unpack to before it is unpacked.
    fn admit(&mut self, bytes: usize) -> Result<(), Failed> {
        if bytes > VALUE {
            return Err(Failed::Bomb);
        }
        self.room = self.room.checked_sub(bytes).ok_or(Failed::Bomb)?;
        Ok(())
    }

    fn take_in(&mut self, reading: Reading, origin: Origin, listed: Listed) {
        match reading {
            Reading::Page(page) => self.take_page(page, origin, listed),
            Reading::Preferences(preferences, revision) => {
                if self.preferences.as_ref().is_none_or(|(known, _)| *known < revision) {
                    self.preferences = Some((revision, preferences));
                }
            }
            Reading::Draft(draft) => {
                let buried = self.manifest.as_ref().is_some_and(|manifest| manifest.is_buried(draft.page.id));
                if !buried && self.drafts.get(&draft.page.id).is_none_or(|known| known.count < draft.count) {
                    self.drafts.insert(draft.page.id, draft);
                }
            }
            Reading::Past(past, revision) => {
                if self.past.as_ref().is_none_or(|(known, _)| *known < revision) {
                    self.past = Some((revision, past));
                }
            }
            Reading::Newer(_) => self.newer += 1,
        }
    }

    fn take_page(&mut self, page: Rc<Entry>, origin: Origin, listed: Listed) {
        let manifest = self.manifest.as_ref();
        if manifest.is_some_and(|manifest| manifest.is_buried(page.id)) {
            return;
        }
        let Some(known) = self.pages.get(&page.id) else {
            self.pages.insert(page.id, page);
            return;
        };
        if page.revision > known.revision {
            self.pages.insert(page.id, page);
            return;
        }
        // Two versions of one revision: nobody can say which is the later one, unless the manifest knew of both.
        let past = listed != Listed::Stray || manifest.is_some_and(|manifest| manifest.has_seen(origin));
        if page.revision == known.revision && !past && !super::merge::says_the_same(&page, known) {
            let other = Rc::new(beside(&page));
            self.besides.insert(other.id, other);
        }
    }
}

/// Why a value gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failed {
    Damaged,
    Newer,
    Bomb,
}

impl From<NotAValue> for Failed {
    fn from(error: NotAValue) -> Self {
        match error {
            NotAValue::Newer => Self::Newer,
            NotAValue::Broken => Self::Damaged,
        }
    }
}

/// The readable manifest with the highest generation, and whether there are some and none can be read.
fn leading(file: &SealedFile, vault: &Vault) -> (Option<Manifest>, bool) {
    let mut found = 0;
    let mut leading: Option<Manifest> = None;
    for (slot, key) in keys::MANIFESTS.iter().enumerate() {
        let mut name = [0; 16];
        name[15] = slot as u8;
        for framed in file.copies(key) {
            found += 1;
            let plain = unseal(vault, Purpose::Manifest, Name(name), framed).ok();
            let Some(manifest) = plain.and_then(|plain| Manifest::decode(&plain).ok()) else { continue };
            if leading.as_ref().is_none_or(|leading| leading.generation < manifest.generation) {
                leading = Some(manifest);
            }
        }
    }
    let unreadable = found > 0 && leading.is_none();
    (leading, unreadable)
}

fn unseal(vault: &Vault, purpose: Purpose, name: Name, framed: &[u8]) -> Result<zeroize::Zeroizing<Vec<u8>>, Failed> {
    let sealed = frame::unframe(framed).map_err(|frame::Broken| Failed::Damaged)?;
    vault.open(purpose, &name, sealed).map_err(|error| match error {
        OpenError::Newer { .. } => Failed::Newer,
        OpenError::OtherKey | OpenError::NotSealed | OpenError::Altered => Failed::Damaged,
    })
}

/// The bytes a value says it unpacks to.
fn unpacked(purpose: Purpose, plain: &[u8]) -> Result<usize, Failed> {
    let block = match purpose {
        Purpose::Segment => segment::block(plain)?,
        _ => Origin::unwrap_from(plain)?.1,
    };
    codec::claimed(block).ok_or(Failed::Damaged)
}
