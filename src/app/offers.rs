//! What may be offered on Today: one thing a day at most, never the same again after two refusals.

use super::State;
use crate::domain::Day;

/// Kept pages from which recovery words are offered.
pub const PAGES_BEFORE_WORDS: usize = 3;

/// Whether recovery words are offered today: there is a passphrase to lose, no words yet, and enough to lose with it.
pub fn recovery_words(state: &State, today: Day) -> bool {
    state.slots.passphrase
        && !state.slots.recovery
        && state.may_write()
        && state.kept_pages() >= PAGES_BEFORE_WORDS
        && state.preferences.recovery.may_be_made(today)
}
