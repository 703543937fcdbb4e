//! Just enough reading of CSS and HTML for the rules: comments dropped, declarations with the preludes around them.

/// One declaration and the preludes it stands under, outermost first.
pub struct Declaration {
    pub property: String,
    pub value: String,
    pub under: Vec<String>,
}

/// The text without comments and with quoted strings emptied.
pub fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['/', '"']) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        if let Some(comment) = from.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if let Some(string) = from.strip_prefix('"') {
            out.push_str("\"\"");
            rest = string.split_once('"').map_or("", |(_, after)| after);
        } else {
            out.push('/');
            rest = &from[1..];
        }
    }
    out + rest
}

/// Every declaration of a stylesheet, and every prelude (selector or at-rule), in the order they stand.
pub fn parse(text: &str) -> (Vec<Declaration>, Vec<String>) {
    let text = bare(text);
    let (mut declarations, mut preludes, mut under) = (Vec::new(), Vec::new(), Vec::<String>::new());
    let mut start = 0;
    for (at, mark) in text.match_indices(['{', '}', ';']) {
        let piece = text[start..at].split_whitespace().collect::<Vec<_>>().join(" ");
        start = at + 1;
        if mark == "{" {
            preludes.push(piece.clone());
            under.push(piece);
            continue;
        }
        if let Some((property, value)) = piece.split_once(':') {
            declarations.push(Declaration {
                property: property.trim().to_owned(),
                value: value.trim().to_owned(),
                under: under.clone(),
            });
        }
        if mark == "}" {
            under.pop();
        }
    }
    (declarations, preludes)
}

/// The names in the one `@layer a, b;` statement.
pub fn layer_order(text: &str) -> Vec<String> {
    let text = bare(text);
    let names = text.trim().strip_prefix("@layer").and_then(|rest| rest.strip_suffix(';')).expect("one statement");
    names.split(',').map(|name| name.trim().to_owned()).collect()
}

/// The rank of the layer that the whole file is one block of, if it is.
pub fn layer_of(text: &str, order: &[String]) -> Option<usize> {
    let text = bare(text);
    let (name, body) = text.trim().strip_prefix("@layer ")?.split_once('{')?;
    let mut depth = 1;
    for (at, mark) in body.match_indices(['{', '}']) {
        depth += if mark == "{" { 1 } else { -1 };
        if depth == 0 && at + 1 < body.len() {
            return None;
        }
    }
    order.iter().position(|layer| layer == name.trim()).filter(|_| depth == 0)
}

/// The stylesheets a page links, in order.
pub fn links(page: &str) -> Vec<String> {
    page.lines()
        .filter(|line| line.contains("rel=\"stylesheet\""))
        .filter_map(|line| line.split_once("href=\"")?.1.split_once('"').map(|(path, _)| path.to_owned()))
        .collect()
}
