//! A backup: the journal as the newest manifest has it, in the one sealed file there is, and read again before it is
//! called good.
//!
//! It holds one copy of each listed value, as it is stored, so nothing is sealed anew and no passphrase is asked for: what
//! opens the journal now, opens the file for ever. Where a journal has no passphrase, its file gets one of its own
//! ([`NewLock`]); a file that anyone could read is never made.

use std::collections::{BTreeMap, BTreeSet};

use super::drawn::Drawn;
use super::state::Open;
use super::{Keeper, SaveError};
use crate::domain::{Backup, EntryId, Stamp, order};
use crate::store::{Local, Mirror, frame, keys};
use crate::transfer::backup::{Backup as Sealed, NotABackup};
use crate::transfer::sealed::SealedFile;
use crate::vault::{Derived, Entropy, Kdf, Name, NewSlot, Salt, SlotKind};

/// Values read at a time.
const AT_ONCE: usize = 16;

/// What a file gets as its lock, where the journal has none.
#[derive(Debug)]
pub struct NewLock<'a> {
    pub derived: &'a Derived,
    pub salt: Salt,
    pub kdf: Kdf,
}

/// A backup that was made, and not handed over yet.
#[derive(Clone, Debug)]
pub struct Made {
    pub text: String,
    /// The state it holds.
    pub state: Backup,
    /// Pages that are in it.
    pub pages: usize,
    /// Values that cannot be read here either. They are in it as they are.
    pub damaged: usize,
}

/// Why a file that was just made is not good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotGood {
    File(NotABackup),
    /// The key of this journal does not open it.
    Key,
    /// It lacks pages, or holds values that cannot be read although they can be read here.
    Lacks {
        pages: usize,
    },
    Locked,
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Seals everything there is into one file. `step` hears how far it is, in values, and says whether to go on.
    ///
    /// `lock` is needed where the journal opens without a passphrase, and is not looked at elsewhere.
    ///
    /// # Errors
    /// [`SaveError::Locked`] also where a lock is needed and there is none. `None` when `step` said no.
    pub async fn make_backup(
        &self,
        lock: Option<NewLock<'_>>,
        number: u32,
        now: Stamp,
        entropy: &mut dyn Entropy,
        mut step: impl AsyncFnMut(usize, usize) -> bool,
    ) -> Result<Option<Made>, SaveError> {
        let mut drawn = Drawn::from(entropy);
        self.read_all(now, &mut drawn).await?;
        let header = self.file_header(lock, now, &mut drawn)?;
        let (names, origin, drafts) = self.with(|open| {
            let drafts: Vec<_> = open.drafts.values().map(|slot| slot.name).collect();
            (open.book.names().collect::<Vec<_>>(), open.book.origin(), drafts)
        })?;
        let framed = frame::frame(&header);
        let mut values: BTreeMap<_, _> = keys::HEADERS.map(|key| (key.to_owned(), framed.clone())).into();
        let mut damaged = 0;
        let (mut done, total) = (0, names.len());
        for names in names.chunks(AT_ONCE) {
            done += names.len();
            for (name, judged) in self.read_values(names).await {
                let held = match judged {
                    Ok((framed, ..)) => Some(framed),
                    Err(_) => {
                        damaged += 1;
                        self.any_copy(&keys::value(name)).await
                    }
                };
                values.extend(held.map(|framed| (keys::value(name), framed)));
            }
            if !step(done, total).await {
                return Ok(None);
            }
        }
        for name in drafts {
            let key = keys::draft(name);
            if let Some(framed) = self.any_copy(&key).await {
                values.insert(key, framed);
            }
        }
        let (manifest, pages) = self
            .with(|open| {
                // A save that came in between has another manifest, and values that are not in the file.
                let same = open.book.origin() == origin;
                same.then(|| (open.seal_manifest(&mut drawn), open.best.len()))
            })?
            .ok_or(SaveError::Elsewhere)?;
        let slot = (origin.generation % 2) as usize;
        values.insert(keys::MANIFESTS[slot].to_owned(), manifest);
        let file = SealedFile { local: BTreeMap::new(), mirror: values };
        let state = Backup { writer: origin.writer, generation: origin.generation, at: now, number };
        Ok(Some(Made { text: file.write(), state, pages, damaged }))
    }

    /// Opens a file that was just made, as it came back from wherever it was put, and reads everything in it: every page
    /// of this journal must be there, word for word as good as here.
    ///
    /// # Errors
    /// [`NotGood`].
    pub fn check_backup(&self, text: &str, made: &Made) -> Result<usize, NotGood> {
        let sealed = Sealed::read(text).map_err(NotGood::File)?;
        let contents = self.with(|open| {
            if !sealed.is_authentic(&open.vault) {
                return Err(NotGood::Key);
            }
            let mut reader = sealed.reader(&open.vault);
            while reader.step(&sealed.file, &open.vault).map_err(NotGood::File)? {}
            Ok(reader.finish())
        });
        let contents = contents.map_err(|_| NotGood::Locked)??;
        let there: BTreeSet<EntryId> = order::gathered(contents.pages.iter().map(|page| page.id));
        let lacks = self.with(|open| open.best.keys().filter(|id| !there.contains(id)).count());
        let lacks = lacks.map_err(|_| NotGood::Locked)?;
        let is_state = contents.manifest.is_some_and(|manifest| {
            (manifest.writer, manifest.generation) == (made.state.writer, made.state.generation)
        });
        match lacks == 0 && is_state && contents.damaged <= made.damaged {
            true => Ok(there.len()),
            false => Err(NotGood::Lacks { pages: lacks }),
        }
    }

    /// The header the file gets: this journal's own, or one with a lock.
    fn file_header(&self, lock: Option<NewLock<'_>>, now: Stamp, drawn: &mut Drawn) -> Result<Vec<u8>, SaveError> {
        let header = self.header().ok_or(SaveError::Locked)?;
        let day = super::header::day_number(now.day());
        let header = self.with(|open| {
            let is_open = header.slots(&open.vault).iter().any(|(kind, _)| *kind == SlotKind::Open);
            match lock {
                _ if !is_open && !header.is_open() => Ok(header),
                Some(NewLock { derived, salt, kdf }) => {
                    Ok(header.relocked(&open.vault, NewSlot::Passphrase(derived), salt, kdf, day, drawn))
                }
                None => Err(SaveError::Locked),
            }
        })??;
        // How often somebody tried here says nothing of the file.
        Ok(header.with_failed_unlocks(0).encode())
    }

    /// A value as whichever store has it, whole or not.
    async fn any_copy(&self, key: &str) -> Option<Vec<u8>> {
        let local = self.local().ok().and_then(|local| local.get(key).ok().flatten());
        match (local, self.mirror()) {
            (Some(framed), _) => Some(framed),
            (None, Ok(mirror)) => mirror.get(key).await.ok().flatten(),
            (None, Err(_)) => None,
        }
    }
}

impl Open {
    /// The manifest as it stands, in its frame.
    fn seal_manifest(&self, drawn: &mut Drawn) -> Vec<u8> {
        let slot = (self.book.generation % 2) as usize;
        let name: Name = super::state::manifest_name(slot);
        let sealed = self.vault.seal(crate::vault::Purpose::Manifest, &name, &self.book.encode(), drawn);
        frame::frame(&sealed)
    }
}
