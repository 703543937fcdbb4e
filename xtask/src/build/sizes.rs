//! What the site weighs: raw, gzip and brotli, as a host would send it. Node's own compressors measure it.

use super::Plan;
use super::site::Site;
use crate::shell::{Result, pipe};
use std::path::PathBuf;
use std::process::Command;

const MEASURE: &str = "\
const z = require('node:zlib'), fs = require('node:fs');
for (const file of fs.readFileSync(0, 'utf8').split('\\n').filter(Boolean)) {
  const b = fs.readFileSync(file);
  const params = { [z.constants.BROTLI_PARAM_QUALITY]: 11, [z.constants.BROTLI_PARAM_SIZE_HINT]: b.length };
  console.log([b.length, z.gzipSync(b, { level: 9 }).length, z.brotliCompressSync(b, { params }).length].join(' '));
}";

/// Sizes of one file in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sizes {
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

/// Measures files, in their order.
pub fn measure(files: &[PathBuf]) -> Result<Vec<Sizes>> {
    let list: String = files.iter().map(|file| format!("{}\n", file.display())).collect();
    let text = pipe(Command::new("node").args(["-e", MEASURE]), list.as_bytes())?;
    let text = String::from_utf8_lossy(&text);
    let sizes: Vec<Sizes> = text
        .lines()
        .filter_map(|line| {
            let mut numbers = line.split(' ').map(str::parse);
            let mut next = || numbers.next()?.ok();
            Some(Sizes { raw: next()?, gzip: next()?, brotli: next()? })
        })
        .collect();
    if sizes.len() == files.len() { Ok(sizes) } else { Err("Node measured fewer files than it was given.".to_owned()) }
}

/// Prints the files a first visit loads and their sum, then the whole site. A quick build is not what anyone loads, and
/// compressing eight times as much would take longer than making it: its sizes are left out.
pub fn print(plan: &Plan, site: &Site) -> Result {
    if plan.dev {
        return Ok(());
    }
    println!("{:<40} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip", "brotli");
    let paths = |files: &[PathBuf]| files.iter().map(|file| plan.out.join(file)).collect::<Vec<_>>();
    let first = measure(&paths(&site.first))?;
    for (file, sizes) in site.first.iter().zip(&first) {
        line(&file.display().to_string(), *sizes);
    }
    line("until the first screen, together", sum(&first));
    let rest: Vec<PathBuf> = site.files.iter().filter(|file| !site.first.contains(file)).cloned().collect();
    line(&format!("{} other files of the site", rest.len()), sum(&measure(&paths(&rest))?));
    let single = plan.out.join("held.html");
    if single.is_file() {
        line("held.html", sum(&measure(&[single])?));
    }
    Ok(())
}

fn sum(sizes: &[Sizes]) -> Sizes {
    sizes.iter().fold(Sizes::default(), |sum, one| Sizes {
        raw: sum.raw + one.raw,
        gzip: sum.gzip + one.gzip,
        brotli: sum.brotli + one.brotli,
    })
}

fn line(name: &str, sizes: Sizes) {
    println!("{name:<40} {:>9} {:>9} {:>9}", sizes.raw, sizes.gzip, sizes.brotli);
}
