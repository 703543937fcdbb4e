//! Feeling words a person chose for a day. The list they come from is content and may change; what was chosen stays.

use std::rc::Rc;

use super::card::Tag;
use super::choice::choices;

choices! {
    /// The four plain groups the words stand in.
    FeelingGroup {
        /// Pleasant, and still.
        Settled = "settled",
        /// Pleasant, and awake.
        Bright = "bright",
        /// Unpleasant, and still.
        Heavy = "heavy",
        /// Unpleasant, and awake.
        Stirred = "stirred",
    }
}

impl FeelingGroup {
    pub fn is_pleasant(self) -> bool {
        matches!(self, Self::Settled | Self::Bright)
    }
}

/// A word of the list, with what it means in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeelingWord {
    pub id: &'static str,
    pub word: &'static str,
    /// At most twelve words.
    pub meaning: &'static str,
    pub group: FeelingGroup,
    /// The feeling in whose words the decks speak of it.
    pub near: Tag,
    /// Other words that lead to it when they are typed.
    pub also: &'static [&'static str],
}

choices! {
    /// How strong it was, in words.
    Strength { Little = "little", Some = "some", Much = "much" }
}

/// A feeling as it was chosen. The id may be one that the list no longer has: it is kept, and shown as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feeling {
    pub id: Rc<str>,
    pub strength: Option<Strength>,
}

/// At most this many for one day: more words do not mean more clearness.
pub const FEELINGS_MOST: usize = 3;

/// What was felt, in the order chosen, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feelings(Vec<Feeling>);

/// Why a feeling was not taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// There are three already.
    Full,
    /// It has been chosen.
    Twice,
    /// It has no name.
    Nameless,
}

impl Feelings {
    /// The feelings with one more.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub fn with(&self, feeling: Feeling) -> Result<Self, NotTaken> {
        if feeling.id.trim().is_empty() {
            return Err(NotTaken::Nameless);
        }
        if self.0.iter().any(|chosen| chosen.id == feeling.id) {
            return Err(NotTaken::Twice);
        }
        if self.0.len() >= FEELINGS_MOST {
            return Err(NotTaken::Full);
        }
        let mut more = self.0.clone();
        more.push(feeling);
        Ok(Self(more))
    }

    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        Self(self.0.iter().filter(|feeling| &*feeling.id != id).cloned().collect())
    }

    /// The feelings with another strength for this one, or none; in the order they were chosen.
    #[must_use]
    pub fn with_strength(&self, id: &str, strength: Option<Strength>) -> Self {
        let changed = |feeling: &Feeling| match &*feeling.id == id {
            true => Feeling { strength, ..feeling.clone() },
            false => feeling.clone(),
        };
        Self(self.0.iter().map(changed).collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Feeling> {
        self.0.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feeling(id: &str) -> Feeling {
        Feeling { id: id.into(), strength: None }
    }

    #[test]
    fn three_at_most_each_once() {
        let three = ["calm", "tender", "tired"]
            .iter()
            .try_fold(Feelings::default(), |feelings, id| feelings.with(feeling(id)))
            .expect("three are taken");
        assert_eq!(three.with(feeling("lonely")), Err(NotTaken::Full));
        assert_eq!(three.with(feeling("calm")), Err(NotTaken::Twice));
        assert_eq!(three.with(feeling(" ")), Err(NotTaken::Nameless));
        let two = three.without("tender");
        assert_eq!(two.iter().map(|feeling| &*feeling.id).collect::<Vec<_>>(), ["calm", "tired"]);
    }
}
