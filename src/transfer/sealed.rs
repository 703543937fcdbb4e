//! The text of a sealed file: what the two stores hold, as they hold it.
//!
//! `{"format":"notes","version":1,"local":{key: base64},"mirror":{key: base64}}`
//!
//! Plain text, so that it survives mail, clouds and editors. Everything in it that matters is sealed; what is clear is the
//! header, which is clear in the browser too. A file that ends early is no JSON any more, so it cannot pass for a whole one.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::domain::order;
use crate::store::keys;

const FORMAT: &str = "notes";
const VERSION: u32 = 1;
/// The most characters that are looked at: several times what both stores can hold.
pub const MOST: usize = 96 << 20;

/// Keys and framed values of each store; either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealedFile {
    pub local: BTreeMap<String, Vec<u8>>,
    pub mirror: BTreeMap<String, Vec<u8>>,
}

/// The text is no file of ours that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSealed {
    /// Something else altogether.
    Foreign,
    /// Begins as one of ours and ends early.
    CutShort,
    /// Begins as one of ours and is not whole: a part of it was altered.
    Altered,
    /// Larger than anything of ours.
    TooLarge,
    /// Made by a later version.
    Newer { version: u32 },
}

#[derive(Serialize, Deserialize)]
struct Text {
    format: String,
    version: u32,
    local: BTreeMap<String, String>,
    mirror: BTreeMap<String, String>,
}

/// As much as a later version will still say of itself.
#[derive(Deserialize)]
struct Claim {
    format: String,
    version: u32,
}

impl SealedFile {
    /// The text of the file.
    pub fn write(&self) -> String {
        let encode = |values: &BTreeMap<String, Vec<u8>>| {
            order::gathered(values.iter().map(|(key, value)| (key.clone(), STANDARD.encode(value))))
        };
        let (local, mirror) = (encode(&self.local), encode(&self.mirror));
        let text = Text { format: FORMAT.to_owned(), version: VERSION, local, mirror };
        serde_json::to_string(&text).expect("maps of strings always make JSON")
    }

    /// Keys that are not ours are left out.
    ///
    /// # Errors
    /// [`NotSealed`].
    pub fn read(text: &str) -> Result<Self, NotSealed> {
        if text.len() > MOST {
            return Err(NotSealed::TooLarge);
        }
        // A byte order mark is what some editors leave behind.
        let text = text.trim_start_matches('\u{feff}').trim();
        let claim: Claim = serde_json::from_str(text).map_err(|error| not_ours(text, &error))?;
        if claim.format != FORMAT {
            return Err(NotSealed::Foreign);
        }
        if claim.version > VERSION {
            return Err(NotSealed::Newer { version: claim.version });
        }
        let text: Text = serde_json::from_str(text).map_err(|_| NotSealed::Altered)?;
        let decode = |values: BTreeMap<String, String>| {
            let ours = values.into_iter().filter(|(key, _)| keys::is_ours(key));
            ours.map(|(key, value)| STANDARD.decode(value).map(|value| (key, value))).collect::<Result<_, _>>()
        };
        let decoded =
            || Ok::<_, base64::DecodeError>(Self { local: decode(text.local)?, mirror: decode(text.mirror)? });
        decoded().map_err(|_| NotSealed::Altered)
    }

    /// Every copy of a value there is, localStorage's first.
    pub fn copies<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a [u8]> {
        [&self.local, &self.mirror].into_iter().filter_map(move |store| store.get(key)).map(Vec::as_slice)
    }
}

/// What a text is that is no JSON, or not the JSON it should be.
fn not_ours(text: &str, error: &serde_json::Error) -> NotSealed {
    let flat: String = text.chars().take(40).filter(|letter| !letter.is_whitespace()).collect();
    let begins = "{\"format\":\"notes\"";
    match flat.starts_with(begins) {
        true if error.is_eof() => NotSealed::CutShort,
        true => NotSealed::Altered,
        // So little of it that only its beginning can be told.
        false if flat.len() > 1 && begins.starts_with(&flat) => NotSealed::CutShort,
        false => NotSealed::Foreign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> SealedFile {
        let value = |key: &str, value: &[u8]| (key.to_owned(), value.to_vec());
        SealedFile {
            local: [value("h1.k0", b"\xff\x00")].into(),
            mirror: [value("h1.k0", b""), value("h1.m1", b"one")].into(),
        }
    }

    #[test]
    fn the_text_says_what_it_is_and_holds_base64() {
        let text = r#"{"format":"notes","version":1,"local":{"h1.k0":"/wA="},"mirror":{"h1.k0":"","h1.m1":"b25l"}}"#;
        assert_eq!(file().write(), text);
        assert_eq!(SealedFile::read(text), Ok(file()));
        assert_eq!(SealedFile::read(&format!("\u{feff}{text}\r\n")), Ok(file()));
    }

    #[test]
    fn keys_that_are_not_ours_stay_outside() {
        let text = r#"{"format":"notes","version":1,"local":{"elsewhere":"/wA="},"mirror":{}}"#;
        assert_eq!(SealedFile::read(text), Ok(SealedFile::default()));
    }

    #[test]
    fn whatever_is_cut_off_is_missed() {
        let text = file().write();
        for end in 2..text.len() {
            let read = SealedFile::read(&text[..end]);
            assert_eq!(read, Err(NotSealed::CutShort), "{}", &text[..end]);
        }
        assert_eq!(SealedFile::read(""), Err(NotSealed::Foreign));
    }

    #[test]
    fn other_peoples_files_are_told_apart() {
        for text in
            ["hello", "{}", "[1]", "{\"format\":\"other\",\"version\":1}", "PK\u{3}\u{4}", "{\"version\":\"004\"}"]
        {
            assert_eq!(SealedFile::read(text), Err(NotSealed::Foreign), "{text}");
        }
        let later = r#"{"format":"notes","version":2,"something":{"else":[]}}"#;
        assert_eq!(SealedFile::read(later), Err(NotSealed::Newer { version: 2 }));
        let altered = r#"{"format":"notes","version":1,"local":{"h1.k0":"/wA"},"mirror":{}}"#;
        assert_eq!(SealedFile::read(altered), Err(NotSealed::Altered));
    }
}
