//! What follows from the marks of a day. Nothing here is stored: it is read off the journal each time, so that editing,
//! the Bin, moving a page to another day, and deleting for good can leave no wrong count behind.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Bond, CheckIn, Day, Entry, HeldBack, Item, Journal, Kind, Mood, Stamp};

/// Openings in one day after which the next offers Rest instead: asking again and again answers nothing.
pub const OPENINGS_BEFORE_REST: usize = 2;

/// Days in a row with signs after which a week off from watching is offered.
pub const WATCHING_BEFORE_BREAK: usize = 10;

const MS_PER_HOUR: i64 = 3_600_000;

/// Hours after a very low mark in which nothing is asked that only concerns the app's own upkeep.
const LOW_HOURS: i64 = 48;

/// The check-in that counts for each day: the first begun of those outside the Bin. Later ones of the same day are kept
/// as extras. "First" is by the moment it was begun, which no clock change or journey can move.
pub fn counted(journal: &Journal) -> BTreeMap<Day, Rc<Entry>> {
    let mut counted: BTreeMap<Day, Rc<Entry>> = BTreeMap::new();
    for page in kept(journal).filter(|page| page.kind.checkin().is_some()) {
        let place = counted.entry(page.day).or_insert_with(|| Rc::clone(page));
        if begun(page) < begun(place) {
            *place = Rc::clone(page);
        }
    }
    counted
}

/// Whether How was today is shown among the ways in: from the second day on. `first` is the day of the first page.
pub fn may_be_asked(first: Option<Day>, today: Day) -> bool {
    first.is_some_and(|first| first < today)
}

/// Whether this opening offers Rest instead. `opened` are the openings of today before it, as far as they are known;
/// those that ended in a mark are in the journal, also after a lock has forgotten the others.
pub fn rather_rest(journal: &Journal, today: Day, opened: usize) -> bool {
    let marked = kept(journal).filter(|page| page.day == today && page.kind.checkin().is_some()).count();
    marked.max(opened) >= OPENINGS_BEFORE_REST
}

/// What a check-in asks today, beside the mood and the feeling words, which are always there to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// In the order of the form: first the quick ones, then those under "More".
    pub quick: Vec<Item>,
    pub more: Vec<Item>,
    pub signs: bool,
}

/// Once it ended or there is no contact, nothing between the two is asked about. Signs are asked once a day, and not
/// during a week off from watching, which lasts until `watching_from`.
pub fn asked(journal: &Journal, bond: &Bond, watching_from: Option<Day>, today: Day) -> Asked {
    let open = |item: &Item| !bond.is_closed() || !item.is_between_us();
    let quick = Item::QUICK.into_iter().filter(open).collect();
    let all = <Item as super::Choice>::ALL.iter().copied();
    let more = all.filter(|item| !Item::QUICK.contains(item)).filter(open).collect();
    let resting = watching_from.is_some_and(|from| today < from);
    let signs = !bond.is_closed() && !resting && !days_watched(journal).contains(&today);
    Asked { quick, more, signs }
}

/// Whether signs were marked on each of ten days in a row, the last of them today or yesterday.
pub fn watched_long(journal: &Journal, today: Day) -> bool {
    let watched = days_watched(journal);
    let before = |days: i64| Day::from_epoch_days(i64::from(today.epoch_days()) - days);
    let start = if watched.contains(&today) { 0 } else { 1 };
    (start..start + WATCHING_BEFORE_BREAK as i64).all(|days| watched.contains(&before(days)))
}

/// The latest very low mark, counted or extra: when it was made or last touched.
pub fn very_low(journal: &Journal) -> Option<Stamp> {
    let low = |checkin: &CheckIn| checkin.mood == Some(Mood::VeryLow);
    let lows = kept(journal).filter(|page| page.kind.checkin().is_some_and(low));
    lows.map(|page| page.touched()).max_by_key(|at| at.utc_ms)
}

/// Whether this day was marked very low, by any mark of it.
pub fn very_low_on(journal: &Journal, day: Day) -> bool {
    let low = |page: &Rc<Entry>| page.kind.checkin().is_some_and(|checkin| checkin.mood == Some(Mood::VeryLow));
    kept(journal).any(|page| page.day == day && low(page))
}

/// Whether a very low mark was made within the last 48 hours.
pub fn is_low(journal: &Journal, now: Stamp) -> bool {
    very_low(journal).is_some_and(|at| now.utc_ms - at.utc_ms < LOW_HOURS * MS_PER_HOUR)
}

/// The latest moment at which something not said was marked as held back out of fear.
pub fn afraid(journal: &Journal) -> Option<Stamp> {
    let afraid = |page: &&Rc<Entry>| matches!(&page.kind, Kind::HeldBack(marks) if HeldBack::is_afraid(marks));
    kept(journal).filter(afraid).map(|page| page.touched()).max_by_key(|at| at.utc_ms)
}

/// Everything outside the Bin.
pub fn kept(journal: &Journal) -> impl Iterator<Item = &Rc<Entry>> {
    journal.all().filter(|page| !page.is_binned())
}

fn begun(page: &Entry) -> (i64, super::EntryId) {
    (page.created.utc_ms, page.id)
}

fn days_watched(journal: &Journal) -> BTreeSet<Day> {
    let watched = |page: &&Rc<Entry>| page.kind.checkin().is_some_and(|checkin| !checkin.signs.is_empty());
    kept(journal).filter(watched).map(|page| page.day).collect()
}

#[cfg(test)]
mod tests;
