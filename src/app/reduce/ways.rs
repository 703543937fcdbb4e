//! Ways in beside the empty page: pages of a kind, marks, and what may be suggested to whom.

use std::rc::Rc;

use super::{Step, cards, quiet, settings, writing};
use crate::app::action::Screen;
use crate::app::browse::Cards;
use crate::app::state::{Line, Saving, State};
use crate::app::{Effect, gate};
use crate::domain::safety::{GATE_QUESTIONS, GateAnswer};
use crate::domain::{Bond, Day, EntryId, Kind, Preferences, Stamp, Suggestions, daily};

/// Days that a week off from watching lasts.
const BREAK_DAYS: i64 = 7;

/// A page of a kind, empty. How was today, opened for the third time in a day, offers Rest first.
pub fn began(state: State, id: EntryId, at: Stamp, kind: Kind) -> Step {
    let is_checkin = kind.checkin().is_some();
    let (mut state, effects) = writing::started_page(state, id, at);
    let Some(page) = state.desk.page.as_mut().filter(|page| page.id == id) else { return (state, effects) };
    page.kind = kind;
    if is_checkin {
        let today = at.day();
        let opened = state.asked_on.filter(|(day, _)| *day == today).map_or(0, |(_, times)| times);
        state.rather_rest = daily::rather_rest(&state.journal, today, opened);
        state.asked_on = Some((today, opened + 1));
    }
    (state, effects)
}

/// The marks of the opened page as they are on screen now. The pen hands them over with the words.
pub fn marked(mut state: State, kind: Kind) -> Step {
    if !state.may_write() {
        return quiet(state);
    }
    let Some(page) = state.desk.page.as_mut().filter(|page| page.kind.key() == kind.key()) else {
        return quiet(state);
    };
    page.kind = kind;
    quiet(State { saving: Saving::Pending, line: None, ..state })
}

/// What stayed unsaid has a page of its own. Before it is opened for the first time, a few questions; not on the first day,
/// and not where nothing reaches the other person anyway.
pub fn asked_to_say(state: State, id: EntryId, at: Stamp) -> Step {
    if gate::comes(&state, at) {
        let cards = Cards { waits: false, ..state.cards };
        return (State { line: None, cards, ..state }, vec![Effect::Go(Screen::Before)]);
    }
    began(state, id, at, Kind::HeldBack(Rc::default()))
}

/// On from the questions, to what they came before: the card that waited for them, unless it is none for this person, or
/// the page.
pub fn went_on(state: State, id: EntryId, at: Stamp) -> Step {
    if state.cards.waits { cards::went_on(state, at) } else { asked_to_say(state, id, at) }
}

pub fn gate_answered(state: State, answers: [GateAnswer; GATE_QUESTIONS], at: Stamp) -> Step {
    settings::choose(state, |preferences| {
        let safety = preferences.safety.answered(answers, at);
        Preferences { safety, ..preferences }
    })
}

pub fn chose_bond(state: State, bond: Bond, at: Stamp) -> Step {
    let (bond, closing) = state.preferences.bond.changed_to(bond, at.day());
    if bond == state.preferences.bond {
        return quiet(state);
    }
    let (mut state, effects) = settings::choose(state, |preferences| Preferences { bond, ..preferences });
    if closing && !effects.is_empty() {
        state.line = Some(Line::Closed);
    }
    (state, effects)
}

pub fn chose_suggestions(state: State, suggestions: Suggestions) -> Step {
    settings::choose(state, |preferences| {
        let safety = preferences.safety.chosen(suggestions);
        Preferences { safety, ..preferences }
    })
}

pub fn took_a_break(state: State, at: Stamp) -> Step {
    let today = at.day();
    settings::choose(state, |preferences| {
        let from = Day::from_epoch_days(i64::from(today.epoch_days()) + BREAK_DAYS);
        // Taken up, it may be made again: after ten other days in a row.
        let watching = crate::domain::Offer { last_made: Some(today), ..preferences.watching };
        Preferences { watching_from: Some(from), watching, ..preferences }
    })
}

pub fn refused_break(state: State, at: Stamp) -> Step {
    settings::choose(state, |preferences| {
        let watching = preferences.watching.refused(at.day());
        Preferences { watching, ..preferences }
    })
}
