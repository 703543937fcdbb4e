//! When something was written, and which day a person would say it belongs to.

use std::fmt;
use std::str::FromStr;

use time::Date;

/// A moment: Unix milliseconds (UTC) and the offset of local time from UTC, in minutes east.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    pub utc_ms: i64,
    pub offset_min: i16,
}

/// A civil day. A page's day is set when it is begun and moves only when a person moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// A civil month, the unit by which Pages is grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    pub year: i16,
    pub month: i8,
}

/// The text or numbers name no day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

/// Hours after midnight at which a new day begins: what is written at 1 a.m. belongs to the evening before.
pub const DAY_STARTS_AT: i64 = 4;

/// The Julian day number of 1970-01-01.
const UNIX_DAY: i32 = 2_440_588;

const MS_PER_MINUTE: i64 = 60_000;
const MS_PER_HOUR: i64 = 60 * MS_PER_MINUTE;
const MS_PER_DAY: i64 = 24 * MS_PER_HOUR;

impl Stamp {
    /// Local wall-clock time as milliseconds since 1970-01-01T00:00 on that clock.
    pub fn local_ms(self) -> i64 {
        self.utc_ms + i64::from(self.offset_min) * MS_PER_MINUTE
    }

    /// The civil day: the date of local time minus four hours.
    pub fn day(self) -> Day {
        let days = (self.local_ms() - DAY_STARTS_AT * MS_PER_HOUR).div_euclid(MS_PER_DAY);
        Day::from_epoch_days(days)
    }

    /// Hour and minute of the local wall clock.
    pub fn clock(self) -> (u8, u8) {
        let minutes = self.local_ms().rem_euclid(MS_PER_DAY) / MS_PER_MINUTE;
        ((minutes / 60) as u8, (minutes % 60) as u8)
    }
}

impl Day {
    /// # Errors
    /// [`NotADay`] when the calendar has no such date.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotADay> {
        let part = |number: i8| u8::try_from(number).map_err(|_| NotADay);
        let month = time::Month::try_from(part(month)?).map_err(|_| NotADay)?;
        Date::from_calendar_date(year.into(), month, part(day)?).map(Self).map_err(|_| NotADay)
    }

    /// Days since 1970-01-01, held within the calendar's range.
    pub fn from_epoch_days(days: i64) -> Self {
        let (first, last) = (Date::MIN.to_julian_day(), Date::MAX.to_julian_day());
        let day = days.saturating_add(i64::from(UNIX_DAY)).clamp(first.into(), last.into()) as i32;
        Self(Date::from_julian_day(day).unwrap_or(Date::MAX))
    }

    /// Days since 1970-01-01.
    pub fn epoch_days(self) -> i32 {
        self.0.to_julian_day() - UNIX_DAY
    }

    pub fn month(self) -> Month {
        Month { year: self.year(), month: u8::from(self.0.month()) as i8 }
    }

    pub fn year(self) -> i16 {
        self.0.year() as i16
    }

    /// Day of the month, 1 to 31.
    pub fn number(self) -> i8 {
        self.0.day() as i8
    }

    /// Day of the week as ISO 8601 counts: Monday is 1 and Sunday 7.
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_from_monday()
    }

    /// So many days later, or earlier.
    pub fn plus(self, days: i32) -> Self {
        Self::from_epoch_days(i64::from(self.epoch_days()) + i64::from(days))
    }
}

impl Month {
    /// So many months later, or earlier.
    pub fn plus(self, months: i32) -> Self {
        let count = i32::from(self.year) * 12 + i32::from(self.month) - 1 + months;
        Self { year: count.div_euclid(12) as i16, month: count.rem_euclid(12) as i8 + 1 }
    }

    pub fn first_day(self) -> Result<Day, NotADay> {
        Day::new(self.year, self.month, 1)
    }

    /// The weeks that hold a day of this month, each beginning on the weekday `first` (1 is Monday). Days of the months
    /// beside it fill the first and the last.
    pub fn weeks(self, first: u8) -> Vec<[Day; 7]> {
        let Ok(day) = self.first_day() else { return Vec::new() };
        let lead = i32::from((day.weekday() + 7 - first) % 7);
        let starts = (0..6).map(|week| day.plus(week * 7 - lead));
        let of_month = |start: &Day| start.month() == self || start.plus(6).month() == self;
        starts.filter(of_month).map(|start| std::array::from_fn(|at| start.plus(at as i32))).collect()
    }
}

/// ISO 8601: `2026-11-22`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.month(), self.number())
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<i16>().map_err(|_| NotADay));
        let mut next = || parts.next().unwrap_or(Err(NotADay));
        let (year, month, day) = (next()?, next()?, next()?);
        let small = |number: i16| i8::try_from(number).map_err(|_| NotADay);
        Self::new(year, small(month)?, small(day)?)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(utc_ms: i64, offset_min: i16) -> Stamp {
        Stamp { utc_ms, offset_min }
    }

    // 1_700_000_000 s is 2023-11-14T22:13:20Z.
    const AT: i64 = 1_700_000_000_000;

    #[test]
    fn a_page_written_before_four_belongs_to_the_evening_before() {
        // 03:13 local on the 15th.
        assert_eq!(stamp(AT, 5 * 60).day().to_string(), "2023-11-14");
        // 04:13 local on the 15th.
        assert_eq!(stamp(AT, 6 * 60).day().to_string(), "2023-11-15");
    }

    #[test]
    fn a_day_is_local_west_of_greenwich_too() {
        assert_eq!(stamp(AT, -8 * 60).day().to_string(), "2023-11-14");
        assert_eq!(stamp(AT, -19 * 60).day().to_string(), "2023-11-13");
    }

    #[test]
    fn the_clock_is_the_wall_clock() {
        assert_eq!(stamp(AT, 0).clock(), (22, 13));
        assert_eq!(stamp(AT, 330).clock(), (3, 43));
    }

    #[test]
    fn days_before_1970_and_beyond_the_calendar_are_still_days() {
        assert_eq!(Day::from_epoch_days(-1).to_string(), "1969-12-31");
        assert_eq!(Day::from_epoch_days(i64::MAX), Day(Date::MAX));
        assert_eq!(Day::from_epoch_days(i64::MIN), Day(Date::MIN));
    }

    #[test]
    fn a_month_is_whole_weeks_from_the_first_day_one_is_used_to() {
        // 1 November 2026 is a Sunday.
        let month = Month { year: 2026, month: 11 };
        let ends = |first| {
            let weeks = month.weeks(first);
            let (from, to) = (weeks[0][0].to_string(), weeks[weeks.len() - 1][6].to_string());
            (weeks.len(), from, to)
        };
        assert_eq!(ends(1), (6, "2026-10-26".to_owned(), "2026-12-06".to_owned()));
        assert_eq!(ends(7), (5, "2026-11-01".to_owned(), "2026-12-05".to_owned()));
        assert_eq!(ends(6), (5, "2026-10-31".to_owned(), "2026-12-04".to_owned()));
        // February 2021 began on a Monday and is four weeks and no more.
        assert_eq!(Month { year: 2021, month: 2 }.weeks(1).len(), 4);
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        let month = Month { year: 2026, month: 12 };
        assert_eq!((month.plus(1).to_string(), month.plus(-12).to_string()), ("2027-01".into(), "2025-12".into()));
    }

    #[test]
    fn counts_days_since_1970() {
        // 1_700_000_000 s / 86_400 s = 19_675 whole days.
        assert_eq!(Day::from_epoch_days(19_675).to_string(), "2023-11-14");
        assert_eq!("2023-11-14".parse::<Day>().map(Day::epoch_days), Ok(19_675));
    }

    #[test]
    fn reads_back_what_it_prints() {
        let day = Day::new(2026, 2, 28).expect("a day of the calendar");
        assert_eq!(day.to_string().parse(), Ok(day));
        assert_eq!(day.month().to_string(), "2026-02");
        for wrong in ["2026-02-30", "2026-13-01", "2026-00-10", "2026-1", "today", "", "2026-01-01T10:00"] {
            assert_eq!(wrong.parse::<Day>(), Err(NotADay), "{wrong}");
        }
    }
}
