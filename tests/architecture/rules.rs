//! Each rule is a function from one source to what breaks it there, so that it can be shown an offender.

use super::source::{Source, Used};

/// Who may name whom: the first line that fits a file counts. What is not listed may not be named.
///
/// `store(Fault Room)` lets a place name these two of `store` and nothing else of it.
const MAY_NAME: &[(&str, &str)] = &[
    ("main", "ui platform"),
    ("lib", ""),
    ("domain", ""),
    ("content", "domain"),
    ("vault", ""),
    ("store", ""),
    ("search", "domain"),
    ("i18n", "domain"),
    // A manifest lists values by the names they are sealed and kept under.
    ("record", "domain vault(Name)"),
    // A sealed file holds what the stores hold, under the same keys and in the same frames.
    ("transfer", "domain record vault store(frame keys)"),
    ("platform/worker", "store domain vault"),
    // The system's randomness is what the vault asks for; its way of writing dates is what the sentences ask for.
    ("platform/random", "store domain vault(Entropy)"),
    ("platform/locale", "store domain i18n(Format)"),
    ("platform", "store domain"),
    // The one caller of both, so that nothing is sealed, kept or found anywhere else.
    ("app/save", "app record vault store search transfer domain"),
    // What a person typed as a secret travels through the loop inside its own type; a fault travels back.
    ("app", "content domain search transfer vault(Secret words) store(Fault Room)"),
    ("ui/keeping", "app i18n platform domain vault store transfer"),
    // A passphrase is made into a secret, and its strength said, where it is typed. What a search finds is drawn.
    ("ui", "app i18n platform domain content search vault(Secret words strength) store(Fault Room)"),
];

/// Names of ours that a file uses though it may not.
pub fn borders(source: &Source) -> Vec<String> {
    let Some((place, allowed)) = MAY_NAME.iter().find(|(place, _)| source.is_in(place)) else {
        return vec![format!("{}: nobody said what this module may name", source.path)];
    };
    let home = place.split('/').next().unwrap_or_default();
    let groups = groups(allowed);
    let may = |path: &[String]| {
        let Some(module) = path.first() else { return false };
        module == home
            || groups.iter().any(|(name, items)| {
                name == module && (items.is_empty() || path.get(1).is_some_and(|item| items.contains(&item.as_str())))
            })
    };
    ours(source).filter(|path| !may(path)).map(|path| format!("{} names {}", source.path, path.join("::"))).collect()
}

/// `"a b(C D)"` as (a, nothing) and (b, C and D).
fn groups(allowed: &str) -> Vec<(&str, Vec<&str>)> {
    let mut groups = Vec::new();
    let mut rest = allowed.trim();
    while !rest.is_empty() {
        let end = rest.find([' ', '(']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (items, after) = match after.strip_prefix('(') {
            Some(inside) => inside.split_once(')').unwrap_or((inside, "")),
            None => ("", after),
        };
        groups.push((name, items.split_whitespace().collect()));
        rest = after.trim_start();
    }
    groups
}

fn ours(source: &Source) -> impl Iterator<Item = Vec<String>> {
    source.used().into_iter().filter_map(|used| match used {
        // `lib.rs` and `main.rs` name modules; a bare `super` out of the crate names nothing.
        Used::Ours(path) if !path.is_empty() => Some(path),
        _ => None,
    })
}

/// Crates used by a file, of those in `known`.
pub fn crates<'a>(source: &Source, known: &[&'a str]) -> Vec<&'a str> {
    let used = source.used();
    let names = |name: &str| used.iter().any(|used| matches!(used, Used::Other(path) if path[0] == name));
    known.iter().copied().filter(|name| names(name)).collect()
}

/// Crates a file uses beyond those its module needs. `known` are all the crates the project depends on.
pub fn foreign(source: &Source, known: &[&str]) -> Vec<String> {
    /// The pure modules, and the whole of what each takes from outside. The first line that fits counts.
    const MAY_USE: &[(&str, &str)] = &[
        ("domain", "time uuid"),
        ("content", ""),
        ("i18n", ""),
        ("search", "memchr unicode_normalization"),
        ("transfer", "base64 serde serde_json sha2 zeroize"),
        ("vault", "argon2 chacha20poly1305 hkdf hmac sha2 zeroize"),
        ("record", "serde serde_json ppmd_rust sha2"),
        ("app", "sha2 zeroize"),
        ("store/browser", "gloo_storage js_sys web_sys wasm_bindgen wasm_bindgen_futures serde_wasm_bindgen serde"),
        ("store", "crc32c"),
        ("ui", "yew yew_router web_sys gloo_events gloo_timers wasm_bindgen wasm_bindgen_futures zeroize"),
        ("main", "yew web_sys"),
    ];
    let Some((_, allowed)) = MAY_USE.iter().find(|(place, _)| source.is_in(place)) else { return Vec::new() };
    let allowed: Vec<&str> = allowed.split_whitespace().collect();
    let beyond = crates(source, known).into_iter().filter(|name| !allowed.contains(name));
    beyond.map(|name| format!("{} uses {name}", source.path)).collect()
}

/// Browser interfaces that the interface leaves to `platform` and `store/browser`: it keeps to elements and events.
pub fn beyond_elements(source: &Source) -> Vec<String> {
    const LEFT: &str = "Storage Idb Worker Crypto Blob Url Clipboard BroadcastChannel DomException";
    let used = source.used();
    let left = |path: &[String]| {
        let name = path.get(1)?;
        LEFT.split(' ').any(|left| name.starts_with(left)).then(|| format!("{} names {name}", source.path))
    };
    used.iter()
        .filter_map(|used| match used {
            Used::Other(path) if path[0] == "web_sys" => left(path),
            _ => None,
        })
        .collect()
}

/// Words of the code, such as the name of a type, that are not for this file.
pub fn words(source: &Source, unwanted: &[&str]) -> Vec<String> {
    let names = source.code.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let found: std::collections::BTreeSet<&str> = names.filter(|name| unwanted.contains(name)).collect();
    found.into_iter().map(|name| format!("{} names {name}", source.path)).collect()
}

/// What only the performer of effects may name.
pub fn effects(source: &Source) -> Vec<String> {
    const PERFORMERS: [&str; 2] = ["ui/run", "ui/keeping"];
    if PERFORMERS.iter().any(|place| source.is_in(place)) {
        return Vec::new();
    }
    let performing = |path: &[String]| match path[0].as_str() {
        "app" => {
            path.last().is_some_and(|name| name == "reduce")
                || path[1..].iter().any(|name| matches!(name.as_str(), "Effect" | "effect" | "save"))
        }
        "platform" => path.get(1).is_some_and(|name| matches!(name.as_str(), "tabs" | "worker" | "lifecycle" | "file")),
        "ui" => path.get(1).is_some_and(|name| name == "keeping"),
        _ => false,
    };
    ours(source)
        .filter(|path| performing(path))
        .map(|path| format!("{} names {}", source.path, path.join("::")))
        .collect()
}

/// Sentences a person would read.
pub fn sentences(source: &Source) -> Vec<String> {
    source
        .words
        .iter()
        .filter(|(_, text)| reads_like_a_sentence(text))
        .map(|(line, text)| format!("{}:{line}: {text}", source.path))
        .collect()
}

fn reads_like_a_sentence(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    let letters = |part: &str| {
        let part = part.trim_end_matches(['.', ',', ':', ';', '?', '!', '…']);
        !part.is_empty() && part.chars().all(|c| c.is_alphabetic() || "'’-".contains(c))
    };
    first.starts_with(char::is_uppercase) && letters(first) && letters(second)
}

/// Names read aloud or shown on hovering that are written where they are used.
pub fn written_names(source: &Source) -> Vec<String> {
    let flat: String = source.code.split_whitespace().collect();
    ["aria-label", "aria-description", "title", "alt", "placeholder"]
        .into_iter()
        .filter(|name| flat.contains(&format!("{name}=\"\"")))
        .map(|name| format!("{} writes a {name}", source.path))
        .collect()
}

/// Ways for words to leave by the log.
pub fn logging(source: &Source) -> Vec<String> {
    let flat: String = source.code.split_whitespace().collect();
    let macros = ["println!", "print!", "dbg!", "console_log!"];
    let mut found: Vec<String> =
        macros.iter().filter(|name| flat.contains(**name)).map(|name| format!("{} uses {name}", source.path)).collect();
    found.extend(words(source, &["console", "gloo_console", "gloo", "log", "tracing"]).into_iter().filter(|found| {
        // A logarithm is no log.
        !found.ends_with(" log") || flat.contains("log::")
    }));
    found
}

/// Lines of a script that write to the log.
pub fn script_logging(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| line.contains("console."));
    lines.map(|line| format!("{path}: {}", line.trim())).collect()
}

/// Ways to put text where it is run, remembered by the browser, or refused by the page's policy.
pub fn unsafe_places(source: &Source) -> Vec<String> {
    let named = ["set_inner_html", "set_outer_html", "insert_adjacent_html", "from_html_unchecked", "VRaw", "eval"];
    let remembered =
        ["set_title", "session_storage", "SessionStorage", "push_state_with_url", "replace_state_with_url"];
    let mut found = words(source, &[&named[..], &remembered].concat());
    let flat: String = source.code.split_whitespace().collect();
    if source.is_in("ui") && flat.contains("style=\"\"") {
        found.push(format!("{} writes a style attribute", source.path));
    }
    found
}

/// A first line that says what the module is for.
pub fn purpose(source: &Source) -> Vec<String> {
    if source.text.starts_with("//! ") {
        Vec::new()
    } else {
        vec![format!("{} does not say what it is for", source.path)]
    }
}

/// Marks of where a file was made, which say nothing to who reads it.
pub fn marks(path: &str, text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    // Put together here, so that this file does not carry them itself.
    let marks = [["/wo", "rk/"], ["../sha", "red"], ["clau", "de"], ["help", "er-"], ["/home", "/"], ["/ro", "ot/"]];
    let marks = marks.iter().map(|halves| halves.concat());
    marks.filter(|mark| text.contains(mark)).map(|mark| format!("{path} says {mark}")).collect()
}
