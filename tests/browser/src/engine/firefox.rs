//! Firefox, driven by geckodriver; what it says and asks for comes over WebDriver BiDi.

use crate::browser::Options;
use crate::failure::Result;
use serde_json::json;
use std::path::Path;
use thirtyfour::Capabilities;

pub(super) fn capabilities(profile: &Path, downloads: &Path, options: &Options) -> Result<Capabilities> {
    let (width, height) = options.window;
    let profile = profile.display().to_string();
    let mut wanted = Capabilities::new();
    wanted.set("browserName", "firefox")?;
    wanted.set("webSocketUrl", true)?;
    let mut firefox = json!({
        "args": ["-headless", "-profile", profile, format!("--width={width}"), format!("--height={height}")],
        "prefs": {
            "browser.download.folderList": 2,
            "browser.download.dir": downloads,
            "browser.download.useDownloadDir": true,
            "browser.download.alwaysOpenPanel": false,
            // The usual first tab asks the network for its contents, and so do these.
            "browser.startup.page": 0,
            "browser.newtabpage.enabled": false,
            "browser.sessionstore.resume_from_crash": false,
            "app.normandy.enabled": false,
            "app.update.disabledForTesting": true,
            "browser.safebrowsing.malware.enabled": false,
            "browser.safebrowsing.phishing.enabled": false,
            "browser.safebrowsing.downloads.remote.enabled": false,
            "datareporting.policy.dataSubmissionEnabled": false,
            "extensions.update.enabled": false,
            "media.gmp-manager.updateEnabled": false,
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
            "services.settings.server": "data:,#remote-settings-dummy/v1",
            "toolkit.telemetry.enabled": false,
        },
    });
    // On Debian `firefox` may be another build than the one installed for the tests.
    if Path::new("/usr/bin/firefox-esr").exists() {
        firefox["binary"] = json!("/usr/bin/firefox-esr");
    }
    wanted.set("moz:firefoxOptions", firefox)?;
    Ok(wanted)
}
