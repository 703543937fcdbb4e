//! Removing everything: from every tab, looked for again, and not undone by a crash.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Options, Page, Planted, World, ensure};
use held::store::keys;
use serde_json::json;

crate::scenarios![everything_goes_from_every_tab_and_a_crash_brings_nothing_back];

const CANARY: &str = "A sentence that must be nowhere.";

/// What this origin keeps beside the two stores: databases, caches and workers.
const BESIDE: &str =
    "return Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()])
    .then((all) => all.map((one) => one.length).join())";

async fn everything_goes_from_every_tab_and_a_crash_brings_nothing_back(world: World) -> Outcome {
    let pages = [Planted::new(DAY, CANARY).after("What it said before."), Planted::new(60 * DAY, CANARY)];
    let page = world.open_on(&Shelves::founded(Some(PASSPHRASE), &pages).await?, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    let first = page.handle().window().await?;
    let second = page.handle().new_window().await?;
    page.handle().switch_to_window(second.clone()).await?;
    page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
    page.goto(&world.origin().url()).await?;
    page.unlock(PASSPHRASE).await?;
    page.see("Open for reading here.").await?;
    page.goto(&format!("{}#/remove", world.origin().url())).await?;
    page.heading("Settings").await?;
    ensure!(!page.has("link", "See what would go").await?, "a tab that only reads may remove everything");

    page.handle().switch_to_window(first.clone()).await?;
    page.write_in("Today's page", CANARY).await?;
    page.go_by_menu("Settings").await?;
    page.follow("See what would go").await?;
    page.heading("Remove everything?").await?;
    page.see("What stays out of reach").await?;
    page.look("remove").await?;
    page.no_axe_violations("Removing everything").await?;
    // A backup is made in the one place for it, which leads back here.
    page.follow("Make a backup first").await?;
    page.heading("Backup").await?;
    page.follow("Back").await?;
    page.heading("Remove everything?").await?;
    let before = Shelves::of(&page).await?;
    ensure!(before.sealed_with(CANARY, Some(PASSPHRASE))? >= 4, "the search does not find what was planted");
    page.press("Remove everything now").await?;
    page.see("It is removed, and was looked for again.").await?;
    ensure!(left_in(&page).await?.is_empty(), "left in the stores: {:?}", left_in(&page).await?);
    page.handle().switch_to_window(second).await?;
    page.heading("Nothing is kept here now").await?;
    page.see("It was removed in another tab.").await?;
    ensure!(!page.has("textbox", "…").await?, "there is still something to write in");

    // localStorage has not reached the disk yet, and brings back what it held. The mirror knows better.
    page.kill_all()?;
    let page = world.open_with(Options { clock: true, ..Options::default() }).await?;
    page.wait("the rest to be removed", async || {
        // What takes ten seconds is not waited for.
        page.shift_clock(10_000).await?;
        Ok((page.has("button", "Start writing").await? || page.sees("This can be closed.").await?).then_some(()))
    })
    .await?;
    ensure!(left_in(&page).await?.is_empty(), "left in the stores: {:?}", left_in(&page).await?);
    ensure!(Shelves::of(&page).await?.mirror.is_empty(), "the mark of the removal is still there");
    page.look("removed").await?;

    // A page that is loaded now begins as the first one did.
    page.reload().await?;
    page.start_writing().await?;
    page.write_in("Your page", CANARY).await?;
    page.keep_first(PASSPHRASE).await?;
    // It has taken this page over when it has written down that its version started. What it still does takes far less than
    // the ten seconds which a removal waits, and which are not waited for below.
    page.wait_for_js("the worker", "return navigator.serviceWorker.controller !== null").await?;
    page.go_by_menu("Settings").await?;
    page.follow("See what would go").await?;
    let kept = page.run_js(BESIDE).await?;
    ensure!(kept != json!("0,0,0"), "the search finds no database, cache or worker where there are all three");
    page.press("Remove everything now").await?;
    page.see("It is removed, and was looked for again.").await?;
    page.shift_clock(10_000).await?;
    page.see("This can be closed.").await?;
    ensure!(page.run_js(BESIDE).await? == json!("0,0,0"), "there is still {}", page.run_js(BESIDE).await?);
    ensure!(page.run_js("return localStorage.length").await? == json!(0), "localStorage is not empty");
    page.no_axe_violations("The end of removing everything").await?;
    page.look("removed").await?;
    page.no_problems(&world.origin().url()).await
}

/// What the stores hold beside the mark that a removal is under way.
async fn left_in(page: &Page) -> Result<Vec<String>> {
    let now = Shelves::of(page).await?;
    Ok(now.local.into_keys().chain(now.mirror.into_keys()).filter(|key| key != keys::REMOVING).collect())
}
