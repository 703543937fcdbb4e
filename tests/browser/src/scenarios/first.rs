//! The first minute: Welcome, a page that lives in memory only, Keep in its three ways, and Today.

use crate::failure::{Outcome, Result};
use crate::steps::{GREETING, PASSPHRASE, Stored};
use crate::{Browser, Options, World, ensure};
use serde_json::json;

crate::scenarios![
    welcome_says_little_and_offers_one_button_and_one_link,
    nothing_is_stored_before_the_first_keep,
    the_first_page_is_kept_under_a_passphrase,
    the_first_page_is_kept_under_five_offered_words,
    the_first_page_is_kept_without_a_passphrase_after_a_plain_warning,
    a_page_that_is_not_kept_leaves_nothing_and_can_be_brought_back,
    locking_at_once_can_be_chosen_before_the_first_keep,
    what_exit_does_is_told_once,
];

async fn welcome_says_little_and_offers_one_button_and_one_link(world: World) -> Outcome {
    let page = world.open().await?;
    page.heading("For nights when someone you love feels far away").await?;
    let words = page
        .run_js(
            "return [...document.querySelectorAll('main h1, main p')].map((one) => one.innerText).join(' ')
               .split(/\\s+/).filter(Boolean).length",
        )
        .await?;
    ensure!(words.as_u64().is_some_and(|words| (20..=60).contains(&words)), "Welcome has {words} words");
    let controls = page
        .run_js("return [...document.querySelectorAll('main button, main a')].map((one) => one.textContent).join('|')")
        .await?;
    ensure!(controls == json!("Start writing|What this is and isn't"), "Welcome offers {controls}");
    page.look("welcome").await?;
    page.follow("What this is and isn't").await?;
    page.heading("What this is and isn't").await?;
    page.see("It isn't therapy").await?;
    page.look("about").await?;
    page.follow("Back").await?;
    page.button("Start writing").await?;
    page.no_problems(&world.origin().url()).await
}

async fn nothing_is_stored_before_the_first_keep(world: World) -> Outcome {
    let page = world.open().await?;
    page.button("Start writing").await?;
    nothing(&page, "on Welcome").await?;
    page.start_writing().await?;
    page.see("Only on this screen until you keep it.").await?;
    page.write_in("Your page", "Nobody asked how the day was.").await?;
    page.look("first-page").await?;
    // Longer than the pause after which an open journal would have sealed a draft.
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    nothing(&page, "after a pause in writing").await?;
    page.set_hidden(true).await?;
    page.set_hidden(false).await?;
    page.see("Nobody asked how the day was.").await?;
    nothing(&page, "after the page was hidden and seen again").await?;
    page.press("Keep").await?;
    page.button("Choose a passphrase").await?;
    nothing(&page, "while choosing how to keep").await?;
    page.press("Keep without one").await?;
    page.press("Keep without one").await?;
    page.on_today().await?;
    // The same questions must be able to find something.
    let stored = page.stored().await?;
    ensure!(stored.local > 3 && stored.mirror > 3, "after Keep the stores hold {stored:?}");
    ensure!(stored.session == 0, "something is in the session's storage");
    page.no_problems(&world.origin().url()).await
}

async fn the_first_page_is_kept_under_a_passphrase(world: World) -> Outcome {
    let page = world.open().await?;
    page.start_writing().await?;
    ensure!(page.focused().await? == "textbox “Your page”", "an empty first page waits for {}", page.focused().await?);
    page.write_in("Your page", "I stood in the hall with my coat on.").await?;
    page.press("Keep").await?;
    page.heading("Keep this page").await?;
    page.look("keep").await?;
    page.press("Choose a passphrase").await?;
    page.see("the PIN opens saved passwords too").await?;
    let field = page.field("Passphrase").await?;
    field.type_text("abc").await?;
    page.press("Keep").await?;
    page.status("Four characters or more.").await?;
    field.clear().await?;
    field.type_text("12345").await?;
    page.status("Stops: nobody yet").await?;
    page.look("passphrase").await?;
    field.clear().await?;
    field.type_text("jar window otter felt quarry").await?;
    page.status("Stops: someone with tools").await?;
    let kind = async || -> Result<Option<String>> { field.attribute("type").await };
    ensure!(kind().await?.as_deref() == Some("password"), "the passphrase can be read by whoever looks");
    page.press("Show").await?;
    ensure!(kind().await?.as_deref() == Some("text"), "Show shows nothing");
    page.press("Keep").await?;
    page.on_today().await?;
    page.status("Kept. You don't owe it another page.").await?;
    page.saved().await?;
    page.look("today-first").await?;
    page.lock_by_hand().await?;
    page.unlock("jar window otter felt quarry").await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == ["I stood in the hall with my coat on."], "Pages holds {rows:?}");
    page.no_problems(&world.origin().url()).await
}

async fn the_first_page_is_kept_under_five_offered_words(world: World) -> Outcome {
    let page = written(&world, "The tap drips.").await?;
    page.press("Keep").await?;
    page.press("Choose a passphrase").await?;
    let first = offered(&page).await?;
    page.press("Other words").await?;
    let second = offered(&page).await?;
    ensure!(first != second, "other words are the same words");
    for words in [&first, &second] {
        let count = words.split_whitespace().count();
        ensure!(count == 5, "{count} words are offered");
    }
    page.press("Use these words").await?;
    page.status("Stops: someone with tools").await?;
    page.press("Keep").await?;
    page.on_today().await?;
    page.lock_by_hand().await?;
    page.unlock(&second).await
}

async fn the_first_page_is_kept_without_a_passphrase_after_a_plain_warning(world: World) -> Outcome {
    let page = written(&world, "Short and tired.").await?;
    page.press("Keep").await?;
    page.press("Keep without one").await?;
    page.heading("Keep without a passphrase?").await?;
    page.see("Without a passphrase, anyone who opens this phone can read these pages, and Exit can't stop that.")
        .await?;
    page.see("A short one is better than none.").await?;
    for choice in ["Choose one", "Keep without one", "Don't keep this"] {
        page.button(choice).await?;
    }
    page.look("without-passphrase").await?;
    page.press("Choose one").await?;
    page.heading("Choose a passphrase").await?;
    page.press("Close").await?;
    page.press("Keep without one").await?;
    page.press("Keep without one").await?;
    page.on_today().await?;
    page.go_by_menu("Settings").await?;
    page.see("There is none. Anyone with this browser can read these pages.").await?;
    page.reload().await?;
    page.see("There is no passphrase.").await?;
    page.look("open-without").await?;
    page.open_journal().await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == ["Short and tired."], "it is not among the pages");
    page.no_problems(&world.origin().url()).await
}

async fn a_page_that_is_not_kept_leaves_nothing_and_can_be_brought_back(world: World) -> Outcome {
    let page = written(&world, "Not for keeping.").await?;
    page.press("Keep").await?;
    page.press("Don't keep this").await?;
    page.status("Let go. Nothing was written down.").await?;
    page.field("Your page").await?.holds("").await?;
    page.look("let-go").await?;
    nothing(&page, "after letting go").await?;
    page.press("Bring it back").await?;
    page.field("Your page").await?.holds("Not for keeping.").await?;
    page.press("Keep").await?;
    page.press("Don't keep this").await?;
    page.reload().await?;
    page.button("Start writing").await?;
    ensure!(!page.sees("Not for keeping.").await?, "it is still there after a reload");
    nothing(&page, "after letting go and reloading").await
}

async fn locking_at_once_can_be_chosen_before_the_first_keep(world: World) -> Outcome {
    let page = written(&world, "He reads over my shoulder.").await?;
    page.press("Keep").await?;
    page.press("Choose a passphrase").await?;
    page.press_role("DisclosureTriangle", "Could someone else pick up this phone?").await?;
    page.press_role("checkbox", "Lock at once when I look away…").await?;
    page.write_in("Passphrase", PASSPHRASE).await?;
    page.press("Keep").await?;
    page.on_today().await?;
    page.set_hidden(true).await?;
    page.on_lock().await?;
    page.unlock(PASSPHRASE).await?;
    // The choice itself is kept, too.
    page.set_hidden(true).await?;
    page.on_lock().await
}

async fn what_exit_does_is_told_once(world: World) -> Outcome {
    let page = written(&world, "First.").await?;
    page.keep_first_without().await?;
    page.see("Exit turns this screen into a plain calendar.").await?;
    page.press("All right").await?;
    page.see_no_more("Exit turns this screen into a plain calendar.").await?;
    page.reload().await?;
    page.open_journal().await?;
    page.keep_on_today("Second.").await?;
    ensure!(!page.sees("Exit turns this screen").await?, "it is told again");
    page.status("Kept.").await?;

    // Whoever does not press "All right" is not told again either.
    let other = world.browser(&world.folder().join("other"), Options::default()).await?;
    other.goto(&world.origin().url()).await?;
    other.start_writing().await?;
    other.write_in("Your page", "First.").await?;
    other.keep_first_without().await?;
    other.see("Exit turns this screen").await?;
    other.reload().await?;
    other.open_journal().await?;
    ensure!(!other.sees("Exit turns this screen").await?, "it is told again after a reload");
    ensure!(other.sees(GREETING).await?, "Today is not there");
    Ok(())
}

/// The first page with words on it, not kept yet.
async fn written(world: &World, words: &str) -> Result<Browser> {
    let page = world.open().await?;
    page.start_writing().await?;
    page.write_in("Your page", words).await?;
    Ok(page)
}

async fn nothing(page: &Browser, when: &str) -> Outcome {
    let stored = page.stored().await?;
    ensure!(stored == Stored::NOTHING, "{when} the browser holds {stored:?}");
    Ok(())
}

async fn offered(page: &Browser) -> Result<String> {
    let words = page.run_js("return document.querySelector('.offered-words output').textContent").await?;
    Ok(words.as_str().unwrap_or_default().to_owned())
}
