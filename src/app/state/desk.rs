//! The pages under the pen: one in each place that has a field.

use std::rc::Rc;

use crate::domain::card::ItemId;
use crate::domain::{Body, Entry, EntryId, Kind, Stamp};

/// The page under the pen, in each place that has a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    pub today: Option<Writing>,
    pub page: Option<Writing>,
    /// Counts fresh fields, each place its own: a field that has been replaced is never listened to again, and a new
    /// page never inherits the old one's words.
    pub today_field: u32,
    pub page_field: u32,
    /// The opened page is read, not written.
    pub reading: bool,
}

/// Which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Today,
    Page,
}

/// A page being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    pub id: EntryId,
    pub begun: Stamp,
    /// The card or prompt it is written from.
    pub origin: Option<ItemId>,
    /// What kind of page it is, with its marks as they are on screen.
    pub kind: Kind,
    /// As last committed; `None` for a page that was never kept.
    pub kept: Option<Rc<Entry>>,
    /// As last read from the field.
    pub words: Body,
}

impl Desk {
    pub fn writing(&self, field: Field) -> Option<&Writing> {
        match field {
            Field::Today => self.today.as_ref(),
            Field::Page => self.page.as_ref(),
        }
    }

    pub fn writing_mut(&mut self, field: Field) -> &mut Option<Writing> {
        match field {
            Field::Today => &mut self.today,
            Field::Page => &mut self.page,
        }
    }

    /// The number of the field on screen.
    pub fn number(&self, field: Field) -> u32 {
        match field {
            Field::Today => self.today_field,
            Field::Page => self.page_field,
        }
    }

    /// Another field takes the place of the one on screen.
    pub fn renew(&mut self, field: Field) {
        match field {
            Field::Today => self.today_field += 1,
            Field::Page => self.page_field += 1,
        }
    }

    /// Empties a field: what is written there next is another page.
    pub fn clear(&mut self, field: Field) {
        *self.writing_mut(field) = None;
        self.reading &= field != Field::Page;
        self.renew(field);
    }
}

impl Writing {
    /// A page that has never been kept.
    pub fn new(id: EntryId, begun: Stamp) -> Self {
        Self { id, begun, origin: None, kind: Kind::Page, kept: None, words: Body::default() }
    }

    pub fn of(page: &Rc<Entry>) -> Self {
        let kind = page.kind.clone();
        Self {
            id: page.id,
            begun: page.created,
            origin: page.origin,
            kind,
            kept: Some(page.clone()),
            words: page.body.clone(),
        }
    }

    /// Nothing but white space, nothing marked, and never kept.
    pub fn is_blank(&self) -> bool {
        self.kept.is_none() && self.says_nothing()
    }

    /// Whether words or marks differ from those last committed.
    pub fn is_changed(&self) -> bool {
        match &self.kept {
            Some(page) => page.body != self.words || page.kind != self.kind,
            None => !self.says_nothing(),
        }
    }

    pub fn says_nothing(&self) -> bool {
        self.words.trim().is_empty() && self.kind.is_bare()
    }

    /// The page as it would be committed now.
    pub fn page(&self, at: Stamp) -> Entry {
        match &self.kept {
            Some(page) if !self.is_changed() => (**page).clone(),
            Some(page) => page.remarked(self.words.clone(), self.kind.clone(), at),
            None => {
                Entry::new(self.id, self.begun, self.words.clone()).with_kind(self.kind.clone()).from_item(self.origin)
            }
        }
    }
}
