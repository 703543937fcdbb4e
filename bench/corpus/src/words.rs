//! The words everything is made of. The everyday ones stand here, the most used first; the rare ones, of which a real
//! diary has tens of thousands, are put together from the same parts.

use crate::random::Random;
use std::collections::BTreeSet;

const NOUNS: &str = "day morning house room night door window kitchen table time walk bed phone letter tea street garden \
    rain light hand voice evening dinner car book work train chair coat road bread coffee friend sister mother brother \
    week music word song river hill dog cat key shelf cup plate lamp wall floor stair bus station shop market meeting \
    email desk office question answer silence weather wind cloud sun snow tree leaf bird path gate bench park bridge \
    church bell clock message photo picture film story page pen drawer box bag shoe sleeve pocket button mirror \
    curtain blanket pillow candle fire smoke kettle pan soup apple lemon salt butter egg rice cake birthday party \
    holiday summer winter autumn spring sea beach stone sand wave boat harbour field fence horse sheep farm barn mud \
    puddle umbrella scarf glove ticket map ladder bucket rope paint brush nail hammer plan list promise mistake \
    secret joke habit dream headache doctor nurse hospital queue form bill rent bank money list parcel stamp \
    neighbour child baby teacher school lesson exam poem guitar piano choir dance headline radio screen cable";

const VERBS: &str = "walk talk ask look wait want need call cook clean wash open close stay start finish watch listen \
    answer laugh cry smile turn move carry drop lift push pull paint plant water follow thank miss love hate hope \
    wish plan promise worry wonder remember mention explain admit refuse agree notice touch reach knock lock unlock \
    climb cross pass park borrow return order cancel book change mend fix tidy fold pack unpack iron sort check \
    count measure mix pour stir taste boil bake burn warm cool rest relax breathe sigh whisper shout argue forgive \
    thank visit invite join help offer share save waste collect gather post email text ring dial type print copy \
    learn study practise play record repeat delay hurry rush slip trip stumble wander explore discover imagine";

const IRREGULAR: &str = "go/went/going see/saw/seeing say/said/saying make/made/making take/took/taking \
    come/came/coming get/got/getting give/gave/giving find/found/finding think/thought/thinking tell/told/telling \
    leave/left/leaving feel/felt/feeling bring/brought/bringing begin/began/beginning keep/kept/keeping \
    hold/held/holding write/wrote/writing stand/stood/standing hear/heard/hearing let/let/letting mean/meant/meaning \
    meet/met/meeting run/ran/running pay/paid/paying sit/sat/sitting speak/spoke/speaking read/read/reading \
    grow/grew/growing lose/lost/losing fall/fell/falling send/sent/sending build/built/building draw/drew/drawing \
    break/broke/breaking spend/spent/spending buy/bought/buying wear/wore/wearing choose/chose/choosing \
    eat/ate/eating drink/drank/drinking sleep/slept/sleeping wake/woke/waking drive/drove/driving sing/sang/singing";

const ADJECTIVES: &str = "quiet small old tired warm cold long good kind late early strange new soft heavy empty full \
    dark bright slow quick clear grey green blue red white black gentle patient honest angry sad happy calm nervous \
    lonely careful clumsy brave shy proud silly clever plain simple broken clean dirty dusty wet dry loud sharp sour \
    sweet bitter fresh stale rough smooth narrow wide tall short thin thick deep shallow open shut busy lazy gloomy \
    cheerful polite rude fair unfair odd ordinary familiar distant close safe wild tame pale golden wooden woollen \
    borrowed forgotten unfinished crowded half-empty well-worn second-hand";

const ADVERBS: &str = "again slowly quietly still almost too together alone outside inside early late yesterday \
    suddenly gently badly properly nearly twice once often never always somehow somewhere carefully softly loudly \
    easily hardly honestly mostly finally";

const NAMES: &str = "Anna Tom Ruth Marek Zoë Priya René Lena Oskar Maya Inés Jonas Elif Noor Björn Clara Tariq \
    Agnès Sam Dora Ivo Hana Mirela Pádraig Lucía Ewan Sofia Andrzej Leïla Karim";

const PLACES: &str = "the café on the corner|the library|the allotment|the canal|the surgery|the swimming pool|\
    the old mill|the bakery|Café Ölmühle|the bus depot|the town hall|the launderette|the back yard|the attic|\
    the station bar|the river path|the garden centre|the top field|the crèche|the post office";

const EMOJI: &str = "🌧️ ☕ 🙂 😢 🌿 ❤️ 😅 🎂 🌙 🐕 ✨ 🚲 🍋 😴 👩‍🌾 🫖";

const ONSETS: &str = "b br c ch cl d dr f fl g gl gr h j k l m n p pr r s sh st t th tr v w";
const VOWELS: &str = "a e i o u ai ea ee ie oa oo ou";
const CODAS: &str = "n r l m s t ck nd rn st th sh ll ng mp rd";

/// Words by what they do in a sentence, each list in order of use: first the everyday ones, then the rare.
#[derive(Debug)]
pub struct Words {
    pub nouns: Vec<String>,
    /// Base, past, -ing.
    pub verbs: Vec<[String; 3]>,
    pub adjectives: Vec<String>,
    pub adverbs: Vec<String>,
    pub names: Vec<String>,
    pub places: Vec<String>,
    pub emoji: Vec<String>,
}

impl Words {
    pub fn new(random: &mut Random) -> Self {
        let (everyday, doing, being) = (listed(NOUNS), listed(VERBS), listed(ADJECTIVES));
        let short: Vec<&str> = everyday.iter().copied().filter(|word| word.len() <= 6).collect();
        let whole: Vec<&str> = being.iter().copied().filter(|word| !word.contains('-')).collect();
        let mut nouns = owned(&everyday);
        fill(&mut nouns, 8_200, || match random.below(8) {
            0 => format!("{}ness", random.pick(&whole)),
            1 | 2 => format!("{}er", stem(random.pick(&doing))),
            3 => invented(random, 2),
            4 => format!("{}-{}", random.pick(&short), random.pick(&short)),
            _ => format!("{}{}", random.pick(&short), random.pick(&short)),
        });
        let mut verbs: Vec<[String; 3]> = listed(IRREGULAR).into_iter().map(irregular).collect();
        for (at, verb) in doing.iter().enumerate() {
            // Irregular verbs are among the most used, but not all of them are.
            verbs.insert((at * 2).min(verbs.len()), regular(verb));
        }
        let mut rare = Vec::new();
        fill(&mut rare, 1_300, || match random.below(3) {
            0 => format!("re{}", random.pick(&doing)),
            1 => format!("{}{}", random.pick(&["out", "over", "un", "mis"]), random.pick(&doing)),
            _ => invented(random, 1),
        });
        verbs.extend(rare.iter().map(|verb| regular(verb)));
        let mut adjectives = owned(&being);
        fill(&mut adjectives, 4_600, || {
            let noun = random.pick(&short);
            match random.below(6) {
                0 => format!("un{}", random.pick(&whole)),
                1 => format!("{noun}less"),
                2 => format!("{noun}-like"),
                3 => format!("{}-{}", random.pick(&whole), random.pick(&whole)),
                4 => format!("{noun}-{}", random.pick(&["worn", "lit", "bound", "sized", "shy", "proof", "heavy"])),
                _ => format!("{}ish", stem(&invented(random, 1))),
            }
        });
        let mut adverbs = owned(&listed(ADVERBS));
        adverbs.extend(adjectives[..700].iter().map(|word| format!("{}ly", word.replace('-', ""))));
        let mut names = owned(&listed(NAMES));
        fill(&mut names, 900, || capital(&invented(random, 2)));
        let mut places = owned(&PLACES.split('|').map(str::trim).collect::<Vec<_>>());
        fill(&mut places, 500, || {
            let name = capital(&invented(random, 2));
            match random.below(3) {
                0 => format!("{name} Street"),
                1 => format!("{name}-sur-Mer"),
                _ => name,
            }
        });
        Self { nouns, verbs, adjectives, adverbs, names, places, emoji: owned(&listed(EMOJI)) }
    }
}

fn listed(words: &'static str) -> Vec<&'static str> {
    let mut seen = BTreeSet::new();
    words.split_whitespace().filter(|word| seen.insert(*word)).collect()
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Adds words that are not there yet until there are `count`.
fn fill(words: &mut Vec<String>, count: usize, mut next: impl FnMut() -> String) {
    let mut seen: BTreeSet<String> = words.iter().cloned().collect();
    while words.len() < count {
        let word = next();
        if seen.insert(word.clone()) {
            words.push(word);
        }
    }
}

fn invented(random: &mut Random, syllables: usize) -> String {
    let [onsets, vowels, codas] = [ONSETS, VOWELS, CODAS].map(listed);
    (0..syllables)
        .map(|_| {
            let coda = if random.chance(0.7) { random.pick(&codas) } else { "" };
            format!("{}{}{coda}", random.pick(&onsets), random.pick(&vowels))
        })
        .collect()
}

fn irregular(forms: &str) -> [String; 3] {
    let mut forms = forms.split('/').map(str::to_owned);
    [(); 3].map(|()| forms.next().unwrap_or_default())
}

fn regular(base: &str) -> [String; 3] {
    let past = match base.strip_suffix('y') {
        Some(start) if !start.ends_with(['a', 'e', 'o', 'u']) => format!("{start}ied"),
        _ => format!("{}ed", stem(base)),
    };
    [base.to_owned(), past, format!("{}ing", stem(base))]
}

/// What an ending is put to: without a last silent e, with a last single consonant doubled where that is usual.
fn stem(base: &str) -> String {
    if let Some(start) = base.strip_suffix('e') {
        return start.to_owned();
    }
    let vowels = base.matches(['a', 'e', 'i', 'o', 'u']).count();
    match base.as_bytes() {
        [.., b'a' | b'e' | b'i' | b'o' | b'u', last @ (b'b' | b'g' | b'm' | b'n' | b'p' | b't')] if vowels == 1 => {
            format!("{base}{}", char::from(*last))
        }
        _ => base.to_owned(),
    }
}

pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
