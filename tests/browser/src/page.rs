//! The page in a browser: going somewhere, typing, reading, and what its developer tools can do.

use crate::clock;
use crate::ear::Ear;
use crate::engine::Engine;
use crate::failure::{Failure, Result};
use crate::look::Media;
use crate::problems::Problems;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{Key, RequestData, WebDriver};

/// How long a wait lasts before it is in vain: ten times what a slow machine needs.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What a scenario's pages share.
#[derive(Debug)]
pub struct Setting {
    pub scenario: String,
    /// Where pictures go.
    pub screens: PathBuf,
    /// Whether `Page::look` takes pictures.
    pub looks: bool,
    /// The source of axe-core.
    pub axe: PathBuf,
    /// The driver of Firefox, which no package has.
    pub geckodriver: PathBuf,
    /// The page that was opened last, for the picture of a failure.
    pub latest: Mutex<Option<Page>>,
}

#[derive(Debug, Clone)]
pub struct Page {
    handle: Arc<SessionHandle>,
    pub(crate) setting: Arc<Setting>,
    pub(crate) media: Arc<Mutex<Media>>,
    engine: Engine,
    ear: Arc<Ear>,
    problems: Arc<Mutex<Problems>>,
    has_clock: bool,
}

impl Page {
    pub(crate) async fn open(
        engine: Engine,
        session: &WebDriver,
        profile: &Path,
        setting: Arc<Setting>,
        has_clock: bool,
    ) -> Result<Self> {
        let handle = Arc::clone(session.handle());
        let ear = Arc::new(Ear::open(engine, &handle, profile).await?);
        let (media, problems) = (Arc::default(), Arc::default());
        let page = Self { handle, setting: Arc::clone(&setting), media, engine, ear, problems, has_clock };
        *setting.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(page.clone());
        Ok(page)
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn handle(&self) -> &Arc<SessionHandle> {
        &self.handle
    }

    /// Opens an address and waits until it has loaded.
    ///
    /// # Errors
    /// When nothing answers there.
    pub async fn goto(&self, url: &str) -> Result<()> {
        Ok(self.handle.goto(url).await?)
    }

    /// # Errors
    /// When the browser is gone.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.handle.refresh().await?)
    }

    /// # Errors
    /// When the browser is gone.
    pub async fn back(&self) -> Result<()> {
        Ok(self.handle.back().await?)
    }

    /// # Errors
    /// When the browser is gone.
    pub async fn url(&self) -> Result<String> {
        Ok(self.handle.current_url().await?.to_string())
    }

    /// # Errors
    /// When the browser is gone.
    pub async fn title(&self) -> Result<String> {
        Ok(self.handle.title().await?)
    }

    /// Types into whatever has the focus, key by key.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn type_text(&self, text: impl Into<thirtyfour::TypingData>) -> Result<()> {
        let text: thirtyfour::TypingData = text.into();
        Ok(self.handle.action_chain().send_keys(text).perform().await?)
    }

    /// Presses and lets go of one key.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn press_key(&self, key: Key) -> Result<()> {
        Ok(self.handle.action_chain().key_down(key.clone()).key_up(key).perform().await?)
    }

    /// Presses a key while another is held: `shortcut(Key::Control, 'a')`.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn shortcut(&self, held: Key, key: char) -> Result<()> {
        Ok(self.handle.action_chain().key_down(held.clone()).key_down(key).key_up(key).key_up(held).perform().await?)
    }

    /// Puts text where the caret is, all at once, as an input method does.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn insert_text(&self, text: &str) -> Result<()> {
        if self.engine == Engine::Chromium {
            return self.cdp("Input.insertText", json!({ "text": text })).await.map(drop);
        }
        self.run_js_with("document.execCommand('insertText', false, arguments[0])", vec![json!(text)]).await.map(drop)
    }

    /// Runs the body of a function in the page and returns what it returns. A promise is waited for.
    ///
    /// # Errors
    /// When it throws.
    pub async fn run_js(&self, body: &str) -> Result<Value> {
        self.run_js_with(body, Vec::new()).await
    }

    /// The same with `arguments`.
    ///
    /// # Errors
    /// When it throws.
    pub async fn run_js_with(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.handle.execute(body, arguments).await?.json().clone())
    }

    /// Waits until a script's answer is true.
    ///
    /// # Errors
    /// When it stays untrue; `what` says what was waited for.
    pub async fn wait_for_js(&self, what: &str, body: &str) -> Result<()> {
        self.wait(what, async || Ok((self.run_js(body).await? == json!(true)).then_some(()))).await
    }

    /// Sends one command of the developer tools' protocol, which is Chromium's.
    ///
    /// # Errors
    /// When the browser refuses it, or is not Chromium.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        crate::ensure!(
            self.engine == Engine::Chromium,
            "{} has no {method}: this scenario needs Chromium.",
            self.engine
        );
        let response = self.handle.cmd(Cdp { method: method.to_owned(), parameters }).await?;
        Ok(response.value::<Value>()?)
    }

    /// Has a script run in every document from now on before the page's own. Not in WebKit.
    ///
    /// # Errors
    /// When the browser is gone, or is WebKit.
    pub async fn on_new_document(&self, source: &str) -> Result<String> {
        if let Ear::Bidi(bidi) = &*self.ear {
            let script = json!({ "functionDeclaration": format!("() => {{ {source} }}") });
            let answer = bidi.command("script.addPreloadScript", script).await?;
            return Ok(answer["script"].as_str().unwrap_or_default().to_owned());
        }
        let answer = self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        Ok(answer["identifier"].as_str().unwrap_or_default().to_owned())
    }

    /// Moves the clock of this page, and of all that are opened later, on by so many milliseconds; timers whose moment
    /// has passed fire. The browser must have been opened with `Options { clock: true, .. }`.
    ///
    /// # Errors
    /// When it was not.
    pub async fn shift_clock(&self, milliseconds: i64) -> Result<()> {
        crate::ensure!(self.has_clock, "This browser was not opened with a clock that can be moved.");
        // Each new document makes every move so far, one after the other.
        self.on_new_document(&clock::moved(milliseconds)).await?;
        self.run_js(&clock::moved(milliseconds)).await.map(drop)
    }

    /// Tells the page that it is hidden, or seen again, without anything really covering it. Lasts until the next
    /// document. `Browser::open_other_tab` does it for real.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn set_hidden(&self, hidden: bool) -> Result<()> {
        let script = "const state = arguments[0] ? 'hidden' : 'visible';
            Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' });
            document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";
        self.run_js_with(script, vec![json!(hidden)]).await.map(drop)
    }

    /// A picture of what is in the window.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(self.handle.screenshot(path).await?)
    }

    /// All that the browser complained about and asked for since it was opened.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn problems(&self) -> Result<Problems> {
        self.ear.listen(self, &self.problems).await?;
        Ok(self.problems.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// Forgets what the browser said so far, such as about its own first tab.
    pub(crate) async fn forget_problems(&self) -> Result<()> {
        self.problems().await?;
        *self.problems.lock().unwrap_or_else(PoisonError::into_inner) = Problems::default();
        Ok(())
    }

    /// Fails with a list unless the browser had nothing to complain about and asked nothing of anyone but `origin`.
    ///
    /// # Errors
    /// When there was something.
    pub async fn no_problems(&self, origin: &str) -> Result<()> {
        let summary = self.problems().await?.summary(origin);
        crate::ensure!(summary.is_empty(), "The browser had something to say:\n{summary}");
        Ok(())
    }

    /// Asks again and again until there is an answer; in vain after [`PATIENCE`]. An error of the browser counts as no
    /// answer yet, since a page may change under one's hands.
    ///
    /// # Errors
    /// When there never is one, with what was on the screen.
    pub async fn wait<T>(&self, what: &str, mut ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
        let started = Instant::now();
        let mut last = String::new();
        while started.elapsed() < PATIENCE {
            match ask().await {
                Ok(Some(answer)) => return Ok(answer),
                Ok(None) => last.clear(),
                Err(failure) => last = failure.to_string(),
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        let cause = if last.is_empty() { String::new() } else { format!(" ({last})") };
        Err(Failure::new(format!(
            "Waited {} s for {what}, in vain{cause}.\n{}",
            PATIENCE.as_secs(),
            self.describe().await
        )))
    }

    /// What is on the screen, for a failure's message: its address, roles and names, and a picture.
    pub async fn describe(&self) -> String {
        let picture = self.setting.screens.join("failures").join(format!("{}.png", file_name(&self.setting.scenario)));
        let picture = match self.screenshot(&picture).await {
            Ok(()) => picture.display().to_string(),
            Err(problem) => format!("none ({problem})"),
        };
        let url = self.url().await.unwrap_or_else(|problem| format!("unknown ({problem})"));
        let outline = self.outline().await.unwrap_or_else(|problem| format!("nothing readable ({problem})"));
        format!("  address: {url}\n  picture: {picture}\n  on the screen:\n{outline}")
    }
}

/// A name that any file system takes.
#[must_use]
pub fn file_name(text: &str) -> String {
    text.chars().map(|character| if character.is_alphanumeric() { character } else { '-' }).collect()
}

/// A command of the developer tools' protocol, passed on by chromedriver.
#[derive(Debug)]
struct Cdp {
    method: String,
    parameters: Value,
}

impl FormatRequestData for Cdp {
    fn format_request(&self, session: &thirtyfour::SessionId) -> RequestData {
        RequestData::new(http::Method::POST, format!("/session/{session}/goog/cdp/execute"))
            .add_body(json!({ "cmd": self.method, "params": self.parameters }))
    }
}
