//! One tab writes at a time: it holds a Web Lock for as long as it is open.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

const LOCK: &str = "h1";
const CHANNEL: &str = "h1";
/// Milliseconds the writing tab has to put its words away before it is overtaken.
const GRACE: u32 = 2_000;

#[wasm_bindgen]
extern "C" {
    /// The `locks` member, absent on plain http.
    #[wasm_bindgen(extends = js_sys::Object)]
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        callback: &Closure<dyn FnMut(JsValue) -> JsValue>,
    ) -> Result<js_sys::Promise, JsValue>;
}

/// What asking for the pen brought.
#[derive(Debug)]
pub enum Pen {
    Ours,
    /// Another tab writes.
    Taken,
}

/// Asks for the pen. When it is lost later, because another tab took it, `lost` is called.
pub async fn take(steal: bool, lost: impl Fn() + 'static) -> Pen {
    let Some(locks) = manager() else { return Pen::Ours };
    if steal {
        ask_to_yield().await;
    }
    let options = js_sys::Object::new();
    let how = if steal { "steal" } else { "ifAvailable" };
    let _ = js_sys::Reflect::set(&options, &how.into(), &JsValue::TRUE);
    let answer: Rc<RefCell<Option<js_sys::Function>>> = Rc::default();
    let granted = js_sys::Promise::new(&mut |resolve, _| *answer.borrow_mut() = Some(resolve));
    let callback = Closure::new(move |lock: JsValue| {
        let ours = !lock.is_null() && !lock.is_undefined();
        if let Some(resolve) = answer.borrow_mut().take() {
            let _ = resolve.call1(&JsValue::NULL, &JsValue::from_bool(ours));
        }
        // The lock is held until this promise settles: for the life of the tab.
        if ours { js_sys::Promise::new(&mut |_, _| {}).into() } else { JsValue::UNDEFINED }
    });
    let Ok(held) = locks.request(LOCK, &options, &callback) else { return Pen::Ours };
    callback.forget();
    spawn_local(async move {
        // A held lock ends only by being stolen, and then its promise is rejected.
        if JsFuture::from(held).await.is_err() {
            lost();
        }
    });
    let ours = JsFuture::from(granted).await.is_ok_and(|ours| ours.is_truthy());
    if ours { Pen::Ours } else { Pen::Taken }
}

/// Calls `asked` when another tab wants to write, so that this one can put its words away first.
pub fn on_asked_to_yield(asked: impl Fn() + 'static) {
    let Ok(channel) = web_sys::BroadcastChannel::new(CHANNEL) else { return };
    let heard = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |_| asked());
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    // The channel listens for as long as the page lives.
    std::mem::forget(channel);
}

async fn ask_to_yield() {
    if let Ok(channel) = web_sys::BroadcastChannel::new(CHANNEL) {
        let _ = channel.post_message(&JsValue::from_str("yield"));
        channel.close();
    }
    gloo_timers::future::TimeoutFuture::new(GRACE).await;
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = js_sys::Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}
