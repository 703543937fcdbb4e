//! What people edit as text beside the decks, as the build wrote it: feeling words, signs, the questions of a day, kinds
//! of pages, lines after Keep, Rest, help lines, safety. Every list goes by the keys of the domain's own choices.

use std::borrow::Cow;

use crate::domain::card::Tag;
use crate::domain::help_line::{Contact, HelpLine, Way};
use crate::domain::{Choice, FeelingGroup, FeelingWord};

include!(concat!(env!("OUT_DIR"), "/wording.rs"));

/// A choice, and the words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    pub key: &'static str,
    pub label: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub struct SignText {
    pub key: &'static str,
    /// As a mark on something that happened.
    pub name: &'static str,
    /// As a question about the day.
    pub ask: &'static str,
    pub choices: &'static [Label],
}

#[derive(Clone, Copy, Debug)]
pub struct CheckInText {
    pub skip: &'static str,
    pub no_contact: &'static str,
    pub mood: MoodText,
    pub feelings: FeelingsText,
    pub items: &'static [ItemText],
}

#[derive(Clone, Copy, Debug)]
pub struct MoodText {
    pub ask: &'static str,
    pub choices: &'static [Label],
}

#[derive(Clone, Copy, Debug)]
pub struct FeelingsText {
    pub ask: &'static str,
    pub find: &'static str,
    pub strength: &'static str,
    pub choices: &'static [Label],
}

#[derive(Clone, Copy, Debug)]
pub struct ItemText {
    pub key: &'static str,
    pub ask: &'static str,
    /// From 0 to 4.
    pub steps: [&'static str; 5],
}

#[derive(Clone, Copy, Debug)]
pub struct KindText {
    pub key: &'static str,
    pub name: &'static str,
    /// The one sentence above the box.
    pub ask: &'static str,
    /// The name of the box.
    pub box_name: &'static str,
    /// What stands closed under "Add".
    pub fields: &'static [FieldText],
}

/// A field with neither choices nor steps is a text.
#[derive(Clone, Copy, Debug)]
pub struct FieldText {
    pub key: &'static str,
    pub name: &'static str,
    pub choices: &'static [Label],
    /// From 0 to 4.
    pub steps: &'static [&'static str],
}

#[derive(Clone, Copy, Debug)]
pub struct WhoText {
    /// What they are called where no name was given.
    pub them: &'static str,
    pub name: &'static str,
    pub ask: &'static str,
    pub fields: &'static [FieldText],
}

/// One way to rest: a sentence at a time.
#[derive(Clone, Copy, Debug)]
pub struct RestScript {
    pub key: &'static str,
    pub name: &'static str,
    pub about: &'static str,
    /// About how long it takes.
    pub minutes: u8,
    pub steps: &'static [&'static str],
}

#[derive(Clone, Copy, Debug)]
pub struct HelpText {
    pub may_have_changed: &'static str,
    pub elsewhere: &'static str,
    pub call_log: &'static str,
    pub lines: &'static [HelpLine],
}

#[derive(Clone, Copy, Debug)]
pub struct SafetyText {
    pub gate: GateText,
    pub suggestions: SuggestionsText,
    pub very_low: VeryLowText,
    pub third_opening: ThirdOpeningText,
    pub watching: WatchingText,
    pub closed: ClosedText,
    pub beside: BesideText,
}

/// A few questions before anything suggests talking.
#[derive(Clone, Copy, Debug)]
pub struct GateText {
    pub intro: &'static str,
    pub questions: [&'static str; 3],
    pub no: &'static str,
    pub yes: &'static str,
    pub rather_not: &'static str,
    pub after_yes: &'static str,
    pub after_no: &'static str,
    /// The link that is there whatever was answered.
    pub always: &'static str,
}

/// The setting that nothing else names.
#[derive(Clone, Copy, Debug)]
pub struct SuggestionsText {
    pub name: &'static str,
    pub about_us: &'static str,
    pub only_me: &'static str,
}

/// After a very low mark.
#[derive(Clone, Copy, Debug)]
pub struct VeryLowText {
    pub text: &'static str,
    pub rest: &'static str,
    pub write: &'static str,
    pub someone: &'static str,
    pub all: &'static str,
    pub staying_alive: &'static str,
}

/// Instead of another mark, the third time in a day.
#[derive(Clone, Copy, Debug)]
pub struct ThirdOpeningText {
    pub text: &'static str,
    pub rest: &'static str,
    pub still: &'static str,
}

/// The offer after ten days of signs in a row.
#[derive(Clone, Copy, Debug)]
pub struct WatchingText {
    pub text: &'static str,
    pub off: &'static str,
    pub not_now: &'static str,
}

/// Once, when it ended or contact stopped.
#[derive(Clone, Copy, Debug)]
pub struct ClosedText {
    pub text: &'static str,
}

/// Ordinary distance beside control.
#[derive(Clone, Copy, Debug)]
pub struct BesideText {
    pub title: &'static str,
    pub intro: &'static str,
    pub ordinary: &'static str,
    pub control: &'static str,
    pub rows: &'static [[&'static str; 2]],
    pub outro: &'static str,
}

/// The text with the name a person gave, or "them", where it speaks of someone.
pub fn about(text: &'static str, name: Option<&str>) -> Cow<'static, str> {
    if text.contains("{them}") { text.replace("{them}", name.unwrap_or(WHO.them)).into() } else { text.into() }
}

/// The words for a choice.
pub fn label(labels: &'static [Label], choice: impl Choice) -> &'static str {
    labels.iter().find(|label| label.key == choice.key()).map_or("", |label| label.label)
}

/// A kind of page by its key; `None` for free writing, and for a kind that only a newer version knows.
pub fn kind(key: &str) -> Option<&'static KindText> {
    KINDS.iter().find(|kind| kind.key == key)
}

/// A field of a kind by its key.
pub fn field(fields: &'static [FieldText], key: &str) -> Option<&'static FieldText> {
    fields.iter().find(|field| field.key == key)
}

/// A feeling word by its id; `None` for one that is gone from the list, which is then shown by its id.
pub fn feeling(id: &str) -> Option<&'static FeelingWord> {
    FEELINGS.iter().find(|word| word.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bond::{Contact as ContactWith, Form, Home};
    use crate::domain::feeling::Strength;
    use crate::domain::kind::{WhyHeldBack, WorthKind, WorthSource};
    use crate::domain::sign::{Asking, FirstContact, HoldingBack, Sign, TalkLength, Touch};
    use crate::domain::{Item, Kind, Mood, Outcome, ReachForm, ReachFrom};

    fn keys<C: Choice>() -> Vec<&'static str> {
        C::ALL.iter().map(|choice| choice.key()).collect()
    }

    fn same<C: Choice>(labels: &[Label]) {
        assert_eq!(labels.iter().map(|label| label.key).collect::<Vec<_>>(), keys::<C>());
    }

    fn fields_of(key: &str) -> &'static [FieldText] {
        kind(key).expect("a kind with words").fields
    }

    fn choices(fields: &'static [FieldText], key: &str) -> &'static [Label] {
        field(fields, key).expect("a field with words").choices
    }

    #[test]
    fn every_choice_has_words_in_its_own_order() {
        same::<FeelingGroup>(GROUPS);
        same::<Mood>(CHECKIN.mood.choices);
        same::<Strength>(CHECKIN.feelings.choices);
        assert_eq!(CHECKIN.items.iter().map(|item| item.key).collect::<Vec<_>>(), keys::<Item>());
        assert_eq!(SIGNS.iter().map(|sign| sign.key).collect::<Vec<_>>(), keys::<Sign>());
        same::<FirstContact>(SIGNS[0].choices);
        same::<TalkLength>(SIGNS[1].choices);
        same::<Touch>(SIGNS[2].choices);
        same::<Asking>(SIGNS[3].choices);
        same::<HoldingBack>(SIGNS[4].choices);
        let moment = fields_of("moment");
        same::<Sign>(choices(moment, "signs"));
        same::<ReachFrom>(choices(moment, "reach"));
        same::<ReachForm>(choices(moment, "reach_form"));
        same::<Outcome>(choices(moment, "reach_outcomes"));
        same::<WhyHeldBack>(choices(fields_of("held-back"), "why"));
        same::<WorthSource>(choices(fields_of("worth"), "source"));
        same::<WorthKind>(choices(fields_of("worth"), "sort"));
        same::<Form>(choices(WHO.fields, "form"));
        same::<Home>(choices(WHO.fields, "home"));
        same::<ContactWith>(choices(WHO.fields, "contact"));
    }

    #[test]
    fn every_kind_but_free_writing_has_its_words() {
        let kinds = Kind::all();
        let keys: Vec<&str> = kinds.iter().map(Kind::key).filter(|key| *key != "page").collect();
        assert_eq!(KINDS.iter().map(|kind| kind.key).collect::<Vec<_>>(), keys);
        assert!(kind("page").is_none() && kind("letter").is_none());
    }

    #[test]
    fn a_name_takes_the_place_of_them_and_other_words_are_left_alone() {
        assert_eq!(about("How close did you feel to {them} today?", Some("M.")), "How close did you feel to M. today?");
        assert_eq!(about("How close did you feel to {them} today?", None), "How close did you feel to them today?");
        assert_eq!(about("Was there touch?", Some("M.")), "Was there touch?");
        assert_eq!(about(CHECKIN.items[0].ask, Some("M.")), "How close did you feel to M. today?");
    }

    #[test]
    fn a_feeling_is_found_by_its_id_and_one_that_is_gone_is_not() {
        assert_eq!(feeling("on-edge").map(|word| (word.word, word.group)), Some(("on edge", FeelingGroup::Stirred)));
        assert_eq!(feeling("a-word-that-is-gone"), None);
    }

    #[test]
    fn help_knows_someone_for_those_who_worry_about_what_they_do_themselves() {
        assert!(HELP.lines.iter().any(|line| line.own_behaviour));
        assert!(HELP.lines.iter().all(|line| line.checked_on.parse::<crate::domain::Day>().is_ok()));
    }
}
