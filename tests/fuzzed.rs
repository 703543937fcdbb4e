//! What a fuzzer runs, over the small corpus that is kept: each function on each file, and on every file cut off anywhere
//! and with each of its bytes changed.

#[path = "../fuzz/src/lib.rs"]
mod fuzzed;

use std::path::Path;

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files = std::fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path());
    let seeds: Vec<_> = files.map(|file| std::fs::read(file).expect("readable")).collect();
    assert!(!seeds.is_empty(), "{target} has no corpus");
    seeds
}

fn run(target: &str, function: fn(&[u8]), step: usize) {
    for seed in corpus(target) {
        function(&seed);
        for at in (0..seed.len()).step_by(step) {
            function(&seed[..at]);
            let mut other = seed.clone();
            other[at] ^= 1 << (at % 8);
            function(&other);
        }
    }
}

#[test]
fn no_envelope_is_a_panic() {
    run("envelope", fuzzed::envelope, 1);
}

#[test]
fn no_record_is_a_panic() {
    run("record", fuzzed::record, 1);
}

#[test]
fn no_manifest_is_a_panic() {
    run("manifest", fuzzed::manifest, 1);
}

#[test]
fn no_segment_is_a_panic() {
    run("segment", fuzzed::segment, 1);
}

#[test]
fn no_backup_is_a_panic() {
    run("backup", fuzzed::backup, 7);
}
