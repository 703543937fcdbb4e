//! How was today: a few taps about one day, every step in words, each of them optional. It asks about the person's own
//! day, never about anyone else's feelings or motives. The box holds one good or ordinary thing.
//!
//! Which check-in of a day counts is not stored but follows from the journal: see [`crate::domain::daily`].

use super::Marks;
use crate::domain::choice::choices;
use crate::domain::{Answer, Choice, Feelings, Signs};

choices! {
    /// What is asked.
    Item {
        Closeness = "closeness",
        Understood = "understood",
        /// Room to say what one wanted to.
        Room = "room",
        /// Alone, even with them there.
        Alone = "alone",
        /// What the day took, between the two.
        Took = "took",
        /// How heavy the rest of life was.
        Weight = "weight",
        /// Could I be myself.
        Myself = "myself",
    }
}

choices! {
    /// The day in five words.
    Mood { VeryLow = "very-low", Low = "low", Between = "between", AllRight = "all-right", Good = "good" }
}

impl Item {
    /// What the quick form asks, before the mood; the rest is under "More".
    pub const QUICK: [Self; 3] = [Self::Closeness, Self::Room, Self::Weight];

    /// Whether it is about the two of them: such a question has "no contact" as an answer, and is not asked once there
    /// is no contact to speak of.
    pub fn is_between_us(self) -> bool {
        self != Self::Weight
    }
}

/// The answers, one place for each item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers([Option<Answer>; Item::ALL.len()]);

/// "No contact" is no answer to a question about the rest of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAnswer;

impl Answers {
    pub fn get(&self, item: Item) -> Option<Answer> {
        self.0[item as usize]
    }

    /// The answers with this one given, changed or taken back.
    ///
    /// # Errors
    /// [`NotAnAnswer`].
    pub fn with(mut self, item: Item, answer: Option<Answer>) -> Result<Self, NotAnAnswer> {
        if answer == Some(Answer::NoContact) && !item.is_between_us() {
            return Err(NotAnAnswer);
        }
        self.0[item as usize] = answer;
        Ok(self)
    }

    /// "No contact today": the one tap that answers both questions of the quick form that are between the two.
    #[must_use]
    pub fn no_contact(mut self) -> Self {
        for item in Item::QUICK.into_iter().filter(|item| item.is_between_us()) {
            self.0[item as usize] = Some(Answer::NoContact);
        }
        self
    }

    /// What was answered, in the order of the items.
    pub fn given(&self) -> impl Iterator<Item = (Item, Answer)> {
        Item::ALL.iter().copied().filter_map(|item| Some((item, self.get(item)?)))
    }
}

/// The marks of one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckIn {
    pub answers: Answers,
    pub mood: Option<Mood>,
    pub feelings: Feelings,
    pub signs: Signs,
}

impl Marks for CheckIn {
    fn key(&self) -> &'static str {
        "checkin"
    }

    /// Questions that were only passed over say nothing.
    fn is_empty(&self) -> bool {
        self.mood.is_none()
            && self.feelings.is_empty()
            && self.signs.is_empty()
            && self.answers.given().all(|(_, answer)| answer == Answer::Skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Step;

    #[test]
    fn no_contact_answers_what_is_between_the_two_and_leaves_the_rest_alone() {
        let answers = Answers::default().no_contact();
        let given: Vec<_> = answers.given().collect();
        assert_eq!(given, [(Item::Closeness, Answer::NoContact), (Item::Room, Answer::NoContact)]);
        assert_eq!(answers.with(Item::Weight, Some(Answer::NoContact)), Err(NotAnAnswer));
    }

    #[test]
    fn a_check_in_that_only_passed_over_questions_is_empty() {
        let skipped = Answers::default().with(Item::Closeness, Some(Answer::Skipped)).expect("an answer");
        assert!(CheckIn { answers: skipped, ..CheckIn::default() }.is_empty());
        let answered = skipped.with(Item::Room, Some(Answer::Step(Step::ALL[0]))).expect("an answer");
        assert!(!CheckIn { answers: answered, ..CheckIn::default() }.is_empty());
        assert!(!CheckIn { mood: Some(Mood::Low), ..CheckIn::default() }.is_empty());
    }

    #[test]
    fn an_answer_can_be_taken_back() {
        let answers = Answers::default().no_contact().with(Item::Closeness, None).expect("an answer");
        assert_eq!(answers.get(Item::Closeness), None);
    }
}
