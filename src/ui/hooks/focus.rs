//! Opening a screen focuses its heading, so that a screen reader says where one is, and never a field with words in it.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

thread_local! {
    /// The first screen of a page load leaves focus where the browser put it, so that Exit stays first in tab order.
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

/// A reference for a heading that takes focus when its screen opens.
#[hook]
pub fn use_heading_focus(wanted: bool) -> NodeRef {
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with((), move |()| {
            let first = !ARRIVED.replace(true);
            if let (true, false, Some(heading)) = (wanted, first, heading.cast::<HtmlElement>()) {
                let _ = heading.focus();
            }
        });
    }
    heading
}

/// Gives the focus to the heading of the screen, where what had it goes away.
pub fn focus_heading() {
    focus_first("main h1");
}

/// Gives the focus to the first element that this selects.
pub fn focus_first(selector: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    let found = page.and_then(|page| page.query_selector(selector).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
