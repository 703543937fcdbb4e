//! What a machine can hold of how these texts are written. Each rule returns what breaks it, named as authors would say it.

use std::collections::BTreeSet;

use super::{HelpLine, Label, Wording};
use crate::card::{Tag, TagKind};
use crate::check::unwanted;
use crate::measure::{alike, grade, sentences, words};

/// The hardest any part may be to read, in school years.
pub const GRADE: f64 = 6.0;
/// Words of each group.
pub const GROUP: usize = 18;
/// Lines after Keep, at least.
pub const LINES: usize = 40;

const SENTENCE: usize = 20;
const MEANING: usize = 12;
/// Words of a line after Keep.
const LINE: usize = 14;

/// What would make a line after Keep a mark for having written.
const PRAISE: &str = "well done|good job|nice work|great|amazing|awesome|wonderful|excellent|impressive|perfect|bravo|\
    brave|proud|strong of you|good for you|keep it up|keep going|you did it|congratulations|you are strong|so good|\
    bravely|beautifully|good work|well said|well written";

/// Words that read like feelings and say what somebody did. They belong to what happened, not to this list.
const DEEDS: &str = "ignored abandoned betrayed rejected unwanted used attacked blamed manipulated neglected unloved unheard \
    invisible misunderstood cheated pressured unappreciated dismissed belittled controlled excluded insulted abused \
    threatened trapped judged criticised deceived humiliated provoked smothered taken-for-granted unseen unsupported \
    victimised wronged bullied cornered forgotten";

type Texts<'a> = &'a [(String, String)];

pub fn feelings(wording: &Wording) -> Vec<String> {
    let mut found = Vec::new();
    for group in &wording.groups.0 {
        let there = wording.feelings.0.iter().filter(|word| word.group.key == group.key).count();
        if there != GROUP {
            found.push(format!("{}: {there} words, not {GROUP}", group.key));
        }
    }
    let mut seen = BTreeSet::new();
    for word in &wording.feelings.0 {
        if !seen.insert(word.id.clone()) || (word.word != word.id && !seen.insert(word.word.clone())) {
            found.push(format!("{}: is there twice", word.id));
        }
        if words(&word.meaning).len() > MEANING {
            found.push(format!("{}: its meaning is longer than {MEANING} words", word.id));
        }
        if Tag::of_key(&word.near.key).is_none_or(|tag| tag.kind() != TagKind::Feeling) {
            found.push(format!("{}: the decks have no feeling {:?}", word.id, word.near.key));
        }
        if DEEDS.split_whitespace().any(|deed| deed == word.id || deed == word.word) {
            found.push(format!("{}: says what somebody did", word.id));
        }
    }
    found
}

/// Keys that stand twice in one list.
pub fn double_keys(wording: &Wording) -> Vec<String> {
    let keys = |labels: &[Label]| labels.iter().map(|label| label.key.clone()).collect::<Vec<_>>();
    let mut lists: Vec<(String, Vec<String>)> = vec![
        ("groups".into(), keys(&wording.groups.0)),
        ("signs".into(), wording.signs.0.iter().map(|sign| sign.key.clone()).collect()),
        ("items".into(), wording.checkin.items.0.iter().map(|item| item.key.clone()).collect()),
        ("moods".into(), keys(&wording.checkin.mood.choices.0)),
        ("kinds".into(), wording.kinds.0.iter().map(|kind| kind.key.clone()).collect()),
        ("rest".into(), wording.rest.0.iter().map(|script| script.key.clone()).collect()),
    ];
    lists.extend(wording.signs.0.iter().map(|sign| (sign.key.clone(), keys(&sign.choices.0))));
    let kinds = wording.kinds.0.iter().map(|kind| (&kind.key, &kind.fields));
    for (of, fields) in kinds.chain([(&wording.who.name, &wording.who.fields)]) {
        lists.push((of.clone(), fields.0.iter().map(|field| field.key.clone()).collect()));
        lists.extend(fields.0.iter().map(|field| (format!("{of}, {}", field.key), keys(&field.choices.0))));
    }
    let twice = |keys: &[String]| keys.iter().collect::<BTreeSet<_>>().len() < keys.len();
    lists.iter().filter(|(_, keys)| twice(keys)).map(|(of, keys)| format!("{of}: {keys:?}")).collect()
}

/// Lines that are too few, too long, too like another, or praise.
pub fn lines(lines: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    if lines.len() < LINES {
        found.push(format!("{} lines, not {LINES}", lines.len()));
    }
    for (at, line) in lines.iter().enumerate() {
        if words(line).len() > LINE || !line.ends_with('.') {
            found.push(format!("too long, or no sentence: {line}"));
        }
        if let Some(praise) = phrase(line, PRAISE) {
            found.push(format!("{praise:?} in {line}"));
        }
        found.extend(
            lines[at + 1..].iter().filter(|other| alike(line, other, 0.25)).map(|other| format!("{line} / {other}")),
        );
    }
    found
}

/// Words that are said nowhere here: verdicts, promises, names of conditions, and that anybody is safe.
pub fn banned(texts: Texts<'_>) -> Vec<String> {
    let said = |text: &str| unwanted(text).into_iter();
    texts.iter().flat_map(|(place, text)| said(text).map(move |what| format!("{what:?} in {place}"))).collect()
}

/// Sentences longer than can be read tired.
pub fn long_sentences(texts: Texts<'_>) -> Vec<String> {
    let long = |text: &str| sentences(text).iter().any(|sentence| words(sentence).len() > SENTENCE);
    texts.iter().filter(|(_, text)| long(text)).map(|(place, text)| format!("{place}: {text}")).collect()
}

/// Files that are hard to read. Names of help lines are names, and left out.
pub fn hard_files(texts: Texts<'_>) -> Vec<String> {
    let file = |place: &str| place.split(',').next().unwrap_or_default().to_owned();
    let files: BTreeSet<String> = texts.iter().map(|(place, _)| file(place)).collect();
    let is_name = |place: &str| place.starts_with("help, line") && place.ends_with(", name");
    let mut found = Vec::new();
    for name in files {
        let its = texts.iter().filter(|(place, _)| file(place) == name && !is_name(place));
        let grade = grade(its.map(|(_, text)| text.as_str()));
        if grade > GRADE {
            found.push(format!("{name}: grade {grade:.1}"));
        }
    }
    found
}

/// Texts with more than one line, stray white space, or a place to fill that nobody fills.
pub fn unclean(texts: Texts<'_>) -> Vec<String> {
    let clean = |text: &str| {
        let filled = text.replace("{them}", "");
        !text.is_empty()
            && text.trim() == text
            && !text.contains(['\n', '\t'])
            && !text.contains("  ")
            && !filled.contains(['{', '}'])
    };
    texts.iter().filter(|(_, text)| !clean(text)).map(|(place, text)| format!("{place}: {text:?}")).collect()
}

/// Help lines with something missing, or in a form that nobody can check.
pub fn help(lines: &[HelpLine]) -> Vec<String> {
    let mut found = Vec::new();
    for line in lines {
        let mut say = |what: &str| found.push(format!("{} {}: {what}", line.country, line.name));
        if line.country.len() != 2 || !line.country.chars().all(|c| c.is_ascii_uppercase()) {
            say("its country is two capital letters");
        }
        if line.contacts.0.is_empty() {
            say("has no contact");
        }
        for contact in &line.contacts.0 {
            let digits = contact.number.chars().filter(char::is_ascii_digit).count();
            if digits < 3 || !contact.number.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-') {
                say("a number is digits, spaces and dashes");
            }
        }
        if line.source.trim().is_empty() {
            say("has no source");
        }
        if date(&line.checked_on).is_none() {
            say("was checked on a day, like 2026-11-22");
        }
        let about = line.source_date.strip_prefix("c. ").unwrap_or(&line.source_date);
        let dated = line.source_date == "undated"
            || date(about).is_some()
            || date(&format!("{about}-01")).is_some()
            || date(&format!("{about}-01-01")).is_some();
        if !dated {
            say("its source has a date, or is undated");
        }
    }
    found
}

/// Help lines that were last checked more than a year before this day (`2026-11-22`): a release waits for them.
pub fn stale(lines: &[HelpLine], today: &str) -> Vec<String> {
    let day = |text: &str| date(text).map(|(year, month, day)| days(year, month, day));
    let Some(today) = day(today) else { return vec![format!("{today:?} is no day")] };
    let old = |line: &&HelpLine| day(&line.checked_on).is_none_or(|checked| today - checked > 365);
    lines.iter().filter(old).map(|line| format!("{} {}: {}", line.country, line.name, line.checked_on)).collect()
}

fn phrase(text: &str, of: &str) -> Option<String> {
    let said = words(text);
    let phrases = of.split('|').map(words);
    phrases
        .into_iter()
        .find(|phrase| said.windows(phrase.len()).any(|run| run == phrase))
        .map(|phrase| phrase.join(" "))
}

/// Year, month and day of a date of the calendar.
fn date(text: &str) -> Option<(i64, i64, i64)> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=length).contains(&day).then_some((year, month, day))
}

/// Days since some day long ago, by the civil calendar (Hinnant 2013, days_from_civil).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}
