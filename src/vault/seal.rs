//! Sealed values.
//!
//! ```text
//! version 1 byte (1) | algorithm 1 byte (1 = XChaCha20-Poly1305) | epoch 1 byte | nonce 24 | ciphertext | tag 16
//! ```
//!
//! The associated data is the label `held/1/sealed`, the vault id, the value's name, the purpose's byte (record 1,
//! segment 2, manifest 3, draft 4) and the three clear bytes. Inside: `length u32 little-endian | bytes | zeros`,
//! padded (see `pad`). What is compressed is compressed before it comes here.
//!
//! A nonce is 24 random bytes: after 2^48 values of one purpose the chance of any two alike is still below 2^-96.

use zeroize::Zeroizing;

use super::{
    aead::{self, NONCE_LEN, TAG_LEN},
    entropy::{Entropy, random},
    key::{DataKey, KeyBytes, Purpose},
    name::{Name, VaultId},
    pad,
};

const VERSION: u8 = 1;
const XCHACHA20_POLY1305: u8 = 1;
/// Version, algorithm, epoch.
const CLEAR_LEN: usize = 3;
const CIPHERTEXT_AT: usize = CLEAR_LEN + NONCE_LEN;

/// An unlocked vault. Keys are wiped when dropped.
pub struct Vault {
    id: VaultId,
    current: Epoch,
    previous: Option<Epoch>,
}

/// Why a sealed value does not open. Nothing of it is ever shown or handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// Too short, or not sealed bytes at all.
    NotSealed,
    /// Sealed by a newer version, or with an algorithm of one.
    Newer { version: u8 },
    /// Sealed under a key this vault does not have.
    OtherKey,
    /// Altered, truncated, misnamed or of another purpose.
    Altered,
}

impl Vault {
    pub fn id(&self) -> VaultId {
        self.id
    }

    /// The epoch new values are sealed under; one more, wrapping around, with each new data key.
    pub fn epoch(&self) -> u8 {
        self.current.epoch
    }

    /// The epoch still to be re-sealed, while there is one.
    pub fn previous_epoch(&self) -> Option<u8> {
        self.previous.as_ref().map(|previous| previous.epoch)
    }

    /// Pads (256-byte steps to 4 kB, then Padmé) and seals. Never seal twice under one name: each write has its own.
    pub fn seal(&self, purpose: Purpose, name: &Name, plain: &[u8], entropy: &mut dyn Entropy) -> Vec<u8> {
        let padded = pad::padded_len(plain.len());
        let length = u32::try_from(plain.len()).expect("a value of 4 GiB is far beyond any store");
        let clear = [VERSION, XCHACHA20_POLY1305, self.current.epoch];
        let nonce: [u8; NONCE_LEN] = random(entropy);

        // One allocation of the final size, so that no plaintext is left behind by a growing buffer.
        let mut sealed = Vec::with_capacity(CIPHERTEXT_AT + padded + TAG_LEN);
        sealed.extend(clear);
        sealed.extend(nonce);
        sealed.extend(length.to_le_bytes());
        sealed.extend_from_slice(plain);
        sealed.resize(CIPHERTEXT_AT + padded, 0);
        let context = self.context(purpose, name, clear);
        let tag = aead::encrypt(self.current.key_for(purpose), &nonce, &context, &mut sealed[CIPHERTEXT_AT..]);
        sealed.extend(tag);
        sealed
    }

    /// The bytes that were sealed, wiped when dropped.
    ///
    /// # Errors
    ///
    /// One [`OpenError`]. Keep the sealed bytes whichever it is: a newer version, the right key or another copy may
    /// still open them.
    pub fn open(&self, purpose: Purpose, name: &Name, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let (clear, rest) = sealed.split_first_chunk::<CLEAR_LEN>().ok_or(OpenError::NotSealed)?;
        let [version, algorithm, epoch] = *clear;
        if version == 0 || algorithm == 0 {
            return Err(OpenError::NotSealed);
        }
        if version > VERSION || algorithm > XCHACHA20_POLY1305 {
            return Err(OpenError::Newer { version });
        }
        let (nonce, rest) = rest.split_first_chunk::<NONCE_LEN>().ok_or(OpenError::NotSealed)?;
        let (ciphertext, tag) = rest.split_last_chunk::<TAG_LEN>().ok_or(OpenError::NotSealed)?;
        let keys = self.epoch_keys(epoch).ok_or(OpenError::OtherKey)?;

        let mut plain = Zeroizing::new(ciphertext.to_vec());
        aead::decrypt(keys.key_for(purpose), nonce, &self.context(purpose, name, *clear), &mut plain, tag)
            .map_err(|_| OpenError::Altered)?;
        let content = pad::content(&plain).ok_or(OpenError::Altered)?;
        let length = content.len();
        plain.copy_within(content, 0);
        plain.truncate(length);
        Ok(plain)
    }

    /// The epoch a sealed value names, without opening it. `None` where it is too short to be sealed, or of another
    /// version.
    pub fn epoch_of(sealed: &[u8]) -> Option<u8> {
        match *sealed {
            [VERSION, _, epoch, ..] if sealed.len() >= CIPHERTEXT_AT + TAG_LEN => Some(epoch),
            _ => None,
        }
    }

    pub(super) fn new(id: VaultId, current: Epoch, previous: Option<Epoch>) -> Self {
        Self { id, current, previous }
    }

    pub(super) fn key(&self) -> &DataKey {
        &self.current.key
    }

    fn epoch_keys(&self, epoch: u8) -> Option<&Epoch> {
        std::iter::once(&self.current).chain(&self.previous).find(|keys| keys.epoch == epoch)
    }

    fn context(&self, purpose: Purpose, name: &Name, clear: [u8; CLEAR_LEN]) -> Vec<u8> {
        [b"held/1/sealed".as_slice(), &self.id.0, &name.0, &[purpose.byte()], &clear].concat()
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(..)")
    }
}

/// One data key with its subkeys, derived once.
pub(super) struct Epoch {
    epoch: u8,
    key: DataKey,
    purposes: [KeyBytes; 4],
}

impl Epoch {
    pub(super) fn new(id: VaultId, epoch: u8, key: DataKey) -> Self {
        let purposes = Purpose::ALL.map(|purpose| key.for_purpose(id, purpose));
        Self { epoch, key, purposes }
    }

    fn key_for(&self, purpose: Purpose) -> &KeyBytes {
        &self.purposes[usize::from(purpose.byte()) - 1]
    }
}
