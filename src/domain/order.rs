//! Putting things in order, with one copy of the code that does it.
//!
//! The sort of the standard library is compiled anew for every kind of thing, 3 to 6 KB each, and so is gathering things
//! into a set or a map, which sorts them first. Here only places are sorted, so what is sorted does not matter.

use std::cmp::Ordering;

/// Puts things in the order of their keys. Those with equal keys stay in the order they had.
pub fn by_key<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    let mut from = places(things.len(), &|one, other| key(&things[one]).cmp(&key(&things[other])));
    // Each round of places that pass things on to each other, from the first of it to the last.
    for first in 0..from.len() {
        let mut at = first;
        while from[at] != first {
            things.swap(at, from[at]);
            at = std::mem::replace(&mut from[at], at);
        }
        from[at] = at;
    }
}

/// A set or a map of these, put in one by one. The last of two with equal keys stays.
pub fn gathered<T, Many: Default + Extend<T>>(things: impl IntoIterator<Item = T>) -> Many {
    let mut many = Many::default();
    many.extend(things);
    many
}

/// For each place, the place of what belongs there.
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn things_come_in_the_order_of_the_standard_library(keys in prop::collection::vec(0_u8..20, 0..200)) {
            let mut ours: Vec<_> = keys.iter().copied().enumerate().map(|(at, key)| (key, at.to_string())).collect();
            let mut theirs = ours.clone();
            by_key(&mut ours, |(key, _)| std::cmp::Reverse(*key));
            theirs.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn sets_and_maps_hold_what_they_hold_when_collected(keys in prop::collection::vec((0_u8..20, any::<u8>()), 0..60)) {
            prop_assert_eq!(gathered::<_, BTreeSet<_>>(keys.clone()), keys.iter().copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(gathered::<_, BTreeMap<_, _>>(keys.clone()), keys.into_iter().collect::<BTreeMap<_, _>>());
        }
    }
}
