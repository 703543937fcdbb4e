//! A backup made, the browser emptied, and the pages back: what a person does who does not want to lose them.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, Planted, World, ensure};
use held::app::save::{Change, Keeper};
use held::platform::random::SystemRandom;
use held::transfer::sealed::SealedFile;
use held::vault::{Secret, derive};
use serde_json::json;

crate::scenarios![
    a_backup_brings_the_pages_back_to_an_emptied_browser,
    both_sides_of_a_conflict_are_kept_and_bringing_in_can_be_undone,
    what_is_no_backup_is_refused_in_words_and_plain_files_take_a_second_step,
];

/// A browser without the dialog for saving, which no test can answer: the file goes to the downloads.
const NO_DIALOG: &str = "delete globalThis.showSaveFilePicker;";
/// What Safari says of an app on the home screen.
const INSTALLED: &str = "Object.defineProperty(navigator, 'standalone', { configurable: true, value: true });";
/// Gives the control a file, as a person's choice would.
const CHOOSE: &str = "const chosen = new DataTransfer();
    chosen.items.add(new File([arguments[0]], 'notes-1.txt', { type: 'text/plain' }));
    const control = document.getElementById('chosen-file');
    control.files = chosen.files;
    control.dispatchEvent(new Event('change', { bubbles: true }));";

async fn a_backup_brings_the_pages_back_to_an_emptied_browser(world: World) -> Outcome {
    let page = opened(&world, &Shelves::founded(Some(PASSPHRASE), &old_pages()).await?).await?;
    let text = std::fs::read_to_string(back_up(&world, &page, 1).await?)?;
    ensure!(!text.contains("kettle"), "words are in the file as they are");
    page.look("backup-made").await?;
    page.no_axe_violations("a backup that was made").await?;
    page.quit().await?;

    let page = world.browser(&world.folder().join("another"), Options::default()).await?;
    page.goto(&world.origin().url()).await?;
    page.button("Start writing").await?;
    ensure!(!page.sees("this icon began empty").await?, "a tab that was never used is told of an icon");
    // From here on it is an installed app, on a system where those begin empty.
    page.on_new_document(INSTALLED).await?;
    page.reload().await?;
    page.see("or this icon began empty. A saved copy brings it back.").await?;
    page.look("installed-empty").await?;
    page.no_axe_violations("an installed app that begins empty").await?;
    page.follow("What this is and isn't").await?;
    page.link("I have a backup").await?;
    page.follow("Back").await?;
    page.follow("I have a backup").await?;
    choose(&page, &text).await?;
    page.field("The passphrase of this file, or its recovery words").await?.type_text("not this one").await?;
    page.press("Open the file").await?;
    page.see("That didn't open it.").await?;
    give(&page, PASSPHRASE).await?;
    page.see("2 pages not here yet").await?;
    ensure!(page.stored().await? == crate::steps::Stored::NOTHING, "something was kept before anybody said so");
    page.look("backup-shown").await?;
    page.no_axe_violations("what a backup holds").await?;
    page.press("Bring these in").await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == ["The kettle.", "An older page."], "Pages holds {:?}", page.rows().await?);
    Ok(())
}

async fn both_sides_of_a_conflict_are_kept_and_bringing_in_can_be_undone(world: World) -> Outcome {
    let shelves = Shelves::founded(Some(PASSPHRASE), &old_pages()).await?;
    let (here, there) = (rewritten(&shelves, "Here.").await?, rewritten(&shelves, "There.").await?);
    let file = SealedFile::read(&here).map_err(|error| Failure::new(format!("No copy: {error:?}")))?;
    let page = opened(&world, &Shelves { local: file.local, mirror: file.mirror }).await?;
    page.go_by_menu("Settings").await?;
    page.follow("Back up, bring pages in").await?;
    choose(&page, &there).await?;
    give(&page, PASSPHRASE).await?;
    page.see("1 page changed on both sides: both are kept, side by side").await?;
    page.see("1 page here already, just the same").await?;
    page.press("Bring these in").await?;
    page.see("They are in.").await?;
    page.follow("Back").await?;
    page.follow("Back").await?;
    page.go_to_pages().await?;
    let mut rows = page.rows().await?;
    rows.sort();
    ensure!(rows == ["An older page.", "Here.", "There."], "Pages holds {rows:?}");
    page.go_by_menu("Settings").await?;
    page.follow("Back up, bring pages in").await?;
    page.press("Undo this").await?;
    page.see("Taken back. It is as it was.").await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == ["Here.", "An older page."], "Pages holds {:?}", page.rows().await?);
    Ok(())
}

async fn what_is_no_backup_is_refused_in_words_and_plain_files_take_a_second_step(world: World) -> Outcome {
    let page = opened(&world, &Shelves::founded(Some(PASSPHRASE), &old_pages()).await?).await?;
    let whole = std::fs::read_to_string(back_up(&world, &page, 1).await?)?;
    for (text, words) in [
        ("{\"metadata\":{\"version\":\"1.0\"},\"entries\":[]}", "This is not a backup of these pages."),
        (&whole[..whole.len() / 2], "This file ends too early"),
        (&whole.replacen("mirror\":{", "mirror\":{%", 1), "This file was altered"),
    ] {
        choose(&page, text).await?;
        page.see(words).await?;
    }
    page.no_axe_violations("a file that was refused").await?;
    ensure!(!page.has("button", "As text files, in one zip").await?, "plain files in one step");
    page.press("Take pages away unsealed").await?;
    page.see("Anyone who opens these files can read every page").await?;
    page.press("As text files, in one zip").await?;
    page.see("Handed over, unsealed.").await?;
    let zip = world.downloads().join("pages.zip");
    let bytes = page.wait("the zip", async || Ok(std::fs::read(&zip).ok().filter(|zip| zip.len() > 60))).await?;
    ensure!(
        bytes.starts_with(b"PK\x03\x04") && String::from_utf8_lossy(&bytes).contains("The kettle."),
        "no zip of pages"
    );
    Ok(())
}

pub(super) fn old_pages() -> [Planted; 2] {
    [Planted::new(DAY, "An older page."), Planted::new(DAY / 2, "The kettle.")]
}

pub(super) async fn opened(world: &World, shelves: &Shelves) -> Result<Browser> {
    let page = world.open_on(shelves, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    Ok(page)
}

/// Makes a backup by the downloads, and waits until it is called good.
async fn back_up(world: &World, page: &Browser, number: u32) -> Result<PathBuf> {
    page.run_js(NO_DIALOG).await?;
    page.go_by_menu("Settings").await?;
    page.follow("Back up, bring pages in").await?;
    page.press("Back up now").await?;
    page.see(&format!("Handed over as notes-{number}.txt. What was handed over was opened again, and it is good"))
        .await?;
    let file = world.downloads().join(format!("notes-{number}.txt"));
    page.wait("the file", async || Ok(std::fs::read(&file).ok().filter(|file| file.ends_with(b"}")).map(drop))).await?;
    Ok(file)
}

pub(super) async fn choose(page: &Browser, text: &str) -> Outcome {
    page.heading("Bring pages in").await?;
    page.run_js_with(CHOOSE, vec![json!(text)]).await?;
    Ok(())
}

pub(super) async fn give(page: &Browser, passphrase: &str) -> Outcome {
    let field = page.field("The passphrase of this file, or its recovery words").await?;
    field.clear().await?;
    field.type_text(passphrase).await?;
    page.press("Open the file").await
}

/// The same journal with its second page rewritten, as a copy of both stores.
pub(super) async fn rewritten(shelves: &Shelves, words: &str) -> Result<String> {
    let failed = |what: &str| Failure::new(format!("{what} failed"));
    let copy = SealedFile { local: shelves.local.clone(), mirror: shelves.mirror.clone() }.write();
    let (keeper, _) = Keeper::from_copy(&copy).await.map_err(|_| failed("reading"))?;
    let (salt, kdf) = keeper.lock_cost().ok_or_else(|| failed("the header"))?;
    let secret = Secret::new(PASSPHRASE).map_err(|_| failed("the passphrase"))?;
    let derived = derive(&secret, &salt, kdf).map_err(|_| failed("the key"))?;
    keeper.unlock(&derived, &mut SystemRandom).map_err(|_| failed("unlocking"))?;
    let first = keeper.read_first().await.map_err(|_| failed("reading"))?;
    let page =
        first.pages.iter().find(|page| &*page.body == "The kettle.").ok_or_else(|| failed("finding the page"))?;
    // A minute after it was begun: still the same sitting, so that neither side remembers the words before.
    let at = held::domain::Stamp { utc_ms: page.created.utc_ms + 60_000, ..page.created };
    while keeper.read_more(at, &mut SystemRandom).await.map_err(|_| failed("reading"))?.report.is_none() {}
    let changed = Change::Write(std::rc::Rc::new(page.rewritten(words, at)));
    let pending = keeper.begin(&[changed], at, &mut SystemRandom).map_err(|_| failed("sealing"))?;
    pending.acknowledged().await.map_err(|_| failed("keeping"))?;
    keeper.export_copy().await.map_err(|_| failed("the copy"))
}
