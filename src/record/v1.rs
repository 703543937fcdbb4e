//! Version 1 of the records: JSON objects with `v`, `kind` and `rev`. Optional fields are left out when they say nothing.
//!
//! What a kind of page adds stands in [`kinds`], beside the fields that all pages have and by name after them, so that
//! one page is always the same bytes.

mod about;
mod backups;
mod fields;
mod kinds;
mod past;

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Draft, NotARecord, Reading};
use crate::domain::{
    Day, Entry, EntryId, Face, FirstDay, LockRule, Offer, Past, Preferences, Stamp, Standing, Unread, Version,
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
    Unread(serde_json::to_string(fields).expect("a map of JSON values is JSON").into())
}

fn fields(unread: &Unread) -> Map<String, Value> {
    serde_json::from_str(&unread.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{self as record, Newer};
    use super::*;
    use crate::domain::bond::{Contact, Form};
    use crate::domain::{Backup, Bond, Kind, Safety, Short, Suggestions};
    use proptest::prelude::*;

    fn stamp(ms: i64) -> Stamp {
        Stamp { utc_ms: ms, offset_min: 60 }
    }

    fn page(body: &str) -> Entry {
        Entry::new(EntryId::new(1_700_000_000_000, [7; 10]), stamp(1_700_000_000_000), body)
    }

    #[test]
    fn a_page_reads_as_the_field_names_say() {
        let json = String::from_utf8(record::write_page(&page("Rain."))).expect("JSON is UTF-8");
        assert_eq!(
            json,
            r#"{"v":1,"kind":"page","id":"018bcfe5680077078707070707070707","rev":1,"created":{"ms":1700000000000,"offset":60},"day":"2023-11-14","body":"Rain."}"#
        );
    }

    #[test]
    fn fields_of_a_later_build_are_kept_and_written_back() {
        let json = br#"{"v":1,"kind":"letter","id":"018bcfe5680077078707070707070707","rev":3,"weather":{"sky":"grey"},
            "created":{"ms":1,"offset":0},"day":"1970-01-01","body":"x","tags":["a","b"]}"#;
        let Ok(Reading::Page(page)) = record::read(json) else { panic!("not a page") };
        assert_eq!(page.kind, Kind::Other("letter".into()));
        let again: Value = serde_json::from_slice(&record::write_page(&page)).expect("JSON");
        assert_eq!(again["weather"]["sky"], "grey");
        assert_eq!(again["tags"], serde_json::json!(["a", "b"]));
        assert_eq!(again["kind"], "letter");
    }

    #[test]
    fn a_later_version_is_a_finding_and_no_error() {
        let json = br#"{"v":2,"kind":"page","id":"018bcfe5680077078707070707070707","rev":9,"soul":1}"#;
        let id = "018bcfe5680077078707070707070707".parse().ok();
        assert_eq!(record::read(json), Ok(Reading::Newer(Newer { version: 2, id, revision: Some(9) })));
    }

    #[test]
    fn what_is_no_record_is_said_so() {
        for json in
            ["", "null", "[]", "{}", r#"{"v":1}"#, r#"{"v":0,"kind":"page"}"#, r#"{"v":1,"kind":"page","rev":1}"#]
        {
            assert_eq!(record::read(json.as_bytes()), Err(NotARecord), "{json}");
        }
    }

    #[test]
    fn preferences_come_back() {
        let preferences = Preferences {
            lock: LockRule::AtOnce,
            exit_explained: true,
            offline_told: true,
            recovery: Offer { refusals: 1, last_made: Day::new(2026, 11, 22).ok(), settled: false },
            watching: Offer { refusals: 0, last_made: Day::new(2026, 11, 23).ok(), settled: false },
            doors_swapped: true,
            bond: Bond { nickname: Short::stored("M."), form: Some(Form::Apart), ..Bond::default() },
            safety: Safety { suggestions: Suggestions::OnlyForMe, asked: Some(stamp(5)) },
            watching_from: Day::new(2026, 11, 30).ok(),
            face: Face::Sans,
            first_day: FirstDay::Sunday,
            spellcheck: true,
            openings: vec![stamp(1_700_000_000_000)],
            backups: vec![Backup { writer: *b"a writer", generation: 9, at: stamp(7), number: 4 }],
            backup_offer: Offer { refusals: 1, last_made: Day::new(2026, 11, 20).ok(), settled: false },
            unread: Unread(r#"{"theme_of_the_day":4}"#.into()),
        };
        let json = record::write_preferences(&preferences, 5);
        assert_eq!(record::read(&json), Ok(Reading::Preferences(preferences, 5)));
    }

    #[test]
    fn a_choice_from_later_reads_as_the_usual_one() {
        let json =
            br#"{"v":1,"kind":"preferences","rev":1,"lock":"on-the-moon","face":"script","first_day":"wednesday"}"#;
        assert_eq!(record::read(json), Ok(Reading::Preferences(Preferences::default(), 1)));
    }

    #[test]
    fn suggestions_nobody_here_knows_are_read_with_care_and_go_back_as_they_came() {
        let json = br#"{"v":1,"kind":"preferences","rev":1,"suggestions":"only-friends","bond_contact":"by-post"}"#;
        let Ok(Reading::Preferences(preferences, _)) = record::read(json) else { panic!("no preferences") };
        assert_eq!(preferences.safety.suggestions, Suggestions::OnlyForMe);
        let written = |preferences: &Preferences| -> Value {
            serde_json::from_slice(&record::write_preferences(preferences, 2)).expect("JSON")
        };
        let again = written(&preferences);
        assert_eq!((&again["suggestions"], &again["bond_contact"]), (&"only-friends".into(), &"by-post".into()));
        let safety = preferences.safety.chosen(Suggestions::AboutUs);
        let bond = Bond { contact: Some(Contact::None), ..preferences.bond.clone() };
        let again = written(&Preferences { safety, bond, ..preferences });
        assert_eq!((&again["suggestions"], &again["bond_contact"]), (&"about-us".into(), &"none".into()));
    }

    proptest! {
        #[test]
        fn every_page_comes_back_exactly(
            body in "\\PC{0,200}", rev in 1u32.., ms in -1i64 << 45..1i64 << 45, offset in -1440i16..1440,
            random in any::<[u8; 10]>(), edited in any::<bool>(), binned in any::<bool>(), count in any::<u64>(), starred in any::<bool>(),
            before in proptest::collection::vec("\\PC{0,40}", 0..4),
        ) {
            let at = Stamp { utc_ms: ms, offset_min: offset };
            let mut page = Entry::new(EntryId::new(ms.unsigned_abs(), random), at, body);
            page.revision = rev;
            page.edited = edited.then_some(at);
            page.standing = if binned { Standing::Binned(at) } else { Standing::Kept };
            page.starred = starred;
            page.earlier = before.iter().map(|body| Version { written: at, replaced: at, body: body.as_str().into(), kind: Kind::Page }).collect();
            let draft = Draft { page: Rc::new(page.clone()), count };
            prop_assert_eq!(record::read(&record::write_page(&page)), Ok(Reading::Page(Rc::new(page))));
            prop_assert_eq!(record::read(&record::write_draft(&draft)), Ok(Reading::Draft(draft)));
        }

        #[test]
        fn no_bytes_are_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = record::read(&bytes);
        }
    }
}
