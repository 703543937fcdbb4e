//! What a person chooses: looks that are there before the first paint, another passphrase, or none any more.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Media, Options, Planted, World, ensure};
use serde_json::{Value, json};

crate::scenarios![a_theme_is_worn_before_the_first_paint, another_passphrase_opens_and_no_page_is_written_again,];

/// Notes what the first frame was painted with, before the app had drawn anything.
const FIRST_FRAME: &str = "requestAnimationFrame(function first() {
  // A frame may be painted before the page is read to its end.
  const app = document.getElementById('app');
  if (!app) return requestAnimationFrame(first);
  const root = getComputedStyle(document.documentElement);
  globalThis.firstFrame = {
    ground: root.backgroundColor, scheme: root.colorScheme, size: root.fontSize,
    bar: document.querySelector('meta[name=\"theme-color\"]').content,
    drawn: app.childElementCount,
  };
});";

const WORDS: &str = "The kettle, the stairs.";

async fn a_theme_is_worn_before_the_first_paint(world: World) -> Outcome {
    let page = locked(&world, Some(PASSPHRASE)).await?;
    page.emulate(Media::default()).await?;
    page.on_new_document(FIRST_FRAME).await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    let light = first_frame(&page).await?;
    ensure!(light["scheme"] == json!("light dark"), "nobody chose, and it is painted {light}");
    page.go_by_menu("Settings").await?;
    page.press_role("radio", "Dark").await?;
    page.press_role("radio", "Larger").await?;
    page.press_role("radio", "Without serifs").await?;
    let worn = "const root = document.documentElement;
        return root.dataset.theme === 'dark' && root.dataset.text === 'larger' && root.dataset.face === 'sans'";
    page.wait_for_js("the looks to be worn at once", worn).await?;
    page.look("settings-dark").await?;
    // The lock screen of the next start wears the two that stand in the clear; the letters are sealed.
    page.lock_by_hand().await?;
    page.on_lock().await?;
    let dark = first_frame(&page).await?;
    ensure!(dark["drawn"] == json!(0), "the app had drawn before this was noted: {dark}");
    ensure!(dark["scheme"] == json!("dark") && dark["ground"] != light["ground"], "{light} became {dark}");
    // A browser's usual 16 pixels and five sixteenths of them.
    ensure!(dark["size"] == json!("21px"), "the text is {}", dark["size"]);
    ensure!(dark["bar"] == json!("#12151a"), "the browser's own bar is {}", dark["bar"]);
    ensure!(page.run_js("return document.documentElement.dataset.face ?? null").await? == Value::Null, "told too much");
    page.look("locked-dark").await?;
    page.unlock(PASSPHRASE).await?;
    page.wait_for_js("the letters, once open", worn).await?;
    page.go_by_menu("Settings").await?;
    page.press_role("radio", "As the device has it").await?;
    page.press_role("radio", "Usual").await?;
    page.wait_for_js("nothing to be overridden", "return document.documentElement.dataset.theme === undefined").await?;
    page.lock_by_hand().await?;
    page.on_lock().await?;
    let again = first_frame(&page).await?;
    ensure!(again["ground"] == light["ground"] && again["size"] == light["size"], "{light} became {again}");
    page.no_problems(&world.origin().url()).await
}

async fn another_passphrase_opens_and_no_page_is_written_again(world: World) -> Outcome {
    const NEXT: &str = "another lamp, another window 9";
    let page = locked(&world, Some(PASSPHRASE)).await?;
    page.unlock(PASSPHRASE).await?;
    let before = values(&page, Some(PASSPHRASE)).await?;
    ensure!(before.len() == 2, "the page lies in {} values of both stores", before.len());
    page.go_by_menu("Settings").await?;
    page.see("No wrong tries since you last opened.").await?;
    page.press("Change the passphrase").await?;
    page.write_in("Present passphrase, or recovery words", "not the one").await?;
    page.write_in("New passphrase", NEXT).await?;
    page.look("settings-passphrase").await?;
    page.press("Change the passphrase").await?;
    page.status("That didn't open it.").await?;
    // What was typed as the new one is still there.
    let present = page.field("Present passphrase, or recovery words").await?;
    present.clear().await?;
    present.type_text(PASSPHRASE).await?;
    page.press("Change the passphrase").await?;
    page.status("Changed.").await?;
    ensure!(values(&page, Some(NEXT)).await? == before, "a page was written again");
    page.lock_by_hand().await?;
    page.try_to_unlock(PASSPHRASE).await?;
    page.status("That didn't open it.").await?;
    page.unlock(NEXT).await?;
    page.go_by_menu("Settings").await?;
    page.see("Wrong tries since you last opened: 1. It may have been you.").await?;
    page.wait_for_js(
        "an opening before this one",
        "return document.querySelectorAll('[aria-labelledby=set-opened] li').length > 0",
    )
    .await?;

    page.press("Remove the passphrase").await?;
    page.see("anyone who opens this phone can read these pages").await?;
    page.write_in("Present passphrase, or recovery words", NEXT).await?;
    page.look("settings-remove-passphrase").await?;
    page.press("Remove it").await?;
    page.status("Removed.").await?;
    ensure!(values(&page, None).await? == before, "a page was written again");
    page.see("Anyone with this browser: there is no passphrase.").await?;
    page.lock_by_hand().await?;
    page.open_journal().await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == [WORDS], "the page is not there");
    page.no_problems(&world.origin().url()).await
}

async fn first_frame(page: &Browser) -> Result<Value> {
    page.wait_for_js("the first frame", "return globalThis.firstFrame !== undefined").await?;
    page.run_js("return globalThis.firstFrame").await
}

/// The sealed values of both stores that hold the page.
async fn values(page: &Browser, passphrase: Option<&str>) -> Result<Vec<Vec<u8>>> {
    let shelves = Shelves::of(page).await?;
    let key = shelves.key_of_value(WORDS, passphrase)?.unwrap_or_default();
    Ok([&shelves.local, &shelves.mirror].into_iter().filter_map(|shelf| shelf.get(&key).cloned()).collect())
}

async fn locked(world: &World, passphrase: Option<&str>) -> Result<Browser> {
    let shelves = Shelves::founded(passphrase, &[Planted::new(DAY, WORDS)]).await?;
    let page = world.open_on(&shelves, Options::default()).await?;
    page.on_lock().await?;
    Ok(page)
}
