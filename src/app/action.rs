//! What can happen, named as things that happened. The list is the table of contents of the app.

use std::rc::Rc;

use super::browse::Browse;
use super::carrying::{Carrying, HandedOver, Plain, Preview};
use super::state::removal::Removal;
use super::state::{Field, Health, Role, Slots, Trouble, Words};
use crate::domain::card::ItemId;
use crate::domain::deck::Answer;
use crate::domain::safety::{GATE_QUESTIONS, GateAnswer};
use crate::domain::{
    Backup, Body, Bond, Day, Entry, EntryId, Face, FirstDay, Kind, LockRule, Looks, Past, Preferences, Sides, Stamp,
    Suggestions, TextSize, Theme,
};
use crate::store::{Fault, Room};
use crate::vault::Secret;

/// Why the words were read from the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A pause in typing: a draft is due. `local`: in the store of record too.
    Pause { local: bool },
    /// The field or screen was left, or thirty seconds passed: the page is committed.
    Left,
    /// The page is covered, locked or left by Exit: committed, and marked as unfinished.
    Away,
}

/// Words read from a field. `fresh` is the id a new page gets.
#[derive(Clone, Debug)]
pub struct Read {
    pub field: Field,
    /// Which field: the number it had when it appeared.
    pub number: u32,
    pub words: Body,
    pub at: Stamp,
    pub fresh: EntryId,
}

#[derive(Debug)]
pub enum Action {
    // Starting
    FoundNothing,
    FoundSealed {
        open: bool,
    },
    /// A newer version wrote here, and only that version can read it.
    FoundNewer,
    FoundUnreadable {
        values: usize,
    },
    FoundNoStorage,
    /// Everything was to be removed, and that was cut off.
    FoundRemoval,
    /// Both stores are empty although pages may have been kept here: the browser has cleared them.
    FoundCleared,

    // The first minute
    StartedWriting,
    AskedToKeep,
    /// One step back: from choosing to the three choices, from those to the page.
    SteppedBack,
    AskedForPassphrase,
    AskedToKeepWithout,
    /// A passphrase, or none, was settled on.
    ChoseProtection {
        secret: Option<Secret>,
        at_once: bool,
        swapped: bool,
    },
    LetGo,
    BroughtBack,
    Founded {
        page: Option<Rc<Entry>>,
        preferences: Preferences,
        slots: Slots,
        health: Health,
        at: Stamp,
    },
    FoundingFailed(FoundingError),

    // Opening and locking
    TriedToOpen {
        secret: Option<Secret>,
        at: Stamp,
    },
    WrongPassphrase {
        at: Stamp,
    },
    OpeningFailed(Trouble),
    Opened(Opened),
    ReadMore {
        pages: Vec<Rc<Entry>>,
        singles: Singles,
        unread: usize,
    },
    Checked(Checked),
    AskedToLock,
    /// It is time to lock this tab, by the clock or because somebody locked another.
    LockDue,
    /// The words under the pen have been put away: the lock may fall.
    PutAway,
    LockNear {
        seconds: Option<u32>,
    },
    CouldNotPutAway,
    /// The journal is locked, and words that no store has are still on this screen.
    LockedWithWords,
    /// Nothing is kept in this browser any more that the words could be put to.
    NothingLeft,

    // Several tabs
    AskedToTakeOver,
    /// Another tab took the pen; what this one had under it, as far as anything was.
    Overtaken(Option<Read>),
    /// The tab that writes has written.
    Followed(Followed),
    KeptStranded {
        id: EntryId,
        fresh: EntryId,
    },
    LetStrandedGo(EntryId),

    // Writing
    Typed,
    WordsRead {
        read: Read,
        why: Why,
    },
    KeptPage {
        read: Read,
    },
    OpenedPage(EntryId),
    AskedToEdit,
    AskedToRead,
    StartedPage {
        id: EntryId,
        at: Stamp,
    },
    ArrivedAt(Screen),
    Saved {
        ids: Vec<EntryId>,
        at: Stamp,
        mirrored: bool,
    },
    SaveFailed {
        ids: Vec<EntryId>,
        fault: Fault,
    },
    DraftSaved {
        at: Stamp,
        mirrored: bool,
    },
    DraftFailed(Fault),
    AskedToSaveAgain,

    // Ways in
    /// A page of a kind is begun.
    Began {
        id: EntryId,
        at: Stamp,
        kind: Kind,
    },
    /// Something beside the box of the opened page was marked, or a mark taken back.
    Marked(Kind),
    /// "Mark it all the same", where Rest was offered instead.
    MarksAllTheSame,
    /// The door "Say it".
    AskedToSay {
        id: EntryId,
        at: Stamp,
    },
    /// On from the questions of the gate, to what they came before. The id is for a page, where that is one.
    WentOn {
        id: EntryId,
        at: Stamp,
    },
    /// What follows from the answers is kept, and they are not.
    GateAnswered {
        answers: [GateAnswer; GATE_QUESTIONS],
        at: Stamp,
    },
    /// "That's all", after a very low mark.
    LeftItThere,

    // Who one writes about, and what may be suggested
    ChoseBond {
        bond: Bond,
        at: Stamp,
    },
    ChoseSuggestions(Suggestions),
    /// A week off from watching.
    TookABreak {
        at: Stamp,
    },
    RefusedBreak {
        at: Stamp,
    },

    // The Bin
    Binned {
        id: EntryId,
        at: Stamp,
    },
    TakenBack {
        id: EntryId,
        at: Stamp,
    },
    AskedToDelete(Vec<EntryId>),
    Deleted(Vec<EntryId>),
    DeleteFailed {
        fault: Fault,
    },

    // Care for a page
    Moved {
        id: EntryId,
        day: Day,
    },
    Starred {
        id: EntryId,
        starred: bool,
    },
    Copied {
        id: EntryId,
        fresh: EntryId,
        at: Stamp,
    },
    /// A version is known by when it was replaced.
    TookVersionBack {
        id: EntryId,
        replaced: Stamp,
        at: Stamp,
    },

    // Removing everything
    AskedToRemoveEverything,
    RemovalCame(Removal),

    // Cards
    /// Somebody came to the cards, or to the lines to start from. The seed is for a device that has none yet.
    CameForCards {
        lines: bool,
        at: Stamp,
        seed: u64,
    },
    AskedForAnother {
        at: Stamp,
        seed: u64,
    },
    AnsweredCard {
        item: ItemId,
        answer: Answer,
        at: Stamp,
    },
    /// A page was begun with an item as the line above it.
    WroteFrom {
        item: ItemId,
        id: EntryId,
        at: Stamp,
    },
    /// What a card asks on its day is answered with a page.
    TookUpFollowUp {
        item: ItemId,
        id: EntryId,
        at: Stamp,
    },
    OpenedCard {
        item: ItemId,
        at: Stamp,
    },
    Browsed(Browse),

    // Recovery words, passphrase, settings
    AskedForWords(Words),
    WroteWordsDown,
    PutWordsAway,
    RecoveryAdded(Slots),
    RefusedRecovery {
        at: Stamp,
    },
    AskedToForgetWords,
    RecoveryRemoved(Slots),
    ChosePassphraseLater(Secret),
    PassphraseSet(Slots),
    AskedToChangePassphrase {
        present: Secret,
        next: Secret,
    },
    AskedToRemovePassphrase {
        present: Secret,
    },
    PassphraseChanged(Slots),
    PassphraseRemoved(Slots),
    /// What was given as the present passphrase does not open the journal.
    PresentRefused,
    ChoseLockRule(LockRule),
    ChoseTheme(Theme),
    ChoseTextSize(TextSize),
    ChoseFace(Face),
    ChoseFirstDay(FirstDay),
    /// How cards lie.
    ChoseSides(Sides),
    ChoseSpellcheck(bool),
    AskedForCopy,
    AskedForPlain,
    CopySaved,
    WorkFailed(Trouble),
    KeepingFailed(Fault),
    Expects {
        seconds: f64,
    },
    /// Older pages were gathered as far as one step goes.
    /// `spilled`: the oldest of them now live in one of the two stores only.
    Tidied {
        room: Room,
        spilled: bool,
        more: bool,
        at: Stamp,
    },
    AskedToStay,
    /// Whether the browser has agreed to keep what is here when it needs room.
    StayAnswered(Option<bool>),
    AskedForLicences,
    /// The licences of what the app is made of, or nothing where they could not be had.
    LicencesRead(Option<Rc<str>>),
    AskedToSearch,
    AskedForShortcuts,
    ClosedShortcuts,
    Dismissed,
    Rested,

    // Backups, out and in
    /// With a passphrase for the file, where the journal has none.
    AskedToBackUp {
        lock: Option<Secret>,
    },
    /// Where a file on its way stands now.
    CarryingCameTo(Carrying),
    BackedUp {
        backup: Backup,
        over: HandedOver,
    },
    AskedToHandOver,
    RefusedBackup {
        at: Stamp,
    },
    AskedToStopCarrying,
    /// Done with it, or not wanted after all.
    PutDown,
    /// A dialog of the system that we opened is about to hide the page.
    PickerOpened,
    ChoseFile,
    GaveFilePassphrase(Secret),
    AskedToBringIn,
    BroughtIn(BroughtIn),
    AskedToUndoBringing,
    BringingUndone(TakenBack),
    AskedForExport(Plain),

    // Without a network, and later versions
    WorksOffline,
    UpdateReady,
    PutOffUpdate,
    AskedToUpdate,
    /// The later version has taken over, and this page could not follow without losing something.
    UpdateWaits,
}

/// Where a person can be. Opaque names, the only thing an address ever holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Today,
    Pages,
    Page,
    Mine,
    Bin,
    Cards,
    /// The eight decks, and what is found in all of them.
    Decks,
    /// One deck.
    Deck,
    /// A card or a line out of a deck.
    Card,
    Settings,
    Help,
    /// What this is and isn't.
    About,
    /// Which version and build this is, and what it is made of.
    Version,
    Rest,
    Words,
    /// A few questions before anything suggests talking.
    Before,
    /// After a very low mark.
    Tonight,
    /// Removing everything: what goes, and what stays out of reach.
    Remove,
    /// Backups, out and in.
    Backup,
}

/// Why a vault could not be founded. Nothing was kept, and the words are still on screen.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundingError {
    Key(Trouble),
    Store(Fault),
}

/// What unlocking brought.
#[derive(Clone, Debug)]
pub struct Opened {
    pub role: Role,
    pub pages: Vec<Rc<Entry>>,
    pub preferences: Preferences,
    pub past: Past,
    /// Words that were under the pen when the journal was put away, as the pages they would be, the latest first.
    pub drafts: Vec<Rc<Entry>>,
    pub unread: usize,
    pub slots: Slots,
    pub looks: Looks,
    pub health: Health,
    pub at: Stamp,
    /// A new key was set, and not everything is sealed under it yet.
    pub rekeying: bool,
}

/// A file that was brought in, all of it kept.
#[derive(Clone, Debug)]
pub struct BroughtIn {
    pub preview: Preview,
    pub pages: Vec<Rc<Entry>>,
    pub preferences: Preferences,
    /// What was met among the cards, where the file knew more.
    pub past: Option<Past>,
}

/// What was brought in, taken back.
#[derive(Clone, Debug)]
pub struct TakenBack {
    pub pages: Vec<Rc<Entry>>,
    pub gone: Vec<EntryId>,
    pub preferences: Preferences,
    pub past: Option<Past>,
}

/// What there is one of at most, beside the pages; what was not read is not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Singles {
    pub preferences: Option<Preferences>,
    pub past: Option<Past>,
}

/// What another tab has written.
#[derive(Clone, Debug, Default)]
pub struct Followed {
    pub pages: Vec<Rc<Entry>>,
    pub gone: Vec<EntryId>,
    pub singles: Singles,
}

/// What the verify pass found, once it is through.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The last pages to be read.
    pub pages: Vec<Rc<Entry>>,
    /// Later ones than the first, if any turned up.
    pub singles: Singles,
    pub healed: u32,
    pub two_versions: u32,
    pub header_altered: bool,
    pub health: Health,
}
