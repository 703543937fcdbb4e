//! What can be checked about the app before and after installing it: its build, its licences, its manifest and icons.

use super::start::copy_folder;
use crate::failure::{Failure, Outcome, Result};
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, Shelves, World, ensure};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

crate::scenarios![
    about_shows_the_build_that_is_published_and_every_licence,
    about_is_open_while_locked,
    the_published_fingerprints_are_those_of_the_files,
    nothing_stands_in_the_way_of_installing_and_a_broken_manifest_is_found,
    a_plain_name_is_an_app_of_its_own_and_keeps_its_name_through_an_update,
    icons_are_as_large_as_they_say_and_can_be_cut_to_any_shape,
];

async fn about_shows_the_build_that_is_published_and_every_licence(world: World) -> Outcome {
    let page = world.open().await?;
    page.start_writing().await?;
    page.goto(&format!("{}#/help", world.origin().url())).await?;
    page.follow("About").await?;
    page.heading("About").await?;
    page.see(&format!("Version {}", env!("CARGO_PKG_VERSION"))).await?;
    let shown = page.run_js("return document.querySelector('.fingerprint').textContent").await?;
    let published = said("sha256sum", world.dist(), &["build.txt"])?;
    ensure!(
        published.split(' ').next() == shown.as_str(),
        "About shows {shown}, but build.txt has the fingerprint {published}"
    );
    page.look("about").await?;
    page.no_axe_violations("About").await?;
    let asked = "return performance.getEntriesByType('resource').some((one) => one.name.includes('licences'))";
    ensure!(page.run_js(asked).await? == json!(false), "the page read them before it was asked to");
    page.press("Show them").await?;
    page.see("wasm-bindgen 0.2").await?;
    page.see("The standard library of Rust").await?;
    page.no_axe_violations("About with the licences").await?;
    page.look("about-licences").await?;
    page.no_problems(&world.origin().url()).await
}

async fn about_is_open_while_locked(world: World) -> Outcome {
    let page = world.open_on(&Shelves::founded(Some(PASSPHRASE), &[]).await?, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    page.go_by_menu("Settings").await?;
    page.follow("Version and licences").await?;
    page.heading("About").await?;
    page.follow("Back").await?;
    page.heading("Settings").await?;
    page.lock_by_hand().await?;
    page.goto(&format!("{}#/version", world.origin().url())).await?;
    page.heading("About").await?;
    page.follow("Back").await?;
    page.heading("Help").await.map(drop)
}

async fn the_published_fingerprints_are_those_of_the_files(world: World) -> Outcome {
    said("sha256sum", world.dist(), &["--check", "--quiet", "SHA256SUMS"])?;
    let copy = world.folder().join("altered");
    copy_folder(world.dist(), &copy)?;
    let page = copy.join("held.html");
    fs::write(&page, fs::read_to_string(&page)?.replacen("data-build", "data-guild", 1))?;
    let check = said("sha256sum", &copy, &["--check", "--quiet", "SHA256SUMS"]);
    ensure!(check.is_err(), "an altered file passes");
    Ok(())
}

async fn nothing_stands_in_the_way_of_installing_and_a_broken_manifest_is_found(world: World) -> Outcome {
    let page = world.open().await?;
    let found = against_installing(&page).await?;
    ensure!(found.is_empty(), "Chromium would not install it: {found:?}");
    let manifest = page.cdp("Page.getAppManifest", json!({})).await?["manifest"].clone();
    let origin = world.origin().url();
    for (what, is, should) in [
        ("id", &manifest["id"], json!(origin)),
        ("startUrl", &manifest["startUrl"], json!(origin)),
        ("scope", &manifest["scope"], json!(origin)),
        ("display", &manifest["display"], json!("kStandalone")),
        ("name", &manifest["name"], json!("Pages")),
    ] {
        ensure!(is == &should, "{what} is {is}");
    }
    let shots = manifest["screenshots"].as_array().map_or(0, Vec::len);
    ensure!(shots == 2, "of the pictures for the store, Chromium takes {shots}");

    let copy = world.folder().join("broken");
    copy_folder(world.dist(), &copy)?;
    let manifest = copy.join("static/pages.webmanifest");
    let text =
        fs::read_to_string(&manifest)?.replace("icons/pages", "icons/none").replace("\"id\": \"/\",", "\"id\": 4, ,");
    fs::write(&manifest, text)?;
    let server = world.serve(&copy)?;
    page.goto(&server.url()).await?;
    let found = against_installing(&page).await?;
    ensure!(!found.is_empty(), "a broken manifest was not found");
    Ok(())
}

async fn a_plain_name_is_an_app_of_its_own_and_keeps_its_name_through_an_update(world: World) -> Outcome {
    let page = world.open_on(&Shelves::founded(Some(PASSPHRASE), &[]).await?, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    page.go_by_menu("Settings").await?;
    page.see("The name is chosen before").await?;
    page.follow("Daybook").await?;
    page.on_lock().await?;
    is_daybook(&page, &world).await?;
    page.unlock(PASSPHRASE).await?;
    page.go_by_menu("Settings").await?;
    page.see("Now: Daybook.").await?;
    page.look("settings-icon").await?;
    page.wait_for_js("the worker", "return navigator.serviceWorker.ready.then(() => true)").await?;

    let later = world.folder().join("later");
    copy_folder(world.dist(), &later)?;
    let start = later.join("daybook.html");
    fs::write(&start, fs::read_to_string(&start)?.replacen("<body>", "<body data-later>", 1))?;
    precache::seal_again(&later)?;
    world.origin().serve_instead(&later)?;
    page.reload().await?;
    page.press("Reload").await?;
    page.wait_for_js("the later version", "return document.body.dataset.later !== undefined").await?;
    page.on_lock().await?;
    is_daybook(&page, &world).await?;
    page.unlock(PASSPHRASE).await?;
    page.no_problems(&world.origin().url()).await
}

async fn is_daybook(page: &Browser, world: &World) -> Outcome {
    let origin = world.origin().url();
    ensure!(page.title().await? == "Daybook", "the title is {}", page.title().await?);
    let manifest = page.cdp("Page.getAppManifest", json!({})).await?["manifest"].clone();
    for (what, is, should) in [
        ("id", &manifest["id"], json!(format!("{origin}daybook"))),
        ("startUrl", &manifest["startUrl"], json!(format!("{origin}daybook.html"))),
        ("scope", &manifest["scope"], json!(origin)),
        ("name", &manifest["name"], json!("Daybook")),
    ] {
        ensure!(is == &should, "{what} is {is}");
    }
    let found = against_installing(page).await?;
    ensure!(found.is_empty(), "Chromium would not install it: {found:?}");
    Ok(())
}

/// What Chromium has against installing this page.
async fn against_installing(page: &Browser) -> Result<Vec<String>> {
    let manifest = page.cdp("Page.getAppManifest", json!({})).await?;
    let errors = page.cdp("Page.getInstallabilityErrors", json!({})).await?;
    let of = |list: &Value| list.as_array().into_iter().flatten().map(Value::to_string).collect::<Vec<_>>();
    Ok([of(&manifest["errors"]), of(&errors["installabilityErrors"])].concat())
}

async fn icons_are_as_large_as_they_say_and_can_be_cut_to_any_shape(world: World) -> Outcome {
    let page = world.open().await?;
    let text = fs::read_to_string(world.dist().join("static/pages.webmanifest"))?;
    let manifest: Value = serde_json::from_str(&text)?;
    let mut seen = Vec::new();
    for icon in manifest["icons"].as_array().into_iter().flatten() {
        let looked = page.run_js_with(LOOK_AT_ICON, vec![icon["src"].clone()]).await?;
        let (purpose, sizes) =
            (icon["purpose"].as_str().unwrap_or_default(), icon["sizes"].as_str().unwrap_or_default());
        let is = format!("{0}x{0}", looked["size"]);
        ensure!(sizes == "any" || sizes == is, "{} is {is}", icon["src"]);
        if purpose == "maskable" {
            ensure!(looked["clear"] == json!(0), "{} would show what is behind it", icon["src"]);
            ensure!(looked["bright"] == json!(0), "{}: a round mask cuts into the sheet", icon["src"]);
        } else {
            // The same eyes see a drawing that may not be cut.
            ensure!(looked["clear"] != json!(0), "{} has no corners to see through", icon["src"]);
        }
        seen.push(format!("{purpose} {sizes}"));
    }
    for needed in ["any 192x192", "any 512x512", "any any", "maskable 192x192", "maskable 512x512", "monochrome any"] {
        ensure!(seen.iter().any(|one| one == needed), "there is no icon: {needed}");
    }
    Ok(())
}

/// How large a picture is, how many of its points can be seen through, and how many bright ones lie outside the circle
/// that every mask leaves: two fifths of its width around the middle.
const LOOK_AT_ICON: &str = "
  return (async () => {
    const picture = new Image();
    picture.src = 'static/' + arguments[0];
    await picture.decode();
    const size = picture.naturalWidth;
    const canvas = new OffscreenCanvas(size, size).getContext('2d');
    canvas.drawImage(picture, 0, 0, size, size);
    const points = canvas.getImageData(0, 0, size, size).data;
    let clear = 0, bright = 0;
    for (let at = 0; at < points.length; at += 4) {
      if (points[at + 3] < 255) clear += 1;
      const [x, y] = [(at / 4) % size + 0.5 - size / 2, Math.floor(at / 4 / size) + 0.5 - size / 2];
      if (Math.hypot(x, y) > size * 0.4 && points[at] > 160) bright += 1;
    }
    return { size, clear, bright };
  })()";

/// What a program prints when it succeeds.
fn said(program: &str, folder: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).current_dir(folder).stderr(Stdio::piped()).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(text) } else { Err(Failure::new(format!("{program} {arguments:?} found: {text}"))) }
}
