//! Bytes made smaller before they are sealed.
//!
//! `codec u8 | raw length u32, little-endian | data`
//!
//! Codec 0 is the bytes as they are, used whenever compression does not help: also below 200 bytes, where padding would
//! take back what it gave. Codec 1 is PPMd7 (PPMd variant H with the
//! range coder of 7z), order 5, a model of 4 MB, no end mark: the densest coder known for diary text at its code size.

use std::io::{Read, Write};

use ppmd_rust::{Ppmd7Decoder, Ppmd7Encoder};

const RAW: u8 = 0;
const PPMD7: u8 = 1;
const ORDER: u32 = 5;
const MEMORY: u32 = 4 << 20;
/// Bytes before the data.
const HEAD: usize = 5;
/// Bytes below which nothing is compressed.
const SMALL: usize = 200;
/// The most a block may unpack to: far above any page, far below what would end a phone.
pub const LIMIT: usize = 64 << 20;

/// Why a block gave nothing back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodecError {
    /// Cut short, or its data does not unpack to the length it names.
    Broken,
    /// It claims more than [`LIMIT`].
    TooLarge,
    /// A codec of a later version.
    Unknown(u8),
}

/// A block holding the bytes. Never more than five bytes longer than they are.
pub fn encode(bytes: &[u8]) -> Vec<u8> {
    debug_assert!(bytes.len() <= LIMIT);
    if let Some(packed) = ppmd(bytes).filter(|packed| packed.len() < bytes.len()) {
        return block(PPMD7, bytes.len(), &packed);
    }
    block(RAW, bytes.len(), bytes)
}

/// The bytes of a block.
///
/// # Errors
/// [`CodecError`].
pub fn decode(block: &[u8]) -> Result<Vec<u8>, CodecError> {
    let (head, data) = block.split_first_chunk::<HEAD>().ok_or(CodecError::Broken)?;
    let [codec, length @ ..] = *head;
    let length = u32::from_le_bytes(length) as usize;
    if length > LIMIT {
        return Err(CodecError::TooLarge);
    }
    match codec {
        RAW if data.len() == length => Ok(data.to_vec()),
        RAW => Err(CodecError::Broken),
        PPMD7 => unppmd(data, length).ok_or(CodecError::Broken),
        other => Err(CodecError::Unknown(other)),
    }
}

/// The bytes a block says it unpacks to, before it is unpacked; `None` where it is too short to say.
pub fn claimed(block: &[u8]) -> Option<usize> {
    let [_, length @ ..] = *block.first_chunk::<HEAD>()?;
    Some(u32::from_le_bytes(length) as usize)
}

fn block(codec: u8, length: usize, data: &[u8]) -> Vec<u8> {
    let mut block = Vec::with_capacity(HEAD + data.len());
    block.push(codec);
    block.extend_from_slice(&(length as u32).to_le_bytes());
    block.extend_from_slice(data);
    block
}

fn ppmd(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() < SMALL {
        return None;
    }
    let mut encoder = Ppmd7Encoder::new(Vec::with_capacity(bytes.len() / 2), ORDER, MEMORY).ok()?;
    encoder.write_all(bytes).ok()?;
    encoder.finish(false).ok()
}

fn unppmd(data: &[u8], length: usize) -> Option<Vec<u8>> {
    let decoder = Ppmd7Decoder::new(data, ORDER, MEMORY).ok()?;
    // Grows with what really comes out, so that a lie about the length costs nothing.
    let mut bytes = Vec::new();
    decoder.take(length as u64).read_to_end(&mut bytes).ok()?;
    (bytes.len() == length).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn diary_text_becomes_smaller_and_noise_stays_as_it_is() {
        let text = "The kettle went on without a word. I waited for the sound of the door. ".repeat(20);
        let packed = encode(text.as_bytes());
        assert!(packed.len() < text.len() / 4);
        assert_eq!(packed[0], PPMD7);
        let noise: Vec<u8> = (0u32..300).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(encode(&noise), [&[RAW, 44, 1, 0, 0][..], &noise].concat());
    }

    #[test]
    fn a_block_that_lies_about_its_length_is_refused() {
        assert_eq!(decode(&[RAW, 2, 0, 0, 0, 9]), Err(CodecError::Broken));
        assert_eq!(decode(&[PPMD7, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0]), Err(CodecError::TooLarge));
        assert_eq!(decode(&[9, 0, 0, 0, 0]), Err(CodecError::Unknown(9)));
        assert_eq!(decode(&[RAW, 0]), Err(CodecError::Broken));
    }

    #[test]
    fn a_small_block_cannot_unpack_without_end() {
        // 64 MiB claimed by a few bytes: it ends, within the limit.
        let block = [&[PPMD7, 0, 0, 0, 4][..], &[0; 12]].concat();
        assert!(decode(&block).is_ok_and(|bytes| bytes.len() == LIMIT) || decode(&block) == Err(CodecError::Broken));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_value_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
            prop_assert_eq!(decode(&encode(&bytes)), Ok(bytes));
        }

        #[test]
        fn text_comes_back(text in "[a-e ]{0,4000}") {
            let block = encode(text.as_bytes());
            prop_assert!(block.len() <= text.len() + HEAD);
            prop_assert_eq!(decode(&block), Ok(text.into_bytes()));
        }

        #[test]
        fn no_bytes_are_a_panic(codec in 0u8..3, length in 0u32..100_000, data in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&[&[codec][..], &length.to_le_bytes(), &data].concat());
        }
    }
}
