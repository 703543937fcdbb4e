//! English.

mod cards;
mod files;
pub mod help;
pub mod texts;

use std::borrow::Cow;

use super::Msg;

pub fn say(msg: Msg<'_>) -> Cow<'static, str> {
    use Msg as M;
    let words: &'static str = match msg {
        M::Exit => "Exit",
        M::ThePage => "Page",
        M::SaveStatus => "Save status",
        M::Today => "Today",
        M::Pages => "Pages",
        M::Mine => "Mine",
        M::Places => "Places",
        M::More => "More",
        M::Help => "Help",
        M::Lock => "Lock",
        M::Settings => "Settings",
        M::Back => "Back",
        M::Close => "Close",
        M::NotNow => "Not now",

        M::Cards => "Cards",
        M::AllDecks => "All decks",
        M::Card(said) => return cards::say(said),

        M::WelcomeTitle => "For nights when someone you love feels far away",
        M::WelcomeRest => {
            "What hurts is allowed to hurt. Write here, or just rest. It stays on this device: no account, nothing sent."
        }
        M::WelcomeExit => {
            "Exit, in the top corner, hides this screen fast. It can't erase browser history, an installed icon or \
             backups. Nothing here stops spyware, or someone who knows your passphrase."
        }
        M::StartWriting => "Start writing",
        M::WhatThisIs => "What this is and isn't",
        M::FirstPage => "Your page",
        M::StartAnywhere => "Start anywhere.",
        M::OnlyOnThisScreen => "Only on this screen until you keep it.",
        M::NoWordsTonight => "No words tonight? Rest two minutes.",
        M::Keep => "Keep",
        M::KeepTitle => "Keep this page",
        M::KeepHow => "How should it be kept?",
        M::ChoosePassphrase => "Choose a passphrase",
        M::ChooseOne => "Choose one",
        M::KeepWithoutOne => "Keep without one",
        M::DontKeepThis => "Don't keep this",
        M::Passphrase => "Passphrase",
        M::PassphraseTooShort => "Four characters or more.",
        M::PassphraseAndPin => {
            "If someone knows this phone's PIN, don't let the phone save this: the PIN opens saved passwords too."
        }
        M::ShowPassphrase => "Show",
        M::HidePassphrase => "Hide",
        M::StopsNobody => "Stops: nobody yet",
        M::StopsAQuickLook => "Stops: a quick look",
        M::StopsSomeoneWhoKnowsYou => "Stops: someone who knows you",
        M::StopsSomeoneWithTools => "Stops: someone with tools",
        M::OfferedWords => "Or take five made-up words",
        M::UseTheseWords => "Use these words",
        M::OtherWords => "Other words",
        M::SomeoneElse => "Could someone else pick up this phone?",
        M::LockAtOnce => "Lock at once when I look away",
        M::LockAtOnceMeans => "The moment this screen is hidden, it asks for the passphrase again.",
        M::KeepWithThis => "Keep",
        M::WithoutTitle => "Keep without a passphrase?",
        M::WithoutReads => {
            "Without a passphrase, anyone who opens this phone can read these pages, and Exit can't stop that."
        }
        M::WithoutLater => {
            "You can add one later, but old copies may linger in the browser, so now is the safer moment. A short one is \
             better than none."
        }
        M::LetGone => "Let go. Nothing was written down.",
        M::BringBack => "Bring it back",
        M::ClearedWords => {
            "The browser's data for this page was cleared, and nothing is kept here now. What you were writing is only in \
             this window."
        }
        M::NoWayBack => "Only you know it. If it is lost, nobody can open these pages.",

        M::Greeting => "Come in. There's room.",
        M::WhatStayed => "What stayed with you today?",
        M::TodaysPage => "Today's page",
        M::NotTonight => "Not tonight",
        M::SayIt => "Say it",
        M::SayItHere => "Say it here",
        M::MyWorth => "My worth",
        M::AnotherWay => "Another way in",
        M::FirstKept => "Kept. You don't owe it another page.",
        M::AboutExit => "About Exit",
        M::ExitExplained => {
            "Exit turns this screen into a plain calendar. Your words are put away first; nothing is deleted. To come \
             back, open this page again."
        }
        M::ExitLimits => {
            "It can't clear browser history or the icon, and it can't help against spyware. Without a passphrase, anyone \
             can open these pages after you."
        }
        M::Understood => "All right",
        M::Kept => "Kept.",
        M::KeptOffline => "Kept. From now on this opens without internet, too.",
        M::Enough => "That's enough for today.",
        M::AnOffer => "An offer",
        M::UnfinishedPage => "The page you were on is here.",
        M::GoOn => "Go on with it",
        M::RecoveryOffer => "Should the passphrase slip your mind, words on paper could open these pages.",
        M::SeeHow => "See how",

        M::Saving => "Saving",
        M::SavedAt { clock } => return format!("Saved {clock}").into(),
        M::BrowserOnly { clock } => {
            return format!("Kept in this browser {clock}, not yet safe from a crash").into();
        }
        M::NotSaved => "Not saved",
        M::SaveFull => "There is no room left in this browser.",
        M::SaveRefused => "The browser would not keep this.",
        M::SaveBroke => "Saving didn't work just now.",
        M::SaveCleared => "The browser's data for this page was cleared while it was open.",
        M::SaveElsewhere => "Another tab has written here meanwhile. Copy the words, then reload this one.",
        M::WordsStay => {
            "Your words are still on this screen, and everything saved before is untouched. Copy them or save a sealed \
             copy, make room by emptying the Bin, then try again."
        }
        M::OnlyHereNow => help::said("only here now"),
        M::PlainPages => "Save all pages as a file",
        M::TryAgain => "Try again",
        M::CopyWords => "Copy the words",
        M::Copied => "Copied. The clipboard may sync to other devices.",
        M::NotCopied => "The browser would not copy. Select the words and copy them by hand.",
        M::SealedCopy => "Save a sealed copy",
        M::DeleteFailed => {
            "This could not be deleted completely just now. It is still in the Bin. Try again in a moment."
        }
        M::NoStorage => {
            "This browser keeps nothing for this page, so what you write stays on this screen only. A normal window, \
             or another browser, can keep it."
        }
        M::Healed { values } => {
            return format!("The browser had lost something ({values}). It was put back from the second copy.").into();
        }
        M::HeaderAltered => {
            "Something other than this app changed the lock's settings in this browser. Your pages are unharmed; a \
             sealed copy in a safe place is a good idea."
        }
        M::TwoVersions { pages } => {
            return format!("A page was changed in two places at once ({pages}). Both versions are kept.").into();
        }
        M::SomeUnreadable { values } => {
            return format!("Some pieces can't be read ({values}). They are kept as they are; Settings lists them.")
                .into();
        }
        M::LongPage => "This page is very long. It is kept whole; a new page may be easier to find again.",
        M::NoMemory => "The browser would not give enough memory to open the lock. Close other tabs and try again.",
        M::BadParameters => "The lock's settings in this browser are damaged or not safe to use, so it stays shut.",
        M::NoHelper => "The part that opens the lock could not start. Reload the page and try again.",

        M::NoAnswer => {
            "The browser did not give back what it keeps here. Nothing was changed. Reload the page and try again."
        }

        M::NewPage => "New page",
        M::Search => "Search your pages",
        M::SearchHint => "Search",
        M::NothingFound { words } => return format!("No page holds \u{201c}{words}\u{201d}.").into(),
        M::NoPages => "Pages you keep will be here.",
        M::Find => "Find",
        M::Bin => "Bin",
        M::EmptyPage => "An empty page",
        M::StillReading => "Older pages are still being opened.",
        M::BegunAt { clock } => return format!("Begun at {clock}").into(),
        M::PageMenu => "This page",
        M::PutInBin => "Put in the Bin",
        M::DeleteForGood => "Delete for good, now",
        M::PutInBinSaid => "In the Bin. It stays there until you empty it.",
        M::TakenBackSaid => "Back among your pages.",
        M::DeletedSaid => "Gone for good from this app.",
        M::Undo => "Undo",
        M::BinTitle => "Bin",
        M::BinEmpty => "Nothing is in the Bin.",
        M::BinHolds => "Pages here are out of the way, not gone.",
        M::TakeBack => "Take back",
        M::EmptyBin => "Empty the Bin",
        M::EmptyBinSure { pages } => return format!("Delete everything in the Bin for good ({pages})?").into(),
        M::DeleteSure => "Delete this page for good?",
        M::ForGoodMeans => help::said("for good"),
        M::DeleteNow => "Delete for good",
        M::LeaveIt => "Leave it",
        M::Deleting => "Deleting",

        M::StarPage => "Star this page",
        M::UnstarPage => "Take the star off",
        M::Starred => "Starred",
        M::StarredOnly => "Starred pages",
        M::NoStarred => "No page here has a star.",
        M::MovePage => "Move to another day",
        M::MoveTitle => "Which day does it belong to?",
        M::MovedSaid { day } => return format!("Moved to {day}.").into(),
        M::MonthBefore => "The month before",
        M::MonthAfter => "The month after",
        M::CopyPage => "Duplicate",
        M::CopiedSaid => "This is the copy. The first page stays as it was.",
        M::Versions => "Earlier versions",
        M::VersionsMean => "What this page said before. Each stays for thirty days and goes with the page.",
        M::NoVersions => help::said("no versions"),
        M::VersionOf { day, clock } => return format!("{day}, {clock}").into(),
        M::TakeVersionBack => "Take this back",
        M::VersionBackSaid => "Taken back. What was here is among the earlier versions now.",
        M::Add => "Add",
        M::MoreAboutToday => "More about today",
        M::LongerThanMeant { most } => {
            return format!("Longer than there is room for here ({most} characters). It is kept whole all the same.")
                .into();
        }
        M::FeelingGroups => "Or look around in",
        M::FeelingList => "Feeling words",
        M::NoSuchFeeling => "No such word here. Leave it out, or say it on the page.",
        M::TakeAway => "Take away",
        M::GoOnWriting => "Go on to the page",

        M::WorthKeeping => "Worth keeping",
        M::NothingWorthYet => "Lines about your worth will stand here, in your own words.",
        M::ThingsToSay => "Things to say",
        M::NothingToSayYet => "What you didn't say will stand here, until you want it.",
        M::TheWholeShelf => "The whole shelf",
        M::BackToMine => "All shelves",

        M::NicknameTooLong { most } => {
            return format!("There is room for {most} characters. The name before stays until this one fits.").into();
        }
        M::NoSuchDay => "There is no such day. Nothing was changed.",

        M::Reading => "Open for reading",
        M::OpenForReading => "Open for reading here. One tab writes at a time.",
        M::WriteHere => "Write here instead",
        M::Asking => "Asking the other tab",
        M::StrandedTitle => "Words from before writing moved",
        M::StrandedText => "They were not put away in time, and are only on this screen.",
        M::KeepAsPage => "Keep as a page",
        M::LetThemGo => "Let them go",

        M::LockedTitle => "Locked",
        M::PassphraseOrWords => "Passphrase or recovery words",
        M::Unlock => "Unlock",
        M::Open => "Open",
        M::OpenMeans => "There is no passphrase. Anyone with this browser can open these pages.",
        M::WrongPassphrase => "That didn't open it.",
        M::WaitSeconds { seconds } => return format!("You can try again in {seconds} s.").into(),
        M::About { seconds } => return format!("about {seconds} s").into(),
        M::MakingKey => "Making a key",
        M::Opening => "Opening",
        M::NewerTitle => "A newer version was here",
        M::NewerWrote => {
            "A newer version of this app wrote here, and this one would not understand it. Nothing was changed. Reload \
             to get the newer one."
        }
        M::LockingIn { seconds } => return format!("Locking in {seconds} s. Your words are put away first.").into(),
        M::StayOpen => "Stay",
        M::HeldBack => {
            "Your last words could not be put away yet, so this stays covered and keeps trying. Leave this window open."
        }
        M::UnreadableTitle => "This can't be opened",
        M::UnreadableText { values } => {
            return format!(
                "Something is kept here ({values}), but the part that opens the lock is missing or damaged. Nothing was \
                 changed. Save a sealed copy before you do anything else in this browser. A backup may open it again."
            )
            .into();
        }

        M::LooksTitle => "How it looks",
        M::ThemeTitle => "Light or dark",
        M::ThemeSystem => "As the device has it",
        M::ThemeLight => "Light",
        M::ThemeDark => "Dark",
        M::TextTitle => "Size of text",
        M::TextUsual => "Usual",
        M::TextLarge => "A little larger",
        M::TextLarger => "Larger",
        M::TextLargest => "Largest",
        M::LooksInTheClear => "The lock screen wears these two as well, so they are kept where anyone could read them.",
        M::FaceTitle => "Letters for reading and writing",
        M::FaceSerif => "With serifs",
        M::FaceSans => "Without serifs",
        M::FirstDayTitle => "A week begins on",
        M::FirstDayUsual => "The usual day here",
        M::Monday => "Monday",
        M::Saturday => "Saturday",
        M::Sunday => "Sunday",
        M::WritingTitle => "Writing",
        M::Spellcheck => "Check spelling",
        M::SpellcheckMeans => help::said("spelling"),

        M::Edit => "Edit",
        M::Read => "Read",
        M::OtherPages => "Other pages",
        M::OlderPage => "Older page",
        M::NewerPage => "Newer page",
        M::MarksSign => "Aa",
        M::MarksButton => "Aa, style the words",
        M::Marks => "Style the words",
        M::Bold => "Bold",
        M::Italic => "Italic",
        M::HeadingMark => "Heading",
        M::ListMark => "List",
        M::NumberedMark => "Numbered list",
        M::QuoteMark => "Quote",
        M::Link => "Link",
        M::CountWords => "Count words",
        M::WordCount { words } => return format!("{words} words").into(),
        M::LinkTitle => "This leads out of here",
        M::LinkMeans => {
            "Your browser remembers where it goes, and whoever keeps that place can see that someone came. Nothing you \
             wrote goes along."
        }
        M::OpenLink => "Open it",
        M::StayHere => "Stay here",
        M::Keyboard => "Keyboard",
        M::WithControl { key } => return format!("Ctrl + {key}").into(),
        M::WithControlShift { key } => return format!("Ctrl + Shift + {key}").into(),
        M::WithCommand { key } => return format!("\u{2318} {key}").into(),
        M::WithCommandShift { key } => return format!("\u{2318} \u{21e7} {key}").into(),
        M::WithAlt { key } => return format!("Alt + {key}").into(),
        M::ThreeTimesShift => "Shift, three times",
        M::EscapeKey => "Esc",
        M::ShortcutsAreControls => "Each of these is also on the screen. No key does anything alone while you write.",

        M::LockTimes => "When it locks",
        M::LockUsual => "As usual",
        M::LockUsualMeans => "After 30 seconds out of sight, 2 minutes without a touch, or 5 while a page is open.",
        M::LockRelaxed => "Later",
        M::LockRelaxedMeans => {
            "After 5 minutes out of sight or 15 without a touch. Until then, whoever picks this up can read what is open."
        }
        M::PassphraseTitle => "Passphrase",
        M::NoPassphraseNow => "There is none. Anyone with this browser can read these pages.",
        M::HasPassphrase => "Your pages are sealed with a passphrase.",
        M::SetPassphraseMeans => help::said("set a passphrase"),
        M::SetPassphrase => "Set the passphrase",
        M::PassphraseSetSaid => "Sealed. From now on the passphrase opens these pages.",
        M::ChangePassphrase => "Change the passphrase",
        M::ChangeMeans => help::said("change the passphrase"),
        M::ChangeKeepsWords => "Your recovery words go on working.",
        M::PresentPassphrase => "Present passphrase, or recovery words",
        M::NewPassphraseTitle => "New passphrase",
        M::PassphraseChangedSaid => "Changed. The new passphrase opens these pages from now on.",
        M::RemovePassphrase => "Remove the passphrase",
        M::RemoveMeans => {
            "Without a passphrase, anyone who opens this phone can read these pages, and Exit can't stop that."
        }
        M::RemoveAlso => "Recovery words stop working too. You can set a passphrase again at any time.",
        M::RemoveNow => "Remove it",
        M::PassphraseRemovedSaid => "Removed. These pages open without a passphrase now.",
        M::WaysTitle => "What opens these pages",
        M::WayPassphrase => "A passphrase",
        M::WayRecovery => "Recovery words",
        M::WayOpen => "Anyone with this browser: there is no passphrase.",
        M::Since { way, day } => return format!("{way}, since {day}").into(),
        M::OpenedBefore => "Opened before",
        M::NoOpenings => "No earlier opening has been noted.",
        M::RecoveryTitle => "Recovery words",
        M::RecoveryMeans => {
            "Only if you have a place for paper that is yours, or a person who would keep it. A photo of it may sync."
        }
        M::RecoveryOpens => "Anyone with these words can open your pages.",
        M::RecoveryThere => "There are recovery words. They open these pages like the passphrase does.",
        M::RecoveryNeedsPassphrase => "They come after a passphrase.",
        M::MakeWords => "Make recovery words",
        M::MakeNewWords => "Make new ones",
        M::ForgetWords => "Make them useless",
        M::RecoveryReadySaid => "The words on paper open these pages now.",
        M::RecoveryRemovedSaid => "The old words no longer open these pages here.",
        M::WordsTitle => "Fifteen words for paper",
        M::WordsIntro => {
            "Write them down in this order. They are shown only now. Whoever has them can open these pages."
        }
        M::WordsList => "Recovery words",
        M::Print => "Print",
        M::OnPaper => "They are on paper",
        M::Discard => "Put them away unused",
        M::AddingWords => "Changing the lock",
        M::ChangingKey => "Sealing everything again",
        M::CopyMeans => help::said("copy"),
        M::SaveCopy => "Save a sealed copy",
        M::CopySavedSaid => "Saved. It's in your downloads list and may sync to a cloud.",
        M::Files(words) => return files::say(words),
        M::RoomTitle => "Room",
        M::RoomTaken { used, left } => {
            return format!("{used} of the room in this browser is taken, {left} is left.").into();
        }
        M::RoomTight => "It is getting tight. Emptying the Bin makes room.",
        M::RoomFull => help::said("room full"),
        M::MirrorMissing => help::said("mirror missing"),
        M::StaysAgreed => "This browser has agreed to keep what is here, also when it needs room.",
        M::StaysNot => help::said("stays not"),
        M::StaysUnsaid => "This browser doesn't say whether it keeps what is here when it needs room.",
        M::AskToStay => "Ask the browser to keep it",
        M::SevenDays => help::said("seven days"),
        M::UnreadableHeading => "Pieces that can't be read",
        M::UnreadableMeans => "They are kept exactly as they are, and a sealed copy takes them along.",
        M::WhyAltered => "damaged or altered",
        M::WhyMissing => "missing in both places",
        M::WhyNewer => "written by a newer version",
        M::NothingUnreadable => "Everything here can be read.",
        M::WrongTries { tries } => {
            return format!(
                "Wrong tries since you last opened: {tries}. It may have been you. You don't have to raise it with anyone."
            )
            .into();
        }
        M::TriesClear => "No wrong tries since you last opened.",

        M::RemoveAllLabel => "Remove everything",
        M::RemoveAllShort => "Every page and every setting, out of this browser, in every tab.",
        M::RemoveAllSee => "See what would go",
        M::RemoveAllTitle => "Remove everything?",
        M::RemoveAllMeans => help::said("remove all"),
        M::RemoveAllCopy => "A backup, kept in a place that is yours, would be the only way back.",
        M::RemoveAllNow => "Remove everything now",
        M::BeyondTitle => "What stays out of reach",
        M::BeyondHistory => "The browser's history: that this was visited can be cleared there, by hand.",
        M::BeyondIcon => "An icon, if this was installed: it is removed like any other app.",
        M::BeyondFiles => "Files that were saved, the downloads list, and backups of this device.",
        M::BeyondDisk => "The browser's own files may keep sealed traces for a while.",
        M::RemovingAll => "Removing everything",
        M::RemovingWait => "A moment.",
        M::NothingHere => "Nothing is kept here now",
        M::RemovedWait => help::said("removed, wait"),
        M::RemovedDone => help::said("removed"),
        M::RemovedElsewhere => "It was removed in another tab. This one can be closed.",
        M::SomethingLeft => "Something would not go",
        M::LeftMeans => "It was looked for again, and this is left:",
        M::LeftValues => "Sealed pieces the browser did not give up. Nothing opens them from here any more.",
        M::LeftUnasked => "One of the browser's two stores did not answer, so nothing can be said of it.",
        M::LeftFiles => "Files of the app itself. They hold no word of anyone's.",
        M::Vanished => help::said("vanished"),

        M::IconTitle => "An icon",
        M::IconMeans => help::said("icon"),
        M::IconName => "Its name",
        M::IconNow { name } => return format!("Now: {name}. Under another name this opens anew, locked.").into(),
        M::IconHow => "Then choose Install, or Add to Home Screen, in the browser's own menu.",
        M::IconIs { name } => {
            return format!("This was installed as {name}. For another name, install it again from a browser.").into();
        }

        M::SomeoneToTalkTo => "Someone to talk to",
        M::ProtectsTitle => "What it protects from",
        M::CannotTitle => "What it can't protect from",
        M::LineHours { hours } => return format!("{hours}.").into(),
        M::LineTell { say, number } => return format!("Text {say} to {number}").into(),
        M::LineText { number } => return format!("Text {number}").into(),
        M::LineTty { number } => return format!("TTY {number}").into(),
        M::LineSource { source, date, checked } => {
            return format!("From: {source}, {date}. Read there on {checked}.").into();
        }
        M::LineAge { days } => return format!("That was {days} days ago.").into(),

        M::AboutTitle => "About",
        M::VersionAndLicences => "Version and licences",
        M::VersionIs { version } => return format!("Version {version}").into(),
        M::BuildIs => "Build",
        M::BuildMeans => help::said("build"),
        M::BuildOfSite => help::said("build of the site"),
        M::BuildOfFile => help::said("build of the file"),
        M::Licences => "Licences",
        M::MadeOf => "This is made of work that others have given freely.",
        M::ShowLicences => "Show them",
        M::LicencesNotFound => "They could not be found just now.",

        M::FileKeepsHere => {
            "This app is a file on a disk. Leave it where it is: moved or renamed, it may not find its pages. Now and \
             then, save a sealed copy."
        }
        M::FileNeedsCopies => help::said("file needs copies"),

        M::NewVersion => "New version",
        M::VersionReady => "A new version is ready.",
        M::Reload => "Reload",
        M::Later => "Later",

        M::RestTitle => "Rest",
        M::OtherRest => "Other ways to rest",
        M::Next => "Next",
        M::ThatsEnough => "That's enough for today",
    };
    words.into()
}
