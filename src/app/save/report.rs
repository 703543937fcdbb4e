//! What the verify pass found and did. Findings, not errors: the words for them are chosen elsewhere.

use crate::domain::EntryId;
use crate::vault::Name;

/// One of the two stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Local,
    Mirror,
}

/// Why a value cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its bytes have changed, in every place that holds any.
    Altered,
    /// No store has it.
    Missing,
    /// Written by a later version of the app: nothing is wrong with it.
    Newer,
    /// Sealed under a key this journal does not have.
    OtherKey,
}

/// A value that is listed or stored and cannot be read. It stays where it is and goes along in every exported copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The page it holds, where that is known. A segment holds many.
    pub id: Option<EntryId>,
    pub name: Name,
    /// How many pages a segment holds; 1 otherwise.
    pub pages: u32,
    pub why: Why,
}

/// The end of the verify pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Values that one store lacked or held damaged, written there again.
    pub healed: u32,
    /// The store that was found empty while the other was not.
    pub emptied: Option<Place>,
    /// Values no manifest listed, taken back in.
    pub adopted: u32,
    /// New pages that hold the other side of a conflict.
    pub recovered_copies: Vec<EntryId>,
    pub damaged: Vec<Damaged>,
    pub generation: u64,
    /// The clear part was changed by someone without the key: looks, slots or parameters may not be the owner's.
    pub altered_header: bool,
    /// The mirror holds another journal. It is left alone, and this one is kept in localStorage only.
    pub other_journal: bool,
    /// What was found to heal could not be written; the next opening tries again.
    pub unfinished: bool,
}
