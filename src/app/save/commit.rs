//! Saving. The first half happens at once: seal, write to localStorage, values before the manifest that lists them. The
//! second half waits for the mirror, which takes everything it does not have yet in one strict transaction.

use std::rc::Rc;

use super::drawn::Drawn;
use super::edit::Edit;
use super::hand;
use super::judge;
use super::state::{Garbage, Hand, Open, mark};
use super::{Change, Keeper, SaveError};
use crate::domain::{EntryId, Stamp, order};
use crate::record::Manifest;
use crate::store::{Batch, Fault, Guard, Local, Mirror, keys};
use crate::vault::{Entropy, Name};

/// Loose records above which a save gathers some of them at once.
const CROWDED: usize = 384;

/// How safe a save is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Safety {
    /// On disk: it survives a crash and a power cut.
    Mirrored,
    /// In this browser, not yet safe from a crash. Why the mirror did not take it.
    LocalOnly(Fault),
}

/// What a save came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub generation: u64,
    pub safe: Safety,
    /// Why localStorage does not hold it, when it does not. It is tried again with every save.
    pub local: Option<Fault>,
}

/// A save whose second half is still to come.
#[must_use = "words are not safe before they are acknowledged"]
#[derive(Debug)]
pub struct Pending<L, M> {
    keeper: Keeper<L, M>,
    pub generation: u64,
    /// localStorage was found empty, and whether the whole journal is gone is for the mirror to say.
    doubted: bool,
    deletes: Vec<EntryId>,
    now: Stamp,
    drawn: Drawn,
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Seals the changes and writes them to localStorage. When this returns, they survive the page; what
    /// [`Pending::acknowledged`] says is what a person may be told.
    ///
    /// A page that was deleted for good is not written again.
    ///
    /// # Errors
    /// [`SaveError::Locked`], [`SaveError::Elsewhere`], [`SaveError::Cleared`]. A store that has no room is no error yet.
    pub fn begin(&self, changes: &[Change], now: Stamp, entropy: &mut dyn Entropy) -> Result<Pending<L, M>, SaveError> {
        self.begin_with(now, entropy, true, |edit, drawn, deletes| {
            for change in changes {
                match change {
                    Change::Write(page) => edit.write(page, drawn),
                    Change::Preferences(preferences) => edit.choose(preferences, drawn),
                    Change::Past(past) => edit.remember(past, drawn),
                    Change::Delete(ids) => {
                        ids.iter().for_each(|&id| edit.bury(id, now));
                        deletes.extend(ids);
                    }
                }
            }
        })
    }

    /// The same for any edit; pages to be deleted are noted by it. Unless it is to be `at_once`, localStorage follows the
    /// mirror: a value that nothing lists yet would be taken in at the next opening, were this one cut off.
    pub(super) fn begin_with(
        &self,
        now: Stamp,
        entropy: &mut dyn Entropy,
        at_once: bool,
        change: impl FnOnce(&mut Edit<'_>, &mut Drawn, &mut Vec<EntryId>),
    ) -> Result<Pending<L, M>, SaveError> {
        self.check_hand()?;
        let doubted = self.check_local()?;
        let mut drawn = Drawn::from(entropy);
        let mut deletes = Vec::new();
        let generation = self.with(|open| {
            let mut edit = Edit::of(open);
            change(&mut edit, &mut drawn, &mut deletes);
            edit.finish(&mut drawn)
        })?;
        if !doubted && at_once {
            // A fault is remembered as what localStorage is behind with, and told with the answer.
            let _ = self.write_local();
        }
        Ok(Pending { keeper: self.clone(), generation, doubted, deletes, now, drawn })
    }

    /// Looks whether localStorage still is as this keeper left it; `true` when it was emptied, and perhaps the mirror too.
    fn check_local(&self) -> Result<bool, SaveError> {
        let held = self.local().map(|local| keys::MANIFESTS.map(|key| local.get(key)));
        let cleared = self.with(|open| {
            let Ok(held) = held else { return Ok(false) };
            for (slot, held) in held.into_iter().enumerate() {
                let Ok(held) = held else { return Ok(false) };
                let now = held.as_deref().and_then(mark);
                if now == open.local_marks[slot] {
                    continue;
                }
                if held.as_deref().is_some_and(|held| is_foreign(open, slot, held) && !outrank(open, slot, held)) {
                    open.hand = Hand::Empty;
                    return Err(SaveError::Elsewhere);
                }
                open.local_marks[slot] = now;
            }
            Ok(open.localised > 0 && open.local_marks == [None, None])
        })??;
        // Both manifests gone is either one write that was dropped, or a store that was emptied.
        let emptied = cleared && self.local().is_ok_and(|local| local.keys().is_ok_and(|keys| keys.is_empty()));
        if emptied && self.mirror().is_err() {
            return Err(SaveError::Cleared);
        }
        Ok(emptied)
    }

    /// Writes what localStorage does not have yet: values first, then the manifest, and the manifest only when it
    /// has every value.
    pub(super) fn write_local(&self) -> Result<(), Fault> {
        self.check_hand().map_err(|_| Fault::Moved)?;
        let local = self.local().inspect_err(|_| {
            // There is no localStorage in this visit: nothing is kept in memory for it.
            let _ = self.with(|open| open.behind.clear());
        })?;
        let behind = self.with(|open| open.behind.clone()).unwrap_or_default();
        for (key, framed) in behind {
            let outcome = local.set(&key, &framed);
            if outcome == Err(Fault::Full) {
                // Given up now, so that a later task finds the room.
                self.free_reserve();
            }
            outcome?;
            let _ = self.with(|open| open.behind.remove(&key));
        }
        // The older slot first: where both are due, the newest is the last to be there.
        let due = self.with(|open| {
            let mut due: Vec<_> =
                open.manifests.iter().flatten().filter(|(sealed, _)| *sealed > open.localised).cloned().collect();
            order::by_key(&mut due, |(generation, _)| *generation);
            due
        });
        for (generation, framed) in due.unwrap_or_default() {
            let slot = (generation % 2) as usize;
            local.set(keys::MANIFESTS[slot], &framed)?;
            let _ = self.with(|open| {
                open.local_marks[slot] = mark(&framed);
                open.localised = generation;
                if open.book.generation == generation {
                    open.settle();
                }
            });
        }
        Ok(())
    }

    /// Brings the mirror up to date, in the order of saves.
    pub(super) async fn flush(&self) -> Result<(), SaveError> {
        self.check_hand()?;
        let _turn = self.0.turn.take().await;
        let mut moved = false;
        loop {
            let Some((batch, generation)) = self.with(mirror_batch)? else { return Ok(()) };
            let outcome = match self.mirror() {
                Ok(mirror) => mirror.commit(batch.clone()).await,
                Err(fault) => {
                    // There is no mirror in this visit: nothing is kept in memory for it.
                    self.with(|open| open.fresh.clear())?;
                    Err(fault)
                }
            };
            match outcome {
                Ok(()) => {
                    self.with(|open| acknowledge(open, &batch, generation))?;
                    self.sweep_local();
                }
                Err(Fault::Moved) if !moved => {
                    moved = true;
                    self.look_again().await?;
                }
                Err(Fault::Moved) => return Err(SaveError::Elsewhere),
                Err(mirror) => return Err(mirror_failed(mirror)),
            }
        }
    }

    /// The mirror is not as we left it: either a write of ours came to another end than we were told, or another tab
    /// has written.
    async fn look_again(&self) -> Result<(), SaveError> {
        let Ok(mirror) = self.mirror() else { return Ok(()) };
        let [first, second] = keys::MANIFESTS;
        let held = mirror.get_many(&[first, second, keys::WRITER].map(str::to_owned)).await;
        let mut held = held.map_err(mirror_failed)?;
        let writer = held.pop().flatten();
        self.with(|open| {
            if hand::look_at(open, writer.as_deref()) {
                return Err(SaveError::Elsewhere);
            }
            for (slot, held) in held.into_iter().enumerate() {
                if held.as_deref().is_some_and(|held| is_foreign(open, slot, held)) {
                    open.hand = Hand::Empty;
                    return Err(SaveError::Elsewhere);
                }
                open.mirror_marks[slot] = held.as_deref().and_then(mark);
            }
            Ok(())
        })?
    }

    /// Brings localStorage up to date, once the mirror has answered. Where there is no room, and the mirror is known to have
    /// everything, what was superseded makes room first.
    pub(super) fn catch_up(&self) -> Result<(), Fault> {
        self.sweep_local();
        let written = match self.write_local() {
            Err(Fault::Full) => {
                self.sweep(|open, garbage| open.mirrored >= garbage.since && open.mirrored == open.book.generation);
                self.write_local()
            }
            written => written,
        };
        self.sweep_local();
        written
    }

    /// Removes from localStorage what nothing needs any more: what both stores no longer list, or, where the mirror is
    /// silent, what neither manifest of localStorage lists.
    pub(super) fn sweep_local(&self) {
        self.sweep(|open, garbage| {
            open.localised > garbage.since || (open.mirrored >= garbage.since && open.localised >= garbage.since)
        });
    }

    fn sweep(&self, is_due: impl Fn(&Open, &Garbage) -> bool) {
        if self.check_hand().is_err() {
            return;
        }
        let Ok(due) = self.with(|open| {
            if !open.is_verified() {
                return Vec::new();
            }
            let is_due = |garbage: &&Garbage| garbage.in_local && is_due(open, garbage);
            open.garbage.iter().filter(is_due).map(|garbage| garbage.key.clone()).collect()
        }) else {
            return;
        };
        let done: Vec<_> = match self.local() {
            Ok(local) => due.into_iter().filter(|key| local.remove(key).is_ok()).collect(),
            Err(_) => due,
        };
        let no_mirror = self.mirror().is_err();
        let _ = self.with(|open| {
            for garbage in &mut open.garbage {
                garbage.in_local &= !done.contains(&garbage.key);
            }
            open.garbage.retain(|garbage| garbage.in_local || (garbage.in_mirror && !no_mirror));
        });
    }

    /// Puts the journal back to what at least one store holds, unless a later save is still under way.
    pub(super) fn undo(&self, generation: u64) {
        let _ = self.with(|open| {
            if open.book.generation != generation {
                return;
            }
            let failed: Vec<Name> = open.book.names().collect();
            let mut book = Manifest::clone(&open.durable);
            book.generation = generation;
            open.book = Rc::new(book);
            // Its manifest lists what is not there, and must never be written.
            open.manifests[(generation % 2) as usize] = None;
            let durable = open.durable.generation;
            open.garbage.retain(|garbage| garbage.since <= durable);
            for (id, best) in std::mem::take(&mut open.log).into_iter().rev() {
                match best {
                    Some(best) => open.best.insert(id, best),
                    None => open.best.remove(&id),
                };
            }
            let kept: Vec<Name> = open.book.names().collect();
            for name in failed.into_iter().filter(|name| !kept.contains(name)) {
                // Part of it may have been written before the rest failed.
                open.discard_value(name, generation);
            }
        });
    }
}

impl<L: Local, M: Mirror> Pending<L, M> {
    /// Waits until the mirror has everything up to this save.
    ///
    /// # Errors
    /// [`SaveError`]: neither store has it, and what the keeper holds is as it was before.
    pub async fn acknowledged(mut self) -> Result<Saved, SaveError> {
        let keeper = self.keeper.clone();
        if self.doubted && !keeper.refill_local().await {
            keeper.undo(self.generation);
            return Err(SaveError::Cleared);
        }
        let flushed = keeper.flush().await;
        // A later task than the one that gave up the reserve.
        let local = keeper.catch_up().err();
        let localised = keeper.with(|open| open.localised >= self.generation)?;
        let local = local.or_else(|| (!localised).then(|| Fault::Failed("behind".to_owned())));
        let safe = match flushed {
            Ok(()) => Safety::Mirrored,
            Err(SaveError::Stores { mirror, .. }) if localised => Safety::LocalOnly(mirror),
            Err(SaveError::Stores { mirror, .. }) => {
                keeper.undo(self.generation);
                let local = local.unwrap_or(Fault::Failed("behind".to_owned()));
                return Err(SaveError::Stores { local, mirror });
            }
            Err(error) => {
                keeper.undo(self.generation);
                return Err(error);
            }
        };
        if !self.deletes.is_empty() {
            keeper.finish_deleting(&self.deletes, self.now, &mut self.drawn).await?;
        }
        if keeper.with(|open| open.book.loose.len())? >= CROWDED {
            // Room in the manifest; a failure leaves everything as it is, for the next time.
            let _ = keeper.gather_any(&mut self.drawn).await;
        }
        Ok(Saved { generation: self.generation, safe, local })
    }
}

/// A flush knows of the mirror only; whether localStorage has the words is for its caller to say.
fn mirror_failed(mirror: Fault) -> SaveError {
    SaveError::Stores { local: Fault::Failed("behind".to_owned()), mirror }
}

/// Whether a stored manifest was written by somebody this keeper knows nothing of.
fn is_foreign(open: &Open, slot: usize, held: &[u8]) -> bool {
    match judge::manifest(&open.vault, slot, held) {
        Ok(manifest) => !open.book.has_seen(manifest.origin()),
        // Sealed under a new key: another tab has set a passphrase.
        Err(why) => matches!(why, super::Why::OtherKey | super::Why::Newer),
    }
}

/// Whether a manifest of somebody else in localStorage is merely a late one: this keeper has its mark in the mirror, so
/// whoever wrote it was overtaken. What comes next is counted from beyond it.
fn outrank(open: &mut Open, slot: usize, held: &[u8]) -> bool {
    let Ok(late) = judge::manifest(&open.vault, slot, held) else { return false };
    if matches!(open.hand, Hand::Marked { .. }) {
        let book = Rc::make_mut(&mut open.book);
        book.generation = book.generation.max(late.generation);
    }
    matches!(open.hand, Hand::Marked { .. })
}

/// Everything the mirror lacks, and the generation it will then be at; `None` when it lacks nothing.
fn mirror_batch(open: &mut Open) -> Option<(Batch, u64)> {
    let generation = open.book.generation;
    let mut puts: Vec<_> = open.fresh.iter().map(|(key, framed)| (key.clone(), framed.to_vec())).collect();
    for (slot, sealed) in open.manifests.iter().enumerate() {
        if let Some((_, framed)) =
            sealed.as_ref().filter(|(sealed, _)| *sealed > open.mirrored && *sealed <= generation)
        {
            puts.push((keys::MANIFESTS[slot].to_owned(), framed.to_vec()));
        }
    }
    let due = open
        .garbage
        .iter()
        .filter(|garbage| garbage.in_mirror && open.reading.is_none() && garbage.since <= generation);
    let removes: Vec<_> = due.map(|garbage| garbage.key.clone()).collect();
    let guards =
        (0..2).map(|slot| Guard { key: keys::MANIFESTS[slot].to_owned(), starts: open.mirror_marks[slot].clone() });
    let guards = guards.chain(hand::guard(open)).collect();
    let batch = Batch { guards, puts, removes };
    if !batch.is_empty() && open.hand == (Hand::Marked { there: false }) {
        let mark = (keys::WRITER.to_owned(), open.book.writer.to_vec());
        return Some((Batch { puts: batch.puts.into_iter().chain([mark]).collect(), ..batch }, generation));
    }
    (!batch.is_empty()).then_some((batch, generation))
}

fn acknowledge(open: &mut Open, batch: &Batch, generation: u64) {
    for (key, value) in &batch.puts {
        if open.fresh.get(key).is_some_and(|framed| **framed == **value) {
            open.fresh.remove(key);
        }
        if key == keys::WRITER {
            open.hand = Hand::Marked { there: true };
        }
        if let Some(slot) = keys::MANIFESTS.iter().position(|manifest| manifest == key) {
            open.mirror_marks[slot] = mark(value);
        }
    }
    for garbage in &mut open.garbage {
        garbage.in_mirror &= !batch.removes.contains(&garbage.key);
    }
    open.garbage.retain(|garbage| garbage.in_local || garbage.in_mirror);
    if generation > open.mirrored {
        open.mirrored = generation;
        if open.book.generation == generation {
            open.settle();
        }
    }
}
