//! Cards and prompts: what one may be, apart from its words.
//!
//! An item here is what a draw has to know of it; its words lie elsewhere, once, and are found by its number. A number
//! is given for ever: pages remember it. The texts say "them" for the person who is loved, and nothing here says more.

/// An enum whose variants are also known by a key, the word that authors write.
macro_rules! keyed {
    ($(#[$about:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$of])* $variant,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that authors write.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            pub fn of_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

keyed! {
    /// The eight decks, in the order they are shown in.
    Deck {
        Drift = "drift",
        TugOfWar = "tug-of-war",
        Wall = "wall",
        SayIt = "say-it",
        Worth = "worth",
        Effort = "effort",
        Bridge = "bridge",
        Rest = "rest",
    }
}

keyed! {
    /// A card has two sides and something to do; every other kind is a prompt, one line above a page.
    Kind {
        Card = "card",
        /// Look closely at something that happened.
        Notice = "notice",
        /// Find a word for what is felt or needed.
        Name = "name",
        Question = "question",
        /// Look from further off: as a friend, from a window, from a later year.
        Distance = "distance",
        Worth = "worth",
        /// The beginning of something to say.
        Seed = "seed",
        Appreciation = "appreciation",
        /// Set something down.
        Release = "release",
        Rest = "rest",
    }
}

keyed! {
    /// How much an item asks of a tired person.
    Intensity {
        Light = "light",
        Middle = "middle",
        Heavy = "heavy",
    }
}

keyed! {
    Mode {
        Write = "write",
        Say = "say",
        Do = "do",
        Rest = "rest",
    }
}

keyed! {
    /// What is looked at: the two together, oneself, or both.
    Lens {
        Bond = "bond",
        Own = "self",
        Both = "both",
    }
}

keyed! {
    /// The two sides of the last deck, which are held in balance.
    Leaning {
        Neither = "neither",
        Bridge = "bridge",
        Release = "release",
    }
}

keyed! {
    /// How the two of them live now. An item names those it fits.
    Living {
        SameHome = "same-home",
        Apart = "apart",
        LongDistance = "long-distance",
        Ended = "ended",
    }
}

keyed! {
    /// Times in which an item is better left in its deck.
    Avoid {
        /// Suggestions are only for the person, none reaches the partner.
        Quiet = "quiet",
        AfterLoss = "after-loss",
    }
}

keyed! {
    /// What an item is about: a sign, a need or a feeling.
    Tag {
        FirstContact = "first-contact",
        TalkLength = "talk-length",
        Touch = "touch",
        AskingOrSharing = "asking-or-sharing",
        HoldingBack = "holding-back",

        Closeness = "closeness",
        Affection = "affection",
        Understanding = "understanding",
        Safety = "safety",
        Trust = "trust",
        Clarity = "clarity",
        Respect = "respect",
        BeingHeard = "being-heard",
        Mattering = "mattering",
        Freedom = "freedom",
        Space = "space",
        Choice = "choice",
        Ease = "ease",
        Sleep = "sleep",
        Comfort = "comfort",
        Meaning = "meaning",
        Belonging = "belonging",
        Growth = "growth",
        Play = "play",
        Beauty = "beauty",
        Honesty = "honesty",
        Fairness = "fairness",
        Support = "support",
        Grieving = "grieving",

        Hurt = "hurt",
        Lonely = "lonely",
        Anxious = "anxious",
        Angry = "angry",
        Ashamed = "ashamed",
        Guilty = "guilty",
        Sad = "sad",
        Tired = "tired",
        Numb = "numb",
        Confused = "confused",
        Longing = "longing",
        Tender = "tender",
        Grateful = "grateful",
        Calm = "calm",
        Hopeful = "hopeful",
        Relieved = "relieved",
        Proud = "proud",
        Glad = "glad",
        Curious = "curious",
    }
}

/// What kind of thing a tag names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    Sign,
    Need,
    Feeling,
}

impl Tag {
    pub fn kind(self) -> TagKind {
        if self < Self::Closeness {
            TagKind::Sign
        } else if self < Self::Hurt {
            TagKind::Need
        } else {
            TagKind::Feeling
        }
    }
}

/// A set of tags, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tags(pub u64);

impl Tags {
    pub fn of(tags: &[Tag]) -> Self {
        Self(tags.iter().fold(0, |set, tag| set | 1 << *tag as u8))
    }

    pub fn has(self, tag: Tag) -> bool {
        self.0 & (1 << tag as u8) != 0
    }

    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Tag> {
        Tag::ALL.iter().copied().filter(move |tag| self.has(*tag))
    }
}

/// The number of an item: deck, card or prompt, and its number among those (1 to 4095), for ever.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub u16);

impl ItemId {
    /// Four bits would be sixteen decks; three hold the eight there are.
    pub const fn new(deck: Deck, is_card: bool, number: u16) -> Self {
        assert!(number > 0 && number < 1 << 12, "numbers go from 1 to 4095");
        Self((deck as u16) << 13 | (is_card as u16) << 12 | number)
    }

    pub fn deck(self) -> Deck {
        Deck::ALL[usize::from(self.0 >> 13)]
    }

    pub fn is_card(self) -> bool {
        self.0 & 1 << 12 != 0
    }

    pub fn number(self) -> u16 {
        self.0 & 0xFFF
    }
}

/// As authors say it: `drift prompt 12`.
impl std::fmt::Display for ItemId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let form = if self.is_card() { "card" } else { "prompt" };
        write!(f, "{} {form} {}", self.deck().key(), self.number())
    }
}

/// The text names no item: not a deck of ours, neither card nor prompt, or no number of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnItem;

impl std::str::FromStr for ItemId {
    type Err = NotAnItem;

    fn from_str(text: &str) -> Result<Self, NotAnItem> {
        let mut words = text.split(' ');
        let mut next = || words.next().ok_or(NotAnItem);
        let deck = Deck::of_key(next()?).ok_or(NotAnItem)?;
        let is_card = match next()? {
            "card" => true,
            "prompt" => false,
            _ => return Err(NotAnItem),
        };
        let number: u16 = next()?.parse().map_err(|_| NotAnItem)?;
        let id = (1..1 << 12).contains(&number).then(|| Self::new(deck, is_card, number)).ok_or(NotAnItem)?;
        // One way of writing it, so that what is read is written back the same.
        (id.to_string() == text).then_some(id).ok_or(NotAnItem)
    }
}

impl std::fmt::Debug for ItemId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ItemId({self})")
    }
}

/// What a draw knows of a card or a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: ItemId,
    pub kind: Kind,
    pub intensity: Intensity,
    pub mode: Mode,
    pub lens: Lens,
    pub leaning: Leaning,
    /// Whether it leads to something the partner would see or hear.
    pub reaches: bool,
    /// How long it takes, at most 10.
    pub minutes: u8,
    pub tags: Tags,
    /// One bit for each [`Living`] that it fits.
    pub fits: u8,
    /// One bit for each [`Avoid`].
    pub avoid: u8,
    /// Days after which a card that was done asks how it went; 0 where it does not.
    pub follow_up: u8,
}

impl Item {
    pub fn fits(&self, living: Living) -> bool {
        self.fits & (1 << living as u8) != 0
    }

    pub fn avoids(&self, time: Avoid) -> bool {
        self.avoid & (1 << time as u8) != 0
    }

    pub fn is_card(&self) -> bool {
        self.id.is_card()
    }

    pub fn deck(&self) -> Deck {
        self.id.deck()
    }
}

/// The words of a card, in the order they are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardText {
    pub title: &'static str,
    pub front: &'static str,
    pub back: &'static str,
    pub action: &'static str,
    /// What is asked on the day the follow-up is due.
    pub ask: Option<&'static str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_deck_form_and_place() {
        let id = ItemId::new(Deck::Rest, true, 4095);
        assert_eq!((id.deck(), id.is_card(), id.number()), (Deck::Rest, true, 4095));
        assert_eq!(ItemId::new(Deck::TugOfWar, false, 7).to_string(), "tug-of-war prompt 7");
    }

    #[test]
    fn what_authors_say_leads_back_to_the_number_and_anything_else_to_none() {
        for id in [ItemId::new(Deck::SayIt, true, 1), ItemId::new(Deck::Rest, false, 4095)] {
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        for odd in [
            "",
            "drift",
            "drift card",
            "drift card 0",
            "drift card 4096",
            "drift card 07",
            "tides card 1",
            "drift card 1 ",
        ] {
            assert_eq!(odd.parse::<ItemId>(), Err(NotAnItem), "{odd}");
        }
    }

    #[test]
    fn every_tag_has_a_bit_of_its_own_and_a_kind() {
        assert!(Tag::ALL.len() <= 64);
        let kinds = |kind| Tag::ALL.iter().filter(|tag| tag.kind() == kind).count();
        assert_eq!((kinds(TagKind::Sign), kinds(TagKind::Need), kinds(TagKind::Feeling)), (5, 24, 19));
        let two = Tags::of(&[Tag::Touch, Tag::Curious]);
        assert_eq!(two.iter().collect::<Vec<_>>(), [Tag::Touch, Tag::Curious]);
        assert!(two.meets(Tags::of(&[Tag::Curious])) && !two.meets(Tags::of(&[Tag::Sad])));
    }

    #[test]
    fn a_key_leads_back_to_what_it_names() {
        for tag in Tag::ALL {
            assert_eq!(Tag::of_key(tag.key()), Some(*tag));
        }
        assert_eq!(Deck::of_key("Drift"), None);
    }
}
