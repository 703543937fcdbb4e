//! Two places for sealed bytes: a synchronous one of record (localStorage) and a durable mirror that acknowledges
//! (IndexedDB). Neither ever sees plaintext.

use std::future::Future;

/// Why a store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No room. Nothing was changed.
    Full,
    /// The browser refuses this store altogether (private mode, policy, file rules).
    Refused,
    /// Anything else the browser said; for a person's bug report, never with content.
    Failed(String),
}

/// A value of one of the stores: its key, and its sealed bytes.
pub type Pair = (String, Vec<u8>);

/// Several changes that happen together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub puts: Vec<Pair>,
    pub removes: Vec<String>,
}

/// The store of record: each call is done when it returns, but not yet safe from a crash.
pub trait Local {
    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault>;
    /// Replaces whole or leaves the old value whole.
    fn set(&self, key: &str, value: &[u8]) -> Result<(), Fault>;
    fn remove(&self, key: &str) -> Result<(), Fault>;
    /// Every key of ours, in no particular order.
    fn keys(&self) -> Result<Vec<String>, Fault>;
    /// Units in use and units there are, for the room left.
    fn room(&self) -> Result<Room, Fault>;
}

/// Code units of localStorage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub used: u32,
    pub budget: u32,
}

/// The mirror: what it has acknowledged survives a crash and a power cut.
pub trait Mirror {
    fn get(&self, key: &str) -> impl Future<Output = Result<Option<Vec<u8>>, Fault>>;
    fn keys(&self) -> impl Future<Output = Result<Vec<String>, Fault>>;
    /// Several reads at once, in the order asked.
    fn get_many(&self, keys: &[String]) -> impl Future<Output = Result<Vec<Option<Vec<u8>>>, Fault>>;
    /// All of the batch, on disk, or none of it.
    fn commit(&self, batch: Batch) -> impl Future<Output = Result<(), Fault>>;
}
