//! Storage that fails, lies or vanishes, and an app that stops: the words stay, and it is said plainly.

use crate::failure::{Failure, Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, Planted, World, ensure};
use held::app::save::Keeper;
use held::store::keys;
use serde_json::json;

crate::scenarios![
    when_neither_store_takes_the_words_they_stay_and_can_be_saved_later,
    without_the_mirror_it_says_not_yet_safe_from_a_crash,
    without_room_in_the_store_of_record_the_mirror_keeps_the_words,
    a_browser_that_keeps_nothing_says_so_and_still_lets_one_write,
    stores_emptied_under_an_open_page_are_noticed_and_the_words_stay,
    one_store_emptied_under_an_open_page_costs_no_words,
    one_emptied_store_is_filled_again_from_the_other,
    a_damaged_value_is_named_kept_and_taken_along_in_a_copy,
    after_a_real_panic_the_words_can_be_read_and_taken_along,
];

/// Both stores refuse every write, until `undo()` is called.
const REFUSE_LOCAL: &str = "const set = Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    globalThis.undoLocal = () => { Storage.prototype.setItem = set; };";
const REFUSE_MIRROR: &str = "const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === 'readwrite') throw new DOMException('broken', 'UnknownError');
      return begin.call(this, names, mode, options);
    };
    globalThis.undoMirror = () => { IDBDatabase.prototype.transaction = begin; };";

async fn when_neither_store_takes_the_words_they_stay_and_can_be_saved_later(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.allow_clipboard(&world.origin().url()).await?;
    page.run_js(REFUSE_LOCAL).await?;
    page.run_js(REFUSE_MIRROR).await?;
    let words = "What I could not say at dinner.";
    let field = page.field("Today's page").await?;
    field.type_text(words).await?;
    page.save_status("Not saved").await?;
    page.status("There is no room left in this browser.").await?;
    page.see("Your words are still on this screen").await?;
    field.holds(words).await?;
    page.look("not-saved").await?;
    page.no_axe_violations("words that were not saved").await?;
    page.press("Copy the words").await?;
    page.status("Copied.").await?;
    let copied = page.run_js("return navigator.clipboard.readText()").await?;
    ensure!(copied == json!(words), "copied: {copied}");
    page.press("Try again").await?;
    page.save_status("Not saved").await?;
    page.field("Today's page").await?.holds(words).await?;
    page.run_js("undoLocal(); undoMirror();").await?;
    page.press("Try again").await?;
    page.saved().await?;
    page.see_no_more("Your words are still on this screen").await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == [words, "An older page."], "Pages holds {:?}", page.rows().await?);
    Ok(())
}

async fn without_the_mirror_it_says_not_yet_safe_from_a_crash(world: World) -> Outcome {
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.on_new_document("Object.defineProperty(globalThis, 'indexedDB', { value: undefined });").await?;
    page.goto(&world.origin().url()).await?;
    page.start_writing().await?;
    page.write_in("Your page", "Only one place.").await?;
    page.keep_first(PASSPHRASE).await?;
    page.save_status("Kept in this browser ").await?;
    ensure!(page.saying().await?.ends_with("not yet safe from a crash"), "it says {}", page.saying().await?);
    page.go_by_menu("Settings").await?;
    page.see("This browser gives only one of the two places").await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == ["Only one place."], "the page is not there");
    Ok(())
}

async fn without_room_in_the_store_of_record_the_mirror_keeps_the_words(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.run_js(REFUSE_LOCAL).await?;
    page.keep_on_today("The second place has it.").await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == ["The second place has it.", "An older page."], "Pages holds {rows:?}");
    Ok(())
}

async fn a_browser_that_keeps_nothing_says_so_and_still_lets_one_write(world: World) -> Outcome {
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.on_new_document(
        "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
         Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
    )
    .await?;
    page.goto(&world.origin().url()).await?;
    page.see("This browser keeps nothing for this page").await?;
    page.look("no-storage").await?;
    page.no_axe_violations("a browser that keeps nothing").await?;
    page.start_writing().await?;
    page.write_in("Your page", "Still writing.").await?;
    page.field("Your page").await?.holds("Still writing.").await?;
    page.press("Exit").await?;
    page.by_role("grid", "…").await.map(drop)
}

async fn stores_emptied_under_an_open_page_are_noticed_and_the_words_stay(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.go_to_pages().await?;
    page.press("New page").await?;
    let field = page.field("Page").await?;
    field.type_text("Someone cleared").await?;
    page.saved().await?;
    page.run_js(EMPTY).await?;
    field.type_text(" the browser's data.").await?;
    page.status("The browser's data for this page was cleared while it was open.").await?;
    page.field("Page").await?.holds("Someone cleared the browser's data.").await?;
    page.save_status("Not saved").await?;
    page.look("cleared").await?;
    page.no_axe_violations("stores that were cleared").await?;
    page.button("Copy the words").await?;
    // Locked now, there is nothing that would open: the words are out of sight, and can be had back and kept anew.
    page.press("More").await?;
    page.press("Lock").await?;
    page.see("What you were writing is only in this window.").await?;
    ensure!(page.field("Your page").await?.value().await?.is_empty(), "the words are in sight after a lock");
    page.look("cleared-and-locked").await?;
    page.press("Bring it back").await?;
    page.field("Your page").await?.holds("Someone cleared the browser's data.").await?;
    page.keep_first(PASSPHRASE).await
}

async fn one_store_emptied_under_an_open_page_costs_no_words(world: World) -> Outcome {
    for (store, empty) in [("localStorage", "localStorage.clear()"), ("IndexedDB", EMPTY_MIRROR)] {
        let page = world.browser(&world.folder().join(store), Options::default()).await?;
        page.goto(&format!("{}calendar.html", world.origin().url())).await?;
        founded().await?.put(&page).await?;
        page.goto(&world.origin().url()).await?;
        page.unlock(PASSPHRASE).await?;
        page.go_to_pages().await?;
        page.press("New page").await?;
        page.write_in("Page", "Half of it").await?;
        page.saved().await?;
        page.run_js(empty).await?;
        page.type_text(" was gone.").await?;
        // The pause after which words are safe, and the second in which they are made so.
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        page.reload().await?;
        page.unlock(PASSPHRASE).await?;
        page.follow("Go on with it").await?;
        page.field("Page").await?.holds("Half of it was gone.").await?;
        page.follow("Pages").await?;
        let rows = page.rows().await?;
        ensure!(rows == ["Half of it was gone.", "An older page."], "without {store} Pages holds {rows:?}");
        page.quit().await?;
    }
    Ok(())
}

async fn one_emptied_store_is_filled_again_from_the_other(world: World) -> Outcome {
    for (store, empty) in [("localStorage", "localStorage.clear()"), ("IndexedDB", EMPTY_MIRROR)] {
        let page = world.browser(&world.folder().join(store), Options::default()).await?;
        page.goto(&format!("{}calendar.html", world.origin().url())).await?;
        founded().await?.put(&page).await?;
        page.run_js(empty).await?;
        page.goto(&world.origin().url()).await?;
        page.unlock(PASSPHRASE).await?;
        page.see("It was put back from the second copy.").await?;
        page.go_to_pages().await?;
        ensure!(page.rows().await? == ["An older page."], "without {store} the page is gone");
        let after = Shelves::of(&page).await?;
        let both =
            [&after.local, &after.mirror].map(|shelf| shelf.keys().filter(|key| key.starts_with(keys::VALUE)).count());
        ensure!(both[0] == both[1] && both[0] > 0, "after healing {store} the stores hold {both:?} values");
        page.quit().await?;
    }
    Ok(())
}

async fn a_damaged_value_is_named_kept_and_taken_along_in_a_copy(world: World) -> Outcome {
    let pages = [Planted::new(DAY, "A whole page."), Planted::new(2 * DAY, "A torn page.")];
    let mut shelves = Shelves::founded(Some(PASSPHRASE), &pages).await?;
    let torn = shelves
        .key_of_value("A torn page.", Some(PASSPHRASE))?
        .ok_or_else(|| Failure::new("The page to be torn is not there."))?;
    for shelf in [&mut shelves.local, &mut shelves.mirror] {
        let value = shelf.get_mut(&torn).ok_or_else(|| Failure::new("It is in one store only."))?;
        let last = value.len() - 1;
        value[last] ^= 1;
    }
    let page = world.open_on(&shelves, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    page.see("Some pieces can't be read (1).").await?;
    page.look("unreadable-piece").await?;
    page.no_axe_violations("a piece that can't be read").await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == ["A whole page."], "Pages holds {:?}", page.rows().await?);
    page.go_to_today().await?;
    page.go_by_menu("Settings").await?;
    let name = torn.trim_start_matches(keys::VALUE).to_owned();
    page.see(&format!("{name}: damaged or altered")).await?;
    page.look("settings-unreadable").await?;
    page.press("Save a sealed copy").await?;
    page.status("Saved. It's in your downloads list").await?;
    let file = world.downloads().join("notes.bin");
    let text = page.wait("the copy", async || Ok(std::fs::read_to_string(&file).ok())).await?;
    let (_, found) = Keeper::from_copy(&text).await.map_err(|error| Failure::new(format!("No copy: {error:?}")))?;
    ensure!(matches!(found, held::app::save::Found::Sealed { .. }), "the copy holds {found:?}");
    let copy: serde_json::Value = serde_json::from_str(&text)?;
    ensure!(copy["local"][&torn].is_string() && copy["mirror"][&torn].is_string(), "the torn page is not in the copy");
    let after = Shelves::of(&page).await?;
    ensure!(after.local.get(&torn) == shelves.local.get(&torn), "the torn page was not left as it is");
    Ok(())
}

async fn after_a_real_panic_the_words_can_be_read_and_taken_along(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.allow_clipboard(&world.origin().url()).await?;
    let words = "Half a sentence, and the rest";
    page.write_in("Today's page", "Half a sentence").await?;
    page.saved().await?;
    // Nothing may be sealed without randomness, so the app stops at its next draft.
    page.run_js("Crypto.prototype.getRandomValues = () => { throw new Error('none'); };").await?;
    page.insert_text(", and the rest").await?;
    page.see("Your words on this screen are still here.").await?;
    let field = page.field("Your words").await?;
    field.holds(words).await?;
    let read_only = page.run_js_with("return arguments[0].readOnly", vec![field.argument()?]).await?;
    ensure!(read_only == json!(true), "the words can still be changed, though nothing keeps the change");
    page.press("Copy").await?;
    page.status("Copied.").await?;
    let copied = page.run_js("return navigator.clipboard.readText()").await?;
    ensure!(copied == json!(words), "copied: {copied}");
    page.press("Download").await?;
    let file = world.downloads().join("notes.txt");
    page.wait("the file", async || Ok((std::fs::read_to_string(&file).ok().as_deref() == Some(words)).then_some(())))
        .await?;
    let console = page.problems().await?.console.join("\n");
    // The engine names the trap itself; what the app was about when it stopped is nobody's business.
    ensure!(!console.contains("panicked"), "the panic was printed: {console}");
    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    // What was kept before still is.
    page.goto(&world.origin().url()).await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await?.contains(&"An older page.".to_owned()), "the older page is gone");
    Ok(())
}

const EMPTY_MIRROR: &str = "return new Promise((resolve, reject) => {
    const open = indexedDB.open('h1');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const transaction = open.result.transaction('v', 'readwrite', { durability: 'strict' });
      transaction.objectStore('v').clear();
      transaction.oncomplete = () => { open.result.close(); resolve(null); };
    };
  });";
const EMPTY: &str = "localStorage.clear();
    return new Promise((resolve, reject) => {
      const gone = indexedDB.deleteDatabase('h1');
      gone.onsuccess = () => resolve(null);
      gone.onerror = () => reject(gone.error);
      gone.onblocked = () => reject(new Error('blocked'));
    });";

async fn founded() -> Result<Shelves> {
    Shelves::founded(Some(PASSPHRASE), &[Planted::new(DAY, "An older page.")]).await
}

async fn opened(world: &World) -> Result<Browser> {
    let page = world.open_on(&founded().await?, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    Ok(page)
}
