//! Every version of every stored shape, readable for ever. The files under `golden/` were written by another program
//! (Python, with pyppmd for the compressed blocks) from the description of the format, and are never written anew.

#[path = "golden/cards.rs"]
mod cards;
#[path = "golden/kinds.rs"]
mod kinds;

use std::path::Path;
use std::rc::Rc;

use held::domain::{
    Backup, Day, Earlier, Entry, EntryId, Face, FirstDay, Kind, LockRule, Month, Offer, Past, Preferences, Stamp,
    Standing, Unread, Version,
};
use held::record::manifest::{Item, Loose, Segment, Tombstone};
use held::record::value::{self, Origin};
use held::record::{self, Draft, Manifest, Reading, segment};
use held::vault::Name;

fn golden(file: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn id(text: &str) -> EntryId {
    text.parse().expect("an id")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn page() -> Entry {
    Entry {
        id: id("018bcfe5680077078707070707070707"),
        revision: 3,
        kind: Kind::Page,
        created: Stamp { utc_ms: 1_700_000_000_000, offset_min: 60 },
        day: day("2023-11-14"),
        edited: Some(Stamp { utc_ms: 1_700_003_600_000, offset_min: 60 }),
        body: "The kettle went on.\nI said nothing; \"fine\", I said. Été 🌧".into(),
        standing: Standing::Binned(Stamp { utc_ms: 1_700_007_200_000, offset_min: -300 }),
        starred: false,
        origin: None,
        earlier: Earlier::default(),
        unread: Unread(r#"{"weather":"grey"}"#.into()),
    }
}

fn unkept(last: &str) -> Entry {
    let created = Stamp { utc_ms: 1_700_000_000_000, offset_min: 60 };
    Entry { revision: 4, ..Entry::new(id(&format!("018bcfe56800770787070707070707{last}")), created, "Not kept yet.") }
}

fn preferences() -> Preferences {
    Preferences {
        lock: LockRule::AtOnce,
        exit_explained: true,
        recovery: Offer { refusals: 1, last_made: Some(day("2026-11-22")), settled: false },
        doors_swapped: true,
        unread: Unread(r#"{"later":[1]}"#.into()),
        ..Preferences::default()
    }
}

/// The same with everything chosen in Settings.
fn choices() -> Preferences {
    Preferences {
        face: Face::Sans,
        first_day: FirstDay::Saturday,
        spellcheck: true,
        openings: vec![
            Stamp { utc_ms: 1_700_086_400_000, offset_min: 60 },
            Stamp { utc_ms: 1_700_000_000_000, offset_min: -300 },
        ],
        ..preferences()
    }
}

/// The page with a star and with what it said before.
fn cared_for() -> Entry {
    let earlier = |written, replaced, body: &str| Version {
        written: Stamp { utc_ms: written, offset_min: 60 },
        replaced: Stamp { utc_ms: replaced, offset_min: 60 },
        body: body.into(),
        kind: Kind::Page,
    };
    let earlier = [
        earlier(1_700_001_800_000, 1_700_003_600_000, "The kettle went on.\nI said nothing."),
        earlier(1_700_000_000_000, 1_700_001_800_000, "The kettle went on."),
    ];
    Entry { starred: true, earlier: earlier.into(), standing: Standing::Kept, ..page() }
}

const ORIGIN: Origin = Origin { writer: *b"a writer", base: 298, generation: 300 };

fn item(name: u8, revision: u32, length: u32, hash: u8) -> Item {
    Item { name: Name([name; 16]), revision, length, hash: [0xa0 + hash; 8] }
}

fn manifest() -> Manifest {
    let mut manifest = Manifest { generation: 300, ..Manifest::new(*b"a writer") };
    manifest.loose = vec![
        Loose { id: EntryId::from_bytes([1; 16]), item: item(11, 3, 1200, 1) },
        Loose { id: EntryId::from_bytes([2; 16]), item: item(12, 1, 297, 2) },
    ];
    let (november, january) = (Month { year: 2023, month: 11 }, Month { year: 2024, month: 1 });
    let before = Month { year: 1969, month: 12 };
    manifest.segments = vec![
        Segment {
            name: Name([13; 16]),
            length: 23_000,
            hash: [0xa3; 8],
            records: 40,
            from: november,
            to: january,
            in_local: true,
        },
        Segment {
            name: Name([14; 16]),
            length: 9,
            hash: [0xa4; 8],
            records: 1,
            from: before,
            to: before,
            in_local: false,
        },
    ];
    manifest.preferences = Some(item(15, 2, 553, 5));
    manifest.tombstones = vec![Tombstone { id: EntryId::from_bytes([6; 16]), revision: 9, day: day("2023-11-14") }];
    manifest.history = vec![Origin { writer: *b"earlier.", base: 0, generation: 299 }];
    manifest.unread = vec![(77, b"later".to_vec())];
    manifest
}

#[test]
fn a_page_of_version_1_reads_and_is_written_the_same() {
    let file = golden("v1/page.json");
    assert_eq!(record::read(&file), Ok(Reading::Page(Rc::new(page()))));
    assert_eq!(String::from_utf8(record::write_page(&page())), String::from_utf8(file));
}

#[test]
fn backups_in_the_preferences_read_and_are_written_the_same() {
    let backup = |writer: [u8; 8], generation, utc_ms, offset_min, number| Backup {
        writer,
        generation,
        at: Stamp { utc_ms, offset_min },
        number,
    };
    let expected = Preferences {
        exit_explained: true,
        backups: vec![
            backup(*b"a writer", 12, 1_700_000_000_000, 60, 2),
            backup([0, 255, 0, 255, 0, 255, 0, 255], 3, 1_699_000_000_000, -300, 0),
        ],
        backup_offer: Offer { refusals: 1, last_made: Some(day("2026-11-20")), settled: false },
        ..Preferences::default()
    };
    let file = golden("v1/preferences-backups.json");
    assert_eq!(record::read(&file), Ok(Reading::Preferences(expected.clone(), 3)));
    assert_eq!(String::from_utf8(record::write_preferences(&expected, 3)), String::from_utf8(file));
}

#[test]
fn preferences_of_version_1_read_and_are_written_the_same() {
    let file = golden("v1/preferences.json");
    assert_eq!(record::read(&file), Ok(Reading::Preferences(preferences(), 2)));
    assert_eq!(String::from_utf8(record::write_preferences(&preferences(), 2)), String::from_utf8(file));
}

#[test]
fn a_page_with_a_star_and_versions_reads_and_is_written_the_same() {
    let file = golden("v1/page-with-versions.json");
    assert_eq!(record::read(&file), Ok(Reading::Page(Rc::new(cared_for()))));
    assert_eq!(String::from_utf8(record::write_page(&cared_for())), String::from_utf8(file));
}

#[test]
fn choices_of_version_1_read_and_are_written_the_same() {
    let file = golden("v1/preferences-chosen.json");
    assert_eq!(record::read(&file), Ok(Reading::Preferences(choices(), 2)));
    assert_eq!(String::from_utf8(record::write_preferences(&choices(), 2)), String::from_utf8(file));
}

#[test]
fn a_draft_of_version_1_reads_and_is_written_the_same() {
    let file = golden("v1/draft.json");
    let draft = Draft { page: Rc::new(unkept("07")), count: 7 };
    assert_eq!(record::read(&file), Ok(Reading::Draft(draft.clone())));
    assert_eq!(String::from_utf8(record::write_draft(&draft)), String::from_utf8(file));
}

#[test]
fn a_record_value_of_version_1_reads_and_is_written_the_same() {
    let file = golden("v1/record.bin");
    assert_eq!(value::read_record(&file), Ok((ORIGIN, Reading::Page(Rc::new(page())))));
    assert_eq!(value::write_record(ORIGIN, &record::write_page(&page())), file);
}

#[test]
fn a_segment_of_version_1_reads_and_is_written_the_same() {
    let file = golden("v1/segment.bin");
    let (origin, parts) = segment::read(&file).expect("a segment");
    assert_eq!(origin, ORIGIN);
    let readings: Vec<_> = parts.iter().filter_map(segment::Part::reading).collect();
    assert_eq!(readings, [Reading::Page(Rc::new(page())), Reading::Page(Rc::new(unkept("08")))]);
    assert_eq!(segment::write(ORIGIN, &parts), file);
}

#[test]
fn a_manifest_of_version_1_reads_and_is_written_the_same() {
    let file = golden("v1/manifest.bin");
    assert_eq!(Manifest::decode(&file), Ok(manifest()));
    assert_eq!(manifest().encode(), file);
}
