//! A backup on its way out, or a file on its way in: where it stands, as the screen shows it. The file itself, what opened
//! it and what was planned are held where effects are performed, and are gone with the lock.

use std::rc::Rc;

use super::state::Trouble;
use crate::store::Fault;
use crate::transfer::merge::Counts;

/// The id of the control that a file is chosen with.
pub const CHOSEN_FILE: &str = "chosen-file";

#[derive(Clone, Debug, Default, PartialEq)]
pub enum Carrying {
    #[default]
    Nothing,
    /// The system's own dialog is up, or is about to be.
    Choosing,
    /// A backup is being made.
    Sealing(Steps),
    /// It is made and good, and waits for a second tap: the share sheet only opens from one.
    Ready {
        pages: usize,
    },
    HandedOver(HandedOver),
    /// What was made is not what it should be, or could not be made. Nothing was changed.
    NotMade(NotMade),
    /// The chosen file cannot be brought in.
    Refused(Refusal),
    /// The chosen file is one of ours, and asks for its passphrase.
    Asking {
        wrong: bool,
    },
    /// Its key is being made.
    Opening,
    Reading(Steps),
    /// What bringing it in would do.
    Shown(Preview),
    Bringing(Steps),
    BroughtIn {
        preview: Preview,
        undoable: bool,
    },
    /// It could not be kept. Nothing was changed.
    NotBrought(Fault),
    Undone,
    /// Pages were handed over as plain files.
    Exported,
}

/// How far something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    pub done: usize,
    pub total: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    pub name: Rc<str>,
    pub pages: usize,
    /// The file was read again from where it was put; otherwise the very bytes that were handed over were.
    pub from_its_place: bool,
    /// Values that cannot be read here, and are in it as they are.
    pub damaged: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMade {
    /// Read again, it was not what it should be.
    NotGood,
    /// The browser would not take it.
    Browser,
    Key(Trouble),
    Stores(Fault),
}

/// Why a file is not brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not one of ours.
    Foreign,
    CutShort,
    Altered,
    /// More than any journal is, as it lies there or when it is unpacked.
    TooLarge,
    Newer,
    /// Nothing in it, or nothing that opens the rest.
    Empty,
    /// Its key would cost more, or less, than is safe to run.
    Cost,
    /// It could not be read from where it lies.
    Unreadable,
    /// There is not enough memory for its key, or no helper to make it.
    Key(Trouble),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    pub counts: Counts,
    /// Parts of the file that cannot be read.
    pub damaged: usize,
    /// Parts that a later version wrote.
    pub newer: usize,
    /// Nothing is kept here yet: the file becomes the journal, with its own passphrase.
    pub fresh: bool,
    /// Something lies here that nothing opens: what the file does not open of it is put aside.
    pub beside: bool,
    /// The file knows more of the cards than is known here.
    pub cards: bool,
}

impl Carrying {
    /// Whether something is going on that a lock would cut off.
    pub fn is_moving(&self) -> bool {
        matches!(self, Self::Sealing(_) | Self::Opening | Self::Reading(_) | Self::Bringing(_))
    }
}

impl Preview {
    /// Whether bringing it in would change anything.
    pub fn changes(&self) -> bool {
        let counts = self.counts;
        self.fresh || self.cards || counts.new + counts.newer + counts.both > 0
    }
}

/// The plain forms pages can be taken away in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// A folder of text files with Markdown, packed into one.
    Markdown,
    /// One file for other programs.
    Json,
}
