//! Something happened, as it is stored: `story`, `signs` by their names, and of a reach `reach` (who), `reach_form`,
//! `reach_note` and `reach_outcomes`, the latest last.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Fields;
use crate::domain::{Choice, Day, Moment, Outcome, Reach, Sign};

const STORY: &str = "story";
const SIGNS: &str = "signs";
const FROM: &str = "reach";
const FORM: &str = "reach_form";
const NOTE: &str = "reach_note";
const OUTCOMES: &str = "reach_outcomes";

pub(super) fn read(fields: &mut Fields) -> Moment {
    Moment {
        story: fields.text(STORY),
        signs: fields.take(SIGNS, signs).unwrap_or_default(),
        reach: fields.choice(FROM).map(|from| {
            let outcomes = fields.take(OUTCOMES, outcomes).unwrap_or_default();
            Reach::stored(from, fields.choice(FORM), fields.text(NOTE), outcomes)
        }),
    }
}

pub(super) fn write(moment: &Moment, fields: &mut Fields) {
    fields.put_text(STORY, &moment.story);
    let signs: Vec<&str> = moment.signs.iter().map(|sign| sign.key()).collect();
    fields.put(SIGNS, Some(signs).filter(|signs| !signs.is_empty()));
    if let Some(reach) = &moment.reach {
        fields.put_choice(FROM, Some(reach.from));
        fields.put_choice(FORM, reach.form);
        fields.put_text(NOTE, &reach.note);
        let outcome = |(was, day): &(Outcome, Day)| json!({ "day": day.to_string(), "was": was.key() });
        let outcomes: Vec<Value> = reach.outcomes().iter().map(outcome).collect();
        fields.put(OUTCOMES, Some(outcomes).filter(|outcomes| !outcomes.is_empty()));
    }
}

fn signs(value: &Value) -> Option<BTreeSet<Sign>> {
    value.as_array()?.iter().map(|sign| Sign::of_key(sign.as_str()?)).collect()
}

fn outcomes(value: &Value) -> Option<Vec<(Outcome, Day)>> {
    let outcome = |value: &Value| {
        let object = value.as_object().filter(|object| object.len() == 2)?;
        Some((Outcome::of_key(object.get("was")?.as_str()?)?, object.get("day")?.as_str()?.parse().ok()?))
    };
    value.as_array()?.iter().map(outcome).collect()
}
