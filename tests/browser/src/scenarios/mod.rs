//! Every scenario, in the order they run. A new file is added to both lists.

use crate::runner::Scenario;

mod access;
mod backup;
mod below;
mod cards;
mod care;
mod channels;
mod components;
mod crash;
mod editor;
mod engines;
mod exit;
mod faults;
mod first;
mod handing;
mod harness;
mod help;
mod home;
mod install;
mod keys;
mod leaks;
mod lock;
mod offline;
mod pages;
mod people;
mod pictures;
mod races;
mod removing;
mod settings;
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
        components::SCENARIOS,
        single::SCENARIOS,
        install::SCENARIOS,
        below::SCENARIOS,
        first::SCENARIOS,
        writing::SCENARIOS,
        editor::SCENARIOS,
        pages::SCENARIOS,
        care::SCENARIOS,
        home::SCENARIOS,
        people::SCENARIOS,
        cards::SCENARIOS,
        settings::SCENARIOS,
        backup::SCENARIOS,
        handing::SCENARIOS,
        help::SCENARIOS,
        lock::SCENARIOS,
        exit::SCENARIOS,
        faults::SCENARIOS,
        tabs::SCENARIOS,
        offline::SCENARIOS,
        races::SCENARIOS,
        removing::SCENARIOS,
        access::SCENARIOS,
        keys::SCENARIOS,
        leaks::SCENARIOS,
        channels::SCENARIOS,
        crash::SCENARIOS,
        engines::SCENARIOS,
    ]
    .concat()
}

/// What makes the pictures of the tree.
#[must_use]
pub fn pictures() -> Vec<Scenario> {
    pictures::SCENARIOS.to_vec()
}
