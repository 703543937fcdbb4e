//! Help in English, read where it lies: how it works, each thing that could go against a person with what is done about
//! it and what is left, and the countries of help lines. It is one text, so that it arrives after the first screen.
//!
//! A line that begins with `=` is the title of what follows it; every other line is a paragraph.

use crate::i18n::Section;

static TEXT: &str = include_str!("help.txt");

/// What belongs to the app opened as a file; each threat; where lines are.
const FILE: &str = "file: ";
const THREAT: &str = "threat: ";
const COUNTRIES: &str = "countries";
/// Sentences of other screens that only come late, each after its key.
const SAID: &str = "said";

/// How it works.
pub fn sections() -> Vec<Section> {
    all()
        .filter(|(title, _)| ![FILE, THREAT, COUNTRIES, SAID].iter().any(|kind| title.starts_with(kind)))
        .map(section)
        .collect()
}

/// What belongs to the app opened as a file from a disk.
pub fn with_the_file() -> Vec<Section> {
    all().filter_map(|(title, lines)| Some((title.strip_prefix(FILE)?, lines))).map(section).collect()
}

/// What is said of the threat whose row in the README begins so.
pub fn threat(row: &str) -> &'static str {
    let said = all().find(|(title, _)| title.strip_prefix(THREAT) == Some(row));
    said.map_or("", |(_, lines)| lines.trim_end())
}

/// A country by its two letters; the letters where it is not among those that are named.
pub fn country(code: &'static str) -> &'static str {
    let lines = all().find(|(title, _)| *title == COUNTRIES).map_or("", |(_, lines)| lines);
    lines.lines().find_map(|line| line.strip_prefix(code)?.strip_prefix(' ')).unwrap_or(code)
}

/// A sentence by its key.
pub fn said(key: &str) -> &'static str {
    let lines = all().find(|(title, _)| *title == SAID).map_or("", |(_, lines)| lines);
    lines.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).unwrap_or_default()
}

/// Titles, and the lines under each.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEXT.split("= ").filter_map(|part| part.split_once('\n'))
}

fn section((title, lines): (&'static str, &'static str)) -> Section {
    Section { title, paragraphs: lines.lines().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Threat;

    #[test]
    fn every_sentence_that_is_asked_for_is_there() {
        let asked = include_str!("../en.rs").split("help::said(\"").skip(1).filter_map(|rest| rest.split('"').next());
        let asked: Vec<&str> = asked.collect();
        assert!(asked.len() > 5, "{asked:?}");
        assert!(asked.iter().all(|key| said(key).ends_with('.')), "{asked:?}");
        assert_eq!(said("nothing of the kind"), "");
    }

    #[test]
    fn every_section_has_a_title_and_something_to_say() {
        let sections = [sections(), with_the_file()].concat();
        let titles: Vec<&str> = sections.iter().map(|section| section.title).collect();
        assert_eq!(titles, ["How this works", "Exit", "The lock", "This file"]);
        let whole = |line: &&str| line.starts_with(char::is_uppercase) && line.ends_with('.');
        assert!(sections.iter().all(|section| !section.paragraphs.is_empty() && section.paragraphs.iter().all(whole)));
        for threat in Threat::ALL {
            assert!(whole(&super::threat(threat.row())), "{threat:?}");
        }
        assert_eq!((super::threat("a thunderstorm"), country("GB"), country("XX")), ("", "United Kingdom", "XX"));
    }
}
