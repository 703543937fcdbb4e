//! Just enough reading of our own HTML to change its references: start tags, their attributes, and nothing else.
//!
//! Our pages are written by hand with lower-case tags and double-quoted attributes; what is not understood is left as
//! it is.

use std::ops::Range;

/// A start tag within a page; for a script or a style, the whole element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    /// Where it stands in the page.
    pub span: Range<usize>,
    attributes: Vec<(String, String)>,
    /// What stands between the start and the end of a script or a style.
    pub content: String,
}

/// The elements whose content is not HTML.
const RAW: [&str; 2] = ["script", "style"];

impl Tag {
    /// A tag that is in no page yet.
    pub fn new(name: &str, attributes: &[(&str, &str)], content: &str) -> Self {
        let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { name: name.to_owned(), span: 0..0, attributes, content: content.to_owned() }
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute in place, or adds it at the end.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(own, _)| own == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    /// As HTML. An attribute without a value is written without one.
    pub fn html(&self) -> String {
        let attributes: String = self
            .attributes
            .iter()
            .map(|(name, value)| if value.is_empty() { format!(" {name}") } else { format!(" {name}=\"{value}\"") })
            .collect();
        let name = &self.name;
        if RAW.contains(&name.as_str()) {
            format!("<{name}{attributes}>{}</{name}>", self.content)
        } else {
            format!("<{name}{attributes}>")
        }
    }
}

/// The start tags of a page, in order. Comments, and the insides of scripts and styles, hold none.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = page[at..].find('<') {
        let start = at + found;
        let rest = &page[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(page.len(), |end| start + end + 3);
            continue;
        }
        at = start + 1;
        if let Some(mut tag) = start_tag(page, start) {
            if RAW.contains(&tag.name.as_str()) {
                let close = format!("</{}>", tag.name);
                let inside = &page[tag.span.end..];
                let length = inside.find(&close).unwrap_or(inside.len());
                inside[..length].clone_into(&mut tag.content);
                tag.span.end = page.len().min(tag.span.end + length + close.len());
            }
            at = tag.span.end;
            tags.push(tag);
        }
    }
    tags
}

/// The page with the tags that `change` answers for replaced by what it answers; an empty answer removes the tag.
pub fn rewritten(page: &str, mut change: impl FnMut(&Tag) -> Result<Option<String>, String>) -> Result<String, String> {
    let mut result = String::with_capacity(page.len());
    let mut copied = 0;
    for tag in tags(page) {
        if let Some(replacement) = change(&tag)? {
            result.push_str(&page[copied..tag.span.start]);
            result.push_str(&replacement);
            copied = tag.span.end;
        }
    }
    result.push_str(&page[copied..]);
    Ok(result)
}

fn start_tag(page: &str, start: usize) -> Option<Tag> {
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | ':' | '.');
    let mut at = start + 1;
    let name = word(page, &mut at, is_name);
    if !name.starts_with(|first: char| first.is_ascii_lowercase()) {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        word(page, &mut at, |character| character.is_whitespace() || character == '/');
        if page[at..].starts_with('>') {
            return Some(Tag { name, span: start..at + 1, attributes, content: String::new() });
        }
        let attribute = word(page, &mut at, is_name);
        if attribute.is_empty() {
            return None;
        }
        let mut value = String::new();
        if page[at..].starts_with("=\"") {
            at += 2;
            value = word(page, &mut at, |character| character != '"');
            at += 1;
            if at > page.len() {
                return None;
            }
        } else if page[at..].starts_with('=') {
            return None;
        }
        attributes.push((attribute, value));
    }
}

/// Moves over the characters that `belongs` accepts and returns them.
fn word(page: &str, at: &mut usize, belongs: impl Fn(char) -> bool) -> String {
    let rest = &page[*at..];
    let end = rest.find(|character| !belongs(character)).unwrap_or(rest.len());
    *at += end;
    rest[..end].to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=\"en\"><!-- <link href=\"no\"> --><link rel=\"stylesheet\"\n  \
                        href=\"styles/a.css\"><script src=\"b.js\" defer></script><script>if (a<b) {}</script><br/></html>";

    #[test]
    fn start_tags_are_found_and_comments_and_scripts_are_passed_over() {
        let names: Vec<_> = tags(PAGE).into_iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["html", "link", "script", "script", "br"]);
    }

    #[test]
    fn only_the_changed_tags_change() {
        let page = rewritten(PAGE, |tag| {
            let mut tag = tag.clone();
            Ok((tag.attribute("href").is_some()).then(|| {
                tag.set("href", "held.css");
                tag.set("integrity", "x");
                tag.html()
            }))
        });
        let expected = PAGE.replace(
            "<link rel=\"stylesheet\"\n  href=\"styles/a.css\">",
            "<link rel=\"stylesheet\" href=\"held.css\" integrity=\"x\">",
        );
        assert_eq!(page.unwrap(), expected);
    }

    #[test]
    fn an_attribute_without_a_value_stays_without_one() {
        for html in ["<a href=\"b\" hidden>", "<script src=\"b.js\" defer></script>", "<style>p { color: red }</style>"]
        {
            assert_eq!(tags(html)[0].html(), html);
        }
    }
}
