//! Where things are, and a browser to measure in.

use crate::journal::Journals;
use held_browser_tests::driver::Driver;
use held_browser_tests::page::Setting as PageSetting;
use held_browser_tests::{Browser, Engine, Options, Result, StaticServer};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Debug, Default)]
pub struct Setting {
    /// The built site.
    pub dist: PathBuf,
    /// Where the build left the module in one piece.
    pub module: PathBuf,
    /// The `node_modules` of what Held is measured beside.
    pub peers: PathBuf,
    /// The `node_modules` of Lighthouse.
    pub lighthouse: PathBuf,
    /// The page that only says hello, built as the site is.
    pub hello: PathBuf,
    pub journals: Journals,
}

/// A browser on a profile of its own, which goes with it.
#[derive(Debug)]
pub struct Visit {
    browser: Option<Browser>,
    folder: PathBuf,
}

impl Setting {
    /// Serves a folder on an address of its own, which for a browser is a journal of its own too.
    pub fn serve(&self, folder: &Path) -> Result<StaticServer> {
        Ok(StaticServer::start(folder, 0)?)
    }

    /// A browser nobody has used.
    pub async fn browser(&self) -> Result<Visit> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("held-bench-{}-{number}", std::process::id()));
        Visit::open(folder).await
    }
}

impl Visit {
    async fn open(folder: PathBuf) -> Result<Self> {
        let driver = Arc::new(Driver::start(Engine::Chromium, Path::new(""))?);
        let setting = Arc::new(PageSetting {
            scenario: "bench".to_owned(),
            screens: folder.clone(),
            looks: false,
            axe: PathBuf::new(),
            geckodriver: PathBuf::new(),
            latest: Default::default(),
        });
        let (profile, downloads) = (folder.join("profile"), folder.join("downloads"));
        // Frames come as on a screen nobody covers, and timers are never held back.
        let options = Options {
            flags: vec!["--disable-renderer-backgrounding".into(), "--disable-background-timer-throttling".into()],
            ..Options::default()
        };
        let browser = Browser::open(Engine::Chromium, driver, &profile, &downloads, &options, setting).await?;
        Ok(Self { browser: Some(browser), folder })
    }

    /// Closes the browser and opens it again on the same profile.
    pub async fn restarted(mut self) -> Result<Self> {
        let folder = std::mem::take(&mut self.folder);
        if let Some(browser) = self.browser.take() {
            browser.quit().await?;
        }
        Self::open(folder).await
    }
}

impl Deref for Visit {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        self.browser.as_ref().expect("only taken by a method that takes the visit too")
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.browser.take();
        if !self.folder.as_os_str().is_empty() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}
