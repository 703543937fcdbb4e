//! "Someone reached out": a try at being close, by either of two people, and what came of it. A mark on Something
//! happened, not a form of its own. Nothing adds these up.

use super::choice::choices;
use super::{Day, Short};

/// Characters a note on a reach has room for.
pub const REACH_NOTE_MOST: usize = 200;

choices! {
    ReachFrom { Me = "me", Them = "them" }
}

choices! {
    ReachForm { Word = "word", Touch = "touch", Message = "message", Look = "look", Plan = "plan", Help = "help" }
}

choices! {
    /// What came of it.
    Outcome {
        Met = "met",
        Missed = "missed",
        MetLater = "met-later",
        TurnedDown = "turned-down",
        NoChance = "no-chance",
        CantTell = "cant-tell",
    }
}

/// A reach, marked on something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    pub from: ReachFrom,
    pub form: Option<ReachForm>,
    pub note: Short,
    /// What came of it and the day that was marked, the latest last: it may change, and what it was before is kept.
    outcomes: Vec<(Outcome, Day)>,
}

impl Reach {
    pub fn new(from: ReachFrom) -> Self {
        Self { from, form: None, note: Short::default(), outcomes: Vec::new() }
    }

    /// A reach as it was stored.
    pub fn stored(from: ReachFrom, form: Option<ReachForm>, note: Short, outcomes: Vec<(Outcome, Day)>) -> Self {
        Self { from, form, note, outcomes }
    }

    /// What came of it, as last marked.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcomes.last().map(|(outcome, _)| *outcome)
    }

    pub fn outcomes(&self) -> &[(Outcome, Day)] {
        &self.outcomes
    }

    /// The reach with what came of it. Marked twice on one day, the second is a correction; marking the same again
    /// changes nothing.
    #[must_use]
    pub fn came_to(&self, outcome: Outcome, today: Day) -> Self {
        let mut reach = self.clone();
        if reach.outcome() == Some(outcome) {
            return reach;
        }
        if reach.outcomes.last().is_some_and(|(_, day)| *day == today) {
            reach.outcomes.pop();
        }
        if reach.outcome() != Some(outcome) {
            reach.outcomes.push((outcome, today));
        }
        reach
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_may_change_and_what_it_was_is_kept() {
        let (monday, friday) = (Day::from_epoch_days(20_000), Day::from_epoch_days(20_004));
        let reach = Reach::new(ReachFrom::Me).came_to(Outcome::Missed, monday).came_to(Outcome::MetLater, friday);
        assert_eq!(reach.outcome(), Some(Outcome::MetLater));
        assert_eq!(reach.outcomes(), [(Outcome::Missed, monday), (Outcome::MetLater, friday)]);
    }

    #[test]
    fn a_slip_of_the_thumb_leaves_no_history() {
        let today = Day::from_epoch_days(20_000);
        let reach = Reach::new(ReachFrom::Them).came_to(Outcome::Missed, today).came_to(Outcome::Met, today);
        assert_eq!(reach.outcomes(), [(Outcome::Met, today)]);
        assert_eq!(reach.came_to(Outcome::Met, today), reach);
    }

    #[test]
    fn taking_a_correction_back_leaves_one_mark_of_each() {
        let (before, today) = (Day::from_epoch_days(20_000), Day::from_epoch_days(20_001));
        let reach = Reach::new(ReachFrom::Me).came_to(Outcome::Met, before);
        let back = reach.came_to(Outcome::Missed, today).came_to(Outcome::Met, today);
        assert_eq!(back, reach);
    }
}
