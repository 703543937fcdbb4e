//! What the commands need beyond Rust and Node: looked for, installed where that is possible, else named together with
//! the command that installs it. Versions are pinned here and in `xtask/npm/package-lock.json`, nowhere else.

use crate::shell::{Result, cargo, exists, output, read, root, run, say, target, write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of the app.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The driver of Firefox, which Debian does not have: compiled from the crate, with the versions it was released with.
const GECKODRIVER: &str = "0.37.1";

/// A Debian package, and how one sees that it is there.
type Package = (&'static str, fn() -> bool);

/// Chromium, its driver, and fonts without which pictures lie.
const CHROMIUM: [Package; 3] = [
    ("chromium", || on_path("chromium")),
    ("chromium-driver", || on_path("chromedriver")),
    ("fonts-noto-core", || Path::new("/usr/share/fonts/truetype/noto").is_dir()),
];
const FIREFOX: [Package; 1] = [("firefox-esr", || on_path("firefox-esr"))];
/// WebKitGTK's driver, what our window around it is made with, and a display that nobody sees.
const WEBKIT: [Package; 4] = [
    ("webkit2gtk-driver", || on_path("WebKitWebDriver")),
    ("gir1.2-webkit2-4.1", || python_has("gi.require_version('WebKit2', '4.1')")),
    ("python3-gi", || python_has("pass")),
    ("xvfb", || on_path("Xvfb")),
];

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
    packages(&CHROMIUM)
}

/// Everything for the engines of these names.
pub fn engines(names: &[&str]) -> Result {
    let wanted = |name: &str| names.contains(&name);
    let mut all = Vec::new();
    if wanted("Chromium") {
        all.extend(CHROMIUM);
    }
    if wanted("Firefox") {
        all.extend(FIREFOX);
    }
    if wanted("WebKit") {
        all.extend(WEBKIT);
    }
    packages(&all)?;
    if wanted("Firefox") { geckodriver().map(drop) } else { Ok(()) }
}

/// Installs the packages that are missing, in one go.
fn packages(all: &[Package]) -> Result {
    let missing = || all.iter().filter(|(_, there)| !there()).map(|(name, _)| *name).collect::<Vec<_>>();
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

/// The driver of Firefox, under the target folder.
pub fn geckodriver() -> Result<PathBuf> {
    let folder = target().join("geckodriver");
    let program = folder.join("bin/geckodriver");
    let is_right = || output(Command::new(&program).arg("--version")).is_ok_and(|said| said.contains(GECKODRIVER));
    if program.is_file() && is_right() {
        return Ok(program);
    }
    say(&format!("Compiling geckodriver {GECKODRIVER} under the target folder, about a minute"));
    let built = folder.join("build");
    let mut install = cargo();
    install
        .args(["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--debug", "--force", "--quiet"])
        .arg("--root")
        .arg(&folder)
        .arg("--target-dir")
        .arg(&built)
        // It waits for the browser nearly all the time: what compiles quickly is quick enough.
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    let installed = run(&mut install);
    let _ = std::fs::remove_dir_all(&built);
    if installed.is_ok() && is_right() {
        return Ok(program);
    }
    Err(format!(
        "Firefox needs geckodriver. Install it with:\n  cargo install geckodriver --version {GECKODRIVER} --locked --root {}",
        folder.display()
    ))
}

/// Whether a program of this name is in one of the folders that programs are looked for in.
fn on_path(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

/// Whether Debian's Python can do this with GTK's bindings.
fn python_has(statement: &str) -> bool {
    let script = format!("import gi; {statement}");
    let mut python = Command::new("/usr/bin/python3");
    python.args(["-c", &script]).stderr(std::process::Stdio::null()).status().is_ok_and(|status| status.success())
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
