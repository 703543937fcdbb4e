//! What the choice of a card may know of a person: how they live, what may be suggested to them, and what they marked in
//! the last days. Nothing is guessed; what was never said fits everything.

use super::bond::{Form, Home};
use super::card::{Living, Tag};
use super::deck::Wish;
use super::sign::{Asking, FirstContact, HoldingBack, TalkLength, Touch};
use super::{Bond, CheckIn, Day, FeelingWord, Journal, Preferences, Signs, Suggestions, daily};

/// Days in which a mark counts as recent.
const RECENT: i32 = 7;

/// A wish that leaves out what does not fit just now. The rest of it (deck, minutes, light only) is the person's to say.
pub fn wish<'a>(preferences: &Preferences, journal: &Journal, marks: &'a [Tag], today: Day) -> Wish<'a> {
    let Preferences { bond, safety, .. } = preferences;
    Wish {
        living: living(bond),
        quiet: safety.suggestions == Suggestions::OnlyForMe || bond.is_closed(),
        after_loss: !bond.may_resurface(today),
        low_today: daily::very_low_on(journal, today),
        marks,
        ..Wish::default()
    }
}

/// What was marked in the last seven days, once for each mark: feelings by the word the decks have for them, and signs
/// that could be told. `words` is the list of feelings; one that is gone from it says nothing here.
pub fn marks(journal: &Journal, words: &[FeelingWord], today: Day) -> Vec<Tag> {
    let recent = |day: Day| (0..RECENT).contains(&(today.epoch_days() - day.epoch_days()));
    let near = |id: &str| words.iter().find(|word| word.id == id).map(|word| word.near);
    let of = |checkin: &CheckIn| {
        let feelings = checkin.feelings.iter().filter_map(|feeling| near(&feeling.id));
        feelings.chain(signs(checkin.signs)).collect::<Vec<_>>()
    };
    let pages = daily::kept(journal).filter(|page| recent(page.day));
    pages.filter_map(|page| page.kind.checkin()).flat_map(of).collect()
}

/// How they live; `None` where that was not said.
fn living(bond: &Bond) -> Option<Living> {
    match (bond.ended_on, bond.form, bond.home) {
        (Some(_), _, _) => Some(Living::Ended),
        (_, Some(Form::LongDistance), _) => Some(Living::LongDistance),
        (_, _, Some(Home::Same)) => Some(Living::SameHome),
        (_, Some(Form::Apart | Form::Separated), _) | (_, _, Some(Home::NotSame)) => Some(Living::Apart),
        (None, Some(Form::Together | Form::Unsure) | None, None) => None,
    }
}

fn signs(signs: Signs) -> impl Iterator<Item = Tag> {
    [
        signs.first_contact.filter(|sign| *sign != FirstContact::NoChance).map(|_| Tag::FirstContact),
        signs.talk.filter(|sign| *sign != TalkLength::NoChance).map(|_| Tag::TalkLength),
        signs.touch.filter(|sign| *sign != Touch::NoChance).map(|_| Tag::Touch),
        signs.asking.filter(|sign| *sign != Asking::NoChance).map(|_| Tag::AskingOrSharing),
        signs.holding_back.filter(|sign| *sign != HoldingBack::NoChance).map(|_| Tag::HoldingBack),
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bond::Contact;
    use crate::domain::{Entry, EntryId, Event, Feeling, FeelingGroup, Feelings, Kind, Mood, Safety, Stamp};
    use std::rc::Rc;

    /// Noon, so many days after the 14th of November 2023.
    fn noon(days: i64) -> Stamp {
        Stamp { utc_ms: 1_699_963_200_000 + days * 86_400_000, offset_min: 0 }
    }

    fn journal(marked: impl IntoIterator<Item = (i64, CheckIn)>) -> Journal {
        let page = |(days, checkin): (i64, CheckIn)| {
            let at = noon(days);
            Rc::new(
                Entry::new(EntryId::new(at.utc_ms as u64, [1; 10]), at, "").with_kind(Kind::CheckIn(Rc::new(checkin))),
            )
        };
        Journal::default().apply(Event::Loaded(marked.into_iter().map(page).collect()))
    }

    fn felt(id: &str) -> CheckIn {
        let feelings = Feelings::default().with(Feeling { id: id.into(), strength: None }).expect("one");
        CheckIn { feelings, ..CheckIn::default() }
    }

    const WORDS: [FeelingWord; 1] = [FeelingWord {
        id: "wistful",
        word: "wistful",
        meaning: "",
        group: FeelingGroup::Heavy,
        near: Tag::Longing,
        also: &[],
    }];

    #[test]
    fn what_was_never_said_fits_everything() {
        let wish = wish(&Preferences::default(), &Journal::default(), &[], noon(0).day());
        assert_eq!((wish.living, wish.quiet, wish.after_loss, wish.low_today), (None, false, false, false));
    }

    #[test]
    fn a_home_a_distance_and_an_end_are_told_apart() {
        let of = |form, home| living(&Bond { form, home, ..Bond::default() });
        assert_eq!(of(Some(Form::Together), Some(Home::Same)), Some(Living::SameHome));
        assert_eq!(of(Some(Form::Together), Some(Home::NotSame)), Some(Living::Apart));
        assert_eq!(of(Some(Form::LongDistance), Some(Home::NotSame)), Some(Living::LongDistance));
        assert_eq!(of(Some(Form::Separated), Some(Home::Same)), Some(Living::SameHome));
        assert_eq!(of(Some(Form::Separated), None), Some(Living::Apart));
        assert_eq!(of(Some(Form::Unsure), None), None);
        let ended = Bond { ended_on: Some(noon(0).day()), home: Some(Home::Same), ..Bond::default() };
        assert_eq!(living(&ended), Some(Living::Ended));
    }

    #[test]
    fn quiet_and_an_end_leave_out_what_reaches_them_and_a_very_low_day_is_told() {
        let today = noon(0).day();
        let wished = |preferences: &Preferences, journal: &Journal| {
            let wish = wish(preferences, journal, &[], today);
            (wish.quiet, wish.after_loss, wish.low_today)
        };
        let safety = Safety::default().chosen(Suggestions::OnlyForMe);
        assert_eq!(
            wished(&Preferences { safety, ..Preferences::default() }, &Journal::default()),
            (true, false, false)
        );
        let (bond, _) = Bond::default().changed_to(Bond { contact: Some(Contact::None), ..Bond::default() }, today);
        assert_eq!(wished(&Preferences { bond, ..Preferences::default() }, &Journal::default()), (true, true, false));
        // Very low first, and better later: the day stays a very low one.
        let mood = |mood| CheckIn { mood: Some(mood), ..CheckIn::default() };
        let low = journal([(0, mood(Mood::VeryLow)), (-1, mood(Mood::VeryLow))]);
        assert_eq!(wished(&Preferences::default(), &low), (false, false, true));
        assert_eq!(wished(&Preferences::default(), &journal([(-1, mood(Mood::VeryLow))])), (false, false, false));
    }

    #[test]
    fn marks_of_the_last_seven_days_count_and_only_those_that_could_be_told() {
        let signs = Signs { touch: Some(Touch::Brief), talk: Some(TalkLength::NoChance), ..Signs::default() };
        let signs = CheckIn { signs, ..CheckIn::default() };
        let journal = journal([
            (0, felt("wistful")),
            (-6, signs),
            (-7, felt("wistful")),
            (-2, felt("gone")),
            (1, felt("wistful")),
        ]);
        let mut marks = marks(&journal, &WORDS, noon(0).day());
        marks.sort();
        assert_eq!(marks, [Tag::Touch, Tag::Longing]);
    }
}
