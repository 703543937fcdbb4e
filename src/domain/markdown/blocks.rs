//! Blocks, line by line: which of the open containers go on, which new ones begin, and where the words of the line go.
//! The way the specification describes it in its appendix, "A parsing strategy".

use super::inlines;
use super::lines::{Line, Marker};
use super::{Block, DEEPEST, Words};

/// What is open, from the page to the innermost container. A paragraph can only be open inside the innermost one.
struct Builder {
    open: Vec<Container>,
    paragraph: Option<Paragraph>,
    /// After an empty line: the outermost container that it counts for. An empty line in a quote sets nothing apart
    /// outside of it.
    blank: Option<usize>,
}

struct Container {
    kind: Kind,
    children: Vec<Block>,
}

enum Kind {
    Page,
    Quote,
    List { marker: Marker, loose: bool, items: Vec<Vec<Block>> },
    Item { indent: usize },
}

struct Paragraph {
    text: String,
    end: usize,
}

pub fn parse(page: &str) -> Vec<Block> {
    let mut builder = Builder { open: vec![Container::new(Kind::Page)], paragraph: None, blank: None };
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        builder.line(Line::new(words), at + words.len());
        at += line.len();
    }
    builder.close(1);
    builder.open.pop().map(|page| page.children).unwrap_or_default()
}

impl Container {
    fn new(kind: Kind) -> Self {
        Self { kind, children: Vec::new() }
    }

    /// Whether nothing has been put into this item yet.
    fn is_empty(&self) -> bool {
        self.children.is_empty()
    }
}

impl Builder {
    /// Takes in one line, whose words end at this place of the page.
    fn line(&mut self, mut line: Line<'_>, end: usize) {
        let mut matched = self.go_on(&mut line);
        let mut fresh = false;
        // Four spaces make code in CommonMark, which begins none of these; here they make a line that is set in.
        while line.indent() < 4 && !line.is_blank() {
            if let Some((level, words)) = line.heading() {
                self.close(matched);
                self.add(Block::Heading { level, words: Words { inlines: inlines::parse(words), end } });
                return;
            }
            if line.is_rule() {
                self.close(matched);
                self.add(Block::Rule);
                return;
            }
            if matched > DEEPEST {
                break;
            }
            if line.take_quote() {
                self.close(matched);
                self.begin(Kind::Quote);
            } else if let Some(marker) = line.marker().filter(|marker| self.may_begin(line, *marker, matched)) {
                self.close(matched);
                self.begin_item(&mut line, marker);
            } else {
                break;
            }
            fresh = true;
            matched = self.open.len();
        }
        if line.is_blank() {
            self.close(matched);
            if !fresh {
                let quote = self.open.iter().rposition(|open| matches!(open.kind, Kind::Quote));
                self.blank = Some(quote.map_or(0, |quote| quote + 1));
            }
            return;
        }
        // A paragraph that is being written goes on, also where the marks of what it stands in are left out.
        if self.paragraph.is_none() {
            self.close(matched);
        }
        match &mut self.paragraph {
            Some(paragraph) => {
                paragraph.text.push('\n');
                paragraph.text.push_str(&line.left());
                paragraph.end = end;
            }
            None => {
                self.leave_list();
                self.set_apart();
                self.paragraph = Some(Paragraph { text: line.left(), end });
            }
        }
        self.blank = None;
    }

    /// How many of the open containers this line belongs to; goes over their marks.
    fn go_on(&self, line: &mut Line<'_>) -> usize {
        for (at, open) in self.open.iter().enumerate() {
            let goes_on = match &open.kind {
                Kind::Page | Kind::List { .. } => true,
                Kind::Quote => line.take_quote(),
                // An item that begins with an empty line ends with the second one.
                Kind::Item { .. } if line.is_blank() => {
                    !open.is_empty() || self.open.len() > at + 1 || self.paragraph.is_some()
                }
                Kind::Item { indent } => {
                    let inside = line.indent() >= *indent;
                    if inside {
                        line.skip(*indent);
                    }
                    inside
                }
            };
            if !goes_on {
                return at;
            }
        }
        self.open.len()
    }

    /// A list interrupts a paragraph only when it cannot be meant as words: "1." and not "1984.", and not empty.
    fn may_begin(&self, line: Line<'_>, marker: Marker, matched: usize) -> bool {
        let interrupts = self.paragraph.is_some() && matched == self.open.len();
        !interrupts || (marker.number.is_none_or(|number| number == 1) && !line.is_empty_after(marker))
    }

    fn begin_item(&mut self, line: &mut Line<'_>, marker: Marker) {
        let same = match self.open.last().map(|open| &open.kind) {
            Some(Kind::List { marker: own, .. }) => {
                own.sign == marker.sign && own.number.is_some() == marker.number.is_some()
            }
            _ => false,
        };
        if !same {
            self.begin(Kind::List { marker, loose: false, items: Vec::new() });
        }
        let indent = line.take_marker(marker);
        self.set_apart();
        self.open.push(Container::new(Kind::Item { indent }));
    }

    fn begin(&mut self, kind: Kind) {
        self.leave_list();
        self.set_apart();
        self.open.push(Container::new(kind));
    }

    /// Adds a block that is complete.
    fn add(&mut self, block: Block) {
        self.leave_list();
        self.set_apart();
        self.put(block);
    }

    fn put(&mut self, block: Block) {
        if let Some(open) = self.open.last_mut() {
            open.children.push(block);
        }
    }

    /// A list holds items only: anything else ends it.
    fn leave_list(&mut self) {
        if matches!(self.open.last(), Some(Container { kind: Kind::List { .. }, .. })) {
            self.close(self.open.len() - 1);
        }
    }

    /// Something is about to begin in the innermost container: after an empty line, its list is a loose one.
    fn set_apart(&mut self) {
        let Some(outside) = self.blank.take() else { return };
        let inner = self.open.len() - 1;
        let list = match self.open[inner].kind {
            Kind::List { .. } => inner,
            // The empty line after the marker of an item sets nothing apart.
            Kind::Item { .. } if !self.open[inner].is_empty() => inner - 1,
            _ => return,
        };
        if let Kind::List { loose, .. } = &mut self.open[list].kind
            && list >= outside
        {
            *loose = true;
        }
    }

    /// Ends the paragraph and every container but the outermost `kept`.
    fn close(&mut self, kept: usize) {
        if let Some(Paragraph { text, end }) = self.paragraph.take() {
            let inlines = inlines::parse(text.trim_end_matches([' ', '\t']));
            self.put(Block::Paragraph(Words { inlines, end }));
        }
        while self.open.len() > kept {
            let Some(Container { kind, children }) = self.open.pop() else { return };
            match kind {
                Kind::Page => {}
                Kind::Quote => self.put(Block::Quote(children)),
                Kind::List { marker, loose, items } => self.put(Block::List { first: marker.number, loose, items }),
                Kind::Item { .. } => {
                    if let Some(Container { kind: Kind::List { items, .. }, .. }) = self.open.last_mut() {
                        items.push(children);
                    }
                }
            }
        }
    }
}
