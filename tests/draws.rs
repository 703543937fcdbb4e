//! Long runs of drawing, as people would who take what is offered day after day: the rules of the deck hold in each of
//! a hundred thousand draws.

use std::collections::{BTreeMap, BTreeSet};

use held::content;
use held::domain::Day;
use held::domain::card::{Avoid, Deck, Intensity, Item, ItemId, Leaning, Living, Mode, Tag};
use held::domain::deck::{self, Answer, Met, Suggestion, Why, Wish};
use proptest::prelude::*;

#[path = "draws/weights.rs"]
mod weights;

fn day(number: i64) -> Day {
    Day::from_epoch_days(20_000 + number)
}

fn known(id: ItemId) -> &'static Item {
    content::item(id).expect("a suggestion is an item")
}

/// Days of drawing in which `answer` says what is done with each suggestion. Returns everything in the order it was met.
fn live(days: i64, seed: u64, wish: &Wish<'_>, mut answer: impl FnMut(&Suggestion, usize) -> Answer) -> Vec<Met> {
    let mut past = Vec::new();
    for number in 0..days {
        for suggestion in deck::suggest(content::items(), &past, wish, seed, day(number)) {
            let answer = answer(&suggestion, past.len());
            past.push(Met { item: suggestion.item, day: day(number), why: suggestion.why, answer });
        }
    }
    past
}

fn seen(_: &Suggestion, _: usize) -> Answer {
    Answer::Seen
}

const CARDS: Wish<'static> = Wish {
    cards: true,
    deck: None,
    mode: None,
    minutes: None,
    light_only: false,
    living: None,
    quiet: false,
    unasked: false,
    after_loss: false,
    low_today: false,
    question_rests: false,
    marks: &[],
};
const PROMPTS: Wish<'static> = Wish { cards: false, ..CARDS };

/// The bag an item lies in: its deck, and the side it leans to.
fn bag(item: &Item) -> (Deck, Leaning) {
    (item.deck(), item.leaning)
}

/// What came again before the rest of its bag had come. A bag is what `stands` of it.
fn too_early(past: &[Met], cards: bool, stands: impl Fn(&Item) -> bool) -> Vec<ItemId> {
    let items = || content::items().iter().filter(|item| item.is_card() == cards && stands(item));
    let size = |of| items().filter(|item| bag(item) == of).count();
    let mut out: BTreeMap<(Deck, Leaning), BTreeSet<ItemId>> = BTreeMap::new();
    let mut early = Vec::new();
    for met in past.iter().filter(|met| matches!(met.why, Why::Turn | Why::Marked(_))) {
        let of = bag(known(met.item));
        let out = out.entry(of).or_default();
        if !out.insert(met.item) {
            early.push(met.item);
        }
        if out.len() == size(of) {
            out.clear();
        }
    }
    early
}

#[test]
fn a_repetition_before_its_bag_is_empty_would_be_found() {
    let mut past = live(30, 1, &CARDS, seen);
    let first = past[0];
    past.insert(5, first);
    assert_eq!(too_early(&past, true, |_| true), [first.item]);
}

#[test]
fn nothing_comes_again_before_its_bag_is_empty() {
    let mut draws = 0;
    for (seed, wish) in [(1, CARDS), (2, PROMPTS), (3, CARDS), (4, PROMPTS)].into_iter().cycle().take(66).enumerate() {
        let (seed, wish) = (seed as u64 * 7919 + wish.0, wish.1);
        let marks = [Tag::Lonely, Tag::Touch, Tag::Lonely];
        let wish = Wish { marks: &marks, ..wish };
        let past = live(510, seed, &wish, seen);
        assert_eq!(live(510, seed, &wish, seen), past, "the same seed, the same order");
        assert_eq!(too_early(&past, wish.cards, |_| true), [], "seed {seed}");
        draws += past.len();
    }
    assert!(draws >= 100_000, "{draws}");
}

#[test]
fn with_only_light_ones_wanted_those_make_up_the_bag() {
    let past = live(300, 11, &Wish { light_only: true, ..CARDS }, seen);
    let light = |item: &Item| item.intensity == Intensity::Light;
    assert!(past.len() == 900 && past.iter().all(|met| light(known(met.item))));
    assert_eq!(too_early(&past, true, light), []);
}

#[test]
fn the_decks_take_turns() {
    let past = live(64, 5, &CARDS, seen);
    for eight in past.chunks(8).filter(|eight| eight.len() == 8) {
        let decks: BTreeSet<Deck> = eight.iter().map(|met| met.item.deck()).collect();
        assert!(decks.len() >= 7, "{decks:?}");
    }
}

#[test]
fn a_prompt_rests_for_forty_five_days() {
    for wish in [PROMPTS, Wish { deck: Some(Deck::Rest), ..PROMPTS }] {
        let past = live(200, 3, &wish, seen);
        let mut last: BTreeMap<ItemId, Day> = BTreeMap::new();
        for met in &past {
            if let Some(before) = last.insert(met.item, met.day) {
                assert!(met.day.epoch_days() - before.epoch_days() >= 45, "{:?}", met.item);
            }
        }
    }
    let few = live(60, 3, &Wish { deck: Some(Deck::Rest), ..PROMPTS }, seen);
    assert!(few.len() < 60 * 3, "twenty prompts do not last for sixty days");
}

#[test]
fn in_quiet_times_nothing_reaches_the_partner() {
    let reaching = |met: &&Met| known(met.item).reaches || known(met.item).avoids(Avoid::Quiet);
    let mut draws = 0;
    for (round, wish) in [CARDS, PROMPTS].into_iter().cycle().take(66).enumerate() {
        let marks = [Tag::FirstContact, Tag::Closeness];
        let quiet = Wish { quiet: true, marks: &marks, ..wish };
        // Kept before it was quiet, and due again while it is.
        let kept = live(7, round as u64, &Wish { quiet: false, ..quiet }, |_, _| Answer::Kept);
        let mut past = kept.clone();
        for number in 14..524 {
            for suggestion in deck::suggest(content::items(), &past, &quiet, round as u64, day(number)) {
                past.push(Met { item: suggestion.item, day: day(number), why: suggestion.why, answer: Answer::Seen });
            }
        }
        assert_eq!(past[kept.len()..].iter().filter(reaching).count(), 0);
        draws += past.len() - kept.len();
    }
    assert!(draws >= 100_000, "{draws}");
    let open = live(500, 0, &CARDS, seen);
    assert!(open.iter().filter(reaching).count() > 100, "they are drawn at other times");
}

/// How far the two sides of the last question are apart in any forty draws in a row.
fn widest_lean(past: &[Met]) -> i32 {
    let side = |met: &Met| match known(met.item).leaning {
        Leaning::Neither => 0,
        Leaning::Bridge => 1,
        Leaning::Release => -1,
    };
    let sides: Vec<i32> = past.iter().map(side).collect();
    sides.windows(40).map(|forty| forty.iter().sum::<i32>().abs()).max().unwrap_or(0)
}

#[test]
fn a_lean_to_one_side_would_be_found() {
    let mut past = live(60, 1, &CARDS, seen);
    assert!(widest_lean(&past) <= 4);
    let bridge = *past.iter().find(|met| known(met.item).leaning == Leaning::Bridge).expect("one of that side");
    past.splice(40..40, [bridge; 6]);
    assert!(widest_lean(&past) > 4);
}

#[test]
fn bridge_and_letting_go_come_equally_often_in_any_forty_draws() {
    let (mut leaned, mut draws) = (0, 0);
    for seed in 0..34 {
        let wish = [CARDS, PROMPTS][seed % 2];
        // Someone who keeps everything on one side gets both sides all the same.
        let past = live(1_000, seed as u64, &wish, |suggestion, _| {
            if known(suggestion.item).leaning == Leaning::Release { Answer::Kept } else { Answer::Seen }
        });
        leaned += past.iter().filter(|met| known(met.item).leaning != Leaning::Neither).count();
        draws += past.len();
        assert!(widest_lean(&past) <= 4, "{}", widest_lean(&past));
    }
    assert!(leaned > 5_000 && draws >= 100_000, "{leaned} of {draws}");
}

#[test]
fn after_three_heavy_ones_comes_a_light_one() {
    let mut heavy = 0;
    let mut threes = 0;
    for seed in 0..40 {
        let marks = [Tag::Grieving, Tag::Honesty, Tag::Mattering, Tag::Choice];
        for met in live(400, seed, &Wish { marks: &marks, ..[CARDS, PROMPTS][seed as usize % 2] }, seen) {
            let intensity = known(met.item).intensity;
            if heavy >= 3 {
                threes += 1;
                assert_eq!(intensity, Intensity::Light);
            }
            heavy = if intensity == Intensity::Heavy { heavy + 1 } else { 0 };
        }
        heavy = 0;
    }
    assert!(threes > 10, "it came to that only {threes} times");
}

#[test]
fn a_very_low_day_stays_gentle_and_between_oneself_and_the_page() {
    for wish in [CARDS, PROMPTS] {
        let past = live(600, 9, &Wish { low_today: true, ..wish }, seen);
        assert!(past.len() > 900);
        assert!(past.iter().all(|met| known(met.item).intensity != Intensity::Heavy && !known(met.item).reaches));
    }
}

#[test]
fn a_question_put_down_is_not_asked() {
    let past = live(300, 2, &Wish { question_rests: true, ..CARDS }, seen);
    assert!(past.iter().all(|met| known(met.item).leaning == Leaning::Neither));
    assert!(!past.iter().any(|met| met.item.deck() == Deck::Bridge));
}

#[test]
fn what_does_not_fit_is_left_in_its_deck() {
    for living in Living::ALL {
        let past = live(400, 4, &Wish { living: Some(*living), after_loss: true, minutes: Some(5), ..CARDS }, seen);
        let fits = |met: &Met| {
            let item = known(met.item);
            item.fits(*living)
                && !(item.reaches && *living == Living::Ended)
                && !item.avoids(Avoid::AfterLoss)
                && item.minutes <= 5
        };
        assert!(past.len() > 1_000 && past.iter().all(fits), "{living:?}");
    }
    let rest = live(50, 4, &Wish { mode: Some(Mode::Rest), ..CARDS }, seen);
    assert!(rest.len() > 100 && rest.iter().all(|met| known(met.item).mode == Mode::Rest));
}

#[test]
fn the_same_seed_gives_the_same_order_and_another_one_another() {
    let order = |seed| live(60, seed, &CARDS, seen);
    assert_eq!(order(8), order(8));
    assert_ne!(order(8), order(9));
    // What is asked at one time does not depend on what was asked meanwhile, only on what was met.
    let past = order(8);
    let once = deck::suggest(content::items(), &past, &CARDS, 8, day(60));
    assert_eq!(once, deck::suggest(content::items(), &past, &CARDS, 8, day(60)));
}

#[test]
fn only_what_was_kept_comes_back_and_on_its_days() {
    // The first card is kept on day 0; nothing else is.
    let past = live(120, 6, &CARDS, |_, at| if at == 0 { Answer::Kept } else { Answer::Seen });
    let back: Vec<(ItemId, i32)> = past
        .iter()
        .filter(|met| matches!(met.why, Why::Kept { .. }))
        .map(|met| (met.item, met.day.epoch_days() - 20_000))
        .collect();
    // By hand: 7, 21 and 60 days after day 0, a day later where its side or its weight had to give way.
    assert_eq!(back.len(), 3, "{back:?}");
    assert!(back.iter().zip([7, 21, 60]).all(|((item, on), due)| *item == past[0].item && (due..due + 2).contains(on)));
}

#[test]
fn not_today_puts_off_what_was_kept_by_two_weeks() {
    let mut past = live(1, 6, &CARDS, |_, at| if at == 0 { Answer::Kept } else { Answer::Seen });
    let kept = past[0].item;
    past.push(Met { item: kept, day: day(5), why: Why::Found, answer: Answer::NotToday });
    let comes = |on| {
        let there = deck::suggest(content::items(), &past, &CARDS, 6, day(on));
        there.iter().any(|one| one.item == kept && one.why == Why::Kept { since: day(0) })
    };
    assert!(!comes(7) && !comes(18) && comes(19));
}

#[test]
fn what_is_hidden_is_not_drawn_and_what_is_let_go_does_not_come_back() {
    let mut past = live(1, 6, &CARDS, |_, at| [Answer::Hidden, Answer::Kept, Answer::Seen][at % 3]);
    let (hidden, kept) = (past[0].item, past[1].item);
    assert_eq!(deck::kept(content::items(), &past), [kept]);
    past.push(Met { item: kept, day: day(1), why: Why::Found, answer: Answer::LetGo });
    assert_eq!(deck::kept(content::items(), &past), []);
    for number in 2..400 {
        for suggestion in deck::suggest(content::items(), &past, &CARDS, 6, day(number)) {
            assert!(suggestion.item != hidden && matches!(suggestion.why, Why::Turn));
            past.push(Met { item: suggestion.item, day: day(number), why: suggestion.why, answer: Answer::Seen });
        }
    }
}

#[test]
fn a_card_that_was_done_asks_once_on_its_day_and_then_falls_silent() {
    let card = content::items().iter().find(|item| item.follow_up == 7).expect("one that asks after a week");
    let done = [Met { item: card.id, day: day(0), why: Why::Turn, answer: Answer::Done }];
    let due = |past: &[Met], on| {
        let asks = deck::follow_ups(content::items(), past, day(on));
        asks.first().map(|asks| (asks.item, asks.due, asks.record.refusals))
    };
    let asks = |refusals| Some((card.id, day(7), refusals));
    assert_eq!([6, 7, 20, 21].map(|on| due(&done, on)), [None, asks(0), asks(0), None]);
    let after = |answers: &[(i64, Answer)]| {
        let later =
            answers.iter().map(|(on, answer)| Met { item: card.id, day: day(*on), why: Why::Found, answer: *answer });
        done.iter().copied().chain(later).collect::<Vec<_>>()
    };
    assert_eq!(due(&after(&[(8, Answer::Closed)]), 9), None);
    assert_eq!(due(&after(&[(8, Answer::NotNow)]), 9), asks(1));
    assert_eq!(due(&after(&[(8, Answer::NotNow), (9, Answer::NotNow)]), 10), None);
    let again = after(&[(8, Answer::NotNow), (9, Answer::NotNow), (10, Answer::Done)]);
    assert_eq!(due(&again, 17), Some((card.id, day(17), 0)), "done once more, it asks once more");
    assert!(content::card(card.id).is_some_and(|card| card.ask.is_some()));
}

proptest! {
    // Whatever was done and wished before, suggestions are different, fit the wish, and nothing breaks.
    #[test]
    fn any_past_leads_to_suggestions_that_fit(
        seed in any::<u64>(),
        past in proptest::collection::vec((any::<prop::sample::Index>(), 0..400i64, 0..9usize, 0..4usize), 0..60),
        quiet in any::<bool>(), light_only in any::<bool>(), cards in any::<bool>(), low_today in any::<bool>(),
    ) {
        let answers = [
            Answer::Seen, Answer::Kept, Answer::LetGo, Answer::Done, Answer::Closed, Answer::NotToday, Answer::Hidden,
            Answer::Less, Answer::NotNow,
        ];
        let mut past: Vec<Met> = past
            .into_iter()
            .map(|(at, on, answer, why)| Met {
                item: at.get(content::items()).id,
                day: day(on),
                why: [Why::Turn, Why::Found, Why::Marked(Tag::Sad), Why::Kept { since: day(0) }][why],
                answer: answers[answer],
            })
            .collect();
        past.sort_by_key(|met| met.day);
        let wish = Wish { cards, quiet, light_only, low_today, marks: &[Tag::Sad], ..CARDS };
        let suggestions = deck::suggest(content::items(), &past, &wish, seed, day(401));
        let different: BTreeSet<ItemId> = suggestions.iter().map(|one| one.item).collect();
        prop_assert_eq!(different.len(), suggestions.len());
        prop_assert_eq!(suggestions.len(), 3);
        for one in suggestions {
            let item = known(one.item);
            prop_assert!(item.is_card() == cards && !(quiet && item.reaches));
            prop_assert!(!light_only || item.intensity == Intensity::Light);
        }
    }
}

#[test]
fn an_item_of_other_decks_leaves_no_trace() {
    let unknown = ItemId::new(Deck::Drift, true, 4_000);
    let past = [Met { item: unknown, day: day(0), why: Why::Turn, answer: Answer::Kept }];
    assert_eq!(
        deck::suggest(content::items(), &past, &CARDS, 1, day(1)),
        deck::suggest(content::items(), &[], &CARDS, 1, day(1))
    );
    assert_eq!(content::card(unknown), None);
}

#[test]
fn the_table_and_the_text_are_of_one_piece() {
    let items = content::items();
    assert!(items.windows(2).all(|pair| pair[0].id < pair[1].id));
    for item in items {
        if item.is_card() {
            let card = content::card(item.id).expect("a card has words");
            assert_eq!(card.ask.is_some(), item.follow_up > 0);
            assert!([card.title, card.front, card.back, card.action].iter().all(|part| !part.is_empty()));
            assert_eq!(content::prompt(item.id), None);
        } else {
            assert!(content::prompt(item.id).is_some_and(|line| !line.is_empty() && !line.contains('\n')));
        }
    }
    let names: Vec<&str> = Deck::ALL.iter().map(|deck| content::deck(*deck).0).collect();
    assert_eq!(names[..3], ["The Drift", "Tug-of-War", "The Wall"]);
    assert_eq!(content::card(ItemId::new(Deck::TugOfWar, true, 2)).map(|card| card.title), Some("Both hands"));
}
