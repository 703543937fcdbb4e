//! Two tabs: one writes at a time, and what either had on its screen is safe.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, Planted, World, ensure};
use serde_json::json;

crate::scenarios![a_second_tab_takes_over_and_nothing_is_overwritten, locking_in_one_tab_leaves_the_other_free_to_open,];

async fn a_second_tab_takes_over_and_nothing_is_overwritten(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.write_in("Today's page", "Begun in the first tab").await?;
    page.saved().await?;
    let (first, second) = second_tab(&page, &world).await?;
    page.try_to_unlock(PASSPHRASE).await?;
    page.heading("Open in another tab").await?;
    page.look("elsewhere").await?;
    page.no_axe_violations("the second tab").await?;
    ensure!(!page.sees("Begun in the first tab").await?, "the words can be read in a tab that may not write");
    page.press("Write here instead").await?;
    page.on_today().await?;
    page.follow("Go on with it").await?;
    let field = page.field("Page").await?;
    field.holds("Begun in the first tab").await?;
    field.type_text(", ended in the second.").await?;
    page.press("Keep").await?;
    page.on_today().await?;
    page.saved().await?;

    page.handle().switch_to_window(first).await?;
    page.heading("Writing moved to another tab").await?;
    page.look("overtaken").await?;
    page.no_axe_violations("the overtaken tab").await?;
    let old = page.field("Page").await?;
    old.holds("Begun in the first tab").await?;
    let read_only = page.run_js_with("return arguments[0].readOnly", vec![old.argument()?]).await?;
    ensure!(read_only == json!(true), "an overtaken tab can still be written in");
    page.allow_clipboard(&world.origin().url()).await?;
    page.cdp("Page.bringToFront", json!({})).await?;
    page.press("Copy the words").await?;
    page.status("Copied.").await?;
    // Hiding, leaving and closing the overtaken tab must not write its old words over the new ones.
    page.set_hidden(true).await?;
    page.reload().await?;
    page.on_lock().await?;
    page.handle().close_window().await?;
    page.handle().switch_to_window(second).await?;
    page.go_to_pages().await?;
    let expected = ["Begun in the first tab, ended in the second.", "An older page."];
    ensure!(page.rows().await? == expected, "Pages holds {:?}", page.rows().await?);
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == expected, "after a reload, Pages holds {:?}", page.rows().await?);
    Ok(())
}

async fn locking_in_one_tab_leaves_the_other_free_to_open(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.lock_by_hand().await?;
    page.on_lock().await?;
    let _ = second_tab(&page, &world).await?;
    page.unlock(PASSPHRASE).await?;
    page.keep_on_today("Written in the second tab.").await?;
    page.go_to_pages().await?;
    ensure!(
        page.rows().await? == ["Written in the second tab.", "An older page."],
        "Pages holds {:?}",
        page.rows().await?
    );
    Ok(())
}

/// Opens the site in a second tab and goes there. Returns both tabs.
async fn second_tab(page: &Browser, world: &World) -> Result<(thirtyfour::WindowHandle, thirtyfour::WindowHandle)> {
    let first = page.handle().window().await?;
    let second = page.handle().new_tab().await?;
    page.handle().switch_to_window(second.clone()).await?;
    page.goto(&world.origin().url()).await?;
    page.on_lock().await?;
    Ok((first, second))
}

async fn opened(world: &World) -> Result<Browser> {
    let shelves = Shelves::founded(Some(PASSPHRASE), &[Planted::new(DAY, "An older page.")]).await?;
    let page = world.open_on(&shelves, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    Ok(page)
}
