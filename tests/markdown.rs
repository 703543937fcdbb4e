//! The marks a person may type, against the examples of the CommonMark specification that are about them, against another
//! implementation on texts that nobody thought of, and against texts made to be slow or deep.

use held::domain::markdown::{self, Block, DEEPEST, Inline, Words};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, html::push_html};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// What the specification says and the diary does otherwise, by the numbers of the examples, each with its reason.
const OTHERWISE: &[(&[u64], &str)] = &[
    (&[21, 308, 476, 477, 491, 494, 524, 642, 643], "HTML is words"),
    (&[20, 480, 481, 526], "an address in pointed brackets is words"),
    (&[503], "an entity is words"),
    (&[59, 300], "a line under a line is a rule"),
];

/// The tree as the specification would write it.
fn html(blocks: &[Block], tight: bool, into: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(words) if tight => into.push_str(&inline(words)),
            Block::Paragraph(words) => into.push_str(&format!("<p>{}</p>", inline(words))),
            Block::Heading { level, words } => into.push_str(&format!("<h{level}>{}</h{level}>", inline(words))),
            Block::Quote(blocks) => {
                into.push_str("<blockquote>");
                html(blocks, false, into);
                into.push_str("</blockquote>");
            }
            Block::List { first, loose, items } => {
                into.push_str(&match first {
                    None => "<ul>".to_owned(),
                    Some(1) => "<ol>".to_owned(),
                    Some(first) => format!("<ol start=\"{first}\">"),
                });
                for item in items {
                    into.push_str("<li>");
                    html(item, !loose, into);
                    into.push_str("</li>");
                }
                into.push_str(if first.is_some() { "</ol>" } else { "</ul>" });
            }
            Block::Rule => into.push_str("<hr />"),
        }
        into.push('\n');
    }
}

fn inline(words: &Words) -> String {
    fn write(inlines: &[Inline], into: &mut String) {
        for one in inlines {
            let (before, inside, after) = match one {
                Inline::Text(text) => {
                    into.push_str(&escaped(text));
                    continue;
                }
                Inline::NewLine => {
                    into.push('\n');
                    continue;
                }
                Inline::LineBreak => {
                    into.push_str("<br />\n");
                    continue;
                }
                Inline::Strong(inside) => ("<strong>".to_owned(), inside, "</strong>"),
                Inline::Emphasis(inside) => ("<em>".to_owned(), inside, "</em>"),
                Inline::Link { to, words, .. } => (format!("<a href=\"{}\">", address(to)), words, "</a>"),
            };
            into.push_str(&before);
            write(inside, into);
            into.push_str(after);
        }
    }
    let mut text = String::new();
    write(&words.inlines, &mut text);
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An address as the specification writes it, with what does not belong into one encoded.
fn address(to: &str) -> String {
    let encoded: String = to
        .chars()
        .map(|sign| match sign {
            ' ' | '"' | '\\' | '`' | '[' | ']' => format!("%{:02X}", u32::from(sign)),
            sign if sign.is_ascii() => sign.to_string(),
            sign => sign.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
        })
        .collect();
    encoded.replace('&', "&amp;")
}

/// Markup without the white space that means nothing in it: the tree keeps how a line was set in, and the specification
/// writes its blocks on lines of their own.
fn tidy(html: &str) -> String {
    let lines: Vec<&str> = html.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut text = lines.join("\n");
    for tag in ["p", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"] {
        for end in [format!("<{tag}>"), format!("</{tag}>")] {
            text = text.replace(&format!("{end}\n"), &end).replace(&format!("\n{end}"), &end);
        }
    }
    while text.contains("<p> ") || text.contains("<li> ") {
        text = text.replace("<p> ", "<p>").replace("<li> ", "<li>");
    }
    text.replace("<hr />\n", "<hr />").replace("\n<hr />", "<hr />").replace("\n<ol start", "<ol start")
}

/// As our tree, written by the specification's rules.
fn read(page: &str) -> String {
    let mut text = String::new();
    html(&markdown::parse(page), false, &mut text);
    tidy(&text)
}

#[test]
fn every_example_of_the_specification_for_these_marks_is_read_as_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commonmark/examples.json");
    let examples: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).expect("the examples")).expect("JSON");
    let mut wrong = Vec::new();
    let mut right = 0;
    for example in &examples {
        let (markdown, html) = (example["markdown"].as_str().expect("text"), example["html"].as_str().expect("text"));
        let number = example["number"].as_u64().expect("a number");
        let otherwise = OTHERWISE.iter().any(|(numbers, _)| numbers.contains(&number));
        let (found, wanted) = (read(markdown), tidy(html));
        if (found == wanted) == otherwise {
            wrong.push(format!("{number} ({})\n{markdown}\nfound  {found:?}\nwanted {wanted:?}\n", example["section"]));
        } else {
            right += usize::from(!otherwise);
        }
    }
    assert!(wrong.is_empty(), "{} are wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(right > 200, "only {right} examples");
}

/// As another implementation reads it; nothing where it finds what we leave out.
fn read_by_another(page: &str) -> Option<String> {
    let parser = Parser::new_ext(page, Options::empty());
    if parser.reference_definitions().iter().next().is_some() {
        return None;
    }
    let left_out = |(event, at): (Event<'_>, std::ops::Range<usize>)| match event {
        Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. }) => true,
        Event::Start(Tag::Heading { .. }) => !page[at].trim_start().starts_with('#'),
        Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => true,
        _ => false,
    };
    if parser.into_offset_iter().any(left_out) {
        return None;
    }
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(page, Options::empty()));
    Some(tidy(&html))
}

/// Texts of marks, words and empty lines, as they come when somebody leans on the keyboard.
fn scribbles() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec![
        "a",
        "b c",
        " ",
        "*",
        "**",
        "***",
        "_",
        "__",
        "[",
        "]",
        "](u)",
        "(",
        ")",
        "\n",
        "\n",
        "\n\n",
        "\n* ",
        "\n  * ",
        "\n+ ",
        "\n1. ",
        "\n2. ",
        "\n3) ",
        "\n> ",
        "\n>",
        "> ",
        "\n# ",
        "\n### ",
        "\n***\n",
        "\n  ",
        "\n   ",
        "  \n",
        "\\*",
        "\\_",
        "!",
        "é",
        "\u{2014}",
        "\u{1f600}",
        ".",
    ]);
    prop::collection::vec(token, 0..24).prop_map(|tokens| tokens.concat())
}

/// The words of a tree, in order, whatever they stand in.
fn words_of(blocks: &[Block]) -> String {
    fn inlines(of: &[Inline], into: &mut String) {
        for one in of {
            match one {
                Inline::Text(text) => into.push_str(text),
                Inline::NewLine | Inline::LineBreak => into.push('\n'),
                Inline::Strong(inside) | Inline::Emphasis(inside) => inlines(inside, into),
                Inline::Link { typed, .. } => into.push_str(typed),
            }
        }
    }
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(words) | Block::Heading { words, .. } => inlines(&words.inlines, &mut text),
            Block::Quote(blocks) => text.push_str(&words_of(blocks)),
            Block::List { items, .. } => items.iter().for_each(|item| text.push_str(&words_of(item))),
            Block::Rule => {}
        }
        text.push('\n');
    }
    text
}

fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphabetic()).collect()
}

/// How deep a tree is: its blocks and its words together.
fn depth(blocks: &[Block]) -> usize {
    fn inlines(of: &[Inline]) -> usize {
        let deeper = of.iter().map(|one| match one {
            Inline::Strong(inside) | Inline::Emphasis(inside) | Inline::Link { words: inside, .. } => {
                inlines(inside) + 1
            }
            _ => 1,
        });
        deeper.max().unwrap_or_default()
    }
    let deeper = blocks.iter().map(|block| match block {
        Block::Paragraph(words) | Block::Heading { words, .. } => inlines(&words.inlines) + 1,
        Block::Quote(blocks) => depth(blocks) + 1,
        Block::List { items, .. } => items.iter().map(|item| depth(item)).max().unwrap_or_default() + 2,
        Block::Rule => 1,
    });
    deeper.max().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn another_implementation_reads_the_same(page in scribbles()) {
        if let Some(wanted) = read_by_another(&page) {
            prop_assert_eq!(read(&page), wanted, "{:?}", page);
        }
    }

    #[test]
    fn no_letter_is_lost_or_moved(page in scribbles()) {
        prop_assert_eq!(letters(&words_of(&markdown::parse(&page))), letters(&page));
    }

    #[test]
    fn no_letter_is_lost_whatever_is_typed(page in any::<String>()) {
        prop_assert_eq!(letters(&words_of(&markdown::parse(&page))), letters(&page));
    }

    #[test]
    fn the_end_of_each_part_is_where_its_words_end(page in scribbles()) {
        fn check(page: &str, blocks: &[Block], from: &mut usize) {
            for block in blocks {
                match block {
                    Block::Paragraph(words) | Block::Heading { words, .. } => {
                        assert!(words.end > *from || words.end == 0, "{page:?}");
                        assert!(page[words.end..].is_empty() || page[words.end..].starts_with('\n'), "{page:?}");
                        *from = words.end;
                    }
                    Block::Quote(blocks) => check(page, blocks, from),
                    Block::List { items, .. } => items.iter().for_each(|item| check(page, item, from)),
                    Block::Rule => {}
                }
            }
        }
        check(&page, &markdown::parse(&page), &mut 0);
    }
}

/// Texts that are slow to read for who goes back, and deep for who goes in: the ones other implementations have been
/// tried with, each of some 200,000 characters. A reader whose time grew with the square of them would take hours here.
#[test]
fn what_is_made_to_be_slow_or_deep_is_neither() {
    let many = |text: &str| text.repeat(200_000 / text.len());
    let nested = |before: &str, word: &str, after: &str| {
        let times = 200_000 / (before.len() + after.len());
        [&before.repeat(times), word, &after.repeat(times)].concat()
    };
    let rising = (1..600).map(|length| format!("{}a", "*".repeat(length))).collect::<String>();
    let lists: String = (0..600).map(|depth| format!("{}* a\n", "  ".repeat(depth))).collect();
    let pages = [
        nested("*a **a ", "b", " a** a*"),
        nested("**", "a", "**"),
        nested("*", "a", "*"),
        many("a_ "),
        many("_a "),
        many("a**b"),
        many("a***b_"),
        many("*a_ "),
        many("a**b c* "),
        many("**x [a*b**c*](d)"),
        nested("[", "a", "]"),
        many("["),
        many("]"),
        many("[a]("),
        many("[a](b"),
        many("[a](<b"),
        many("[a]((b"),
        many("![[]()"),
        many("[a](b)![c"),
        nested("![", "a", "](b)"),
        nested("[", "a", "](b)"),
        nested("(", "](", ")"),
        many("\\"),
        many("\\*"),
        many("> "),
        many(">"),
        many("> a\n"),
        many("- "),
        many("1. "),
        many("> - "),
        many("* a\n\n"),
        many("\t"),
        many(" \t> "),
        many("#"),
        many("# \n"),
        many("*"),
        many("* * *a\n"),
        many("\n"),
        many("-\n\n"),
        many("a\n"),
        many("\u{0}\r"),
        [rising.as_str(), "\n\n", &lists].concat(),
        [&many("> "), "\n", &many("a\n")].concat(),
    ];
    for page in &pages {
        let tree = markdown::parse(page);
        let deep = depth(&tree);
        assert!(deep <= 2 * DEEPEST + 6, "{deep} deep: {:.40}", page);
        assert_eq!(letters(&words_of(&tree)), letters(page), "{page:.40}");
    }
}

#[test]
fn what_is_left_out_stays_as_it_was_typed() {
    for page in [
        "<b>bold</b> & &amp; `*code` <https://example.org>",
        "![a *picture*](https://example.org/a.png)",
        "a | b\n--|--\nc | d",
        "~~gone~~ ==marked== H~2~O ^1",
        "https://example.org/with_some_marks_in_it",
        "[x] done, [ ] not yet, [^1]",
        "2 * 3 * 4 and snake_case_words",
        "    set in, with four spaces\n\tand a tab",
        "#nospace and 1.5 and -5 and 10.12.2026",
    ] {
        assert_eq!(words_of(&markdown::parse(page)).trim_end_matches('\n'), page);
    }
}

#[test]
fn a_line_ends_where_it_was_ended() {
    let page = markdown::parse("Dear you,\n  it rained.\n\nMe");
    let text = |text: &str| Inline::Text(text.to_owned());
    let line = vec![text("Dear you,"), Inline::NewLine, text("  it rained.")];
    let paragraph = |inlines, end| Block::Paragraph(Words { inlines, end });
    assert_eq!(page, [paragraph(line, 22), paragraph(vec![text("Me")], 26)]);
}

#[test]
fn only_an_address_a_browser_can_be_asked_for_leads_out() {
    for to in ["https://example.org/a?b#c", "http://example.org", "mailto:someone@example.org", "HTTPS://EXAMPLE.ORG"] {
        assert!(markdown::leads_out(to), "{to}");
    }
    for to in [
        "",
        "https://",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:x",
        "//example.org",
        "/page",
        "example.org",
        "#/pages",
        " https://example.org",
        "https://example.org/a b",
        "java\nscript:x",
        "é",
    ] {
        assert!(!markdown::leads_out(to), "{to}");
    }
}
