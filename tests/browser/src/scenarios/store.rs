//! The two stores of a real browser keep what every store promises.

use crate::failure::{Failure, Outcome};
use crate::{EVERY, Options, World, ensure};
use std::fs;

crate::scenarios![the_stores_of_a_browser_pass_the_conformance_suite in EVERY];

async fn the_stores_of_a_browser_pass_the_conformance_suite(world: World) -> Outcome {
    let folder = world.conformance();
    let named = |end: &str| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .find(|name| name.starts_with("held-") && name.ends_with(end))
            .ok_or_else(|| {
                Failure::new("Build it first: cargo xtask build --dev --features components,conformance --out target/conformance")
            })
    };
    let (glue, module) = (named(".js")?, named(".wasm")?);
    // A page without the app, so that only the suite touches the stores. It runs the suite itself: what a driver runs
    // does not see what a script of the page declared.
    let script = format!(
        "globalThis.suite = wasm_bindgen({{ module_or_path: '{module}' }}).then(() => wasm_bindgen.store_conformance())
           .then((lines) => lines.map(({{ name, ok, message }}) => [name, ok, message]))"
    );
    let scripts = format!("<script src=\"{glue}\"></script><script src=\"suite.js\"></script>");
    fs::write(folder.join("suite.js"), script)?;
    fs::write(folder.join("suite.html"), format!("<!doctype html><title>Suite</title>{scripts}"))?;
    let server = world.serve(folder)?;
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.goto(&format!("{}suite.html", server.url())).await?;
    let lines = page.run_js("return globalThis.suite").await?;
    let lines = lines.as_array().ok_or_else(|| Failure::new("The suite answered nothing."))?;
    let failed: Vec<String> =
        lines.iter().filter(|line| line[1] != true).map(|line| format!("{}: {}", line[0], line[2])).collect();
    ensure!(lines.len() >= 10, "the suite ran only {} checks", lines.len());
    ensure!(failed.is_empty(), "{} of {} failed:\n  {}", failed.len(), lines.len(), failed.join("\n  "));
    Ok(())
}
