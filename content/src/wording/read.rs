//! From TOML to the shapes. What cannot be read stops the build, with the file and what is missing or unknown in it.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{FeelingWord, FieldText, KindText, Label, List, RestScript, SignText, Variant, WhoText, Wording};

impl Wording {
    /// Reads the files of one language, as `<folder>/feelings.toml`.
    ///
    /// # Errors
    /// A sentence that names the file and what is missing or unknown in it.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let mut texts = Vec::new();
        let feelings: FeelingsFile = file(folder, "feelings", &mut texts)?;
        let signs: SignsFile = file(folder, "signs", &mut texts)?;
        let kinds: KindsFile = file(folder, "kinds", &mut texts)?;
        let who: WhoFile = file(folder, "who", &mut texts)?;
        let rest: RestFile = file(folder, "rest", &mut texts)?;
        let lines: LinesFile = file(folder, "lines", &mut texts)?;
        let (groups, words) = feelings.apart();
        Ok(Self {
            groups,
            feelings: words,
            kinds: kinds.with(&signs.sign)?,
            signs: signs.sign,
            who: who.with()?,
            lines: lines.lines,
            rest: rest.script,
            checkin: file(folder, "checkin", &mut texts)?,
            help: file(folder, "help", &mut texts)?,
            safety: file(folder, "safety", &mut texts)?,
            texts,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeelingsFile {
    group: Vec<GroupFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFile {
    key: String,
    name: String,
    word: Vec<WordFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile {
    id: String,
    /// Left out where it is the id.
    word: Option<String>,
    meaning: String,
    near: String,
    also: List<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignsFile {
    sign: List<SignText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindsFile {
    kind: Vec<KindFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    key: String,
    name: String,
    ask: String,
    #[serde(rename = "box")]
    box_name: String,
    #[serde(default)]
    field: Vec<FieldFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhoFile {
    them: String,
    name: String,
    ask: String,
    field: Vec<FieldFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldFile {
    key: String,
    name: String,
    /// Choices that stand elsewhere.
    of: Option<String>,
    #[serde(default)]
    choices: List<Label>,
    #[serde(default)]
    steps: List<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinesFile {
    lines: List<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RestFile {
    script: List<RestScript>,
}

impl FeelingsFile {
    fn apart(self) -> (List<Label>, List<FeelingWord>) {
        let labels = self.group.iter().map(|group| Label { key: group.key.clone(), label: group.name.clone() });
        let groups = List(labels.collect());
        let words = self.group.into_iter().flat_map(|group| {
            let variant = Variant { kind: "FeelingGroup", key: group.key };
            group.word.into_iter().map(move |word| FeelingWord {
                word: word.word.unwrap_or_else(|| word.id.clone()),
                id: word.id,
                meaning: word.meaning,
                group: variant.clone(),
                near: Variant { kind: "Tag", key: word.near },
                also: word.also,
            })
        });
        (groups, List(words.collect()))
    }
}

impl KindsFile {
    fn with(self, signs: &List<SignText>) -> Result<List<KindText>, String> {
        let kind = |kind: KindFile| {
            let fields: Result<Vec<FieldText>, String> =
                kind.field.into_iter().map(|field| field.with(signs)).collect();
            Ok(KindText {
                key: kind.key,
                name: kind.name,
                ask: kind.ask,
                box_name: kind.box_name,
                fields: List(fields?),
            })
        };
        self.kind.into_iter().map(kind).collect::<Result<_, String>>().map(List)
    }
}

impl WhoFile {
    fn with(self) -> Result<WhoText, String> {
        let fields: Result<Vec<FieldText>, String> =
            self.field.into_iter().map(|field| field.with(&List(Vec::new()))).collect();
        Ok(WhoText { them: self.them, name: self.name, ask: self.ask, fields: List(fields?) })
    }
}

impl FieldFile {
    fn with(self, signs: &List<SignText>) -> Result<FieldText, String> {
        let choices = match self.of.as_deref() {
            None => self.choices,
            Some("signs") => {
                List(signs.0.iter().map(|sign| Label { key: sign.key.clone(), label: sign.name.clone() }).collect())
            }
            Some(other) => return Err(format!("{}: there are no choices called {other:?}", self.key)),
        };
        Ok(FieldText { key: self.key, name: self.name, choices, steps: self.steps })
    }
}

fn file<T: DeserializeOwned>(folder: &Path, name: &str, texts: &mut Vec<(String, String)>) -> Result<T, String> {
    let path = folder.join(name).with_extension("toml");
    let said = |error: String| format!("{}: {error}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| said(error.to_string()))?;
    let found = texts_of(&text).map_err(said)?;
    texts.extend(found.into_iter().map(|(place, text)| (format!("{name}{place}"), text)));
    toml::from_str(&text).map_err(|error| said(error.to_string()))
}

/// Every sentence of a file, with where it stands in it.
///
/// # Errors
/// The file is no TOML.
pub fn texts_of(file: &str) -> Result<Vec<(String, String)>, String> {
    let mut texts = Vec::new();
    walk(&toml::Value::Table(toml::from_str(file).map_err(|error| error.to_string())?), String::new(), &mut texts);
    Ok(texts)
}

/// Names of what is no sentence: keys, numbers, dates, and where a number was read.
const NO_SENTENCE: &str = "key id also of country number way say source source_date checked_on";

fn walk(value: &toml::Value, place: String, texts: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => texts.push((place, text.clone())),
        toml::Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                walk(value, format!("{place} {}", at + 1), texts);
            }
        }
        toml::Value::Table(table) => {
            for (name, value) in table.iter().filter(|(name, _)| !NO_SENTENCE.split(' ').any(|no| no == *name)) {
                walk(value, format!("{place}, {name}"), texts);
            }
        }
        _ => {}
    }
}
