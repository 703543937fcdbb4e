//! The wasm module and its glue: cargo, wasm-bindgen, wasm-opt, minifier.

use super::Plan;
use super::licences;
use super::npm::Tools;
use super::split::{links, split};
use crate::install;
use crate::shell::{Result, cargo, read, root, run, say, target, write};
use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;
use wasm_bindgen_cli_support::Bindgen;

/// What the page loads to run the app.
#[derive(Debug)]
pub struct Module {
    pub wasm: Vec<u8>,
    /// The same in two parts, as the site loads it: what the first screen needs, and the rest. A dev build has none.
    pub parts: Option<[Vec<u8>; 2]>,
    /// The classic script that defines `wasm_bindgen`, the same for the page, the worker and the single file.
    pub glue: String,
    /// The licences of all that is in the module.
    pub licences: String,
}

pub fn build(plan: &Plan, tools: &Tools) -> Result<Module> {
    say(if plan.dev { "Compiling the app (dev)" } else { "Compiling the app" });
    let folder = target().join("module");
    let Bound { linked, bound, glue } = compiled_and_bound(plan, "held", &folder)?;
    let licences = licences::text(plan, &read(&bound)?)?;
    if plan.dev {
        return Ok(Module { wasm: read(&bound)?, parts: None, glue, licences });
    }
    let [whole, first, rest] = shrunk(&linked, &bound, &folder, tools)?;
    Ok(Module { wasm: whole, parts: Some([first, rest]), glue: tools.minified_script(&glue)?, licences })
}

/// Any other program of the workspace, made as the app is but left whole. Its intermediate files go to `folder`.
pub fn program(tools: &Tools, name: &str, folder: &Path) -> Result<Module> {
    let Bound { bound, glue, .. } = compiled_and_bound(&Plan::release(), name, folder)?;
    let optimised = folder.join("held_opt.wasm");
    tools.wasm_opt(&bound, &optimised)?;
    let (wasm, glue) = (read(&optimised)?, tools.minified_script(&glue)?);
    Ok(Module { wasm, parts: None, glue, licences: String::new() })
}

/// A module before and after wasm-bindgen, and its glue.
struct Bound {
    linked: PathBuf,
    bound: PathBuf,
    glue: String,
}

fn compiled_and_bound(plan: &Plan, name: &str, folder: &Path) -> Result<Bound> {
    install::wasm_target()?;
    let linked = compile(plan, name)?;
    bind(&linked, folder)?;
    let glue = String::from_utf8(read(&folder.join("held.js"))?).map_err(|_| "The glue is not text.".to_owned())?;
    Ok(Bound { linked, bound: folder.join("held_bg.wasm"), glue })
}

/// Shrinks the module and both its parts.
fn shrunk(linked: &Path, bound: &Path, folder: &Path, tools: &Tools) -> Result<[Vec<u8>; 3]> {
    let started = Instant::now();
    say("Shrinking the module");
    let whole = read(bound)?;
    let halves = split(&whole, &read(linked)?)?;
    let shrunk = |part, module: &[u8]| shrunk_part(part, module, folder, tools);
    let all = [shrunk("whole", &whole)?, shrunk("first", &halves.first)?, shrunk("rest", &halves.rest)?];
    println!("   taking it apart and wasm-opt took {:.1} s", started.elapsed().as_secs_f64());
    Ok(all)
}

/// Shrinks one module, unless it is the one that was shrunk last under this name.
fn shrunk_part(part: &str, module: &[u8], folder: &Path, tools: &Tools) -> Result<Vec<u8>> {
    let [input, fresh, done] = ["", "_new", "_opt"].map(|end| folder.join(format!("held_{part}{end}.wasm")));
    if !(done.is_file() && std::fs::read(&input).is_ok_and(|last| last == module)) {
        // Nothing lies there until all of it does, so that a run that broke off is done again.
        let _ = std::fs::remove_file(&done);
        write(&input, module)?;
        tools.wasm_opt(&input, &fresh)?;
        std::fs::rename(&fresh, &done).map_err(|error| format!("{} cannot be put there: {error}", done.display()))?;
    }
    read(&done)
}

fn compile(plan: &Plan, name: &str) -> Result<PathBuf> {
    let mut command = cargo();
    command.args(["rustc", "--package", name, "--bin", name, "--target", install::WASM]);
    if !plan.dev {
        command.arg("--release");
    }
    if !plan.features.is_empty() {
        command.arg("--features").arg(plan.features.join(","));
    }
    // Beside the flags of .cargo/config.toml, which a RUSTFLAGS variable would replace.
    command.env_remove("RUSTFLAGS");
    command.env_remove("CARGO_ENCODED_RUSTFLAGS");
    command.arg("--config").arg(format!("target.{}.rustflags = [{}]", install::WASM, remapped_paths().join(", ")));
    if !plan.dev {
        // What refers to what, for taking the module apart.
        command.args(["--", "-C", "link-arg=--emit-relocs"]);
    }
    run(&mut command)?;
    Ok(target().join(install::WASM).join(if plan.dev { "debug" } else { "release" }).join(format!("{name}.wasm")))
}

/// Flags that keep this machine's folders out of the module, so that it comes out the same everywhere.
fn remapped_paths() -> Vec<String> {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    // The last match wins, so the target folder comes after the root that may hold it.
    [(cargo_home, "/cargo"), (root(), "/held"), (target(), "/held/target")]
        .into_iter()
        .map(|(folder, name)| format!("\"--remap-path-prefix={}={name}\"", folder.display()))
        .collect()
}

fn bind(compiled: &Path, folder: &Path) -> Result {
    let started = Instant::now();
    // Emptied first: a file of an earlier build would be taken for one of this.
    write(&folder.join("held.js"), b"")?;
    let problem = |error| format!("wasm-bindgen could not read {}: {error:#}", compiled.display());
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes("held", links::without(&read(compiled)?)?)
        .out_name("held")
        .typescript(false)
        .omit_default_module_path(true);
    // The names of functions say which part a function belongs to; wasm-opt takes them out.
    bindgen.demangle(false).remove_name_section(false).remove_producers_section(true);
    bindgen.no_modules(true).map_err(problem)?.generate(folder).map_err(problem)?;
    println!("   wasm-bindgen took {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}
