//! Slots, each of which wraps the data key once, and the sealed directory that says which are used.
//!
//! A slot is `nonce 24 | wrapped data key 32 | tag 16` under XChaCha20-Poly1305. Its associated data is the label
//! `held/1/slot`, the vault id, the slot's index, the Argon2id cost and the salt, so a slot opens in no other place
//! and under no cheapened cost. An unused slot is random bytes: from outside, nobody can tell how many are used.
//!
//! The directory is `nonce 24 | ciphertext 96 | tag 16` under the data key's own subkey, with the label
//! `held/1/directory`, the vault id and the epoch as associated data. Inside: eight times kind (1 byte: 0 unused,
//! 1 open, 2 passphrase, 3 recovery) and day (4 bytes, days since 1970, 0 where it was not noted); one byte that is 1
//! where a previous data key follows; that key's epoch; the key (32 bytes); 22 zeros.

use zeroize::Zeroizing;

use super::{
    aead::{self, NONCE_LEN, TAG_LEN},
    entropy::{Entropy, random},
    kdf::{Derived, Kdf, Salt},
    key::{DataKey, KeyBytes, open_wrapping_key, wrapping_key},
    layout::{DIRECTORY_LEN, DIRECTORY_PLAIN_LEN, SLOT_LEN, SLOTS, kdf_bytes},
    name::VaultId,
};

/// What a slot is for; known only once the vault is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// Readable by anyone with this browser.
    Open,
    Passphrase,
    Recovery,
}

impl SlotKind {
    fn byte(self) -> u8 {
        match self {
            Self::Open => 1,
            Self::Passphrase => 2,
            Self::Recovery => 3,
        }
    }

    fn from_byte(byte: u8) -> Option<Self> {
        [Self::Open, Self::Passphrase, Self::Recovery].into_iter().find(|kind| kind.byte() == byte)
    }
}

/// How a slot is made.
#[derive(Debug)]
pub enum NewSlot<'a> {
    /// Readable by anyone with this browser; the header says so.
    Open,
    Passphrase(&'a Derived),
    Recovery(&'a Derived),
}

impl NewSlot<'_> {
    pub(super) fn kind(&self) -> SlotKind {
        match self {
            Self::Open => SlotKind::Open,
            Self::Passphrase(_) => SlotKind::Passphrase,
            Self::Recovery(_) => SlotKind::Recovery,
        }
    }
}

/// What every slot of a header is bound to.
#[derive(Clone, Copy)]
pub(super) struct Binding {
    pub(super) id: VaultId,
    pub(super) salt: Salt,
    pub(super) kdf: Kdf,
}

impl Binding {
    /// The key that a slot of this kind is wrapped with.
    pub(super) fn wrapping_key(self, slot: &NewSlot<'_>) -> KeyBytes {
        match slot {
            NewSlot::Open => open_wrapping_key(self.id, &self.salt),
            NewSlot::Passphrase(derived) | NewSlot::Recovery(derived) => wrapping_key(self.id, derived),
        }
    }

    pub(super) fn wrap(self, at: usize, with: &KeyBytes, key: &DataKey, entropy: &mut dyn Entropy) -> [u8; SLOT_LEN] {
        let mut slot = [0; SLOT_LEN];
        slot[NONCE_LEN..SLOT_LEN - TAG_LEN].copy_from_slice(&*key.0);
        seal_in_place(with, &self.slot_context(at), &mut slot, entropy);
        slot
    }

    /// Tries every slot, with no early exit: how long it takes does not tell which one opened.
    pub(super) fn unwrap(self, slots: &[[u8; SLOT_LEN]; SLOTS], with: &KeyBytes) -> Option<DataKey> {
        let mut found = None;
        for (at, slot) in slots.iter().enumerate() {
            let mut slot = Zeroizing::new(*slot);
            if let Some(plain) = open_in_place(with, &self.slot_context(at), &mut *slot) {
                let mut key = KeyBytes::default();
                key.copy_from_slice(plain);
                found = found.or(Some(DataKey(key)));
            }
        }
        found
    }

    fn slot_context(self, at: usize) -> Vec<u8> {
        [b"held/1/slot".as_slice(), &self.id.0, &[at as u8], &kdf_bytes(self.kdf), &self.salt.0].concat()
    }
}

/// Which slots are used, for what and since when; and the key that went before, while values are re-sealed.
#[derive(Default)]
pub(super) struct Directory {
    /// Kind and day as their bytes say, so that a kind only a later version knows is kept and never taken for free.
    pub(super) entries: [(u8, u32); SLOTS],
    pub(super) previous: Option<(u8, DataKey)>,
}

impl Directory {
    pub(super) fn seal(&self, id: VaultId, epoch: u8, key: &DataKey, entropy: &mut dyn Entropy) -> [u8; DIRECTORY_LEN] {
        let mut sealed = [0; DIRECTORY_LEN];
        let plain = &mut sealed[NONCE_LEN..][..DIRECTORY_PLAIN_LEN];
        for (entry, (kind, day)) in plain.chunks_exact_mut(ENTRY_LEN).zip(self.entries) {
            entry[0] = kind;
            entry[1..].copy_from_slice(&day.to_le_bytes());
        }
        if let Some((epoch, key)) = &self.previous {
            plain[PREVIOUS_AT] = 1;
            plain[PREVIOUS_AT + 1] = *epoch;
            plain[PREVIOUS_AT + 2..][..32].copy_from_slice(&*key.0);
        }
        seal_in_place(&key.for_directory(id), &directory_context(id, epoch), &mut sealed, entropy);
        sealed
    }

    /// `None` where the directory is not the one this key made.
    pub(super) fn open(sealed: &[u8; DIRECTORY_LEN], id: VaultId, epoch: u8, key: &DataKey) -> Option<Self> {
        let mut sealed = Zeroizing::new(*sealed);
        let plain = open_in_place(&key.for_directory(id), &directory_context(id, epoch), &mut *sealed)?;
        let mut directory = Self::default();
        for (known, entry) in directory.entries.iter_mut().zip(plain.chunks_exact(ENTRY_LEN)) {
            *known = (entry[0], u32::from_le_bytes([entry[1], entry[2], entry[3], entry[4]]));
        }
        if plain[PREVIOUS_AT] == 1 {
            let mut key = KeyBytes::default();
            key.copy_from_slice(&plain[PREVIOUS_AT + 2..][..32]);
            directory.previous = Some((plain[PREVIOUS_AT + 1], DataKey(key)));
        }
        Some(directory)
    }

    /// The used slots of kinds known here, in the order of their kinds.
    pub(super) fn slots(&self) -> Vec<(SlotKind, u32)> {
        let mut entries = self.entries;
        entries.sort_unstable();
        entries.into_iter().filter_map(|(kind, day)| Some((SlotKind::from_byte(kind)?, day))).collect()
    }

    /// Where the slot of this kind is.
    pub(super) fn find(&self, kind: SlotKind) -> Option<usize> {
        self.entries.iter().position(|&(known, _)| known == kind.byte())
    }

    /// Notes a slot: in the place of one of its kind, else in a free one drawn at random, so that a place says
    /// nothing about what came first. Returns the place.
    pub(super) fn note(&mut self, kind: SlotKind, day: u32, entropy: &mut dyn Entropy) -> usize {
        let at = self.find(kind).unwrap_or_else(|| {
            let free = |at: &usize| self.entries[*at].0 == UNUSED;
            // Three kinds leave room; only eight slots of kinds unknown here would not, and then one of them goes.
            let mut places: Vec<usize> = (0..SLOTS).filter(free).collect();
            if places.is_empty() {
                places = (0..SLOTS).collect();
            }
            // A draw out of 2^64 leaves no bias to speak of.
            places[(u64::from_le_bytes(random(entropy)) % places.len() as u64) as usize]
        });
        self.entries[at] = (kind.byte(), day);
        at
    }

    /// Strikes the slot of this kind out and returns its place. `None`, and nothing is changed, where there is no such
    /// slot or no other one.
    pub(super) fn strike(&mut self, kind: SlotKind) -> Option<usize> {
        let used = self.entries.iter().filter(|(kind, _)| *kind != UNUSED).count();
        let at = self.find(kind).filter(|_| used > 1)?;
        self.entries[at] = (UNUSED, 0);
        Some(at)
    }
}

const UNUSED: u8 = 0;
const ENTRY_LEN: usize = 5;
const PREVIOUS_AT: usize = SLOTS * ENTRY_LEN;

fn directory_context(id: VaultId, epoch: u8) -> Vec<u8> {
    [b"held/1/directory".as_slice(), &id.0, &[epoch]].concat()
}

/// Seals `nonce | plain | tag` in place: draws the nonce, encrypts the middle, writes the tag.
fn seal_in_place(key: &KeyBytes, associated: &[u8], sealed: &mut [u8], entropy: &mut dyn Entropy) {
    let nonce: [u8; NONCE_LEN] = random(entropy);
    let tag_at = sealed.len() - TAG_LEN;
    let tag = aead::encrypt(key, &nonce, associated, &mut sealed[NONCE_LEN..tag_at]);
    sealed[..NONCE_LEN].copy_from_slice(&nonce);
    sealed[tag_at..].copy_from_slice(&tag);
}

/// The reverse: the plain middle, or `None`.
fn open_in_place<'a>(key: &KeyBytes, associated: &[u8], sealed: &'a mut [u8]) -> Option<&'a [u8]> {
    let (nonce, rest) = sealed.split_first_chunk_mut::<NONCE_LEN>()?;
    let (middle, tag) = rest.split_last_chunk_mut::<TAG_LEN>()?;
    aead::decrypt(key, nonce, associated, middle, tag).ok()?;
    Some(middle)
}

#[cfg(test)]
mod tests {
    use super::{super::entropy::testing::Repeatable, *};

    #[test]
    fn a_slot_of_a_kind_from_later_is_kept() {
        let mut entropy = Repeatable(1);
        let (id, key) = (VaultId([1; 16]), DataKey::random(&mut entropy));
        let mut directory = Directory { entries: [(9, 77); SLOTS], ..Directory::default() };
        directory.entries[6] = (UNUSED, 0);
        let sealed = directory.seal(id, 0, &key, &mut entropy);
        let mut directory = Directory::open(&sealed, id, 0, &key).unwrap();
        assert_eq!(directory.slots(), []);
        assert_eq!(directory.note(SlotKind::Recovery, 5, &mut entropy), 6);
        assert_eq!(directory.slots(), [(SlotKind::Recovery, 5)]);
        assert_eq!(directory.entries.iter().filter(|&&entry| entry == (9, 77)).count(), 7);
    }
}
