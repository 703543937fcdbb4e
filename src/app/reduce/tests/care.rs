//! Care for a page, and what a person chooses in Settings.

use super::*;
use crate::app::state::{Tightness, Writing, room_taken};
use crate::domain::{Face, FirstDay, LockRule, Standing, TextSize, Theme};
use crate::store::Room;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn secret(words: &str) -> Secret {
    Secret::new(words).expect("four characters or more")
}

/// A page that said "first", then an hour later "second", open under the pen.
fn with_a_version() -> (State, Entry) {
    let page = page(1, "first").rewritten("second", at(HOUR));
    let (state, _) = opened(vec![Rc::new(page.clone())], None);
    (after(state, vec![Action::OpenedPage(page.id)]).0, page)
}

#[test]
fn a_page_moved_to_another_day_stands_there_and_its_next_words_too() {
    let (state, page) = with_a_version();
    let day = "2020-02-29".parse().expect("a day");
    let (state, effects) = after(state, vec![Action::Moved { id: page.id, day }]);
    assert_eq!(saves(&effects), [page.id]);
    assert_eq!(state.line, Some(Line::Moved(day)));
    let typed = Action::WordsRead { read: read(Field::Page, "second, and more", 9), why: Why::Left };
    let (state, effects) = after(state, vec![Action::Typed, typed]);
    assert_eq!(saves(&effects), [page.id]);
    let kept = state.journal.page(page.id).expect("kept");
    assert_eq!((kept.day, &*kept.body), (day, "second, and more"));
    let (_, effects) = after(state, vec![Action::Moved { id: page.id, day }]);
    assert!(effects.is_empty(), "it is there already");
}

#[test]
fn a_star_is_kept_and_taken_off() {
    let (state, page) = with_a_version();
    let starred = |starred| Action::Starred { id: page.id, starred };
    let (state, effects) = after(state, vec![starred(true)]);
    assert_eq!(saves(&effects), [page.id]);
    assert!(state.journal.page(page.id).expect("kept").starred);
    let (state, effects) = after(state, vec![starred(true)]);
    assert!(effects.is_empty());
    assert!(!after(state, vec![starred(false)]).0.journal.page(page.id).expect("kept").starred);
}

#[test]
fn a_copy_is_what_one_goes_on_with_and_the_first_page_stays() {
    let (state, page) = with_a_version();
    let (state, effects) = after(state, vec![Action::Copied { id: page.id, fresh: id(7), at: at(DAY) }]);
    assert_eq!(saves(&effects), [id(7)]);
    let typed = Action::WordsRead { read: read(Field::Page, "another end", 9), why: Why::Left };
    let (state, _) = after(state, vec![Action::Typed, typed]);
    assert_eq!(&*state.journal.page(page.id).expect("kept").body, "second");
    assert_eq!(&*state.journal.page(id(7)).expect("kept").body, "another end");
}

#[test]
fn a_version_taken_back_is_on_screen_in_a_field_of_its_own_and_can_be_undone() {
    let (state, page) = with_a_version();
    let number = state.desk.page_field;
    let replaced = page.earlier[0].replaced;
    let (state, effects) = after(state, vec![Action::TookVersionBack { id: page.id, replaced, at: at(2 * HOUR) }]);
    assert_eq!(saves(&effects), [page.id]);
    assert_eq!(state.desk.page.as_ref().map(|writing| &*writing.words), Some("first"));
    assert_ne!(state.desk.page_field, number);
    let kept = state.journal.page(page.id).expect("kept");
    let replaced = kept.earlier[0].replaced;
    assert_eq!(&*kept.earlier[0].body, "second");
    let (state, _) = after(state, vec![Action::TookVersionBack { id: page.id, replaced, at: at(3 * HOUR) }]);
    assert_eq!(state.desk.page.as_ref().map(|writing| &*writing.words), Some("second"));
}

#[test]
fn versions_go_after_thirty_days_when_there_is_nothing_else_to_do() {
    let page = page(1, "first").rewritten("second", at(HOUR));
    let (state, _) = opened(vec![Rc::new(page.clone())], None);
    let room = Room { used: 1, budget: 100 };
    let tidied = |days: i64| Action::Tidied { room, spilled: false, more: false, at: at(HOUR + days * DAY + 1) };
    let (state, effects) = after(state, vec![tidied(29)]);
    assert_eq!(saves(&effects), []);
    let (state, effects) = after(state, vec![tidied(30)]);
    assert_eq!(saves(&effects), [page.id]);
    assert!(state.journal.page(page.id).expect("kept").earlier.is_empty());
    assert_eq!(saves(&after(state, vec![tidied(31)]).1), []);
}

#[test]
fn nothing_is_changed_where_nothing_may_be() {
    let (mut state, page) = with_a_version();
    state.role = Role::Reads { asking: false };
    let replaced = page.earlier[0].replaced;
    let room = Room { used: 1, budget: 100 };
    for action in [
        Action::Moved { id: page.id, day: at(90 * DAY).day() },
        Action::Starred { id: page.id, starred: true },
        Action::Copied { id: page.id, fresh: id(7), at: at(DAY) },
        Action::TookVersionBack { id: page.id, replaced, at: at(DAY) },
        Action::Tidied { room, spilled: false, more: false, at: at(90 * DAY) },
        Action::ChoseTheme(Theme::Dark),
        Action::ChoseFace(Face::Sans),
        Action::AskedToRemovePassphrase { present: secret("words") },
        Action::Binned { id: page.id, at: at(DAY) },
    ] {
        let said = format!("{action:?}");
        let (after, effects) = reduce(state.clone(), action);
        assert!(effects.is_empty(), "{said}: {effects:?}");
        assert_eq!(after.journal, state.journal, "{said}");
    }
}

#[test]
fn the_bin_can_be_undone_until_something_else_is_done() {
    let (state, page) = with_a_version();
    let (state, _) = after(state, vec![Action::Binned { id: page.id, at: at(DAY) }, Action::ArrivedAt(Screen::Pages)]);
    assert_eq!(state.line, Some(Line::Binned(page.id)));
    // No time takes it away: only the next thing done does.
    let (state, _) = after(state, vec![Action::LockNear { seconds: None }]);
    assert_eq!(state.line, Some(Line::Binned(page.id)));
    let (state, _) = after(state, vec![Action::TakenBack { id: page.id, at: at(DAY + 60) }]);
    assert_eq!(state.journal.page(page.id).map(|page| page.standing), Some(Standing::Kept));
}

#[test]
fn looks_are_worn_at_once_and_kept_in_the_clear_the_rest_is_sealed() {
    let (state, _) = opened(Vec::new(), None);
    let (state, effects) = after(state, vec![Action::ChoseTheme(Theme::Dark)]);
    assert!(matches!(effects[..], [Effect::SaveLooks(looks)] if looks == state.looks));
    let (state, effects) = after(state, vec![Action::ChoseTextSize(TextSize::Larger)]);
    let both = Looks { theme: Theme::Dark, text: TextSize::Larger };
    assert!(matches!(effects[..], [Effect::SaveLooks(looks)] if looks == both));
    for action in [
        Action::ChoseFace(Face::Sans),
        Action::ChoseFirstDay(FirstDay::Sunday),
        Action::ChoseSpellcheck(true),
        Action::ChoseLockRule(LockRule::Relaxed),
    ] {
        let (_, effects) = after(state.clone(), vec![action]);
        assert!(matches!(effects[..], [Effect::SavePreferences]), "{effects:?}");
    }
}

#[test]
fn a_wrong_present_passphrase_changes_nothing_and_is_said() {
    let (state, _) = opened(Vec::new(), None);
    let ask = || Action::AskedToChangePassphrase { present: secret("wrong"), next: secret("another one") };
    let (state, effects) = after(state, vec![ask()]);
    assert!(matches!(effects[..], [Effect::ChangePassphrase { .. }]));
    assert!(after(state.clone(), vec![ask()]).1.is_empty(), "one at a time");
    let (state, effects) = after(state, vec![Action::PresentRefused]);
    assert!(state.present_refused && state.work.is_none() && effects.is_empty());
    assert!(!after(state, vec![ask()]).0.present_refused, "asked again, it is not known yet");
}

#[test]
fn openings_are_noted_once_everything_has_been_read() {
    let (state, effects) = opened(Vec::new(), None);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::SavePreferences)));
    let (state, effects) = after(state, vec![Action::Checked(Checked::default())]);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SavePreferences)));
    assert_eq!(state.preferences.openings, [at(0)]);
}

#[test]
fn the_room_left_is_never_said_to_be_more_than_there_is() {
    let of = |used| room_taken(Room { used, budget: 1_000 });
    assert_eq!(of(0), (0, Tightness::Plenty));
    assert_eq!(of(1), (1, Tightness::Plenty));
    assert_eq!(of(699), (70, Tightness::Plenty));
    assert_eq!(of(700), (70, Tightness::Tight));
    assert_eq!(of(850), (85, Tightness::Full));
    assert_eq!(of(2_000), (100, Tightness::Full));
}

#[test]
fn a_page_under_the_pen_keeps_its_unread_words_when_it_gets_a_star() {
    let (mut state, page) = with_a_version();
    if let Some(writing) = &mut state.desk.page {
        writing.words = "second, half typed".into();
    }
    let (state, _) = after(state, vec![Action::Starred { id: page.id, starred: true }]);
    assert_eq!(state.desk.page.as_ref().map(|writing| &*writing.words), Some("second, half typed"));
    assert!(state.desk.page.as_ref().is_some_and(Writing::is_changed));
}
