//! What happens when the app itself fails: a small script that needs no wasm keeps the words on screen.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = heldRescue, catch)]
    fn held_rescue(reason: &str) -> Result<(), JsValue>;
}

/// The app has stopped: the rescue script takes over. The panic's own text is not printed: it may hold words.
pub fn hand_over() {
    let _ = held_rescue("panic");
}
