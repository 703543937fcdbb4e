//! The names of everything we keep. They say nothing of what is inside: no date, no title, no order.

/// What all our keys begin with; the digit is the version of this list.
pub const PREFIX: &str = "h1.";
/// The two copies of the header.
pub const HEADERS: [&str; 2] = ["h1.k0", "h1.k1"];
/// The two manifests, written alternately: generation n lies in slot n modulo 2.
pub const MANIFESTS: [&str; 2] = ["h1.m0", "h1.m1"];
/// Records and segments, followed by 26 characters of base32: the random name of the value.
pub const VALUE: &str = "h1.v.";
/// A draft not yet kept, followed by its random name.
pub const DRAFT: &str = "h1.d.";
/// Room set aside in localStorage, given up when a save would not fit.
pub const RESERVE: &str = "h1.x";
/// Which keeper writes: the 8 random bytes it marks what it writes with. In the mirror only.
pub const WRITER: &str = "h1.w";
/// Everything is being removed: nothing may be healed from what is still there. Gone itself once the rest is.
pub const REMOVING: &str = "h1.z";
/// Something that nothing opened when a file became the journal, put aside: followed by a random name, and by what its key
/// was. Nothing reads it; it goes along in a copy.
pub const ASIDE: &str = "h1.o.";
/// Units the reserve takes, its key and quotes included.
pub const RESERVE_UNITS: usize = 64 * 1024;

/// The key of a value with this name.
pub fn value(name: impl std::fmt::Display) -> String {
    format!("{VALUE}{name}")
}

/// The key of a draft with this name.
pub fn draft(name: impl std::fmt::Display) -> String {
    format!("{DRAFT}{name}")
}

/// Where a value is put aside.
pub fn aside(name: impl std::fmt::Display, key: &str) -> String {
    format!("{ASIDE}{name}.{}", key.strip_prefix(PREFIX).unwrap_or(key))
}

/// Whether a key is one of ours.
pub fn is_ours(key: &str) -> bool {
    key.starts_with(PREFIX)
}
