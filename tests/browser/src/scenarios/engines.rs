//! Whole evenings in the browsers beside Chromium: writing, coming back, locking, leaving. What one promises is kept in
//! each, on the same screens and by the same names.

use crate::failure::{Outcome, Result};
use crate::steps::PASSPHRASE;
use crate::{Browser, EVERY, Engine, OTHERS, Options, World, ensure};
use serde_json::json;

crate::scenarios![
    what_is_found_by_name_is_what_the_engine_computes in OTHERS,
    a_journal_under_a_passphrase_is_whole_after_the_browser_was_closed in OTHERS,
    a_journal_without_a_passphrase_opens_again in OTHERS,
    // The stand-in for Safari sometimes does not answer for minutes after such an end.
    what_was_saved_survives_the_end_of_every_process in &[Engine::Firefox],
    the_single_file_keeps_a_journal_of_its_own in EVERY,
];

async fn what_is_found_by_name_is_what_the_engine_computes(world: World) -> Outcome {
    let page = world.open().await?;
    page.button("Start writing").await?;
    let mut compared = names_agree(&page, "Welcome").await?;
    page.start_writing().await?;
    page.write_in("Your page", "Some words").await?;
    page.press("Keep").await?;
    page.press("Choose a passphrase").await?;
    page.field("Passphrase").await?;
    compared += names_agree(&page, "the passphrase").await?;
    page.write_in("Passphrase", PASSPHRASE).await?;
    page.press("Keep").await?;
    page.on_today().await?;
    compared += names_agree(&page, "Today").await?;
    page.go_to_pages().await?;
    compared += names_agree(&page, "Pages").await?;
    page.go_by_menu("Settings").await?;
    compared += names_agree(&page, "Settings").await?;
    ensure!(compared > 40, "only {compared} names were compared");
    Ok(())
}

async fn a_journal_under_a_passphrase_is_whole_after_the_browser_was_closed(world: World) -> Outcome {
    let page = world.open().await?;
    page.start_writing().await?;
    page.write_in("Your page", "The stairs were quiet. Ünï ").await?;
    page.insert_text("😀").await?;
    page.keep_first(PASSPHRASE).await?;
    page.keep_on_today("A second page, about the garden.").await?;
    page.keep_on_today("A third page, to be let go.").await?;

    // Hidden, it is covered at once; and looking away locks where one asked for it.
    page.go_by_menu("Settings").await?;
    page.press_role("radio", "Lock at once when I look away…").await?;
    page.follow("Back").await?;
    page.on_today().await?;
    page.write_in("Today's page", "Begun, and left").await?;
    page.set_hidden(true).await?;
    page.on_lock().await?;
    page.try_to_unlock("not the passphrase").await?;
    page.status("That didn't open it.").await?;
    page.unlock(PASSPHRASE).await?;
    page.follow("Go on with it").await?;
    let field = page.field("Page").await?;
    field.holds("Begun, and left").await?;
    field.type_text(", and ended").await?;
    page.press("Keep").await?;
    page.saved().await?;

    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    ensure!(!page.sees("Begun, and left").await?, "the words came along to the calendar");
    page.back().await?;
    page.on_lock().await?;
    let left = page.run_js("return document.documentElement.innerHTML.includes('garden')").await?;
    ensure!(left == json!(false), "Back leads to a page with the words in it");
    page.no_problems(&world.origin().url()).await?;
    page.quit().await?;

    let page = world.open().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    let written = [
        "Begun, and left, and ended",
        "A third page, to be let go.",
        "A second page, about the garden.",
        "The stairs were quiet. Ünï 😀",
    ];
    ensure!(rows == written, "Pages holds {rows:?}");
    page.by_role("searchbox", "Search your pages").await?.type_text("uni").await?;
    page.wait("one row", async || Ok((page.rows().await? == written[3..]).then_some(()))).await?;
    page.by_role("searchbox", "Search your pages").await?.clear().await?;
    page.wait("all rows", async || Ok((page.rows().await?.len() == 4).then_some(()))).await?;

    page.run_js("document.querySelectorAll('.row-link')[1].click()").await?;
    page.press("Edit").await?;
    page.field("Page").await?.holds(written[1]).await?;
    page.press("More").await?;
    page.press("Delete for good, now").await?;
    page.press("Delete for good").await?;
    page.status("Gone for good").await?;
    page.lock_by_hand().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == [written[0], written[2], written[3]], "after deleting one, Pages holds {rows:?}");
    let shelves = crate::Shelves::of(&page).await?;
    ensure!(shelves.sealed_with("garden", Some(PASSPHRASE))? > 0, "a kept page is under no seal");
    ensure!(shelves.sealed_with("to be let go", Some(PASSPHRASE))? == 0, "the deleted page is still under a seal");
    page.no_problems(&world.origin().url()).await
}

async fn a_journal_without_a_passphrase_opens_again(world: World) -> Outcome {
    let page = world.open().await?;
    page.start_writing().await?;
    page.write_in("Your page", "Kept as it is").await?;
    page.keep_first_without().await?;
    page.saved().await?;
    page.quit().await?;
    let page = world.open().await?;
    page.open_journal().await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == ["Kept as it is"], "Pages holds {:?}", page.rows().await?);
    page.no_problems(&world.origin().url()).await
}

async fn what_was_saved_survives_the_end_of_every_process(world: World) -> Outcome {
    let page = world.open().await?;
    page.start_writing().await?;
    page.write_in("Your page", "Page 1").await?;
    page.keep_first(PASSPHRASE).await?;
    page.saved().await?;
    let mut kept = vec!["Page 1".to_owned()];
    let mut page = page;
    for number in 2..=4 {
        page.kill_all()?;
        page = world.open().await?;
        page.unlock(PASSPHRASE).await?;
        page.go_to_pages().await?;
        let rows = page.rows().await?;
        ensure!(rows == kept, "after the kill, Pages holds {rows:?} and not {kept:?}");
        page.go_to_today().await?;
        let words = format!("Page {number}");
        page.keep_on_today(&words).await?;
        kept.insert(0, words);
    }
    page.kill_all()?;
    let page = world.open().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == kept, "after the last kill, Pages holds {:?}", page.rows().await?);
    Ok(())
}

async fn the_single_file_keeps_a_journal_of_its_own(world: World) -> Outcome {
    let file = world.folder().join("held.html");
    std::fs::copy(world.dist().join("held.html"), &file)?;
    let address = format!("file://{}", file.display());
    let open = async || -> Result<Browser> {
        let page = world.browser(&world.profile(), Options::default()).await?;
        page.goto(&address).await?;
        Ok(page)
    };
    let page = open().await?;
    page.start_writing().await?;
    page.write_in("Your page", "From one file").await?;
    page.keep_first(PASSPHRASE).await?;
    page.keep_on_today("A second page").await?;
    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    page.no_problems("file:///").await?;
    page.quit().await?;
    let page = open().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == ["A second page", "From one file"], "Pages holds {rows:?}");
    page.no_problems("file:///").await
}

/// Compares what the script of the harness calls each thing on the screen with what the engine computes for it.
/// Returns how many were compared.
async fn names_agree(page: &Browser, screen: &str) -> Result<usize> {
    // What is drawn anew while it is looked through is looked through again.
    page.wait(&format!("the names on {screen} to agree"), async || compared(page, screen).await.map(Some)).await
}

async fn compared(page: &Browser, screen: &str) -> Result<usize> {
    const COMPARED: [&str; 8] =
        ["button", "link", "textbox", "searchbox", "heading", "checkbox", "radio", "DisclosureTriangle"];
    let mut compared = 0;
    let mut differing = Vec::new();
    for (element, role, name) in page.roles().await? {
        if !COMPARED.contains(&role.as_str()) {
            continue;
        }
        let (computed, label) = page.computed(&element).await?;
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        compared += 1;
        // Only Chromium calls what opens a part by a name of its own, and a field for secrets has no role in ARIA.
        let agrees = computed == role || role == "DisclosureTriangle" || role == "textbox" && computed.is_empty();
        if label != name || !agrees {
            differing.push(format!("{role} “{name}” is {computed} “{label}” to the engine"));
        }
    }
    ensure!(differing.is_empty(), "on {screen}:\n  {}", differing.join("\n  "));
    Ok(compared)
}
