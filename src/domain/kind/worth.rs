//! Worth keeping: a fact about one's own worth, written by the person, never made for them. A true limit may stand beside
//! it, because praise alone is hard to believe on a bad night.

use super::{Marks, Shelf};
use crate::domain::Short;
use crate::domain::choice::choices;

/// Characters the box has room for.
pub const WORTH_MOST: usize = 20_000;
/// Characters the line beside it has room for.
pub const WORTH_BESIDE_MOST: usize = 400;

choices! {
    /// Where it comes from.
    WorthSource {
        Me = "me",
        Them = "them",
        Friend = "friend",
        Family = "family",
        Work = "work",
        Stranger = "stranger",
        Body = "body",
        Past = "past",
    }
}

choices! {
    WorthKind {
        Chosen = "chosen",
        KeptPromise = "kept-promise",
        Kindness = "kindness",
        Courage = "courage",
        Skill = "skill",
        LimitAccepted = "limit-accepted",
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worth {
    pub source: Option<WorthSource>,
    pub kind: Option<WorthKind>,
    /// What is also true.
    pub beside: Short,
}

impl Marks for Worth {
    fn key(&self) -> &'static str {
        "worth"
    }

    fn most(&self) -> usize {
        WORTH_MOST
    }

    fn shelf(&self) -> Option<Shelf> {
        Some(Shelf::WorthKeeping)
    }

    fn is_empty(&self) -> bool {
        self.source.is_none() && self.kind.is_none() && self.beside.is_blank()
    }

    fn texts(&self) -> Vec<&str> {
        Some(&self.beside).into_iter().filter(|text| !text.is_blank()).map(Short::as_str).collect()
    }
}
