//! Chromium, driven by chromedriver.

use crate::browser::Options;
use crate::failure::Result;
use serde_json::json;
use std::path::Path;
use thirtyfour::Capabilities;

/// Without these it reaches for the network on its own, and as root it does not start.
const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--force-color-profile=srgb",
];

pub(super) fn capabilities(profile: &Path, downloads: &Path, options: &Options) -> Result<Capabilities> {
    let mut flags: Vec<String> = FLAGS.map(str::to_owned).into();
    flags.push(format!("--user-data-dir={}", profile.display()));
    flags.push(format!("--window-size={},{}", options.window.0, options.window.1));
    flags.extend(options.flags.iter().cloned());
    let mut wanted = Capabilities::new();
    wanted.set("browserName", "chrome")?;
    let mut chrome = json!({
        "args": flags,
        "prefs": {
            "download.default_directory": downloads,
            "download.prompt_for_download": false,
            "credentials_enable_service": false,
            // The usual first tab asks the network for its contents.
            "session.restore_on_startup": 4,
            "session.startup_urls": ["about:blank"],
        },
    });
    // Debian's launcher is a shell script that chromedriver finds only by its path.
    if Path::new("/usr/bin/chromium").exists() {
        chrome["binary"] = json!("/usr/bin/chromium");
    }
    wanted.set("goog:chromeOptions", chrome)?;
    wanted.set("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" }))?;
    Ok(wanted)
}
