//! The `_headers` file many static hosts read: a path pattern on a line of its own, then indented `Name: value` lines.

/// Header lines by path pattern. `*` in a pattern stands for any characters, slashes too.
#[derive(Debug, Default, Clone)]
pub struct HeaderRules {
    rules: Vec<(String, Vec<(String, String)>)>,
}

impl HeaderRules {
    /// Reads the file's text. Lines that are neither a pattern nor a header of one are passed over.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if !line.starts_with([' ', '\t']) {
                rules.push((line.trim().to_owned(), Vec::new()));
            } else if let (Some((_, headers)), Some((name, value))) = (rules.last_mut(), line.split_once(':')) {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self { rules }
    }

    /// The headers for one request path, those of every pattern that matches.
    pub fn for_path<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.rules
            .iter()
            .filter(move |(pattern, _)| matches(pattern, path))
            .flat_map(|(_, headers)| headers.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, rest)) => path.strip_prefix(start).is_some_and(|tail| {
            (0..=tail.len()).filter(|&at| tail.is_char_boundary(at)).any(|at| matches(rest, &tail[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, path, expected) in [
            ("/*", "/", true),
            ("/*", "/a/b.js", true),
            ("/*.html", "/static/calendar.html", true),
            ("/*.html", "/calendar.htm", false),
            ("/", "/index.html", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} against {path}");
        }
    }
}
