//! The beginning of an opening: which manifest leads, and what there is to read.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Keeper;
use super::judge;
use super::open::OpenFailed;
use super::report::Place;
use super::state::{Open, Reading, mark};
use crate::domain::order;
use crate::record::Manifest;
use crate::record::value::Origin;
use crate::store::{Fault, Local, Mirror, keys};
use crate::vault::Name;

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// Finds the newest manifest of both stores, and what each store holds.
    pub(super) async fn read_manifests(&self) -> Result<(), OpenFailed> {
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
}

/// What one store gave before anything was judged.
struct Shelf {
    manifests: [Option<Vec<u8>>; 2],
    keys: BTreeSet<String>,
}

fn read_local(local: &impl Local) -> Result<Shelf, Fault> {
    let [first, second] = keys::MANIFESTS.map(|key| local.get(key));
    Ok(Shelf { manifests: [first?, second?], keys: order::gathered(local.keys()?) })
}

async fn read_mirror(mirror: &impl Mirror) -> Result<Shelf, Fault> {
    let mut held = mirror.get_many(&keys::MANIFESTS.map(str::to_owned)).await?.into_iter();
    let manifests = [held.next().flatten(), held.next().flatten()];
    Ok(Shelf { manifests, keys: order::gathered(mirror.keys().await?) })
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
    order::by_key(&mut every, |manifest| std::cmp::Reverse(manifest.generation));
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
    let listed: BTreeSet<Name> = order::gathered(book.names());
    let local_keys = local.as_ref().map(|shelf| shelf.keys.clone());
    let mirror_keys = mirror.as_ref().map(|shelf| shelf.keys.clone());
    let stored = local_keys.iter().chain(&mirror_keys).flatten();
    let names = stored.filter_map(|key| Name::parse(key.strip_prefix(keys::VALUE)?));
    let strays: BTreeSet<Name> = order::gathered(names.filter(|name| !listed.contains(name)));
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
    open.reading = Some(Reading {
        queue: listed.into_iter().collect::<std::collections::VecDeque<_>>(),
        strays: strays.into_iter().collect(),
        manifests_differ: lacks(&local, &in_local) || lacks(&mirror, &in_mirror),
        local_keys,
        mirror_keys,
        head,
        ..Reading::default()
    });
}
