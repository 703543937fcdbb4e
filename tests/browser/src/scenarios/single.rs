//! The single file, opened from a disk.

use crate::failure::{Outcome, Result};
use crate::{Browser, Options, World, ensure};
use serde_json::json;

crate::scenarios![
    the_single_file_starts_and_asks_for_nothing,
    the_single_file_makes_its_keys_in_a_worker,
    the_single_file_becomes_the_calendar,
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

async fn the_single_file_becomes_the_calendar(world: World) -> Outcome {
    let page = open(&world).await?;
    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    let left = page.run_js("return document.body.querySelectorAll('script, textarea, #app').length").await?;
    ensure!(left == json!(0), "something of the app is left beside the calendar");
    page.no_problems("file:///").await?;
    page.look("single-calendar").await
}
