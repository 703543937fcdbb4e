//! The life of the page: hidden and seen, touched and left alone, covered and reloaded. The curtain itself is a small
//! script that works before and without this module; from the moment the app runs, the app decides when it lifts.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;
use web_sys::VisibilityState;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = heldCurtain, catch)]
    fn cover() -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = heldCurtain, catch)]
    fn lift() -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = heldCurtain, catch)]
    fn own() -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = heldCurtain, js_name = hold, catch)]
    fn hold_curtain(milliseconds: f64) -> Result<js_sys::Function, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = heldBoot, js_name = settled)]
    static SETTLED: js_sys::Promise;
}

/// Covers the screen, now.
pub fn cover_screen() {
    let _ = cover();
}

/// Shows the screen again.
pub fn lift_curtain() {
    let _ = lift();
}

/// From now on only the app lifts the curtain.
pub fn own_curtain() {
    let _ = own();
}

/// No cover while a dialog of the system that this app opened is up. Ends when the guard goes, and after two minutes.
#[derive(Debug)]
pub struct Hold(Option<js_sys::Function>);

/// Milliseconds a hold lasts at most.
pub const LONGEST_HOLD: f64 = 120_000.0;

pub fn hold() -> Hold {
    Hold(hold_curtain(LONGEST_HOLD).ok())
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some(end) = &self.0 {
            let _ = end.call0(&JsValue::NULL);
        }
    }
}

/// Whether the page can be seen at all.
pub fn is_hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// Calls back whenever the page is hidden or seen again, and when it is about to go.
pub fn on_visibility(changed: impl Fn(bool) + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let going = changed.clone();
    EventListener::new(&document, "visibilitychange", move |_| changed(is_hidden())).forget();
    EventListener::new(&window, "pagehide", move |_| going(true)).forget();
}

/// Calls back at every sign of someone being there. Signs come often; the callback must do next to nothing.
pub fn on_activity(active: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    let options = EventListenerOptions { phase: gloo_events::EventListenerPhase::Capture, passive: true };
    for sign in ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] {
        let active = active.clone();
        EventListener::new_with_options(&window, sign, options, move |_| active()).forget();
    }
}

/// Hands the exit script a way to put the words away: it is called synchronously, before the calendar is shown.
pub fn on_exit(seal: impl Fn() + 'static) {
    let seal = Closure::<dyn Fn()>::new(seal);
    let _ = js_sys::Reflect::set(&js_sys::global(), &"heldSeal".into(), seal.as_ref());
    seal.forget();
}

/// Waits until the whole module has arrived and the browser has a moment.
pub async fn settled() {
    let _ = wasm_bindgen_futures::JsFuture::from(SETTLED.with(Clone::clone)).await;
}

/// Loads the page anew, which drops everything decrypted.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}
