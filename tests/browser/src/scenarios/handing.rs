//! Files on their way through what belongs to the browser or the system: its dialog for saving, its share sheet, its word
//! about keeping what is here. None of them can be driven, so each is played by the page, and does what the real one does.

use super::backup::{choose, give, old_pages, opened, rewritten};

use crate::failure::{Failure, Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Engine, Options, Planted, World, ensure};
use held::store::keys;
use held::transfer::sealed::SealedFile;
use serde_json::{Value, json};

crate::scenarios![
    a_place_is_chosen_for_a_backup_and_what_lies_there_is_read_again,
    a_backup_is_shared_by_a_second_tap_and_to_files,
    what_is_cancelled_leaves_everything_as_it_was,
    a_backup_opens_again_what_has_lost_its_header,
    the_browser_is_asked_to_keep_it_only_by_a_tap_where_it_would_ask_the_person in &[Engine::Firefox],
    in_a_tab_of_safari_the_seven_days_are_told_once,
];

/// Answers in the order given: a good place, one that loses the end of what is put there, or none. Like the real dialog, it
/// comes only while a tap lasts.
const DIALOG: &str = "globalThis.answers = [];
    globalThis.showSaveFilePicker = async ({ suggestedName }) => {
      if (!navigator.userActivation.isActive) throw new DOMException('no tap', 'SecurityError');
      const answer = globalThis.answers.shift();
      if (answer === 'closed') throw new DOMException('closed', 'AbortError');
      let kept = '', coming = '';
      globalThis.kept = () => kept;
      return {
        name: `mine-${suggestedName}`,
        createWritable: async () => ({
          write: async (some) => { coming += some; },
          close: async () => { kept = answer === 'loses' ? coming.slice(0, -9) : coming; },
        }),
        getFile: async () => ({ size: kept.length, text: async () => kept }),
      };
    };";

/// An installed app on a telephone: a share sheet that comes only while a tap lasts, and is closed the first time.
const SHEET: &str = "globalThis.shared = [];
    let closed = false;
    const own = (name, value) => Object.defineProperty(navigator, name, { configurable: true, value });
    own('standalone', true);
    own('canShare', ({ files }) => files.length === 1);
    own('share', async (data) => {
      if (!navigator.userActivation.isActive) throw new DOMException('no tap', 'NotAllowedError');
      if (!closed) { closed = true; throw new DOMException('closed', 'AbortError'); }
      const [file] = data.files;
      globalThis.shared.push({ named: Object.keys(data), name: file.name, text: await file.text() });
    });";

/// Stops the breath that is taken between two slices of a long job, until it is let go.
const HOLD: &str = "const real = globalThis.setTimeout, held = [];
    globalThis.setTimeout = (go, wait, ...more) => (wait === 4 ? (held.push(go), 0) : real(go, wait, ...more));
    globalThis.letGo = () => { globalThis.setTimeout = real; held.splice(0).forEach((go) => go()); };";

async fn a_place_is_chosen_for_a_backup_and_what_lies_there_is_read_again(world: World) -> Outcome {
    let page = on_backup(&world).await?;
    page.run_js(DIALOG).await?;
    answer(&page, "closed").await?;
    page.press("Back up now").await?;
    page.wait_for_js("the dialog to be closed", "return globalThis.answers.length === 0").await?;
    page.see("No backup has been made here yet.").await?;
    answer(&page, "loses").await?;
    page.press("Back up now").await?;
    page.see("Opened again, the file was not what it should be. Nothing here was changed.").await?;
    page.see("No backup has been made here yet.").await?;
    answer(&page, "keeps").await?;
    page.press("Back up now").await?;
    page.see("Saved as mine-notes-1.txt. It was opened again where it lies, and it is good: 2 pages.").await?;
    page.see("Last backup: notes-1.txt").await?;
    page.look("backup-chosen-place").await?;
    let kept = page.run_js("return globalThis.kept()").await?;
    let kept = kept.as_str().unwrap_or_default();
    ensure!(SealedFile::read(kept).is_ok() && !kept.contains("kettle"), "what was put there is no sealed file");
    ensure!(!world.downloads().join("notes-1.txt").exists(), "it went to the downloads as well");
    page.no_problems(&world.origin().url()).await
}

async fn a_backup_is_shared_by_a_second_tap_and_to_files(world: World) -> Outcome {
    let page = on_backup(&world).await?;
    page.run_js(SHEET).await?;
    page.press("Back up now").await?;
    page.see("The backup is ready, and it is good.").await?;
    page.see("The next screen belongs to your phone and may suggest people. Choose Save to Files.").await?;
    page.look("backup-ready").await?;
    page.no_axe_violations("a backup that waits for a second tap").await?;
    ensure!(shared(&page).await? == json!([]), "it was shared before anybody said so");
    page.press("Save it").await?;
    // The sheet was closed without choosing. That is no fault, and nothing was kept anywhere.
    page.see("The backup is ready, and it is good.").await?;
    ensure!(shared(&page).await? == json!([]), "it was shared though the sheet was closed");
    page.press("Save it").await?;
    page.see("Handed over as notes-1.txt.").await?;
    let shared = shared(&page).await?;
    let text = shared[0]["text"].as_str().unwrap_or_default();
    ensure!(shared[0]["named"] == json!(["files"]) && shared[0]["name"] == json!("notes-1.txt"), "shared: {shared}");
    ensure!(SealedFile::read(text).is_ok() && !text.contains("kettle"), "what was shared is no sealed file");
    Ok(())
}

async fn what_is_cancelled_leaves_everything_as_it_was(world: World) -> Outcome {
    let pages: Vec<Planted> = (1..40).map(|ago| Planted::new(ago * DAY, format!("Page {ago}."))).collect();
    let other = Shelves::founded(Some(PASSPHRASE), &pages).await?;
    let file = SealedFile { local: other.local, mirror: other.mirror }.write();
    let page = on_backup(&world).await?;
    let before = Shelves::of(&page).await?;

    page.run_js("delete globalThis.showSaveFilePicker;").await?;
    page.run_js(HOLD).await?;
    page.press("Back up now").await?;
    cancelled(&page, "Making the backup").await?;
    page.button("Back up now").await?;
    ensure!(!world.downloads().join("notes-1.txt").exists(), "the backup was made all the same");

    page.run_js(HOLD).await?;
    choose(&page, &file).await?;
    give(&page, PASSPHRASE).await?;
    cancelled(&page, "Reading the file").await?;
    page.see("From a backup or a sealed copy.").await?;

    choose(&page, &file).await?;
    give(&page, PASSPHRASE).await?;
    page.see("39 pages not here yet").await?;
    page.run_js(HOLD).await?;
    page.press("Bring these in").await?;
    cancelled(&page, "Bringing them in").await?;
    page.see("From a backup or a sealed copy.").await?;
    let after = Shelves::of(&page).await?;
    ensure!(is_same(&before, &after), "cancelled, and the stores are not as they were");

    // To its end, it is found in the stores.
    choose(&page, &file).await?;
    give(&page, PASSPHRASE).await?;
    page.press("Bring these in").await?;
    page.see("They are in.").await?;
    ensure!(!is_same(&before, &Shelves::of(&page).await?), "39 pages came in, and the stores are the same");
    page.no_problems(&world.origin().url()).await
}

async fn a_backup_opens_again_what_has_lost_its_header(world: World) -> Outcome {
    let shelves = Shelves::founded(Some(PASSPHRASE), &old_pages()).await?;
    let backup = SealedFile { local: shelves.local.clone(), mirror: shelves.mirror.clone() }.write();
    let later = SealedFile::read(&rewritten(&shelves, "Written since.").await?);
    let mut later = later.map_err(|error| Failure::new(format!("No copy: {error:?}")))?;
    // The browser has thrown one store away, and the other has lost what opens it.
    later.local.clear();
    later.mirror.retain(|key, _| !keys::HEADERS.contains(&key.as_str()));
    let page = world.open_on(&Shelves { local: later.local, mirror: later.mirror }, Options::default()).await?;
    page.heading("This can't be opened").await?;
    page.see("the part that opens the lock is missing or damaged").await?;
    page.look("unreadable").await?;
    page.no_axe_violations("a journal without a header").await?;
    page.press("Save a sealed copy").await?;
    let copy = world.downloads().join("notes.bin");
    page.wait("the copy", async || Ok(std::fs::read(&copy).ok().filter(|copy| copy.len() > 1_000).map(drop))).await?;

    page.follow("I have a backup").await?;
    choose(&page, &backup).await?;
    give(&page, PASSPHRASE).await?;
    page.see("What is kept here and can't be opened stays here.").await?;
    page.look("backup-beside").await?;
    page.no_axe_violations("a backup for what has lost its header").await?;
    page.press("Bring these in").await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == ["Written since.", "An older page."], "Pages holds {:?}", page.rows().await?);
    Ok(())
}

async fn the_browser_is_asked_to_keep_it_only_by_a_tap_where_it_would_ask_the_person(world: World) -> Outcome {
    let page = world.open_on(&Shelves::founded(Some(PASSPHRASE), &old_pages()).await?, Options::default()).await?;
    page.on_new_document(STAYS).await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_by_menu("Settings").await?;
    page.see("This browser has not promised to keep what is here").await?;
    ensure!(asked(&page).await? == json!(0), "the person was asked without having asked for it");
    page.press("Ask the browser to keep it").await?;
    page.see("This browser has agreed to keep what is here").await?;
    ensure!(asked(&page).await? == json!(1), "asked: {}", asked(&page).await?);
    ensure!(!page.has("button", "Ask the browser to keep it").await?, "it can be asked what it has answered");
    Ok(())
}

async fn in_a_tab_of_safari_the_seven_days_are_told_once(world: World) -> Outcome {
    let page = world.open().await?;
    let vendor = "Object.defineProperty(navigator, 'vendor', { get: () => 'Apple Computer, Inc.' });";
    page.on_new_document(&format!("{vendor}{STAYS}")).await?;
    page.reload().await?;
    page.start_writing().await?;
    page.write_in("Your page", "The first one.").await?;
    page.keep_first(PASSPHRASE).await?;
    page.see("Safari clears what a page keeps after seven days").await?;
    page.look("seven-days").await?;
    // This one decides by itself and asks nobody, so it is asked at once.
    page.wait("the browser to be asked", async || Ok((asked(&page).await? == json!(1)).then_some(()))).await?;
    page.press("All right").await?;
    page.see_no_more("Safari clears").await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    ensure!(!page.sees("Safari clears").await?, "it is told again");
    // Whoever looks for it finds it.
    page.go_by_menu("Settings").await?;
    page.see("Safari clears what a page keeps after seven days").await?;
    Ok(())
}

/// A browser that has not agreed yet, counts how often it is asked, and then agrees.
const STAYS: &str = "globalThis.asked = 0;
    let agreed = false;
    Object.defineProperty(navigator, 'storage', { configurable: true, value: {
      persisted: async () => agreed,
      persist: async () => { globalThis.asked += 1; agreed = true; return agreed; },
    } });";

async fn asked(page: &Browser) -> Result<Value> {
    page.run_js("return globalThis.asked").await
}

async fn on_backup(world: &World) -> Result<Browser> {
    let page = opened(world, &Shelves::founded(Some(PASSPHRASE), &old_pages()).await?).await?;
    page.go_by_menu("Settings").await?;
    page.follow("Back up, bring pages in").await?;
    page.heading("Backup").await?;
    Ok(page)
}

async fn answer(page: &Browser, how: &str) -> Outcome {
    page.run_js_with("globalThis.answers.push(arguments[0])", vec![json!(how)]).await.map(drop)
}

async fn shared(page: &Browser) -> Result<Value> {
    page.run_js("return globalThis.shared").await
}

/// Presses Cancel while this is going on, and lets go of what was held.
async fn cancelled(page: &Browser, what: &str) -> Outcome {
    page.see(what).await?;
    page.press("Cancel").await?;
    page.run_js("globalThis.letGo()").await?;
    page.see_no_more(what).await
}

fn is_same(one: &Shelves, other: &Shelves) -> bool {
    one.local == other.local && one.mirror == other.mirror
}
