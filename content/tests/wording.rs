//! How the texts beside the decks are written, as far as a machine can tell. Every rule is shown an offender first, which
//! it has to find.

use std::fs;
use std::path::{Path, PathBuf};

use held_content::wording::check;
use held_content::wording::{HelpLine, Label, Wording, texts_of};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("en")
}

fn wording() -> Wording {
    Wording::read(&folder()).expect("the texts can be read")
}

fn planted(text: &str) -> Vec<(String, String)> {
    vec![("planted, 1".to_owned(), text.to_owned())]
}

type Rule = fn(&[(String, String)]) -> Vec<String>;

/// Holds a rule about sentences: it finds each planted one, and nothing in the files.
fn hold(rule: Rule, offenders: &[&str]) {
    for offender in offenders {
        assert!(!rule(&planted(offender)).is_empty(), "the planted offender was not found: {offender}");
    }
    assert_nothing(&rule(&wording().texts));
}

fn assert_nothing(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn four_groups_of_eighteen_feelings_each_a_state_and_shortly_said() {
    let mut wording = wording();
    assert_eq!((wording.groups.0.len(), wording.feelings.0.len()), (4, 72));
    assert_nothing(&check::feelings(&wording));
    let words = &mut wording.feelings.0;
    words[0].id = words[1].id.clone();
    words[20].meaning = "word ".repeat(13);
    words[40].word = "ignored".to_owned();
    words[50].near.key = "touch".to_owned();
    words.pop();
    let found = check::feelings(&wording);
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn there_are_as_many_pleasant_feelings_as_unpleasant_ones() {
    let wording = wording();
    let pleasant = |key: &str| matches!(key, "settled" | "bright");
    let count = wording.feelings.0.iter().filter(|word| pleasant(&word.group.key)).count();
    assert_eq!(count * 2, wording.feelings.0.len());
}

#[test]
fn no_key_stands_twice_in_a_list() {
    let mut wording = wording();
    assert_nothing(&check::double_keys(&wording));
    wording.kinds.0[1].fields.0[1].choices.0.push(Label { key: "touch".into(), label: "Again".into() });
    wording.rest.0[0].key = wording.rest.0[1].key.clone();
    assert_eq!(check::double_keys(&wording).len(), 2);
}

#[test]
fn at_least_forty_different_lines_follow_keep_and_none_of_them_is_praise() {
    let lines = wording().lines.0;
    assert_nothing(&check::lines(&lines));
    let plant = |line: &str| check::lines(&lines.iter().cloned().chain([line.to_owned()]).collect::<Vec<_>>());
    for offender in ["Well done.", "That was brave.", "Noticing isn't making a fuss.", "No full stop"] {
        assert_eq!(plant(offender).len(), 1, "{offender}");
    }
    assert_eq!(plant(&("word ".repeat(15) + ".")).len(), 1);
    assert_eq!(check::lines(&lines[..check::LINES - 1]).len(), 1);
}

#[test]
fn nothing_diagnoses_orders_promises_or_says_that_anyone_is_safe() {
    hold(
        check::banned,
        &["You are safe here.", "A narcissist would.", "You should talk.", "It gets better.", "94% do."],
    );
}

#[test]
fn nor_does_any_sentence_of_the_interface() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = fs::read_dir(root.join("src/i18n/en")).expect("the sentences are there");
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.extend(["src/i18n/en.rs", "index.html", "static/calendar.html"].map(|file| root.join(file)));
    // Said of words another tab left behind.
    let known = |text: &str| text.contains("M::LetThemGo =>");
    let lines = |file: &PathBuf| {
        let (name, text) = (file.display().to_string(), fs::read_to_string(file).expect("text"));
        let lines: Vec<_> =
            text.lines().enumerate().map(|(at, line)| (format!("{name}, {}", at + 1), line.to_owned())).collect();
        lines
    };
    let texts: Vec<_> = files.iter().flat_map(lines).collect();
    let found = check::banned(&texts);
    assert!(texts.iter().any(|(_, text)| known(text)) && found.len() == 1, "\n{}", found.join("\n"));
}

#[test]
fn no_sentence_is_too_long_to_be_read_tired() {
    hold(check::long_sentences, &[&("word ".repeat(21) + ".")]);
}

#[test]
fn every_file_is_easy_to_read() {
    hold(check::hard_files, &["Considerable communicative difficulties characterise separation."]);
}

#[test]
fn every_text_is_one_clean_line_and_every_place_in_it_is_filled() {
    hold(check::unclean, &[" x", "two  gaps", "two\nlines", "Dear {partner}", ""]);
}

#[test]
fn what_is_no_sentence_is_not_judged_and_everything_else_is() {
    let texts = texts_of("[[line]]\nnumber = \"1\"\nname = \"A\"\n[line.deep]\nsteps = [\"B\"]").expect("TOML");
    let found: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(found, ["B", "A"]);
}

#[test]
fn every_help_line_says_where_its_number_was_read_and_when() {
    let lines = wording().help.lines.0;
    assert_nothing(&check::help(&lines));
    let offenders: [fn(&mut HelpLine); 7] = [
        |line| line.checked_on = "2026-02-30".into(),
        |line| line.checked_on = String::new(),
        |line| line.source.clear(),
        |line| line.source_date = "lately".into(),
        |line| line.country = "Elsewhere".into(),
        |line| line.contacts.0.clear(),
        |line| line.contacts.0[0].number = "0800 HELP".into(),
    ];
    for offend in offenders {
        let mut line = lines[0].clone();
        offend(&mut line);
        assert_eq!(check::help(&[line]).len(), 1);
    }
}

#[test]
fn a_number_without_its_date_cannot_be_built() {
    let folder_of = |name: &str| std::env::temp_dir().join(format!("wording-{}-{name}", std::process::id()));
    let copy = folder_of("undated");
    std::fs::create_dir_all(&copy).expect("a folder");
    for file in std::fs::read_dir(folder()).expect("the texts").flatten().filter(|file| file.path().is_file()) {
        let text = std::fs::read_to_string(file.path()).expect("text");
        let text =
            if file.file_name() == "help.toml" { text.replacen("checked_on =", "# checked_on =", 1) } else { text };
        std::fs::write(copy.join(file.file_name()), text).expect("a copy");
    }
    let error = Wording::read(&copy).expect_err("it was built");
    assert!(error.contains("help.toml") && error.contains("checked_on"), "{error}");
    std::fs::remove_dir_all(&copy).expect("the copy goes");
}

#[test]
fn numbers_checked_more_than_a_year_ago_are_named() {
    let mut lines = wording().help.lines.0;
    lines.truncate(2);
    lines[0].checked_on = "2025-11-22".into();
    lines[1].checked_on = "2025-11-23".into();
    assert_eq!(check::stale(&lines, "2026-11-23").len(), 1);
    assert_eq!(check::stale(&lines, "2026-11-22"), Vec::<String>::new());
    assert_eq!(check::stale(&lines, "tomorrow").len(), 1);
}

#[test]
fn the_gate_asks_about_fear_no_and_being_checked_on_and_never_whether_home_is_safe() {
    let questions = wording().safety.gate.questions;
    assert!(questions[0].contains("12 months") && questions[0].contains("afraid"));
    assert!(questions[1].contains("say no"));
    assert!(questions[2].contains("checked on"));
    assert!(questions.iter().all(|question| !question.contains("safe")));
}
