//! What a person does and reads, in the words of the screen. Scenarios are told in these.

use crate::failure::{Failure, Outcome, Result};
use crate::page::Page;
use crate::{Key, ensure};
use serde_json::{Value, json};

/// The passphrase of scenarios that need one.
pub const PASSPHRASE: &str = "a lamp by the window 7";

/// The greeting of Today.
pub const GREETING: &str = "Come in. There's room.";

impl Page {
    /// From Welcome to the first page.
    ///
    /// # Errors
    /// When the way is not there.
    pub async fn start_writing(&self) -> Outcome {
        self.press("Start writing").await?;
        self.field("Your page").await.map(drop)
    }

    /// Writes in the field of this name, key by key.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn write_in(&self, field: &str, words: &str) -> Outcome {
        self.field(field).await?.type_text(words).await
    }

    /// Keeps the first page under a passphrase, and arrives on Today.
    ///
    /// # Errors
    /// When it is not kept.
    pub async fn keep_first(&self, passphrase: &str) -> Outcome {
        self.press("Keep").await?;
        self.press("Choose a passphrase").await?;
        self.write_in("Passphrase", passphrase).await?;
        self.press("Keep").await?;
        self.on_today().await
    }

    /// Keeps the first page without a passphrase, and arrives on Today.
    ///
    /// # Errors
    /// When it is not kept.
    pub async fn keep_first_without(&self) -> Outcome {
        self.press("Keep").await?;
        self.press("Keep without one").await?;
        self.see("Without a passphrase, anyone who opens this phone can read these pages").await?;
        self.press("Keep without one").await?;
        self.on_today().await
    }

    /// Moves the clock on to the next noon: what is offered by day is offered then, whenever the tests run.
    ///
    /// # Errors
    /// As [`Page::shift_clock`].
    pub async fn shift_to_noon(&self) -> Outcome {
        let left = "const now = new Date(), noon = new Date(now);
            noon.setHours(12, 0, 0, 0);
            if (noon < now) noon.setDate(noon.getDate() + 1);
            return noon - now;";
        let left = self.run_js(left).await?.as_f64().unwrap_or_default();
        self.shift_clock(left as i64).await
    }

    /// Goes through "Another way in".
    ///
    /// # Errors
    /// When the way is not there.
    pub async fn come_in_by(&self, way: &str) -> Outcome {
        self.press("Another way in").await?;
        self.press(way).await?;
        self.heading(way).await.map(drop)
    }

    /// # Errors
    /// When Today does not come.
    pub async fn on_today(&self) -> Outcome {
        self.heading(GREETING).await.map(drop)
    }

    /// # Errors
    /// When the lock screen does not come.
    pub async fn on_lock(&self) -> Outcome {
        self.heading("Locked").await?;
        self.button("Unlock").await.map(drop)
    }

    /// Types a secret on the lock screen, once it may be typed, and sends it off.
    ///
    /// # Errors
    /// When the lock screen is not there.
    pub async fn try_to_unlock(&self, secret: &str) -> Outcome {
        self.wait("the lock to take a try", async || {
            let unlock = self.button("Unlock").await?;
            Ok(unlock.is_enabled().await?.then_some(()))
        })
        .await?;
        let field = self.field("Passphrase or recovery words").await?;
        field.clear().await?;
        field.type_text(secret).await?;
        self.press("Unlock").await
    }

    /// Unlocks and arrives on Today.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn unlock(&self, secret: &str) -> Outcome {
        self.try_to_unlock(secret).await?;
        self.on_today().await
    }

    /// Opens a journal without a passphrase.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn open_journal(&self) -> Outcome {
        self.press("Open").await?;
        self.on_today().await
    }

    /// Opens the menu and presses Lock.
    ///
    /// # Errors
    /// When the menu is not there.
    pub async fn lock_by_hand(&self) -> Outcome {
        self.press("More").await?;
        self.press("Lock").await?;
        self.heading("Locked").await.map(drop)
    }

    /// Goes to a screen of the menu: Help or Settings.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn go_by_menu(&self, screen: &str) -> Outcome {
        self.press("More").await?;
        self.follow(screen).await?;
        self.heading(screen).await.map(drop)
    }

    /// Goes to Pages.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn go_to_pages(&self) -> Outcome {
        self.follow("Pages").await?;
        self.heading("Pages").await.map(drop)
    }

    /// Goes to Today by the bar of places, or by the way back.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn go_to_today(&self) -> Outcome {
        self.follow("Today").await?;
        self.on_today().await
    }

    /// Goes from Pages to the Bin.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn go_to_bin(&self) -> Outcome {
        self.press("Find").await?;
        self.follow("Bin").await?;
        self.heading("Bin").await.map(drop)
    }

    /// Writes a page on Today, keeps it, and waits until the screen says that it is saved.
    ///
    /// # Errors
    /// When it does not say so.
    pub async fn keep_on_today(&self, words: &str) -> Outcome {
        self.write_in("Today's page", words).await?;
        self.press("Keep").await?;
        self.field("Today's page").await?.holds("").await?;
        self.saved().await
    }

    /// Waits until the words about saving begin like this.
    ///
    /// # Errors
    /// When they never do.
    pub async fn save_status(&self, beginning: &str) -> Outcome {
        let what = format!("the save status to begin with “{beginning}”");
        self.wait(&what, async || Ok(self.saying().await?.starts_with(beginning).then_some(()))).await
    }

    /// Waits for "Saved" and a time.
    ///
    /// # Errors
    /// When it is not saved.
    pub async fn saved(&self) -> Outcome {
        self.save_status("Saved ").await
    }

    /// The words about saving, now.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn saying(&self) -> Result<String> {
        let said = "return document.querySelector('[aria-label=\"Save status\"]')?.textContent ?? ''";
        Ok(self.run_js(said).await?.as_str().unwrap_or_default().trim().to_owned())
    }

    /// Every row of Pages from top to bottom, its opening words only: a walk through the whole list.
    ///
    /// # Errors
    /// When this is not Pages.
    pub async fn rows(&self) -> Result<Vec<String>> {
        Ok(self.walk_rows().await?.0)
    }

    /// The same, and the most rows that were in the document at once.
    ///
    /// # Errors
    /// When this is not Pages.
    pub async fn walk_rows(&self) -> Result<(Vec<String>, usize)> {
        self.heading("Pages").await?;
        self.wait("all pages to be read", async || Ok((!self.sees("Older pages are still").await?).then_some(())))
            .await?;
        let walked = self.run_js(WALK).await?;
        let rows = walked["rows"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        Ok((rows.collect(), walked["most"].as_u64().unwrap_or_default() as usize))
    }

    /// How many values each of the two stores holds, of ours and of anyone's.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn stored(&self) -> Result<Stored> {
        let counts = self.run_js(STORED).await?;
        let count = |at: usize| counts[at].as_u64().unwrap_or_default() as usize;
        Ok(Stored { local: count(0), databases: count(1), mirror: count(2), drafts: count(3), session: count(4) })
    }

    /// Fails unless everything that takes focus by Tab begins with Exit and then "Skip to page"; in a dialog with its
    /// own Exit.
    ///
    /// # Errors
    /// When something else comes first.
    pub async fn exit_comes_first(&self, screen: &str) -> Outcome {
        let order = self.run_js(TAB_ORDER).await?;
        let dialog = order["dialog"] == json!(true);
        let names: Vec<&str> = order["names"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let wanted: &[&str] = if dialog { &["Exit"] } else { &["Exit", "Skip to page"] };
        ensure!(names.starts_with(wanted), "on {screen}, Tab meets {names:?}");
        let least = order["least"].as_u64().unwrap_or_default();
        ensure!(least >= EXIT_SIZE, "on {screen}, Exit is {least} px across at its narrowest");
        Ok(())
    }

    /// Lets this site use the clipboard, as a person does who is asked.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn allow_clipboard(&self, origin: &str) -> Outcome {
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        let grant = json!({ "origin": origin.trim_end_matches('/'), "permissions": permissions });
        self.cdp("Browser.grantPermissions", grant).await.map(drop)
    }

    /// Presses Tab until what has the focus has this role and name, as a person without a pointer does.
    ///
    /// # Errors
    /// When 40 presses do not lead there.
    pub async fn tab_to(&self, target: &str) -> Outcome {
        let mut met = Vec::new();
        for _ in 0..40 {
            self.press_key(Key::Tab).await?;
            let here = self.focused().await?;
            if here == target {
                return Ok(());
            }
            met.push(here);
        }
        Err(Failure::new(format!("Tab never came to {target}, only to {}", met.join(", "))))
    }
}

/// What the browser holds for this site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    pub local: usize,
    pub databases: usize,
    pub mirror: usize,
    pub drafts: usize,
    pub session: usize,
}

impl Stored {
    pub const NOTHING: Self = Self { local: 0, databases: 0, mirror: 0, drafts: 0, session: 0 };
}

const STORED: &str = r"
  return (async () => {
    const databases = await indexedDB.databases();
    let keys = [];
    if (databases.some((one) => one.name === 'h1')) {
      keys = await new Promise((resolve, reject) => {
        const open = indexedDB.open('h1');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const all = open.result.transaction('v').objectStore('v').getAllKeys();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => { open.result.close(); resolve(all.result); };
        };
      });
    }
    const drafts = keys.filter((key) => key.startsWith('h1.d.')).length;
    return [localStorage.length, databases.length, keys.length, drafts, sessionStorage.length];
  })();";

const WALK: &str = r"
  return (async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const months = new Map();
    let most = 0;
    scrollTo(0, 0);
    for (let y = 0; ; y += innerHeight * 1.4) {
      scrollTo({ top: y, behavior: 'instant' });
      await frame();
      most = Math.max(most, document.querySelectorAll('.row').length);
      for (const section of document.querySelectorAll('.rows section')) {
        const name = section.getAttribute('aria-label');
        if (!months.has(name)) months.set(name, new Map());
        for (const row of section.querySelectorAll('.row')) {
          months.get(name).set(Number(row.getAttribute('aria-posinset')), row.querySelector('.row-opening').textContent);
        }
      }
      if (scrollY + innerHeight >= document.documentElement.scrollHeight - 1) break;
    }
    const rows = [];
    for (const month of months.values()) {
      for (const at of [...month.keys()].sort((one, other) => one - other)) rows.push(month.get(at));
    }
    return { rows, most };
  })();";

/// The least that Exit measures either way, in CSS pixels: it is pressed in a hurry.
const EXIT_SIZE: u64 = 48;

const TAB_ORDER: &str = r#"
  const dialog = document.querySelector('dialog[open]');
  const all = (dialog ?? document).querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex]');
  const met = [...all].filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }));
  const { width, height } = met[0]?.getBoundingClientRect() ?? { width: 0, height: 0 };
  return { dialog: dialog !== null, least: Math.floor(Math.min(width, height)), names: met.map((one) => (one.getAttribute('aria-label') ?? one.textContent).trim()) };
"#;
