//! The rules the stylesheets keep, checked on the files as they are. Each rule is a function from text to findings, so
//! that it can be shown a planted offender beside the real thing: a rule that finds nothing anywhere proves nothing.

#[path = "styles/contrast.rs"]
mod contrast;
#[path = "styles/css.rs"]
mod css;
#[path = "styles/rules.rs"]
mod rules;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every stylesheet as (path from the root, text), in no particular order.
fn sheets() -> Vec<(String, String)> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("styles can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|e| e == "css") {
                into.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join("styles"), &mut paths);
    assert!(paths.len() > 10, "the stylesheets were not found");
    let name =
        |path: &PathBuf| path.strip_prefix(root()).expect("inside the root").to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (name(path), fs::read_to_string(path).expect("text"))).collect()
}

/// Runs one rule over every stylesheet but the `excused` ones, and over an offender it has to find.
fn check(rule: fn(&str) -> Vec<String>, excused: &[&str], offender: &str) {
    assert!(!rule(offender).is_empty(), "the planted offender was not found: {offender}");
    let found: Vec<String> = sheets()
        .iter()
        .filter(|(path, _)| !excused.contains(&path.as_str()))
        .flat_map(|(path, text)| rule(text).into_iter().map(move |what| format!("{path}: {what}")))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn colours_are_written_in_tokens_only() {
    for offender in [
        "a { color: #fff }",
        "a { background: rgb(0 0 0 / 50%) }",
        "a { border: 1px solid rebeccapurple }",
        "a { color: CanvasText }",
        "a { --x: light-dark(var(--a), var(--b)) }",
    ] {
        check(rules::colours, &["styles/tokens.css"], offender);
    }
}

#[test]
fn components_read_meanings_not_raw_or_named_values() {
    check(rules::unnamed_meanings, &["styles/tokens.css"], "a { color: var(--ink-day) }");
    check(rules::unnamed_meanings, &["styles/tokens.css"], "a { color: var(--raw-warm-40) }");
}

#[test]
fn places_and_sizes_are_logical() {
    for offender in ["a { margin-left: 1px }", "a { width: 1px }", "a { top: 0 }", "a { text-align: right }"] {
        check(rules::physical, &[], offender);
    }
}

#[test]
fn nothing_moves_unless_motion_is_welcome() {
    for offender in [
        "a { transition: opacity 1s }",
        "@media (width > 1px) { a { animation-name: x } }",
        "@keyframes x { from { opacity: 0 } }",
        "html { scroll-behavior: smooth }",
    ] {
        check(rules::motion, &[], offender);
    }
    let welcome = "@media (prefers-reduced-motion: no-preference) { a { transition: opacity 1s } }";
    assert!(rules::motion(welcome).is_empty());
}

#[test]
fn nothing_has_to_shout() {
    check(rules::important, &[], "a { color: inherit !important }");
}

#[test]
fn every_variable_that_is_read_is_defined() {
    let all: String = sheets().into_iter().map(|(_, text)| text).collect();
    assert_eq!(rules::undefined("a { color: var(--b, var(--c)); --c: 1 }"), ["--b"]);
    assert_eq!(rules::undefined(&all), [""; 0]);
}

#[test]
fn every_file_fills_one_declared_layer() {
    let order = css::layer_order(&read("styles/layers.css"));
    assert_eq!(order, ["tokens", "reset", "base", "components", "screens", "utilities", "print"]);
    for offender in ["a { color: inherit }", "@layer base { } a { }", "@layer other { }"] {
        assert!(css::layer_of(offender, &order).is_none(), "{offender}");
    }
    for (path, text) in sheets().iter().filter(|(path, _)| path != "styles/layers.css") {
        assert!(css::layer_of(text, &order).is_some(), "{path} is not one block of a declared layer");
    }
}

#[test]
fn the_page_links_every_file_once_in_the_order_of_the_layers() {
    let linked = css::links(&read("index.html"));
    let mut here: Vec<String> = sheets().into_iter().map(|(path, _)| path).collect();
    let mut there = linked.clone();
    here.sort();
    there.sort();
    assert_eq!(here, there);

    assert_eq!(linked[0], "styles/layers.css");
    let order = css::layer_order(&read("styles/layers.css"));
    let rank = |path: &String| css::layer_of(&read(path), &order);
    let ranks: Vec<_> = linked[1..].iter().map(rank).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
}

#[test]
fn pages_carry_no_inline_style_script_or_handler() {
    for offender in [
        "<p style=\"color:red\">",
        "<style>a{}</style>",
        "<script>1</script>",
        "<script type=module>1</script>",
        "<a onclick=\"x()\">",
        "<a href=\"javascript:x()\">",
    ] {
        assert!(!rules::inline(offender).is_empty(), "{offender}");
    }
    for page in ["index.html", "static/calendar.html"] {
        assert_eq!(rules::inline(&read(page)), [""; 0], "{page}");
    }
}

#[test]
fn exit_comes_first_on_the_page() {
    let page = read("index.html");
    let script = page.find("static/exit.js").expect("exit.js is linked");
    assert!(script < page.find("rel=\"stylesheet\"").expect("styles are linked"), "Exit works before the styles");
    assert!(page.contains("<script src=\"static/exit.js\"></script>"), "Exit is neither deferred nor asynchronous");
    let body = &page[page.find("<body>").expect("a body")..];
    let exit = body.find("data-exit").expect("an Exit");
    assert!(["data-skip", "id=\"app\"", "<main"].iter().all(|later| body.find(later).is_some_and(|at| exit < at)));
}

#[test]
fn the_first_paint_matches_the_bars_around_it() {
    let (page, tokens) = (read("index.html"), read("styles/tokens.css"));
    for (scheme, name) in [("light", "--room-day"), ("dark", "--room-night")] {
        let hex = contrast::hex(contrast::painted(&tokens, name));
        let meta = format!("content=\"{hex}\" media=\"(prefers-color-scheme: {scheme})\"");
        assert!(page.contains(&meta), "theme-color for {scheme} should be {hex}");
    }
}

#[test]
fn words_are_readable_by_day_and_by_night() {
    let tokens = read("styles/tokens.css");
    for time in ["day", "night"] {
        for ground in ["room", "paper", "shade", "window"] {
            for (ink, least) in [("ink", 7.0), ("pencil", 7.0), ("dusk", 7.0), ("trace", 4.5), ("edge", 3.0)] {
                let ratio = ratio_of(&tokens, ink, ground, time);
                assert!(ratio >= least, "{ink} on {ground} by {time}: {ratio:.2}, {least} needed");
            }
        }
    }
    for time in ["day", "night"] {
        let least =
            [("on-press", "press"), ("on-press", "press-deep"), ("dusk-deep", "dusk-wash")].map(|pair| (pair, 7.0));
        let edges = [("press-edge", "room"), ("press-edge", "paper")].map(|pair| (pair, 3.0));
        for ((one, other), least) in least.into_iter().chain(edges) {
            let ratio = ratio_of(&tokens, one, other, time);
            assert!(ratio >= least, "{one} on {other} by {time}: {ratio:.2}, {least} needed");
        }
    }
}

fn ratio_of(tokens: &str, one: &str, other: &str, time: &str) -> f64 {
    let [one, other] = [one, other].map(|name| contrast::painted(tokens, &format!("--{name}-{time}")));
    contrast::ratio(one, other)
}

/// The cells of a row of a table, without what stands in backticks.
fn cells(row: &str) -> Vec<String> {
    let cell = |cell: &str| cell.split('`').step_by(2).collect::<String>().trim().to_owned();
    row.trim().trim_matches('|').split('|').map(cell).collect()
}

#[test]
fn the_figures_that_are_written_down_are_those_of_the_colours() {
    let (tokens, readme) = (read("styles/tokens.css"), read("styles/README.md"));
    let wrong = |readme: &str| {
        let (mut head, mut wrong, mut seen) = (Vec::new(), Vec::new(), 0);
        for row in readme.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---")).map(cells) {
            if ["Day", "Night", "Pair", "token"].contains(&row[0].as_str()) {
                head = row;
                continue;
            }
            for (column, cell) in head.iter().zip(&row).skip(1) {
                let ratio = match (head[0].as_str(), column.as_str()) {
                    ("Day" | "Night", ground @ ("room" | "paper" | "shade" | "window")) => {
                        ratio_of(&tokens, &row[0], ground, &head[0].to_lowercase())
                    }
                    ("Pair", time @ ("day" | "night")) => {
                        let (one, other) = row[0].split_once(" on ").expect("a pair");
                        ratio_of(&tokens, one, other, time)
                    }
                    _ => continue,
                };
                seen += 1;
                if format!("{ratio:.1}") != *cell {
                    wrong.push(format!("{} on {column}: {cell} is written, {ratio:.1} it is", row[0]));
                }
            }
        }
        assert_eq!(seen, 2 * 5 * 4 + 5 * 2, "a table was not found");
        wrong
    };
    assert_eq!(wrong(&readme), [""; 0]);
    let ink = readme.lines().find(|line| line.starts_with("| ink ")).expect("ink is in a table");
    let figure = &cells(ink)[1];
    assert!(
        !wrong(&readme.replacen(&format!("| {figure} |"), "| 1.0 |", 1)).is_empty(),
        "a wrong figure was not found"
    );
}
