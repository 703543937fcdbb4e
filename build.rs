//! Turns the decks and the other texts that people edit into tables, so that the app has nothing to parse when it starts.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use held_content::Content;
use held_content::tables::Tables;
use held_content::wording::{Wording, source};

fn main() {
    println!("cargo::rerun-if-changed=content");
    if let Err(error) = write_tables() {
        println!("cargo::error={error}");
        process::exit(1);
    }
}

fn write_tables() -> Result<(), String> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("no folder of the package")?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no folder to write to")?);
    let tables = Tables::of(&Content::read(&root.join("content"))?);
    write(&out.join("decks.txt"), &tables.text)?;
    write(&out.join("decks.rs"), &tables.source)?;
    write(&out.join("wording.rs"), &source::tables(&Wording::read(&root.join("content/en"))?))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
