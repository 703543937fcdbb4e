//! What stands before every stored value: the CRC-32C of the rest, so that the health of a store can be checked while
//! it is locked. It finds accidents; forgeries are the seal's business.
//!
//! `crc32c u32, little-endian | the value`

/// Bytes before the value.
pub const LENGTH: usize = 4;

/// The stored value has changed since it was written, or was cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

pub fn frame(value: &[u8]) -> Vec<u8> {
    let mut framed = Vec::with_capacity(LENGTH + value.len());
    framed.extend_from_slice(&crc32c::crc32c(value).to_le_bytes());
    framed.extend_from_slice(value);
    framed
}

/// The value inside a frame.
///
/// # Errors
/// [`Broken`] when the checksum does not fit.
pub fn unframe(framed: &[u8]) -> Result<&[u8], Broken> {
    let (sum, value) = framed.split_first_chunk::<LENGTH>().ok_or(Broken)?;
    if u32::from_le_bytes(*sum) == crc32c::crc32c(value) { Ok(value) } else { Err(Broken) }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The check value of CRC-32C (RFC 3720, appendix B.4 uses the same polynomial): "123456789" gives E3069283.
    #[test]
    fn the_checksum_is_crc_32c() {
        assert_eq!(frame(b"123456789")[..LENGTH], 0xE306_9283_u32.to_le_bytes());
    }

    #[test]
    fn one_flipped_bit_anywhere_is_found() {
        let framed = frame(b"a value");
        assert_eq!(unframe(&framed), Ok(&b"a value"[..]));
        for bit in 0..framed.len() * 8 {
            let mut other = framed.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(unframe(&other), Err(Broken));
        }
        assert_eq!(unframe(&framed[..3]), Err(Broken));
    }
}
