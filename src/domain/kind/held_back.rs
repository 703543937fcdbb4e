//! Something I didn't say: the words, and perhaps why, what keeping them cost, and how they would sound if it were easy.

use super::{Marks, Shelf};
use crate::domain::choice::choices;
use crate::domain::{Short, Step};

/// Characters meant for what I would say if it were easy.
pub const HELD_BACK_EASY_MOST: usize = 2_000;

choices! {
    /// Why it was not said. Holding back can be wise, tired, or afraid.
    WhyHeldBack {
        NotTheTime = "not-the-time",
        Tired = "tired",
        KindChoice = "kind-choice",
        Afraid = "afraid",
        WouldNotMatter = "would-not-matter",
        Other = "other",
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeldBack {
    pub why: Option<WhyHeldBack>,
    /// From nothing to a great deal; words on screen.
    pub cost: Option<Step>,
    /// What I would say if it were easy.
    pub easy: Short,
}

impl HeldBack {
    /// Marked as held back out of fear: talking may not be right here, and that is asked about, never assumed.
    pub fn is_afraid(&self) -> bool {
        self.why == Some(WhyHeldBack::Afraid)
    }
}

impl Marks for HeldBack {
    fn key(&self) -> &'static str {
        "held-back"
    }

    fn shelf(&self) -> Option<Shelf> {
        Some(Shelf::ThingsToSay)
    }

    fn is_empty(&self) -> bool {
        self.why.is_none() && self.cost.is_none() && self.easy.is_blank()
    }

    fn texts(&self) -> Vec<&str> {
        Some(&self.easy).into_iter().filter(|text| !text.is_blank()).map(Short::as_str).collect()
    }
}
