//! The marks a person may type, read into a small tree: headings, lists, quotes, rules, bold, italic and links, as
//! CommonMark 0.31 has them. Everything else stays visible exactly as it was typed, and no word is ever lost.
//!
//! What holds: reading takes time proportional to the length, whatever is typed; the tree is never deeper than
//! [`DEEPEST`] of either kind, so that walking it cannot run out of stack; nothing in it is markup.
//!
//! Where a diary asks for something else than CommonMark, it goes the diary's way:
//!
//! - A line keeps its end: a single new line is drawn as one, because who writes a line of its own means it, and a letter
//!   or a poem run together would be a page that nobody wrote. The tree tells [`Inline::NewLine`] from
//!   [`Inline::LineBreak`] only so that it can be compared with the specification.
//! - A line keeps its beginning: spaces before the first word are part of the line, and four of them make no code.
//! - `---` under a line is a rule and never turns the line above it into a heading.
//! - Code, HTML, images, references, link titles, entities and addresses without brackets are words like any other.

mod blocks;
mod inlines;
mod lines;

/// The most quotes, lists and items in each other, and the most bold, italic and links in each other.
pub const DEEPEST: usize = 16;

/// A part of a page that stands under the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(Words),
    Heading {
        /// 1 to 6.
        level: u8,
        words: Words,
    },
    Quote(Vec<Block>),
    List {
        /// The number it starts with, where it counts.
        first: Option<u32>,
        /// Whether there is room between its items, because an empty line stands between them or inside one.
        loose: bool,
        items: Vec<Vec<Block>>,
    },
    Rule,
}

/// Words with their marks read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub inlines: Vec<Inline>,
    /// Where they end in the page, in bytes.
    pub end: usize,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Link {
        to: String,
        /// The whole link as it was typed, for a reader that will not follow such an address.
        typed: String,
        words: Vec<Inline>,
    },
    /// The line ended.
    NewLine,
    /// The line ended, and whoever wrote it said so with two spaces or a backslash.
    LineBreak,
}

/// The page as blocks.
pub fn parse(page: &str) -> Vec<Block> {
    blocks::parse(page)
}

/// Whether a link leads out of the app in a way a browser can be asked to go: nothing that runs, nothing on the disk.
pub fn leads_out(to: &str) -> bool {
    let rest = ["https://", "http://", "mailto:"].into_iter().find_map(|scheme| {
        let head = to.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &to[scheme.len()..])
    });
    rest.is_some_and(|rest| !rest.is_empty()) && !to.contains(|c: char| c.is_whitespace() || c.is_control())
}
