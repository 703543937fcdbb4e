//! Every way of sending something out of a page that is known, tried from a page under the policy of the built site, and
//! from one under none: what does not arrive without a policy shows nothing, so each channel is its own planted control.
//! The table in the README is compared with what was measured.

use crate::failure::{Failure, Outcome, Result};
use crate::witness::Witness;
use crate::{Browser, EVERY, Engine, Options, StaticServer, World, ensure};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

crate::scenarios![the_policy_closes_what_the_readme_says in EVERY];

/// Those that lead away from the page, so each needs a page of its own.
const AWAY: [&str; 5] = ["navigation", "link", "meta refresh", "download link", "form"];
/// How long the control is listened to. The others are listened to twice as long as its last arrival took.
const LONGEST: Duration = Duration::from_secs(5);

/// What the page of channels is served under.
#[derive(Debug, Clone, Copy)]
enum Under {
    Nothing,
    /// The policy in the page alone, as on a host that sends no headers of ours.
    Meta,
    /// The same with the headers of `_headers`.
    Headers,
    /// And with boot.js run first, as in the app.
    Boot,
}

async fn the_policy_closes_what_the_readme_says(world: World) -> Outcome {
    let witness = Witness::start("preconnect", "WebRTC")?;
    let page = world.browser(&world.profile(), Options::default()).await?;
    let (open, names, longest) = tried(&world, &page, &witness, Under::Nothing, LONGEST).await?;
    let patience = (longest * 2).max(Duration::from_secs(2));
    let meta = tried(&world, &page, &witness, Under::Meta, patience).await?.0;
    let headers = tried(&world, &page, &witness, Under::Headers, patience).await?.0;
    let boot = tried(&world, &page, &witness, Under::Boot, patience).await?.0;
    let shown = names.iter().filter(|name| open.contains(*name)).count();
    ensure!(shown >= 35, "without a policy only these arrived, so the others show nothing: {open:?}");
    let table: Vec<(String, &str)> = names
        .into_iter()
        .map(|name| {
            let cell = match (open.contains(&name), meta.contains(&name), headers.contains(&name), boot.contains(&name))
            {
                (_, _, _, true) => "**open**",
                (_, _, true, false) => "closed by boot.js",
                (_, true, false, false) => "closed by the header",
                (true, false, false, false) => "closed",
                (false, false, false, false) => "–",
            };
            (name, cell)
        })
        .collect();
    println!("  {}, {shown} of {} channels open without a policy:", world.engine(), table.len());
    table.iter().for_each(|(name, cell)| println!("    {name}: {cell}"));
    let expected = said_in_readme(world.engine())?;
    let measured: Vec<(String, String)> = table.into_iter().map(|(name, cell)| (name, cell.to_owned())).collect();
    let differing: Vec<String> = measured
        .iter()
        .filter(|row| !expected.contains(row))
        .chain(expected.iter().filter(|row| !measured.contains(row)))
        .map(|(name, cell)| format!("{name}: {cell}"))
        .collect();
    ensure!(differing.is_empty(), "the README's table and what was measured differ in\n  {}", differing.join("\n  "));
    Ok(())
}

/// Tries every channel once. Returns what arrived, the names of all channels, and how long the last one took.
async fn tried(
    world: &World,
    page: &Browser,
    witness: &Witness,
    under: Under,
    patience: Duration,
) -> Result<(BTreeSet<String>, Vec<String>, Duration)> {
    let server = serve(world, witness, under)?;
    witness.forget();
    page.goto(&format!("{}?{}", server.url(), witness.query())).await?;
    page.wait_for_js("the channels to be tried", "return document.documentElement.dataset.names !== undefined").await?;
    let names = page.run_js("return document.documentElement.dataset.names").await?;
    let names: Vec<String> = serde_json::from_str(names.as_str().unwrap_or_default())?;
    let ours = page.handle().window().await?;
    page.press("Open a window").await?;
    let (started, mut last, mut count) = (Instant::now(), Duration::ZERO, 0);
    while started.elapsed() < patience {
        let now = witness.arrived().len();
        if now > count {
            (count, last) = (now, started.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    for window in page.handle().windows().await? {
        if window != ours {
            page.handle().switch_to_window(window).await?;
            page.handle().close_window().await?;
        }
    }
    page.handle().switch_to_window(ours).await?;
    for name in AWAY {
        page.goto(&format!("{}?{}&only={name}", server.url(), witness.query())).await?;
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(2) && !witness.arrived().contains(name) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    page.goto("about:blank").await?;
    Ok((witness.arrived(), names, last))
}

/// The page of channels in a folder of its own, under the policy that the built site carries.
fn serve(world: &World, witness: &Witness, under: Under) -> Result<StaticServer> {
    let folder = world.folder().join(format!("channels-{under:?}"));
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/channels");
    fs::create_dir_all(&folder)?;
    for file in ["channels.js", "worker.js"] {
        fs::copy(fixture.join(file), folder.join(file))?;
    }
    fs::write(folder.join("import.css"), format!("@import url(\"{}/CSS%20%40import\");", witness.url()))?;
    let mut html = fs::read_to_string(fixture.join("index.html"))?;
    if !matches!(under, Under::Nothing) {
        let site = fs::read_to_string(world.dist().join("index.html"))?;
        let meta = site.lines().map(str::trim).find(|line| line.contains("http-equiv=\"Content-Security-Policy\""));
        let meta = meta.ok_or_else(|| Failure::new("The built page carries no policy."))?;
        html = html.replace("<!--policy-->", meta);
    }
    if matches!(under, Under::Headers | Under::Boot) {
        fs::copy(world.dist().join("_headers"), folder.join("_headers"))?;
    }
    if matches!(under, Under::Boot) {
        let scripts = fs::read_dir(world.dist().join("static"))?.flatten();
        let boot = scripts
            .map(|entry| entry.path())
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("boot-")));
        fs::copy(boot.ok_or_else(|| Failure::new("The built site has no boot.js."))?, folder.join("boot.js"))?;
        html = html.replace("<!--boot-->", "<script src=\"boot.js\"></script>");
    }
    fs::write(folder.join("index.html"), html)?;
    world.serve(&folder)
}

/// The README's rows for one engine: channel and what became of it.
fn said_in_readme(engine: Engine) -> Result<Vec<(String, String)>> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md"))?;
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let mut rows = readme.lines().skip_while(|line| !line.starts_with("| channel |"));
    let head = cells(rows.next().ok_or_else(|| Failure::new("The README has no table of channels."))?);
    let at = head.iter().position(|cell| cell.starts_with(engine.name()));
    let at = at.ok_or_else(|| Failure::new(format!("The README's table has no column for {engine}.")))?;
    let rows = rows.skip(1).take_while(|line| line.starts_with('|')).map(cells);
    Ok(rows.map(|row| (row[0].clone(), row.get(at).cloned().unwrap_or_default())).collect())
}
