//! Vectors of the vault's format, one fault each, made by an independent reader (`vectors/reader.py`), and the golden
//! files of every format version.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeMap, fs, path::Path};

use held::vault::{words::RecoveryWords, *};

/// The `key: value` lines of a vector.
type Fields = BTreeMap<String, String>;

#[test]
fn every_vector_comes_out_as_it_says() {
    let vectors = vectors();
    assert!(vectors.len() >= 150, "{} vectors", vectors.len());
    let wrong: Vec<_> = vectors.iter().filter_map(|(name, fields)| disagreement(name, fields)).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_vector_that_expects_the_wrong_thing_is_found() {
    let vectors: BTreeMap<_, _> = vectors().into_iter().collect();
    for name in
        ["header-open", "header-slot-moved", "sealed-as-draft", "sealed-tag-truncated", "derive-floor", "words-of-80"]
    {
        let mut fields = vectors[name].clone();
        assert_eq!(disagreement(name, &fields), None);
        fields.insert("expect".into(), "something else".into());
        assert!(disagreement(name, &fields).is_some(), "{name}");
    }
}

#[test]
fn what_format_version_1_wrote_still_opens() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let read = |name: &str| fs::read(golden.join(name)).unwrap();
    let known = fields(&golden.join("vault-v1.txt"));
    let name = Name::parse(&known["name"]).unwrap();
    let opens = |vault: &Vault| {
        let values = [
            (Purpose::Record, "sealed-v1-record.bin"),
            (Purpose::Segment, "sealed-v1-segment.bin"),
            (Purpose::Manifest, "sealed-v1-manifest.bin"),
            (Purpose::Draft, "sealed-v1-draft.bin"),
        ];
        for (purpose, file) in values {
            assert_eq!(*vault.open(purpose, &name, &read(file)).unwrap(), known["plain"].as_bytes(), "{file}");
        }
    };

    let header = Header::decode(&read("header-v1.bin")).unwrap();
    assert_eq!((header.version(), header.kdf(), header.is_open()), (7, Kdf::FLOOR, false));
    assert_eq!(header.looks(), Appearance { theme: 1, text_size: 2, language: 3, plain_name: 4 });
    for typed in [&known["passphrase"], &known["recovery"]] {
        let vault =
            header.unlock(&derive(&Secret::new(typed).unwrap(), &header.salt(), header.kdf()).unwrap()).unwrap();
        assert!(header.is_authentic(&vault));
        opens(&vault);
    }

    let header = Header::decode(&read("header-v1-open.bin")).unwrap();
    assert!(header.is_open());
    opens(&header.unlock_open().unwrap());

    let header = Header::decode(&read("header-v1-rekeying.bin")).unwrap();
    let passphrase = Secret::new(&known["passphrase"]).unwrap();
    let vault = header.unlock(&derive(&passphrase, &header.salt(), header.kdf()).unwrap()).unwrap();
    assert_eq!((vault.epoch(), vault.previous_epoch()), (1, Some(0)));
}

fn vectors() -> Vec<(String, Fields)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/vault");
    let mut vectors: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fields(&path)))
        .collect();
    vectors.sort();
    vectors
}

fn fields(path: &Path) -> Fields {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(':').unwrap())
        .map(|(key, value)| (key.to_owned(), value.trim().to_owned()))
        .collect()
}

/// What a vector says and what came out, where the two differ.
fn disagreement(name: &str, fields: &Fields) -> Option<String> {
    let found = match fields["kind"].as_str() {
        "sealed" => sealed(fields),
        "header" => header(fields),
        "derive" => derived(fields),
        "words" => Ok(RecoveryWords::random(&mut Replay(hex(&fields["entropy"]))).0.to_string()),
        kind => panic!("{name} is of an unknown kind: {kind}"),
    };
    let found = found.unwrap_or_else(|refusal| refusal);
    (found.trim() != fields["expect"]).then(|| format!("{name}: {}, not {found}", fields["expect"]))
}

fn sealed(fields: &Fields) -> Result<String, String> {
    let vault = Header::decode(&hex(&fields["header"])).unwrap().unlock_open().unwrap();
    let purpose = match fields["purpose"].as_str() {
        "record" => Purpose::Record,
        "segment" => Purpose::Segment,
        "manifest" => Purpose::Manifest,
        _ => Purpose::Draft,
    };
    let (name, bytes) = (Name::parse(&fields["name"]).unwrap(), hex(&fields["sealed"]));
    let plain = vault.open(purpose, &name, &bytes).map_err(|error| match error {
        OpenError::NotSealed => "not-sealed".to_owned(),
        OpenError::Newer { version } => format!("newer {version}"),
        OpenError::OtherKey => "other-key".to_owned(),
        OpenError::Altered => "altered".to_owned(),
    })?;
    // With the same nonce we write the same bytes as the independent reader did.
    if Vault::epoch_of(&bytes) == Some(vault.epoch()) {
        let nonce = bytes[3..27].to_vec();
        assert_eq!(vault.seal(purpose, &name, &plain, &mut Replay(nonce)), bytes);
    }
    Ok(format!("plain {}", plain.iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
}

fn header(fields: &Fields) -> Result<String, String> {
    let bytes = hex(&fields["header"]);
    let header = Header::decode(&bytes).map_err(|error| match error {
        HeaderError::Damaged => "damaged".to_owned(),
        HeaderError::NotAHeader => "not-a-header".to_owned(),
        HeaderError::Newer { min_reader } => format!("newer {min_reader}"),
    })?;
    assert_eq!(header.encode(), bytes);
    let unlocked = match fields.get("typed") {
        Some(typed) => header.unlock(&derive(&secret(typed), &header.salt(), header.kdf()).map_err(too)?),
        None => header.unlock_open(),
    };
    let vault = unlocked.map_err(|UnlockError::NoSlot| "no-slot".to_owned())?;
    if let Some(expected) = fields.get("slots") {
        let slots: Vec<_> =
            header.slots(&vault).iter().map(|(kind, day)| format!("{kind:?} {day}").to_lowercase()).collect();
        assert_eq!(slots.join(", "), *expected);
    }
    if let Some(epochs) = fields.get("epochs") {
        assert_eq!(*epochs, format!("{} {}", vault.epoch(), vault.previous_epoch().unwrap()));
    }
    if let (Some(sealed), Some(plain)) = (fields.get("sealed"), fields.get("plain")) {
        assert_eq!(*vault.open(Purpose::Record, &Name([0; 16]), &hex(sealed)).unwrap(), hex(plain));
    }
    Ok(if header.is_authentic(&vault) { "authentic" } else { "not-authentic" }.to_owned())
}

fn derived(fields: &Fields) -> Result<String, String> {
    let number = |key: &str| fields[key].parse().unwrap();
    let kdf = Kdf { memory_kib: number("memory-kib"), passes: number("passes"), lanes: number("lanes") };
    let salt = Salt(hex(&fields["salt"]).try_into().unwrap());
    let derived = derive(&secret(&fields["typed"]), &salt, kdf).map_err(too)?;
    Ok(derived.0.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn secret(typed: &str) -> Secret {
    Secret::new(std::str::from_utf8(&hex(typed)).unwrap()).unwrap()
}

fn too(error: KdfError) -> String {
    match error {
        KdfError::TooCheap => "too-cheap",
        KdfError::TooDear => "too-dear",
        KdfError::OutOfMemory => "out-of-memory",
    }
    .to_owned()
}

fn hex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2));
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// Gives out known bytes once, where a test needs to know what was drawn.
struct Replay(Vec<u8>);

impl Entropy for Replay {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.0.drain(..bytes.len()).collect::<Vec<_>>());
    }
}
