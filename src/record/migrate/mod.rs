//! The ladder from every version ever written to the newest: one file a step, kept for ever, each a function from the
//! JSON of version n to the JSON of version n + 1. Version 1 is the first, so there is no step yet.

use serde_json::Value;

use super::NotARecord;

/// A step: `v1_to_v2::step` will be the first.
type Step = fn(Value) -> Result<Value, NotARecord>;

/// The steps in order; the one at index n leads from version n + 1.
const STEPS: [Step; 0] = [];

/// A record of an older version as one of the newest.
///
/// # Errors
/// [`NotARecord`] for a version that never was, or a record that lacks what its version had.
pub fn up(record: Value, version: u32) -> Result<Value, NotARecord> {
    let first = version.checked_sub(1).ok_or(NotARecord)? as usize;
    let steps = STEPS.get(first..).ok_or(NotARecord)?;
    steps.iter().try_fold(record, |record, step| step(record))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_needs_no_step() {
        let record = serde_json::json!({ "v": 1, "kind": "page" });
        assert_eq!(up(record.clone(), 1), Ok(record));
    }

    #[test]
    fn a_version_that_never_was_is_no_record() {
        assert_eq!(up(Value::Null, 0), Err(NotARecord));
    }
}
