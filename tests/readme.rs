//! What the README says, as far as it can be checked: commands, names to rely on, places, formats, times.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use held::app::timetable;
use held::i18n::{Language, Threat};
use held::vault::Kdf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn readme() -> String {
    read("README.md")
}

/// Tests that a table names in its last column and that are nowhere.
fn missing_tests<'a>(table: &'a str, sources: &str) -> Vec<&'a str> {
    let is_test = |name: &&str| name.split('_').count() > 3 && !name.contains(['.', '/', ':']);
    names(table).into_iter().filter(is_test).filter(|name| !sources.contains(&format!("fn {name}("))).collect()
}

/// All Rust below a folder.
fn sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let text = entries.map(|entry| {
        let path = entry.expect("an entry").path();
        match path.extension() {
            None if path.is_dir() => sources(&path),
            Some(ending) if ending == "rs" => fs::read_to_string(&path).expect("text"),
            _ => String::new(),
        }
    });
    text.collect()
}

#[test]
fn every_test_that_a_promise_rests_on_is_there() {
    let sources =
        ["src", "tests", "content/src", "content/tests", "xtask/src"].map(|folder| sources(&root().join(folder)));
    let table = read("tests/README.md");
    let table = part(&table, "## Promises and the tests that hold them");
    assert!(names(table).len() > 40, "the table was not read");
    let planted = "| it rains | `however_hard_it_may_rain`, `sources` |";
    assert_eq!(missing_tests(planted, &sources.concat()), ["however_hard_it_may_rain"]);
    assert_eq!(missing_tests(table, &sources.concat()), [""; 0]);
}

/// The part under a heading, up to the next one of its rank.
fn part<'a>(text: &'a str, heading: &str) -> &'a str {
    let start = text.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no part {heading}")) + 1;
    let rank = heading.split(' ').next().unwrap_or_default();
    let rest = &text[start + heading.len()..];
    &rest[..rest.find(&format!("\n{rank} ")).unwrap_or(rest.len())]
}

/// What stands between backticks, on lines outside code blocks.
fn quoted(text: &str) -> Vec<&str> {
    let mut fenced = false;
    let prose = text.lines().filter(|line| {
        fenced ^= line.starts_with("```");
        !fenced && !line.starts_with("```")
    });
    prose.flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// The commands that a text tells one to run.
fn commands(text: &str) -> BTreeSet<&str> {
    let after = text.split("cargo xtask ").skip(1);
    after.map(|rest| rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()).collect()
}

#[test]
fn every_command_it_names_is_there_and_every_command_is_named() {
    let program = read("xtask/src/main.rs");
    let there: BTreeSet<&str> = program
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" => ").map(|(name, _)| name))
        .collect();
    assert!(there.contains("serve") && there.contains("test"), "{there:?}");
    assert_eq!(commands(&readme()), there);
}

/// Names in the last column of the tables: `a…` is the beginning of one.
fn names(text: &str) -> Vec<&str> {
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|line| line.trim_end_matches('|').rsplit('|').next());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect()
}

/// Names that are not to be found as they are said.
fn unknown<'a>(names: &[&'a str], sentences: &str) -> Vec<&'a str> {
    // Sentences that go on over a line's end are one.
    let flat = sentences.split("\\\n").map(str::trim_start).collect::<String>();
    let said = |name: &str| match name.strip_suffix('…') {
        Some(beginning) => flat.contains(&format!("\"{beginning}")),
        None => flat.contains(&format!("\"{name}\"")) || flat.contains(&format!(">{name}</a>")),
    };
    names.iter().copied().filter(|name| !said(name)).collect()
}

#[test]
fn every_name_to_rely_on_is_one_that_is_said() {
    let text = readme();
    let names = names(part(&text, "## Driving it from outside"));
    for needed in ["Exit", "Keep", "New page", "Pages", "Passphrase", "Unlock", "Lock", "Save status", "Today's page"] {
        assert!(names.contains(&needed), "{needed}");
    }
    let files = ["src/i18n/en.rs", "src/i18n/en/cards.rs", "src/platform/edition.rs", "index.html"];
    let sentences = files.map(read).concat();
    assert_eq!(unknown(&["Depart", "Keep", "Opening…", "Openly…"], &sentences), ["Depart", "Openly…"]);
    let formed = ["November 2026"];
    let unknown: Vec<&str> = unknown(&names, &sentences).into_iter().filter(|name| !formed.contains(name)).collect();
    assert_eq!(unknown, [""; 0]);
}

/// Links and paths of the tree in a text that lead nowhere.
fn dead_ends(text: &str) -> Vec<String> {
    let anchors: BTreeSet<String> = text
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            let kept = line.trim_start_matches('#').trim().to_lowercase();
            kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>().replace(' ', "-")
        })
        .collect();
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let paths = quoted(text).into_iter().filter(|word| {
        let begins = ["src/", "tests/", "styles/", "static/", "xtask/", ".ci/"];
        begins.iter().any(|begin| word.starts_with(begin)) && !word.contains(['…', '*', ' '])
    });
    links
        .chain(paths)
        .filter(|to| !to.starts_with("https://"))
        .filter(|to| match to.strip_prefix('#') {
            Some(anchor) => !anchors.contains(anchor),
            None => !Path::new(&root()).join(to).exists(),
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_place_it_points_to_is_there() {
    assert_eq!(
        dead_ends("# A b\n[x](#a-b) [y](#c) [z](src/none.rs) `tests/none.rs`"),
        ["#c", "src/none.rs", "tests/none.rs"]
    );
    for page in ["README.md", "content/README.md", "tests/README.md", "styles/README.md"] {
        let folder = page.trim_end_matches("README.md");
        let found: Vec<String> =
            dead_ends(&read(page)).into_iter().filter(|to| !root().join(folder).join(to).exists()).collect();
        assert!(found.is_empty(), "{page} points to {found:?}");
    }
}

/// The bold words that begin each row of a table.
fn bold(table: &str) -> Vec<&str> {
    table.lines().filter_map(|line| line.strip_prefix("| **")?.split("**").next()).collect()
}

#[test]
fn help_and_the_table_here_go_through_the_same_threats() {
    let text = readme();
    let rows = bold(part(&text, "## What it protects from, and what not"));
    let begins = |row: &str, threat: Threat| row.starts_with(threat.row());
    assert!(!begins("a thunderstorm", Threat::Crash), "any row would do");
    assert_eq!(rows.len(), Threat::ALL.len(), "{rows:?}");
    for (row, threat) in rows.iter().zip(Threat::ALL) {
        assert!(begins(row, threat), "{row} stands where {threat:?} is expected");
        assert!(Language::English.threat(threat).ends_with('.'), "Help says nothing of {threat:?}");
    }
}

/// Rows of a table as (at, bytes), and where the last one ends.
fn layout(table: &str) -> Vec<(usize, usize)> {
    let cells = |line: &str| {
        let mut cells = line.split('|').skip(1).map(|cell| cell.trim().parse().ok());
        Some((cells.next()??, cells.next()??))
    };
    table.lines().filter_map(cells).collect()
}

#[test]
fn the_header_is_laid_out_without_gaps_and_as_long_as_it_says() {
    let text = readme();
    let rows = layout(part(&text, "#### The header: 808 bytes"));
    assert_eq!(rows.first().map(|(at, _)| *at), Some(0));
    for pair in rows.windows(2).filter(|pair| pair[1].0 != 0 && pair[1].0 > pair[0].0) {
        assert_eq!(pair[0].0 + pair[0].1, pair[1].0, "{pair:?}");
    }
    assert!(rows.iter().any(|(at, bytes)| at + bytes == 808));
    assert_eq!(fs::read(root().join("tests/golden/header-v1.bin")).expect("a golden file").len(), 808);
}

/// The names of the parts in lines such as `layout u8 = 1 | writer, 8 bytes | contents`.
fn parts(text: &str) -> BTreeSet<Vec<&str>> {
    let lines = text.lines().map(|line| line.trim_start_matches("//!").trim().trim_matches('`'));
    let layouts = lines.filter(|line| line.starts_with("layout "));
    layouts.map(|line| line.split('|').filter_map(|part| part.split_whitespace().next()).map(clean).collect()).collect()
}

fn clean(word: &str) -> &str {
    word.trim_end_matches([',', ':'])
}

#[test]
fn layouts_inside_the_seal_are_the_ones_the_code_describes() {
    let text = readme();
    let sources = [read("src/record/manifest.rs"), read("src/record/value.rs")].concat();
    let written = parts(&sources);
    assert!(written.contains(&vec!["layout", "generation", "writer", "sections"]), "{written:?}");
    assert_eq!(written.len(), 2);
    assert_eq!(parts(part(&text, "## Format")), written);
}

/// Texts such as `held/1/record` in a source or in prose.
fn labels(text: &str) -> BTreeSet<String> {
    let after = text.split("held/1/").skip(1);
    let names = after.map(|rest| rest.split(|c: char| !(c.is_alphabetic() || c == '-')).next().unwrap_or_default());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_format_names_every_label_key_and_vector() {
    let text = readme();
    let sources: String = fs::read_dir(root().join("src/vault"))
        .expect("the vault's sources")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs"))
        .map(|path| fs::read_to_string(path).expect("text"))
        .collect();
    assert_eq!(labels(part(&text, "## Format")), labels(&sources));

    let keys = read("src/store/keys.rs");
    let keys: Vec<&str> = keys.split('"').skip(1).step_by(2).filter(|key| key.starts_with("h1.")).collect();
    assert!(keys.len() >= 8, "{keys:?}");
    let missing: Vec<&&str> = keys.iter().filter(|key| !text.contains(&format!("`{key}"))).collect();
    assert!(missing.is_empty(), "{missing:?}");

    let vectors = fs::read_dir(root().join("tests/vectors/vault")).expect("vectors").count();
    assert!(text.contains(&format!("{vectors} vectors")), "there are {vectors} vectors");
}

#[test]
fn times_and_costs_are_the_ones_in_force() {
    let text = readme();
    let seconds = |ms: f64| ms / 1_000.0;
    for said in [
        format!("{} ms after the last key", timetable::DRAFT_AFTER_LAST_KEY),
        format!("{} s\n   after the first unsaved one", seconds(timetable::DRAFT_AFTER_FIRST_KEY)),
        format!("at most every {} s", seconds(timetable::LOCAL_DRAFT_EVERY)),
        format!("after {} s without a key", seconds(timetable::COMMIT_AFTER_LAST_KEY)),
        format!("at least {} MiB", Kdf::FLOOR.memory_kib / 1024),
    ] {
        assert!(text.contains(&said), "the README does not say: {said}");
    }
    assert_eq!(Kdf::FLOOR.passes, 3, "the README says three passes");
}
