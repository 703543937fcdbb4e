//! Two tabs that take the pen from each other in the midst of everything: whatever was acknowledged is there afterwards,
//! and no two of them ever acknowledged the same revision of a page. With the guards taken out of the mirror, the same
//! measure reports losses.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use pollster::block_on;
use proptest::prelude::*;

use super::*;
use crate::app::save::{Keeper, SaveError};
use crate::domain::{Entry, EntryId};
use crate::store::memory::{MemoryLocal, MemoryMirror};
use crate::store::{Batch, Fault, Mirror};

/// Saves each tab makes.
const SAVES: u64 = 12;

/// A mirror that takes whatever it is given.
#[derive(Clone, Debug)]
struct Guarded<const IS_GUARDED: bool>(MemoryMirror);

impl<const IS_GUARDED: bool> Mirror for Guarded<IS_GUARDED> {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.0.get(key).await
    }

    async fn keys(&self) -> Result<Vec<String>, Fault> {
        self.0.keys().await
    }

    async fn get_many(&self, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, Fault> {
        self.0.get_many(keys).await
    }

    async fn commit(&self, batch: Batch) -> Result<(), Fault> {
        let guards = if IS_GUARDED { batch.guards } else { Vec::new() };
        self.0.commit(Batch { guards, ..batch }).await
    }
}

/// What a person was told is safe.
#[derive(Clone, Debug)]
struct Acknowledged {
    id: EntryId,
    revision: u32,
    body: String,
}

type Told = Rc<RefCell<Vec<Acknowledged>>>;

/// One tab: takes the pen, writes, is overtaken, takes it back.
async fn tab<M: Mirror + Clone>(number: u64, shared: EntryId, place: (MemoryLocal, M), seed: u64, told: Told) {
    let mut entropy = Repeatable(seed);
    let (mut keeper, mut known) = take_over(&place, &mut entropy).await;
    for at in 0..SAVES {
        let body = format!("tab {number}, save {at}");
        loop {
            // Every other save is of the page that both write.
            let page = match known.get(&shared).filter(|_| at % 2 == 0) {
                Some(page) => rewritten(page, &body),
                None => page(1_000 * (number + 1) + at, &body),
            };
            match write(&keeper, &page, &mut entropy).await {
                Ok(_) => {
                    told.borrow_mut().push(Acknowledged { id: page.id, revision: page.revision, body });
                    known.insert(page.id, page);
                    break;
                }
                Err(SaveError::Elsewhere) => (keeper, known) = take_over(&place, &mut entropy).await,
                Err(error) => panic!("{error:?}"),
            }
        }
        if entropy.below(4) == 0 {
            (keeper, known) = take_over(&place, &mut entropy).await;
        }
    }
}

type Known = BTreeMap<EntryId, Rc<Entry>>;

async fn take_over<M: Mirror + Clone>(
    (local, mirror): &(MemoryLocal, M),
    entropy: &mut Repeatable,
) -> (Keeper<MemoryLocal, M>, Known) {
    let (keeper, _) = Keeper::look(Ok(local.clone()), Ok(mirror.clone())).await;
    keeper.unlock(&derived(1), entropy).expect("opens");
    keeper.take_up().await.expect("the mirror takes the mark");
    let opened = read(keeper, entropy).await;
    (opened.keeper, opened.pages)
}

/// Polls both, one step at a time, in an order drawn from the seed.
fn race(one: impl Future<Output = ()>, other: impl Future<Output = ()>, seed: u64) {
    let mut order = Repeatable(seed);
    let mut tabs: Vec<Pin<Box<dyn Future<Output = ()> + '_>>> = vec![Box::pin(one), Box::pin(other)];
    let mut context = Context::from_waker(Waker::noop());
    while !tabs.is_empty() {
        let turn = order.below(tabs.len());
        if let Poll::Ready(()) = tabs[turn].as_mut().poll(&mut context) {
            drop(tabs.remove(turn));
        }
    }
}

/// What two racing tabs cost: a line for each loss. With `apart`, neither sees what the other puts into localStorage.
fn losses<const IS_GUARDED: bool>(seed: u64, apart: bool) -> Vec<String> {
    let (place, mut entropy) = (Place::default(), Repeatable(seed));
    let first = page(1, "one");
    block_on(place.founded(std::slice::from_ref(&first), &mut entropy)).lock();
    let mirror = Guarded::<IS_GUARDED>(place.mirror.clone());
    let other_local = if apart { place.copied().local } else { place.local.clone() };
    let told = Told::default();
    race(
        tab(0, first.id, (place.local.clone(), mirror.clone()), seed ^ 1, told.clone()),
        tab(1, first.id, (other_local, mirror), seed ^ 2, told.clone()),
        seed,
    );
    let opened = block_on(place.opened(&mut entropy));
    let told = told.borrow();
    assert_eq!(told.len() as u64, 2 * SAVES);
    let mut lost = Vec::new();
    for one in told.iter() {
        let found = opened.pages.values().any(|page| *page.body == *one.body);
        let rewritten = opened.pages.get(&one.id).is_some_and(|page| page.revision > one.revision);
        if !found && !rewritten {
            lost.push(format!("{one:?} is not there"));
        }
        let same = |other: &&Acknowledged| (other.id, other.revision) == (one.id, one.revision);
        if told.iter().filter(same).count() > 1 {
            lost.push(format!("{one:?} was written over by someone who had not read it"));
        }
    }
    lost
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whoever_takes_the_pen_from_whom_nothing_acknowledged_is_lost(seed in any::<u64>(), apart in any::<bool>()) {
        prop_assert_eq!(losses::<true>(seed, apart), Vec::<String>::new());
    }
}

#[test]
fn without_the_guards_the_same_races_lose_words() {
    let lost: Vec<_> = (0..16).flat_map(|seed| losses::<false>(seed, true)).collect();
    assert!(!lost.is_empty(), "the measure measures nothing");
}
