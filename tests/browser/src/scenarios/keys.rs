//! By keys alone: what is done to a page and to the journal, from unlocking to the way out, without a pointer. Wherever a
//! key closes something, the focus is left on something.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Failure, Key, Options, Planted, World, ensure};
use serde_json::json;

crate::scenarios![a_page_is_cared_for_by_keys_alone, the_passphrase_is_changed_and_the_journal_left_by_keys_alone,];

async fn a_page_is_cared_for_by_keys_alone(world: World) -> Outcome {
    let pages =
        [Planted::new(DAY, "The lamps."), Planted::new(2 * DAY, "The bridge, now.").after("The bridge, before.")];
    let page = unlocked(&world, &pages).await?;
    on(&page, "today's page", "#today-editor").await?;
    page.type_text("Written by keys.").await?;
    enter(&page, "Keep").await?;
    page.status("Kept.").await?;
    enter(&page, "Pages").await?;
    page.heading("Pages").await?;
    on(&page, "the search", "#search-field").await?;
    page.type_text("bridge").await?;
    page.wait("one row", async || Ok((page.rows().await? == ["The bridge, now."]).then_some(()))).await?;
    on(&page, "the row", ".row-link").await?;
    page.press_key(Key::Enter).await?;
    page.button("Edit").await?;

    enter(&page, "Edit").await?;
    page.wait_for_js("the caret in the page", "return document.activeElement.matches('[id^=page-editor]')").await?;
    page.type_text(" Later.").await?;
    enter(&page, "Aa, style the words").await?;
    enter(&page, "Heading").await?;
    page.field("Page").await?.holds("# The bridge, now. Later.").await?;
    page.wait_for_js("the caret in the page", "return document.activeElement.matches('[id^=page-editor]')").await?;
    enter(&page, "Read").await?;
    page.button("Edit").await?;

    of_page(&page, "Star this page").await?;
    page.see("Starred").await?;
    of_page(&page, "Move to another day").await?;
    page.heading("Which day does it belong to?").await?;
    on(&page, "a day", ".month-day").await?;
    page.press_key(Key::Up).await?;
    page.press_key(Key::Enter).await?;
    page.status("Moved to").await?;
    somewhere(&page, "choosing a day").await?;
    of_page(&page, "Earlier versions").await?;
    enter(&page, "Take this back").await?;
    page.status("Taken back.").await?;
    somewhere(&page, "taking a version back").await?;
    of_page(&page, "Delete for good, now").await?;
    page.heading("Delete this page for good?").await?;
    page.press_key(Key::Escape).await?;
    page.gone("heading", "Delete this page for good?").await?;
    somewhere(&page, "leaving a question").await?;

    of_page(&page, "Put in the Bin").await?;
    page.status("In the Bin.").await?;
    enter(&page, "Undo").await?;
    page.status("Back among your pages.").await?;
    somewhere(&page, "undoing").await?;
    page.no_problems(&world.origin().url()).await
}

async fn the_passphrase_is_changed_and_the_journal_left_by_keys_alone(world: World) -> Outcome {
    let page = unlocked(&world, &[Planted::new(DAY, "The lamps.")]).await?;
    enter(&page, "More").await?;
    enter(&page, "Settings").await?;
    page.heading("Settings").await?;
    on(&page, "a theme", "[type=radio]").await?;
    page.press_key(Key::Down).await?;
    enter(&page, "Change the passphrase").await?;
    on(&page, "the present passphrase", "[autocomplete=current-password]").await?;
    page.type_text(PASSPHRASE).await?;
    on(&page, "the next one", "[autocomplete=new-password]").await?;
    page.type_text("another one entirely").await?;
    page.press_key(Key::Enter).await?;
    page.status("Changed. The new passphrase").await?;
    somewhere(&page, "changing the passphrase").await?;
    enter(&page, "Exit").await?;
    page.by_role("grid", "…").await.map(drop)
}

/// Tabs until what has the focus is this.
async fn on(page: &Browser, what: &str, selector: &str) -> Outcome {
    let script = format!("return document.activeElement.matches({})", json!(selector));
    for _ in 0..60 {
        page.press_key(Key::Tab).await?;
        if page.run_js(&script).await? == json!(true) {
            return Ok(());
        }
    }
    Err(Failure::new(format!("Tab never came to {what}")))
}

/// Tabs to what is named so, and presses it.
async fn enter(page: &Browser, name: &str) -> Outcome {
    for _ in 0..60 {
        page.press_key(Key::Tab).await?;
        if page.focused().await?.ends_with(&format!(" “{name}”")) {
            return page.press_key(Key::Enter).await;
        }
    }
    Err(Failure::new(format!("Tab never came to “{name}”")))
}

/// Presses a thing in the menu of a page.
async fn of_page(page: &Browser, name: &str) -> Outcome {
    enter(page, "More").await?;
    enter(page, name).await
}

/// Fails when the focus fell to the page as a whole, from where a screen reader begins anew.
async fn somewhere(page: &Browser, after: &str) -> Outcome {
    let held = "return document.activeElement !== document.body && !document.querySelector('dialog[open]')";
    page.wait_for_js(&format!("the focus on something after {after}"), held).await
}

async fn unlocked(world: &World, pages: &[Planted]) -> Result<Browser> {
    let page = world.open_on(&Shelves::founded(Some(PASSPHRASE), pages).await?, Options::default()).await?;
    page.on_lock().await?;
    on(&page, "the passphrase", "input").await?;
    page.type_text(PASSPHRASE).await?;
    page.press_key(Key::Enter).await?;
    page.on_today().await?;
    ensure!(page.has("textbox", "Today's page").await?, "Today has no page");
    Ok(page)
}
