//! `cargo xtask check`: what can be said about the code without running it.

use crate::install::{self, WASM};
use crate::options::Options;
use crate::shell::{Result, cargo, run as run_program, say};

pub fn run(options: Options) -> Result {
    options.finish()?;
    let failed: Vec<&str> = checks()?.into_iter().filter(|(_, passed)| !passed).map(|(name, _)| name).collect();
    if failed.is_empty() { Ok(()) } else { Err(format!("Not in order: {}.", failed.join(", "))) }
}

/// Runs every check, also after one has failed. Returns each with whether it passed.
pub fn checks() -> Result<Vec<(&'static str, bool)>> {
    install::lints()?;
    install::wasm_target()?;
    let list: [(&str, &[&str]); 6] = [
        ("formatting", &["fmt", "--all", "--check"]),
        ("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        ("lints of the browser half", &["clippy", "--lib", "--bins", "--target", WASM, "--", "-D", "warnings"]),
        (
            "lints of the page of components",
            &["clippy", "--lib", "--bins", "--target", WASM, "--features", "components", "--", "-D", "warnings"],
        ),
        ("purity of the centre", &["check", "--lib", "--no-default-features"]),
        ("documentation", &["doc", "--workspace", "--no-deps", "--all-features", "--document-private-items"]),
    ];
    let mut results = Vec::new();
    for (name, arguments) in list {
        say(&format!("{name}: cargo {}", arguments.join(" ")));
        let mut command = cargo();
        command.args(arguments);
        if name == "documentation" {
            // Private items are documented too, so a link to one is a good link.
            command.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links");
        }
        let outcome = run_program(&mut command);
        if let Err(problem) = &outcome {
            println!("{problem}");
        }
        results.push((name, outcome.is_ok()));
    }
    Ok(results)
}
