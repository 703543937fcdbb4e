//! How tabs hear each other: a BroadcastChannel, and storage events for where it is silent (files in WebKit, old
//! browsers). A message by storage is a value that is set and removed at once, so that nothing of it stays.

use std::cell::{Cell, RefCell};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::BroadcastChannel;

use super::message::{Message, Tab};
use crate::platform::random::SystemRandom;

const CHANNEL: &str = "h1";
/// Not one of the keys of what is kept, which all begin with `h1.`.
const SIGNAL: &str = "h1-say";
/// What is kept announces itself by storage: each save writes one of these.
const MANIFESTS: [&str; 2] = ["h1.m0", "h1.m1"];

thread_local! {
    // One object for the page: a channel does not hear itself, but it would hear another of the same page.
    static ONE: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    static NUMBER: Cell<Tab> = const { Cell::new(0) };
}

/// The number of this tab.
pub fn number() -> Tab {
    if NUMBER.get() == 0 {
        let [a, b, c, d, ..] = SystemRandom::id_bytes();
        NUMBER.set(u32::from_le_bytes([a, b, c, d]).max(1));
    }
    NUMBER.get()
}

/// Tells every other tab. Nobody may be listening, and nothing is said of that.
pub fn tell(message: Message) {
    let text = message.to_string();
    if let Some(channel) = channel() {
        let _ = channel.post_message(&JsValue::from_str(&text));
    }
    // A change is heard by storage anyhow.
    if !matches!(message, Message::Changed { .. })
        && let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten())
        && storage.set_item(SIGNAL, &text).is_ok()
    {
        let _ = storage.remove_item(SIGNAL);
    }
}

/// Calls back with what other tabs say, for as long as the page lives.
pub fn listen(heard: impl Fn(Message) + Clone + 'static) {
    for listener in listeners(heard) {
        listener.forget();
    }
}

/// Tells, and waits for an answer; but not longer than this many milliseconds. Whether it came.
pub(super) async fn ask(question: Message, answer: Message, most: u32) -> bool {
    let mut listening = Vec::new();
    let mut timeout = None;
    let answered = js_sys::Promise::new(&mut |resolve, _| {
        let done = resolve.clone();
        listening = listeners(move |message| {
            if message == answer {
                let _ = done.call1(&JsValue::NULL, &JsValue::TRUE);
            }
        });
        timeout = Some(Timeout::new(most, move || {
            let _ = resolve.call1(&JsValue::NULL, &JsValue::FALSE);
        }));
    });
    tell(question);
    let answered = wasm_bindgen_futures::JsFuture::from(answered).await;
    drop((listening, timeout));
    answered.is_ok_and(|came| came.is_truthy())
}

fn listeners(heard: impl Fn(Message) + Clone + 'static) -> Vec<EventListener> {
    let mut listeners = Vec::new();
    if let Some(channel) = channel() {
        let heard = heard.clone();
        listeners.push(EventListener::new(&channel, "message", move |event| {
            let text = event.dyn_ref::<web_sys::MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(message) = text.as_deref().and_then(Message::parse) {
                heard(message);
            }
        }));
    }
    if let Some(window) = web_sys::window() {
        listeners.push(EventListener::new(&window, "storage", move |event| {
            if let Some(message) = event.dyn_ref::<web_sys::StorageEvent>().and_then(in_storage) {
                heard(message);
            }
        }));
    }
    listeners
}

fn in_storage(event: &web_sys::StorageEvent) -> Option<Message> {
    let key = event.key()?;
    if MANIFESTS.contains(&key.as_str()) {
        // Which generation it is, only its seal knows.
        return Some(Message::Changed { generation: 0 });
    }
    (key == SIGNAL).then_some(())?;
    Message::parse(&event.new_value()?)
}

fn channel() -> Option<BroadcastChannel> {
    ONE.with_borrow_mut(|one| {
        if one.is_none() {
            *one = BroadcastChannel::new(CHANNEL).ok();
        }
        one.clone()
    })
}
