//! Making a key takes a second and sixty-four megabytes, so it happens in a worker: a second instance of this module,
//! ended after each use, which takes its memory along.

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use zeroize::{Zeroize, Zeroizing};

use crate::vault::{self, Derived, Kdf, KdfError, Salt, Secret};

/// Why no key came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerError {
    /// The worker could not be started, or died.
    Lost,
    Key(KdfError),
}

#[derive(Serialize)]
struct Order {
    salt: [u8; 16],
    memory: u32,
    passes: u32,
    lanes: u32,
}

#[derive(Deserialize)]
struct Refusal {
    error: String,
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = heldBoot, js_name = worker, catch)]
    fn start_worker() -> Result<web_sys::Worker, JsValue>;
}

/// Derives a key in a worker.
///
/// # Errors
/// [`WorkerError`] when the worker could not run or the parameters were refused.
pub async fn derive(secret: &Secret, salt: &Salt, kdf: Kdf) -> Result<Derived, WorkerError> {
    kdf.check().map_err(WorkerError::Key)?;
    let worker = Ended(start_worker().map_err(|_| WorkerError::Lost)?);
    let order = Order { salt: salt.0, memory: kdf.memory_kib, passes: kdf.passes, lanes: kdf.lanes };
    let order = serde_wasm_bindgen::to_value(&order).map_err(|_| WorkerError::Lost)?;
    let bytes = js_sys::Uint8Array::from(secret.bytes());
    js_sys::Reflect::set(&order, &"secret".into(), &bytes).map_err(|_| WorkerError::Lost)?;
    let answer = ask(&worker.0, &order).await;
    bytes.fill(0, 0, bytes.length());
    read(&answer?)
}

/// A listener that must live until the worker has answered.
type Heard = Closure<dyn FnMut(web_sys::MessageEvent)>;

/// Posts one message and waits for one answer.
async fn ask(worker: &web_sys::Worker, order: &JsValue) -> Result<JsValue, WorkerError> {
    let keep: Rc<RefCell<Vec<Heard>>> = Rc::default();
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        let answered = Closure::once(move |event: web_sys::MessageEvent| {
            let _ = resolve.call1(&JsValue::NULL, &event.data());
        });
        let failed = Closure::once(move |_: web_sys::MessageEvent| {
            let _ = reject.call0(&JsValue::NULL);
        });
        worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        keep.borrow_mut().extend([answered, failed]);
    });
    worker.post_message(order).map_err(|_| WorkerError::Lost)?;
    wasm_bindgen_futures::JsFuture::from(promise).await.map_err(|_| WorkerError::Lost)
}

fn read(answer: &JsValue) -> Result<Derived, WorkerError> {
    let key = js_sys::Reflect::get(answer, &"ok".into()).map_err(|_| WorkerError::Lost)?;
    if let Some(key) = key.dyn_ref::<js_sys::Uint8Array>().filter(|key| key.length() == 32) {
        let mut bytes = Zeroizing::new([0; 32]);
        key.copy_to(&mut bytes[..]);
        key.fill(0, 0, 32);
        return Ok(Derived(bytes));
    }
    let refusal: Refusal = serde_wasm_bindgen::from_value(answer.clone()).map_err(|_| WorkerError::Lost)?;
    Err(match refusal.error.as_str() {
        "memory" => WorkerError::Key(KdfError::OutOfMemory),
        "cheap" => WorkerError::Key(KdfError::TooCheap),
        "dear" => WorkerError::Key(KdfError::TooDear),
        _ => WorkerError::Lost,
    })
}

/// Ends its worker when it goes, so that the memory the key was made in goes too.
struct Ended(web_sys::Worker);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// The worker's side. Answers 32 bytes, or throws one word: `memory`, `cheap`, `dear` or `secret`.
#[wasm_bindgen]
pub fn derive_in_worker(
    secret: &mut [u8],
    salt: &[u8],
    memory_kib: u32,
    passes: u32,
    lanes: u32,
) -> Result<js_sys::Uint8Array, JsValue> {
    let typed = std::str::from_utf8(secret).ok().and_then(|typed| Secret::new(typed).ok());
    secret.zeroize();
    let (Some(typed), Ok(salt)) = (typed, <[u8; 16]>::try_from(salt)) else { return Err("secret".into()) };
    let derived =
        vault::derive(&typed, &Salt(salt), Kdf { memory_kib, passes, lanes }).map_err(|error| match error {
            KdfError::OutOfMemory => "memory",
            KdfError::TooCheap => "cheap",
            KdfError::TooDear => "dear",
        })?;
    Ok(js_sys::Uint8Array::from(&derived.0[..]))
}
