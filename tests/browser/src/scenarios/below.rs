//! The site below a path of its host, built with `--base`.

use crate::failure::Outcome;
use crate::steps::PASSPHRASE;
use crate::world::BASE;
use crate::{Options, World, ensure};
use serde_json::json;

crate::scenarios![everything_works_below_a_path_and_nothing_is_asked_for_beside_it];

async fn everything_works_below_a_path_and_nothing_is_asked_for_beside_it(world: World) -> Outcome {
    let server = world.serve_below(world.below())?;
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.goto(&server.url()).await?;
    page.start_writing().await?;
    page.write_in("Your page", "The plums are ripe.").await?;
    // The key is made by a worker, which has an address of its own.
    page.keep_first(PASSPHRASE).await?;
    page.go_by_menu("Help").await?;
    page.follow("About").await?;
    page.press("Show them").await?;
    page.see("Permission is hereby granted").await?;

    let manifest = page.cdp("Page.getAppManifest", json!({})).await?;
    ensure!(manifest["manifest"]["id"] == json!(server.url()), "its identity is {}", manifest["manifest"]["id"]);
    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    ensure!(page.url().await? == format!("{}calendar.html", server.url()), "Exit led to {}", page.url().await?);
    page.back().await?;
    page.goto(&server.url()).await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    page.see("The plums are ripe.").await?;

    let beside: Vec<String> = server
        .requests()
        .into_iter()
        .filter(|one| one.status != 200 || !one.path.starts_with(BASE))
        .map(|one| format!("{} {}", one.status, one.path))
        .collect();
    ensure!(beside.is_empty(), "asked for beside the site, or in vain: {beside:?}");
    page.no_problems(&server.url()).await
}
