//! The clear part of the vault: how the data key is kept, under which cost, and four looks.
//!
//! One Argon2id derivation serves every slot. The slots of a passphrase and of recovery words share salt and cost, so
//! whatever was typed is derived once and tried on all eight.
//!
//! An HMAC-SHA-256 under a subkey of the data key covers everything but the count of failed unlocks. It commits the
//! header to its key: slots, cost and looks cannot be altered unnoticed by someone without the key. A whole older
//! header can still be put back; that no file can prevent.

use super::{
    entropy::{Entropy, random},
    kdf::{Derived, Kdf, Salt},
    key::{DataKey, KeyBytes},
    layout::{Appearance, DIRECTORY_LEN, FLAG_OPEN, FORMAT, Fields, SLOT_LEN},
    name::VaultId,
    seal::{Epoch, Vault},
    slot::{Binding, Directory, NewSlot, SlotKind},
};
use hmac::Mac;

/// The clear part of the vault. Two copies of it are kept.
#[derive(Clone, Debug)]
pub struct Header {
    fields: Fields,
}

/// Why bytes are not a header to work with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// Begins as a header and is not one: cut short, or too long.
    Damaged,
    /// Something else altogether.
    NotAHeader,
    /// Written by a newer Held that asks its readers to be at least `min_reader`.
    Newer { min_reader: u8 },
}

/// Why the vault stays locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnlockError {
    /// No slot opens: wrong passphrase, or slots that were altered.
    NoSlot,
}

impl Header {
    /// A header with one slot, made on `day` (days since 1970). `salt` and `kdf` are those `Derived` was made with; all
    /// slots share them.
    #[expect(clippy::too_many_arguments, reason = "each is a part of the header that only the caller can know")]
    pub fn create(
        id: VaultId,
        key: &DataKey,
        slot: NewSlot<'_>,
        day: u32,
        salt: Salt,
        kdf: Kdf,
        looks: Appearance,
        entropy: &mut dyn Entropy,
    ) -> Self {
        let mut slots = [[0; SLOT_LEN]; _];
        for unused in &mut slots {
            *unused = random(entropy);
        }
        let fields = Fields {
            format: FORMAT,
            min_reader: FORMAT,
            epoch: 0,
            flags: 0,
            version: 0,
            id,
            salt,
            kdf,
            looks,
            slots,
            directory: [0; DIRECTORY_LEN],
            mac: [0; 32],
            failed_unlocks: 0,
        };
        let mut header = Self { fields };
        header.place(slot, day, key, Directory::default(), entropy);
        header.sign(key);
        header
    }

    /// Reads a header's bytes; what they claim is not believed before [`Header::is_authentic`].
    pub fn decode(bytes: &[u8]) -> Result<Self, HeaderError> {
        Fields::decode(bytes).map(|fields| Self { fields })
    }

    pub fn encode(&self) -> Vec<u8> {
        self.fields.encode()
    }

    pub fn id(&self) -> VaultId {
        self.fields.id
    }

    /// Counts rewrites: of two copies the higher one is the newer. The count of failed unlocks is written without
    /// raising it; of two copies alike in version, the higher count is the newer.
    pub fn version(&self) -> u32 {
        self.fields.version
    }

    pub fn salt(&self) -> Salt {
        self.fields.salt
    }

    pub fn kdf(&self) -> Kdf {
        self.fields.kdf
    }

    pub fn looks(&self) -> Appearance {
        self.fields.looks
    }

    /// Whether the header says that anyone with this browser can open it.
    pub fn is_open(&self) -> bool {
        self.fields.flags & FLAG_OPEN != 0
    }

    pub fn failed_unlocks(&self) -> u32 {
        self.fields.failed_unlocks
    }

    /// Needs no key: anyone with the device can write it, in either direction.
    pub fn with_failed_unlocks(&self, count: u32) -> Self {
        Self { fields: Fields { failed_unlocks: count, ..self.fields.clone() } }
    }

    pub fn with_looks(&self, vault: &Vault, looks: Appearance) -> Self {
        let mut header = self.rewritten();
        header.fields.looks = looks;
        header.sign(vault.key());
        header
    }

    /// Tries every slot with the derived key.
    ///
    /// Whatever opens a slot opens the vault, even where the rest of the header was altered, so that no damage of the
    /// header locks its owner out: ask [`Header::is_authentic`] next.
    pub fn unlock(&self, derived: &Derived) -> Result<Vault, UnlockError> {
        self.unlock_with(&self.binding().wrapping_key(&NewSlot::Passphrase(derived)))
    }

    /// Opens the open slot. Its key is made of public bytes, so this is no lock.
    pub fn unlock_open(&self) -> Result<Vault, UnlockError> {
        self.unlock_with(&self.binding().wrapping_key(&NewSlot::Open))
    }

    /// Whether the header is the one this key made: slots, cost, flags and looks unaltered. The count of failed
    /// unlocks is outside.
    pub fn is_authentic(&self, vault: &Vault) -> bool {
        let mac = vault.key().header_mac(self.fields.id, &self.fields.signed());
        mac.verify_slice(&self.fields.mac).is_ok()
    }

    /// Kinds of the used slots and the day each was made (days since 1970; 0 where it was not noted). Empty where the
    /// header is not authentic.
    pub fn slots(&self, vault: &Vault) -> Vec<(SlotKind, u32)> {
        self.directory(vault).slots()
    }

    /// Adds a slot, replacing one of the same kind. Only for an authentic header: of another one nobody knows which
    /// slots are used.
    ///
    /// An open slot stays beside a new one. To put a passphrase on an open vault use [`Header::rekeyed`]: whoever has
    /// read the open slot has the data key for good.
    pub fn with_slot(&self, vault: &Vault, slot: NewSlot<'_>, day: u32, entropy: &mut dyn Entropy) -> Self {
        let mut header = self.rewritten();
        header.place(slot, day, vault.key(), self.directory(vault), entropy);
        header.sign(vault.key());
        header
    }

    /// Makes the slot of this kind random bytes. The last slot stays, since nobody could open the vault without it.
    pub fn without_slot(&self, vault: &Vault, kind: SlotKind, entropy: &mut dyn Entropy) -> Self {
        let mut directory = self.directory(vault);
        let Some(at) = directory.strike(kind) else { return self.clone() };
        let mut header = self.rewritten();
        header.fields.slots[at] = random(entropy);
        header.seal_directory(&directory, vault.key(), entropy);
        header.sign(vault.key());
        header
    }

    /// The same data key behind another slot, under another salt and cost. What is sealed stays as it is, byte for byte:
    /// only who can open it changes.
    ///
    /// Every other slot goes, since all are bound to the salt and only what was typed can wrap the key again. Whoever
    /// has an older header can still open that one; [`Header::rekeyed`] is for when that matters.
    pub fn relocked(
        &self,
        vault: &Vault,
        slot: NewSlot<'_>,
        salt: Salt,
        kdf: Kdf,
        day: u32,
        entropy: &mut dyn Entropy,
    ) -> Self {
        let mut header = self.rewritten();
        header.fields.salt = salt;
        header.fields.kdf = kdf;
        for slot in &mut header.fields.slots {
            *slot = random(entropy);
        }
        let directory = Directory { previous: self.directory(vault).previous, ..Directory::default() };
        header.place(slot, day, vault.key(), directory, entropy);
        header.sign(vault.key());
        header
    }

    /// A new data key in a new slot; the returned vault seals with the new key and still opens values sealed with the
    /// old one, until [`Header::without_previous`].
    ///
    /// Every other slot goes, since only what was typed can wrap the new key: recovery words are to be offered again.
    /// One previous key is kept, so the re-sealing under way is finished before another begins
    /// ([`Vault::previous_epoch`] is `None`).
    pub fn rekeyed(
        &self,
        vault: &Vault,
        slot: NewSlot<'_>,
        salt: Salt,
        kdf: Kdf,
        day: u32,
        entropy: &mut dyn Entropy,
    ) -> (Self, Vault) {
        let (id, epoch) = (self.fields.id, vault.epoch().wrapping_add(1));
        let key = DataKey::random(entropy);
        let mut header = self.rewritten();
        header.fields.epoch = epoch;
        header.fields.salt = salt;
        header.fields.kdf = kdf;
        for slot in &mut header.fields.slots {
            *slot = random(entropy);
        }
        let directory = Directory { previous: Some((vault.epoch(), vault.key().copy())), ..Directory::default() };
        header.place(slot, day, &key, directory, entropy);
        header.sign(&key);
        let previous = Epoch::new(id, vault.epoch(), vault.key().copy());
        (header, Vault::new(id, Epoch::new(id, epoch, key), Some(previous)))
    }

    /// Forgets the previous data key, once every value is sealed under the new one.
    pub fn without_previous(&self, vault: &Vault, entropy: &mut dyn Entropy) -> (Self, Vault) {
        let mut header = self.rewritten();
        let directory = Directory { previous: None, ..self.directory(vault) };
        header.seal_directory(&directory, vault.key(), entropy);
        header.sign(vault.key());
        let current = Epoch::new(vault.id(), vault.epoch(), vault.key().copy());
        (header, Vault::new(vault.id(), current, None))
    }

    fn binding(&self) -> Binding {
        Binding { id: self.fields.id, salt: self.fields.salt, kdf: self.fields.kdf }
    }

    fn unlock_with(&self, wrapping: &KeyBytes) -> Result<Vault, UnlockError> {
        let (id, epoch) = (self.fields.id, self.fields.epoch);
        let key = self.binding().unwrap(&self.fields.slots, wrapping).ok_or(UnlockError::NoSlot)?;
        let previous =
            Directory::open(&self.fields.directory, id, epoch, &key).and_then(|directory| directory.previous);
        let previous = previous.map(|(epoch, key)| Epoch::new(id, epoch, key));
        Ok(Vault::new(id, Epoch::new(id, epoch, key), previous))
    }

    fn directory(&self, vault: &Vault) -> Directory {
        Directory::open(&self.fields.directory, self.fields.id, self.fields.epoch, vault.key()).unwrap_or_default()
    }

    /// A copy that counts as the newer one.
    fn rewritten(&self) -> Self {
        Self { fields: Fields { version: self.fields.version.saturating_add(1), ..self.fields.clone() } }
    }

    /// Wraps the key into the slot of this kind, or into a free one.
    fn place(
        &mut self,
        slot: NewSlot<'_>,
        day: u32,
        key: &DataKey,
        mut directory: Directory,
        entropy: &mut dyn Entropy,
    ) {
        let at = directory.note(slot.kind(), day, entropy);
        let binding = self.binding();
        self.fields.slots[at] = binding.wrap(at, &binding.wrapping_key(&slot), key, entropy);
        self.seal_directory(&directory, key, entropy);
    }

    /// Seals the directory and lets the open flag say what it says.
    fn seal_directory(&mut self, directory: &Directory, key: &DataKey, entropy: &mut dyn Entropy) {
        let open = directory.find(SlotKind::Open).is_some();
        self.fields.flags = if open { FLAG_OPEN } else { 0 };
        self.fields.directory = directory.seal(self.fields.id, self.fields.epoch, key, entropy);
    }

    fn sign(&mut self, key: &DataKey) {
        self.fields.mac = key.header_mac(self.fields.id, &self.fields.signed()).finalize().into_bytes().into();
    }
}
