//! Keyboards: the one on the screen of a phone, which lies over the page, and the key that commands are given with.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// How much of the page the keyboard covers, for styles to read. Where the page itself gets smaller it stays at nothing.
const COVERED: &str = "--keyboard";

/// Tells the styles, from now on, how much of the page the keyboard on the screen covers.
pub fn watch_covered() {
    let Some(view) = web_sys::window().and_then(|window| window.visual_viewport()) else { return };
    for name in ["resize", "scroll"] {
        EventListener::new(&view, name, |_| tell_covered()).forget();
    }
}

fn tell_covered() {
    let Some(window) = web_sys::window() else { return };
    let (Some(view), Some(root)) =
        (window.visual_viewport(), window.document().and_then(|page| page.document_element()))
    else {
        return;
    };
    let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    // Enlarged with two fingers, the view is smaller than the page without anything lying over it.
    let covered = if view.scale() > 1.01 { 0.0 } else { (height - view.height() - view.offset_top()).max(0.0) };
    if let Ok(root) = root.dyn_into::<HtmlElement>() {
        let _ = root.style().set_property(COVERED, &format!("{covered:.0}px"));
    }
}

/// Whether commands are given with ⌘ here: there the Control key moves the caret, and is left to it.
pub fn has_command_key() -> bool {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok()).unwrap_or_default();
    ["Mac", "iPhone", "iPad"].iter().any(|name| platform.starts_with(name))
}
