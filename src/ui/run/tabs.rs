//! What other tabs say, and what this one does about it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::Run;
use crate::app::Action;
use crate::platform::lifecycle;
use crate::platform::tabs::channel::number;
use crate::platform::tabs::{Message, tell};

/// Milliseconds the stores have for the words, before the tab that asked for the pen hears that they are put away.
const YIELD_GRACE: u32 = 1_800;

impl Run {
    /// Another tab said something.
    pub(super) fn heard(self: &Rc<Self>, message: Message) {
        let keeping = self.keeping.borrow().clone();
        match message {
            Message::Changed { .. } => self.catch_up(),
            Message::WantsPen { tab } if keeping.has_pen() => {
                self.put_away();
                spawn_local(async move {
                    keeping.settle(YIELD_GRACE).await;
                    tell(Message::PutAway { tab });
                });
            }
            Message::TookPen { tab } if keeping.has_pen() && tab != number() => keeping.overtaken(),
            Message::WhoWrites { tab } if keeping.has_pen() => tell(Message::Writes { tab }),
            Message::Lock => self.dispatch(Action::LockDue),
            Message::Removed => {
                // There is nothing left to put words away to.
                lifecycle::cover_screen();
                keeping.drop_keys();
                lifecycle::reload();
            }
            _ => {}
        }
    }

    /// A tab that reads takes in what has been written.
    pub(super) fn catch_up(self: &Rc<Self>) {
        let state = self.state();
        if state.is_open() && !state.may_write() {
            let keeping = self.keeping.borrow().clone();
            self.answer_maybe(async move |_| keeping.follow(&[]).await);
        }
    }

    /// Another tab writes from now on. What is under the pen is read a last time, and stays here.
    pub(super) fn overtaken(self: &Rc<Self>) {
        self.dispatch(Action::Overtaken(self.pen.last_words()));
    }
}
