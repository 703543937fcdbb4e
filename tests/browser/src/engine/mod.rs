//! The browsers a scenario can run in, and what is different about starting each.
//!
//! Everything a person does is the same in all of them. What only Chromium offers (its protocol for developer tools:
//! emulated preferences, pictures, permissions) says so when it is asked for elsewhere.

mod chromium;
mod firefox;
mod webkit;

use crate::browser::Options;
use crate::failure::Result;
use std::fmt;
use std::path::Path;
use std::process::Command;
use thirtyfour::Capabilities;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK in a window of our own, which stands in for Safari.
    WebKit,
}

/// All of them.
pub const EVERY: &[Engine] = &[Engine::Chromium, Engine::Firefox, Engine::WebKit];
/// Those beside Chromium, for what other scenarios show in Chromium more closely.
pub const OTHERS: &[Engine] = &[Engine::Firefox, Engine::WebKit];

impl Engine {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// The engine of this name, in capitals or not.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        EVERY.iter().copied().find(|engine| engine.name().eq_ignore_ascii_case(name))
    }

    /// What the driver is asked for, to start this engine on a profile.
    pub(crate) fn capabilities(self, profile: &Path, downloads: &Path, options: &Options) -> Result<Capabilities> {
        match self {
            Self::Chromium => chromium::capabilities(profile, downloads, options),
            Self::Firefox => firefox::capabilities(profile, downloads, options),
            Self::WebKit => webkit::capabilities(profile, downloads, options),
        }
    }

    /// The driver that starts this engine, and whether it can have several sessions at once.
    pub(crate) fn driver(self, geckodriver: &Path) -> (Command, bool) {
        match self {
            Self::Chromium => (Command::new("chromedriver"), true),
            Self::Firefox => (Command::new(geckodriver), false),
            Self::WebKit => (Command::new("WebKitWebDriver"), false),
        }
    }

    /// Whether a message of the console is only the engine saying what it does not know of.
    pub(crate) fn is_remark(self, message: &str) -> bool {
        self == Self::WebKit && webkit::REMARKS.iter().any(|remark| message.contains(remark))
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
