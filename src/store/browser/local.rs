//! localStorage through gloo-storage: each value one packed string, so JSON adds two quotes and nothing else.

use std::cell::Cell;

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::{JsCast, JsValue};

use crate::store::{Fault, Local, Room, keys, pack};

/// Code units where every non-Latin string costs two of 5,242,880 bytes (WebKit).
const BUDGET_APPLE: u32 = 2_621_440;
/// Code units elsewhere.
const BUDGET: u32 = 5_242_880;

/// The localStorage of this origin. Only [`BrowserLocal::probe`] makes one: gloo-storage panics where the browser
/// refuses storage, so that is found out first, once.
#[derive(Debug)]
pub struct BrowserLocal {
    /// Lowered when the browser says "full" before we thought so.
    budget: Cell<u32>,
}

impl BrowserLocal {
    /// # Errors
    /// [`Fault::Refused`] where there is no localStorage, or it may not be used. Nothing is written to find out.
    pub fn probe() -> Result<Self, Fault> {
        let window = web_sys::window().ok_or(Fault::Refused)?;
        let storage = window.local_storage().ok().flatten().ok_or(Fault::Refused)?;
        storage.length().map_err(|_| Fault::Refused)?;
        let vendor = js_sys::Reflect::get(&window.navigator(), &JsValue::from_str("vendor")).ok();
        let apple = vendor.and_then(|vendor| vendor.as_string()).is_some_and(|vendor| vendor.starts_with("Apple"));
        Ok(Self { budget: Cell::new(if apple { BUDGET_APPLE } else { BUDGET }) })
    }

    fn used(&self) -> Result<u32, Fault> {
        let storage = LocalStorage::raw();
        let mut used = 0;
        for key in all_keys()? {
            // Measured where it lies: copying every value into wasm to count it would take longer than reading the journal.
            let value =
                js_sys::Reflect::get(&storage, &JsValue::from_str(&key)).map_err(|error| super::fault(&error))?;
            let units = value.dyn_ref::<js_sys::JsString>().map_or(0, js_sys::JsString::length);
            used += key.encode_utf16().count() as u32 + units;
        }
        Ok(used)
    }
}

impl Local for BrowserLocal {
    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        match LocalStorage::get::<String>(key) {
            Ok(text) => Ok(Some(pack::unpack(&text).unwrap_or_else(|| text.into_bytes()))),
            Err(StorageError::KeyNotFound(_)) => Ok(None),
            // Not one of our strings: its bytes are handed on as they are, and fail their checksum there.
            Err(StorageError::SerdeError(_)) => {
                let raw = LocalStorage::raw().get_item(key).map_err(|error| super::fault(&error))?;
                Ok(raw.map(String::into_bytes))
            }
            Err(StorageError::JsError(error)) => Err(super::named(&error.name)),
        }
    }

    fn set(&self, key: &str, value: &[u8]) -> Result<(), Fault> {
        match LocalStorage::set(key, pack::pack(value)) {
            Ok(()) => Ok(()),
            Err(StorageError::JsError(error)) => {
                let fault = super::named(&error.name);
                if fault == Fault::Full {
                    let wanted = (key.len() + 2 + pack::units(value.len())) as u32;
                    let seen = self.used()?.saturating_add(wanted);
                    self.budget.set(self.budget.get().min(seen));
                }
                Err(fault)
            }
            Err(error) => Err(Fault::Failed(format!("{error:?}").chars().take(40).collect())),
        }
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        LocalStorage::delete(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        Ok(all_keys()?.into_iter().filter(|key| keys::is_ours(key)).collect())
    }

    fn room(&self) -> Result<Room, Fault> {
        Ok(Room { used: self.used()?, budget: self.budget.get() })
    }
}

fn all_keys() -> Result<Vec<String>, Fault> {
    let storage = LocalStorage::raw();
    let count = storage.length().map_err(|error| super::fault(&error))?;
    (0..count).filter_map(|at| storage.key(at).map_err(|error| super::fault(&error)).transpose()).collect()
}
