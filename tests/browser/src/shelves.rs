//! The two stores of a browser as bytes: taken out of a page, put into one, made from nothing, and read with the vault
//! of the app itself. So a journal of any size can be there before the app starts, and a test can look inside every seal.

use crate::browser::Options;
use crate::failure::{Failure, Outcome, Result};
use crate::page::Page;
use crate::{Browser, World};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use held::app::save::{Change, Keeper};
use held::domain::{Entry, EntryId, Kind, Preferences, Stamp};
use held::platform::random::SystemRandom;
use held::record::value::Origin;
use held::record::{codec, segment};
use held::store::memory::{MemoryLocal, MemoryMirror};
use held::store::{frame, keys, pack};
use held::vault::{Appearance, Header, Kdf, Name, NewSlot, Purpose, Salt, Secret, Vault, derive};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Changes kept in one commit: more than a person ever makes at once.
const AT_ONCE: usize = 100;
/// Milliseconds of an hour.
pub const HOUR: i64 = 3_600_000;
/// Milliseconds of a day.
pub const DAY: i64 = 86_400_000;

/// What both stores hold.
#[derive(Debug, Clone, Default)]
pub struct Shelves {
    pub local: BTreeMap<String, Vec<u8>>,
    pub mirror: BTreeMap<String, Vec<u8>>,
}

/// A page to be there from the beginning: milliseconds before now, its words, and what it said an hour before them.
#[derive(Debug, Clone)]
pub struct Planted {
    pub ago: i64,
    pub words: String,
    pub before: Option<String>,
    pub kind: Kind,
}

impl Planted {
    pub fn new(ago: i64, words: impl Into<String>) -> Self {
        Self { ago, words: words.into(), before: None, kind: Kind::Page }
    }

    /// The same page, of another kind.
    #[must_use]
    pub fn of(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// The same page, which said this before.
    #[must_use]
    pub fn after(self, before: impl Into<String>) -> Self {
        Self { before: Some(before.into()), ..self }
    }
}

impl Shelves {
    /// A journal with these pages, as the app would have kept them; without a passphrase when there is none.
    ///
    /// # Errors
    /// Never, in practice: the stores are in memory.
    pub async fn founded(passphrase: Option<&str>, pages: &[Planted]) -> Result<Self> {
        Self::founded_by(Preferences::default(), passphrase, pages).await
    }

    /// The same, by somebody who has chosen these things.
    ///
    /// # Errors
    /// Never, in practice.
    pub async fn founded_by(chosen: Preferences, passphrase: Option<&str>, pages: &[Planted]) -> Result<Self> {
        let first = Change::Preferences(Preferences { exit_explained: true, ..chosen });
        Self::founded_with(passphrase, pages, &[first]).await
    }

    /// The same, with these changes kept first: preferences, and what was met of the cards.
    ///
    /// # Errors
    /// Never, in practice: the stores are in memory.
    pub async fn founded_with(passphrase: Option<&str>, pages: &[Planted], first: &[Change]) -> Result<Self> {
        let (local, mirror) = (MemoryLocal::with_budget(u32::MAX), MemoryMirror::default());
        let (keeper, _) = Keeper::look(Ok(local.clone()), Ok(mirror.clone())).await;
        let salt = Salt::random(&mut SystemRandom);
        let key = passphrase.map(|typed| key_of(typed, &salt, Kdf::FLOOR)).transpose()?;
        let slot = key.as_ref().map_or(NewSlot::Open, NewSlot::Passphrase);
        let now = now();
        keeper
            .found(slot, salt, Kdf::FLOOR, Appearance::default(), first, now, &mut SystemRandom)
            .await
            .map_err(|error| Failure::new(format!("The journal could not be founded: {error:?}")))?;
        for some in pages.chunks(AT_ONCE) {
            let changes: Vec<Change> = some.iter().map(|page| Change::Write(entry(page, now))).collect();
            let pending = keeper.begin(&changes, now, &mut SystemRandom);
            let pending = pending.map_err(|error| Failure::new(format!("It was not sealed: {error:?}")))?;
            pending.acknowledged().await.map_err(|error| Failure::new(format!("It was not kept: {error:?}")))?;
        }
        let shelves = Self { local: local.shelf.borrow().clone(), mirror: mirror.shelf.borrow().clone() };
        Ok(shelves)
    }

    /// What the stores of this page hold now, of the app's own.
    ///
    /// # Errors
    /// When a store does not answer, or a value is in no shape of ours.
    pub async fn of(page: &Page) -> Result<Self> {
        let taken = page.run_js(TAKE).await?;
        let pairs = |at: usize| taken[at].as_array().into_iter().flatten();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut shelves = Self::default();
        for pair in pairs(0).filter(|pair| pair[0] != json!(keys::RESERVE)) {
            let value = pack::unpack(&text(&pair[1]))
                .ok_or_else(|| Failure::new(format!("The value of {} is not packed as ours are.", pair[0])))?;
            shelves.local.insert(text(&pair[0]), value);
        }
        for pair in pairs(1) {
            let value = STANDARD.decode(text(&pair[1])).map_err(|_| Failure::new("A value is not base64."))?;
            shelves.mirror.insert(text(&pair[0]), value);
        }
        Ok(shelves)
    }

    /// Puts these values into the stores of a page of the site, in place of what they hold.
    ///
    /// # Errors
    /// When a store refuses.
    pub async fn put(&self, page: &Page) -> Outcome {
        let local: Vec<Value> = self.local.iter().map(|(key, value)| json!([key, pack::pack(value)])).collect();
        let mirror: Vec<Value> = self.mirror.iter().map(|(key, value)| json!([key, STANDARD.encode(value)])).collect();
        page.run_js_with(PUT, vec![json!(local), json!(mirror)]).await.map(drop)
    }

    /// Everything inside every seal of both stores, as text; the manifests, which hold no words, are left out.
    ///
    /// # Errors
    /// When anything does not open: what cannot be read cannot be searched.
    pub fn unsealed(&self, passphrase: Option<&str>) -> Result<Vec<String>> {
        Ok(self.opened(passphrase)?.into_iter().map(|(_, text)| text).collect())
    }

    /// The key of a value that holds this text once opened.
    ///
    /// # Errors
    /// As [`Shelves::unsealed`].
    pub fn key_of_value(&self, text: &str, passphrase: Option<&str>) -> Result<Option<String>> {
        Ok(self.opened(passphrase)?.into_iter().find(|(_, one)| one.contains(text)).map(|(key, _)| key))
    }

    fn opened(&self, passphrase: Option<&str>) -> Result<Vec<(String, String)>> {
        let vault = self.vault(passphrase)?;
        let mut texts = Vec::new();
        for (key, framed) in self.local.iter().chain(&self.mirror) {
            let name = |start: &str| key.strip_prefix(start).and_then(Name::parse);
            let plain = if let Some(name) = name(keys::VALUE) {
                let record = open(&vault, Purpose::Record, name, framed).and_then(|plain| record_text(&plain));
                record.or_else(|| open(&vault, Purpose::Segment, name, framed).and_then(|plain| segment_text(&plain)))
            } else if let Some(name) = name(keys::DRAFT) {
                open(&vault, Purpose::Draft, name, framed).and_then(|plain| record_text(&plain))
            } else {
                continue;
            };
            let plain = plain.ok_or_else(|| Failure::new(format!("{key} cannot be opened with the key at hand.")))?;
            texts.push((key.clone(), plain));
        }
        Ok(texts)
    }

    /// How many sealed values of either store hold this text once opened.
    ///
    /// # Errors
    /// As [`Shelves::unsealed`].
    pub fn sealed_with(&self, text: &str, passphrase: Option<&str>) -> Result<usize> {
        Ok(self.unsealed(passphrase)?.iter().filter(|one| one.contains(text)).count())
    }

    fn vault(&self, passphrase: Option<&str>) -> Result<Vault> {
        let framed = self.mirror.get(keys::HEADERS[0]).or_else(|| self.local.get(keys::HEADERS[0]));
        let header = framed.and_then(|framed| Header::decode(frame::unframe(framed).ok()?).ok());
        let header = header.ok_or_else(|| Failure::new("There is no header."))?;
        let opened = match passphrase {
            Some(typed) => header.unlock(&key_of(typed, &header.salt(), header.kdf())?),
            None => header.unlock_open(),
        };
        opened.map_err(|_| Failure::new("The key at hand does not open it."))
    }
}

impl World {
    /// Opens the site in a profile whose stores hold a journal already.
    ///
    /// # Errors
    /// When the browser does not start or a store refuses.
    pub async fn open_on(&self, shelves: &Shelves, options: Options) -> Result<Browser> {
        let page = self.browser(&self.profile(), options).await?;
        self.put_before(&page, shelves).await?;
        Ok(page)
    }

    /// The same in a browser that is open already.
    ///
    /// # Errors
    /// When a store refuses.
    pub async fn put_before(&self, page: &Page, shelves: &Shelves) -> Outcome {
        // A page of the same site that runs none of the app.
        page.goto(&format!("{}calendar.html", self.origin().url())).await?;
        shelves.put(page).await?;
        page.goto(&self.origin().url()).await
    }
}

/// This moment, in a place without an offset.
#[must_use]
pub fn now() -> Stamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Stamp { utc_ms: i64::try_from(since.as_millis()).unwrap_or_default(), offset_min: 0 }
}

fn entry(page: &Planted, now: Stamp) -> Rc<Entry> {
    let created = Stamp { utc_ms: now.utc_ms - page.ago, ..now };
    let id = EntryId::new(created.utc_ms.unsigned_abs(), SystemRandom::id_bytes());
    let Some(before) = &page.before else {
        return Rc::new(Entry::new(id, created, page.words.as_str()).with_kind(page.kind.clone()));
    };
    let later = Stamp { utc_ms: created.utc_ms + HOUR, ..now };
    Rc::new(Entry::new(id, created, before.as_str()).rewritten(page.words.as_str(), later))
}

fn key_of(typed: &str, salt: &Salt, kdf: Kdf) -> Result<held::vault::Derived> {
    let secret = Secret::new(typed).map_err(|_| Failure::new("The passphrase is too short."))?;
    derive(&secret, salt, kdf).map_err(|error| Failure::new(format!("No key: {error:?}")))
}

fn open(vault: &Vault, purpose: Purpose, name: Name, framed: &[u8]) -> Option<Vec<u8>> {
    let sealed = frame::unframe(framed).ok()?;
    vault.open(purpose, &name, sealed).ok().map(|plain| plain.to_vec())
}

fn record_text(plain: &[u8]) -> Option<String> {
    let (_, block) = Origin::unwrap_from(plain).ok()?;
    String::from_utf8(codec::decode(block).ok()?).ok()
}

fn segment_text(plain: &[u8]) -> Option<String> {
    let (_, parts) = segment::read(plain).ok()?;
    parts
        .into_iter()
        .map(|part| String::from_utf8(part.json).ok())
        .collect::<Option<Vec<_>>>()
        .map(|all| all.join("\n"))
}

const TAKE: &str = r"
  return (async () => {
    const local = [];
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (key.startsWith('h1.')) local.push([key, JSON.parse(localStorage.getItem(key))]);
    }
    const mirror = [];
    const databases = await indexedDB.databases();
    if (databases.some((one) => one.name === 'h1')) {
      await new Promise((resolve, reject) => {
        const open = indexedDB.open('h1');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const walk = open.result.transaction('v').objectStore('v').openCursor();
          walk.onerror = () => reject(walk.error);
          walk.onsuccess = () => {
            const at = walk.result;
            if (!at) { open.result.close(); resolve(); return; }
            let text = '';
            for (const byte of at.value) text += String.fromCharCode(byte);
            mirror.push([at.key, btoa(text)]);
            at.continue();
          };
        };
      });
    }
    return [local, mirror];
  })();";

const PUT: &str = r"
  const [local, mirror] = arguments;
  localStorage.clear();
  for (const [key, text] of local) localStorage.setItem(key, JSON.stringify(text));
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('h1', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('v');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const transaction = open.result.transaction('v', 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore('v');
      store.clear();
      for (const [key, text] of mirror) store.put(Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0)), key);
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => { open.result.close(); resolve(null); };
    };
  });";
