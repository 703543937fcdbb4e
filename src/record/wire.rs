//! Small binary parts: variable-length integers (LEB128: seven bits a byte, lowest first, the high bit set on all but the
//! last) and plain bytes.

/// The bytes end too early, or a number does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Short;

/// Reads forward through bytes.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], Short> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Short)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Short> {
        let (taken, rest) = self.0.split_first_chunk::<N>().ok_or(Short)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Short> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn number(&mut self) -> Result<u64, Short> {
        let mut value = 0u64;
        for shift in (0..).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift > 63 || (shift == 63 && bits > 1) {
                return Err(Short);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(value)
    }

    pub(super) fn small<T: TryFrom<u64>>(&mut self) -> Result<T, Short> {
        self.number()?.try_into().map_err(|_| Short)
    }
}

pub(super) fn put_number(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example of LEB128 in the DWARF standard: 624485 is E5 8E 26.
    #[test]
    fn numbers_are_leb128() {
        let mut bytes = Vec::new();
        put_number(&mut bytes, 624_485);
        assert_eq!(bytes, [0xe5, 0x8e, 0x26]);
        assert_eq!(Reader(&bytes).number(), Ok(624_485));
    }

    #[test]
    fn the_ends_of_the_range_come_back_and_beyond_is_refused() {
        for value in [0, 127, 128, u64::MAX] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, value);
            assert_eq!(Reader(&bytes).number(), Ok(value));
        }
        assert_eq!(Reader(&[0xff; 11]).number(), Err(Short));
        assert_eq!(Reader(&[0x80]).number(), Err(Short));
        assert_eq!(Reader(&[0xff, 0x7f]).small::<u8>(), Err(Short));
    }
}
