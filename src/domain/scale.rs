//! Five labelled steps. On screen they are words; the numbers are for storing and for comparing a person with themself.

/// A step from 0 to 4. More steps would tell nothing more of a person's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step(u8);

/// There are five steps, 0 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchStep;

impl Step {
    pub const ALL: [Self; 5] = [Self(0), Self(1), Self(2), Self(3), Self(4)];

    /// # Errors
    /// [`NoSuchStep`] above 4.
    pub fn new(number: u64) -> Result<Self, NoSuchStep> {
        u8::try_from(number).ok().filter(|&number| number <= 4).map(Self).ok_or(NoSuchStep)
    }

    /// 0 to 4.
    pub fn number(self) -> u8 {
        self.0
    }
}

/// What was answered to one question about the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Step(Step),
    /// Asked, and passed over.
    Skipped,
    /// There was no contact that day, so there is nothing to say. Never counted as a low step.
    NoContact,
}

impl Answer {
    /// The step, where there is one: what a comparison over weeks may use.
    pub fn step(self) -> Option<Step> {
        match self {
            Self::Step(step) => Some(step),
            Self::Skipped | Self::NoContact => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_five_steps() {
        assert_eq!(Step::ALL.map(Step::number), [0, 1, 2, 3, 4]);
        assert_eq!(Step::new(4), Ok(Step::ALL[4]));
        assert_eq!(Step::new(5), Err(NoSuchStep));
        assert_eq!(Step::new(u64::MAX), Err(NoSuchStep));
    }

    #[test]
    fn a_day_without_contact_is_no_step_at_all() {
        assert_eq!(Answer::NoContact.step(), None);
        assert_eq!(Answer::Step(Step::ALL[0]).step(), Some(Step::ALL[0]));
    }
}
