//! Pictures that lie in the tree: the icons, drawn from `static/icons/pages.svg`, and the app as the manifest shows it,
//! with made-up words. No test: `cargo xtask pictures` makes them.

use crate::failure::{Failure, Outcome};
use crate::shelves::{DAY, Planted, now};
use crate::{Browser, Media, Options, Shelves, World};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

crate::scenarios![the_icons_are_drawn, the_app_is_pictured];

/// How far the sheet shrinks where a mask may cut its surroundings away.
const INSIDE_A_MASK: &str = "<g id=\"sheet\" transform=\"translate(256 256) scale(.84) translate(-256 -256)\">";

/// Days ago, minutes after midnight, and what was written then.
const WORDS: [((i64, i64), &str); 9] = [
    ((1, 1240), "Plums from the market, still warm from the sun. Four left."),
    ((2, 1085), "Rain until noon, then the light came back."),
    ((4, 990), "A long walk by the canal. Two herons, and nobody in a hurry."),
    ((5, 555), "Seeds, string, the blue paint. Ask about the ladder."),
    ((8, 1310), "Soup, bread, an early night."),
    ((11, 1160), "The new lamp makes the kitchen look like somewhere else."),
    ((12, 490), "Forty pages on the train, and I missed no station."),
    ((17, 1065), "The neighbour's cat has decided that our step is hers."),
    ((20, 450), "First frost. The window was full of ferns."),
];

async fn the_icons_are_drawn(world: World) -> Outcome {
    let drawing = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/icons/pages.svg"))?;
    let whole = drawing.replace("rx=\"112\"", "").replace("<g id=\"sheet\">", INSIDE_A_MASK);
    crate::ensure!(whole.len() > drawing.len(), "the drawing has no sheet to shrink");
    let folder = world.folder().join("icons");
    fs::create_dir_all(&folder)?;
    let server = world.serve(&folder)?;
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.cdp("Emulation.setDefaultBackgroundColorOverride", json!({ "color": { "r": 0, "g": 0, "b": 0, "a": 0 } }))
        .await?;
    for (name, svg, size) in [
        ("pages-192.png", &drawing, 192),
        ("pages-512.png", &drawing, 512),
        ("pages-maskable-192.png", &whole, 192),
        ("pages-maskable-512.png", &whole, 512),
        // What an Apple device rounds by itself.
        ("pages-180.png", &whole, 180),
    ] {
        let sized = svg.replacen("<svg ", &format!("<svg width=\"{size}\" height=\"{size}\" "), 1);
        let document = format!("<!doctype html><title>Icon</title><body style=\"margin:0;line-height:0\">{sized}");
        fs::write(folder.join("icon.html"), document)?;
        let metrics = json!({ "width": size, "height": size, "deviceScaleFactor": 1, "mobile": false });
        page.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        page.goto(&format!("{}icon.html?{name}", server.url())).await?;
        take(&page, &page.setting.screens.join("icons").join(name), json!({ "format": "png" })).await?;
    }
    Ok(())
}

async fn the_app_is_pictured(world: World) -> Outcome {
    let today = now().utc_ms.rem_euclid(DAY);
    let ago = |(days, minutes): (i64, i64)| days * DAY + today - minutes * 60_000;
    let pages: Vec<Planted> = WORDS.map(|(when, words)| Planted::new(ago(when), words)).into();
    let page = world.open_on(&Shelves::founded(None, &pages).await?, Options::default()).await?;
    page.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await?;
    page.open_journal().await?;
    let folder = page.setting.screens.join("screenshots");
    page.go_to_pages().await?;
    page.see("Soup, bread").await?;
    page.emulate(Media { size: Some((1280, 800)), ..Media::default() }).await?;
    page.settle().await?;
    take(&page, &folder.join("wide.webp"), json!({ "format": "webp", "quality": 80 })).await?;

    page.go_to_today().await?;
    page.write_in("Today's page", "Plums from the market, still warm from the sun. I ate two on the way home.").await?;
    page.run_js("document.activeElement.blur()").await?;
    page.saved().await?;
    page.emulate(Media { size: Some((390, 844)), ..Media::default() }).await?;
    page.settle().await?;
    let sharp = json!({ "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true });
    page.cdp("Emulation.setDeviceMetricsOverride", sharp).await?;
    page.settle().await?;
    take(&page, &folder.join("narrow.webp"), json!({ "format": "webp", "quality": 80 })).await
}

async fn take(page: &Browser, file: &Path, how: Value) -> Outcome {
    let taken = page.cdp("Page.captureScreenshot", how).await?;
    let bytes = STANDARD
        .decode(taken["data"].as_str().unwrap_or_default())
        .map_err(|_| Failure::new("The picture is not base64."))?;
    fs::create_dir_all(file.parent().unwrap_or(file))?;
    Ok(fs::write(file, bytes)?)
}
