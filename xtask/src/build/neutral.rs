//! Nothing of what is built betrays the theme to whoever sees the outside of it: the names of files, titles, what heads of
//! pages say, and manifests. A build that does is refused.

use super::html::tags;
use crate::shell::{Result, files_under, read_text};
use std::path::Path;

/// Parts of words that tell what this place is about.
const THEME: &str = "love partner relationship heart couple abuse abusive distance fear afraid control violence hurt \
    marriage divorce breakup therapy feeling husband wife girlfriend boyfriend diary journal secret private vault";
/// Names one could search for. Files may have it: as a word it says nothing.
const BRAND: &str = "held";
/// What a manifest may not ask for: it would show in menus and on shared sheets.
const UNWANTED: [&str; 4] = ["share_target", "file_handlers", "protocol_handlers", "notification"];

/// Refuses a site that tells.
pub fn check(site: &Path) -> Result {
    let found = telling_in(site)?;
    if found.is_empty() { Ok(()) } else { Err(format!("Something tells what this is about: {}", found.join("; "))) }
}

fn telling_in(site: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in files_under(site) {
        let name = file.strip_prefix(site).unwrap_or(&file).to_string_lossy().into_owned();
        found.extend(words(&name, false).into_iter().map(|word| format!("the name {name} has {word}")));
        let (texts, unwanted): (Vec<String>, &[&str]) = match file.extension().and_then(|kind| kind.to_str()) {
            Some("html") => (outside(&read_text(&file)?), &[]),
            Some("webmanifest") => (vec![read_text(&file)?], &UNWANTED),
            _ => continue,
        };
        for text in texts {
            found.extend(words(&text, true).into_iter().map(|word| format!("{name} has {word}")));
            let asked = unwanted.iter().filter(|member| text.contains(**member));
            found.extend(asked.map(|member| format!("{name} has {member}")));
        }
    }
    Ok(found)
}

fn words(text: &str, with_brand: bool) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let brand = with_brand.then_some(BRAND);
    THEME.split_whitespace().chain(brand).filter(|word| text.contains(word)).collect()
}

/// What of a page shows without opening it: its title, and what its head says in words.
fn outside(page: &str) -> Vec<String> {
    let title = page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let tags = tags(page);
    let metas = tags.iter().filter(|tag| tag.name == "meta" && tag.attribute("http-equiv").is_none());
    let said = metas.filter_map(|tag| tag.attribute("content"));
    let titles = tags.iter().filter_map(|tag| tag.attribute("title"));
    let shown = said.chain(titles).chain(title.map(|(title, _)| title));
    shown.filter(|text| !text.starts_with("data:")).map(str::to_owned).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn one_of_each_that_tells_is_found_and_a_plain_site_passes() {
        let site = std::env::temp_dir().join(format!("held-neutral-{}", std::process::id()));
        let _ = fs::remove_dir_all(&site);
        fs::create_dir_all(&site).unwrap();
        let page = |title: &str, meta: &str| {
            format!(
                "<!doctype html><html><head><title>{title}</title><meta name=\"description\" content=\"{meta}\"></head></html>"
            )
        };
        fs::write(site.join("index.html"), page("Pages", "A plain place to write.")).unwrap();
        fs::write(site.join("a.webmanifest"), "{ \"name\": \"Pages\" }").unwrap();
        fs::write(site.join("held.html"), page("Pages", "")).unwrap();
        check(&site).unwrap();
        for (name, text, told) in [
            ("b.html", page("My Heart", ""), "b.html has heart"),
            ("c.html", page("Pages", "For couples"), "c.html has couple"),
            ("d.html", page("Held", ""), "d.html has held"),
            ("e.webmanifest", "{ \"short_name\": \"Diary\" }".to_owned(), "e.webmanifest has diary"),
            ("f.webmanifest", "{ \"share_target\": {} }".to_owned(), "f.webmanifest has share_target"),
            ("partner-notes.txt", String::new(), "the name partner-notes.txt has partner"),
        ] {
            fs::write(site.join(name), text).unwrap();
            assert_eq!(telling_in(&site).unwrap(), [told]);
            fs::remove_file(site.join(name)).unwrap();
        }
    }
}
