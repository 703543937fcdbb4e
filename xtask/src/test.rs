//! `cargo xtask test`: everything, in numbered stages, with one count at the end.
//!
//! A stage that cannot run counts as a failure and says why. The last line is `N passed, N failed`, over all stages.

use crate::again;
use crate::build::{self, Plan};
use crate::check;
use crate::install;
use crate::options::Options;
use crate::shell::{Result, cargo, output, say, target};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The path of the site that the scenarios open below one; they know it too.
const BELOW: &str = "/somewhere/";

const STAGES: [&str; 5] = ["check", "native", "build", "again", "browser"];

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    passed: usize,
    failed: usize,
}

pub fn run(mut options: Options) -> Result {
    let only = options.value("--only")?;
    let filter = options.value("--filter")?.unwrap_or_default();
    let mut choice = Vec::new();
    for name in ["--engine", "--jobs"] {
        if let Some(value) = options.value(name)? {
            choice.extend([name.to_owned(), value]);
        }
    }
    options.finish()?;
    if let Some(stage) = only.as_deref().filter(|stage| !STAGES.contains(stage)) {
        return Err(format!("{stage} is not a stage. There are: {}.", STAGES.join(", ")));
    }
    let chosen: Vec<&str> =
        STAGES.into_iter().filter(|stage| only.as_deref().is_none_or(|only| only == *stage)).collect();
    let mut total = Count::default();
    for (index, stage) in chosen.iter().enumerate() {
        let started = Instant::now();
        println!("\n[{}/{}] {stage}", index + 1, chosen.len());
        let outcome = match *stage {
            "check" => checks(),
            "native" => native(&filter),
            "build" => built(),
            "again" => again(),
            _ => browser(&choice, &filter),
        };
        let count = outcome.unwrap_or_else(|problem| {
            println!("{problem}");
            Count { passed: 0, failed: 1 }
        });
        let seconds = started.elapsed().as_secs_f64();
        println!("[{}/{}] {stage}: {count}, {seconds:.0} s", index + 1, chosen.len());
        total.passed += count.passed;
        total.failed += count.failed;
    }
    println!("\n{total}");
    if total.failed == 0 && total.passed > 0 { Ok(()) } else { Err(String::new()) }
}

fn checks() -> Result<Count> {
    let results = check::checks()?;
    for (name, passed) in &results {
        println!("{name} ... {}", if *passed { "ok" } else { "FAILED" });
    }
    let passed = results.iter().filter(|(_, passed)| *passed).count();
    Ok(Count { passed, failed: results.len() - passed })
}

fn native(filter: &str) -> Result<Count> {
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-fail-fast", "--color=never"]);
    if !filter.is_empty() {
        command.args(["--", filter]);
    }
    counted(&mut command, "test result: ")
}

fn built() -> Result<Count> {
    let plan = Plan::release();
    // So that an older build is never taken for this one.
    if plan.out.exists() {
        std::fs::remove_dir_all(&plan.out)
            .map_err(|error| format!("{} cannot be emptied: {error}", plan.out.display()))?;
    }
    build::build(&plan)?;
    Ok(Count { passed: 1, failed: 0 })
}

fn again() -> Result<Count> {
    let differences = again::differences()?;
    differences.iter().for_each(|line| println!("{line}"));
    let same = differences.is_empty();
    println!("the same bytes from another folder ... {}", if same { "ok" } else { "FAILED" });
    Ok(Count { passed: usize::from(same), failed: differences.len() })
}

fn browser(choice: &[String], filter: &str) -> Result<Count> {
    let site = Plan::release().out;
    if !site.join("index.html").is_file() {
        return Err("The browser tests were not run: there is no build to test.".to_owned());
    }
    let mut command = scenarios(&site, choice, filter)?;
    if filter.is_empty() || ["store", "components"].iter().any(|of| of.contains(filter)) {
        // The same module with the conformance suite of the stores in it, and the page of components in place of the app,
        // for the scenarios that run the one and open the other.
        let suite = Plan {
            dev: true,
            features: vec!["components".to_owned(), "conformance".to_owned()],
            out: target().join("conformance"),
            ..Plan::release()
        };
        build::build(&suite)?;
        command.arg("--conformance").arg(&suite.out);
    }
    if filter.is_empty() || filter.contains("below") {
        let below = Plan { base: BELOW.to_owned(), out: target().join("below"), ..Plan::release() };
        build::build(&below)?;
        command.arg("--below").arg(&below.out);
    }
    counted(command.arg(filter), "browser: ")
}

/// The program that runs the scenarios on a built site, with all that the chosen ones need installed. The filter is
/// still to be added.
pub fn scenarios(site: &Path, choice: &[String], filter: &str) -> Result<Command> {
    let program = || {
        let mut command = cargo();
        command.args(["run", "--quiet", "-p", "held-browser-tests", "--"]).args(choice);
        command
    };
    let engines = output(program().arg("--engines").arg(filter))?;
    install::engines(&engines.lines().collect::<Vec<_>>())?;
    let modules = install::npm_tools()?;
    let mut command = program();
    command.arg("--dist").arg(site).arg("--axe").arg(modules.join("axe-core/axe.min.js"));
    Ok(command)
}

/// Runs a program, shows its output, and adds up the lines that begin with `mark` and hold counts.
fn counted(command: &mut Command, mark: &str) -> Result<Count> {
    say(&command.get_args().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" "));
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{} could not start: {error}", command.get_program().display()))?;
    let mut count = Count::default();
    for line in child.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).lines()) {
        let line = line.map_err(|error| format!("The output broke off: {error}"))?;
        println!("{line}");
        if let Some(result) = line.strip_prefix(mark) {
            count.passed += number_before(result, "passed");
            count.failed += number_before(result, "failed");
        }
    }
    let status = child.wait().map_err(|error| format!("It was lost: {error}"))?;
    if !status.success() && count.failed == 0 {
        // It did not get as far as counting: that is a failure of its own.
        println!("It ended with {status}.");
        count.failed = 1;
    }
    Ok(count)
}

/// The number in front of a word: 12 in `ok. 12 passed; 0 failed`.
fn number_before(text: &str, word: &str) -> usize {
    let words: Vec<&str> = text.split([' ', ';', ',']).filter(|word| !word.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

impl std::fmt::Display for Count {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::number_before;

    #[test]
    fn the_counts_of_both_kinds_of_result_lines_are_read() {
        let native = "ok. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!((number_before(native, "passed"), number_before(native, "failed")), (12, 3));
        let browser = "7 passed, 1 failed";
        assert_eq!((number_before(browser, "passed"), number_before(browser, "failed")), (7, 1));
    }
}
