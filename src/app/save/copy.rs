//! A copy of both stores as they are: sealed, and readable with the passphrase alone. Works while locked, and when nothing
//! else does.

use std::collections::BTreeMap;

use super::look::Found;
use super::{Keeper, SaveError};
use crate::store::memory::{MemoryLocal, MemoryMirror};
use crate::store::{Batch, Fault, Local, Mirror, keys};
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

    /// Puts what a file holds into the stores, each value as it is, where nothing is kept yet: the same vault, opened by
    /// the same passphrase and the same recovery words. Locked afterwards; look again.
    ///
    /// # Errors
    /// [`SaveError`]: there is a journal here, or neither store took the file. Nothing of it is here then.
    pub async fn adopt(&self, file: &SealedFile) -> Result<(), SaveError> {
        if !self.0.state.borrow().headers.is_empty() {
            return Err(SaveError::Elsewhere);
        }
        // A store the file has nothing of gets what the other had: opening compares and heals the rest.
        let either = |own: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>| {
            if own.is_empty() { other.clone() } else { own.clone() }
        };
        let puts = either(&file.mirror, &file.local).into_iter().collect();
        let in_mirror = match self.mirror() {
            // A journal may have been begun in another tab since this one looked.
            Ok(mirror) if mirror.get(keys::HEADERS[0]).await.is_ok_and(|held| held.is_some()) => Err(Fault::Moved),
            Ok(mirror) => mirror.commit(Batch { puts, ..Batch::default() }).await,
            Err(fault) => Err(fault),
        };
        if in_mirror == Err(Fault::Moved) {
            return Err(SaveError::Elsewhere);
        }
        let in_local = self.local().and_then(|local| put_all(local, &either(&file.local, &file.mirror)));
        match (in_local, in_mirror) {
            (Err(local), Err(mirror)) => Err(SaveError::Stores { local, mirror }),
            _ => Ok(()),
        }
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

/// The header last, so that what is cut off is no journal; all of it or nothing.
fn put_all(local: &impl Local, values: &BTreeMap<String, Vec<u8>>) -> Result<(), Fault> {
    let (headers, others): (Vec<_>, Vec<_>) = values.iter().partition(|(key, _)| keys::HEADERS.contains(&key.as_str()));
    let put = others.iter().chain(&headers).try_for_each(|(key, value)| local.set(key, value));
    if put.is_err() {
        values.keys().for_each(|key| drop(local.remove(key)));
    }
    put
}

fn copy_local(local: &impl Local) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let mut values = BTreeMap::new();
    for key in local.keys()?.into_iter().filter(|key| key != keys::RESERVE) {
        if let Some(value) = local.get(&key)? {
            values.insert(key, value);
        }
    }
    Ok(values)
}

async fn copy_mirror(mirror: &impl Mirror) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let mut listed = mirror.keys().await?;
    listed.retain(|key| key != keys::WRITER);
    let mut values = BTreeMap::new();
    for listed in listed.chunks(32) {
        let held = mirror.get_many(listed).await?;
        values.extend(listed.iter().cloned().zip(held).filter_map(|(key, value)| Some((key, value?))));
    }
    Ok(values)
}
