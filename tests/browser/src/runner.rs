//! Runs scenarios one after the other, each in a world of its own, and counts.
//!
//! `held-browser-tests [--dist FOLDER] [--conformance FOLDER] [--below FOLDER] [--screens FOLDER] [--axe FILE] [--looks] [--pictures] [--list] [TEXT]`
//! runs those whose name holds TEXT.

use crate::chromedriver::Chromedriver;
use crate::failure::{Failure, Outcome, Result};
use crate::page::Setting;
use crate::world::World;
use static_server::StaticServer;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A scenario that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(600);

/// A named test.
#[derive(Debug, Clone, Copy)]
pub struct Scenario {
    pub name: &'static str,
    pub run: fn(World) -> Pin<Box<dyn Future<Output = Outcome>>>,
}

/// The scenarios of a module: `scenarios![opens_offline, keeps_a_page];` makes `SCENARIOS` of its async functions.
#[macro_export]
macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {
        pub const SCENARIOS: &[$crate::runner::Scenario] = &[$($crate::runner::Scenario {
            name: concat!(module_path!(), "::", stringify!($name)),
            run: |world| Box::pin($name(world)),
        }),*];
    };
}

#[derive(Debug)]
struct Arguments {
    dist: PathBuf,
    conformance: PathBuf,
    below: PathBuf,
    screens: PathBuf,
    axe: PathBuf,
    looks: bool,
    pictures: bool,
    list: bool,
    filter: String,
}

/// Runs scenarios, or with `--pictures` what makes pictures instead.
pub fn main(scenarios: &[Scenario], pictures: &[Scenario]) -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(failure) => {
            eprintln!("{failure}");
            return ExitCode::from(2);
        }
    };
    let all = if arguments.pictures { pictures } else { scenarios };
    let chosen: Vec<&Scenario> = all.iter().filter(|one| one.title().contains(&arguments.filter)).collect();
    if arguments.list {
        chosen.iter().for_each(|scenario| println!("{}", scenario.title()));
        return ExitCode::SUCCESS;
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("No threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    let (passed, failed) = tokio::task::LocalSet::new().block_on(&runtime, run_all(&chosen, &arguments));
    println!("\nbrowser: {passed} passed, {failed} failed");
    // A filter that fits nothing is a mistake, not a success.
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn run_all(chosen: &[&Scenario], arguments: &Arguments) -> (usize, usize) {
    let (mut passed, mut failures) = (0, Vec::new());
    for scenario in chosen {
        let started = Instant::now();
        let outcome = run_one(scenario, arguments).await;
        let seconds = started.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => {
                passed += 1;
                println!("{} ... ok ({seconds:.1} s)", scenario.title());
            }
            Err(failure) => {
                println!("{} ... FAILED ({seconds:.1} s)\n{failure}", scenario.title());
                failures.push(scenario.title());
            }
        }
    }
    let _ = std::fs::remove_dir_all(folder_of_run());
    if !failures.is_empty() {
        println!("\nFailed:");
        failures.iter().for_each(|name| println!("  {name}"));
    }
    (passed, failures.len())
}

async fn run_one(scenario: &Scenario, arguments: &Arguments) -> Outcome {
    let folder = folder_of_run().join(slug(scenario.name));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    // A driver for each: one that a dying browser has confused is not passed on.
    let driver = Chromedriver::start()?;
    let setting = Arc::new(Setting {
        scenario: scenario.title(),
        screens: arguments.screens.clone(),
        looks: arguments.looks,
        axe: arguments.axe.clone(),
        latest: Mutex::default(),
    });
    let world = World {
        driver_url: driver.url(),
        folder: folder.clone(),
        dist: arguments.dist.clone(),
        conformance: arguments.conformance.clone(),
        below: arguments.below.clone(),
        origin: StaticServer::start(&arguments.dist, 0)
            .map_err(|error| Failure::new(format!("The site is not built ({error}): cargo xtask build")))?,
        setting: Arc::clone(&setting),
    };
    let task = tokio::task::spawn_local(tokio::time::timeout(LIMIT, (scenario.run)(world)));
    let outcome = match task.await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(Failure::new(format!("It was not done after {} s.", LIMIT.as_secs()))),
        Err(panic) => Err(Failure::new(format!("It stopped: {panic}"))),
    };
    setting.latest.lock().unwrap_or_else(PoisonError::into_inner).take();
    // Every profile of this scenario lies in its folder.
    crate::processes::kill(&folder)?;
    let _ = std::fs::remove_dir_all(&folder);
    outcome
}

impl Scenario {
    /// `harness: a planted request is found`
    #[must_use]
    pub fn title(&self) -> String {
        let mut parts = self.name.rsplit("::").map(|part| part.replace('_', " "));
        let name = parts.next().unwrap_or_default();
        parts.next().map_or(name.clone(), |module| format!("{module}: {name}"))
    }
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().unwrap_or(root);
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        let mut arguments = Self {
            dist: root.join("dist"),
            conformance: target.join("conformance"),
            below: target.join("below"),
            screens: target.join("screens"),
            axe: target.join("npm/node_modules/axe-core/axe.min.js"),
            looks: false,
            pictures: false,
            list: false,
            filter: String::new(),
        };
        while let Some(word) = words.next() {
            let mut folder =
                || words.next().map(PathBuf::from).ok_or_else(|| Failure::new(format!("{word} wants a value")));
            match word.as_str() {
                "--dist" => arguments.dist = folder()?,
                "--conformance" => arguments.conformance = folder()?,
                "--below" => arguments.below = folder()?,
                "--screens" => arguments.screens = folder()?,
                "--axe" => arguments.axe = folder()?,
                "--looks" => arguments.looks = true,
                "--pictures" => arguments.pictures = true,
                "--list" => arguments.list = true,
                text => text.clone_into(&mut arguments.filter),
            }
        }
        Ok(arguments)
    }
}

/// Where all profiles of this run lie.
fn folder_of_run() -> PathBuf {
    std::env::temp_dir().join(format!("held-browser-{}", std::process::id()))
}

fn slug(name: &str) -> String {
    name.rsplit("::").next().unwrap_or(name).chars().take(60).collect()
}
