//! The stored shapes of pages, preferences, what was met among cards, drafts, manifests and segments, apart from the domain's own types.
//!
//! What is written here must be readable for ever. Four habits keep it so: every record says its version; fields we do
//! not know are kept and written back; a version we do not know is a finding ([`Reading::Newer`]), never an error that
//! loses bytes; and each change of shape is one step of the ladder in [`migrate`].
//!
//! ```text
//! Entry -> JSON (v1) -> codec block -> a value's plaintext (value, segment) -> padded and sealed by the vault
//! ```

pub mod codec;
pub mod manifest;
pub mod migrate;
pub mod segment;
pub mod v1;
pub mod value;
mod wire;

use std::rc::Rc;

use crate::domain::{Entry, EntryId, Past, Preferences};

pub use manifest::Manifest;

/// The version of the records this build writes.
pub const VERSION: u32 = 1;

/// What a record turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    Page(Rc<Entry>),
    /// With its revision: preferences are counted as pages are.
    Preferences(Preferences, u32),
    /// What was met among cards and prompts, with its revision.
    Past(Past, u32),
    Draft(Draft),
    /// Written by a later version. Its bytes are kept as they are.
    Newer(Newer),
}

/// Words not kept yet: the page as it would be committed, and which of several drafts of it is the latest.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub page: Rc<Entry>,
    /// Counts up each time this page's draft is written.
    pub count: u64,
}

/// What can still be told of a record of a later version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newer {
    pub version: u32,
    pub id: Option<EntryId>,
    pub revision: Option<u32>,
}

/// The bytes are no record: not JSON, or without what every record has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotARecord;

/// Reads a record of any version up to ours.
///
/// # Errors
/// [`NotARecord`].
pub fn read(json: &[u8]) -> Result<Reading, NotARecord> {
    let value: serde_json::Value = serde_json::from_slice(json).map_err(|_| NotARecord)?;
    let version = value.get("v").and_then(serde_json::Value::as_u64).ok_or(NotARecord)?;
    let version = u32::try_from(version).map_err(|_| NotARecord)?;
    if version > VERSION {
        let id = value.get("id").and_then(serde_json::Value::as_str).and_then(|id| id.parse().ok());
        let revision = value.get("rev").and_then(serde_json::Value::as_u64).and_then(|rev| rev.try_into().ok());
        return Ok(Reading::Newer(Newer { version, id, revision }));
    }
    v1::read(migrate::up(value, version)?)
}

/// The JSON of a page.
pub fn write_page(page: &Entry) -> Vec<u8> {
    v1::write_page(page)
}

/// The JSON of the preferences.
pub fn write_preferences(preferences: &Preferences, revision: u32) -> Vec<u8> {
    v1::write_preferences(preferences, revision)
}

/// The JSON of what was met among cards and prompts.
pub fn write_past(past: &Past, revision: u32) -> Vec<u8> {
    v1::write_past(past, revision)
}

/// The JSON of a draft.
pub fn write_draft(draft: &Draft) -> Vec<u8> {
    v1::write_draft(draft)
}
