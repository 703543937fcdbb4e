//! The two stores of a real browser keep what every store promises.

use crate::failure::{Failure, Outcome};
use crate::{Options, World, ensure};
use std::fs;

crate::scenarios![the_stores_of_a_browser_pass_the_conformance_suite];

async fn the_stores_of_a_browser_pass_the_conformance_suite(world: World) -> Outcome {
    let folder = world.conformance();
    let named = |end: &str| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .find(|name| name.starts_with("held-") && name.ends_with(end))
            .ok_or_else(|| {
                Failure::new("Build it first: cargo xtask build --dev --features conformance --out target/conformance")
            })
    };
    let (glue, module) = (named(".js")?, named(".wasm")?);
    // A page without the app, so that only the suite touches the stores.
    fs::write(
        folder.join("suite.html"),
        format!("<!doctype html><title>Suite</title><script src=\"{glue}\"></script>"),
    )?;
    let server = world.serve(folder)?;
    let page = world.browser(&world.profile(), Options::default()).await?;
    page.goto(&format!("{}suite.html", server.url())).await?;
    let script = format!(
        "return wasm_bindgen({{ module_or_path: '{module}' }}).then(() => wasm_bindgen.store_conformance())
           .then((lines) => lines.map(({{ name, ok, message }}) => [name, ok, message]))"
    );
    let lines = page.run_js(&script).await?;
    let lines = lines.as_array().ok_or_else(|| Failure::new("The suite answered nothing."))?;
    let failed: Vec<String> =
        lines.iter().filter(|line| line[1] != true).map(|line| format!("{}: {}", line[0], line[2])).collect();
    ensure!(lines.len() >= 10, "the suite ran only {} checks", lines.len());
    ensure!(failed.is_empty(), "{} of {} failed:\n  {}", failed.len(), lines.len(), failed.join("\n  "));
    Ok(())
}
