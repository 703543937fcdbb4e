//! Finding things as a person does who is told what is on the screen: by role and name. In Chromium they are those it
//! computes for assistive technology (`tree.rs`); in the other engines a script looks (`roles.rs`), and a scenario holds
//! it against what the engine itself computes. What is hidden, covered by a modal dialog or inert is not found.
//!
//! A name is the whole accessible name. One that ends in `…` is the beginning of a name; `…` alone is any name.

use crate::engine::Engine;
use crate::failure::{Outcome, Result};
use crate::page::Page;
use serde_json::{Value, json};
use thirtyfour::WebElement;

/// An element on the screen.
#[derive(Debug, Clone)]
pub struct Found {
    page: Page,
    element: WebElement,
    what: String,
}

impl Page {
    /// Waits for an element of this role and name.
    ///
    /// # Errors
    /// When none appears.
    pub async fn by_role(&self, role: &str, name: &str) -> Result<Found> {
        let what = format!("{role} “{name}”");
        self.wait(&what, async || self.look_for(role, name).await).await
    }

    /// # Errors
    /// When none appears.
    pub async fn button(&self, name: &str) -> Result<Found> {
        self.by_role("button", name).await
    }

    /// # Errors
    /// When none appears.
    pub async fn link(&self, name: &str) -> Result<Found> {
        self.by_role("link", name).await
    }

    /// # Errors
    /// When none appears.
    pub async fn field(&self, name: &str) -> Result<Found> {
        self.by_role("textbox", name).await
    }

    /// # Errors
    /// When none appears.
    pub async fn heading(&self, name: &str) -> Result<Found> {
        self.by_role("heading", name).await
    }

    /// Presses the button of this name, as soon as there is one and nothing lies over it.
    ///
    /// # Errors
    /// When there is none, or something keeps lying over it.
    pub async fn press(&self, name: &str) -> Outcome {
        self.press_role("button", name).await
    }

    /// Follows the link of this name.
    ///
    /// # Errors
    /// As [`Page::press`].
    pub async fn follow(&self, name: &str) -> Outcome {
        self.press_role("link", name).await
    }

    /// # Errors
    /// As [`Page::press`].
    pub async fn press_role(&self, role: &str, name: &str) -> Outcome {
        let what = format!("{role} “{name}” that can be pressed");
        self.wait(&what, async || {
            let Some(found) = self.look_for(role, name).await? else { return Ok(None) };
            let pressed = found.element.click().await;
            if pressed.is_err() {
                // Under a bar that stays: a person scrolls, and tries again.
                let away = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
                self.run_js_with(away, vec![found.argument()?]).await?;
            }
            Ok(Some(pressed?))
        })
        .await
    }

    /// Whether such an element is there now.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn has(&self, role: &str, name: &str) -> Result<bool> {
        match self.engine() {
            Engine::Chromium => self.has_node(role, name).await,
            _ => Ok(self.element_of_role(role, name).await?.is_some()),
        }
    }

    /// Waits until no such element is there.
    ///
    /// # Errors
    /// When it stays.
    pub async fn gone(&self, role: &str, name: &str) -> Outcome {
        let what = format!("{role} “{name}” to go");
        self.wait(&what, async || Ok((!self.has(role, name).await?).then_some(()))).await
    }

    /// Waits until this text can be read on the screen: drawn, in the window or scrolled to, and not covered.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn see(&self, text: &str) -> Outcome {
        self.wait(&format!("the text “{text}”"), async || Ok(self.sees(text).await?.then_some(()))).await
    }

    /// Waits until this text can no longer be read.
    ///
    /// # Errors
    /// When it stays.
    pub async fn see_no_more(&self, text: &str) -> Outcome {
        self.wait(&format!("the text “{text}” to go"), async || Ok((!self.sees(text).await?).then_some(()))).await
    }

    /// Whether this text, or a field holding it, can be read on the screen now.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn sees(&self, text: &str) -> Result<bool> {
        Ok(self.run_js_with(SEES, vec![json!(text)]).await? == json!(true))
    }

    /// Waits until a status, an alert or another live region says this.
    ///
    /// # Errors
    /// When none does; the message says what they said instead.
    pub async fn status(&self, text: &str) -> Outcome {
        let script = "return [...document.querySelectorAll('[role=status],[role=alert],[role=log],[aria-live],output')]
            .map((region) => region.textContent.replace(/\\s+/g, ' ').trim());";
        self.wait(&format!("a status saying “{text}”"), async || {
            let said = self.run_js(script).await?;
            let mut said = said.as_array().into_iter().flatten().filter_map(Value::as_str);
            Ok(said.any(|one| one.contains(text)).then_some(()))
        })
        .await
    }

    async fn look_for(&self, role: &str, name: &str) -> Result<Option<Found>> {
        let element = match self.engine() {
            Engine::Chromium => self.element_of_node(role, name).await?,
            _ => self.element_of_role(role, name).await?,
        };
        Ok(element.map(|element| Found { page: self.clone(), element, what: format!("{role} “{name}”") }))
    }

    /// The screen as roles and names, one a line.
    pub(crate) async fn outline(&self) -> Result<String> {
        match self.engine() {
            Engine::Chromium => self.outline_of_tree().await,
            _ => self.outline_of_roles().await,
        }
    }

    /// The role and name of what has the focus, as `button “Keep”`.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn focused(&self) -> Result<String> {
        let element = self.handle().execute("return document.activeElement", Vec::new()).await?.element()?;
        let (role, name) = self.computed(&element).await?;
        Ok(format!("{role} “{name}”"))
    }

    /// The role and the name that the engine computes for an element.
    pub(crate) async fn computed(&self, element: &WebElement) -> Result<(String, String)> {
        let id = element.element_id().to_string();
        let ask = async |what: &str| -> Result<String> {
            let command = Computed { endpoint: format!("element/{id}/{what}") };
            Ok(self.handle().cmd(command).await?.value::<String>()?)
        };
        Ok((ask("computedrole").await?, ask("computedlabel").await?))
    }
}

impl Found {
    /// # Errors
    /// When something lies over it or it is gone.
    pub async fn click(&self) -> Outcome {
        Ok(self.element.click().await?)
    }

    /// Gives it the focus and types, key by key.
    ///
    /// # Errors
    /// When it takes no text.
    pub async fn type_text(&self, text: impl Into<thirtyfour::TypingData>) -> Outcome {
        Ok(self.element.send_keys(text).await?)
    }

    /// Empties a field as a person does: selecting everything and deleting it.
    ///
    /// # Errors
    /// When it takes no text.
    pub async fn clear(&self) -> Outcome {
        self.focus().await?;
        self.page.shortcut(thirtyfour::Key::Control, 'a').await?;
        self.page.press_key(thirtyfour::Key::Delete).await
    }

    /// # Errors
    /// When it is gone.
    pub async fn focus(&self) -> Outcome {
        Ok(self.element.focus().await?)
    }

    /// # Errors
    /// When it is gone.
    pub async fn has_focus(&self) -> Result<bool> {
        let script = "return document.activeElement === arguments[0]";
        Ok(self.page.run_js_with(script, vec![self.element.to_json()?]).await? == json!(true))
    }

    /// What a field holds.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn value(&self) -> Result<String> {
        Ok(self.element.prop("value").await?.unwrap_or_default())
    }

    /// Waits until a field holds exactly this.
    ///
    /// # Errors
    /// When it never does.
    pub async fn holds(&self, text: &str) -> Outcome {
        let what = format!("{} to hold “{text}”", self.what);
        self.page.wait(&what, async || Ok((self.value().await? == text).then_some(()))).await
    }

    /// The text inside it, as drawn.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn text(&self) -> Result<String> {
        Ok(self.element.text().await?)
    }

    /// # Errors
    /// When it is gone.
    pub async fn attribute(&self, name: &str) -> Result<Option<String>> {
        Ok(self.element.attr(name).await?)
    }

    /// # Errors
    /// When it is gone.
    pub async fn is_enabled(&self) -> Result<bool> {
        Ok(self.element.is_enabled().await?)
    }

    /// Its place and size in the window: x, y, width, height in CSS pixels.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn bounds(&self) -> Result<(f64, f64, f64, f64)> {
        let rect = self.element.rect().await?;
        Ok((rect.x, rect.y, rect.width, rect.height))
    }

    /// For scripts: `page.run_js_with("…arguments[0]…", vec![found.argument()?])`.
    ///
    /// # Errors
    /// Never, in practice.
    pub fn argument(&self) -> Result<Value> {
        Ok(self.element.to_json()?)
    }
}

/// A question about one element that WebDriver answers.
#[derive(Debug)]
struct Computed {
    endpoint: String,
}

impl thirtyfour::common::command::FormatRequestData for Computed {
    fn format_request(&self, session: &thirtyfour::SessionId) -> thirtyfour::RequestData {
        thirtyfour::RequestData::new(http::Method::GET, format!("/session/{session}/{}", self.endpoint))
    }
}

/// The smallest elements whose drawn text, or whose value, holds the text; one of them must be on top where it stands.
const SEES: &str = r"
  const wanted = arguments[0].replace(/\s+/g, ' ').trim();
  const tidy = (text) => (text ?? '').replace(/\s+/g, ' ');
  const holds = (element) => tidy(element.innerText).includes(wanted);
  const onTop = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    let box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) return false;
    const inside = () => box.left < innerWidth && box.right > 0 && box.top < innerHeight && box.bottom > 0;
    if (!inside()) {
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      box = element.getBoundingClientRect();
    }
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  };
  if (!document.body) return false;
  const smallest = [];
  const descend = (element) => {
    if (element.localName === 'script' || element.localName === 'style' || element.localName === 'noscript') return;
    if ((element.localName === 'textarea' || element.localName === 'input') && element.type !== 'password') {
      if (tidy(element.value).includes(wanted)) smallest.push(element);
      return;
    }
    let deeper = false;
    const before = smallest.length;
    for (const child of element.children) descend(child);
    deeper = smallest.length > before;
    if (!deeper && holds(element)) smallest.push(element);
  };
  descend(document.body);
  return smallest.some(onTop);
";
