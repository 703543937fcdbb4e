//! The keeper from outside: what a person wrote is there again, whatever the stores do.

mod adopting;
mod bench;
mod damage;
mod deleting;
mod faults;
mod gathering;
mod keeping;
mod keys;
mod kinds;
mod malformed;
mod past;
mod races;
mod reading;
mod removing;
mod restoring;
mod two_tabs;

pub(super) use bench::*;
