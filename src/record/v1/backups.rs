//! What the preferences hold of backups: which states are part of this journal, and the word about making one. Each field
//! by itself; what is not understood stays among the unread. What says nothing is left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Asked, Moment};
use crate::domain::{Backup, Offer, Preferences, Stamp, order};

const BACKUPS: &str = "backups";
const OFFER: &str = "backup_offer";

#[derive(Serialize, Deserialize)]
struct Known {
    /// Sixteen hexadecimal digits.
    writer: String,
    generation: u64,
    #[serde(flatten)]
    at: Moment,
    #[serde(default)]
    number: u32,
}

/// Takes them out of the fields into the preferences.
pub(super) fn read(preferences: &mut Preferences, fields: &mut Map<String, Value>) {
    let known = |value: &Value| {
        let known: Vec<Known> = Vec::deserialize(value).ok()?;
        known.into_iter().map(Known::read).collect::<Option<Vec<_>>>()
    };
    if let Some(backups) = fields.get(BACKUPS).and_then(known) {
        fields.remove(BACKUPS);
        preferences.backups = backups;
    }
    if let Some(asked) = fields.get(OFFER).and_then(|value| Asked::deserialize(value).ok()) {
        fields.remove(OFFER);
        preferences.backup_offer = asked.into();
    }
}

/// Puts them among the fields.
pub(super) fn write(preferences: &Preferences, fields: &mut Map<String, Value>) {
    if !preferences.backups.is_empty() {
        let known: Vec<_> = preferences.backups.iter().map(Known::from).collect();
        fields.insert(BACKUPS.to_owned(), Value::Array(known.iter().map(sorted).collect()));
    }
    if preferences.backup_offer != Offer::default() {
        fields.insert(OFFER.to_owned(), sorted(&Asked::from(preferences.backup_offer)));
    }
}

/// As JSON, its fields in the order of their names however a map keeps them.
fn sorted(fields: &impl Serialize) -> Value {
    let value = serde_json::to_value(fields).expect("string keys and plain values always make JSON");
    let Value::Object(fields) = value else { return value };
    let fields: BTreeMap<String, Value> = order::gathered(fields);
    Value::Object(order::gathered(fields))
}

impl Known {
    fn read(self) -> Option<Backup> {
        let bytes = u64::from_str_radix(&self.writer, 16).ok().filter(|_| self.writer.len() == 16)?;
        let at = Stamp::from(self.at);
        Some(Backup { writer: bytes.to_be_bytes(), generation: self.generation, at, number: self.number })
    }
}

impl From<&Backup> for Known {
    fn from(backup: &Backup) -> Self {
        let writer = format!("{:016x}", u64::from_be_bytes(backup.writer));
        Self { writer, generation: backup.generation, at: backup.at.into(), number: backup.number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Map<String, Value> {
        serde_json::from_str(json).expect("an object")
    }

    #[test]
    fn a_backup_is_known_by_its_writer_in_hexadecimal() {
        let json = r#"{"backups":[{"writer":"6120777269746572","generation":3,"ms":5,"offset":60,"number":2}]}"#;
        let (mut read_from, mut preferences) = (fields(json), Preferences::default());
        read(&mut preferences, &mut read_from);
        let at = Stamp { utc_ms: 5, offset_min: 60 };
        assert_eq!(preferences.backups, [Backup { writer: *b"a writer", generation: 3, at, number: 2 }]);
        assert!(read_from.is_empty());
        let mut written = Map::new();
        write(&preferences, &mut written);
        assert_eq!(written, fields(json));
    }

    #[test]
    fn what_is_not_understood_stays_as_it_came() {
        for json in [r#"{"backups":[{"writer":"short","generation":3,"ms":5,"offset":60}]}"#, r#"{"backups":7}"#] {
            let (mut unread, mut preferences) = (fields(json), Preferences::default());
            read(&mut preferences, &mut unread);
            assert_eq!((unread, preferences), (fields(json), Preferences::default()));
        }
    }
}
