//! Cards: three a day, what is done with them, and what is never drawn for whom.

use super::*;
use crate::app::browse::{Browse, Which};
use crate::app::cards;
use crate::content;
use crate::domain::card::ItemId;
use crate::domain::deck::Answer;
use crate::domain::{Safety, Suggestions};

const DAY: i64 = 86_400;
const SEED: u64 = 11;

fn came(days: i64) -> Action {
    Action::CameForCards { lines: false, at: at(days * DAY), seed: SEED }
}

fn another(days: i64) -> Action {
    Action::AskedForAnother { at: at(days * DAY), seed: SEED + 1 }
}

fn shown(state: &State, days: i64) -> ItemId {
    cards::todays(state, at(days * DAY).day(), true).expect("a card").suggestion.item
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
    assert!(!cards::todays(&state, at(DAY).day(), true).expect("a card").another);
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
    let line = cards::todays(&state, at(DAY).day(), false).expect("a line");
    assert!(!line.suggestion.item.is_card() && line.another);
}

#[test]
fn a_tab_that_reads_sees_a_card_and_writes_nothing() {
    let (state, _) = opened(Vec::new(), None);
    let reader = State { role: Role::Reads { asking: false }, ..state };
    let before = reader.past.clone();
    let (reader, effects) = after(reader, vec![came(1)]);
    assert!(effects.is_empty() && reader.past == before);
    let drawn = cards::todays(&reader, at(DAY).day(), true).expect("a card");
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
        cards::found(&browse, state, at(DAY).day()).iter().any(|item| item.reaches)
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
fn hidden_stays_hidden_until_it_is_brought_back() {
    let (state, _) = after(asked(opened(Vec::new(), None).0), vec![came(1)]);
    let item = shown(&state, 1);
    let (state, effects) = after(state, vec![answer(item, Answer::Hidden, 1)]);
    assert!(remembers(&effects));
    let found = |state: &State, which| {
        let browse = Browse { which, ..Browse::default() };
        cards::found(&browse, state, at(DAY).day()).iter().any(|found| found.id == item)
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
    let due = |state: &State, days: i64| cards::follow_up(state, at(days * DAY).day());
    assert_eq!([3, 4, 17].map(|days| due(&state, days)), [None, Some(item.id), Some(item.id)]);
    assert_eq!(due(&state, 19), None, "it lapses in silence");
    let (state, _) = after(state, vec![answer(item.id, Answer::Closed, 4)]);
    assert_eq!(due(&state, 5), None);
}

#[test]
fn what_is_looked_for_is_found_by_deck_minutes_weight_mode_and_words() {
    use crate::domain::card::{Deck, Intensity, Mode};
    let state = asked(opened(Vec::new(), None).0);
    let found = |browse: Browse| cards::found(&browse, &state, at(DAY).day());
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
