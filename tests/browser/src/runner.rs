//! Runs scenarios, each in a world of its own and in each engine it is for, and counts.
//!
//! `held-browser-tests [--engine NAME] [--jobs N] [--dist FOLDER] [--conformance FOLDER] [--below FOLDER]
//! [--screens FOLDER] [--axe FILE] [--geckodriver FILE] [--looks] [--pictures] [--list] [--engines] [TEXT]` runs those
//! whose name holds TEXT. `--list` only names them, `--engines` only what they run in.

use crate::engine::{EVERY, Engine};
use crate::failure::{Failure, Outcome, Result};
use crate::page::Setting;
use crate::world::World;
use futures_util::future::join_all;
use static_server::StaticServer;
use std::cell::RefCell;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A scenario that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(600);
/// With so few failures it may have been a busy machine, and each is tried once more; with more of them it was not.
const TRIED_AGAIN: usize = 3;

/// A named test.
#[derive(Debug, Clone, Copy)]
pub struct Scenario {
    pub name: &'static str,
    pub engines: &'static [Engine],
    pub run: fn(World) -> Pin<Box<dyn Future<Output = Outcome>>>,
}

/// A scenario in one of its engines.
#[derive(Debug, Clone, Copy)]
struct Run<'a> {
    scenario: &'a Scenario,
    engine: Engine,
}

/// The scenarios of a module: `scenarios![opens_offline, keeps_a_page in EVERY];` makes `SCENARIOS` of its async
/// functions. One that names no engines runs in Chromium.
#[macro_export]
macro_rules! scenarios {
    ($($name:ident $(in $engines:expr)?),* $(,)?) => {
        pub const SCENARIOS: &[$crate::runner::Scenario] = &[$($crate::runner::Scenario {
            name: concat!(module_path!(), "::", stringify!($name)),
            engines: $crate::engines!($($engines)?),
            run: |world| Box::pin($name(world)),
        }),*];
    };
}

/// The engines named, or Chromium.
#[macro_export]
macro_rules! engines {
    () => {
        &[$crate::Engine::Chromium]
    };
    ($engines:expr) => {
        $engines
    };
}

#[derive(Debug)]
struct Arguments {
    dist: PathBuf,
    conformance: PathBuf,
    below: PathBuf,
    screens: PathBuf,
    axe: PathBuf,
    geckodriver: PathBuf,
    engine: Option<Engine>,
    jobs: usize,
    looks: bool,
    pictures: bool,
    list: bool,
    engines: bool,
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
    let in_engines = |one| EVERY.iter().map(move |engine| Run { scenario: one, engine: *engine });
    let chosen: Vec<Run> = all.iter().flat_map(in_engines).filter(|run| arguments.choose(run)).collect();
    if arguments.list {
        chosen.iter().for_each(|run| println!("{}", run.title()));
        return ExitCode::SUCCESS;
    }
    if arguments.engines {
        EVERY.iter().filter(|one| chosen.iter().any(|run| run.engine == **one)).for_each(|one| println!("{one}"));
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

/// Runs everything, `jobs` at a time, and returns how many passed and failed. A few failures are tried once more when the
/// machine has nothing else to do; one that passes then has passed, and is named all the same, for it is not to be relied on.
async fn run_all(chosen: &[Run<'_>], arguments: &Arguments) -> (usize, usize) {
    let queue = RefCell::new(chosen.iter());
    let results = RefCell::new(Vec::new());
    let worker = async || {
        loop {
            let next = queue.borrow_mut().next();
            let Some(run) = next else { return };
            let passed = run_and_say(run, arguments).await;
            results.borrow_mut().push((run, passed));
        }
    };
    join_all((0..arguments.jobs.max(1)).map(|_| worker())).await;
    let mut results = results.into_inner();
    let mut late = Vec::new();
    if results.iter().filter(|(_, passed)| !passed).count() <= TRIED_AGAIN {
        for (run, passed) in results.iter_mut().filter(|(_, passed)| !*passed) {
            println!("Once more: {}", run.title());
            *passed = run_and_say(run, arguments).await;
            late.extend(passed.then(|| run.title()));
        }
    }
    let _ = std::fs::remove_dir_all(folder_of_run());
    name_all("Failed", results.iter().filter(|(_, passed)| !passed).map(|(run, _)| run.title()));
    name_all("Passed only when tried once more", late.into_iter());
    println!();
    for engine in EVERY {
        let of_engine =
            |wanted: bool| results.iter().filter(|(run, ok)| run.engine == *engine && *ok == wanted).count();
        println!("  {engine}: {} passed, {} failed", of_engine(true), of_engine(false));
    }
    let failed = results.iter().filter(|(_, passed)| !passed).count();
    (results.len() - failed, failed)
}

/// Runs one, says how it went, and returns whether it passed.
async fn run_and_say(run: &Run<'_>, arguments: &Arguments) -> bool {
    let started = Instant::now();
    let outcome = run_one(run, arguments).await;
    let seconds = started.elapsed().as_secs_f64();
    match &outcome {
        Ok(()) => println!("{} ... ok ({seconds:.1} s)", run.title()),
        Err(failure) => println!("{} ... FAILED ({seconds:.1} s)\n{failure}", run.title()),
    }
    outcome.is_ok()
}

/// A list under a heading; nothing where there is nothing to list.
fn name_all(heading: &str, titles: impl Iterator<Item = String>) {
    let mut titles = titles.peekable();
    if titles.peek().is_some() {
        println!("\n{heading}:");
        titles.for_each(|title| println!("  {title}"));
    }
}

async fn run_one(run: &Run<'_>, arguments: &Arguments) -> Outcome {
    let folder = folder_of_run().join(format!("{}-{}", slug(run.scenario.name), run.engine));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let setting = Arc::new(Setting {
        scenario: run.title(),
        screens: arguments.screens.clone(),
        looks: arguments.looks,
        axe: arguments.axe.clone(),
        geckodriver: arguments.geckodriver.clone(),
        latest: Mutex::default(),
    });
    let world = World {
        engine: run.engine,
        driver: RefCell::default(),
        folder: folder.clone(),
        dist: arguments.dist.clone(),
        conformance: arguments.conformance.clone(),
        below: arguments.below.clone(),
        origin: StaticServer::start(&arguments.dist, 0)
            .map_err(|error| Failure::new(format!("The site is not built ({error}): cargo xtask build")))?,
        setting: Arc::clone(&setting),
    };
    let task = tokio::task::spawn_local(tokio::time::timeout(LIMIT, (run.scenario.run)(world)));
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

impl Run<'_> {
    /// `harness: a planted request is found`, and the engine where it is not only Chromium.
    fn title(&self) -> String {
        let mut parts = self.scenario.name.rsplit("::").map(|part| part.replace('_', " "));
        let name = parts.next().unwrap_or_default();
        let title = parts.next().map_or(name.clone(), |module| format!("{module}: {name}"));
        if self.scenario.engines == [Engine::Chromium] { title } else { format!("{title} ({})", self.engine) }
    }
}

impl Arguments {
    fn choose(&self, run: &Run) -> bool {
        run.scenario.engines.contains(&run.engine)
            && self.engine.is_none_or(|engine| engine == run.engine)
            && run.title().contains(&self.filter)
    }

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
            geckodriver: target.join("geckodriver/bin/geckodriver"),
            engine: None,
            jobs: 1,
            looks: false,
            pictures: false,
            list: false,
            engines: false,
            filter: String::new(),
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| Failure::new(format!("{word} wants a value")));
            let mut folder = || value().map(PathBuf::from);
            match word.as_str() {
                "--dist" => arguments.dist = folder()?,
                "--conformance" => arguments.conformance = folder()?,
                "--below" => arguments.below = folder()?,
                "--screens" => arguments.screens = folder()?,
                "--axe" => arguments.axe = folder()?,
                "--geckodriver" => arguments.geckodriver = folder()?,
                "--engine" => {
                    let name = value()?;
                    let engine = Engine::named(&name);
                    arguments.engine = Some(engine.ok_or_else(|| Failure::new(format!("{name} is no engine")))?);
                }
                "--jobs" => arguments.jobs = value()?.parse()?,
                "--engines" => arguments.engines = true,
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
