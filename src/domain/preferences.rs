//! What a person chose, and what they have already been told. Sealed like a page: none of it is readable while locked.

use super::{Backup, Bond, Day, Safety, Stamp, Unread, order};

/// When the journal covers and locks itself. Covering happens at once, always; these are the times until it locks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LockRule {
    /// 30 s hidden, 2 min idle, 5 min idle while a page is open.
    #[default]
    Usual,
    /// The moment the page is hidden; idle times as usual.
    AtOnce,
    /// 5 min hidden, 15 min idle: chosen in Settings after a plain warning.
    Relaxed,
}

/// An offer that may appear on Today: made at most once a day, never again after two refusals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    pub refusals: u8,
    pub last_made: Option<Day>,
    /// Taken up, or no longer of use.
    pub settled: bool,
}

/// Refusals after which an offer never comes back.
pub const REFUSALS_HEARD: u8 = 2;

impl Offer {
    /// Whether the offer may be made on this day: not on the day it was refused.
    pub fn may_be_made(&self, today: Day) -> bool {
        !self.settled && self.refusals < REFUSALS_HEARD && self.last_made.is_none_or(|day| day < today)
    }

    #[must_use]
    pub fn refused(self, today: Day) -> Self {
        // Asked again tomorrow at the earliest.
        Self { refusals: self.refusals.saturating_add(1), last_made: Some(today), ..self }
    }

    #[must_use]
    pub fn taken_up(self, today: Day) -> Self {
        Self { settled: true, last_made: Some(today), ..self }
    }
}

/// The letters one reads and writes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    #[default]
    Serif,
    Sans,
}

/// How a card lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// Both sides, in the order they are read in.
    #[default]
    Both,
    /// One at a time, to be turned over by hand.
    One,
}

/// The day a week begins with, wherever weeks are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstDay {
    /// As the browser's region has it.
    #[default]
    Usual,
    Monday,
    Saturday,
    Sunday,
}

/// Openings that are remembered, the present one included.
pub const OPENINGS: usize = 6;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    pub lock: LockRule,
    /// The line about what Exit does has been shown.
    pub exit_explained: bool,
    /// It has been told that no network is needed.
    pub offline_told: bool,
    pub recovery: Offer,
    /// A week off from watching for signs, as an offer.
    pub watching: Offer,
    /// The order of the two doors on Today, drawn once for this device.
    pub doors_swapped: bool,
    /// Who one writes about.
    pub bond: Bond,
    pub safety: Safety,
    /// Signs are not asked about before this day: a week off from watching.
    pub watching_from: Option<Day>,
    pub face: Face,
    pub first_day: FirstDay,
    pub sides: Sides,
    /// Whether the browser may check spelling. Off, because some browsers send the text away to do it.
    pub spellcheck: bool,
    /// When the journal was last opened, the latest first.
    pub openings: Vec<Stamp>,
    /// Backups made here or brought in, the latest first.
    pub backups: Vec<Backup>,
    /// The word about making one.
    pub backup_offer: Offer,
    pub unread: Unread,
}

impl Preferences {
    /// The same, with these openings among the remembered.
    #[must_use]
    pub fn opened(mut self, at: impl IntoIterator<Item = Stamp>) -> Self {
        self.openings.extend(at);
        order::by_key(&mut self.openings, |at| std::cmp::Reverse(at.utc_ms));
        self.openings.dedup();
        self.openings.truncate(OPENINGS);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_six_openings_are_remembered_the_latest_first() {
        let at = |ms| Stamp { utc_ms: ms, offset_min: 0 };
        let preferences = Preferences::default().opened((1..=7).map(at)).opened([at(7)]);
        assert_eq!(preferences.openings.iter().map(|at| at.utc_ms).collect::<Vec<_>>(), [7, 6, 5, 4, 3, 2]);
    }
}
