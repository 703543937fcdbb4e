//! Reading a journal: first what the first screen needs, then the rest in slices.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::drawn::Drawn;
use super::judge::{self, Contents, Copies, Judged};
use super::report::{Report, Why};
use super::state::{Best, DraftSlot, Framed, Open};
use super::{Keeper, SaveError, Singles};
use crate::domain::{Entry, Month, Past, Preferences, Stamp, order};
use crate::record::value::Origin;
use crate::record::{Draft, Reading};
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
    pub past: Past,
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
    /// Later ones than the first, found in values no manifest listed.
    pub singles: Singles,
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
    /// Reads manifests, loose records, the segments of the newest month, what there is one of, and drafts.
    ///
    /// # Errors
    /// [`OpenFailed`].
    pub async fn read_first(&self) -> Result<First, OpenFailed> {
        self.read_manifests().await?;
        let locked = |_: SaveError| OpenFailed::Locked;
        let (loose, singles) = self
            .with(|open| {
                let loose: Vec<Name> = open.book.loose.iter().map(|loose| loose.item.name).collect();
                (loose, open.book.singles().map(|item| item.name).collect::<Vec<_>>())
            })
            .map_err(locked)?;
        let mut first = First::default();
        let wanted: Vec<Name> = loose.into_iter().chain(singles).collect();
        let mut found = self.read_values(&wanted).await;
        let newest = self.with(|open| newest_month(open, &found)).map_err(locked)?;
        let segments = self
            .with(|open| {
                let newest = open.book.segments.iter().filter(|segment| Some(segment.to) == newest);
                newest.map(|segment| segment.name).collect::<Vec<_>>()
            })
            .map_err(locked)?;
        found.extend(self.read_values(&segments).await);
        let mut singles = Singles::default();
        for value in found {
            self.take_in(value, &mut first.pages, Some(&mut singles)).map_err(locked)?;
        }
        first.preferences = singles.preferences.unwrap_or_default();
        first.past = singles.past.unwrap_or_default();
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
        let _turn = self.0.reading.take().await;
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
        more.singles = self.with(|open| std::mem::take(&mut open.found_singles)).map_err(locked)?;
        self.with(|open| latest_only(open, &mut more.pages)).map_err(locked)?;
        Ok(more)
    }

    /// The verify pass to its end, for work that needs to know everything there is.
    pub(super) async fn read_all(&self, now: Stamp, drawn: &mut Drawn) -> Result<(), SaveError> {
        let _turn = self.0.reading.take().await;
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
        singles: Option<&mut Singles>,
    ) -> Result<(), SaveError> {
        self.with(|open| {
            match judged {
                Ok((_, origin, Contents::Record(Reading::Page(page)))) => {
                    open.months.insert(name, page.day.month());
                    note_page(open, page, name, origin, pages);
                }
                Ok((_, _, Contents::Record(Reading::Preferences(chosen, _)))) => {
                    if let Some(singles) = singles {
                        singles.preferences = Some(chosen);
                    }
                }
                Ok((_, _, Contents::Record(Reading::Past(past, _)))) => {
                    if let Some(singles) = singles {
                        singles.past = Some(past);
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
            order::gathered(keys.filter(is_draft).cloned())
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
    let segments: BTreeSet<Name> = order::gathered(open.book.segments.iter().map(|segment| segment.name));
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
    order::by_key(&mut drafts, |(draft, _)| std::cmp::Reverse(draft.count));
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
    order::by_key(&mut chosen, |page| std::cmp::Reverse(page.edited.unwrap_or(page.created).utc_ms));
    chosen
}
