//! The keeper from outside: what a person wrote is there again, whatever the stores do.

mod bench;
mod keeping;

pub(super) use bench::*;
