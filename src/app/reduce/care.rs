//! Care for a page: another day, a star, a copy of it, words it said before.

use std::rc::Rc;

use super::{Step, quiet};
use crate::app::Effect;
use crate::app::state::{Field, Line, Saving, State, Writing};
use crate::domain::{Day, Entry, EntryId, Event, Stamp};

pub fn moved(state: State, id: EntryId, day: Day) -> Step {
    let (mut state, effects) = change(state, id, |page| (page.day != day).then(|| page.moved_to(day)));
    state.line = (!effects.is_empty()).then_some(Line::Moved(day));
    (state, effects)
}

pub fn starred(state: State, id: EntryId, starred: bool) -> Step {
    change(state, id, |page| (page.starred != starred).then(|| page.starred(starred)))
}

/// The copy is what one goes on with; the first page stays as it is.
pub fn copied(state: State, id: EntryId, fresh: EntryId, at: Stamp) -> Step {
    let Some(page) = state.journal.page(id).filter(|_| state.may_write()) else { return quiet(state) };
    let copy = Rc::new(page.copied(fresh, at));
    let mut state = wrote(state, copy.clone());
    let field = state.under_pen(id).unwrap_or(Field::Page);
    put_under_pen(&mut state, field, &copy);
    state.line = Some(Line::Copied);
    (state, vec![Effect::DropDraft { id }, Effect::Save { ids: vec![fresh] }])
}

pub fn took_version_back(state: State, id: EntryId, replaced: Stamp, at: Stamp) -> Step {
    let take = |page: &Entry| {
        let version = page.earlier.iter().find(|version| version.replaced == replaced)?;
        Some(page.taken_back_to(version, at))
    };
    let (mut state, effects) = change(state, id, take);
    let page = state.journal.page(id).cloned().filter(|_| !effects.is_empty());
    if let (Some(page), Some(field)) = (page, state.under_pen(id)) {
        // The field on screen holds the words that gave way: another takes its place.
        put_under_pen(&mut state, field, &page);
        state.line = Some(Line::VersionBack);
    }
    (state, effects)
}

/// Versions whose time is over go a few pages at a time, while nothing else is to be done.
pub fn let_versions_go(state: State, now: Stamp) -> Step {
    const AT_ONCE: usize = 8;
    if !state.is_open() || !state.may_write() {
        return quiet(state);
    }
    let pages: Vec<_> = state.journal.with_old_versions(now, AT_ONCE);
    let ids: Vec<_> = pages.iter().map(|page| page.id).filter(|id| state.under_pen(*id).is_none()).collect();
    if ids.is_empty() {
        return quiet(state);
    }
    let state = pages.into_iter().filter(|page| ids.contains(&page.id)).fold(state, wrote);
    (state, vec![Effect::Save { ids }, Effect::Tidy])
}

/// Changes a page of the journal and keeps it. Nothing happens where there is nothing to change, or nothing may be.
pub fn change(state: State, id: EntryId, change: impl FnOnce(&Entry) -> Option<Entry>) -> Step {
    let page = state.journal.page(id).filter(|_| state.may_write());
    let Some(page) = page.and_then(|page| change(page)).map(Rc::new) else { return quiet(state) };
    let mut state = wrote(state, page.clone());
    // What is under the pen goes on from the page as it is now.
    for field in [Field::Today, Field::Page] {
        if let Some(writing) = state.desk.writing_mut(field).as_mut().filter(|writing| writing.id == id) {
            writing.kept = Some(page.clone());
        }
    }
    (state, vec![Effect::Save { ids: vec![id] }])
}

fn wrote(mut state: State, page: Rc<Entry>) -> State {
    state.unsaved.insert(page.id);
    state.saving = Saving::Pending;
    state.journal = std::mem::take(&mut state.journal).apply(Event::Wrote(page));
    state
}

fn put_under_pen(state: &mut State, field: Field, page: &Rc<Entry>) {
    *state.desk.writing_mut(field) = Some(Writing::of(page));
    state.desk.renew(field);
}
