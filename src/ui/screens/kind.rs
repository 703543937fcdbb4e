//! What a kind of page has beside its box, on the page: closed under "Add" while it is written, a list of names and words
//! while it is read. A kind is one function to fill it in and one to read it; all of them use the same form components.

mod checkin;
mod held_back;
mod moment;
mod worth;

use std::rc::Rc;

use yew::prelude::*;

pub use checkin::CheckInForm;

use crate::content::wording::{self, FieldText, KindText, Label};
use crate::domain::{Bond, Choice, Kind};
use crate::i18n::Msg;
use crate::ui::components::form::{Ask, marked};
use crate::ui::context::Ui;

/// What every form needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    pub ui: &'a Ui,
    /// The words of the kind.
    pub text: &'static KindText,
    /// What they are called here.
    pub name: Option<&'a str>,
}

/// The rest of a page under "Add", or nothing for a kind that has only its box.
pub fn added(filling: Filling<'_>, kind: &Kind, bond: &Bond, open: bool) -> Html {
    let form = match kind {
        Kind::Moment(marks) => moment::form(filling, marks, bond),
        Kind::HeldBack(marks) => held_back::form(filling, marks),
        Kind::Worth(marks) => worth::form(filling, marks),
        Kind::Page | Kind::CheckIn(_) | Kind::Other(_) => return Html::default(),
    };
    html! {
        <details class="disclosure" {open}>
            <summary>{ filling.ui.say(Msg::Add) }</summary>
            <div class="disclosure-body">{ form }</div>
        </details>
    }
}

/// What was marked, as it is read.
pub fn read(filling: Filling<'_>, kind: &Kind) -> Html {
    marked(match kind {
        Kind::CheckIn(marks) => checkin::read(filling, marks),
        Kind::Moment(marks) => moment::read(filling, marks),
        Kind::HeldBack(marks) => held_back::read(filling, marks),
        Kind::Worth(marks) => worth::read(filling, marks),
        Kind::Page | Kind::Other(_) => Vec::new(),
    })
}

type Rows = Vec<(AttrValue, AttrValue)>;

impl Filling<'_> {
    fn field(self, key: &str) -> Option<&'static FieldText> {
        wording::field(self.text.fields, key)
    }

    /// A field as a question with its choices.
    fn ask(self, key: &'static str) -> Option<Ask> {
        let field = self.field(key)?;
        Some(Ask::new(format!("mark-{key}"), self.named(field.name), self.labels(field.choices)))
    }

    fn named(self, words: &'static str) -> AttrValue {
        wording::about(words, self.name).into()
    }

    fn labels(self, labels: &'static [Label]) -> Vec<AttrValue> {
        labels.iter().map(|label| self.named(label.label)).collect()
    }

    fn label(self, labels: &'static [Label], choice: impl Choice) -> AttrValue {
        self.named(wording::label(labels, choice))
    }

    /// A choice that was made, as it is read.
    fn row(self, key: &str, choice: Option<impl Choice>) -> Option<(AttrValue, AttrValue)> {
        let (field, choice) = (self.field(key)?, choice?);
        Some((self.named(field.name), self.label(field.choices, choice)))
    }

    /// A text that was typed, as it is read.
    fn words(self, key: &str, text: &crate::domain::Short) -> Option<(AttrValue, AttrValue)> {
        let field = self.field(key).filter(|_| !text.is_blank())?;
        Some((self.named(field.name), text.as_str().to_owned().into()))
    }
}

/// Changes the marks and hands them over.
fn change<M: Clone + 'static, T: 'static>(
    ui: &Ui,
    marks: &Rc<M>,
    kind: fn(Rc<M>) -> Kind,
    change: impl Fn(&mut M, T) + 'static,
) -> Callback<T> {
    let (ui, marks) = (ui.clone(), Rc::clone(marks));
    Callback::from(move |value| {
        let mut changed = (*marks).clone();
        change(&mut changed, value);
        ui.mark(kind(Rc::new(changed)));
    })
}

/// Whether the choice is the one at this place.
fn is<C: Choice>(choice: Option<C>, at: usize) -> bool {
    choice.is_some() && choice == C::ALL.get(at).copied()
}

/// Chooses, or takes the choice back.
fn toggle<C: Choice>(choice: &mut Option<C>, at: usize) {
    let pressed = C::ALL.get(at).copied();
    *choice = pressed.filter(|_| *choice != pressed);
}
