//! One answer of IndexedDB as a future. The handlers are taken off again when the future is dropped.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::prelude::*;
use web_sys::{IdbOpenDbRequest, IdbRequest, IdbTransaction};

use crate::store::Fault;

type Handler = Closure<dyn FnMut()>;
type Outcome = Result<(), Fault>;

#[derive(Default)]
struct Slot {
    outcome: Option<Outcome>,
    waker: Option<Waker>,
}

/// Hears one of several things that can happen, once.
struct Ear {
    slot: Rc<RefCell<Slot>>,
    handlers: Vec<Handler>,
    deafen: Box<dyn Fn()>,
}

impl Ear {
    fn new(deafen: impl Fn() + 'static) -> Self {
        Self { slot: Rc::default(), handlers: Vec::new(), deafen: Box::new(deafen) }
    }

    /// A handler that ends the wait with what `outcome` says at that moment.
    fn handler(&mut self, outcome: impl Fn() -> Outcome + 'static) -> Option<&js_sys::Function> {
        let slot = Rc::clone(&self.slot);
        self.handlers.push(Closure::new(move || {
            let waker = {
                let mut slot = slot.borrow_mut();
                slot.outcome.get_or_insert_with(&outcome);
                slot.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        }));
        self.handlers.last().map(|handler| handler.as_ref().unchecked_ref())
    }

    async fn hear(self) -> Outcome {
        poll_fn(|context| {
            let mut slot = self.slot.borrow_mut();
            match slot.outcome.take() {
                Some(outcome) => Poll::Ready(outcome),
                None => {
                    slot.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        (self.deafen)();
    }
}

fn error_of(request: &IdbRequest) -> Fault {
    match request.error() {
        Ok(Some(error)) => super::named(&error.name()),
        _ => Fault::Failed("unknown".to_owned()),
    }
}

/// The result of a request, listened for from the moment this is called. It resolves inside the event, while the
/// transaction is still active.
pub(super) fn answer(request: IdbRequest) -> impl Future<Output = Result<JsValue, Fault>> + use<> {
    let (deaf, failed) = (request.clone(), request.clone());
    let mut ear = Ear::new(move || {
        deaf.set_onsuccess(None);
        deaf.set_onerror(None);
    });
    request.set_onsuccess(ear.handler(|| Ok(())));
    request.set_onerror(ear.handler(move || Err(error_of(&failed))));
    async move {
        ear.hear().await?;
        request.result().map_err(|error| super::fault(&error))
    }
}

/// The result of opening or deleting a database. One that another tab blocks is an error, not an endless wait.
pub(super) async fn opened(request: IdbOpenDbRequest) -> Result<JsValue, Fault> {
    let (deaf, failed) = (request.clone(), request.clone());
    let mut ear = Ear::new(move || {
        deaf.set_onsuccess(None);
        deaf.set_onerror(None);
        deaf.set_onblocked(None);
    });
    request.set_onsuccess(ear.handler(|| Ok(())));
    request.set_onerror(ear.handler(move || Err(error_of(&failed))));
    request.set_onblocked(ear.handler(|| Err(Fault::Failed("blocked".to_owned()))));
    ear.hear().await?;
    request.result().map_err(|error| super::fault(&error))
}

/// The end of a transaction, listened for from the moment this is called.
pub(super) fn completion(transaction: &IdbTransaction) -> impl Future<Output = Result<(), Fault>> + use<> {
    let (deaf, failed) = (transaction.clone(), transaction.clone());
    let mut ear = Ear::new(move || {
        deaf.set_oncomplete(None);
        deaf.set_onabort(None);
    });
    transaction.set_oncomplete(ear.handler(|| Ok(())));
    // An error that nobody handles ends in an abort, so the abort is the one place to look.
    transaction.set_onabort(ear.handler(move || {
        let error = failed.error();
        Err(super::named(&error.map_or_else(|| "AbortError".to_owned(), |error| error.name())))
    }));
    ear.hear()
}
