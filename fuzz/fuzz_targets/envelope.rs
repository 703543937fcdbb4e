//! See `held_fuzz::envelope`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| held_fuzz::envelope(bytes));
