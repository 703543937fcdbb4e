//! The tables as Rust source, for the app to include. The shapes print themselves.

use std::fmt::Write as _;

use super::Wording;

/// What the build writes.
pub fn tables(wording: &Wording) -> String {
    let Wording { groups, feelings, signs, checkin, kinds, who, lines, rest, help, safety, texts: _ } = wording;
    let tables: [(&str, &str, &dyn std::fmt::Debug); 10] = [
        ("GROUPS", "&[Label]", groups),
        ("FEELINGS", "&[FeelingWord]", feelings),
        ("SIGNS", "&[SignText]", signs),
        ("CHECKIN", "CheckInText", checkin),
        ("KINDS", "&[KindText]", kinds),
        ("WHO", "WhoText", who),
        ("AFTER_KEEP", "&[&str]", lines),
        ("REST", "&[RestScript]", rest),
        ("HELP", "HelpText", help),
        ("SAFETY", "SafetyText", safety),
    ];
    tables.iter().fold(String::new(), |mut source, (name, kind, table)| {
        // Writing to a String cannot fail.
        let _ = writeln!(source, "pub static {name}: {kind} = {table:?};");
        source
    })
}
