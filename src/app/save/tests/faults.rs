//! A fault at every single call of a script of fifty steps: whatever was acknowledged is there afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use pollster::block_on;

use super::deleting::NEXT_MONTH;
use super::*;
use crate::app::save::{Change, Found, Keeper, SaveError};
use crate::domain::{Entry, EntryId, Preferences, Standing};
use crate::store::memory::{Faulty, Harm, MemoryLocal, MemoryMirror, Plan};

type FaultyKeeper = Keeper<Faulty<MemoryLocal>, Faulty<MemoryMirror>>;

#[derive(Clone, Copy, Debug)]
enum Step {
    Keep(u64),
    Edit(u64),
    Bin(u64),
    Delete(u64),
    Draft(u64),
    Gather,
    Recovery,
    NoRecovery,
    Choose,
    Reopen,
}

/// Fifty steps with everything a person does in them.
const SCRIPT: [Step; 50] = {
    use Step::*;
    [
        Keep(4),
        Edit(1),
        Draft(2),
        Edit(2),
        Keep(5),
        Choose,
        Bin(3),
        Keep(6),
        Reopen,
        Edit(4),
        Keep(7),
        Recovery,
        Delete(3),
        Keep(8),
        Edit(6),
        Gather,
        Edit(5),
        Draft(7),
        Keep(9),
        Reopen,
        Edit(7),
        Keep(10),
        Gather,
        Delete(1),
        Keep(11),
        Bin(4),
        Edit(11),
        NoRecovery,
        Draft(11),
        Edit(11),
        Keep(12),
        Gather,
        Reopen,
        Edit(2),
        Edit(2),
        Keep(13),
        Delete(5),
        Choose,
        Keep(14),
        Gather,
        Edit(14),
        Recovery,
        Bin(6),
        Delete(6),
        Keep(15),
        Draft(15),
        Reopen,
        Keep(16),
        Edit(16),
        Draft(2),
    ]
};

/// What a person may rely on, and what else they may find.
#[derive(Default)]
struct Model {
    /// What is on the screen.
    screen: BTreeMap<u64, Rc<Entry>>,
    /// The last revision that was acknowledged.
    acknowledged: BTreeMap<u64, Rc<Entry>>,
    /// Everything ever sent to be saved.
    sent: BTreeSet<(EntryId, String)>,
    deleted: BTreeSet<u64>,
    drafts: BTreeMap<u64, Rc<Entry>>,
    steps: usize,
}

impl Model {
    async fn write(&mut self, keeper: &FaultyKeeper, number: u64, page: Rc<Entry>, entropy: &mut Repeatable) {
        self.sent.insert((page.id, page.body.to_string()));
        self.screen.insert(number, Rc::clone(&page));
        match write(keeper, &page, entropy).await {
            Ok(_) => {
                self.acknowledged.insert(number, page);
                self.drafts.remove(&number);
            }
            Err(error) => assert!(matches!(error, SaveError::Stores { .. }), "{error:?}"),
        }
    }

    async fn take(&mut self, keeper: &mut FaultyKeeper, step: Step, entropy: &mut Repeatable) {
        self.steps += 1;
        let text = format!("step {}", self.steps);
        match step {
            Step::Keep(number) => {
                self.write(keeper, number, page(number, &text), entropy).await;
            }
            Step::Edit(number) => {
                let Some(page) = self.screen.get(&number) else { return };
                self.write(keeper, number, rewritten(page, &text), entropy).await;
            }
            Step::Bin(number) => {
                let Some(page) = self.screen.get(&number) else { return };
                let binned = Rc::new(page.standing(Standing::Binned(at(NOON))));
                self.write(keeper, number, binned, entropy).await;
            }
            Step::Delete(number) => {
                let Some(page) = self.screen.get(&number).cloned() else { return };
                match save(keeper, &[Change::Delete(vec![page.id])], entropy).await {
                    Ok(_) => {
                        self.deleted.insert(number);
                        self.screen.remove(&number);
                    }
                    Err(SaveError::Stores { .. }) => {}
                    // Some of it is gone, and it will be: it may be either, until asked again.
                    Err(SaveError::Unfinished(_)) => {
                        self.screen.remove(&number);
                    }
                    Err(error) => panic!("{error:?}"),
                }
                self.acknowledged.remove(&number);
                self.drafts.remove(&number);
            }
            Step::Draft(number) => {
                let Some(page) = self.screen.get(&number) else { return };
                let draft = rewritten(page, &format!("draft {text}"));
                let sealed = keeper.seal_draft(&draft, entropy).expect("open");
                let both = [keeper.draft_to_mirror(&sealed).await.is_ok(), keeper.draft_to_local(&sealed).is_ok()];
                if both.contains(&true) {
                    self.drafts.insert(number, draft);
                }
            }
            Step::Gather => {
                let _ = keeper.gather(NEXT_MONTH, entropy).await;
            }
            Step::Recovery => {
                let _ = keeper.add_recovery(&derived(7), at(NOON).day(), entropy).await;
            }
            Step::NoRecovery => {
                let _ = keeper.remove_recovery(entropy).await;
            }
            Step::Choose => {
                let _ = save(keeper, &[Change::Preferences(Preferences::default())], entropy).await;
            }
            Step::Reopen => *keeper = reopen(keeper, entropy).await,
        }
    }

    /// What is found by somebody who opens the journal with nothing going wrong any more.
    async fn check(&self, place: &Place, entropy: &mut Repeatable, what: &str) {
        let (keeper, found) = place.look().await;
        if self.acknowledged.is_empty() && !matches!(found, Found::Sealed { .. }) {
            return;
        }
        assert!(matches!(found, Found::Sealed { .. }), "{what}: {found:?}");
        let opened = open(keeper, 1, entropy).await;
        for (number, page) in &self.acknowledged {
            let held = opened.pages.get(&page.id).unwrap_or_else(|| panic!("{what}: page {number} is lost"));
            let is_it = held.body == page.body
                || (held.revision > page.revision && self.sent.contains(&(held.id, held.body.to_string())));
            assert!(is_it, "{what}: page {number} is {} and should be {}", held.body, page.body);
        }
        for number in &self.deleted {
            let id = page(*number, "").id;
            assert!(!opened.pages.contains_key(&id), "{what}: page {number} was deleted");
        }
        for (id, page) in &opened.pages {
            assert!(self.sent.contains(&(*id, page.body.to_string())), "{what}: nobody wrote {}", page.body);
        }
        for (number, draft) in &self.drafts {
            let offered = opened.first.drafts.iter().any(|page| page.id == draft.id && page.body == draft.body);
            let kept = opened.body(draft) == Some(&*draft.body);
            let is_deleted = !self.screen.contains_key(number);
            assert!(offered || kept || is_deleted, "{what}: the draft of page {number} is lost");
        }
        assert_eq!(opened.report.damaged, [], "{what}");
        assert_eq!(opened.report.recovered_copies, [], "{what}");
        // What has been healed once is whole.
        let again = place.opened(entropy).await;
        assert_eq!((again.report.healed, again.report.adopted), (0, 0), "{what}: healed twice");
        assert_eq!(again.bodies(), opened.bodies(), "{what}");
    }
}

async fn reopen(keeper: &FaultyKeeper, entropy: &mut Repeatable) -> FaultyKeeper {
    for _ in 0..4 {
        let stores = (keeper.0.local.as_ref().ok().cloned(), keeper.0.mirror.as_ref().ok().cloned());
        let (Some(local), Some(mirror)) = stores else { break };
        let (next, found) = Keeper::look(Ok(local), Ok(mirror)).await;
        if !matches!(found, Found::Sealed { .. }) || next.unlock(&derived(1), entropy).is_err() {
            continue;
        }
        if next.read_first().await.is_err() {
            continue;
        }
        while next.read_more(at(NOON), entropy).await.expect("open").report.is_none() {}
        return next;
    }
    panic!("one fault keeps nobody out");
}

async fn run(place: &Place, plan: &Plan, entropy: &mut Repeatable) -> Model {
    let mut model = Model::default();
    let (local, mirror) = (Faulty::new(place.local.clone(), plan), Faulty::new(place.mirror.clone(), plan));
    let (mut keeper, _) = Keeper::look(Ok(local), Ok(mirror)).await;
    let first: Vec<_> = (1..=3).map(|number| page(number, "first")).collect();
    for page in &first {
        model.sent.insert((page.id, page.body.to_string()));
    }
    if found_on(&keeper, &first, entropy).await.is_err() {
        // Asked to keep again, as a person would.
        if found_on(&keeper, &first, entropy).await.is_err() {
            return model;
        }
    }
    for (number, page) in (1..).zip(first) {
        model.screen.insert(number, Rc::clone(&page));
        model.acknowledged.insert(number, page);
    }
    for step in SCRIPT {
        model.take(&mut keeper, step, entropy).await;
    }
    model
}

fn every_call(harm: Harm, writes_only: bool) {
    block_on(async {
        let counting = if writes_only { Plan::on_writes(usize::MAX, harm) } else { Plan::none() };
        let place = Place::default();
        let model = run(&place, &counting, &mut Repeatable(50)).await;
        model.check(&place, &mut Repeatable(51), "nothing went wrong").await;
        assert_eq!(model.steps, 50);
        for call in 0..counting.calls() {
            let place = Place::default();
            let plan = if writes_only { Plan::on_writes(call, harm) } else { Plan::new(call, harm) };
            let model = run(&place, &plan, &mut Repeatable(50)).await;
            model.check(&place, &mut Repeatable(51), &format!("{harm:?} at call {call}")).await;
        }
    });
}

#[test]
fn an_exception_at_any_call_loses_nothing_acknowledged() {
    every_call(Harm::Throw, false);
}

#[test]
fn no_room_at_any_write_loses_nothing_acknowledged() {
    every_call(Harm::Full, true);
}

#[test]
fn a_write_that_was_silently_dropped_loses_nothing_acknowledged() {
    every_call(Harm::Drop, true);
}

#[test]
fn the_check_finds_a_page_that_was_lost() {
    let lost = std::panic::catch_unwind(|| {
        block_on(async {
            let place = Place::default();
            let model = run(&place, &Plan::none(), &mut Repeatable(50)).await;
            place.local.shelf.borrow_mut().retain(|key, _| !key.starts_with(crate::store::keys::VALUE));
            place.mirror.shelf.borrow_mut().retain(|key, _| !key.starts_with(crate::store::keys::VALUE));
            model.check(&place, &mut Repeatable(51), "planted").await;
        });
    });
    assert!(lost.is_err());
}

/// The process dies at a write: of the calls after it nothing reaches the stores. Everything acknowledged before is there.
#[test]
fn dying_between_any_two_writes_loses_nothing_acknowledged() {
    block_on(async {
        let counting = Plan::on_writes(usize::MAX, Harm::Die);
        run_until_death(&Place::default(), &counting, &mut Repeatable(50)).await;
        for call in 0..counting.calls() {
            let place = Place::default();
            let plan = Plan::on_writes(call, Harm::Die);
            let model = run_until_death(&place, &plan, &mut Repeatable(50)).await;
            model.check(&place, &mut Repeatable(51), &format!("died at write {call}")).await;
        }
    });
}

/// The script up to the step in which the plan struck; what that step claims counts for nothing.
async fn run_until_death(place: &Place, plan: &Plan, entropy: &mut Repeatable) -> Model {
    let mut model = Model::default();
    let (local, mirror) = (Faulty::new(place.local.clone(), plan), Faulty::new(place.mirror.clone(), plan));
    let (mut keeper, _) = Keeper::look(Ok(local), Ok(mirror)).await;
    let first: Vec<_> = (1..=3).map(|number| page(number, "first")).collect();
    model.sent.extend(first.iter().map(|page| (page.id, page.body.to_string())));
    let _ = found_on(&keeper, &first, entropy).await;
    if plan.has_struck() {
        return model;
    }
    for (number, page) in (1..).zip(first) {
        model.screen.insert(number, Rc::clone(&page));
        model.acknowledged.insert(number, page);
    }
    for step in SCRIPT {
        let before = (model.acknowledged.clone(), model.deleted.clone(), model.drafts.clone());
        model.take(&mut keeper, step, entropy).await;
        if plan.has_struck() {
            let touched: BTreeSet<u64> = match step {
                Step::Delete(number) => [number].into(),
                _ => BTreeSet::new(),
            };
            (model.acknowledged, model.deleted, model.drafts) = before;
            // A deletion under way may have gone through.
            model.acknowledged.retain(|number, _| !touched.contains(number));
            model.drafts.retain(|number, _| {
                !touched.contains(number) && !matches!(step, Step::Edit(edited) if edited == *number)
            });
            return model;
        }
    }
    model
}
