//! Several tabs: one writes, the others read along, the pen can be had by asking, and what is locked is locked
//! everywhere. Words that could not be put away in time stay on the screen they are on.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, Planted, World, ensure};
use held::store::keys;
use serde_json::json;
use thirtyfour::WindowHandle;

crate::scenarios![
    a_second_tab_reads_along_and_takes_over_where_it_is,
    lock_and_exit_in_one_tab_lock_the_other,
    a_tab_frozen_with_the_pen_in_its_hand_writes_nothing_when_it_wakes,
    a_save_the_store_refuses_because_another_took_the_pen_keeps_its_words_on_screen,
    without_locks_and_channels_the_tabs_still_ask_each_other,
    a_page_brought_back_whole_is_covered_and_locked,
];

/// What a tab says that only reads.
const READS: &str = "Open for reading here. One tab writes at a time.";

async fn a_second_tab_reads_along_and_takes_over_where_it_is(world: World) -> Outcome {
    let page = opened(&world).await?;
    let (first, second) = second_tab(&page, &world, None).await?;
    page.unlock(PASSPHRASE).await?;
    page.see(READS).await?;
    page.look("reading").await?;
    page.no_axe_violations("Today of a tab that reads").await?;
    ensure!(!page.has("textbox", "Today's page").await?, "a tab that only reads has a field to write in");

    // What is written in the first tab is soon there to read in the second.
    page.handle().switch_to_window(first.clone()).await?;
    page.keep_on_today("Written in the first tab.").await?;
    page.write_in("Today's page", "Begun in the first tab").await?;
    page.handle().switch_to_window(second.clone()).await?;
    page.go_to_pages().await?;
    page.see("Written in the first tab.").await?;
    page.see(READS).await?;
    page.look("reading-pages").await?;
    page.no_axe_violations("Pages of a tab that reads").await?;
    ensure!(!page.has("button", "New page").await?, "a tab that only reads begins pages");
    page.run_js("document.querySelector('.row-link').click()").await?;
    page.by_role("region", "Page").await?;
    page.see("Written in the first tab.").await?;
    ensure!(!page.has("textbox", "Page").await?, "a tab that only reads can be written in");
    ensure!(!page.has("button", "Edit").await?, "a tab that only reads offers to write on");
    ensure!(!page.has("button", "Keep").await?, "a tab that only reads offers to keep");
    page.go_by_menu("Settings").await?;
    page.see("A passphrase, since").await?;
    ensure!(!page.has("radio", "As usual…").await?, "a tab that only reads changes settings");
    page.no_axe_violations("Settings of a tab that reads").await?;

    // It takes over where it is, with what was under the other's pen.
    page.press("Write here instead").await?;
    page.see_no_more(READS).await?;
    page.heading("Settings").await?;
    page.follow("Back").await?;
    page.follow("Go on with it").await?;
    let field = page.field("Page").await?;
    field.holds("Begun in the first tab").await?;
    field.type_text(", ended in the second.").await?;
    page.press("Keep").await?;
    page.on_today().await?;
    page.status("Kept.").await?;

    // The first reads on in its place, and nothing of it is written any more.
    page.handle().switch_to_window(first).await?;
    page.see(READS).await?;
    ensure!(!page.has("textbox", "Today's page").await?, "an overtaken tab can still be written in");
    ensure!(!page.sees("Words from before writing moved").await?, "words that are safe are said to be lost");
    let expected = ["Begun in the first tab, ended in the second.", "Written in the first tab.", "An older page."];
    page.go_to_pages().await?;
    page.see(expected[0]).await?;
    page.set_hidden(true).await?;
    page.reload().await?;
    page.on_lock().await?;
    page.handle().close_window().await?;
    page.handle().switch_to_window(second).await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == expected, "Pages holds {:?}", page.rows().await?);
    Ok(())
}

async fn lock_and_exit_in_one_tab_lock_the_other(world: World) -> Outcome {
    let page = opened(&world).await?;
    let (first, second) = second_tab(&page, &world, None).await?;
    page.unlock(PASSPHRASE).await?;
    page.see(READS).await?;
    // The one that reads locks the one that writes, which puts its words away first.
    page.handle().switch_to_window(first.clone()).await?;
    page.write_in("Today's page", "Half a sen").await?;
    page.handle().switch_to_window(second.clone()).await?;
    page.lock_by_hand().await?;
    page.on_lock().await?;
    page.handle().switch_to_window(first.clone()).await?;
    page.on_lock().await?;
    // Whoever unlocks first writes.
    page.unlock(PASSPHRASE).await?;
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("Half a sen").await?;
    page.handle().switch_to_window(second.clone()).await?;
    page.unlock(PASSPHRASE).await?;
    page.see(READS).await?;
    page.handle().switch_to_window(first).await?;
    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    page.handle().switch_to_window(second).await?;
    page.on_lock().await?;
    // And the pen lies free.
    page.unlock(PASSPHRASE).await?;
    page.field("Today's page").await.map(drop)
}

async fn a_tab_frozen_with_the_pen_in_its_hand_writes_nothing_when_it_wakes(world: World) -> Outcome {
    let page = opened(&world).await?;
    let (first, second) = second_tab(&page, &world, None).await?;
    page.unlock(PASSPHRASE).await?;
    page.handle().switch_to_window(first.clone()).await?;
    page.field("Today's page").await?.click().await?;
    page.insert_text("Typed just before the frost").await?;
    page.cdp("Page.setWebLifecycleState", json!({ "state": "frozen" })).await?;
    page.handle().switch_to_window(second.clone()).await?;
    page.press("Write here instead").await?;
    page.see_no_more(READS).await?;
    page.field("Today's page").await?;
    page.keep_on_today("Written while the other slept.").await?;
    let before = Shelves::of(&page).await?;
    page.handle().switch_to_window(first.clone()).await?;
    page.cdp("Page.setWebLifecycleState", json!({ "state": "active" })).await?;
    page.see(READS).await?;
    let kept = page.sees("Typed just before the frost").await?;
    page.set_hidden(true).await?;
    page.set_hidden(false).await?;
    page.handle().switch_to_window(second.clone()).await?;
    let after = Shelves::of(&page).await?;
    ensure!(before.mirror == after.mirror, "a tab that was overtaken wrote when it woke");
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows.contains(&"Written while the other slept.".to_owned()), "Pages holds {rows:?}");
    let safe = rows.contains(&"Typed just before the frost".to_owned());
    ensure!(kept || safe, "the words typed before the frost are nowhere: {rows:?}");
    Ok(())
}

async fn a_save_the_store_refuses_because_another_took_the_pen_keeps_its_words_on_screen(world: World) -> Outcome {
    let page = opened(&world).await?;
    // The mark of someone else, put there as a tab does that has just taken the pen.
    page.run_js(OTHER_MARK).await?;
    let before = Shelves::of(&page).await?;
    page.write_in("Today's page", "Refused by the store").await?;
    page.press("Keep").await?;
    page.heading("Words from before writing moved").await?;
    page.see("Refused by the store").await?;
    page.see(READS).await?;
    ensure!(!page.sees("Kept.").await?, "a page is said to be kept that no store took");
    page.look("stranded").await?;
    page.no_axe_violations("words that no store has").await?;
    ensure!(Shelves::of(&page).await?.mirror == before.mirror, "the mirror took what it should have refused");
    // A lock does not end them; behind it they stay.
    page.lock_by_hand().await?;
    page.on_lock().await?;
    ensure!(!page.sees("Refused by the store").await?, "the words can be read on the lock screen");
    page.unlock(PASSPHRASE).await?;
    // localStorage had taken them, so they are a page again, and are said to be lost no more.
    page.see_no_more("Words from before writing moved").await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == ["Refused by the store", "An older page."], "Pages holds {rows:?}");
    Ok(())
}

async fn without_locks_and_channels_the_tabs_still_ask_each_other(world: World) -> Outcome {
    let page = opened_after(&world, Some(BARE)).await?;
    page.write_in("Today's page", "Begun in the first tab").await?;
    let (first, second) = second_tab(&page, &world, Some(BARE)).await?;
    page.unlock(PASSPHRASE).await?;
    page.see(READS).await?;
    page.press("Write here instead").await?;
    page.see_no_more(READS).await?;
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("Begun in the first tab").await?;
    page.handle().switch_to_window(first).await?;
    page.see(READS).await?;
    page.lock_by_hand().await?;
    page.on_lock().await?;
    page.handle().switch_to_window(second).await?;
    page.on_lock().await?;
    let left = page.run_js("return Object.keys(localStorage).filter((key) => !key.startsWith('h1.'))").await?;
    ensure!(left == json!([]), "what the tabs said to each other stayed behind: {left}");
    Ok(())
}

async fn a_page_brought_back_whole_is_covered_and_locked(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.write_in("Today's page", "Not for whoever presses Back").await?;
    page.saved().await?;
    // Wherever the browser keeps whole pages, this is how it brings one back.
    let covered = page
        .run_js(
            "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
             return document.documentElement.dataset.covered !== undefined;",
        )
        .await?;
    ensure!(covered == json!(true), "a page brought back whole is not covered");
    page.on_lock().await?;
    // And this is what Back does here.
    page.unlock(PASSPHRASE).await?;
    page.goto(&format!("{}calendar.html", world.origin().url())).await?;
    page.back().await?;
    page.on_lock().await?;
    ensure!(!page.sees("Not for whoever presses Back").await?, "Back leads to what was written");
    Ok(())
}

/// Opens the site in a second window and goes there, after a script of its own if there is one. Returns both.
async fn second_tab(page: &Browser, world: &World, script: Option<&str>) -> Result<(WindowHandle, WindowHandle)> {
    let first = page.handle().window().await?;
    // Neither is hidden by the other, so neither locks for being out of sight.
    page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
    let second = page.handle().new_window().await?;
    page.handle().switch_to_window(second.clone()).await?;
    page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
    if let Some(script) = script {
        page.on_new_document(script).await?;
    }
    page.goto(&world.origin().url()).await?;
    page.on_lock().await?;
    Ok((first, second))
}

async fn opened(world: &World) -> Result<Browser> {
    opened_after(world, None).await
}

async fn opened_after(world: &World, script: Option<&str>) -> Result<Browser> {
    let shelves = Shelves::founded(Some(PASSPHRASE), &[Planted::new(DAY, "An older page.")]).await?;
    let page = world.open_on(&shelves, Options::default()).await?;
    if let Some(script) = script {
        page.on_new_document(script).await?;
        page.reload().await?;
    }
    page.unlock(PASSPHRASE).await?;
    // That it was opened is written down when everything has been read; what follows is alone with the stores.
    page.wait("the opening to be written down", async || {
        let now = Shelves::of(&page).await?;
        Ok(keys::MANIFESTS.iter().any(|&slot| now.mirror.get(slot) != shelves.mirror.get(slot)).then_some(()))
    })
    .await?;
    Ok(page)
}

/// Takes away locks, as plain http does, and the channel, which some browsers keep silent.
const BARE: &str = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    Object.defineProperty(globalThis, 'BroadcastChannel', { value: undefined });";

const OTHER_MARK: &str = r"
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('h1');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const transaction = open.result.transaction('v', 'readwrite', { durability: 'strict' });
      transaction.objectStore('v').put(new Uint8Array(8).fill(7), 'h1.w');
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => { open.result.close(); resolve(null); };
    };
  });";
