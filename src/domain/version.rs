//! What a page said before. Versions lie in the page itself, so that they go wherever it goes, and go with it for good.
//!
//! Not every save makes one: typing on is no new version. The words before are kept when a sitting begins (half an hour
//! or more after they were written), and when more than half of a page goes at once. A version stays for thirty days
//! after it was replaced; of many the latest ten, and beyond the very latest only as much as [`ROOM`] holds.

use std::rc::Rc;

use super::{Body, Entry, Kind, Stamp};

/// Days a version is kept after it was replaced.
pub const KEPT_DAYS: i64 = 30;
/// Versions of one page at most.
pub const MOST: usize = 10;
/// Characters that the versions of one page may have together. The latest is kept whatever its length.
pub const ROOM: usize = 60_000;

/// Milliseconds without a change after which the next change begins a new sitting.
const SITTING_MS: i64 = 30 * 60_000;
/// Characters a page must have before losing half of them is worth a version.
const WORTH_HALVING: usize = 80;
const DAY_MS: i64 = 86_400_000;

/// Words that were replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// When these words were last changed.
    pub written: Stamp,
    /// When others took their place.
    pub replaced: Stamp,
    pub body: Body,
    /// With its marks as they were.
    pub kind: Kind,
}

/// The versions of a page, the latest first.
pub type Earlier = Rc<[Version]>;

impl Version {
    /// Whether its thirty days are over.
    pub fn is_over(&self, now: Stamp) -> bool {
        now.utc_ms - self.replaced.utc_ms > KEPT_DAYS * DAY_MS
    }

    pub fn says_the_same(&self, other: &Self) -> bool {
        self.body == other.body && self.kind == other.kind
    }
}

/// Whether what a page says is to be kept before it says this instead.
pub fn is_due(page: &Entry, next: &str, kind: &Kind, at: Stamp) -> bool {
    let same = &*page.body == next && page.kind == *kind;
    if same || page.is_blank() {
        return false;
    }
    let length = page.body.chars().count();
    let halved = length >= WORTH_HALVING && next.chars().count() * 2 < length;
    halved || at.utc_ms - page.touched().utc_ms >= SITTING_MS
}

/// The versions with one more, within their bounds.
pub fn with(earlier: &Earlier, version: Version) -> Earlier {
    let now = version.replaced;
    let mut room = ROOM;
    let older = earlier.iter().filter(|older| !older.is_over(now) && !older.says_the_same(&version)).take(MOST - 1);
    let older: Vec<Version> = older
        .take_while(|older| {
            let length = older.body.chars().count();
            let fits = length <= room;
            room = room.saturating_sub(length);
            fits
        })
        .cloned()
        .collect();
    std::iter::once(version).chain(older).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::EntryId;

    const MINUTE: i64 = 60_000;

    fn at(ms: i64) -> Stamp {
        Stamp { utc_ms: ms, offset_min: 0 }
    }

    fn version(replaced: i64, body: &str) -> Version {
        Version { written: at(replaced - 1), replaced: at(replaced), body: body.into(), kind: Kind::Page }
    }

    /// Whether the words of a page begun at 0 are kept when they change to these.
    fn due(body: &str, next: &str, ms: i64) -> bool {
        is_due(&Entry::new(EntryId::new(0, [0; 10]), at(0), body), next, &Kind::Page, at(ms))
    }

    #[test]
    fn typing_on_makes_no_version_and_coming_back_does() {
        assert!(!due("The kettle", "The kettle went on", 29 * MINUTE));
        assert!(due("The kettle", "The kettle went on", 30 * MINUTE));
        assert!(!due("The kettle", "The kettle", 60 * MINUTE));
        assert!(!due(" \n", "The kettle", 60 * MINUTE));
    }

    #[test]
    fn losing_more_than_half_of_a_page_at_once_keeps_it() {
        let (long, half) = ("a".repeat(80), "a".repeat(40));
        assert!(due(&long, "", 1));
        assert!(due(&long, &half[1..], 1));
        assert!(!due(&long, &half, 1));
        assert!(!due(&long[1..], "", 1), "a page of a few words is soon written again");
    }

    #[test]
    fn other_marks_are_another_version() {
        let page = Entry::new(EntryId::new(0, [0; 10]), at(0), "The kettle");
        assert!(is_due(&page, "The kettle", &Kind::Other("letter".into()), at(30 * MINUTE)));
    }

    #[test]
    fn the_latest_ten_stay_and_the_latest_comes_first() {
        let earlier = (0..12).fold(Earlier::default(), |earlier, number| {
            with(&earlier, version(number * MINUTE, &format!("version {number}")))
        });
        let bodies: Vec<_> = earlier.iter().map(|version| &*version.body).collect();
        assert_eq!(bodies.len(), MOST);
        assert_eq!((bodies[0], bodies[9]), ("version 11", "version 2"));
    }

    #[test]
    fn long_versions_make_older_ones_go_but_never_the_latest() {
        let long = "é".repeat(ROOM / 2 + 1);
        let earlier = with(&Earlier::default(), version(0, &format!("{long}1")));
        let earlier = with(&earlier, version(1, &format!("{long}2")));
        let earlier = with(&earlier, version(2, &"x".repeat(ROOM * 2)));
        let lengths: Vec<_> = earlier.iter().map(|version| version.body.chars().count()).collect();
        assert_eq!(lengths, [ROOM * 2, ROOM / 2 + 2]);
    }

    #[test]
    fn a_version_stays_thirty_days_after_it_was_replaced() {
        let thirty = 30 * 24 * 60 * MINUTE;
        let version = version(5, "x");
        assert!(!version.is_over(at(5 + thirty)));
        assert!(version.is_over(at(6 + thirty)));
    }
}
