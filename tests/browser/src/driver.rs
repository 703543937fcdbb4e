//! The process that drives a browser, started on a free port and ended with the value.

use crate::engine::Engine;
use crate::failure::{Failure, Result};
use std::io::{BufRead, BufReader, Lines, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

#[derive(Debug)]
pub struct Driver {
    /// The driver, and then what it needs: ended in this order.
    processes: Vec<Process>,
    port: u16,
    /// Whether several browsers can be open in it at once.
    pub(crate) shared: bool,
}

impl Driver {
    /// Starts the driver of an engine and waits until it listens.
    ///
    /// # Errors
    /// When it is not installed, or does not listen.
    pub fn start(engine: Engine, geckodriver: &Path) -> Result<Self> {
        let (mut command, shared) = engine.driver(geckodriver);
        let (processes, port) = match engine {
            Engine::Chromium => speaking(command.arg("--port=0"), "started successfully on port ")?,
            Engine::Firefox => {
                command.args(["--port", "0", "--websocket-port", "0"]).env("MOZ_CRASHREPORTER_DISABLE", "1");
                speaking(&mut command, "Listening on 127.0.0.1:")?
            }
            Engine::WebKit => on_a_display(command)?,
        };
        Ok(Self { processes, port, shared })
    }

    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.processes.drain(..).for_each(drop);
    }
}

/// A process that ends with the value.
#[derive(Debug)]
struct Process(Child);

impl Process {
    fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().display().to_string();
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        child.map(Self).map_err(|error| Failure::new(format!("{name} could not start: {error}")))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a driver that takes any free port and says which, after `mark`.
fn speaking(command: &mut Command, mark: &str) -> Result<(Vec<Process>, u16)> {
    let mut process = Process::start(command.stdout(Stdio::piped()))?;
    let port = said(&mut process, |line| line.split(mark).nth(1).and_then(leading_number))?;
    Ok((vec![process], port))
}

/// Starts WebKitWebDriver, which must be told its port and whose browser needs a display.
fn on_a_display(mut command: Command) -> Result<(Vec<Process>, u16)> {
    let mut xvfb = Command::new("Xvfb");
    xvfb.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]).stdout(Stdio::piped());
    let mut screen = Process::start(&mut xvfb)?;
    let display: u16 = said(&mut screen, leading_number)?;
    // Free a moment ago; nobody else takes ports here by their number.
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    command
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        .env("GDK_BACKEND", "x11")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .stdout(Stdio::null());
    let driver = Process::start(&mut command)?;
    for _ in 0..500 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok((vec![driver, screen], port));
        }
        thread::sleep(Duration::from_millis(20));
    }
    Err(Failure::new("WebKitWebDriver does not listen."))
}

/// The first number that is found in what a process prints.
fn said(process: &mut Process, found: impl Fn(&str) -> Option<u16>) -> Result<u16> {
    let stdout = process.0.stdout.take().ok_or_else(|| Failure::new("A driver has no output"))?;
    let mut lines: Lines<BufReader<Box<dyn Read + Send>>> =
        BufReader::new(Box::new(stdout) as Box<dyn Read + Send>).lines();
    let number = lines.by_ref().map_while(std::result::Result::ok).find_map(|line| found(&line));
    // Read on, so that it never waits for room to print.
    thread::spawn(move || lines.for_each(drop));
    number.ok_or_else(|| Failure::new("A driver ended before it listened."))
}

fn leading_number(text: &str) -> Option<u16> {
    text.trim().split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}
