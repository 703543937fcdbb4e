//! What was met among cards and prompts. A row is a list: the item by its number (deck times 8192, plus 4096 for a card,
//! plus its own), the day counted from 1970, what was answered, why it was shown, and what that rests on. The end of a row is
//! left out where it says "seen" or "turn". A row that is not understood is kept as it is, in its place.

use serde_json::{Map, Value, json};

use super::fields::Fields;
use crate::domain::card::{ItemId, Tag};
use crate::domain::deck::{Answer, Met, Why};
use crate::domain::past::Row;
use crate::domain::{Day, Past};

const SEED: &str = "seed";
const MET: &str = "met";

const ANSWERS: [(&str, Answer); 9] = [
    ("seen", Answer::Seen),
    ("kept", Answer::Kept),
    ("let-go", Answer::LetGo),
    ("done", Answer::Done),
    ("closed", Answer::Closed),
    ("not-now", Answer::NotNow),
    ("not-today", Answer::NotToday),
    ("hidden", Answer::Hidden),
    ("less", Answer::Less),
];

/// Takes the past out of the fields.
pub(super) fn read(fields: &mut Map<String, Value>) -> Past {
    let fields = &mut Fields(fields);
    Past {
        // Sixteen digits, because a number that long is not safe in every reader of JSON.
        seed: fields.take(SEED, |value| value.as_str().and_then(of_hex)),
        rows: fields.take(MET, |value| Some(value.as_array()?.iter().map(row).collect())).unwrap_or_default(),
        ..Past::default()
    }
}

/// Puts the past among the fields.
pub(super) fn write(past: &Past, fields: &mut Map<String, Value>) {
    let fields = &mut Fields(fields);
    fields.put(SEED, past.seed.map(|seed| format!("{seed:016x}")));
    let rows: Vec<Value> = past.rows.iter().map(written).collect();
    fields.put(MET, (!rows.is_empty()).then_some(rows));
}

fn of_hex(text: &str) -> Option<u64> {
    (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok()).flatten()
}

fn row(value: &Value) -> Row {
    met(value).map_or_else(|| Row::Unread(value.to_string().into()), Row::Met)
}

fn met(value: &Value) -> Option<Met> {
    let parts = value.as_array().filter(|parts| (2..=5).contains(&parts.len()))?;
    let word = |at: usize| parts.get(at).map(|part| part.as_str().ok_or(())).transpose().ok();
    let answer = word(2)?.unwrap_or("seen");
    let about = parts.get(4);
    Some(Met {
        item: ItemId(parts[0].as_u64()?.try_into().ok()?),
        day: day(&parts[1])?,
        answer: ANSWERS.iter().find(|(key, _)| *key == answer)?.1,
        why: match (word(3)?.unwrap_or("turn"), about) {
            ("turn", None) => Why::Turn,
            ("found", None) => Why::Found,
            ("back", Some(since)) => Why::Kept { since: day(since)? },
            ("open", Some(since)) => Why::LeftOpen { since: day(since)? },
            ("marked", Some(tag)) => Why::Marked(Tag::of_key(tag.as_str()?)?),
            _ => return None,
        },
    })
}

fn day(value: &Value) -> Option<Day> {
    let number = value.as_i64()?;
    let day = Day::from_epoch_days(number);
    (i64::from(day.epoch_days()) == number).then_some(day)
}

fn written(row: &Row) -> Value {
    let met = match row {
        Row::Met(met) => met,
        Row::Unread(text) => return serde_json::from_str(text).unwrap_or_default(),
    };
    let answer = ANSWERS.iter().find(|(_, answer)| *answer == met.answer).map_or("seen", |(key, _)| *key);
    let (why, about) = match met.why {
        Why::Turn => ("turn", None),
        Why::Found => ("found", None),
        Why::Kept { since } => ("back", Some(json!(since.epoch_days()))),
        Why::LeftOpen { since } => ("open", Some(json!(since.epoch_days()))),
        Why::Marked(tag) => ("marked", Some(json!(tag.key()))),
    };
    let mut parts = vec![json!(met.item.0), json!(met.day.epoch_days()), json!(answer), json!(why)];
    match about {
        Some(about) => parts.push(about),
        None => {
            for usual in ["turn", "seen"] {
                if parts.last() == Some(&json!(usual)) {
                    parts.pop();
                } else {
                    break;
                }
            }
        }
    }
    Value::Array(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Unread;
    use crate::record::{self, Reading};
    use proptest::prelude::*;

    fn any_met() -> impl Strategy<Value = Met> {
        let day = (-400_000i64..400_000).prop_map(Day::from_epoch_days);
        let why = prop_oneof![
            Just(Why::Turn),
            Just(Why::Found),
            day.clone().prop_map(|since| Why::Kept { since }),
            day.clone().prop_map(|since| Why::LeftOpen { since }),
            (0..Tag::ALL.len()).prop_map(|at| Why::Marked(Tag::ALL[at])),
        ];
        let answer = (0..ANSWERS.len()).prop_map(|at| ANSWERS[at].1);
        (any::<u16>(), day, why, answer).prop_map(|(item, day, why, answer)| Met {
            item: ItemId(item),
            day,
            why,
            answer,
        })
    }

    fn again(past: &Past) -> Past {
        match record::read(&record::write_past(past, 3)) {
            Ok(Reading::Past(past, 3)) => past,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn rows_of_a_later_version_keep_their_place_and_go_back_as_they_came() {
        let rows = [
            r#"[4097,20000,"kept"]"#,
            r#"[4097,20000,"sung"]"#,
            r#"{"item":"tides"}"#,
            r#"[70000,20000]"#,
            r#"[4097,20000,"seen","dreamt"]"#,
            r#"[4097,20000,"seen","marked","a-tag-that-is-gone"]"#,
            r#"[4097,20000,"seen","turn",1,2]"#,
            r#"[12,20001]"#,
        ];
        let json = format!(r#"{{"v":1,"kind":"cards","rev":3,"met":[{}],"seed":"shuffled"}}"#, rows.join(","));
        let Ok(Reading::Past(past, 3)) = record::read(json.as_bytes()) else { panic!("no past") };
        assert_eq!((past.met().len(), past.rows.len(), past.seed), (2, 8, None));
        assert_eq!(String::from_utf8(record::write_past(&past, 3)), Ok(json));
    }

    #[test]
    fn twenty_thousand_rows_fit_one_stored_value() {
        // The most that one value may take is 50,000 units of 15 bits.
        let mut noise = 1u64;
        let mut draw = |below: u64| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (noise >> 33) % below
        };
        let row = |nth: usize, draw: &mut dyn FnMut(u64) -> u64| {
            let why = if draw(3) == 0 { Why::Found } else { Why::Turn };
            let item = ItemId((draw(8) << 13 | draw(2) << 12 | (1 + draw(40))) as u16);
            let day = Day::from_epoch_days(20_000 + nth as i64 / 3);
            Row::Met(Met { item, day, why, answer: ANSWERS[draw(ANSWERS.len() as u64) as usize].1 })
        };
        let rows = (0..crate::domain::past::MOST).map(|nth| row(nth, &mut draw)).collect();
        let past = Past { seed: Some(7), rows, unread: Unread::default() };
        let packed = record::codec::encode(&record::write_past(&past, 1));
        assert!(packed.len() * 8 / 15 < 50_000, "{} bytes", packed.len());
    }

    proptest! {
        #[test]
        fn every_past_comes_back(seed in any::<Option<u64>>(), met in proptest::collection::vec(any_met(), 0..40)) {
            let past = Past { seed, rows: met.into_iter().map(Row::Met).collect(), unread: Unread::default() };
            prop_assert_eq!(again(&past), past);
        }
    }
}
