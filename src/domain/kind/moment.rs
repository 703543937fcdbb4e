//! Something happened: what a camera would show, apart from the story one told oneself about it. The box holds the first;
//! a sign, and "someone reached out", are marks on it.

use std::collections::BTreeSet;

use super::Marks;
use crate::domain::{Reach, Short, Sign};

/// Characters each of the two boxes has room for.
pub const MOMENT_MOST: usize = 400;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// The story I told myself.
    pub story: Short,
    pub signs: BTreeSet<Sign>,
    pub reach: Option<Reach>,
}

impl Marks for Moment {
    fn key(&self) -> &'static str {
        "moment"
    }

    fn most(&self) -> usize {
        MOMENT_MOST
    }

    fn is_empty(&self) -> bool {
        self.story.is_blank() && self.signs.is_empty() && self.reach.is_none()
    }

    fn texts(&self) -> Vec<&str> {
        let note = self.reach.as_ref().map(|reach| &reach.note);
        [Some(&self.story), note].into_iter().flatten().filter(|text| !text.is_blank()).map(Short::as_str).collect()
    }
}
