//! The single file, opened from a disk.

use crate::failure::{Outcome, Result};
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, World, ensure};
use serde_json::json;

crate::scenarios![
    the_single_file_starts_and_asks_for_nothing,
    the_single_file_makes_its_keys_in_a_worker,
    the_single_file_becomes_the_calendar,
    the_whole_job_is_done_from_a_disk,
];

async fn open(world: &World) -> Result<Browser> {
    let file = world.folder().join("held.html");
    std::fs::copy(world.dist().join("held.html"), &file)?;
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.goto(&format!("file://{}", file.display())).await?;
    page.wait_for_js("the app to draw something", "return document.getElementById('app').children.length > 0").await?;
    Ok(page)
}

async fn the_single_file_starts_and_asks_for_nothing(world: World) -> Outcome {
    let page = open(&world).await?;
    let problems = page.problems().await?;
    let asked: Vec<&String> =
        problems.requests.iter().filter(|url| !url.starts_with("data:") && !url.starts_with("blob:")).collect();
    ensure!(asked.len() == 1, "besides itself it asked for {asked:?}");
    page.no_problems("file:///").await
}

async fn the_single_file_makes_its_keys_in_a_worker(world: World) -> Outcome {
    let page = open(&world).await?;
    let key = super::start::derived(&page, 19_456, 2).await?;
    ensure!(key == json!(super::start::KEY), "the worker made {key}");
    page.no_problems("file:///").await
}

async fn the_whole_job_is_done_from_a_disk(world: World) -> Outcome {
    let page = open(&world).await?;
    page.start_writing().await?;
    page.write_in("Your page", "The plums are ripe.").await?;
    page.press("Keep").await?;
    page.see("Leave it where it is").await?;
    page.look("single-keep").await?;
    page.press("Close").await?;
    page.keep_first(PASSPHRASE).await?;
    page.keep_on_today("And the figs are not.").await?;

    page.follow("Not tonight").await?;
    page.press("Next").await?;
    page.press("That's enough for today").await?;
    page.on_today().await?;
    page.go_by_menu("Settings").await?;
    page.see("its pages depend on where the file is").await?;
    page.go_by_menu("Help").await?;
    page.see("This file").await?;
    page.follow("About").await?;
    page.see("take the fingerprint (SHA-256) of the file itself").await?;
    page.press("Show them").await?;
    page.see("wasm-bindgen 0.2").await?;
    page.look("single-about").await?;

    page.lock_by_hand().await?;
    page.unlock(PASSPHRASE).await?;
    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    page.no_problems("file:///").await?;
    page.quit().await?;

    let page = open(&world).await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    page.see("The plums are ripe.").await?;
    page.see("And the figs are not.").await?;
    let asked = page.problems().await?.requests;
    let asked: Vec<&String> = asked.iter().filter(|url| url.starts_with("http")).collect();
    ensure!(asked.is_empty(), "it asked for {asked:?}");
    page.no_problems("file:///").await
}

async fn the_single_file_becomes_the_calendar(world: World) -> Outcome {
    let page = open(&world).await?;
    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    let left = page.run_js("return document.body.querySelectorAll('script, textarea, #app').length").await?;
    ensure!(left == json!(0), "something of the app is left beside the calendar");
    page.no_problems("file:///").await?;
    page.look("single-calendar").await
}
