//! A journal kept for a lifetime: 10,000 pages of some 400 words. How much of the room it takes, how soon one can write in
//! it, how soon all of it can be searched, what it holds in memory, and what a save in it costs.

use crate::journal::{self, LIFETIME};
use crate::save;
use crate::setting::Setting;
use crate::stats::median;
use crate::table::{Table, thousands};
use crate::visitor::{is_well, marks, unlock};
use held_browser_tests::{Page, Result};
use serde_json::json;

const ROUNDS: usize = 3;
/// Code units of localStorage in Chromium and Firefox.
const QUOTA: f64 = 5_242_880.0;

/// Keeps the memory of the module within reach. The glue starts it from a compiled module.
const KEEP_MEMORY: &str = "const start = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...given) => {
      const started = await start.apply(WebAssembly, given);
      const { memory } = (started.instance ?? started).exports;
      if (memory) globalThis.memory = memory;
      return started;
    };";

/// Milliseconds from Today until no page is still to be read, as Pages says.
const ALL_READ: &str = "location.hash = '#/pages';
    return new Promise((done) => {
      const look = () => {
        const main = document.querySelector('main.pages');
        if (main && !main.innerText.includes('still being opened')) done(performance.now() - globalThis.marks.accepted);
        else setTimeout(look, 10);
      };
      setTimeout(look, 50);
    });";

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let visit = setting.watched().await?;
    visit.on_new_document(KEEP_MEMORY).await?;
    let (none, whole) = (journal::empty(setting).await?, journal::lifetime(setting).await?);
    let empty = setting.site_with(&visit, &none).await?;
    let large = setting.site_with(&visit, &whole).await?;
    let count = thousands(LIFETIME);
    let taken = whole.units() as f64 / QUOTA * 100.0;
    let nothing = String::new;
    table.row(&format!("room that {count} pages take"), format!("{taken:.0} %"), nothing(), nothing(), "≤ 65 %");

    let mut open: [Vec<f64>; 2] = Default::default();
    let mut memory: [Vec<f64>; 2] = Default::default();
    let (mut read, mut late) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        for (at, origin) in [&empty, &large].into_iter().enumerate() {
            visit.goto("about:blank").await?;
            visit.goto(&origin.url()).await?;
            unlock(&visit).await?;
            let all = visit.run_js(ALL_READ).await?.as_f64().unwrap_or(f64::NAN);
            visit.run_js("return new Promise((done) => setTimeout(done, 1500));").await?;
            is_well(&visit).await?;
            let marks = marks(&visit).await?;
            // The first round warms the engine up.
            if round > 0 {
                open[at].push(marks.open - marks.accepted);
                memory[at].push(megabytes(&visit).await?);
                if at == 1 {
                    read.push(all);
                    late.push(marks.late);
                }
            }
        }
    }
    let row = |table: &mut Table, what: &str, values: &[Vec<f64>; 2], unit: &str, goal: &str| {
        let (empty, large) = (median(&values[0]), median(&values[1]));
        let beside = format!("empty journal {empty:.0} {unit}");
        table.row(what, format!("{large:.0} {unit}"), beside, format!("{:.2}x", large / empty), goal);
    };
    row(table, &format!("passphrase accepted to Today, {count} pages"), &open, "ms", "≤ 300 ms, ≤ 2x");
    let what = format!("passphrase accepted to everything read, {count} pages");
    table.row(&what, format!("{:.0} ms", median(&read)), nothing(), nothing(), "≤ 3,000 ms");
    let what = format!("long tasks until then and 1.5 s after, {count} pages");
    table.row(&what, format!("{:.0} ms", median(&late)), nothing(), nothing(), "≤ 150 ms");
    row(table, &format!("memory: scripts and module, {count} pages"), &memory, "MB", "≤ 60 MB; empty ≤ 8 MB");
    table.note(format!("A lifetime: medians of {ROUNDS} rounds in turn with an empty journal."));

    visit.goto("about:blank").await?;
    visit.goto(&large.url()).await?;
    unlock(&visit).await?;
    visit.run_js(ALL_READ).await?;
    visit.run_js("location.hash = '#/'; return new Promise((done) => setTimeout(done, 1000));").await?;
    save::saving(&visit, table, LIFETIME).await
}

/// What scripts hold after the garbage has gone, and all of the module's memory.
async fn megabytes(page: &Page) -> Result<f64> {
    page.cdp("HeapProfiler.collectGarbage", json!({})).await?;
    let heap = page.cdp("Runtime.getHeapUsage", json!({})).await?["usedSize"].as_f64().unwrap_or(f64::NAN);
    let module = page.run_js("return globalThis.memory?.buffer.byteLength ?? NaN;").await?.as_f64().unwrap_or(f64::NAN);
    Ok((heap + module) / 1e6)
}
