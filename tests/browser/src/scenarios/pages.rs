//! Pages: by month, however many; found again; put in the Bin, taken back, and gone for good.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Key, Options, Planted, World, ensure};
use serde_json::json;
use std::time::Duration;

crate::scenarios![
    two_thousand_pages_stand_by_month_in_a_window_of_rows,
    searching_finds_a_page_and_says_when_there_is_none,
    a_page_in_the_bin_can_be_had_back_in_two_ways,
    emptying_the_bin_asks_first_in_a_dialog_with_its_own_exit,
    what_is_deleted_for_good_is_under_no_seal_of_either_store,
    what_was_gathered_with_others_is_deleted_too,
];

/// Nowhere in the app, and never by chance.
const CANARY: &str = "zvqKestrel81";

async fn two_thousand_pages_stand_by_month_in_a_window_of_rows(world: World) -> Outcome {
    const PAGES: i64 = 2_000;
    // Oldest first, as they were written; two pages on some days.
    let pages: Vec<Planted> = (0..PAGES)
        .map(|at| Planted::new((PAGES - at) * DAY * 2 / 3, format!("Page {at}. The kettle, the stairs, the light.")))
        .collect();
    let page = world.open_on(&Shelves::founded(None, &pages).await?, Options::default()).await?;
    page.open_journal().await?;
    page.go_to_pages().await?;
    let (rows, most) = page.walk_rows().await?;
    let expected: Vec<String> =
        (0..PAGES).rev().map(|at| format!("Page {at}. The kettle, the stairs, the light.")).collect();
    ensure!(rows.len() == expected.len(), "{} rows stand in Pages", rows.len());
    ensure!(rows == expected, "the rows are not in order, newest first");
    ensure!((10..=100).contains(&most), "{most} rows were in the document at once");
    let months = page
        .run_js(
            "scrollTo(0, 0);
             return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(
               [...document.querySelectorAll('.rows section')].map((one) => [one.getAttribute('aria-label'),
                 one.querySelector('h2')?.textContent])))));",
        )
        .await?;
    let name = page.run_js(
        "return new Date(Date.now() - 16e3 * 3600).toLocaleDateString('en', { month: 'long', year: 'numeric' })",
    );
    ensure!(months[0][0] == name.await? && months[0][0] == months[0][1], "the months are called {months}");
    page.look("pages-many").await?;
    page.no_problems(&world.origin().url()).await
}

async fn searching_finds_a_page_and_says_when_there_is_none(world: World) -> Outcome {
    let page = opened(&world, &["The kettle boiled.", "Ærø in March, naïve plans.", "A quiet evening."]).await?;
    page.go_to_pages().await?;
    let field = page.by_role("searchbox", "Search your pages").await?;
    field.type_text("KETTLE").await?;
    rows_are(&page, &["The kettle boiled."]).await?;
    field.clear().await?;
    field.type_text("naive").await?;
    rows_are(&page, &["Ærø in March, naïve plans."]).await?;
    page.look("pages-search").await?;
    field.clear().await?;
    field.type_text("lighthouse").await?;
    page.status("No page holds “lighthouse”.").await?;
    page.look("pages-nothing-found").await?;
    let url = page.url().await?;
    ensure!(!url.contains("lighthouse"), "the search is in the address: {url}");
    field.clear().await?;
    rows_are(&page, &["The kettle boiled.", "Ærø in March, naïve plans.", "A quiet evening."]).await
}

async fn a_page_in_the_bin_can_be_had_back_in_two_ways(world: World) -> Outcome {
    let page = opened(&world, &["Keep me.", "Bin me."]).await?;
    bin(&page, 1).await?;
    page.status("In the Bin. It stays there until you empty it.").await?;
    page.look("pages-binned").await?;
    rows_are(&page, &["Keep me."]).await?;
    page.press("Undo").await?;
    page.status("Back among your pages.").await?;
    rows_are(&page, &["Keep me.", "Bin me."]).await?;
    bin(&page, 1).await?;
    page.go_to_bin().await?;
    page.see("Bin me.").await?;
    page.look("bin").await?;
    page.press("Take back").await?;
    page.see("Nothing is in the Bin.").await?;
    page.follow("Pages").await?;
    rows_are(&page, &["Keep me.", "Bin me."]).await?;
    bin(&page, 0).await?;
    page.status("In the Bin.").await?;
    // What is in the Bin stays there over a restart, and out of Pages and search.
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    rows_are(&page, &["Bin me."]).await?;
    page.by_role("searchbox", "Search your pages").await?.type_text("Keep").await?;
    page.status("No page holds “Keep”.").await?;
    page.go_to_bin().await?;
    page.see("Keep me.").await?;
    page.no_problems(&world.origin().url()).await
}

async fn emptying_the_bin_asks_first_in_a_dialog_with_its_own_exit(world: World) -> Outcome {
    let page = opened(&world, &["One.", "Two.", "Three."]).await?;
    bin(&page, 0).await?;
    bin(&page, 0).await?;
    page.go_to_bin().await?;
    page.press("Empty the Bin").await?;
    page.heading("Delete everything in the Bin for good (2)?").await?;
    page.look("bin-empty-sure").await?;
    page.exit_comes_first("the question").await?;
    ensure!(page.focused().await?.starts_with("heading"), "the focus is on {}", page.focused().await?);
    page.press("Leave it").await?;
    page.gone("heading", "Delete everything in the Bin for good (2)?").await?;
    ensure!(page.focused().await? == "button “Empty the Bin”", "the focus came back to {}", page.focused().await?);
    page.press("Empty the Bin").await?;
    page.press_key(Key::Escape).await?;
    page.gone("heading", "Delete everything in the Bin for good (2)?").await?;
    page.see("One.").await?;
    page.press("Empty the Bin").await?;
    page.press("Delete for good").await?;
    page.status("Gone for good from this app.").await?;
    page.see("Nothing is in the Bin.").await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    rows_are(&page, &["Three."]).await?;
    page.go_to_bin().await?;
    page.see("Nothing is in the Bin.").await?;
    page.no_problems(&world.origin().url()).await
}

async fn what_is_deleted_for_good_is_under_no_seal_of_either_store(world: World) -> Outcome {
    let page = opened(&world, &["Stays.", &format!("First words, {CANARY}.")]).await?;
    // Another revision, and a draft of a third.
    page.go_to_pages().await?;
    open_row(&page, 1).await?;
    page.press("Edit").await?;
    let field = page.field("Page").await?;
    field.focus().await?;
    page.shortcut(Key::Control, 'a').await?;
    page.type_text(format!("Second words, {CANARY}.").as_str()).await?;
    page.follow("Pages").await?;
    rows_are(&page, &["Stays.", &format!("Second words, {CANARY}.")]).await?;
    bin(&page, 1).await?;
    ensure!(holding(&page, CANARY).await? > 0, "what is only in the Bin is not found, so nothing would be");
    page.press("Undo").await?;
    rows_are(&page, &["Stays.", &format!("Second words, {CANARY}.")]).await?;
    open_row(&page, 1).await?;
    page.press("Edit").await?;
    let field = page.field("Page").await?;
    field.type_text(" And a draft").await?;
    page.saved().await?;
    ensure!(holding(&page, CANARY).await? > 0, "the draft and the page are not found");
    page.press("More").await?;
    page.press("Delete for good, now").await?;
    page.see("There is no undo.").await?;
    page.press("Delete for good").await?;
    page.heading("Pages").await?;
    rows_are(&page, &["Stays."]).await?;
    page.status("Gone for good from this app.").await?;
    let left = holding(&page, CANARY).await?;
    ensure!(left == 0, "{left} sealed values still hold words of a page deleted for good");
    ensure!(holding(&page, "Stays.").await? >= 2, "the other page is not in both stores");
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    rows_are(&page, &["Stays."]).await?;
    let left = holding(&page, CANARY).await?;
    ensure!(left == 0, "after the next opening {left} sealed values hold the words again");
    page.no_problems(&world.origin().url()).await
}

async fn what_was_gathered_with_others_is_deleted_too(world: World) -> Outcome {
    let words: Vec<String> =
        (0..12).map(|at| format!("Old page {at}. {}", if at == 5 { CANARY } else { "" })).collect();
    let pages: Vec<Planted> = words.iter().map(|words| Planted::new(70 * DAY, words.as_str())).collect();
    let page = world.open_on(&Shelves::founded(Some(PASSPHRASE), &pages).await?, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    // One value holds several pages once they have been gathered.
    page.wait("older pages to be gathered", async || {
        let texts = Shelves::of(&page).await?.unsealed(Some(PASSPHRASE))?;
        Ok(texts.iter().any(|one| one.contains(CANARY) && one.contains("Old page 6.")).then_some(()))
    })
    .await?;
    page.go_to_pages().await?;
    page.by_role("searchbox", "Search your pages").await?.type_text(CANARY).await?;
    rows_are(&page, &[&format!("Old page 5. {CANARY}")]).await?;
    open_row(&page, 0).await?;
    page.press("More").await?;
    page.press("Delete for good, now").await?;
    page.press("Delete for good").await?;
    page.heading("Pages").await?;
    page.status("Gone for good from this app.").await?;
    let left = holding(&page, CANARY).await?;
    ensure!(left == 0, "{left} sealed values still hold words of a page deleted for good");
    ensure!(page.rows().await?.len() == 11, "its neighbours went with it");
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await?.len() == 11, "after the next opening its neighbours are gone");
    Ok(())
}

/// How many sealed values of both stores hold this text, once what is under way has been written.
async fn holding(page: &Browser, text: &str) -> Result<usize> {
    // A deletion and a save are each one step of the page's own; half a second lets a second half arrive.
    tokio::time::sleep(Duration::from_millis(500)).await;
    Shelves::of(page).await?.sealed_with(text, Some(PASSPHRASE))
}

async fn rows_are(page: &Browser, expected: &[&str]) -> Outcome {
    let expected: Vec<String> = expected.iter().map(|words| words.trim().to_owned()).collect();
    page.wait(&format!("these rows: {expected:?}"), async || Ok((page.rows().await? == expected).then_some(()))).await
}

async fn open_row(page: &Browser, at: usize) -> Outcome {
    page.run_js_with("document.querySelectorAll('.row-link')[arguments[0]].click()", vec![json!(at)]).await?;
    page.button("Edit").await.map(drop)
}

/// Opens a row of Pages and puts the page in the Bin.
async fn bin(page: &Browser, at: usize) -> Outcome {
    page.go_to_pages().await?;
    page.rows().await?;
    open_row(page, at).await?;
    page.press("More").await?;
    page.press("Put in the Bin").await?;
    page.heading("Pages").await.map(drop)
}

/// A journal under a passphrase, unlocked, with these pages, one a day, the first the latest.
async fn opened(world: &World, words: &[&str]) -> Result<Browser> {
    let pages: Vec<Planted> =
        words.iter().enumerate().rev().map(|(at, words)| Planted::new((at as i64 + 1) * DAY, *words)).collect();
    let page = world.open_on(&Shelves::founded(Some(PASSPHRASE), &pages).await?, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    Ok(page)
}
