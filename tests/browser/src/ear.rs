//! How a browser's own word on what went wrong is heard: each engine has another way of saying it.

use crate::bidi::Bidi;
use crate::engine::Engine;
use crate::failure::{Failure, Result};
use crate::page::Page;
use crate::problems::Problems;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use thirtyfour::session::handle::SessionHandle;

/// The events that Firefox tells.
const EVENTS: [&str; 4] =
    ["log.entryAdded", "network.beforeRequestSent", "network.responseCompleted", "network.fetchError"];

/// Violations of the policy are not among those events, but a page can be told of them.
const VIOLATIONS: &str = "() => addEventListener('securitypolicyviolation', (event) => console.error(
    `Content Security Policy: ${event.effectiveDirective} refused ${event.blockedURI || event.sample}`))";

#[derive(Debug)]
pub(crate) enum Ear {
    /// Chromium's driver collects its logs.
    Logs,
    Bidi(Bidi),
    /// The window around WebKit writes down what it hears.
    File {
        path: PathBuf,
        read: Mutex<Heard>,
    },
}

/// How much of the file was read.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    bytes: usize,
    marks: u64,
}

impl Ear {
    /// # Errors
    /// When the browser does not speak to us.
    pub(crate) async fn open(engine: Engine, handle: &SessionHandle, profile: &Path) -> Result<Self> {
        match engine {
            Engine::Chromium => Ok(Self::Logs),
            Engine::Firefox => {
                let url = handle.capabilities().get("webSocketUrl").and_then(Value::as_str);
                let url = url.ok_or_else(|| Failure::new("Firefox names no address for WebDriver BiDi."))?;
                let bidi = Bidi::connect(url, &EVENTS).await?;
                bidi.command("script.addPreloadScript", json!({ "functionDeclaration": VIOLATIONS })).await?;
                Ok(Self::Bidi(bidi))
            }
            Engine::WebKit => {
                let path = profile.join("said.log");
                let bytes = std::fs::read(&path).map_or(0, |said| said.len());
                Ok(Self::File { path, read: Mutex::new(Heard { bytes, marks: 0 }) })
            }
        }
    }

    /// Adds everything that was said since the last call.
    pub(crate) async fn listen(&self, page: &Page, problems: &Mutex<Problems>) -> Result<()> {
        match self {
            Self::Logs => {
                let console = page.handle().get_log("browser").await?;
                let events = page.handle().get_log("performance").await?;
                let mut problems = problems.lock().unwrap_or_else(PoisonError::into_inner);
                for entry in console {
                    problems.console_entry(&entry.level.to_string(), &entry.message);
                }
                for entry in events {
                    problems.protocol_event(&entry.message);
                }
            }
            Self::Bidi(bidi) => {
                let events = bidi.events().await?;
                let mut problems = problems.lock().unwrap_or_else(PoisonError::into_inner);
                events.iter().for_each(|event| problems.bidi_event(event));
            }
            Self::File { path, read } => {
                let new = new_lines(page, path, read).await?;
                let mut problems = problems.lock().unwrap_or_else(PoisonError::into_inner);
                new.iter().for_each(|line| problems.said_by_webkit(line));
            }
        }
        Ok(())
    }
}

/// The lines written since the last call. A mark is put into the console first and waited for, so that what was said
/// before is there.
async fn new_lines(page: &Page, path: &Path, read: &Mutex<Heard>) -> Result<Vec<String>> {
    let mark = {
        let mut heard = read.lock().unwrap_or_else(PoisonError::into_inner);
        heard.marks += 1;
        format!("held-mark-{}", heard.marks)
    };
    page.run_js_with("console.debug(arguments[0])", vec![json!(mark)]).await?;
    for _ in 0..500 {
        if let Some(lines) = read_up_to(&mark, path, read)? {
            return Ok(lines);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err(Failure::new("The window around WebKit does not write down what it hears."))
}

/// The lines up to the one with the mark, once it is there.
fn read_up_to(mark: &str, path: &Path, read: &Mutex<Heard>) -> Result<Option<Vec<String>>> {
    let said = std::fs::read(path)?;
    let mut heard = read.lock().unwrap_or_else(PoisonError::into_inner);
    let new = String::from_utf8_lossy(&said[heard.bytes.min(said.len())..]).into_owned();
    let Some(end) = new.find(mark).and_then(|at| new[at..].find('\n').map(|end| at + end + 1)) else { return Ok(None) };
    heard.bytes += end;
    Ok(Some(new[..end].lines().filter(|line| !line.contains("held-mark-")).map(str::to_owned).collect()))
}
