//! The fields of a record beyond those that every page has, taken one at a time by name.
//!
//! What is understood is taken out; all else stays, is kept with the page as unread, and is written back as it came: an
//! unknown choice, a list with something unknown in it, a field nobody here has heard of. Marking a field anew writes
//! over what was not understood in it.

use serde_json::{Map, Value};

use super::Moment as When;
use crate::domain::{Choice, Short, Stamp, Step};

/// Fields being read, or being written.
pub(super) struct Fields<'a>(pub(super) &'a mut Map<String, Value>);

impl Fields<'_> {
    /// Takes a field out if `read` makes sense of it.
    pub(super) fn take<T>(&mut self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let taken = read(self.0.get(name)?)?;
        self.0.remove(name);
        Some(taken)
    }

    pub(super) fn choice<C: Choice>(&mut self, name: &str) -> Option<C> {
        self.take(name, |value| C::of_key(value.as_str()?))
    }

    pub(super) fn text(&mut self, name: &str) -> Short {
        self.take(name, |value| value.as_str().map(Short::stored)).unwrap_or_default()
    }

    pub(super) fn step(&mut self, name: &str) -> Option<Step> {
        self.take(name, |value| Step::new(value.as_u64()?).ok())
    }

    pub(super) fn parsed<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        self.take(name, |value| value.as_str()?.parse().ok())
    }

    pub(super) fn stamp(&mut self, name: &str) -> Option<Stamp> {
        self.take(name, |value| serde_json::from_value::<When>(value.clone()).ok().map(Stamp::from))
    }

    pub(super) fn put(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(name.into(), value.into());
        }
    }

    pub(super) fn put_choice(&mut self, name: &str, choice: Option<impl Choice>) {
        self.put(name, choice.map(Choice::key));
    }

    pub(super) fn put_text(&mut self, name: &str, text: &Short) {
        self.put(name, Some(text.as_str()).filter(|text| !text.is_empty()));
    }

    pub(super) fn put_step(&mut self, name: &str, step: Option<Step>) {
        self.put(name, step.map(Step::number));
    }

    pub(super) fn put_stamp(&mut self, name: &str, stamp: Option<Stamp>) {
        self.put(name, stamp.map(|at| serde_json::json!({ "ms": at.utc_ms, "offset": at.offset_min })));
    }
}
