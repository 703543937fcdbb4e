//! Removing everything, as far as it has come and as it is told.

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// The stores are being emptied.
    Begun,
    /// Both were looked at again and are empty. The browser is still putting that on disk.
    Emptied,
    /// It is on disk, and the saved files of the app are gone too.
    Done,
    /// Something would not go. What there is may be tried again.
    Left(Left),
    /// Another tab is at it.
    Elsewhere,
}

/// What is still there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Sealed values in one of the stores.
    pub values: bool,
    /// One of the stores did not answer, so nothing can be said of it.
    pub unasked: bool,
    /// Saved files of the app itself, or its worker.
    pub files: bool,
}
