//! Pages in plain forms, for other programs: a folder of Markdown in one zip, and one JSON file. Neither is sealed.

use std::rc::Rc;

use super::zip::Zip;
use crate::domain::{Entry, order};
use crate::record::write_page;

/// One file a page, named by its day and its place in it: "2026-11-23-2.md". Words exactly as typed, under a heading with
/// the day and the wall clock. Pages in the Bin lie in a folder of their own.
pub fn markdown(pages: &[Rc<Entry>]) -> Vec<u8> {
    let mut pages: Vec<_> = pages.iter().collect();
    order::by_key(&mut pages, |page| (page.day, page.created.utc_ms, page.id));
    let mut zip = Zip::default();
    let mut before = None;
    let mut number = 0;
    for page in pages {
        number = if before == Some(page.day) { number + 1 } else { 1 };
        before = Some(page.day);
        let folder = if page.is_binned() { "bin/" } else { "" };
        zip.add(&format!("{folder}{}-{number}.md", page.day), super::plain(std::slice::from_ref(page)).as_bytes());
    }
    zip.finish()
}

/// Every page as its record: `{"format":"pages","version":1,"pages":[...]}`, the records as the README describes them.
pub fn json(pages: &[Rc<Entry>]) -> String {
    let mut text = String::from("{\"format\":\"pages\",\"version\":1,\"pages\":[");
    for (number, page) in pages.iter().enumerate() {
        text.push_str(if number > 0 { ",\n" } else { "\n" });
        text.push_str(&String::from_utf8_lossy(&write_page(page)));
    }
    text.push_str("\n]}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryId, Stamp, Standing};

    fn pages() -> Vec<Rc<Entry>> {
        // 2023-11-14 22:13 UTC, and an hour later.
        let at = |hours: i64| Stamp { utc_ms: 1_700_000_000_000 + hours * 3_600_000, offset_min: 0 };
        let page = |number: u8, hours: i64, words: &str| Entry::new(EntryId::new(1, [number; 10]), at(hours), words);
        let binned = page(3, 2, "Gone?").standing(Standing::Binned(at(3)));
        vec![Rc::new(page(2, 1, "Second.")), Rc::new(page(1, 0, "First.")), Rc::new(binned)]
    }

    #[test]
    fn each_page_is_a_file_named_by_its_day() {
        let zip = markdown(&pages());
        let text = String::from_utf8_lossy(&zip);
        for (name, words) in [
            ("2023-11-14-1.md", "# 2023-11-14 22:13\n\nFirst."),
            ("2023-11-14-2.md", "Second."),
            ("bin/2023-11-14-3.md", "(Bin)\n\nGone?"),
        ] {
            assert!(text.contains(name) && text.contains(words), "{name}");
        }
    }

    #[test]
    fn the_json_holds_every_record() {
        let json: serde_json::Value = serde_json::from_str(&json(&pages())).expect("JSON");
        assert_eq!((&json["format"], &json["version"]), (&"pages".into(), &1.into()));
        let bodies: Vec<_> =
            json["pages"].as_array().expect("a list").iter().map(|page| page["body"].as_str()).collect();
        assert_eq!(bodies, [Some("Second."), Some("First."), Some("Gone?")]);
        assert_eq!(super::json(&[]), "{\"format\":\"pages\",\"version\":1,\"pages\":[\n]}\n");
    }
}
