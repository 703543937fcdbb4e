//! Back closes what is open: a dialog, the menu, the marks. Whatever opens takes a step in the browser's history, without
//! a word in it, and Back is that step taken back.
//!
//! What was closed by other means leaves its step behind, because history cannot be shortened while somebody is on the way
//! to another screen. Such a step is stepped over when Back comes upon it, so that one press is always one thing.

use std::cell::{Cell, RefCell};

use gloo_events::EventListener;
use web_sys::HtmlElement;
use yew::prelude::*;

/// What `history.state` is at a step that something took by opening.
const OPENED: f64 = 0.0;

thread_local! {
    static OPEN: RefCell<Vec<(u32, Callback<()>)>> = const { RefCell::new(Vec::new()) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
    /// Where the browser was when last looked at: at a step of ours, and at which address.
    static AT: RefCell<(bool, String)> = const { RefCell::new((false, String::new())) };
    /// The menu, while it is open.
    static MENU: RefCell<Option<Opened>> = const { RefCell::new(None) };
    /// A step is being stepped over.
    static OVER: Cell<bool> = const { Cell::new(false) };
}

/// Something that is open until this goes.
#[derive(Debug)]
struct Opened(u32);

impl Drop for Opened {
    fn drop(&mut self) {
        OPEN.with_borrow_mut(|open| open.retain(|(id, _)| *id != self.0));
    }
}

/// From now on Back closes what is open. Called once.
pub fn listen() {
    let Some(window) = web_sys::window() else { return };
    AT.set(here());
    EventListener::new(&window, "popstate", |_| stepped()).forget();
}

/// Closes what was opened last. Whether anything was open.
pub fn close_last() -> bool {
    let last = OPEN.with_borrow_mut(Vec::pop);
    let closed = last.is_some();
    if let Some((_, close)) = last {
        close.emit(());
    }
    closed
}

/// While `open`, Back calls `close`.
#[hook]
pub fn use_back(open: bool, close: Callback<()>) {
    use_effect_with(open, move |open| {
        let opened = open.then(|| opened(close));
        move || drop(opened)
    });
}

/// A menu opened or closed: for who hears of it from the browser.
pub fn toggled(event: Event) {
    let Some(menu) = event.target_dyn_into::<HtmlElement>() else { return };
    MENU.take();
    if menu.matches(":popover-open").unwrap_or(false) {
        MENU.set(Some(opened(Callback::from(move |()| {
            let _ = menu.hide_popover();
        }))));
    }
}

fn opened(close: Callback<()>) -> Opened {
    let id = COUNT.get() + 1;
    COUNT.set(id);
    OPEN.with_borrow_mut(|open| open.push((id, close)));
    take_step();
    Opened(id)
}

/// Takes a step for what is open, unless one was left here.
fn take_step() {
    if !here().0
        && let Some(history) = web_sys::window().and_then(|window| window.history().ok())
    {
        let _ = history.push_state(&OPENED.into(), "");
    }
    AT.set(here());
}

/// The browser went somewhere.
fn stepped() {
    let (is_ours, address) = here();
    let (was_ours, from) = AT.replace((is_ours, address.clone()));
    if OVER.replace(false) {
        return;
    }
    let same = from == address;
    if !same {
        // The menu went with its screen, and said nothing.
        MENU.take();
    }
    if is_ours && !(same && was_ours) {
        // Back from another screen, to a step that something took which has long been closed.
        step_over();
    } else if was_ours && !is_ours && same {
        if close_last() {
            if OPEN.with_borrow(|open| !open.is_empty()) {
                take_step();
            }
        } else {
            // The step was left over: Back was meant for the screen.
            back();
        }
    }
}

fn step_over() {
    OVER.set(true);
    back();
}

fn back() {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.back();
    }
}

/// Whether this is a step of ours, and the address.
fn here() -> (bool, String) {
    let Some(window) = web_sys::window() else { return (false, String::new()) };
    let ours = window.history().and_then(|history| history.state()).is_ok_and(|state| state.as_f64() == Some(OPENED));
    (ours, window.location().hash().unwrap_or_default())
}
