//! Measures the built site beside what a person might use instead, always both in one run, and writes a table.
//!
//! `held-bench --dist FOLDER --module FOLDER --peers FOLDER --lighthouse FOLDER --hello FOLDER --out FILE [NAME...]`; `cargo xtask bench`
//! builds what it needs and starts it. Absolute times belong to one machine on one day; what is held to is the ratios.

mod density;
mod draw;
mod first;
mod journal;
mod kdf;
mod keys;
mod lifetime;
mod lighthouse;
mod long;
mod node;
mod save;
mod setting;
mod size;
mod stats;
mod table;
mod unlock;
mod visitor;

use held_browser_tests::{Failure, Result};
use setting::Setting;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::process::ExitCode;
use std::time::Instant;
use table::Table;

type Measured<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A figure: its name, and what measures it.
struct Figure {
    name: &'static str,
    measure: for<'a> fn(&'a Setting, &'a mut Table) -> Measured<'a>,
}

macro_rules! figures {
    ($($name:ident),* $(,)?) => {
        &[$(Figure { name: stringify!($name), measure: |setting, table| Box::pin($name::measure(setting, table)) }),*]
    };
}

const FIGURES: &[Figure] = figures![size, first, unlock, keys, long, save, lifetime, kdf, density, draw, lighthouse];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let (mut setting, mut out, mut names) = (Setting::default(), PathBuf::new(), Vec::new());
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut path = || words.next().map(PathBuf::from).ok_or_else(|| Failure::new(format!("{word} wants a value")));
        match word.as_str() {
            "--dist" => setting.dist = path()?,
            "--module" => setting.module = path()?,
            "--peers" => setting.peers = path()?,
            "--lighthouse" => setting.lighthouse = path()?,
            "--hello" => setting.hello = path()?,
            "--out" => out = path()?,
            _ => names.push(word),
        }
    }
    let known: Vec<&str> = FIGURES.iter().map(|figure| figure.name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(Failure::new(format!("There is no figure {unknown}. There are: {}.", known.join(", "))));
    }
    let chosen = FIGURES.iter().filter(|figure| names.is_empty() || names.iter().any(|name| name == figure.name));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut table = Table::new(&names.join(" "));
    let mut failed = Vec::new();
    for figure in chosen {
        let started = Instant::now();
        println!("== {}", figure.name);
        // One figure that cannot be had does not take the others along.
        if let Err(failure) = runtime.block_on((figure.measure)(&setting, &mut table)) {
            println!("{failure}");
            table.note(format!("{}: not measured. {failure}", figure.name));
            failed.push(figure.name);
        }
        println!("   {:.0} s", started.elapsed().as_secs_f64());
    }
    table.write(&out)?;
    println!("\n{table}\nWritten to {}", out.display());
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("Not measured: {}.", failed.join(", ")))) }
}
