//! Both stores in memory: for tests, for reading an exported copy, and for a visit in which the browser keeps nothing.
//!
//! Clones share what they hold, as two tabs share a browser's stores. [`Faulty`] makes either of them fail on purpose.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::{Batch, Fault, Local, Mirror, Room, keys, pack};

/// Keys and bytes, shared by clones.
pub type Shelf = Rc<RefCell<BTreeMap<String, Vec<u8>>>>;

/// A localStorage that forgets everything at the end.
#[derive(Clone, Debug)]
pub struct MemoryLocal {
    pub shelf: Shelf,
    budget: u32,
}

/// An IndexedDB that forgets everything at the end.
#[derive(Clone, Debug, Default)]
pub struct MemoryMirror {
    pub shelf: Shelf,
}

impl Default for MemoryLocal {
    fn default() -> Self {
        Self::with_budget(5_242_880)
    }
}

impl MemoryLocal {
    /// A store with room for this many code units.
    pub fn with_budget(budget: u32) -> Self {
        Self { shelf: Shelf::default(), budget }
    }
}

/// Code units a value takes in a browser: its key, two quotes and the packed bytes.
pub fn cost(key: &str, bytes: usize) -> usize {
    key.len() + 2 + pack::units(bytes)
}

impl Local for MemoryLocal {
    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.shelf.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &[u8]) -> Result<(), Fault> {
        let mut shelf = self.shelf.borrow_mut();
        let others: usize =
            shelf.iter().filter(|(other, _)| *other != key).map(|(key, held)| cost(key, held.len())).sum();
        if others + cost(key, value.len()) > self.budget as usize {
            return Err(Fault::Full);
        }
        shelf.insert(key.to_owned(), value.to_vec());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        self.shelf.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        Ok(ours(&self.shelf))
    }

    fn room(&self) -> Result<Room, Fault> {
        let used: usize = self.shelf.borrow().iter().map(|(key, value)| cost(key, value.len())).sum();
        Ok(Room { used: u32::try_from(used).unwrap_or(u32::MAX), budget: self.budget })
    }
}

impl Mirror for MemoryMirror {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        Later::default().await;
        Ok(self.shelf.borrow().get(key).cloned())
    }

    async fn keys(&self) -> Result<Vec<String>, Fault> {
        Later::default().await;
        Ok(ours(&self.shelf))
    }

    async fn get_many(&self, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, Fault> {
        Later::default().await;
        let shelf = self.shelf.borrow();
        Ok(keys.iter().map(|key| shelf.get(key).cloned()).collect())
    }

    async fn commit(&self, batch: Batch) -> Result<(), Fault> {
        Later::default().await;
        let mut shelf = self.shelf.borrow_mut();
        if !batch.guards.iter().all(|guard| guard.holds(shelf.get(&guard.key).map(Vec::as_slice))) {
            return Err(Fault::Moved);
        }
        shelf.extend(batch.puts);
        for key in batch.removes {
            shelf.remove(&key);
        }
        Ok(())
    }
}

fn ours(shelf: &Shelf) -> Vec<String> {
    shelf.borrow().keys().filter(|key| keys::is_ours(key)).cloned().collect()
}

/// Gives way once, as a browser does before a request is answered.
#[derive(Debug, Default)]
struct Later(bool);

impl Future for Later {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// How a call goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// The call says that there is no room.
    Full,
    /// The call fails with something unforeseen.
    Throw,
    /// A write says it was done, and was not.
    Drop,
    /// From this call on nothing is written any more, and nobody notices: the process has died.
    Die,
}

/// When something goes wrong. Clones count together, so one plan can watch both stores.
#[derive(Clone, Debug)]
pub struct Plan {
    calls: Rc<Cell<usize>>,
    at: usize,
    harm: Harm,
    writes_only: bool,
}

impl Plan {
    /// The call number `at`, counted from 0 over everything that shares the plan, is harmed.
    pub fn new(at: usize, harm: Harm) -> Self {
        Self { calls: Rc::default(), at, harm, writes_only: false }
    }

    /// The same, counting only calls that write.
    pub fn on_writes(at: usize, harm: Harm) -> Self {
        Self { writes_only: true, ..Self::new(at, harm) }
    }

    /// A plan in which nothing goes wrong, to count calls with.
    pub fn none() -> Self {
        Self::new(usize::MAX, Harm::Throw)
    }

    pub fn calls(&self) -> usize {
        self.calls.get()
    }

    /// Whether the call has come.
    pub fn has_struck(&self) -> bool {
        self.calls.get() > self.at
    }

    fn read(&self) -> Result<(), Fault> {
        if self.writes_only {
            return Ok(());
        }
        match self.next() {
            Some(Harm::Full | Harm::Throw) => Err(Fault::Failed("harmed".to_owned())),
            _ => Ok(()),
        }
    }

    /// Whether the write is to happen.
    fn write(&self) -> Result<bool, Fault> {
        match self.next() {
            Some(Harm::Full) => Err(Fault::Full),
            Some(Harm::Throw) => Err(Fault::Failed("harmed".to_owned())),
            Some(Harm::Drop | Harm::Die) => Ok(false),
            None => Ok(true),
        }
    }

    fn next(&self) -> Option<Harm> {
        let call = self.calls.replace(self.calls.get() + 1);
        let struck = call == self.at || (self.harm == Harm::Die && call > self.at);
        struck.then_some(self.harm)
    }
}

/// A store in which one call goes wrong.
#[derive(Clone, Debug)]
pub struct Faulty<S> {
    pub inner: S,
    pub plan: Plan,
}

impl<S> Faulty<S> {
    pub fn new(inner: S, plan: &Plan) -> Self {
        Self { inner, plan: plan.clone() }
    }
}

impl<S: Local> Local for Faulty<S> {
    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.plan.read()?;
        self.inner.get(key)
    }

    fn set(&self, key: &str, value: &[u8]) -> Result<(), Fault> {
        if self.plan.write()? { self.inner.set(key, value) } else { Ok(()) }
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        if self.plan.write()? { self.inner.remove(key) } else { Ok(()) }
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        self.plan.read()?;
        self.inner.keys()
    }

    fn room(&self) -> Result<Room, Fault> {
        self.plan.read()?;
        self.inner.room()
    }
}

impl<S: Mirror> Mirror for Faulty<S> {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.plan.read()?;
        self.inner.get(key).await
    }

    async fn keys(&self) -> Result<Vec<String>, Fault> {
        self.plan.read()?;
        self.inner.keys().await
    }

    async fn get_many(&self, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, Fault> {
        self.plan.read()?;
        self.inner.get_many(keys).await
    }

    async fn commit(&self, batch: Batch) -> Result<(), Fault> {
        if self.plan.write()? { self.inner.commit(batch).await } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::conformance;

    #[test]
    fn memory_keeps_what_every_store_promises() {
        let outcomes = pollster::block_on(conformance::run(&MemoryLocal::default(), &MemoryMirror::default()));
        let failed: Vec<_> = outcomes.iter().filter(|outcome| outcome.result.is_err()).collect();
        assert!(failed.is_empty(), "{failed:?}");
        assert!(outcomes.len() >= 10);
    }

    #[test]
    fn the_suite_notices_a_store_that_forgets_a_write() {
        let plan = Plan::new(5, Harm::Die);
        let (local, mirror) = (Faulty::new(MemoryLocal::default(), &plan), Faulty::new(MemoryMirror::default(), &plan));
        let outcomes = pollster::block_on(conformance::run(&local, &mirror));
        assert!(outcomes.iter().any(|outcome| outcome.result.is_err()));
    }

    #[test]
    fn a_full_store_keeps_the_value_it_has() {
        let local = MemoryLocal::with_budget(100);
        local.set("h1.x", &[1; 20]).expect("fits");
        assert_eq!(local.set("h1.x", &[2; 400]), Err(Fault::Full));
        assert_eq!(local.get("h1.x"), Ok(Some(vec![1; 20])));
        // Key 4, quotes 2, 20 bytes in 11 units.
        assert_eq!(local.room(), Ok(Room { used: 17, budget: 100 }));
    }
}
