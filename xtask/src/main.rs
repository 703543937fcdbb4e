//! `cargo xtask`: the one way to build, serve, test, measure and check Held, for a person and for a machine alike.
//!
//! Each command is a module of its own. What a command needs and does not find, it installs, saying so; what it cannot
//! install, it names together with the command that would.

mod again;
mod bench;
mod build;
mod check;
mod decrypt;
mod install;
mod looks;
mod options;
mod pictures;
mod serve;
mod shell;
mod test;

use options::Options;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  serve    build the site and serve it on 127.0.0.1      [--port N] [--dev]
                                                        [--components]
  build    build dist/ and dist/held.html                [--dev] [--out FOLDER] [--features A,B]
                                                         [--base /PATH/]
  test     everything: checks, native tests, release     [--only check|native|build|again|browser]
           build, the same bytes again, browser tests    [--filter TEXT] [--jobs N]
                                                         [--engine chromium|firefox|webkit]
  check    formatting, lints, purity of the centre, documentation
  looks    pictures of every screen under target/screens [--filter TEXT] [--dev] [--keep]
  pictures draw the icons and the pictures of the manifest anew, in static/
  bench    the figures of the README, in target/bench.md  [NAME...]
  decrypt  open an exported copy of the stores           FILE
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let options = Options::new(arguments);
    let outcome = match command.as_str() {
        "serve" => serve::run(options),
        "build" => build::run(options),
        "test" => test::run(options),
        "check" => check::run(options),
        "looks" => looks::run(options),
        "pictures" => pictures::run(options),
        "bench" => bench::run(options),
        "decrypt" => decrypt::run(options),
        _ => {
            print!("{USAGE}");
            return if command.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // The count of `test` is its last word.
            if !problem.is_empty() {
                eprintln!("\n{problem}");
            }
            ExitCode::FAILURE
        }
    }
}
