//! Is there a journal? Answered without a key, and without writing anything.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::state::State;
use super::turn::Turn;
use super::{Inner, Keeper};
use crate::domain::order;
use crate::store::{Fault, Local, Mirror, frame, keys};
use crate::vault::{Appearance, Header, HeaderError, Kdf, Salt};

/// What the stores hold, as far as it can be told without a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The browser offers neither store.
    NoStorage { local: Fault, mirror: Fault },
    /// Nothing of ours. `silent`: one of the stores could not be asked, so there may be a journal after all.
    Empty { silent: bool },
    /// Everything was to be removed, and that was cut off; `values` are still in localStorage, which forgets slowly.
    Removing { values: usize },
    Sealed {
        /// Readable by anyone with this browser: no passphrase is needed.
        open: bool,
        salt: Salt,
        kdf: Kdf,
        looks: Appearance,
        failed_unlocks: u32,
    },
    /// A later version of the app wrote the header, and only that version can read it.
    Newer { min_reader: u8 },
    /// There are sealed values and no readable header to open them with.
    Unreadable { values: usize },
}

/// What one store said about itself.
struct Seen {
    headers: Vec<Result<Header, HeaderError>>,
    keys: Option<Vec<String>>,
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Looks into both stores. A store that could not be opened is passed as its fault, and done without.
    pub async fn look(local: Result<L, Fault>, mirror: Result<M, Fault>) -> (Self, Found) {
        let in_local = local.as_ref().ok().map(look_local);
        let in_mirror = match &mirror {
            Ok(mirror) => Some(look_mirror(mirror).await),
            Err(_) => None,
        };
        let (state, found) = judge(in_local, in_mirror, local.as_ref().err(), mirror.as_ref().err());
        let mirror_out = Cell::new(state.other_journal);
        let inner = Inner {
            local,
            mirror,
            local_out: Cell::new(false),
            mirror_out,
            turn: Turn::default(),
            reading: Turn::default(),
            state: RefCell::new(state),
        };
        (Self(Rc::new(inner)), found)
    }
}

fn look_local(local: &impl Local) -> Seen {
    let headers =
        keys::HEADERS.iter().filter_map(|key| local.get(key).ok().flatten()).map(|framed| decode(&framed)).collect();
    Seen { headers, keys: local.keys().ok() }
}

async fn look_mirror(mirror: &impl Mirror) -> Seen {
    let asked = keys::HEADERS.map(str::to_owned);
    let stored = mirror.get_many(&asked).await.unwrap_or_default();
    Seen { headers: stored.iter().flatten().map(|framed| decode(framed)).collect(), keys: mirror.keys().await.ok() }
}

fn decode(framed: &[u8]) -> Result<Header, HeaderError> {
    Header::decode(frame::unframe(framed).map_err(|frame::Broken| HeaderError::Damaged)?)
}

fn judge(
    local: Option<Seen>,
    mirror: Option<Seen>,
    no_local: Option<&Fault>,
    no_mirror: Option<&Fault>,
) -> (State, Found) {
    if let (Some(local), Some(mirror)) = (no_local, no_mirror) {
        return (State::default(), Found::NoStorage { local: local.clone(), mirror: mirror.clone() });
    }
    let is_mark = |key: &&String| *key == keys::REMOVING;
    let held = |seen: &Option<Seen>| seen.iter().filter_map(|seen| seen.keys.clone()).flatten().collect::<Vec<_>>();
    if held(&local).iter().chain(&held(&mirror)).any(|key| is_mark(&key)) {
        let values = held(&local).iter().filter(|key| !is_mark(key)).count();
        return (State::default(), Found::Removing { values });
    }
    let readable = |seen: &Option<Seen>| -> Vec<Header> {
        seen.iter().flat_map(|seen| &seen.headers).filter_map(|header| header.as_ref().ok()).cloned().collect()
    };
    let (ours, theirs) = (readable(&local), readable(&mirror));
    // Two journals that never knew of each other: localStorage is the store of record, the other is left alone.
    let other_journal = ours.first().zip(theirs.first()).is_some_and(|(ours, theirs)| ours.id() != theirs.id());
    let mut headers = ours;
    if !other_journal {
        headers.extend(theirs);
    }
    if let Some(first) = headers.first() {
        let id = first.id();
        headers.retain(|header| header.id() == id);
    }
    order::by_key(&mut headers, |header| std::cmp::Reverse(header.version()));
    headers.dedup_by_key(|header| header.encode());
    let found = match headers.first() {
        Some(newest) => sealed(newest),
        None => without_header(&[local, mirror], no_local.is_some() || no_mirror.is_some()),
    };
    (State { headers, other_journal, open: None }, found)
}

fn sealed(header: &Header) -> Found {
    Found::Sealed {
        open: header.is_open(),
        salt: header.salt(),
        kdf: header.kdf(),
        looks: header.looks(),
        failed_unlocks: header.failed_unlocks(),
    }
}

fn without_header(stores: &[Option<Seen>], one_is_missing: bool) -> Found {
    let errors = stores.iter().flatten().flat_map(|seen| &seen.headers).filter_map(|header| header.as_ref().err());
    let newer = errors.filter_map(|error| match error {
        HeaderError::Newer { min_reader } => Some(*min_reader),
        HeaderError::Damaged | HeaderError::NotAHeader => None,
    });
    if let Some(min_reader) = newer.max() {
        return Found::Newer { min_reader };
    }
    let listed: Vec<_> = stores.iter().flatten().filter_map(|seen| seen.keys.as_ref()).collect();
    let mut values: Vec<_> = listed.iter().flat_map(|keys| keys.iter()).collect();
    values.retain(|key| ![keys::RESERVE, keys::WRITER].contains(&key.as_str()));
    order::by_key(&mut values, |key| *key);
    values.dedup();
    if !values.is_empty() {
        let headers = keys::HEADERS;
        return Found::Unreadable { values: values.iter().filter(|key| !headers.contains(&key.as_str())).count() };
    }
    let silent = one_is_missing || stores.iter().flatten().any(|seen| seen.keys.is_none());
    Found::Empty { silent }
}
