//! Backups that are not what they should be: each is refused in one of a few known ways, or read as far as it is whole.
//! None is a panic, takes long, or changes anything.

use std::collections::BTreeSet;

use pollster::block_on;

use super::*;
use crate::record::codec;
use crate::record::value::Origin;
use crate::store::{frame, keys};
use crate::transfer::backup::{Backup as Sealed, Contents, NotABackup};
use crate::transfer::sealed::{NotSealed, SealedFile};
use crate::vault::{KdfError, Name, Purpose, Secret, Vault, derive};

fn small() -> String {
    block_on(async {
        let (place, mut entropy) = (Place::default(), Repeatable(1));
        let keeper = place.founded(&[page(1, "one"), page(2, "two"), page(3, "three")], &mut entropy).await;
        keeper.make_backup(None, 1, at(NOON), &mut entropy, async |_, _| true).await.expect("open").expect("made").text
    })
}

fn vault(sealed: &Sealed) -> Option<Vault> {
    sealed.unlock(&derived(1)).ok()
}

/// Everything that a file gives to somebody who knows its passphrase.
fn read(text: &str) -> Result<Option<Contents>, NotABackup> {
    let sealed = Sealed::read(text)?;
    let Some(vault) = vault(&sealed) else { return Ok(None) };
    let mut reader = sealed.reader(&vault);
    while reader.step(&sealed.file, &vault)? {}
    Ok(Some(reader.finish()))
}

/// The file with one value replaced.
fn with(text: &str, key: &str, value: Vec<u8>) -> String {
    let mut file = SealedFile::read(text).expect("a backup");
    file.mirror.insert(key.to_owned(), value);
    file.write()
}

#[test]
fn cut_off_anywhere_it_is_refused_as_cut_off() {
    let text = small();
    assert_eq!(read(&text).map(|contents| contents.map(|contents| contents.pages.len())), Ok(Some(3)));
    for end in 2..text.len() {
        let refused = read(&text[..end]).err();
        assert_eq!(refused, Some(NotABackup::Text(NotSealed::CutShort)), "at {end}");
    }
}

#[test]
fn one_bit_flipped_anywhere_costs_at_most_what_it_hit() {
    let text = small();
    let whole: BTreeSet<String> =
        read(&text).expect("whole").expect("opens").pages.iter().map(|page| page.body.to_string()).collect();
    let (mut refused, mut damaged, mut unharmed) = (0, 0, 0);
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1 << (at % 7);
        let Ok(altered) = String::from_utf8(bytes) else { continue };
        match read(&altered) {
            Err(_) | Ok(None) => refused += 1,
            Ok(Some(contents)) => {
                // Never other words than those that were written.
                assert!(contents.pages.iter().all(|page| whole.contains(&*page.body)), "at {at}");
                let lost = contents.pages.len() < whole.len() || contents.preferences.is_none();
                assert!(!lost || contents.damaged > 0, "at {at}: words are missing and nobody says so");
                if lost { damaged += 1 } else { unharmed += 1 }
            }
        }
    }
    // The planted harm is seen, and so is the second copy of the header.
    assert!(refused > 100 && damaged > 100 && unharmed > 100, "{refused} {damaged} {unharmed}");
}

#[test]
fn a_value_taken_out_is_missed_by_name() {
    let mut file = SealedFile::read(&small()).expect("a backup");
    let value = file.mirror.keys().find(|key| key.starts_with(keys::VALUE)).cloned().expect("a value");
    file.mirror.remove(&value);
    let contents = read(&file.write()).expect("a backup").expect("opens");
    assert_eq!(contents.damaged, 1);
}

#[test]
fn values_in_each_others_places_do_not_open() {
    let mut file = SealedFile::read(&small()).expect("a backup");
    let values: Vec<_> = file.mirror.keys().filter(|key| key.starts_with(keys::VALUE)).cloned().collect();
    let (one, other) = (file.mirror[&values[0]].clone(), file.mirror[&values[1]].clone());
    file.mirror.insert(values[0].clone(), other);
    file.mirror.insert(values[1].clone(), one);
    assert_eq!(read(&file.write()).expect("a backup").expect("opens").damaged, 2);
}

#[test]
fn without_a_header_or_anything_it_is_said() {
    let mut file = SealedFile::read(&small()).expect("a backup");
    file.mirror.retain(|key, _| !keys::HEADERS.contains(&key.as_str()));
    assert_eq!(read(&file.write()).err(), Some(NotABackup::NoHeader));
    assert_eq!(read(&SealedFile::default().write()).err(), Some(NotABackup::Empty));
}

#[test]
fn a_header_of_a_later_version_is_told_from_damage() {
    let text = small();
    let file = SealedFile::read(&text).expect("a backup");
    let mut header = frame::unframe(&file.mirror[keys::HEADERS[0]]).expect("whole").to_vec();
    // The oldest reader that understands it.
    header[5] = 9;
    let framed = frame::frame(&header);
    let both = with(&with(&text, keys::HEADERS[0], framed.clone()), keys::HEADERS[1], framed);
    assert_eq!(read(&both).err(), Some(NotABackup::Newer));
}

#[test]
fn a_cost_that_would_end_the_device_is_never_run() {
    let text = small();
    let file = SealedFile::read(&text).expect("a backup");
    // Bytes 44 to 55: memory, passes, lanes.
    for (at, number, expected) in [
        (44, u32::MAX, KdfError::TooDear),
        (48, u32::MAX, KdfError::TooDear),
        (52, u32::MAX, KdfError::TooDear),
        (44, 0, KdfError::TooCheap),
        (48, 0, KdfError::TooCheap),
        (52, 0, KdfError::TooCheap),
    ] {
        let mut header = frame::unframe(&file.mirror[keys::HEADERS[0]]).expect("whole").to_vec();
        header[at..at + 4].copy_from_slice(&number.to_le_bytes());
        let framed = frame::frame(&header);
        let hostile = with(&with(&text, keys::HEADERS[0], framed.clone()), keys::HEADERS[1], framed);
        let sealed = Sealed::read(&hostile).expect("a header is there");
        let (salt, kdf) = sealed.lock();
        let key = derive(&Secret::new("any passphrase").expect("long enough"), &salt, kdf);
        assert_eq!(key.err(), Some(expected));
    }
}

#[test]
fn what_would_unpack_to_more_than_a_journal_is_not_unpacked() {
    let text = small();
    let sealed = Sealed::read(&text).expect("a backup");
    let vault = vault(&sealed).expect("opens");
    let origin = Origin { writer: [0; 8], base: 0, generation: 1 };
    let bomb = |claimed: u32, name: Name| {
        // PPMd, and a length.
        let block = [&[1][..], &claimed.to_le_bytes(), &[0; 12]].concat();
        frame::frame(&vault.seal(Purpose::Record, &name, &origin.wrap(&block), &mut Repeatable(2)))
    };
    let name = Name([9; 16]);
    assert_eq!(read(&with(&text, &keys::value(name), bomb(64 << 20, name))).err(), Some(NotABackup::Bomb));
    // Many small ones come to the same. None of them unpacks, so all that is spent is what they claim.
    let mut file = sealed.file.clone();
    for number in 0..20 {
        let name = Name([number + 20; 16]);
        file.mirror.insert(keys::value(name), bomb(16 << 20, name));
    }
    let begun = std::time::Instant::now();
    assert_eq!(read(&file.write()).err(), Some(NotABackup::Bomb));
    assert!(begun.elapsed().as_secs() < 60);
    // The longest honest page is no bomb.
    let long = "é".repeat(400_000);
    let honest = codec::encode(&crate::record::write_page(&page(7, &long)));
    let framed = frame::frame(&vault.seal(Purpose::Record, &name, &origin.wrap(&honest), &mut Repeatable(2)));
    let contents = read(&with(&text, &keys::value(name), framed)).expect("a backup").expect("opens");
    assert_eq!(contents.pages.len(), 4);
}

#[test]
fn a_file_of_someone_else_is_refused_and_a_wrong_passphrase_opens_nothing() {
    for text in ["", "not a backup", "{\"metadata\":{\"version\":\"1.0\"},\"entries\":[]}", "\u{0}\u{1}", "[[[[[[[["] {
        assert_eq!(read(text).err(), Some(NotABackup::Text(NotSealed::Foreign)), "{text:?}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(read(&deep).err(), Some(NotABackup::Text(NotSealed::Foreign)));
    let sealed = Sealed::read(&small()).expect("a backup");
    assert!(sealed.unlock(&derived(2)).is_err() && sealed.unlock_open().is_err());
}
