//! What the browser complained about and what it asked for, from its own logs.

use crate::engine::Engine;
use serde_json::Value;

/// Everything seen so far in one browser.
#[derive(Debug, Default, Clone)]
pub struct Problems {
    /// Every message of the console, whatever its level, as `LEVEL text`.
    pub console: Vec<String>,
    /// Warnings and errors that are not violations of the policy.
    pub errors: Vec<String>,
    /// What the content security policy or Trusted Types refused.
    pub violations: Vec<String>,
    /// The address of every request, also of those that were refused.
    pub requests: Vec<String>,
    /// Requests that failed, with the reason.
    pub failed: Vec<String>,
}

impl Problems {
    /// Requests to anywhere but `origin` (an address ending in a slash). What stays inside the browser is none.
    #[must_use]
    pub fn foreign_requests(&self, origin: &str) -> Vec<&str> {
        let inside = ["data:", "blob:", "about:", "chrome:", "devtools:", "resource:"];
        self.requests
            .iter()
            .map(String::as_str)
            .filter(|url| !url.starts_with(origin) && !inside.iter().any(|scheme| url.starts_with(scheme)))
            .collect()
    }

    /// A line for each error, violation, failed request and request to elsewhere; empty when all is well.
    #[must_use]
    pub fn summary(&self, origin: &str) -> String {
        let own = |title, items: &[String]| items.iter().map(|item| format!("{title}: {item}\n")).collect::<String>();
        let foreign = self.foreign_requests(origin).into_iter().map(|url| format!("request to elsewhere: {url}\n"));
        let mut lines = own("error", &self.errors);
        lines.push_str(&own("violation", &self.violations));
        lines.push_str(&own("failed", &self.failed));
        lines.extend(foreign);
        lines
    }

    /// Takes in one entry of the browser's console log.
    pub(crate) fn console_entry(&mut self, level: &str, message: &str) {
        self.console.push(format!("{level} {message}"));
        let lower = message.to_lowercase();
        if ["content security policy", "trusted type", "trustedscript", "trustedhtml"]
            .iter()
            .any(|word| lower.contains(word))
        {
            self.violations.push(message.to_owned());
        } else if matches!(level, "SEVERE" | "WARNING") {
            self.errors.push(message.to_owned());
        }
    }

    /// Takes in one event of the browser's protocol.
    pub(crate) fn protocol_event(&mut self, message: &str) {
        let Ok(event) = serde_json::from_str::<Value>(message) else { return };
        let (event, parameters) = (&event["message"]["method"], &event["message"]["params"]);
        match event.as_str() {
            Some("Network.requestWillBeSent") => {
                if let Some(url) = parameters["request"]["url"].as_str() {
                    self.requests.push(url.to_owned());
                }
            }
            Some("Network.webSocketCreated" | "Network.webTransportCreated") => {
                if let Some(url) = parameters["url"].as_str() {
                    self.requests.push(url.to_owned());
                }
            }
            Some("Network.loadingFailed") if parameters["canceled"] != true => {
                let reason = parameters["blockedReason"].as_str().or(parameters["errorText"].as_str());
                self.failed.push(format!("{}: {}", parameters["type"], reason.unwrap_or("unknown")));
            }
            Some("Network.responseReceived") => {
                let status = parameters["response"]["status"].as_u64().unwrap_or_default();
                if status >= 400 {
                    self.failed.push(format!("{status}: {}", parameters["response"]["url"]));
                }
            }
            _ => {}
        }
    }

    /// Takes in one event of WebDriver BiDi.
    pub(crate) fn bidi_event(&mut self, event: &Value) {
        let parameters = &event["params"];
        let url = || parameters["request"]["url"].as_str().unwrap_or_default().to_owned();
        match event["method"].as_str() {
            Some("log.entryAdded") => {
                let level = match parameters["level"].as_str() {
                    Some("error") => "SEVERE",
                    Some("warn") => "WARNING",
                    other => other.unwrap_or_default(),
                };
                self.console_entry(level, parameters["text"].as_str().unwrap_or_default());
            }
            Some("network.beforeRequestSent") => self.requests.push(url()),
            Some("network.responseCompleted") => {
                let status = parameters["response"]["status"].as_u64().unwrap_or_default();
                if status >= 400 {
                    self.failed.push(format!("{status}: {}", url()));
                }
            }
            // Given up because the page was left.
            Some("network.fetchError") if parameters["errorText"] != "NS_BINDING_ABORTED" => {
                self.failed.push(format!("{}: {}", url(), parameters["errorText"]));
            }
            _ => {}
        }
    }

    /// Takes in one line of what the window around WebKit wrote down: a JSON value of its own, or a message of the
    /// console, which may go on over several lines.
    pub(crate) fn said_by_webkit(&mut self, line: &str) {
        if let Ok(said) = serde_json::from_str::<Value>(line) {
            let url = said["url"].as_str().unwrap_or_default().to_owned();
            match said["kind"].as_str() {
                Some("request") => self.requests.push(url),
                Some("failed") => self.failed.push(format!("{}: {url}", said["why"])),
                _ => {}
            }
            return;
        }
        let Some((_, message)) = line.split_once("CONSOLE ") else { return };
        // A source may stand before the level: `SECURITY ERROR Refused to …`.
        let mut words = message.splitn(3, ' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let level = if matches!(first, "LOG" | "WARN" | "ERROR" | "DEBUG" | "INFO") { first } else { second };
        if Engine::WebKit.is_remark(message) {
            return;
        }
        let level = match level {
            "ERROR" => "SEVERE",
            "WARN" => "WARNING",
            other => other,
        };
        self.console_entry(level, message);
    }
}
