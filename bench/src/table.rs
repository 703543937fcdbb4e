//! The table of the README.

use held::domain::Day;
use held_browser_tests::Result;
use std::fmt;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

#[derive(Debug)]
pub struct Table {
    heading: String,
    rows: Vec<[String; 5]>,
    notes: Vec<String>,
}

impl Table {
    /// A table with nothing in it yet; `names` are the figures asked for, none for all.
    pub fn new(names: &str) -> Self {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let day = Day::from_epoch_days((seconds / 86_400) as i64);
        let commit = said("git", &["rev-parse", "--short", "HEAD"]);
        let changed = if said("git", &["status", "--porcelain"]).is_empty() { "" } else { " with changes" };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let browser = said("chromium", &["--version"]);
        let browser = browser.split(" built ").next().unwrap_or_default().to_owned();
        let heading = format!(
            "{day}, commit {commit}{changed}, `{}`, {browser}, {cores} cores",
            format!("cargo xtask bench {names}").trim_end()
        );
        Self { heading, rows: Vec::new(), notes: Vec::new() }
    }

    /// One line: what was measured, ours, what stands beside it, the ratio, and what it should be.
    pub fn row(&mut self, what: &str, held: String, peer: String, ratio: String, goal: &str) {
        println!("   {what}: {held} | {peer} | {ratio} | {goal}");
        self.rows.push([what.to_owned(), held, peer, ratio, goal.to_owned()]);
    }

    pub fn note(&mut self, note: String) {
        println!("   {note}");
        self.notes.push(note);
    }

    pub fn write(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(path, self.to_string())?)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.heading)?;
        writeln!(f, "| what | Held | beside it | ratio | goal |\n| --- | --- | --- | --- | --- |")?;
        for row in &self.rows {
            writeln!(f, "| {} |", row.join(" | "))?;
        }
        writeln!(f)?;
        self.notes.iter().try_for_each(|note| writeln!(f, "- {note}"))
    }
}

/// A count as a person writes it: `10,000`.
pub fn thousands(count: usize) -> String {
    if count < 1_000 { count.to_string() } else { format!("{},{:03}", count / 1_000, count % 1_000) }
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}
