//! Two places for sealed bytes: a synchronous one of record (localStorage) and a durable mirror that acknowledges
//! (IndexedDB). Neither ever sees plaintext.
//!
//! A store knows keys and bytes, nothing of what they mean. What both promise, and what [`conformance`] checks of every
//! implementation: a value comes back exactly as it was put; a refused write leaves the old value whole; keys that are
//! not ours are never seen or touched.

#[cfg(feature = "web")]
pub mod browser;
#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
pub mod frame;
pub mod keys;
pub mod memory;
pub mod pack;

use std::future::Future;

/// Why a store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No room. Nothing was changed.
    Full,
    /// The browser refuses this store altogether (private mode, policy, file rules).
    Refused,
    /// A guard of the batch did not hold: another tab has written meanwhile. Nothing was changed.
    Moved,
    /// Anything else the browser said; for a person's bug report, never with content.
    Failed(String),
}

/// A value of one of the stores: its key, and its sealed bytes.
pub type Pair = (String, Vec<u8>);

/// What must still be true when a batch is written, checked in the same transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    pub key: String,
    /// The bytes the value begins with, or `None` for a key without a value.
    pub starts: Option<Vec<u8>>,
}

impl Guard {
    /// Whether a stored value is still the one expected.
    pub fn holds(&self, stored: Option<&[u8]>) -> bool {
        match (&self.starts, stored) {
            (Some(starts), Some(stored)) => stored.starts_with(starts),
            (None, None) => true,
            _ => false,
        }
    }
}

/// Several changes that happen together or not at all: puts first, then removes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub guards: Vec<Guard>,
    pub puts: Vec<Pair>,
    pub removes: Vec<String>,
}

impl Batch {
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.removes.is_empty()
    }
}

/// The store of record: each call is done when it returns, but not yet safe from a crash.
pub trait Local {
    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault>;
    /// Replaces whole or leaves the old value whole.
    fn set(&self, key: &str, value: &[u8]) -> Result<(), Fault>;
    /// Removing what is not there is no error.
    fn remove(&self, key: &str) -> Result<(), Fault>;
    /// Every key of ours, in no particular order.
    fn keys(&self) -> Result<Vec<String>, Fault>;
    /// Units in use and units there are, for the room left.
    fn room(&self) -> Result<Room, Fault>;
}

/// Code units of localStorage, keys and values together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub used: u32,
    pub budget: u32,
}

/// The mirror: what it has acknowledged survives a crash and a power cut.
pub trait Mirror {
    fn get(&self, key: &str) -> impl Future<Output = Result<Option<Vec<u8>>, Fault>>;
    /// Every key of ours, in no particular order.
    fn keys(&self) -> impl Future<Output = Result<Vec<String>, Fault>>;
    /// Several reads at once, in the order asked.
    fn get_many(&self, keys: &[String]) -> impl Future<Output = Result<Vec<Option<Vec<u8>>>, Fault>>;
    /// All of the batch, on disk, or none of it.
    fn commit(&self, batch: Batch) -> impl Future<Output = Result<(), Fault>>;
    /// Everything, and the place itself where it can be removed.
    fn erase(&self) -> impl Future<Output = Result<(), Fault>> {
        async {
            let removes = self.keys().await?;
            self.commit(Batch { removes, ..Batch::default() }).await
        }
    }
}
