//! What a browser has left on the disk.

use std::fs;
use std::path::{Path, PathBuf};

/// The files under `profile` that hold `text`, as UTF-8 or as UTF-16 (little-endian), the two ways browsers write it.
///
/// Some stores are lightly compressed, which leaves random words whole but not repeated ones: search for something
/// random, of 12 characters or more.
#[must_use]
pub fn files_holding(profile: &Path, text: &str) -> Vec<PathBuf> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut found = Vec::new();
    let mut folders = vec![profile.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            let path = entry.path();
            let in_name = entry.file_name().to_string_lossy().contains(text);
            if kind.is_dir() {
                folders.push(path);
            } else if in_name
                || kind.is_file()
                    && fs::read(&path).is_ok_and(|bytes| holds(&bytes, text.as_bytes()) || holds(&bytes, &wide))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Plain search, quick because few places start right.
fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first() else { return false };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = &rest[at..];
        if rest.starts_with(wanted) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}
