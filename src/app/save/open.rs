//! Reading a journal: first what the first screen needs, then the rest in slices.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use super::drawn::Drawn;
use super::judge::{self, Contents, Copies, Judged};
use super::report::{Place, Report, Why};
use super::state::{Best, DraftSlot, Framed, Open, Reading as Pass, mark};
use super::{Keeper, SaveError};
use crate::domain::{Entry, Month, Preferences, Stamp};
use crate::record::value::Origin;
use crate::record::{Draft, Manifest, Reading};
use crate::store::{Fault, Local, Mirror, keys};
use crate::vault::{Entropy, Name};

/// Values compared in one slice of the verify pass.
const SLICE: usize = 12;

/// What the first screen needs.
#[derive(Clone, Debug, Default)]
pub struct First {
    /// Every page of the newest month, and whatever else lies loose.
    pub pages: Vec<Rc<Entry>>,
    pub preferences: Preferences,
    /// Words not kept yet, as the pages they would be, the latest first; at most one for a page.
    pub drafts: Vec<Rc<Entry>>,
    /// Slices still to be read.
    pub remaining: usize,
    /// A new key was set and not everything is sealed under it yet: go on with [`Keeper::rekey_step`].
    pub rekeying: bool,
}

/// One more slice.
#[derive(Clone, Debug, Default)]
pub struct More {
    pub pages: Vec<Rc<Entry>>,
    pub remaining: usize,
    /// With the last slice: what the verify pass found and did.
    pub report: Option<Report>,
}

/// Why the journal could not be read now. Trying again is harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenFailed {
    Locked,
    /// Neither store answers.
    Stores {
        local: Fault,
        mirror: Fault,
    },
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Reads manifests, loose records, the segments of the newest month, preferences and drafts.
    ///
    /// # Errors
    /// [`OpenFailed`].
    pub async fn read_first(&self) -> Result<First, OpenFailed> {
        self.read_manifests().await?;
        let locked = |_: SaveError| OpenFailed::Locked;
        let (loose, preferences) = self
            .with(|open| {
                let loose: Vec<Name> = open.book.loose.iter().map(|loose| loose.item.name).collect();
                (loose, open.book.preferences.map(|item| item.name))
            })
            .map_err(locked)?;
        let mut first = First::default();
        let wanted: Vec<Name> = loose.into_iter().chain(preferences).collect();
        let mut found = self.read_values(&wanted).await;
        let newest = self.with(|open| newest_month(open, &found)).map_err(locked)?;
        let segments = self
            .with(|open| {
                let newest = open.book.segments.iter().filter(|segment| Some(segment.to) == newest);
                newest.map(|segment| segment.name).collect::<Vec<_>>()
            })
            .map_err(locked)?;
        found.extend(self.read_values(&segments).await);
        for value in found {
            self.take_in(value, &mut first.pages, Some(&mut first.preferences)).map_err(locked)?;
        }
        first.drafts = self.read_drafts().await.map_err(locked)?;
        (first.remaining, first.rekeying) = self.with(|open| (remaining(open), is_rekeying(open))).map_err(locked)?;
        self.with(|open| latest_only(open, &mut first.pages)).map_err(locked)?;
        Ok(first)
    }

    /// Reads a slice more. The last one ends the verify pass, heals, and brings the report.
    ///
    /// # Errors
    /// [`OpenFailed::Locked`].
    pub async fn read_more(&self, now: Stamp, entropy: &mut dyn Entropy) -> Result<More, OpenFailed> {
        let mut drawn = Drawn::from(entropy);
        let locked = |_: SaveError| OpenFailed::Locked;
        let mut more = More::default();
        let slice = self.with(next_slice).map_err(locked)?;
        match slice {
            Some(slice) if !slice.is_empty() => {
                self.compare(&slice, &mut more.pages).await.map_err(locked)?;
                more.remaining = self.with(remaining).map_err(locked)?;
            }
            Some(_) => {
                more.report = Some(self.end_pass(now, &mut more.pages, &mut drawn).await.map_err(locked)?);
            }
            None => more.report = Some(self.with(|open| open.report.clone()).map_err(locked)?),
        }
        self.with(|open| latest_only(open, &mut more.pages)).map_err(locked)?;
        Ok(more)
    }

    /// The verify pass to its end, for work that needs to know everything there is.
    pub(super) async fn read_all(&self, now: Stamp, drawn: &mut Drawn) -> Result<(), SaveError> {
        let mut pages = Vec::new();
        while let Some(slice) = self.with(next_slice)? {
            if slice.is_empty() {
                self.end_pass(now, &mut pages, drawn).await?;
            } else {
                self.compare(&slice, &mut pages).await?;
            }
            self.with(|open| open.unclaimed.append(&mut pages))?;
        }
        Ok(())
    }

    /// Finds the newest manifest of both stores, and what each store holds.
    async fn read_manifests(&self) -> Result<(), OpenFailed> {
        let local = self.local().and_then(|local| read_local(local).or_else(|_| read_local(local)));
        let mirror = match self.mirror() {
            Ok(mirror) => match read_mirror(mirror).await {
                Ok(shelf) => Ok(shelf),
                Err(_) => read_mirror(mirror).await,
            },
            Err(fault) => Err(fault),
        };
        if let (Err(local), Err(mirror)) = (&local, &mirror) {
            return Err(OpenFailed::Stores { local: local.clone(), mirror: mirror.clone() });
        }
        // A store that cannot be read is not written to either, or its manifest would be taken for the newest one day.
        self.0.local_out.set(self.0.local_out.get() || local.is_err());
        self.0.mirror_out.set(self.0.mirror_out.get() || mirror.is_err());
        self.with(|open| begin_pass(open, local.ok(), mirror.ok())).map_err(|_| OpenFailed::Locked)
    }

    /// Reads values, the local copy first and the mirror only where that fails.
    pub(super) async fn read_values(&self, names: &[Name]) -> Vec<(Name, Judged)> {
        let mut found = Vec::with_capacity(names.len());
        let mut failed = Vec::new();
        for &name in names {
            let held = self.local().ok().and_then(|local| local.get(&keys::value(name)).ok().flatten());
            let judged = self.judged(name, Copies { local: held, mirror: None });
            match judged {
                Err(_) => failed.push(name),
                judged => found.push((name, judged)),
            }
        }
        let held = self.mirror_values(&failed).await;
        for (name, mirror) in failed.into_iter().zip(held) {
            let local = self.local().ok().and_then(|local| local.get(&keys::value(name)).ok().flatten());
            found.push((name, self.judged(name, Copies { local, mirror })));
        }
        found
    }

    fn judged(&self, name: Name, copies: Copies) -> Judged {
        let judged = self.with(|open| {
            let purpose = open.listed(name).map(|(purpose, ..)| purpose);
            judge::judge(&open.vault, purpose, name, copies)
        });
        judged.unwrap_or(Err(Why::OtherKey))
    }

    pub(super) async fn mirror_values(&self, names: &[Name]) -> Vec<Option<Vec<u8>>> {
        let asked: Vec<String> = names.iter().map(keys::value).collect();
        let held = match self.mirror() {
            Ok(mirror) if !asked.is_empty() => mirror.get_many(&asked).await.unwrap_or_default(),
            _ => Vec::new(),
        };
        held.into_iter().chain(std::iter::repeat(None)).take(asked.len()).collect()
    }

    /// Compares both copies of listed values with the manifest, and reads those not read yet.
    async fn compare(&self, slice: &[Name], pages: &mut Vec<Rc<Entry>>) -> Result<(), SaveError> {
        let in_mirror = self.mirror_values(slice).await;
        for (&name, mirror) in slice.iter().zip(in_mirror) {
            let local = self.local().ok().and_then(|local| local.get(&keys::value(name)).ok().flatten());
            let Some((_, length, hash)) = self.with(|open| open.listed(name))? else { continue };
            let whole = [&local, &mirror].map(|copy| judge::is_whole(copy.as_deref(), length, hash));
            let known = self.with(|open| open.taken_in.contains(&name))?;
            if known && whole == [true, true] {
                continue;
            }
            let judged = self.judged(name, Copies { local, mirror });
            if let Ok((framed, ..)) = &judged {
                self.with(|open| note_lacking(open, name, framed, whole))?;
            }
            self.take_in((name, judged), pages, None)?;
        }
        Ok(())
    }

    /// Takes what a listed value holds into the journal.
    fn take_in(
        &self,
        (name, judged): (Name, Judged),
        pages: &mut Vec<Rc<Entry>>,
        preferences: Option<&mut Preferences>,
    ) -> Result<(), SaveError> {
        self.with(|open| {
            match judged {
                Ok((_, origin, Contents::Record(Reading::Page(page)))) => {
                    open.months.insert(name, page.day.month());
                    note_page(open, page, name, origin, pages);
                }
                Ok((_, _, Contents::Record(Reading::Preferences(chosen, _)))) => {
                    if let Some(preferences) = preferences {
                        *preferences = chosen;
                    }
                }
                Ok((_, _, Contents::Record(Reading::Newer(_)))) => {
                    open.failed.insert(name, Why::Newer);
                    return;
                }
                // A draft is sealed for another purpose and cannot be here.
                Ok((_, _, Contents::Record(Reading::Draft(_)))) => {}
                Ok((_, origin, Contents::Segment(parts))) => {
                    open.contents.insert(name, parts.iter().map(|part| (part.id, part.revision)).collect());
                    for part in parts {
                        if let Some(Reading::Page(page)) = part.reading() {
                            note_page(open, page, name, origin, pages);
                        }
                    }
                }
                Err(why) => {
                    open.failed.insert(name, why);
                    return;
                }
            }
            open.failed.remove(&name);
            open.taken_in.insert(name);
        })
    }

    async fn read_drafts(&self) -> Result<Vec<Rc<Entry>>, SaveError> {
        let is_draft = |key: &&String| key.starts_with(keys::DRAFT);
        let listed: BTreeSet<String> = self.with(|open| {
            let pass = open.reading.iter();
            let keys = pass.flat_map(|pass| pass.local_keys.iter().chain(&pass.mirror_keys).flatten());
            keys.filter(is_draft).cloned().collect()
        })?;
        let listed: Vec<String> = listed.into_iter().collect();
        let in_mirror = match self.mirror() {
            Ok(mirror) if !listed.is_empty() => mirror.get_many(&listed).await.unwrap_or_default(),
            _ => Vec::new(),
        };
        let mut drafts: Vec<(Draft, Name)> = Vec::new();
        for (at, key) in listed.iter().enumerate() {
            let Some(name) = key.strip_prefix(keys::DRAFT).and_then(Name::parse) else { continue };
            let local = self.local().ok().and_then(|local| local.get(key).ok().flatten());
            let copies = [local, in_mirror.get(at).cloned().flatten()].into_iter().flatten();
            let readable =
                copies.filter_map(|framed| self.with(|open| super::draft::read(&open.vault, name, &framed)).ok()?);
            drafts.extend(readable.map(|draft| (draft, name)));
        }
        self.with(|open| choose_drafts(open, drafts))
    }
}

/// What one store gave before anything was judged.
struct Shelf {
    manifests: [Option<Vec<u8>>; 2],
    keys: BTreeSet<String>,
}

fn read_local(local: &impl Local) -> Result<Shelf, Fault> {
    let [first, second] = keys::MANIFESTS.map(|key| local.get(key));
    Ok(Shelf { manifests: [first?, second?], keys: local.keys()?.into_iter().collect() })
}

async fn read_mirror(mirror: &impl Mirror) -> Result<Shelf, Fault> {
    let mut held = mirror.get_many(&keys::MANIFESTS.map(str::to_owned)).await?.into_iter();
    let manifests = [held.next().flatten(), held.next().flatten()];
    Ok(Shelf { manifests, keys: mirror.keys().await?.into_iter().collect() })
}

/// Chooses the newest manifest and lists what is to be read.
fn begin_pass(open: &mut Open, local: Option<Shelf>, mirror: Option<Shelf>) {
    let manifests_of = |shelf: &Option<Shelf>| -> [Option<Manifest>; 2] {
        [0, 1].map(|slot| {
            shelf.as_ref()?.manifests[slot].as_deref().and_then(|held| judge::manifest(&open.vault, slot, held).ok())
        })
    };
    let (in_local, in_mirror) = (manifests_of(&local), manifests_of(&mirror));
    let mut every: Vec<&Manifest> = in_mirror.iter().chain(&in_local).flatten().collect();
    // The mirror stands first, and the sort keeps that order: of two alike, what is on disk leads.
    every.sort_by_key(|manifest| std::cmp::Reverse(manifest.generation));
    let head = every.first().map(|manifest| Rc::new(Manifest::clone(manifest)));
    let stands_at = |manifests: &[Option<Manifest>; 2]| {
        let newest = manifests.iter().flatten().max_by_key(|manifest| manifest.generation);
        newest.filter(|newest| head.as_deref() == Some(newest)).map_or(0, |newest| newest.generation)
    };
    open.localised = stands_at(&in_local);
    open.mirrored = stands_at(&in_mirror);
    let marks = |shelf: &Option<Shelf>| [0, 1].map(|slot| shelf.as_ref()?.manifests[slot].as_deref().and_then(mark));
    open.local_marks = marks(&local);
    open.mirror_marks = marks(&mirror);

    let mut book = head.as_deref().cloned().unwrap_or_else(|| Manifest::new(open.book.writer));
    let writer = open.book.writer;
    let before = std::mem::replace(&mut book.writer, writer);
    if head.is_some() {
        book.note(Origin { writer: before, base: 0, generation: book.generation });
    }
    let listed: BTreeSet<Name> = book.names().collect();
    let local_keys = local.as_ref().map(|shelf| shelf.keys.clone());
    let mirror_keys = mirror.as_ref().map(|shelf| shelf.keys.clone());
    let stored = local_keys.iter().chain(&mirror_keys).flatten();
    let strays: BTreeSet<Name> = stored
        .filter_map(|key| Name::parse(key.strip_prefix(keys::VALUE)?))
        .filter(|name| !listed.contains(name))
        .collect();
    let lacks = |shelf: &Option<Shelf>, manifests: &[Option<Manifest>; 2]| {
        shelf.is_some() && (manifests.iter().flatten().max_by_key(|manifest| manifest.generation) != head.as_deref())
            || shelf
                .as_ref()
                .is_some_and(|shelf| (0..2).any(|slot| shelf.manifests[slot].is_some() && manifests[slot].is_none()))
    };
    let is_empty = |keys: &Option<BTreeSet<String>>| keys.as_ref().is_some_and(BTreeSet::is_empty);
    open.report.emptied = match (is_empty(&local_keys), is_empty(&mirror_keys)) {
        (true, false) => Some(Place::Local),
        (false, true) => Some(Place::Mirror),
        _ => None,
    };
    open.has_reserve = local_keys.as_ref().is_some_and(|keys| keys.contains(keys::RESERVE));
    open.base = book.generation;
    open.book = Rc::new(book);
    open.settle();
    open.reading = Some(Pass {
        queue: listed.into_iter().collect::<VecDeque<_>>(),
        strays: strays.into_iter().collect(),
        manifests_differ: lacks(&local, &in_local) || lacks(&mirror, &in_mirror),
        local_keys,
        mirror_keys,
        head,
        ..Pass::default()
    });
}

fn newest_month(open: &Open, found: &[(Name, Judged)]) -> Option<Month> {
    let loose = found.iter().filter_map(|(_, judged)| match judged {
        Ok((_, _, Contents::Record(Reading::Page(page)))) => Some(page.day.month()),
        _ => None,
    });
    loose.chain(open.book.segments.iter().map(|segment| segment.to)).max()
}

pub(super) fn note_page(open: &mut Open, page: Rc<Entry>, name: Name, origin: Origin, pages: &mut Vec<Rc<Entry>>) {
    if open.note_best(page.id, Best { revision: page.revision, name, origin }) {
        pages.push(page);
    }
}

/// Two values may hold the same page; only the one that counts goes out.
fn latest_only(open: &mut Open, pages: &mut Vec<Rc<Entry>>) {
    pages.append(&mut open.unclaimed);
    let best = &open.best;
    pages.retain(|page| best.get(&page.id).is_some_and(|best| best.revision == page.revision));
}

fn next_slice(open: &mut Open) -> Option<Vec<Name>> {
    let segments: BTreeSet<Name> = open.book.segments.iter().map(|segment| segment.name).collect();
    let pass = open.reading.as_mut()?;
    let mut slice = Vec::new();
    while slice.len() < SLICE {
        let Some(name) = pass.queue.pop_front() else { break };
        slice.push(name);
        // Unpacking one segment is work enough for one idle moment.
        if segments.contains(&name) {
            break;
        }
    }
    Some(slice)
}

fn remaining(open: &mut Open) -> usize {
    // The queue in slices, and the end of the pass.
    open.reading.as_ref().map_or(0, |pass| pass.queue.len().div_ceil(SLICE) + 1)
}

fn is_rekeying(open: &Open) -> bool {
    open.vault.previous_epoch().is_some()
}

fn note_lacking(open: &mut Open, name: Name, framed: &[u8], [in_local, in_mirror]: [bool; 2]) {
    let wants_local = open.belongs_in_local(name);
    let Some(pass) = &mut open.reading else { return };
    let framed: Framed = framed.into();
    if !in_local && wants_local && pass.local_keys.is_some() {
        pass.heal_local.insert(name, Rc::clone(&framed));
    }
    if !in_mirror && pass.mirror_keys.is_some() {
        pass.heal_mirror.insert(name, framed);
    }
}

/// The latest draft of each page that says more than what was committed.
fn choose_drafts(open: &mut Open, mut drafts: Vec<(Draft, Name)>) -> Vec<Rc<Entry>> {
    drafts.sort_by_key(|(draft, _)| std::cmp::Reverse(draft.count));
    let mut chosen: Vec<Rc<Entry>> = Vec::new();
    for (draft, name) in drafts {
        let id = draft.page.id;
        // A draft of the very words last committed marks the page as unfinished; one from before them is history.
        let committed = open.best.get(&id).is_some_and(|best| best.revision > draft.page.revision);
        if committed || open.book.is_buried(id) || chosen.iter().any(|page| page.id == id) {
            if let Some(pass) =
                open.reading.as_mut().filter(|_| open.drafts.get(&id).is_none_or(|slot| slot.name != name))
            {
                pass.old_drafts.push(keys::draft(name));
            }
            continue;
        }
        open.drafts.insert(id, DraftSlot { name, count: draft.count });
        chosen.push(draft.page);
    }
    chosen.sort_by_key(|page| std::cmp::Reverse(page.edited.unwrap_or(page.created).utc_ms));
    chosen
}
