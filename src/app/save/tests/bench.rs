//! A journal on two stores in memory, and short ways to do what a person does.

use std::collections::BTreeMap;
use std::rc::Rc;

use zeroize::Zeroizing;

use crate::app::save::{Change, First, Found, Keeper, Report, SaveError, Saved};
use crate::domain::{Entry, EntryId, Preferences, Stamp};
use crate::store::memory::{MemoryLocal, MemoryMirror};
use crate::store::{Local, Mirror};
use crate::vault::{Appearance, Derived, Entropy, Kdf, NewSlot, Salt};

/// Repeatable randomness (splitmix64); never for keys outside tests.
#[derive(Clone, Debug)]
pub struct Repeatable(pub u64);

impl Repeatable {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

impl Entropy for Repeatable {
    fn fill(&mut self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(8) {
            let next = self.next().to_le_bytes();
            part.copy_from_slice(&next[..part.len()]);
        }
    }
}

pub const SALT: Salt = Salt([3; 16]);
const KDF: Kdf = Kdf::FLOOR;
/// 2026-11-23T12:00:00Z.
pub const NOON: i64 = 1_795_435_200_000;
pub const DAY: i64 = 86_400_000;

/// What Argon2id would have made of a passphrase.
pub fn derived(of: u8) -> Derived {
    Derived(Zeroizing::new([of; 32]))
}

pub fn at(ms: i64) -> Stamp {
    Stamp { utc_ms: ms, offset_min: 60 }
}

pub fn page(number: u64, body: &str) -> Rc<Entry> {
    page_on(number, NOON + number as i64 * 60_000, body)
}

pub fn page_on(number: u64, ms: i64, body: &str) -> Rc<Entry> {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    Rc::new(Entry::new(EntryId::new(ms as u64, random), at(ms), body))
}

/// Two stores and the randomness of one run.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub local: MemoryLocal,
    pub mirror: MemoryMirror,
}

pub type Shelved = BTreeMap<String, Vec<u8>>;

impl Place {
    /// The same bytes in stores of their own.
    pub fn copied(&self) -> Self {
        let other = Self::default();
        other.local.shelf.replace(self.local.shelf.borrow().clone());
        other.mirror.shelf.replace(self.mirror.shelf.borrow().clone());
        other
    }

    pub async fn look(&self) -> (Keeper<MemoryLocal, MemoryMirror>, Found) {
        Keeper::look(Ok(self.local.clone()), Ok(self.mirror.clone())).await
    }

    /// A journal under passphrase 1 with these first pages.
    pub async fn founded(&self, pages: &[Rc<Entry>], entropy: &mut Repeatable) -> Keeper<MemoryLocal, MemoryMirror> {
        let (keeper, found) = self.look().await;
        assert_eq!(found, Found::Empty { silent: false });
        found_on(&keeper, pages, entropy).await.expect("both stores work");
        keeper
    }

    /// Everything there is, opened anew.
    pub async fn opened(&self, entropy: &mut Repeatable) -> Opened<MemoryLocal, MemoryMirror> {
        let (keeper, found) = self.look().await;
        assert!(matches!(found, Found::Sealed { .. }), "{found:?}");
        open(keeper, 1, entropy).await
    }
}

pub async fn found_on<L: Local, M: Mirror>(
    keeper: &Keeper<L, M>,
    pages: &[Rc<Entry>],
    entropy: &mut Repeatable,
) -> Result<Saved, SaveError> {
    let mut changes: Vec<Change> = pages.iter().cloned().map(Change::Write).collect();
    changes.push(Change::Preferences(Preferences::default()));
    let slot = derived(1);
    keeper.found(NewSlot::Passphrase(&slot), SALT, KDF, Appearance::default(), &changes, at(NOON), entropy).await
}

/// A journal read to the end.
#[derive(Debug)]
pub struct Opened<L, M> {
    pub keeper: Keeper<L, M>,
    pub first: First,
    pub pages: BTreeMap<EntryId, Rc<Entry>>,
    pub report: Report,
}

impl<L, M> Opened<L, M> {
    /// Bodies by id, for comparing.
    pub fn bodies(&self) -> BTreeMap<EntryId, String> {
        self.pages.iter().map(|(id, page)| (*id, page.body.to_string())).collect()
    }

    pub fn body(&self, page: &Entry) -> Option<&str> {
        self.pages.get(&page.id).map(|page| &*page.body)
    }
}

pub async fn open<L: Local, M: Mirror>(keeper: Keeper<L, M>, passphrase: u8, entropy: &mut Repeatable) -> Opened<L, M> {
    keeper.unlock(&derived(passphrase), entropy).expect("the passphrase opens it");
    read(keeper, entropy).await
}

pub async fn read<L: Local, M: Mirror>(keeper: Keeper<L, M>, entropy: &mut Repeatable) -> Opened<L, M> {
    let first = keeper.read_first().await.expect("a store answers");
    let mut pages = BTreeMap::new();
    take(&mut pages, &first.pages);
    loop {
        let more = keeper.read_more(at(NOON), entropy).await.expect("open");
        take(&mut pages, &more.pages);
        if let Some(report) = more.report {
            return Opened { keeper, first, pages, report };
        }
    }
}

/// As the journal does: a page already known wins when its revision is higher.
fn take(pages: &mut BTreeMap<EntryId, Rc<Entry>>, read: &[Rc<Entry>]) {
    for page in read {
        if pages.get(&page.id).is_none_or(|known| known.revision < page.revision) {
            pages.insert(page.id, Rc::clone(page));
        }
    }
}

pub async fn save<L: Local, M: Mirror>(
    keeper: &Keeper<L, M>,
    changes: &[Change],
    entropy: &mut Repeatable,
) -> Result<Saved, SaveError> {
    keeper.begin(changes, at(NOON), entropy)?.acknowledged().await
}

pub async fn write<L: Local, M: Mirror>(
    keeper: &Keeper<L, M>,
    page: &Rc<Entry>,
    entropy: &mut Repeatable,
) -> Result<Saved, SaveError> {
    save(keeper, &[Change::Write(Rc::clone(page))], entropy).await
}

pub fn rewritten(page: &Entry, body: &str) -> Rc<Entry> {
    Rc::new(page.rewritten(body, at(NOON + 1)))
}
