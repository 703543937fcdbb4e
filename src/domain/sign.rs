//! The five signs of a slow drift, as a person may have noticed them on a day: what they noticed, not what anyone did.
//! "No chance" is no value: a day on which it could not have happened is left out of every count.

use super::choice::choices;

choices! {
    /// Which sign.
    Sign {
        FirstContact = "first-contact",
        TalkLength = "talk-length",
        Touch = "touch",
        Asking = "asking",
        HoldingBack = "holding-back",
    }
}

choices! {
    /// Who reached out first.
    FirstContact { Them = "them", Me = "me", Both = "both", Neither = "neither", NoChance = "no-chance" }
}

choices! {
    /// The longest real talk.
    TalkLength {
        None = "none",
        /// Under five minutes.
        Few = "few",
        /// Up to half an hour.
        Some = "some",
        Long = "long",
        NoChance = "no-chance",
    }
}

choices! {
    Touch { None = "none", Brief = "brief", Warm = "warm", NoChance = "no-chance" }
}

choices! {
    /// More asking, or more sharing.
    Asking { Asking = "asking", Even = "even", Sharing = "sharing", NoChance = "no-chance" }
}

choices! {
    /// Hesitating before speaking.
    HoldingBack { Said = "said", Waited = "waited", HeldBack = "held-back", NoChance = "no-chance" }
}

/// The signs marked on one day; each may be left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    pub first_contact: Option<FirstContact>,
    pub talk: Option<TalkLength>,
    pub touch: Option<Touch>,
    pub asking: Option<Asking>,
    pub holding_back: Option<HoldingBack>,
}

impl Signs {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
