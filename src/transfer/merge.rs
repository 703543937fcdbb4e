//! What bringing a backup in would change, page by page, before anything is changed.
//!
//! What holds: no page goes; words that were changed on both sides are both kept, one under the id of the page and the
//! other beside it; whichever side is brought into the other, the same pages come out; and what was brought in once is not
//! brought in again. Pages deleted for good since the backup count as new ones, and are named, because only a person can say
//! whether they are wanted.

pub mod past;

use std::collections::BTreeSet;
use std::rc::Rc;

use sha2::{Digest, Sha256};

use crate::domain::{Backup, Entry, EntryId, Past, Stamp};
use crate::record::value::Origin;
use crate::record::{Manifest, write_page};

/// How the journal here and the one in a file came from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// The file is a former state of the journal here.
    TheirsIsPast,
    /// The journal here is a former state of the one in the file.
    OursIsPast,
    /// Both go back to a state sealed at this moment.
    Since(Stamp),
    /// Nothing is known.
    Unknown,
}

/// What one side remembers of where it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Memory<'a> {
    pub manifest: Option<&'a Manifest>,
    pub backups: &'a [Backup],
}

impl Memory<'_> {
    /// Whether everything written up to then is part of this side. Where it is not remembered, the answer is no.
    fn holds(&self, writer: [u8; 8], generation: u64) -> bool {
        let seen = |known: Origin| known.writer == writer && known.generation >= generation;
        let in_manifest = |manifest: &Manifest| seen(manifest.origin()) || manifest.history.iter().copied().any(seen);
        self.manifest.is_some_and(in_manifest)
            || self.backups.iter().any(|known| known.writer == writer && known.generation >= generation)
    }

    fn holds_all_of(&self, other: &Self) -> bool {
        other.manifest.is_some_and(|manifest| self.holds(manifest.writer, manifest.generation))
    }
}

/// How two journals came from each other, as far as they remember.
pub fn between(ours: Memory<'_>, theirs: Memory<'_>) -> Between {
    if ours.holds_all_of(&theirs) {
        return Between::TheirsIsPast;
    }
    if theirs.holds_all_of(&ours) {
        return Between::OursIsPast;
    }
    let shared = |known: &&Backup, other: &Memory<'_>| other.holds(known.writer, known.generation);
    let known = ours.backups.iter().filter(|known| shared(known, &theirs));
    let known = known.chain(theirs.backups.iter().filter(|known| shared(known, &ours)));
    known.map(|known| known.at).max_by_key(|at| at.utc_ms).map_or(Between::Unknown, Between::Since)
}

/// How many pages would come to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not here.
    pub new: usize,
    /// Of the new ones, those that were deleted for good here.
    pub deleted: usize,
    /// Here already, just so.
    pub same: usize,
    /// Newer here: they stay as they are.
    pub older: usize,
    /// Newer in the file: they take the place of those here.
    pub newer: usize,
    /// Changed on both sides: both are kept.
    pub both: usize,
}

/// One page to write, and what is here in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    pub page: Rc<Entry>,
    pub was: Option<Rc<Entry>>,
}

/// What bringing a file in would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub counts: Counts,
    pub writes: Vec<Write>,
    /// Where the file knows more of the cards than is known here.
    pub cards: Option<Cards>,
}

/// What was met among the cards on both sides, and what is known of it here.
#[derive(Clone, Debug, PartialEq)]
pub struct Cards {
    pub past: Past,
    pub was: Past,
}

impl Cards {
    /// The past of a file joined to the one here. `None` where that changes nothing.
    pub fn joined(ours: &Past, theirs: Option<&Past>) -> Option<Self> {
        let past = past::joined(ours, theirs?);
        (past != *ours).then(|| Self { past, was: ours.clone() })
    }

    /// The past as it was before, unless a card was met since.
    pub fn undone(&self, now: &Past) -> Option<Past> {
        (*now == self.past).then(|| self.was.clone())
    }
}

/// What takes a plan back that was carried out: pages to write, and pages to delete for good. A page that was changed since
/// stays as it is now.
pub fn undo(writes: &[Write], now: impl Fn(EntryId) -> Option<Rc<Entry>>) -> (Vec<Rc<Entry>>, Vec<EntryId>) {
    let (mut back, mut delete) = (Vec::new(), Vec::new());
    for Write { page, was } in writes {
        if now(page.id).is_none_or(|now| now != *page) {
            continue;
        }
        match was {
            Some(was) => {
                back.push(Rc::new(Entry { revision: page.revision.saturating_add(1), ..Entry::clone(was) }));
            }
            None => delete.push(page.id),
        }
    }
    (back, delete)
}

/// Compares every page of a file with the one here.
pub fn plan(
    theirs: &[Rc<Entry>],
    ours: impl Fn(EntryId) -> Option<Rc<Entry>>,
    deleted: &BTreeSet<EntryId>,
    between: Between,
) -> Plan {
    let mut plan = Plan::default();
    let counts = &mut plan.counts;
    for page in theirs {
        let Some(own) = ours(page.id) else {
            counts.new += 1;
            counts.deleted += usize::from(deleted.contains(&page.id));
            plan.writes.push(Write { page: page.clone(), was: None });
            continue;
        };
        if is_alike(&own, page) {
            counts.same += 1;
            continue;
        }
        let Settled { kept, from, beside } = settle(&own, page, between);
        let beside = beside.map(Rc::new).filter(|beside| ours(beside.id).is_none());
        *match (&beside, from) {
            (Some(_), _) => &mut counts.both,
            (None, Side::Theirs) => &mut counts.newer,
            (None, Side::Ours) if own.revision == kept.revision => &mut counts.older,
            (None, Side::Ours) => &mut counts.same,
        } += 1;
        if kept != *own {
            plan.writes.push(Write { page: Rc::new(kept), was: Some(own) });
        }
        plan.writes.extend(beside.map(|page| Write { page, was: None }));
    }
    plan
}

/// Whether two pages say the same, whatever else differs.
pub fn says_the_same(one: &Entry, other: &Entry) -> bool {
    one.body == other.body && one.kind == other.kind && one.unread == other.unread
}

/// The words of a page as a page of its own. The same words of the same page always make the same one, so that they are
/// never kept beside it twice.
pub fn beside(page: &Entry) -> Entry {
    let words = Entry { unread: page.unread.clone(), ..Entry::new(page.id, page.created, page.body.clone()) };
    let digest = Sha256::digest(write_page(&words.with_kind(page.kind.clone())));
    let mut random = [0; 10];
    random.copy_from_slice(&digest[..10]);
    Entry { id: EntryId::new(page.created.utc_ms.max(0).unsigned_abs(), random), ..page.clone() }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Ours,
    Theirs,
}

struct Settled {
    kept: Entry,
    from: Side,
    beside: Option<Entry>,
}

/// Which side a page is kept from, and what is kept beside it. Turned round, it gives the same pages.
fn settle(ours: &Entry, theirs: &Entry, between: Between) -> Settled {
    let (from, both) = choose(ours, theirs, between);
    let (kept, other) = if from == Side::Ours { (ours, theirs) } else { (theirs, ours) };
    // Above the other, so that no store ever takes the other for the later one.
    let revision = if kept.revision > other.revision { kept.revision } else { other.revision.saturating_add(1) };
    Settled { kept: Entry { revision, ..kept.clone() }, from, beside: both.then(|| beside(other)) }
}

fn choose(ours: &Entry, theirs: &Entry, between: Between) -> (Side, bool) {
    match between {
        Between::TheirsIsPast => return (Side::Ours, false),
        Between::OursIsPast => return (Side::Theirs, false),
        Between::Since(_) | Between::Unknown => {}
    }
    let higher = if rank(ours) >= rank(theirs) { Side::Ours } else { Side::Theirs };
    if says_the_same(ours, theirs) {
        return (higher, false);
    }
    match (remembers(ours, theirs), remembers(theirs, ours)) {
        (true, false) => return (Side::Ours, false),
        (false, true) => return (Side::Theirs, false),
        _ => {}
    }
    if let Between::Since(then) = between {
        let touched = |page: &Entry| page.touched().utc_ms > then.utc_ms;
        match (touched(ours), touched(theirs)) {
            (true, false) => return (Side::Ours, false),
            (false, true) => return (Side::Theirs, false),
            _ => {}
        }
    }
    (higher, true)
}

/// Whether one page holds what the other says among its earlier versions.
fn remembers(one: &Entry, other: &Entry) -> bool {
    one.unread == other.unread
        && one.earlier.iter().any(|version| version.body == other.body && version.kind == other.kind)
}

/// Alike but for the revision.
fn is_alike(one: &Entry, other: &Entry) -> bool {
    *one == Entry { revision: one.revision, ..other.clone() }
}

/// An order of all versions of a page that does not depend on where one stands.
fn rank(page: &Entry) -> (u32, i64, Vec<u8>) {
    (page.revision, page.touched().utc_ms, write_page(page))
}

#[cfg(test)]
mod tests;
