//! The rules of the code's shape: who may know whom, and what no file may do. Each is checked on the sources as they
//! are, and on a planted offender that it has to find: a rule that finds nothing anywhere proves nothing.

#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/source.rs"]
mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::{Source, Used};

/// Departures that are known, each with its reason. One that is no longer needed is an offence itself.
const KNOWN: &[(&str, &str)] = &[
    // Copying asks the browser within the press of the button, and the answer is said beside it.
    ("src/ui/components/notice.rs names platform::file", "copying words that could not be saved"),
    ("src/ui/screens/recovery.rs names platform::file", "printing the sheet of words"),
    ("src/ui/screens/recovery.rs names platform::lifecycle", "no curtain while the printing dialog is open"),
    ("src/ui/hooks/window.rs uses js_sys", "reads the size of a rem"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder with one of these endings, from the root of the project.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn gather(folder: &Path, endings: &[&str], into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry can be read").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules" | "dist" | ".git") {
                    gather(&path, endings, into);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                into.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    gather(&root().join(folder), endings, &mut paths);
    let name = |path: &Path| path.strip_prefix(root()).expect("inside the root").to_string_lossy().replace('\\', "/");
    let mut files: Vec<(String, String)> =
        paths.iter().map(|path| (name(path), fs::read_to_string(path).expect("text"))).collect();
    files.sort();
    files
}

fn sources() -> Vec<Source> {
    let sources: Vec<Source> = files("src", &[".rs"]).iter().map(|(path, text)| Source::new(path, text)).collect();
    assert!(sources.len() > 80, "the sources were not found");
    sources
}

/// The crates Cargo.toml names as dependencies, spelled as in code.
fn dependencies() -> Vec<String> {
    let text = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml can be read");
    let mut names = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| inside && !line.starts_with([' ', '#', ']'])) {
            names.push(name.trim().replace('-', "_"));
        }
    }
    assert!(names.contains(&"serde".to_owned()) && names.contains(&"web_sys".to_owned()), "{names:?}");
    names
}

/// Runs a rule over the files it is for, and over offenders it has to find.
fn check(rule: impl Fn(&Source) -> Vec<String>, only: impl Fn(&Source) -> bool, offenders: &[(&str, &str)]) {
    for (path, text) in offenders {
        let planted = Source::new(path, text);
        assert!(only(&planted), "the rule would not look at {path}");
        assert!(!rule(&planted).is_empty(), "the planted offender was not found: {text}");
    }
    let found: Vec<String> = sources().iter().filter(|source| only(source)).flat_map(rule).collect();
    let known = |found: &String| KNOWN.iter().any(|(known, _)| found.starts_with(known));
    let found: Vec<&String> = found.iter().filter(|found| !known(found)).collect();
    assert!(found.is_empty(), "\n{found:#?}");
}

fn app_code(source: &Source) -> bool {
    !source.is_test()
}

#[test]
fn paths_are_read_in_full() {
    let source = Source::new(
        "src/app/save/open.rs",
        "use super::{state::Held, super::action as act};\n use std::rc::Rc; // crate::no\n\
         fn f<'a>(x: &'a str) { let c = '\\''; crate::store::keys::all(\"crate::never\"); x::<u8>(); self::y(); }\n\
         mod inner { fn g() { super::h(); } }\n\
         #[cfg(test)] mod tests { use crate::vault::Name; }",
    );
    let ours: Vec<String> = source
        .used()
        .into_iter()
        .filter_map(|used| match used {
            Used::Ours(path) => Some(path.join("::")),
            Used::Other(_) => None,
        })
        .collect();
    assert!(ours.contains(&"app::save::state::Held".to_owned()), "{ours:?}");
    assert!(ours.contains(&"store::keys::all".to_owned()), "{ours:?}");
    assert!(ours.contains(&"app::save::open::y".to_owned()), "{ours:?}");
    assert!(ours.contains(&"app::save::open::h".to_owned()), "{ours:?}");
    assert!(
        !ours.iter().any(|path| path.contains("no") || path.contains("never") || path.contains("vault")),
        "{ours:?}"
    );
    assert_eq!(source.words, [(3, String::new()), (3, "crate::never".to_owned())]);
}

#[test]
fn the_answers_to_the_gate_have_no_stored_shape() {
    check(
        |source| rules::words(source, &["GateAnswer"]),
        |source| {
            app_code(source)
                && ["record", "store", "vault", "transfer", "app/save"].iter().any(|place| source.is_in(place))
        },
        &[("src/record/v1/about.rs", "use crate::domain::safety::GateAnswer;")],
    );
}

#[test]
fn a_module_names_only_what_it_may_know() {
    check(
        rules::borders,
        app_code,
        &[
            ("src/domain/entry.rs", "use crate::record::Reading;"),
            ("src/vault/seal.rs", "fn f(page: &crate::domain::Entry) {}"),
            ("src/vault/seal.rs", "use super::super::domain::Entry;"),
            ("src/store/memory.rs", "use crate::{vault::Vault};"),
            ("src/store/memory.rs", "use crate::record::Manifest;"),
            ("src/record/v1.rs", "use crate::store::pack;"),
            ("src/record/v1.rs", "use crate::vault::Vault;"),
            ("src/search/mod.rs", "use crate::app::State;"),
            ("src/platform/clock.rs", "use crate::ui::run;"),
            ("src/app/state.rs", "use crate::store::Local;"),
            ("src/app/reduce/first.rs", "use crate::vault::{Secret, Vault};"),
            ("src/app/save/mod.rs", "use crate::platform::clock;"),
            ("src/i18n/en.rs", "use crate::app::State;"),
            ("src/ui/screens/page.rs", "use crate::vault;"),
            ("src/ui/screens/page.rs", "use crate::record::Manifest;"),
            ("src/main.rs", "use held::vault::Vault;"),
            ("src/newcomer.rs", ""),
        ],
    );
}

#[test]
fn the_pure_modules_use_only_the_crates_they_need() {
    let known = dependencies();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    check(
        |source| rules::foreign(source, &known),
        app_code,
        &[
            ("src/domain/entry.rs", "use serde::Serialize;"),
            ("src/domain/id.rs", "fn f() { getrandom::fill(&mut [0]); }"),
            ("src/domain/id.rs", "use sha2::Digest;"),
            ("src/vault/seal.rs", "#[derive(serde::Deserialize)] struct S;"),
            ("src/vault/seal.rs", "use web_sys::window;"),
            ("src/store/memory.rs", "use gloo_storage::LocalStorage;"),
            ("src/record/v1.rs", "use chacha20poly1305::aead;"),
            ("src/app/state.rs", "use yew::Callback;"),
            ("src/ui/screens/page.rs", "use gloo_storage::{LocalStorage, Storage};"),
            ("src/ui/run.rs", "use argon2::Argon2;"),
        ],
    );
}

#[test]
fn only_the_platform_the_browsers_store_and_the_interface_name_the_browser() {
    const BROWSER: [&str; 8] = [
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "wasm_bindgen_futures",
        "serde_wasm_bindgen",
        "gloo_storage",
        "gloo_timers",
        "gloo_events",
    ];
    let elsewhere = |source: &Source| {
        app_code(source) && !["platform", "store/browser", "ui", "main"].iter().any(|place| source.is_in(place))
    };
    check(
        |source| rules::words(source, &BROWSER),
        elsewhere,
        &[
            ("src/app/watch.rs", "fn now() -> f64 { js_sys::Date::now() }"),
            ("src/store/frame.rs", "use web_sys::Storage;"),
            ("src/vault/key.rs", "use gloo_storage::LocalStorage;"),
        ],
    );
}

#[test]
fn the_interface_keeps_to_elements_and_events() {
    check(
        rules::beyond_elements,
        |source| app_code(source) && source.is_in("ui"),
        &[("src/ui/app.rs", "use web_sys::{HtmlElement, Storage};"), ("src/ui/run.rs", "fn f(w: web_sys::Worker) {}")],
    );
}

#[test]
fn the_vault_never_sees_a_page() {
    check(
        |source| rules::words(source, &["Entry", "EntryId", "Journal", "domain", "record"]),
        |source| app_code(source) && source.is_in("vault"),
        &[("src/vault/seal.rs", "pub fn seal(page: &Entry) {}")],
    );
}

#[test]
fn the_store_never_sees_plaintext() {
    check(
        |source| rules::words(source, &["Entry", "Journal", "domain", "record", "Secret", "Vault", "DataKey", "vault"]),
        |source| app_code(source) && source.is_in("store"),
        &[("src/store/memory.rs", "pub fn keep(key: &DataKey) {}"), ("src/store/pack.rs", "fn f(page: Entry) {}")],
    );
}

#[test]
fn screens_and_components_know_neither_vault_nor_store() {
    check(
        |source| rules::words(source, &["Vault", "Keeper", "Store", "Local", "Mirror", "DataKey", "Derived"]),
        |source| app_code(source) && ["ui/screens", "ui/components", "ui/hooks"].iter().any(|at| source.is_in(at)),
        &[("src/ui/screens/page.rs", "fn page(keeper: &Keeper) {}"), ("src/ui/components/rows.rs", "use x::Vault;")],
    );
}

#[test]
fn only_the_loop_performs_effects() {
    check(
        rules::effects,
        |source| app_code(source) && source.is_in("ui"),
        &[
            ("src/ui/screens/page.rs", "use crate::app::{Action, Effect};"),
            ("src/ui/screens/page.rs", "fn f() { crate::app::reduce(state, action); }"),
            ("src/ui/components/editor.rs", "use crate::platform::file;"),
            ("src/ui/pen.rs", "use super::keeping::Keeping;"),
        ],
    );
}

#[test]
fn sentences_a_person_reads_stand_with_the_language() {
    let elsewhere = |source: &Source| app_code(source) && !source.is_in("i18n");
    check(
        rules::sentences,
        elsewhere,
        &[
            ("src/ui/screens/rest.rs", "html! { <p>{ \"That's enough for today.\" }</p> }"),
            ("src/app/state.rs", "const S: &str = \"Nothing was kept\";"),
            ("src/ui/screens/rest.rs", "html! { <p>{ r#\"Come in, there is room\"# }</p> }"),
        ],
    );
    check(
        rules::written_names,
        |source| app_code(source) && source.is_in("ui"),
        &[("src/ui/components/button.rs", "html! { <button aria-label=\"Close\" /> }")],
    );
}

#[test]
fn nothing_is_written_to_a_log() {
    check(
        rules::logging,
        app_code,
        &[
            ("src/ui/run.rs", "fn f() { web_sys::console::log_1(&words); }"),
            ("src/app/state.rs", "fn f() { println!(\"{words}\"); }"),
            ("src/app/state.rs", "fn f() { log::info!(\"{words}\"); }"),
        ],
    );
    assert_eq!(rules::script_logging("x.js", "a();\n  console.log(words);").len(), 1);
    let found: Vec<String> =
        files("static", &[".js", ".html"]).iter().flat_map(|(path, text)| rules::script_logging(path, text)).collect();
    // Before the app has started nobody has typed anything; after that, scripts are silent.
    assert_eq!(found, ["static/boot.js: console.error(error);"]);
}

#[test]
fn text_never_becomes_markup_a_title_or_a_style() {
    check(
        rules::unsafe_places,
        app_code,
        &[
            ("src/ui/components/paper.rs", "fn f(e: Element) { e.set_inner_html(words); }"),
            ("src/ui/components/paper.rs", "Html::from_html_unchecked(words)"),
            ("src/ui/app.rs", "fn f() { document.set_title(words); }"),
            ("src/ui/app.rs", "html! { <p style=\"color: red\"></p> }"),
        ],
    );
}

#[test]
fn every_file_says_what_it_is_for() {
    check(rules::purpose, app_code, &[("src/app/state.rs", "use std::rc::Rc;\n//! Too late.")]);
}

#[test]
fn no_file_carries_marks_of_where_it_was_made() {
    let planted = ["see /wo", "rk/here"].concat();
    assert_eq!(rules::marks("x", &planted).len(), 1);
    let texts =
        files(".", &[".rs", ".toml", ".md", ".js", ".css", ".html", ".py", ".webmanifest", ".svg", ".txt", ".yml"]);
    assert!(texts.iter().any(|(path, _)| path == "index.html"));
    let found: Vec<String> = texts.iter().flat_map(|(path, text)| rules::marks(path, text)).collect();
    assert!(found.is_empty(), "\n{found:#?}");
}

#[test]
fn a_file_can_be_read_at_one_sitting() {
    let lines = |source: &Source| source.text.lines().count();
    let long: Vec<String> = sources()
        .iter()
        .filter(|source| lines(source) > 400)
        .map(|source| format!("{} has {} lines", source.path, lines(source)))
        .collect();
    // Four hundred is a warning, to be seen with --nocapture; five hundred is the end, but for tests of one thing.
    for long in &long {
        eprintln!("{long}");
    }
    let longest = sources().iter().filter(|source| app_code(source)).map(lines).max().expect("there are sources");
    assert!(longest <= 500, "\n{long:#?}");
}

#[test]
fn every_known_departure_is_still_one() {
    let known = dependencies();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let sources = sources();
    let found: Vec<String> = sources
        .iter()
        .flat_map(|source| [rules::borders(source), rules::foreign(source, &known), rules::effects(source)].concat())
        .collect();
    for (departure, reason) in KNOWN {
        assert!(
            found.iter().any(|found| found.starts_with(departure)),
            "no longer so, take it off the list: {departure} ({reason})"
        );
    }
}
