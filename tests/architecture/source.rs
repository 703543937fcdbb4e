//! Enough of a reader of Rust to tell code from words, and to name every path a file uses in full.

use std::collections::BTreeSet;

/// One source file, or a planted one.
#[derive(Debug)]
pub struct Source {
    /// From the root of the project, with forward slashes.
    pub path: String,
    pub text: String,
    /// The code without comments, words and test modules; line breaks stay where they were.
    pub code: String,
    /// Every literal outside test modules, with its line, counted from one; but for the reasons given to `expect`,
    /// which are for who reads the code.
    pub words: Vec<(usize, String)>,
}

/// A path as used in code: `crate::a::b` and `super::b` are ours, named from the root of the crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Used {
    Ours(Vec<String>),
    /// The first name may be a crate, a local module or a type.
    Other(Vec<String>),
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let (code, words) = split(text);
        let mut source = Self { path: path.into(), text: text.into(), code, words };
        source.leave_out_tests();
        source
    }

    /// Whether the whole file is a test.
    pub fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/") || self.path.ends_with("conformance.rs")
    }

    /// Whether the file is this module, or inside it: `store/browser` holds `store/browser/mod.rs`.
    pub fn is_in(&self, module: &str) -> bool {
        let rest = self.path.strip_prefix("src/").and_then(|path| path.strip_prefix(module));
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }

    /// Every path the code uses, each once.
    pub fn used(&self) -> BTreeSet<Used> {
        let tokens = tokens(&self.code);
        let mut used = BTreeSet::new();
        let mut inner: Vec<(String, usize)> = Vec::new();
        let (mut depth, mut at) = (0, 0);
        while at < tokens.len() {
            let token = tokens[at];
            match token {
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    if inner.last().is_some_and(|(_, opened)| *opened > depth) {
                        inner.pop();
                    }
                }
                "mod" if tokens.get(at + 2) == Some(&"{") => {
                    inner.push((tokens[at + 1].into(), depth + 1));
                }
                _ if starts_name(token) && (at == 0 || !matches!(tokens[at - 1], "::" | ".")) => {
                    let is_use = at > 0 && tokens[at - 1] == "use";
                    let mut found = Vec::new();
                    let end = walk(&tokens, at, Vec::new(), &mut found);
                    let module = self.module().into_iter().chain(inner.iter().map(|(name, _)| name.clone()));
                    let module: Vec<String> = module.collect();
                    used.extend(
                        found.into_iter().filter(|path| is_use || path.len() > 1).map(|path| full(&module, path)),
                    );
                    at = end;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        used
    }

    fn module(&self) -> Vec<String> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut module: Vec<String> = path.split('/').map(String::from).collect();
        if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
            module.pop();
        }
        module
    }

    fn leave_out_tests(&mut self) {
        while let Some(start) = self.code.find("#[cfg(test)]") {
            let rest = &self.code[start..];
            let (brace, end) = (rest.find('{'), rest.find(';'));
            let length = match (brace, end) {
                (Some(brace), end) if end.is_none_or(|end| brace < end) => brace + closed(&rest[brace..]),
                (_, Some(end)) => end + 1,
                _ => rest.len(),
            };
            let first = self.code[..start].matches('\n').count() + 1;
            let last = first + rest[..length].matches('\n').count();
            let blank: String = rest[..length].chars().filter(|c| *c == '\n').collect();
            self.code.replace_range(start..start + length, &blank);
            self.words.retain(|(line, _)| !(first..=last).contains(line));
        }
    }
}

/// Bytes until the brace that opens `text` is closed again.
fn closed(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

fn full(module: &[String], path: Vec<String>) -> Used {
    let ours = |base: &[String], rest: &[String]| Used::Ours(base.iter().chain(rest).cloned().collect());
    match path[0].as_str() {
        "crate" | "held" => ours(&[], &path[1..]),
        "self" => ours(module, &path[1..]),
        "super" => {
            let up = path.iter().take_while(|name| *name == "super").count();
            ours(&module[..module.len().saturating_sub(up)], &path[up..])
        }
        _ => Used::Other(path),
    }
}

/// Follows a path, or a tree of them, from the name at `at`; returns where it ends.
fn walk(tokens: &[&str], mut at: usize, mut path: Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    loop {
        path.push(tokens[at].into());
        at += 1;
        if tokens.get(at) != Some(&"::") {
            break;
        }
        match tokens.get(at + 1) {
            Some(&"{") => {
                at += 2;
                while at < tokens.len() && tokens[at] != "}" {
                    at = if starts_name(tokens[at]) { walk(tokens, at, path.clone(), found) } else { at + 1 };
                }
                return at + 1;
            }
            Some(name) if starts_name(name) => at += 1,
            _ => break,
        }
    }
    found.push(path);
    if tokens.get(at) == Some(&"as") { at + 2 } else { at }
}

fn starts_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, `::`, and every other sign by itself.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

/// Takes comments and literals out of the code. Literals are kept with their lines.
fn split(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut code, mut words) = (String::new(), Vec::new());
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let (length, literal) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |at| at + 2), None)
        } else if let Some(hashes) = raw(rest, &code) {
            let open = rest.find('"').unwrap_or(0) + 1;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = rest[open..].find(&close).map_or(rest.len(), |at| open + at);
            ((end + close.len()).min(rest.len()), Some(rest[open..end].to_owned()))
        } else if first == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            let end = end.map_or(rest.len(), |at| at + 1);
            ((end + 1).min(rest.len()), Some(rest[1..end].to_owned()))
        } else if let Some(length) = character(rest) {
            (length, Some(String::new()))
        } else {
            code.push(first);
            line += usize::from(first == '\n');
            rest = &rest[first.len_utf8()..];
            continue;
        };
        if let Some(literal) = literal {
            if !code.trim_end().ends_with("expect(") {
                words.push((line, literal));
            }
            code.push_str("\"\"");
        }
        let lines = rest[..length].matches('\n').count();
        code.push_str(&"\n".repeat(lines));
        line += lines;
        rest = &rest[length..];
    }
    (code, words)
}

/// The number of hashes, if a raw literal starts here.
fn raw(rest: &str, before: &str) -> Option<usize> {
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// The length of a character literal, if one starts here: a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escaped) = inside.strip_prefix('\\') {
        return escaped.char_indices().skip(1).find(|(_, c)| *c == '\'').map(|(at, _)| at + 3);
    }
    let one = inside.chars().next()?.len_utf8();
    inside[one..].starts_with('\'').then_some(one + 2)
}
