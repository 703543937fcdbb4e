//! The worker that answers without a network, and what it has to say about later versions. Registered by boot.js; the
//! words that pass between page and worker are listed in `static/service-worker.js`.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

/// Milliseconds the other tabs have to put their words away before a new version takes over.
const GRACE: u32 = 300;
/// What the tabs of this place say to each other when one of them asked for the new version.
const ASKED: &str = "asked";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = heldBoot, js_name = keepOffline, catch)]
    fn keep_offline() -> Result<js_sys::Promise, JsValue>;
    /// The version of this page, as the worker of the same version knows it.
    #[wasm_bindgen(thread_local_v2, js_namespace = heldBoot, js_name = version)]
    static VERSION: String;
}

/// What there is to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Every file is here: from now on it opens without a network.
    Kept,
    /// A later version is here, and waits to be asked for.
    Ready,
    /// A tab has asked for it.
    Asked,
    /// It was asked for and has taken over: a page loaded now is of that version.
    Arrived,
}

/// The worker of this place. Clones are the same one.
#[derive(Clone)]
pub struct Updates(Rc<Inner>);

struct Inner {
    registration: ServiceWorkerRegistration,
    channel: Option<BroadcastChannel>,
    tell: Box<dyn Fn(News)>,
    /// Some tab asked for the new version.
    asked: Cell<bool>,
    /// Another version than the one this page came with has taken over.
    arrived: Cell<bool>,
}

impl std::fmt::Debug for Updates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Updates(..)")
    }
}

impl Updates {
    /// Has the worker registered, tells it that this version has started, and listens. `None` where there can be no
    /// worker, as in a file.
    pub async fn watch(tell: impl Fn(News) + 'static) -> Option<Self> {
        let workers = web_sys::window()?.navigator().service_worker();
        let registered = JsFuture::from(keep_offline().ok()?).await.ok()?;
        let registration: ServiceWorkerRegistration = registered.dyn_into().ok()?;
        let channel = BroadcastChannel::new(&format!("h1 {}", registration.scope())).ok();
        let (asked, arrived) = (Cell::new(false), Cell::new(false));
        let updates = Self(Rc::new(Inner { registration, channel, tell: Box::new(tell), asked, arrived }));
        updates.listen(&workers);
        updates.ask_the_waiting();
        let said = updates.clone();
        spawn_local(async move { said.say_started(&workers).await });
        Some(updates)
    }

    /// Asks the host whether there is a later version. Without a network there is no answer, and none is needed.
    pub fn check(&self) {
        let online = web_sys::window().is_some_and(|window| window.navigator().on_line());
        if let (true, Ok(checked)) = (online, self.0.registration.update()) {
            spawn_local(async move {
                let _ = JsFuture::from(checked).await;
            });
        }
    }

    /// Not now: the version that waits does not ask again for the length of a visit.
    pub fn put_off(&self) {
        if let Some(waiting) = self.0.registration.waiting() {
            say(&waiting, "later");
        }
    }

    /// Has every tab put its words away, then lets the new version take over. [`News::Arrived`] follows, here and there.
    pub async fn bring(&self) {
        self.0.asked.set(true);
        if let Some(channel) = &self.0.channel {
            let _ = channel.post_message(&ASKED.into());
        }
        gloo_timers::future::TimeoutFuture::new(GRACE).await;
        match self.0.registration.waiting() {
            Some(waiting) => {
                // A page that was loaded past the worker is told by no one else.
                let (updates, watched) = (self.clone(), waiting.clone());
                EventListener::new(&waiting, "statechange", move |_| {
                    if watched.state() == web_sys::ServiceWorkerState::Activated {
                        updates.arrived();
                    }
                })
                .forget();
                say(&waiting, "skip-waiting");
            }
            // Another tab was quicker, and this one stayed.
            None => (self.0.tell)(News::Arrived),
        }
    }

    fn listen(&self, workers: &ServiceWorkerContainer) {
        let updates = self.clone();
        EventListener::new(workers, "message", move |event| {
            let word = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            match word.as_deref() {
                Some("kept") => (updates.0.tell)(News::Kept),
                Some("ready") => (updates.0.tell)(News::Ready),
                _ => {}
            }
        })
        .forget();

        // The first worker of all takes charge of the page that brought it: that is no new version.
        let (updates, all) = (self.clone(), workers.clone());
        let had = Cell::new(workers.controller().is_some());
        EventListener::new(workers, "controllerchange", move |_| {
            if had.replace(all.controller().is_some()) {
                updates.arrived();
            }
        })
        .forget();

        let updates = self.clone();
        EventListener::new(&self.0.registration, "updatefound", move |_| {
            let Some(coming) = updates.0.registration.installing() else { return };
            let updates = updates.clone();
            EventListener::new(&coming, "statechange", move |_| updates.ask_the_waiting()).forget();
        })
        .forget();

        let updates = self.clone();
        if let Some(channel) = &self.0.channel {
            EventListener::new(channel, "message", move |_| {
                updates.0.asked.set(true);
                (updates.0.tell)(News::Asked);
                if updates.0.arrived.get() {
                    (updates.0.tell)(News::Arrived);
                }
            })
            .forget();
        }
    }

    /// A worker that waits may have been put off, or be one that only takes others away: it speaks for itself.
    fn ask_the_waiting(&self) {
        if let (Some(waiting), Some(_)) = (self.0.registration.waiting(), self.0.registration.active()) {
            say(&waiting, "ready");
        }
    }

    async fn say_started(&self, workers: &ServiceWorkerContainer) {
        let Ok(ready) = workers.ready() else { return };
        let _ = JsFuture::from(ready).await;
        if let Some(active) = self.0.registration.active() {
            say(&active, &format!("started {}", VERSION.with(Clone::clone)));
        }
    }

    fn arrived(&self) {
        if !self.0.arrived.replace(true) && self.0.asked.get() {
            (self.0.tell)(News::Arrived);
        }
    }
}

fn say(worker: &ServiceWorker, words: &str) {
    let _ = worker.post_message(&words.into());
}
