//! Effects that touch the stores and the vault: asked for in the app's terms, done through the keeper, answered with
//! actions.

mod carry;
mod change;
mod lock;
mod pages;
mod remove;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;

use crate::app::Action;
use crate::app::action::FoundingError;
use crate::app::save::{Damaged, Found, Keeper, SaveError, SealedDraft, Why};
use crate::app::state::{CLEARED, Health, Slots, Trouble, Unreadable, WhyUnreadable};
use crate::domain::{Looks, TextSize, Theme};
use crate::platform::tabs::pen::Held;
use crate::platform::worker::WorkerError;
use crate::store::Fault;
use crate::store::browser::{BrowserLocal, BrowserMirror};
use crate::vault::{Kdf, KdfError, Salt, SlotKind};

type Journal = Keeper<BrowserLocal, BrowserMirror>;

/// The keeper of this browser, and what is under way with it. Clones are the same one.
#[derive(Clone, Debug, Default)]
pub struct Keeping(Rc<Inner>);

#[derive(Default)]
struct Inner {
    keeper: RefCell<Option<Journal>>,
    /// Salt and cost of the header, for whatever is typed next.
    lock: Cell<Option<(Salt, Kdf)>>,
    /// Writes the stores have not answered yet.
    under_way: Cell<u32>,
    /// A sealed draft that neither store took.
    held: RefCell<Option<SealedDraft>>,
    wrong_tries: Cell<u32>,
    /// There for as long as this is the tab that writes.
    pen: RefCell<Option<Held>>,
    lost: RefCell<Option<Rc<dyn Fn()>>>,
    /// A file on its way in or out.
    carried: carry::Held,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inner(..)")
    }
}

impl Keeping {
    /// Looks into both stores, and makes neither.
    pub async fn look() -> (Self, Action) {
        let keeping = Self::default();
        let action = keeping.look_again().await;
        (keeping, action)
    }

    /// Looks into both stores as they are now.
    pub async fn look_again(&self) -> Action {
        let (keeper, found) = Keeper::look(BrowserLocal::probe(), BrowserMirror::open().await).await;
        *self.0.keeper.borrow_mut() = Some(keeper);
        if let Found::Removing { values } = found {
            return self.finish_removal(values).await.unwrap_or(Action::FoundNothing);
        }
        match found {
            Found::Removing { .. } => Action::FoundRemoval,
            Found::NoStorage { .. } => Action::FoundNoStorage,
            Found::Empty { .. } => Action::FoundNothing,
            Found::Sealed { open, salt, kdf, failed_unlocks, .. } => {
                self.0.lock.set(Some((salt, kdf)));
                self.0.wrong_tries.set(failed_unlocks);
                Action::FoundSealed { open }
            }
            Found::Newer { .. } => Action::FoundNewer,
            Found::Unreadable { values } => Action::FoundUnreadable { values },
        }
    }

    /// What to do when another tab takes the pen.
    pub fn on_overtaken(&self, lost: impl Fn() + 'static) {
        *self.0.lost.borrow_mut() = Some(Rc::new(lost));
    }

    fn keeper(&self) -> Option<Journal> {
        self.0.keeper.borrow().clone()
    }

    /// Whether this is the tab that writes.
    pub fn has_pen(&self) -> bool {
        self.0.pen.borrow().is_some()
    }

    /// Another tab writes from now on.
    pub fn overtaken(&self) {
        self.0.pen.take();
        if let Some(keeper) = self.keeper() {
            keeper.only_read();
        }
        let lost = self.0.lost.borrow().clone();
        if let Some(lost) = lost {
            lost();
        }
    }

    /// Counts a write until the stores have answered.
    fn counted<T, F: Future<Output = T>>(&self, write: F) -> impl Future<Output = T> + use<T, F> {
        let inner = self.0.clone();
        inner.under_way.set(inner.under_way.get() + 1);
        async move {
            let answer = write.await;
            inner.under_way.set(inner.under_way.get() - 1);
            answer
        }
    }

    /// Whether nothing is kept here any more that could be opened.
    pub async fn nothing_opens(&self) -> bool {
        matches!(self.look_again().await, Action::FoundNothing | Action::FoundUnreadable { .. })
    }

    /// Waits until the stores have answered everything, but not longer than this many milliseconds.
    pub async fn settle(&self, most: u32) {
        const STEP: u32 = 10;
        let mut waited = 0;
        while self.0.under_way.get() > 0 && waited < most {
            TimeoutFuture::new(STEP).await;
            waited += STEP;
        }
    }

    /// Drops the keys, and gives up the pen. A draft that neither store took stays, sealed, to be tried again.
    pub fn drop_keys(&self) {
        if let Some(keeper) = self.keeper() {
            keeper.lock();
        }
        self.0.carried.let_go();
        self.0.pen.take();
    }

    fn slots(&self) -> Slots {
        let slots = self.keeper().map(|keeper| keeper.slots()).unwrap_or_default();
        let made = |kind: SlotKind| slots.iter().find(|(slot, _)| *slot == kind).map(|(_, day)| *day);
        // A slot of the first builds has no day: it reads as the first of 1970.
        let noted = |kind| made(kind).filter(|day| day.epoch_days() > 0);
        Slots {
            open: made(SlotKind::Open).is_some(),
            passphrase: made(SlotKind::Passphrase).is_some(),
            recovery: made(SlotKind::Recovery).is_some(),
            passphrase_since: noted(SlotKind::Passphrase),
            recovery_since: noted(SlotKind::Recovery),
        }
    }

    /// The looks in the header in force.
    fn looks(&self) -> Looks {
        let appearance = self.keeper().and_then(|keeper| keeper.looks()).unwrap_or_default();
        Looks { theme: Theme::from_byte(appearance.theme), text: TextSize::from_byte(appearance.text_size) }
    }

    fn health(&self, damaged: &[Damaged]) -> Health {
        let piece = |damaged: &Damaged| Unreadable {
            name: damaged.name.to_string(),
            why: match damaged.why {
                Why::Altered | Why::OtherKey => WhyUnreadable::Altered,
                Why::Missing => WhyUnreadable::Missing,
                Why::Newer => WhyUnreadable::Newer,
            },
        };
        Health {
            unreadable: Rc::new(damaged.iter().map(piece).collect()),
            wrong_tries: self.0.wrong_tries.get(),
            ..Health::default()
        }
    }
}

/// Why the key could not be made.
fn trouble(error: WorkerError) -> Trouble {
    match error {
        WorkerError::Lost => Trouble::Helper,
        WorkerError::Key(KdfError::OutOfMemory) => Trouble::Memory,
        WorkerError::Key(KdfError::TooCheap | KdfError::TooDear) => Trouble::Parameters,
    }
}

/// What a person is told of a save that failed: the store of record's reason, unless that one merely lags.
fn fault(error: SaveError) -> Fault {
    match error {
        SaveError::Stores { local: Fault::Full, .. } => Fault::Full,
        SaveError::Stores { mirror, .. } => mirror,
        SaveError::Unfinished(fault) => fault,
        SaveError::Cleared => Fault::Failed(CLEARED.to_owned()),
        SaveError::Elsewhere => Fault::Moved,
        SaveError::Locked => Fault::Failed("locked".to_owned()),
    }
}

fn founding(error: SaveError) -> Action {
    Action::FoundingFailed(FoundingError::Store(fault(error)))
}
