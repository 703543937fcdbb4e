//! What the commands need beyond Rust and Node: looked for, installed where that is possible, else named together with
//! the command that installs it. Versions are pinned here and in `xtask/npm/package-lock.json`, nowhere else.

use crate::shell::{Result, exists, output, read, root, run, say, target, write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of the app.
pub const WASM: &str = "wasm32-unknown-unknown";

/// What Debian calls the browser, its driver, and fonts without which pictures lie.
const BROWSER_PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-core"];

/// The standard library for the wasm target.
pub fn wasm_target() -> Result {
    let libdir = || -> Result<PathBuf> {
        let text =
            output(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]).current_dir(root()))?;
        Ok(PathBuf::from(text.trim()))
    };
    if libdir()?.is_dir() {
        return Ok(());
    }
    let command = format!("rustup target add {WASM}");
    say(&format!("The wasm target is missing: {command}"));
    let installed = run(Command::new("rustup").args(["target", "add", WASM]).current_dir(root()));
    if installed.is_ok() && libdir()?.is_dir() {
        return Ok(());
    }
    Err(format!("The Rust standard library for {WASM} is missing. Install it with:\n  {command}"))
}

/// The npm tools of the build. Returns their `node_modules`.
pub fn npm_tools() -> Result<PathBuf> {
    npm("xtask/npm", "npm", "the npm tools of the build (binaryen, esbuild, axe-core)")
}

/// What Held is measured beside. Returns its `node_modules`.
pub fn npm_peers() -> Result<PathBuf> {
    npm(
        "xtask/bench-npm",
        "npm-peers",
        "what Held is measured beside (TiddlyWiki, hash-wasm, libsodium, lz-string, fflate)",
    )
}

/// What judges the site as a page. Returns its `node_modules`.
pub fn npm_lighthouse() -> Result<PathBuf> {
    npm("xtask/lighthouse-npm", "lighthouse", "Lighthouse")
}

/// Installs the packages of a committed lock file under the target folder.
fn npm(source: &str, name: &str, what: &str) -> Result<PathBuf> {
    for program in ["node", "npm"] {
        if !exists(program) {
            return Err(format!(
                "{program} is missing (Node 20 or later is needed). Install it with:\n  apt-get install -y nodejs npm"
            ));
        }
    }
    let source = root().join(source);
    let folder = target().join(name);
    let modules = folder.join("node_modules");
    let lock = read(&source.join("package-lock.json"))?;
    // The lock file is copied last, so an installation that broke off is done again.
    if modules.is_dir() && std::fs::read(folder.join("installed-lock.json")).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    say(&format!("Installing {what} under the target folder"));
    write(&folder.join("package.json"), &read(&source.join("package.json"))?)?;
    write(&folder.join("package-lock.json"), &lock)?;
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder))?;
    write(&folder.join("installed-lock.json"), &lock)?;
    Ok(modules)
}

/// Chromium, its driver and a set of fonts.
pub fn browser() -> Result {
    let missing = || {
        let mut missing = Vec::new();
        if !exists("chromium") {
            missing.push(BROWSER_PACKAGES[0]);
        }
        if !exists("chromedriver") {
            missing.push(BROWSER_PACKAGES[1]);
        }
        if !Path::new("/usr/share/fonts/truetype/noto").is_dir() {
            missing.push(BROWSER_PACKAGES[2]);
        }
        missing
    };
    let wanted = missing();
    if wanted.is_empty() {
        return Ok(());
    }
    let command = format!("apt-get update && apt-get install -y {}", wanted.join(" "));
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if is_root && exists("apt-get") {
        say(&format!("The browser tests need {}: {command}", wanted.join(", ")));
        run(Command::new("apt-get").args(["update", "-q"]))?;
        run(Command::new("apt-get")
            .args(["install", "-y", "-q", "--no-install-recommends"])
            .args(&wanted)
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    let still = missing();
    if still.is_empty() {
        return Ok(());
    }
    Err(format!("The browser tests need {}. Install with (as root):\n  {command}", still.join(", ")))
}

/// The formatter and the linter, which a minimal toolchain leaves out.
pub fn lints() -> Result {
    for (program, component) in [("rustfmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if exists(program) {
            continue;
        }
        say(&format!("{component} is missing: rustup component add {component}"));
        run(Command::new("rustup").args(["component", "add", component]).current_dir(root()))
            .map_err(|_| format!("{component} is missing. Install it with:\n  rustup component add {component}"))?;
    }
    Ok(())
}
