//! What the reducer asks for. Performed in one place, `ui::run`, which answers with actions.

use std::rc::Rc;

use super::action::Screen;
use super::carrying::{Plain, Preview};
use super::state::Words;
use crate::domain::{Entry, EntryId, Looks, Preferences};
use crate::vault::Secret;

#[derive(Debug)]
pub enum Effect {
    /// Make a key (from a passphrase, or readable by anyone) and keep the first page with it.
    Found {
        secret: Option<Secret>,
        page: Option<Rc<Entry>>,
        preferences: Preferences,
    },
    Unlock {
        secret: Option<Secret>,
    },
    /// Write the wrong try down, for the owner to see.
    CountWrongTry,
    /// Read the next slice of older pages when the browser is idle.
    ReadMore,
    /// Commit these pages as the state now has them.
    Save {
        ids: Vec<EntryId>,
    },
    SavePreferences,
    /// What was met among cards and prompts.
    SavePast,
    /// Into the clear part, where the lock screen finds them too.
    SaveLooks(Looks),
    /// Seal a draft of the page under the pen.
    Draft {
        page: Rc<Entry>,
        local: bool,
        mirror: bool,
    },
    DropDraft {
        id: EntryId,
    },
    Delete {
        ids: Vec<EntryId>,
    },
    /// Empty both stores, take the saved files of the app away, and look again.
    RemoveEverything,
    /// Gather older pages into segments when idle, and measure the room left.
    Tidy,
    Go(Screen),
    /// Replace the screen's place in the browser's history.
    GoInstead(Screen),
    /// Read the words under the pen and put them away, then answer `PutAway`.
    PutAway,
    /// Wait for what is under way, drop the keys, and load the page anew.
    Lock,
    /// Lock every other tab too.
    LockOthers,
    /// Ask the tab that writes to put its words away, then take over.
    TakeOver,
    /// Take in what the tab that writes has written, and these pages as they are kept, whatever is on screen of them.
    Follow {
        again: Vec<EntryId>,
    },
    /// Ask the browser not to clear what is kept here when it needs room.
    AskToStay,
    /// The same, where the browser may put the question to the person, who pressed for it.
    AskToStayAloud,
    AddRecovery {
        words: Words,
    },
    RemoveRecovery,
    /// A new key under this passphrase, every value sealed again, old values removed.
    SetPassphrase {
        secret: Secret,
    },
    /// The same key behind another passphrase: no page is written again.
    ChangePassphrase {
        present: Secret,
        next: Secret,
    },
    /// The same key behind no passphrase at all.
    RemovePassphrase {
        present: Secret,
    },
    SaveCopy,
    /// Seal everything into one file, hand it over, and read it again.
    BackUp {
        lock: Option<Secret>,
    },
    /// Give the file that is ready to the system's share sheet.
    HandOver,
    StopCarrying,
    /// Nothing covers or locks while a dialog of the system is up.
    ExpectReturn,
    /// Read the file that was chosen, as far as that goes without a key.
    ReadFile,
    OpenFile {
        secret: Secret,
    },
    /// Keep what the plan says, or make the file the journal where there is none.
    BringIn {
        preview: Preview,
    },
    UndoBringing,
    Export(Plain),
    ReadLicences,
    /// Hand over every page as plain text, because nothing else can save them.
    SavePlain,
    /// Go on sealing everything under the new key.
    Reseal,
    /// Tell the version that waits that it is not wanted during this visit.
    PutOffUpdate,
    /// Have every tab put its words away, and let the version that waits take over.
    BringUpdate,
}

impl Effect {
    /// Whether it changes what is kept. A tab that only reads asks for none of these.
    pub fn writes(&self) -> bool {
        match self {
            Self::Found { .. }
            | Self::CountWrongTry
            | Self::Save { .. }
            | Self::SavePreferences
            | Self::SavePast
            | Self::SaveLooks(_)
            | Self::Draft { .. }
            | Self::DropDraft { .. }
            | Self::Delete { .. }
            | Self::RemoveEverything
            | Self::Tidy
            | Self::AddRecovery { .. }
            | Self::RemoveRecovery
            | Self::SetPassphrase { .. }
            | Self::ChangePassphrase { .. }
            | Self::RemovePassphrase { .. }
            | Self::BackUp { .. }
            | Self::BringIn { .. }
            | Self::UndoBringing
            | Self::Reseal => true,
            Self::Unlock { .. }
            | Self::ReadMore
            | Self::Go(_)
            | Self::GoInstead(_)
            | Self::PutAway
            | Self::Lock
            | Self::LockOthers
            | Self::TakeOver
            | Self::Follow { .. }
            | Self::AskToStay
            | Self::AskToStayAloud
            | Self::PutOffUpdate
            | Self::BringUpdate
            | Self::ReadLicences
            | Self::SaveCopy
            | Self::HandOver
            | Self::StopCarrying
            | Self::ExpectReturn
            | Self::ReadFile
            | Self::OpenFile { .. }
            | Self::Export(_)
            | Self::SavePlain => false,
        }
    }
}
