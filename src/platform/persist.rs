//! Asking the browser to spare what is kept here when it needs room, and what it has answered.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The `storage` member of the navigator; some browsers have none.
    #[wasm_bindgen(extends = js_sys::Object)]
    type StorageManager;
    #[wasm_bindgen(method, catch)]
    fn persist(this: &StorageManager) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn persisted(this: &StorageManager) -> Result<js_sys::Promise, JsValue>;
}

/// Asks where the browser decides by itself, and says what holds now: whether what is kept here stays when the browser
/// needs room. `None` where it cannot be asked.
pub async fn ask_silently() -> Option<bool> {
    if decides_alone() {
        return ask().await;
    }
    answered(storage()?.persisted().ok()?).await
}

/// Asks, though the browser may put the question to the person: only when they asked for it. The answer comes when they
/// have given theirs, which may be never.
pub async fn ask() -> Option<bool> {
    answered(storage()?.persist().ok()?).await
}

/// Firefox puts the question to the person, who did not come for it; it is the one browser that names no vendor.
pub fn decides_alone() -> bool {
    vendor().is_some_and(|vendor| !vendor.is_empty())
}

/// Whether this is a tab of Safari, which clears what pages keep after seven days of use without a visit.
pub fn forgets_after_a_week() -> bool {
    vendor().is_some_and(|vendor| vendor.starts_with("Apple")) && !super::traces::is_installed()
}

async fn answered(asked: js_sys::Promise) -> Option<bool> {
    JsFuture::from(asked).await.ok()?.as_bool()
}

fn storage() -> Option<StorageManager> {
    member("storage").filter(|storage| storage.is_object()).map(JsCast::unchecked_into)
}

fn vendor() -> Option<String> {
    member("vendor").and_then(|vendor| vendor.as_string())
}

fn member(name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(&web_sys::window()?.navigator(), &name.into()).ok()
}
