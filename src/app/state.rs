//! Everything the screen shows, as one value. What can be derived is not stored.

pub mod desk;
pub mod removal;

use std::collections::BTreeSet;
use std::rc::Rc;

pub use desk::{Desk, Field, Writing};
use removal::Removal;

use super::browse::Cards;
use super::carrying::Carrying;
use crate::domain::{Day, Entry, EntryId, Journal, LockRule, Looks, Past, Preferences, Stamp};
use crate::store::{Fault, Room};
use crate::vault::words::RecoveryWords;

/// The state of the app.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub phase: Phase,
    pub role: Role,
    pub journal: Journal,
    pub preferences: Rc<Preferences>,
    /// What was met among cards and prompts.
    pub past: Rc<Past>,
    pub cards: Cards,
    pub desk: Desk,
    pub saving: Saving,
    /// Pages whose latest words are not yet acknowledged by a store.
    pub unsaved: BTreeSet<EntryId>,
    /// The page on the desk was under the pen when the journal was put away, and has not been gone back to.
    pub unfinished: bool,
    /// Pages that were under the pen when another tab took it, as no store has taken them. Only on this screen.
    pub stranded: Vec<Rc<Entry>>,
    /// The search was asked for, and takes the focus when Pages opens.
    pub searching: bool,
    /// The list of shortcuts is shown.
    pub shortcuts: bool,
    /// How was today has been opened so often today that Rest is offered instead.
    pub rather_rest: bool,
    /// The day on which How was today was last opened, and how often on it.
    pub asked_on: Option<(Day, usize)>,
    /// The screen of removing everything was left for a backup, and comes after it.
    pub before_removal: bool,
    /// Which line came after the last Keep of this visit.
    pub last_line: u64,
    /// One line after something was done: never praise, gone on the next screen.
    pub line: Option<Line>,
    pub notice: Option<Notice>,
    /// Seconds until idling locks, while that is near.
    pub locking_in: Option<u32>,
    /// Pages not yet read from the stores since unlocking.
    pub unread: usize,
    pub health: Health,
    pub slots: Slots,
    pub looks: Looks,
    /// When the journal was opened this time.
    pub opened_at: Option<Stamp>,
    /// The passphrase given as the present one did not open the journal.
    pub present_refused: bool,
    pub recovery: Recovery,
    pub licences: Licences,
    /// A backup on its way out, or a file on its way in.
    pub carrying: Carrying,
    pub room: Option<Room>,
    /// Whether the browser has agreed to keep what is here when it needs room; `None` before it has said.
    pub stays: Option<bool>,
    /// Something that takes a moment and shows a bar.
    pub work: Option<Work>,
    /// Every file of the app is in this browser: it opens without a network.
    pub offline: bool,
    pub update: Update,
}

/// A later version of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Update {
    #[default]
    None,
    /// Here, and waiting to be asked for. Said where nothing moves by it.
    Ready,
    /// It was here before this screen was opened: said on any place.
    Known,
    /// "Later": not again in this visit.
    PutOff,
}

/// The licences of what the app is made of: a long text, read when it is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Licences {
    #[default]
    Unread,
    NotFound,
    Shown(Rc<str>),
}

/// Where the journal stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// The stores are being looked at.
    #[default]
    Starting,
    /// Nothing was ever kept here: Welcome, then the first page, which lives in memory only.
    Fresh(Fresh),
    Locked(Locked),
    Open,
    /// A newer version wrote here, and only that version can read it.
    Newer,
    /// Values are here, but no header that could open them.
    Unreadable {
        values: usize,
    },
    /// Covered, on the way to the lock screen; set when the words could not be put away and are held until they are.
    Closing {
        held: bool,
    },
    /// Everything is being removed, or has been. Nothing leads back from here but loading the page anew.
    Removed(Removal),
}

/// What this tab may do with an open journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Writes,
    /// Another tab writes, and this one shows what is kept. `asking`: the other was asked to put its words away.
    Reads { asking: bool },
}

/// The first minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fresh {
    #[default]
    Welcome,
    /// The page, in memory only.
    Writing,
    /// Keep was pressed: three choices.
    Keeping,
    /// Choosing a passphrase.
    Choosing,
    /// What it means to keep without one.
    Warned,
    /// "Don't keep this" was chosen; the words can still be brought back.
    LetGo,
    /// The journal was locked after everything kept in this browser had been cleared: the words that were under the pen
    /// can still be brought back.
    Cleared,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Locked {
    /// No passphrase was set: one button opens.
    pub open: bool,
    /// The last passphrase did not open it.
    pub wrong: bool,
    /// Wrong tries since this page was loaded: the courtesy wait grows with them.
    pub tries: u32,
    /// Until when the next try waits, in milliseconds of the wall clock.
    pub wait_until: Option<i64>,
    /// Something else than the passphrase kept it shut.
    pub trouble: Option<Trouble>,
}

/// What keeps a journal shut although the passphrase may be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser would not give the memory the key needs.
    Memory,
    /// The parameters in the header are outside what is safe to run.
    Parameters,
    /// The helper that derives the key could not be started.
    Helper,
    /// Neither store answers.
    Stores,
}

/// The words about saving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    #[default]
    Quiet,
    /// Words on this screen are not yet safe.
    Pending,
    /// On disk since this moment.
    Saved(Stamp),
    /// Kept in this browser, not yet safe from a crash.
    BrowserOnly(Stamp),
    Failed,
}

/// One line, shown once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// After the very first Keep, with what Exit does.
    FirstKept,
    /// Keep was pressed, and the stores have not answered yet.
    Keeping(EntryId),
    /// With how many lines were shown before this one.
    Kept(u64),
    /// Kept, and told for the only time that no network is needed.
    KeptOffline,
    EnoughForToday,
    /// After a mark of a very low day.
    VeryLow,
    /// It ended, or there is no contact any more.
    Closed,
    Binned(EntryId),
    TakenBack,
    Deleted,
    RecoveryReady,
    RecoveryRemoved,
    PassphraseSet,
    PassphraseChanged,
    PassphraseRemoved,
    CopySaved,
    Moved(Day),
    Copied,
    VersionBack,
}

/// Something a person must know, with what they can do about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Words could not be saved. They stay on screen.
    SaveFailed(Fault),
    /// A deletion could not be finished.
    DeleteFailed(Fault),
    /// The browser keeps nothing here at all.
    NoStorage,
    /// There is hardly room left, so the oldest pages live in one of the two stores only.
    OldestMoved,
    /// Nothing is here, and something may have been.
    Vanished,
    /// A store had lost values, and they were put back from the other.
    Healed { values: u32 },
    /// The header had been altered by something other than this app.
    HeaderAltered,
    /// The same page had been changed in two places: both are kept.
    TwoVersions { pages: u32 },
    /// Some values cannot be read; they are kept as they are.
    Unreadable { values: u32 },
    /// A page is longer than is comfortable; it is kept whole.
    LongPage,
    /// Something asked for could not be done.
    Failed(Trouble),
}

/// What the verify pass found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    pub unreadable: Rc<Vec<Unreadable>>,
    /// No durable mirror: what is saved is not yet safe from a crash.
    pub no_mirror: bool,
    /// Wrong tries since the journal was last opened.
    pub wrong_tries: u32,
}

/// A value that is kept but cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub name: String,
    pub why: WhyUnreadable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyUnreadable {
    Altered,
    Missing,
    Newer,
}

/// Ways in, as Settings shows them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    pub open: bool,
    pub passphrase: bool,
    pub recovery: bool,
    /// The day each was made; `None` where it was never noted.
    pub passphrase_since: Option<Day>,
    pub recovery_since: Option<Day>,
}

/// Making recovery words.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Recovery {
    #[default]
    Closed,
    /// The words on screen, not yet a way in.
    Shown(Words),
}

/// Recovery words on screen. Shared, never printed, compared by identity.
#[derive(Clone)]
pub struct Words(pub Rc<RecoveryWords>);

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words(..)")
    }
}

/// Something with a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    pub what: Task,
    /// Expected seconds, from the calibrated time; shown as "about".
    pub seconds: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    MakingKey,
    Opening,
    AddingWords,
    ChangingKey,
    Deleting,
}

/// The reason a save gives when everything kept here was removed while the journal was open.
pub const CLEARED: &str = "cleared";

/// How much of the room in the browser is taken, as a person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tightness {
    Plenty,
    /// 70 % or more.
    Tight,
    /// 85 % or more: the oldest pages lie in one of the two stores only.
    Full,
}

/// Percent of the room that is taken, rounded up so that nothing is promised that is not there, and what it means.
pub fn room_taken(room: Room) -> (u32, Tightness) {
    let (used, budget) = (u64::from(room.used), u64::from(room.budget.max(1)));
    let tightness = match used * 100 / budget {
        0..70 => Tightness::Plenty,
        70..85 => Tightness::Tight,
        _ => Tightness::Full,
    };
    ((used * 100).div_ceil(budget).min(100) as u32, tightness)
}

impl State {
    pub fn is_open(&self) -> bool {
        self.phase == Phase::Open
    }

    /// Whether anything kept may be changed from here.
    pub fn may_write(&self) -> bool {
        self.role == Role::Writes
    }

    pub fn lock_rule(&self) -> LockRule {
        self.preferences.lock
    }

    /// Pages kept so far, the Bin left out.
    pub fn kept_pages(&self) -> usize {
        self.journal.all().filter(|page| !page.is_binned()).count()
    }

    /// A page is open and has words: idling gets more time.
    pub fn is_writing(&self) -> bool {
        [&self.desk.today, &self.desk.page].into_iter().flatten().any(|writing| !writing.is_blank())
    }
}

impl State {
    /// The field a page is written in now, if any.
    pub fn under_pen(&self, id: EntryId) -> Option<Field> {
        [Field::Today, Field::Page].into_iter().find(|&field| self.desk.writing(field).is_some_and(|w| w.id == id))
    }
}
