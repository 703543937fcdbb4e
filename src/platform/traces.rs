//! What the app has in a browser beside the two stores: copies of its own files, the worker that answers from them, and
//! a sentinel. None of it holds a word of anyone's.
//!
//! The sentinel is an empty cache with a name that says nothing. It is there from the first Keep on, so that two empty
//! stores beside it mean that the browser has cleared them; when everything is removed, it goes first.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CacheStorage, ServiceWorkerRegistration};

const SENTINEL: &str = "h1.t";

/// Remembers that something was kept here.
pub async fn leave_sentinel() {
    if let Some(caches) = caches() {
        // A browser without caches has one trace less.
        let _ = JsFuture::from(caches.open(SENTINEL)).await;
    }
}

/// Whether something may have been kept here: there is a sentinel, or this runs as an installed app.
pub async fn may_have_been_kept() -> bool {
    let sentinel = match caches() {
        Some(caches) => JsFuture::from(caches.has(SENTINEL)).await.is_ok_and(|has| has.is_truthy()),
        None => false,
    };
    sentinel || is_installed()
}

pub async fn remove_sentinel() {
    if let Some(caches) = caches() {
        let _ = JsFuture::from(caches.delete(SENTINEL)).await;
    }
}

/// Removes the copies of the app's own files and its worker, looks again, and says whether nothing is left.
pub async fn remove_files() -> bool {
    let registration = registration().await;
    let prefix = cache_prefix(registration.as_ref());
    if let Some(registration) = registration
        && let Ok(gone) = registration.unregister()
    {
        let _ = JsFuture::from(gone).await;
    }
    for name in cache_names().await.iter().filter(|name| name.starts_with(&prefix)) {
        if let Some(caches) = caches() {
            let _ = JsFuture::from(caches.delete(name)).await;
        }
    }
    let left = cache_names().await.iter().any(|name| name.starts_with(&prefix) || name == SENTINEL);
    !left && self::registration().await.is_none()
}

/// Whether this runs as an app of its own, with an icon, and not in a tab.
pub fn is_installed() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let standalone =
        window.match_media("(display-mode: standalone)").ok().flatten().is_some_and(|query| query.matches());
    // What Safari on telephones says instead.
    let member = js_sys::Reflect::get(&window.navigator(), &"standalone".into());
    standalone || member.is_ok_and(|value| value.is_truthy())
}

/// Where there are none (plain http), asking for them would throw.
fn caches() -> Option<CacheStorage> {
    let window = web_sys::window()?;
    let there = js_sys::Reflect::get(&window, &"caches".into()).ok()?;
    there.is_object().then(|| there.unchecked_into())
}

async fn cache_names() -> Vec<String> {
    let Some(caches) = caches() else { return Vec::new() };
    let names = JsFuture::from(caches.keys()).await.unwrap_or_default();
    js_sys::Array::from(&names).iter().filter_map(|name| name.as_string()).collect()
}

/// What the names of this place's caches begin with, as `static/service-worker.js` writes them.
fn cache_prefix(registration: Option<&ServiceWorkerRegistration>) -> String {
    let base = web_sys::window().and_then(|window| window.document()).and_then(|document| document.base_uri().ok());
    let here = base.flatten().unwrap_or_default();
    let scope = registration.map_or(here.clone(), ServiceWorkerRegistration::scope);
    let path = web_sys::Url::new_with_base("./", &scope).map(|url| url.pathname());
    format!("h1 {} ", path.unwrap_or_else(|_| "/".to_owned()))
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let navigator = web_sys::window()?.navigator();
    let there = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    if !there.is_object() {
        return None;
    }
    JsFuture::from(navigator.service_worker().get_registration()).await.ok()?.dyn_into().ok()
}
