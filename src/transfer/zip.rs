//! A zip file without compression: as much of the format (PKWARE APPNOTE 6.3) as storing files takes. Sixty lines here
//! cost less than any crate that also compresses; what other programs read of it is checked by one of them.

/// Files on their way into a zip.
#[derive(Debug, Default)]
pub struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// Version 2.0: folders.
const NEEDED: u16 = 20;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// 1980-01-01, the zero of the format: when a file was made is nobody's business.
const DAY_ZERO: u16 = (1 << 5) | 1;

impl Zip {
    /// Adds a file. Beyond 65,535 files, or four gigabytes, the format would need its second version: what is over is left
    /// out, and no journal is.
    pub fn add(&mut self, name: &str, contents: &[u8]) {
        let (Ok(length), Ok(at)) = (u32::try_from(contents.len()), u32::try_from(self.bytes.len())) else { return };
        let Ok(name_length) = u16::try_from(name.len()) else { return };
        let Some(count) = self.count.checked_add(1) else { return };
        self.count = count;
        let mut shared = Vec::new();
        for number in [NEEDED, UTF8, 0, 0, DAY_ZERO] {
            shared.extend(number.to_le_bytes());
        }
        for number in [crc32(contents), length, length] {
            shared.extend(number.to_le_bytes());
        }
        shared.extend(name_length.to_le_bytes());
        shared.extend(0u16.to_le_bytes());

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&shared);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(contents);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(NEEDED.to_le_bytes());
        self.directory.extend(&shared);
        // No comment, the first disk; for its owner alone, where the reader knows owners.
        self.directory.extend([0; 6]);
        self.directory.extend((0o600u32 << 16).to_le_bytes());
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
    }

    /// The whole file.
    pub fn finish(mut self) -> Vec<u8> {
        let (at, length) = (self.bytes.len() as u32, self.directory.len() as u32);
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(at.to_le_bytes());
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

/// CRC-32 as in ISO 3309, bit by bit: a few megabytes once in a while.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // The check value of CRC-32 in the catalogue of parametrised CRC algorithms.
    #[test]
    fn the_checksum_is_crc_32() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    // Written by Python's zipfile: ZipInfo("a/b.txt", date_time=(1980, 1, 1, 0, 0, 0)), create_system 0.
    #[test]
    fn one_file_is_the_bytes_that_another_program_writes() {
        let mut zip = Zip::default();
        zip.add("a/é.txt", b"hello");
        assert_eq!(zip.finish(), include_bytes!("../../tests/golden/one.zip"));
    }
}
