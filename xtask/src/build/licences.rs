//! `licences.txt`: under which licence each crate comes that is in the module, in the words of its authors.
//!
//! Which crates these may be is asked of cargo, for the target and the features that are built. Which of them really
//! are in the module is read from the names of its functions: one that is not listed stops the build. Many crates carry
//! the same licence; its text stands there once, below their names and copyright lines.

use super::Plan;
use crate::install::WASM;
use crate::shell::{Result, cargo, output, read_text, root};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The file's name, in the site and for whoever asks for it.
pub const FILE: &str = "licences.txt";

const INTRODUCTION: &str = "\
What this is made of, and the licences it comes under. Where a part may be used under either of two licences, the text of
one of them follows.
";

/// Where the words of most licences begin. What stands before them names the licence and the copyright.
const GRANT: &str = "Permission is hereby granted";

/// The standard library of Rust and what it is made of: compiled in, and in no list of cargo's.
const STANDARD: [&str; 13] = [
    "__rustc",
    "core",
    "alloc",
    "std",
    "std_detect",
    "compiler_builtins",
    "panic_abort",
    "unwind",
    "dlmalloc",
    "hashbrown",
    "rustc_demangle",
    "cfg_if",
    "proc_macro",
];

/// One part, and the licence it comes under.
#[derive(Debug, Clone)]
struct Part {
    name: String,
    version: String,
    /// As its manifest says it, such as `MIT OR Apache-2.0`.
    licence: String,
    text: String,
}

/// The text for this build. `module` has the names of its functions.
pub fn text(plan: &Plan, module: &[u8]) -> Result<String> {
    let mut parts = crates(&plan.features)?;
    let missing = unlisted(&crates_in(module), &parts);
    if !missing.is_empty() {
        return Err(format!("In the module, but without a licence in {FILE}: {}.", missing.join(", ")));
    }
    let own = read_text(&root().join("LICENSE-MIT"))?;
    parts.push(Part {
        name: "The standard library of Rust".to_owned(),
        version: String::new(),
        licence: "MIT OR Apache-2.0".to_owned(),
        text: under(&own, "The Rust Project contributors")?,
    });
    Ok(written(&parts))
}

/// The crates that the app is compiled from, with their licences.
fn crates(features: &[String]) -> Result<Vec<Part>> {
    let mut tree = cargo();
    tree.args(["tree", "--package", "held", "--target", WASM, "--edges", "normal,no-proc-macro", "--prefix", "none"]);
    tree.args(["--format", "{p}\t{l}"]);
    if !features.is_empty() {
        tree.arg("--features").arg(features.join(","));
    }
    let tree = output(&mut tree)?;
    let folders = folders()?;
    let own = read_text(&root().join("LICENSE-MIT"))?;
    // A crate that comes up again is marked so behind its licence, and its folder stands behind a version of ours.
    let named: BTreeSet<(&str, &str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let (package, licence) = line.split_once('\t')?;
            let mut words = package.split(' ');
            Some((words.next()?, words.next()?.trim_start_matches('v'), licence.trim_end_matches(" (*)")))
        })
        .collect();
    let mut parts = Vec::new();
    for (name, version, licence) in named {
        let (folder, authors) = folders
            .get(&(name.to_owned(), version.to_owned()))
            .ok_or_else(|| format!("cargo does not say where {name} {version} is."))?;
        let text = match texts(folder)? {
            Some(text) => text,
            // Some crates name the licence and leave its text out.
            None if licence.contains("MIT") => under(&own, authors)?,
            None => return Err(format!("{name} {version} comes without the text of its licence ({licence}).")),
        };
        parts.push(Part { name: name.to_owned(), version: version.to_owned(), licence: licence.to_owned(), text });
    }
    Ok(parts)
}

/// Name and version of every package, with its folder and whom its copyright is ascribed to.
type Folders = BTreeMap<(String, String), (PathBuf, String)>;

fn folders() -> Result<Folders> {
    let metadata = output(cargo().args(["metadata", "--format-version", "1", "--filter-platform", WASM]))?;
    let metadata: serde_json::Value =
        serde_json::from_str(&metadata).map_err(|error| format!("What cargo says of its packages: {error}"))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages
        .filter_map(|package| {
            let text = |key: &str| package[key].as_str().map(str::to_owned);
            let (name, version, manifest) = (text("name")?, text("version")?, text("manifest_path")?);
            // Addresses are nobody's business.
            let authors = package["authors"].as_array().into_iter().flatten().filter_map(|author| author.as_str());
            let authors: Vec<&str> =
                authors.map(|author| author.split('<').next().unwrap_or_default().trim()).collect();
            let authors = if authors.is_empty() { format!("The authors of {name}") } else { authors.join(", ") };
            Some(((name, version), (Path::new(&manifest).parent()?.to_owned(), authors)))
        })
        .collect())
}

/// The licence in a folder: of those one may choose from the shortest that is common, and all that come on top.
fn texts(folder: &Path) -> Result<Option<String>> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map_err(|error| format!("{} cannot be read: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.to_uppercase().starts_with("LICEN"))
        .collect();
    names.sort();
    let chosen = chosen(&names);
    let texts = chosen.iter().map(|name| read_text(&folder.join(name))).collect::<Result<Vec<_>>>()?;
    Ok((!texts.is_empty()).then(|| texts.join("\n\n")))
}

fn chosen(names: &[String]) -> Vec<&String> {
    let holds = |name: &str, word: &str| name.to_uppercase().contains(word);
    let one = ["MIT", "BOOST", "BSD"].iter().find_map(|word| names.iter().find(|name| holds(name, word)));
    let one = one.or_else(|| names.iter().find(|name| !name.contains('-'))).or_else(|| names.first());
    let more = names.iter().filter(|name| holds(name, "UNICODE"));
    one.into_iter().chain(more).collect()
}

/// The MIT licence as we have it, with the copyright ascribed to somebody else.
fn under(own: &str, whom: &str) -> Result<String> {
    let at = own.find(GRANT).ok_or("LICENSE-MIT does not begin as it should.")?;
    Ok(format!("Copyright (c) {whom}\n\n{}", &own[at..]))
}

/// The list and the texts, those that say the same only once.
fn written(parts: &[Part]) -> String {
    let mut bodies: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for part in parts {
        let text = part.text.replace('\r', "");
        let (before, body) = text.split_at(text.find(GRANT).unwrap_or(0));
        let mut lines =
            vec![format!("{} {}", part.name, part.version).trim_end().to_owned() + &format!(" ({})", part.licence)];
        let copyright = |line: &&str| line.to_lowercase().contains("copyright");
        lines.extend(before.lines().map(str::trim).filter(copyright).map(|line| format!("  {line}")));
        let entry = bodies.entry(folded(body)).or_insert_with(|| (body.trim().to_owned(), Vec::new()));
        entry.1.push(lines.join("\n"));
    }
    let mut bodies: Vec<_> = bodies.into_values().collect();
    // The licence of most comes first.
    bodies.sort_by_key(|(_, parts)| std::cmp::Reverse(parts.len()));
    let rule = "-".repeat(32);
    let sections = bodies.iter().map(|(body, parts)| format!("\n{rule}\n\n{}\n\n{body}\n", parts.join("\n")));
    std::iter::once(INTRODUCTION.to_owned()).chain(sections).collect()
}

/// A text without what lines and quotation marks make of it.
fn folded(text: &str) -> String {
    let plain = text.to_lowercase().replace(['“', '”', '\'', '*'], "\"");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The crates that functions of a module come from, by the names in it.
fn crates_in(module: &[u8]) -> BTreeSet<String> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut found = BTreeSet::new();
    for word in module.split(|byte| !is_name(byte)) {
        // The length in front of a name may be a letter too.
        let Some(at) = word.windows(2).position(|pair| pair == b"_R") else { continue };
        let Ok(name) = std::str::from_utf8(&word[at..]) else { continue };
        let Ok(path) = rustc_demangle::try_demangle(name) else { continue };
        let path = path.to_string();
        // Each crate is followed by its hash: `core[1a2b]::fmt::Formatter`.
        for (at, _) in path.match_indices('[') {
            let inside = path[at + 1..].split(']').next().unwrap_or_default();
            let before = path[..at].rsplit(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).next();
            if let Some(name) = before.filter(|name| !name.is_empty() && is_hash(inside)) {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

fn is_hash(text: &str) -> bool {
    text.len() >= 8 && text.chars().all(|digit| digit.is_ascii_hexdigit())
}

/// Those of `linked` that no part stands for.
fn unlisted(linked: &BTreeSet<String>, parts: &[Part]) -> Vec<String> {
    let listed: BTreeSet<String> = parts.iter().map(|part| part.name.replace('-', "_")).collect();
    linked.iter().filter(|name| !listed.contains(*name) && !STANDARD.contains(&name.as_str())).cloned().collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests {
    use super::*;

    fn part(name: &str, text: &str) -> Part {
        Part { name: name.into(), version: "1.0.0".into(), licence: "MIT".into(), text: text.into() }
    }

    #[test]
    fn a_crate_in_the_module_without_a_licence_is_named() {
        // Names as rustc writes them: a function of `held`, one of `core` made for a type of `left_out`.
        let module =
            b"\x10_RNvNtCsabcDEF123_4held3app4main\x20_RINvNtCs9zkqPxF1mZ2_4core3fmt5writeNtCs1gLmXw_8left_out4TypeE\0";
        let linked = crates_in(module);
        assert!(linked.contains("held") && linked.contains("core") && linked.contains("left_out"), "{linked:?}");
        assert_eq!(unlisted(&linked, &[part("held", "")]), ["left_out"]);
        assert_eq!(unlisted(&linked, &[part("held", ""), part("left-out", "")]), [""; 0]);
    }

    #[test]
    fn the_same_words_stand_there_once_and_every_copyright_stays() {
        let one = part("one", "MIT License\n\nCopyright (c) One\n\nPermission is hereby granted, \"as\nis\".");
        let two = part("two", "Copyright (c) Two\r\n\r\nPermission is hereby granted,\r\n“as is”.\r\n");
        let other = part("other", "You may. Copyright remains.");
        let text = written(&[one, two, other]);
        assert_eq!(text.matches(GRANT).count(), 1, "{text}");
        for words in ["one 1.0.0 (MIT)\n  Copyright (c) One\n", "two 1.0.0 (MIT)\n  Copyright (c) Two\n", "You may."] {
            assert!(text.contains(words), "{words} is not in: {text}");
        }
    }

    #[test]
    fn of_several_licences_one_is_taken_and_what_comes_on_top_too() {
        for (there, expected) in [
            (&["LICENSE-APACHE", "LICENSE-MIT"][..], &["LICENSE-MIT"][..]),
            (&["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-UNICODE"], &["LICENSE-MIT", "LICENSE-UNICODE"]),
            (&["LICENSE-APACHE", "LICENSE-BOOST"], &["LICENSE-BOOST"]),
            (&["LICENSE"], &["LICENSE"]),
            (&[], &[]),
        ] {
            let there: Vec<String> = there.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(chosen(&there), expected);
        }
    }
}
