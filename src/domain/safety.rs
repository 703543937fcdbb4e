//! Whether suggestions may reach for the other person. Talking is not right in every home, so a few questions are asked
//! before anything suggests it. The answers are used once and are nowhere kept; only what follows from them is.

use super::choice::choices;
use super::{Bond, Stamp};

choices! {
    /// What suggestions are about.
    Suggestions {
        /// About the two of us.
        AboutUs = "about-us",
        /// Only for me: nothing suggested reaches the other person, and nothing on screen says why.
        OnlyForMe = "only-me",
    }
}

/// The answer to a question of the gate. "Yes" is always the worrying one. It has no stored shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateAnswer {
    No,
    Yes,
    /// Acts as "yes".
    RatherNot,
}

/// Fear in the last twelve months; freedom to say no; being checked on or cut off.
pub const GATE_QUESTIONS: usize = 3;

/// Days after which the gate may be asked again.
pub const GATE_RESTS: i64 = 90;

const MS_PER_DAY: i64 = 86_400_000;

/// What is kept about safety: what follows, and when it was last asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Safety {
    pub suggestions: Suggestions,
    pub asked: Option<Stamp>,
}

impl Default for Safety {
    fn default() -> Self {
        Self { suggestions: Suggestions::AboutUs, asked: None }
    }
}

impl Safety {
    /// Whether the gate is asked on opening something that reaches the other person. `afraid` is the latest moment at
    /// which something not said was marked as held back out of fear.
    pub fn gate_is_due(&self, now: Stamp, afraid: Option<Stamp>) -> bool {
        if self.suggestions == Suggestions::OnlyForMe {
            return false;
        }
        let Some(asked) = self.asked else { return true };
        now.utc_ms - asked.utc_ms >= GATE_RESTS * MS_PER_DAY || afraid.is_some_and(|at| at.utc_ms > asked.utc_ms)
    }

    /// What follows from the answers. Any "yes" makes suggestions only for the person; a "no" to everything clears
    /// nobody, and never undoes what was chosen before.
    #[must_use]
    pub fn answered(self, answers: [GateAnswer; GATE_QUESTIONS], at: Stamp) -> Self {
        let worrying = answers.iter().any(|answer| *answer != GateAnswer::No);
        let suggestions = if worrying { Suggestions::OnlyForMe } else { self.suggestions };
        Self { suggestions, asked: Some(at) }
    }

    /// Chosen by the person: anywhere for "only for me", in Settings for either.
    #[must_use]
    pub fn chosen(self, suggestions: Suggestions) -> Self {
        Self { suggestions, ..self }
    }

    /// Whether anything may be suggested that reaches the other person. On a day that was marked very low nothing is,
    /// for the rest of it.
    pub fn may_reach(&self, bond: &Bond, low_today: bool) -> bool {
        self.suggestions == Suggestions::AboutUs && !bond.is_closed() && !low_today
    }
}

#[cfg(test)]
mod tests {
    use super::GateAnswer::{No, RatherNot, Yes};
    use super::*;
    use crate::domain::bond::Contact;

    fn at(days: i64) -> Stamp {
        Stamp { utc_ms: 1_700_000_000_000 + days * MS_PER_DAY, offset_min: 0 }
    }

    #[test]
    fn one_worrying_answer_is_enough_and_not_saying_acts_as_one() {
        let after = |answers| Safety::default().answered(answers, at(0)).suggestions;
        assert_eq!(after([No, No, No]), Suggestions::AboutUs);
        for answers in [[Yes, No, No], [No, Yes, No], [No, No, Yes], [No, RatherNot, No]] {
            assert_eq!(after(answers), Suggestions::OnlyForMe, "{answers:?}");
        }
    }

    #[test]
    fn answering_no_later_never_undoes_only_for_me() {
        let quiet = Safety::default().answered([Yes, No, No], at(0));
        assert_eq!(quiet.answered([No; 3], at(100)).suggestions, Suggestions::OnlyForMe);
        assert_eq!(quiet.chosen(Suggestions::AboutUs).suggestions, Suggestions::AboutUs);
    }

    #[test]
    fn the_gate_is_asked_first_then_every_ninety_days_or_after_fear() {
        let never = Safety::default();
        assert!(never.gate_is_due(at(0), None));
        let asked = never.answered([No; 3], at(0));
        assert!(!asked.gate_is_due(at(89), None));
        assert!(asked.gate_is_due(at(90), None));
        assert!(asked.gate_is_due(at(2), Some(at(1))));
        assert!(!asked.gate_is_due(at(2), Some(at(-1))));
        assert!(!asked.chosen(Suggestions::OnlyForMe).gate_is_due(at(500), Some(at(400))));
    }

    #[test]
    fn nothing_reaches_them_when_quiet_when_it_ended_or_on_a_very_low_day() {
        let (open, bond) = (Safety::default(), Bond::default());
        assert!(open.may_reach(&bond, false));
        assert!(!open.may_reach(&bond, true));
        assert!(!open.chosen(Suggestions::OnlyForMe).may_reach(&bond, false));
        let silent = Bond { contact: Some(Contact::None), ..Bond::default() };
        assert!(!open.may_reach(&silent, false));
    }
}
