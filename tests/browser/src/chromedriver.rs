//! The chromedriver process, started on a free port and ended with the value.

use crate::failure::{Failure, Result};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

#[derive(Debug)]
pub struct Chromedriver {
    process: Child,
    port: u16,
}

impl Chromedriver {
    /// Starts chromedriver and waits until it listens.
    ///
    /// # Errors
    /// When it is not installed, or does not say its port.
    pub fn start() -> Result<Self> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::new(format!("chromedriver could not start: {error}")))?;
        let stdout = process.stdout.take().ok_or_else(|| Failure::new("chromedriver has no output"))?;
        let mut lines = BufReader::new(stdout).lines();
        let port = lines.by_ref().map_while(std::result::Result::ok).find_map(|line| {
            line.split("started successfully on port ")
                .nth(1)?
                .split(|character: char| !character.is_ascii_digit())
                .next()?
                .parse()
                .ok()
        });
        // Read on, so that it never waits for room to print.
        std::thread::spawn(move || lines.for_each(drop));
        match port {
            Some(port) => Ok(Self { process, port }),
            None => Err(Failure::new("chromedriver ended before it listened.")),
        }
    }

    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
