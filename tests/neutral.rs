//! What another person may see by chance (a title, an icon, an installed name, the page Exit goes to) says nothing about
//! what this place is for.

use std::fs;
use std::path::{Path, PathBuf};

/// Parts of words that would give it away.
const TELLING: &str = "love partner relationship heart couple abuse distance held marriage divorce breakup therapy \
    feeling husband wife girlfriend boyfriend diary journal secret private vault";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn telling(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    TELLING.split_whitespace().filter(|word| text.contains(word)).collect()
}

#[test]
fn a_telling_word_would_be_found() {
    assert_eq!(telling("My Heartfelt pages"), ["heart"]);
    assert_eq!(telling("Pages"), [""; 0]);
}

#[test]
fn the_page_exit_goes_to_is_only_a_calendar() {
    for file in ["calendar.html", "calendar.css", "calendar.js", "icons/calendar.svg"] {
        let text = read(&format!("static/{file}"));
        assert_eq!(telling(&text), [""; 0], "{file}");
        assert!(!text.to_lowercase().contains("pages."), "{file} leads back");
    }
    assert!(!read("static/calendar.html").contains("href=\"index"), "no way back is shown");
    assert!(!read("static/calendar.html").contains("manifest"), "the calendar belongs to no app");
}

#[test]
fn titles_and_manifests_are_neutral() {
    let page = read("index.html");
    let head = &page[..page.find("</head>").expect("a head")];
    assert_eq!(telling(head), [""; 0]);
    assert!(head.contains("<title>Pages</title>"));

    let mut manifests = 0;
    for entry in fs::read_dir(at("static")).expect("static can be read") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "webmanifest") {
            manifests += 1;
            let text = fs::read_to_string(&path).expect("text");
            assert_eq!(telling(&text), [""; 0], "{}", path.display());
            assert!(!text.contains("share_target") && !text.contains("file_handlers"), "{}", path.display());
        }
    }
    assert!(manifests > 0);
}

/// What stands between quotes and begins like an address of a screen.
fn addresses(source: &str) -> Vec<&str> {
    source.split('"').filter(|text| text.starts_with("#/") && text.len() > 2).collect()
}

#[test]
fn addresses_and_names_of_files_that_are_handed_over_are_neutral() {
    assert_eq!(addresses("(\"#/feelings\", x)"), ["#/feelings"]);
    assert_eq!(telling("#/feelings"), ["feeling"]);
    let route = read("src/ui/route.rs");
    let screens = &route[..route.find("#[cfg(test)]").expect("tests")];
    assert!(addresses(screens).len() > 8);
    for address in addresses(screens) {
        assert_eq!(telling(address), [""; 0], "{address}");
    }
}

#[test]
fn icons_are_neutral_in_name_and_drawing() {
    let mut icons = 0;
    let folders = ["static/icons", "static/screenshots"].map(|folder| fs::read_dir(at(folder)).expect("pictures"));
    for entry in folders.into_iter().flatten() {
        let path = entry.expect("an entry").path();
        icons += 1;
        assert_eq!(telling(&path.file_name().expect("a name").to_string_lossy()), [""; 0]);
        if path.extension().is_some_and(|e| e == "svg") {
            assert_eq!(telling(&fs::read_to_string(&path).expect("text")), [""; 0], "{}", path.display());
        }
    }
    assert!(icons > 0);
    let manifest = read("static/pages.webmanifest");
    for src in manifest.split("\"src\": \"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(at("static").join(src).exists(), "{src} is named but not there");
    }
}
