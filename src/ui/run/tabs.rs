//! What other tabs say, and what this one does about it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::Run;
use crate::platform::tabs::channel::number;
use crate::platform::tabs::{Message, tell};

/// Milliseconds the stores have for the words, before the tab that asked for the pen hears that they are put away.
const YIELD_GRACE: u32 = 1_800;

impl Run {
    /// Another tab said something.
    pub(super) fn heard(self: &Rc<Self>, message: Message) {
        let keeping = self.keeping.borrow().clone();
        match message {
            Message::WantsPen { tab } if keeping.has_pen() => {
                self.put_away();
                spawn_local(async move {
                    keeping.settle(YIELD_GRACE).await;
                    tell(Message::PutAway { tab });
                });
            }
            Message::TookPen { tab } if keeping.has_pen() && tab != number() => keeping.overtaken(),
            Message::WhoWrites { tab } if keeping.has_pen() => tell(Message::Writes { tab }),
            _ => {}
        }
    }
}
