//! See `held_fuzz::manifest`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| held_fuzz::manifest(bytes));
