//! What a scenario starts with: a profile nobody has used, and the built site on a server of its own.

use crate::browser::{Browser, Options};
use crate::driver::Driver;
use crate::engine::Engine;
use crate::failure::Result;
use crate::page::Setting;
use crate::profile;
use static_server::StaticServer;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path of the site that is built to stand below one.
pub const BASE: &str = "/somewhere/";

#[derive(Debug)]
pub struct World {
    pub(crate) engine: Engine,
    /// The driver, once there is one that several browsers can share.
    pub(crate) driver: RefCell<Option<Arc<Driver>>>,
    pub(crate) folder: PathBuf,
    pub(crate) dist: PathBuf,
    pub(crate) conformance: PathBuf,
    pub(crate) below: PathBuf,
    pub(crate) origin: StaticServer,
    pub(crate) setting: Arc<Setting>,
}

impl World {
    /// The server of the site; its log knows every request.
    #[must_use]
    pub fn origin(&self) -> &StaticServer {
        &self.origin
    }

    /// The folder of the built site.
    #[must_use]
    pub fn dist(&self) -> &Path {
        &self.dist
    }

    /// The folder of a build with the conformance suite of the stores in it, and the page of components for the app.
    #[must_use]
    pub fn conformance(&self) -> &Path {
        &self.conformance
    }

    /// The folder of a build for [`BASE`].
    #[must_use]
    pub fn below(&self) -> &Path {
        &self.below
    }

    /// A folder of this scenario alone, removed after it.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Serves another folder, such as a fixture, until the value is dropped.
    ///
    /// # Errors
    /// When it is not a folder.
    pub fn serve(&self, folder: &Path) -> Result<StaticServer> {
        Ok(StaticServer::start(folder, 0)?)
    }

    /// Serves a folder below [`BASE`], until the value is dropped.
    ///
    /// # Errors
    /// When it is not a folder.
    pub fn serve_below(&self, folder: &Path) -> Result<StaticServer> {
        Ok(StaticServer::start_below(folder, 0, BASE)?)
    }

    /// Opens the site. The same profile is used again each time, so this is also how a person comes back.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn open(&self) -> Result<Browser> {
        self.open_with(Options::default()).await
    }

    /// # Errors
    /// When the browser does not start.
    pub async fn open_with(&self, options: Options) -> Result<Browser> {
        let browser = self.browser(&self.profile(), options).await?;
        browser.goto(&self.origin.url()).await?;
        Ok(browser)
    }

    /// A browser on any profile, showing nothing yet.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn browser(&self, profile: &Path, options: Options) -> Result<Browser> {
        let (driver, setting) = (self.driver()?, Arc::clone(&self.setting));
        Browser::open(self.engine, driver, profile, &self.downloads(), &options, setting).await
    }

    /// The driver of this scenario's engine: the same each time, or a new one where it can drive only one browser.
    fn driver(&self) -> Result<Arc<Driver>> {
        if let Some(driver) = &*self.driver.borrow() {
            return Ok(Arc::clone(driver));
        }
        let driver = Arc::new(Driver::start(self.engine, &self.setting.geckodriver)?);
        if driver.shared {
            *self.driver.borrow_mut() = Some(Arc::clone(&driver));
        }
        Ok(driver)
    }

    /// The engine this run is in.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The profile of this scenario.
    #[must_use]
    pub fn profile(&self) -> PathBuf {
        self.folder.join("profile")
    }

    /// Where its browsers put what is downloaded.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// The files of the profile that hold `text`, also after the browser has ended.
    #[must_use]
    pub fn profile_holds(&self, text: &str) -> Vec<PathBuf> {
        profile::files_holding(&self.profile(), text)
    }
}
