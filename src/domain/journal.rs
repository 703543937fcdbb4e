//! The journal: every page, shared by reference, changed only by events.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Entry, EntryId, Month, Shelf, Stamp, order};

/// All pages, by id. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    pages: Rc<BTreeMap<EntryId, Rc<Entry>>>,
}

/// Something that happened to the journal.
#[derive(Clone, Debug)]
pub enum Event {
    /// Pages were read from the store. A page already known wins when its revision is higher.
    Loaded(Vec<Rc<Entry>>),
    /// A page was written, binned or taken back.
    Wrote(Rc<Entry>),
    /// Pages were deleted for good.
    Deleted(Vec<EntryId>),
}

/// Two journals are equal when they are the same one: comparing is free, and never reads words.
impl PartialEq for Journal {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.pages, &other.pages)
    }
}

impl Journal {
    /// The journal after an event.
    #[must_use]
    pub fn apply(mut self, event: Event) -> Self {
        let pages = Rc::make_mut(&mut self.pages);
        match event {
            Event::Loaded(loaded) => {
                for page in loaded {
                    let newer = pages.get(&page.id).is_none_or(|known| known.revision < page.revision);
                    if newer {
                        pages.insert(page.id, page);
                    }
                }
            }
            Event::Wrote(page) => {
                pages.insert(page.id, page);
            }
            Event::Deleted(ids) => {
                for id in ids {
                    pages.remove(&id);
                }
            }
        }
        self
    }

    pub fn page(&self, id: EntryId) -> Option<&Rc<Entry>> {
        self.pages.get(&id)
    }

    /// Every page, in the order of ids.
    pub fn all(&self) -> impl Iterator<Item = &Rc<Entry>> {
        self.pages.values()
    }

    /// Pages outside the Bin, newest day first, and within a day the latest begun first.
    pub fn by_day(&self) -> Vec<Rc<Entry>> {
        let mut pages: Vec<_> = self.pages.values().filter(|page| !page.is_binned()).cloned().collect();
        order::by_key(&mut pages, |page| std::cmp::Reverse((page.day, page.created.utc_ms, page.id)));
        pages
    }

    /// The pages that come after and before this one in time, of those outside the Bin.
    pub fn beside(&self, id: EntryId) -> (Option<EntryId>, Option<EntryId>) {
        let pages = self.by_day();
        let Some(at) = pages.iter().position(|page| page.id == id) else { return (None, None) };
        let newer = at.checked_sub(1).map(|at| pages[at].id);
        (newer, pages.get(at + 1).map(|page| page.id))
    }

    /// Pages in the Bin, the latest put there first.
    pub fn bin(&self) -> Vec<Rc<Entry>> {
        let since = |page: &Entry| match page.standing {
            super::Standing::Binned(at) => at.utc_ms,
            super::Standing::Kept => i64::MIN,
        };
        let mut pages: Vec<_> = self.pages.values().filter(|page| page.is_binned()).cloned().collect();
        order::by_key(&mut pages, |page| std::cmp::Reverse((since(page), page.id)));
        pages
    }

    /// Pages of a shelf in Mine, the latest begun first.
    pub fn on_shelf(&self, shelf: Shelf) -> Vec<Rc<Entry>> {
        let stands = |page: &&Rc<Entry>| !page.is_binned() && page.kind.shelf() == Some(shelf);
        let mut pages: Vec<_> = self.pages.values().filter(stands).cloned().collect();
        order::by_key(&mut pages, |page| std::cmp::Reverse((page.created.utc_ms, page.id)));
        pages
    }

    /// The newest month that holds a page outside the Bin.
    pub fn newest_month(&self) -> Option<Month> {
        self.pages.values().filter(|page| !page.is_binned()).map(|page| page.day.month()).max()
    }

    /// Pages with versions whose time is over, at most this many of them.
    pub fn with_old_versions(&self, now: Stamp, most: usize) -> Vec<Rc<Entry>> {
        self.pages.values().filter_map(|page| page.without_old_versions(now)).take(most).map(Rc::new).collect()
    }

    pub fn len(&self) -> usize {
        self.pages.len()
    }

    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Standing};

    fn page(ms: i64, body: &str) -> Entry {
        Entry::new(EntryId::new(ms as u64, [0; 10]), Stamp { utc_ms: ms, offset_min: 0 }, body)
    }

    const DAY: i64 = 86_400_000;
    const NOON: i64 = 1_700_000_000_000;

    #[test]
    fn reading_the_store_never_overwrites_newer_words() {
        let old = page(NOON, "old");
        let new = old.rewritten("new", old.created);
        let journal =
            Journal::default().apply(Event::Wrote(Rc::new(new))).apply(Event::Loaded(vec![Rc::new(old.clone())]));
        assert_eq!(&*journal.page(old.id).expect("kept").body, "new");
    }

    #[test]
    fn pages_come_newest_first_and_the_bin_apart() {
        let (first, second, third) = (page(NOON, "1"), page(NOON + 60_000, "2"), page(NOON + DAY, "3"));
        let binned = second.standing(Standing::Binned(third.created));
        let journal = [first, second, third, binned]
            .into_iter()
            .fold(Journal::default(), |journal, page| journal.apply(Event::Wrote(Rc::new(page))));
        let bodies: Vec<_> = journal.by_day().iter().map(|page| page.body.to_string()).collect();
        assert_eq!(bodies, ["3", "1"]);
        assert_eq!(journal.bin().len(), 1);
    }

    #[test]
    fn a_shelf_holds_its_kinds_the_latest_first_and_nothing_from_the_bin() {
        let worth = |ms: i64, body: &str| page(ms, body).with_kind(Kind::Worth(Rc::default()));
        let gone = worth(NOON + 2, "gone").standing(Standing::Binned(page(NOON, "").created));
        let pages = [worth(NOON, "first"), page(NOON + 1, "free"), gone, worth(NOON + 3, "last")];
        let journal = Journal::default().apply(Event::Loaded(pages.into_iter().map(Rc::new).collect()));
        let bodies: Vec<_> = journal.on_shelf(Shelf::WorthKeeping).iter().map(|page| page.body.to_string()).collect();
        assert_eq!(bodies, ["last", "first"]);
        assert!(journal.on_shelf(Shelf::ThingsToSay).is_empty());
    }

    #[test]
    fn a_page_stands_between_a_newer_and_an_older_one() {
        let pages = [page(NOON, "1"), page(NOON + DAY, "2"), page(NOON + 2 * DAY, "3")];
        let [first, second, third] = [pages[0].id, pages[1].id, pages[2].id];
        let journal = Journal::default().apply(Event::Loaded(pages.into_iter().map(Rc::new).collect()));
        assert_eq!(journal.beside(second), (Some(third), Some(first)));
        assert_eq!(journal.beside(third), (None, Some(second)));
        assert_eq!(journal.beside(page(1, "elsewhere").id), (None, None));
    }

    #[test]
    fn an_unchanged_journal_is_equal_without_looking_inside() {
        let journal = Journal::default().apply(Event::Wrote(Rc::new(page(NOON, "1"))));
        assert_eq!(journal, journal.clone());
        assert_ne!(journal, journal.clone().apply(Event::Deleted(Vec::new())));
    }
}
