//! Names and integrity values taken from contents.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

pub use precache::integrity;

/// SHA-256 in hexadecimal digits, as `sha256sum` prints it.
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `boot.js` becomes `boot-1a2b3c4d5e6f.js`, in the same folder.
pub fn hashed(path: &Path, bytes: &[u8]) -> PathBuf {
    let hash = &fingerprint(bytes)[..12];
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{hash}.{extension}"))
}

pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// A path with forward slashes, as a URL wants it.
pub fn url(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// `target`, written as seen from the folder of the file `from`; both are relative to the root of the site.
pub fn relative_url(from: &Path, target: &Path) -> String {
    let here: Vec<_> = from.parent().into_iter().flat_map(Path::iter).collect();
    let there: Vec<_> = target.iter().collect();
    let shared = here.iter().zip(&there).take_while(|(left, right)| left == right).count();
    let ups = std::iter::repeat_n("..".to_owned(), here.len() - shared);
    ups.chain(there[shared..].iter().map(|part| part.to_string_lossy().into_owned())).collect::<Vec<_>>().join("/")
}

/// The file, relative to the root of the site, that `reference` in the file `from` means; nothing for other places.
pub fn resolved(from: &Path, reference: &str) -> Option<PathBuf> {
    let path = reference.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() || path.starts_with('/') || path.contains(':') {
        return None;
    }
    let mut parts: Vec<&std::ffi::OsStr> = from.parent().into_iter().flat_map(Path::iter).collect();
    for part in Path::new(path) {
        match part.to_str() {
            Some(".") => {}
            Some("..") => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_means_a_file_seen_from_the_folder_it_stands_in() {
        for (from, reference, expected) in [
            ("index.html", "static/boot.js", Some("static/boot.js")),
            ("static/calendar.html", "calendar.js", Some("static/calendar.js")),
            ("styles/base/type.css", "../../static/a.woff2", Some("static/a.woff2")),
            ("index.html", "./static/a.svg#dot", Some("static/a.svg")),
            ("index.html", "https://example.org/a.js", None),
            ("index.html", "data:text/css,", None),
            ("index.html", "#main", None),
        ] {
            assert_eq!(resolved(Path::new(from), reference), expected.map(PathBuf::from), "{reference} in {from}");
        }
    }

    #[test]
    fn a_url_is_written_as_seen_from_where_it_is_used() {
        for (from, target, expected) in [
            ("index.html", "static/boot.js", "static/boot.js"),
            ("static/calendar.html", "static/calendar.js", "calendar.js"),
            ("static/calendar.html", "held.css", "../held.css"),
        ] {
            assert_eq!(relative_url(Path::new(from), Path::new(target)), expected);
        }
    }
}
