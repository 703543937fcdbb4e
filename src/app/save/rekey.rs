//! A new data key: everything is sealed again under it, a few values a step. The header knows both keys until the last
//! step, so it can be interrupted anywhere.

use super::drawn::Drawn;
use super::edit::Edit;
use super::judge::unseal;
use super::state::DraftSlot;
use super::{Keeper, SaveError};
use crate::domain::{Day, Stamp};
use crate::record::value::Origin;
use crate::store::{Fault, Local, Mirror, frame, keys};
use crate::vault::{Entropy, Kdf, Name, NewSlot, Purpose, Salt, Vault};

/// Values sealed again in one step.
const STEP: usize = 8;

/// What a new key is protected by. The salt and cost are those the secret was derived with, and every slot shares them:
/// recovery words made for the old key no longer open anything, and are to be offered again.
#[derive(Debug)]
pub struct Rekey<'a> {
    pub slot: NewSlot<'a>,
    pub salt: Salt,
    pub kdf: Kdf,
    pub day: Day,
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Puts the journal under a new data key. From here on everything is sealed with it; go on with
    /// [`Keeper::rekey_step`] until nothing remains.
    ///
    /// # Errors
    /// [`SaveError`]: the old key still stands.
    pub async fn rekey(&self, rekey: Rekey<'_>, now: Stamp, entropy: &mut dyn Entropy) -> Result<(), SaveError> {
        self.check_hand()?;
        let mut drawn = Drawn::from(entropy);
        // One re-sealing at a time, and nothing unread is left behind under the old key.
        while self.with(|open| open.vault.previous_epoch().is_some())? {
            self.rekey_step(now, &mut drawn).await?;
        }
        self.read_all(now, &mut drawn).await?;
        let header = self.header().ok_or(SaveError::Locked)?;
        let day = super::header::day_number(rekey.day);
        let (header, vault) =
            self.with(|open| header.rekeyed(&open.vault, rekey.slot, rekey.salt, rekey.kdf, day, &mut drawn))?;
        self.write_header(header).await?;
        self.with(|open| open.vault = vault)
    }

    /// Seals some more under the new key; how many values remain. At 0 the old key is gone and so is every value under it.
    ///
    /// # Errors
    /// [`SaveError`]: go on later, nothing is lost.
    pub async fn rekey_step(&self, now: Stamp, entropy: &mut dyn Entropy) -> Result<usize, SaveError> {
        self.check_hand()?;
        let mut drawn = Drawn::from(entropy);
        self.read_all(now, &mut drawn).await?;
        if self.with(|open| open.vault.previous_epoch().is_none())? {
            return Ok(0);
        }
        let old = self.under_old_key().await?;
        if old.is_empty() {
            self.drop_old_key(&mut drawn).await?;
            return Ok(0);
        }
        for (name, framed) in old.iter().take(STEP) {
            self.with(|open| {
                let Some((purpose, ..)) = open.listed(*name) else { return };
                Edit::of(open).reseal(*name, purpose, framed, &mut drawn);
            })?;
        }
        self.settle().await?;
        Ok(old.len().saturating_sub(STEP).max(1))
    }

    /// Listed values still under the old key that can be opened.
    async fn under_old_key(&self) -> Result<Vec<(Name, Vec<u8>)>, SaveError> {
        let names: Vec<Name> =
            self.with(|open| open.book.names().filter(|name| !open.resealed.contains(name)).collect())?;
        let mut old = Vec::new();
        for names in names.chunks(STEP) {
            let mirror = self.mirror_values(names).await;
            for (&name, mirror) in names.iter().zip(mirror) {
                let local = self.local().ok().and_then(|local| local.get(&keys::value(name)).ok().flatten());
                let found = self.with(|open| {
                    let (purpose, ..) = open.listed(name)?;
                    let current = open.vault.epoch();
                    let readable = |framed: &Vec<u8>| unseal(&open.vault, purpose, name, framed).is_ok();
                    let framed = [local, mirror].into_iter().flatten().find(readable)?;
                    if Vault::epoch_of(frame::unframe(&framed).ok()?) == Some(current) {
                        open.resealed.insert(name);
                        return None;
                    }
                    Some(framed)
                })?;
                old.extend(found.map(|framed| (name, framed)));
            }
            if old.len() > STEP {
                break;
            }
        }
        Ok(old)
    }

    async fn drop_old_key(&self, drawn: &mut Drawn) -> Result<(), SaveError> {
        // Both manifests, then the drafts, then what was given up: nothing under the old key is needed any more.
        for _ in 0..2 {
            self.with(|open| Edit::of(open).finish(drawn))?;
            self.settle().await?;
        }
        self.reseal_drafts(drawn).await?;
        self.see_it_gone(&[], drawn).await?;
        let header = self.header().ok_or(SaveError::Locked)?;
        let (header, vault) = self.with(|open| header.without_previous(&open.vault, drawn))?;
        self.write_header(header).await?;
        self.with(|open| {
            open.vault = vault;
            open.resealed.clear();
        })
    }

    async fn reseal_drafts(&self, drawn: &mut Drawn) -> Result<(), SaveError> {
        let stored = self.stored_drafts().await.map_err(SaveError::Unfinished)?;
        let mut gone = Vec::new();
        for (key, framed) in stored {
            let Some(name) = key.strip_prefix(keys::DRAFT).and_then(Name::parse) else { continue };
            let sealed = self.with(|open| {
                let epoch = Vault::epoch_of(frame::unframe(&framed).ok()?);
                let draft =
                    super::draft::read(&open.vault, name, &framed).filter(|_| epoch != Some(open.vault.epoch()))?;
                // The new name is for the latest of several only.
                if open.drafts.get(&draft.page.id).is_some_and(|slot| slot.name == name) {
                    open.drafts.insert(draft.page.id, DraftSlot { name: Name::random(drawn), count: draft.count });
                    return Some(Some(draft.page));
                }
                Some(None)
            })?;
            let Some(page) = sealed else { continue };
            if let Some(page) = page {
                let sealed = self.seal_draft(&page, drawn)?;
                let local = self.draft_to_local(&sealed);
                let mirror = self.draft_to_mirror(&sealed).await;
                if let (Err(local), Err(mirror)) = (local, mirror) {
                    return Err(SaveError::Stores { local, mirror });
                }
            }
            gone.push(key);
        }
        self.remove_everywhere(&gone).await.map_err(|fault: Fault| SaveError::Unfinished(fault))?;
        self.with(|open| open.given_up.extend(gone))
    }
}

impl Edit<'_> {
    /// The same contents under the current key and a new name.
    fn reseal(mut self, name: Name, purpose: Purpose, framed: &[u8], drawn: &mut Drawn) {
        let Ok(plain) = unseal(self.vault(), purpose, name, framed) else { return };
        let Ok((_, contents)) = Origin::unwrap_from(&plain) else { return };
        let plain = self.origin().wrap(contents);
        self.replace(name, purpose, &plain, drawn);
        self.finish(drawn);
    }
}
