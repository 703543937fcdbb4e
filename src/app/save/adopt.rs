//! A file that becomes the journal: where nothing is kept yet, and where nothing opens what is kept any more.
//!
//! Nothing goes that lies here. What the key of the file opens stays where it is and is part of the journal again, newer
//! than the file or not. What it does not open is put aside in the mirror, sealed as it is, under a key that nothing reads,
//! and goes along in every copy. The mirror takes all of it or nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::copy::{copy_local, copy_mirror};
use super::judge::{self, Copies};
use super::report::Why;
use super::{Keeper, SaveError, draft};
use crate::store::{Batch, Fault, Guard, Local, Mirror, Pair, frame, keys};
use crate::transfer::sealed::SealedFile;
use crate::vault::{Entropy, Header, HeaderError, Name, Vault};

type Shelf = BTreeMap<String, Vec<u8>>;

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Puts what a file holds into the stores, each value as it is: the same vault, opened by the same passphrase and the
    /// same recovery words. `vault` is the file's, opened. Locked afterwards; look again.
    ///
    /// # Errors
    /// [`SaveError`]: there is a journal here that can be opened, or the stores did not take the file. Nothing of it is
    /// here then.
    pub async fn adopt(&self, file: &SealedFile, vault: &Vault, entropy: &mut dyn Entropy) -> Result<(), SaveError> {
        if !self.0.state.borrow().headers.is_empty() {
            return Err(SaveError::Elsewhere);
        }
        let in_local = self.local().and_then(copy_local);
        let in_mirror = match self.mirror() {
            Ok(mirror) => copy_mirror(mirror).await,
            Err(fault) => Err(fault),
        };
        if [&in_local, &in_mirror].into_iter().flatten().any(is_somebodys) {
            return Err(SaveError::Elsewhere);
        }
        let aside = Name::random(entropy);
        let known = listed(vault, [Ok(&file.local), Ok(&file.mirror), in_local.as_ref(), in_mirror.as_ref()]);
        let sort = |held: &Shelf, own: &Shelf, other: &Shelf| {
            // A store the file has nothing of gets what the other had: opening compares and heals the rest.
            Sorted::new(held, if own.is_empty() { other } else { own }, vault, &known, aside)
        };
        let local = in_local.as_ref().map(|held| sort(held, &file.local, &file.mirror));
        let mirror = in_mirror.as_ref().map(|held| sort(held, &file.mirror, &file.local));
        match (local, mirror) {
            (Err(local), Err(mirror)) => Err(SaveError::Stores { local: local.clone(), mirror: mirror.clone() }),
            (Ok(local), Err(fault)) => self.put_in_local_alone(&in_local, &local, fault.clone()),
            (local, Ok(mirror)) => {
                let from_local = local.as_ref().map_or(&[][..], |local| &local.aside);
                match (self.put_in_mirror(&in_mirror, &mirror, from_local).await, local) {
                    (Ok(()), local) => {
                        if let (Ok(local), Ok(store)) = (local, self.local()) {
                            // The mirror has everything: what localStorage does not take now is healed at the next opening.
                            let _ = put(store, &local);
                        }
                        Ok(())
                    }
                    (Err(Fault::Moved), _) => Err(SaveError::Elsewhere),
                    // What lies in the mirror must not be left among values of another journal.
                    (Err(fault), Ok(local)) if mirror.aside.is_empty() => {
                        self.put_in_local_alone(&in_local, &local, fault)
                    }
                    (Err(fault), _) => Err(SaveError::Stores { local: Fault::Refused, mirror: fault }),
                }
            }
        }
    }

    fn put_in_local_alone(&self, held: &Result<Shelf, Fault>, sorted: &Sorted, mirror: Fault) -> Result<(), SaveError> {
        let held = held.as_ref().map_err(Clone::clone);
        let put = held.and_then(|held| put_or_undo(self.local()?, held, sorted));
        put.map_err(|local| SaveError::Stores { local, mirror })
    }

    async fn put_in_mirror(&self, held: &Result<Shelf, Fault>, sorted: &Sorted, more: &[Aside]) -> Result<(), Fault> {
        let header = keys::HEADERS[0];
        // A journal may have been begun in another tab since this one looked.
        let starts = held.as_ref().ok().and_then(|held| held.get(header).cloned());
        let aside = sorted.aside.iter().chain(more).map(|aside| (aside.to.clone(), aside.bytes.clone()));
        let batch = Batch {
            guards: vec![Guard { key: header.to_owned(), starts }],
            puts: sorted.puts.iter().cloned().chain(aside).collect(),
            removes: sorted.gone().collect(),
        };
        let mirror = self.mirror()?;
        mirror.commit(batch).await?;
        // localStorage is about to give up what was put aside from it, so that is looked at once.
        let asked: Vec<String> = more.iter().map(|aside| aside.to.clone()).collect();
        let there = if asked.is_empty() { Vec::new() } else { mirror.get_many(&asked).await? };
        let is_there = there.iter().zip(more).all(|(there, aside)| there.as_ref() == Some(&aside.bytes));
        is_there.then_some(()).ok_or_else(|| Fault::Failed("not there".to_owned()))
    }
}

/// What a store holds, sorted by what becomes of it.
#[derive(Debug)]
struct Sorted {
    /// What the file brings, the headers last, so that what is cut off is no journal.
    puts: Vec<Pair>,
    aside: Vec<Aside>,
}

/// A value that nothing here opens.
#[derive(Debug)]
struct Aside {
    from: String,
    to: String,
    bytes: Vec<u8>,
}

impl Sorted {
    fn new(held: &Shelf, brought: &Shelf, vault: &Vault, known: &BTreeSet<Name>, name: Name) -> Self {
        let stays = |key: &String, bytes: &Vec<u8>| match brought.get(key) {
            Some(theirs) => theirs == bytes || outdoes(vault, key, bytes, theirs),
            None => is_readable(vault, key, bytes) || is_known(known, key),
        };
        let (staying, going): (Vec<_>, Vec<_>) =
            held.iter().filter(|(key, _)| !key.starts_with(keys::ASIDE)).partition(|(key, bytes)| stays(key, bytes));
        let aside = going.into_iter().map(|(key, bytes)| Aside {
            from: key.clone(),
            to: keys::aside(name, key),
            bytes: bytes.clone(),
        });
        let aside = aside.collect();
        let staying: BTreeSet<&String> = staying.into_iter().map(|(key, _)| key).collect();
        let mut puts: Vec<Pair> = brought
            .iter()
            .filter(|(key, _)| is_of_a_journal(key) && !staying.contains(key))
            .map(|(key, bytes)| (key.clone(), bytes.clone()))
            .collect();
        puts.sort_by_key(|(key, _)| keys::HEADERS.contains(&key.as_str()));
        Self { puts, aside }
    }

    /// Keys that hold nothing any more.
    fn gone(&self) -> impl Iterator<Item = String> {
        let is_put = |key: &String| self.puts.iter().any(|(put, _)| put == key);
        self.aside.iter().map(|aside| aside.from.clone()).filter(move |key| !is_put(key))
    }
}

/// Whether a key is part of a journal, and not a mark of how a browser stood.
fn is_of_a_journal(key: &str) -> bool {
    let fixed = keys::HEADERS.iter().chain(&keys::MANIFESTS);
    fixed.into_iter().any(|fixed| *fixed == key)
        || [keys::VALUE, keys::DRAFT, keys::ASIDE].iter().any(|prefix| key.starts_with(prefix))
}

/// Something that must not be touched: a header that a later version wrote, or a removal that is under way.
fn is_somebodys(held: &Shelf) -> bool {
    let newer = |key: &str| {
        let header = held.get(key).and_then(|framed| frame::unframe(framed).ok());
        header.is_some_and(|header| matches!(Header::decode(header), Ok(_) | Err(HeaderError::Newer { .. })))
    };
    held.contains_key(keys::REMOVING) || keys::HEADERS.into_iter().any(newer)
}

/// The names every readable manifest lists.
fn listed<'a>(vault: &Vault, shelves: [Result<&'a Shelf, &'a Fault>; 4]) -> BTreeSet<Name> {
    let manifests = shelves.into_iter().flatten().flat_map(|held| {
        let slots = keys::MANIFESTS.iter().enumerate();
        slots.filter_map(|(slot, key)| judge::manifest(vault, slot, held.get(*key)?).ok())
    });
    manifests.flat_map(|manifest| manifest.names().collect::<Vec<_>>()).collect()
}

/// Whether a value here is kept although the file has another under its key.
fn outdoes(vault: &Vault, key: &str, ours: &[u8], theirs: &[u8]) -> bool {
    let Some(slot) = keys::MANIFESTS.iter().position(|slot| *slot == key) else {
        return is_readable(vault, key, ours);
    };
    let generation = |framed: &[u8]| judge::manifest(vault, slot, framed).ok().map(|manifest| manifest.generation);
    generation(ours) >= generation(theirs) && generation(ours).is_some()
}

/// Whether the key of the file opens it, or may in a later version.
fn is_readable(vault: &Vault, key: &str, framed: &[u8]) -> bool {
    let may = |why: &Why| *why == Why::Newer;
    if let Some(slot) = keys::MANIFESTS.iter().position(|slot| *slot == key) {
        return judge::manifest(vault, slot, framed).map_or_else(|why| may(&why), |_| true);
    }
    if let Some(name) = key.strip_prefix(keys::DRAFT).and_then(Name::parse) {
        return draft::read(vault, name, framed).is_some();
    }
    let Some(name) = key.strip_prefix(keys::VALUE).and_then(Name::parse) else { return false };
    let copies = Copies { local: Some(framed.to_vec()), mirror: None };
    judge::judge(vault, None, name, copies).map_or_else(|why| may(&why), |_| true)
}

/// Damaged, and part of this journal: it stays where it is missed.
fn is_known(known: &BTreeSet<Name>, key: &str) -> bool {
    key.strip_prefix(keys::VALUE).and_then(Name::parse).is_some_and(|name| known.contains(&name))
}

fn put(store: &impl Local, sorted: &Sorted) -> Result<(), Fault> {
    // What is aside in the mirror makes room first.
    sorted.gone().try_for_each(|key| store.remove(&key))?;
    sorted.puts.iter().try_for_each(|(key, bytes)| store.set(key, bytes))
}

/// The same where there is no mirror: what is put aside stays here, and if anything fails all is as it was.
fn put_or_undo(store: &impl Local, held: &Shelf, sorted: &Sorted) -> Result<(), Fault> {
    let aside = || sorted.aside.iter().map(|aside| (&aside.to, &aside.bytes));
    let puts = sorted.puts.iter().map(|(key, bytes)| (key, bytes));
    let put = aside().chain(puts.clone()).try_for_each(|(key, bytes)| store.set(key, bytes));
    if put.is_err() {
        for (key, _) in puts.chain(aside()) {
            // The room that the new ones took is free again.
            let _ = match held.get(key) {
                Some(before) => store.set(key, before),
                None => store.remove(key),
            };
        }
        return put;
    }
    // What will not go has a copy aside, and is no part of the journal.
    sorted.gone().for_each(|key| drop(store.remove(&key)));
    Ok(())
}
