//! Held: a private journal that runs in the browser.
//!
//! The order of the modules below is the order to read them in. What holds everywhere:
//!
//! - `domain` is values and rules: no clock, no randomness, no I/O, no serde, no web, no crypto.
//! - `content` is the decks as the build wrote them, read in place.
//! - `vault` turns a passphrase into a key and bytes into sealed bytes; it never sees a page.
//! - `store` keeps sealed bytes in two places; it never sees plaintext.
//! - `app` is a closed loop, (State, Action) -> (State, Effects), and knows no browser.
//! - `ui` draws the state and sends actions; only `ui::run` performs effects.
//! - Nothing a person typed reaches a log, a URL, a title or a panic message.

#![forbid(unsafe_code)]

pub mod app;
pub mod content;
pub mod domain;
pub mod i18n;
pub mod platform;
pub mod record;
pub mod search;
pub mod store;
pub mod transfer;
#[cfg(feature = "web")]
pub mod ui;
pub mod vault;
