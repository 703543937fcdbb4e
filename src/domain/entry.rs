//! One page of the journal, as its writer thinks of it.

use std::rc::Rc;

use super::{Day, EntryId, Kind, Stamp};

/// Length, in characters, above which a page is kept whole but a person is told it is long.
pub const LONG_PAGE: usize = 200_000;

/// The words of a page, exactly as they were typed: never trimmed, never normalised.
pub type Body = Rc<str>;

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
            unread: Unread::default(),
        }
    }

    /// The same page as another kind, or with other marks: the way a page that is only begun becomes what it is.
    #[must_use]
    pub fn with_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// The same page with other words. Day and creation never move.
    pub fn rewritten(&self, body: impl Into<Body>, at: Stamp) -> Self {
        Self { body: body.into(), edited: Some(at), revision: self.revision + 1, ..self.clone() }
    }

    /// The same page with other words and other marks.
    pub fn remarked(&self, body: impl Into<Body>, kind: Kind, at: Stamp) -> Self {
        self.rewritten(body, at).with_kind(kind)
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

    /// More words than its box has room for: kept whole, and its writer is told.
    pub fn is_long(&self) -> bool {
        self.body.chars().count() > self.kind.most()
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
        assert!(page(&"x".repeat(401)).with_kind(told.kind).is_long());
    }

    #[test]
    fn a_long_opening_ends_at_a_word_and_never_inside_a_character() {
        assert_eq!(page("The kettle went on without a word").opening(20), "The kettle went on…");
        assert_eq!(page("ééééééééééééé").opening(4), "éééé…");
    }
}
