//! The one timetable by which words under the pen become safe.
//!
//! | what | when |
//! | --- | --- |
//! | draft to the mirror | 500 ms after the last key, or 1 s after the first unsaved one, whichever is sooner |
//! | the same draft to the store of record | at most every 10 s, and at once on hide, lock and exit |
//! | commit of the page | on leaving the field or screen, hide, lock, exit, or 30 s without a key |
//!
//! A key press only notes the time; everything else happens later, when [`Timetable::due`] says so.

/// Milliseconds after the last key until a draft goes to the mirror.
pub const DRAFT_AFTER_LAST_KEY: f64 = 500.0;
/// Milliseconds after the first unsaved key until a draft goes to the mirror, however fast someone types.
pub const DRAFT_AFTER_FIRST_KEY: f64 = 1_000.0;
/// Least milliseconds between two drafts in the store of record.
pub const LOCAL_DRAFT_EVERY: f64 = 10_000.0;
/// Milliseconds without a key until the page itself is committed.
pub const COMMIT_AFTER_LAST_KEY: f64 = 30_000.0;

/// What should be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Nothing,
    /// Seal a draft; `local` when the store of record should have it too.
    Draft {
        local: bool,
    },
    Commit,
}

/// Times, in milliseconds of one clock, since the words were last safe.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Timetable {
    first_unsaved: Option<f64>,
    last_key: Option<f64>,
    last_local: Option<f64>,
}

impl Timetable {
    /// A key changed the words.
    pub fn key(&mut self, now: f64) {
        self.first_unsaved.get_or_insert(now);
        self.last_key = Some(now);
    }

    /// What is due at this moment. The caller says with [`Self::done`] that it was carried out.
    pub fn due(&self, now: f64) -> Due {
        match (self.draft_at(), self.commit_at()) {
            (Some(at), _) if at <= now => {
                Due::Draft { local: self.last_local.is_none_or(|last| now - last >= LOCAL_DRAFT_EVERY) }
            }
            (_, Some(at)) if at <= now => Due::Commit,
            _ => Due::Nothing,
        }
    }

    /// Milliseconds until something is due; `None` when nothing is waiting.
    pub fn wait(&self, now: f64) -> Option<f64> {
        let next = match (self.draft_at(), self.commit_at()) {
            (Some(draft), Some(commit)) => Some(draft.min(commit)),
            (one, other) => one.or(other),
        };
        next.map(|at| (at - now).max(0.0))
    }

    /// Notes that what was due has been done.
    pub fn done(&mut self, due: Due, now: f64) {
        match due {
            Due::Nothing => {}
            Due::Draft { local } => {
                self.first_unsaved = None;
                if local {
                    self.last_local = Some(now);
                }
            }
            Due::Commit => *self = Self { last_local: self.last_local, ..Self::default() },
        }
    }

    fn draft_at(&self) -> Option<f64> {
        let (first, last) = (self.first_unsaved?, self.last_key?);
        Some((first + DRAFT_AFTER_FIRST_KEY).min(last + DRAFT_AFTER_LAST_KEY))
    }

    fn commit_at(&self) -> Option<f64> {
        Some(self.last_key? + COMMIT_AFTER_LAST_KEY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_due_until_something_is_typed() {
        let table = Timetable::default();
        assert_eq!((table.due(1e9), table.wait(1e9)), (Due::Nothing, None));
    }

    #[test]
    fn a_pause_of_half_a_second_seals_a_draft() {
        let mut table = Timetable::default();
        table.key(1_000.0);
        assert_eq!(table.due(1_499.0), Due::Nothing);
        assert_eq!(table.wait(1_100.0), Some(400.0));
        assert_eq!(table.due(1_500.0), Due::Draft { local: true });
    }

    #[test]
    fn steady_typing_is_sealed_every_second_all_the_same() {
        let mut table = Timetable::default();
        for key in 0..10 {
            table.key(f64::from(key) * 100.0);
        }
        assert_eq!(table.due(999.0), Due::Nothing);
        assert_eq!(table.due(1_000.0), Due::Draft { local: true });
    }

    #[test]
    fn the_store_of_record_gets_a_draft_at_most_every_ten_seconds() {
        let mut table = Timetable::default();
        table.key(0.0);
        table.done(Due::Draft { local: true }, 500.0);
        table.key(2_000.0);
        assert_eq!(table.due(2_500.0), Due::Draft { local: false });
        table.done(Due::Draft { local: false }, 2_500.0);
        table.key(10_500.0);
        assert_eq!(table.due(11_000.0), Due::Draft { local: true });
    }

    #[test]
    fn thirty_quiet_seconds_commit_the_page_once() {
        let mut table = Timetable::default();
        table.key(0.0);
        table.done(Due::Draft { local: true }, 500.0);
        assert_eq!(table.due(29_999.0), Due::Nothing);
        assert_eq!(table.due(30_000.0), Due::Commit);
        table.done(Due::Commit, 30_000.0);
        assert_eq!(table.wait(30_001.0), None);
    }
}
