//! See `held_fuzz::record`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| held_fuzz::record(bytes));
