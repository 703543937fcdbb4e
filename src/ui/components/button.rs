//! Buttons and links that act.

use yew::prelude::*;

use crate::app::action::Screen;

/// How loud a button is. One primary a screen at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Primary,
    Plain,
    Quiet,
}

impl Look {
    const fn kind(self) -> Option<&'static str> {
        match self {
            Self::Primary => Some("primary"),
            Self::Plain => None,
            Self::Quiet => Some("quiet"),
        }
    }
}

pub fn button(look: Look, words: impl Into<Html>, onclick: Callback<MouseEvent>) -> Html {
    html! { <button class="button" data-kind={look.kind()} type="button" {onclick}>{ words.into() }</button> }
}

/// A link to another screen that looks like a button.
pub fn link(look: Look, words: impl Into<Html>, to: Screen) -> Html {
    html! { <a class="button" data-kind={look.kind()} href={to.address()}>{ words.into() }</a> }
}
