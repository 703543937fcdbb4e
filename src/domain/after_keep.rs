//! Which line appears after Keep: one after the other in a shuffled order, none again until all have been. Neither what
//! was written nor how often someone writes has any say in it.

use super::EntryId;

/// What shuffles the lines for one journal: drawn from the random part of the first page's id, so that two journals
/// meet them in different orders and nothing has to be stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seed(u64);

impl Seed {
    pub fn of(first: Option<EntryId>) -> Self {
        let bytes = first.map(EntryId::to_bytes).unwrap_or_default();
        let (_, random) = bytes.split_at(8);
        Self(random.iter().fold(0, |seed, byte| seed << 8 | u64::from(*byte)))
    }
}

/// The line to show when `shown` lines have been shown before, out of `lines`. `None` where there are none.
pub fn line(seed: Seed, shown: u64, lines: usize) -> Option<usize> {
    let count = u64::try_from(lines).ok().filter(|&count| count > 0)?;
    let (round, place) = (shown / count, (shown % count) as usize);
    let order = shuffled(seed, round, lines);
    Some(order[place])
}

/// The order of one round. Its first line is not the last one of the round before, where there are three or more.
fn shuffled(seed: Seed, round: u64, lines: usize) -> Vec<usize> {
    let mut order = plainly_shuffled(seed, round, lines);
    let before = round.checked_sub(1).filter(|_| lines > 2).map(|before| plainly_shuffled(seed, before, lines));
    // The last place is never moved, so that the end of a round does not depend on the round before it.
    if before.is_some_and(|before| before.last() == order.first()) {
        order[..lines - 1].rotate_left(1);
    }
    order
}

fn plainly_shuffled(seed: Seed, round: u64, lines: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines).collect();
    let mut state = seed.0 ^ round.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for at in (1..lines).rev() {
        order.swap(at, (next(&mut state) % (at as u64 + 1)) as usize);
    }
    order
}

/// splitmix64 (Steele, Lea and Flood, 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    // The first outputs of splitmix64 for the seed 1234567, as published with its reference code.
    #[test]
    fn the_generator_is_splitmix64() {
        let mut state = 1_234_567;
        let drawn: Vec<u64> = (0..3).map(|_| next(&mut state)).collect();
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn without_lines_there_is_none() {
        assert_eq!(line(Seed::default(), 5, 0), None);
        assert_eq!(line(Seed::default(), 5, 1), Some(0));
    }

    #[test]
    fn two_journals_meet_the_lines_in_different_orders() {
        let order = |random: u8| -> Vec<_> {
            let seed = Seed::of(Some(EntryId::new(1, [random; 10])));
            (0..40).filter_map(|shown| line(seed, shown, 40)).collect()
        };
        assert_ne!(order(1), order(2));
        assert_eq!(order(1), order(1));
    }

    proptest! {
        #[test]
        fn no_line_comes_again_before_all_have_been(random in any::<[u8; 10]>(), lines in 3usize..60, round in 0u64..50) {
            let seed = Seed::of(Some(EntryId::new(7, random)));
            let count = lines as u64;
            let shown: Vec<_> = (round * count..(round + 1) * count).filter_map(|at| line(seed, at, lines)).collect();
            prop_assert_eq!(shown.iter().collect::<BTreeSet<_>>().len(), lines);
            let next = line(seed, (round + 1) * count, lines);
            prop_assert_ne!(next, shown.last().copied());
        }
    }
}
