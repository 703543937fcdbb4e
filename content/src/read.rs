//! From TOML to decks. What cannot be read stops the build, with the file and the item it stands in.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::card::{self, Avoid, Intensity, Item, ItemId, Kind, Leaning, Lens, Living, Mode, Tag, Tags};

/// Everything in one language, and what it rests on.
#[derive(Debug)]
pub struct Content {
    pub decks: Vec<Deck>,
    /// Keys of the list of sources.
    pub sources: BTreeSet<String>,
    /// Numbers in the list of thoughts.
    pub thoughts: BTreeSet<u8>,
}

#[derive(Debug)]
pub struct Deck {
    pub deck: card::Deck,
    pub name: String,
    pub about: String,
    pub prompts: Vec<Prompt>,
    pub cards: Vec<Card>,
}

#[derive(Debug)]
pub struct Prompt {
    pub item: Item,
    pub text: String,
}

#[derive(Debug)]
pub struct Card {
    pub item: Item,
    pub title: String,
    pub front: String,
    pub back: String,
    pub action: String,
    pub ask: Option<String>,
    /// The thought it carries.
    pub thought: u8,
    /// The source it rests on, where it rests on one.
    pub basis: Option<String>,
}

/// One text of an item, named as authors would say it: `drift card 3, back`.
#[derive(Clone, Copy, Debug)]
pub struct Authored<'a> {
    pub item: &'a Item,
    pub part: &'static str,
    pub text: &'a str,
}

impl std::fmt::Display for Authored<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}: {}", self.item.id, self.part, self.text)
    }
}

impl Card {
    pub fn texts(&self) -> Vec<Authored<'_>> {
        let part = |part, text| Authored { item: &self.item, part, text };
        let mut texts = vec![
            part("title", self.title.as_str()),
            part("front", &self.front),
            part("back", &self.back),
            part("action", &self.action),
        ];
        texts.extend(self.ask.as_deref().map(|ask| part("ask", ask)));
        texts
    }
}

impl Prompt {
    pub fn texts(&self) -> Vec<Authored<'_>> {
        vec![Authored { item: &self.item, part: "text", text: &self.text }]
    }
}

impl Deck {
    pub fn texts(&self) -> Vec<Authored<'_>> {
        let prompts = self.prompts.iter().flat_map(Prompt::texts);
        prompts.chain(self.cards.iter().flat_map(Card::texts)).collect()
    }

    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.prompts.iter().map(|prompt| &prompt.item).chain(self.cards.iter().map(|card| &card.item))
    }
}

impl Content {
    /// Reads `<folder>/en/decks/*.toml` and the two lists beside `en`. Decks that have no file yet are left out.
    ///
    /// # Errors
    /// A sentence that names the file, and the item where there is one.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let text = |path: &Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
        let mut decks = Vec::new();
        for deck in card::Deck::ALL {
            let path = folder.join("en/decks").join(deck.key()).with_extension("toml");
            if path.exists() {
                decks.push(Deck::parse(*deck, &text(&path)?).map_err(|error| format!("{}: {error}", path.display()))?);
            }
        }
        let sources: Sources = parse(&text(&folder.join("sources.toml"))?)?;
        let thoughts: Thoughts = parse(&text(&folder.join("thoughts.toml"))?)?;
        Ok(Self {
            decks,
            sources: sources.source.into_keys().collect(),
            thoughts: thoughts.thought.into_iter().map(|thought| thought.n).collect(),
        })
    }

    pub fn texts(&self) -> Vec<Authored<'_>> {
        self.decks.iter().flat_map(Deck::texts).collect()
    }
}

impl Deck {
    /// # Errors
    /// A sentence that names the item.
    pub fn parse(deck: card::Deck, text: &str) -> Result<Self, String> {
        let file: DeckFile = parse(text)?;
        let mut numbers = BTreeSet::from_iter(file.retired_prompts.iter().map(|n| (false, *n)));
        numbers.extend(file.retired_cards.iter().map(|n| (true, *n)));
        let mut prompts = Vec::new();
        for prompt in file.prompt {
            if !numbers.insert((false, prompt.n)) {
                return Err(format!("prompt {}: this number is taken", prompt.n));
            }
            let n = prompt.n;
            prompts.push(prompt.checked(deck).map_err(|error| format!("prompt {n}: {error}"))?);
        }
        let mut cards = Vec::new();
        for card in file.card {
            if !numbers.insert((true, card.n)) {
                return Err(format!("card {}: this number is taken", card.n));
            }
            let n = card.n;
            cards.push(card.checked(deck).map_err(|error| format!("card {n}: {error}"))?);
        }
        prompts.sort_by_key(|prompt| prompt.item.id);
        cards.sort_by_key(|card| card.item.id);
        Ok(Self { deck, name: line(file.name)?, about: line(file.about)?, prompts, cards })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeckFile {
    name: String,
    about: String,
    /// Numbers of items that are gone: pages may still name them, so nothing else may.
    #[serde(default)]
    retired_prompts: Vec<u16>,
    #[serde(default)]
    retired_cards: Vec<u16>,
    #[serde(default)]
    prompt: Vec<PromptFile>,
    #[serde(default)]
    card: Vec<CardFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromptFile {
    n: u16,
    kind: String,
    intensity: String,
    tags: Vec<String>,
    text: String,
    minutes: Option<u8>,
    leaning: Option<String>,
    #[serde(default)]
    reaches: bool,
    fits: Option<Vec<String>>,
    #[serde(default)]
    avoid: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardFile {
    n: u16,
    title: String,
    thought: u8,
    intensity: String,
    mode: String,
    lens: String,
    minutes: u8,
    tags: Vec<String>,
    leaning: Option<String>,
    #[serde(default)]
    reaches: bool,
    fits: Option<Vec<String>>,
    #[serde(default)]
    avoid: Vec<String>,
    basis: Option<String>,
    front: String,
    back: String,
    action: String,
    follow_up: Option<FollowUpFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FollowUpFile {
    days: u8,
    ask: String,
}

#[derive(Deserialize)]
struct Sources {
    source: std::collections::BTreeMap<String, Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    #[serde(rename = "says")]
    _says: String,
    #[serde(rename = "seen")]
    _seen: String,
}

#[derive(Deserialize)]
struct Thoughts {
    thought: Vec<Thought>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thought {
    n: u8,
    #[serde(rename = "text")]
    _text: String,
}

impl PromptFile {
    fn checked(self, deck: card::Deck) -> Result<Prompt, String> {
        let kind = keyed(Kind::of_key, &self.kind)?;
        let item = Item {
            id: ItemId::new(deck, false, self.n),
            kind,
            intensity: keyed(Intensity::of_key, &self.intensity)?,
            mode: if kind == Kind::Rest { Mode::Rest } else { Mode::Write },
            lens: Lens::Own,
            leaning: keyed(Leaning::of_key, self.leaning.as_deref().unwrap_or("neither"))?,
            reaches: self.reaches,
            minutes: self.minutes.unwrap_or(5),
            tags: tags(&self.tags)?,
            fits: fits(self.fits, self.reaches)?,
            avoid: avoid(&self.avoid, self.reaches)?,
            follow_up: 0,
        };
        Ok(Prompt { item, text: line(self.text)? })
    }
}

impl CardFile {
    fn checked(self, deck: card::Deck) -> Result<Card, String> {
        let (days, ask) = self.follow_up.map_or((0, None), |next| (next.days, Some(next.ask)));
        let item = Item {
            id: ItemId::new(deck, true, self.n),
            kind: Kind::Card,
            intensity: keyed(Intensity::of_key, &self.intensity)?,
            mode: keyed(Mode::of_key, &self.mode)?,
            lens: keyed(Lens::of_key, &self.lens)?,
            leaning: keyed(Leaning::of_key, self.leaning.as_deref().unwrap_or("neither"))?,
            reaches: self.reaches,
            minutes: self.minutes,
            tags: tags(&self.tags)?,
            fits: fits(self.fits, self.reaches)?,
            avoid: avoid(&self.avoid, self.reaches)?,
            follow_up: days,
        };
        Ok(Card {
            item,
            title: line(self.title)?,
            front: line(self.front)?,
            back: line(self.back)?,
            action: line(self.action)?,
            ask: ask.map(line).transpose()?,
            thought: self.thought,
            basis: self.basis,
        })
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| error.to_string())
}

fn keyed<T>(of_key: impl Fn(&str) -> Option<T>, key: &str) -> Result<T, String> {
    of_key(key).ok_or_else(|| format!("nothing is called {key:?}"))
}

fn tags(keys: &[String]) -> Result<Tags, String> {
    let tags: Result<Vec<Tag>, String> = keys.iter().map(|key| keyed(Tag::of_key, key)).collect();
    Ok(Tags::of(&tags?))
}

/// Every way of living, unless some are named. What reaches the partner never fits an end.
fn fits(keys: Option<Vec<String>>, reaches: bool) -> Result<u8, String> {
    let named = match keys {
        None => (1 << Living::ALL.len()) - 1,
        Some(keys) => {
            keys.iter().try_fold(0, |set, key| keyed(Living::of_key, key).map(|living| set | 1 << living as u8))?
        }
    };
    Ok(if reaches { named & !(1 << Living::Ended as u8) } else { named })
}

/// What reaches the partner is never for quiet times, whether or not its author thought of it.
fn avoid(keys: &[String], reaches: bool) -> Result<u8, String> {
    let quiet = if reaches { 1 << Avoid::Quiet as u8 } else { 0 };
    keys.iter().try_fold(quiet, |set, key| Ok(set | 1 << keyed(Avoid::of_key, key)? as u8))
}

/// A text on one line: the tables tell texts apart by the ends of lines.
fn line(text: String) -> Result<String, String> {
    if text.is_empty() || text.trim() != text || text.contains(['\n', '\t']) || text.contains("  ") {
        return Err(format!("not one clean line: {text:?}"));
    }
    Ok(text)
}
