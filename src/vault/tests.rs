//! The life of a vault: made, opened, re-keyed, altered.

use proptest::prelude::*;
use zeroize::Zeroizing;

use super::{entropy::testing::Repeatable, *};

const ID: VaultId = VaultId([0xab; 16]);
const SALT: Salt = Salt([0xcd; 16]);
const LOOKS: Appearance = Appearance { theme: 1, text_size: 2, language: 3, plain_name: 4 };

/// Deriving takes a while even at the cheapest; nothing here depends on how the 32 bytes came about.
fn derived(byte: u8) -> Derived {
    Derived(Zeroizing::new([byte; 32]))
}

fn with_passphrase() -> (Header, Vault, Repeatable) {
    let mut entropy = Repeatable(1);
    let key = DataKey::random(&mut entropy);
    let header = Header::create(ID, &key, NewSlot::Passphrase(&derived(1)), 0, SALT, Kdf::FLOOR, LOOKS, &mut entropy);
    let vault = header.unlock(&derived(1)).unwrap();
    (header, vault, entropy)
}

fn without_passphrase() -> (Header, Vault, Repeatable) {
    let mut entropy = Repeatable(2);
    let key = DataKey::random(&mut entropy);
    let header = Header::create(ID, &key, NewSlot::Open, 0, SALT, Kdf::FLOOR, LOOKS, &mut entropy);
    let vault = header.unlock_open().unwrap();
    (header, vault, entropy)
}

/// Sealed by one vault, opened by another.
fn carries(from: &Vault, to: &Vault) -> bool {
    let name = Name([9; 16]);
    let sealed = from.seal(Purpose::Record, &name, b"words", &mut Repeatable(3));
    to.open(Purpose::Record, &name, &sealed).is_ok_and(|plain| *plain == b"words")
}

#[test]
fn a_header_says_what_it_was_made_with() {
    let (header, vault, _) = with_passphrase();
    let read = Header::decode(&header.encode()).unwrap();
    assert_eq!((read.id(), read.salt(), read.kdf(), read.looks()), (ID, SALT, Kdf::FLOOR, LOOKS));
    assert_eq!((read.version(), read.failed_unlocks(), read.is_open()), (0, 0, false));
    assert_eq!(read.encode(), header.encode());
    assert!(read.is_authentic(&vault));
    assert_eq!(read.slots(&vault), [(SlotKind::Passphrase, 0)]);
}

#[test]
fn only_the_right_secret_unlocks() {
    let (header, vault, _) = with_passphrase();
    assert!(carries(&vault, &header.unlock(&derived(1)).unwrap()));
    assert_eq!(header.unlock(&derived(2)).unwrap_err(), UnlockError::NoSlot);
    assert_eq!(header.unlock_open().unwrap_err(), UnlockError::NoSlot);
}

#[test]
fn an_open_vault_opens_without_a_secret_and_says_so() {
    let (header, vault, _) = without_passphrase();
    assert!(header.is_open());
    assert!(carries(&vault, &header.unlock_open().unwrap()));
    assert_eq!(header.unlock(&derived(1)).unwrap_err(), UnlockError::NoSlot);
}

#[test]
fn recovery_words_open_the_vault_in_any_case_and_spacing() {
    let mut entropy = Repeatable(4);
    let kdf = Kdf { memory_kib: 19 * 1024, passes: 2, lanes: 1 };
    let (header, vault, _) = with_passphrase();
    let words = words::RecoveryWords::random(&mut entropy);
    let slot = derive(&words.secret(), &header.salt(), kdf).unwrap();
    let header = header.with_slot(&vault, NewSlot::Recovery(&slot), 20_000, &mut entropy);

    let typed = format!("  {}\n", words.0.to_uppercase().replace(' ', " \n "));
    let typed = derive(&Secret::new(&typed).unwrap(), &header.salt(), kdf).unwrap();
    assert!(carries(&vault, &header.unlock(&typed).unwrap()));
    assert!(carries(&vault, &header.unlock(&derived(1)).unwrap()), "the passphrase still opens");
    assert_eq!(header.slots(&vault), [(SlotKind::Passphrase, 0), (SlotKind::Recovery, 20_000)]);
}

#[test]
fn a_new_passphrase_replaces_the_old_one_and_keeps_the_recovery_words() {
    let (header, vault, mut entropy) = with_passphrase();
    let header = header.with_slot(&vault, NewSlot::Recovery(&derived(7)), 5, &mut entropy);
    let header = header.with_slot(&vault, NewSlot::Passphrase(&derived(2)), 6, &mut entropy);
    assert_eq!(header.unlock(&derived(1)).unwrap_err(), UnlockError::NoSlot);
    assert!(carries(&vault, &header.unlock(&derived(2)).unwrap()));
    assert!(carries(&vault, &header.unlock(&derived(7)).unwrap()));
    assert_eq!(header.slots(&vault), [(SlotKind::Passphrase, 6), (SlotKind::Recovery, 5)]);
    assert_eq!(header.version(), 2);
    assert!(header.is_authentic(&vault));
}

#[test]
fn a_slot_taken_away_opens_nothing() {
    let (header, vault, mut entropy) = with_passphrase();
    let header = header.with_slot(&vault, NewSlot::Recovery(&derived(7)), 5, &mut entropy);
    let header = header.without_slot(&vault, SlotKind::Recovery, &mut entropy);
    assert_eq!(header.unlock(&derived(7)).unwrap_err(), UnlockError::NoSlot);
    assert_eq!(header.slots(&vault), [(SlotKind::Passphrase, 0)]);
    assert!(header.is_authentic(&vault));
}

#[test]
fn the_last_slot_stays() {
    let (header, vault, mut entropy) = with_passphrase();
    let header = header.without_slot(&vault, SlotKind::Passphrase, &mut entropy);
    assert!(header.unlock(&derived(1)).is_ok());
}

#[test]
fn slots_are_placed_at_random() {
    let kdf = Kdf::FLOOR;
    let mut positions = std::collections::BTreeSet::new();
    for seed in 0..100 {
        let mut entropy = Repeatable(seed);
        let key = DataKey::random(&mut entropy);
        let empty =
            Header::create(ID, &key, NewSlot::Passphrase(&derived(1)), 0, SALT, kdf, LOOKS, &mut entropy).encode();
        // The used position is the one that, made unreadable, keeps the vault locked.
        let used = (0..8).find(|at| {
            let mut bytes = empty.clone();
            bytes[60 + 72 * at] ^= 1;
            Header::decode(&bytes).unwrap().unlock(&derived(1)).is_err()
        });
        positions.insert(used.unwrap());
    }
    assert_eq!(positions.len(), 8);
}

#[test]
fn a_passphrase_for_an_open_vault_makes_a_new_key() {
    let (open, old, mut entropy) = without_passphrase();
    let salt = Salt([0xee; 16]);
    let (header, new) = open.rekeyed(&old, NewSlot::Passphrase(&derived(1)), salt, Kdf::FLOOR, 9, &mut entropy);
    assert!(!header.is_open());
    assert_eq!(header.unlock_open().unwrap_err(), UnlockError::NoSlot);
    assert_eq!((header.salt(), header.version(), header.looks()), (salt, 1, LOOKS));
    assert_eq!(header.slots(&new), [(SlotKind::Passphrase, 9)]);
    assert_eq!((old.epoch(), new.epoch(), new.previous_epoch()), (0, 1, Some(0)));

    // What was written before still opens, also after closing and unlocking again; what is written now does not open
    // with what lay in the browser before.
    let again = header.unlock(&derived(1)).unwrap();
    assert!(carries(&old, &new) && carries(&old, &again) && carries(&new, &again));
    assert!(!carries(&new, &old));
    assert!(header.is_authentic(&again) && !header.is_authentic(&old));

    let (header, done) = header.without_previous(&again, &mut entropy);
    let again = header.unlock(&derived(1)).unwrap();
    assert!(carries(&new, &done) && carries(&new, &again));
    assert!(!carries(&old, &done) && !carries(&old, &again));
    assert_eq!(done.previous_epoch(), None);
    let sealed = old.seal(Purpose::Record, &Name([9; 16]), b"words", &mut entropy);
    assert_eq!(done.open(Purpose::Record, &Name([9; 16]), &sealed).unwrap_err(), OpenError::OtherKey);
    assert_eq!(Vault::epoch_of(&sealed), Some(0));
}

#[test]
fn looks_change_under_the_key_and_the_count_without_it() {
    let (header, vault, _) = with_passphrase();
    let dark = header.with_looks(&vault, Appearance { theme: 2, ..LOOKS });
    assert_eq!((dark.looks().theme, dark.version()), (2, 1));
    assert!(dark.is_authentic(&vault));

    let counted = dark.with_failed_unlocks(3);
    assert_eq!((counted.failed_unlocks(), counted.version()), (3, 1));
    assert!(counted.is_authentic(&vault));
    assert_eq!(Header::decode(&counted.encode()).unwrap().failed_unlocks(), 3);
}

#[test]
fn another_lock_on_the_same_key_opens_what_was_sealed_before_and_shuts_out_the_old_secret() {
    let (header, vault, mut entropy) = with_passphrase();
    let header = header.with_slot(&vault, NewSlot::Recovery(&derived(7)), 3, &mut entropy);
    let salt = Salt([0x11; 16]);
    let dearer = Kdf { passes: 4, ..Kdf::FLOOR };
    let changed = header.relocked(&vault, NewSlot::Passphrase(&derived(2)), salt, dearer, 20, &mut entropy);
    assert_eq!((changed.salt(), changed.kdf(), changed.version()), (salt, dearer, header.version() + 1));
    let again = changed.unlock(&derived(2)).unwrap();
    assert!(carries(&vault, &again) && carries(&again, &vault));
    assert!(changed.is_authentic(&again));
    assert_eq!(changed.slots(&again), [(SlotKind::Passphrase, 20)]);
    for gone in [1, 7] {
        assert_eq!(changed.unlock(&derived(gone)).unwrap_err(), UnlockError::NoSlot);
    }

    let open = changed.relocked(&again, NewSlot::Open, SALT, Kdf::FLOOR, 21, &mut entropy);
    assert!(open.is_open() && !changed.is_open());
    assert!(carries(&vault, &open.unlock_open().unwrap()));
    assert_eq!(open.unlock(&derived(2)).unwrap_err(), UnlockError::NoSlot);
}

#[test]
fn another_lock_while_everything_is_sealed_again_forgets_no_key() {
    let (open, old, mut entropy) = without_passphrase();
    let (header, new) = open.rekeyed(&old, NewSlot::Passphrase(&derived(1)), SALT, Kdf::FLOOR, 9, &mut entropy);
    let changed = header.relocked(&new, NewSlot::Passphrase(&derived(2)), SALT, Kdf::FLOOR, 10, &mut entropy);
    assert!(carries(&old, &changed.unlock(&derived(2)).unwrap()));
}

#[test]
fn debug_shows_no_key() {
    let key = DataKey(Zeroizing::new([0x5a; 32]));
    let header = Header::create(ID, &key, NewSlot::Open, 0, SALT, Kdf::FLOOR, LOOKS, &mut Repeatable(5));
    let vault = header.unlock_open().unwrap();
    let words = words::RecoveryWords(Zeroizing::new("abandon".into()));
    let shown = format!("{key:?} {vault:?} {words:?} {:?}", NewSlot::Recovery(&derived(0x5a)));
    assert_eq!(shown, "DataKey(..) Vault(..) RecoveryWords(..) Recovery(Derived(..))");
}

#[test]
fn a_decoder_tells_a_stranger_from_damage_and_from_a_newer_header() {
    let (header, ..) = with_passphrase();
    let bytes = header.encode();
    assert_eq!(Header::decode(b"").unwrap_err(), HeaderError::NotAHeader);
    assert_eq!(Header::decode(b"something else").unwrap_err(), HeaderError::NotAHeader);
    assert_eq!(Header::decode(&bytes[..bytes.len() - 1]).unwrap_err(), HeaderError::Damaged);
    assert_eq!(Header::decode(&[&bytes[..], &[0]].concat()).unwrap_err(), HeaderError::Damaged);
    let mut newer = bytes.clone();
    newer[5] = 2;
    assert_eq!(Header::decode(&newer).unwrap_err(), HeaderError::Newer { min_reader: 2 });
    assert_eq!(Header::decode(&newer[..6]).unwrap_err(), HeaderError::Newer { min_reader: 2 });
}

#[test]
fn any_flipped_bit_of_a_header_is_noticed_but_for_the_count() {
    let (header, vault, _) = with_passphrase();
    let bytes = header.encode();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let trusted = Header::decode(&flipped).is_ok_and(|header| header.is_authentic(&vault));
        assert_eq!(trusted, bit / 8 >= 804, "bit {bit}");
    }
}

#[test]
fn any_flipped_bit_or_cut_of_a_sealed_value_is_noticed() {
    let (_, vault, mut entropy) = with_passphrase();
    let name = Name([3; 16]);
    let sealed = vault.seal(Purpose::Draft, &name, b"an unfinished line", &mut entropy);
    assert_eq!(sealed.len(), 3 + 24 + 256 + 16);
    for bit in 0..sealed.len() * 8 {
        let mut flipped = sealed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(vault.open(Purpose::Draft, &name, &flipped).is_err(), "bit {bit}");
    }
    for length in 0..sealed.len() {
        assert!(vault.open(Purpose::Draft, &name, &sealed[..length]).is_err(), "{length} bytes");
    }
}

proptest! {
    #[test]
    fn what_is_sealed_opens_as_it_was(
        plain in proptest::collection::vec(any::<u8>(), 0..9000), name: [u8; 16], at in 0..4_usize, seed: u64,
    ) {
        let (_, vault, _) = with_passphrase();
        let (name, purpose) = (Name(name), key::Purpose::ALL[at]);
        let sealed = vault.seal(purpose, &name, &plain, &mut Repeatable(seed));
        prop_assert_eq!(&*vault.open(purpose, &name, &sealed).unwrap(), &plain);
        let other = key::Purpose::ALL[(at + 1) % 4];
        prop_assert_eq!(vault.open(other, &name, &sealed).unwrap_err(), OpenError::Altered);
    }

    #[test]
    fn no_bytes_make_a_decoder_panic(bytes in proptest::collection::vec(any::<u8>(), 0..900), as_header: bool) {
        let (header, vault, _) = with_passphrase();
        let mut bytes = bytes;
        if as_header {
            bytes.resize(808, 0);
            bytes[..6].copy_from_slice(&header.encode()[..6]);
        }
        if let Ok(header) = Header::decode(&bytes) {
            prop_assert!(!header.is_authentic(&vault));
            prop_assert!(header.unlock_open().is_err());
            prop_assert_eq!(header.encode(), bytes);
        } else {
            prop_assert!(vault.open(Purpose::Record, &Name([0; 16]), &bytes).is_err());
        }
    }
}
