//! The keeper: the one part that knows both the vault and the stores. It turns pages into sealed values, keeps them in
//! two places, and finds everything again.
//!
//! What holds, whatever fails:
//!
//! - A save is acknowledged when IndexedDB has it on disk; with one store gone it is acknowledged by the other, and says so.
//! - Values are never overwritten: each has a name of its own, and is removed only when a manifest that no longer lists it
//!   is safe, and not before everything both stores hold has been read once.
//! - Opening takes the union of both stores and subtracts only what was deleted for good. Two versions of the same revision
//!   are both kept. A value that cannot be read stays where it is and is named in the report.
//! - One keeper writes, the one whose mark lies in the mirror. Any other changes nothing in either store.
//! - No borrow of the keeper's state is held while it waits for a store.
//!
//! Reading order: [`look`] (is there a journal?), [`found`] (the first Keep), [`pass`] and [`open`] (unlock and read), [`heal`] (the
//! verify pass), [`commit`] (saving), [`hand`] (who may write) and [`follow`] (reading along), then what builds on it: [`draft`],
//! [`delete`], [`gather`], [`rekey`], [`copy`], [`remove`], [`backup`], [`bring`], [`adopt`].

mod adopt;
mod backup;
mod bring;
mod commit;
mod copy;
mod delete;
mod draft;
mod drawn;
mod edit;
mod follow;
mod found;
mod gather;
mod hand;
mod header;
mod heal;
mod judge;
mod look;
mod open;
mod pass;
mod rekey;
mod remove;
mod report;
mod room;
mod state;
mod stray;
#[cfg(test)]
mod tests;
mod turn;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::domain::{Entry, EntryId, Past, Preferences};
use crate::store::Fault;

pub use crate::app::action::Singles;
pub use backup::{Made, NewLock, NotGood};
pub use bring::Bringing;
pub use commit::{Pending, Safety, Saved};
pub use draft::SealedDraft;
pub use follow::{FollowFailed, Followed};
pub use gather::Gathered;
pub use look::Found;
pub use open::{First, More, OpenFailed};
pub use rekey::Rekey;
pub use remove::Remains;
pub use report::{Damaged, Place, Report, Why};
pub use room::Space;

/// Something to be kept, all of a call in one commit.
#[derive(Clone, Debug)]
pub enum Change {
    Write(Rc<Entry>),
    /// For good: gone from both stores, drafts and segments included.
    Delete(Vec<EntryId>),
    Preferences(Preferences),
    /// What was met among cards and prompts.
    Past(Past),
}

/// Why nothing was saved. What the keeper holds is as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// Neither store took it.
    Stores { local: Fault, mirror: Fault },
    /// Another keeper writes. This one only reads from now on.
    Elsewhere,
    /// Everything we kept has been removed under our feet.
    Cleared,
    /// The keys have been dropped, or nothing is open yet.
    Locked,
    /// A deletion is not finished: the pages are gone from the journal, but some of their bytes could not be removed yet.
    /// It is taken up again at the next opening, or by asking again.
    Unfinished(Fault),
}

/// A handle on the journal's stores. Clones are the same keeper.
#[derive(Debug)]
pub struct Keeper<L, M>(Rc<Inner<L, M>>);

impl<L, M> Clone for Keeper<L, M> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

#[derive(Debug)]
struct Inner<L, M> {
    local: Result<L, Fault>,
    mirror: Result<M, Fault>,
    /// A store that stopped answering while the journal was opened is left alone until the next opening.
    local_out: Cell<bool>,
    mirror_out: Cell<bool>,
    turn: turn::Turn,
    /// The verify pass is taken a slice at a time, by whoever needs it next.
    reading: turn::Turn,
    state: RefCell<state::State>,
}

impl<L, M> Keeper<L, M> {
    fn local(&self) -> Result<&L, Fault> {
        match &self.0.local {
            Ok(_) if self.0.local_out.get() => Err(Fault::Failed("out".to_owned())),
            Ok(local) => Ok(local),
            Err(fault) => Err(fault.clone()),
        }
    }

    fn mirror(&self) -> Result<&M, Fault> {
        match &self.0.mirror {
            Ok(_) if self.0.mirror_out.get() => Err(Fault::Failed("out".to_owned())),
            Ok(mirror) => Ok(mirror),
            Err(fault) => Err(fault.clone()),
        }
    }

    /// Something of the open journal, or [`SaveError::Locked`].
    fn with<T>(&self, ask: impl FnOnce(&mut state::Open) -> T) -> Result<T, SaveError> {
        self.0.state.borrow_mut().open.as_mut().map(ask).ok_or(SaveError::Locked)
    }

    /// Drops the keys and everything read. Other handles find the journal locked.
    pub fn lock(self) {
        self.0.state.borrow_mut().open = None;
    }

    pub fn is_open(&self) -> bool {
        self.0.state.borrow().open.is_some()
    }
}
