//! One running browser with its profile.

use crate::clock;
use crate::driver::Driver;
use crate::engine::Engine;
use crate::failure::{Failure, Result};
use crate::page::{Page, Setting};
use crate::{processes, profile};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thirtyfour::WebDriver;

/// How a browser is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// Width and height of the window in CSS pixels.
    pub window: (u32, u32),
    /// Puts a clock into every page that `Page::shift_clock` can move.
    pub clock: bool,
    /// More flags for Chromium; the others take none.
    pub flags: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { window: (1280, 800), clock: false, flags: Vec::new() }
    }
}

/// A browser. It is also its page: `browser.press("Keep")` works. Dropping it kills it.
#[derive(Debug)]
pub struct Browser {
    page: Page,
    profile: PathBuf,
    engine: Engine,
    session: Option<WebDriver>,
    /// Ended after the browser.
    _driver: Arc<Driver>,
}

impl Browser {
    /// Starts an engine on a profile, which may be new or used, with downloads going to `downloads`.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open(
        engine: Engine,
        driver: Arc<Driver>,
        profile: &Path,
        downloads: &Path,
        options: &Options,
        setting: Arc<Setting>,
    ) -> Result<Self> {
        std::fs::create_dir_all(profile)?;
        std::fs::create_dir_all(downloads)?;
        let wanted = engine.capabilities(profile, downloads, options)?;
        let session = WebDriver::new(driver.url(), wanted)
            .await
            .map_err(|error| Failure::new(format!("{engine} did not start on {}: {error}", profile.display())))?;
        let page = Page::open(engine, &session, profile, setting, options.clock).await?;
        if options.clock {
            page.on_new_document(clock::SCRIPT).await?;
        }
        page.forget_problems().await?;
        Ok(Self { page, profile: profile.to_owned(), engine, session: Some(session), _driver: driver })
    }

    /// Closes the browser as a person does, so that it writes what it has to write.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn quit(mut self) -> Result<()> {
        if self.engine == Engine::WebKit {
            // Its driver knows only one way to end it, which is no better than a crash.
            self.forget_session();
            processes::close(&self.profile)?;
        } else if let Some(session) = self.session.take() {
            session.quit().await?;
        }
        // The session ends a moment before the last process does.
        for _ in 0..500 {
            if processes::of_profile(&self.profile).is_empty() {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        Err(Failure::new("The browser was closed, but some of its processes live on."))
    }

    /// Ends every process of the browser at once with SIGKILL, as a crash or an empty battery does. Returns how many.
    ///
    /// # Errors
    /// When some cannot be killed.
    pub fn kill_all(mut self) -> Result<usize> {
        self.forget_session();
        processes::kill(&self.profile)
    }

    /// Opens another tab in front, which really hides the page. Returns what brings the page back.
    ///
    /// # Errors
    /// When no tab opens.
    pub async fn open_other_tab(&self) -> Result<OtherTab> {
        let handle = self.page.handle();
        let ours = handle.window().await?;
        let other = handle.new_tab().await?;
        handle.switch_to_window(other).await?;
        handle.goto("about:blank").await?;
        Ok(OtherTab { page: self.page.clone(), ours })
    }

    /// The files of the profile that hold `text`.
    #[must_use]
    pub fn profile_holds(&self, text: &str) -> Vec<PathBuf> {
        profile::files_holding(&self.profile, text)
    }

    #[must_use]
    pub fn profile(&self) -> &Path {
        &self.profile
    }

    fn forget_session(&mut self) {
        if let Some(session) = self.session.take() {
            // Only a session already ended refuses, and then there is nothing to forget.
            let _ = session.leak();
        }
    }
}

impl Deref for Browser {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if self.session.is_some() {
            self.forget_session();
            let _ = processes::kill(&self.profile);
        }
    }
}

/// A tab in front of the page.
#[derive(Debug)]
pub struct OtherTab {
    page: Page,
    ours: thirtyfour::WindowHandle,
}

impl OtherTab {
    /// Closes the tab and shows the page again.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn close(self) -> Result<()> {
        self.page.handle().close_window().await?;
        self.page.handle().switch_to_window(self.ours).await?;
        Ok(())
    }
}
