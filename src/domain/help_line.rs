//! People to call. A number lives longer than what is said about it, so each says where it was read and when.

use super::Day;

/// One line, as the list has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// ISO 3166 in two letters; `EU` for what is meant for several.
    pub country: &'static str,
    pub name: &'static str,
    pub for_whom: &'static str,
    /// For those who worry about how they treat someone.
    pub own_behaviour: bool,
    pub contacts: &'static [Contact],
    /// Only where the line itself or a government said so.
    pub hours: Option<&'static str>,
    pub source: &'static str,
    /// The date on the source, as far as it has one.
    pub source_date: &'static str,
    /// The day the source was read: `2026-11-22`.
    pub checked_on: &'static str,
}

/// How to reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    pub way: Way,
    /// As a person reads it.
    pub number: &'static str,
    /// What to send, where something has to be said.
    pub say: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Call,
    Text,
    /// A telephone that writes.
    Tty,
}

/// Days after which the age of a number is shown beside it.
pub const AGE_SHOWN_AFTER: i32 = 180;

impl HelpLine {
    /// Days since the number was checked, where that deserves a word.
    pub fn age_to_show(&self, today: Day) -> Option<i32> {
        let checked: Day = self.checked_on.parse().ok()?;
        let age = today.epoch_days() - checked.epoch_days();
        (age > AGE_SHOWN_AFTER).then_some(age)
    }
}

impl Contact {
    /// The number as a telephone dials it; `None` where one does not call.
    pub fn dial(&self) -> Option<String> {
        (self.way == Way::Call).then(|| self.number.chars().filter(char::is_ascii_digit).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: HelpLine = HelpLine {
        country: "XX",
        name: "A line",
        for_whom: "Anyone",
        own_behaviour: false,
        contacts: &[],
        hours: None,
        source: "A page",
        source_date: "undated",
        checked_on: "2026-01-01",
    };

    #[test]
    fn the_age_of_a_number_is_shown_after_half_a_year() {
        let day = |text: &str| text.parse().expect("a day");
        // 180 days after the first of January is the 30th of June.
        assert_eq!(LINE.age_to_show(day("2026-06-30")), None);
        assert_eq!(LINE.age_to_show(day("2026-07-01")), Some(181));
    }

    #[test]
    fn what_is_dialled_is_digits_and_a_text_is_not_dialled() {
        let call = Contact { way: Way::Call, number: "1-800-799-7233", say: None };
        assert_eq!(call.dial().as_deref(), Some("18007997233"));
        assert_eq!(Contact { way: Way::Text, ..call }.dial(), None);
        assert_eq!(Contact { way: Way::Tty, ..call }.dial(), None);
    }
}
