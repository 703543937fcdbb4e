//! The floor under every first screen: a Yew page with one heading and one button, built exactly as the app is.

use crate::build::module::program;
use crate::build::npm::Tools;
use crate::shell::{Result, read, root, say, target, write};
use std::path::PathBuf;

pub fn build() -> Result<PathBuf> {
    say("Compiling the page that only says hello");
    let folder = target().join("bench/hello");
    let module = program(&Tools::ready()?, "held-hello", &target().join("bench/hello-module"))?;
    write(&folder.join("hello.wasm"), &module.wasm)?;
    write(&folder.join("hello.js"), module.glue.as_bytes())?;
    write(&folder.join("index.html"), &read(&root().join("bench/hello/index.html"))?)?;
    Ok(folder)
}
