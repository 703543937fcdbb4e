//! What may be offered on Today: one thing a day at most, never the same again after two refusals.

use super::State;
use crate::domain::offering::{self, Class, Looking, Offering};
use crate::domain::{Day, Offer, Stamp, daily};

/// Kept pages from which recovery words are offered.
pub const PAGES_BEFORE_WORDS: usize = 3;

/// What there is to offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A week off from watching for signs.
    Break,
    RecoveryWords,
}

/// The one offer for now, if there is one.
pub fn todays(state: &State, now: Stamp) -> Option<What> {
    if !state.may_write() {
        return None;
    }
    let preferences = &state.preferences;
    let today = now.day();
    let mut offerings = Vec::new();
    if may_break(state, today) {
        offerings.push(offered(What::Break, Class::Break, today, preferences.watching));
    }
    if may_have_words(state) {
        offerings.push(offered(What::RecoveryWords, Class::Upkeep, today, preferences.recovery));
    }
    let looking = Looking {
        now,
        first_day: first_day(state),
        answered: preferences.recovery.last_made.max(preferences.watching.last_made),
        low: daily::is_low(&state.journal, now),
    };
    offering::todays(offerings, looking).map(|offering| offering.what)
}

/// The day of the first page. While older pages are still being read it is not known, and nothing is offered.
pub fn first_day(state: &State) -> Option<Day> {
    state.journal.all().next().map(|page| page.created.day())
}

fn offered(what: What, class: Class, due: Day, record: Offer) -> Offering<What> {
    Offering { what, class, due, record }
}

/// Ten days of signs in a row, and no week off yet.
fn may_break(state: &State, today: Day) -> bool {
    let preferences = &state.preferences;
    let resting = preferences.watching_from.is_some_and(|from| today < from);
    !resting && !preferences.bond.is_closed() && daily::watched_long(&state.journal, today)
}

/// There is a passphrase to lose, no words yet, and enough to lose with it.
fn may_have_words(state: &State) -> bool {
    state.slots.passphrase && !state.slots.recovery && state.kept_pages() >= PAGES_BEFORE_WORDS
}
