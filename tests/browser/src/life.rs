//! A journal as somebody keeps one who comes back: not every day, not always in many words, once through a week of
//! silence. The same days give the same journal, so that what it looks like on the 30th can be looked at again.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, HOUR, Planted, Shelves, now};
use crate::{Browser, Options, World, ensure};
use held::domain::kind::WorthSource;
use held::domain::{Answer, Answers, CheckIn, Choice, HeldBack, Item, Kind, Moment, Mood, Preferences, Step, Worth};
use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

/// The line worth keeping that came from the other person; others stand beside it.
pub const FROM_THEM: &str = "They said my laugh fills the stairwell.";
/// One that did not.
pub const FROM_A_FRIEND: &str = "Noor said I am good to be quiet with.";

/// Days without a word.
const SILENCE: std::ops::Range<i64> = 40..47;

const PAGES: [&str; 8] = [
    "Supper was ready at seven. The other plate stayed in the oven until ten.",
    "We sat on the same sofa and I counted the stairs to the street.",
    "A short walk. The canal had ice along one side only.",
    "I asked about the trip. “Fine.” Then the phone.",
    "Slept badly, woke before the bins.",
    "The old photographs fell out of the atlas. I put them back without looking long.",
    "Laughed twice today, both times at work.",
    "It was nearly easy this evening. I did not say so.",
];
const HAPPENED: [&str; 3] = [
    "The door closed, quietly, and nobody said good night.",
    "I put a hand on a shoulder. It stayed where it was, and so did mine, for a moment.",
    "A message at four: “Do we need milk?”",
];
const UNSAID: [&str; 3] = [
    "I would have liked you to ask how it went.",
    "I miss how you used to wait for me at the corner.",
    "I was not angry. I was lonely.",
];

/// The pages of somebody's first `days` days, of which the last is today and still empty, unless it is the first.
/// Milliseconds are counted back from a noon.
#[must_use]
pub fn lived(days: i64) -> Vec<Planted> {
    (0..days).flat_map(|day| of_day(day, days)).collect()
}

fn of_day(day: i64, days: i64) -> Vec<Planted> {
    let ago = |hour: i64| (days - 1 - day) * DAY + (12 - hour) * HOUR;
    let pick = |words: &[&str]| words[usize::try_from(day).unwrap_or_default() % words.len()].to_owned();
    if (day > 0 && day == days - 1) || SILENCE.contains(&day) {
        return Vec::new();
    }
    let mut pages = Vec::new();
    if day % 3 != 2 {
        pages.push(Planted::new(ago(11), pick(&PAGES)));
    }
    if day % 2 == 1 {
        pages.push(Planted::new(ago(21), "").of(Kind::CheckIn(Rc::new(marks(day)))));
    }
    if day % 6 == 4 {
        pages.push(Planted::new(ago(20), pick(&HAPPENED)).of(Kind::Moment(Rc::new(Moment::default()))));
    }
    if day % 9 == 5 {
        pages.push(Planted::new(ago(22), pick(&UNSAID)).of(Kind::HeldBack(Rc::new(HeldBack::default()))));
    }
    if day % 8 == 1 {
        let (words, source) = match day % 16 {
            1 => (FROM_A_FRIEND, WorthSource::Friend),
            _ => (FROM_THEM, WorthSource::Them),
        };
        let marks = Worth { source: Some(source), ..Worth::default() };
        pages.push(Planted::new(ago(10), words).of(Kind::Worth(Rc::new(marks))));
    }
    pages
}

/// Four taps, never the very lowest: what follows that is told elsewhere.
fn marks(day: i64) -> CheckIn {
    let turn = usize::try_from(day).unwrap_or_default();
    let step = |by: usize| Some(Answer::Step(Step::ALL[(turn + by) % Step::ALL.len()]));
    let given = [(Item::Closeness, step(1)), (Item::Room, step(0)), (Item::Weight, step(3))];
    let answers = given
        .into_iter()
        .fold(Answers::default(), |answers, (item, answer)| answers.with(item, answer).unwrap_or(answers));
    let moods = &Mood::ALL[1..];
    CheckIn { answers, mood: Some(moods[turn % moods.len()]), ..CheckIn::default() }
}

/// One browser through a life: each journal is there before the app starts, and the clock only goes on.
#[derive(Debug)]
pub struct Life<'a> {
    world: &'a World,
    page: Browser,
    shifted: i64,
    /// The next noon of the clock on the wall.
    pub noon: i64,
}

impl Deref for Life<'_> {
    type Target = Browser;
    fn deref(&self) -> &Browser {
        &self.page
    }
}

impl<'a> Life<'a> {
    /// # Errors
    /// When the browser is gone, or what is looked for is not there.
    pub async fn begin(world: &'a World) -> Result<Self> {
        let page = world.browser(&world.profile(), Options { clock: true, ..Options::default() }).await?;
        page.goto(&format!("{}calendar.html", world.origin().url())).await?;
        let noon = (now().utc_ms - 12 * HOUR).div_euclid(DAY) * DAY + 36 * HOUR;
        Ok(Self { world, page, shifted: 0, noon })
    }

    async fn clock_at(&mut self, moment: i64) -> Outcome {
        let by = moment - now().utc_ms - self.shifted;
        self.page.shift_clock(by).await?;
        self.shifted += by;
        Ok(())
    }

    /// Comes at noon of the last of so many days, to a journal kept until then; it is closed.
    ///
    /// # Errors
    /// When the browser is gone, or what is looked for is not there.
    pub async fn come(&mut self, days: i64, chosen: Preferences, passphrase: Option<&str>) -> Outcome {
        let moment = self.noon;
        self.clock_at(moment).await?;
        self.noon += DAY;
        let real = now().utc_ms;
        let pages: Vec<Planted> =
            lived(days).into_iter().map(|page| Planted { ago: page.ago + real - moment, ..page }).collect();
        let shelves = Shelves::founded_by(chosen, passphrase, &pages).await?;
        self.world.put_before(&self.page, &shelves).await
    }

    /// One in the morning of the same day, as a journal counts days.
    ///
    /// # Errors
    /// When the browser is gone, or what is looked for is not there.
    pub async fn night(&mut self) -> Outcome {
        let moment = self.noon - 11 * HOUR;
        self.clock_at(moment).await
    }
}

/// A hand that counts what it does.
#[derive(Debug)]
pub struct Hand<'a> {
    page: &'a Browser,
    presses: Cell<u32>,
}

impl<'a> Hand<'a> {
    #[must_use]
    pub fn on(page: &'a Browser) -> Self {
        Self { page, presses: Cell::new(0) }
    }

    /// Presses a button.
    ///
    /// # Errors
    /// When the browser is gone, or what is looked for is not there.
    pub async fn press(&self, name: &str) -> Outcome {
        self.presses.set(self.presses.get() + 1);
        self.page.press(name).await
    }

    /// Puts a finger into a field.
    ///
    /// # Errors
    /// When the browser is gone, or what is looked for is not there.
    pub async fn press_into(&self, field: &str) -> Outcome {
        self.presses.set(self.presses.get() + 1);
        self.page.field(field).await?.click().await
    }

    /// Fails when it took more presses than these since the last time it was asked.
    ///
    /// # Errors
    /// When it did.
    pub fn took(&self, most: u32, what: &str) -> Outcome {
        let presses = self.presses.replace(0);
        ensure!(presses <= most, "{what} took {presses} presses");
        Ok(())
    }
}
