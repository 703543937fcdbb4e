//! The lines around the caret of a field, and typing into it so that the browser's own undo knows of it. Of a long page
//! only the lines that are touched ever leave the field.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

use crate::domain::marks::{Edit, Lines};

/// The whole lines that the selection touches.
#[derive(Debug)]
pub struct Touched {
    pub lines: Lines,
    /// Where they begin in the field, in UTF-16 code units, as everything the field itself counts.
    begin: u32,
}

/// The lines the selection is in.
pub fn touched(field: &HtmlTextAreaElement) -> Option<Touched> {
    let from = field.selection_start().ok()??;
    let to = field.selection_end().ok()??;
    let page: js_sys::JsString = js_sys::Reflect::get(field, &"value".into()).ok()?.dyn_into().ok()?;
    let begin = if from == 0 { 0 } else { (page.last_index_of("\n", from as i32 - 1) + 1) as u32 };
    let end = u32::try_from(page.index_of("\n", to as i32)).unwrap_or(page.length());
    let text = String::from(page.slice(begin, end));
    let (from, to) = (bytes(&text, from - begin), bytes(&text, to - begin));
    Some(Touched { lines: Lines { text, from, to }, begin })
}

/// Types an edit into the field, as one step that undo takes back.
pub fn apply(field: &HtmlTextAreaElement, touched: &Touched, edit: &Edit) {
    let Touched { lines, begin } = touched;
    let place = |text: &str, at: usize| begin + units(&text[..at]);
    let (from, to) = (place(&lines.text, edit.from), place(&lines.text, edit.to));
    let _ = field.set_selection_range(from, to);
    if !typed(&edit.text, from != to) {
        // The browser will not type for us. The words change all the same; only this step cannot be undone.
        let _ = field.set_range_text_with_start_and_end(&edit.text, from, to);
        if let Ok(event) = web_sys::Event::new("input") {
            let _ = field.dispatch_event(&event);
        }
    }
    let after = [&lines.text[..edit.from], &edit.text, &lines.text[edit.to..]].concat();
    let _ = field.set_selection_range(place(&after, edit.select.0), place(&after, edit.select.1));
}

/// Puts the caret behind these words, without moving the page.
pub fn put_caret(field: &HtmlTextAreaElement, words: &str) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let at = units(words);
    let _ = field.set_selection_range(at, at);
    let _ = field.focus_with_options(&options);
}

/// Has the browser type over the selection, as if a hand had. It is the one way that its undo hears of.
fn typed(text: &str, selected: bool) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document.and_then(|document| document.dyn_into::<HtmlDocument>().ok()) else { return false };
    let done = match (text.is_empty(), selected) {
        (true, false) => Ok(true),
        (true, true) => document.exec_command("delete"),
        (false, _) => document.exec_command_with_show_ui_and_value("insertText", false, text),
    };
    done.unwrap_or(false)
}

/// UTF-16 code units of a text. A field counts a line's end as one, however it was stored.
fn units(text: &str) -> u32 {
    text.encode_utf16().filter(|unit| *unit != u16::from(b'\r')).count() as u32
}

fn bytes(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    let mut signs = text.char_indices();
    for (at, sign) in signs.by_ref() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(sign.len_utf16());
    }
    text.len()
}
