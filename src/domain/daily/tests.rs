//! What the marks of a day add up to, across four in the morning, journeys, clock changes, editing and deleting.

use proptest::prelude::*;

use super::*;
use crate::domain::bond::Contact;
use crate::domain::kind::WhyHeldBack;
use crate::domain::sign::Touch;
use crate::domain::{EntryId, Event, Signs, Standing};

const HOUR: i64 = MS_PER_HOUR;
/// 2023-11-14T22:13:20Z.
const NOW: i64 = 1_700_000_000_000;

fn at(utc_ms: i64, offset_min: i16) -> Stamp {
    Stamp { utc_ms, offset_min }
}

fn marked(stamp: Stamp, checkin: CheckIn) -> Entry {
    let id = EntryId::new(stamp.utc_ms as u64, [stamp.offset_min as u8; 10]);
    Entry::new(id, stamp, "").with_kind(Kind::CheckIn(Rc::new(checkin)))
}

fn mood(stamp: Stamp, mood: Mood) -> Entry {
    marked(stamp, CheckIn { mood: Some(mood), ..CheckIn::default() })
}

fn sign(stamp: Stamp) -> Entry {
    let signs = Signs { touch: Some(Touch::NoChance), ..Signs::default() };
    marked(stamp, CheckIn { signs, ..CheckIn::default() })
}

fn journal(pages: impl IntoIterator<Item = Entry>) -> Journal {
    Journal::default().apply(Event::Loaded(pages.into_iter().map(Rc::new).collect()))
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn the_first_mark_of_a_day_counts_and_later_ones_are_extras() {
    let (first, second) = (mood(at(NOW, 0), Mood::Low), mood(at(NOW + HOUR, 0), Mood::Good));
    let counted = counted(&journal([second, first.clone()]));
    assert_eq!(counted.len(), 1);
    assert_eq!(counted[&day("2023-11-14")].id, first.id);
}

#[test]
fn a_mark_at_three_in_the_morning_is_the_evening_befores() {
    // 23:13 and 03:13, then 04:13 on the same night, two hours east.
    let marks = [0, 4, 5].map(|hours| mood(at(NOW - HOUR + hours * HOUR, 120), Mood::Low));
    let days: Vec<_> = counted(&journal(marks.clone())).into_keys().map(|day| day.to_string()).collect();
    assert_eq!(days, ["2023-11-14", "2023-11-15"]);
    assert_eq!(counted(&journal(marks.clone()))[&day("2023-11-14")].id, marks[0].id);
}

#[test]
fn the_hour_that_comes_twice_when_the_clock_goes_back_counts_once() {
    // 2023-10-29: at 03:00 in Berlin the clock goes back to 02:00. 00:30Z and 01:30Z are both 02:30 there.
    let first = 1_698_539_400_000;
    let (summer, winter) = (mood(at(first, 120), Mood::Low), mood(at(first + HOUR, 60), Mood::Low));
    let counted = counted(&journal([summer.clone(), winter]));
    assert_eq!(counted.into_values().map(|page| page.id).collect::<Vec<_>>(), [summer.id]);
}

#[test]
fn crossing_the_date_line_west_to_east_gives_one_mark_to_the_day_that_comes_twice() {
    // Auckland (UTC+13) on the morning of the 15th; eight hours later Los Angeles (UTC-8), on the 14th again.
    let auckland = mood(at(NOW, 13 * 60), Mood::Good);
    let angeles = mood(at(NOW + 8 * HOUR, -8 * 60), Mood::Low);
    let again = mood(at(NOW + 24 * HOUR, -8 * 60), Mood::Low);
    let counted = counted(&journal([auckland.clone(), angeles.clone(), again]));
    let ids: Vec<_> = counted.iter().map(|(day, page)| (day.to_string(), page.id)).collect();
    assert_eq!(ids, [("2023-11-14".to_owned(), angeles.id), ("2023-11-15".to_owned(), auckland.id)]);
}

#[test]
fn editing_keeps_the_place_and_deleting_hands_it_on() {
    let (first, second) = (mood(at(NOW, 0), Mood::Low), mood(at(NOW + HOUR, 0), Mood::Good));
    let edited = first.remarked("a warm cup", first.kind.clone(), at(NOW + 5 * HOUR, 0));
    let all = journal([first.clone(), second.clone()]).apply(Event::Wrote(Rc::new(edited)));
    let today = day("2023-11-14");
    assert_eq!((counted(&all)[&today].id, &*counted(&all)[&today].body), (first.id, "a warm cup"));
    let binned = first.standing(Standing::Binned(at(NOW + HOUR, 0)));
    assert_eq!(counted(&all.clone().apply(Event::Wrote(Rc::new(binned))))[&today].id, second.id);
    let gone = all.apply(Event::Deleted(vec![first.id, second.id]));
    assert!(counted(&gone).is_empty());
}

#[test]
fn a_page_is_no_mark() {
    let stamp = at(NOW, 0);
    assert!(counted(&journal([Entry::new(EntryId::new(1, [1; 10]), stamp, "words")])).is_empty());
}

#[test]
fn it_is_first_asked_on_the_second_day() {
    let today = day("2023-11-14");
    assert!(!may_be_asked(None, today));
    assert!(!may_be_asked(Some(today), today));
    assert!(may_be_asked(Some(day("2023-11-13")), today));
}

#[test]
fn the_third_opening_of_a_day_offers_rest() {
    let today = at(NOW, 0).day();
    let one = journal([mood(at(NOW, 0), Mood::Low)]);
    assert!(!rather_rest(&one, today, 1));
    assert!(rather_rest(&one, today, 2));
    let two = one.apply(Event::Wrote(Rc::new(mood(at(NOW + 1, 0), Mood::Low))));
    assert!(rather_rest(&two, today, 0));
    assert!(!rather_rest(&two, at(NOW + 24 * HOUR, 0).day(), 0));
}

#[test]
fn without_contact_only_ones_own_life_is_asked_about() {
    let today = at(NOW, 0).day();
    let open = asked(&Journal::default(), &Bond::default(), None, today);
    assert_eq!((open.quick.len(), open.more.len(), open.signs), (3, 4, true));
    let closed = Bond { contact: Some(Contact::None), ..Bond::default() };
    let asked = asked(&Journal::default(), &closed, None, today);
    assert_eq!(asked, Asked { quick: vec![Item::Weight], more: vec![], signs: false });
}

#[test]
fn signs_are_asked_once_a_day_and_not_in_a_week_off() {
    let (today, bond) = (at(NOW, 0).day(), Bond::default());
    let marked = journal([sign(at(NOW, 0))]);
    assert!(!asked(&marked, &bond, None, today).signs);
    assert!(asked(&marked, &bond, None, at(NOW + 24 * HOUR, 0).day()).signs);
    let off = Some(at(NOW + 7 * 24 * HOUR, 0).day());
    assert!(!asked(&Journal::default(), &bond, off, today).signs);
    assert!(asked(&Journal::default(), &bond, Some(today), today).signs);
}

#[test]
fn ten_days_of_signs_in_a_row_are_noticed_and_nine_are_not() {
    let today = at(NOW, 0).day();
    let days = |count: i64, from: i64| journal((from..from + count).map(|days| sign(at(NOW - days * 24 * HOUR, 0))));
    assert!(watched_long(&days(10, 0), today));
    assert!(watched_long(&days(10, 1), today));
    assert!(!watched_long(&days(9, 0), today));
    assert!(!watched_long(&days(10, 2), today));
}

#[test]
fn a_very_low_mark_is_heeded_for_two_days_whether_it_counts_or_not() {
    let extra = journal([mood(at(NOW, 0), Mood::Good), mood(at(NOW + HOUR, 0), Mood::VeryLow)]);
    assert_eq!(very_low(&extra), Some(at(NOW + HOUR, 0)));
    assert!(very_low_on(&extra, day("2023-11-14")) && !very_low_on(&extra, day("2023-11-15")));
    assert!(is_low(&extra, at(NOW + 48 * HOUR, 0)));
    assert!(!is_low(&extra, at(NOW + 49 * HOUR, 0)));
    assert_eq!(very_low(&journal([mood(at(NOW, 0), Mood::Low)])), None);
}

#[test]
fn fear_is_noticed_where_it_was_marked_and_nowhere_else() {
    let held = |ms: i64, why| {
        let marks = HeldBack { why: Some(why), ..HeldBack::default() };
        let id = EntryId::new(ms as u64, [9; 10]);
        Entry::new(id, at(ms, 0), "I am afraid.").with_kind(Kind::HeldBack(Rc::new(marks)))
    };
    assert_eq!(afraid(&journal([held(NOW, WhyHeldBack::Tired)])), None);
    let both = journal([held(NOW, WhyHeldBack::Afraid), held(NOW + HOUR, WhyHeldBack::Tired)]);
    assert_eq!(afraid(&both), Some(at(NOW, 0)));
}

/// What a person does to a mark, or with it.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Mark,
    Write,
    Edit,
    MarkAnew,
    Move(i64),
    Bin,
    TakeBack,
    Delete,
}

/// How time goes on, and where to.
#[derive(Clone, Copy, Debug)]
enum Passing {
    Ms(i64),
    /// To so many milliseconds from the next four in the morning of the clock on the wall.
    Four(i64),
}

/// What becomes of the clock on the wall meanwhile.
#[derive(Clone, Copy, Debug)]
enum Wall {
    Stays,
    /// Summer and winter time, by an hour or by the half hour of Lord Howe.
    Changes(i16),
    /// Somewhere else.
    Travels(i16),
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => Just(Deed::Mark),
        1 => Just(Deed::Write),
        2 => Just(Deed::Edit),
        2 => Just(Deed::MarkAnew),
        1 => (-2i64..=2).prop_map(Deed::Move),
        1 => Just(Deed::Bin),
        1 => Just(Deed::TakeBack),
        2 => Just(Deed::Delete),
    ]
}

fn passings() -> impl Strategy<Value = Passing> {
    prop_oneof![
        Just(Passing::Ms(0)),
        (1..2 * HOUR).prop_map(Passing::Ms),
        (1..60 * HOUR).prop_map(Passing::Ms),
        prop::sample::select(vec![-HOUR, -60_000, -1, 0, 1, 60_000, HOUR]).prop_map(Passing::Four),
    ]
}

fn walls() -> impl Strategy<Value = Wall> {
    prop_oneof![
        4 => Just(Wall::Stays),
        1 => prop::sample::select(vec![-60i16, -30, 30, 60]).prop_map(Wall::Changes),
        1 => (-48i16..=56).prop_map(|quarters| Wall::Travels(quarters * 15)),
    ]
}

/// The days since 1970 by the clock on the wall, which begin at four: counted by hand.
fn wall_day(utc_ms: i64, offset_min: i16) -> i64 {
    (utc_ms + i64::from(offset_min) * 60_000 - 4 * HOUR).div_euclid(24 * HOUR)
}

/// A mark as the test remembers it.
#[derive(Clone, Copy, Debug)]
struct Known {
    begun: (i64, EntryId),
    day: i64,
    binned: bool,
}

proptest! {
    #[test]
    fn however_one_travels_edits_and_deletes_one_mark_counts_a_day(
        steps in prop::collection::vec((passings(), walls(), deeds(), any::<prop::sample::Index>()), 1..60),
    ) {
        let (mut now, mut offset) = (NOW, 0i16);
        let mut all = Journal::default();
        let mut known: Vec<Known> = Vec::new();
        for (at_step, (passing, wall, deed, which)) in steps.into_iter().enumerate() {
            offset = match wall {
                Wall::Stays => offset,
                Wall::Changes(by) => (offset + by).clamp(-720, 840),
                Wall::Travels(to) => to,
            };
            now = match passing {
                Passing::Ms(ms) => now + ms,
                Passing::Four(ms) => {
                    let wall = now + i64::from(offset) * 60_000;
                    let four = (wall - 4 * HOUR).div_euclid(24 * HOUR) * 24 * HOUR + 28 * HOUR;
                    (now + four - wall + ms).max(now)
                }
            };
            let stamp = at(now, offset);
            let id = EntryId::new(now as u64, [at_step as u8; 10]);
            match deed {
                Deed::Mark => {
                    let page = Entry { id, ..mood(stamp, Mood::Between) };
                    known.push(Known { begun: (now, id), day: wall_day(now, offset), binned: false });
                    all = all.apply(Event::Wrote(Rc::new(page)));
                }
                Deed::Write => all = all.apply(Event::Wrote(Rc::new(Entry::new(id, stamp, "a page")))),
                _ if known.is_empty() => {}
                Deed::Delete => {
                    let gone = known.remove(which.index(known.len()));
                    all = all.apply(Event::Deleted(vec![gone.begun.1]));
                }
                _ => {
                    let place = which.index(known.len());
                    let known = &mut known[place];
                    let page = all.page(known.begun.1).expect("known").clone();
                    let after = match deed {
                        Deed::Edit => page.rewritten("later", stamp),
                        Deed::MarkAnew => page.remarked("", mood(stamp, Mood::Good).kind, stamp),
                        Deed::Move(days) => {
                            known.day += days;
                            page.moved_to(Day::from_epoch_days(known.day))
                        }
                        Deed::Bin => page.standing(Standing::Binned(stamp)),
                        _ => page.standing(Standing::Kept),
                    };
                    known.binned = after.is_binned();
                    all = all.apply(Event::Wrote(Rc::new(after)));
                }
            }
        }
        let mut expected: BTreeMap<i64, (i64, EntryId)> = BTreeMap::new();
        for known in known.iter().filter(|known| !known.binned) {
            let first = expected.entry(known.day).or_insert(known.begun);
            *first = known.begun.min(*first);
        }
        let expected: Vec<_> = expected.into_iter().map(|(day, (_, id))| (day, id)).collect();
        let counted: Vec<_> =
            counted(&all).iter().map(|(day, page)| (i64::from(day.epoch_days()), page.id)).collect();
        prop_assert_eq!(counted, expected);
    }
}
