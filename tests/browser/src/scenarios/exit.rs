//! Exit: from the first paint, from everywhere, before and without the app; and where Back leads afterwards.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Key, Options, Planted, World, ensure};

crate::scenarios![
    exit_works_before_the_module_has_arrived,
    exit_before_anything_is_kept_leads_back_to_welcome,
    exit_puts_the_words_away_first_and_leads_back_to_the_lock,
    exit_works_from_a_dialog,
    shift_pressed_three_times_is_exit,
    exit_comes_first_on_every_screen,
];

async fn exit_works_before_the_module_has_arrived(world: World) -> Outcome {
    let page = world.browser(&world.profile(), Options::default()).await?;
    // The request for the module goes out and is never answered.
    page.on_new_document("globalThis.fetch = () => new Promise(() => {});").await?;
    page.goto(&world.origin().url()).await?;
    let started = page.run_js("return document.getElementById('app').children.length").await?;
    ensure!(started == serde_json::json!(0), "the module arrived after all");
    ensure!(page.sees("Exit").await?, "Exit cannot be seen");
    page.press_key(Key::Tab).await?;
    ensure!(page.focused().await? == "button “Exit”", "the first stop is {}", page.focused().await?);
    page.press_key(Key::Enter).await?;
    calendar(&page).await
}

async fn exit_before_anything_is_kept_leads_back_to_welcome(world: World) -> Outcome {
    let page = world.open().await?;
    page.start_writing().await?;
    page.write_in("Your page", "Not kept, not found").await?;
    page.press("Exit").await?;
    calendar(&page).await?;
    // A calendar like any other.
    page.look("calendar").await?;
    let month = page.run_js("return document.querySelector('table').getAttribute('aria-label')").await?;
    page.press("Next month").await?;
    page.wait("the next month", async || {
        let now = page.run_js("return document.querySelector('table').getAttribute('aria-label')").await?;
        Ok((now != month).then_some(()))
    })
    .await?;
    page.back().await?;
    page.button("Start writing").await?;
    ensure!(!page.sees("Not kept, not found").await?, "Back shows the words");
    page.no_problems(&world.origin().url()).await
}

async fn exit_puts_the_words_away_first_and_leads_back_to_the_lock(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.go_to_pages().await?;
    page.go_to_today().await?;
    page.write_in("Today's page", "Steps in the hall").await?;
    page.press("Exit").await?;
    calendar(&page).await?;
    ensure!(!page.sees("Steps in the hall").await?, "the words came along");
    page.back().await?;
    page.on_lock().await?;
    for words in ["Steps in the hall", "An older page."] {
        let left =
            page.run_js_with("return document.documentElement.innerHTML.includes(arguments[0])", vec![words.into()]);
        ensure!(left.await? == serde_json::json!(false), "“{words}” is in the page that Back leads to");
    }
    page.unlock(PASSPHRASE).await?;
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("Steps in the hall").await?;
    page.no_problems(&world.origin().url()).await
}

async fn exit_works_from_a_dialog(world: World) -> Outcome {
    let page = world.open().await?;
    page.start_writing().await?;
    page.write_in("Your page", "Words").await?;
    page.press("Keep").await?;
    page.heading("Keep this page").await?;
    page.exit_comes_first("Keep this page").await?;
    ensure!(page.focused().await?.starts_with("heading"), "the focus is on {}", page.focused().await?);
    page.press("Choose a passphrase").await?;
    page.heading("Choose a passphrase").await?;
    page.exit_comes_first("Choose a passphrase").await?;
    page.write_in("Passphrase", PASSPHRASE).await?;
    page.press("Exit").await?;
    calendar(&page).await?;
    page.back().await?;
    page.button("Start writing").await.map(drop)
}

async fn shift_pressed_three_times_is_exit(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.field("Today's page").await?.focus().await?;
    // With another key in between it is someone writing in capitals.
    for key in [Key::Shift, Key::Shift, Key::Right, Key::Shift, Key::Shift] {
        page.press_key(key).await?;
    }
    page.on_today().await?;
    // Too slowly it is someone wondering.
    page.press_key(Key::Right).await?;
    page.press_key(Key::Shift).await?;
    page.press_key(Key::Shift).await?;
    page.shift_clock(6_000).await?;
    page.press_key(Key::Shift).await?;
    page.on_today().await?;
    page.press_key(Key::Right).await?;
    page.type_text("Quick").await?;
    for _ in 0..3 {
        page.press_key(Key::Shift).await?;
    }
    calendar(&page).await?;
    page.goto(&world.origin().url()).await?;
    page.unlock(PASSPHRASE).await?;
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("Quick").await
}

async fn exit_comes_first_on_every_screen(world: World) -> Outcome {
    let page = world.open().await?;
    page.button("Start writing").await?;
    page.exit_comes_first("Welcome").await?;
    page.press_key(Key::Tab).await?;
    ensure!(page.focused().await? == "button “Exit”", "the first stop is {}", page.focused().await?);
    page.press_key(Key::Tab).await?;
    ensure!(page.focused().await? == "link “Skip to page”", "the second stop is {}", page.focused().await?);
    page.press_key(Key::Enter).await?;
    ensure!(page.focused().await?.starts_with("main"), "Skip leads to {}", page.focused().await?);
    page.start_writing().await?;
    page.exit_comes_first("the first page").await?;
    page.follow("No words tonight? Rest two minutes.").await?;
    page.button("Next").await?;
    page.exit_comes_first("Rest").await?;
    page.look("rest").await?;

    let page = {
        drop(page);
        opened(&world).await?
    };
    page.exit_comes_first("Today").await?;
    page.go_to_pages().await?;
    page.exit_comes_first("Pages").await?;
    page.go_to_bin().await?;
    page.exit_comes_first("the Bin").await?;
    page.look("bin-empty").await?;
    page.go_by_menu("Settings").await?;
    page.exit_comes_first("Settings").await?;
    page.go_by_menu("Help").await?;
    page.exit_comes_first("Help").await?;
    page.follow("Back").await?;
    page.go_to_pages().await?;
    page.press("New page").await?;
    page.field("Page").await?;
    page.exit_comes_first("a page").await?;
    page.lock_by_hand().await?;
    page.exit_comes_first("the lock").await
}

/// The calendar, alone.
async fn calendar(page: &Browser) -> Outcome {
    page.wait("the calendar", async || Ok(page.url().await?.ends_with("/calendar.html").then_some(()))).await?;
    page.by_role("grid", "…").await?;
    let title = page.title().await?;
    let month = page.run_js("return document.querySelector('table').getAttribute('aria-label')").await?;
    ensure!(month == title.as_str() && !title.is_empty(), "the calendar of {month} is called {title}");
    Ok(())
}

async fn opened(world: &World) -> Result<Browser> {
    let shelves = Shelves::founded(Some(PASSPHRASE), &[Planted::new(DAY, "An older page.")]).await?;
    let page = world.open_on(&shelves, Options { clock: true, ..Options::default() }).await?;
    page.unlock(PASSPHRASE).await?;
    Ok(page)
}
