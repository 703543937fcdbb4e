//! What may be offered on Today: one thing a day at most, in a fixed order, never the same again after two refusals.

use super::{Day, Offer, Stamp};

/// What an offer is about; the order is the order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A date the person set.
    Date,
    /// What a card asks some days later.
    FollowUp,
    /// How a message was received.
    Outcome,
    /// A week off from watching.
    Break,
    /// Backup, installing, recovery words, storage: the app's own wants, which come last.
    Upkeep,
}

/// Something that may be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offering<T> {
    pub what: T,
    pub class: Class,
    /// The first day it may be made.
    pub due: Day,
    /// What became of it so far.
    pub record: Offer,
}

/// The moment at which Today is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looking {
    pub now: Stamp,
    /// The day of the first page: on it, nothing is offered.
    pub first_day: Option<Day>,
    /// The latest day on which any offer was refused or taken up.
    pub answered: Option<Day>,
    /// A very low mark was made within the last 48 hours.
    pub low: bool,
}

/// Days after which what is overdue lapses, without a word.
const LAPSES_AFTER: i32 = 14;

/// The hours in which upkeep may be offered: never from 21:00 until the day ends at four in the morning.
const UPKEEP_HOURS: std::ops::Range<u8> = 4..21;

/// The one offer for now, if there is one.
pub fn todays<T>(offerings: impl IntoIterator<Item = Offering<T>>, looking: Looking) -> Option<Offering<T>> {
    let today = looking.now.day();
    if looking.answered == Some(today) || looking.first_day.is_none_or(|first| first >= today) {
        return None;
    }
    let may = |offering: &Offering<T>| {
        let overdue = today.epoch_days() - offering.due.epoch_days();
        let upkeep = offering.class == Class::Upkeep;
        let in_time = overdue >= 0 && (upkeep || overdue < LAPSES_AFTER);
        let fitting = !upkeep || (!looking.low && UPKEEP_HOURS.contains(&looking.now.clock().0));
        in_time && fitting && offering.record.may_be_made(today)
    };
    offerings.into_iter().filter(may).min_by_key(|offering| (offering.class, offering.due))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2023-11-14T12:13:20Z.
    const NOON: Stamp = Stamp { utc_ms: 1_700_000_000_000 - 36_000_000, offset_min: 0 };

    fn day(number: i64) -> Day {
        Day::from_epoch_days(i64::from(NOON.day().epoch_days()) + number)
    }

    fn looking() -> Looking {
        Looking { now: NOON, first_day: Some(day(-9)), answered: None, low: false }
    }

    fn offering(class: Class) -> Offering<Class> {
        Offering { what: class, class, due: day(0), record: Offer::default() }
    }

    fn made(offerings: impl IntoIterator<Item = Offering<Class>>, looking: Looking) -> Option<Class> {
        todays(offerings, looking).map(|offering| offering.what)
    }

    #[test]
    fn a_date_the_person_set_goes_before_a_card_a_message_and_upkeep() {
        let all = [Class::Upkeep, Class::Break, Class::Outcome, Class::FollowUp, Class::Date];
        for left in (1..=all.len()).rev() {
            assert_eq!(made(all[..left].iter().map(|class| offering(*class)), looking()), Some(all[left - 1]));
        }
        assert_eq!(made([], looking()), None);
    }

    #[test]
    fn one_answer_a_day_is_enough() {
        let asked = Looking { answered: Some(day(0)), ..looking() };
        assert_eq!(made([offering(Class::Date)], asked), None);
        let yesterday = Looking { answered: Some(day(-1)), ..looking() };
        assert_eq!(made([offering(Class::Date)], yesterday), Some(Class::Date));
    }

    #[test]
    fn after_two_refusals_it_never_comes_again() {
        let twice = Offer::default().refused(day(-5)).refused(day(-2));
        assert_eq!(made([Offering { record: twice, ..offering(Class::Date) }], looking()), None);
        let once = Offer::default().refused(day(-2));
        assert!(made([Offering { record: once, ..offering(Class::Date) }], looking()).is_some());
        let taken = Offer::default().taken_up(day(-2));
        assert_eq!(made([Offering { record: taken, ..offering(Class::Date) }], looking()), None);
    }

    #[test]
    fn what_is_two_weeks_overdue_lapses_and_what_is_not_due_waits() {
        let due = |days: i64| made([Offering { due: day(days), ..offering(Class::FollowUp) }], looking()).is_some();
        assert_eq!([1, 0, -13, -14].map(due), [false, true, true, false]);
    }

    #[test]
    fn upkeep_waits_for_a_day_hour_and_for_a_better_day() {
        let at = |hour: i16| Looking { now: Stamp { offset_min: (hour - 12) * 60, ..NOON }, ..looking() };
        let upkeep = |looking| made([offering(Class::Upkeep)], looking).is_some();
        assert!(upkeep(at(20)) && upkeep(at(9)));
        assert!(!upkeep(at(21)) && !upkeep(at(23)));
        assert!(!upkeep(Looking { low: true, ..looking() }));
        // What the person asked to be reminded of is theirs, at any hour.
        assert_eq!(made([offering(Class::Date)], Looking { low: true, ..at(22) }), Some(Class::Date));
    }

    #[test]
    fn the_small_hours_are_still_night() {
        // 01:13 on the 15th, which is the day of the 14th.
        let night = Stamp { utc_ms: NOON.utc_ms + 13 * 3_600_000, offset_min: 0 };
        assert_eq!(made([offering(Class::Upkeep)], Looking { now: night, ..looking() }), None);
    }

    #[test]
    fn on_the_first_day_nothing_is_offered() {
        for first_day in [Some(day(0)), None] {
            assert_eq!(made([offering(Class::Date)], Looking { first_day, ..looking() }), None);
        }
    }
}
