//! The header in both stores: two copies in each, the newest readable one in force.

use super::{Keeper, SaveError};
use crate::store::{Batch, Fault, Local, Mirror, frame, keys};
use crate::vault::{Appearance, Derived, Header, Kdf, NewSlot, Salt, SlotKind, UnlockError, Vault};

use super::drawn::Drawn;
use super::state::{Open, State};
use crate::domain::Day;
use crate::vault::Entropy;

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Opens the vault with what a person typed. Reading comes after: [`Keeper::read_first`].
    ///
    /// # Errors
    /// [`UnlockError`] when no slot of any copy of the header opens.
    pub fn unlock(&self, derived: &Derived, entropy: &mut dyn Entropy) -> Result<(), UnlockError> {
        self.unlock_by(|header| header.unlock(derived), entropy)
    }

    /// Opens a vault without a passphrase.
    ///
    /// # Errors
    /// [`UnlockError`] when there is no open slot.
    pub fn unlock_open(&self, entropy: &mut dyn Entropy) -> Result<(), UnlockError> {
        self.unlock_by(Header::unlock_open, entropy)
    }

    fn unlock_by(
        &self,
        open: impl Fn(&Header) -> Result<Vault, UnlockError>,
        entropy: &mut dyn Entropy,
    ) -> Result<(), UnlockError> {
        let mut state = self.0.state.borrow_mut();
        let opened = state.headers.iter().enumerate().filter_map(|(at, header)| Some((at, open(header).ok()?)));
        // A copy that someone changed without the key comes after every copy that is as the owner left it.
        let opened = opened.map(|(at, vault)| (!state.headers[at].is_authentic(&vault), at, vault));
        let (altered, at, vault) = opened.min_by_key(|(altered, at, _)| (*altered, *at)).ok_or(UnlockError::NoSlot)?;
        state.open_with(at, vault, altered, entropy);
        Ok(())
    }

    /// Opens with the keys of another keeper of the same journal, which has none afterwards.
    ///
    /// # Errors
    /// [`UnlockError`] when the other is locked, or the lock was changed since it was opened. It is as it was.
    pub fn unlock_like(&self, other: &Self, entropy: &mut dyn Entropy) -> Result<(), UnlockError> {
        let mut state = self.0.state.borrow_mut();
        let mut theirs = other.0.state.borrow_mut();
        let open = theirs.open.as_ref().ok_or(UnlockError::NoSlot)?;
        let authentic = |header: &Header| header.is_authentic(&open.vault);
        let at = state.headers.iter().position(authentic).ok_or(UnlockError::NoSlot)?;
        let open = theirs.open.take().ok_or(UnlockError::NoSlot)?;
        state.open_with(at, open.vault, false, entropy);
        Ok(())
    }

    /// Writes a wrong try down, for the owner to see. Anyone with the device can change this number.
    pub async fn note_failed_unlock(&self) {
        let Some(header) = self.header() else { return };
        // Nobody can be told, and the count is a courtesy.
        let _ = self.write_header(header.with_failed_unlocks(header.failed_unlocks().saturating_add(1))).await;
    }

    /// The number of wrong tries since the last opening, which starts again at none.
    pub async fn clear_failed_unlocks(&self) -> u32 {
        let Some(header) = self.header() else { return 0 };
        let count = header.failed_unlocks();
        if count > 0 && self.may_write() {
            let _ = self.write_header(header.with_failed_unlocks(0)).await;
        }
        count
    }

    /// Salt and cost of the header in force, for whatever is typed next.
    pub fn lock_cost(&self) -> Option<(Salt, Kdf)> {
        self.header().map(|header| (header.salt(), header.kdf()))
    }

    /// The four looks that can be read before unlocking.
    pub fn looks(&self) -> Option<Appearance> {
        self.header().map(|header| header.looks())
    }

    /// # Errors
    /// [`SaveError::Locked`], or neither store took it.
    pub async fn set_looks(&self, looks: Appearance) -> Result<(), SaveError> {
        self.change_header(|header, vault| header.with_looks(vault, looks)).await
    }

    /// The slots in use and the day each was made.
    pub fn slots(&self) -> Vec<(SlotKind, Day)> {
        let header = self.header();
        let slots = header.and_then(|header| self.with(|open| header.slots(&open.vault)).ok()).unwrap_or_default();
        slots.into_iter().map(|(kind, day)| (kind, Day::from_epoch_days(i64::from(day)))).collect()
    }

    /// Adds recovery words, or replaces them. `derived` is made with the salt and cost of the header.
    ///
    /// # Errors
    /// [`SaveError::Locked`], or neither store took it.
    pub async fn add_recovery(&self, derived: &Derived, day: Day, entropy: &mut dyn Entropy) -> Result<(), SaveError> {
        self.set_slot(NewSlot::Recovery(derived), day, entropy).await
    }

    /// # Errors
    /// [`SaveError::Locked`], or neither store took it.
    pub async fn remove_recovery(&self, entropy: &mut dyn Entropy) -> Result<(), SaveError> {
        let mut drawn = Drawn::from(entropy);
        self.change_header(|header, vault| header.without_slot(vault, SlotKind::Recovery, &mut drawn)).await
    }

    /// Whether what was typed opens the journal that is open. `derived` is made with the salt and cost of the header.
    pub fn is_opened_by(&self, derived: &Derived) -> bool {
        self.header().is_some_and(|header| header.unlock(derived).is_ok())
    }

    /// Replaces the passphrase where recovery words are to go on working: all slots share the header's salt and cost, so
    /// `derived` is made with those. The data key stays, as with [`Keeper::relock`].
    ///
    /// # Errors
    /// As [`Keeper::relock`].
    pub async fn change_passphrase(
        &self,
        derived: &Derived,
        day: Day,
        entropy: &mut dyn Entropy,
    ) -> Result<(), SaveError> {
        self.set_slot(NewSlot::Passphrase(derived), day, entropy).await?;
        self.old_header_is_gone().await
    }

    /// Puts another lock on the journal, or takes the lock off (`slot` open). No page is written again; every other way in
    /// is gone. The data key stays: an older copy of both stores opens with what opened it then. [`Keeper::rekey`] is for
    /// when that matters.
    ///
    /// # Errors
    /// [`SaveError::Locked`], neither store took it, or [`SaveError::Unfinished`]: one store still holds the old lock.
    pub async fn relock(
        &self,
        slot: NewSlot<'_>,
        salt: Salt,
        kdf: Kdf,
        day: Day,
        entropy: &mut dyn Entropy,
    ) -> Result<(), SaveError> {
        let (mut drawn, day) = (Drawn::from(entropy), day_number(day));
        self.change_header(|header, vault| header.relocked(vault, slot, salt, kdf, day, &mut drawn)).await?;
        self.old_header_is_gone().await
    }

    /// A lock that was changed must not lie on in a store that missed it: it would still open.
    async fn old_header_is_gone(&self) -> Result<(), SaveError> {
        self.heal_headers().await;
        let framed = self.header().map(|header| frame::frame(&header.encode()));
        let left = |fault| SaveError::Unfinished(fault);
        let is_old = |held: &Option<Vec<u8>>| held.is_some() && *held != framed;
        let still = || Fault::Failed("an old header".to_owned());
        if let Ok(local) = self.local() {
            for key in keys::HEADERS {
                if is_old(&local.get(key).map_err(left)?) {
                    return Err(left(still()));
                }
            }
        }
        if let Ok(mirror) = self.mirror() {
            let held = mirror.get_many(&keys::HEADERS.map(str::to_owned)).await.map_err(left)?;
            if held.iter().any(is_old) {
                return Err(left(still()));
            }
        }
        Ok(())
    }

    async fn set_slot(&self, slot: NewSlot<'_>, day: Day, entropy: &mut dyn Entropy) -> Result<(), SaveError> {
        let (mut drawn, day) = (Drawn::from(entropy), day_number(day));
        self.change_header(|header, vault| header.with_slot(vault, slot, day, &mut drawn)).await
    }

    async fn change_header(&self, change: impl FnOnce(&Header, &Vault) -> Header) -> Result<(), SaveError> {
        let header = self.header().ok_or(SaveError::Locked)?;
        let changed = self.with(|open| change(&header, &open.vault))?;
        self.write_header(changed).await
    }

    /// The header in force.
    pub(super) fn header(&self) -> Option<Header> {
        self.0.state.borrow().headers.first().cloned()
    }

    /// Both copies in both stores; the mirror first, because its answer lasts.
    pub(super) async fn write_header(&self, header: Header) -> Result<(), SaveError> {
        self.check_hand()?;
        let framed = frame::frame(&header.encode());
        let in_mirror = self.put_header_in_mirror(&framed).await;
        if in_mirror == Err(Fault::Moved) && self.was_overtaken().await {
            return Err(SaveError::Elsewhere);
        }
        let in_local = self.put_header_in_local(&framed);
        if let (Err(local), Err(mirror)) = (in_local, in_mirror) {
            return Err(SaveError::Stores { local, mirror });
        }
        self.0.state.borrow_mut().headers = vec![header];
        Ok(())
    }

    /// One copy at a time, so that one whole copy is there at every moment.
    pub(super) fn put_header_in_local(&self, framed: &[u8]) -> Result<(), Fault> {
        let local = self.local()?;
        keys::HEADERS.iter().try_for_each(|key| local.set(key, framed))
    }

    pub(super) async fn put_header_in_mirror(&self, framed: &[u8]) -> Result<(), Fault> {
        let puts = keys::HEADERS.map(|key| (key.to_owned(), framed.to_vec())).into();
        self.mirror()?.commit(Batch { guards: self.guards(), puts, ..Batch::default() }).await
    }

    /// Writes the header again where a store lacks it or holds another; how many copies that were.
    pub(super) async fn heal_headers(&self) -> u32 {
        let Some(header) = self.header() else { return 0 };
        let framed = frame::frame(&header.encode());
        let mut healed = 0;
        if let Ok(local) = self.local() {
            let lacking = keys::HEADERS
                .iter()
                .filter(|key| local.get(key).is_ok_and(|held| held.as_ref() != Some(&framed)))
                .count();
            if lacking > 0 && self.put_header_in_local(&framed).is_ok() {
                healed += lacking as u32;
            }
        }
        if let Ok(mirror) = self.mirror() {
            let held = mirror.get_many(&keys::HEADERS.map(str::to_owned)).await.unwrap_or_default();
            let lacking = held.iter().filter(|held| held.as_ref() != Some(&framed)).count();
            if lacking > 0 && self.put_header_in_mirror(&framed).await.is_ok() {
                healed += lacking as u32;
            }
        }
        healed
    }
}

/// A day as the header counts it.
pub(super) fn day_number(day: Day) -> u32 {
    u32::try_from(day.epoch_days()).unwrap_or(0)
}

impl State {
    /// An open journal under this header, which is the one in force from now on.
    fn open_with(&mut self, at: usize, vault: Vault, altered: bool, entropy: &mut dyn Entropy) {
        let header = self.headers.remove(at);
        self.headers.insert(0, header);
        let mut writer = [0; 8];
        entropy.fill(&mut writer);
        let mut open = Open::new(vault, writer);
        open.report.altered_header = altered;
        open.report.other_journal = self.other_journal;
        self.open = Some(open);
    }
}
