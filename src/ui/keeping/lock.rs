//! Founding, unlocking, and everything else about keys.

use std::rc::Rc;

use yew::Callback;

use super::{Keeping, fault, founding, trouble};
use crate::app::Action;
use crate::app::action::{FoundingError, Opened};
use crate::app::save::{Change, Found, Keeper, Rekey, Safety};
use crate::app::state::{Role, Trouble, Words};
use crate::domain::{Entry, Preferences};
use crate::platform::clock;
use crate::platform::random::SystemRandom;
use crate::platform::tabs::pen::{self, How, Pen};
use crate::platform::tabs::{Message, tell};
use crate::platform::worker::{self, WorkerError};
use crate::store::Fault;
use crate::store::browser::{BrowserLocal, BrowserMirror};
use crate::vault::{Appearance, Derived, Kdf, NewSlot, Salt, Secret};

/// Seconds the floor is taken to need on a device that was never timed.
pub(super) const FLOOR_SECONDS: f64 = 0.4;

/// A key made on this device, with what it was made with.
pub(super) struct Made {
    pub derived: Derived,
    pub salt: Salt,
    pub kdf: Kdf,
}

impl Keeping {
    /// The first Keep: makes a key as dear as this device can bear, and keeps the page with it.
    pub async fn found(
        &self,
        secret: Option<Secret>,
        page: Option<Rc<Entry>>,
        preferences: Preferences,
        send: &Callback<Action>,
    ) -> Action {
        let moved = || Action::FoundingFailed(FoundingError::Store(Fault::Moved));
        if !self.take_pen(How::IfFree).await {
            return moved();
        }
        // Another tab may have begun a journal since this one looked. It must never be written over.
        let (keeper, found) = Keeper::look(BrowserLocal::probe(), BrowserMirror::open().await).await;
        if matches!(found, Found::Sealed { .. } | Found::Newer { .. } | Found::Removing { .. }) {
            return moved();
        }
        *self.0.keeper.borrow_mut() = Some(keeper.clone());
        let made = match &secret {
            Some(secret) => match make_key(secret, send).await {
                Ok(made) => Some(made),
                Err(error) => return Action::FoundingFailed(FoundingError::Key(trouble(error))),
            },
            None => None,
        };
        let (slot, salt, kdf) = match &made {
            Some(made) => (NewSlot::Passphrase(&made.derived), made.salt, made.kdf),
            None => (NewSlot::Open, Salt::random(&mut SystemRandom), Kdf::FLOOR),
        };
        let mut changes = vec![Change::Preferences(preferences.clone())];
        changes.extend(page.clone().map(Change::Write));
        let at = clock::now();
        let founded = keeper.found(slot, salt, kdf, Appearance::default(), &changes, at, &mut SystemRandom).await;
        match founded {
            Ok(saved) => {
                self.0.lock.set(Some((salt, kdf)));
                // Without the mark the manifests alone guard what is written.
                let _ = keeper.take_up().await;
                let mut health = self.health(&[]);
                health.no_mirror = saved.safe != Safety::Mirrored;
                Action::Founded { page, preferences, slots: self.slots(), health, at: clock::now() }
            }
            Err(error) => founding(error),
        }
    }

    /// Opens with what was typed, or without anything where no passphrase was set.
    pub async fn unlock(&self, secret: Option<Secret>, send: &Callback<Action>) -> Action {
        // The lock may have been changed by another tab since this page was loaded.
        let found = self.look_again().await;
        let (Some(keeper), Some((_, kdf)), Action::FoundSealed { .. }) = (self.keeper(), self.0.lock.get(), &found)
        else {
            return found;
        };
        let opened = match &secret {
            Some(secret) => {
                send.emit(Action::Expects { seconds: kdf.expected(FLOOR_SECONDS) });
                match self.derive(secret).await {
                    Ok(derived) => keeper.unlock(&derived, &mut SystemRandom),
                    Err(error) => return Action::OpeningFailed(trouble(error)),
                }
            }
            None => keeper.unlock_open(&mut SystemRandom),
        };
        if opened.is_err() {
            return Action::WrongPassphrase { at: clock::now() };
        }
        let role = if self.take_pen(How::IfFree).await { Role::Writes } else { Role::Reads { asking: false } };
        self.read_first(role).await
    }

    /// Takes the pen from another tab, which has put its words away by then, and reads everything anew.
    pub async fn take_over(&self, send: &Callback<Action>) -> Action {
        self.take_pen(How::Insist).await;
        // What was written up to now is taken in first, so that nothing is on screen that is not so any more.
        if let Some(followed) = self.follow(&[]).await {
            send.emit(followed);
        }
        let Some(reader) = self.keeper() else { return Action::LockDue };
        let lock = self.0.lock.get();
        self.look_again().await;
        let is_same_lock = self.0.lock.get() == lock;
        let writer = self
            .keeper()
            .filter(|_| is_same_lock)
            .filter(|writer| writer.unlock_like(&reader, &mut SystemRandom).is_ok());
        // A lock changed in the meantime asks again, and asks for what opens it now.
        if writer.is_none() {
            return Action::LockDue;
        }
        self.read_first(Role::Writes).await
    }

    /// Asks for the pen, and holds it until the keys are dropped. Whether it is this tab's.
    pub(super) async fn take_pen(&self, how: How) -> bool {
        if self.0.pen.borrow().is_some() {
            return true;
        }
        let keeping = self.clone();
        match pen::take(how, move || keeping.overtaken()).await {
            Pen::Ours(held) => {
                *self.0.pen.borrow_mut() = Some(held);
                true
            }
            Pen::Taken => false,
        }
    }

    async fn read_first(&self, role: Role) -> Action {
        let Some(keeper) = self.keeper() else { return Action::FoundNoStorage };
        match role {
            // Marked before anything is read: nobody else's words come in between. Without the mark the manifests alone
            // guard what is written.
            Role::Writes => drop(keeper.take_up().await),
            Role::Reads { .. } => keeper.only_read(),
        }
        let Ok(mut first) = keeper.read_first().await else { return Action::OpeningFailed(Trouble::Stores) };
        self.0.wrong_tries.set(keeper.clear_failed_unlocks().await);
        if role != Role::Writes {
            // What is under the pen belongs to the tab that writes.
            first.drafts.clear();
            first.rekeying = false;
        }
        Action::Opened(Opened {
            role,
            pages: first.pages,
            preferences: first.preferences,
            past: first.past,
            drafts: first.drafts,
            unread: first.remaining,
            slots: self.slots(),
            looks: self.looks(),
            health: self.health(&[]),
            at: clock::now(),
            rekeying: first.rekeying,
        })
    }

    /// Writes the wrong try down.
    pub async fn count_wrong_try(&self) {
        if let Some(keeper) = self.keeper() {
            keeper.note_failed_unlock().await;
        }
    }

    /// Makes the words on paper a way in.
    pub async fn add_recovery(&self, words: &Words, send: &Callback<Action>) -> Action {
        let (Some(keeper), Some((_, kdf))) = (self.keeper(), self.0.lock.get()) else {
            return Action::WorkFailed(Trouble::Parameters);
        };
        send.emit(Action::Expects { seconds: kdf.expected(FLOOR_SECONDS) });
        match self.derive(&words.0.secret()).await {
            Ok(derived) => match keeper.add_recovery(&derived, clock::now().day(), &mut SystemRandom).await {
                Ok(()) => Action::RecoveryAdded(self.slots()),
                Err(error) => Action::KeepingFailed(fault(error)),
            },
            Err(error) => Action::WorkFailed(trouble(error)),
        }
    }

    pub async fn remove_recovery(&self) -> Action {
        let Some(keeper) = self.keeper() else { return Action::KeepingFailed(Fault::Refused) };
        match keeper.remove_recovery(&mut SystemRandom).await {
            Ok(()) => Action::RecoveryRemoved(self.slots()),
            Err(error) => Action::KeepingFailed(fault(error)),
        }
    }

    /// A new key under a passphrase: everything is sealed again, step by step.
    pub async fn set_passphrase(&self, secret: Secret, send: &Callback<Action>) -> Action {
        let Some(keeper) = self.keeper() else { return Action::KeepingFailed(Fault::Refused) };
        let made = match make_key(&secret, send).await {
            Ok(made) => made,
            Err(error) => return Action::WorkFailed(trouble(error)),
        };
        let at = clock::now();
        let Made { derived, salt, kdf } = &made;
        let rekey = Rekey { slot: NewSlot::Passphrase(derived), salt: *salt, kdf: *kdf, day: at.day() };
        match keeper.rekey(rekey, at, &mut SystemRandom).await {
            Ok(()) => {
                self.0.lock.set(Some((*salt, *kdf)));
                self.reseal().await
            }
            Err(error) => Action::KeepingFailed(fault(error)),
        }
    }

    /// Goes on sealing everything under the new key, until nothing is left under the old one.
    pub async fn reseal(&self) -> Action {
        let Some(keeper) = self.keeper() else { return Action::KeepingFailed(Fault::Refused) };
        loop {
            match keeper.rekey_step(clock::now(), &mut SystemRandom).await {
                Ok(0) => {
                    // Whoever reads has to unlock anew.
                    tell(Message::Changed { generation: 0 });
                    return Action::PassphraseSet(self.slots());
                }
                Ok(_) => {}
                Err(error) => return Action::KeepingFailed(fault(error)),
            }
        }
    }
}

/// Times the floor on this device, then makes the key as dear as half a second to a second and a half allow.
pub(super) async fn make_key(secret: &Secret, send: &Callback<Action>) -> Result<Made, WorkerError> {
    let salt = Salt::random(&mut SystemRandom);
    let begun = clock::steady_ms();
    let floor = worker::derive(secret, &salt, Kdf::FLOOR).await?;
    let seconds = (clock::steady_ms() - begun) / 1_000.0;
    let kdf = Kdf::calibrated(seconds);
    if kdf == Kdf::FLOOR {
        return Ok(Made { derived: floor, salt, kdf });
    }
    send.emit(Action::Expects { seconds: seconds + kdf.expected(seconds) });
    // A device that cannot give the memory after all still has a key at the floor.
    match worker::derive(secret, &salt, kdf).await {
        Ok(derived) => Ok(Made { derived, salt, kdf }),
        Err(_) => Ok(Made { derived: floor, salt, kdf: Kdf::FLOOR }),
    }
}
