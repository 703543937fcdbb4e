//! Vectors of the sealed file, one fault or success each, made by an independent program (`vectors/make_backup.py`) and read
//! by an independent reader (`vectors/backup.py`) to the same end.
#![allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]

use std::collections::BTreeMap;
use std::{fs, path::Path};

use held::transfer::backup::{Backup, NotABackup};
use held::transfer::sealed::NotSealed;
use held::vault::{KdfError, Secret, derive};
use sha2::{Digest, Sha256};

type Fields = BTreeMap<String, String>;

#[test]
fn every_vector_comes_out_as_it_says() {
    let vectors = vectors();
    assert!(vectors.len() >= 28, "{} vectors", vectors.len());
    let wrong: Vec<_> = vectors
        .iter()
        .filter(|(_, fields)| judge(fields) != fields["expect"])
        .map(|(name, fields)| format!("{name}: {} and not {}", judge(fields), fields["expect"]))
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_vector_that_expects_the_wrong_thing_is_found() {
    let vectors: BTreeMap<_, _> = vectors().into_iter().collect();
    for name in ["opens-by-words", "damaged-value", "cut-short", "bomb"] {
        let fields = &vectors[name];
        assert_ne!(judge(fields), format!("{} ", fields["expect"]), "{name}");
    }
}

#[test]
fn the_readme_counts_them() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let said = format!("are {} vectors of it", vectors().len());
    assert!(readme.contains(&said), "the README does not say: {said}");
}

fn judge(fields: &Fields) -> String {
    read(fields).unwrap_or_else(str::to_owned)
}

fn read(fields: &Fields) -> Result<String, &'static str> {
    let backup = Backup::read(&fields["file"]).map_err(word)?;
    let vault = match fields.get("typed") {
        Some(typed) => {
            let (salt, kdf) = backup.lock();
            let secret = Secret::new(&String::from_utf8(bytes(typed)).unwrap()).unwrap();
            let derived = derive(&secret, &salt, kdf).map_err(|error| match error {
                KdfError::TooCheap => "too-cheap",
                KdfError::TooDear => "too-dear",
                KdfError::OutOfMemory => "out-of-memory",
            })?;
            backup.unlock(&derived)
        }
        None => backup.unlock_open(),
    };
    let vault = vault.map_err(|_| "no-slot")?;
    let mut reader = backup.reader(&vault);
    while reader.step(&backup.file, &vault).map_err(word)? {}
    let contents = reader.finish();
    let page = |page: &std::rc::Rc<held::domain::Entry>| format!("{} {} {}", page.id, page.revision, page.body);
    let words: Vec<_> = contents.pages.iter().map(page).collect();
    let digest = Sha256::digest(words.join("\n").as_bytes());
    let digest: String = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    let (pages, damaged, newer) = (contents.pages.len(), contents.damaged, contents.newer);
    Ok(format!("pages {pages} damaged {damaged} newer {newer} words {digest}"))
}

fn word(error: NotABackup) -> &'static str {
    match error {
        NotABackup::Text(NotSealed::Foreign) => "foreign",
        NotABackup::Text(NotSealed::CutShort) => "cut-short",
        NotABackup::Text(NotSealed::Altered) => "altered",
        NotABackup::Text(NotSealed::TooLarge) => "too-large",
        NotABackup::Text(NotSealed::Newer { .. }) => "newer-file",
        NotABackup::Empty => "empty",
        NotABackup::NoHeader => "no-header",
        NotABackup::Newer => "newer",
        NotABackup::Bomb => "bomb",
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

fn vectors() -> Vec<(String, Fields)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/backup");
    let fields = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once(": ")).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    };
    let paths = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut vectors: Vec<_> =
        paths.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fields(&path))).collect();
    vectors.sort();
    vectors
}
