//! Effects that touch the stores and the vault: what is asked for in the app's terms, done through the keeper, answered
//! with actions.
use crate::app::Action;
use crate::app::state::Words;
use crate::domain::{Entry, EntryId, Preferences};
use crate::vault::Secret;
use std::future::Future;
use std::rc::Rc;
use yew::Callback;

#[derive(Clone, Debug, Default)]
pub struct Keeping;
impl Keeping {
    pub async fn look() -> (Self, Action) {
        (Self, Action::FoundNothing)
    }
    pub async fn found(&self, _: Option<Secret>, _: Option<Rc<Entry>>, _: Preferences, _: &Callback<Action>) -> Action {
        Action::FoundNothing
    }
    pub async fn unlock(&self, _: Option<Secret>, _: &Callback<Action>) -> Action {
        Action::FoundNothing
    }
    pub async fn take_over(&self) -> Action {
        Action::FoundNothing
    }
    pub async fn count_wrong_try(&self) {}
    pub async fn read_more(&self) -> Action {
        Action::FoundNothing
    }
    pub fn save(&self, _: Vec<Rc<Entry>>) -> impl Future<Output = Action> + use<> {
        async { Action::FoundNothing }
    }
    pub fn save_preferences(&self, _: Preferences) -> impl Future<Output = Option<Action>> + use<> {
        async { None }
    }
    pub fn draft(&self, _: &Rc<Entry>, _: bool, _: bool) -> impl Future<Output = Option<Action>> + use<> {
        async { None }
    }
    pub async fn drop_draft(&self) {}
    pub async fn delete(&self, _: Vec<EntryId>) -> Action {
        Action::FoundNothing
    }
    pub async fn tidy(&self) -> Option<Action> {
        None
    }
    pub async fn settle(&self, _: u32) {}
    pub fn drop_keys(&self) {}
    pub fn holds_words(&self) -> bool {
        false
    }
    pub async fn retry_held(&self) {}
    pub fn on_overtaken(&self, _: impl Fn() + 'static) {}
    pub async fn add_recovery(&self, _: &Words, _: &Callback<Action>) -> Action {
        Action::FoundNothing
    }
    pub async fn remove_recovery(&self) -> Action {
        Action::FoundNothing
    }
    pub async fn set_passphrase(&self, _: Secret, _: &Callback<Action>) -> Action {
        Action::FoundNothing
    }
    pub async fn save_copy(&self) -> Action {
        Action::FoundNothing
    }
}
