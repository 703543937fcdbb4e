//! The end of the verify pass: both stores made whole, strays judged, and only then what is superseded removed.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::drawn::Drawn;
use super::edit::Edit;
use super::judge::{self, Contents, Copies};
use super::report::{Damaged, Report, Why};
use super::state::{Best, Framed, Open};
use super::stray::{self, Verdict};
use super::{Keeper, SaveError, Singles};
use crate::domain::{Entry, EntryId, Stamp, order};
use crate::record::{Manifest, Reading};
use crate::store::{Local, Mirror, frame, keys};
use crate::vault::{Entropy, Name, Vault};

/// Strays read at a time.
const STRAYS: usize = 16;

impl<L: Local, M: Mirror> Keeper<L, M> {
    pub(super) async fn end_pass(
        &self,
        now: Stamp,
        pages: &mut Vec<Rc<Entry>>,
        drawn: &mut Drawn,
    ) -> Result<Report, SaveError> {
        if !self.may_write() {
            // What is amiss is left to the keeper that writes; here it is only named.
            return self.with(|open| {
                // What is missing may have been moved meanwhile, as the next look will tell.
                open.failed.retain(|_, why| *why != Why::Missing);
                end(open, 0, false);
                open.report.clone()
            });
        }
        let strays = self.read_strays().await?;
        let mut verdict = self.with(|open| {
            let head = open.reading.as_ref().and_then(|pass| pass.head.clone());
            stray::judge(open, head.as_deref(), strays)
        })?;
        for known in std::mem::take(&mut verdict.copy_listed) {
            verdict.copies.extend(self.page_in(known).await);
        }
        self.leave_out_equal_copies(&mut verdict).await;
        pages.append(&mut verdict.pages.clone());
        let healed_headers = self.heal_headers().await;
        let changed = self.with(|open| take_up(open, verdict, now, pages, drawn))?;
        let written = if changed { self.write_everywhere().await } else { Ok(()) };
        self.with(|open| end(open, healed_headers, written.is_err()))?;
        while let Some(name) = self.with(super::delete::cut_off)? {
            if self.rewrite_segment(name, drawn).await.is_err() {
                // A store does not take it now; the tombstone remembers.
                self.with(|open| open.report.unfinished = true)?;
                break;
            }
        }
        // What is superseded goes now; what cannot be removed now is removed some other time.
        let _ = self.flush().await;
        self.sweep_local();
        self.restore_reserve();
        self.with(|open| open.report.clone())
    }

    async fn read_strays(&self) -> Result<Vec<(Name, judge::Judged, Option<u8>)>, SaveError> {
        let names = self.with(|open| open.reading.as_ref().map(|pass| pass.strays.clone()).unwrap_or_default())?;
        let mut strays = Vec::with_capacity(names.len());
        for names in names.chunks(STRAYS) {
            let in_mirror = self.mirror_values(names).await;
            for (&name, mirror) in names.iter().zip(in_mirror) {
                let local = self.local().ok().and_then(|local| local.get(&keys::value(name)).ok().flatten());
                let any = local.as_deref().or(mirror.as_deref());
                let epoch = any.and_then(|framed| Vault::epoch_of(frame::unframe(framed).ok()?));
                let lacks = [local.is_none(), mirror.is_none()];
                let judged = self.with(|open| judge::judge(&open.vault, None, name, Copies { local, mirror }))?;
                if let Ok((framed, ..)) = &judged {
                    self.with(|open| note_stray(open, name, framed, lacks))?;
                }
                strays.push((name, judged, epoch));
            }
        }
        Ok(strays)
    }

    /// The page of a readable value.
    pub(super) async fn page_in(&self, best: Best) -> Option<Rc<Entry>> {
        self.pages_in(best.name).await.into_iter().find(|page| page.revision == best.revision)
    }

    pub(super) async fn pages_in(&self, name: Name) -> Vec<Rc<Entry>> {
        let judged = self.read_values(&[name]).await.pop();
        match judged {
            Some((_, Ok((_, _, Contents::Record(Reading::Page(page)))))) => vec![page],
            Some((_, Ok((_, _, Contents::Segment(parts))))) => {
                let pages = parts.iter().filter_map(|part| match part.reading()? {
                    Reading::Page(page) => Some(page),
                    _ => None,
                });
                pages.collect()
            }
            _ => Vec::new(),
        }
    }

    /// Two sides of a conflict that say the same are no conflict.
    async fn leave_out_equal_copies(&self, verdict: &mut Verdict) {
        let mut copies: Vec<Rc<Entry>> = Vec::new();
        for copy in std::mem::take(&mut verdict.copies) {
            let adopted = verdict.pages.iter().find(|page| page.id == copy.id).cloned();
            let standing = match adopted {
                Some(page) => Some(page),
                None => match self.with(|open| open.best.get(&copy.id).copied()) {
                    Ok(Some(best)) => self.pages_in(best.name).await.into_iter().find(|page| page.id == copy.id),
                    _ => None,
                },
            };
            let says_the_same = |other: &Rc<Entry>| other.body == copy.body && other.unread == copy.unread;
            if !standing.iter().chain(&copies).any(|other| other.id == copy.id && says_the_same(other)) {
                copies.push(copy);
            }
        }
        verdict.copies = copies;
    }

    /// Puts everything into an emptied localStorage again, as far as the mirror has it. `false` when the mirror has lost
    /// the journal too.
    pub(super) async fn refill_local(&self) -> bool {
        let (Ok(mirror), Some(header)) = (self.mirror(), self.header()) else { return false };
        // A mirror that does not answer has not been emptied either.
        let Ok(held) = mirror.get(keys::HEADERS[0]).await else { return true };
        if held.is_none() {
            return false;
        }
        let lacking = self.with(|open| {
            let listed = open.book.names().filter(|name| open.belongs_in_local(*name));
            listed.filter(|name| !open.behind.contains_key(&keys::value(name))).collect::<Vec<_>>()
        });
        for names in lacking.unwrap_or_default().chunks(STRAYS) {
            let held = self.mirror_values(names).await;
            let _ = self.with(|open| {
                let held = names.iter().zip(held).filter_map(|(name, held)| Some((keys::value(name), held?.into())));
                open.behind.extend(held.collect::<Vec<(String, Framed)>>());
            });
        }
        let framed: Framed = frame::frame(&header.encode()).into();
        let _ = self.with(|open| {
            open.behind.extend(keys::HEADERS.map(|key| (key.to_owned(), Rc::clone(&framed))));
            open.localised = 0;
            open.report.healed += 1;
        });
        true
    }

    async fn write_everywhere(&self) -> Result<(), SaveError> {
        let _ = self.write_local();
        let mirror = self.flush().await;
        match (self.catch_up(), mirror) {
            (Ok(()), _) | (_, Ok(())) => Ok(()),
            (Err(_), Err(error)) => Err(error),
        }
    }
}

/// A stray that is taken in belongs in both stores.
fn note_stray(open: &mut Open, name: Name, framed: &[u8], [no_local, no_mirror]: [bool; 2]) {
    let Some(pass) = &mut open.reading else { return };
    let framed: Framed = framed.into();
    if no_local && pass.local_keys.is_some() {
        pass.heal_local.insert(name, Rc::clone(&framed));
    }
    if no_mirror && pass.mirror_keys.is_some() {
        pass.heal_mirror.insert(name, framed);
    }
}

/// Puts the verdict into the book and queues what the stores lack; whether there is anything to write.
fn take_up(open: &mut Open, verdict: Verdict, now: Stamp, pages: &mut Vec<Rc<Entry>>, drawn: &mut Drawn) -> bool {
    let Some(pass) = &mut open.reading else { return false };
    let differ = pass.manifests_differ;
    let (heal_local, heal_mirror) = (std::mem::take(&mut pass.heal_local), std::mem::take(&mut pass.heal_mirror));
    let old_drafts = std::mem::take(&mut pass.old_drafts);
    let singles = usize::from(verdict.preferences.is_some()) + usize::from(verdict.past.is_some());
    let adopted = verdict.adopt_loose.len() + verdict.adopt_segments.len() + singles;

    let superseded = superseded(open);
    let highest = verdict.seen.iter().map(|origin| origin.generation).max().unwrap_or(0);
    let mut edit = Edit::of(open);
    // Never a generation that some manifest, lost since, may have had already.
    edit.book.generation = edit.book.generation.max(highest + 1);
    verdict.seen.iter().for_each(|&origin| edit.book.note(origin));
    edit.book.loose.extend(verdict.adopt_loose.iter().map(|(loose, _)| *loose));
    edit.book.segments.extend(verdict.adopt_segments.iter().map(|(segment, _)| *segment));
    let mut found = Singles::default();
    let mut replaced = Vec::new();
    if let Some((item, chosen)) = verdict.preferences {
        replaced.extend(edit.book.preferences.replace(item));
        found.preferences = Some(chosen);
    }
    if let Some((item, past)) = verdict.past {
        replaced.extend(edit.book.past.replace(item));
        found.past = Some(past);
    }
    replaced.into_iter().for_each(|old| edit.discard(old.name));
    edit.retire(|loose| superseded.contains(&loose.item.name));
    let mut recovered = Vec::new();
    for page in verdict.copies {
        let mut random = [0; 10];
        drawn.fill(&mut random);
        let id = EntryId::new(now.utc_ms.max(0).unsigned_abs(), random);
        let copy = Rc::new(Entry { id, revision: 1, ..Entry::clone(&page) });
        edit.write(&copy, drawn);
        recovered.push(id);
        pages.push(copy);
    }
    let book = &edit.book;
    let listed: Vec<Name> = book.names().collect();
    let worth = |name: &Name| listed.contains(name);
    let heal_local: BTreeMap<Name, Rc<[u8]>> = order::gathered(heal_local.into_iter().filter(|(name, _)| worth(name)));
    let heal_mirror: BTreeMap<Name, Rc<[u8]>> =
        order::gathered(heal_mirror.into_iter().filter(|(name, _)| worth(name)));
    let changed = adopted > 0 || !recovered.is_empty() || !superseded.is_empty() || differ;
    let healed = (heal_local.len() + heal_mirror.len()) as u32;
    if changed {
        edit.finish(drawn);
        if differ {
            // The other slot is behind or damaged too.
            Edit::of(open).finish(drawn);
        }
    }
    open.behind.extend(heal_local.into_iter().map(|(name, framed)| (keys::value(name), framed)));
    open.fresh.extend(heal_mirror.into_iter().map(|(name, framed)| (keys::value(name), framed)));
    let since = open.book.generation;
    verdict.leftovers.into_iter().for_each(|name| open.discard_value(name, since));
    old_drafts.into_iter().for_each(|key| open.discard(key, since));

    open.found_singles = found;
    open.report.healed += healed + u32::from(differ);
    open.report.adopted = adopted as u32;
    open.report.recovered_copies = recovered;
    open.report.damaged = verdict.damaged;
    changed || healed > 0
}

/// Listed values that cannot be read or count no more, because a higher revision of the same page can be read.
fn superseded(open: &Open) -> Vec<Name> {
    let outdone = |id: &EntryId, revision: u32, name: Name| {
        open.best.get(id).is_some_and(|best| best.revision > revision && best.name != name)
    };
    let loose = open.book.loose.iter().filter(|loose| outdone(&loose.id, loose.item.revision, loose.item.name));
    loose.map(|loose| loose.item.name).collect()
}

fn end(open: &mut Open, healed_headers: u32, unfinished: bool) {
    open.reading = None;
    let mut damaged = std::mem::take(&mut open.report.damaged);
    let book: Rc<Manifest> = Rc::clone(&open.book);
    let listed = |name: Name, why: Why| {
        if let Some(loose) = book.loose.iter().find(|loose| loose.item.name == name) {
            return Some(Damaged { id: Some(loose.id), name, pages: 1, why });
        }
        let segment = book.segments.iter().find(|segment| segment.name == name);
        let pages =
            segment.map(|segment| segment.records).or(book.singles().find(|item| item.name == name).map(|_| 0))?;
        Some(Damaged { id: None, name, pages, why })
    };
    damaged.extend(open.failed.iter().filter_map(|(&name, &why)| listed(name, why)));
    open.report.damaged = damaged;
    open.report.healed += healed_headers;
    open.report.generation = open.book.generation;
    open.report.unfinished = unfinished;
}
