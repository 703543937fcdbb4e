//! Saving a page of 4 kB in a journal of 2,000: what it costs the page, what it writes, and how long until "Saved".

use crate::journal;
use crate::setting::Setting;
use crate::stats::{median, quantile};
use crate::table::Table;
use crate::visitor::{numbers, unlock};
use held_browser_tests::{Failure, Page, Result};
use serde_json::{Value, json};

/// Saves in one turn, and turns.
const SAVES: usize = 15;
const TURNS: usize = 4;
/// Characters of the page that is saved again and again.
const LENGTH: usize = 4_000;

/// Counts what is written, and defines the two things that are compared: leaving the field with other words in it, and
/// leaving it with the same words.
const PREPARE: &str = "const counts = { local: [], mirror: 0 };
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      counts.local.push(String(key).length + String(value).length);
      return setItem.call(this, key, value);
    };
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      counts.mirror += 1;
      return put.apply(this, given);
    };
    const field = document.querySelector('#today-editor');
    const status = document.querySelector('.paper [role=status]');
    const pause = (ms) => new Promise((done) => setTimeout(done, ms));
    const until = (word) => new Promise((done) => {
      const look = () => status.textContent.startsWith(word) && (watch.disconnect(), done());
      const watch = new MutationObserver(look);
      watch.observe(status, { childList: true, characterData: true, subtree: true });
      look();
    });
    let number = 0;
    const round = async (words) => {
      field.focus();
      if (words !== null) {
        number += 1;
        field.value = `${number} ${words}`;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await until('Saving');
      }
      await pause(20);
      counts.local = [];
      counts.mirror = 0;
      const before = performance.now();
      const over = words === null ? pause(30) : until('Saved').then(() => performance.now() - before);
      field.blur();
      const blurred = performance.now() - before;
      const saved = await over;
      const written = { ...counts };
      await pause(30);
      return { blurred, saved, ...written };
    };
    globalThis.rounds = async (count, words) => {
      const list = [];
      for (let at = 0; at < count; at += 1) list.push(await round(words));
      return list;
    };
    // As little as anyone can do who promises that words survive a crash: one value, strictly, and nothing else.
    globalThis.bare = async (count, bytes) => {
      const database = await new Promise((done, failed) => {
        const opening = indexedDB.open('bare', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('v');
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error);
      });
      const list = [];
      for (let at = 0; at < count; at += 1) {
        const value = crypto.getRandomValues(new Uint8Array(bytes));
        const before = performance.now();
        await new Promise((done) => {
          const writing = database.transaction('v', 'readwrite', { durability: 'strict' });
          writing.oncomplete = done;
          writing.objectStore('v').put(value, `v${at}`);
        });
        list.push(performance.now() - before);
        await pause(50);
      }
      database.close();
      return list;
    };";

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let visit = setting.watched().await?;
    let origin = setting.site_with(&visit, &*journal::large(setting).await?).await?;
    visit.goto(&origin.url()).await?;
    unlock(&visit).await?;
    saving(&visit, table, journal::LARGE).await
}

/// The figures of saving in the open journal, which has so many pages.
pub async fn saving(visit: &Page, table: &mut Table, pages: usize) -> Result<()> {
    // What is read and tidied after opening is not a save.
    visit.run_js("return new Promise((done) => setTimeout(done, 4000));").await?;
    visit.run_js(PREPARE).await?;
    visit.cdp("Performance.enable", json!({})).await?;
    let text: String = held_corpus::pages(journal::SEED + 1).map(|page| page.body).take(8).collect();
    let words: String = text.chars().take(LENGTH).collect();
    rounds(visit, 5, Some(&words)).await?;
    bare(visit, 5).await?;

    let (mut saves, mut theirs) = (Vec::new(), Vec::new());
    let (mut idle, mut busy) = (0.0, 0.0);
    for _ in 0..TURNS {
        idle += rounds(visit, SAVES, None).await?.1;
        let (some, took) = rounds(visit, SAVES, Some(&words)).await?;
        saves.extend(some);
        busy += took;
        theirs.extend(bare(visit, SAVES).await?);
    }
    let count = saves.len();
    let of = |name: &str| -> Vec<f64> { saves.iter().filter_map(|save| save[name].as_f64()).collect() };
    let local: Vec<Vec<f64>> = saves.iter().map(|save| numbers(&save["local"])).collect();
    let calls = local.iter().map(Vec::len).max().unwrap_or_default();
    let units = local.iter().flatten().copied().fold(0.0, f64::max);
    held_browser_tests::ensure!(local.iter().all(|calls| !calls.is_empty()), "Some rounds saved nothing: {local:?}");

    let tails = |values: &[f64]| format!("{:.1} / {:.1} ms", median(values), quantile(values, 0.95));
    let (blurred, saved) = (of("blurred"), of("saved"));
    let none = String::new;
    let of_pages = format!(", {} pages", crate::table::thousands(pages));
    table.row(
        &format!("saving a 4 kB page, in the handler, p50 / p95{of_pages}"),
        tails(&blurred),
        none(),
        none(),
        "p95 ≤ 10 ms",
    );
    let whole = (busy - idle) / count as f64;
    table.row(&format!("all the page does for one save{of_pages}"), format!("{whole:.1} ms"), none(), none(), "");
    let written = format!("{calls}, of at most {units:.0} units");
    table.row(&format!("setItem calls of one save{of_pages}"), written, none(), none(), "≤ 2, ≤ 50,000 units");
    let ratio = |share| quantile(&saved, share) / quantile(&theirs, share);
    table.row(
        &format!("leaving the page to “Saved”, p50 / p95{of_pages}"),
        tails(&saved),
        format!("a bare strict put {}", tails(&theirs)),
        format!("{:.1}x / {:.1}x", ratio(0.5), ratio(0.95)),
        "",
    );
    table.note(format!(
        "Saving: {count} saves of {LENGTH} characters in a journal of {} pages. “All the page does” is the main thread's time \
         from the first key to “Saved”, drawing included, less that of as many rounds in which nothing changed.",
        crate::table::thousands(pages)
    ));
    Ok(())
}

/// Milliseconds of each of some bare writes.
async fn bare(page: &Page, count: usize) -> Result<Vec<f64>> {
    Ok(numbers(&page.run_js_with("return bare(arguments[0], 2048);", vec![json!(count)]).await?))
}

/// The rounds, and the milliseconds the main thread was busy for all of them.
async fn rounds(page: &Page, count: usize, words: Option<&str>) -> Result<(Vec<Value>, f64)> {
    let before = busy(page).await?;
    let list = page.run_js_with("return rounds(arguments[0], arguments[1]);", vec![json!(count), json!(words)]).await?;
    let busy = busy(page).await? - before;
    Ok((list.as_array().cloned().unwrap_or_default(), busy))
}

async fn busy(page: &Page) -> Result<f64> {
    let metrics = page.cdp("Performance.getMetrics", json!({})).await?;
    let list = metrics["metrics"].as_array().cloned().unwrap_or_default();
    let found = list.iter().find(|metric| metric["name"] == "TaskDuration").and_then(|metric| metric["value"].as_f64());
    found.map(|seconds| seconds * 1000.0).ok_or_else(|| Failure::new("The browser does not say how busy it was."))
}
