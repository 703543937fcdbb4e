//! What Lighthouse says of the first screen: its own three scores, the median of three visits on the slow phone and line
//! that it imagines, from a server that sends brotli as hosts do.

use crate::setting::Setting;
use crate::stats::median;
use crate::table::Table;
use held_browser_tests::{Failure, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const VISITS: usize = 3;

/// Its categories, and what each should reach.
const CATEGORIES: [(&str, &str, f64); 3] = [
    ("performance", "Lighthouse, performance", 0.98),
    ("accessibility", "Lighthouse, accessibility", 1.0),
    ("best-practices", "Lighthouse, best practices", 0.96),
];

/// As the scenarios start it: as root it needs the first flag, and without the others it reaches for the network.
const FLAGS: &str = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage";

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("held-lighthouse-{}", std::process::id()));
    let outcome = visits(setting, &folder);
    let _ = std::fs::remove_dir_all(&folder);
    let reports = outcome?;
    for (category, what, goal) in CATEGORIES {
        let scores = scores(&reports, category)?;
        let list = scores.iter().map(|score| format!("{score:.2}")).collect::<Vec<_>>().join(", ");
        let score = median(&scores);
        table.row(what, format!("{score:.2}"), String::new(), format!("of {list}"), &format!("≥ {goal:.2}"));
        if score < goal {
            table.note(format!("{what}: {}", short_of(&reports[0], category).join("; ")));
        }
    }
    Ok(())
}

fn visits(setting: &Setting, folder: &Path) -> Result<Vec<Value>> {
    compress(&setting.dist, folder)?;
    let server = setting.serve(folder)?;
    (0..VISITS).map(|_| visit(setting, &server.url())).collect()
}

fn visit(setting: &Setting, url: &str) -> Result<Value> {
    let output = Command::new("node")
        .arg(setting.lighthouse.join("lighthouse/cli/index.js"))
        .args([url, "--output=json", "--quiet", "--only-categories=performance,accessibility,best-practices", FLAGS])
        // Debian's launcher, where its own search would find nothing.
        .env("CHROME_PATH", "/usr/bin/chromium")
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(Failure::new(format!("Lighthouse ended with {}", output.status)));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn scores(reports: &[Value], category: &str) -> Result<Vec<f64>> {
    let score = |report: &Value| report["categories"][category]["score"].as_f64();
    let scores: Option<Vec<f64>> = reports.iter().map(score).collect();
    scores.ok_or_else(|| Failure::new(format!("Lighthouse gave no score for {category}.")))
}

/// The audits that cost something, by their titles.
fn short_of(report: &Value, category: &str) -> Vec<String> {
    let audits = report["categories"][category]["auditRefs"].as_array().into_iter().flatten();
    audits
        .filter(|audit| audit["weight"].as_f64().unwrap_or_default() > 0.0)
        .map(|audit| &report["audits"][audit["id"].as_str().unwrap_or_default()])
        .filter(|audit| audit["score"].as_f64().is_some_and(|score| score < 1.0))
        .map(|audit| {
            format!(
                "{} {}",
                audit["title"].as_str().unwrap_or_default(),
                audit["displayValue"].as_str().unwrap_or_default()
            )
        })
        .collect()
}

/// The site with a compressed twin beside every file, which the server prefers.
fn compress(from: &Path, to: &Path) -> Result<()> {
    const SCRIPT: &str = "const z = require('node:zlib'), fs = require('node:fs'), path = require('node:path');
        const [from, to] = process.argv.slice(1);
        fs.cpSync(from, to, { recursive: true });
        for (const name of fs.readdirSync(to, { recursive: true })) {
          const file = path.join(to, name);
          if (fs.statSync(file).isFile() && !/^[_.]/.test(path.basename(file))) {
            fs.writeFileSync(file + '.br', z.brotliCompressSync(fs.readFileSync(file)));
          }
        }";
    let paths: [PathBuf; 2] = [from.to_owned(), to.to_owned()];
    let status = Command::new("node").args(["-e", SCRIPT]).args(&paths).status()?;
    if status.success() { Ok(()) } else { Err(Failure::new("The site was not compressed.")) }
}
