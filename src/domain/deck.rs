//! Which cards or prompts come next, and why these: a pure function of what there is, what was met, and the day.
//!
//! Each deck is a bag that is emptied before anything in it comes again, and so are the decks among themselves. What was
//! kept comes back on its days; what is about something marked lately comes a little sooner. Never looked at: how long
//! or how often one was here, what came of a message, which way one leans.

mod table;

use super::card::{Avoid, Deck, Intensity, Item, ItemId, Leaning, Living, Mode, Tag, Tags};
use super::order;
use super::preferences::Offer;
use super::time::Day;
use table::Table;

/// Suggestions at a time: one, and "Another" twice.
pub const AT_A_TIME: usize = 3;
/// Days for which a prompt that was met is not drawn again.
pub const PROMPT_RESTS: i32 = 45;
/// Days after which something kept comes back, counted from the day it was kept.
pub const COMES_BACK: [i32; 3] = [7, 21, 60];
/// Days that "not today" puts off, and of being overdue after which a follow-up that nobody took up lapses.
pub const PUT_OFF: i32 = 14;
/// A tag may make an item this much rarer, or this much more frequent, and no more.
pub const LEAST_WEIGHT: f64 = 0.5;
pub const MOST_WEIGHT: f64 = 2.0;
/// After so many heavy items in a row the next is light.
pub const HEAVY_IN_A_ROW: usize = 3;

/// Something that was met, in the order in which it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Met {
    pub item: ItemId,
    pub day: Day,
    pub why: Why,
    pub answer: Answer,
}

/// Why this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is its turn: the next out of its deck's bag.
    Turn,
    /// It was kept on this day, and some time has passed.
    Kept { since: Day },
    /// It was done on this day, and how it went is still open.
    LeftOpen { since: Day },
    /// It is about something marked in the last days.
    Marked(Tag),
    /// It was looked up; nothing was drawn.
    Found,
}

/// What the person did with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    Seen,
    Kept,
    /// No longer kept.
    LetGo,
    Done,
    /// Its follow-up question was answered, or left for good.
    Closed,
    /// Its follow-up question was refused for that day.
    NotNow,
    NotToday,
    Hidden,
    /// Less like this.
    Less,
}

/// What is asked of a draw.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish<'a> {
    /// Cards, or else prompts.
    pub cards: bool,
    pub deck: Option<Deck>,
    pub mode: Option<Mode>,
    /// At most so many minutes.
    pub minutes: Option<u8>,
    pub light_only: bool,
    /// How they live; unknown fits everything.
    pub living: Option<Living>,
    /// Suggestions are only for the person.
    pub quiet: bool,
    /// Whether talking is right was never asked: what reaches the partner waits until it is.
    pub unasked: bool,
    pub after_loss: bool,
    /// Today was marked very low.
    pub low_today: bool,
    /// The question of bridge or letting go has been put down.
    pub question_rests: bool,
    /// What was marked in the last days, once for each mark.
    pub marks: &'a [Tag],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub item: ItemId,
    pub why: Why,
}

impl Suggestion {
    fn seen(self, day: Day) -> Met {
        Met { item: self.item, day, why: self.why, answer: Answer::Seen }
    }
}

impl Wish<'_> {
    /// Whether an item may be shown to this person at all, whether a card or a prompt.
    pub fn admits(&self, item: &Item) -> bool {
        self.deck.is_none_or(|deck| item.deck() == deck)
            && self.mode.is_none_or(|mode| item.mode == mode)
            && self.minutes.is_none_or(|minutes| item.minutes <= minutes)
            && (!self.light_only || item.intensity == Intensity::Light)
            && self.living.is_none_or(|living| item.fits(living))
            && !(self.quiet && (item.reaches || item.avoids(Avoid::Quiet)))
            && !((self.low_today || self.unasked) && item.reaches)
            && !(self.after_loss && item.avoids(Avoid::AfterLoss))
            && !(self.question_rests && item.leaning != Leaning::Neither)
    }
}

/// Up to three different suggestions: the next of a bag; something that comes back, if anything is due; something about
/// what was marked lately, if there is any. The first is the one to show.
///
/// `items` are in the order of their numbers, `past` in the order in which it happened. The same arguments always give
/// the same answer.
pub fn suggest(items: &[Item], past: &[Met], wish: &Wish<'_>, seed: u64, today: Day) -> Vec<Suggestion> {
    let mut table = Table::after(items, past, today);
    let mut suggestions: Vec<Suggestion> = Vec::with_capacity(AT_A_TIME);
    for nth in 0..AT_A_TIME {
        let Some(suggestion) = table.nth(nth, wish, seed) else { break };
        suggestions.push(suggestion);
        table.meet(&suggestion.seen(today));
    }
    suggestions
}

/// The next of the day, when so many were drawn on it already: the one [`suggest`] gave in that place, unless something was
/// done with what came before it.
pub fn next(items: &[Item], past: &[Met], wish: &Wish<'_>, seed: u64, today: Day, drawn: usize) -> Option<Suggestion> {
    let table = Table::after(items, past, today);
    (drawn < AT_A_TIME).then(|| table.nth(drawn, wish, seed)).flatten()
}

/// A card that was done, and asks how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUp {
    pub item: ItemId,
    /// The day since which it waits.
    pub due: Day,
    /// What became of asking so far.
    pub record: Offer,
}

/// The cards whose follow-up questions are due, the one first that has been longest. One lapses in silence when it is
/// [`PUT_OFF`] days overdue, and is not asked again after two refusals, nor when its card was hidden.
pub fn follow_ups(items: &[Item], past: &[Met], today: Day) -> Vec<FollowUp> {
    let table = Table::after(items, past, today);
    let asked = items.iter().zip(&table.traces).filter_map(|(item, trace)| trace.asks(item, today));
    let mut asked: Vec<FollowUp> = asked.collect();
    order::by_key(&mut asked, |follow_up| (follow_up.due, follow_up.item));
    asked
}

/// Everything that is kept now, in the order of its numbers.
pub fn kept(items: &[Item], past: &[Met]) -> Vec<ItemId> {
    let table = Table::after(items, past, Day::from_epoch_days(0));
    let kept = items.iter().zip(&table.traces).filter(|(_, trace)| trace.kept.is_some());
    kept.map(|(item, _)| item.id).collect()
}

/// How the weight of an item is bent by what was marked lately and by "less like this".
pub fn weight(tags: Tags, marks: &[Tag], less: Tags) -> f64 {
    let times = |tag: Tag| marks.iter().filter(|mark| **mark == tag).count();
    let often = tags.iter().map(times).max().unwrap_or(0);
    let drawn = if often == 0 { 1.0 } else { (0.5 + 0.5 * often as f64).min(MOST_WEIGHT) };
    // After the bound: however often something was marked, less of it is less.
    let held_back = if tags.meets(less) { drawn / 2.0 } else { drawn };
    held_back.clamp(LEAST_WEIGHT, MOST_WEIGHT)
}
