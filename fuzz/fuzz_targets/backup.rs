//! See `held_fuzz::backup`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| held_fuzz::backup(bytes));
