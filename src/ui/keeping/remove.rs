//! Removing everything: the stores, what other tabs hold, the app's own files, and a last look at all of it.

use gloo_timers::future::TimeoutFuture;
use yew::Callback;

use super::Keeping;
use crate::app::Action;
use crate::app::save::Remains;
use crate::app::state::removal::{Left, Removal};
use crate::platform::tabs::pen::How;
use crate::platform::tabs::{Message, tell};
use crate::platform::traces;

/// Milliseconds after which what localStorage forgot is on disk in every engine that was measured.
const UNTIL_ON_DISK: u32 = 10_000;
/// Milliseconds that words on their way to the stores have, so that none arrives after the rest has gone.
const GRACE: u32 = 300;

impl Keeping {
    /// Removes everything, in this order: the sentinel, both stores, what other tabs show, the app's files, and at last the
    /// mark that has the next opening finish what is cut off.
    pub async fn remove_everything(&self, send: &Callback<Action>) -> Action {
        if !self.take_pen(How::IfFree).await {
            return Action::RemovalCame(Removal::Elsewhere);
        }
        traces::remove_sentinel().await;
        let Some(keeper) = self.keeper() else { return Action::FoundNoStorage };
        self.settle(GRACE).await;
        let remains = keeper.remove_everything().await;
        tell(Message::Removed);
        if !remains.is_clear() {
            return Action::RemovalCame(Removal::Left(left(remains, true)));
        }
        send.emit(Action::RemovalCame(Removal::Emptied));
        TimeoutFuture::new(UNTIL_ON_DISK).await;
        let without_files = traces::remove_files().await;
        let remains = keeper.end_removal().await;
        if !(remains.is_clear() && without_files) {
            return Action::RemovalCame(Removal::Left(left(remains, without_files)));
        }
        self.drop_keys();
        Action::RemovalCame(Removal::Done)
    }

    /// A removal was cut off. Where localStorage is empty there is only the mark left, and the place is as before the first
    /// page. `None` when it is done.
    pub(super) async fn finish_removal(&self, values: usize) -> Option<Action> {
        if values > 0 {
            return Some(Action::FoundRemoval);
        }
        if !self.take_pen(How::IfFree).await {
            return Some(Action::RemovalCame(Removal::Elsewhere));
        }
        let remains = self.keeper()?.end_removal().await;
        self.drop_keys();
        (!remains.is_clear()).then(|| Action::RemovalCame(Removal::Left(left(remains, true))))
    }
}

fn left(remains: Remains, without_files: bool) -> Left {
    let Remains { local, mirror } = remains;
    Left {
        values: local.is_some_and(|values| values > 0) || mirror.is_some_and(|values| values > 0),
        unasked: local.is_none() || mirror.is_none(),
        files: !without_files,
    }
}
