//! How the page looks: the sizes and preferences a browser can be told to have, and pictures of named screens.

use crate::engine::Engine;
use crate::failure::{Outcome, Result};
use crate::page::{Page, file_name};
use serde_json::json;
use std::sync::PoisonError;

/// The size of the window and what the person's system prefers.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Media {
    /// CSS pixels; none keeps the window's own.
    pub size: Option<(u32, u32)>,
    pub dark: bool,
    pub reduced_motion: bool,
    pub forced_colors: bool,
    pub more_contrast: bool,
}

/// The sizes every screen is pictured at: a phone, a laptop.
const SIZES: [(u32, u32); 2] = [(390, 844), (1280, 800)];

impl Page {
    /// Gives the page a size and preferences.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn emulate(&self, media: Media) -> Outcome {
        match media.size {
            Some((width, height)) => {
                let phone = width < 600;
                let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
                self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
            }
            None => {
                self.cdp("Emulation.clearDeviceMetricsOverride", json!({})).await?;
            }
        }
        let feature = |name: &str, value: &str| json!({ "name": name, "value": value });
        let features = json!({ "media": "", "features": [
            feature("prefers-color-scheme", if media.dark { "dark" } else { "light" }),
            feature("prefers-reduced-motion", if media.reduced_motion { "reduce" } else { "no-preference" }),
            feature("forced-colors", if media.forced_colors { "active" } else { "none" }),
            feature("prefers-contrast", if media.more_contrast { "more" } else { "no-preference" }),
        ] });
        self.cdp("Emulation.setEmulatedMedia", features).await?;
        *self.media.lock().unwrap_or_else(PoisonError::into_inner) = media;
        Ok(())
    }

    /// The preferences given last.
    #[must_use]
    pub fn media(&self) -> Media {
        *self.media.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A picture of this screen at each size, light and dark, named `name`, when `cargo xtask looks` asks for them
    /// and this is Chromium; otherwise nothing. The page is afterwards as it was.
    ///
    /// # Errors
    /// When a picture cannot be taken.
    pub async fn look(&self, name: &str) -> Outcome {
        let looks = self.setting.looks && self.engine() == Engine::Chromium;
        if looks { self.look_always(name).await.map(drop) } else { Ok(()) }
    }

    /// The same, always. Returns the files.
    ///
    /// # Errors
    /// When a picture cannot be taken.
    pub async fn look_always(&self, name: &str) -> Result<Vec<std::path::PathBuf>> {
        let before = self.media();
        let mut files = Vec::new();
        for (width, height) in SIZES {
            for dark in [false, true] {
                self.emulate(Media { size: Some((width, height)), dark, ..before }).await?;
                self.settle().await?;
                let scheme = if dark { "dark" } else { "light" };
                let file = self.setting.screens.join(format!("{}-{width}x{height}-{scheme}.png", file_name(name)));
                self.screenshot(&file).await?;
                files.push(file);
            }
        }
        self.emulate(before).await?;
        self.settle().await?;
        Ok(files)
    }

    /// Waits until fonts are there, transitions have run and a frame has been drawn.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn settle(&self) -> Outcome {
        let script = "return (async () => {
            await document.fonts.ready;
            const finite = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
            const patience = new Promise((resolve) => setTimeout(resolve, 2000));
            await Promise.race([Promise.allSettled(finite.map((one) => one.finished)), patience]);
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          })();";
        self.run_js(script).await.map(drop)
    }
}
