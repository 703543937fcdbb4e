//! From a passphrase to a key, and from bytes to sealed bytes. The vault sees bytes, never a page.
//!
//! ```text
//! passphrase or recovery words --Argon2id--> Derived --HKDF--> unwraps one of eight slots --> DataKey
//! DataKey --HKDF, one label a purpose--> subkeys --XChaCha20-Poly1305--> sealed values
//! ```

use zeroize::Zeroizing;

/// Randomness, passed in.
pub trait Entropy {
    fn fill(&mut self, bytes: &mut [u8]);
}

/// Names the vault in the associated data of everything it seals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VaultId(pub [u8; 16]);

/// The random name of one written value; 26 characters of lower-case base32 (RFC 4648, no padding) as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(pub [u8; 16]);

impl Name {
    pub fn random(_entropy: &mut dyn Entropy) -> Self { todo!() }
    pub fn parse(_text: &str) -> Option<Self> { todo!() }
}
impl std::fmt::Display for Name {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { todo!() }
}

/// What a sealed value is; picks the subkey's label, so one purpose can never be read as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose { Record, Segment, Manifest, Draft }

/// The random key everything is sealed under. Zeroized on drop.
pub struct DataKey(Zeroizing<[u8; 32]>);
impl DataKey {
    pub fn random(_entropy: &mut dyn Entropy) -> Self { todo!() }
}

/// What a person typed to unlock, in its canonical form: a passphrase, or recovery words. Zeroized on drop.
pub struct Secret(Zeroizing<String>);
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretError { /// Fewer than four characters.
    TooShort }
impl Secret {
    /// `typed` in Unicode NFC.
    pub fn new(_typed: &str) -> Result<Self, SecretError> { todo!() }
}

/// Argon2id's cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kdf { pub memory_kib: u32, pub passes: u32, pub lanes: u32 }
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KdfError { TooCheap, TooDear, OutOfMemory }
impl Kdf {
    /// 64 MiB, three passes, one lane.
    pub const FLOOR: Kdf = Kdf { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
    pub fn check(self) -> Result<(), KdfError> { todo!() }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

/// What Argon2id returns; 32 bytes a worker can hand over. Zeroized on drop.
pub struct Derived(pub Zeroizing<[u8; 32]>);
pub fn derive(_secret: &Secret, _salt: &Salt, _kdf: Kdf) -> Result<Derived, KdfError> { todo!() }

/// Four looks, readable before unlocking. Opaque small numbers here; 0 is each one's default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appearance { pub theme: u8, pub text_size: u8, pub language: u8, pub plain_name: u8 }

/// What a slot is for; known only once the vault is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind { Open, Passphrase, Recovery }

/// How a slot is made.
pub enum NewSlot<'a> { /// Readable by anyone with this browser; the header says so.
    Open, Passphrase(&'a Derived), Recovery(&'a Derived) }

/// The clear part of the vault. Two copies of it are kept.
#[derive(Clone, Debug)]
pub struct Header { _private: () }
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError { Damaged, NotAHeader, Newer { min_reader: u8 } }
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnlockError { /// No slot opens: wrong passphrase.
    NoSlot }
impl Header {
    /// A header with one slot. `salt` and `kdf` are those `Derived` was made with; all slots share them.
    pub fn create(_id: VaultId, _key: &DataKey, _slot: NewSlot<'_>, _salt: Salt, _kdf: Kdf, _looks: Appearance, _entropy: &mut dyn Entropy) -> Self { todo!() }
    pub fn decode(_bytes: &[u8]) -> Result<Self, HeaderError> { todo!() }
    pub fn encode(&self) -> Vec<u8> { todo!() }
    pub fn id(&self) -> VaultId { todo!() }
    /// Counts rewrites: of two copies the higher one is the newer.
    pub fn version(&self) -> u32 { todo!() }
    pub fn salt(&self) -> Salt { todo!() }
    pub fn kdf(&self) -> Kdf { todo!() }
    pub fn looks(&self) -> Appearance { todo!() }
    pub fn is_open(&self) -> bool { todo!() }
    pub fn failed_unlocks(&self) -> u32 { todo!() }
    /// Needs no key: anyone with the device can write it.
    pub fn with_failed_unlocks(&self, _count: u32) -> Self { todo!() }
    pub fn with_looks(&self, _vault: &Vault, _looks: Appearance) -> Self { todo!() }
    /// Tries every slot with the derived key.
    pub fn unlock(&self, _derived: &Derived) -> Result<Vault, UnlockError> { todo!() }
    /// Opens the open slot.
    pub fn unlock_open(&self) -> Result<Vault, UnlockError> { todo!() }
    /// Whether the header is the one this key made: slots, parameters and looks unaltered.
    pub fn is_authentic(&self, _vault: &Vault) -> bool { todo!() }
    /// Kinds of the used slots and the day each was made (days since 1970).
    pub fn slots(&self, _vault: &Vault) -> Vec<(SlotKind, u32)> { todo!() }
    /// Adds a slot, replacing one of the same kind.
    pub fn with_slot(&self, _vault: &Vault, _slot: NewSlot<'_>, _day: u32, _entropy: &mut dyn Entropy) -> Self { todo!() }
    pub fn without_slot(&self, _vault: &Vault, _kind: SlotKind, _entropy: &mut dyn Entropy) -> Self { todo!() }
    /// A new data key under a passphrase; the returned vault seals with the new key and still opens values sealed
    /// with the old one, until `without_previous`.
    pub fn rekeyed(&self, _vault: &Vault, _slot: NewSlot<'_>, _salt: Salt, _kdf: Kdf, _day: u32, _entropy: &mut dyn Entropy) -> (Self, Vault) { todo!() }
    pub fn without_previous(&self, _vault: &Vault, _entropy: &mut dyn Entropy) -> (Self, Vault) { todo!() }
}

/// An unlocked vault. Keys are zeroized on drop.
pub struct Vault { _private: () }
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError { /// Too short, or not sealed bytes at all.
    NotSealed, /// Sealed by a newer version.
    Newer { version: u8 }, /// Sealed under a key this vault does not have.
    OtherKey, /// Altered, truncated, misnamed or of another purpose.
    Altered }
impl Vault {
    pub fn id(&self) -> VaultId { todo!() }
    pub fn epoch(&self) -> u8 { todo!() }
    /// Pads (256-byte steps to 4 kB, then Padmé) and seals.
    pub fn seal(&self, _purpose: Purpose, _name: &Name, _plain: &[u8], _entropy: &mut dyn Entropy) -> Vec<u8> { todo!() }
    pub fn open(&self, _purpose: Purpose, _name: &Name, _sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> { todo!() }
    /// The epoch a sealed value names, without opening it.
    pub fn epoch_of(_sealed: &[u8]) -> Option<u8> { todo!() }
}

/// Fifteen BIP-39 words: 160 bits and a 5-bit checksum.
pub mod words {
    use super::{Entropy, Secret};
    use zeroize::Zeroizing;
    pub struct RecoveryWords(pub Zeroizing<String>);
    impl RecoveryWords {
        pub fn random(_entropy: &mut dyn Entropy) -> Self { todo!() }
        pub fn secret(&self) -> Secret { todo!() }
    }
    /// Six words of the same list, as a passphrase for someone who wants one made up.
    pub fn made_up(_entropy: &mut dyn Entropy) -> Zeroizing<String> { todo!() }
}

/// Who a passphrase would stop, by a plain estimate.
pub mod strength {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Stops { Nobody, AQuickLook, SomeoneWhoKnowsYou, SomeoneWithTools }
    pub fn estimate(_typed: &str) -> Stops { todo!() }
}
