//! Who a passphrase would stop, by a plain estimate.

/// Who a passphrase would stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stops {
    Nobody,
    AQuickLook,
    SomeoneWhoKnowsYou,
    SomeoneWithTools,
}

pub fn estimate(typed: &str) -> Stops {
    let words: std::collections::BTreeSet<&str> =
        typed.split_whitespace().filter(|word| super::words::is_listed(word)).collect();
    match (typed.chars().count(), words.len()) {
        (..4, _) => Stops::Nobody,
        (_, 5..) => Stops::SomeoneWithTools,
        (..8, _) => Stops::AQuickLook,
        _ => Stops::SomeoneWhoKnowsYou,
    }
}
