//! The rest of the module: what the first screen does not need comes in a second file, and boot.js joins the two.
//!
//! Which function is where is the build's affair; the code does not see it. Where the module came whole, none of this is
//! ever called.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = heldBoot, js_name = join)]
    fn join(first: &JsValue);
}

/// Called before a function of the rest is, unless the rest has arrived: waits for it, and joins it.
#[wasm_bindgen]
pub fn bring_the_rest() {
    join(&wasm_bindgen::exports());
}
