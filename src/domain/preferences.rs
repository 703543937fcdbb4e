//! What a person chose, and what they have already been told. Sealed like a page: none of it is readable while locked.

use super::{Bond, Day, Safety, Unread};

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
        Self { refusals: self.refusals + 1, last_made: Some(today), ..self }
    }

    #[must_use]
    pub fn taken_up(self, today: Day) -> Self {
        Self { settled: true, last_made: Some(today), ..self }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    pub lock: LockRule,
    /// The line about what Exit does has been shown.
    pub exit_explained: bool,
    /// It has been told that no network is needed.
    pub offline_told: bool,
    pub recovery: Offer,
    /// The order of the two doors on Today, drawn once for this device.
    pub doors_swapped: bool,
    /// Who one writes about.
    pub bond: Bond,
    pub safety: Safety,
    /// Signs are not asked about before this day: a week off from watching.
    pub watching_from: Option<Day>,
    pub unread: Unread,
}
