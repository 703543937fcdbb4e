//! The data key, and the subkeys drawn from it with HKDF-SHA-256 (RFC 5869): one label a purpose, so that no key is
//! ever used for two things. The salt of every derivation is the vault id.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{
    entropy::Entropy,
    kdf::{Derived, Salt},
    name::VaultId,
};

/// 32 bytes of key, wiped when dropped.
pub(super) type KeyBytes = Zeroizing<[u8; 32]>;

/// What a sealed value is; picks the subkey's label, so one purpose can never be read as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// One page, or anything else kept by itself.
    Record,
    /// Older records gathered into one value.
    Segment,
    /// The list of what there is.
    Manifest,
    /// What is being written now.
    Draft,
}

impl Purpose {
    pub(super) const ALL: [Self; 4] = [Self::Record, Self::Segment, Self::Manifest, Self::Draft];

    /// The byte in a sealed value's associated data.
    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Record => 1,
            Self::Segment => 2,
            Self::Manifest => 3,
            Self::Draft => 4,
        }
    }

    fn label(self) -> &'static [u8] {
        match self {
            Self::Record => b"held/1/record",
            Self::Segment => b"held/1/segment",
            Self::Manifest => b"held/1/manifest",
            Self::Draft => b"held/1/draft",
        }
    }
}

/// The random key everything is sealed under. Wiped when dropped.
pub struct DataKey(pub(super) KeyBytes);

impl DataKey {
    pub fn random(entropy: &mut dyn Entropy) -> Self {
        let mut bytes = KeyBytes::default();
        entropy.fill(&mut *bytes);
        Self(bytes)
    }

    pub(super) fn copy(&self) -> Self {
        Self(self.0.clone())
    }

    /// Seals values of one purpose.
    pub(super) fn for_purpose(&self, id: VaultId, purpose: Purpose) -> KeyBytes {
        subkey(&id.0, &*self.0, purpose.label())
    }

    /// Seals the directory of the slots.
    pub(super) fn for_directory(&self, id: VaultId) -> KeyBytes {
        subkey(&id.0, &*self.0, b"held/1/directory")
    }

    /// HMAC-SHA-256 over the header, ready to be asked for a tag or to check one.
    pub(super) fn header_mac(&self, id: VaultId, header: &[u8]) -> Hmac<Sha256> {
        let key = subkey(&id.0, &*self.0, b"held/1/header-mac");
        let mut mac = Hmac::<Sha256>::new_from_slice(&*key).expect("HMAC takes a key of any length");
        mac.update(header);
        mac
    }
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(..)")
    }
}

/// The key that wraps the data key in a passphrase or recovery slot.
pub(super) fn wrapping_key(id: VaultId, derived: &Derived) -> KeyBytes {
    subkey(&id.0, &*derived.0, b"held/1/slot")
}

/// The key of an open slot. It is made of public bytes alone and protects nothing: it only lets one way of unwrapping
/// serve every slot.
pub(super) fn open_wrapping_key(id: VaultId, salt: &Salt) -> KeyBytes {
    let public: Vec<u8> = [id.0, salt.0].concat();
    subkey(&public, &[], b"held/1/open")
}

fn subkey(salt: &[u8], material: &[u8], label: &[u8]) -> KeyBytes {
    let mut key = KeyBytes::default();
    Hkdf::<Sha256>::new(Some(salt), material)
        .expand(label, &mut *key)
        .expect("HKDF-SHA-256 gives up to 8160 bytes, and 32 are asked for");
    key
}
