//! The pen: whoever holds it is the one tab that writes. It is a Web Lock, held for as long as the journal is open.
//!
//! Where the browser has no locks (plain http), the tabs ask each other instead. What is written is guarded either way
//! by the store itself, so two tabs that both believe to hold the pen cost one of them a refusal, and no words.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::channel::{ask, number, tell};
use super::message::Message;

const LOCK: &str = "h1";
/// Milliseconds the writing tab has to put its words away before it is overtaken.
const GRACE: u32 = 2_000;
/// Milliseconds a tab that writes has to say so, where there are no locks.
const ANSWER: u32 = 500;

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
    Ours(Held),
    /// Another tab writes.
    Taken,
}

/// How to ask for the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Only if no other tab has it.
    IfFree,
    /// From whichever tab has it, once that one has put its words away or had the time to.
    Insist,
}

/// The pen in this tab's hand. Given up when dropped.
#[derive(Debug, Default)]
pub struct Held(Option<js_sys::Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Asks for the pen. When it is lost later, because another tab took it, `lost` is called.
pub async fn take(how: How, lost: impl Fn() + 'static) -> Pen {
    let lost: Rc<dyn Fn()> = Rc::new(lost);
    let locks = manager();
    let free = match &locks {
        Some(locks) => request(locks, "ifAvailable", &lost).await,
        None if ask(Message::WhoWrites { tab: number() }, Message::Writes { tab: number() }, ANSWER).await => {
            Pen::Taken
        }
        None => Pen::Ours(Held::default()),
    };
    if matches!(free, Pen::Ours(_)) || how == How::IfFree {
        return free;
    }
    ask(Message::WantsPen { tab: number() }, Message::PutAway { tab: number() }, GRACE).await;
    let taken = match &locks {
        Some(locks) => request(locks, "steal", &lost).await,
        None => Pen::Ours(Held::default()),
    };
    tell(Message::TookPen { tab: number() });
    taken
}

async fn request(locks: &LockManager, how: &str, lost: &Rc<dyn Fn()>) -> Pen {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &how.into(), &JsValue::TRUE);
    let mut release = None;
    // The lock is held until this promise is resolved.
    let until = js_sys::Promise::new(&mut |resolve, _| release = Some(resolve));
    let answer: Rc<RefCell<Option<js_sys::Function>>> = Rc::default();
    let granted = js_sys::Promise::new(&mut |resolve, _| *answer.borrow_mut() = Some(resolve));
    let callback = Closure::new(move |lock: JsValue| {
        let ours = !lock.is_null() && !lock.is_undefined();
        if let Some(resolve) = answer.borrow_mut().take() {
            let _ = resolve.call1(&JsValue::NULL, &JsValue::from_bool(ours));
        }
        if ours { until.clone().into() } else { JsValue::UNDEFINED }
    });
    let Ok(held) = locks.request(LOCK, &options, &callback) else { return Pen::Ours(Held::default()) };
    let lost = Rc::clone(lost);
    spawn_local(async move {
        // A lock that was not given up ends only by being stolen, and then its promise is rejected.
        if JsFuture::from(held).await.is_err() {
            lost();
        }
        drop(callback);
    });
    let ours = JsFuture::from(granted).await.is_ok_and(|ours| ours.is_truthy());
    if ours { Pen::Ours(Held(release)) } else { Pen::Taken }
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = js_sys::Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}
