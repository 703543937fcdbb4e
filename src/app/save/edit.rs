//! One commit in the making: a new manifest, and the sealed values it lists.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::drawn::Drawn;
use super::report::Why;
use super::state::{Best, Framed, Open, manifest_name};
use crate::domain::{Day, Entry, EntryId, Month, Past, Preferences, Stamp, order};
use crate::record::manifest::{Item, Loose, Segment, Tombstone, hash};
use crate::record::segment::{self, Part};
use crate::record::value::{Origin, write_record};
use crate::record::{Manifest, Reading, write_page, write_past, write_preferences};
use crate::store::{frame, keys};
use crate::vault::{Name, Purpose, Vault};

/// Days after which a tombstone has done its work: no store is rolled back that far.
const REMEMBERED_DAYS: i32 = 400;

pub(super) struct Edit<'a> {
    open: &'a mut Open,
    pub book: Manifest,
}

impl<'a> Edit<'a> {
    pub fn of(open: &'a mut Open) -> Self {
        let mut book = Manifest::clone(&open.book);
        book.generation += 1;
        Self { open, book }
    }

    /// Where what this edit seals comes from.
    pub fn origin(&self) -> Origin {
        Origin { base: self.open.base, ..self.book.origin() }
    }

    /// A page in a value of its own. Older values of it are no longer listed.
    pub fn write(&mut self, page: &Entry, drawn: &mut Drawn) {
        if self.book.is_buried(page.id) {
            return;
        }
        let plain = write_record(self.origin(), &write_page(page));
        let item = self.seal_item(&plain, page.revision, drawn);
        let damaged = self.damaged();
        let id = page.id;
        self.retire(|loose| {
            loose.id == id && loose.item.revision <= page.revision && !damaged.contains(&loose.item.name)
        });
        self.book.loose.push(Loose { id, item });
        self.open.months.insert(item.name, page.day.month());
        if self.open.best.get(&id).is_none_or(|best| best.revision <= page.revision) {
            let best = Best { revision: page.revision, name: item.name, origin: self.origin() };
            self.open.set_best(id, Some(best));
        }
        self.drop_draft(page.id);
    }

    pub fn choose(&mut self, preferences: &Preferences, drawn: &mut Drawn) {
        let revision = self.book.preferences.map_or(1, |item| item.revision.saturating_add(1));
        let plain = write_record(self.origin(), &write_preferences(preferences, revision));
        let item = self.seal_item(&plain, revision, drawn);
        if let Some(old) = self.book.preferences.replace(item) {
            self.discard(old.name);
        }
    }

    pub fn remember(&mut self, past: &Past, drawn: &mut Drawn) {
        let revision = self.book.past.map_or(1, |item| item.revision.saturating_add(1));
        let plain = write_record(self.origin(), &write_past(past, revision));
        let item = self.seal_item(&plain, revision, drawn);
        if let Some(old) = self.book.past.replace(item) {
            self.discard(old.name);
        }
    }

    /// Deletes a page for good, as far as the manifest goes.
    pub fn bury(&mut self, id: EntryId, now: Stamp) {
        let listed = self.book.loose.iter().filter(|loose| loose.id == id).map(|loose| loose.item.revision).max();
        let best = self.open.best.get(&id).map(|best| best.revision);
        let revision = listed.max(best).unwrap_or(0);
        self.book.bury(Tombstone { id, revision, day: now.day() });
        self.retire(|loose| loose.id == id);
        self.open.set_best(id, None);
        self.drop_draft(id);
        let oldest = now.day().epoch_days() - REMEMBERED_DAYS;
        self.book.tombstones.retain(|tombstone| tombstone.day.epoch_days() >= oldest);
    }

    /// Records in one value. Nothing is unlisted: that is the caller's to decide.
    pub fn gather(&mut self, parts: &[Part], months: (Month, Month), in_local: bool, drawn: &mut Drawn) -> Name {
        let listing: Vec<_> = parts.iter().map(|part| (part.id, part.revision)).collect();
        self.list_segment(&segment::contents(parts), &listing, months, in_local, drawn)
    }

    /// The same of records that were packed before, as pages that may be here in older revisions: those lie loose no more.
    pub fn gather_packed(
        &mut self,
        contents: &[u8],
        listing: &[(EntryId, u32)],
        months: (Month, Month),
        in_local: bool,
        drawn: &mut Drawn,
    ) {
        let revisions: BTreeMap<EntryId, u32> = order::gathered(listing.iter().copied());
        let damaged = self.damaged();
        self.retire(|loose| {
            let later = revisions.get(&loose.id).is_some_and(|revision| loose.item.revision <= *revision);
            later && !damaged.contains(&loose.item.name)
        });
        listing.iter().for_each(|(id, _)| self.drop_draft(*id));
        self.list_segment(contents, listing, months, in_local, drawn);
    }

    fn list_segment(
        &mut self,
        contents: &[u8],
        listing: &[(EntryId, u32)],
        (from, to): (Month, Month),
        in_local: bool,
        drawn: &mut Drawn,
    ) -> Name {
        let plain = self.origin().wrap(contents);
        let (name, framed, hash) = self.seal(Purpose::Segment, &plain, drawn);
        let length = (framed.len() - frame::LENGTH) as u32;
        self.book.segments.push(Segment { name, length, hash, records: listing.len() as u32, from, to, in_local });
        order::by_key(&mut self.book.segments, |segment| (segment.from, segment.to, segment.name));
        for &(id, revision) in listing {
            let best = Best { revision, name, origin: self.origin() };
            self.open.set_best(id, Some(best));
        }
        self.open.contents.insert(name, listing.into());
        self.put(name, framed, in_local);
        name
    }

    /// Values that could not be read stay listed: they may hold words that what replaces them does not.
    fn damaged(&self) -> Vec<Name> {
        self.open.failed.iter().filter(|(_, why)| **why != Why::Missing).map(|(name, _)| *name).collect()
    }

    /// The records of a segment that still count, with the day of each: not deleted, and of no other revision than the one
    /// that can be read elsewhere. A record of a later version counts.
    pub fn worth_keeping(&self, name: Name, parts: Vec<Part>) -> Vec<(Part, Day)> {
        let counts = |part: &Part| {
            let outdone =
                self.open.best.get(&part.id).is_some_and(|best| best.name != name && best.revision >= part.revision);
            !self.book.is_buried(part.id) && !outdone
        };
        let listed = self.book.segments.iter().find(|segment| segment.name == name);
        let fallback = listed.map_or(Month { year: 1970, month: 1 }, |segment| segment.from);
        let day = |part: &Part| match part.reading() {
            Some(Reading::Page(page)) => page.day,
            _ => Day::new(fallback.year, fallback.month, 1).unwrap_or(Day::from_epoch_days(0)),
        };
        parts.into_iter().filter(counts).map(|part| (day(&part), part)).map(|(day, part)| (part, day)).collect()
    }

    /// Takes loose records off the list.
    pub fn retire(&mut self, which: impl Fn(&Loose) -> bool) {
        let (gone, kept): (Vec<_>, Vec<_>) = self.book.loose.drain(..).partition(which);
        self.book.loose = kept;
        gone.into_iter().for_each(|loose| self.discard(loose.item.name));
    }

    /// A value with other bytes under another name, in its old place.
    pub fn replace(&mut self, old: Name, purpose: Purpose, plain: &[u8], drawn: &mut Drawn) {
        let (name, framed, hash) = self.seal(purpose, plain, drawn);
        let length = (framed.len() - frame::LENGTH) as u32;
        let in_local = self.open.belongs_in_local(old);
        let renamed = |item: &mut Item| *item = Item { name, length, hash, ..*item };
        self.book.loose.iter_mut().map(|loose| &mut loose.item).filter(|item| item.name == old).for_each(renamed);
        self.book.singles_mut().filter(|item| item.name == old).for_each(renamed);
        for segment in self.book.segments.iter_mut().filter(|segment| segment.name == old) {
            *segment = Segment { name, length, hash, ..*segment };
        }
        let origin = self.origin();
        let moved: Vec<_> =
            self.open.best.iter().filter(|(_, best)| best.name == old).map(|(id, best)| (*id, *best)).collect();
        moved.into_iter().for_each(|(id, best)| self.open.set_best(id, Some(Best { name, origin, ..best })));
        if let Some(month) = self.open.months.get(&old).copied() {
            self.open.months.insert(name, month);
        }
        if let Some(parts) = self.open.contents.get(&old).cloned() {
            self.open.contents.insert(name, parts);
        }
        self.put(name, framed, in_local);
        self.discard(old);
    }

    /// Takes back a segment of this same edit.
    pub fn forget(mut self, name: Name) {
        self.book.segments.retain(|segment| segment.name != name);
        self.open.fresh.remove(&keys::value(name));
        self.open.behind.remove(&keys::value(name));
        self.open.contents.remove(&name);
        let changes = self.open.best.iter().filter(|(_, best)| best.name == name).count();
        let log = self.open.log.split_off(self.open.log.len().saturating_sub(changes));
        for (id, best) in log.into_iter().rev() {
            match best {
                Some(best) => self.open.best.insert(id, best),
                None => self.open.best.remove(&id),
            };
        }
    }

    pub fn vault(&self) -> &Vault {
        &self.open.vault
    }

    /// Takes a segment off the list.
    pub fn dissolve(&mut self, name: Name) {
        self.book.segments.retain(|segment| segment.name != name);
        self.discard(name);
    }

    /// Seals the manifest; from here on the new generation is the journal.
    pub fn finish(self, drawn: &mut Drawn) -> u64 {
        let generation = self.book.generation;
        let slot = (generation % 2) as usize;
        let sealed = self.open.vault.seal(Purpose::Manifest, &manifest_name(slot), &self.book.encode(), drawn);
        self.open.manifests[slot] = Some((generation, frame::frame(&sealed).into()));
        self.open.book = Rc::new(self.book);
        generation
    }

    fn seal_item(&mut self, plain: &[u8], revision: u32, drawn: &mut Drawn) -> Item {
        let (name, framed, hash) = self.seal(Purpose::Record, plain, drawn);
        let length = (framed.len() - frame::LENGTH) as u32;
        self.put(name, framed, true);
        Item { name, revision, length, hash }
    }

    fn seal(&self, purpose: Purpose, plain: &[u8], drawn: &mut Drawn) -> (Name, Framed, [u8; 8]) {
        let name = Name::random(drawn);
        let sealed = self.open.vault.seal(purpose, &name, plain, drawn);
        (name, frame::frame(&sealed).into(), hash(&sealed))
    }

    fn put(&mut self, name: Name, framed: Framed, in_local: bool) {
        if in_local {
            self.open.behind.insert(keys::value(name), Rc::clone(&framed));
        }
        self.open.fresh.insert(keys::value(name), framed);
    }

    pub fn discard(&mut self, name: Name) {
        let since = self.book.generation;
        self.open.discard_value(name, since);
    }

    fn drop_draft(&mut self, id: EntryId) {
        if let Some(slot) = self.open.drafts.remove(&id) {
            self.open.discard(keys::draft(slot.name), self.book.generation);
        }
    }
}

/// The months a set of days spans; `None` for none.
pub(super) fn span(days: impl Iterator<Item = Day> + Clone) -> Option<(Month, Month)> {
    Some((days.clone().map(Day::month).min()?, days.map(Day::month).max()?))
}
