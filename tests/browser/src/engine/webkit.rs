//! WebKitGTK in a window of our own (`webkit/shell.py`), driven by WebKitWebDriver on a display that nobody sees.

use crate::browser::Options;
use crate::failure::Result;
use serde_json::json;
use std::path::Path;
use thirtyfour::Capabilities;

/// What the engine remarks about a page that says more than it understands. Nothing is wrong then. What was preloaded
/// it takes from its cache when it is asked for, and counts that as no use of the preload.
pub(super) const REMARKS: [&str; 3] = [
    "Unrecognized Content-Security-Policy directive 'manifest-src'",
    "Viewport argument key \"interactive-widget\"",
    "was preloaded using link preload but not used",
];

pub(super) fn capabilities(profile: &Path, downloads: &Path, options: &Options) -> Result<Capabilities> {
    let shell = Path::new(env!("CARGO_MANIFEST_DIR")).join("webkit/shell.py");
    let (width, height) = options.window;
    let mut wanted = Capabilities::new();
    let options = json!({
        "binary": shell,
        "args": ["--profile", profile, "--downloads", downloads, "--size", format!("{width}x{height}")],
    });
    wanted.set("webkitgtk:browserOptions", options)?;
    Ok(wanted)
}
