//! One page of the journal, as its writer thinks of it.

use std::rc::Rc;

use super::card::ItemId;
use super::version::{self, Earlier, Version};
use super::{Day, EntryId, Kind, Stamp};

/// Length, in characters, above which a page is kept whole but a person is told it is long.
pub const LONG_PAGE: usize = 200_000;

/// The words of a page, exactly as they were typed: never trimmed, never normalised.
pub type Body = Rc<str>;

/// Whether these words are more than [`LONG_PAGE`]. Whatever the kind of a page, its box holds as much: nobody who says
/// what happened is told that it took too many words.
pub fn is_long(words: &str) -> bool {
    words.chars().count() > LONG_PAGE
}

/// Where a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Kept,
    /// In the Bin since this moment.
    Binned(Stamp),
}

/// Fields of a record that this version does not know, kept as they came and written back as they were.
/// The text is a JSON object without the fields this version knows; empty when there were none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread(pub Rc<str>);

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    /// Counts every change; 1 when the page is first kept.
    pub revision: u32,
    pub kind: Kind,
    pub created: Stamp,
    pub day: Day,
    pub edited: Option<Stamp>,
    pub body: Body,
    pub standing: Standing,
    /// Marked by hand, to be found again.
    pub starred: bool,
    /// The card or prompt it was written from. One of another version of the decks stays what it is.
    pub origin: Option<ItemId>,
    /// What it said before, for a while.
    pub earlier: Earlier,
    pub unread: Unread,
}

impl Entry {
    /// A new page, begun at `created`, on the civil day that moment belongs to.
    pub fn new(id: EntryId, created: Stamp, body: impl Into<Body>) -> Self {
        Self {
            id,
            revision: 1,
            kind: Kind::Page,
            created,
            day: created.day(),
            edited: None,
            body: body.into(),
            standing: Standing::Kept,
            starred: false,
            origin: None,
            earlier: Earlier::default(),
            unread: Unread::default(),
        }
    }

    /// The same page as another kind, or with other marks: the way a page that is only begun becomes what it is.
    #[must_use]
    pub fn with_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// The same page as one written from a card or a prompt.
    #[must_use]
    pub fn from_item(self, origin: Option<ItemId>) -> Self {
        Self { origin, ..self }
    }

    /// The same page with other words. Day and creation never move; what it said before is kept where that is due.
    pub fn rewritten(&self, body: impl Into<Body>, at: Stamp) -> Self {
        self.remarked(body, self.kind.clone(), at)
    }

    /// The same page with other words and other marks.
    pub fn remarked(&self, body: impl Into<Body>, kind: Kind, at: Stamp) -> Self {
        let body = body.into();
        let due = version::is_due(self, &body, &kind, at);
        let earlier = if due { self.kept_before(at) } else { self.earlier.clone() };
        Self { body, kind, edited: Some(at), earlier, revision: self.revision + 1, ..self.clone() }
    }

    /// The same page with the words of one of its versions. What it says now becomes a version in turn.
    pub fn taken_back_to(&self, version: &Version, at: Stamp) -> Self {
        let others = self.kept_before(at).iter().filter(|other| !other.says_the_same(version)).cloned().collect();
        Self {
            body: version.body.clone(),
            kind: version.kind.clone(),
            edited: Some(at),
            earlier: others,
            revision: self.revision + 1,
            ..self.clone()
        }
    }

    /// The same page without versions whose time is over; `None` where there are none.
    pub fn without_old_versions(&self, now: Stamp) -> Option<Self> {
        let kept: Earlier = self.earlier.iter().filter(|version| !version.is_over(now)).cloned().collect();
        (kept.len() < self.earlier.len()).then(|| Self { earlier: kept, revision: self.revision + 1, ..self.clone() })
    }

    /// The same page on another day: the one way its day ever moves.
    pub fn moved_to(&self, day: Day) -> Self {
        Self { day, revision: self.revision + 1, ..self.clone() }
    }

    pub fn starred(&self, starred: bool) -> Self {
        Self { starred, revision: self.revision + 1, ..self.clone() }
    }

    /// Another page with the same words, begun now. Star and versions stay with the first.
    pub fn copied(&self, id: EntryId, at: Stamp) -> Self {
        let new = Self::new(id, at, self.body.clone());
        Self { kind: self.kind.clone(), origin: self.origin, unread: self.unread.clone(), ..new }
    }

    fn kept_before(&self, at: Stamp) -> Earlier {
        let (body, kind) = (self.body.clone(), self.kind.clone());
        version::with(&self.earlier, Version { written: self.touched(), replaced: at, body, kind })
    }

    /// The same page, put in the Bin or taken back from it.
    pub fn standing(&self, standing: Standing) -> Self {
        Self { standing, revision: self.revision + 1, ..self.clone() }
    }

    pub fn is_binned(&self) -> bool {
        matches!(self.standing, Standing::Binned(_))
    }

    /// Nothing was written and nothing marked.
    pub fn is_blank(&self) -> bool {
        self.kind.is_bare() && self.body.trim().is_empty()
    }

    /// Everything that was typed: the words of the box, then those beside it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.body).chain(self.kind.texts())
    }

    /// When it was last touched.
    pub fn touched(&self) -> Stamp {
        self.edited.unwrap_or(self.created)
    }

    /// The first line with words on it, in the box or else beside it, for a list of pages; at most `most` characters, cut at a word where one ends.
    pub fn opening(&self, most: usize) -> String {
        let line = self.texts().flat_map(str::lines).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        if line.chars().count() <= most {
            return line.to_owned();
        }
        let cut: String = line.chars().take(most).collect();
        let end = cut.rfind(char::is_whitespace).filter(|&at| at > cut.len() / 2).unwrap_or(cut.len());
        format!("{}…", cut[..end].trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Moment, Short};

    fn page(body: &str) -> Entry {
        let created = Stamp { utc_ms: 1_700_000_000_000, offset_min: 0 };
        Entry::new(EntryId::new(1_700_000_000_000, [1; 10]), created, body)
    }

    #[test]
    fn rewriting_never_moves_the_day() {
        let later = Stamp { utc_ms: 1_800_000_000_000, offset_min: 600 };
        let before = page("one");
        let after = before.rewritten("two", later);
        assert_eq!((after.day, after.created, after.revision), (before.day, before.created, 2));
        assert_eq!(&*after.body, "two");
    }

    #[test]
    fn a_version_taken_back_gives_way_to_what_was_there() {
        let hour = |hours: i64| Stamp { utc_ms: 1_700_000_000_000 + hours * 3_600_000, offset_min: 0 };
        let second = page("first").rewritten("second", hour(1));
        let back = second.taken_back_to(&second.earlier[0], hour(2));
        assert_eq!((&*back.body, back.revision), ("first", 3));
        let said: Vec<_> = back.earlier.iter().map(|version| (&*version.body, version.written)).collect();
        assert_eq!(said, [("second", hour(1))]);
    }

    #[test]
    fn only_versions_whose_time_is_over_go() {
        let day = |days: i64| Stamp { utc_ms: 1_700_000_000_000 + days * 86_400_000, offset_min: 0 };
        let page = page("first").rewritten("second", day(1)).rewritten("third", day(11));
        assert_eq!(page.without_old_versions(day(31)), None);
        let later = page.without_old_versions(day(32)).expect("one is over");
        assert_eq!(later.earlier.iter().map(|version| &*version.body).collect::<Vec<_>>(), ["second"]);
        assert_eq!(later.revision, page.revision + 1);
    }

    #[test]
    fn a_day_moves_by_hand_and_a_copy_begins_today() {
        let created = Stamp { utc_ms: 1_700_000_000_000, offset_min: 0 };
        let moved = page("one").moved_to("2020-02-29".parse().expect("a day"));
        assert_eq!((moved.day.to_string(), moved.created), ("2020-02-29".to_owned(), created));
        assert_eq!(moved.rewritten("two", created).day, moved.day);
        let later = Stamp { utc_ms: 1_800_000_000_000, offset_min: 0 };
        let copy = moved.starred(true).copied(EntryId::new(1, [2; 10]), later);
        assert_eq!((&*copy.body, copy.day, copy.starred, copy.revision), ("one", later.day(), false, 1));
    }

    #[test]
    fn the_opening_is_the_first_line_with_words() {
        assert_eq!(page("\n\n  A quiet evening.\nMore.").opening(40), "A quiet evening.");
        assert_eq!(page("").opening(40), "");
    }

    #[test]
    fn words_beside_the_box_are_the_pages_words_too() {
        let story = Short::stored("They are tired of me.");
        let moment = Kind::Moment(Rc::new(Moment { story, ..Moment::default() }));
        let told = page("").with_kind(moment);
        assert_eq!(told.opening(40), "They are tired of me.");
        assert!(!told.is_blank() && page(" ").is_blank());
    }

    #[test]
    fn a_long_opening_ends_at_a_word_and_never_inside_a_character() {
        assert_eq!(page("The kettle went on without a word").opening(20), "The kettle went on…");
        assert_eq!(page("ééééééééééééé").opening(4), "éééé…");
    }
}
