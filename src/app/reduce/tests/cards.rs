//! Cards: three a day, what is done with them, and what is never drawn for whom.

use super::*;
use crate::app::browse::{Browse, Which};
use crate::app::cards;
use crate::content;
use crate::domain::card::ItemId;
use crate::domain::deck::{self, Answer, Suggestion};
use crate::domain::safety::{GATE_QUESTIONS, GateAnswer};
use crate::domain::{HeldBack, Past, Safety, Sides, Suggestions};

const DAY: i64 = 86_400;
const SEED: u64 = 11;

fn came(days: i64) -> Action {
    Action::CameForCards { lines: false, at: at(days * DAY), seed: SEED }
}

fn another(days: i64) -> Action {
    Action::AskedForAnother { at: at(days * DAY), seed: SEED + 1 }
}

fn shown(state: &State, days: i64) -> ItemId {
    cards::todays(state, at(days * DAY), true).expect("a card").suggestion.item
}

fn answer(item: ItemId, answer: Answer, days: i64) -> Action {
    Action::AnsweredCard { item, answer, at: at(days * DAY) }
}

fn remembers(effects: &[Effect]) -> bool {
    matches!(effects, [Effect::SavePast])
}

/// Suggestions may be about the two, and it was asked.
fn asked(state: State) -> State {
    let safety = Safety { asked: Some(at(0)), ..Safety::default() };
    State { preferences: Rc::new(Preferences { safety, ..Preferences::default() }), ..state }
}

#[test]
fn a_day_has_three_cards_and_the_same_again_whoever_comes_back() {
    let (state, effects) = after(opened(Vec::new(), None).0, vec![came(1)]);
    assert!(remembers(&effects) && state.past.seed == Some(SEED));
    let first = shown(&state, 1);
    let (state, effects) = after(state, vec![came(1)]);
    assert!(effects.is_empty(), "coming back writes nothing");
    assert_eq!(shown(&state, 1), first);
    let (state, _) = after(state, vec![another(1)]);
    let second = shown(&state, 1);
    let (state, effects) = after(state, vec![another(1)]);
    assert!(remembers(&effects));
    let third = shown(&state, 1);
    assert!(first != second && second != third && first != third);
    assert!(!cards::todays(&state, at(DAY), true).expect("a card").another);
    let (state, effects) = after(state, vec![another(1)]);
    assert!(effects.is_empty() && shown(&state, 1) == third, "a fourth is not drawn");
    let (state, effects) = after(state, vec![came(2)]);
    assert!(remembers(&effects) && shown(&state, 2) != third);
    assert_eq!(state.past.seed, Some(SEED), "the seed is drawn once");
}

#[test]
fn lines_have_a_day_of_their_own() {
    let (state, _) = after(opened(Vec::new(), None).0, vec![came(1), another(1), another(1)]);
    let (state, effects) = after(state, vec![Action::CameForCards { lines: true, at: at(DAY), seed: SEED }]);
    assert!(remembers(&effects));
    let line = cards::todays(&state, at(DAY), false).expect("a line");
    assert!(!line.suggestion.item.is_card() && line.another);
}

#[test]
fn a_tab_that_reads_sees_a_card_and_writes_nothing() {
    let (state, _) = opened(Vec::new(), None);
    let reader = State { role: Role::Reads { asking: false }, ..state };
    let before = reader.past.clone();
    let (reader, effects) = after(reader, vec![came(1)]);
    assert!(effects.is_empty() && reader.past == before);
    let drawn = cards::todays(&reader, at(DAY), true).expect("a card");
    assert!(!drawn.another);
    let (reader, effects) = after(reader, vec![answer(drawn.suggestion.item, Answer::Kept, 1)]);
    assert!(effects.is_empty() && reader.past == before);
}

#[test]
fn before_the_journal_is_open_nothing_is_drawn() {
    let (state, effects) = after(fresh("words"), vec![came(1), another(1)]);
    assert!(effects.is_empty() && state.past.rows.is_empty());
}

#[test]
fn what_reaches_the_other_person_waits_until_it_was_asked_and_never_comes_when_quiet_or_low() {
    let reaches = |state: &State| {
        let browse = Browse::default();
        cards::found(&browse, state, at(DAY)).iter().any(|item| item.reaches)
    };
    let (state, _) = opened(Vec::new(), None);
    assert!(!reaches(&state), "nobody asked yet");
    let state = asked(state);
    assert!(reaches(&state));
    let quiet = Safety { suggestions: Suggestions::OnlyForMe, asked: Some(at(0)) };
    let quiet =
        State { preferences: Rc::new(Preferences { safety: quiet, ..Preferences::default() }), ..state.clone() };
    assert!(!reaches(&quiet));
    let low = CheckIn { mood: Some(Mood::VeryLow), ..CheckIn::default() };
    let low = Entry::new(id(9), at(DAY), "").with_kind(Kind::CheckIn(Rc::new(low)));
    let journal = state.journal.clone().apply(crate::domain::Event::Wrote(Rc::new(low)));
    let low = State { journal, ..state };
    assert!(!reaches(&low), "the day was marked very low");
    for days in 1..200 {
        let (drawn, _) = after(quiet.clone(), vec![came(days), another(days), another(days)]);
        let items = drawn.past.met();
        assert!(items.iter().all(|met| content::item(met.item).is_some_and(|item| !item.reaches)));
    }
}

#[test]
fn a_day_whose_cards_all_reached_the_other_person_has_one_again_when_they_may_not_be_shown() {
    let reaching = content::items().iter().filter(|item| item.is_card() && item.reaches).take(3);
    let past = reaching.fold(Past::default(), |past, item| {
        past.shown(Suggestion { item: item.id, why: deck::Why::Turn }, at(DAY).day())
    });
    let state = State { past: Rc::new(past), ..asked(opened(Vec::new(), None).0) };
    assert!(content::item(shown(&state, 1)).is_some_and(|item| item.reaches));
    let safety = Safety { suggestions: Suggestions::OnlyForMe, asked: Some(at(0)) };
    let quiet = State { preferences: Rc::new(Preferences { safety, ..Preferences::default() }), ..state };
    let (quiet, _) = after(quiet, vec![came(1)]);
    assert!(content::item(shown(&quiet, 1)).is_some_and(|item| !item.reaches));
}

#[test]
fn hidden_stays_hidden_until_it_is_brought_back() {
    let (state, _) = after(asked(opened(Vec::new(), None).0), vec![came(1)]);
    let item = shown(&state, 1);
    let (state, effects) = after(state, vec![answer(item, Answer::Hidden, 1)]);
    assert!(remembers(&effects));
    let found = |state: &State, which| {
        let browse = Browse { which, ..Browse::default() };
        cards::found(&browse, state, at(DAY)).iter().any(|found| found.id == item)
    };
    assert!(!found(&state, Which::All) && found(&state, Which::Hidden));
    let (state, _) = after(state, vec![answer(item, Answer::Seen, 2)]);
    assert!(found(&state, Which::All) && !found(&state, Which::Hidden));
}

#[test]
fn a_page_that_was_written_from_a_card_says_so_and_the_card_finds_it() {
    let (state, _) = after(opened(Vec::new(), None).0, vec![came(1)]);
    let item = shown(&state, 1);
    let wrote = Action::WroteFrom { item, id: id(7), at: at(DAY) };
    let (state, _) = after(state, vec![wrote]);
    let written = Action::WordsRead { read: read(Field::Page, "The small thing it asked for.", 7), why: Why::Left };
    let (state, effects) = after(state, vec![written]);
    assert_eq!(saves(&effects), [id(7)]);
    assert_eq!(state.journal.page(id(7)).expect("kept").origin, Some(item));
    let from: Vec<_> = cards::written_from(&state.journal, item).iter().map(|page| page.id).collect();
    assert_eq!(from, [id(7)]);
    let (state, _) = after(state, vec![Action::Binned { id: id(7), at: at(DAY) }]);
    assert!(cards::written_from(&state.journal, item).is_empty());
}

#[test]
fn a_card_that_was_done_asks_on_its_day_and_not_again_once_answered() {
    let (state, _) = opened(Vec::new(), None);
    let state = asked(state);
    let item = *content::items().iter().find(|item| item.follow_up == 3 && !item.reaches).expect("one in three days");
    let (state, _) = after(state, vec![answer(item.id, Answer::Done, 1)]);
    let due = |state: &State, days: i64| cards::asks(state, item.id, at(days * DAY));
    let ask = content::card(item.id).and_then(|card| card.ask);
    assert!(ask.is_some());
    // Done on the first day, due on the fourth, and fourteen days overdue on the eighteenth.
    assert_eq!([3, 4, 17, 18].map(|days| due(&state, days)), [None, ask, ask, None]);
    let (hidden, _) = after(state.clone(), vec![answer(item.id, Answer::Hidden, 2)]);
    assert_eq!(due(&hidden, 4), None, "it was hidden");
    let (again, _) = after(state.clone(), vec![answer(item.id, Answer::Done, 8)]);
    assert_eq!([10, 11].map(|days| due(&again, days)), [None, ask], "done once more, it asks once more");
    let (state, _) = after(state, vec![answer(item.id, Answer::Closed, 4)]);
    assert_eq!(due(&state, 5), None);
}

/// What Today offers at noon.
fn offered(state: &State, days: i64) -> Option<What> {
    offers::todays(state, noon(days))
}

/// A journal with a page of the first day, in which cards were done on the day after it.
fn with_done(items: &[ItemId]) -> State {
    let state = asked(opened(vec![page(1, "words")], None).0);
    let past = items.iter().fold(Past::default(), |past, item| past.answered(*item, Answer::Done, noon(1).day()));
    State { past: Rc::new(past), ..state }
}

fn card_like(like: impl Fn(&crate::domain::card::Item) -> bool) -> ItemId {
    content::items().iter().find(|item| item.is_card() && like(item)).expect("such a card").id
}

#[test]
fn today_asks_what_a_card_asks_from_its_day_until_it_was_refused_twice_or_lapses() {
    let item = card_like(|item| item.follow_up == 3 && !item.reaches);
    let state = with_done(&[item]);
    let asks = |state: &State, days| offered(state, days) == Some(What::FollowUp(item));
    assert_eq!([3, 4, 17, 18].map(|days| asks(&state, days)), [false, true, true, false]);
    let refuse = |state: State, days: i64| {
        let refused = Action::AnsweredCard { item, answer: Answer::NotNow, at: noon(days) };
        let (state, effects) = after(state, vec![refused]);
        assert!(remembers(&effects));
        state
    };
    let once = refuse(state.clone(), 4);
    assert_eq!([4, 5].map(|days| asks(&once, days)), [false, true]);
    let twice = refuse(once, 6);
    assert!(!(6..18).any(|days| asks(&twice, days)), "never the same again");
    // Taken up, it is a page from that card, and the question is answered.
    let taken = Action::TookUpFollowUp { item, id: id(8), at: noon(4) };
    let (state, effects) = after(state, vec![taken]);
    assert!(matches!(effects[..], [Effect::SavePast, Effect::Go(Screen::Page)]), "{effects:?}");
    assert_eq!(state.desk.page.as_ref().and_then(|page| page.origin), Some(item));
    assert!(!asks(&state, 5));
}

#[test]
fn what_a_card_asks_comes_before_upkeep_and_one_thing_a_day_is_enough() {
    let (one, other) = (card_like(|item| item.follow_up == 3 && !item.reaches), card_like(|item| item.follow_up == 1));
    assert_ne!(one, other);
    let state = with_done(&[one, other]);
    assert_eq!([2, 4].map(|days| offered(&state, days)), [Some(What::FollowUp(other)); 2], "the longest first");
    let refused = Action::AnsweredCard { item: other, answer: Answer::NotNow, at: noon(10) };
    let (state, _) = after(state, vec![refused]);
    assert_eq!(offered(&state, 10), None, "one thing was asked today, backup or not");
    let closed = Action::AnsweredCard { item: other, answer: Answer::Closed, at: noon(11) };
    let (state, _) = after(state, vec![closed]);
    assert_eq!([11, 12].map(|days| offered(&state, days)), [None, Some(What::FollowUp(one))]);
    let closed = Action::AnsweredCard { item: one, answer: Answer::Closed, at: noon(12) };
    let (state, _) = after(state, vec![closed]);
    assert_eq!(offered(&state, 13), Some(What::Backup));
}

#[test]
fn a_card_that_reaches_them_asks_nothing_when_quiet_or_on_a_very_low_day_and_keeps_no_other_from_asking() {
    let reaching = card_like(|item| item.follow_up == 1 && item.reaches);
    let own = card_like(|item| item.follow_up == 3 && !item.reaches);
    let state = with_done(&[reaching, own]);
    assert_eq!(offered(&state, 4), Some(What::FollowUp(reaching)));
    let safety = state.preferences.safety.chosen(Suggestions::OnlyForMe);
    let quiet = Preferences { safety, ..Preferences::clone(&state.preferences) };
    let quiet = State { preferences: Rc::new(quiet), ..state.clone() };
    assert_eq!(offered(&quiet, 4), Some(What::FollowUp(own)));
    assert!(cards::asks(&quiet, reaching, noon(4)).is_none());
    let low = CheckIn { mood: Some(Mood::VeryLow), ..CheckIn::default() };
    let low = Entry::new(id(9), noon(4), "").with_kind(Kind::CheckIn(Rc::new(low)));
    let low = State { journal: state.journal.clone().apply(crate::domain::Event::Wrote(Rc::new(low))), ..state };
    assert_eq!(offered(&low, 4), Some(What::FollowUp(own)));
    assert_eq!(offered(&low, 5), Some(What::FollowUp(reaching)), "it was that day only");
}

#[test]
fn a_card_that_reaches_them_is_opened_after_a_few_questions_and_not_at_all_when_those_say_so() {
    let item = card_like(|item| item.reaches);
    let open = |days: i64| Action::OpenedCard { item, at: noon(days) };
    let answer_all = |answer, days: i64| Action::GateAnswered { answers: [answer; GATE_QUESTIONS], at: noon(days) };
    let on = |days: i64| Action::WentOn { id: id(8), at: noon(days) };
    let went = |effects: &[Effect]| match effects {
        [Effect::Go(screen)] | [Effect::GoInstead(screen)] => Some(*screen),
        _ => None,
    };
    let found =
        |state: &State, days| cards::found(&Browse::default(), state, noon(days)).iter().any(|one| one.id == item);

    let (state, _) = opened(vec![page(1, "words")], None);
    assert!(!found(&state, 0), "on the first day nothing is asked, so nothing is there to ask about");
    assert!(found(&state, 1));
    let (waiting, effects) = after(state, vec![open(1)]);
    assert_eq!(went(&effects), Some(Screen::Before));

    let (answered, effects) = after(waiting.clone(), vec![answer_all(GateAnswer::No, 1), on(1)]);
    assert_eq!((went(&effects), answered.cards.open), (Some(Screen::Card), Some(item)));
    assert_eq!(went(&after(answered.clone(), vec![open(90)]).1), Some(Screen::Card), "within ninety days");
    assert_eq!(went(&after(answered.clone(), vec![open(91)]).1), Some(Screen::Before));
    let afraid = HeldBack { why: Some(crate::domain::kind::WhyHeldBack::Afraid), ..HeldBack::default() };
    let afraid = Entry::new(id(9), noon(2), "").with_kind(Kind::HeldBack(Rc::new(afraid)));
    let journal = answered.journal.clone().apply(crate::domain::Event::Wrote(Rc::new(afraid)));
    assert_eq!(went(&after(State { journal, ..answered }, vec![open(3)]).1), Some(Screen::Before), "after fear");

    for worrying in [GateAnswer::Yes, GateAnswer::RatherNot] {
        let (quiet, effects) = after(waiting.clone(), vec![answer_all(worrying, 1), on(1)]);
        assert_eq!((went(&effects), quiet.cards.open), (Some(Screen::Decks), None));
        assert!(!found(&quiet, 1) && after(quiet, vec![open(2)]).1.is_empty());
    }
    // Say it comes on to its page, whatever was opened before.
    let say = Action::AskedToSay { id: id(7), at: noon(1) };
    let (said, effects) = after(waiting, vec![say, answer_all(GateAnswer::No, 1), on(1)]);
    assert_eq!(went(&effects), Some(Screen::Page));
    assert!(said.desk.page.is_some_and(|page| page.kind.key() == "held-back"));
}

#[test]
fn what_was_drawn_before_a_very_low_mark_is_not_shown_after_it_when_it_reaches_them() {
    let state = with_done(&[]);
    let item = card_like(|item| item.reaches);
    let drawn = crate::domain::deck::Suggestion { item, why: crate::domain::deck::Why::Turn };
    let past = Past { seed: Some(SEED), ..Past::default() }.shown(drawn, noon(1).day());
    let state = State { past: Rc::new(past), ..state };
    let shown = |state: &State| cards::todays(state, noon(1), true).expect("a card").suggestion.item;
    assert_eq!(shown(&state), item);
    let low = CheckIn { mood: Some(Mood::VeryLow), ..CheckIn::default() };
    let low = Entry::new(id(9), noon(1), "").with_kind(Kind::CheckIn(Rc::new(low)));
    let low = State { journal: state.journal.clone().apply(crate::domain::Event::Wrote(Rc::new(low))), ..state };
    assert!(content::item(shown(&low)).is_some_and(|item| !item.reaches));
    let came = Action::CameForCards { lines: false, at: noon(1), seed: SEED };
    let (low, effects) = after(low, vec![came]);
    assert!(remembers(&effects), "another was drawn in its place");
    assert_eq!(low.past.drawn_on(noon(1).day(), true).len(), 2);
}

#[test]
fn how_cards_lie_is_chosen_once_for_all_of_them() {
    let (state, _) = opened(Vec::new(), None);
    assert_eq!(state.preferences.sides, Sides::Both);
    let (state, effects) = after(state, vec![Action::ChoseSides(Sides::One)]);
    assert!(matches!(effects[..], [Effect::SavePreferences]));
    assert_eq!(state.preferences.sides, Sides::One);
}

#[test]
fn what_is_looked_for_is_found_by_deck_minutes_weight_mode_and_words() {
    use crate::domain::card::{Deck, Intensity, Mode};
    let state = asked(opened(Vec::new(), None).0);
    let found = |browse: Browse| cards::found(&browse, &state, at(DAY));
    let all = found(Browse::default());
    let some = found(Browse {
        deck: Some(Deck::Worth),
        mode: Some(Mode::Write),
        minutes: Some(5),
        light_only: true,
        ..Browse::default()
    });
    let by_hand: Vec<_> = all
        .iter()
        .filter(|item| item.deck() == Deck::Worth && item.mode == Mode::Write)
        .filter(|item| item.minutes <= 5 && item.intensity == Intensity::Light)
        .map(|item| item.id)
        .collect();
    assert!(!by_hand.is_empty() && by_hand.len() < all.len());
    assert_eq!(some.iter().map(|item| item.id).collect::<Vec<_>>(), by_hand);
    let first = all.iter().find_map(|item| content::card(item.id)).expect("a card");
    let words = Browse { words: first.title.to_uppercase().into(), ..Browse::default() };
    assert!(found(words).iter().any(|item| content::card(item.id).is_some_and(|card| card.title == first.title)));
    assert!(found(Browse { words: "zvqPlover".into(), ..Browse::default() }).is_empty());
}
