//! Version 1 of the records: JSON objects with `v`, `kind` and `rev`. Optional fields are left out when they say nothing.
//!
//! What a kind of page adds stands in [`kinds`], beside the fields that all pages have and by name after them, so that
//! one page is always the same bytes.

mod about;
mod backups;
mod fields;
mod kinds;
mod past;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Draft, NotARecord, Reading};
use crate::domain::{
    Day, Entry, EntryId, Face, FirstDay, LockRule, Offer, Past, Preferences, Sides, Stamp, Standing, Unread, Version,
    order,
};

const PAGE: &str = "page";
const PREFERENCES: &str = "preferences";
const CARDS: &str = "cards";
const DRAFT: &str = "draft";
const ORIGIN: &str = "origin";

/// A moment: Unix milliseconds, and minutes east of UTC on that clock.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Moment {
    ms: i64,
    offset: i16,
}

#[derive(Serialize, Deserialize)]
struct Page {
    v: u32,
    kind: Rc<str>,
    id: String,
    rev: u32,
    created: Moment,
    day: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edited: Option<Moment>,
    #[serde(default)]
    body: Rc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    binned: Option<Moment>,
    #[serde(default, skip_serializing_if = "is_default")]
    starred: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<Before>,
    #[serde(flatten)]
    unread: Map<String, Value>,
}

/// What a page said before.
#[derive(Serialize, Deserialize)]
struct Before {
    written: Moment,
    replaced: Moment,
    body: Rc<str>,
    /// The marks of its kind, as the page has its own.
    #[serde(flatten)]
    marks: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct Choices {
    v: u32,
    kind: Rc<str>,
    rev: u32,
    #[serde(default)]
    lock: Rule,
    #[serde(default)]
    exit_explained: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    offline_told: bool,
    #[serde(default)]
    recovery: Asked,
    #[serde(default, skip_serializing_if = "is_default")]
    watching: Asked,
    #[serde(default)]
    doors_swapped: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    face: Letters,
    #[serde(default, skip_serializing_if = "is_default")]
    first_day: Week,
    #[serde(default, skip_serializing_if = "is_default")]
    sides: Lying,
    #[serde(default, skip_serializing_if = "is_default")]
    spellcheck: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    openings: Vec<Moment>,
    #[serde(flatten)]
    unread: Map<String, Value>,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Rule {
    Usual,
    AtOnce,
    Relaxed,
    /// A rule this version does not know reads as the usual one.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A face this version does not know reads as the serif.
#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Letters {
    Sans,
    #[default]
    #[serde(other)]
    Serif,
}

/// A first day this version does not know reads as the region's own.
#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Week {
    Monday,
    Saturday,
    Sunday,
    #[default]
    #[serde(other)]
    Usual,
}

/// A way of lying that this version does not know reads as both sides at once.
#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Lying {
    One,
    #[default]
    #[serde(other)]
    Both,
}

#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Asked {
    #[serde(default)]
    refusals: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_made: Option<String>,
    #[serde(default)]
    settled: bool,
}

#[derive(Serialize, Deserialize)]
struct Cards {
    v: u32,
    kind: Rc<str>,
    rev: u32,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct Sketch {
    v: u32,
    kind: Rc<str>,
    count: u64,
    page: Page,
}

pub(super) fn read(record: Value) -> Result<Reading, NotARecord> {
    match record.get("kind").and_then(Value::as_str) {
        Some(PREFERENCES) => {
            let choices: Choices = parsed(record)?;
            let revision = choices.rev;
            Ok(Reading::Preferences(choices.into(), revision))
        }
        Some(CARDS) => {
            let mut cards: Cards = parsed(record)?;
            let past = past::read(&mut cards.fields);
            Ok(Reading::Past(Past { unread: unread(&cards.fields), ..past }, cards.rev))
        }
        Some(DRAFT) => {
            let sketch: Sketch = parsed(record)?;
            Ok(Reading::Draft(Draft { page: Rc::new(sketch.page.try_into()?), count: sketch.count }))
        }
        Some(_) => Ok(Reading::Page(Rc::new(parsed::<Page>(record)?.try_into()?))),
        None => Err(NotARecord),
    }
}

pub(super) fn write_page(page: &Entry) -> Vec<u8> {
    written(&Page::from(page))
}

pub(super) fn write_preferences(preferences: &Preferences, revision: u32) -> Vec<u8> {
    let mut unread = fields(&preferences.unread);
    about::write(preferences, &mut unread);
    backups::write(preferences, &mut unread);
    unread.sort_keys();
    written(&Choices {
        v: 1,
        kind: PREFERENCES.into(),
        rev: revision,
        lock: match preferences.lock {
            LockRule::Usual => Rule::Usual,
            LockRule::AtOnce => Rule::AtOnce,
            LockRule::Relaxed => Rule::Relaxed,
        },
        exit_explained: preferences.exit_explained,
        offline_told: preferences.offline_told,
        recovery: preferences.recovery.into(),
        watching: preferences.watching.into(),
        doors_swapped: preferences.doors_swapped,
        face: match preferences.face {
            Face::Serif => Letters::Serif,
            Face::Sans => Letters::Sans,
        },
        first_day: match preferences.first_day {
            FirstDay::Usual => Week::Usual,
            FirstDay::Monday => Week::Monday,
            FirstDay::Saturday => Week::Saturday,
            FirstDay::Sunday => Week::Sunday,
        },
        sides: match preferences.sides {
            Sides::Both => Lying::Both,
            Sides::One => Lying::One,
        },
        spellcheck: preferences.spellcheck,
        openings: preferences.openings.iter().copied().map(Moment::from).collect(),
        unread,
    })
}

pub(super) fn write_past(past: &Past, revision: u32) -> Vec<u8> {
    let mut fields = fields(&past.unread);
    past::write(past, &mut fields);
    fields.sort_keys();
    written(&Cards { v: 1, kind: CARDS.into(), rev: revision, fields })
}

pub(super) fn write_draft(draft: &Draft) -> Vec<u8> {
    written(&Sketch { v: 1, kind: DRAFT.into(), count: draft.count, page: Page::from(&*draft.page) })
}

fn parsed<T: for<'de> Deserialize<'de>>(record: Value) -> Result<T, NotARecord> {
    serde_json::from_value(record).map_err(|_| NotARecord)
}

fn written<T: Serialize>(record: &T) -> Vec<u8> {
    serde_json::to_vec(record).expect("string keys and plain values always make JSON")
}

impl From<Offer> for Asked {
    fn from(offer: Offer) -> Self {
        let last_made = offer.last_made.map(|day| day.to_string());
        Self { refusals: offer.refusals, last_made, settled: offer.settled }
    }
}

impl From<Asked> for Offer {
    fn from(asked: Asked) -> Self {
        let last_made = asked.last_made.and_then(|day| day.parse().ok());
        Self { refusals: asked.refusals, last_made, settled: asked.settled }
    }
}

impl From<Stamp> for Moment {
    fn from(stamp: Stamp) -> Self {
        Self { ms: stamp.utc_ms, offset: stamp.offset_min }
    }
}

impl From<Moment> for Stamp {
    fn from(moment: Moment) -> Self {
        Self { utc_ms: moment.ms, offset_min: moment.offset }
    }
}

impl From<&Version> for Before {
    fn from(version: &Version) -> Self {
        let mut marks = Map::new();
        kinds::write(&version.kind, &mut marks);
        marks.sort_keys();
        let (written, replaced) = (version.written.into(), version.replaced.into());
        Self { written, replaced, body: Rc::clone(&version.body), marks }
    }
}

impl Before {
    /// A version is of the kind its page is.
    fn of_kind(mut self, name: &Rc<str>) -> Version {
        let kind = kinds::read(Rc::clone(name), &mut self.marks);
        Version { written: self.written.into(), replaced: self.replaced.into(), body: self.body, kind }
    }
}

impl From<&Entry> for Page {
    fn from(page: &Entry) -> Self {
        let mut unread = fields(&page.unread);
        kinds::write(&page.kind, &mut unread);
        fields::Fields(&mut unread).put(ORIGIN, page.origin.map(|item| item.to_string()));
        unread.sort_keys();
        Self {
            v: 1,
            kind: page.kind.key().into(),
            id: page.id.to_string(),
            rev: page.revision,
            created: page.created.into(),
            day: page.day.to_string(),
            edited: page.edited.map(Moment::from),
            body: Rc::clone(&page.body),
            binned: match page.standing {
                Standing::Kept => None,
                Standing::Binned(since) => Some(since.into()),
            },
            starred: page.starred,
            earlier: page.earlier.iter().map(Before::from).collect(),
            unread,
        }
    }
}

impl TryFrom<Page> for Entry {
    type Error = NotARecord;

    fn try_from(mut page: Page) -> Result<Self, NotARecord> {
        let earlier = page.earlier.into_iter().map(|before| before.of_kind(&page.kind)).collect();
        let kind = kinds::read(page.kind, &mut page.unread);
        let origin = fields::Fields(&mut page.unread).parsed(ORIGIN);
        let id: EntryId = page.id.parse().map_err(|_| NotARecord)?;
        let day: Day = page.day.parse().map_err(|_| NotARecord)?;
        Ok(Self {
            id,
            revision: page.rev,
            kind,
            created: page.created.into(),
            day,
            edited: page.edited.map(Stamp::from),
            body: page.body,
            standing: page.binned.map_or(Standing::Kept, |since| Standing::Binned(since.into())),
            starred: page.starred,
            origin,
            earlier,
            unread: unread(&page.unread),
        })
    }
}

impl From<Choices> for Preferences {
    fn from(mut choices: Choices) -> Self {
        let mut preferences = Self {
            lock: match choices.lock {
                Rule::Usual | Rule::Unknown => LockRule::Usual,
                Rule::AtOnce => LockRule::AtOnce,
                Rule::Relaxed => LockRule::Relaxed,
            },
            exit_explained: choices.exit_explained,
            offline_told: choices.offline_told,
            recovery: choices.recovery.into(),
            watching: choices.watching.into(),
            doors_swapped: choices.doors_swapped,
            face: match choices.face {
                Letters::Serif => Face::Serif,
                Letters::Sans => Face::Sans,
            },
            first_day: match choices.first_day {
                Week::Usual => FirstDay::Usual,
                Week::Monday => FirstDay::Monday,
                Week::Saturday => FirstDay::Saturday,
                Week::Sunday => FirstDay::Sunday,
            },
            sides: match choices.sides {
                Lying::Both => Sides::Both,
                Lying::One => Sides::One,
            },
            spellcheck: choices.spellcheck,
            openings: choices.openings.into_iter().map(Stamp::from).collect(),
            ..Self::default()
        };
        about::read(&mut preferences, &mut choices.unread);
        backups::read(&mut preferences, &mut choices.unread);
        Self { unread: unread(&choices.unread), ..preferences }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn unread(fields: &Map<String, Value>) -> Unread {
    if fields.is_empty() {
        return Unread::default();
    }
    // In the order of their names, however the map keeps them.
    let fields: BTreeMap<&String, &Value> = order::gathered(fields);
    Unread(serde_json::to_string(&fields).expect("a map of JSON values is JSON").into())
}

fn fields(unread: &Unread) -> Map<String, Value> {
    serde_json::from_str(&unread.0).unwrap_or_default()
}
