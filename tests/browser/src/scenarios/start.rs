//! The page comes up, or says why not; what boot.js promises; what is left when the app stops.

use crate::failure::{Outcome, Result};
use crate::shelves::Shelves;
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, StaticServer, World, ensure};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

crate::scenarios![
    the_module_starts_and_nothing_is_asked_of_anyone_else,
    the_first_screen_and_the_lock_do_without_the_rest_of_the_module,
    a_press_before_the_rest_of_the_module_has_arrived_waits_for_it,
    words_stay_readable_when_the_rest_of_the_module_never_arrives,
    a_missing_module_is_said_and_exit_still_works,
    a_damaged_module_is_said,
    a_browser_without_modules_is_told,
    nothing_starts_inside_a_frame,
    peer_connections_are_gone_and_no_other_script_can_become_a_worker,
    a_key_is_made_in_a_worker,
    a_key_that_is_too_cheap_is_refused_by_the_worker,
    after_a_panic_the_words_stay_readable,
    after_a_panic_the_words_can_be_taken_along,
    after_a_panic_hiding_the_page_hides_the_words,
    after_a_panic_exit_still_works,
];

const STARTED: &str = "return document.getElementById('app').children.length > 0";
/// Nothing is on its way any more: a module that comes in parts has been joined.
const ARRIVED: &str = "return performance.getEntriesByType('resource').every((one) => one.responseEnd > 0)
    && performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.wasm')).length
        >= (document.querySelector('[data-rest]') ? 2 : 1)";
/// Argon2id of "password" and "somesaltsomesalt" at 19 MiB, two passes, one lane, by the reference C library.
pub(super) const KEY: &str = "2b5dc4054886ec957ef59c73b661c54dd6fb274590b278f657c6d96aac8fa6d1";
const WORDS: &str = "She said nothing.\nI said nothing — ünï 😀";

async fn the_module_starts_and_nothing_is_asked_of_anyone_else(world: World) -> Outcome {
    let page = world.browser(&world.profile(), Options::default()).await?;
    // The service worker asks for every file again, later.
    page.on_new_document("Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })").await?;
    page.goto(&world.origin().url()).await?;
    page.wait_for_js("the app to draw something", STARTED).await?;
    page.wait_for_js("every part of the module", ARRIVED).await?;
    let mut modules: Vec<String> = world.origin().requests().into_iter().map(|one| one.path).collect();
    modules.retain(|path| path.ends_with(".wasm"));
    modules.sort();
    let fetched = modules.len();
    modules.dedup();
    // A second time would be a wait for something the first screen was thought to do without.
    ensure!(fetched == modules.len(), "fetched more than once: {modules:?}");
    ensure!((1..=2).contains(&fetched), "the module was fetched in {fetched} parts");
    page.no_problems(&world.origin().url()).await
}

async fn the_first_screen_and_the_lock_do_without_the_rest_of_the_module(world: World) -> Outcome {
    let asked = |world: &World| world.origin().requests().iter().filter(|one| one.path.contains("rest")).count();
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.on_new_document(&without_the_rest("new Promise(() => {})")).await?;
    page.goto(&world.origin().url()).await?;
    page.button("Start writing").await?;
    ensure!(asked(&world) == 0, "Welcome waited for the rest");
    page.press("Start writing").await?;
    page.field("Your page").await?;
    ensure!(asked(&world) == 1, "nobody saw the rest being waited for");

    page.goto(&format!("{}calendar.html", world.origin().url())).await?;
    Shelves::founded(Some(PASSPHRASE), &[]).await?.put(&page).await?;
    world.origin().forget_requests();
    page.goto(&world.origin().url()).await?;
    page.on_lock().await?;
    ensure!(asked(&world) == 0, "the lock waited for the rest");
    Ok(())
}

async fn a_press_before_the_rest_of_the_module_has_arrived_waits_for_it(world: World) -> Outcome {
    let page = world.browser(&world.profile(), Options::default()).await?;
    // The answer never comes; what waits for it has to ask anew.
    page.on_new_document(&without_the_rest("new Promise(() => {})")).await?;
    page.goto(&world.origin().url()).await?;
    page.press("Start writing").await?;
    page.field("Your page").await?.type_text("She said nothing.").await?;
    page.press("Keep").await?;
    page.see("How should it be kept?").await
}

async fn words_stay_readable_when_the_rest_of_the_module_never_arrives(world: World) -> Outcome {
    let page = world.browser(&world.profile(), Options::default()).await?;
    let refused = without_the_rest("new Promise((_, refuse) => setTimeout(refuse, 200, new Error('offline')))");
    page.on_new_document(&refused).await?;
    page.goto(&world.origin().url()).await?;
    page.see("stopped working").await
}

/// A script that answers every request for the rest of the module in this way.
fn without_the_rest(answer: &str) -> String {
    format!("const ask = fetch; globalThis.fetch = (url, ...how) => /rest/.test(url) ? {answer} : ask(url, ...how)")
}

async fn a_missing_module_is_said_and_exit_still_works(world: World) -> Outcome {
    let (server, page) = altered(&world, |module| Ok(fs::remove_file(module)?)).await?;
    page.see("This page could not start in this browser.").await?;
    page.button("Reload").await?;
    page.press("Exit").await?;
    page.wait(
        "the calendar",
        async || Ok((page.url().await? == format!("{}calendar.html", server.url())).then_some(())),
    )
    .await
}

async fn a_damaged_module_is_said(world: World) -> Outcome {
    let (_server, page) = altered(&world, |module| {
        let mut bytes = fs::read(module)?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        Ok(fs::write(module, bytes)?)
    })
    .await?;
    page.see("This page could not start in this browser.").await
}

async fn a_browser_without_modules_is_told(world: World) -> Outcome {
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.on_new_document("delete globalThis.WebAssembly").await?;
    page.goto(&world.origin().url()).await?;
    page.see("This page could not start in this browser.").await?;
    page.no_axe_violations("the page that could not start").await
}

async fn nothing_starts_inside_a_frame(world: World) -> Outcome {
    let (server, page) = altered(&world, |module| {
        // The header that forbids frames would hide what the script itself does.
        let folder = module.parent().unwrap_or(module);
        fs::remove_file(folder.join("_headers"))?;
        Ok(fs::write(folder.join("frame.html"), "<!doctype html><iframe src='index.html'></iframe>")?)
    })
    .await?;
    page.goto(&format!("{}frame.html", server.url())).await?;
    let inside = "return frames[0].document.body.innerText";
    page.wait_for_js("the refusal", &format!("{inside}.includes('does not open inside another page')")).await?;
    let started = page.run_js("return frames[0].document.getElementById('app') !== null").await?;
    ensure!(started == json!(false), "the app is still there to start");
    Ok(())
}

async fn peer_connections_are_gone_and_no_other_script_can_become_a_worker(world: World) -> Outcome {
    let page = world.open().await?;
    page.wait_for_js("the app to draw something", STARTED).await?;
    for (what, script) in [
        (
            "peer connections",
            "return typeof RTCPeerConnection === 'undefined' && typeof webkitRTCPeerConnection === 'undefined'",
        ),
        ("a worker from a plain address", "try { new Worker('worker.js'); return false } catch { return true }"),
        (
            "a second policy of the same name",
            "try { trustedTypes.createPolicy('held', {}); return false } catch { return true }",
        ),
        (
            "a policy of another name",
            "try { trustedTypes.createPolicy('other', {}); return false } catch { return true }",
        ),
        // Later, since what the developer tools run at once may do more than a page.
        (
            "text as code",
            "return new Promise((resolve) => setTimeout(() => {
               try { (0, eval)('1'); resolve(false) } catch { resolve(true) }
             }, 0))",
        ),
        ("text as markup", "try { document.body.innerHTML = '<b>'; return false } catch { return true }"),
        ("a changed start", "'use strict'; try { heldBoot.worker = null; return false } catch { return true }"),
    ] {
        ensure!(page.run_js(script).await? == json!(true), "not refused: {what}");
    }
    Ok(())
}

async fn a_key_is_made_in_a_worker(world: World) -> Outcome {
    let page = world.open().await?;
    page.wait_for_js("the app to draw something", STARTED).await?;
    let key = derived(&page, 19_456, 2).await?;
    ensure!(key == json!(KEY), "the worker made {key}");
    page.no_problems(&world.origin().url()).await
}

async fn a_key_that_is_too_cheap_is_refused_by_the_worker(world: World) -> Outcome {
    let page = world.open().await?;
    page.wait_for_js("the app to draw something", STARTED).await?;
    let answer = derived(&page, 1_024, 1).await?;
    ensure!(answer == json!("error: cheap"), "the worker answered {answer}");
    Ok(())
}

async fn after_a_panic_the_words_stay_readable(world: World) -> Outcome {
    let page = panicked(&world).await?;
    page.see("Your words on this screen are still here.").await?;
    let words = page.field("Your words").await?;
    words.holds(WORDS).await?;
    let read_only = page.run_js_with("return arguments[0].readOnly", vec![words.argument()?]).await?;
    ensure!(read_only == json!(true), "the words can still be changed, though nothing keeps the change");
    ensure!(!page.sees("App button").await?, "the app is still on the screen");
    ensure!(page.focused().await?.starts_with("heading"), "the focus is on {}", page.focused().await?);
    let acted = page.run_js("return [globalThis.ticked ?? 0, globalThis.clicked ?? 0].join()").await?;
    ensure!(acted == json!("0,0"), "the app went on after it had stopped: {acted}");
    page.no_axe_violations("the rescue").await?;
    page.look("rescue").await
}

async fn after_a_panic_the_words_can_be_taken_along(world: World) -> Outcome {
    let page = panicked(&world).await?;
    let origin = world.origin().url();
    let grant = json!({ "origin": origin.trim_end_matches('/'), "permissions": ["clipboardReadWrite"] });
    page.cdp("Browser.grantPermissions", grant).await?;
    page.press("Reload").await?;
    page.status("may not be kept yet").await?;
    page.press("Copy").await?;
    page.status("Copied.").await?;
    let copied = page.run_js("return navigator.clipboard.readText()").await?;
    ensure!(copied == json!(WORDS), "copied: {copied}");
    page.press("Download").await?;
    let file = world.downloads().join("notes.txt");
    page.wait("the download", async || Ok((fs::read_to_string(&file).ok().as_deref() == Some(WORDS)).then_some(())))
        .await
}

async fn after_a_panic_hiding_the_page_hides_the_words(world: World) -> Outcome {
    let page = panicked(&world).await?;
    page.field("Your words").await?;
    page.set_hidden(true).await?;
    ensure!(!page.sees("She said nothing.").await?, "the words are under no curtain");
    page.set_hidden(false).await?;
    page.see("Your words on this screen are still here.").await?;
    ensure!(!page.sees("She said nothing.").await?, "whoever comes next reads the words");
    page.press("Show my words").await?;
    page.see("She said nothing.").await
}

async fn after_a_panic_exit_still_works(world: World) -> Outcome {
    let page = panicked(&world).await?;
    page.press("Exit").await?;
    page.wait("the calendar", async || Ok(page.url().await?.ends_with("/calendar.html").then_some(()))).await?;
    ensure!(!page.sees("She said nothing.").await?, "the words came along");
    Ok(())
}

/// The site with one thing changed, served and opened. `change` gets the path of the module.
async fn altered(world: &World, change: impl Fn(&Path) -> Outcome) -> Result<(StaticServer, Browser)> {
    let copy = world.folder().join("altered");
    copy_folder(world.dist(), &copy)?;
    let module = fs::read_dir(&copy)?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.ends_with(".wasm") && !name.contains("rest")
        })
        .unwrap_or_else(|| PathBuf::from("no module"));
    change(&module)?;
    let server = world.serve(&copy)?;
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.goto(&server.url()).await?;
    Ok((server, page))
}

pub(super) fn copy_folder(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)?.flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// What a worker answers, as hexadecimal digits or `error: reason`.
pub(super) async fn derived(page: &Browser, memory: u32, passes: u32) -> Result<serde_json::Value> {
    let script = "const [memory, passes] = arguments;
        const text = (word) => new TextEncoder().encode(word);
        const worker = heldBoot.worker();
        worker.postMessage({ secret: text('password'), salt: text('somesaltsomesalt'), memory, passes, lanes: 1 });
        return new Promise((resolve) => {
          worker.onmessage = ({ data }) => {
            worker.terminate();
            resolve(data.error ? `error: ${data.error}` : [...data.ok].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
          };
          worker.onerror = () => resolve('the worker failed');
        });";
    page.run_js_with(script, vec![json!(memory), json!(passes)]).await
}

/// A page with words in it whose app has just stopped. The screen is a stand-in, so that every screen is meant.
async fn panicked(world: &World) -> Result<Browser> {
    let page = world.open().await?;
    page.wait_for_js("the app to draw something", STARTED).await?;
    page.run_js_with(
        "const app = document.getElementById('app');
         app.replaceChildren();
         const dialog = document.createElement('dialog');
         const area = document.createElement('textarea');
         const button = document.createElement('button');
         button.textContent = 'App button';
         area.value = arguments[0];
         dialog.append(area, button);
         app.append(dialog);
         dialog.showModal();
         setTimeout(() => { globalThis.ticked = 1; }, 50);
         document.addEventListener('click', () => { globalThis.clicked = 1; });
         heldRescue('panic');
         heldRescue('start');",
        vec![json!(WORDS)],
    )
    .await?;
    Ok(page)
}
