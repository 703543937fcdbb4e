//! The loop, and the one place where effects are performed.
//!
//! The state lives here and not in a component, because hiding, locking and Exit must be able to seal the words before
//! they return: an action is reduced, and the synchronous half of its effects done, by the time `dispatch` comes back.

mod tabs;
mod update;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use gloo_timers::callback::Interval;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::app::Changed;
use super::back;
use super::keeping::Keeping;
use super::pen::Pen;
use crate::app::action::{Screen, Why};
use crate::app::state::Phase;
use crate::app::watch::{self, Presence, Verdict};
use crate::app::{Action, Effect, State, reduce};
use crate::domain::backup;
use crate::platform::tabs::{Message, listen as hear, tell};
use crate::platform::update::Updates;
use crate::platform::{clock, edition, file, keyboard, lifecycle, persist, traces};

/// Milliseconds a lock waits for the mirror before it goes on.
const LOCK_GRACE: u32 = 300;
/// Milliseconds between two tries to put away words that neither store took.
const HELD_RETRY: u32 = 2_000;
/// Milliseconds within which a dialog of the system hides the page, where it does.
const DIALOG_COMES: f64 = 3_000.0;
/// Milliseconds left to the browser between two slices of background work.
const IDLE_GAP: u32 = 30;

/// The running app.
pub struct Run {
    state: RefCell<Rc<State>>,
    queue: RefCell<VecDeque<Action>>,
    busy: Cell<bool>,
    view: Callback<Changed>,
    pen: Rc<Pen>,
    keeping: RefCell<Keeping>,
    last_active: Cell<f64>,
    hidden_since: Cell<Option<f64>>,
    /// There while a dialog of the system that we opened may hide the page, with when it was opened.
    expected: RefCell<Option<(lifecycle::Hold, f64)>>,
    updates: RefCell<Option<Updates>>,
    /// When a later version was last looked for.
    checked: Cell<f64>,
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Run(..)")
    }
}

impl Run {
    /// Starts the loop: listens to the page and looks at the stores.
    pub fn start(view: Callback<Changed>) -> Rc<Self> {
        let run = Rc::new(Self {
            state: RefCell::default(),
            queue: RefCell::default(),
            busy: Cell::new(false),
            view,
            pen: Rc::default(),
            keeping: RefCell::default(),
            last_active: Cell::new(clock::wall_ms()),
            hidden_since: Cell::new(None),
            expected: RefCell::default(),
            updates: RefCell::default(),
            checked: Cell::new(0.0),
        });
        run.pen.connect(run.sender());
        run.listen();
        let looking = run.clone();
        spawn_local(async move {
            let (keeping, action) = Keeping::look().await;
            let lost = looking.clone();
            keeping.on_overtaken(move || lost.overtaken());
            // The empty one holds nothing, and letting go of a full one is not needed at the start.
            std::mem::forget(looking.keeping.replace(keeping));
            looking.dispatch(action);
            lifecycle::settled().await;
            looking.settle_in().await;
        });
        run
    }

    pub fn state(&self) -> Rc<State> {
        self.state.borrow().clone()
    }

    pub fn pen(&self) -> Rc<Pen> {
        self.pen.clone()
    }

    /// Where screens send their actions.
    pub fn sender(self: &Rc<Self>) -> Callback<Action> {
        let run = self.clone();
        Callback::from(move |action| run.dispatch(action))
    }

    /// Reduces an action and everything that follows from it at once.
    pub fn dispatch(self: &Rc<Self>, action: Action) {
        self.queue.borrow_mut().push_back(action);
        if self.busy.replace(true) {
            return;
        }
        loop {
            let next = self.queue.borrow_mut().pop_front();
            let Some(action) = next else { break };
            let before = (**self.state.borrow()).clone();
            let (after, effects) = reduce(before, action);
            *self.state.borrow_mut() = Rc::new(after);
            for effect in effects {
                self.perform(effect);
            }
        }
        self.busy.set(false);
        self.view.emit(Changed(self.state()));
    }

    // Not before somebody acted, so it stays out of `dispatch`, which is needed at once.
    #[inline(never)]
    fn perform(self: &Rc<Self>, effect: Effect) {
        let keeping = self.keeping.borrow().clone();
        let state = self.state();
        match effect {
            Effect::Found { secret, page, preferences } => {
                self.answer(async move |run| keeping.found(secret, page, preferences, &run.sender()).await);
            }
            Effect::Unlock { secret } => {
                self.answer(async move |run| keeping.unlock(secret, &run.sender()).await);
            }
            Effect::TakeOver => self.answer(async move |run| keeping.take_over(&run.sender()).await),
            Effect::Follow { again } => self.answer_maybe(async move |_| keeping.follow(&again).await),
            Effect::LockOthers => tell(Message::Lock),
            Effect::AskToStay => {
                spawn_local(traces::leave_sentinel());
                self.answer(async move |_| Action::StayAnswered(persist::ask_silently().await));
            }
            Effect::AskToStayAloud => {
                self.answer(async move |_| Action::StayAnswered(persist::ask().await));
            }
            Effect::RemoveEverything => {
                self.answer(async move |run| keeping.remove_everything(&run.sender()).await);
            }
            Effect::CountWrongTry => spawn_local(async move { keeping.count_wrong_try().await }),
            Effect::ReadMore => self.answer_maybe(async move |_| {
                TimeoutFuture::new(IDLE_GAP).await;
                keeping.read_more().await
            }),
            Effect::Save { ids } => {
                let pages = ids.iter().filter_map(|id| state.journal.page(*id).cloned()).collect();
                // Sealed and in the store of record when this returns; the answer waits for the mirror.
                let saved = keeping.save(pages);
                self.answer_maybe(async move |_| saved.await);
            }
            Effect::SavePreferences => {
                let saved = keeping.save_preferences((*state.preferences).clone());
                self.answer_maybe(async move |_| saved.await);
            }
            Effect::SavePast => {
                let saved = keeping.save_past((*state.past).clone());
                self.answer_maybe(async move |_| saved.await);
            }
            Effect::SaveLooks(looks) => self.answer_maybe(async move |_| keeping.save_looks(looks).await),
            Effect::Draft { page, local, mirror } => {
                let sealed = keeping.draft(&page, local, mirror);
                self.answer_maybe(async move |_| sealed.await);
            }
            Effect::DropDraft { id } => spawn_local(async move { keeping.drop_draft(id).await }),
            Effect::Delete { ids } => self.answer(async move |_| keeping.delete(ids).await),
            Effect::Tidy => self.answer_maybe(async move |_| {
                TimeoutFuture::new(IDLE_GAP).await;
                keeping.tidy().await
            }),
            Effect::Go(screen) => screen.go(false),
            Effect::GoInstead(screen) => screen.go(true),
            Effect::PutAway => {
                self.put_away();
                self.dispatch(Action::PutAway);
            }
            Effect::Lock => self.lock(),
            Effect::AddRecovery { words } => {
                self.answer(async move |run| keeping.add_recovery(&words, &run.sender()).await)
            }
            Effect::RemoveRecovery => self.answer(async move |_| keeping.remove_recovery().await),
            Effect::SetPassphrase { secret } => {
                self.answer(async move |run| keeping.set_passphrase(secret, &run.sender()).await);
            }
            Effect::ChangePassphrase { present, next } => {
                self.answer(async move |run| keeping.change_passphrase(present, next, &run.sender()).await);
            }
            Effect::RemovePassphrase { present } => {
                self.answer(async move |run| keeping.remove_passphrase(present, &run.sender()).await);
            }
            Effect::Reseal => self.answer(async move |_| keeping.reseal().await),
            Effect::PutOffUpdate => update::put_off(self),
            Effect::BringUpdate => update::bring(self),
            Effect::SavePlain => self.answer(async move |_| Keeping::save_plain(&state)),
            Effect::ReadLicences => {
                self.answer(async move |_| Action::LicencesRead(edition::licences().await.map(Rc::from)));
            }
            Effect::BackUp { lock } => {
                // The dialog has to be asked for while the tap lasts.
                let number = backup::next_number(&state.preferences.backups);
                let place = file::choose_place(&format!("notes-{number}.txt"));
                if place.is_dialog() {
                    self.expect_return();
                }
                self.answer(async move |run| keeping.back_up(place, lock, number, &run.sender()).await);
            }
            Effect::HandOver => {
                self.expect_return();
                self.answer(async move |_| keeping.hand_over().await);
            }
            Effect::StopCarrying => keeping.stop_carrying(),
            Effect::ExpectReturn => self.expect_return(),
            Effect::ReadFile => {
                self.answer(async move |run| keeping.read_file(&|| run.state(), &run.sender()).await);
            }
            Effect::OpenFile { secret } => {
                self.answer(async move |run| keeping.open_file(secret, &|| run.state(), &run.sender()).await);
            }
            Effect::BringIn { preview } => {
                self.answer(async move |run| keeping.bring_in(preview, &|| run.state(), &run.sender()).await);
            }
            Effect::UndoBringing => self.answer(async move |run| keeping.undo_bringing(&|| run.state()).await),
            Effect::Export(plain) => self.answer(async move |_| Keeping::export(&state, plain)),
            Effect::SaveCopy => self.answer(async move |_| keeping.save_copy().await),
        }
    }

    /// Performs something that takes a while and answers with an action.
    fn answer<F, A>(self: &Rc<Self>, work: F)
    where
        F: FnOnce(Rc<Self>) -> A + 'static,
        A: Future<Output = Action> + 'static,
    {
        self.answer_maybe(async move |run| Some(work(run).await));
    }

    /// The same, where there may be nothing to say. Boxed: whatever is waited for, the waiting is compiled once.
    fn answer_maybe<F, A>(self: &Rc<Self>, work: F)
    where
        F: FnOnce(Rc<Self>) -> A + 'static,
        A: Future<Output = Option<Action>> + 'static,
    {
        self.dispatch_later(Box::pin(work(self.clone())));
    }

    fn dispatch_later(self: &Rc<Self>, answer: Pin<Box<dyn Future<Output = Option<Action>>>>) {
        let run = self.clone();
        spawn_local(async move {
            if let Some(action) = answer.await {
                run.dispatch(action);
            }
        });
    }

    /// Reads the words under the pen and seals them. Synchronous.
    fn put_away(&self) {
        self.pen.read(Why::Away);
    }

    /// Waits for the mirror, drops the keys, and loads the page anew. Stays covered for as long as words are held that
    /// neither store took.
    fn lock(self: &Rc<Self>) {
        lifecycle::cover_screen();
        let (run, keeping) = (self.clone(), self.keeping.borrow().clone());
        spawn_local(async move {
            keeping.settle(LOCK_GRACE).await;
            keeping.drop_keys();
            while keeping.holds_words() {
                if keeping.nothing_opens().await {
                    // Nothing is kept here any more, so there is nothing to lock, and nowhere to put the words.
                    run.start_again(Action::NothingLeft).await;
                    return;
                }
                run.dispatch(Action::CouldNotPutAway);
                TimeoutFuture::new(HELD_RETRY).await;
                keeping.retry_held().await;
            }
            if !run.state().stranded.is_empty() {
                // Loading the page anew would end them. Behind the lock they stay.
                run.start_again(Action::LockedWithWords).await;
                return;
            }
            // Whoever comes next meets the lock, whatever screen this was.
            Screen::Today.go(true);
            lifecycle::reload();
        });
    }

    /// Starts anew in the same page, because words are on it that no store has.
    async fn start_again(self: &Rc<Self>, with: Action) {
        let keeping = self.keeping.borrow().clone();
        keeping.let_held_go();
        self.dispatch(with);
        if matches!(self.state().phase, Phase::Starting) {
            Screen::Today.go(true);
            let found = keeping.look_again().await;
            self.dispatch(found);
        }
        if self.hidden_since.get().is_none() {
            lifecycle::lift_curtain();
        }
    }

    fn listen(self: &Rc<Self>) {
        lifecycle::own_curtain();
        back::listen();
        keyboard::watch_covered();
        let run = self.clone();
        lifecycle::on_visibility(move |hidden| if hidden { run.hidden() } else { run.seen() });
        let run = self.clone();
        lifecycle::on_activity(move || run.last_active.set(clock::wall_ms()));
        let run = self.clone();
        lifecycle::on_exit(move || {
            run.put_away();
            run.keeping.borrow().drop_keys();
            if run.state().is_open() {
                tell(Message::Lock);
            }
        });
        let run = self.clone();
        hear(move |message| run.heard(message));
        let run = self.clone();
        Interval::new(1_000, move || run.watch()).forget();
    }

    fn hidden(self: &Rc<Self>) {
        if self.hidden_since.get().is_none() {
            self.hidden_since.set(Some(clock::wall_ms()));
        }
        self.put_away();
        self.watch();
    }

    /// A dialog of the system is coming up: the page is hidden then, although the person is still here.
    fn expect_return(&self) {
        *self.expected.borrow_mut() = Some((lifecycle::hold(), clock::wall_ms()));
    }

    /// A dialog that does not hide the page is up for the person to see: whatever hides the page later is something else.
    fn forget_dialog(&self) {
        let since = self.expected.borrow().as_ref().map(|(_, since)| *since);
        let waited = since.is_some_and(|since| clock::wall_ms() - since > DIALOG_COMES);
        if waited && self.hidden_since.get().is_none() {
            self.expected.take();
        }
    }

    /// Since when the page has been hidden from the person, as far as that counts.
    fn away_since(&self) -> Option<f64> {
        let hold = self.expected.borrow().as_ref().map(|(_, since)| since + lifecycle::LONGEST_HOLD);
        self.hidden_since.get().map(|since| hold.map_or(since, |until| since.max(until)))
    }

    fn seen(self: &Rc<Self>) {
        self.watch();
        self.hidden_since.set(None);
        self.expected.take();
        self.last_active.set(clock::wall_ms());
        self.catch_up();
        if !matches!(self.state().phase, Phase::Closing { .. }) {
            lifecycle::lift_curtain();
        }
        if self.updates.borrow().is_some() {
            update::check(self);
        }
    }

    /// Judges by the clock whether it is time to lock.
    fn watch(self: &Rc<Self>) {
        let state = self.state();
        self.forget_dialog();
        if !state.is_open() || state.work.is_some() || state.carrying.is_moving() {
            return;
        }
        let presence = Presence {
            last_active: self.last_active.get(),
            hidden_since: self.away_since(),
            writing: state.is_writing(),
        };
        let seconds = match watch::judge(state.lock_rule(), presence, clock::wall_ms()) {
            Verdict::Lock => return self.dispatch(Action::LockDue),
            Verdict::Warn { seconds } => Some(seconds),
            Verdict::Stay => None,
        };
        if state.locking_in != seconds {
            self.dispatch(Action::LockNear { seconds });
        }
    }
}
