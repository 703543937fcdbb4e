//! The few things every screen needs: where to send actions, the field being written in, and the language.

use std::borrow::Cow;
use std::rc::Rc;

use yew::prelude::*;

use super::pen::Pen;
use crate::app::Action;
use crate::i18n::{Format, Language, Msg};

/// Where actions go. The same for the life of the page, so it never causes a render.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub send: Callback<Action>,
    pub pen: Rc<Pen>,
}

impl Link {
    pub fn send(&self, action: Action) {
        self.send.emit(action);
    }
}

/// The language, and how it writes dates.
#[derive(Clone)]
pub struct Tongue {
    pub language: Language,
    pub format: Rc<dyn Format>,
}

impl PartialEq for Tongue {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language && Rc::ptr_eq(&self.format, &other.format)
    }
}

impl std::fmt::Debug for Tongue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tongue").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Tongue {
    pub fn say(&self, msg: Msg<'_>) -> AttrValue {
        match self.language.say(msg) {
            Cow::Borrowed(words) => AttrValue::Static(words),
            Cow::Owned(words) => AttrValue::from(words),
        }
    }
}

/// Where to send actions.
#[hook]
pub fn use_link() -> Link {
    use_context::<Link>().expect("the app provides the link")
}

/// The language of the interface.
#[hook]
pub fn use_tongue() -> Tongue {
    use_context::<Tongue>().expect("the app provides the language")
}
