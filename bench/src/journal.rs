//! Journals made without a browser, by the app's own keeper, and carried into one.

use crate::setting::Setting;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use held::app::save::{Change, Found, Keeper};
use held::domain::{Entry, EntryId, Preferences, Stamp};
use held::platform::random::SystemRandom;
use held::store::memory::{MemoryLocal, MemoryMirror};
use held::store::{Pair, keys, pack};
use held::vault::{Appearance, Derived, Kdf, NewSlot, Salt, Secret, derive};
use held_browser_tests::{Failure, Page, Result};
use held_corpus::Page as Written;
use serde_json::json;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};
use zeroize::Zeroizing;

/// What opens every journal made here.
pub const PASSPHRASE: &str = "seven lamps along the canal";
const KDF: Kdf = Kdf::FLOOR;
const SALT: Salt = Salt([0x5a; 16]);
/// The seed of every diary that is measured.
pub const SEED: u64 = 7;
/// Pages of the large journal.
pub const LARGE: usize = 2_000;
/// Pages of a journal kept for a lifetime: a page a day for twenty-seven years.
pub const LIFETIME: usize = 10_000;
/// Pages put into one commit.
const AT_ONCE: usize = 64;

/// Both stores of a journal.
#[derive(Debug)]
pub struct Journal {
    pub local: Vec<Pair>,
    pub mirror: Vec<Pair>,
}

/// How the pages lie in the stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lying {
    /// Each in a value of its own.
    Loose,
    /// As after some idle minutes: months gone by in segments.
    Gathered,
}

/// The journals that several figures share, each made when it is first asked for.
#[derive(Debug, Default)]
pub struct Journals {
    empty: RefCell<Option<Rc<Journal>>>,
    large: RefCell<Option<Rc<Journal>>>,
    lifetime: RefCell<Option<Rc<Journal>>>,
}

/// A journal in which nothing was written yet.
pub async fn empty(setting: &Setting) -> Result<Rc<Journal>> {
    once(&setting.journals.empty, 0).await
}

/// A journal of [`LARGE`] pages, tidied.
pub async fn large(setting: &Setting) -> Result<Rc<Journal>> {
    once(&setting.journals.large, LARGE).await
}

/// A journal of [`LIFETIME`] pages, tidied.
pub async fn lifetime(setting: &Setting) -> Result<Rc<Journal>> {
    once(&setting.journals.lifetime, LIFETIME).await
}

async fn once(kept: &RefCell<Option<Rc<Journal>>>, count: usize) -> Result<Rc<Journal>> {
    if let Some(journal) = &*kept.borrow() {
        return Ok(Rc::clone(journal));
    }
    println!("   sealing a journal of {count} pages");
    let pages: Vec<Written> = held_corpus::pages(SEED).take(count).collect();
    let journal = Rc::new(sealed(&pages, Lying::Gathered).await?);
    *kept.borrow_mut() = Some(Rc::clone(&journal));
    Ok(journal)
}

/// A key as Argon2id makes it from [`PASSPHRASE`].
fn derived() -> Result<Derived> {
    let secret = Secret::new(PASSPHRASE).map_err(|_| Failure::new("The passphrase is none."))?;
    derive(&secret, &SALT, KDF).map_err(|error| Failure::new(format!("No key: {error:?}")))
}

/// A journal holding these pages, the last of them written yesterday.
pub async fn sealed(pages: &[Written], lying: Lying) -> Result<Journal> {
    let key = derived()?;
    let again = || Derived(Zeroizing::new(*key.0));
    let (local, mirror) = (MemoryLocal::default(), MemoryMirror::default());
    let mut random = SystemRandom;
    let now = now();
    let (keeper, _) = Keeper::look(Ok(local.clone()), Ok(mirror.clone())).await;
    let first = [Change::Preferences(Preferences::default())];
    let slot = again();
    let founded = keeper.found(NewSlot::Passphrase(&slot), SALT, KDF, Appearance::default(), &first, now, &mut random);
    founded.await.map_err(|error| Failure::new(format!("Not founded: {error:?}")))?;
    keeper.lock();

    // Opened again, because only what was read to the end may be tidied.
    let (keeper, found) = Keeper::look(Ok(local.clone()), Ok(mirror.clone())).await;
    let Found::Sealed { .. } = found else { return Err(Failure::new(format!("There is no journal: {found:?}"))) };
    keeper.unlock(&again(), &mut random).map_err(|error| Failure::new(format!("Not unlocked: {error:?}")))?;
    let broken = |error| Failure::new(format!("Not opened: {error:?}"));
    keeper.read_first().await.map_err(broken)?;
    while keeper.read_more(now, &mut random).await.map_err(broken)?.report.is_none() {}

    let last = pages.last().map_or(0, |page| i64::from(page.minute));
    let entries: Vec<Rc<Entry>> = pages
        .iter()
        .map(|page| {
            let utc_ms = now.utc_ms - 86_400_000 - (last - i64::from(page.minute)) * 60_000;
            let stamp = Stamp { utc_ms, ..now };
            Rc::new(Entry::new(EntryId::new(utc_ms as u64, SystemRandom::id_bytes()), stamp, page.body.as_str()))
        })
        .collect();
    let month = now.day().month();
    for some in entries.chunks(AT_ONCE) {
        let changes: Vec<Change> = some.iter().cloned().map(Change::Write).collect();
        let saved = keeper.begin(&changes, now, &mut random);
        let saved = saved.map_err(|error| Failure::new(format!("Not saved: {error:?}")))?.acknowledged().await;
        saved.map_err(|error| Failure::new(format!("Not saved: {error:?}")))?;
        if lying == Lying::Gathered {
            let failed = |error| Failure::new(format!("Not gathered: {error:?}"));
            while keeper.gather(month, &mut random).await.map_err(failed)?.more {}
        }
    }
    let held = |shelf: &held::store::memory::Shelf| -> Vec<Pair> {
        shelf.borrow().iter().map(|(key, bytes)| (key.clone(), bytes.clone())).collect()
    };
    Ok(Journal { local: held(&local.shelf), mirror: held(&mirror.shelf) })
}

fn now() -> Stamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Stamp { utc_ms: since.as_millis() as i64, offset_min: 0 }
}

impl Journal {
    /// Code units of localStorage all of it takes, keys and quotes included, without the reserve.
    pub fn units(&self) -> usize {
        let counted = self.local.iter().filter(|(key, _)| key != keys::RESERVE);
        counted.map(|(key, bytes)| held::store::memory::cost(key, bytes.len())).sum()
    }

    /// Puts it into the stores of an origin. The page must be one of that origin that does not start the app.
    pub async fn put_into(&self, page: &Page) -> Result<()> {
        for some in self.local.chunks(20) {
            let pairs: Vec<_> =
                some.iter().map(|(key, bytes)| json!([key, format!("\"{}\"", pack::pack(bytes))])).collect();
            page.run_js_with(
                "for (const [key, value] of arguments[0]) localStorage.setItem(key, value);",
                vec![json!(pairs)],
            )
            .await?;
        }
        for some in self.mirror.chunks(60) {
            let pairs: Vec<_> = some.iter().map(|(key, bytes)| json!([key, STANDARD.encode(bytes)])).collect();
            page.run_js_with(PUT_MIRROR, vec![json!(pairs)]).await?;
        }
        Ok(())
    }
}

/// The mirror as the app itself makes it: database `h1`, store `v`, keys and bytes.
const PUT_MIRROR: &str = "const pairs = arguments[0];
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open('h1', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('v');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const writing = database.transaction('v', 'readwrite', { durability: 'strict' });
        for (const [key, text] of pairs)
          writing.objectStore('v').put(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)), key);
        writing.oncomplete = () => { database.close(); resolve(true); };
        writing.onerror = () => reject(writing.error);
      };
    });";
