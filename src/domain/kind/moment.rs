//! Something happened: what a camera would show, apart from the story one told oneself about it. The box holds the first;
//! a sign, and "someone reached out", are marks on it.

use std::collections::BTreeSet;

use super::Marks;
use crate::domain::{Bond, Reach, Short, Sign};

/// Characters meant for the story one told oneself.
pub const MOMENT_STORY_MOST: usize = 2_000;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// The story I told myself.
    pub story: Short,
    pub signs: BTreeSet<Sign>,
    pub reach: Option<Reach>,
}

impl Moment {
    /// Whether signs are asked about: not once it ended or there is no contact. Those marked before are there to be changed.
    pub fn asks_for_signs(&self, bond: &Bond) -> bool {
        !bond.is_closed() || !self.signs.is_empty()
    }

    /// Whether it is asked who reached out, in the same way.
    pub fn asks_who_reached_out(&self, bond: &Bond) -> bool {
        !bond.is_closed() || self.reach.is_some()
    }
}

impl Marks for Moment {
    fn key(&self) -> &'static str {
        "moment"
    }

    fn is_empty(&self) -> bool {
        self.story.is_blank() && self.signs.is_empty() && self.reach.is_none()
    }

    fn texts(&self) -> Vec<&str> {
        let note = self.reach.as_ref().map(|reach| &reach.note);
        [Some(&self.story), note].into_iter().flatten().filter(|text| !text.is_blank()).map(Short::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ReachFrom;
    use crate::domain::bond::Contact;

    #[test]
    fn without_contact_neither_signs_nor_who_reached_out_are_asked_and_what_was_marked_stays() {
        let asks = |moment: &Moment, bond: &Bond| (moment.asks_for_signs(bond), moment.asks_who_reached_out(bond));
        let closed = Bond { contact: Some(Contact::None), ..Bond::default() };
        let marked = Moment { reach: Some(Reach::new(ReachFrom::Me)), ..Moment::default() };
        assert_eq!(asks(&Moment::default(), &Bond::default()), (true, true));
        assert_eq!(asks(&Moment::default(), &closed), (false, false));
        assert_eq!(asks(&marked, &closed), (false, true));
    }
}
