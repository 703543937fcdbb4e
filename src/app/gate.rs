//! Whether what reaches the other person may be met: at once, after a few questions, or not now.

use super::{State, offers};
use crate::domain::{Day, Preferences, Stamp, daily};

/// Whether anything suggested today may reach the other person.
pub fn reaches(state: &State, today: Day) -> bool {
    let Preferences { safety, bond, .. } = &*state.preferences;
    safety.may_reach(bond, daily::very_low_on(&state.journal, today))
}

/// Whether it was never asked if talking is right here, or is to be asked again.
pub fn is_due(state: &State, now: Stamp) -> bool {
    state.preferences.safety.gate_is_due(now, daily::afraid(&state.journal))
}

/// Whether a few questions come before what reaches the other person: not on the first day, not where nothing may reach
/// them anyway, and only where what follows can be kept.
pub fn comes(state: &State, now: Stamp) -> bool {
    let first_day = offers::first_day(state).is_none_or(|first| first >= now.day());
    is_due(state, now) && !first_day && state.may_write() && reaches(state, now.day())
}
