//! XChaCha20-Poly1305 in place, over a key of ours: the one place that names the cipher.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{AeadInOut, Error},
};

pub(super) const NONCE_LEN: usize = 24;
pub(super) const TAG_LEN: usize = 16;

/// Encrypts `buffer` in place and returns its tag.
pub(super) fn encrypt(key: &[u8; 32], nonce: &[u8; NONCE_LEN], associated: &[u8], buffer: &mut [u8]) -> [u8; TAG_LEN] {
    XChaCha20Poly1305::new(key.into())
        .encrypt_inout_detached(nonce.into(), associated, buffer.into())
        .expect("the cipher takes up to 256 GiB, and a value here is at most 4 GiB")
        .into()
}

/// Decrypts `buffer` in place; where the tag does not fit, `buffer` is left as it was.
pub(super) fn decrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE_LEN],
    associated: &[u8],
    buffer: &mut [u8],
    tag: &[u8; TAG_LEN],
) -> Result<(), Error> {
    XChaCha20Poly1305::new(key.into()).decrypt_inout_detached(nonce.into(), associated, buffer.into(), tag.into())
}
