//! Everything beside the decks that people edit as text: feeling words, signs, the questions of a day, kinds of pages, the
//! lines after Keep, Rest, help lines, safety. Read from TOML in `read`, judged in [`check`], and written as Rust in
//! [`source`].
//!
//! The shapes below are also how the app's own types look (`src/content/wording.rs`): their `Debug` is the Rust source of
//! the tables, so a field that differs does not compile.

pub mod check;
mod read;
pub mod source;

use std::fmt;

use serde::Deserialize;

pub use read::texts_of;

/// All of it in one language.
#[derive(Debug)]
pub struct Wording {
    pub groups: List<Label>,
    pub feelings: List<FeelingWord>,
    pub signs: List<SignText>,
    pub checkin: CheckInText,
    pub kinds: List<KindText>,
    pub who: WhoText,
    pub lines: List<String>,
    pub rest: List<RestScript>,
    pub help: HelpText,
    pub safety: SafetyText,
    /// Every sentence a person reads, with where it stands: `help, line 3, for_whom`.
    pub texts: Vec<(String, String)>,
}

/// A list; in the tables, a reference to one.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct List<T>(pub Vec<T>);

/// A choice of the app's by its key; in the tables, the variant.
#[derive(Clone)]
pub struct Variant {
    kind: &'static str,
    pub key: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub key: String,
    pub label: String,
}

#[derive(Clone, Debug)]
pub struct FeelingWord {
    pub id: String,
    pub word: String,
    pub meaning: String,
    pub group: Variant,
    pub near: Variant,
    pub also: List<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignText {
    pub key: String,
    pub name: String,
    pub ask: String,
    pub choices: List<Label>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckInText {
    pub skip: String,
    pub no_contact: String,
    pub mood: MoodText,
    pub feelings: FeelingsText,
    #[serde(rename = "item")]
    pub items: List<ItemText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoodText {
    pub ask: String,
    pub choices: List<Label>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeelingsText {
    pub ask: String,
    pub find: String,
    pub strength: String,
    pub choices: List<Label>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemText {
    pub key: String,
    pub ask: String,
    pub steps: [String; 5],
}

#[derive(Debug)]
pub struct KindText {
    pub key: String,
    pub name: String,
    pub ask: String,
    pub box_name: String,
    pub fields: List<FieldText>,
}

/// A field with neither choices nor steps is a text.
#[derive(Debug)]
pub struct FieldText {
    pub key: String,
    pub name: String,
    pub choices: List<Label>,
    pub steps: List<String>,
}

#[derive(Debug)]
pub struct WhoText {
    pub them: String,
    pub name: String,
    pub ask: String,
    pub fields: List<FieldText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestScript {
    pub key: String,
    pub name: String,
    pub about: String,
    pub minutes: u8,
    pub steps: List<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpText {
    pub may_have_changed: String,
    pub elsewhere: String,
    pub call_log: String,
    #[serde(rename = "line")]
    pub lines: List<HelpLine>,
}

/// None of the last three may be missing: a number without them does not build.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    pub country: String,
    pub name: String,
    pub for_whom: String,
    #[serde(default)]
    pub own_behaviour: bool,
    pub contacts: List<Contact>,
    pub hours: Option<String>,
    pub source: String,
    pub source_date: String,
    pub checked_on: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    #[serde(deserialize_with = "way")]
    pub way: Variant,
    pub number: String,
    pub say: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyText {
    pub gate: GateText,
    pub suggestions: SuggestionsText,
    pub very_low: VeryLowText,
    pub third_opening: ThirdOpeningText,
    pub watching: WatchingText,
    pub closed: ClosedText,
    pub beside: BesideText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateText {
    pub intro: String,
    pub questions: [String; 3],
    pub no: String,
    pub yes: String,
    pub rather_not: String,
    pub after_yes: String,
    pub after_no: String,
    pub always: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuggestionsText {
    pub name: String,
    pub about_us: String,
    pub only_me: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VeryLowText {
    pub text: String,
    pub rest: String,
    pub write: String,
    pub someone: String,
    pub all: String,
    pub staying_alive: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThirdOpeningText {
    pub text: String,
    pub rest: String,
    pub still: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchingText {
    pub text: String,
    pub off: String,
    pub not_now: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedText {
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BesideText {
    pub title: String,
    pub intro: String,
    pub ordinary: String,
    pub control: String,
    pub rows: List<[String; 2]>,
    pub outro: String,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("&")?;
        self.0.fmt(f)
    }
}

impl fmt::Debug for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::", self.kind)?;
        for part in self.key.split('-') {
            let (first, rest) = part.split_at(part.len().min(1));
            write!(f, "{}{rest}", first.to_uppercase())?;
        }
        Ok(())
    }
}

fn way<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Variant, D::Error> {
    Ok(Variant { kind: "Way", key: String::deserialize(from)? })
}
