//! Reading and saving pages.

use std::future::Future;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;

use super::{Keeping, fault};
use crate::app::action::{self, Checked, Singles};
use crate::app::save::{Change, FollowFailed, Followed, Report, Safety, SaveError};
use crate::app::{Action, State};
use crate::domain::{Entry, EntryId, Past, Preferences};
use crate::platform::random::SystemRandom;
use crate::platform::tabs::{Message, tell};
use crate::platform::{clock, file};
use crate::store::{Fault, Room};
use crate::transfer;

/// A name that says nothing.
const COPY_NAME: &str = "notes.bin";
const PLAIN_NAME: &str = "notes.txt";
/// Milliseconds of reading in the background before the screen is told.
const MOMENT: f64 = 250.0;

impl Keeping {
    /// The older pages that a moment is enough for, or what the verify pass found. Each slice is a task of its own, so keys
    /// and frames come between two of them; the screen hears of all at once, because drawing costs more than reading.
    pub async fn read_more(&self) -> Option<Action> {
        let until = clock::steady_ms() + MOMENT;
        let mut pages = Vec::new();
        loop {
            let more = self.keeper()?.read_more(clock::now(), &mut SystemRandom).await.ok()?;
            pages.extend(more.pages);
            if let Some(report) = more.report {
                return Some(Action::Checked(Checked { singles: more.singles, ..self.checked(pages, &report) }));
            }
            if clock::steady_ms() >= until {
                return Some(Action::ReadMore { pages, singles: more.singles, unread: more.remaining });
            }
            TimeoutFuture::new(0).await;
        }
    }

    fn checked(&self, pages: Vec<Rc<Entry>>, report: &Report) -> Checked {
        Checked {
            pages,
            singles: Singles::default(),
            healed: report.healed,
            two_versions: report.recovered_copies.len() as u32,
            header_altered: report.altered_header,
            health: self.health(&report.damaged),
        }
    }

    /// Seals pages and writes them to the store of record before it returns; what it returns waits for the mirror.
    pub fn save(&self, pages: Vec<Rc<Entry>>) -> impl Future<Output = Option<Action>> + use<> {
        let ids: Vec<_> = pages.iter().map(|page| page.id).collect();
        let saved = self.commit(pages.into_iter().map(Change::Write).collect());
        let keeping = self.clone();
        async move {
            Some(match saved.await {
                Ok(safe) => Action::Saved { ids, at: clock::now(), mirrored: safe == Safety::Mirrored },
                Err(SaveError::Elsewhere) => {
                    keeping.overtaken();
                    return None;
                }
                Err(error) => Action::SaveFailed { ids, fault: fault(error) },
            })
        }
    }

    pub fn save_preferences(&self, preferences: Preferences) -> impl Future<Output = Option<Action>> + use<> {
        let saved = self.commit(vec![Change::Preferences(preferences)]);
        async move { saved.await.err().map(|error| Action::KeepingFailed(fault(error))) }
    }

    pub fn save_past(&self, past: Past) -> impl Future<Output = Option<Action>> + use<> {
        let saved = self.commit(vec![Change::Past(past)]);
        async move { saved.await.err().map(|error| Action::KeepingFailed(fault(error))) }
    }

    /// Deletes for good; the answer comes when both stores have been looked through.
    pub async fn delete(&self, ids: Vec<EntryId>) -> Action {
        match self.commit(vec![Change::Delete(ids.clone())]).await {
            Ok(_) => Action::Deleted(ids),
            Err(error) => Action::DeleteFailed { fault: fault(error) },
        }
    }

    fn commit(&self, changes: Vec<Change>) -> impl Future<Output = Result<Safety, SaveError>> + use<> {
        let pending = match self.keeper() {
            Some(keeper) => keeper.begin(&changes, clock::now(), &mut SystemRandom),
            None => Err(SaveError::Locked),
        };
        self.counted(async move {
            let saved = pending?.acknowledged().await?;
            tell(Message::Changed { generation: saved.generation });
            Ok(saved.safe)
        })
    }

    /// Seals a draft. The store of record has it, where asked, before this returns.
    pub fn draft(&self, page: &Rc<Entry>, local: bool, mirror: bool) -> impl Future<Output = Option<Action>> + use<> {
        let keeping = self.clone();
        let sealed = self.keeper().and_then(|keeper| Some((keeper.seal_draft(page, &mut SystemRandom).ok()?, keeper)));
        let in_local = sealed.as_ref().filter(|_| local).map(|(draft, keeper)| keeper.draft_to_local(draft));
        self.counted(async move {
            let (draft, keeper) = sealed?;
            let in_mirror = if mirror { Some(keeper.draft_to_mirror(&draft).await) } else { None };
            if !keeper.may_write() {
                keeping.overtaken();
                return None;
            }
            let at = clock::now();
            match (in_local, in_mirror) {
                (_, Some(Ok(()))) => {
                    keeping.0.held.take();
                    Some(Action::DraftSaved { at, mirrored: true })
                }
                (Some(Ok(())), Some(Err(_)) | None) => {
                    keeping.0.held.take();
                    Some(Action::DraftSaved { at, mirrored: false })
                }
                // Only the mirror was asked. The store of record has its turn at the latest when the page is hidden.
                (None, Some(Err(_))) => keeper.draft_to_local(&draft).map_or_else(
                    |fault| Some(Action::DraftFailed(fault)),
                    |()| Some(Action::DraftSaved { at, mirrored: false }),
                ),
                (Some(Err(fault)), _) => {
                    *keeping.0.held.borrow_mut() = Some(draft);
                    Some(Action::DraftFailed(fault))
                }
                (None, None) => None,
            }
        })
    }

    pub async fn drop_draft(&self, id: EntryId) {
        if let Some(keeper) = self.keeper() {
            // A draft that could not be removed is older than what was kept, and is cleared away at the next opening.
            let _ = keeper.discard_draft(id).await;
        }
    }

    /// What another tab has written since this one last looked. An error leads to the lock.
    pub async fn follow(&self, again: &[EntryId]) -> Option<Action> {
        let keeper = self.keeper()?;
        match keeper.follow().await {
            Ok(Followed { mut pages, mut gone, singles }) => {
                let kept = keeper.as_kept(again).await;
                pages.extend(kept.pages);
                gone.extend(kept.gone);
                Some(Action::Followed(action::Followed { pages, gone, singles }))
            }
            Err(FollowFailed::OtherKey) => Some(Action::LockDue),
            Err(FollowFailed::Locked | FollowFailed::Nothing) => None,
        }
    }

    /// Whether words are held, sealed, that neither store took.
    pub fn holds_words(&self) -> bool {
        self.0.held.borrow().is_some()
    }

    /// Gives up on words that are held sealed: nothing opens them any more.
    pub fn let_held_go(&self) {
        self.0.held.take();
    }

    /// Tries both stores again with the words that are held.
    pub async fn retry_held(&self) {
        let held = self.0.held.take();
        let (Some(draft), Some(keeper)) = (held, self.keeper()) else { return };
        if keeper.draft_to_local(&draft).is_err() && keeper.draft_to_mirror(&draft).await.is_err() {
            *self.0.held.borrow_mut() = Some(draft);
        }
    }

    /// One step of gathering older pages, and the room there is now. `None` while the keys are dropped.
    pub async fn tidy(&self) -> Option<Action> {
        let keeper = self.keeper()?;
        let at = clock::now();
        let month = at.day().month();
        let gathered = keeper.gather(month, &mut SystemRandom).await.ok();
        if gathered.is_some_and(|gathered| gathered.moved > 0) {
            // Where a page lies has changed, for whoever is still reading.
            tell(Message::Changed { generation: 0 });
        }
        keeper.restore_reserve();
        let space = keeper.room().ok()?;
        let more = gathered.is_some_and(|gathered| gathered.more);
        let spilled = gathered.is_some_and(|gathered| gathered.spilled > 0);
        Some(Action::Tidied { room: Room { used: space.used, budget: space.budget }, spilled, more, at })
    }

    /// Hands over every page as plain text.
    pub fn save_plain(state: &State) -> Action {
        let pages: Vec<_> = state.journal.all().cloned().collect();
        match file::download(PLAIN_NAME, transfer::plain(&pages).as_bytes(), "text/plain") {
            Ok(()) => Action::CopySaved,
            Err(_) => Action::KeepingFailed(Fault::Refused),
        }
    }

    /// Hands over everything both stores hold, sealed as it is.
    pub async fn save_copy(&self) -> Action {
        let Some(keeper) = self.keeper() else { return Action::KeepingFailed(Fault::Refused) };
        match keeper.export_copy().await {
            Ok(copy) => match file::download(COPY_NAME, copy.as_bytes(), "application/octet-stream") {
                Ok(()) => Action::CopySaved,
                Err(_) => Action::KeepingFailed(Fault::Refused),
            },
            Err(error) => Action::KeepingFailed(fault(error)),
        }
    }
}
