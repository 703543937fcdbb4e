//! One line on its way through the containers it stands in: what is left of it, and in which column that begins. A tab
//! goes on to the next column that four divides, and may be used up in part.

/// What is left of a line.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    rest: &'a str,
    column: usize,
    /// Columns left of a tab of which a part was used.
    tab: usize,
}

/// What begins an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// `-`, `+` or `*`, or what stands behind a number: `.` or `)`. Items of one list have the same.
    pub sign: u8,
    pub number: Option<u32>,
    /// Bytes of the marker itself.
    width: usize,
}

impl<'a> Line<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, column: 0, tab: 0 }
    }

    pub fn is_blank(self) -> bool {
        self.rest.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
    }

    /// Columns before the first word.
    pub fn indent(self) -> usize {
        let mut column = self.column + self.tab;
        for byte in self.rest.bytes() {
            match byte {
                b' ' => column += 1,
                b'\t' => column += 4 - column % 4,
                _ => break,
            }
        }
        column - self.column
    }

    /// Goes on over at most so many columns of white space.
    pub fn skip(&mut self, columns: usize) {
        let mut left = columns;
        while left > 0 {
            if self.tab > 0 {
                let used = left.min(self.tab);
                self.tab -= used;
                self.column += used;
                left -= used;
            } else if let Some(rest) = self.rest.strip_prefix(' ') {
                (self.rest, self.column, left) = (rest, self.column + 1, left - 1);
            } else if let Some(rest) = self.rest.strip_prefix('\t') {
                (self.rest, self.tab) = (rest, 4 - self.column % 4);
            } else {
                return;
            }
        }
    }

    /// The words, without the white space before them.
    pub fn words(self) -> &'a str {
        self.rest.trim_start_matches([' ', '\t'])
    }

    /// What is left, as typed; of a tab that was used in part, spaces.
    pub fn left(self) -> String {
        [&" ".repeat(self.tab), self.rest].concat()
    }

    /// Goes over `>` and the space behind it.
    pub fn take_quote(&mut self) -> bool {
        if self.indent() > 3 || !self.words().starts_with('>') {
            return false;
        }
        self.skip(3);
        self.go(1);
        self.skip(1);
        true
    }

    /// The marker of an item here, if there is one.
    pub fn marker(self) -> Option<Marker> {
        let words = self.words();
        let bytes = words.as_bytes();
        let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (sign, number) = match (digits, *bytes.get(digits)?) {
            (0, sign @ (b'-' | b'+' | b'*')) => (sign, None),
            (1..=9, sign @ (b'.' | b')')) => (sign, Some(words[..digits].parse().ok()?)),
            _ => return None,
        };
        let width = digits + 1;
        matches!(bytes.get(width), None | Some(b' ' | b'\t')).then_some(Marker { sign, number, width })
    }

    /// Goes over a marker, and returns the columns that what belongs to the item is set in by.
    pub fn take_marker(&mut self, marker: Marker) -> usize {
        let before = self.indent();
        self.skip(before);
        self.go(marker.width);
        let space = match self.indent() {
            _ if self.is_blank() => 1,
            wide @ 1..=4 => wide,
            _ => 1,
        };
        self.skip(space);
        before + marker.width + space
    }

    /// Whether the item that begins here is empty so far.
    pub fn is_empty_after(self, marker: Marker) -> bool {
        self.words()[marker.width..].bytes().all(|byte| matches!(byte, b' ' | b'\t'))
    }

    /// Three or more of one of `*`, `-`, `_`, and nothing else.
    pub fn is_rule(self) -> bool {
        let mut signs = self.words().bytes().filter(|byte| !matches!(byte, b' ' | b'\t'));
        let Some(sign @ (b'*' | b'-' | b'_')) = signs.next() else { return false };
        let mut count = 1;
        for other in signs {
            if other != sign {
                return false;
            }
            count += 1;
        }
        count >= 3
    }

    /// The level and the words of a heading.
    pub fn heading(self) -> Option<(u8, &'a str)> {
        let words = self.words();
        let level = words.bytes().take_while(|byte| *byte == b'#').count();
        let rest = &words[level..];
        if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
            return None;
        }
        let rest = rest.trim_matches([' ', '\t']);
        let open = rest.trim_end_matches('#');
        let closed = open.is_empty() || open.ends_with([' ', '\t']);
        Some((level as u8, if closed { open.trim_end_matches([' ', '\t']) } else { rest }))
    }

    /// Goes on over so many bytes that are no white space.
    fn go(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
        self.column += bytes;
        self.tab = 0;
    }
}
