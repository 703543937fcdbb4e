//! The rules of `content/README.md` that a machine can hold. Each returns what breaks it, named as authors would say it.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::{Avoid, Intensity, Item, Kind, Leaning, Living};
use crate::measure::{alike, grade, sentences, words};
use crate::read::{Authored, Content, Deck};

/// Prompts and cards a deck has to hold.
pub const COUNTS: [(usize, usize); 8] =
    [(44, 18), (48, 20), (44, 18), (40, 18), (48, 20), (36, 16), (40, 16), (20, 10)];

/// The hardest a deck may be to read, in school years.
pub const GRADE: f64 = 6.0;

/// The most words a sentence may have.
const SENTENCE: usize = 20;

/// The most words each part may have.
const LENGTHS: [(&str, usize); 6] =
    [("text", 40), ("title", 5), ("front", 30), ("back", 70), ("action", 20), ("ask", 20)];

/// What is never said here: verdicts, orders, promises, comfort that hurries.
const BANNED: &str = "deserve better|you deserve|just communicate|good vibes|happens for a reason|real love|true love|\
    you should|you must|you need to|you have to|you ought|you can't make|leave them|stay with them|forgive them|\
    confront|break up|move on|walk away|let them go|let go of them|wait for them|wait it out|give up on|fight for|\
    never give up|time heals|stay strong|be strong|stay positive|think positive|silver lining|at least you|get over|\
    be grateful|you are safe|you're safe|we miss you|streak|journey|closure|self-care|red flag|wake-up call|soulmate|\
    meant to be|better half|other half|love yourself|good enough|you are enough|you're enough|not your fault|\
    your fault|their fault|they don't love|they love you|they don't care|they never|they always|they are probably|\
    they probably|they must be|trust the process|let it all|it gets better|will get better|heals|healing|universe|\
    blessing|toxic|clingy|needy|dramatic|too sensitive|man up|husband|wife|boyfriend|girlfriend|94%|86%|33%|5:1|\
    safe space|congratulations|well done|good job|great job|proud of you|as a child|your mother|your father";

/// Names of conditions and kinds of people, which nobody is given here.
const DIAGNOSES: &str = "narcissist narcissistic narcissism avoidant codependent codependency borderline bipolar \
    psychopath sociopath depressed depression depressive anxiety disorder autistic autism adhd trauma traumatised \
    traumatized ptsd gaslight gaslighting gaslit attachment abuser abusive addict addiction personality symptom \
    symptoms diagnosis neurotic hysterical paranoid obsessive insecure manipulative manipulator stonewalling \
    stonewaller passive-aggressive commitment-phobe phobic unstable crazy insane mental";

pub fn counts(content: &Content) -> Vec<String> {
    let mut found = Vec::new();
    for (deck, (prompts, cards)) in crate::card::Deck::ALL.iter().zip(COUNTS) {
        let there = content.decks.iter().find(|there| there.deck == *deck);
        let there = there.map_or((0, 0), |there| (there.prompts.len(), there.cards.len()));
        if there.0 < prompts || there.1 < cards {
            found.push(format!("{}: {there:?} prompts and cards, not {:?}", deck.key(), (prompts, cards)));
        }
    }
    found
}

pub fn lengths(texts: &[Authored<'_>]) -> Vec<String> {
    let most = |part: &str| LENGTHS.iter().find(|(one, _)| *one == part).map_or(0, |(_, most)| *most);
    texts.iter().filter(|text| words(text.text).len() > most(text.part)).map(ToString::to_string).collect()
}

pub fn long_sentences(texts: &[Authored<'_>]) -> Vec<String> {
    let long = |text: &Authored<'_>| sentences(text.text).iter().any(|sentence| words(sentence).len() > SENTENCE);
    texts.iter().filter(|text| long(text)).map(ToString::to_string).collect()
}

pub fn hard_decks(decks: &[Deck]) -> Vec<String> {
    let grades = decks.iter().map(|deck| (deck.deck.key(), grade(deck.texts().iter().map(|text| text.text))));
    grades.filter(|(_, grade)| *grade > GRADE).map(|(deck, grade)| format!("{deck}: grade {grade:.1}")).collect()
}

pub fn banned(texts: &[Authored<'_>]) -> Vec<String> {
    let said = |text: &str| unwanted(text).into_iter();
    texts.iter().flat_map(|text| said(text.text).map(move |what| format!("{what:?} in {text}"))).collect()
}

/// What a text says that is said nowhere: a phrase, a number, a diagnosis, the first of each.
pub fn unwanted(text: &str) -> Vec<String> {
    let said = words(text);
    let mut phrases = BANNED.split('|').map(words).filter(|phrase| !phrase.is_empty());
    let phrase = phrases.find(|phrase| said.windows(phrase.len()).any(|run| run == phrase.as_slice()));
    let number = BANNED.split('|').find(|number| words(number).is_empty() && text.contains(number));
    let mut word = text.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(str::to_lowercase);
    let diagnosis = word.find(|word| DIAGNOSES.split_whitespace().any(|diagnosis| diagnosis == word));
    [phrase.map(|phrase| phrase.join(" ")), number.map(str::to_owned), diagnosis].into_iter().flatten().collect()
}

/// Pairs of texts that are nearly the same. Questions asked later may be: "How are you now?" is no worse for being asked
/// twice.
pub fn twins(texts: &[Authored<'_>]) -> Vec<String> {
    let texts: Vec<_> = texts.iter().filter(|text| text.part != "ask").collect();
    let mut found = Vec::new();
    for (at, one) in texts.iter().enumerate() {
        let others = texts[at + 1..].iter().filter(|other| other.item.id != one.item.id);
        found.extend(others.filter(|other| alike(one.text, other.text, 0.25)).map(|other| format!("{one} / {other}")));
    }
    found
}

/// Runs of six words that two items share.
pub fn shared_runs(texts: &[Authored<'_>]) -> Vec<String> {
    let mut first: BTreeMap<Vec<String>, &Authored<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for text in texts {
        for run in words(text.text).windows(6) {
            match first.get(run) {
                Some(one) if one.item.id != text.item.id => found.push(format!("{one} / {text}: {}", run.join(" "))),
                Some(_) => {}
                None => {
                    first.insert(run.to_vec(), text);
                }
            }
        }
    }
    found
}

/// First three words that more than six texts begin with. Titles begin nothing, nor do questions asked later.
pub fn worn_openings(texts: &[Authored<'_>]) -> Vec<String> {
    let mut openings: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for text in texts.iter().filter(|text| !["title", "ask"].contains(&text.part)) {
        let opening: Vec<String> = words(text.text).into_iter().take(3).collect();
        if opening.len() == 3 {
            *openings.entry(opening).or_default() += 1;
        }
    }
    let worn = openings.into_iter().filter(|(_, times)| *times > 6);
    worn.map(|(opening, times)| format!("{times} begin with {:?}", opening.join(" "))).collect()
}

/// A quarter of each deck at least is light, a quarter at most heavy; so are its prompts and its cards by themselves.
pub fn intensities(decks: &[Deck]) -> Vec<String> {
    let mut found = Vec::new();
    for deck in decks {
        let prompts: Vec<&Item> = deck.prompts.iter().map(|prompt| &prompt.item).collect();
        let cards: Vec<&Item> = deck.cards.iter().map(|card| &card.item).collect();
        for (what, items) in [("prompts", prompts), ("cards", cards)] {
            let of = |intensity| items.iter().filter(|item| item.intensity == intensity).count();
            let (light, heavy) = (of(Intensity::Light), of(Intensity::Heavy));
            if light * 4 < items.len() || heavy * 4 > items.len() {
                found.push(format!("{} {what}: {light} light and {heavy} heavy of {}", deck.deck.key(), items.len()));
            }
        }
    }
    found
}

/// How far apart the two sides of the last question are: in items, exactly not at all; in words, a tenth at most.
pub fn imbalance(content: &Content) -> Vec<String> {
    let mut found = Vec::new();
    for cards in [false, true] {
        let of = |leaning| {
            let texts = content.texts();
            let these: Vec<_> =
                texts.iter().filter(|text| text.item.is_card() == cards && text.item.leaning == leaning).collect();
            let items: BTreeSet<_> = these.iter().map(|text| text.item.id).collect();
            (items.len(), these.iter().map(|text| words(text.text).len()).sum::<usize>())
        };
        let (bridge, release) = (of(Leaning::Bridge), of(Leaning::Release));
        let apart = bridge.1.abs_diff(release.1);
        if bridge.0 != release.0 || apart * 10 > bridge.1.max(release.1) {
            found.push(format!("items and words of bridge {bridge:?}, of release {release:?}"));
        }
    }
    found
}

/// What is said in the tables but does not fit the rest: a question without a day, a word to the partner in quiet times.
pub fn misfits(content: &Content) -> Vec<String> {
    let mut found = Vec::new();
    for item in content.decks.iter().flat_map(Deck::items) {
        let mut say = |what: &str| found.push(format!("{}: {what}", item.id));
        if item.reaches && !item.avoids(Avoid::Quiet) {
            say("reaches them in quiet times");
        }
        if item.reaches && item.fits(Living::Ended) {
            say("reaches them after an end");
        }
        if item.tags.0 == 0 || item.tags.iter().count() > 4 {
            say("wants one to four tags");
        }
        if item.fits == 0 {
            say("fits nobody");
        }
        if item.minutes == 0 || item.minutes > 10 {
            say("takes up to ten minutes");
        }
        if ![0, 1, 3, 7, 14].contains(&item.follow_up) {
            say("asks after 1, 3, 7 or 14 days");
        }
        if item.is_card() != (item.kind == Kind::Card) {
            say("is neither card nor prompt");
        }
        if item.leaning != Leaning::Neither && item.deck() != crate::card::Deck::Bridge {
            say("leans outside its deck");
        }
    }
    for card in content.decks.iter().flat_map(|deck| &deck.cards) {
        let mut say = |what: &str| found.push(format!("{}: {what}", card.item.id));
        if (card.item.follow_up == 0) != card.ask.is_none() {
            say("a follow-up is a day and a question");
        }
        if !content.thoughts.contains(&card.thought) {
            say("no such thought");
        }
        if card.basis.as_ref().is_some_and(|basis| !content.sources.contains(basis)) {
            say("no such source");
        }
    }
    found
}
