//! Every scenario, in the order they run. A new file is added to both lists.

use crate::runner::Scenario;

mod access;
mod crash;
mod exit;
mod faults;
mod first;
mod harness;
mod leaks;
mod lock;
mod pages;
mod single;
mod start;
mod store;
mod tabs;
mod writing;

/// All scenarios.
#[must_use]
pub fn all() -> Vec<Scenario> {
    [
        harness::SCENARIOS,
        start::SCENARIOS,
        store::SCENARIOS,
        single::SCENARIOS,
        first::SCENARIOS,
        writing::SCENARIOS,
        pages::SCENARIOS,
        lock::SCENARIOS,
        exit::SCENARIOS,
        faults::SCENARIOS,
        tabs::SCENARIOS,
        access::SCENARIOS,
        leaks::SCENARIOS,
        crash::SCENARIOS,
    ]
    .concat()
}
