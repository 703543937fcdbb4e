//! Starts the app: the rescue first, then the screens. In a worker there is nothing to start.

use held::platform::{rescue, text};
#[cfg(not(feature = "components"))]
use held::ui::app::App as Page;
#[cfg(feature = "components")]
use held::ui::gallery::Gallery as Page;

fn main() {
    if !text::has_window() {
        return;
    }
    // Told to Yew, which would otherwise put a hook of its own in its place, and print what may hold words.
    yew::set_custom_panic_hook(Box::new(|_| rescue::hand_over()));
    let root = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id("app"));
    if let Some(root) = root {
        yew::Renderer::<Page>::with_root(root).render();
    }
}
