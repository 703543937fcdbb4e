//! Every scenario, in the order they run. A new file is added to both lists.

use crate::runner::Scenario;

mod harness;
mod single;
mod start;
mod store;

/// All scenarios.
#[must_use]
pub fn all() -> Vec<Scenario> {
    [harness::SCENARIOS, start::SCENARIOS, store::SCENARIOS, single::SCENARIOS].concat()
}
