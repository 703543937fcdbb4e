//! What may be offered on Today: one thing a day at most, never the same again after two refusals.

use super::{State, cards};
use crate::domain::card::ItemId;
use crate::domain::deck::FollowUp;
use crate::domain::offering::{self, Class, Looking, Offering};
use crate::domain::{Day, Offer, Stamp, backup, daily};

/// Kept pages from which recovery words are offered.
pub const PAGES_BEFORE_WORDS: usize = 3;

/// What there is to offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// How it was to do what a card proposed.
    FollowUp(ItemId),
    /// A week off from watching for signs.
    Break,
    RecoveryWords,
    /// There are pages that no backup holds.
    Backup,
}

/// The one offer for now, if there is one.
pub fn todays(state: &State, now: Stamp) -> Option<What> {
    if !state.may_write() {
        return None;
    }
    let preferences = &state.preferences;
    let today = now.day();
    let asked = |due: FollowUp| offered(What::FollowUp(due.item), Class::FollowUp, due.due, due.record);
    let mut offerings: Vec<_> = cards::follow_ups(state, now).into_iter().map(asked).collect();
    if may_break(state, today) {
        offerings.push(offered(What::Break, Class::Break, today, preferences.watching));
    }
    if may_have_words(state) {
        offerings.push(offered(What::RecoveryWords, Class::Upkeep, today, preferences.recovery));
    }
    if let Some(due) = backup_due(state) {
        // However long it has been due, recovery words go first: they also open the file.
        offerings.push(offered(What::Backup, Class::Upkeep, due.max(today), preferences.backup_offer));
    }
    let looking = Looking {
        now,
        first_day: first_day(state),
        answered: [preferences.recovery, preferences.watching, preferences.backup_offer]
            .into_iter()
            .filter_map(|offer| offer.last_made)
            .chain(state.past.answered_on())
            .max(),
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

/// The day from which a backup may be spoken of. Pages that are not read yet may be newer than all that are.
fn backup_due(state: &State) -> Option<Day> {
    let preferences = &state.preferences;
    let touched = state.journal.all().map(|page| page.touched()).max_by_key(|at| at.utc_ms);
    let first = first_day(state).filter(|_| state.unread == 0);
    backup::due(&preferences.backups, preferences.backup_offer, first, touched)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::{CheckIn, Entry, EntryId, Event, Journal, Kind, Mood, Preferences};

    const DAY_MS: i64 = 86_400_000;

    /// Noon of a day, counted from 2023-11-14.
    fn noon(days: i64) -> Stamp {
        Stamp { utc_ms: 1_699_963_200_000 + days * DAY_MS, offset_min: 0 }
    }

    fn page(days: i64) -> Entry {
        Entry::new(EntryId::new(noon(days).utc_ms as u64, [days as u8; 10]), noon(days), "words")
    }

    fn state(pages: &[Entry]) -> State {
        let pages = pages.iter().cloned().map(Rc::new).collect();
        State { journal: Journal::default().apply(Event::Loaded(pages)), ..State::default() }
    }

    fn speaks_of_a_backup(state: &State, now: Stamp) -> bool {
        todays(state, now) == Some(What::Backup)
    }

    #[test]
    fn a_backup_is_spoken_of_by_day_and_never_after_a_very_low_mark() {
        let written = state(&[page(0), page(20)]);
        assert!(speaks_of_a_backup(&written, noon(21)));
        assert!(!speaks_of_a_backup(&written, noon(6)), "within the first week");
        let evening = Stamp { utc_ms: noon(21).utc_ms + 9 * 3_600_000, ..noon(21) };
        assert!(!speaks_of_a_backup(&written, evening), "at nine in the evening");
        let marks = CheckIn { mood: Some(Mood::VeryLow), ..CheckIn::default() };
        let low = state(&[page(0), page(20).with_kind(Kind::CheckIn(Rc::new(marks)))]);
        assert!(!speaks_of_a_backup(&low, noon(21)), "a day after a very low mark");
    }

    #[test]
    fn a_refusal_is_heard_for_thirty_days_and_the_second_for_good() {
        let refused = |offer: Offer| {
            let preferences = Rc::new(Preferences { backup_offer: offer, ..Preferences::default() });
            State { preferences, ..state(&[page(0), page(100)]) }
        };
        let once = refused(Offer::default().refused(noon(40).day()));
        assert_eq!([69, 70].map(|day| speaks_of_a_backup(&once, noon(day))), [false, true]);
        let twice = refused(Offer::default().refused(noon(10).day()).refused(noon(40).day()));
        assert!(!speaks_of_a_backup(&twice, noon(99)));
    }
}
