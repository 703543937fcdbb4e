//! The two stores of a browser. The only part of the store that names the web.

mod local;
mod mirror;
mod request;

pub use local::BrowserLocal;
pub use mirror::BrowserMirror;

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

use super::Fault;

/// What the browser said, as a fault: the name of an exception, never its text, which may quote a value.
fn fault(error: &JsValue) -> Fault {
    let name = error
        .dyn_ref::<web_sys::DomException>()
        .map(web_sys::DomException::name)
        .or_else(|| error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name())));
    named(name.as_deref().unwrap_or("unknown"))
}

fn named(name: &str) -> Fault {
    match name {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => Fault::Full,
        "SecurityError" | "NotAllowedError" => Fault::Refused,
        other => Fault::Failed(other.to_owned()),
    }
}

/// Runs the conformance suite on this browser's own stores, and clears them.
#[cfg(feature = "conformance")]
mod exported {
    use serde::Serialize;
    use wasm_bindgen::prelude::*;

    use super::{BrowserLocal, BrowserMirror};
    use crate::store::conformance;

    #[derive(Serialize)]
    struct Line {
        name: &'static str,
        ok: bool,
        message: String,
    }

    /// A list of `{name, ok, message}`.
    #[wasm_bindgen]
    pub async fn store_conformance() -> JsValue {
        let lines = match (BrowserLocal::probe(), BrowserMirror::open().await) {
            (Ok(local), Ok(mirror)) => {
                let outcomes = conformance::run(&local, &mirror).await;
                outcomes.into_iter().map(|outcome| line(outcome.name, outcome.result)).collect()
            }
            (local, mirror) => {
                let message = format!("local {:?}, mirror {:?}", local.err(), mirror.err());
                vec![line("the browser offers both stores", Err(message))]
            }
        };
        serde_wasm_bindgen::to_value(&lines).unwrap_or(JsValue::NULL)
    }

    fn line(name: &'static str, result: Result<(), String>) -> Line {
        Line { name, ok: result.is_ok(), message: result.err().unwrap_or_default() }
    }
}
