//! Kinds of pages. Every kind is a page: one box of words, a day, a place in Pages, the Bin, search, drafts and copies.
//! What a kind has beyond the box is its marks, all of them optional; nothing outside this folder, its stored shape and
//! its screen needs to know which kinds there are.

pub mod checkin;
pub mod held_back;
pub mod moment;
pub mod worth;

use std::fmt::Debug;
use std::rc::Rc;

pub use checkin::{Answers, CheckIn, Item, Mood};
pub use held_back::{HeldBack, WhyHeldBack};
pub use moment::Moment;
pub use worth::{Worth, WorthKind, WorthSource};

use super::choice::choices;

/// What kind of page it is, with its marks.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Free writing.
    Page,
    /// How was today. The box holds one good or ordinary thing.
    CheckIn(Rc<CheckIn>),
    /// Something happened. The box holds what a camera would show.
    Moment(Rc<Moment>),
    /// Something I didn't say. The box holds it.
    HeldBack(Rc<HeldBack>),
    /// Worth keeping. The box holds a fact about one's worth.
    Worth(Rc<Worth>),
    /// A kind a newer version wrote. Shown as a page, kept under its own name.
    Other(Rc<str>),
}

choices! {
    /// Where pages of some kinds can be found again, in Mine.
    Shelf {
        WorthKeeping = "worth-keeping",
        WhatINeed = "what-i-need",
        OpenQuestions = "open-questions",
        ThingsToSay = "things-to-say",
        PeopleAndPlaces = "people-and-places",
    }
}

/// What a kind has beyond the box.
pub trait Marks: Debug {
    /// The name that never changes: stored records and content go by it.
    fn key(&self) -> &'static str;

    /// The shelf it stands on, besides Pages.
    fn shelf(&self) -> Option<Shelf> {
        None
    }

    /// Nothing is marked and nothing typed beside the box.
    fn is_empty(&self) -> bool;

    /// What was typed beside the box: found by search, and part of every copy.
    fn texts(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Kind {
    /// An empty page of each kind there is, free writing first.
    pub fn all() -> [Self; 5] {
        [
            Self::Page,
            Self::CheckIn(Rc::default()),
            Self::Moment(Rc::default()),
            Self::HeldBack(Rc::default()),
            Self::Worth(Rc::default()),
        ]
    }

    /// The marks; `None` for free writing, and for a kind that only a newer version knows.
    pub fn marks(&self) -> Option<&dyn Marks> {
        match self {
            Self::Page | Self::Other(_) => None,
            Self::CheckIn(marks) => Some(&**marks),
            Self::Moment(marks) => Some(&**marks),
            Self::HeldBack(marks) => Some(&**marks),
            Self::Worth(marks) => Some(&**marks),
        }
    }

    pub fn checkin(&self) -> Option<&CheckIn> {
        match self {
            Self::CheckIn(marks) => Some(marks),
            _ => None,
        }
    }

    /// The name that never changes.
    pub fn key(&self) -> &str {
        match self {
            Self::Other(name) => name,
            kind => kind.marks().map_or("page", Marks::key),
        }
    }

    pub fn shelf(&self) -> Option<Shelf> {
        self.marks().and_then(Marks::shelf)
    }

    /// Nothing but what the box holds. A newer version's kind may hold anything.
    pub fn is_bare(&self) -> bool {
        match self {
            Self::Other(_) => false,
            kind => kind.marks().is_none_or(Marks::is_empty),
        }
    }

    pub fn texts(&self) -> Vec<&str> {
        self.marks().map(Marks::texts).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_begins_empty_and_has_a_name_of_its_own() {
        let kinds = Kind::all();
        assert!(kinds.iter().all(|kind| kind.is_bare() && kind.texts().is_empty()));
        let names: BTreeSet<_> = kinds.iter().map(Kind::key).collect();
        assert_eq!(names.len(), kinds.len());
    }

    #[test]
    fn every_kind_there_is_stands_in_the_list_of_all() {
        // A kind that is new does not compile here until it has a place, and then the list has to hold it.
        let place = |kind: &Kind| match kind {
            Kind::Page => Some(0),
            Kind::CheckIn(_) => Some(1),
            Kind::Moment(_) => Some(2),
            Kind::HeldBack(_) => Some(3),
            Kind::Worth(_) => Some(4),
            Kind::Other(_) => None,
        };
        let places: Vec<_> = Kind::all().iter().map(place).collect();
        assert_eq!(places, (0..5).map(Some).collect::<Vec<_>>());
    }

    #[test]
    fn a_kind_of_a_newer_version_is_never_taken_for_empty() {
        let later = Kind::Other("letter".into());
        assert!(!later.is_bare());
        assert_eq!((later.key(), later.shelf()), ("letter", None));
    }
}
