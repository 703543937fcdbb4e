//! Backups: made, handed over and read again; files read, looked through, brought in and taken back.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use yew::Callback;

use super::lock::FLOOR_SECONDS;
use super::{Keeping, fault, trouble};
use crate::app::action::{BroughtIn, TakenBack};
use crate::app::carrying::{CHOSEN_FILE, Carrying, HandedOver, NotMade, Plain, Preview, Refusal, Steps};
use crate::app::save::{Bringing, Made, NewLock};
use crate::app::state::Phase;
use crate::app::{Action, State};
use crate::domain::{Backup, Preferences, backup};
use crate::platform::random::SystemRandom;
use crate::platform::tabs::pen::How;
use crate::platform::tabs::{Message, tell};
use crate::platform::worker::{self, WorkerError};
use crate::platform::{clock, file};
use crate::store::Fault;
use crate::transfer::backup::{Backup as Sealed, Contents, NotABackup};
use crate::transfer::export;
use crate::transfer::merge::{self, Cards, Counts, Plan};
use crate::transfer::sealed::{MOST, NotSealed};
use crate::vault::{Kdf, KdfError, Salt, Secret, Vault};

/// Milliseconds left to the browser between two slices.
const BREATH: u32 = 4;

/// What is held of a file while it is on its way. Dropped with the keys.
#[derive(Default)]
pub(super) struct Held {
    stop: Cell<bool>,
    made: RefCell<Option<Made>>,
    file: RefCell<Option<Sealed>>,
    /// The file's key, where it is to become the journal.
    key: RefCell<Option<Vault>>,
    contents: RefCell<Option<(Contents, Plan)>>,
    brought: RefCell<Option<(Plan, Option<Backup>)>>,
}

impl Held {
    /// Whatever was read of a file.
    fn drop_file(&self) {
        self.file.take();
        self.key.take();
        self.contents.take();
    }

    /// Everything that was read or made, and whatever is going on with it.
    pub(super) fn let_go(&self) {
        self.stop.set(true);
        self.made.take();
        self.drop_file();
        self.brought.take();
    }
}

/// The state as it is when it is asked for.
type Now<'a> = &'a dyn Fn() -> Rc<State>;

fn came_to(carrying: Carrying) -> Action {
    Action::CarryingCameTo(carrying)
}

fn not_made(why: NotMade) -> Action {
    came_to(Carrying::NotMade(why))
}

fn refused(why: Refusal) -> Action {
    came_to(Carrying::Refused(why))
}

impl Keeping {
    /// Cancel, heard before the next step.
    pub fn stop_carrying(&self) {
        let held = &self.0.carried;
        held.stop.set(true);
        held.made.take();
        held.drop_file();
    }

    /// Makes a backup, hands it over, and reads it again before it is called good. `place` is where it goes, where the
    /// browser let a person choose.
    pub async fn back_up(
        &self,
        place: file::Place,
        lock: Option<Secret>,
        number: u32,
        send: &Callback<Action>,
    ) -> Action {
        let Some(keeper) = self.keeper() else { return not_made(NotMade::Stores(Fault::Refused)) };
        self.0.carried.stop.set(false);
        let place = match place.chosen().await {
            Ok(place) => place,
            // Not choosing a place is a way of saying no.
            Err(file::NotChosen) => return came_to(Carrying::Nothing),
        };
        let lock = match &lock {
            Some(secret) => match made_lock(secret).await {
                Ok(lock) => Some(lock),
                Err(error) => return not_made(NotMade::Key(trouble(error))),
            },
            None => None,
        };
        let lock = lock.as_ref().map(|(derived, salt)| NewLock { derived, salt: *salt, kdf: Kdf::FLOOR });
        let step = async |done, total| {
            send.emit(came_to(Carrying::Sealing(Steps { done, total })));
            TimeoutFuture::new(BREATH).await;
            !self.0.carried.stop.get()
        };
        let made = match keeper.make_backup(lock, number, clock::now(), &mut SystemRandom, step).await {
            Ok(Some(made)) => made,
            Ok(None) => return came_to(Carrying::Nothing),
            Err(error) => return not_made(NotMade::Stores(fault(error))),
        };
        if keeper.check_backup(&made.text, &made).is_err() {
            return not_made(NotMade::NotGood);
        }
        let name = file_name(number);
        match place {
            file::Chosen::Sheet => {
                let pages = made.pages;
                *self.0.carried.made.borrow_mut() = Some(made);
                came_to(Carrying::Ready { pages })
            }
            file::Chosen::Downloads => match file::download(&name, made.text.as_bytes(), "text/plain") {
                Ok(()) => over(made, &name, false),
                Err(_) => not_made(NotMade::Browser),
            },
            file::Chosen::File(handle) => {
                let Ok(back) = handle.put(&made.text).await else { return not_made(NotMade::Browser) };
                match keeper.check_backup(&back, &made) {
                    Ok(_) => over(made, &handle.name().unwrap_or(name), true),
                    Err(_) => not_made(NotMade::NotGood),
                }
            }
        }
    }

    /// Gives what is ready to the share sheet: this is still the tap that asked for it.
    pub async fn hand_over(&self) -> Action {
        let Some(made) = self.0.carried.made.borrow().clone() else { return came_to(Carrying::Nothing) };
        let name = file_name(made.state.number);
        match file::share(&name, made.text.as_bytes(), "text/plain").await {
            Ok(()) => {
                self.0.carried.made.take();
                over(made, &name, false)
            }
            // Turned away without choosing: it is still there.
            Err(file::NotShared::Closed) => came_to(Carrying::Ready { pages: made.pages }),
            Err(file::NotShared::Refused) => {
                self.0.carried.made.take();
                not_made(NotMade::Browser)
            }
        }
    }

    /// Reads the chosen file, as far as that goes without a key.
    pub async fn read_file(&self, now: Now<'_>, send: &Callback<Action>) -> Action {
        self.0.carried.stop.set(false);
        let text = match file::read_chosen(CHOSEN_FILE, MOST).await {
            Ok(text) => text,
            Err(file::Unread::None) => return came_to(Carrying::Nothing),
            Err(file::Unread::TooLarge) => return refused(Refusal::TooLarge),
            Err(file::Unread::Failed) => return refused(Refusal::Unreadable),
        };
        let sealed = match Sealed::read(&text) {
            Ok(sealed) => sealed,
            Err(error) => return refused(refusal(error)),
        };
        let opened = sealed.is_open().then(|| sealed.unlock_open().ok()).flatten();
        *self.0.carried.file.borrow_mut() = Some(sealed);
        match opened {
            Some(vault) => self.look_through(vault, now, send).await,
            None => came_to(Carrying::Asking { wrong: false }),
        }
    }

    /// Opens the chosen file with what was typed for it.
    pub async fn open_file(&self, secret: Secret, now: Now<'_>, send: &Callback<Action>) -> Action {
        let Some((salt, kdf)) = self.0.carried.file.borrow().as_ref().map(Sealed::lock) else {
            return came_to(Carrying::Nothing);
        };
        send.emit(Action::Expects { seconds: kdf.expected(FLOOR_SECONDS) });
        let derived = match worker::derive(&secret, &salt, kdf).await {
            Ok(derived) => derived,
            Err(WorkerError::Key(KdfError::TooCheap | KdfError::TooDear)) => return refused(Refusal::Cost),
            Err(error) => return refused(Refusal::Key(trouble(error))),
        };
        let opened = self.0.carried.file.borrow().as_ref().and_then(|file| file.unlock(&derived).ok());
        match opened {
            Some(vault) => self.look_through(vault, now, send).await,
            None => came_to(Carrying::Asking { wrong: true }),
        }
    }

    /// Reads everything in the file, and compares it with what is here.
    async fn look_through(&self, vault: Vault, now: Now<'_>, send: &Callback<Action>) -> Action {
        let held = &self.0.carried;
        let Some(file) = held.file.take() else { return came_to(Carrying::Nothing) };
        let mut reader = file.reader(&vault);
        let total = reader.total;
        loop {
            match reader.step(&file.file, &vault) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => return refused(refusal(error)),
            }
            send.emit(came_to(Carrying::Reading(Steps { done: total - reader.remaining(), total })));
            TimeoutFuture::new(BREATH).await;
            if held.stop.get() {
                return came_to(Carrying::Nothing);
            }
        }
        let contents = reader.finish();
        if contents.pages.is_empty() && contents.damaged + contents.newer == 0 {
            return refused(Refusal::Empty);
        }
        let (damaged, newer) = (contents.damaged, contents.newer);
        if !now().is_open() {
            let counts = Counts { new: contents.pages.len(), ..Counts::default() };
            let beside = matches!(now().phase, Phase::Unreadable { .. });
            *held.file.borrow_mut() = Some(file);
            *held.key.borrow_mut() = Some(vault);
            return came_to(Carrying::Shown(Preview { counts, damaged, newer, fresh: true, beside, cards: false }));
        }
        // What is not read yet cannot be compared.
        while now().unread > 0 && now().is_open() {
            TimeoutFuture::new(50).await;
            if held.stop.get() {
                return came_to(Carrying::Nothing);
            }
        }
        let Some(keeper) = self.keeper() else { return came_to(Carrying::Nothing) };
        let state = now();
        let ours = |id| state.journal.page(id).cloned();
        match keeper.plan_for(&contents, ours, &state.preferences.backups, &state.past) {
            Ok(plan) => {
                let cards = plan.cards.is_some();
                let preview = Preview { counts: plan.counts, damaged, newer, cards, ..Preview::default() };
                *held.contents.borrow_mut() = Some((contents, plan));
                came_to(Carrying::Shown(preview))
            }
            Err(error) => came_to(Carrying::NotBrought(fault(error))),
        }
    }

    /// Keeps what was planned, all of it or nothing.
    pub async fn bring_in(&self, preview: Preview, now: Now<'_>, send: &Callback<Action>) -> Action {
        let held = &self.0.carried;
        held.stop.set(false);
        if preview.fresh {
            return self.adopt(send).await;
        }
        let Some((contents, _)) = held.contents.take() else { return came_to(Carrying::Nothing) };
        let Some(keeper) = self.keeper() else { return came_to(Carrying::Nothing) };
        // Somebody may have written on since it was shown.
        let state = now();
        let ours = |id| state.journal.page(id).cloned();
        let plan = match keeper.plan_for(&contents, ours, &state.preferences.backups, &state.past) {
            Ok(plan) => plan,
            Err(error) => return came_to(Carrying::NotBrought(fault(error))),
        };
        let pages: Vec<_> = plan.writes.iter().map(|write| write.page.clone()).collect();
        let Some(bringing) = self.packed(Bringing::new(pages.iter().cloned()), send).await else {
            return came_to(Carrying::Nothing);
        };
        // A file that was read to its last word is part of this journal from now on.
        let whole = contents.damaged + contents.newer == 0;
        let mark = contents.manifest.as_ref().filter(|_| whole).map(|manifest| Backup {
            writer: manifest.writer,
            generation: manifest.generation,
            at: clock::now(),
            number: 0,
        });
        let preferences = Preferences {
            backups: mark.iter().fold(now().preferences.backups.clone(), |known, mark| backup::with(&known, *mark)),
            ..(*now().preferences).clone()
        };
        // A card may have been met while the pages were packed.
        let cards = Cards::joined(&now().past, contents.past.as_ref());
        let past = cards.as_ref().map(|cards| &cards.past);
        let at = clock::now();
        let kept = keeper.bring_in(bringing, Vec::new(), preferences.clone(), past, at, &mut SystemRandom).await;
        match kept {
            Ok(saved) => {
                tell(Message::Changed { generation: saved.generation });
                let preview = Preview { counts: plan.counts, cards: cards.is_some(), ..preview };
                let past = past.cloned();
                *held.brought.borrow_mut() = Some((Plan { cards, ..plan }, mark));
                Action::BroughtIn(BroughtIn { preview, pages, preferences, past })
            }
            Err(error) => came_to(Carrying::NotBrought(fault(error))),
        }
    }

    /// Packs everything, a segment a breath; `None` where somebody said no.
    async fn packed(&self, mut bringing: Bringing, send: &Callback<Action>) -> Option<Bringing> {
        let total = bringing.total;
        loop {
            let more = bringing.step();
            send.emit(came_to(Carrying::Bringing(Steps { done: total - bringing.remaining(), total })));
            TimeoutFuture::new(BREATH).await;
            if self.0.carried.stop.get() {
                return None;
            }
            if !more {
                return Some(bringing);
            }
        }
    }

    /// The file becomes the journal, where there is none that could be opened.
    async fn adopt(&self, send: &Callback<Action>) -> Action {
        let (file, key) = (self.0.carried.file.take(), self.0.carried.key.take());
        let (Some(file), Some(key)) = (file, key) else { return came_to(Carrying::Nothing) };
        if !self.take_pen(How::IfFree).await {
            return came_to(Carrying::NotBrought(Fault::Moved));
        }
        self.look_again().await;
        let Some(keeper) = self.keeper() else { return came_to(Carrying::NotBrought(Fault::Refused)) };
        let adopted = keeper.adopt(&file.file, &key, &mut SystemRandom).await;
        self.0.pen.take();
        match adopted {
            Ok(()) => {
                send.emit(came_to(Carrying::Nothing));
                self.look_again().await
            }
            Err(error) => came_to(Carrying::NotBrought(fault(error))),
        }
    }

    /// Takes back what was brought in, as far as nobody has written on it since.
    pub async fn undo_bringing(&self, now: Now<'_>) -> Action {
        let Some((plan, mark)) = self.0.carried.brought.take() else { return came_to(Carrying::Nothing) };
        let Some(keeper) = self.keeper() else { return came_to(Carrying::Nothing) };
        let state = now();
        let (pages, gone) = merge::undo(&plan.writes, |id| state.journal.page(id).cloned());
        let is_mark = |known: &Backup| mark.is_some_and(|mark| mark == *known);
        let backups = state.preferences.backups.iter().filter(|known| !is_mark(known)).copied().collect();
        let preferences = Preferences { backups, ..(*state.preferences).clone() };
        let bringing = Bringing::new(pages.iter().cloned());
        let past = plan.cards.as_ref().and_then(|cards| cards.undone(&state.past));
        let (at, went) = (clock::now(), gone.clone());
        let kept = keeper.bring_in(bringing, went, preferences.clone(), past.as_ref(), at, &mut SystemRandom).await;
        match kept {
            Ok(saved) => {
                tell(Message::Changed { generation: saved.generation });
                Action::BringingUndone(TakenBack { pages, gone, preferences, past })
            }
            Err(error) => {
                *self.0.carried.brought.borrow_mut() = Some((plan, mark));
                came_to(Carrying::NotBrought(fault(error)))
            }
        }
    }

    /// Hands over every page in a plain form.
    pub fn export(state: &State, plain: Plain) -> Action {
        let pages: Vec<_> = state.journal.all().cloned().collect();
        let handed = match plain {
            Plain::Markdown => file::download("pages.zip", &export::markdown(&pages), "application/zip"),
            Plain::Json => file::download("pages.json", export::json(&pages).as_bytes(), "application/json"),
        };
        match handed {
            Ok(()) => came_to(Carrying::Exported),
            Err(_) => not_made(NotMade::Browser),
        }
    }
}

/// Numbered and nothing else: no date, no name.
fn file_name(number: u32) -> String {
    format!("notes-{number}.txt")
}

fn over(made: Made, name: &str, from_its_place: bool) -> Action {
    let Made { state, pages, damaged, .. } = made;
    Action::BackedUp { backup: state, over: HandedOver { name: name.into(), pages, from_its_place, damaged } }
}

async fn made_lock(secret: &Secret) -> Result<(crate::vault::Derived, Salt), WorkerError> {
    let salt = Salt::random(&mut SystemRandom);
    Ok((worker::derive(secret, &salt, Kdf::FLOOR).await?, salt))
}

fn refusal(error: NotABackup) -> Refusal {
    match error {
        NotABackup::Text(NotSealed::Foreign) => Refusal::Foreign,
        NotABackup::Text(NotSealed::CutShort) => Refusal::CutShort,
        NotABackup::Text(NotSealed::Altered) => Refusal::Altered,
        NotABackup::Text(NotSealed::TooLarge) | NotABackup::Bomb => Refusal::TooLarge,
        NotABackup::Text(NotSealed::Newer { .. }) | NotABackup::Newer => Refusal::Newer,
        NotABackup::Empty | NotABackup::NoHeader => Refusal::Empty,
    }
}
