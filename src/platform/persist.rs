//! Asking the browser to spare what is kept here when it needs room.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The `storage` member of the navigator; some browsers have none.
    #[wasm_bindgen(extends = js_sys::Object)]
    type StorageManager;
    #[wasm_bindgen(method, catch)]
    fn persist(this: &StorageManager) -> Result<js_sys::Promise, JsValue>;
}

/// Asks, where the browser decides by itself. Firefox would put the question to the person, who did not come for it; it is
/// the one browser that names no vendor. The answer changes nothing here, and is not waited for.
pub fn ask_to_stay() {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else { return };
    let member = |name: &str| js_sys::Reflect::get(&navigator, &name.into()).ok();
    let decides_alone = member("vendor").and_then(|vendor| vendor.as_string()).is_some_and(|vendor| !vendor.is_empty());
    let storage = member("storage").filter(|storage| storage.is_object());
    if let (true, Some(storage)) = (decides_alone, storage)
        && let Ok(asked) = storage.unchecked_into::<StorageManager>().persist()
    {
        // A refusal is an answer like any other.
        wasm_bindgen_futures::spawn_local(async move { drop(wasm_bindgen_futures::JsFuture::from(asked).await) });
    }
}
