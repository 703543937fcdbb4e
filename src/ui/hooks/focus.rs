//! Opening a screen focuses its heading, so that a screen reader says where one is, and never a field with words in it.

use std::cell::Cell;

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
