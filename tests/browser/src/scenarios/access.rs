//! Everyone can use it: axe finds nothing on any screen in any colours, nothing is cut off on a narrow screen or with
//! large text, a screen is announced when it opens, and no pointer is needed.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Key, Media, Options, Planted, World, ensure};
use serde_json::json;

crate::scenarios![
    every_screen_of_the_first_evening_is_open_to_everyone,
    every_screen_of_an_open_journal_is_open_to_everyone,
    the_first_minute_needs_no_pointer,
    every_screen_is_announced_when_it_opens,
    today_has_at_most_five_controls,
];

async fn every_screen_of_the_first_evening_is_open_to_everyone(world: World) -> Outcome {
    let page = world.open().await?;
    page.button("Start writing").await?;
    open_to_everyone(&page, "Welcome").await?;
    page.follow("What this is and isn't").await?;
    page.heading("What this is and isn't").await?;
    open_to_everyone(&page, "About").await?;
    page.follow("Back").await?;
    page.start_writing().await?;
    open_to_everyone(&page, "the first page").await?;
    page.follow("No words tonight? Rest two minutes.").await?;
    page.button("Next").await?;
    open_to_everyone(&page, "Rest").await?;
    page.press("That's enough for today").await?;
    page.write_in("Your page", "Words").await?;
    page.press("Keep").await?;
    page.heading("Keep this page").await?;
    open_to_everyone(&page, "Keep").await?;
    page.press("Keep without one").await?;
    page.heading("Keep without a passphrase?").await?;
    open_to_everyone(&page, "Keep without a passphrase?").await?;
    page.press("Choose one").await?;
    page.heading("Choose a passphrase").await?;
    page.press_role("DisclosureTriangle", "Could someone else pick up this phone?").await?;
    page.write_in("Passphrase", PASSPHRASE).await?;
    open_to_everyone(&page, "Choose a passphrase").await?;
    page.press("Keep").await?;
    page.on_today().await?;
    page.see("Exit turns this screen into a plain calendar.").await?;
    open_to_everyone(&page, "Today, first").await?;
    // The same questions must be able to find something.
    page.run_js("document.querySelector('main').append(document.createElement('button'))").await?;
    let found = page.axe().await?;
    ensure!(found.iter().any(|one| one.starts_with("button-name")), "a nameless button is not found: {found:?}");
    page.run_js(
        "const wide = document.querySelector('main').appendChild(document.createElement('div'));
        wide.style.inlineSize = '50rem'; wide.textContent = 'wide';",
    )
    .await?;
    ensure!(reflows(&page).await?.is_some(), "an element that is too wide is not found");
    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    open_to_everyone(&page, "the calendar").await
}

async fn every_screen_of_an_open_journal_is_open_to_everyone(world: World) -> Outcome {
    let page = locked(&world, 3).await?;
    open_to_everyone(&page, "the lock").await?;
    page.follow("Help").await?;
    page.heading("Help").await?;
    open_to_everyone(&page, "Help").await?;
    page.follow("Back").await?;
    page.try_to_unlock("wrong one").await?;
    page.status("That didn't open it.").await?;
    open_to_everyone(&page, "the lock after a wrong try").await?;
    page.unlock(PASSPHRASE).await?;
    page.see("Should the passphrase slip your mind").await?;
    open_to_everyone(&page, "Today with an offer").await?;
    page.press("More").await?;
    page.link("Settings").await?;
    open_to_everyone(&page, "the menu").await?;
    page.follow("Settings").await?;
    page.heading("Settings").await?;
    open_to_everyone(&page, "Settings").await?;
    page.press("Change the passphrase").await?;
    page.field("New passphrase").await?;
    open_to_everyone(&page, "Settings with a passphrase to change").await?;
    page.press("Leave it").await?;
    page.follow("Make recovery words").await?;
    page.button("Make recovery words").await?;
    open_to_everyone(&page, "recovery").await?;
    page.press("Make recovery words").await?;
    page.by_role("list", "Recovery words").await?;
    open_to_everyone(&page, "recovery words").await?;
    page.press("Put them away unused").await?;
    page.heading("Settings").await?;
    page.follow("Back").await?;
    page.go_to_pages().await?;
    page.rows().await?;
    open_to_everyone(&page, "Pages").await?;
    page.by_role("searchbox", "Search your pages").await?.type_text("nowhere").await?;
    page.status("No page holds").await?;
    open_to_everyone(&page, "a search in vain").await?;
    page.by_role("searchbox", "Search your pages").await?.clear().await?;
    page.link("…").await?;
    page.wait_for_js("the rows", "return document.querySelectorAll('.row-link').length === 3").await?;
    page.run_js("document.querySelector('.row-link').click()").await?;
    page.button("Edit").await?;
    open_to_everyone(&page, "a page").await?;
    page.press("Edit").await?;
    page.press("Aa, style the words").await?;
    page.button("Bold").await?;
    open_to_everyone(&page, "the marks").await?;
    page.press("Keyboard").await?;
    page.heading("Keyboard").await?;
    open_to_everyone(&page, "the shortcuts").await?;
    page.press("Close").await?;
    page.press("More").await?;
    page.press("Star this page").await?;
    page.press("More").await?;
    page.button("Take the star off").await?;
    open_to_everyone(&page, "the menu of a page").await?;
    page.press("Move to another day").await?;
    page.heading("Which day does it belong to?").await?;
    open_to_everyone(&page, "choosing a day").await?;
    page.press("Close").await?;
    page.press("More").await?;
    page.press("Earlier versions").await?;
    page.button("Take this back").await?;
    open_to_everyone(&page, "earlier versions").await?;
    page.press("Close").await?;
    page.press("More").await?;
    page.press("Put in the Bin").await?;
    page.status("In the Bin.").await?;
    open_to_everyone(&page, "Pages with an undo").await?;
    page.go_to_bin().await?;
    page.button("Take back").await?;
    open_to_everyone(&page, "the Bin").await?;
    page.press("Empty the Bin").await?;
    page.heading("Delete this page for good?").await?;
    open_to_everyone(&page, "a question before deleting").await?;
    page.press("Delete for good").await?;
    page.see("Nothing is in the Bin.").await?;
    open_to_everyone(&page, "the empty Bin").await
}

async fn the_first_minute_needs_no_pointer(world: World) -> Outcome {
    let page = world.open().await?;
    page.button("Start writing").await?;
    page.tab_to("button “Start writing”").await?;
    page.press_key(Key::Enter).await?;
    page.field("Your page").await?;
    page.wait("the caret in the editor", async || Ok((page.focused().await? == "textbox “Your page”").then_some(())))
        .await?;
    page.type_text("By keys alone.").await?;
    page.tab_to("button “Keep”").await?;
    page.press_key(Key::Enter).await?;
    page.heading("Keep this page").await?;
    page.tab_to("button “Choose a passphrase”").await?;
    page.press_key(Key::Enter).await?;
    page.heading("Choose a passphrase").await?;
    page.tab_to("textbox “Passphrase”").await?;
    page.type_text(PASSPHRASE).await?;
    page.tab_to("button “Keep”").await?;
    page.press_key(Key::Enter).await?;
    page.on_today().await?;
    page.tab_to("button “All right”").await?;
    page.press_key(Key::Enter).await?;
    page.tab_to("button “More”").await?;
    page.press_key(Key::Enter).await?;
    page.tab_to("button “Lock”").await?;
    page.press_key(Key::Enter).await?;
    page.on_lock().await?;
    page.tab_to("textbox “Passphrase or recovery words”").await?;
    page.type_text(PASSPHRASE).await?;
    page.press_key(Key::Enter).await?;
    page.on_today().await?;
    page.tab_to("link “Pages”").await?;
    page.press_key(Key::Enter).await?;
    page.heading("Pages").await?;
    ensure!(page.rows().await? == ["By keys alone."], "the page is not there");
    Ok(())
}

async fn every_screen_is_announced_when_it_opens(world: World) -> Outcome {
    let page = locked(&world, 2).await?;
    page.follow("Help").await?;
    announced(&page, "Help").await?;
    page.follow("Back").await?;
    announced(&page, "Locked").await?;
    page.unlock(PASSPHRASE).await?;
    announced(&page, "Come in. There's room.").await?;
    page.write_in("Today's page", "Words on Today").await?;
    page.go_to_pages().await?;
    announced(&page, "Pages").await?;
    // Neither a field that holds words nor one that holds none.
    page.go_to_today().await?;
    announced(&page, "Come in. There's room.").await?;
    page.go_to_pages().await?;
    page.rows().await?;
    page.run_js("document.querySelectorAll('.row-link')[1].click()").await?;
    page.button("Edit").await?;
    let heading = page.run_js("return document.querySelector('main h1').textContent").await?;
    announced(&page, heading.as_str().unwrap_or_default()).await?;
    page.follow("Pages").await?;
    announced(&page, "Pages").await?;
    page.go_to_bin().await?;
    announced(&page, "Bin").await?;
    page.go_by_menu("Settings").await?;
    announced(&page, "Settings").await?;
    page.follow("Make recovery words").await?;
    announced(&page, "Fifteen words for paper").await?;
    page.follow("Settings").await?;
    announced(&page, "Settings").await?;
    page.go_by_menu("Help").await?;
    announced(&page, "Help").await?;
    ensure!(!page.has("button", "Lock").await?, "the menu lies over the screen it led to");
    page.follow("Back").await?;
    announced(&page, "Come in. There's room.").await?;
    page.follow("Not tonight").await?;
    page.wait("a sentence of Rest in focus", async || {
        let here = page.run_js("return document.activeElement.className").await?;
        Ok((here == json!("rest-line")).then_some(()))
    })
    .await
}

async fn today_has_at_most_five_controls(world: World) -> Outcome {
    let page = locked(&world, 3).await?;
    page.unlock(PASSPHRASE).await?;
    page.see("Should the passphrase slip your mind").await?;
    let controls = page
        .run_js(
            "const all = [...document.querySelectorAll('main :is(a, button, input, textarea, select, summary)')];
             const offers = document.querySelectorAll('main aside').length;
             return [all.filter((one) => !one.closest('aside') && one.checkVisibility({ visibilityProperty: true })).map((one) => one.textContent || one.localName), offers];",
        )
        .await?;
    let count = controls[0].as_array().map_or(0, Vec::len);
    ensure!((2..=5).contains(&count), "Today has {count} controls: {controls}");
    ensure!(controls[1] == json!(1), "Today makes {} offers", controls[1]);
    Ok(())
}

/// axe in light, dark and forced colours, on a phone and on a laptop; no scrolling sideways at 320 pixels, nor with text of
/// twice the size.
pub(super) async fn open_to_everyone(page: &Browser, screen: &str) -> Outcome {
    for size in [(1280, 800), (390, 844)] {
        let light = Media { size: Some(size), ..Media::default() };
        for media in [light, Media { dark: true, ..light }, Media { forced_colors: true, ..light }] {
            page.emulate(media).await?;
            page.settle().await?;
            page.no_axe_violations(&format!("{screen}, {media:?}")).await?;
        }
    }
    page.emulate(Media::default()).await?;
    if let Some(how) = reflows(page).await? {
        ensure!(false, "{screen} scrolls sideways {how}");
    }
    Ok(())
}

/// How the page scrolls sideways, if it does.
async fn reflows(page: &Browser) -> Result<Option<String>> {
    const WIDE: &str = "const root = document.documentElement;
        const room = document.querySelector('dialog[open]') ?? root;
        const over = (one) => one.scrollWidth - one.clientWidth;
        return Math.max(over(root), over(room));";
    let mut found = None;
    for (width, size, how) in [(320, "", "at 320 pixels"), (390, "200%", "at 390 pixels with text of twice the size")] {
        page.emulate(Media { size: Some((width, 640)), ..Media::default() }).await?;
        page.run_js(&format!("document.documentElement.style.fontSize = '{size}'")).await?;
        page.settle().await?;
        let over = page.run_js(WIDE).await?.as_i64().unwrap_or_default();
        if over > 0 && found.is_none() {
            found = Some(format!("{how}, by {over}"));
        }
    }
    page.run_js("document.documentElement.style.fontSize = ''").await?;
    page.emulate(Media::default()).await?;
    Ok(found)
}

/// Waits until the focus is on this heading, as it is when a screen reader should say where one is.
async fn announced(page: &Browser, heading: &str) -> Outcome {
    let wanted = format!("heading “{heading}”");
    page.wait(&format!("the focus on {wanted}"), async || Ok((page.focused().await? == wanted).then_some(()))).await
}

async fn locked(world: &World, pages: i64) -> Result<Browser> {
    let pages: Vec<Planted> = (1..=pages)
        .map(|at| Planted::new(at * DAY, format!("Page {at}")).after(format!("Page {at}, as it was before")))
        .collect();
    let shelves = Shelves::founded(Some(PASSPHRASE), &pages).await?;
    let page = world.open_on(&shelves, Options { clock: true, ..Options::default() }).await?;
    page.on_lock().await?;
    page.shift_to_noon().await?;
    Ok(page)
}
