//! What could go against a person who writes here. Help and the README go through the same list.

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threat {
    LockedDevice,
    Guesses,
    Shoulder,
    MadeToOpen,
    Cleared,
    Crash,
    Spyware,
    Host,
    Markup,
    Dependency,
    OtherFile,
    Forensics,
    Rollback,
}

impl Threat {
    /// Every one, in the order of the README.
    pub const ALL: [Self; 13] = [
        Self::LockedDevice,
        Self::Guesses,
        Self::Shoulder,
        Self::MadeToOpen,
        Self::Cleared,
        Self::Crash,
        Self::Spyware,
        Self::Host,
        Self::Markup,
        Self::Dependency,
        Self::OtherFile,
        Self::Forensics,
        Self::Rollback,
    ];

    /// How its row in the README begins.
    pub const fn row(self) -> &'static str {
        match self {
            Self::LockedDevice => "picks up the device",
            Self::Guesses => "guesses the passphrase",
            Self::Shoulder => "looks over a shoulder",
            Self::MadeToOpen => "makes you open it",
            Self::Cleared => "clears the browser's data",
            Self::Crash => "a crash",
            Self::Spyware => "spyware",
            Self::Host => "a host that was taken over",
            Self::Markup => "text that tries to be code",
            Self::Dependency => "a dependency gone bad",
            Self::OtherFile => "another file opened from the same disk",
            Self::Forensics => "searches the disk",
            Self::Rollback => "puts an older state",
        }
    }

    /// Whether something is done that holds against it, beyond saying so.
    pub const fn is_held(self) -> bool {
        match self {
            Self::LockedDevice | Self::Guesses | Self::Shoulder | Self::Crash | Self::Host | Self::Markup => true,
            Self::MadeToOpen
            | Self::Cleared
            | Self::Spyware
            | Self::Dependency
            | Self::OtherFile
            | Self::Forensics
            | Self::Rollback => false,
        }
    }
}
