//! `held.html`: the whole app in one file that opens from a disk.
