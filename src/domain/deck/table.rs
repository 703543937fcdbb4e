//! Where every item stands after what was met, and which one is next.

use super::{Answer, COMES_BACK, FollowUp, HEAVY_IN_A_ROW, Met, PROMPT_RESTS, PUT_OFF, Suggestion, Why, Wish, weight};
use crate::domain::card::{Intensity, Item, ItemId, Leaning, Tag, Tags};
use crate::domain::preferences::{Offer, REFUSALS_HEARD};
use crate::domain::time::Day;

/// Days for which "less like this" counts.
const LESS_FOR: i32 = 60;
/// What was among so many last ones does not open a new bag, where there is anything else.
const JUST_MET: usize = 8;

/// What the past left on one item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trace {
    /// How many times its bag had been emptied when it was drawn last, plus one; 0 when it never was.
    round: u32,
    last: Option<Day>,
    pub(super) kept: Option<Day>,
    came_back: usize,
    came_back_on: Option<Day>,
    put_off: Option<Day>,
    done: Option<Day>,
    /// It was brought up by a draw since it was done.
    asked: bool,
    /// How often its question was refused since it was done.
    record: Offer,
    hidden: bool,
}

impl Trace {
    /// Its follow-up, while that waits for an answer.
    pub(super) fn asks(&self, item: &Item, today: Day) -> Option<FollowUp> {
        let due = self.done?.epoch_days() + i32::from(item.follow_up);
        let waits = item.follow_up > 0 && (due..due + PUT_OFF).contains(&today.epoch_days());
        let heard = self.hidden || self.record.refusals >= REFUSALS_HEARD;
        let due = Day::from_epoch_days(i64::from(due));
        (waits && !heard).then_some(FollowUp { item: item.id, due, record: self.record })
    }

    /// The day since which it may come back because it was kept.
    fn due(&self, today: Day) -> Option<i32> {
        let step = COMES_BACK.get(self.came_back)?;
        let before = self.came_back.checked_sub(1).map_or(0, |at| COMES_BACK[at]);
        let mut due = self.kept?.epoch_days() + step;
        if let Some(last) = self.came_back_on {
            due = due.max(last.epoch_days() + step - before);
        }
        if let Some(day) = self.put_off {
            due = due.max(day.epoch_days() + PUT_OFF);
        }
        (due <= today.epoch_days()).then_some(due)
    }
}

/// Where everything stands after what was met so far.
pub(super) struct Table<'a> {
    items: &'a [Item],
    pub(super) traces: Vec<Trace>,
    /// The highest round of an item in each bag.
    rounds: [u32; BAGS],
    /// The same for the decks among themselves.
    turns: [[u32; 8]; 2],
    recent: Vec<ItemId>,
    heavy: usize,
    leaning: Leaning,
    less: Tags,
    today: Day,
}

impl<'a> Table<'a> {
    fn new(items: &'a [Item], today: Day) -> Self {
        Self {
            items,
            traces: vec![Trace::default(); items.len()],
            rounds: [0; BAGS],
            turns: [[0; 8]; 2],
            recent: Vec::new(),
            heavy: 0,
            leaning: Leaning::Neither,
            less: Tags::default(),
            today,
        }
    }

    pub(super) fn after(items: &'a [Item], past: &[Met], today: Day) -> Self {
        let mut table = Self::new(items, today);
        past.iter().for_each(|met| table.meet(met));
        table
    }

    /// The first is the next of a bag; the second comes back, if anything is due; the third is about what was marked.
    pub(super) fn nth(&self, nth: usize, wish: &Wish<'_>, seed: u64) -> Option<Suggestion> {
        let special = match nth {
            1 => self.due(wish),
            2 => self.marked(wish, seed),
            _ => None,
        };
        let (at, why) = special.or_else(|| self.turn(wish, seed).map(|at| (at, Why::Turn)))?;
        Some(Suggestion { item: self.items[at].id, why })
    }

    pub(super) fn meet(&mut self, met: &Met) {
        // An item of another version of the decks leaves no trace.
        let Ok(at) = self.items.binary_search_by_key(&met.item, |item| item.id) else { return };
        let (item, trace) = (&self.items[at], &mut self.traces[at]);
        let drawn = met.why != Why::Found;
        if drawn {
            trace.last = Some(met.day);
            self.heavy = if item.intensity == Intensity::Heavy { self.heavy + 1 } else { 0 };
            if item.leaning != Leaning::Neither {
                self.leaning = item.leaning;
            }
            self.recent.push(met.item);
            if self.recent.len() > JUST_MET {
                self.recent.remove(0);
            }
        }
        match met.why {
            Why::Turn | Why::Marked(_) => {
                // What fell behind, because it was filtered out for a while, catches up in one step.
                let (form, deck) = (usize::from(item.is_card()), item.deck() as usize);
                let highest = &mut self.rounds[bag(item)];
                *highest = (trace.round + 1).max(*highest);
                trace.round = *highest;
                let most = self.turns[form].iter().copied().max().unwrap_or(0);
                let turn = &mut self.turns[form][deck];
                *turn = (*turn + 1).max(most);
            }
            Why::Kept { .. } => {
                trace.came_back += 1;
                trace.came_back_on = Some(met.day);
            }
            Why::LeftOpen { .. } => trace.asked = true,
            Why::Found => {}
        }
        match met.answer {
            Answer::Kept if trace.kept.is_none() => {
                trace.kept = Some(met.day);
                trace.came_back = 0;
                trace.came_back_on = None;
            }
            Answer::LetGo => trace.kept = None,
            Answer::Done => {
                trace.done = Some(met.day);
                trace.asked = false;
                trace.record = Offer::default();
            }
            Answer::Closed => trace.done = None,
            Answer::NotNow => trace.record = trace.record.refused(met.day),
            Answer::NotToday => trace.put_off = Some(met.day),
            Answer::Less if self.today.epoch_days() - met.day.epoch_days() < LESS_FOR => self.less.0 |= item.tags.0,
            Answer::Seen | Answer::Kept | Answer::Less | Answer::Hidden => {}
        }
        // Looking something up among what is hidden, or any later answer, takes it out again.
        if !met.is_only_drawn() {
            trace.hidden = met.answer == Answer::Hidden;
        }
    }

    /// What may be drawn for this person now, whatever was met before.
    fn stands(&self, at: usize, wish: &Wish<'_>) -> bool {
        let item = &self.items[at];
        item.is_card() == wish.cards && !self.traces[at].hidden && wish.admits(item)
    }

    /// What may be shown just now: the two leanings take turns, light follows heavy, a very low day is kept gentle.
    fn suits(&self, at: usize, wish: &Wish<'_>) -> bool {
        let item = &self.items[at];
        (item.leaning == Leaning::Neither || item.leaning != self.leaning)
            && (self.heavy < HEAVY_IN_A_ROW || item.intensity == Intensity::Light)
            && !(wish.low_today && item.intensity == Intensity::Heavy)
    }

    /// Whether a prompt was met too lately to be drawn again.
    fn rests(&self, at: usize) -> bool {
        let lately = |day: Day| self.today.epoch_days() - day.epoch_days() < PROMPT_RESTS;
        !self.items[at].is_card() && self.traces[at].last.is_some_and(lately)
    }

    /// What is left in the bags of those that stand, whether or not it suits just now.
    fn in_bags(&self, wish: &Wish<'_>) -> Vec<usize> {
        let standing: Vec<usize> = (0..self.items.len()).filter(|at| self.stands(*at, wish)).collect();
        let mut least = [u32::MAX; BAGS];
        for at in &standing {
            let least = &mut least[bag(&self.items[*at])];
            *least = self.traces[*at].round.min(*least);
        }
        let left = |at: &usize| self.traces[*at].round == least[bag(&self.items[*at])];
        standing.into_iter().filter(left).collect()
    }

    /// The next of the deck whose turn it is.
    fn turn(&self, wish: &Wish<'_>, seed: u64) -> Option<usize> {
        let form = usize::from(wish.cards);
        let bags = self.in_bags(wish);
        let fit = |at: &usize| self.suits(*at, wish) && !self.rests(*at);
        let fresh = |at: &usize| fit(at) && !self.recent.contains(&self.items[*at].id);
        let first = |allowed: &[usize]| {
            let deck = allowed.iter().map(|at| self.items[*at].deck()).min_by_key(|deck| {
                let turn = self.turns[form][*deck as usize];
                (turn, mixed(seed, 0x_DEC4_0000 | u64::from(turn) << 8 | *deck as u64))
            })?;
            let of_deck = allowed.iter().copied().filter(|at| self.items[*at].deck() == deck);
            self.pick(of_deck, &[], seed)
        };
        let allowed = |rule: &dyn Fn(&usize) -> bool| bags.iter().copied().filter(|at| rule(at)).collect::<Vec<_>>();
        first(&allowed(&fresh)).or_else(|| first(&allowed(&fit))).or_else(|| {
            // Every bag holds only what does not suit just now. A card seen before is kinder than a heavy one.
            let again: Vec<usize> = (0..self.items.len()).filter(|at| self.stands(*at, wish) && fit(at)).collect();
            first(&again)
        })
    }

    /// What has been due longest.
    fn due(&self, wish: &Wish<'_>) -> Option<(usize, Why)> {
        let allowed = (0..self.items.len()).filter(|at| self.stands(*at, wish) && self.suits(*at, wish));
        // What has been due for days does not wait for others; it only does not come twice in one.
        let fresh = allowed.filter(|at| self.traces[*at].last != Some(self.today));
        let due = fresh.filter_map(|at| {
            let trace = &self.traces[at];
            let open = trace.asks(&self.items[at], self.today).filter(|_| !trace.asked).zip(trace.done);
            let kept = trace.due(self.today).zip(trace.kept);
            let open = open.map(|(asks, since)| (asks.due.epoch_days(), at, Why::LeftOpen { since }));
            open.or_else(|| kept.map(|(due, since)| (due, at, Why::Kept { since })))
        });
        due.min_by_key(|(due, at, _)| (*due, *at)).map(|(_, at, why)| (at, why))
    }

    /// Something out of a bag that is about what was marked lately.
    fn marked(&self, wish: &Wish<'_>, seed: u64) -> Option<(usize, Why)> {
        let marks = Tags::of(wish.marks);
        let near = self.in_bags(wish).into_iter().filter(|at| self.items[*at].tags.meets(marks));
        let fresh =
            near.filter(|at| self.suits(*at, wish) && !self.rests(*at) && !self.recent.contains(&self.items[*at].id));
        let at = self.pick(fresh, wish.marks, seed)?;
        let tag = wish.marks.iter().find(|tag| self.items[at].tags.has(**tag))?;
        Some((at, Why::Marked(*tag)))
    }

    /// The first of a shuffled order in which a doubled weight means: twice as likely to be first.
    ///
    /// The order is that of exponential waiting times, -ln(u) / weight (Efraimidis and Spirakis 2006).
    fn pick(&self, from: impl Iterator<Item = usize>, marks: &[Tag], seed: u64) -> Option<usize> {
        let wait = |at: usize| {
            let item = &self.items[at];
            let mixed = mixed(seed, u64::from(self.traces[at].round) << 16 | u64::from(item.id.0));
            // Never zero, so that its logarithm is a number.
            let part = ((mixed >> 11) + 1) as f64 / (1u64 << 53) as f64;
            -part.ln() / weight(item.tags, marks, self.less)
        };
        from.map(|at| (wait(at), at)).min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, at)| at)
    }
}

/// Cards and prompts of a deck lie in bags of their own, and so do its two leanings: with one of them filtered out more than
/// the other, neither keeps the other from being filled again.
fn bag(item: &Item) -> usize {
    (item.deck() as usize * 2 + usize::from(item.is_card())) * 3 + item.leaning as usize
}

const BAGS: usize = 8 * 2 * 3;

/// A number that looks random and is the same for the same two: the finaliser of SplitMix64 (Steele and others 2014).
fn mixed(seed: u64, what: u64) -> u64 {
    let mut z = seed ^ what.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
