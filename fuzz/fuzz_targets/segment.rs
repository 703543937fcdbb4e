//! See `held_fuzz::segment`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| held_fuzz::segment(bytes));
