//! The sheet one writes on: the editor, and a foot with what became of the words and the one thing to do with them.

use yew::prelude::*;

use super::{Editor, Marks};
use crate::app::state::{Field, Saving};
use crate::domain::Body;
use crate::i18n::Msg;
use crate::ui::context::Ui;

/// What a sheet of paper is made from.
#[derive(Debug)]
pub struct Paper {
    pub field: Field,
    /// Which of its place's fields this is: another number is another field.
    pub number: u32,
    pub words: Body,
    pub label: AttrValue,
    pub placeholder: AttrValue,
    /// Said at the foot: what became of the words.
    pub status: Option<AttrValue>,
    /// Whether the caret goes here when it appears.
    pub focused: bool,
    pub caret: Option<usize>,
    pub readonly: bool,
    /// Turns to reading, where there is a page to read.
    pub onread: Option<Callback<MouseEvent>>,
}

pub fn paper(ui: &Ui, paper: Paper, onkeep: Callback<MouseEvent>) -> Html {
    let Paper { field, number, words, label, placeholder, status, focused, caret, readonly, onread } = paper;
    html! {
        <section class="paper" aria-label={ui.say(Msg::ThePage)}>
            <Editor key={number} {field} {number} {words} {label} {placeholder} {focused} {caret} {readonly} />
            <div class="paper-foot">
                if !readonly { <Marks {onread} /> }
                <p class="status" role="status" aria-label={ui.say(Msg::SaveStatus)}>{ for status }</p>
                if !readonly { { keep(ui, onkeep) } }
            </div>
        </section>
    }
}

/// The one thing to do with what was written.
pub fn keep(ui: &Ui, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button class="button" data-kind="primary" data-shortcut="keep" type="button" {onclick}>{ ui.say(Msg::Keep) }</button>
    }
}

impl Paper {
    /// What became of the words, in words.
    pub fn saving(ui: &Ui, saving: Saving) -> Option<AttrValue> {
        match saving {
            Saving::Quiet => None,
            Saving::Pending => Some(ui.say(Msg::Saving)),
            Saving::Saved(at) => Some(ui.say(Msg::SavedAt { clock: &ui.format.clock(at) })),
            Saving::BrowserOnly(at) => Some(ui.say(Msg::BrowserOnly { clock: &ui.format.clock(at) })),
            Saving::Failed => Some(ui.say(Msg::NotSaved)),
        }
    }
}
