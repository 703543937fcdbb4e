//! A copy of both stores as they are: sealed, and readable with the passphrase alone. Works while locked, and when nothing
//! else does.

use std::collections::BTreeMap;

use super::look::Found;
use super::{Keeper, SaveError};
use crate::store::memory::{MemoryLocal, MemoryMirror};
use crate::store::{Fault, Local, Mirror, keys};
use crate::transfer::sealed::{NotSealed, SealedFile};

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Everything both stores hold, as text. A store that does not answer is left out.
    ///
    /// # Errors
    /// Neither store answers.
    pub async fn export_copy(&self) -> Result<String, SaveError> {
        let local = self.0.local.as_ref().map_err(Clone::clone).and_then(copy_local);
        let mirror = match &self.0.mirror {
            Ok(mirror) => copy_mirror(mirror).await,
            Err(fault) => Err(fault.clone()),
        };
        let (local, mirror) = match (local, mirror) {
            (Err(local), Err(mirror)) => return Err(SaveError::Stores { local, mirror }),
            (local, mirror) => (local.unwrap_or_default(), mirror.unwrap_or_default()),
        };
        Ok(SealedFile { local, mirror }.write())
    }
}

impl Keeper<MemoryLocal, MemoryMirror> {
    /// Reads a copy into stores in memory, for whoever opens it without a browser.
    ///
    /// # Errors
    /// [`NotSealed`].
    pub async fn from_copy(text: &str) -> Result<(Self, Found), NotSealed> {
        let file = SealedFile::read(text)?;
        let (local, mirror) = (MemoryLocal::with_budget(u32::MAX), MemoryMirror::default());
        local.shelf.borrow_mut().extend(file.local);
        mirror.shelf.borrow_mut().extend(file.mirror);
        Ok(Self::look(Ok(local), Ok(mirror)).await)
    }
}

/// Everything localStorage holds of ours, the reserve left out.
pub(super) fn copy_local(local: &impl Local) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let mut values = BTreeMap::new();
    for key in local.keys()?.into_iter().filter(|key| key != keys::RESERVE) {
        if let Some(value) = local.get(&key)? {
            values.insert(key, value);
        }
    }
    Ok(values)
}

/// Everything the mirror holds of ours, the mark of who writes left out.
pub(super) async fn copy_mirror(mirror: &impl Mirror) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let mut listed = mirror.keys().await?;
    listed.retain(|key| key != keys::WRITER);
    let mut values = BTreeMap::new();
    for listed in listed.chunks(32) {
        let held = mirror.get_many(listed).await?;
        values.extend(listed.iter().cloned().zip(held).filter_map(|(key, value)| Some((key, value?))));
    }
    Ok(values)
}
