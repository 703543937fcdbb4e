//! What the shapes of version 1 keep, and how.

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
    for json in ["", "null", "[]", "{}", r#"{"v":1}"#, r#"{"v":0,"kind":"page"}"#, r#"{"v":1,"kind":"page","rev":1}"#] {
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
        sides: Sides::One,
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
    let json = br#"{"v":1,"kind":"preferences","rev":1,"lock":"on-the-moon","face":"script","first_day":"wednesday","sides":"three"}"#;
    assert_eq!(record::read(json), Ok(Reading::Preferences(Preferences::default(), 1)));
}

#[test]
fn a_day_of_no_calendar_is_no_page_and_among_the_choices_it_is_kept_and_not_believed() {
    let page = |day: &str| {
        format!(
            r#"{{"v":1,"kind":"page","id":"018bcfe5680077078707070707070707","rev":1,"created":{{"ms":1,"offset":0}},"day":"{day}","body":"b"}}"#
        )
    };
    for day in ["2026-02-30", "2026-13-01", "today", ""] {
        // Whoever holds the bytes keeps them as they are: nobody guesses a day.
        assert_eq!(record::read(page(day).as_bytes()), Err(NotARecord), "{day}");
    }
    assert!(record::read(page("2026-02-28").as_bytes()).is_ok());
    let json = br#"{"v":1,"kind":"preferences","rev":1,"bond_ended_on":"2026-02-30","watching_from":"soon"}"#;
    let Ok(Reading::Preferences(preferences, _)) = record::read(json) else { panic!("no preferences") };
    assert_eq!((preferences.bond.ended_on, preferences.watching_from), (None, None));
    let again: Value = serde_json::from_slice(&record::write_preferences(&preferences, 2)).expect("JSON");
    assert_eq!((&again["bond_ended_on"], &again["watching_from"]), (&"2026-02-30".into(), &"soon".into()));
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
