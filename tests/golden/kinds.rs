//! The kinds of pages, and what the preferences hold of someone, as version 1 stores them.

use super::*;
use held::domain::bond::{Contact, Form, Home};
use held::domain::kind::{WhyHeldBack, WorthKind, WorthSource};
use held::domain::sign::{Asking, FirstContact, HoldingBack, TalkLength, Touch};
use held::domain::{
    Answer, Answers, Bond, CheckIn, Feeling, Feelings, HeldBack, Item, Moment, Mood, Outcome, Reach, ReachForm,
    ReachFrom, Safety, Short, Sign, Signs, Step, Strength, Suggestions, Worth,
};

#[track_caller]
fn reads_and_is_written_the_same(file: &str, body: &str, kind: Kind, unread: &str) {
    let created = Stamp { utc_ms: 1_700_000_000_000, offset_min: 60 };
    let page = Entry::new(id("018bcfe5680077078707070707070707"), created, body).with_kind(kind);
    let page = Entry { revision: 2, unread: Unread(unread.into()), ..page };
    let file = golden(file);
    assert_eq!(record::read(&file), Ok(Reading::Page(Rc::new(page.clone()))));
    assert_eq!(String::from_utf8(record::write_page(&page)), String::from_utf8(file));
}

#[test]
fn every_kind_there_is_has_a_file_of_version_1() {
    for kind in Kind::all() {
        let file = golden(&format!("v1/{}.json", kind.key()));
        assert!(matches!(record::read(&file), Ok(Reading::Page(page)) if page.kind.key() == kind.key()));
    }
}

#[test]
fn how_was_today_of_version_1_reads_and_is_written_the_same() {
    let step = |number| Answer::Step(Step::ALL[number]);
    let given = [
        (Item::Closeness, step(1)),
        (Item::Understood, Answer::Skipped),
        (Item::Room, Answer::NoContact),
        (Item::Alone, step(4)),
        (Item::Took, step(3)),
        (Item::Weight, step(2)),
        (Item::Myself, step(0)),
    ];
    let answers = given.iter().fold(Answers::default(), |answers, (item, answer)| {
        answers.with(*item, Some(*answer)).expect("an answer to its question")
    });
    let lonely = Feeling { id: "lonely".into(), strength: Some(Strength::Much) };
    let gone = Feeling { id: "a-word-that-is-gone".into(), strength: None };
    let feelings = Feelings::default().with(lonely).and_then(|feelings| feelings.with(gone)).expect("two feelings");
    let signs = Signs {
        first_contact: Some(FirstContact::Me),
        talk: Some(TalkLength::Few),
        touch: Some(Touch::NoChance),
        asking: Some(Asking::Sharing),
        holding_back: Some(HoldingBack::Waited),
    };
    let kind = Kind::CheckIn(Rc::new(CheckIn { answers, mood: Some(Mood::Low), feelings, signs }));
    let unread = r#"{"later":{"kept":[1,null]}}"#;
    reads_and_is_written_the_same("v1/checkin.json", "Soup, and nobody hurried.", kind, unread);
}

#[test]
fn something_that_happened_of_version_1_reads_and_is_written_the_same() {
    let outcomes = vec![(Outcome::Missed, day("2023-11-14")), (Outcome::MetLater, day("2023-11-16"))];
    let moment = Moment {
        story: Short::stored("I told myself it was closed on me."),
        signs: [Sign::Touch, Sign::TalkLength].into(),
        reach: Some(Reach::stored(ReachFrom::Me, Some(ReachForm::Look), Short::stored("Été"), outcomes)),
    };
    let kind = Kind::Moment(Rc::new(moment));
    reads_and_is_written_the_same("v1/moment.json", "The door closed at eight.", kind, "");
}

#[test]
fn something_not_said_of_version_1_reads_and_is_written_the_same() {
    let easy = Short::stored("Would you sit with me?");
    let held = HeldBack { why: Some(WhyHeldBack::Afraid), cost: Some(Step::ALL[3]), easy };
    reads_and_is_written_the_same("v1/held-back.json", "I wanted to ask.", Kind::HeldBack(Rc::new(held)), "");
}

#[test]
fn something_worth_keeping_of_version_1_reads_and_is_written_the_same() {
    let worth = Worth {
        source: Some(WorthSource::Stranger),
        kind: Some(WorthKind::KeptPromise),
        beside: Short::stored("I was late."),
    };
    reads_and_is_written_the_same("v1/worth.json", "I came back for the dog.", Kind::Worth(Rc::new(worth)), "");
}

#[test]
fn preferences_about_someone_of_version_1_read_and_are_written_the_same() {
    let preferences = Preferences {
        bond: Bond {
            nickname: Short::stored("Été"),
            form: Some(Form::Separated),
            home: Some(Home::NotSame),
            contact: Some(Contact::None),
            ended_on: Some(day("2023-11-14")),
            closed_since: Some(day("2023-11-15")),
        },
        safety: Safety {
            suggestions: Suggestions::OnlyForMe,
            asked: Some(Stamp { utc_ms: 1_700_000_000_000, offset_min: -300 }),
        },
        watching_from: Some(day("2023-11-21")),
        ..Preferences::default()
    };
    let file = golden("v1/preferences-about.json");
    assert_eq!(record::read(&file), Ok(Reading::Preferences(preferences.clone(), 4)));
    assert_eq!(String::from_utf8(record::write_preferences(&preferences, 4)), String::from_utf8(file));
}

#[test]
fn an_offer_that_was_refused_reads_and_is_written_the_same() {
    let watching = Offer { refusals: 1, last_made: Some(day("2023-11-21")), settled: false };
    let preferences = Preferences { watching, ..Preferences::default() };
    let file = golden("v1/preferences-watching.json");
    assert_eq!(record::read(&file), Ok(Reading::Preferences(preferences.clone(), 5)));
    assert_eq!(String::from_utf8(record::write_preferences(&preferences, 5)), String::from_utf8(file));
}
