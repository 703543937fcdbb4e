//! The page of every component in every state: whoever changes how one looks sees here at once what it costs somebody. In
//! all colours, on a narrow screen, by keys alone and without motion.

use crate::failure::{Outcome, Result};
use crate::{Browser, Key, Media, Options, World, ensure};
use serde_json::json;

crate::scenarios![every_component_in_every_state_is_open_to_everyone];

async fn every_component_in_every_state_is_open_to_everyone(world: World) -> Outcome {
    let server = world.serve(world.conformance())?;
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.goto(&server.url()).await?;
    page.heading("Components").await?;
    // From now on the focus is somebody's who uses keys.
    page.press_key(Key::Tab).await?;
    let usual = Media::default();
    let forced = Media { forced_colors: true, ..usual };
    for media in [usual, Media { dark: true, ..usual }, forced, Media { more_contrast: true, ..usual }] {
        page.emulate(media).await?;
        page.settle().await?;
        let mut found = page.axe().await?;
        // The same sheet lies here several times, as it never does elsewhere.
        found.retain(|one| !one.starts_with("landmark-unique"));
        found.extend(faults(&page).await?);
        ensure!(found.is_empty(), "{media:?}:\n  {}", found.join("\n  "));
    }
    page.emulate(Media { size: Some((320, 640)), ..usual }).await?;
    let over =
        page.run_js("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await?;
    ensure!(over == json!(0), "they scroll sideways at 320 pixels, by {over}");

    // Tall enough that the list draws all its rows.
    page.emulate(Media { size: Some((390, 12_000)), ..usual }).await?;
    page.see("seeds, string").await?;
    if page.setting.looks {
        for (width, dark) in [(390, false), (390, true), (1280, false), (1280, true)] {
            page.emulate(Media { size: Some((width, 12_000)), dark, ..usual }).await?;
            page.settle().await?;
            let scheme = if dark { "dark" } else { "light" };
            page.screenshot(&page.setting.screens.join(format!("components-{width}-{scheme}.png"))).await?;
        }
    }

    // One of each fault is planted and found.
    page.emulate(usual).await?;
    page.run_js(PLANTED).await?;
    let found = faults(&page).await?;
    for fault in ["no outline", "no edge", "smaller than 44"] {
        ensure!(
            found.iter().any(|one| one.contains("planted") && one.contains(fault)),
            "{fault} was not found: {found:?}"
        );
    }

    // A sheet comes into place, and does not move for somebody who would rather it did not.
    page.run_js(
        "globalThis.moved = []; addEventListener('animationstart', (event) => moved.push(event.animationName))",
    )
    .await?;
    for reduced_motion in [false, true] {
        page.emulate(Media { reduced_motion, ..usual }).await?;
        page.run_js("moved.length = 0").await?;
        page.press("small").await?;
        page.heading("Delete this page for good?").await?;
        if reduced_motion {
            page.settle().await?;
            let moved = page.run_js("return moved").await?;
            ensure!(moved == json!([]), "with reduced motion, {moved} moves");
        } else {
            page.wait_for_js("the sheet to come into place", "return moved.includes('sheet-in')").await?;
        }
        page.press("Leave it").await?;
        page.wait_for_js("the sheet to be gone", "return !document.querySelector('dialog[open]')").await?;
    }
    page.no_problems(&server.url()).await
}

/// What can be pressed and shows no focus, has no edge where the system's colours leave nothing else to know it by, or is
/// smaller than a thumb needs.
async fn faults(page: &Browser) -> Result<Vec<String>> {
    let found = page.run_js(FAULTS).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect())
}

const FAULTS: &str = "
  const found = [], forced = matchMedia('(forced-colors: active)').matches;
  const name = (one) => `${one.localName} “${one.getAttribute('aria-label') ?? one.textContent.trim().slice(0, 30)}”`;
  const ring = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const wide = (style) => ['Top', 'Bottom', 'Left', 'Right'].some((side) => parseFloat(style[`border${side}Width`]) > 0
    && style[`border${side}Style`] !== 'none');
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (!one.checkVisibility() || one.disabled || one.closest('[popover]')) continue;
    // The sheet one writes on answers for its words: by its edge, and by a ring where colours leave it no edge.
    const shows = one.matches('.editor') ? one.closest('.paper') : one;
    const before = getComputedStyle(shows).borderTopColor;
    one.focus({ preventScroll: true });
    const style = getComputedStyle(shows);
    if (!ring(style) && (forced || shows === one || style.borderTopColor === before)) found.push(`no outline: ${name(one)}`);
    if ((forced || one.id === 'planted') && one.localName === 'button' && !wide(style)) found.push(`no edge: ${name(one)}`);
    const around = one.matches('.choice input') ? one.closest('.choice') : one;
    const box = around.getBoundingClientRect();
    // A link in a sentence is as high as its line.
    if (Math.min(box.width, box.height) < 43.9 && !one.matches('.typeset a')) found.push(`smaller than 44: ${name(one)}, ${box.width} by ${box.height}`);
  }
  document.activeElement.blur();
  return found;";

const PLANTED: &str = "
  const planted = document.createElement('button');
  planted.id = 'planted';
  planted.textContent = 'planted';
  for (const [property, value] of [['outline', 'none'], ['border', '0'], ['block-size', '20px']]) {
    planted.style.setProperty(property, value);
  }
  document.querySelector('main').append(planted);";
