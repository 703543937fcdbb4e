//! Without a network, and from one version to the next: the worker has everything after one visit and answers for
//! nothing else; a later version comes when it is asked for, takes no words with it, and gives way if it does not start.

use super::start::{KEY, copy_folder, derived};
use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, EVERY, Options, Planted, World, ensure};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

crate::scenarios![
    after_one_visit_everything_works_with_the_server_stopped in EVERY,
    the_worker_answers_for_nothing_but_its_list,
    a_new_version_comes_when_asked_for_and_costs_no_words,
    a_tab_with_words_in_memory_only_goes_on_with_them,
    after_later_a_new_version_is_not_said_again,
    a_version_with_a_wrong_file_never_takes_over,
    a_version_that_does_not_start_gives_way_to_the_last_that_did,
    files_the_browser_has_thrown_away_come_from_the_host_again,
    the_way_out_takes_the_worker_away_and_leaves_the_journal,
];

const SAID: &str = "A new version is ready.";
const TOLD: &str = "From now on this opens without internet, too.";
/// The names of the caches that are ours, for this folder.
const CACHES: &str = "caches.keys().then((all) => all.filter((name) => name.startsWith('h1 / ')))";

async fn after_one_visit_everything_works_with_the_server_stopped(world: World) -> Outcome {
    let page = world.open().await?;
    page.start_writing().await?;
    kept(&page).await?;
    page.write_in("Your page", "Before the tunnel.").await?;
    page.keep_first(PASSPHRASE).await?;
    ensure!(!page.sees(TOLD).await?, "the first evening tells of it already");
    world.origin().stop();
    page.keep_on_today("In the tunnel.").await?;
    page.status(&format!("Kept. {TOLD}")).await?;
    page.look("works-offline").await?;
    page.quit().await?;

    let page = world.open().await?;
    page.unlock(PASSPHRASE).await?;
    page.keep_on_today("Still in it.").await?;
    ensure!(!page.sees(TOLD).await?, "it is told a second time");
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == ["Still in it.", "In the tunnel.", "Before the tunnel."], "Pages holds {rows:?}");
    page.go_by_menu("Settings").await?;
    page.go_by_menu("Help").await?;
    page.lock_by_hand().await?;
    page.unlock(PASSPHRASE).await?;
    page.press("Exit").await?;
    page.by_role("grid", "…").await?;
    // Looking for a later worker is what the browser does by itself, and some say that they found nobody.
    let mut said = page.problems().await?;
    said.failed.retain(|one| !one.contains("/service-worker.js"));
    let said = said.summary(&world.origin().url());
    ensure!(said.is_empty(), "the browser had something to say:\n{said}");
    Ok(())
}

async fn the_worker_answers_for_nothing_but_its_list(world: World) -> Outcome {
    let site = world.folder().join("site");
    copy_folder(world.dist(), &site)?;
    // A page of the list that no policy holds back, so that only the worker can.
    fs::remove_file(site.join("_headers"))?;
    fs::write(site.join("free.html"), "<!doctype html><title>Free</title>")?;
    precache::seal_again(&site)?;
    fs::write(site.join("unlisted.txt"), "not on the list")?;
    let (server, other) = (world.serve(&site)?, world.serve(world.dist())?);
    let asked = |server: &crate::StaticServer| {
        let requests = server.requests().into_iter();
        requests.filter(|one| one.path.contains("planted") || one.method != "GET").count()
    };
    let requests = format!(
        "const free = (promise) => promise.then((answer) => answer.ok || answer.type === 'opaque', () => false);
         const image = (src) => new Promise((resolve) => {{
           const image = new Image();
           image.onload = () => resolve(true);
           image.onerror = () => resolve(false);
           image.src = src;
         }});
         return Promise.all([
           free(fetch('unlisted.txt?planted')),
           free(fetch('calendar.html?planted')),
           free(fetch('unlisted.txt?planted', {{ method: 'POST' }})),
           free(fetch('{0}calendar.html?planted', {{ mode: 'no-cors' }})),
           image('{0}static/icons/pages-192.png?planted'),
           free(fetch('calendar.html')),
           free(fetch('static/screenshots/wide.webp?planted')),
           image('static/screenshots/wide.webp'),
         ]);",
        other.url()
    );
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.goto(&format!("{}free.html", server.url())).await?;
    // The server takes no POST; everything else goes through where there is no worker.
    let without = page.run_js(&requests).await?;
    ensure!(without == json!([true, true, false, true, true, true, true, true]), "without a worker: {without}");
    ensure!(asked(&server) == 4 && asked(&other) == 2, "the requests did not arrive, so none would be missed");

    page.goto(&server.url()).await?;
    kept(&page).await?;
    page.goto(&format!("{}free.html", server.url())).await?;
    server.forget_requests();
    other.forget_requests();
    let with = page.run_js(&requests).await?;
    ensure!(with == json!([false, false, false, false, false, true, false, true]), "the worker answered: {with}");
    let strays: Vec<String> = server.requests().into_iter().map(|one| one.path).collect();
    // What an install sheet shows is left to the host, and to its very address.
    let may = ["/service-worker.js", "/static/screenshots/wide.webp"];
    ensure!(strays.iter().all(|path| may.contains(&path.as_str())), "it asked the host for {strays:?}");
    ensure!(other.requests().is_empty(), "it asked another host");
    page.goto(&format!("{}no/such/page.html?planted", server.url())).await?;
    page.button("Start writing").await?;
    ensure!(page.url().await? == server.url(), "an address of nobody's stays: {}", page.url().await?);
    Ok(())
}

async fn a_new_version_comes_when_asked_for_and_costs_no_words(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.unlock(PASSPHRASE).await?;
    page.run_js("return Promise.all([caches.open('h1 /elsewhere/ 1'), caches.open('somebody else')]).then(() => true)")
        .await?;
    page.write_in("Today's page", "Half a sentence").await?;
    page.saved().await?;
    page.on_new_document("sessionStorage.setItem('loads', Number(sessionStorage.getItem('loads')) + 1)").await?;
    let later = next(&world, "later", marked)?;
    world.origin().serve_instead(&later)?;
    world.origin().forget_requests();

    // The second tab still gets the version that is in use, and looks for a later one.
    let first = page.handle().window().await?;
    let second = page.handle().new_tab().await?;
    page.handle().switch_to_window(second.clone()).await?;
    page.goto(&world.origin().url()).await?;
    page.on_lock().await?;
    page.see(SAID).await?;
    ensure!(!is_later(&page).await?, "it came unasked");
    let fetched: BTreeSet<String> = world.origin().requests().into_iter().map(|one| one.path).collect();
    let changed = ["/daybook.html", "/index.html", "/service-worker.js"].map(str::to_owned);
    ensure!(fetched == changed.into(), "fetched, though only the page changed: {fetched:?}");
    page.handle().switch_to_window(first.clone()).await?;
    page.field("Today's page").await?.holds("Half a sentence").await?;
    ensure!(!page.sees(SAID).await?, "it is said beside words being written");

    page.handle().switch_to_window(second.clone()).await?;
    page.press("Reload").await?;
    page.wait("the later version", async || Ok(is_later(&page).await?.then_some(()))).await?;
    page.on_lock().await?;
    page.handle().switch_to_window(first.clone()).await?;
    page.wait("the later version in the other tab", async || Ok(is_later(&page).await?.then_some(()))).await?;
    page.on_lock().await?;
    let loads = page.run_js("return sessionStorage.getItem('loads')").await?;
    ensure!(loads == json!("1"), "the tab was loaded {loads} times");
    page.handle().switch_to_window(second).await?;
    page.handle().close_window().await?;
    page.handle().switch_to_window(first).await?;
    page.unlock(PASSPHRASE).await?;
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("Half a sentence").await?;
    // Once it has started with no other tab beside it, the version before is given up, and nothing of anyone else's.
    page.reload().await?;
    // Two of others, the one in use, and the sentinel.
    let names = format!("return caches.keys().then(async (all) => [all.length, (await {CACHES}).length].join())");
    page.wait("the version before to go", async || Ok((page.run_js(&names).await? == json!("4,1")).then_some(()))).await
}

async fn a_tab_with_words_in_memory_only_goes_on_with_them(world: World) -> Outcome {
    let page = world.open().await?;
    page.start_writing().await?;
    kept(&page).await?;
    page.write_in("Your page", "Only in this tab").await?;
    let first = page.handle().window().await?;
    let second = page.handle().new_tab().await?;
    page.handle().switch_to_window(second).await?;
    page.goto(&world.origin().url()).await?;
    page.start_writing().await?;
    page.write_in("Your page", "Kept in the other").await?;
    page.keep_first_without().await?;
    let later = next(&world, "later", marked)?;
    with_another_key_worker(&later)?;
    world.origin().serve_instead(&later)?;
    page.reload().await?;
    page.see(SAID).await?;
    page.press("Reload").await?;
    page.wait("the later version", async || Ok(is_later(&page).await?.then_some(()))).await?;
    page.open_journal().await?;

    page.handle().switch_to_window(first).await?;
    page.field("Your page").await?.holds("Only in this tab").await?;
    ensure!(!is_later(&page).await?, "the tab was loaded anew, and its words with it");
    // A script that only the version before has, and neither the host nor the new version.
    let key = derived(&page, 19_456, 2).await?;
    ensure!(key == json!(KEY), "the tab lost what it needs to keep its words: {key}");
    Ok(())
}

async fn after_later_a_new_version_is_not_said_again(world: World) -> Outcome {
    let page = opened(&world).await?;
    world.origin().serve_instead(&next(&world, "later", marked)?)?;
    page.reload().await?;
    page.see(SAID).await?;
    page.look("new-version").await?;
    page.no_axe_violations("the lock with a new version").await?;
    page.press("Later").await?;
    page.see_no_more(SAID).await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    ensure!(!page.sees(SAID).await? && !is_later(&page).await?, "it is said again");
    Ok(())
}

async fn a_version_with_a_wrong_file_never_takes_over(world: World) -> Outcome {
    let page = opened(&world).await?;
    let wrong = next(&world, "wrong", marked)?;
    let calendar = wrong.join("calendar.html");
    fs::write(&calendar, fs::read_to_string(&calendar)? + "<!-- not what was listed -->")?;
    world.origin().serve_instead(&wrong)?;
    page.reload().await?;
    page.wait("the worker to ask for the wrong file", async || {
        Ok(world.origin().requests().iter().any(|one| one.path == "/calendar.html").then_some(()))
    })
    .await?;
    page.wait_for_js(
        "the later version to be given up",
        &format!(
            "return navigator.serviceWorker.getRegistration().then(async ({{ installing, waiting, active }}) =>
               !installing && !waiting && active !== null && (await {CACHES}).length === 1)"
        ),
    )
    .await?;
    world.origin().stop();
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    ensure!(!is_later(&page).await? && !page.sees(SAID).await?, "a version with a wrong file was taken");
    Ok(())
}

async fn a_version_that_does_not_start_gives_way_to_the_last_that_did(world: World) -> Outcome {
    let page = opened(&world).await?;
    let broken = next(&world, "broken", |page| marked(page).replacen("data-wasm=\"held", "data-wasm=\"missing", 1))?;
    world.origin().serve_instead(&broken)?;
    page.reload().await?;
    page.see(SAID).await?;
    page.press("Reload").await?;
    page.see("This page could not start in this browser.").await?;
    ensure!(is_later(&page).await?, "it is the version before that could not start");
    page.press("Reload").await?;
    page.on_lock().await?;
    ensure!(!is_later(&page).await?, "the version that could not start is given out again");

    // One that does not even say that it could not.
    let version = "data-version=\"0000000000000000\"";
    let dumb = next(&world, "dumb", |_| format!("<!doctype html><html data-planted {version}><title>Pages</title>"))?;
    world.origin().serve_instead(&dumb)?;
    page.reload().await?;
    page.see(SAID).await?;
    page.press("Reload").await?;
    for load in 1..=3 {
        page.wait_for_js("the page that does nothing", "return 'planted' in document.documentElement.dataset").await?;
        ensure!(is_later(&page).await?, "load {load} is of another version");
        page.reload().await?;
    }
    page.unlock(PASSPHRASE).await?;
    ensure!(!is_later(&page).await?, "it is given out for ever");
    Ok(())
}

async fn files_the_browser_has_thrown_away_come_from_the_host_again(world: World) -> Outcome {
    let page = opened(&world).await?;
    let throw_away = format!(
        "return {CACHES}.then((ours) => Promise.all(ours.map((name) => caches.delete(name)))).then((gone) => gone.length)"
    );
    ensure!(page.run_js(&throw_away).await? == json!(1), "there was nothing to throw away");
    page.reload().await?;
    page.on_lock().await?;
    let again = format!("return {CACHES}.then((ours) => ours.length === 1)");
    page.wait_for_js("what came again to be kept", &again).await?;
    ensure!(page.run_js(&throw_away).await? == json!(1), "what came again was not kept");
    // Nor is anyone shut out when the host has something else by now.
    world.origin().serve_instead(&next(&world, "later", marked)?)?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    ensure!(is_later(&page).await?, "where did the version before come from?");
    kept(&page).await
}

async fn the_way_out_takes_the_worker_away_and_leaves_the_journal(world: World) -> Outcome {
    let page = opened(&world).await?;
    page.unlock(PASSPHRASE).await?;
    page.run_js("return caches.open('somebody else').then(() => true)").await?;
    page.write_in("Today's page", "Written meanwhile").await?;
    page.saved().await?;
    let off = world.folder().join("off");
    copy_folder(world.dist(), &off)?;
    fs::copy(off.join(precache::WORKER_OFF), off.join(precache::WORKER))?;
    world.origin().serve_instead(&off)?;
    // As the browser does by itself now and then.
    page.run_js("return navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true)")
        .await?;
    page.wait_for_js("the caches to go", &format!("return {CACHES}.then((ours) => ours.length === 0)")).await?;
    page.field("Today's page").await?.holds("Written meanwhile").await?;
    world.origin().forget_requests();
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    let from_host = world.origin().requests().iter().any(|one| one.path == "/");
    ensure!(from_host, "the page does not come from the host");
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("Written meanwhile").await?;
    page.wait_for_js(
        "no worker, and the caches of others",
        "return Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()])
           .then(([workers, names]) => workers.length === 0 && names.filter((name) => name !== 'h1.t').join() === 'somebody else')",
    )
    .await
}

/// A locked journal with one page, and a worker that has everything.
async fn opened(world: &World) -> Result<Browser> {
    let shelves = Shelves::founded(Some(PASSPHRASE), &[Planted::new(DAY, "An older page.")]).await?;
    let page = world.open_on(&shelves, Options::default()).await?;
    page.on_lock().await?;
    kept(&page).await?;
    Ok(page)
}

/// Waits until the worker has every file and answers for this page.
async fn kept(page: &Browser) -> Outcome {
    page.wait_for_js("the worker to take charge", "return navigator.serviceWorker.controller !== null").await
}

/// The site as it is after an upload, with its first page changed.
fn next(world: &World, name: &str, change: impl Fn(String) -> String) -> Result<PathBuf> {
    let folder = world.folder().join(name);
    copy_folder(world.dist(), &folder)?;
    let index = folder.join("index.html");
    fs::write(&index, change(fs::read_to_string(&index)?))?;
    precache::seal_again(&folder)?;
    Ok(folder)
}

/// Gives a site another script for making keys, so that pages of before need a file that is not there any more.
fn with_another_key_worker(site: &Path) -> Outcome {
    let scripts = fs::read_dir(site.join("static"))?.flatten().map(|entry| entry.path());
    let is_worker = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("worker-"));
    let Some(old) = scripts.into_iter().find(is_worker) else { return Ok(()) };
    let name = old.file_name().unwrap_or_default().to_string_lossy().into_owned();
    fs::write(site.join("static/worker-000000000000.js"), fs::read_to_string(&old)? + "\n// later")?;
    fs::remove_file(old)?;
    let index = site.join("index.html");
    fs::write(&index, fs::read_to_string(&index)?.replace(&name, "worker-000000000000.js"))?;
    precache::seal_again(site)?;
    Ok(())
}

fn marked(page: String) -> String {
    page.replacen("<html ", "<html data-planted ", 1)
}

/// Whether the page is of the version that was made here.
async fn is_later(page: &Browser) -> Result<bool> {
    Ok(page.run_js("return 'planted' in document.documentElement.dataset").await? == json!(true))
}
