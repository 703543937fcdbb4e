//! IndexedDB: the store whose answer means "on disk".
//!
//! Every write is one transaction with `durability: "strict"`, done when its `complete` event comes. Database `h1`, one
//! object store `v`, keys out of line, values as `Uint8Array`. web-sys hides the options of `transaction` behind a
//! compiler flag, and neither idb nor rexie passes them on, hence the binding of our own below.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::request::{answer, completion, opened};
use crate::store::{Batch, Fault, Mirror, keys};

const DATABASE: &str = "h1";
const STORE: &str = "v";

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase`, with the third argument of `transaction`.
    #[wasm_bindgen(extends = IdbDatabase, js_name = IDBDatabase)]
    #[derive(Clone, Debug)]
    type Database;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with_options(
        this: &Database,
        store: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

#[derive(Serialize)]
struct TransactionOptions {
    durability: &'static str,
}

/// What to do where there is no database yet: nothing may be stored before the first Keep, not even an empty one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    IsEmpty,
    IsMade,
}

/// The IndexedDB of this origin.
#[derive(Debug)]
pub struct BrowserMirror {
    /// `None` once the browser or another tab has closed it; opened again at the next use.
    database: Rc<RefCell<Option<Database>>>,
}

impl BrowserMirror {
    /// Looks whether there is a database, and makes none: that is left to the first write.
    ///
    /// # Errors
    /// [`Fault::Refused`] where there is no IndexedDB; otherwise what the browser said.
    pub async fn open() -> Result<Self, Fault> {
        let mirror = Self { database: Rc::default() };
        mirror.connected(Missing::IsEmpty).await?;
        Ok(mirror)
    }

    /// The database, or `None` where there is none yet and none is to be made.
    async fn connected(&self, missing: Missing) -> Result<Option<Database>, Fault> {
        if let Some(database) = &*self.database.borrow() {
            return Ok(Some(database.clone()));
        }
        let request = factory()?.open_with_u32(DATABASE, 1).map_err(|error| super::fault(&error))?;
        let (upgraded, declined) = (request.clone(), Rc::new(Cell::new(false)));
        let decline = Rc::clone(&declined);
        let upgrade = Closure::<dyn FnMut()>::new(move || match missing {
            Missing::IsMade => create_store(&upgraded),
            // Ending the upgrade leaves no trace of the database that was asked for.
            Missing::IsEmpty => decline.set(upgraded.transaction().is_some_and(|upgrade| upgrade.abort().is_ok())),
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let database: Database = match opened(request).await {
            Err(_) if declined.get() => return Ok(None),
            database => database?.unchecked_into(),
        };
        self.watch(&database);
        *self.database.borrow_mut() = Some(database.clone());
        Ok(Some(database))
    }

    /// Another tab that removes the database must not wait for us, and a connection the browser has ended is no use.
    fn watch(&self, database: &Database) {
        let (held, closing) = (Rc::downgrade(&self.database), database.clone());
        let handler = Closure::<dyn FnMut()>::new(move || {
            closing.close();
            if let Some(held) = held.upgrade() {
                held.borrow_mut().take();
            }
        });
        // Lives as long as the page does: at most a few times a visit.
        let handler = handler.into_js_value();
        database.set_onversionchange(Some(handler.unchecked_ref()));
        database.set_onclose(Some(handler.unchecked_ref()));
    }

    /// A transaction to read in, or `None` where there is no database.
    async fn reading(&self) -> Result<Option<IdbObjectStore>, Fault> {
        match self.connected(Missing::IsEmpty).await? {
            Some(database) => self.begin(&database, "readonly").map(|(_, store)| Some(store)),
            None => Ok(None),
        }
    }

    /// A transaction to write in; the database is made if there is none.
    async fn writing(&self) -> Result<(IdbTransaction, IdbObjectStore), Fault> {
        let database = self.connected(Missing::IsMade).await?.ok_or(Fault::Refused)?;
        self.begin(&database, "readwrite")
    }

    fn begin(&self, database: &Database, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), Fault> {
        let options = serde_wasm_bindgen::to_value(&TransactionOptions { durability: "strict" })
            .map_err(|_| Fault::Failed("options".to_owned()))?;
        let begun = database.transaction_with_options(STORE, mode, &options);
        if begun.is_err() {
            // The connection died without saying so. The next call opens another.
            self.database.borrow_mut().take();
        }
        let transaction = begun.map_err(|error| super::fault(&error))?;
        let store = transaction.object_store(STORE).map_err(|error| super::fault(&error))?;
        Ok((transaction, store))
    }
}

impl Mirror for BrowserMirror {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(store) = self.reading().await? else { return Ok(None) };
        let value = answer(ask(store.get(&JsValue::from_str(key)))?).await?;
        Ok(bytes(&value))
    }

    async fn keys(&self) -> Result<Vec<String>, Fault> {
        let Some(store) = self.reading().await? else { return Ok(Vec::new()) };
        let keys = answer(ask(store.get_all_keys())?).await?;
        Ok(Array::from(&keys).iter().filter_map(|key| key.as_string()).filter(|key| keys::is_ours(key)).collect())
    }

    async fn get_many(&self, keys: &[String]) -> Result<Vec<Option<Vec<u8>>>, Fault> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let Some(store) = self.reading().await? else { return Ok(vec![None; keys.len()]) };
        let requests: Result<Vec<_>, _> = keys.iter().map(|key| ask(store.get(&JsValue::from_str(key)))).collect();
        let answers: Vec<_> = requests?.into_iter().map(answer).collect();
        let mut values = Vec::with_capacity(answers.len());
        for answer in answers {
            values.push(bytes(&answer.await?));
        }
        Ok(values)
    }

    async fn commit(&self, batch: Batch) -> Result<(), Fault> {
        let (transaction, store) = self.writing().await?;
        let done = completion(&transaction);
        let written = write(&store, &batch).await;
        if let Err(fault) = written {
            // Nothing of the batch may stay behind. An abort that fails means it was aborted already.
            let _ = transaction.abort();
            let _ = done.await;
            return Err(fault);
        }
        done.await
    }

    async fn erase(&self) -> Result<(), Fault> {
        {
            let (transaction, store) = self.writing().await?;
            let done = completion(&transaction);
            ask(store.clear())?;
            done.await?;
        }
        if let Some(database) = self.database.borrow_mut().take() {
            database.close();
        }
        // Empty already: whether the place itself goes too is a courtesy, and another tab may hold it.
        if let Ok(request) = factory()?.delete_database(DATABASE) {
            let _ = opened(request).await;
        }
        Ok(())
    }
}

async fn write(store: &IdbObjectStore, batch: &Batch) -> Result<(), Fault> {
    for guard in &batch.guards {
        let stored = answer(ask(store.get(&JsValue::from_str(&guard.key)))?).await?;
        if !guard.holds(bytes(&stored).as_deref()) {
            return Err(Fault::Moved);
        }
    }
    for (key, value) in &batch.puts {
        ask(store.put_with_key(&Uint8Array::from(value.as_slice()), &JsValue::from_str(key)))?;
    }
    for key in &batch.removes {
        ask(store.delete(&JsValue::from_str(key)))?;
    }
    Ok(())
}

/// `indexedDB` of a window; reading it throws where policy forbids it.
fn factory() -> Result<IdbFactory, Fault> {
    web_sys::window().and_then(|window| window.indexed_db().ok().flatten()).ok_or(Fault::Refused)
}

fn create_store(request: &IdbOpenDbRequest) {
    if let Ok(database) = request.result() {
        // A failure aborts the upgrade, which the request reports as its error.
        let _ = database.unchecked_into::<IdbDatabase>().create_object_store(STORE);
    }
}

fn ask(request: Result<IdbRequest, JsValue>) -> Result<IdbRequest, Fault> {
    request.map_err(|error| super::fault(&error))
}

/// A value as bytes; a value of another shape as none of ours.
fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}
