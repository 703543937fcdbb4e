//! A choice out of a few. Each has a key that never changes: stored records and the words shown for it go by that key.

use std::fmt::Debug;

/// One of a few things to choose from.
pub trait Choice: Copy + Debug + PartialEq + 'static {
    /// All of them, in the order a person reads them.
    const ALL: &'static [Self];

    /// The name that never changes.
    fn key(self) -> &'static str;

    /// The choice with this key; `None` for one that this version does not know.
    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.key() == key)
    }
}

/// Writes an enum of choices with their keys, so that the list, the keys and the variants cannot differ.
macro_rules! choices {
    ($(#[$about:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant),+ }

        impl $crate::domain::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}
pub(crate) use choices;

#[cfg(test)]
mod tests {
    use super::*;

    choices! {
        /// For the test.
        Weather { Rain = "rain", Sun = "sun" }
    }

    #[test]
    fn a_choice_is_found_by_its_key_and_by_no_other() {
        assert_eq!(Weather::of_key("sun"), Some(Weather::Sun));
        assert_eq!(Weather::of_key("Sun"), None);
        assert_eq!(Weather::ALL.iter().map(|choice| choice.key()).collect::<Vec<_>>(), ["rain", "sun"]);
    }
}
