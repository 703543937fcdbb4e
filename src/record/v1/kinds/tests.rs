//! Marks come back as they were; what is not understood in them is kept, and goes back as it came.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::super::{self as record, Reading};
use super::*;
use crate::domain::kind::{WhyHeldBack, WorthKind, WorthSource};
use crate::domain::sign::{Asking, FirstContact, HoldingBack, TalkLength, Touch};
use crate::domain::{
    Answer, Answers, CheckIn, Choice, Day, Entry, EntryId, Feeling, Feelings, HeldBack, Item, Moment, Mood, Outcome,
    Reach, ReachForm, ReachFrom, Short, Sign, Signs, Stamp, Step, Strength, Worth,
};

/// A record of this kind with these fields besides those every page has.
fn json(kind: &str, fields: &str) -> String {
    format!(
        r#"{{"v":1,"kind":"{kind}","id":"018bcfe5680077078707070707070707","rev":1,"created":{{"ms":1,"offset":0}},"day":"1970-01-01","body":"b",{fields}}}"#
    )
}

fn page(json: &str) -> Entry {
    match record::read(json.as_bytes()) {
        Ok(Reading::Page(page)) => (*page).clone(),
        other => panic!("{other:?} from {json}"),
    }
}

fn written(page: &Entry) -> Value {
    serde_json::from_slice(&record::write_page(page)).expect("JSON")
}

/// Reads a record and writes it: nothing may be missing, nothing added.
#[track_caller]
fn comes_back(kind: &str, fields: &str) -> Entry {
    let before: Value = serde_json::from_str(&json(kind, fields)).expect("JSON");
    let page = page(&json(kind, fields));
    assert_eq!(written(&page), before);
    page
}

#[test]
fn a_feeling_that_is_gone_from_the_list_is_kept_as_it_is() {
    let page = comes_back("checkin", r#""feelings":[{"id":"left-of-the-list","strength":"much"},{"id":"calm"}]"#);
    let checkin = page.kind.checkin().expect("a check-in");
    let ids: Vec<&str> = checkin.feelings.iter().map(|feeling| &*feeling.id).collect();
    assert_eq!(ids, ["left-of-the-list", "calm"]);
}

#[test]
fn choices_nobody_here_knows_are_kept_beside_those_that_are_known() {
    let page = comes_back("checkin", r#""mood":"wistful","closeness":3,"room":7,"touch":"by-letter","weight":"skip""#);
    let checkin = page.kind.checkin().expect("a check-in");
    assert_eq!((checkin.mood, checkin.answers.get(Item::Room), checkin.signs), (None, None, Signs::default()));
    assert_eq!(checkin.answers.get(Item::Closeness), Some(Answer::Step(Step::ALL[3])));
    assert_eq!(checkin.answers.get(Item::Weight), Some(Answer::Skipped));
    comes_back("held-back", r#""why":"too-loud","cost":9,"easy":["not","a","text"]"#);
    comes_back("worth", r#""source":"the-sea","sort":"new","beside":12"#);
    comes_back("moment", r#""signs":["touch","a-sixth"],"reach":"nobody","reach_form":"word","story":null"#);
}

#[test]
fn an_answer_that_does_not_fit_its_question_is_kept_and_not_believed() {
    let page = comes_back("checkin", r#""weight":"no-contact","mood":"low""#);
    assert_eq!(page.kind.checkin().and_then(|checkin| checkin.answers.get(Item::Weight)), None);
}

#[test]
fn more_feelings_than_three_or_one_with_something_new_stay_as_they_came() {
    comes_back("checkin", r#""feelings":[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"}]"#);
    comes_back("checkin", r#""feelings":[{"id":"a","colour":"grey"}]"#);
    comes_back("checkin", r#""feelings":[{"id":"a"},{"id":"a"}]"#);
    comes_back("checkin", r#""feelings":"calm""#);
}

#[test]
fn marking_a_field_anew_writes_over_what_was_not_understood_in_it_and_over_nothing_else() {
    let page = page(&json("checkin", r#""mood":"wistful","touch":"by-letter""#));
    let marks = CheckIn { mood: Some(Mood::Good), ..page.kind.checkin().expect("a check-in").clone() };
    let again = written(&page.remarked("b", Kind::CheckIn(Rc::new(marks)), page.created));
    assert_eq!((&again["mood"], &again["touch"]), (&Value::from("good"), &Value::from("by-letter")));
}

#[test]
fn a_text_longer_than_its_box_is_kept_whole() {
    let story = "long ".repeat(300);
    let page = comes_back("moment", &format!(r#""story":"{story}""#));
    assert_eq!(page.kind.texts(), [story]);
}

#[test]
fn every_kind_there_is_can_be_stored_and_read() {
    for kind in Kind::all() {
        let at = Stamp { utc_ms: 1_700_000_000_000, offset_min: 0 };
        let page = Entry::new(EntryId::new(1, [1; 10]), at, "words").with_kind(kind);
        assert_eq!(record::read(&record::write_page(&page)), Ok(Reading::Page(Rc::new(page))));
    }
}

fn some<T: Choice>() -> impl Strategy<Value = Option<T>> {
    prop::option::of(select(T::ALL))
}

fn short() -> impl Strategy<Value = Short> {
    "\\PC{0,30}".prop_map(|text| Short::stored(&text))
}

fn checkins() -> impl Strategy<Value = Kind> {
    let answer = prop_oneof![
        select(&Step::ALL[..]).prop_map(|step| Some(Answer::Step(step))),
        Just(Some(Answer::Skipped)),
        Just(Some(Answer::NoContact)),
        Just(None),
    ];
    let answers = prop::collection::vec(answer, Item::ALL.len()).prop_map(|given| {
        let pairs = Item::ALL.iter().copied().zip(given);
        pairs.fold(Answers::default(), |answers, (item, answer)| answers.with(item, answer).unwrap_or(answers))
    });
    let feelings = prop::collection::vec(("[a-z]{1,8}", some::<Strength>()), 0..5).prop_map(|feelings| {
        feelings.into_iter().fold(Feelings::default(), |all, (id, strength)| {
            all.with(Feeling { id: id.into(), strength }).unwrap_or(all)
        })
    });
    let signs =
        (some::<FirstContact>(), some::<TalkLength>(), some::<Touch>(), some::<Asking>(), some::<HoldingBack>())
            .prop_map(|(first_contact, talk, touch, asking, holding_back)| Signs {
                first_contact,
                talk,
                touch,
                asking,
                holding_back,
            });
    (answers, some::<Mood>(), feelings, signs)
        .prop_map(|(answers, mood, feelings, signs)| Kind::CheckIn(Rc::new(CheckIn { answers, mood, feelings, signs })))
}

fn moments() -> impl Strategy<Value = Kind> {
    let outcomes = prop::collection::vec((select(Outcome::ALL), -9_999i64..99_999), 0..4).prop_map(|outcomes| {
        outcomes.into_iter().map(|(was, day)| (was, Day::from_epoch_days(day))).collect::<Vec<_>>()
    });
    let reach = (select(ReachFrom::ALL), some::<ReachForm>(), short(), outcomes)
        .prop_map(|(from, form, note, outcomes)| Reach::stored(from, form, note, outcomes));
    (short(), prop::collection::btree_set(select(Sign::ALL), 0..5), prop::option::of(reach))
        .prop_map(|(story, signs, reach)| Kind::Moment(Rc::new(Moment { story, signs, reach })))
}

fn held_back() -> impl Strategy<Value = Kind> {
    (some::<WhyHeldBack>(), prop::option::of(select(&Step::ALL[..])), short())
        .prop_map(|(why, cost, easy)| Kind::HeldBack(Rc::new(HeldBack { why, cost, easy })))
}

fn worths() -> impl Strategy<Value = Kind> {
    (some::<WorthSource>(), some::<WorthKind>(), short())
        .prop_map(|(source, kind, beside)| Kind::Worth(Rc::new(Worth { source, kind, beside })))
}

proptest! {
    #[test]
    fn every_mark_comes_back_exactly(
        kind in prop_oneof![checkins(), moments(), held_back(), worths()], body in "\\PC{0,40}",
    ) {
        let at = Stamp { utc_ms: 1_700_000_000_000, offset_min: 60 };
        let page = Entry::new(EntryId::new(1, [1; 10]), at, body).with_kind(kind);
        prop_assert_eq!(record::read(&record::write_page(&page)), Ok(Reading::Page(Rc::new(page))));
    }

    #[test]
    fn whatever_stands_in_a_field_is_kept(
        kind in select(&["checkin", "moment", "held-back", "worth"][..]),
        name in select(&["mood", "feelings", "closeness", "weight", "touch", "story", "signs", "reach", "reach_outcomes",
            "why", "cost", "easy", "source", "sort", "beside", "later"][..]),
        value in select(&["null", "5", "-1", "2.5", "true", "\"x\"", "\"\"", "[]", "[null]", "[{}]", "{}", "{\"id\":1}",
            "[{\"was\":\"met\"}]", "18446744073709551615"][..]),
    ) {
        let given: Value = serde_json::from_str(value).expect("JSON");
        let again = written(&page(&json(kind, &format!(r#""{name}":{value}"#))));
        // An empty text or list says nothing, and may be left out.
        let empty = value == "\"\"" || value == "[]";
        prop_assert!(again.get(name) == Some(&given) || empty && again.get(name).is_none());
    }
}
