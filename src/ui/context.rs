//! The few things every screen needs: where to send actions, the field being written in, and the language. The same for
//! the life of the page, so it never causes a render.

use std::borrow::Cow;
use std::rc::Rc;

use yew::prelude::*;

use super::pen::Pen;
use crate::app::Action;
use crate::domain::{EntryId, Kind, Stamp};
use crate::i18n::{Format, Language, Msg};
use crate::platform::clock;
use crate::platform::random::SystemRandom;

/// Handed to every function that draws.
#[derive(Clone)]
pub struct Ui {
    pub send: Callback<Action>,
    pub pen: Rc<Pen>,
    pub language: Language,
    pub format: Rc<dyn Format>,
}

impl PartialEq for Ui {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.pen, &other.pen) && self.language == other.language
    }
}

impl std::fmt::Debug for Ui {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ui(..)")
    }
}

impl Ui {
    pub fn say(&self, msg: Msg<'_>) -> AttrValue {
        match self.language.say(msg) {
            Cow::Borrowed(words) => AttrValue::Static(words),
            Cow::Owned(words) => AttrValue::from(words),
        }
    }

    pub fn send(&self, action: Action) {
        self.send.emit(action);
    }

    /// A callback that sends an action made when it is called.
    pub fn on<Event>(&self, action: impl Fn() -> Action + 'static) -> Callback<Event> {
        let send = self.send.clone();
        Callback::from(move |_| send.emit(action()))
    }

    /// Keep was pressed.
    pub fn keep(&self) -> Callback<MouseEvent> {
        let pen = self.pen.clone();
        Callback::from(move |_| pen.keep())
    }

    /// What begins a page, now.
    pub fn new_page(&self) -> Action {
        let at = clock::now();
        Action::StartedPage { id: fresh_id(at), at }
    }

    /// Begins a page of this kind.
    pub fn begin(&self, kind: &Kind) -> Callback<MouseEvent> {
        let (ui, kind) = (self.clone(), kind.clone());
        Callback::from(move |_| {
            let at = clock::now();
            ui.send(Action::Began { id: fresh_id(at), at, kind: kind.clone() });
        })
    }

    /// A mark beside the box changed: it is kept as the words are, by the same timetable.
    pub fn mark(&self, kind: Kind) {
        self.send(Action::Marked(kind));
        self.pen.key();
    }

    pub fn number(&self, number: impl Into<f64>) -> String {
        self.format.number(number.into())
    }
}

/// The id of a page that is begun at this moment.
pub fn fresh_id(at: Stamp) -> EntryId {
    EntryId::new(at.utc_ms.unsigned_abs(), SystemRandom::id_bytes())
}

/// What every screen needs.
#[hook]
pub fn use_ui() -> Ui {
    use_context::<Ui>().expect("the app provides it")
}
