use super::*;
use crate::store::pack;
use proptest::prelude::*;

fn noise(seed: u64) -> [u8; 16] {
    let digest: [u8; 32] = Sha256::digest(seed.to_le_bytes()).into();
    std::array::from_fn(|at| digest[at])
}

fn named(seed: u64, length: u32) -> Item {
    Item { name: Name(noise(seed)), revision: 3, length, hash: hash(&seed.to_le_bytes()) }
}

fn month_of(count: i64) -> Month {
    month(count).expect("a month")
}

/// A journal of years: 400 loose records, 360 segments, `buried` tombstones.
fn large(buried: u64) -> Manifest {
    let mut manifest = Manifest::new(*b"a writer");
    manifest.generation = 1_000_000;
    manifest.loose =
        (0..400).map(|at| Loose { id: EntryId::from_bytes(noise(at)), item: named(1000 + at, 2000) }).collect();
    manifest.segments = (0..360)
        .map(|at| Segment {
            name: Name(noise(5000 + at)),
            length: 23_000,
            hash: hash(&at.to_le_bytes()),
            records: 40,
            from: month_of(600 + at as i64 / 3),
            to: month_of(601 + at as i64 / 3),
            in_local: at > 50,
        })
        .collect();
    manifest.preferences = Some(named(1, 300));
    manifest.past = Some(named(2, 30_000));
    manifest.tombstones = (0..buried)
        .map(|at| Tombstone {
            id: EntryId::from_bytes(noise(9000 + at)),
            revision: 2,
            day: Day::from_epoch_days(20_000),
        })
        .collect();
    for at in 0..HISTORY as u64 {
        manifest.note(Origin {
            base: 0,
            writer: std::array::from_fn(|index| noise(at)[index]),
            generation: 900_000 + at,
        });
    }
    manifest
}

#[test]
fn the_manifest_of_ten_thousand_pages_stays_under_sixteen_thousand_units() {
    for buried in [0, TOMBSTONES as u64, 500] {
        let plain = large(buried).encode();
        // Sealing adds a head, a nonce, a tag and padding: Padmé rounds lengths between 16 and 32 KiB up to a multiple
        // of 1024 bytes.
        let sealed = (plain.len() + 4).next_multiple_of(1024) + 48;
        assert!(pack::units(sealed + 4) < 16 * 1024, "{buried} tombstones: {} bytes", plain.len());
    }
}

#[test]
fn the_latest_tombstones_stay_when_room_is_short() {
    let manifest = large(500);
    let kept = Manifest::decode(&manifest.encode()).expect("a manifest").tombstones;
    assert!(kept.len() >= TOMBSTONES);
    assert_eq!(kept.last(), manifest.tombstones.last());
    let mut small = Manifest { loose: Vec::new(), ..manifest.clone() };
    small.segments.clear();
    assert_eq!(Manifest::decode(&small.encode()).expect("a manifest").tombstones.len(), 500);
}

#[test]
fn a_section_of_a_later_version_is_kept() {
    let mut manifest = large(3);
    manifest.unread = vec![(77, vec![1, 2, 3]), (200, vec![9])];
    assert_eq!(Manifest::decode(&manifest.encode()), Ok(manifest));
}

#[test]
fn a_later_layout_is_told_from_damage() {
    assert_eq!(Manifest::decode(&[2, 9, 9]), Err(NotAManifest::Newer));
    assert_eq!(Manifest::decode(&[]), Err(NotAManifest::Broken));
    assert_eq!(Manifest::decode(&large(0).encode()[..700]), Err(NotAManifest::Broken));
}

#[test]
fn history_tells_what_was_seen_from_what_was_not() {
    let (ours, theirs) = (*b"a writer", *b"another.");
    let mut manifest = Manifest { generation: 10, ..Manifest::new(ours) };
    let at = |writer, generation| Origin { writer, base: 0, generation };
    manifest.note(at(theirs, 6));
    assert!(manifest.has_seen(at(ours, 10)) && !manifest.has_seen(at(ours, 11)));
    assert!(manifest.has_seen(at(theirs, 6)) && !manifest.has_seen(at(theirs, 7)));
    assert!(!manifest.has_seen(at(*b"stranger", 1)));
}

#[test]
fn only_the_latest_writers_are_remembered_and_the_rest_is_past() {
    let mut manifest = Manifest { generation: 500, ..Manifest::new(*b"a writer") };
    let at = |number: u64| Origin { base: 0, writer: number.to_le_bytes(), generation: 100 + number };
    (0..40).for_each(|number| manifest.note(at(number)));
    assert_eq!(manifest.history.len(), HISTORY);
    assert!(manifest.has_seen(at(0)) && manifest.has_seen(at(39)));
    assert!(!manifest.has_seen(Origin { writer: *b"stranger", base: 0, generation: 300 }));
}

#[test]
fn months_before_1970_are_months() {
    for count in [-1, -12, -13, 0, 11, 682] {
        assert_eq!(months(month_of(count)), count);
    }
    assert_eq!(month_of(-1), Month { year: 1969, month: 12 });
    assert_eq!(month_of(682), Month { year: 2026, month: 11 });
}

proptest! {
    #[test]
    fn every_manifest_comes_back(
        generation in any::<u64>(), writer in any::<[u8; 8]>(), revision in any::<u32>(), length in any::<u32>(),
        ids in proptest::collection::vec(any::<[u8; 16]>(), 0..40), from in -3000i64..3000, span in 0i64..40, day in -70_000i64..70_000,
    ) {
        let item = Item { name: Name([5; 16]), revision, length, hash: [8; 8] };
        let mut manifest = Manifest { generation, ..Manifest::new(writer) };
        manifest.loose = ids.iter().map(|&id| Loose { id: EntryId::from_bytes(id), item }).collect();
        manifest.tombstones = ids.iter().map(|&id| Tombstone { id: EntryId::from_bytes(id), revision, day: Day::from_epoch_days(day) }).collect();
        manifest.segments = vec![Segment { name: Name([6; 16]), length, hash: [1; 8], records: revision, from: month_of(from), to: month_of(from + span), in_local: span % 2 == 0 }];
        manifest.preferences = (span > 3).then_some(item);
        prop_assert_eq!(Manifest::decode(&manifest.encode()), Ok(manifest));
    }

    #[test]
    fn no_bytes_are_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Manifest::decode(&[&[1][..], &bytes].concat());
    }
}
