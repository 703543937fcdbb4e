//! Words under the pen, sealed but not yet kept. Sealed once, then put into either store; a draft goes when its page is
//! committed.

use super::drawn::Drawn;
use super::judge::unseal;
use super::state::{DraftSlot, Framed, Open};
use super::{Keeper, SaveError};
use crate::app::state::CLEARED;
use crate::domain::{Entry, EntryId};
use crate::record::value::{Origin, read_record, write_record};
use crate::record::{Draft, Reading, write_draft};
use crate::store::{Batch, Fault, Guard, Local, Mirror, frame, keys};
use crate::vault::{Entropy, Name, Purpose, Vault};

/// A sealed draft: it can be put away even after the keys are gone.
#[derive(Clone)]
pub struct SealedDraft {
    key: String,
    framed: Framed,
}

impl std::fmt::Debug for SealedDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealedDraft")
    }
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Seals the page as it would be committed: its revision is the one it would get.
    ///
    /// # Errors
    /// [`SaveError::Locked`].
    pub fn seal_draft(&self, page: &std::rc::Rc<Entry>, entropy: &mut dyn Entropy) -> Result<SealedDraft, SaveError> {
        let mut drawn = Drawn::from(entropy);
        self.with(|open| {
            let slot =
                *open.drafts.entry(page.id).or_insert_with(|| DraftSlot { name: Name::random(&mut drawn), count: 0 });
            let slot = DraftSlot { count: slot.count + 1, ..slot };
            open.drafts.insert(page.id, slot);
            let origin = Origin { base: open.base, ..open.book.origin() };
            let plain = write_record(origin, &write_draft(&Draft { page: page.clone(), count: slot.count }));
            let sealed = open.vault.seal(Purpose::Draft, &slot.name, &plain, &mut drawn);
            SealedDraft { key: keys::draft(slot.name), framed: frame::frame(&sealed).into() }
        })
    }

    /// Puts a draft into localStorage, at once. Works after the keys are gone too.
    ///
    /// # Errors
    /// [`Fault::Moved`] when another keeper writes. What the store said; [`CLEARED`] when it took the draft and has lost the header, without which nothing opens it. The
    /// sealed draft can be tried again.
    pub fn draft_to_local(&self, draft: &SealedDraft) -> Result<(), Fault> {
        self.check_hand().map_err(|_| Fault::Moved)?;
        let local = self.local()?;
        let outcome = local.set(&draft.key, &draft.framed);
        if outcome == Err(Fault::Full) {
            self.free_reserve();
        }
        outcome?;
        match local.get(keys::HEADERS[0])? {
            Some(_) => Ok(()),
            None => Err(Fault::Failed(CLEARED.to_owned())),
        }
    }

    /// Puts a draft into the mirror, on disk. Works after the keys are gone too.
    ///
    /// # Errors
    /// [`Fault::Moved`] when another keeper writes. What the store said; [`CLEARED`] when it has lost the header, without
    /// which nothing opens a draft. The sealed draft can be tried again.
    pub async fn draft_to_mirror(&self, draft: &SealedDraft) -> Result<(), Fault> {
        let puts = vec![(draft.key.clone(), draft.framed.to_vec())];
        let header_is_there = Guard { key: keys::HEADERS[0].to_owned(), starts: Some(Vec::new()) };
        self.check_hand().map_err(|_| Fault::Moved)?;
        let guards = self.guards().into_iter().chain([header_is_there]).collect();
        match self.mirror()?.commit(Batch { guards, puts, ..Batch::default() }).await {
            Err(Fault::Moved) if !self.was_overtaken().await => Err(Fault::Failed(CLEARED.to_owned())),
            outcome => outcome,
        }
    }

    /// Removes the draft of a page from both stores.
    ///
    /// # Errors
    /// What a store said; the draft may still be there.
    pub async fn discard_draft(&self, id: EntryId) -> Result<(), Fault> {
        let Ok(Some(slot)) = self.with(|open| open.drafts.remove(&id)) else { return Ok(()) };
        self.remove_everywhere(&[keys::draft(slot.name)]).await
    }

    /// Removes keys from whichever stores there are.
    pub(super) async fn remove_everywhere(&self, removes: &[String]) -> Result<(), Fault> {
        self.check_hand().map_err(|_| Fault::Moved)?;
        let in_local = match self.local() {
            Ok(local) => removes.iter().try_for_each(|key| local.remove(key)),
            Err(_) => Ok(()),
        };
        let in_mirror = match self.mirror() {
            Ok(mirror) => {
                mirror.commit(Batch { guards: self.guards(), removes: removes.to_vec(), ..Batch::default() }).await
            }
            Err(_) => Ok(()),
        };
        in_local.and(in_mirror)
    }
}

/// The draft in a stored value, if it can be read.
pub(super) fn read(vault: &Vault, name: Name, framed: &[u8]) -> Option<Draft> {
    let plain = unseal(vault, Purpose::Draft, name, framed).ok()?;
    match read_record(&plain) {
        Ok((_, Reading::Draft(draft))) => Some(draft),
        _ => None,
    }
}

/// Every stored draft of these pages that can be read, as keys.
pub(super) fn of_pages(open: &Open, ids: &[EntryId], stored: &[(String, Vec<u8>)]) -> Vec<String> {
    let theirs = |key: &str, framed: &[u8]| {
        let name = key.strip_prefix(keys::DRAFT).and_then(Name::parse)?;
        let draft = read(&open.vault, name, framed)?;
        ids.contains(&draft.page.id).then_some(())
    };
    stored.iter().filter(|(key, framed)| theirs(key, framed).is_some()).map(|(key, _)| key.clone()).collect()
}
