//! When an open journal locks itself: a judgement by the clock, never by a timer that a hidden tab may not run.

use crate::domain::LockRule;

/// Seconds of warning before idling locks.
pub const WARNING: f64 = 20.0;

/// Milliseconds until a lock, by rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Times {
    pub hidden: f64,
    pub idle: f64,
    /// Idle while a page is open: someone may be thinking.
    pub idle_writing: f64,
}

/// The times of a rule, in milliseconds.
pub fn times(rule: LockRule) -> Times {
    const SECOND: f64 = 1_000.0;
    const MINUTE: f64 = 60.0 * SECOND;
    let usual = Times { hidden: 30.0 * SECOND, idle: 2.0 * MINUTE, idle_writing: 5.0 * MINUTE };
    match rule {
        LockRule::Usual => usual,
        LockRule::AtOnce => Times { hidden: 0.0, ..usual },
        LockRule::Relaxed => Times { hidden: 5.0 * MINUTE, idle: 15.0 * MINUTE, idle_writing: 15.0 * MINUTE },
    }
}

/// What the clock says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    Stay,
    /// Idle so long that the lock comes in this many seconds.
    Warn {
        seconds: u32,
    },
    Lock,
}

/// What is known about the person's presence; times in milliseconds of one clock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Presence {
    pub last_active: f64,
    pub hidden_since: Option<f64>,
    pub writing: bool,
}

/// Judges presence at a moment. A clock that was set back never locks and never keeps open for longer than the rule
/// from then on, because the caller notes activity again.
pub fn judge(rule: LockRule, presence: Presence, now: f64) -> Verdict {
    let times = times(rule);
    if presence.hidden_since.is_some_and(|since| now - since >= times.hidden) {
        return Verdict::Lock;
    }
    let allowed = if presence.writing { times.idle_writing } else { times.idle };
    let left = (allowed - (now - presence.last_active)) / 1_000.0;
    if left <= 0.0 {
        Verdict::Lock
    } else if left <= WARNING && presence.hidden_since.is_none() {
        Verdict::Warn { seconds: left.ceil() as u32 }
    } else {
        Verdict::Stay
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn present(last_active: f64) -> Presence {
        Presence { last_active, ..Presence::default() }
    }

    #[test]
    fn two_idle_minutes_lock_and_the_last_twenty_seconds_warn() {
        assert_eq!(judge(LockRule::Usual, present(0.0), 99_000.0), Verdict::Stay);
        assert_eq!(judge(LockRule::Usual, present(0.0), 105_000.0), Verdict::Warn { seconds: 15 });
        assert_eq!(judge(LockRule::Usual, present(0.0), 120_000.0), Verdict::Lock);
    }

    #[test]
    fn an_open_page_gives_five_minutes_to_think() {
        let writing = Presence { writing: true, ..present(0.0) };
        assert_eq!(judge(LockRule::Usual, writing, 200_000.0), Verdict::Stay);
        assert_eq!(judge(LockRule::Usual, writing, 300_000.0), Verdict::Lock);
    }

    #[test]
    fn thirty_hidden_seconds_lock_even_while_writing() {
        let hidden = Presence { hidden_since: Some(0.0), writing: true, last_active: 0.0 };
        assert_eq!(judge(LockRule::Usual, hidden, 29_000.0), Verdict::Stay);
        assert_eq!(judge(LockRule::Usual, hidden, 30_000.0), Verdict::Lock);
    }

    #[test]
    fn at_once_means_at_once() {
        let hidden = Presence { hidden_since: Some(5.0), ..present(5.0) };
        assert_eq!(judge(LockRule::AtOnce, hidden, 5.0), Verdict::Lock);
    }

    #[test]
    fn a_hidden_page_is_never_warned_about() {
        let hidden = Presence { hidden_since: Some(100_000.0), ..present(0.0) };
        assert_eq!(judge(LockRule::Relaxed, hidden, 885_000.0 - 500_000.0), Verdict::Stay);
        assert_eq!(judge(LockRule::Usual, hidden, 110_000.0), Verdict::Stay);
    }
}
