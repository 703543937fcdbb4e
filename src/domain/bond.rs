//! Who one writes about, as far as the person says: every part may be left out, and changing any never touches a page.

use super::choice::choices;
use super::{Day, Short};

/// Characters a nickname has room for.
pub const NICKNAME_MOST: usize = 24;

/// Days for which older pages are not brought up again once it ended or contact stopped.
pub const RESURFACING_RESTS: i32 = 30;

choices! {
    /// How it stands between the two.
    Form {
        Together = "together",
        Apart = "apart",
        LongDistance = "long-distance",
        Separated = "separated",
        Unsure = "unsure",
    }
}

choices! {
    /// Whether they live in one home.
    Home { Same = "same", NotSame = "not-same" }
}

choices! {
    Contact { Free = "free", Limited = "limited", None = "none" }
}

/// The relationship written about. Unset, it is "them", and nothing is assumed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bond {
    pub nickname: Short,
    pub form: Option<Form>,
    pub home: Option<Home>,
    pub contact: Option<Contact>,
    pub ended_on: Option<Day>,
    /// The day it was marked as ended or without contact: from then some things rest. Set by [`Bond::changed_to`].
    pub closed_since: Option<Day>,
}

impl Bond {
    /// What to call them; `None` where the person gave no name.
    pub fn name(&self) -> Option<&str> {
        Some(self.nickname.as_str().trim()).filter(|name| !name.is_empty())
    }

    /// It ended, or there is no contact. Then closeness, signs and reaching out are not asked about or suggested.
    pub fn is_closed(&self) -> bool {
        self.ended_on.is_some() || self.contact == Some(Contact::None)
    }

    /// The bond after a change made today, and whether it has just become closed: then one line is shown.
    pub fn changed_to(&self, after: Self, today: Day) -> (Self, bool) {
        let closing = after.is_closed() && !self.is_closed();
        let closed_since = match (closing, after.is_closed()) {
            (true, _) => Some(today),
            (false, true) => self.closed_since,
            (false, false) => None,
        };
        (Self { closed_since, ..after }, closing)
    }

    /// Whether older pages may be brought up again.
    pub fn may_resurface(&self, today: Day) -> bool {
        self.closed_since.is_none_or(|since| today.epoch_days() - since.epoch_days() >= RESURFACING_RESTS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        Day::from_epoch_days(20_000 + number)
    }

    #[test]
    fn nothing_is_assumed_until_something_is_said() {
        let bond = Bond::default();
        assert_eq!((bond.name(), bond.is_closed(), bond.may_resurface(day(0))), (None, false, true));
        assert_eq!(Bond { nickname: Short::stored("  "), ..bond }.name(), None);
    }

    #[test]
    fn an_ending_is_noticed_once_and_rests_older_pages_for_thirty_days() {
        let before = Bond { nickname: Short::stored("M."), form: Some(Form::Together), ..Bond::default() };
        let (ended, closing) = before.changed_to(Bond { ended_on: Some(day(-3)), ..before.clone() }, day(0));
        assert!(closing && ended.is_closed());
        assert_eq!((ended.may_resurface(day(29)), ended.may_resurface(day(30))), (false, true));
        let (silent, again) = ended.changed_to(Bond { contact: Some(Contact::None), ..ended.clone() }, day(5));
        assert!(!again);
        assert_eq!(silent.closed_since, Some(day(0)));
        // What was said before is still there.
        assert_eq!((silent.name(), silent.form), (Some("M."), Some(Form::Together)));
    }

    #[test]
    fn contact_that_comes_back_opens_it_again() {
        let silent = Bond { contact: Some(Contact::None), ..Bond::default() };
        let (silent, _) = Bond::default().changed_to(silent, day(0));
        let (open, closing) = silent.changed_to(Bond { contact: Some(Contact::Limited), ..silent.clone() }, day(4));
        assert!(!open.is_closed() && !closing && open.may_resurface(day(4)));
    }
}
