//! Reading along: a keeper that does not write takes in what the one that does has written since. It changes nothing in
//! either store, heals nothing, and reads only what it does not know yet.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::judge::{self, Contents, Judged};
use super::report::Why;
use super::state::{Best, Open};
use super::{Keeper, Singles};
use crate::domain::{Entry, EntryId, order};
use crate::record::value::Origin;
use crate::record::{Manifest, Reading};
use crate::store::{Local, Mirror, keys};
use crate::vault::Name;

/// Times the manifests are read again because a value they list went while it was asked for.
const TRIES: usize = 3;

/// What has changed in the journal.
#[derive(Clone, Debug, Default)]
pub struct Followed {
    /// Pages with other words, or elsewhere than before, as they are now.
    pub pages: Vec<Rc<Entry>>,
    /// Pages deleted for good.
    pub gone: Vec<EntryId>,
    pub singles: Singles,
}

/// Why this keeper cannot follow any further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowFailed {
    Locked,
    /// The journal is under another key now: it has to be unlocked anew.
    OtherKey,
    /// No store gives a manifest. Perhaps everything was removed; perhaps it is a moment's fault.
    Nothing,
}

/// What was read of the values that are new.
#[derive(Debug, Default)]
struct Fresh {
    pages: BTreeMap<(Name, EntryId), Rc<Entry>>,
    /// The pages each new value holds, and their revisions.
    holds: BTreeMap<Name, Vec<(EntryId, u32)>>,
    origins: BTreeMap<Name, Origin>,
    singles: Singles,
    /// The names of those.
    single_names: Vec<Name>,
    /// A value that is listed and was not there.
    missing: bool,
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Takes in what has been written since this keeper last looked.
    ///
    /// # Errors
    /// [`FollowFailed`]: what is known stays as it is.
    pub async fn follow(&self) -> Result<Followed, FollowFailed> {
        let _turn = self.0.reading.take().await;
        for tries in 1.. {
            let head = self.newest_manifest().await?;
            let known = self.with(|open| open.book.generation == head.generation && open.base == head.generation);
            if known.map_err(|_| FollowFailed::Locked)? {
                return Ok(Followed::default());
            }
            let new = self.with(|open| unknown(open, &head)).map_err(|_| FollowFailed::Locked)?;
            let fresh = self.read_fresh(&head, &new).await?;
            // Whatever is replaced is removed soon after: what is not there any more is listed no more.
            if !fresh.missing || tries == TRIES {
                return self.with(|open| take_in(open, head, fresh)).map_err(|_| FollowFailed::Locked);
            }
        }
        Err(FollowFailed::Nothing)
    }

    /// Pages as the stores have them, and which of them no store has: for whoever shows words of its own that were never
    /// taken.
    pub async fn as_kept(&self, ids: &[EntryId]) -> Followed {
        let mut followed = Followed::default();
        for &id in ids {
            let best = self.with(|open| open.best.get(&id).copied()).ok().flatten();
            let page = match best {
                Some(best) => self.pages_in(best.name).await.into_iter().find(|page| page.id == id),
                None => None,
            };
            match page {
                Some(page) => followed.pages.push(page),
                None => followed.gone.push(id),
            }
        }
        followed
    }

    async fn newest_manifest(&self) -> Result<Manifest, FollowFailed> {
        let mut held = match self.mirror() {
            Ok(mirror) => mirror.get_many(&keys::MANIFESTS.map(str::to_owned)).await.unwrap_or_default(),
            Err(_) => Vec::new(),
        };
        // What only localStorage has may be what a tab left there that was overtaken.
        if let (Ok(local), true) = (self.local(), held.iter().flatten().next().is_none()) {
            held = keys::MANIFESTS.map(|key| local.get(key).ok().flatten()).into();
        }
        let read = self.with(|open| {
            let mut newest: Option<Manifest> = None;
            let mut other_key = false;
            for (slot, held) in held.into_iter().enumerate() {
                let Some(held) = held else { continue };
                match judge::manifest(&open.vault, slot, &held) {
                    Ok(manifest) if newest.as_ref().is_none_or(|newest| newest.generation < manifest.generation) => {
                        newest = Some(manifest);
                    }
                    Ok(_) => {}
                    Err(why) => other_key |= why == Why::OtherKey,
                }
            }
            (newest, other_key)
        });
        match read.map_err(|_| FollowFailed::Locked)? {
            (_, true) => Err(FollowFailed::OtherKey),
            (Some(newest), _) => Ok(newest),
            (None, _) => Err(FollowFailed::Nothing),
        }
    }

    async fn read_fresh(&self, head: &Manifest, new: &[Name]) -> Result<Fresh, FollowFailed> {
        let mut fresh = Fresh::default();
        for &name in new {
            let judged = self.read_listed(head, name).await?;
            fresh.take(name, judged);
        }
        Ok(fresh)
    }

    /// A value listed in a manifest that is not in force here yet.
    async fn read_listed(&self, head: &Manifest, name: Name) -> Result<Judged, FollowFailed> {
        let mirror = self.mirror_values(&[name]).await.pop().flatten();
        let local = self.local().ok().and_then(|local| local.get(&keys::value(name)).ok().flatten());
        let is_segment = head.segments.iter().any(|segment| segment.name == name);
        let purpose = if is_segment { crate::vault::Purpose::Segment } else { crate::vault::Purpose::Record };
        self.with(|open| judge::judge(&open.vault, Some(purpose), name, judge::Copies { local, mirror }))
            .map_err(|_| FollowFailed::Locked)
    }
}

impl Fresh {
    fn take(&mut self, name: Name, judged: Judged) {
        match judged {
            Ok((_, origin, Contents::Record(Reading::Page(page)))) => self.note(name, origin, vec![page]),
            Ok((_, origin, Contents::Segment(parts))) => {
                let pages = parts.iter().filter_map(|part| match part.reading()? {
                    Reading::Page(page) => Some(page),
                    _ => None,
                });
                self.note(name, origin, pages.collect());
            }
            Ok((_, _, Contents::Record(Reading::Preferences(chosen, _)))) => {
                self.singles.preferences = Some(chosen);
                self.single_names.push(name);
            }
            Ok((_, _, Contents::Record(Reading::Past(past, _)))) => {
                self.singles.past = Some(past);
                self.single_names.push(name);
            }
            Ok(_) => {}
            Err(why) => self.missing |= why == Why::Missing,
        }
    }

    fn note(&mut self, name: Name, origin: Origin, pages: Vec<Rc<Entry>>) {
        self.holds.insert(name, pages.iter().map(|page| (page.id, page.revision)).collect());
        self.origins.insert(name, origin);
        self.pages.extend(pages.into_iter().map(|page| ((name, page.id), page)));
    }
}

/// Listed values that have neither been read nor are still to be.
fn unknown(open: &Open, head: &Manifest) -> Vec<Name> {
    let pending: BTreeSet<Name> = order::gathered(open.reading.iter().flat_map(|pass| pass.queue.iter().copied()));
    head.names().filter(|name| !open.taken_in.contains(name) && !pending.contains(name)).collect()
}

/// The manifest comes into force, and with it what is readable of each page.
fn take_in(open: &mut Open, head: Manifest, fresh: Fresh) -> Followed {
    let listed: BTreeSet<Name> = order::gathered(head.names());
    let mut best: BTreeMap<EntryId, Best> = BTreeMap::new();
    let mut note = |id: EntryId, one: Best| {
        if !head.is_buried(id) && best.get(&id).is_none_or(|known| known.revision < one.revision) {
            best.insert(id, one);
        }
    };
    for (&id, &one) in open.best.iter().filter(|(_, one)| listed.contains(&one.name)) {
        note(id, one);
    }
    for (&name, holds) in &fresh.holds {
        let Some(&origin) = fresh.origins.get(&name) else { continue };
        holds.iter().for_each(|&(id, revision)| note(id, Best { revision, name, origin }));
    }
    let changed = best.iter().filter(|(id, one)| open.best.get(id).is_none_or(|known| known.name != one.name));
    let pages = changed.filter_map(|(id, one)| fresh.pages.get(&(one.name, *id)).cloned()).collect();
    // A page whose value is still to be read is not gone.
    let unread = open.reading.as_ref().is_some_and(|pass| !pass.queue.is_empty());
    let gone = open.best.keys().filter(|id| !best.contains_key(id) && (head.is_buried(**id) || !unread));
    let gone = gone.copied().collect();

    for (&name, holds) in &fresh.holds {
        open.contents.insert(name, holds.iter().copied().collect());
        open.taken_in.insert(name);
    }
    open.taken_in.extend(fresh.single_names);
    open.taken_in.retain(|name| listed.contains(name));
    if let Some(pass) = &mut open.reading {
        pass.queue.retain(|name| listed.contains(name));
    }
    open.best = best;
    open.base = head.generation;
    let writer = open.book.writer;
    open.book = Rc::new(Manifest { writer, ..head });
    open.settle();
    Followed { pages, gone, singles: fresh.singles }
}
