//! Deleting for good: after the tombstones are safe, every value, segment, draft and manifest of both stores that held the
//! pages is replaced or removed, and looked for again before it is called done.

use std::collections::BTreeSet;

use super::drawn::Drawn;
use super::edit::{Edit, span};
use super::judge::Contents;
use super::state::Open;
use super::{Keeper, SaveError};
use crate::domain::{EntryId, Stamp, order};
use crate::record::segment::Part;
use crate::store::{Fault, Local, Mirror, keys};
use crate::vault::Name;

/// Times a removal is tried before it is called unfinished.
const TRIES: usize = 3;

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// What follows once the tombstones are written.
    pub(super) async fn finish_deleting(
        &self,
        ids: &[EntryId],
        now: Stamp,
        drawn: &mut Drawn,
    ) -> Result<(), SaveError> {
        self.read_all(now, drawn).await?;
        while let Some(name) = self.with(|open| segment_holding(open, ids))? {
            self.rewrite_segment(name, drawn).await?;
        }
        // The manifest before the tombstones still lists the pages; this one takes its slot.
        self.with(|open| Edit::of(open).finish(drawn))?;
        self.settle().await?;
        let drafts = self.drafts_of(ids).await?;
        self.remove_everywhere(&drafts).await.map_err(SaveError::Unfinished)?;
        self.see_it_gone(&drafts, drawn).await
    }

    /// Both stores brought up to date. Fails where one that is there does not follow.
    pub(super) async fn settle(&self) -> Result<(), SaveError> {
        let mut last = Ok(());
        for _ in 0..TRIES {
            let _ = self.write_local();
            let mirror = if self.expects_mirror() { self.flush().await } else { Ok(()) };
            let local = if self.0.local.is_ok() { self.catch_up() } else { Ok(()) };
            last = match (local, mirror) {
                (Ok(()), Ok(())) => return Ok(()),
                (_, Err(SaveError::Elsewhere)) => return Err(SaveError::Elsewhere),
                (Err(fault), _) | (Ok(()), Err(SaveError::Stores { mirror: fault, .. })) => {
                    Err(SaveError::Unfinished(fault))
                }
                (Ok(()), Err(error)) => return Err(error),
            };
        }
        last
    }

    /// Whether the mirror is a part of this journal. One that has stopped answering still is.
    fn expects_mirror(&self) -> bool {
        self.0.mirror.is_ok() && !self.0.state.borrow().other_journal
    }

    /// The same segment without the pages that were deleted, and without revisions that count no more.
    pub(super) async fn rewrite_segment(&self, name: Name, drawn: &mut Drawn) -> Result<(), SaveError> {
        let unreadable = || SaveError::Unfinished(Fault::Failed("unreadable segment".to_owned()));
        let parts = self.parts_of(name).await.ok_or_else(unreadable)?;
        self.with(|open| {
            let in_local = open.belongs_in_local(name);
            let mut edit = Edit::of(open);
            let kept = edit.worth_keeping(name, parts);
            edit.dissolve(name);
            if let Some(months) = span(kept.iter().map(|(_, day)| *day)) {
                let parts: Vec<Part> = kept.into_iter().map(|(part, _)| part).collect();
                edit.gather(&parts, months, in_local, drawn);
            }
            edit.finish(drawn)
        })?;
        self.settle().await
    }

    /// Every record of a listed segment, if it can be read.
    pub(super) async fn parts_of(&self, name: Name) -> Option<Vec<Part>> {
        match self.read_values(&[name]).await.pop() {
            Some((_, Ok((_, _, Contents::Segment(parts))))) => Some(parts),
            _ => None,
        }
    }

    async fn drafts_of(&self, ids: &[EntryId]) -> Result<Vec<String>, SaveError> {
        let stored = self.stored_drafts().await.map_err(SaveError::Unfinished)?;
        self.with(|open| super::draft::of_pages(open, ids, &stored))
    }

    /// Every draft of both stores, as it is stored.
    pub(super) async fn stored_drafts(&self) -> Result<Vec<(String, Vec<u8>)>, Fault> {
        let is_draft = |key: &String| key.starts_with(keys::DRAFT);
        let mut stored = Vec::new();
        if let Ok(local) = self.local() {
            for key in local.keys()?.into_iter().filter(is_draft) {
                stored.extend(local.get(&key)?.map(|framed| (key, framed)));
            }
        }
        if let Ok(mirror) = self.mirror() {
            let keys: Vec<String> = mirror.keys().await?.into_iter().filter(is_draft).collect();
            let held = mirror.get_many(&keys).await?;
            stored.extend(keys.into_iter().zip(held).filter_map(|(key, framed)| Some((key, framed?))));
        }
        Ok(stored)
    }

    /// Looks into both stores for what should be gone, and removes what still lies there.
    pub(super) async fn see_it_gone(&self, also: &[String], drawn: &mut Drawn) -> Result<(), SaveError> {
        let mut last = Fault::Failed("still there".to_owned());
        for _ in 0..TRIES {
            match self.remains(also).await {
                Ok(remains) if remains.is_empty() => {
                    self.with(|open| open.given_up.clear())?;
                    return self.manifests_are_ours(drawn).await;
                }
                Ok(remains) => {
                    if let Err(fault) = self.remove_everywhere(&remains).await {
                        last = fault;
                    }
                }
                Err(fault) => last = fault,
            }
        }
        Err(SaveError::Unfinished(last))
    }

    /// Keys of either store that were given up and are still there.
    async fn remains(&self, also: &[String]) -> Result<Vec<String>, Fault> {
        let doomed = self
            .with(|open| order::gathered::<_, BTreeSet<_>>(open.given_up.iter().chain(also).cloned()))
            .unwrap_or_default();
        let mut stored = BTreeSet::new();
        if self.0.local.is_ok() {
            stored.extend(self.local()?.keys()?);
        }
        if self.expects_mirror() {
            stored.extend(self.mirror()?.keys().await?);
        }
        Ok(stored.intersection(&doomed).cloned().collect())
    }

    /// Both manifests of both stores are ones written after the deletion.
    async fn manifests_are_ours(&self, drawn: &mut Drawn) -> Result<(), SaveError> {
        let mut last = Fault::Failed("manifest".to_owned());
        for _ in 0..TRIES {
            match self.old_manifests().await {
                Ok(false) => return Ok(()),
                Ok(true) => {
                    // Some write was lost. Two more commits fill both slots again.
                    for _ in 0..2 {
                        self.with(|open| Edit::of(open).finish(drawn))?;
                        self.settle().await?;
                    }
                }
                Err(fault) => last = fault,
            }
        }
        Err(SaveError::Unfinished(last))
    }

    async fn old_manifests(&self) -> Result<bool, Fault> {
        let slots = keys::MANIFESTS.map(str::to_owned);
        let expected = self
            .with(|open| open.manifests.clone().map(|sealed| sealed.map(|(_, framed)| framed.to_vec())))
            .unwrap_or_default();
        let mut old = false;
        if self.0.local.is_ok() {
            let local = self.local()?;
            for (slot, key) in slots.iter().enumerate() {
                old |= local.get(key)? != expected[slot];
            }
        }
        if self.expects_mirror() {
            let held = self.mirror()?.get_many(&slots).await?;
            old |= held != expected;
        }
        Ok(old)
    }
}

/// Whether a segment still holds a page that was deleted: the deletion was cut off.
pub(super) fn cut_off(open: &mut Open) -> Option<Name> {
    let buried: Vec<EntryId> = open.book.tombstones.iter().map(|tombstone| tombstone.id).collect();
    segment_holding(open, &buried)
}

/// A listed segment that holds one of the pages.
fn segment_holding(open: &mut Open, ids: &[EntryId]) -> Option<Name> {
    let mut listed = open.book.segments.iter().map(|segment| segment.name);
    listed.find(|name| open.contents.get(name).is_some_and(|parts| parts.iter().any(|(id, _)| ids.contains(id))))
}
