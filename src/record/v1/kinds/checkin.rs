//! How was today, as it is stored. An answer is a step from 0 to 4, `"skip"` or `"no-contact"`, under the item's name; the
//! signs stand beside them, each under its own.

use serde_json::{Value, json};

use super::Fields;
use crate::domain::{Answer, Answers, CheckIn, Choice, Feeling, Feelings, Item, Sign, Signs, Step, Strength};

const SKIPPED: &str = "skip";
const NO_CONTACT: &str = "no-contact";
const MOOD: &str = "mood";
const FEELINGS: &str = "feelings";

pub(super) fn read(fields: &mut Fields) -> CheckIn {
    CheckIn {
        answers: answers(fields),
        mood: fields.choice(MOOD),
        feelings: fields.take(FEELINGS, feelings).unwrap_or_default(),
        signs: Signs {
            first_contact: fields.choice(Sign::FirstContact.key()),
            talk: fields.choice(Sign::TalkLength.key()),
            touch: fields.choice(Sign::Touch.key()),
            asking: fields.choice(Sign::Asking.key()),
            holding_back: fields.choice(Sign::HoldingBack.key()),
        },
    }
}

pub(super) fn write(checkin: &CheckIn, fields: &mut Fields) {
    for (item, answer) in checkin.answers.given() {
        let value = match answer {
            Answer::Step(step) => Value::from(step.number()),
            Answer::Skipped => SKIPPED.into(),
            Answer::NoContact => NO_CONTACT.into(),
        };
        fields.put(item.key(), Some(value));
    }
    fields.put_choice(MOOD, checkin.mood);
    let feelings: Vec<Value> = checkin.feelings.iter().map(feeling).collect();
    fields.put(FEELINGS, Some(feelings).filter(|feelings| !feelings.is_empty()));
    let Signs { first_contact, talk, touch, asking, holding_back } = checkin.signs;
    fields.put_choice(Sign::FirstContact.key(), first_contact);
    fields.put_choice(Sign::TalkLength.key(), talk);
    fields.put_choice(Sign::Touch.key(), touch);
    fields.put_choice(Sign::Asking.key(), asking);
    fields.put_choice(Sign::HoldingBack.key(), holding_back);
}

fn answers(fields: &mut Fields) -> Answers {
    let mut answers = Answers::default();
    for item in Item::ALL.iter().copied() {
        // One that does not fit its question is not understood, and stays as it is.
        let read = |value: &Value| answers.with(item, Some(answer(value)?)).ok();
        if let Some(more) = fields.take(item.key(), read) {
            answers = more;
        }
    }
    answers
}

fn answer(value: &Value) -> Option<Answer> {
    match value.as_str() {
        Some(SKIPPED) => Some(Answer::Skipped),
        Some(NO_CONTACT) => Some(Answer::NoContact),
        Some(_) => None,
        None => Step::new(value.as_u64()?).ok().map(Answer::Step),
    }
}

/// An id of a word that is gone from the list is an id all the same.
fn feelings(value: &Value) -> Option<Feelings> {
    value.as_array()?.iter().try_fold(Feelings::default(), |feelings, value| {
        let object = value.as_object().filter(|object| object.keys().all(|key| key == "id" || key == "strength"))?;
        let strength = match object.get("strength") {
            Some(strength) => Some(Strength::of_key(strength.as_str()?)?),
            None => None,
        };
        feelings.with(Feeling { id: object.get("id")?.as_str()?.into(), strength }).ok()
    })
}

fn feeling(feeling: &Feeling) -> Value {
    match feeling.strength {
        Some(strength) => json!({ "id": &*feeling.id, "strength": strength.key() }),
        None => json!({ "id": &*feeling.id }),
    }
}
