//! Bringing pages in, many at once: packed in slices while somebody may still say no, then sealed and listed in one commit.
//! Before that commit nothing is written anywhere, and where it fails everything is as it was. Undoing is the same thing
//! the other way round.

use std::rc::Rc;

use super::edit::span;
use super::{Keeper, SaveError, Saved};
use crate::domain::{Backup, Day, Entry, EntryId, Month, Past, Preferences, Stamp, order};
use crate::record::segment::{self, FULL, Part};
use crate::record::write_page;
use crate::store::{Local, Mirror, pack};
use crate::transfer::backup::Contents;
use crate::transfer::merge::{self, Cards, Memory, Plan};
use crate::vault::Entropy;

/// Pages that lie loose like any other save; more are gathered at once.
const FEW: usize = 24;
/// Code units a value may take.
const MOST_UNITS: usize = 50_000;

/// Pages on their way in. [`Bringing::step`] until nothing remains, then [`Keeper::bring_in`].
#[derive(Debug)]
pub struct Bringing {
    queue: Vec<Rc<Entry>>,
    pub total: usize,
    loose: Vec<Rc<Entry>>,
    packed: Vec<Packed>,
}

/// One segment, compressed and not sealed yet.
#[derive(Debug)]
struct Packed {
    contents: Vec<u8>,
    parts: Vec<(EntryId, u32)>,
    months: (Month, Month),
}

impl Bringing {
    pub fn new(pages: impl IntoIterator<Item = Rc<Entry>>) -> Self {
        let mut queue: Vec<_> = pages.into_iter().collect();
        // The latest first, because they are taken from the end.
        order::by_key(&mut queue, |page| std::cmp::Reverse((page.day, page.id)));
        let total = queue.len();
        if total <= FEW {
            return Self { queue: Vec::new(), total, loose: queue, packed: Vec::new() };
        }
        Self { queue, total, loose: Vec::new(), packed: Vec::new() }
    }

    pub fn remaining(&self) -> usize {
        self.queue.len()
    }

    /// Packs one segment; `true` while there is more to pack.
    pub fn step(&mut self) -> bool {
        let (mut parts, mut days, mut pages): (Vec<Part>, Vec<Day>, Vec<_>) = Default::default();
        let mut size = 0;
        while let Some(page) = self.queue.pop() {
            let json = write_page(&page);
            if size > 0 && size + json.len() > FULL {
                self.queue.push(page);
                break;
            }
            size += json.len();
            parts.push(Part { id: page.id, revision: page.revision, json });
            days.push(page.day);
            pages.push(page);
        }
        if let Some(months) = span(days.into_iter()) {
            let contents = segment::contents(&parts);
            if pack::units(contents.len()) > MOST_UNITS * 9 / 10 {
                // What hardly compresses is kept as it is.
                self.loose.extend(pages);
            } else {
                let parts = parts.iter().map(|part| (part.id, part.revision)).collect();
                self.packed.push(Packed { contents, parts, months });
            }
        }
        !self.queue.is_empty()
    }

    fn ids(&self) -> impl Iterator<Item = EntryId> {
        let packed = self.packed.iter().flat_map(|packed| packed.parts.iter().map(|(id, _)| *id));
        self.loose.iter().map(|page| page.id).chain(packed)
    }
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Keeps everything that was packed, the preferences, and what was met among the cards, where that changes, in one
    /// commit; and deletes these pages for good in the same.
    /// A page that was deleted for good is one again.
    ///
    /// # Errors
    /// [`SaveError`]: nothing of it is kept. With [`SaveError::Unfinished`] the pages to delete are gone from the journal
    /// and part of their bytes are still to be removed.
    pub async fn bring_in(
        &self,
        mut bringing: Bringing,
        delete: Vec<EntryId>,
        preferences: Preferences,
        past: Option<&Past>,
        now: Stamp,
        entropy: &mut dyn Entropy,
    ) -> Result<Saved, SaveError> {
        while bringing.step() {}
        let crowded = self.mirror().is_ok() && self.will_be_crowded(&bringing);
        let at_once = self.mirror().is_err();
        let pending = self.begin_with(now, entropy, at_once, |edit, drawn, deletes| {
            let ids: Vec<EntryId> = bringing.ids().collect();
            edit.book.tombstones.retain(|tombstone| !ids.contains(&tombstone.id));
            for page in &bringing.loose {
                edit.write(page, drawn);
            }
            for packed in bringing.packed {
                edit.gather_packed(&packed.contents, &packed.parts, packed.months, !crowded, drawn);
            }
            delete.iter().for_each(|&id| edit.bury(id, now));
            deletes.extend(&delete);
            edit.choose(&preferences, drawn);
            if let Some(past) = past {
                edit.remember(past, drawn);
            }
        })?;
        pending.acknowledged().await
    }

    /// What bringing a file in would change. `ours` is the journal as it is on screen, read to its end; `backups` what its
    /// preferences remember, and `past` which cards were met.
    ///
    /// # Errors
    /// [`SaveError::Locked`].
    pub fn plan_for(
        &self,
        contents: &Contents,
        ours: impl Fn(EntryId) -> Option<Rc<Entry>>,
        backups: &[Backup],
        past: &Past,
    ) -> Result<Plan, SaveError> {
        let theirs = contents.preferences.as_ref().map_or(&[][..], |preferences| &preferences.backups);
        let theirs = Memory { manifest: contents.manifest.as_ref(), backups: theirs };
        self.with(|open| {
            let between = merge::between(Memory { manifest: Some(&open.book), backups }, theirs);
            let deleted = open.book.tombstones.iter().map(|tombstone| tombstone.id).collect();
            let cards = Cards::joined(past, contents.past.as_ref());
            Plan { cards, ..merge::plan(&contents.pages, ours, &deleted, between) }
        })
    }

    /// Whether localStorage would be nearly full with them.
    fn will_be_crowded(&self, bringing: &Bringing) -> bool {
        let units: usize = bringing.packed.iter().map(|packed| pack::units(packed.contents.len()) + 64).sum();
        self.room()
            .is_ok_and(|space| super::Space { used: space.used.saturating_add(units as u32), ..space }.is_crowded())
    }
}
