//! Ways in, marks, and what may be suggested.

use super::*;
use crate::domain::bond::Contact;
use crate::domain::safety::GateAnswer;
use crate::domain::sign::Touch;
use crate::domain::{Bond, HeldBack, Moment, Short, Signs, Suggestions};

fn second_day() -> State {
    opened(vec![page(1, "One.")], None).0
}

fn begin(state: State, seed: u8, kind: Kind, at: Stamp) -> State {
    reduce(state, Action::Began { id: id(seed), at, kind }).0
}

fn marked(mood: Mood) -> Kind {
    Kind::CheckIn(Rc::new(CheckIn { mood: Some(mood), ..CheckIn::default() }))
}

fn keeps(state: State, words: &str, seed: u8) -> (State, Vec<Effect>) {
    after(state, vec![Action::KeptPage { read: read(Field::Page, words, seed) }])
}

fn goes(effects: &[Effect]) -> Option<Screen> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Go(screen) | Effect::GoInstead(screen) => Some(*screen),
        _ => None,
    })
}

#[test]
fn any_kind_is_kept_with_its_marks_and_without_words() {
    let kinds: [Kind; 3] = [
        marked(Mood::Good),
        Kind::Moment(Rc::new(Moment { story: Short::stored("About me."), ..Moment::default() })),
        Kind::HeldBack(Rc::new(HeldBack { easy: Short::stored("Stay."), ..HeldBack::default() })),
    ];
    for kind in kinds {
        let empty = Kind::all().into_iter().find(|one| one.key() == kind.key()).expect("a kind there is");
        let state = begin(second_day(), 5, empty.clone(), noon(1));
        assert!(saves(&keeps(state.clone(), "", 5).1).is_empty(), "nothing was written and nothing marked");
        let (state, _) = reduce(state, Action::Marked(kind.clone()));
        assert_eq!(state.saving, Saving::Pending);
        let (state, effects) = keeps(state, "", 5);
        assert_eq!((saves(&effects), goes(&effects)), (vec![id(5)], Some(Screen::Today)));
        assert_eq!(state.journal.page(id(5)).map(|page| page.kind.clone()), Some(kind));
    }
}

#[test]
fn marks_of_another_kind_are_never_taken_for_those_of_the_page() {
    let state = begin(second_day(), 5, Kind::Moment(Rc::default()), noon(1));
    let (state, _) = reduce(state, Action::Marked(marked(Mood::Low)));
    assert_eq!(state.desk.page.map(|page| page.kind), Some(Kind::Moment(Rc::default())));
}

#[test]
fn marks_that_were_only_a_draft_are_there_again() {
    let kept = Entry::new(id(5), noon(1), "Soup.").with_kind(marked(Mood::Good));
    let draft = Rc::new(kept.remarked("Soup.", marked(Mood::Low), noon(1)));
    let (state, effects) = opened(vec![Rc::new(kept)], Some(draft.clone()));
    assert_eq!(state.journal.page(id(5)), Some(&draft));
    assert_eq!(saves(&effects), [id(5)]);
}

#[test]
fn after_a_very_low_mark_no_line_follows_and_nothing_reaches_them_that_day() {
    let state = begin(second_day(), 5, marked(Mood::VeryLow), noon(1));
    let (state, effects) = keeps(state, "", 5);
    assert_eq!((state.line, goes(&effects)), (Some(Line::VeryLow), Some(Screen::Tonight)));
    assert!(!super::super::reaches(&state, noon(1).day()) && super::super::reaches(&state, noon(2).day()));
    let (state, _) = reduce(state, Action::ArrivedAt(Screen::Tonight));
    let (state, effects) = reduce(state, Action::LeftItThere);
    assert_eq!((state.line, goes(&effects)), (None, Some(Screen::Today)));
    // Nor does anything ask on the way to a page.
    let (state, effects) = reduce(state, Action::AskedToSay { id: id(6), at: noon(1) });
    assert_eq!(goes(&effects), Some(Screen::Page));
    assert_eq!(state.desk.page.map(|page| page.kind), Some(Kind::HeldBack(Rc::default())));
}

#[test]
fn the_third_opening_of_how_was_today_rests_also_when_nothing_was_marked() {
    let open = |state, seed, at| begin(state, seed, Kind::CheckIn(Rc::default()), at);
    let twice = open(open(second_day(), 5, noon(1)), 6, noon(1));
    assert!(!twice.rather_rest);
    let third = open(twice.clone(), 7, noon(1));
    assert!(third.rather_rest);
    assert!(!reduce(third, Action::MarksAllTheSame).0.rather_rest);
    assert!(!open(twice, 7, noon(2)).rather_rest, "another day is another day");
}

#[test]
fn the_gate_comes_before_saying_it_and_not_on_the_first_day() {
    let say = |state: State, at| reduce(state, Action::AskedToSay { id: id(5), at });
    assert_eq!(goes(&say(second_day(), noon(0)).1), Some(Screen::Page), "on the first day nothing is asked");
    let (state, effects) = say(second_day(), noon(1));
    assert_eq!((goes(&effects), state.desk.page), (Some(Screen::Before), None));
    let answered = |answers| reduce(second_day(), Action::GateAnswered { answers, at: noon(1) }).0;
    let quiet = answered([GateAnswer::No, GateAnswer::RatherNot, GateAnswer::No]);
    assert_eq!(quiet.preferences.safety.suggestions, Suggestions::OnlyForMe);
    assert_eq!(goes(&say(quiet, noon(1)).1), Some(Screen::Page));
    let open = answered([GateAnswer::No; 3]);
    assert_eq!(open.preferences.safety.suggestions, Suggestions::AboutUs);
    assert_eq!(goes(&say(open.clone(), noon(89)).1), Some(Screen::Page));
    assert_eq!(goes(&say(open, noon(91)).1), Some(Screen::Before));
}

#[test]
fn an_ending_is_said_once_and_changes_no_page() {
    let before = second_day();
    let silent = Bond { contact: Some(Contact::None), ..Bond::default() };
    let (state, effects) = reduce(before.clone(), Action::ChoseBond { bond: silent.clone(), at: noon(1) });
    assert!(matches!(effects[..], [Effect::SavePreferences]));
    assert_eq!((state.line, state.journal.clone()), (Some(Line::Closed), before.journal));
    let named = Bond { nickname: Short::stored("M."), ..silent };
    let (state, _) = reduce(State { line: None, ..state }, Action::ChoseBond { bond: named, at: noon(2) });
    assert_eq!((state.line, state.preferences.bond.closed_since), (None, Some(noon(1).day())));
}

#[test]
fn after_ten_days_of_signs_a_week_off_is_offered_before_any_upkeep() {
    let watched = |days: i64| {
        let signs = Signs { touch: Some(Touch::Brief), ..Signs::default() };
        let kind = Kind::CheckIn(Rc::new(CheckIn { signs, ..CheckIn::default() }));
        Rc::new(Entry::new(id(10 + days as u8), noon(days), "").with_kind(kind))
    };
    let (state, _) = opened((1..=10).map(watched).collect(), None);
    assert_eq!(offers::todays(&state, noon(9)), Some(What::RecoveryWords));
    assert_eq!(offers::todays(&state, noon(11)), Some(What::Break));
    let (off, _) = reduce(state.clone(), Action::TookABreak { at: noon(11) });
    assert_eq!(off.preferences.watching_from, Some(noon(18).day()));
    assert_eq!(offers::todays(&off, noon(11)), None, "one offer a day");
    let (refused, _) = reduce(state, Action::RefusedBreak { at: noon(10) });
    assert_eq!(offers::todays(&refused, noon(10)), None);
    let (refused, _) = reduce(refused, Action::RefusedBreak { at: noon(11) });
    assert_eq!(offers::todays(&refused, noon(11)), None);
    assert_eq!(offers::todays(&refused, noon(12)), Some(What::RecoveryWords));
}

#[test]
fn a_tab_that_only_reads_marks_nothing_and_chooses_nothing() {
    let reading = State { role: Role::Reads { asking: false }, ..second_day() };
    let actions = [
        Action::Began { id: id(5), at: noon(1), kind: Kind::Moment(Rc::default()) },
        Action::Marked(marked(Mood::Low)),
        Action::GateAnswered { answers: [GateAnswer::Yes; 3], at: noon(1) },
        Action::ChoseSuggestions(Suggestions::OnlyForMe),
        Action::TookABreak { at: noon(1) },
    ];
    for action in actions {
        let (state, effects) = reduce(reading.clone(), action);
        assert_eq!((state.desk, state.preferences), (reading.desk.clone(), reading.preferences.clone()));
        assert!(effects.iter().all(|effect| !effect.writes()));
    }
}
