//! The two npm tools of the build: esbuild, which only takes white space and long names out of scripts, and wasm-opt.

use crate::install;
use crate::shell::{Result, pipe, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The WebAssembly features a module may use, one by one: `--all-features` writes modules that browsers refuse.
const WASM_FEATURES: [&str; 7] =
    ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue", "simd"];

#[derive(Debug)]
pub struct Tools {
    modules: PathBuf,
}

impl Tools {
    /// The tools, installed if need be.
    pub fn ready() -> Result<Self> {
        Ok(Self { modules: install::npm_tools()? })
    }

    pub fn minified_script(&self, text: &str) -> Result<String> {
        self.esbuild(text, &["--loader=js", "--minify"])
    }

    /// Only white space goes: what a rule says stays as written.
    pub fn minified_styles(&self, text: &str) -> Result<String> {
        self.esbuild(text, &["--loader=css", "--minify-whitespace"])
    }

    fn esbuild(&self, text: &str, arguments: &[&str]) -> Result<String> {
        let program = self.modules.join("esbuild/bin/esbuild");
        let mut command = Command::new(program);
        command.args(arguments).args(["--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
        let bytes = pipe(&mut command, text.as_bytes())?;
        let text = String::from_utf8(bytes).map_err(|_| "esbuild printed bytes that are not text.".to_owned())?;
        Ok(text.trim_end().to_owned())
    }

    /// Shrinks `input` into `output`.
    pub fn wasm_opt(&self, input: &Path, output: &Path) -> Result {
        let mut command = Command::new("node");
        command.arg(self.modules.join("binaryen/bin/wasm-opt")).arg("-Oz");
        command.args(WASM_FEATURES.map(|feature| format!("--enable-{feature}")));
        run(command.arg(input).arg("-o").arg(output))
    }
}
