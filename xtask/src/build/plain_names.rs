//! The names an icon may have. Each is a start page of its own with a manifest of its own, because a browser keeps what
//! the manifest said when the app was installed, and asks that one for the name again with every version.
//!
//! The first name is that of `index.html`. The other pages are made from it; nothing else in them differs.

use crate::shell::Result;

/// A name beside the first.
#[derive(Debug)]
pub struct PlainName {
    pub name: &'static str,
    /// Its start page, at the top of the site.
    pub page: &'static str,
    manifest: &'static str,
}

pub const OTHERS: [PlainName; 1] =
    [PlainName { name: "Daybook", page: "daybook.html", manifest: "static/daybook.webmanifest" }];

/// What stands in `index.html` where a name stands.
const FIRST: &str = "Pages";
const FIRST_MANIFEST: &str = "static/pages.webmanifest";

/// The start page under another name.
pub fn start_page(index: &str, name: &PlainName) -> Result<String> {
    let places = [
        (format!("<title>{FIRST}</title>"), format!("<title>{}</title>", name.name)),
        (format!("\"{FIRST_MANIFEST}\""), format!("\"{}\"", name.manifest)),
        (format!("{FIRST} needs JavaScript"), format!("{} needs JavaScript", name.name)),
    ];
    places.iter().try_fold(index.to_owned(), |page, (first, other)| {
        let once = page.matches(first.as_str()).count() == 1;
        once.then(|| page.replace(first.as_str(), other)).ok_or_else(|| format!("The start page has not one {first}."))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests {
    use super::*;
    use crate::shell::{read_text, root};

    #[test]
    fn a_start_page_differs_in_its_name_and_its_manifest_and_in_nothing_else() {
        let index = read_text(&root().join("index.html")).unwrap();
        for name in &OTHERS {
            let page = start_page(&index, name).unwrap();
            let differ: Vec<_> = index.lines().zip(page.lines()).filter(|(one, other)| one != other).collect();
            assert_eq!(differ.len(), 3, "{differ:?}");
            assert!(page.contains(&format!("<title>{}</title>", name.name)));
        }
        assert!(start_page("<title>Pages</title>", &OTHERS[0]).is_err());
    }

    #[test]
    fn each_manifest_has_a_name_a_start_page_and_an_identity_of_its_own() {
        let first = read_text(&root().join(FIRST_MANIFEST)).unwrap();
        for PlainName { name, page, manifest } in &OTHERS {
            let manifest = read_text(&root().join(manifest)).unwrap();
            let differ: Vec<_> = first.lines().zip(manifest.lines()).filter(|(one, other)| one != other).collect();
            assert_eq!(differ.len(), 4, "{differ:?}");
            let id = page.trim_end_matches(".html");
            for line in [
                format!("\"id\": \"/{id}\""),
                format!("\"name\": \"{name}\""),
                format!("\"short_name\": \"{name}\""),
                format!("\"start_url\": \"../{page}\""),
            ] {
                assert!(manifest.contains(&line), "{line} is not in the manifest of {name}");
            }
        }
    }
}
