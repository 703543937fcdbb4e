//! Padding, so that a sealed length says little about what is inside.
//!
//! Up to 4,096 bytes a value grows to the next multiple of 256. Beyond, its length is rounded up as in Padmé
//! (Nikitin, Barman, Lueks, Underwood, Hubaux and Ford, "Reducing Metadata Leakage from Encrypted Files and
//! Communication with PURBs", PoPETs 2019, algorithm 1): a length of `e` bits keeps its top `log2 e` bits or so, which
//! leaks O(log log n) bits. From 4,096 on it adds at most a sixteenth, and just there both rules step by 256.

/// Bytes before the content that hold its length.
pub(super) const LENGTH_LEN: usize = 4;

const STEP: usize = 256;
const STEPS_UP_TO: usize = 4096;

/// The length of length, content and padding together for `content` bytes of content.
pub(super) fn padded_len(content: usize) -> usize {
    let len = LENGTH_LEN + content;
    if len <= STEPS_UP_TO { len.next_multiple_of(STEP) } else { padme(len) }
}

/// Algorithm 1 of the PURBs paper, for lengths of two and more.
fn padme(len: usize) -> usize {
    let exponent = len.ilog2();
    let kept = exponent.ilog2() + 1;
    len.next_multiple_of(1 << (exponent - kept))
}

/// The content of a padded value: `None` where the length points beyond the end, the padding holds anything but
/// zeros, or the whole is not as long as its content makes it.
pub(super) fn content(padded: &[u8]) -> Option<std::ops::Range<usize>> {
    let (length, rest) = padded.split_first_chunk::<LENGTH_LEN>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    if length > rest.len() || padded_len(length) != padded.len() {
        return None;
    }
    rest[length..].iter().all(|&byte| byte == 0).then_some(LENGTH_LEN..LENGTH_LEN + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_values_grow_in_steps_of_256() {
        for (content, padded) in [(0, 256), (1, 256), (252, 256), (253, 512), (508, 512), (509, 768), (4092, 4096)] {
            assert_eq!(padded_len(content), padded, "{content} bytes");
        }
    }

    #[test]
    fn longer_values_follow_padme_worked_by_hand() {
        // len 4097: e = 12, s = 4, so the last 8 bits are rounded away: 4352.
        // len 8193: e = 13, s = 4, 9 bits: 8704.   len 65537: e = 16, s = 5, 11 bits: 67584.
        // len 100000: e = 16, 2048 * 49 = 100352.  len 1000000: e = 19, s = 5, 14 bits: 16384 * 62 = 1015808.
        for (len, padded) in [
            (4097, 4352),
            (4352, 4352),
            (4353, 4608),
            (8192, 8192),
            (8193, 8704),
            (65_536, 65_536),
            (65_537, 67_584),
            (100_000, 100_352),
            (1_000_000, 1_015_808),
        ] {
            assert_eq!(padded_len(len - LENGTH_LEN), padded, "{len} bytes");
        }
    }

    #[test]
    fn a_thousand_pages_take_few_lengths() {
        // Pages of 8 bytes to 8 kB, as a diary after compression has them: 8,192 bytes hold 32 steps of 256.
        let lengths: std::collections::BTreeSet<_> = (1..=1000).map(|page| padded_len(8 * page)).collect();
        assert_eq!(lengths.len(), 32);
    }

    proptest::proptest! {
        #[test]
        fn padding_costs_at_most_a_sixteenth_beyond_4_kb(content in 4093_usize..10_000_000) {
            let len = content + LENGTH_LEN;
            let padded = padded_len(content);
            assert!(padded >= len && (padded - len) * 16 <= len);
        }
    }
}
