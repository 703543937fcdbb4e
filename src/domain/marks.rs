//! Setting marks: what a press in the toolbar, a shortcut or Enter does to the lines the caret is in. Pure: lines and a
//! selection in, what to type instead out. Whoever types it does so as one step that the browser can undo.

/// What can be set on the selected words or lines, and taken off again by asking once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Bold,
    Italic,
    Heading,
    Bullets,
    Numbers,
    Quote,
    Link,
}

/// Whole lines of a page, and what is selected in them, in bytes: the caret, where both are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    pub text: String,
    pub from: usize,
    pub to: usize,
}

/// Replace these bytes of the lines by this text, and then select these bytes of the new lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub from: usize,
    pub to: usize,
    pub text: String,
    pub select: (usize, usize),
}

/// The mark set, or taken off where all that is selected has it.
pub fn set(lines: &Lines, mark: Mark) -> Edit {
    match mark {
        Mark::Bold => on_words(lines, "**"),
        Mark::Italic => on_words(lines, "*"),
        Mark::Heading => on_lines(lines, |_| "# ".to_owned(), is_heading, false),
        Mark::Bullets => on_lines(lines, |_| "- ".to_owned(), |item| item.number.is_none(), false),
        Mark::Numbers => on_lines(lines, |at| format!("{}. ", at + 1), |item| item.number.is_some(), false),
        Mark::Quote => on_lines(lines, |_| "> ".to_owned(), is_quote, true),
        Mark::Link => link(lines),
    }
}

/// What Enter does in a list or a quote: the next line begins as this one does, a number counted on; on a line that
/// holds nothing but its mark, the mark goes. Nothing where Enter is only Enter.
pub fn go_on(lines: &Lines) -> Option<Edit> {
    if lines.from != lines.to {
        return None;
    }
    let at = lines.text[..lines.from].rfind('\n').map_or(0, |end| end + 1);
    let line = lines.text[at..].lines().next().unwrap_or_default();
    let head = Head::of(line);
    let caret = lines.from - at;
    if head.length == 0 || caret < head.length || head.sign == "#" {
        return None;
    }
    if line[head.length..].trim().is_empty() {
        return Some(Edit { from: at, to: at + line.len(), text: String::new(), select: (at, at) });
    }
    let next = match head.number {
        // Nobody counts on from 1984.
        Some(number) if number < 100 => format!("\n{}{}{}{}", head.before, number + 1, head.sign, head.space),
        Some(_) => return None,
        None => format!("\n{}", &line[..head.length]),
    };
    let after = lines.from + next.len();
    Some(Edit { from: lines.from, to: lines.from, text: next, select: (after, after) })
}

/// How a line begins: white space and quotes, a sign, and the space behind it.
struct Head<'a> {
    before: &'a str,
    number: Option<u32>,
    sign: &'a str,
    space: &'a str,
    /// Bytes of all of it; nothing where the line begins with words.
    length: usize,
}

impl<'a> Head<'a> {
    fn of(line: &'a str) -> Self {
        let before = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let (before, rest) = line.split_at(before);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let sign = match (digits, rest.as_bytes().get(digits)) {
            (0, Some(b'-' | b'*' | b'+')) | (1..=9, Some(b'.' | b')')) => 1,
            (0, Some(b'#')) => rest.bytes().take_while(|byte| *byte == b'#').count(),
            _ => 0,
        };
        let after = &rest[digits + sign..];
        let space = after.len() - after.trim_start_matches([' ', '\t']).len();
        if sign == 0 || space == 0 {
            // Only a quote, or nothing at all.
            let length = if before.contains('>') { before.len() } else { 0 };
            return Self { before, number: None, sign: "", space: "", length };
        }
        let number = rest[..digits].parse().ok();
        let sign_at = &rest[digits..digits + sign];
        let sign_text = if sign_at.starts_with('#') { "#" } else { sign_at };
        Self { before, number, sign: sign_text, space: &after[..space], length: before.len() + digits + sign + space }
    }

    fn is_item(&self) -> bool {
        matches!(self.sign, "-" | "*" | "+" | "." | ")")
    }
}

fn is_heading(head: &Head<'_>) -> bool {
    head.sign == "#"
}

fn is_quote(head: &Head<'_>) -> bool {
    head.before.trim_start().starts_with('>')
}

/// Puts a sign before each line, or takes it away where every line has it. A line that holds nothing stays so, but in a
/// quote of several.
fn on_lines(lines: &Lines, sign: impl Fn(usize) -> String, has: impl Fn(&Head<'_>) -> bool, quote: bool) -> Edit {
    let heading = sign(0) == "# ";
    let has = |line: &str| {
        let head = Head::of(line);
        has(&head) && (quote || heading || head.is_item())
    };
    let all: Vec<&str> = lines.text.split('\n').collect();
    let written = |line: &&&str| !line.trim().is_empty();
    let off = all.iter().any(|line| written(&line)) && all.iter().filter(written).all(|line| has(line));
    let mut count = 0;
    let mut text = String::new();
    let (mut from, mut to) = (lines.from, lines.to);
    let mut at = 0;
    for (index, line) in all.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let begins = text.len();
        let skipped = line.trim().is_empty() && all.len() > 1 && (off || !quote);
        let head = Head::of(line);
        // What the line begins with now, what it begins with afterwards, and what both have before that.
        let (kept, old, new) = if skipped {
            ("", 0, String::new())
        } else if quote && off {
            let inside = line.find('>').map_or(0, |sign| sign + 1);
            ("", inside + usize::from(line[inside..].starts_with(' ')), String::new())
        } else if quote {
            ("", 0, sign(count))
        } else {
            let old = if head.sign.is_empty() { 0 } else { head.length - head.before.len() };
            (head.before, old, if off { String::new() } else { sign(count) })
        };
        count += usize::from(!skipped);
        text.push_str(kept);
        text.push_str(&new);
        let rest = kept.len() + old;
        text.push_str(&line[rest..]);
        for (end, own) in [(&mut from, lines.from), (&mut to, lines.to)] {
            if (at..=at + line.len()).contains(&own) {
                let inside = own - at;
                *end = begins + if inside < rest { kept.len() + new.len() } else { inside - old + new.len() };
            }
        }
        at += line.len() + 1;
    }
    Edit { from: 0, to: lines.text.len(), text, select: (from, to) }
}

/// Puts stars around the selected words, line by line, or takes them away.
fn on_words(lines: &Lines, stars: &str) -> Edit {
    let (from, to) = if lines.from == lines.to { word_at(lines) } else { (lines.from, lines.to) };
    if !lines.text[from..to].contains('\n') {
        return around(lines, from, to, stars);
    }
    // Bold ends with a paragraph, so each line gets its own.
    let mut text = String::new();
    for (index, line) in lines.text[from..to].split('\n').enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let head =
            if index == 0 && from > 0 && !lines.text[..from].ends_with('\n') { 0 } else { Head::of(line).length };
        let words = &line[head..];
        let inner = words.trim();
        if inner.is_empty() {
            text.push_str(line);
            continue;
        }
        let start = head + words.len() - words.trim_start().len();
        let marked = inner.len() > 2 * stars.len() && inner.starts_with(stars) && inner.ends_with(stars);
        let inner = if marked {
            inner[stars.len()..inner.len() - stars.len()].to_owned()
        } else {
            [stars, inner, stars].concat()
        };
        text.push_str(&line[..start]);
        text.push_str(&inner);
        text.push_str(&line[start + line[start..].trim_end().len()..]);
    }
    let select = (from, from + text.len());
    Edit { from, to, text, select }
}

/// Puts stars around some words of one line, or takes them away. One star is italic, two are bold, three are both.
fn around(lines: &Lines, from: usize, to: usize, stars: &str) -> Edit {
    let chosen = &lines.text[from..to];
    let chosen = chosen.trim();
    let from = from + lines.text[from..to].len() - lines.text[from..to].trim_start().len();
    // Stars at the ends of what is selected count like those beside it.
    let inner = chosen.trim_matches('*');
    let start = from + chosen.len() - chosen.trim_start_matches('*').len();
    let (start, end) = if inner.is_empty() && !chosen.is_empty() {
        (from + chosen.len() / 2, from + chosen.len() / 2)
    } else {
        (start, start + inner.len())
    };
    let before = lines.text[..start].bytes().rev().take_while(|byte| *byte == b'*').count();
    let after = lines.text[end..].bytes().take_while(|byte| *byte == b'*').count();
    let there = before.min(after).min(3);
    let has = if stars.len() == 2 { there >= 2 } else { there % 2 == 1 };
    let (caret_from, caret_to) = (lines.from.clamp(start, end), lines.to.clamp(start, end));
    let words = &lines.text[start..end];
    if has {
        let cut = stars.len();
        let select = (caret_from - cut, caret_to - cut);
        return Edit { from: start - cut, to: end + cut, text: words.to_owned(), select };
    }
    let select = (caret_from + stars.len(), caret_to + stars.len());
    Edit { from: start, to: end, text: [stars, words, stars].concat(), select }
}

/// The word the caret is inside of; the caret alone at the edge of one.
fn word_at(lines: &Lines) -> (usize, usize) {
    let part = |sign: char| sign.is_alphanumeric() || matches!(sign, '\'' | '\u{2019}');
    let (before, after) = lines.text.split_at(lines.from);
    let start = before.len() - before.chars().rev().take_while(|sign| part(*sign)).map(char::len_utf8).sum::<usize>();
    let end = lines.from + after.chars().take_while(|sign| part(*sign)).map(char::len_utf8).sum::<usize>();
    if start < lines.from && lines.from < end { (start, end) } else { (lines.from, lines.from) }
}

/// Makes the selected words a link, or the selected address the target of one, and puts the caret where the rest goes.
fn link(lines: &Lines) -> Edit {
    let (from, to) = (lines.from, lines.to);
    let chosen = &lines.text[from..to];
    let address = super::markdown::leads_out(chosen);
    let (text, caret) = if address { (format!("[]({chosen})"), from + 1) } else { (format!("[{chosen}]()"), to + 3) };
    let caret = if chosen.is_empty() { from + 1 } else { caret };
    Edit { from, to, text, select: (caret, caret) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines with the selection between `‹` and `›`, or the caret at `|`.
    fn lines(drawn: &str) -> Lines {
        let from = drawn.find(['‹', '|']).expect("a caret");
        let text: String = drawn.chars().filter(|sign| !"‹›|".contains(*sign)).collect();
        let to = drawn.find('›').map_or(from, |end| end - '‹'.len_utf8());
        Lines { text, from, to }
    }

    /// What becomes of them, drawn the same way.
    fn drawn(before: &Lines, edit: &Edit) -> String {
        let mut text = [&before.text[..edit.from], &edit.text, &before.text[edit.to..]].concat();
        let (from, to) = edit.select;
        if from == to {
            text.insert(from, '|');
        } else {
            text.insert(to, '›');
            text.insert(from, '‹');
        }
        text
    }

    fn check(mark: Mark, before: &str, after: &str) {
        let lines = lines(before);
        assert_eq!(drawn(&lines, &set(&lines, mark)), after, "{mark:?} on {before}");
    }

    /// Asking twice leaves the lines as they were.
    fn check_both(mark: Mark, before: &str, after: &str) {
        check(mark, before, after);
        check(mark, after, before);
    }

    fn enter(before: &str, after: Option<&str>) {
        let lines = lines(before);
        let found = go_on(&lines).map(|edit| drawn(&lines, &edit));
        assert_eq!(found.as_deref(), after, "{before}");
    }

    #[test]
    fn bold_and_italic_go_around_what_is_selected_and_away_again() {
        check_both(Mark::Bold, "It ‹rained› again", "It **‹rained›** again");
        check_both(Mark::Italic, "It ‹rained› again", "It *‹rained›* again");
        check_both(Mark::Italic, "It **‹rained›** again", "It ***‹rained›*** again");
        check_both(Mark::Bold, "It *‹rained›* again", "It ***‹rained›*** again");
        check(Mark::Bold, "It‹ rained ›again", "It **‹rained›** again");
        check(Mark::Bold, "It ‹**rained**› again", "It ‹rained› again");
        check_both(Mark::Bold, "ein ‹schöner 🌧 Tag›", "ein **‹schöner 🌧 Tag›**");
    }

    #[test]
    fn the_caret_in_a_word_means_the_word_and_stays_in_it() {
        check_both(Mark::Bold, "It rai|ned", "It **rai|ned**");
        check_both(Mark::Bold, "It |", "It **|**");
        check_both(Mark::Italic, "|", "*|*");
    }

    #[test]
    fn bold_on_several_lines_keeps_to_each_of_them() {
        check(Mark::Bold, "‹- one\n\n- two ›", "‹- **one**\n\n- **two** ›");
        check(Mark::Bold, "‹- **one**\n- **two**›", "‹- one\n- two›");
    }

    #[test]
    fn a_heading_is_a_line() {
        check_both(Mark::Heading, "Mon|day", "# Mon|day");
        check(Mark::Heading, "### Mon|day", "Mon|day");
        check_both(Mark::Heading, "|", "# |");
        check(Mark::Heading, "- Mon|day", "# Mon|day");
    }

    #[test]
    fn a_list_is_made_of_lines_and_unmade() {
        check_both(Mark::Bullets, "o‹ne\ntw›o", "- o‹ne\n- tw›o");
        check_both(Mark::Numbers, "‹one\ntwo\nthree›", "1. ‹one\n2. two\n3. three›");
        check(Mark::Numbers, "- o‹ne\n\n- tw›o", "1. o‹ne\n\n2. tw›o");
        check_both(Mark::Bullets, "|", "- |");
        check(Mark::Bullets, "  o|ne", "  - o|ne");
        check(Mark::Bullets, "-| one", "|one");
    }

    #[test]
    fn a_quote_is_lines_with_the_empty_ones_between_them() {
        check_both(Mark::Quote, "o‹ne\n\ntw›o", "> o‹ne\n> \n> tw›o");
        check(Mark::Quote, ">o|ne", "o|ne");
        check_both(Mark::Quote, "- o|ne", "> - o|ne");
    }

    #[test]
    fn a_link_waits_for_what_is_missing() {
        check(Mark::Link, "see ‹this page›", "see [this page](|)");
        check(Mark::Link, "see ‹https://example.org›", "see [|](https://example.org)");
        check(Mark::Link, "see |", "see [|]()");
    }

    #[test]
    fn enter_goes_on_with_a_list_and_counts_on() {
        enter("- one|", Some("- one\n- |"));
        enter("  * one| more", Some("  * one\n  * | more"));
        enter("1. one|", Some("1. one\n2. |"));
        enter("9) one|", Some("9) one\n10) |"));
        enter("> one|", Some("> one\n> |"));
        enter("> - one|", Some("> - one\n> - |"));
        enter("words\n- one|", Some("words\n- one\n- |"));
    }

    #[test]
    fn enter_on_an_empty_item_ends_the_list() {
        enter("- one\n- |", Some("- one\n|"));
        enter("1. |", Some("|"));
        enter("> |", Some("|"));
    }

    #[test]
    fn enter_is_only_enter_everywhere_else() {
        for words in ["one|", "|- one", "-| one", "-one|", "# one|", "1984. It rained|", "‹- one›"] {
            enter(words, None);
        }
    }
}
