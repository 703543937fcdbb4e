//! Bytes a browser has fetched when the first screen takes input, and those that follow.

use crate::setting::{Setting, Visit};
use crate::table::Table;
use crate::visitor::wait_for;
use crate::{journal, node};
use held_browser_tests::{Failure, Result, StaticServer};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Journals that run in a browser, as measured once: brotli bytes of what their first screen fetches.
const PUBLISHED: [(&str, f64); 2] = [("mini-diarium 0.4.15, its shell", 200_738.0), ("jot 70215e9", 221_599.0)];
const PUBLISHED_ON: &str = "2026-11";

/// A slow line, so that what the first screen waits for and what comes after it do not arrive in one moment.
const BYTES_A_SECOND: f64 = 1_500_000.0;

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let visit = setting.watched().await?;
    let fresh = setting.serve(&setting.dist)?;
    let locked = setting.site_with(&visit, &*journal::empty(setting).await?).await?;
    visit.cdp("Network.enable", json!({})).await?;
    let line = json!({ "offline": false, "latency": 40, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": -1 });
    visit.cdp("Network.emulateNetworkConditions", line).await?;
    let first = fetched(setting, &visit, &fresh).await?;
    let second = fetched(setting, &visit, &locked).await?;

    let mut beside: Vec<(String, f64)> =
        PUBLISHED.map(|(name, bytes)| (format!("{name} ({PUBLISHED_ON})"), bytes)).into();
    match tiddlywiki(setting) {
        Ok(file) => beside.push(("TiddlyWiki 5.4.1, empty".to_owned(), node::brotli(&[file])?[0] as f64)),
        Err(failure) => table.note(format!("TiddlyWiki was not built: {failure}")),
    }
    let kb = |bytes: f64| format!("{:.1} KB", bytes / 1000.0);
    let mut row = |what: &str, bytes: f64, name: &str, peer: f64, goal: &str| {
        table.row(what, kb(bytes), format!("{name} {}", kb(peer)), format!("{:.2}x", bytes / peer), goal);
    };
    for (at, (name, bytes)) in beside.iter().enumerate() {
        let goal = if at == 0 { "≤ 170 KB, ≤ 0.85x" } else { "" };
        row("brotli until the first run takes input", sum(&first.before), name, *bytes, goal);
    }
    let (name, bytes) = &beside[0];
    row("brotli until the locked screen takes input", sum(&second.before), name, *bytes, "≤ 170 KB, ≤ 0.85x");
    row("brotli of all a first visit fetches", sum(&first.before) + sum(&first.after), name, *bytes, "≤ 300 KB");
    let list = |files: &[(String, u64)]| {
        files.iter().map(|(file, size)| format!("{file} {}", kb(*size as f64))).collect::<Vec<_>>().join(", ")
    };
    table.note(format!(
        "Sizes: from the server's log and the browser's own times, over a line of 1.5 MB a second. Until the first run took \
         input: {}. After it: {}.",
        list(&first.before),
        list(&first.after)
    ));
    Ok(())
}

/// Files and their sizes under brotli.
struct Fetched {
    /// Had arrived when the screen took input.
    before: Vec<(String, u64)>,
    after: Vec<(String, u64)>,
}

fn sum(files: &[(String, u64)]) -> f64 {
    files.iter().map(|(_, size)| *size as f64).sum()
}

async fn fetched(setting: &Setting, visit: &Visit, origin: &StaticServer) -> Result<Fetched> {
    origin.forget_requests();
    visit.cdp("Network.clearBrowserCache", json!({})).await?;
    visit.goto(&origin.url()).await?;
    wait_for(visit, "ready").await?;
    // Whatever is still to come.
    visit.run_js("return new Promise((done) => setTimeout(done, 3000));").await?;
    let late = visit
        .run_js(
            "return performance.getEntriesByType('resource').filter((one) => one.responseEnd > marks.ready)
               .map((one) => new URL(one.name).pathname.slice(1));",
        )
        .await?;
    let late: Vec<&str> = late.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut names: Vec<String> = Vec::new();
    for request in origin.requests() {
        held_browser_tests::ensure!(request.status == 200, "{} was answered with {}", request.path, request.status);
        let path = request.path.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let name = if path.is_empty() { "index.html" } else { path }.to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let files: Vec<PathBuf> = names.iter().map(|name| setting.dist.join(name)).collect();
    let sized = names.into_iter().zip(node::brotli(&files)?);
    let (after, before) = sized.partition(|(name, _)| late.contains(&name.as_str()));
    Ok(Fetched { before, after })
}

/// The empty edition as its own program makes it: one page with everything inside.
pub fn tiddlywiki(setting: &Setting) -> Result<PathBuf> {
    let package = setting.peers.join("tiddlywiki");
    let out = setting.peers.join("../tiddlywiki-empty");
    let built = Command::new("node")
        .arg(package.join("tiddlywiki.js"))
        .arg(package.join("editions/empty"))
        .arg("--output")
        .arg(&out)
        .args(["--render", "$:/core/save/all", "index.html", "text/plain"])
        .stdout(Stdio::null())
        .status()?;
    let page = out.join("index.html");
    if built.success() && page.is_file() { Ok(page) } else { Err(Failure::new(format!("it ended with {built}"))) }
}
