//! Fingerprints of what was built, in the form that `sha256sum --check` reads.
//!
//! `build.txt` lists what is the same on every host; its own fingerprint is the build that About shows. The page that
//! shows it cannot be in that list, nor can what depends on where the site stands. `SHA256SUMS` lists every file.

use super::names::{fingerprint, url};
use crate::shell::{Result, files_under, read, write};
use std::path::{Path, PathBuf};

const BUILD: &str = "build.txt";
const ALL: &str = "SHA256SUMS";

/// Writes `build.txt` over these files of the folder, and returns its fingerprint.
pub fn write_build(folder: &Path, files: &[PathBuf]) -> Result<String> {
    let list = list(folder, files.to_vec())?;
    write(&folder.join(BUILD), list.as_bytes())?;
    Ok(fingerprint(list.as_bytes()))
}

/// Writes `SHA256SUMS` over every file there is in the folder.
pub fn write_all(folder: &Path) -> Result {
    let files = files_under(folder).into_iter().filter_map(|file| Some(file.strip_prefix(folder).ok()?.to_owned()));
    let list = list(folder, files.filter(|file| file != Path::new(ALL)).collect())?;
    write(&folder.join(ALL), list.as_bytes())
}

fn list(folder: &Path, mut files: Vec<PathBuf>) -> Result<String> {
    files.sort();
    files.dedup();
    files.iter().map(|file| Ok(format!("{}  {}\n", fingerprint(&read(&folder.join(file))?), url(file)))).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_what_sha256sum_prints_and_its_own_fingerprint_is_the_build() {
        let folder = std::env::temp_dir().join(format!("held-sums-{}", std::process::id()));
        write(&folder.join("b/c.txt"), b"abc").unwrap();
        write(&folder.join("a.txt"), b"").unwrap();
        let build = write_build(&folder, &["b/c.txt".into(), "a.txt".into()]).unwrap();
        // FIPS 180-4's digests of the empty text and of "abc".
        let expected = "\
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt\n\
            ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b/c.txt\n";
        assert_eq!(std::fs::read_to_string(folder.join(BUILD)).unwrap(), expected);
        // By `sha256sum build.txt`.
        assert_eq!(build, "8f26ff996059d5d6be890c5c3d597794962c7219a173eafcf44d5103339864d9");
        write_all(&folder).unwrap();
        let all = std::fs::read_to_string(folder.join(ALL)).unwrap();
        assert!(all.contains(&format!("{build}  {BUILD}\n")) && all.contains("  b/c.txt\n"), "{all}");
        assert!(!all.contains(ALL), "a list cannot hold its own fingerprint");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
