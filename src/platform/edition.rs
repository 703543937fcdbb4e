//! What the page says of itself: which build it is, whether it was opened as a file from a disk, and what it is made of.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = heldBoot, js_name = licences, catch)]
    async fn held_licences() -> Result<JsValue, JsValue>;
}

/// The names an icon may have, and the start page of each as seen from any of them.
pub const NAMES: [(&str, &str); 2] = [("Pages", "./"), ("Daybook", "daybook.html")];

/// The name of the page that was opened, which is the one its icon has or would have.
pub fn name() -> String {
    web_sys::window().and_then(|window| window.document()).map(|document| document.title()).unwrap_or_default()
}

/// The fingerprint that the build wrote onto the page; none in a page that no build has been through.
pub fn build() -> Option<String> {
    root()?.get_attribute("data-build")
}

/// Whether this is the single file.
pub fn is_file() -> bool {
    root().is_some_and(|root| root.has_attribute("data-single"))
}

/// The licences of everything in this build, if they can be had now.
pub async fn licences() -> Option<String> {
    held_licences().await.ok()?.as_string()
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}
