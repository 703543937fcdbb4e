//! What a person does on the way to what is measured, done quickly, and the marks `watch.js` leaves.

use crate::journal::{Journal, PASSPHRASE};
use crate::setting::{Setting, Visit};
use held_browser_tests::{Page, Result, StaticServer};
use serde_json::{Value, json};

const WATCH: &str = include_str!("../pages/watch.js");
/// What the service worker fetches for later is no part of any figure.
const ALONE: &str = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });";
/// A page of the site that does not start the app.
const ELSEWHERE: &str = "calendar.html";

/// Milliseconds since the document began, but `late`, the sum of long tasks after opening, and `read`, how long the
/// first question to localStorage took.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    pub paint: f64,
    pub ready: f64,
    pub accepted: f64,
    pub open: f64,
    pub read: f64,
    pub late: f64,
}

impl Setting {
    /// A browser with the marks in every document.
    pub async fn watched(&self) -> Result<Visit> {
        let visit = self.browser().await?;
        watch(&visit).await?;
        Ok(visit)
    }

    /// The site on an address of its own, with a journal in the browser's stores for it.
    pub async fn site_with(&self, visit: &Visit, journal: &Journal) -> Result<StaticServer> {
        let origin = self.serve(&self.dist)?;
        visit.goto(&format!("{}{ELSEWHERE}", origin.url())).await?;
        journal.put_into(visit).await?;
        Ok(origin)
    }
}

/// Has the marks left in every document from now on, and the window in front, so that fields get and lose the focus.
pub async fn watch(page: &Page) -> Result<()> {
    page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
    page.on_new_document(ALONE).await?;
    page.on_new_document(WATCH).await.map(drop)
}

/// The marks so far; NaN where there is none yet.
pub async fn marks(page: &Page) -> Result<Marks> {
    let marks = page.run_js("return globalThis.marks;").await?;
    let mark = |name: &str| marks[name].as_f64().unwrap_or(f64::NAN);
    Ok(Marks {
        paint: mark("paint"),
        ready: mark("ready"),
        accepted: mark("accepted"),
        open: mark("open"),
        read: mark("read"),
        late: mark("late"),
    })
}

/// Waits until one of the marks is set.
pub async fn wait_for(page: &Page, mark: &str) -> Result<()> {
    page.wait_for_js(mark, &format!("return Number.isFinite(globalThis.marks?.{mark} ?? NaN);")).await
}

/// Opens a locked journal with the passphrase, as the form would, and waits for Today.
pub async fn unlock(page: &Page) -> Result<()> {
    wait_for(page, "ready").await?;
    let script = "const field = document.querySelector('#unlock');
        field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        field.form.requestSubmit();";
    page.run_js_with(script, vec![json!(PASSPHRASE)]).await?;
    wait_for(page, "open").await
}

/// # Errors
/// When the app has something to say against the journal it has opened: then it is not the one to measure.
pub async fn is_well(page: &Page) -> Result<()> {
    let said = page.run_js("return [...document.querySelectorAll('[role=alert]')].map((one) => one.innerText.trim()).join(' ').trim();").await?;
    held_browser_tests::ensure!(said == json!(""), "The app says of the journal: {said}");
    Ok(())
}

/// The numbers of a list a script returned.
pub fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}
