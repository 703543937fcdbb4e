//! What is fuzzed, as plain functions: no bytes may make one of them panic, and what they do read has to come out the same
//! when it is written and read again.

use held::record::segment::{self, Part};
use held::record::value::{Origin, read_record, write_record};
use held::record::{Manifest, Reading, read, write_draft, write_page, write_past, write_preferences};
use held::store::{frame, pack};
use held::transfer::backup::Backup;
use held::vault::{Header, Name, Purpose, Vault};

/// The most a value of the corpus is let claim to unpack to, so that a fuzzer looks for faults and not for long waits.
const CLAIM: usize = 1 << 20;

/// Headers, frames, packed text, names, and sealed values that a header without a passphrase opens.
pub fn envelope(bytes: &[u8]) {
    let _ = frame::unframe(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Name::parse(text);
        if let Some(unpacked) = pack::unpack(text) {
            assert_eq!(pack::pack(&unpacked), text);
        }
    }
    let (head, sealed) = bytes.split_at(bytes.len().min(808));
    let Ok(header) = Header::decode(head) else { return };
    assert_eq!(header.encode(), head);
    if let Ok(vault) = header.unlock_open() {
        let _ = (header.is_authentic(&vault), header.slots(&vault));
        open(&vault, sealed);
    }
}

fn open(vault: &Vault, sealed: &[u8]) {
    for purpose in [Purpose::Record, Purpose::Segment, Purpose::Manifest, Purpose::Draft] {
        let _ = vault.open(purpose, &Name([0; 16]), sealed);
    }
    let _ = Vault::epoch_of(sealed);
}

/// Records as JSON, and as the plaintext of a value.
pub fn record(bytes: &[u8]) {
    if let Ok(reading) = read(bytes) {
        same(&reading);
    }
    if claims_little(Origin::unwrap_from(bytes).map(|(_, block)| block).ok())
        && let Ok((origin, reading)) = read_record(bytes)
    {
        same(&reading);
        let Some(json) = written(&reading) else { return };
        assert_eq!(read_record(&write_record(origin, &json)), Ok((origin, reading)));
    }
}

/// What was read reads the same after it was written.
fn same(reading: &Reading) {
    if let Some(json) = written(reading) {
        assert_eq!(read(&json).as_ref(), Ok(reading));
    }
}

fn written(reading: &Reading) -> Option<Vec<u8>> {
    match reading {
        Reading::Page(page) => Some(write_page(page)),
        Reading::Preferences(preferences, revision) => Some(write_preferences(preferences, *revision)),
        Reading::Past(past, revision) => Some(write_past(past, *revision)),
        Reading::Draft(draft) => Some(write_draft(draft)),
        Reading::Newer(_) => None,
    }
}

/// Manifests.
pub fn manifest(bytes: &[u8]) {
    let Ok(manifest) = Manifest::decode(bytes) else { return };
    let _ = (manifest.names().count(), manifest.has_seen(manifest.origin()));
    let again = Manifest::decode(&manifest.encode());
    // The oldest tombstones are left out where there is no room for all of them.
    let Ok(again) = again else { panic!("a manifest we wrote is none") };
    assert_eq!(
        (again.generation, again.loose, again.segments),
        (manifest.generation, manifest.loose, manifest.segments)
    );
}

/// Segments, with everything in them.
pub fn segment(bytes: &[u8]) {
    let _ = segment::list(bytes);
    if !claims_little(segment::block(bytes).ok()) {
        return;
    }
    let Ok((origin, parts)) = segment::read(bytes) else { return };
    let _ = parts.iter().filter_map(Part::reading).count();
    assert_eq!(segment::read(&segment::write(origin, &parts)), Ok((origin, parts)));
}

/// Whole files, opened where they have no passphrase.
pub fn backup(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(backup) = Backup::read(text) else { return };
    let _ = (backup.lock(), backup.is_open());
    let Ok(vault) = backup.unlock_open() else { return };
    let mut reader = backup.reader(&vault);
    while let Ok(true) = reader.step(&backup.file, &vault) {}
    let _ = reader.finish();
}

fn claims_little(block: Option<&[u8]>) -> bool {
    block.and_then(held::record::codec::claimed).is_some_and(|claimed| claimed <= CLAIM)
}
