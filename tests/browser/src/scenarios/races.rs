//! Two processes of one browser, each a tab with the pen in its hand whenever it can have it: two hundred pages are kept by
//! either, and each that was said to be kept is there afterwards. The same is done with a journal that reads, adds and
//! writes back, as one would build it first, and the same measure says what that one loses.

use crate::failure::{Failure, Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, Planted, World, ensure};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use thirtyfour::WindowHandle;

crate::scenarios![two_processes_with_two_hundred_saves_each_lose_nothing];

/// Saves of each tab.
const SAVES: usize = 200;

async fn two_processes_with_two_hundred_saves_each_lose_nothing(world: World) -> Outcome {
    let shelves = Shelves::founded(Some(PASSPHRASE), &[Planted::new(DAY, "An older page.")]).await?;
    // Otherwise the browser may put a second window of a site into the process of the first.
    let flags = vec![
        "--disable-features=OptimizationHints,MediaRouter,Translate,ProcessPerSiteUpToMainFrameThreshold".to_owned(),
    ];
    let page = world.open_on(&shelves, Options { flags, ..Options::default() }).await?;
    let calendar = format!("{}calendar.html", world.origin().url());
    let first = page.handle().window().await?;
    let second = page.handle().new_window().await?;
    let tabs = [first, second];
    for tab in &tabs {
        page.handle().switch_to_window(tab.clone()).await?;
        page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        page.goto(&calendar).await?;
    }

    let told = race(&page, &tabs, NAIVE).await?;
    let kept = page.run_js("return JSON.parse(localStorage.getItem('naive'))").await?;
    let kept: BTreeSet<String> = serde_json::from_value(kept)?;
    ensure!(told.difference(&kept).next().is_some(), "what reads and writes back lost nothing: this measures nothing");
    page.run_js("localStorage.removeItem('naive')").await?;

    for tab in &tabs {
        page.handle().switch_to_window(tab.clone()).await?;
        page.goto(&world.origin().url()).await?;
        page.unlock(PASSPHRASE).await?;
    }
    let told = race(&page, &tabs, KEEPS).await?;
    ensure!(told.len() == 2 * SAVES, "{} pages were said to be kept", told.len());
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    let found: BTreeSet<String> = rows.iter().cloned().collect();
    let lost: Vec<_> = told.difference(&found).collect();
    ensure!(lost.is_empty(), "{} pages that were said to be kept are lost: {lost:?}", lost.len());
    ensure!(found.len() == rows.len(), "some page stands twice in Pages: {rows:?}");

    // They were two processes: one can crash without the other.
    let _ = page.cdp("Page.crash", json!({})).await;
    page.handle().switch_to_window(tabs[0].clone()).await?;
    page.run_js("return document.title").await.map(drop)
}

/// Has both tabs save at once, and waits until both are done. What they were told is kept.
async fn race(page: &Browser, tabs: &[WindowHandle; 2], saves: &str) -> Result<BTreeSet<String>> {
    for (at, tab) in tabs.iter().enumerate() {
        page.handle().switch_to_window(tab.clone()).await?;
        page.run_js_with(saves, vec![json!(at), json!(SAVES)]).await?;
    }
    let mut told = BTreeSet::new();
    for tab in tabs {
        page.handle().switch_to_window(tab.clone()).await?;
        // As long as they make progress, they may take as long as they like.
        let mut last = Value::Null;
        loop {
            let state = page.run_js("return { done: globalThis.done === true, told: globalThis.told }").await?;
            if state["done"] == json!(true) {
                told.extend(serde_json::from_value::<Vec<String>>(state["told"].clone())?);
                break;
            }
            let now = page.run_js("return globalThis.told.length").await?;
            if now == last {
                page.wait_for_js("the race to go on", &format!("return globalThis.told.length > {now}")).await?;
            }
            last = now;
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
    }
    if told.is_empty() { Err(Failure::new("nothing was said to be kept")) } else { Ok(told) }
}

/// Keeps pages as a person would, only faster, and asks for the pen whenever the other has it.
const KEEPS: &str = r"
  const [tab, saves] = arguments;
  globalThis.told = [];
  globalThis.done = false;
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const button = (name) => [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name);
  const field = () => document.getElementById('today-editor');
  const said = () => document.querySelector('.line')?.textContent.trim();
  const kept = async () => {
    for (let waited = 0; waited < 10000 && field(); waited += 5) {
      if (field().value === '' && said().startsWith('Kept.')) return true;
      await pause(5);
    }
    return false;
  };
  (async () => {
    for (let at = 0, attempt = 0; at < saves; attempt += 1) {
      // Somebody is here.
      dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
      const editor = field();
      if (!editor) {
        await pause(Math.random() * 150);
        button('Write here instead')?.click();
        await pause(20);
        continue;
      }
      // A try that ended with the pen in the other's hand may have been kept all the same.
      const words = `Tab ${tab}, page ${at}, try ${attempt}.`;
      editor.value = words;
      editor.dispatchEvent(new InputEvent('input', { bubbles: true }));
      button('Keep')?.click();
      if (await kept()) {
        globalThis.told.push(words);
        at += 1;
      }
    }
    globalThis.done = true;
  })();";

/// Reads what is there, adds its own, writes it back.
const NAIVE: &str = r"
  const [tab, saves] = arguments;
  globalThis.told = [];
  globalThis.done = false;
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  (async () => {
    for (let at = 0; at < saves; at += 1) {
      const words = `Tab ${tab}, page ${at}.`;
      const all = JSON.parse(localStorage.getItem('naive') ?? '[]');
      all.push(words);
      await pause(1);
      localStorage.setItem('naive', JSON.stringify(all));
      globalThis.told.push(words);
    }
    globalThis.done = true;
  })();";
