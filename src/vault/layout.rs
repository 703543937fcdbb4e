//! The header's bytes: 808 of them, always. Integers are little-endian.
//!
//! | at  | bytes | what |
//! |-----|-------|------|
//! | 0   | 4     | magic `b5 68 64 72` |
//! | 4   | 1     | format version: 1 |
//! | 5   | 1     | `min_reader`: the oldest reader that understands this header; 1 |
//! | 6   | 1     | epoch of the data key |
//! | 7   | 1     | flags: bit 0 is set where an open slot exists; the others are 0 |
//! | 8   | 4     | rewrite version, one more at each rewrite but the count of failed unlocks |
//! | 12  | 16    | vault id |
//! | 28  | 16    | Argon2id salt |
//! | 44  | 4     | Argon2id memory in KiB |
//! | 48  | 4     | Argon2id passes |
//! | 52  | 4     | Argon2id lanes |
//! | 56  | 4     | looks: theme, text size, language, plain name |
//! | 60  | 576   | eight slots of nonce 24, wrapped data key 32, tag 16; an unused one is random |
//! | 636 | 136   | the directory: nonce 24, ciphertext 96, tag 16 |
//! | 772 | 32    | HMAC-SHA-256 over bytes 0 to 771 |
//! | 804 | 4     | failed unlocks; outside the MAC, since it is written without a key |
//!
//! Nothing here needs a key. What the slots, the directory and the MAC mean is said in `slot` and `header`.

use super::{
    aead::{NONCE_LEN, TAG_LEN},
    header::HeaderError,
    kdf::{Kdf, Salt},
    name::VaultId,
};

pub(super) const FORMAT: u8 = 1;
pub(super) const SLOTS: usize = 8;
pub(super) const SLOT_LEN: usize = NONCE_LEN + 32 + TAG_LEN;
/// Eight kinds and days, the previous key and its epoch, and zeros kept for later.
pub(super) const DIRECTORY_PLAIN_LEN: usize = 96;
pub(super) const DIRECTORY_LEN: usize = NONCE_LEN + DIRECTORY_PLAIN_LEN + TAG_LEN;
pub(super) const FLAG_OPEN: u8 = 1;

const MAGIC: [u8; 4] = [0xb5, b'h', b'd', b'r'];
const SIGNED_LEN: usize = 60 + SLOTS * SLOT_LEN + DIRECTORY_LEN;
const HEADER_LEN: usize = SIGNED_LEN + 32 + 4;

/// Four looks, readable before unlocking. Opaque small numbers here; 0 is each one's default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    pub theme: u8,
    pub text_size: u8,
    pub language: u8,
    pub plain_name: u8,
}

/// The fields of a header, in the order of its bytes.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    pub(super) format: u8,
    pub(super) min_reader: u8,
    pub(super) epoch: u8,
    pub(super) flags: u8,
    pub(super) version: u32,
    pub(super) id: VaultId,
    pub(super) salt: Salt,
    pub(super) kdf: Kdf,
    pub(super) looks: Appearance,
    pub(super) slots: [[u8; SLOT_LEN]; SLOTS],
    pub(super) directory: [u8; DIRECTORY_LEN],
    pub(super) mac: [u8; 32],
    pub(super) failed_unlocks: u32,
}

impl Fields {
    /// What the MAC is over.
    pub(super) fn signed(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER_LEN);
        bytes.extend(MAGIC);
        bytes.extend([self.format, self.min_reader, self.epoch, self.flags]);
        bytes.extend(self.version.to_le_bytes());
        bytes.extend(self.id.0);
        bytes.extend(self.salt.0);
        bytes.extend(kdf_bytes(self.kdf));
        bytes.extend([self.looks.theme, self.looks.text_size, self.looks.language, self.looks.plain_name]);
        bytes.extend(self.slots.as_flattened());
        bytes.extend(self.directory);
        debug_assert_eq!(bytes.len(), SIGNED_LEN);
        bytes
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = self.signed();
        bytes.extend(self.mac);
        bytes.extend(self.failed_unlocks.to_le_bytes());
        bytes
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, HeaderError> {
        let mut rest = bytes.strip_prefix(&MAGIC).ok_or(HeaderError::NotAHeader)?;
        // A newer format may have any length, so its demand is read before the length is judged.
        if let Some(&min_reader) = rest.get(1)
            && min_reader > FORMAT
        {
            return Err(HeaderError::Newer { min_reader });
        }
        if bytes.len() != HEADER_LEN {
            return Err(HeaderError::Damaged);
        }
        let rest = &mut rest;
        let [format, min_reader, epoch, flags] = take(rest)?;
        Ok(Self {
            format,
            min_reader,
            epoch,
            flags,
            version: take_u32(rest)?,
            id: VaultId(take(rest)?),
            salt: Salt(take(rest)?),
            kdf: Kdf { memory_kib: take_u32(rest)?, passes: take_u32(rest)?, lanes: take_u32(rest)? },
            looks: {
                let [theme, text_size, language, plain_name] = take(rest)?;
                Appearance { theme, text_size, language, plain_name }
            },
            slots: {
                let mut slots = [[0; SLOT_LEN]; SLOTS];
                for slot in &mut slots {
                    *slot = take(rest)?;
                }
                slots
            },
            directory: take(rest)?,
            mac: take(rest)?,
            failed_unlocks: take_u32(rest)?,
        })
    }
}

/// The cost as the header and the slots' associated data spell it.
pub(super) fn kdf_bytes(kdf: Kdf) -> [u8; 12] {
    let mut bytes = [0; 12];
    for (bytes, number) in bytes.chunks_exact_mut(4).zip([kdf.memory_kib, kdf.passes, kdf.lanes]) {
        bytes.copy_from_slice(&number.to_le_bytes());
    }
    bytes
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], HeaderError> {
    let (taken, after) = rest.split_first_chunk().ok_or(HeaderError::Damaged)?;
    *rest = after;
    Ok(*taken)
}

fn take_u32(rest: &mut &[u8]) -> Result<u32, HeaderError> {
    take(rest).map(u32::from_le_bytes)
}
