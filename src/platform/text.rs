//! Unicode normalisation, by the browser's own tables.

use wasm_bindgen::JsValue;

/// The text in Unicode NFC, so that the same passphrase typed on another keyboard is the same passphrase.
pub fn nfc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

/// Whether this environment has a document at all. A worker has none.
pub fn has_window() -> bool {
    web_sys::window().is_some_and(|window| !JsValue::from(window).is_undefined())
}
