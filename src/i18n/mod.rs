//! Every sentence a person reads, one exhaustive match per language, so that a missing translation does not compile.
//! Dates and numbers arrive already written by a [`Format`].

mod cards;
mod en;
mod files;
mod format;
mod threat;

use std::borrow::Cow;

pub use cards::Card;
pub use files::Files;
pub use format::Format;
pub use threat::Threat;

/// The languages there are. A new one is a new variant and a new module; the compiler names what is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
}

impl Language {
    pub fn say(self, msg: Msg<'_>) -> Cow<'static, str> {
        match self {
            Self::English => en::say(msg),
        }
    }

    /// Help, as sections of paragraphs.
    pub fn help(self) -> Vec<Section> {
        match self {
            Self::English => en::help::sections(),
        }
    }

    /// What of Help only belongs to the app opened as a file from a disk.
    pub fn help_with_the_file(self) -> Vec<Section> {
        match self {
            Self::English => en::help::with_the_file(),
        }
    }

    /// One thing that could go against a person, as Help says it.
    pub fn threat(self, threat: Threat) -> &'static str {
        match self {
            Self::English => en::help::threat(threat.row()),
        }
    }

    /// The country of a line, by its two letters; the letters where it is none of those that are listed.
    pub fn country(self, code: &'static str) -> &'static str {
        match self {
            Self::English => en::help::country(code),
        }
    }

    /// What this is and isn't, as paragraphs.
    pub fn about(self) -> &'static [&'static str] {
        match self {
            Self::English => en::texts::ABOUT,
        }
    }
}

/// A part of Help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub title: &'static str,
    pub paragraphs: Vec<&'static str>,
}

/// What can be said. Arguments are text already written for a person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Msg<'a> {
    // Frame
    Exit,
    ThePage,
    SaveStatus,
    Today,
    Pages,
    Mine,
    Places,
    More,
    Help,
    Lock,
    Settings,
    Back,
    Close,
    NotNow,

    // Cards
    Cards,
    AllDecks,
    Card(Card<'a>),

    // Welcome and the first page
    WelcomeTitle,
    WelcomeRest,
    WelcomeExit,
    StartWriting,
    WhatThisIs,
    FirstPage,
    StartAnywhere,
    OnlyOnThisScreen,
    NoWordsTonight,
    Keep,
    KeepTitle,
    KeepHow,
    ChoosePassphrase,
    ChooseOne,
    KeepWithoutOne,
    DontKeepThis,
    Passphrase,
    PassphraseTooShort,
    PassphraseAndPin,
    ShowPassphrase,
    HidePassphrase,
    StopsNobody,
    StopsAQuickLook,
    StopsSomeoneWhoKnowsYou,
    StopsSomeoneWithTools,
    OfferedWords,
    UseTheseWords,
    OtherWords,
    SomeoneElse,
    LockAtOnce,
    LockAtOnceMeans,
    KeepWithThis,
    WithoutTitle,
    WithoutReads,
    WithoutLater,
    LetGone,
    BringBack,
    ClearedWords,
    NoWayBack,

    // Today
    Greeting,
    WhatStayed,
    TodaysPage,
    NotTonight,
    SayIt,
    SayItHere,
    MyWorth,
    AnotherWay,
    FirstKept,
    AboutExit,
    ExitExplained,
    ExitLimits,
    Understood,
    Kept,
    KeptOffline,
    Enough,
    AnOffer,
    UnfinishedPage,
    GoOn,
    RecoveryOffer,
    SeeHow,

    // Saving
    Saving,
    SavedAt { clock: &'a str },
    BrowserOnly { clock: &'a str },
    NotSaved,
    SaveFull,
    SaveRefused,
    SaveBroke,
    SaveCleared,
    SaveElsewhere,
    WordsStay,
    OnlyHereNow,
    PlainPages,
    TryAgain,
    CopyWords,
    Copied,
    NotCopied,
    SealedCopy,
    DeleteFailed,
    NoStorage,
    Healed { values: &'a str },
    HeaderAltered,
    TwoVersions { pages: &'a str },
    SomeUnreadable { values: &'a str },
    LongPage,
    NoMemory,
    BadParameters,
    NoHelper,
    NoAnswer,

    // Pages
    NewPage,
    Search,
    SearchHint,
    NothingFound { words: &'a str },
    NoPages,
    Find,
    Bin,
    EmptyPage,
    StillReading,
    BegunAt { clock: &'a str },
    PageMenu,
    PutInBin,
    DeleteForGood,
    PutInBinSaid,
    TakenBackSaid,
    DeletedSaid,
    Undo,
    BinTitle,
    BinEmpty,
    BinHolds,
    TakeBack,
    EmptyBin,
    EmptyBinSure { pages: &'a str },
    DeleteSure,
    ForGoodMeans,
    DeleteNow,
    LeaveIt,
    Deleting,

    // Care for a page
    StarPage,
    UnstarPage,
    Starred,
    StarredOnly,
    NoStarred,
    MovePage,
    MoveTitle,
    MovedSaid { day: &'a str },
    MonthBefore,
    MonthAfter,
    CopyPage,
    CopiedSaid,
    Versions,
    VersionsMean,
    NoVersions,
    VersionOf { day: &'a str, clock: &'a str },
    TakeVersionBack,
    VersionBackSaid,

    // What stands beside a box
    Add,
    MoreAboutToday,
    LongerThanMeant { most: &'a str },
    FeelingGroups,
    FeelingList,
    NoSuchFeeling,
    TakeAway,
    GoOnWriting,

    // Mine
    WorthKeeping,
    NothingWorthYet,
    ThingsToSay,
    NothingToSayYet,
    TheWholeShelf,
    BackToMine,

    // Who one writes about
    NicknameTooLong { most: &'a str },
    NoSuchDay,

    // Several tabs
    Reading,
    OpenForReading,
    WriteHere,
    Asking,
    StrandedTitle,
    StrandedText,
    KeepAsPage,
    LetThemGo,

    // Lock
    LockedTitle,
    PassphraseOrWords,
    Unlock,
    Open,
    OpenMeans,
    WrongPassphrase,
    WaitSeconds { seconds: &'a str },
    About { seconds: &'a str },
    MakingKey,
    Opening,
    NewerTitle,
    NewerWrote,
    LockingIn { seconds: &'a str },
    StayOpen,
    HeldBack,
    UnreadableTitle,
    UnreadableText { values: &'a str },

    // Reading and setting marks
    Edit,
    Read,
    OtherPages,
    OlderPage,
    NewerPage,
    MarksSign,
    MarksButton,
    Marks,
    Bold,
    Italic,
    HeadingMark,
    ListMark,
    NumberedMark,
    QuoteMark,
    Link,
    CountWords,
    WordCount { words: &'a str },
    LinkTitle,
    LinkMeans,
    OpenLink,
    StayHere,
    Keyboard,
    WithControl { key: &'static str },
    WithControlShift { key: &'static str },
    WithCommand { key: &'static str },
    WithCommandShift { key: &'static str },
    WithAlt { key: &'static str },
    ThreeTimesShift,
    EscapeKey,
    ShortcutsAreControls,

    // Settings
    LooksTitle,
    ThemeTitle,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    TextTitle,
    TextUsual,
    TextLarge,
    TextLarger,
    TextLargest,
    LooksInTheClear,
    FaceTitle,
    FaceSerif,
    FaceSans,
    FirstDayTitle,
    FirstDayUsual,
    Monday,
    Saturday,
    Sunday,
    WritingTitle,
    Spellcheck,
    SpellcheckMeans,
    LockTimes,
    LockUsual,
    LockUsualMeans,
    LockRelaxed,
    LockRelaxedMeans,
    PassphraseTitle,
    NoPassphraseNow,
    HasPassphrase,
    SetPassphraseMeans,
    SetPassphrase,
    PassphraseSetSaid,
    ChangePassphrase,
    ChangeMeans,
    ChangeKeepsWords,
    PresentPassphrase,
    NewPassphraseTitle,
    PassphraseChangedSaid,
    RemovePassphrase,
    RemoveMeans,
    RemoveAlso,
    RemoveNow,
    PassphraseRemovedSaid,
    WaysTitle,
    WayPassphrase,
    WayRecovery,
    WayOpen,
    Since { way: &'a str, day: &'a str },
    OpenedBefore,
    NoOpenings,
    RecoveryTitle,
    RecoveryMeans,
    RecoveryOpens,
    RecoveryThere,
    RecoveryNeedsPassphrase,
    MakeWords,
    MakeNewWords,
    ForgetWords,
    RecoveryReadySaid,
    RecoveryRemovedSaid,
    WordsTitle,
    WordsIntro,
    WordsList,
    Print,
    OnPaper,
    Discard,
    AddingWords,
    ChangingKey,
    CopyMeans,
    SaveCopy,
    CopySavedSaid,

    // Backups, out and in
    Files(Files<'a>),

    RoomTitle,
    RoomTaken { used: &'a str, left: &'a str },
    RoomTight,
    RoomFull,
    MirrorMissing,
    StaysAgreed,
    StaysNot,
    StaysUnsaid,
    AskToStay,
    SevenDays,
    UnreadableHeading,
    UnreadableMeans,
    WhyAltered,
    WhyMissing,
    WhyNewer,
    NothingUnreadable,
    WrongTries { tries: &'a str },
    TriesClear,

    // Removing everything
    RemoveAllLabel,
    RemoveAllShort,
    RemoveAllSee,
    RemoveAllTitle,
    RemoveAllMeans,
    RemoveAllCopy,
    RemoveAllNow,
    BeyondTitle,
    BeyondHistory,
    BeyondIcon,
    BeyondFiles,
    BeyondDisk,
    RemovingAll,
    RemovingWait,
    NothingHere,
    RemovedWait,
    RemovedDone,
    RemovedElsewhere,
    SomethingLeft,
    LeftMeans,
    LeftValues,
    LeftUnasked,
    LeftFiles,
    Vanished,

    // An icon
    IconTitle,
    IconMeans,
    IconName,
    IconNow { name: &'a str },
    IconHow,
    IconIs { name: &'a str },

    // Help
    SomeoneToTalkTo,
    ProtectsTitle,
    CannotTitle,
    LineHours { hours: &'a str },
    LineTell { say: &'a str, number: &'a str },
    LineText { number: &'a str },
    LineTty { number: &'a str },
    LineSource { source: &'a str, date: &'a str, checked: &'a str },
    LineAge { days: &'a str },

    // About
    AboutTitle,
    VersionAndLicences,
    VersionIs { version: &'a str },
    BuildIs,
    BuildMeans,
    BuildOfSite,
    BuildOfFile,
    Licences,
    MadeOf,
    ShowLicences,
    LicencesNotFound,

    // Opened as a file
    FileKeepsHere,
    FileNeedsCopies,

    // Later versions
    NewVersion,
    VersionReady,
    Reload,
    Later,

    // Rest
    RestTitle,
    OtherRest,
    Next,
    ThatsEnough,
}
