//! How the decks are written, as far as a machine can tell. Every rule is shown an offender first, which it has to find.

use std::path::Path;

use held_content::card::{self, Avoid, Intensity, Leaning};
use held_content::measure::grade;
use held_content::{Authored, Content, Deck, check};

fn content() -> Content {
    Content::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the decks can be read")
}

/// A deck with the prompts given, each as (number, text), and the cards given as TOML.
fn planted(prompts: &[(u16, &str)], cards: &str) -> Deck {
    let prompts: String = prompts
        .iter()
        .map(|(n, text)| {
            format!(
                "[[prompt]]\nn = {n}\nkind = \"notice\"\nintensity = \"middle\"\ntags = [\"sad\"]\ntext = {text:?}\n"
            )
        })
        .collect();
    Deck::parse(card::Deck::Bridge, &format!("name = \"A\"\nabout = \"B\"\n{prompts}{cards}")).expect("a deck")
}

/// A card with everything right but for what is put in place of a line.
fn planted_card(line: &str, instead: &str) -> Deck {
    let card = "[[card]]\nn = 1\ntitle = \"T\"\nthought = 1\nintensity = \"light\"\nmode = \"do\"\nlens = \"self\"\nminutes = 3\n\
        tags = [\"calm\"]\nfront = \"F.\"\nback = \"B.\"\naction = \"A.\"\nfollow_up = { days = 1, ask = \"Q?\" }\n";
    assert!(card.contains(line));
    planted(&[], &card.replace(line, instead))
}

fn with(deck: Deck) -> Content {
    Content { decks: vec![deck], sources: ["known".to_owned()].into(), thoughts: [1].into() }
}

/// Holds a rule about texts: it finds the planted one, and nothing in the decks.
fn hold(rule: impl Fn(&[Authored<'_>]) -> Vec<String>, offender: &Deck) {
    assert!(!rule(&offender.texts()).is_empty(), "the planted offender was not found");
    let content = content();
    assert_nothing(&rule(&content.texts()));
}

fn assert_nothing(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_deck_holds_its_prompts_and_cards() {
    let mut content = content();
    assert_nothing(&check::counts(&content));
    content.decks[3].cards.pop();
    content.decks.remove(0);
    assert_eq!(check::counts(&content).len(), 2);
    let (prompts, cards) = check::COUNTS.iter().fold((0, 0), |sum, deck| (sum.0 + deck.0, sum.1 + deck.1));
    assert_eq!((prompts, cards), (320, 136));
}

#[test]
fn every_part_is_short_enough_to_be_read_tired() {
    let long = "word ".repeat(21).trim().to_owned() + ".";
    hold(check::lengths, &planted_card("A.", &long));
    hold(check::lengths, &planted_card("F.", &("word ".repeat(30) + "word.")));
    hold(check::lengths, &planted_card("B.", &("word ".repeat(70) + "word.")));
    hold(check::lengths, &planted_card("Q?", &long));
    hold(check::lengths, &planted_card("\"T\"", "\"One two three four five six\""));
    hold(check::lengths, &planted(&[(1, &[&*long, &long].join(" "))], ""));
}

#[test]
fn no_sentence_is_longer_than_twenty_words() {
    hold(check::long_sentences, &planted(&[(1, &("word ".repeat(21).trim().to_owned() + "? Yes."))], ""));
}

#[test]
fn every_deck_is_easy_to_read() {
    let hard = planted(&[(1, "Considerable communicative difficulties characterise separation.")], "");
    assert_eq!(check::hard_decks(&[hard]).len(), 1);
    let content = content();
    for deck in &content.decks {
        println!("{}: grade {:.1}", deck.deck.key(), grade(deck.texts().iter().map(|text| text.text)));
    }
    assert_nothing(&check::hard_decks(&content.decks));
}

#[test]
fn nothing_orders_promises_or_judges() {
    for offender in [
        "Remember that you deserve better.",
        "Just walk  away.",
        "It fails in 86% of cases.",
        "Everything Happens for a reason.",
    ] {
        let offender = planted(&[(1, &offender.replace("  ", " "))], "");
        hold(check::banned, &offender);
    }
}

#[test]
fn nobody_is_given_a_diagnosis() {
    for offender in ["Are they a Narcissist?", "Being passive-aggressive, perhaps.", "That is your trauma."] {
        hold(check::banned, &planted(&[(1, offender)], ""));
    }
}

#[test]
fn no_two_items_are_nearly_the_same() {
    hold(
        check::twins,
        &planted(&[(1, "What did the kitchen hear tonight?"), (2, "What did the kitchen see tonight?")], ""),
    );
    let apart = planted(&[(1, "What did the kitchen hear tonight?"), (2, "Name one good hour.")], "");
    assert_nothing(&check::twins(&apart.texts()));
}

#[test]
fn a_question_asked_later_may_be_plain() {
    let card = |n| {
        format!(
            "[[card]]\nn = {n}\ntitle = \"T{n}\"\nthought = 1\nintensity = \"light\"\nmode = \"do\"\nlens = \"self\"\nminutes = 3\n\
            tags = [\"calm\"]\nfront = \"Front {n}{n}{n}.\"\nback = \"{n}{n} back.\"\naction = \"Do {n}{n}.\"\n\
            follow_up = {{ days = 1, ask = \"How are you now?\" }}\n"
        )
    };
    let asked = planted(&[], &(1..=7).map(card).collect::<String>());
    let asked: Vec<_> = asked.texts().into_iter().filter(|text| text.part == "ask").collect();
    assert_eq!(asked.len(), 7);
    assert_nothing(&check::twins(&asked));
    assert_nothing(&check::worn_openings(&asked));
}

#[test]
fn no_two_items_share_six_words_in_a_row() {
    let shared = [(1, "Tonight the lamp is still on, they read."), (2, "Where the lamp is still on, they, or you?")];
    hold(check::shared_runs, &planted(&shared, ""));
    let five = [(1, "Tonight the lamp is still on."), (2, "Where the lamp is still on?")];
    assert_nothing(&check::shared_runs(&planted(&five, "").texts()));
}

#[test]
fn no_beginning_is_worn_out() {
    let ends = ["a", "b", "c", "d", "e", "f", "g"];
    let worn: Vec<(u16, String)> = (1..).zip(ends).map(|(n, end)| (n, format!("What did you {end}?"))).collect();
    let worn: Vec<(u16, &str)> = worn.iter().map(|(n, text)| (*n, text.as_str())).collect();
    hold(check::worn_openings, &planted(&worn, ""));
    assert_nothing(&check::worn_openings(&planted(&worn[..6], "").texts()));
}

#[test]
fn a_quarter_is_light_and_no_more_than_a_quarter_heavy() {
    assert_eq!(check::intensities(&[planted(&[(1, "Only middle."), (2, "Middle, too.")], "")]).len(), 1);
    let mut heavy = planted_card("A.", "A.");
    heavy.cards[0].item.intensity = Intensity::Heavy;
    assert_eq!(check::intensities(&[heavy]).len(), 1);
    assert_nothing(&check::intensities(&content().decks));
}

#[test]
fn bridge_and_letting_go_weigh_the_same() {
    let mut uneven =
        planted(&[(1, "One two three four five six seven eight nine."), (2, "One two three four five.")], "");
    uneven.prompts[0].item.leaning = Leaning::Bridge;
    uneven.prompts[1].item.leaning = Leaning::Release;
    assert_eq!(check::imbalance(&with(uneven)).len(), 1);
    let content = content();
    assert_nothing(&check::imbalance(&content));
    let leaning = |side| content.decks.iter().flat_map(Deck::items).filter(|item| item.leaning == side).count();
    assert_eq!(leaning(Leaning::Bridge), leaning(Leaning::Release));
    assert!(leaning(Leaning::Bridge) >= 28, "forty prompts and sixteen cards, half and half");
}

#[test]
fn what_reaches_the_partner_is_never_for_quiet_times_nor_after_an_end() {
    // Saying so is not left to authors.
    let reaching = planted_card("minutes = 3", "minutes = 3\nreaches = true");
    assert!(reaching.cards[0].item.avoids(Avoid::Quiet));
    let mut forgotten = with(reaching);
    assert_nothing(&check::misfits(&forgotten));
    forgotten.decks[0].cards[0].item.avoid = 0;
    forgotten.decks[0].cards[0].item.fits = 15;
    assert_eq!(check::misfits(&forgotten).len(), 2);
    let content = content();
    let reaching = content.decks.iter().flat_map(Deck::items).filter(|item| item.reaches).count();
    assert!(reaching >= 8, "{reaching} reach them");
}

#[test]
fn every_follow_up_thought_and_source_is_there() {
    for (line, instead) in [
        ("thought = 1", "thought = 99"),
        ("minutes = 3", "minutes = 11"),
        ("minutes = 3", "minutes = 3\nbasis = \"nowhere\""),
        ("minutes = 3", "minutes = 3\nfits = []"),
        ("[\"calm\"]", "[]"),
        ("days = 1", "days = 2"),
    ] {
        assert_eq!(check::misfits(&with(planted_card(line, instead))).len(), 1, "{instead}");
    }
    assert_nothing(&check::misfits(&with(planted_card("minutes = 3", "minutes = 3\nbasis = \"known\""))));
    assert_nothing(&check::misfits(&content()));
}

#[test]
fn every_tag_named_is_one_that_exists_and_is_used() {
    let unknown = "[[card]]\nn = 1\ntitle = \"T\"\nthought = 1\nintensity = \"light\"\nmode = \"do\"\nlens = \"self\"\nminutes = 3\n\
        tags = [\"clam\"]\nfront = \"F\"\nback = \"B\"\naction = \"A\"\n";
    let error =
        Deck::parse(card::Deck::Rest, &format!("name = \"A\"\nabout = \"B\"\n{unknown}")).expect_err("no such tag");
    assert!(error.contains("card 1") && error.contains("clam"), "{error}");
    let content = content();
    let used = content.decks.iter().flat_map(Deck::items).fold(0, |used, item| used | item.tags.0);
    let unused: Vec<&str> =
        card::Tag::ALL.iter().filter(|tag| used & (1 << **tag as u8) == 0).map(|tag| tag.key()).collect();
    assert_eq!(unused, [""; 0]);
}

/// The examples of the guide, put under a deck as an author would.
#[test]
fn a_prompt_and_a_card_as_the_guide_shows_them_are_one_edit_in_a_deck() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(folder.join(path)).expect("it is there");
    let guide = read("README.md");
    let examples: Vec<&str> =
        guide.split("```toml\n").skip(1).filter_map(|block| Some(block.split_once("```")?.0)).collect();
    let added = examples.concat().replace("n = 45 ", "n = 4000 ").replace("n = 19\n", "n = 4000\n");
    assert!(examples.len() == 2 && added.matches("n = 4000").count() == 2, "{added}");
    let deck = read("en/decks/drift.toml");
    let (before, after) =
        (Deck::parse(card::Deck::Drift, &deck), Deck::parse(card::Deck::Drift, &(deck + "\n" + &added)));
    let (before, after) = (before.expect("a deck"), after.expect("the examples are as a deck takes them"));
    assert_eq!((after.prompts.len(), after.cards.len()), (before.prompts.len() + 1, before.cards.len() + 1));
    let mut content = content();
    content.decks[0] = after;
    assert_nothing(&check::misfits(&content));
    assert_nothing(&check::lengths(&content.texts()));
}

#[test]
fn a_number_is_given_once() {
    let twice = "name = \"A\"\nabout = \"B\"\nretired_prompts = [4]\n[[prompt]]\nn = 4\nkind = \"rest\"\nintensity = \"light\"\n\
        tags = [\"calm\"]\ntext = \"T\"\n";
    let error = Deck::parse(card::Deck::Rest, twice).expect_err("taken");
    assert!(error.contains("prompt 4"), "{error}");
}
