//! Argon2id in our module beside the two usual ones of npm, each in a worker of the same page, taking turns.

use crate::setting::Setting;
use crate::stats::median;
use crate::table::Table;
use held_browser_tests::{Failure, Result};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const ROUNDS: usize = 7;
const WORKER: &str = include_str!("../pages/kdf-worker.js");
const SCRIPT: &str = include_str!("../pages/kdf.js");
const PEERS: [(&str, &str); 2] = [("hash-wasm", "≤ 0.75x"), ("libsodium", "≤ 1.15x")];

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let folder = setting.peers.join("../kdf");
    fs::create_dir_all(&folder)?;
    let files: [(&str, PathBuf); 5] = [
        ("held.wasm", setting.module.join("held_whole_opt.wasm")),
        ("held.js", built_file(&setting.dist, "held-", ".js")?),
        ("hash-wasm.js", setting.peers.join("hash-wasm/dist/argon2.umd.min.js")),
        ("sodium-core.js", setting.peers.join("libsodium-sumo/dist/modules-sumo/libsodium-sumo.js")),
        ("sodium.js", setting.peers.join("libsodium-wrappers-sumo/dist/modules-sumo/libsodium-wrappers.js")),
    ];
    for (name, file) in files {
        fs::copy(&file, folder.join(name)).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    }
    fs::write(folder.join("worker.js"), WORKER)?;
    fs::write(folder.join("index.html"), "<!doctype html><title>Keys</title>")?;

    let origin = setting.serve(&folder)?;
    let visit = setting.browser().await?;
    visit.goto(&origin.url()).await?;
    visit.run_js(SCRIPT).await?;
    let mut times: [Vec<f64>; 3] = Default::default();
    for round in 0..=ROUNDS {
        let answers = visit.run_js("return globalThis.round();").await?;
        let keys: Vec<&str> = answers.as_array().into_iter().flatten().filter_map(|one| one["key"].as_str()).collect();
        let same = keys.len() == 3 && keys[0].len() == 64 && keys.iter().all(|key| *key == keys[0]);
        held_browser_tests::ensure!(same, "The three do not make the same key: {answers}");
        // The first round warms the engine up.
        for (times, answer) in times.iter_mut().zip(answers.as_array().into_iter().flatten()).filter(|_| round > 0) {
            times.push(answer["ms"].as_f64().unwrap_or(f64::NAN));
        }
    }
    let ours = median(&times[0]);
    for (index, (name, goal)) in PEERS.into_iter().enumerate() {
        let theirs = median(&times[index + 1]);
        let what = if index == 0 { "Argon2id, 64 MiB, 3 passes, 1 lane" } else { "" };
        table.row(
            what,
            format!("{ours:.0} ms"),
            format!("{name} {theirs:.0} ms"),
            format!("{:.2}x", ours / theirs),
            goal,
        );
    }
    let fresh = visit.run_js("return globalThis.fresh(5);").await?;
    let fresh: Vec<f64> = fresh.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    table.note(format!(
        "Argon2id: medians of {ROUNDS} rounds in turn, all three keys equal byte for byte. As unlocking does it, in a worker \
         started for it and memory never touched before: {:.0} ms.",
        median(&fresh)
    ));
    Ok(())
}

fn built_file(folder: &Path, start: &str, end: &str) -> Result<PathBuf> {
    let names = fs::read_dir(folder)?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let found = names.into_iter().find(|name| name.starts_with(start) && name.ends_with(end));
    found.map(|name| folder.join(name)).ok_or_else(|| Failure::new(format!("The site has no {start}…{end}")))
}
