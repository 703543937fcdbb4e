//! Bytes as text that localStorage keeps whole: fifteen bits a code unit.
//!
//! Unit = U+3400 + a 15-bit value, so every unit lies in U+3400 to U+B3FF: no surrogate, nothing that JSON escapes, two
//! bytes a unit in every engine. The bits of the bytes follow each other, highest first. After the last byte comes one
//! set bit, then clear bits to the end of the unit, so the exact length can be read back.

/// The first code point of the alphabet.
pub const FIRST: u32 = 0x3400;
/// Bits a unit carries.
pub const BITS: u32 = 15;

/// Units that `bytes` bytes become.
pub const fn units(bytes: usize) -> usize {
    // One more bit than the bytes have, rounded up.
    bytes * 8 / BITS as usize + 1
}

/// The text a value is stored as.
pub fn pack(bytes: &[u8]) -> String {
    // Each unit is three bytes of UTF-8.
    let mut text = String::with_capacity(units(bytes.len()) * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for &byte in bytes {
        bits = (bits << 8) | u32::from(byte);
        held += 8;
        if held >= BITS {
            held -= BITS;
            text.push(unit(bits >> held));
            bits &= (1 << held) - 1;
        }
    }
    let left = BITS - held;
    text.push(unit(((bits << 1) | 1) << (left - 1)));
    text
}

/// The bytes of a packed text, or `None` when it is not one: a unit of another alphabet, or no ending.
pub fn unpack(text: &str) -> Option<Vec<u8>> {
    let count = text.len() / 3;
    let mut bytes = Vec::with_capacity(count * BITS as usize / 8);
    let (mut bits, mut held, mut last) = (0u32, 0u32, 0u32);
    for unit in text.chars() {
        last = u32::from(unit).checked_sub(FIRST).filter(|value| value >> BITS == 0)?;
        bits = (bits << BITS) | last;
        held += BITS;
        while held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    if last == 0 {
        return None;
    }
    // The last unit carries the ending bit. What stands before it must be whole bytes.
    let spare = last.trailing_zeros() + 1;
    let total = count as u32 * BITS - spare;
    if !total.is_multiple_of(8) {
        return None;
    }
    bytes.truncate(total as usize / 8);
    Some(bytes)
}

fn unit(value: u32) -> char {
    char::from_u32(FIRST + value).expect("U+3400 to U+B3FF are all characters")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_byte_is_eight_bits_a_set_bit_and_clear_ones() {
        // 0xFF then 1 then six zeros: 0b111_1111_1100_0000 = 0x7FC0.
        assert_eq!(pack(&[0xff]).chars().map(u32::from).collect::<Vec<_>>(), [FIRST + 0x7fc0]);
        // Nothing but the ending: 0b100_0000_0000_0000.
        assert_eq!(pack(&[]).chars().map(u32::from).collect::<Vec<_>>(), [FIRST + 0x4000]);
    }

    #[test]
    fn fifteen_bytes_need_a_ninth_unit_for_their_ending() {
        let text = pack(&[0xab; 15]);
        assert_eq!(text.chars().count(), 9);
        assert_eq!(text.chars().count(), units(15));
        assert_eq!(unpack(&text), Some(vec![0xab; 15]));
    }

    #[test]
    fn text_that_was_never_packed_is_told_apart() {
        assert_eq!(unpack(""), None);
        assert_eq!(unpack("hello"), None);
        // A unit of zeros has no ending.
        assert_eq!(unpack("\u{3400}"), None);
        // The ending stands after seven bits.
        assert_eq!(unpack(&char::from_u32(FIRST + 0x80).expect("a character").to_string()), None);
    }

    proptest! {
        #[test]
        fn every_value_comes_back_exactly(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let text = pack(&bytes);
            prop_assert_eq!(text.encode_utf16().count(), units(bytes.len()));
            let alphabet = '\u{3400}'..='\u{b3ff}';
            prop_assert!(text.chars().all(|unit| alphabet.contains(&unit)));
            prop_assert_eq!(unpack(&text), Some(bytes));
        }

        #[test]
        fn text_of_any_kind_is_never_a_panic(text in "\\PC{0,40}") {
            let _ = unpack(&text);
        }

        #[test]
        fn what_unpacks_packs_back_to_the_same_text(values in proptest::collection::vec(0u32..1 << 15, 1..40)) {
            let text: String = values.iter().map(|&value| unit(value)).collect();
            if let Some(bytes) = unpack(&text) {
                prop_assert_eq!(pack(&bytes), text);
            }
        }
    }
}
