//! Pages on their way out of the app, and back in.
//!
//! There is one sealed file, whether it was made as a backup or as a copy of what lies in the browser when nothing opens
//! it any more: [`sealed`] is its text, [`backup`] opens and reads it, [`merge`] says what bringing it in would change.
//! Nothing here writes anything: the keeper does, and only after somebody has seen the plan.

pub mod backup;
pub mod export;
pub mod merge;
pub mod sealed;
mod zip;

use std::fmt::Write;
use std::rc::Rc;

use crate::domain::Entry;

/// All pages as plain Markdown, the oldest first: a heading with the civil day and the wall clock, then the words
/// exactly as typed, and what was typed beside them. For the moment when nothing else can save them; the file is not sealed.
pub fn plain(pages: &[Rc<Entry>]) -> String {
    let mut text = String::new();
    for page in pages {
        let (hour, minute) = page.created.clock();
        let bin = if page.is_binned() { " (Bin)" } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(text, "# {} {hour:02}:{minute:02}{bin}\n\n", page.day);
        for words in page.texts() {
            let _ = write!(text, "{words}\n\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryId, Stamp, Standing};

    #[test]
    fn every_page_is_there_with_its_day_and_its_very_words() {
        // 2023-11-14 22:13 UTC, written in Berlin.
        let at = Stamp { utc_ms: 1_700_000_000_000, offset_min: 60 };
        let kept = Entry::new(EntryId::new(1, [0; 10]), at, "  Two\nlines\n");
        let binned = Entry::new(EntryId::new(2, [0; 10]), at, "Gone?").standing(Standing::Binned(at));
        assert_eq!(
            plain(&[Rc::new(kept), Rc::new(binned)]),
            "# 2023-11-14 23:13\n\n  Two\nlines\n\n\n# 2023-11-14 23:13 (Bin)\n\nGone?\n\n"
        );
    }
}
