//! Who may write. One keeper at a time has its mark in the mirror, and every commit of it is made only where that mark
//! still lies: a keeper that was overtaken, however late it learns of it, changes nothing any more.

use super::state::{Hand, Open};
use super::{Keeper, SaveError};
use crate::store::{Batch, Fault, Guard, Local, Mirror, keys};

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// From now on this keeper only reads: nothing it does changes either store.
    pub fn only_read(&self) {
        let _ = self.with(|open| open.hand = Hand::Empty);
    }

    /// Whether this keeper may write.
    pub fn may_write(&self) -> bool {
        self.check_hand().is_ok()
    }

    /// Puts the mark of this keeper into the mirror: whoever had it there writes no more. What is read afterwards is all
    /// that was ever acknowledged.
    ///
    /// # Errors
    /// What the mirror said. The keeper may write all the same, guarded by the manifests alone.
    pub async fn take_up(&self) -> Result<(), Fault> {
        let mark = self.with(|open| {
            open.hand = Hand::Free;
            open.book.writer.to_vec()
        });
        let Ok(mark) = mark else { return Ok(()) };
        let puts = vec![(keys::WRITER.to_owned(), mark)];
        self.mirror()?.commit(Batch { puts, ..Batch::default() }).await?;
        let _ = self.with(|open| open.hand = Hand::Marked { there: true });
        Ok(())
    }

    /// # Errors
    /// [`SaveError::Elsewhere`].
    pub(super) fn check_hand(&self) -> Result<(), SaveError> {
        match self.with(|open| open.hand.clone()) {
            Ok(Hand::Empty) => Err(SaveError::Elsewhere),
            // Without an open journal there is the header to write, and what a sealed draft holds.
            _ => Ok(()),
        }
    }

    /// What must hold for anything to be written into the mirror.
    pub(super) fn guards(&self) -> Vec<Guard> {
        self.with(|open| guard(open)).ok().flatten().into_iter().collect()
    }

    /// Whether another mark than ours lies in the mirror. Then this keeper writes no more.
    pub(super) async fn was_overtaken(&self) -> bool {
        let Ok(mirror) = self.mirror() else { return false };
        let Ok(held) = mirror.get(keys::WRITER).await else { return false };
        self.with(|open| look_at(open, held.as_deref())).unwrap_or(false)
    }
}

/// What a stored mark says of this keeper: whether it was overtaken.
pub(super) fn look_at(open: &mut Open, held: Option<&[u8]>) -> bool {
    if !matches!(open.hand, Hand::Marked { .. }) {
        return open.hand == Hand::Empty;
    }
    match held {
        Some(held) if held != open.book.writer => open.hand = Hand::Empty,
        held => open.hand = Hand::Marked { there: held.is_some() },
    }
    open.hand == Hand::Empty
}

/// The mark that must lie in the mirror.
pub(super) fn guard(open: &Open) -> Option<Guard> {
    let there = Guard { key: keys::WRITER.to_owned(), starts: Some(open.book.writer.to_vec()) };
    let missing = Guard { key: keys::WRITER.to_owned(), starts: None };
    match open.hand {
        Hand::Marked { there: true } => Some(there),
        Hand::Marked { there: false } => Some(missing),
        Hand::Free | Hand::Empty => None,
    }
}
