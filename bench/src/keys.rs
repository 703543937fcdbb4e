//! From pressing a key to the end of its handlers and to the next frame, in three browsers side by side: an empty
//! journal, one of 2,000 pages, and a page that is nothing but a textarea.

use crate::journal::{self, Journal};
use crate::setting::{Setting, Visit};
use crate::stats::quantile;
use crate::table::Table;
use crate::visitor::{numbers, unlock};
use held_browser_tests::{Page, Result, StaticServer};
use serde_json::{Value, json};
use std::fs;

const ROUNDS: usize = 5;
/// Pressed in one round, about as fast as a quick typist.
const KEYS: &str = "It rained again, and I was glad of the noise. ";

/// Handlers are done when the event has passed the window, the last to hear of it, and what they put off to the end of
/// the task has run: some turns of that queue later.
pub const LISTEN: &str = "const keys = { done: [], frame: [] };
    globalThis.keys = keys;
    let began = 0;
    addEventListener('keydown', () => { began = performance.now(); }, true);
    addEventListener('input', async () => {
      const since = began;
      requestAnimationFrame(() => settled(() => keys.frame.push(performance.now() - since)));
      for (let turn = 0; turn < 8; turn += 1) await null;
      keys.done.push(performance.now() - since);
    });
    document.querySelector('textarea').focus();";

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let empty = with_journal(setting, &*journal::empty(setting).await?).await?;
    let large = with_journal(setting, &*journal::large(setting).await?).await?;
    let plain = plain_page(setting).await?;

    let pages = [&empty, &large, &plain];
    for (visit, _) in pages {
        visit.run_js(LISTEN).await?;
    }
    let [done, frame] = typed(pages).await?;
    let mut row = |what: &str, held: &[f64], beside: &str, peer: &[f64], goal: &str| {
        table.row(what, ms(held), format!("{beside} {}", ms(peer)), ratio(held, peer), goal);
    };
    let handlers = "key to end of handlers, p50 / p99";
    row(&format!("{handlers}, 2,000 pages"), &done[1], "empty journal", &done[0], "≤ 1 / ≤ 4 ms, p99 ≤ 1.25x");
    row(&format!("{handlers}, 2,000 pages"), &done[1], "a plain textarea", &done[2], "");
    let next = "key to next frame, p50 / p99";
    row(&format!("{next}, 2,000 pages"), &frame[1], "empty journal", &frame[0], "");
    row(&format!("{next}, 2,000 pages"), &frame[1], "a plain textarea", &frame[2], "p50 ≤ 1.2x");
    table.note(format!("Keys: {} keys each, in {ROUNDS} rounds in turn, drafts being saved meanwhile.", done[1].len()));
    Ok(())
}

/// A visit to a page that is nothing but a textarea.
pub async fn plain_page(setting: &Setting) -> Result<(Visit, StaticServer)> {
    let folder = setting.peers.join("../textarea");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), "<!doctype html><title>Plain</title><textarea rows=20 cols=80></textarea>")?;
    let plain = (setting.watched().await?, setting.serve(&folder)?);
    plain.0.goto(&plain.1.url()).await?;
    Ok(plain)
}

/// Types on each page in turn; milliseconds to the end of the handlers and to the next frame, for each page.
pub async fn typed(pages: [&(Visit, StaticServer); 3]) -> Result<[[Vec<f64>; 3]; 2]> {
    let mut done: [Vec<f64>; 3] = Default::default();
    let mut frame: [Vec<f64>; 3] = Default::default();
    for round in 0..=ROUNDS {
        for (at, (visit, _)) in pages.iter().enumerate() {
            let answer = type_in(visit).await?;
            // The first round warms the engine up.
            if round > 0 {
                done[at].extend(numbers(&answer["done"]));
                frame[at].extend(numbers(&answer["frame"]));
            }
        }
    }
    Ok([done, frame])
}

/// The middle one and the hundredth, as a row says them.
pub fn ms(values: &[f64]) -> String {
    format!("{:.1} / {:.1} ms", quantile(values, 0.5), quantile(values, 0.99))
}

pub fn ratio(held: &[f64], peer: &[f64]) -> String {
    let of = |share| quantile(held, share) / quantile(peer, share);
    format!("{:.2}x / {:.2}x", of(0.5), of(0.99))
}

async fn with_journal(setting: &Setting, journal: &Journal) -> Result<(Visit, StaticServer)> {
    let visit = setting.watched().await?;
    let origin = setting.site_with(&visit, journal).await?;
    visit.goto(&origin.url()).await?;
    unlock(&visit).await?;
    Ok((visit, origin))
}

/// Presses the keys one by one and returns what the page measured.
async fn type_in(page: &Page) -> Result<Value> {
    for key in KEYS.chars() {
        let text = key.to_string();
        let press = json!({ "type": "keyDown", "key": text, "text": text });
        page.cdp("Input.dispatchKeyEvent", press).await?;
        page.cdp("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": text })).await?;
    }
    page.wait_for_js("the last frame", &format!("return keys.frame.length >= {};", KEYS.len())).await?;
    page.run_js("const { done, frame } = keys; keys.done = []; keys.frame = []; return { done, frame };").await
}
