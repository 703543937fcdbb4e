//! From the passphrase being accepted to Today, with an empty journal and with 2,000 pages, in turn. Making the key is
//! left out: it takes as long as it is meant to, whatever the journal holds.

use crate::journal;
use crate::setting::Setting;
use crate::stats::median;
use crate::table::Table;
use crate::visitor::{is_well, marks, unlock, watch};
use held_browser_tests::Result;

const ROUNDS: usize = 6;
/// Starts of the browser, each with storage nobody has asked for anything yet.
const STARTS: usize = 3;

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let mut visit = setting.watched().await?;
    let empty = setting.site_with(&visit, &*journal::empty(setting).await?).await?;
    let large = setting.site_with(&visit, &*journal::large(setting).await?).await?;
    let origins = [&empty, &large];
    let mut read: [Vec<f64>; 2] = Default::default();
    for _ in 0..STARTS {
        visit = visit.restarted().await?;
        watch(&visit).await?;
        for (at, origin) in origins.into_iter().enumerate() {
            visit.goto(&origin.url()).await?;
            read[at].push(marks(&visit).await?.read);
        }
    }
    let mut open: [Vec<f64>; 2] = Default::default();
    let mut late: [Vec<f64>; 2] = Default::default();
    for round in 0..=ROUNDS {
        for (at, origin) in origins.into_iter().enumerate() {
            visit.goto("about:blank").await?;
            visit.goto(&origin.url()).await?;
            unlock(&visit).await?;
            visit.run_js("return new Promise((done) => setTimeout(done, 2500));").await?;
            is_well(&visit).await?;
            let marks = marks(&visit).await?;
            // The first round warms the engine up.
            if round > 0 {
                open[at].push(marks.open - marks.accepted);
                late[at].push(marks.late);
            }
        }
    }
    let mut row = |what: &str, values: &[Vec<f64>; 2], goal: &str| {
        let (empty, large) = (median(&values[0]), median(&values[1]));
        let ratio = if empty > 0.0 { format!("{:.2}x", large / empty) } else { String::new() };
        table.row(what, format!("{large:.0} ms"), format!("empty journal {empty:.0} ms"), ratio, goal);
    };
    row("passphrase accepted to Today, 2,000 pages", &open, "≤ 300 ms, ≤ 2x");
    row("the first question to localStorage, 2,000 pages", &read, "");
    row("long tasks within 2.5 s after Today, 2,000 pages", &late, "≤ 150 ms");
    table.note(format!(
        "Unlocking: medians of {ROUNDS} rounds in turn; the first question to localStorage, asked while locked, of {STARTS} \
         starts of the browser."
    ));
    Ok(())
}
