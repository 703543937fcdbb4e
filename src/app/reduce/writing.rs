//! From the field to the journal: drafts, commits, and what the screen says about them.

use std::rc::Rc;

use super::{Step, quiet, update};
use crate::app::Effect;
use crate::app::action::{Read, Screen, Why};
use crate::app::state::{Field, Fresh, Line, Notice, Phase, Saving, State, Update, Writing};
use crate::domain::{EntryId, Event, Mood, Stamp, entry};
use crate::store::Fault;

/// A key changed the words. The one place typing touches the state, and only the first time.
pub fn typed(state: State) -> Step {
    let saving = match state.phase {
        Phase::Open => Saving::Pending,
        _ => state.saving,
    };
    quiet(State { saving, line: None, ..state })
}

pub fn words_read(mut state: State, read: Read, why: Why) -> Step {
    let Read { field, number, words, at, fresh } = read;
    if number != state.desk.number(field) || !state.may_write() {
        // A field that has been replaced says goodbye as it goes. Its words were taken when it was replaced, or when
        // another tab took the pen.
        return quiet(state);
    }
    if matches!(state.phase, Phase::Fresh(Fresh::LetGo | Fresh::Cleared)) {
        // The emptied field in place of a page that was let go or was all that is left: its words can still be brought back, until others are written.
        if words.trim().is_empty() {
            return quiet(state);
        }
        state.phase = Phase::Fresh(Fresh::Writing);
    }
    let slot = state.desk.writing_mut(field);
    if slot.is_none() && words.trim().is_empty() {
        return quiet(settled(state));
    }
    let writing = slot.get_or_insert_with(|| Writing::new(fresh, at));
    let moved = writing.words != words;
    writing.words = words;
    if !state.is_open() {
        return quiet(state);
    }
    let long = moved && state.desk.writing(field).is_some_and(|writing| entry::is_long(&writing.words));
    if long && state.notice.is_none() {
        state.notice = Some(Notice::LongPage);
    }
    match why {
        Why::Pause { local } => draft(state, field, at, local, true),
        Why::Left => commit(state, field, at),
        Why::Away => {
            let (state, mut effects) = commit(state, field, at);
            let (state, more) = draft(state, field, at, true, true);
            effects.extend(more);
            (state, effects)
        }
    }
}

/// Keep: the page is finished. What is written next is another page.
pub fn kept_page(state: State, read: Read) -> Step {
    let field = read.field;
    let (mut state, mut effects) = words_read(state, read, Why::Left);
    if !state.is_open() || !state.may_write() {
        return (state, effects);
    }
    let kept = state.desk.writing(field).filter(|writing| !writing.is_blank()).cloned();
    // It is kept when a store says so.
    state.line = match &kept {
        Some(page) if state.unsaved.contains(&page.id) => Some(Line::Keeping(page.id)),
        Some(_) => Some(kept_line(&mut state)),
        None => None,
    };
    state.desk.clear(field);
    effects.extend(kept.as_ref().map(|page| Effect::DropDraft { id: page.id }));
    effects.push(Effect::Go(Screen::Today));
    if kept.is_some_and(|page| is_very_low(&page)) {
        state.line = Some(Line::VeryLow);
        effects.pop();
        effects.push(Effect::GoInstead(Screen::Tonight));
        return (state, effects);
    }
    let (state, more) = update::tell_of_offline(state);
    effects.extend(more);
    (state, effects)
}

pub fn opened_page(mut state: State, id: EntryId) -> Step {
    let Some(page) = state.journal.page(id).cloned() else { return quiet(state) };
    state.desk.clear(Field::Page);
    // The same page must never be under two pens.
    if state.desk.today.as_ref().is_some_and(|writing| writing.id == id) {
        state.desk.clear(Field::Today);
    }
    // Who opens words of another day came to read them; an empty page can only be written.
    state.desk.reading = !page.is_blank();
    state.desk.page = Some(Writing::of(&page));
    state.rather_rest = false;
    state.line = None;
    (settled(state), vec![Effect::Go(Screen::Page)])
}

pub fn started_page(mut state: State, id: EntryId, at: Stamp) -> Step {
    if !state.may_write() {
        return quiet(state);
    }
    state.desk.clear(Field::Page);
    state.desk.page = Some(Writing::new(id, at));
    state.desk.reading = false;
    state.rather_rest = false;
    state.line = None;
    (settled(state), vec![Effect::Go(Screen::Page)])
}

pub fn asked_to_edit(mut state: State) -> Step {
    state.desk.reading &= !state.may_write();
    quiet(state)
}

/// The words have been read from the field by now.
pub fn asked_to_read(mut state: State) -> Step {
    state.desk.reading = state.desk.page.as_ref().is_some_and(|writing| !writing.says_nothing());
    quiet(state)
}

pub fn arrived_at(state: State, screen: Screen) -> Step {
    let line = state.line.filter(|line| match line {
        Line::Binned(_) | Line::TakenBack | Line::Deleted => matches!(screen, Screen::Pages | Screen::Bin),
        Line::FirstKept | Line::Keeping(_) | Line::Kept(_) | Line::KeptOffline | Line::EnoughForToday => {
            screen == Screen::Today
        }
        Line::Moved(_) | Line::Copied | Line::VersionBack => screen == Screen::Page,
        Line::RecoveryReady
        | Line::RecoveryRemoved
        | Line::PassphraseSet
        | Line::PassphraseChanged
        | Line::PassphraseRemoved
        | Line::Closed
        | Line::CopySaved => screen == Screen::Settings,
        Line::VeryLow => screen == Screen::Tonight,
    });
    let mut state = state;
    if !state.may_write() && screen != Screen::Page {
        // Nothing is under the pen of whoever only reads.
        state.desk.clear(Field::Page);
    }
    // Going back to the unfinished page, or starting another, ends the reminder.
    let unfinished = state.unfinished && screen != Screen::Page;
    let update = if state.update == Update::Ready { Update::Known } else { state.update };
    let searching = state.searching && screen == Screen::Pages;
    let before_removal = screen == Screen::Remove || (state.before_removal && screen == Screen::Backup);
    quiet(State { line, unfinished, update, searching, before_removal, present_refused: false, ..state })
}

pub fn saved(mut state: State, ids: &[EntryId], at: Stamp, mirrored: bool) -> Step {
    for id in ids {
        state.unsaved.remove(id);
        state.stranded.retain(|one| one.id != *id);
    }
    let kept = matches!(state.line, Some(Line::Keeping(id)) if ids.contains(&id));
    if kept {
        state.line = Some(kept_line(&mut state));
    }
    if !state.may_write() {
        return quiet(state);
    }
    if state.unsaved.is_empty() {
        state.saving = if mirrored { Saving::Saved(at) } else { Saving::BrowserOnly(at) };
        if matches!(state.notice, Some(Notice::SaveFailed(_))) {
            state.notice = None;
        }
    }
    state.health.no_mirror = !mirrored;
    if kept { update::tell_of_offline(state) } else { quiet(state) }
}

pub fn save_failed(mut state: State, ids: Vec<EntryId>, fault: Fault) -> Step {
    if !state.may_write() {
        return quiet(state);
    }
    state.line = state.line.filter(|line| !matches!(line, Line::Keeping(_)));
    // What was deleted in the meantime has nothing left to save.
    state.unsaved.extend(ids.into_iter().filter(|id| state.journal.page(*id).is_some()));
    quiet(State { saving: Saving::Failed, notice: Some(Notice::SaveFailed(fault)), ..state })
}

pub fn draft_saved(state: State, at: Stamp, mirrored: bool) -> Step {
    if !state.unsaved.is_empty() || !state.may_write() {
        return quiet(state);
    }
    let saving = if mirrored { Saving::Saved(at) } else { Saving::BrowserOnly(at) };
    quiet(State { saving, ..state })
}

pub fn draft_failed(state: State, fault: Fault) -> Step {
    if !state.may_write() {
        return quiet(state);
    }
    quiet(State { saving: Saving::Failed, notice: Some(Notice::SaveFailed(fault)), ..state })
}

pub fn asked_to_save_again(state: State) -> Step {
    let ids: Vec<_> = state.unsaved.iter().copied().collect();
    let mut effects = Vec::new();
    if !ids.is_empty() {
        effects.push(Effect::Save { ids });
    }
    (State { saving: Saving::Pending, notice: None, ..state }, effects)
}

/// The line after a Keep. From one visit to the next the number of pages says which comes next, and nothing is stored.
fn kept_line(state: &mut State) -> Line {
    state.last_line = (state.journal.len() as u64).max(state.last_line + 1);
    Line::Kept(state.last_line)
}

fn is_very_low(page: &Writing) -> bool {
    page.kind.checkin().is_some_and(|checkin| checkin.mood == Some(Mood::VeryLow))
}

/// Commits what is under the pen, if it changed.
fn commit(mut state: State, field: Field, at: Stamp) -> Step {
    // A later revision may have come to light while older pages were still being read: these words come after it.
    let id = state.desk.writing(field).map(|writing| writing.id);
    let known = id.and_then(|id| state.journal.page(id).cloned());
    if let (Some(writing), Some(known)) = (state.desk.writing_mut(field), known)
        && writing.kept.as_ref().is_none_or(|kept| kept.revision < known.revision)
    {
        writing.kept = Some(known);
    }
    let Some(writing) = state.desk.writing(field).filter(|writing| writing.is_changed()) else {
        return quiet(settled(state));
    };
    let page = Rc::new(writing.page(at));
    if let Some(writing) = state.desk.writing_mut(field) {
        writing.kept = Some(page.clone());
    }
    state.journal = std::mem::take(&mut state.journal).apply(Event::Wrote(page.clone()));
    state.unsaved.insert(page.id);
    state.saving = Saving::Pending;
    (state, vec![Effect::Save { ids: vec![page.id] }])
}

/// Seals what is under the pen as a draft.
fn draft(state: State, field: Field, at: Stamp, local: bool, mirror: bool) -> Step {
    let page = state.desk.writing(field).filter(|writing| !writing.is_blank()).map(|writing| Rc::new(writing.page(at)));
    let effects = page.into_iter().map(|page| Effect::Draft { page, local, mirror }).collect();
    (state, effects)
}

/// Nothing is waiting to be saved: the status says nothing it does not know.
fn settled(state: State) -> State {
    let saving = match state.saving {
        Saving::Pending if state.unsaved.is_empty() => Saving::Quiet,
        saving => saving,
    };
    State { saving, ..state }
}
