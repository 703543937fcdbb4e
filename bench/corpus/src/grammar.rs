//! From words to sentences to a page.

use crate::random::Random;
use crate::words::{Words, capital};
use std::collections::VecDeque;

/// What happened. `N` noun phrase, `n` noun, `s` nouns, `P` somebody, `L` somewhere, `B` `D` `G` verb (base, past, -ing),
/// `a` adjective, `v` adverb, `T` some time, `#` a small number; everything in angle brackets, the rest as it stands.
const CLAUSES: &str = "I <D> <N>|I <D> <N> and <D> <N>|I <D> <v>|we <D> <N>|we <D> to <L>|<P> <D> <N>|<P> <D> <v>|\
    <P> said <N> was <a>|I told <P> about <N>|I couldn't <B> <N>|I didn't <B>|I wanted to <B> <N>|I tried to <B> <N>|\
    it was <a>|it was a <a> <n>|<N> was <a>|<N> was too <a>|<N> and <N> were <a>|there was <N> by <N>|there were <#> <s>|\
    I kept <G> <N>|I kept thinking about <N>|I <D> past <L>|<P> was <G> <N>|<P> rang from <L>|I <D> at <L> for <#> hours|\
    <N> had been <v> <a>|I felt <a> and <a>|I felt <a>|I don't know why <P> <D>|my <n> hurt|the <s> were <a>|\
    nobody <D> <N>|I should <B> more|I might <B> <N>|I'd like to <B> with <P>|I <D> <P> <v>|<P> and I <D> <N>|\
    I was <G> when <P> <D>|I have to <B> <N> before <T>|I <D> the <n> of the <n>|the <n> in the <n> <D>|\
    I made <N> for <P>|I forgot <N>|what <P> said about <N> stayed with me|I sat with <N>|we didn't talk about <N>";

const OPENINGS: &str = "<T> |At <L> |After <N> |Before <N> |Then |So |Still, |For once |All day |On the way home |\
    In the <n> |By the <n> |Later |It rained and |With <P> there |Between <N> and <N> ";

const JOINTS: &str = " and | but |, and |, but | because | so | while | until |; | when |, though | even if ";

const TIMES: &str = "this morning|tonight|yesterday|on Monday|on Tuesday|on Thursday|on Friday|at the weekend|last week|\
    after lunch|before bed|at half past <#>|around <#> o'clock|in the afternoon|next month";

const NUMBERS: &str = "two|three|four|five|six|seven|nine|ten|11|12|a dozen";

/// Of the words used lately, how many of each kind come to mind again.
const LATELY: usize = 60;

#[derive(Debug)]
pub struct Writer {
    pub random: Random,
    words: Words,
    /// Nouns, verbs, adjectives, adverbs, names, places: ranks used lately.
    lately: [VecDeque<usize>; 6],
    /// Whole phrases used lately.
    phrases: VecDeque<String>,
}

/// How a kind of word is drawn: its place in `lately`, how many of its list are everyday words, and how flat the top is.
const NOUN: (usize, usize, f64) = (0, 190, 14.0);
const VERB: (usize, usize, f64) = (1, 140, 9.0);
const ADJECTIVE: (usize, usize, f64) = (2, 85, 10.0);
const ADVERB: (usize, usize, f64) = (3, 28, 6.0);
const NAME: (usize, usize, f64) = (4, 12, 1.5);
const PLACE: (usize, usize, f64) = (5, 14, 2.0);
/// How often a word is an everyday one.
const EVERYDAY: f64 = 0.77;
/// How often a word that was used lately is used again.
const AGAIN: f64 = 0.2;
/// How often a phrase is.
const PHRASE_AGAIN: f64 = 0.10;

impl Writer {
    pub fn new(seed: u64) -> Self {
        // The words are the same in every diary; what is done with them is not.
        let words = Words::new(&mut Random::new(0x0064_6961_7279));
        Self { random: Random::new(seed), words, lately: Default::default(), phrases: VecDeque::new() }
    }

    /// About 400 words.
    pub fn page(&mut self) -> String {
        let wanted = 240 + self.random.below(300);
        let mut page = String::new();
        if self.random.chance(0.25) {
            let (adjective, noun) = (self.word('a'), self.word('n'));
            page = format!("# {}\n\n", capital(&format!("{adjective} {noun}")));
        }
        let mut words = 0;
        while words < wanted {
            let block = match self.random.below(24) {
                0 => self.list(),
                1 => format!("> {}", self.sentence()),
                2 if words > 0 => format!("## {}", capital(&self.phrase("N"))),
                _ => self.paragraph(),
            };
            words += block.split_whitespace().count();
            page.push_str(&block);
            page.push_str("\n\n");
        }
        page.truncate(page.trim_end().len());
        page
    }

    fn paragraph(&mut self) -> String {
        let count = 2 + self.random.below(6);
        let mut sentences: Vec<String> = (0..count).map(|_| self.sentence()).collect();
        if self.random.chance(0.06) {
            let at = self.random.below(self.words.emoji.len());
            sentences.push(self.words.emoji[at].clone());
        }
        sentences.join(" ")
    }

    fn list(&mut self) -> String {
        let mark = if self.random.chance(0.3) { "- [ ]" } else { "-" };
        let count = 2 + self.random.below(5);
        (0..count).map(|_| format!("{mark} {}", self.phrase("N"))).collect::<Vec<_>>().join("\n")
    }

    fn sentence(&mut self) -> String {
        let mut text = String::new();
        if self.random.chance(0.22) {
            let opening = one_of(&mut self.random, OPENINGS);
            text = self.filled(&opening);
        }
        loop {
            let clause = one_of(&mut self.random, CLAUSES);
            text.push_str(&self.filled(&clause));
            if !self.random.chance(0.42) {
                break;
            }
            text.push_str(&one_of(&mut self.random, JOINTS));
        }
        let end = match self.random.below(30) {
            0 => "?",
            1 => "!",
            2 => "…",
            _ => ".",
        };
        capital(&text) + end
    }

    /// A clause with its words.
    fn filled(&mut self, pattern: &str) -> String {
        let mut text = String::new();
        for (at, part) in pattern.split(['<', '>']).enumerate() {
            // Every second part stood in angle brackets.
            let part = if at % 2 == 0 { part.to_owned() } else { self.phrase(part) };
            if (text == "a " || text.ends_with(" a ")) && part.starts_with(['a', 'e', 'i', 'o', 'u']) {
                text.truncate(text.len() - 1);
                text.push_str("n ");
            }
            text.push_str(&part);
        }
        text
    }

    fn phrase(&mut self, kind: &str) -> String {
        match kind {
            "N" => self.noun_phrase(),
            "T" => {
                let time = one_of(&mut self.random, TIMES);
                self.filled(&time)
            }
            "#" => one_of(&mut self.random, NUMBERS),
            "s" => self.word('n') + "s",
            other => self.word(other.chars().next().unwrap_or('n')),
        }
    }

    fn noun_phrase(&mut self) -> String {
        if !self.phrases.is_empty() && self.random.chance(PHRASE_AGAIN) {
            let at = self.random.below(self.phrases.len());
            return self.phrases[at].clone();
        }
        let noun = self.word('n');
        let phrase = match self.random.below(12) {
            0 => self.filled(&format!("a <a> {noun}")),
            1 => format!("the {} {noun}", self.word('a')),
            2 => format!("{}'s {noun}", self.word('P')),
            3 => format!("my {noun}"),
            4 => format!("her {noun}"),
            5 => format!("the {noun} of {}", self.word('P')),
            6 => format!("the **{noun}**"),
            7 if noun.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {noun}"),
            7 => format!("a {noun}"),
            8 => format!("the {noun} at {}", self.word('L')),
            _ => format!("the {noun}"),
        };
        self.phrases.push_back(phrase.clone());
        if self.phrases.len() > LATELY {
            self.phrases.pop_front();
        }
        phrase
    }

    fn word(&mut self, kind: char) -> String {
        let (form, drawn) = match kind {
            'B' => (0, VERB),
            'D' => (1, VERB),
            'G' => (2, VERB),
            'a' => (0, ADJECTIVE),
            'v' => (0, ADVERB),
            'P' => (0, NAME),
            'L' => (0, PLACE),
            _ => (0, NOUN),
        };
        let counts = [
            self.words.nouns.len(),
            self.words.verbs.len(),
            self.words.adjectives.len(),
            self.words.adverbs.len(),
            self.words.names.len(),
            self.words.places.len(),
        ];
        let (list, everyday, flat) = drawn;
        let again = self.random.chance(AGAIN) && !self.lately[list].is_empty();
        let rank = if again {
            let at = self.random.below(self.lately[list].len());
            self.lately[list][at]
        } else if self.random.chance(EVERYDAY) {
            self.random.rank(everyday, flat)
        } else {
            everyday + self.random.rank(counts[list] - everyday, 200.0)
        };
        self.lately[list].push_back(rank);
        if self.lately[list].len() > LATELY {
            self.lately[list].pop_front();
        }
        match list {
            0 => self.words.nouns[rank].clone(),
            1 => self.words.verbs[rank][form].clone(),
            2 => self.words.adjectives[rank].clone(),
            3 => self.words.adverbs[rank].clone(),
            4 => self.words.names[rank].clone(),
            _ => self.words.places[rank].clone(),
        }
    }
}

fn one_of(random: &mut Random, list: &str) -> String {
    let choices: Vec<&str> = list.split('|').collect();
    random.pick(&choices).to_owned()
}
