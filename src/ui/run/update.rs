//! Later versions, as far as something is done about them: looked for, put off, brought, followed. Each tab puts its
//! words away first, and is loaded anew only if nothing is lost with it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::Run;
use crate::app::action::Screen;
use crate::app::state::{Fresh, Phase};
use crate::app::{Action, update};
use crate::platform::update::{News, Updates};
use crate::platform::{clock, lifecycle, traces};

/// Milliseconds the stores have to acknowledge the words of a tab that is about to be loaded anew.
const SETTLE: u32 = 2_000;

/// Once everything has arrived: registers the worker, and looks for a later version.
#[inline(never)]
pub fn watch(run: &Rc<Run>) {
    let run = run.clone();
    spawn_local(async move {
        let heard = run.clone();
        let updates = Updates::watch(move |news| hear(&heard, news)).await;
        *run.updates.borrow_mut() = updates;
        check(&run);
    });
}

impl Run {
    /// What waits until everything has arrived: a word where the browser may have cleared what was kept, and the worker,
    /// which has no business where everything is being removed.
    #[inline(never)]
    pub(super) async fn settle_in(self: &Rc<Self>) {
        let phase = self.state().phase.clone();
        if matches!(phase, Phase::Removed(_)) {
            return;
        }
        if phase == Phase::Fresh(Fresh::Welcome) && traces::may_have_been_kept().await {
            self.dispatch(Action::FoundCleared);
        }
        watch(self);
    }
}

/// Looks for a later version, if it is time to.
#[inline(never)]
pub fn check(run: &Rc<Run>) {
    let (last, now) = (run.checked.get(), clock::wall_ms());
    if let (Some(updates), true) = (&*run.updates.borrow(), update::is_due(last, now, &run.state())) {
        run.checked.set(now);
        updates.check();
    }
}

pub fn put_off(run: &Rc<Run>) {
    if let Some(updates) = &*run.updates.borrow() {
        updates.put_off();
    }
}

pub fn bring(run: &Rc<Run>) {
    let updates = run.updates.borrow().clone();
    run.put_away();
    spawn_local(async move {
        if let Some(updates) = updates {
            updates.bring().await;
        }
    });
}

fn hear(run: &Rc<Run>, news: News) {
    match news {
        News::Kept => run.dispatch(Action::WorksOffline),
        News::Ready => run.dispatch(Action::UpdateReady),
        News::Asked => run.put_away(),
        News::Arrived => follow(run),
    }
}

/// Loads the page anew, once the stores have its words. Whatever is typed after the last look is put away as the page
/// goes, like in any other reload.
fn follow(run: &Rc<Run>) {
    let (run, keeping) = (run.clone(), run.keeping.borrow().clone());
    spawn_local(async move {
        run.put_away();
        keeping.settle(SETTLE).await;
        if keeping.holds_words() || !update::may_follow(&run.state()) {
            return run.dispatch(Action::UpdateWaits);
        }
        lifecycle::cover_screen();
        Screen::Today.go(true);
        lifecycle::reload();
    });
}
