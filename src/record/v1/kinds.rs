//! What each kind of page adds to the fields that all pages have. One file a kind, named like its file in the domain.

mod checkin;
mod held_back;
mod moment;
mod worth;

use std::rc::Rc;

use serde_json::{Map, Value};

use super::PAGE;
use super::fields::Fields;
use crate::domain::Kind;

/// The kind under its name, with its marks taken out of the fields; what is left over is unread.
pub(super) fn read(name: Rc<str>, fields: &mut Map<String, Value>) -> Kind {
    let fields = &mut Fields(fields);
    match &*name {
        PAGE => Kind::Page,
        "checkin" => Kind::CheckIn(Rc::new(checkin::read(fields))),
        "moment" => Kind::Moment(Rc::new(moment::read(fields))),
        "held-back" => Kind::HeldBack(Rc::new(held_back::read(fields))),
        "worth" => Kind::Worth(Rc::new(worth::read(fields))),
        _ => Kind::Other(name),
    }
}

/// Puts the marks of a kind among the fields.
pub(super) fn write(kind: &Kind, fields: &mut Map<String, Value>) {
    let fields = &mut Fields(fields);
    match kind {
        Kind::Page | Kind::Other(_) => {}
        Kind::CheckIn(marks) => checkin::write(marks, fields),
        Kind::Moment(marks) => moment::write(marks, fields),
        Kind::HeldBack(marks) => held_back::write(marks, fields),
        Kind::Worth(marks) => worth::write(marks, fields),
    }
}

#[cfg(test)]
mod tests;
