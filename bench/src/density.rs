//! Characters of a diary per code unit of localStorage, with everything that is stored counted: compression, padding,
//! seal, checksum, packing, keys, manifests and header. Beside it, what others would store: their compressed text alone.

use crate::journal::{self, LARGE, Lying, SEED, sealed};
use crate::node;
use crate::setting::Setting;
use crate::table::Table;
use held_browser_tests::{Failure, Result};
use held_corpus::Page;
use serde_json::json;
use std::io::Write;
use std::process::{Command, Stdio};

/// As many as may lie loose in the current month before some are gathered.
const LOOSE: usize = 256;
/// Text of one segment, in bytes.
const SEGMENT: usize = 64 * 1024;
/// Code units of localStorage in Chromium and Firefox.
const QUOTA: f64 = 5_242_880.0;

/// Prints the units that lz-string and deflate need. Deflate's bytes are packed at fifteen bits a unit, as ours are.
const PEERS: &str = "const { entries, segments } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    const lz = require('lz-string'), { deflateSync, strToU8 } = require('fflate');
    const sum = (texts, units) => texts.reduce((sum, text) => sum + units(text), 0);
    const deflated = (text) => Math.ceil(deflateSync(strToU8(text), { level: 9 }).length * 8 / 15);
    const squeezed = (text) => lz.compressToUTF16(text).length;
    console.log(JSON.stringify({
      lzEntry: sum(entries, squeezed), lzSegment: sum(segments, squeezed),
      deflateEntry: sum(entries, deflated), deflateSegment: sum(segments, deflated) }));";

pub async fn measure(setting: &Setting, table: &mut Table) -> Result<()> {
    let pages: Vec<Page> = held_corpus::pages(SEED).take(LARGE).collect();
    let some = &pages[..LOOSE];
    let segments = segments(&pages);
    let characters = characters(&pages);
    let bits = xz_bits(&segments)?;

    let gathered = characters / journal::large(setting).await?.units() as f64;
    let loose = self::characters(some) / sealed(some, Lying::Loose).await?.units() as f64;

    let entries: Vec<&str> = pages.iter().map(|page| page.body.as_str()).collect();
    let peers = node::ask(PEERS, &setting.peers, &json!({ "entries": entries, "segments": segments }))?;
    let per_unit = |name: &str| characters / peers[name].as_f64().unwrap_or(f64::NAN);
    let [lz_entry, lz_segment, deflate_entry, deflate_segment] =
        ["lzEntry", "lzSegment", "deflateEntry", "deflateSegment"].map(per_unit);

    let mut row = |what: &str, held: f64, beside: &str, peer: f64, goal: &str| {
        table.row(what, format!("{held:.2}"), format!("{beside} {peer:.2}"), format!("{:.2}x", held / peer), goal);
    };
    row("characters per unit, gathered", gathered, "lz-string, each page", lz_entry, "≥ 2.0x");
    row("", gathered, "deflate, 64 KB", deflate_segment, "≥ 1.25x");
    row("", gathered, "lz-string, 64 KB", lz_segment, "");
    row("characters per unit, each page alone", loose, "lz-string, each page", lz_entry, "");
    row("", loose, "deflate, each page", deflate_entry, "");
    let per_page = characters / LARGE as f64;
    table.note(format!(
        "Density: {LARGE} invented pages of {per_page:.0} characters, for which `xz -9e` needs {bits:.2} bits a character \
         in 64 KB pieces. Ours counts all that is stored, the others their compressed text alone. 10,000 such pages would \
         take {:.0} % of localStorage.",
        10_000.0 * per_page / gathered / QUOTA * 100.0
    ));
    is_like_a_diary(bits)
}

/// The diary must cost about what real ones do, or its densities say nothing.
fn is_like_a_diary(bits: f64) -> Result<()> {
    held_browser_tests::ensure!(
        (2.3..=2.8).contains(&bits),
        "The diary costs {bits:.2} bits a character, not 2.3 to 2.8."
    );
    Ok(())
}

/// UTF-16 code units, which is what a store without any compression would need.
fn characters(pages: &[Page]) -> f64 {
    pages.iter().map(|page| page.body.encode_utf16().count()).sum::<usize>() as f64
}

/// The pages one after another, in pieces of about 64 KB.
fn segments(pages: &[Page]) -> Vec<String> {
    let mut segments = vec![String::new()];
    for page in pages {
        if segments.last().is_some_and(|last| last.len() + page.body.len() > SEGMENT) {
            segments.push(String::new());
        }
        if let Some(last) = segments.last_mut() {
            last.push_str(&page.body);
            last.push('\n');
        }
    }
    segments
}

/// Bits a character under `xz -9e`, over the first segments.
fn xz_bits(segments: &[String]) -> Result<f64> {
    let (mut bytes, mut characters) = (0, 0);
    for text in segments.iter().take(16) {
        let mut child = Command::new("xz")
            .args(["-9e", "--stdout"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::new(format!("xz could not start: {error}. apt-get install -y xz-utils")))?;
        if let Some(mut stdin) = child.stdin.take() {
            // xz reads all of it before it writes.
            stdin.write_all(text.as_bytes())?;
        }
        bytes += child.wait_with_output()?.stdout.len();
        characters += text.chars().count();
    }
    Ok(bytes as f64 * 8.0 / characters as f64)
}
