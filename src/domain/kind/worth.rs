//! Worth keeping: a fact about one's own worth, written by the person, never made for them. A true limit may stand beside
//! it, because praise alone is hard to believe on a bad night.

use std::rc::Rc;

use super::{Kind, Marks, Shelf};
use crate::domain::choice::choices;
use crate::domain::{Bond, Day, Entry, EntryId, Journal, Short};

/// Characters meant for the line beside it.
pub const WORTH_BESIDE_MOST: usize = 400;

choices! {
    /// Where it comes from.
    WorthSource {
        Me = "me",
        Them = "them",
        Friend = "friend",
        Family = "family",
        Work = "work",
        Stranger = "stranger",
        Body = "body",
        Past = "past",
    }
}

choices! {
    WorthKind {
        Chosen = "chosen",
        KeptPromise = "kept-promise",
        Kindness = "kindness",
        Courage = "courage",
        Skill = "skill",
        LimitAccepted = "limit-accepted",
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worth {
    pub source: Option<WorthSource>,
    pub kind: Option<WorthKind>,
    /// What is also true.
    pub beside: Short,
}

/// The page whose line stands above a new one: another from day to day, and never the new one itself. While older pages
/// rest because it ended or contact stopped, what came from the other person rests with them.
pub fn line_of_the_day(journal: &Journal, bond: &Bond, today: Day, new: EntryId) -> Option<Rc<Entry>> {
    let from_them = |page: &Entry| matches!(&page.kind, Kind::Worth(worth) if worth.source == Some(WorthSource::Them));
    let rests = |page: &Entry| !bond.may_resurface(today) && from_them(page);
    let mut kept = journal.on_shelf(Shelf::WorthKeeping);
    kept.retain(|page| page.id != new && !rests(page));
    let turn = today.epoch_days().unsigned_abs() as usize;
    kept.get(turn.checked_rem(kept.len())?).cloned()
}

impl Marks for Worth {
    fn key(&self) -> &'static str {
        "worth"
    }

    fn shelf(&self) -> Option<Shelf> {
        Some(Shelf::WorthKeeping)
    }

    fn is_empty(&self) -> bool {
        self.source.is_none() && self.kind.is_none() && self.beside.is_blank()
    }

    fn texts(&self) -> Vec<&str> {
        Some(&self.beside).into_iter().filter(|text| !text.is_blank()).map(Short::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bond::Contact;
    use crate::domain::{Event, Stamp};

    fn worth(number: u8, source: WorthSource) -> Rc<Entry> {
        let marks = Worth { source: Some(source), ..Worth::default() };
        let id = EntryId::new(u64::from(number), [number; 10]);
        let at = Stamp { utc_ms: i64::from(number), offset_min: 0 };
        Rc::new(Entry::new(id, at, format!("line {number}")).with_kind(Kind::Worth(Rc::new(marks))))
    }

    fn day(number: i64) -> Day {
        Day::from_epoch_days(20_000 + number)
    }

    #[test]
    fn the_lines_take_turns_from_day_to_day_and_the_new_page_is_none_of_them() {
        let pages = [worth(1, WorthSource::Me), worth(2, WorthSource::Friend), worth(3, WorthSource::Me)];
        let new = pages[2].id;
        let journal = Journal::default().apply(Event::Loaded(pages.into()));
        let line = |days| line_of_the_day(&journal, &Bond::default(), day(days), new).map(|page| page.body.to_string());
        assert_eq!([0, 1, 2].map(line), ["line 2", "line 1", "line 2"].map(|line| Some(line.to_owned())));
        assert_eq!(line_of_the_day(&Journal::default(), &Bond::default(), day(0), new), None);
    }

    #[test]
    fn for_thirty_days_after_an_end_what_came_from_them_is_not_brought_up() {
        let pages = [worth(1, WorthSource::Them), worth(2, WorthSource::Friend)];
        let journal = Journal::default().apply(Event::Loaded(pages.into()));
        let closed = Bond { contact: Some(Contact::None), ..Bond::default() };
        let (closed, _) = Bond::default().changed_to(closed, day(0));
        let new = EntryId::new(9, [9; 10]);
        let from_them = |bond: &Bond, days| {
            let line = line_of_the_day(&journal, bond, day(days), new);
            line.is_some_and(|page| &*page.body == "line 1")
        };
        assert!((0..30).all(|days| !from_them(&closed, days)));
        assert!((30..32).any(|days| from_them(&closed, days)));
        assert!((0..2).any(|days| from_them(&Bond::default(), days)));
    }
}
