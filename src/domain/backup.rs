//! What a journal remembers of its backups: enough to say when one was made, and to tell pages that were changed on both
//! sides from pages that are merely older.

use super::{Day, Offer, Stamp};

/// Backups that are remembered, the latest first.
pub const REMEMBERED: usize = 12;

/// Days between two reminders, and between a backup and the next reminder.
const REST: i32 = 30;
/// Days with the first page before anything is said of a backup.
const FIRST: i32 = 7;

/// A state of this or another journal that is known to be part of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Which opening of which journal wrote the state, and how many commits there had been.
    pub writer: [u8; 8],
    pub generation: u64,
    /// When it was sealed.
    pub at: Stamp,
    /// The number in the name of the file that was made here; 0 for one that was brought in.
    pub number: u32,
}

/// The list with one more, which goes first.
pub fn with(known: &[Backup], new: Backup) -> Vec<Backup> {
    let is_other = |old: &&Backup| (old.writer, old.generation) != (new.writer, new.generation);
    std::iter::once(new).chain(known.iter().filter(is_other).copied()).take(REMEMBERED).collect()
}

/// The latest backup made here.
pub fn last_made(known: &[Backup]) -> Option<&Backup> {
    known.iter().filter(|backup| backup.number > 0).max_by_key(|backup| backup.at.utc_ms)
}

/// The number of the next file.
pub fn next_number(known: &[Backup]) -> u32 {
    known.iter().map(|backup| backup.number).max().unwrap_or(0).saturating_add(1)
}

/// The first day on which a backup may be spoken of: never with nothing new, and at most every thirty days.
///
/// `first` is the day of the first page, `touched` when any page was last touched.
pub fn due(known: &[Backup], offer: Offer, first: Option<Day>, touched: Option<Stamp>) -> Option<Day> {
    let (first, touched) = (first?, touched?);
    let last = last_made(known);
    if last.is_some_and(|last| last.at.utc_ms >= touched.utc_ms) {
        return None;
    }
    let after = [last.map(|last| last.at.day()), offer.last_made].into_iter().flatten().max();
    Some(after.map_or(first.plus(FIRST), |after| after.plus(REST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: i64 = 86_400_000;

    /// Noon of a day, counted from 2023-11-14.
    fn noon(days: i64) -> Stamp {
        Stamp { utc_ms: 1_699_963_200_000 + days * DAY_MS, offset_min: 0 }
    }

    fn backup(days: i64, made: bool) -> Backup {
        let number = if made { days as u32 + 1 } else { 0 };
        Backup { writer: [days as u8; 8], generation: 1, at: noon(days), number }
    }

    #[test]
    fn the_same_state_is_remembered_once_and_the_oldest_is_forgotten() {
        let known = (0..20).fold(Vec::new(), |known, day| with(&known, backup(day, true)));
        assert_eq!(known.len(), REMEMBERED);
        assert_eq!((known[0], known[11]), (backup(19, true), backup(8, true)));
        let again = with(&known, Backup { number: 0, ..backup(12, true) });
        assert_eq!((next_number(&[]), next_number(&known)), (1, 21));
        assert_eq!(again.iter().filter(|known| known.writer == [12; 8]).count(), 1);
    }

    #[test]
    fn a_week_passes_before_the_first_word_of_a_backup() {
        let due = due(&[], Offer::default(), Some(noon(0).day()), Some(noon(3)));
        assert_eq!(due, Some(noon(7).day()));
    }

    #[test]
    fn without_anything_new_nothing_is_said() {
        let made = [backup(5, true)];
        let first = Some(noon(0).day());
        assert_eq!(due(&made, Offer::default(), first, Some(noon(4))), None);
        assert_eq!(due(&made, Offer::default(), first, Some(noon(6))), Some(noon(35).day()));
        assert_eq!(due(&[], Offer::default(), None, None), None);
    }

    #[test]
    fn thirty_days_pass_after_a_refusal_too() {
        let refused = Offer::default().refused(noon(20).day());
        assert_eq!(due(&[], refused, Some(noon(0).day()), Some(noon(30))), Some(noon(50).day()));
    }

    #[test]
    fn what_was_brought_in_is_no_backup_of_what_is_here() {
        let brought = [backup(9, false)];
        assert_eq!(last_made(&brought), None);
        assert!(due(&brought, Offer::default(), Some(noon(0).day()), Some(noon(3))).is_some());
    }
}
