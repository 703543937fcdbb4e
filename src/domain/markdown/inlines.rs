//! Marks within lines. Words become pieces from left to right; a bracket that closes makes a link of the pieces since the
//! one that opened; runs of `*` and `_` are matched last, and what has no match stays as it is. The way the
//! specification describes it in its appendix, "An algorithm for parsing nested emphasis and links".

use super::{DEEPEST, Inline};

/// The deepest nesting of round brackets in an address: the least that the specification asks for.
const DEEPEST_BRACKETS: usize = 32;

/// What the words are made of, in order.
enum Piece<'a> {
    Text(&'a str),
    NewLine { hard: bool },
    Run(Run<'a>),
    Begin { to: String, typed: &'a str },
    End,
}

/// Some of the same mark: `*` or `_`.
struct Run<'a> {
    /// What has not found a match.
    left: &'a str,
    mark: u8,
    /// How many there were.
    length: usize,
    opens: bool,
    closes: bool,
    /// What it ends and begins, from the inside out: true for bold.
    ends: Vec<bool>,
    begins: Vec<bool>,
}

/// A `[` or `![` that may yet begin something.
struct Bracket {
    piece: usize,
    /// Runs that came before it.
    runs: usize,
    /// Where it stands.
    at: usize,
    picture: bool,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Where the words begin that have not become a piece yet.
    from: usize,
    pieces: Vec<Piece<'a>>,
    runs: Vec<usize>,
    brackets: Vec<Bracket>,
    /// So many of the brackets are outside a link that was made: there is no link within a link.
    around: usize,
}

/// Words with their marks read. Never longer than what was typed.
pub fn parse(text: &str) -> Vec<Inline> {
    let (pieces, runs, brackets) = (Vec::new(), Vec::new(), Vec::new());
    let mut reader = Reader { text, at: 0, from: 0, pieces, runs, brackets, around: 0 };
    reader.read();
    let Reader { mut pieces, runs, .. } = reader;
    match_runs(&mut pieces, &runs);
    tree(pieces)
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'\\' => self.escape(),
                b'\n' => self.new_line(),
                b'*' | b'_' => self.run(byte),
                b'[' => self.open(false),
                b'!' if self.text[self.at..].starts_with("![") => self.open(true),
                b']' => self.close(),
                _ => self.at += 1,
            }
        }
        self.take_words(self.text.len());
    }

    /// Makes a piece of the words up to here.
    fn take_words(&mut self, to: usize) {
        if self.from < to {
            self.pieces.push(Piece::Text(&self.text[self.from..to]));
        }
        self.from = to;
    }

    /// A backslash takes the meaning from the mark behind it, and ends a line.
    fn escape(&mut self) {
        match self.text.as_bytes().get(self.at + 1) {
            Some(b'\n') => {
                self.take_words(self.at);
                self.pieces.push(Piece::NewLine { hard: true });
                self.at += 2;
                self.from = self.at;
            }
            Some(byte) if byte.is_ascii_punctuation() => {
                self.take_words(self.at);
                self.from = self.at + 1;
                self.at += 2;
            }
            _ => self.at += 1,
        }
    }

    fn new_line(&mut self) {
        let line = &self.text[self.from..self.at];
        let words = line.trim_end_matches(' ');
        self.take_words(self.from + words.len());
        self.pieces.push(Piece::NewLine { hard: line.len() - words.len() >= 2 });
        self.at += 1;
        self.from = self.at;
    }

    fn run(&mut self, mark: u8) {
        self.take_words(self.at);
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(|byte| *byte == mark).count();
        let before = self.text[..self.at].chars().next_back();
        let after = rest[length..].chars().next();
        let left = flanks(before, after);
        let right = flanks(after, before);
        let (opens, closes) = match mark {
            b'_' => (left && (!right || is_mark(before)), right && (!left || is_mark(after))),
            _ => (left, right),
        };
        self.runs.push(self.pieces.len());
        let (ends, begins) = (Vec::new(), Vec::new());
        self.pieces.push(Piece::Run(Run { left: &rest[..length], mark, length, opens, closes, ends, begins }));
        self.at += length;
        self.from = self.at;
    }

    fn open(&mut self, picture: bool) {
        self.take_words(self.at);
        let sign = &self.text[self.at..self.at + 1 + usize::from(picture)];
        let (piece, runs) = (self.pieces.len(), self.runs.len());
        self.brackets.push(Bracket { piece, runs, at: self.at, picture });
        self.pieces.push(Piece::Text(sign));
        self.at += sign.len();
        self.from = self.at;
    }

    fn close(&mut self) {
        let bracket = self.brackets.pop();
        let outside = self.brackets.len() < self.around;
        self.around = self.around.min(self.brackets.len());
        let bracket = bracket.filter(|bracket| bracket.picture || !outside);
        let target = bracket.and_then(|bracket| Some((bracket, target(&self.text[self.at + 1..])?)));
        let Some((bracket, (to, length))) = target else {
            self.at += 1;
            return;
        };
        self.take_words(self.at);
        let end = self.at + 1 + length;
        let typed = &self.text[bracket.at..end];
        let inside = self.runs.split_off(bracket.runs);
        if bracket.picture {
            // Nothing is shown from elsewhere: a picture stays the words that were typed.
            self.pieces.truncate(bracket.piece);
            self.pieces.push(Piece::Text(typed));
        } else {
            match_runs(&mut self.pieces, &inside);
            self.pieces[bracket.piece] = Piece::Begin { to, typed };
            self.pieces.push(Piece::End);
            self.around = self.brackets.len();
        }
        self.at = end;
        self.from = end;
    }
}

/// Whether a mark between these two begins what is `inner`: it stands against it, and not against a word outside.
fn flanks(outer: Option<char>, inner: Option<char>) -> bool {
    !is_space(inner) && (!is_mark(inner) || is_space(outer) || is_mark(outer))
}

/// White space, or the end of the words.
fn is_space(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(char::is_whitespace)
}

/// A sign rather than part of a word. The standard library does not tell signs apart, so beyond ASCII it is what is
/// neither letter, number nor space, but for the accents and joiners that belong to the character before them.
fn is_mark(neighbour: Option<char>) -> bool {
    let joins = |sign| matches!(sign, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}');
    neighbour.is_some_and(|sign| {
        if sign.is_ascii() {
            sign.is_ascii_punctuation()
        } else {
            !(sign.is_alphanumeric() || sign.is_whitespace() || sign.is_control() || joins(sign))
        }
    })
}

/// `(address)` at the beginning of this: the address, and how much was read.
fn target(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('(')?;
    let blank = |text: &str| text.len() - text.trim_start_matches([' ', '\t', '\n']).len();
    let before = blank(inside);
    let rest = &inside[before..];
    let (to, length) = match rest.strip_prefix('<') {
        Some(rest) => {
            let end = bracketed(rest)?;
            (&rest[..end], end + 2)
        }
        None => {
            let end = bare(rest)?;
            (&rest[..end], end)
        }
    };
    let after = &rest[length..];
    let end = blank(after);
    after[end..].starts_with(')').then(|| (unescaped(to), 1 + before + length + end + 1))
}

/// How long an address is that ends with `>`.
fn bracketed(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'>' => return Some(at),
            b'<' | b'\n' => return None,
            _ => {}
        }
    }
    None
}

/// How long an address is that ends with a space or the bracket around it. Its own brackets come in pairs.
fn bare(text: &str) -> Option<usize> {
    let mut deep = 0;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped && byte.is_ascii_punctuation() => escaped = false,
            b'\\' => escaped = true,
            b'(' if deep == DEEPEST_BRACKETS => return None,
            b'(' => deep += 1,
            b')' if deep == 0 => return Some(at),
            b')' => deep -= 1,
            b' ' | b'\t' | b'\n' => return (deep == 0).then_some(at),
            byte if byte.is_ascii_control() => return None,
            _ => escaped = false,
        }
    }
    None
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match signs.peek() {
            Some(next) if sign == '\\' && next.is_ascii_punctuation() => plain.extend(signs.next()),
            _ => plain.push(sign),
        }
    }
    plain
}

/// Matches runs that end something with runs that begin it.
fn match_runs(pieces: &mut [Piece<'_>], runs: &[usize]) {
    // Runs that may begin something, and below which of them a run of some kind need not look: it did so in vain. With
    // this no run is looked at more than a few times.
    let mut openers: Vec<usize> = Vec::new();
    let mut floors = [0_usize; 12];
    for &at in runs {
        while let Piece::Run(closer) = &pieces[at] {
            let (mark, length, opens, left) = (closer.mark, closer.length, closer.opens, closer.left.len());
            if left == 0 {
                break;
            }
            let kind = usize::from(mark == b'_') * 6 + usize::from(opens) * 3 + length % 3;
            let found = if closer.closes {
                let fits = |opener: &usize| {
                    let Piece::Run(run) = &pieces[*opener] else { return false };
                    let odd = (run.closes || opens) && (run.length + length) % 3 == 0;
                    run.mark == mark && !(odd && (run.length % 3 != 0 || length % 3 != 0))
                };
                let floor = floors[kind].min(openers.len());
                let found = openers[floor..].iter().rposition(fits).map(|found| floor + found);
                if found.is_none() {
                    floors[kind] = openers.len();
                }
                found
            } else {
                None
            };
            let Some(found) = found else {
                if opens {
                    openers.push(at);
                }
                break;
            };
            let opener = openers[found];
            let strong = left >= 2 && matches!(&pieces[opener], Piece::Run(run) if run.left.len() >= 2);
            let used = 1 + usize::from(strong);
            if let Piece::Run(closer) = &mut pieces[at] {
                closer.left = &closer.left[used..];
                closer.ends.push(strong);
            }
            let mut spent = false;
            if let Piece::Run(opener) = &mut pieces[opener] {
                opener.left = &opener.left[used..];
                opener.begins.push(strong);
                spent = opener.left.is_empty();
            }
            openers.truncate(found + usize::from(!spent));
            floors.iter_mut().for_each(|floor| *floor = (*floor).min(openers.len()));
        }
    }
}

/// What is being put together, from the outside in.
enum Open {
    Strong,
    Emphasis,
    Link { to: String, typed: String },
}

#[derive(Default)]
struct Tree {
    done: Vec<Inline>,
    open: Vec<(Open, Vec<Inline>)>,
    /// Marks that are deeper than the tree may be, and are left out.
    beyond: usize,
}

fn tree(pieces: Vec<Piece<'_>>) -> Vec<Inline> {
    let mut tree = Tree::default();
    for piece in pieces {
        match piece {
            Piece::Text(text) => tree.text(text),
            Piece::NewLine { hard } => tree.here().push(if hard { Inline::LineBreak } else { Inline::NewLine }),
            Piece::Run(run) => {
                run.ends.iter().for_each(|_| tree.end());
                tree.text(run.left);
                let kind = |strong: &bool| if *strong { Open::Strong } else { Open::Emphasis };
                run.begins.iter().rev().map(kind).for_each(|open| tree.begin(open));
            }
            Piece::Begin { to, typed } => tree.begin(Open::Link { to, typed: typed.to_owned() }),
            Piece::End => tree.end(),
        }
    }
    tree.done
}

impl Tree {
    fn here(&mut self) -> &mut Vec<Inline> {
        self.open.last_mut().map_or(&mut self.done, |(_, inside)| inside)
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.here().last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => self.here().push(Inline::Text(text.to_owned())),
        }
    }

    fn begin(&mut self, open: Open) {
        if self.beyond > 0 || self.open.len() == DEEPEST {
            self.beyond += 1;
        } else {
            self.open.push((open, Vec::new()));
        }
    }

    fn end(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some((open, inside)) = self.open.pop() else { return };
        self.here().push(match open {
            Open::Strong => Inline::Strong(inside),
            Open::Emphasis => Inline::Emphasis(inside),
            Open::Link { to, typed } => Inline::Link { to, typed, words: inside },
        });
    }
}
