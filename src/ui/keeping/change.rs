//! Another lock on the same pages, none at all, and the looks in the clear part.

use yew::Callback;

use super::lock::{FLOOR_SECONDS, Made, make_key};
use super::{Keeping, fault, trouble};
use crate::app::Action;
use crate::domain::Looks;
use crate::platform::clock;
use crate::platform::random::SystemRandom;
use crate::platform::worker::{self, WorkerError};
use crate::store::Fault;
use crate::vault::{Appearance, Derived, Kdf, NewSlot, Salt, Secret, SlotKind};

impl Keeping {
    /// The same pages behind another passphrase: no value is written again. Salt and cost are made anew, unless recovery
    /// words are to go on working, which are bound to those there are.
    pub async fn change_passphrase(&self, present: Secret, next: Secret, send: &Callback<Action>) -> Action {
        let Some(keeper) = self.keeper() else { return Action::KeepingFailed(Fault::Refused) };
        match self.is_present(&present, send).await {
            Ok(true) => {}
            Ok(false) => return Action::PresentRefused,
            Err(error) => return Action::WorkFailed(trouble(error)),
        }
        let today = clock::now().day();
        let has_words = keeper.slots().iter().any(|(kind, _)| *kind == SlotKind::Recovery);
        let changed = if has_words {
            match self.derive(&next).await {
                Ok(derived) => keeper.change_passphrase(&derived, today, &mut SystemRandom).await,
                Err(error) => return Action::WorkFailed(trouble(error)),
            }
        } else {
            match make_key(&next, send).await {
                Ok(Made { derived, salt, kdf }) => {
                    let changed =
                        keeper.relock(NewSlot::Passphrase(&derived), salt, kdf, today, &mut SystemRandom).await;
                    self.note_lock();
                    changed
                }
                Err(error) => return Action::WorkFailed(trouble(error)),
            }
        };
        match changed {
            Ok(()) => Action::PassphraseChanged(self.slots()),
            Err(error) => Action::KeepingFailed(fault(error)),
        }
    }

    /// The same pages behind no passphrase at all.
    pub async fn remove_passphrase(&self, present: Secret, send: &Callback<Action>) -> Action {
        let Some(keeper) = self.keeper() else { return Action::KeepingFailed(Fault::Refused) };
        match self.is_present(&present, send).await {
            Ok(true) => {}
            Ok(false) => return Action::PresentRefused,
            Err(error) => return Action::WorkFailed(trouble(error)),
        }
        let (salt, today) = (Salt::random(&mut SystemRandom), clock::now().day());
        let removed = keeper.relock(NewSlot::Open, salt, Kdf::FLOOR, today, &mut SystemRandom).await;
        self.note_lock();
        match removed {
            Ok(()) => Action::PassphraseRemoved(self.slots()),
            Err(error) => Action::KeepingFailed(fault(error)),
        }
    }

    /// Into the clear part of the vault, beside the two looks that are chosen elsewhere.
    pub async fn save_looks(&self, looks: Looks) -> Option<Action> {
        let keeper = self.keeper()?;
        let others = keeper.looks().unwrap_or_default();
        let appearance = Appearance { theme: looks.theme.byte(), text_size: looks.text.byte(), ..others };
        // Counted, so that a lock right after the choice waits for it.
        let saved = self.counted(async move { keeper.set_looks(appearance).await });
        saved.await.err().map(|error| Action::KeepingFailed(fault(error)))
    }

    /// Whether what was typed opens the journal as it is locked now.
    async fn is_present(&self, present: &Secret, send: &Callback<Action>) -> Result<bool, WorkerError> {
        let Some((_, kdf)) = self.0.lock.get() else { return Err(WorkerError::Lost) };
        send.emit(Action::Expects { seconds: kdf.expected(FLOOR_SECONDS) });
        let derived: Derived = self.derive(present).await?;
        Ok(self.keeper().is_some_and(|keeper| keeper.is_opened_by(&derived)))
    }

    pub(super) async fn derive(&self, secret: &Secret) -> Result<Derived, WorkerError> {
        let (salt, kdf) = self.0.lock.get().ok_or(WorkerError::Lost)?;
        worker::derive(secret, &salt, kdf).await
    }

    /// Whatever is typed next is derived as the header now says.
    fn note_lock(&self) {
        self.0.lock.set(self.keeper().and_then(|keeper| keeper.lock_cost()));
    }
}
