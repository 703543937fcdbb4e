//! Search in memory: pages folded to plain letters once, then looked through for a run of them. Nothing of this is ever
//! stored.

pub mod feelings;

use std::collections::BTreeMap;
use std::rc::Rc;

use memchr::memmem;

use crate::domain::{Entry, EntryId};

/// Folded words, by page.
#[derive(Debug, Default)]
pub struct Index {
    folded: BTreeMap<EntryId, (u32, String)>,
}

impl Index {
    /// The pages that hold every word of the query, in the order given. An empty query finds all of them.
    pub fn find(&mut self, pages: &[Rc<Entry>], query: &str) -> Vec<Rc<Entry>> {
        let query = fold(query);
        let words: Vec<_> = query.split_whitespace().map(memmem::Finder::new).collect();
        let holds = |page: &&Rc<Entry>| {
            let text = self.text(page);
            words.iter().all(|word| word.find(text.as_bytes()).is_some())
        };
        let mut holds = holds;
        pages.iter().filter(|page| holds(page)).cloned().collect()
    }

    /// The folded words of a page, made when the page is new or has changed.
    fn text(&mut self, page: &Entry) -> &str {
        let folded = || page.texts().map(fold).collect::<Vec<_>>().join("\n");
        let known = self.folded.entry(page.id).or_insert_with(|| (page.revision, folded()));
        if known.0 != page.revision {
            *known = (page.revision, folded());
        }
        &known.1
    }
}

/// Lower case, and Latin letters without their accents, so that "cafe" finds "Café".
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|&letter| !is_mark(letter)).map(plain).collect()
}

/// Combining marks: the accents of decomposed letters.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ł' | 'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        '\u{2018}' | '\u{2019}' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Moment, Short, Stamp};

    fn page(seed: u8, body: &str) -> Rc<Entry> {
        let at = Stamp { utc_ms: i64::from(seed), offset_min: 0 };
        Rc::new(Entry::new(EntryId::new(u64::from(seed), [seed; 10]), at, body))
    }

    fn found(pages: &[Rc<Entry>], query: &str) -> Vec<String> {
        Index::default().find(pages, query).iter().map(|page| page.body.to_string()).collect()
    }

    #[test]
    fn case_accents_and_curly_quotes_do_not_hide_a_page() {
        let pages = [page(1, "At the Café"), page(2, "She didn\u{2019}t call"), page(3, "Cafe\u{301} again")];
        assert_eq!(found(&pages, "cafe").len(), 2);
        assert_eq!(found(&pages, "didn't"), ["She didn\u{2019}t call"]);
    }

    #[test]
    fn every_word_must_be_there_in_any_order() {
        let pages = [page(1, "the kettle was cold"), page(2, "a cold morning")];
        assert_eq!(found(&pages, "cold kettle"), ["the kettle was cold"]);
        assert_eq!(found(&pages, "").len(), 2);
        assert!(found(&pages, "warm").is_empty());
    }

    #[test]
    fn words_beside_the_box_are_found_and_a_word_does_not_run_across_two_boxes() {
        let story = Short::stored("The Story");
        let moment = Kind::Moment(Rc::new(Moment { story, ..Moment::default() }));
        let pages = [Rc::new((*page(1, "A door closed")).clone().with_kind(moment))];
        assert_eq!(found(&pages, "story door").len(), 1);
        assert!(found(&pages, "closedthe").is_empty());
    }

    #[test]
    fn a_changed_page_is_found_by_its_new_words_only() {
        let before = page(1, "blue");
        let mut index = Index::default();
        assert_eq!(index.find(std::slice::from_ref(&before), "blue").len(), 1);
        let after = Rc::new(before.rewritten("green", before.created));
        assert!(index.find(std::slice::from_ref(&after), "blue").is_empty());
        assert_eq!(index.find(&[after], "green").len(), 1);
    }
}
