//! From asking for the page to seeing something and to being able to use it: the first run, the locked screen, the
//! smallest page Yew makes, and TiddlyWiki, in turn, with nothing kept from the visit before.

use crate::setting::Setting;
use crate::stats::median;
use crate::table::Table;
use crate::visitor::{marks, wait_for};
use crate::{journal, size};
use held_browser_tests::Result;
use serde_json::json;

const ROUNDS: usize = 8;

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let visit = setting.watched().await?;
    let locked = setting.site_with(&visit, &*journal::empty(setting).await?).await?;
    let fresh = setting.serve(&setting.dist)?;
    let hello = setting.serve(&setting.hello)?;
    let wiki = setting.serve(size::tiddlywiki(setting)?.parent().unwrap_or(&setting.peers))?;
    visit.cdp("Network.enable", json!({})).await?;
    visit.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;

    let addresses = [hello.url(), fresh.url(), locked.url(), wiki.url()];
    let mut seen: [Vec<f64>; 4] = Default::default();
    let mut ready: [Vec<f64>; 4] = Default::default();
    for round in 0..=ROUNDS {
        for (at, address) in addresses.iter().enumerate() {
            visit.goto("about:blank").await?;
            visit.goto(address).await?;
            wait_for(&visit, "ready").await?;
            wait_for(&visit, "paint").await?;
            let marks = marks(&visit).await?;
            // The first round warms the engine and the disk up.
            if round > 0 {
                seen[at].push(marks.paint);
                ready[at].push(marks.ready);
            }
        }
    }
    for (what, values, goal) in [("first paint", &seen, "≤ 1.5x"), ("takes input", &ready, "")] {
        let [hello, fresh, locked, wiki] = [0, 1, 2, 3].map(|at| median(&values[at]));
        let mut row = |screen: &str, held: f64, beside: &str, peer: f64, goal: &str| {
            let ratio = format!("{:.2}x", held / peer);
            table.row(
                &format!("{what}, {screen}"),
                format!("{held:.0} ms"),
                format!("{beside} {peer:.0} ms"),
                ratio,
                goal,
            );
        };
        row("first run", fresh, "Yew hello", hello, goal);
        row("locked", locked, "Yew hello", hello, goal);
        row("locked", locked, "TiddlyWiki, empty", wiki, "");
    }
    table.note(format!("First screens: medians of {ROUNDS} rounds in turn, loopback, uncompressed, nothing cached."));
    Ok(())
}
