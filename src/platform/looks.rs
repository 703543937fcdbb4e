//! How the page looks: worn by a small script before the first paint, and changed through it afterwards.

use wasm_bindgen::prelude::*;

use crate::domain::{Face, Looks};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = heldLooks, js_name = wear, catch)]
    fn wear_now(theme: u8, text: u8, sans: bool) -> Result<(), JsValue>;
}

/// Puts these looks on, now.
pub fn wear(looks: Looks, face: Face) {
    let _ = wear_now(looks.theme.byte(), looks.text.byte(), face == Face::Sans);
}
