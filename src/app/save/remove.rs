//! Removing everything: both stores emptied of all that is ours, and looked at again.
//!
//! The mirror is emptied in one strict transaction that leaves a mark there. Wherever it is cut off after that, the next
//! opening finds the mark, heals nothing, and finishes. localStorage writes its own removals to disk seconds later, and
//! would bring back what it held; so the mark goes last, when they have had their time.

use super::Keeper;
use crate::store::{Batch, Fault, Local, Mirror, keys};

/// What was found in the stores after removing, by looking again. `None` where a store could not be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remains {
    pub local: Option<usize>,
    pub mirror: Option<usize>,
}

impl Remains {
    /// Whether both stores were looked at and nothing was there.
    pub fn is_clear(self) -> bool {
        self == Self { local: Some(0), mirror: Some(0) }
    }
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Drops the keys and removes every value of ours from both stores, all but the mark that says so. May be asked again
    /// at any time.
    pub async fn remove_everything(&self) -> Remains {
        self.clone().lock();
        self.0.state.borrow_mut().headers.clear();
        // What could not be removed is found by looking.
        let _ = self.empty_mirror().await;
        let _ = self.empty_local();
        self.what_remains().await
    }

    /// Removes whatever came back meanwhile, and then the mark, if nothing else is left.
    pub async fn end_removal(&self) -> Remains {
        let remains = self.remove_everything().await;
        if remains.is_clear() {
            if let Ok(mirror) = &self.0.mirror {
                let _ = mirror.erase().await;
            }
            if let Ok(local) = &self.0.local {
                let _ = local.remove(keys::REMOVING);
            }
        }
        remains
    }

    async fn empty_mirror(&self) -> Result<(), Fault> {
        let mirror = self.0.mirror.as_ref().map_err(Clone::clone)?;
        let removes = mirror.keys().await?.into_iter().filter(|key| key != keys::REMOVING).collect();
        let puts = vec![(keys::REMOVING.to_owned(), vec![1])];
        mirror.commit(Batch { puts, removes, ..Batch::default() }).await
    }

    fn empty_local(&self) -> Result<(), Fault> {
        let local = self.0.local.as_ref().map_err(Clone::clone)?;
        let mark = || local.set(keys::REMOVING, &[1]);
        let marked = mark().is_ok();
        for key in local.keys()?.iter().filter(|key| *key != keys::REMOVING) {
            local.remove(key)?;
        }
        // A store that was full has room now.
        if marked { Ok(()) } else { mark() }
    }

    async fn what_remains(&self) -> Remains {
        let count = |held: Vec<String>| held.iter().filter(|key| *key != keys::REMOVING).count();
        let in_local = self.0.local.as_ref().ok().and_then(|local| local.keys().ok());
        let in_mirror = match &self.0.mirror {
            Ok(mirror) => mirror.keys().await.ok(),
            Err(_) => None,
        };
        Remains { local: in_local.map(count), mirror: in_mirror.map(count) }
    }
}
