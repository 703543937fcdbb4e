//! Gathering: records of past months move into segments when the browser is idle, so that the manifest stays small and
//! localStorage holds years. One segment is written per call; nothing is freed before the new manifest is safe.

use std::collections::{BTreeMap, BTreeSet};

use super::drawn::Drawn;
use super::edit::{Edit, span};
use super::judge::Contents;
use super::state::{Garbage, Open};
use super::{Keeper, SaveError};
use crate::domain::{Day, EntryId, Month, order};
use crate::record::manifest::Loose;
use crate::record::segment::{FULL, Part};
use crate::record::{Reading, write_page};
use crate::store::memory::cost;
use crate::store::{Local, Mirror, frame, keys, pack};
use crate::vault::{Entropy, Name};

/// Code units a value may take.
const MOST_UNITS: usize = 50_000;
/// Bytes of a sealed record above which it stays on its own.
const TOO_LARGE: u32 = 60_000;
/// Bytes of a sealed segment under which more is put into it.
const HALF_EMPTY: u32 = 10_000;
/// Loose records above which those of the current month are gathered too, and how many of the latest stay.
const MANY: usize = 256;
const STAY: usize = 128;
/// Records read at a time.
const AT_ONCE: usize = 16;

/// What one call did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Records moved into a segment.
    pub moved: usize,
    /// Segments that from now on live in the mirror alone, because localStorage is nearly full.
    pub spilled: usize,
    /// Segments that lived in the mirror alone and are in both stores again, because there is room.
    pub returned: usize,
    /// There is more to do at the next idle moment.
    pub more: bool,
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// One step: moves records older than `month` into one segment, or frees room in localStorage. Does nothing until the
    /// verify pass has ended.
    ///
    /// # Errors
    /// [`SaveError`]: everything is as it was.
    pub async fn gather(&self, month: Month, entropy: &mut dyn Entropy) -> Result<Gathered, SaveError> {
        if !self.may_write() || !self.with(|open| open.is_verified() && open.vault.previous_epoch().is_none())? {
            return Ok(Gathered::default());
        }
        let mut drawn = Drawn::from(entropy);
        let candidates = self.with(|open| candidates(open, Some(month)))?;
        let moved = if candidates.is_empty() { 0 } else { self.gather_these(&candidates, &mut drawn).await? };
        if moved == 0 {
            let spilled = self.spill(&mut drawn).await?;
            let returned = if spilled == 0 { self.bring_back(&mut drawn).await? } else { 0 };
            return Ok(Gathered { moved, spilled, returned, more: spilled + returned > 0 });
        }
        self.restore_reserve();
        let more = moved < candidates.len() || self.room().is_ok_and(super::Space::is_crowded);
        Ok(Gathered { moved, more, ..Gathered::default() })
    }

    /// The same for whatever lies loose longest, when there is hardly room left in the manifest.
    pub(super) async fn gather_any(&self, drawn: &mut Drawn) -> Result<usize, SaveError> {
        let candidates = self.with(|open| candidates(open, None))?;
        self.gather_these(&candidates, drawn).await
    }

    async fn gather_these(&self, candidates: &[Name], drawn: &mut Drawn) -> Result<usize, SaveError> {
        let (base, mut parts) = self.base(candidates).await?;
        let mut size: usize = parts.iter().map(|(part, _)| part.json.len()).sum();
        let replaced: BTreeSet<EntryId> = order::gathered(parts.iter().map(|(part, _)| part.id));
        // What only takes an older revision's place comes first, and may overfill the segment.
        let candidates = self.with(|open| {
            let id = |name: &Name| open.book.loose.iter().find(|loose| loose.item.name == *name).map(|loose| loose.id);
            let (mut first, rest): (Vec<Name>, Vec<Name>) =
                candidates.iter().partition(|name| id(name).is_some_and(|id| replaced.contains(&id)));
            first.extend(rest);
            first
        })?;
        let mut moved = Vec::new();
        'reading: for names in candidates.chunks(AT_ONCE) {
            for (name, judged) in self.read_values(names).await {
                let Ok((_, _, Contents::Record(Reading::Page(page)))) = judged else { continue };
                let json = write_page(&page);
                if size > 0 && size + json.len() > FULL && !replaced.contains(&page.id) {
                    break 'reading;
                }
                size += json.len();
                parts.push((Part { id: page.id, revision: page.revision, json }, page.day));
                moved.push(name);
            }
        }
        if moved.is_empty() {
            return Ok(0);
        }
        let count = self.with(|open| {
            // A page may have been saved, or a segment rewritten, while the values were read.
            let listed = |name: &Name| open.listed(*name).is_some();
            if !moved.iter().chain(&base).all(listed) {
                return 0;
            }
            write_segment(open, base, parts, &moved, drawn)
        })?;
        self.commit_quietly().await.map(|()| count)
    }

    /// The segment the records go into: one that holds an older revision of one of them, or the one before them in time that
    /// has room. Its records that still count come along.
    async fn base(&self, candidates: &[Name]) -> Result<(Option<Name>, Vec<(Part, Day)>), SaveError> {
        let base = self.with(|open| if open.is_verified() { choose_base(open, candidates) } else { None })?;
        let Some((name, most)) = base else { return Ok((None, Vec::new())) };
        let Some(parts) = self.parts_of(name).await else { return Ok((None, Vec::new())) };
        let parts = self.with(|open| Edit::of(open).worth_keeping(name, parts))?;
        let size: usize = parts.iter().map(|(part, _)| part.json.len()).sum();
        Ok(if size > most { (None, Vec::new()) } else { (Some(name), parts) })
    }

    /// Where room is short, the oldest segment leaves localStorage and lives in the mirror alone.
    async fn spill(&self, drawn: &mut Drawn) -> Result<usize, SaveError> {
        if self.mirror().is_err() || !self.room().is_ok_and(super::Space::is_crowded) {
            return Ok(0);
        }
        let spilled = self.with(|open| {
            // Only what the mirror is known to hold.
            if open.mirrored < open.book.generation || !open.fresh.is_empty() {
                return 0;
            }
            let Some(at) = open.book.segments.iter().position(|segment| segment.in_local) else { return 0 };
            let mut edit = Edit::of(open);
            edit.book.segments[at].in_local = false;
            let key = keys::value(edit.book.segments[at].name);
            let since = edit.finish(drawn);
            open.behind.remove(&key);
            open.garbage.push(Garbage { key, since, in_local: true, in_mirror: false });
            1
        })?;
        if spilled > 0 {
            self.commit_quietly().await?;
        }
        Ok(spilled)
    }

    /// Where room has come, the newest of the segments that live in the mirror alone comes back. Not before it fits below
    /// the point at which a person is told, so that nothing goes to and fro.
    async fn bring_back(&self, drawn: &mut Drawn) -> Result<usize, SaveError> {
        let away = self.with(|open| {
            let away = open.book.segments.iter().filter(|segment| !segment.in_local);
            let away = away.filter(|segment| !open.failed.contains_key(&segment.name));
            away.max_by_key(|segment| segment.to).map(|segment| (segment.name, segment.length as usize))
        })?;
        let (Some((name, length)), Ok(space)) = (away, self.room()) else { return Ok(0) };
        let key = keys::value(name);
        let with_it = space.used.saturating_add(cost(&key, frame::LENGTH + length) as u32);
        if (super::Space { used: with_it, ..space }).is_short() {
            return Ok(0);
        }
        let Some((_, Ok((framed, ..)))) = self.read_values(&[name]).await.pop() else { return Ok(0) };
        let returned = self.with(|open| {
            // It may have been rewritten while it was read.
            let at = open.book.segments.iter().position(|segment| segment.name == name && !segment.in_local);
            let Some(at) = at else { return 0 };
            open.garbage.retain(|garbage| garbage.key != key);
            open.behind.insert(key, framed.into());
            let mut edit = Edit::of(open);
            edit.book.segments[at].in_local = true;
            edit.finish(drawn);
            1
        })?;
        if returned > 0 {
            self.commit_quietly().await?;
        }
        Ok(returned)
    }

    /// Commits what is in the book to both stores; one of them is enough.
    async fn commit_quietly(&self) -> Result<(), SaveError> {
        let generation = self.with(|open| open.book.generation)?;
        let _ = self.write_local();
        let mirror = self.flush().await;
        match (self.catch_up(), mirror) {
            (Ok(()), Err(SaveError::Stores { .. })) | (_, Ok(())) => Ok(()),
            (_, Err(error)) => {
                self.undo(generation);
                Err(error)
            }
        }
    }
}

/// Loose records to gather, the oldest first.
fn candidates(open: &mut Open, before: Option<Month>) -> Vec<Name> {
    let fits = |loose: &&Loose| loose.item.length <= TOO_LARGE && !open.failed.contains_key(&loose.item.name);
    let counts = |loose: &&Loose| open.best.get(&loose.id).is_some_and(|best| best.name == loose.item.name);
    let mut loose: Vec<_> = open
        .book
        .loose
        .iter()
        .filter(fits)
        .filter(counts)
        .map(|loose| {
            let month = open.months.get(&loose.item.name).copied();
            (month, loose.id, loose.item.name)
        })
        .collect();
    order::by_key(&mut loose, |one| *one);
    let crowd = if before.is_none() || loose.len() > MANY { loose.len().saturating_sub(STAY) } else { 0 };
    let is_due = |(at, (month, ..)): &(usize, (Option<Month>, EntryId, Name))| {
        *at < crowd || month.zip(before).is_some_and(|(month, before)| month < before)
    };
    loose.into_iter().enumerate().filter(is_due).map(|(_, (.., name))| name).collect()
}

/// A segment to put the candidates into, and how many bytes it may hold already.
fn choose_base(open: &mut Open, candidates: &[Name]) -> Option<(Name, usize)> {
    let ids: Vec<_> =
        open.book.loose.iter().filter(|loose| candidates.contains(&loose.item.name)).map(|loose| loose.id).collect();
    let holds = |name: &Name| open.contents.get(name).is_some_and(|parts| parts.iter().any(|(id, _)| ids.contains(id)));
    let first = candidates.first().and_then(|name| open.months.get(name));
    let readable = || open.book.segments.iter().filter(|segment| !open.failed.contains_key(&segment.name));
    let older = readable().map(|segment| segment.name).find(holds).map(|name| (name, FULL * 3 / 2));
    let before = || {
        readable().filter(|segment| first.is_some_and(|first| segment.to <= *first)).max_by_key(|segment| segment.to)
    };
    older.or_else(|| before().filter(|segment| segment.length < HALF_EMPTY).map(|segment| (segment.name, FULL * 3 / 4)))
}

/// Puts the records into one segment in place of `base` and of their loose values; how many were moved.
fn write_segment(
    open: &mut Open,
    base: Option<Name>,
    mut parts: Vec<(Part, Day)>,
    moved: &[Name],
    drawn: &mut Drawn,
) -> usize {
    let in_local = base.is_none_or(|name| open.belongs_in_local(name));
    let mut edit = Edit::of(open);
    // The newest of what was read wins over what the segment held.
    let newest = parts.iter().fold(BTreeMap::new(), |mut newest, (part, _)| {
        let revision = newest.entry(part.id).or_insert(part.revision);
        *revision = part.revision.max(*revision);
        newest
    });
    parts.retain(|(part, _)| newest.get(&part.id) == Some(&part.revision) && !edit.book.is_buried(part.id));
    let Some(months) = span(parts.iter().map(|(_, day)| *day)) else { return 0 };
    let parts: Vec<Part> = parts.into_iter().map(|(part, _)| part).collect();
    let name = edit.gather(&parts, months, in_local, drawn);
    let length = edit.book.segments.iter().find(|segment| segment.name == name).map_or(0, |segment| segment.length);
    if pack::units(length as usize) > MOST_UNITS {
        // What hardly compresses stays as it is.
        edit.forget(name);
        return 0;
    }
    edit.retire(|loose| moved.contains(&loose.item.name));
    base.into_iter().for_each(|base| edit.dissolve(base));
    edit.finish(drawn);
    moved.len()
}
