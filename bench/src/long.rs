//! From pressing a key to the end of its handlers and to the next frame, on a page of 200,000 characters, beside an empty
//! one and beside a plain textarea that holds as much: the length is the browser's business, and must not be ours.

use crate::journal::{self, Lying};
use crate::keys::{LISTEN, ms, plain_page, ratio, typed};
use crate::setting::{Setting, Visit};
use crate::table::Table;
use crate::visitor::unlock;
use held_browser_tests::{Result, StaticServer};
use held_corpus::Page as Written;
use serde_json::json;

const LENGTH: usize = 200_000;

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let words = long_page();
    let written = Written { minute: 0, body: words.clone() };
    let long = journal::sealed(&[written], Lying::Loose).await?;
    let long = page_of(setting, &long, "document.querySelector('.row-link').click()").await?;
    let edit = "const edit = document.querySelector('.paper-foot button'); edit?.click(); return edit !== null;";
    long.0.wait_for_js("the page to be read", edit).await?;
    let new = "document.querySelector('.pages-head button').click()";
    let empty = page_of(setting, &*journal::empty(setting).await?, new).await?;
    let plain = plain_page(setting).await?;
    plain.0.run_js_with("document.querySelector('textarea').value = arguments[0]", vec![json!(words)]).await?;

    let pages = [&long, &empty, &plain];
    for (visit, _) in pages {
        visit.wait_for_js("the field", "return document.querySelector('textarea') !== null").await?;
        visit.run_js(LISTEN).await?;
        visit
            .run_js("const field = document.querySelector('textarea'); field.setSelectionRange(field.value.length, field.value.length)")
            .await?;
    }
    let [done, frame] = typed(pages).await?;
    let mut row = |what: &str, values: &[Vec<f64>; 3], goal: &str| {
        let what = format!("{what}, p50 / p99, a page of 200,000 characters");
        let empty = format!("an empty page {}", ms(&values[1]));
        table.row(&what, ms(&values[0]), empty, ratio(&values[0], &values[1]), goal);
        let plain = format!("a plain textarea as long {}", ms(&values[2]));
        table.row(&what, ms(&values[0]), plain, ratio(&values[0], &values[2]), "");
    };
    row("key to end of handlers", &done, "p99 at most 1.25x of empty");
    row("key to next frame", &frame, "");
    Ok(())
}

fn long_page() -> String {
    let mut words = String::with_capacity(LENGTH + 10_000);
    for page in held_corpus::pages(journal::SEED) {
        words.push_str(&page.body);
        words.push_str("\n\n");
        if words.len() > LENGTH {
            break;
        }
    }
    words.chars().take(LENGTH).collect()
}

/// A journal that was opened, on its Pages, and then what this script does there.
async fn page_of(setting: &Setting, journal: &journal::Journal, script: &str) -> Result<(Visit, StaticServer)> {
    let visit = setting.watched().await?;
    let origin = setting.site_with(&visit, journal).await?;
    visit.goto(&origin.url()).await?;
    unlock(&visit).await?;
    visit.run_js("location.hash = '#/pages'").await?;
    visit.wait_for_js("Pages", "return document.querySelector('.pages-head button') !== null").await?;
    if script.contains("row-link") {
        visit.wait_for_js("the row", "return document.querySelector('.row-link') !== null").await?;
    }
    visit.run_js(script).await?;
    Ok((visit, origin))
}
