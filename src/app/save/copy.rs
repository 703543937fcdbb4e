//! A copy of both stores as they are: sealed, and readable with the passphrase alone. Works while locked, and when nothing
//! else does.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::look::Found;
use super::{Keeper, SaveError};
use crate::store::memory::{MemoryLocal, MemoryMirror};
use crate::store::{Fault, Local, Mirror, keys};

const FORMAT: &str = "notes";
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Copy {
    format: String,
    version: u32,
    local: BTreeMap<String, String>,
    mirror: BTreeMap<String, String>,
}

/// The text is no copy of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotACopy {
    /// Not JSON of the right shape, or a value in it is not base64.
    Broken,
    /// Made by a later version.
    Newer { version: u32 },
}

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
        let copy = Copy { format: FORMAT.to_owned(), version: VERSION, local, mirror };
        Ok(serde_json::to_string(&copy).expect("maps of strings always make JSON"))
    }
}

impl Keeper<MemoryLocal, MemoryMirror> {
    /// Reads a copy into stores in memory, for whoever opens it without a browser.
    ///
    /// # Errors
    /// [`NotACopy`].
    pub async fn from_copy(text: &str) -> Result<(Self, Found), NotACopy> {
        let copy: Copy = serde_json::from_str(text).map_err(|_| NotACopy::Broken)?;
        if copy.format != FORMAT {
            return Err(NotACopy::Broken);
        }
        if copy.version > VERSION {
            return Err(NotACopy::Newer { version: copy.version });
        }
        let (local, mirror) = (MemoryLocal::with_budget(u32::MAX), MemoryMirror::default());
        for (values, shelf) in [(copy.local, &local.shelf), (copy.mirror, &mirror.shelf)] {
            for (key, value) in values.into_iter().filter(|(key, _)| keys::is_ours(key)) {
                shelf.borrow_mut().insert(key, STANDARD.decode(value).map_err(|_| NotACopy::Broken)?);
            }
        }
        Ok(Self::look(Ok(local), Ok(mirror)).await)
    }
}

fn copy_local(local: &impl Local) -> Result<BTreeMap<String, String>, Fault> {
    let mut values = BTreeMap::new();
    for key in local.keys()?.into_iter().filter(|key| key != keys::RESERVE) {
        if let Some(value) = local.get(&key)? {
            values.insert(key, STANDARD.encode(value));
        }
    }
    Ok(values)
}

async fn copy_mirror(mirror: &impl Mirror) -> Result<BTreeMap<String, String>, Fault> {
    let mut listed = mirror.keys().await?;
    listed.retain(|key| key != keys::WRITER);
    let mut values = BTreeMap::new();
    for listed in listed.chunks(32) {
        let held = mirror.get_many(listed).await?;
        values.extend(listed.iter().cloned().zip(held).filter_map(|(key, value)| Some((key, STANDARD.encode(value?)))));
    }
    Ok(values)
}
