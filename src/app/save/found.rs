//! The first Keep: the vault and the first words, in one commit. Nothing is written to either store before.

use super::commit::Saved;
use super::state::{Open, mark};
use super::{Change, Keeper, SaveError};
use crate::domain::Stamp;
use crate::store::{Local, Mirror, frame, keys};
use crate::vault::{Appearance, DataKey, Entropy, Header, Kdf, NewSlot, Salt, UnlockError, Vault, VaultId};

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Founds the vault with one slot and keeps the first changes. The journal is open afterwards.
    ///
    /// # Errors
    /// [`SaveError`]: nothing was founded, and what was written on the way has been taken back.
    #[expect(clippy::too_many_arguments, reason = "each is something only the caller can know")]
    pub async fn found(
        &self,
        slot: NewSlot<'_>,
        salt: Salt,
        kdf: Kdf,
        looks: Appearance,
        changes: &[Change],
        now: Stamp,
        entropy: &mut dyn Entropy,
    ) -> Result<Saved, SaveError> {
        let (key, id) = (DataKey::random(entropy), VaultId::random(entropy));
        let derived = match &slot {
            NewSlot::Passphrase(derived) | NewSlot::Recovery(derived) => Some(*derived),
            NewSlot::Open => None,
        };
        let day = super::header::day_number(now.day());
        let header = Header::create(id, &key, slot, day, salt, kdf, looks, entropy);
        let vault = match derived {
            Some(derived) => header.unlock(derived),
            None => header.unlock_open(),
        };
        // A header that was just made opens with what it was made with.
        let vault = vault.map_err(|UnlockError::NoSlot| SaveError::Locked)?;
        self.start(header, vault, entropy).await;
        let saved = match self.begin(changes, now, entropy) {
            Ok(pending) => pending.acknowledged().await,
            Err(error) => Err(error),
        };
        if saved.is_err() {
            self.take_back();
        }
        saved
    }

    /// The header goes into the same commit as the first words.
    async fn start(&self, header: Header, vault: Vault, entropy: &mut dyn Entropy) {
        let mut writer = [0; 8];
        entropy.fill(&mut writer);
        let mut open = Open::new(vault, writer);
        let framed = frame::frame(&header.encode());
        for key in keys::HEADERS {
            open.fresh.insert(key.to_owned(), framed.clone().into());
            open.behind.insert(key.to_owned(), framed.clone().into());
        }
        // What lies there already, where a journal that cannot be read is being begun anew.
        if let Ok(local) = self.local() {
            open.local_marks = keys::MANIFESTS.map(|key| local.get(key).ok().flatten().and_then(|held| mark(&held)));
        }
        if let Ok(mirror) = self.mirror() {
            let held = mirror.get_many(&keys::MANIFESTS.map(str::to_owned)).await.unwrap_or_default();
            for (slot, held) in held.into_iter().enumerate() {
                open.mirror_marks[slot] = held.and_then(|held| mark(&held));
            }
        }
        let mut state = self.0.state.borrow_mut();
        state.headers = vec![header];
        state.open = Some(open);
    }

    fn take_back(&self) {
        let mut state = self.0.state.borrow_mut();
        state.headers.clear();
        let Some(open) = state.open.take() else { return };
        let Ok(local) = self.local() else { return };
        let values: Vec<_> = open.garbage.iter().map(|garbage| garbage.key.clone()).collect();
        let manifest = keys::MANIFESTS[1].to_owned();
        for key in keys::HEADERS.map(str::to_owned).into_iter().chain(values).chain([manifest]) {
            // Without a header these bytes mean nothing; the next first Keep writes over them.
            let _ = local.remove(&key);
        }
    }
}
