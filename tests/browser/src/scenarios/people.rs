//! Five people on their first day, their third, their thirtieth and their two-hundredth: somebody tired at one in the
//! morning, with one hand; somebody whose partner is in the room and knows the phone; somebody who has never kept a
//! journal; somebody who hears the screen; one who stays and one who leaves. Each comes for something, and is asked
//! nothing else on the way there.

use crate::failure::{Outcome, Result};
use crate::life::{FROM_A_FRIEND, FROM_THEM, Hand, Life, lived};
use crate::scenarios::home::{controls, drawn};
use crate::shelves::DAY;
use crate::steps::PASSPHRASE;
use crate::{Browser, Media, Options, World, ensure};
use held::content;
use held::domain::bond::Form;
use held::domain::{Bond, Preferences, Stamp};
use serde_json::{Value, json};

crate::scenarios![
    today_is_the_same_room_at_noon_and_at_one_in_the_morning_on_every_day,
    the_first_day_asks_for_nothing_but_words,
    every_screen_says_where_one_is_and_never_what_was_written,
    whoever_stays_may_be_asked_once_and_whoever_left_is_offered_nothing_that_reaches,
];

/// The days a person is looked in on, the first one being 1.
const DAYS: [i64; 4] = [1, 3, 30, 200];

/// What stands on Today besides header, bar and an offer. The order of the doors is drawn once per device.
const FIVE: [&str; 5] = ["textarea", "My worth", "Say it", "Not tonight", "Another way in"];

async fn today_is_the_same_room_at_noon_and_at_one_in_the_morning_on_every_day(world: World) -> Outcome {
    let mut life = Life::begin(&world).await?;
    life.emulate(Media { size: Some((390, 844)), ..Media::default() }).await?;
    for days in DAYS {
        life.come(days, Preferences::default(), None).await?;
        life.open_journal().await?;
        if days >= 30 {
            // Once all pages have been read, it is known that no backup holds them.
            life.see("There are pages that no backup holds yet.").await?;
        }
        life.look(&format!("people-day-{days}-today")).await?;
        let offers = room(&life, days).await?;
        ensure!(offers.is_empty() == (days < 30), "on day {days} it offers {offers:?}");
        // Whoever looks over a shoulder sees the same room when nothing suggested reaches anyone.
        let before = drawn(&life).await?;
        suggestions(&life, "Only for me").await?;
        life.button("Say it here").await?;
        ensure!(drawn(&life).await? == before, "on day {days} Today does not look the same from a metre away");
        suggestions(&life, "About us").await?;
        life.button("Say it").await?;
        // One hand, in the dark: open, write, keep. Nothing is offered at this hour, and nothing asked.
        life.night().await?;
        let hand = Hand::on(&life);
        hand.press("Open").await?;
        life.on_today().await?;
        let offers = room(&life, days).await?;
        ensure!(offers.is_empty(), "at one in the morning of day {days} it offers {offers:?}");
        hand.press_into("Today's page").await?;
        hand.took(2, "the way to the first word")?;
        life.type_text("It is late.").await?;
        hand.press("Keep").await?;
        life.status("Kept. ").await?;
        hand.took(1, "keeping")?;
        life.saved().await?;
        let offers = room(&life, days).await?;
        ensure!(offers.is_empty(), "once it is kept, at one in the morning, it offers {offers:?}");
        life.look(&format!("people-day-{days}-night")).await?;
    }
    life.no_problems(&world.origin().url()).await
}

/// What holds of Today whenever one comes. Returns what is offered.
async fn room(page: &Browser, days: i64) -> Result<Vec<String>> {
    page.on_today().await?;
    let mut five = controls(page).await?;
    if let Some(doors) = five.get_mut(1..3) {
        doors.sort();
    }
    ensure!(five == FIVE, "on day {days} Today has {five:?}");
    let offers =
        page.run_js("return [...document.querySelectorAll('main aside')].map((one) => one.textContent)").await?;
    let offers: Vec<String> = serde_json::from_value(offers)?;
    ensure!(offers.len() <= 1, "on day {days} Today offers {offers:?}");
    let said = page.run_js("return document.querySelector('main').textContent").await?;
    let digits = said.as_str().unwrap_or_default().replace(|one: char| !one.is_ascii_digit(), "");
    let saved = page.saying().await?.replace(|one: char| !one.is_ascii_digit(), "");
    ensure!(digits == saved, "on day {days} Today counts something: {said}");
    Ok(offers)
}

/// Chooses what suggestions are about, and comes back: two presses lead to Settings from everywhere.
async fn suggestions(page: &Browser, choice: &str) -> Outcome {
    let hand = Hand::on(page);
    hand.press("More").await?;
    page.follow("Settings").await?;
    hand.took(1, "the menu, which holds Settings,")?;
    page.press_role("radio", choice).await?;
    page.follow("Back").await?;
    page.on_today().await
}

/// What a first day never asks about, as its screens would put it.
const NOT_ON_THE_FIRST_DAY: [&str; 9] = [
    "how was today",
    "who i write about",
    "were you ever afraid",
    "backup",
    "home screen",
    "recovery words",
    "passphrase slip",
    "text size",
    "storage",
];

async fn the_first_day_asks_for_nothing_but_words(world: World) -> Outcome {
    let page = world.open_with(Options { clock: true, ..Options::default() }).await?;
    page.shift_to_noon().await?;
    page.emulate(Media { size: Some((390, 844)), ..Media::default() }).await?;
    let hand = Hand::on(&page);
    hand.press("Start writing").await?;
    page.field("Your page").await?;
    page.wait("the caret in the page", async || Ok((page.focused().await? == "textbox “Your page”").then_some(())))
        .await?;
    hand.took(1, "the way to the first word")?;
    page.type_text("I have never done this.").await?;
    for name in ["Keep", "Keep without one", "Keep without one"] {
        hand.press(name).await?;
    }
    page.see("You don't owe it another page.").await?;
    hand.took(3, "keeping without a passphrase")?;
    asks_nothing(&page).await?;
    page.press("All right").await?;
    page.look("people-first-day").await?;
    page.press("Another way in").await?;
    page.heading("Another way in").await?;
    asks_nothing(&page).await?;
    page.look("people-first-day-another-way").await?;
    page.press("Close").await?;
    for place in ["Pages", "Mine"] {
        page.follow(place).await?;
        page.heading(place).await?;
        asks_nothing(&page).await?;
        page.look(&format!("people-first-day-{}", place.to_lowercase())).await?;
    }
    page.go_to_today().await?;
    // No question stands before the door.
    page.press("Say it").await?;
    page.field("What I didn't say").await?;
    asks_nothing(&page).await?;
    page.look("people-first-day-say-it").await?;
    page.go_to_today().await?;
    // A day later the first of them is there: the search finds what it should.
    page.shift_clock(DAY).await?;
    page.open_journal().await?;
    page.press("Another way in").await?;
    page.button("How was today").await?;
    ensure!(asks_nothing(&page).await.is_err(), "a question on screen is not found");
    page.no_problems(&world.origin().url()).await
}

async fn asks_nothing(page: &Browser) -> Outcome {
    let said = page.run_js("return document.querySelector('dialog[open], main').textContent.toLowerCase()").await?;
    let said = said.as_str().unwrap_or_default();
    let asked: Vec<_> = NOT_ON_THE_FIRST_DAY.iter().filter(|one| said.contains(**one)).collect();
    ensure!(asked.is_empty(), "the first day asks about {asked:?}");
    Ok(())
}

async fn every_screen_says_where_one_is_and_never_what_was_written(world: World) -> Outcome {
    let mut life = Life::begin(&world).await?;
    for days in [3, 200] {
        life.come(days, Preferences::default(), Some(PASSPHRASE)).await?;
        life.unlock(PASSPHRASE).await?;
        here(&life, "heading “Come in. There's room.”").await?;
        // What one came for first: a few taps without seeing any of them.
        life.press("Another way in").await?;
        here(&life, "heading “Another way in”").await?;
        life.press("How was today").await?;
        here(&life, "heading “How was today”").await?;
        life.look(&format!("people-day-{days}-how-was-today")).await?;
        life.press_role("radio", "Good").await?;
        life.press("Keep").await?;
        life.status("Kept. ").await?;
        here(&life, "heading “Come in. There's room.”").await?;
        for (way, field) in
            [("Something happened", "What a camera would show"), ("Something I didn't say", "What I didn't say")]
        {
            life.come_in_by(way).await?;
            here(&life, &format!("textbox “{field}”")).await?;
            life.go_to_today().await?;
        }
        // The line above the page is read before the caret goes below it.
        life.press("My worth").await?;
        life.wait_for_js("a line", "return document.querySelector('.kept-line') !== null").await?;
        here(&life, "heading “Worth keeping”").await?;
        life.look(&format!("people-day-{days}-worth")).await?;
        life.go_to_today().await?;
        for place in ["Pages", "Mine"] {
            life.follow(place).await?;
            here(&life, &format!("heading “{place}”")).await?;
            life.look(&format!("people-day-{days}-{}", place.to_lowercase())).await?;
        }
        life.follow("Cards").await?;
        life.button("Not today").await?;
        here(&life, "heading “…").await?;
        life.look(&format!("people-day-{days}-cards")).await?;
        life.follow("Mine").await?;
        life.follow("Noor said…").await?;
        here(&life, "heading “Worth keeping”").await?;
        life.go_by_menu("Settings").await?;
        here(&life, "heading “Settings”").await?;
        life.go_by_menu("Help").await?;
        here(&life, "heading “Help”").await?;
        life.lock_by_hand().await?;
    }
    // What is looked for can be found: a region that says a page, and a focus that is nowhere.
    life.unlock(PASSPHRASE).await?;
    life.run_js("document.querySelector('main [role=status]').textContent = 'Slept badly, woke before the bins.'")
        .await?;
    ensure!(speaks_of(&life).await?.is_some(), "a region that says a page is not found");
    life.no_problems(&world.origin().url()).await
}

/// Fails unless the focus is here (a name ending in `…` is a beginning), Exit is first and under no other thing, Settings
/// is two presses away, the title says nothing, and nothing that is spoken by itself was written by anyone.
async fn here(page: &Browser, wanted: &str) -> Outcome {
    page.wait(&format!("the focus on {wanted}"), async || {
        let focused = page.focused().await?;
        let found = wanted.strip_suffix('…').map_or(focused == wanted, |beginning| focused.starts_with(beginning));
        Ok(found.then_some(()))
    })
    .await?;
    page.exit_comes_first(wanted).await?;
    let covered = page
        .run_js(
            "const all = [...(document.querySelector('dialog[open]') ?? document).querySelectorAll('[data-exit], .exit')];
             return all.some((one) => {
                const { x, y, width, height } = one.getBoundingClientRect();
                return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
             });",
        )
        .await?;
    ensure!(covered == json!(true), "on {wanted}, something lies over Exit");
    let settings =
        page.run_js("return document.querySelector('dialog[open], .menu a[href*=settings]') !== null").await?;
    ensure!(settings == json!(true), "on {wanted}, Settings is farther than two presses");
    let said = speaks_of(page).await?;
    ensure!(said.is_none(), "on {wanted}, it is spoken aloud: {said:?}");
    Ok(())
}

/// What a region that is read out by itself says of anything that was written.
async fn speaks_of(page: &Browser) -> Result<Option<String>> {
    let regions = page
        .run_js("return [...document.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live]')].map((one) => one.textContent)")
        .await?;
    let regions: Vec<&str> = regions.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let written = lived(200);
    let openings = written.iter().filter_map(|page| page.words.get(..12));
    let mut found = openings.filter(|opening| regions.iter().any(|region| region.contains(opening)));
    Ok(found.next().map(str::to_owned))
}

async fn whoever_stays_may_be_asked_once_and_whoever_left_is_offered_nothing_that_reaches(world: World) -> Outcome {
    let mut life = Life::begin(&world).await?;
    life.emulate(Media { size: Some((390, 844)), ..Media::default() }).await?;
    // Who stays is asked once, before the first page that reaches for anyone; and everything between the two is there.
    let stays = Bond { form: Some(Form::Together), ..Bond::default() };
    life.come(30, Preferences { bond: stays, ..Preferences::default() }, None).await?;
    life.open_journal().await?;
    let hand = Hand::on(&life);
    hand.press("Say it").await?;
    for question in 0..3 {
        life.run_js(&format!("document.getElementsByName('before-{question}')[0].click()")).await?;
    }
    hand.press("Next").await?;
    hand.press("Go on to the page").await?;
    life.field("What I didn't say").await?;
    hand.took(3, "the way to the page, besides three answers,")?;
    life.go_to_today().await?;
    hand.press("Say it").await?;
    life.field("What I didn't say").await?;
    hand.took(1, "the way to the page, the second time,")?;
    life.go_to_today().await?;
    ensure!(between(&life).await? == [true; 4], "what is between two people is not found");
    for days in [30, 200] {
        let today = Stamp { utc_ms: life.noon, offset_min: 0 }.day();
        let (ended, _) =
            Bond::default().changed_to(Bond { ended_on: Some(today.plus(-5)), ..Bond::default() }, today.plus(-4));
        life.come(days, Preferences { bond: ended, ..Preferences::default() }, None).await?;
        life.open_journal().await?;
        life.look(&format!("people-day-{days}-left-today")).await?;
        let hand = Hand::on(&life);
        hand.press("Say it here").await?;
        life.field("What I didn't say").await?;
        life.link("Someone to talk to").await?;
        hand.took(1, "the way to the page")?;
        life.go_to_today().await?;
        ensure!(between(&life).await? == [false; 4], "on day {days}, whoever left is asked about the two");
        life.press("My worth").await?;
        life.see(FROM_A_FRIEND).await?;
        ensure!(!life.sees(FROM_THEM).await?, "on day {days}, what they said is brought up");
        life.go_to_today().await?;
        life.follow("Cards").await?;
        for again in 0..3 {
            life.button("Not today").await?;
            let title = life.run_js("return document.querySelector('main h1').textContent").await?;
            let title = title.as_str().unwrap_or_default().to_owned();
            let reaching = reaching().any(|card| card == title);
            ensure!(!reaching, "on day {days}, whoever left meets “{title}”");
            if again < 2 {
                life.press("Another").await?;
                life.see_no_more(&title).await?;
            }
        }
        life.go_to_today().await?;
    }
    ensure!(reaching().next().is_some(), "no card reaches anyone, and none could be met");
    life.no_problems(&world.origin().url()).await
}

/// Whether How was today asks about closeness and signs, and Something happened about signs and who reached out.
async fn between(page: &Browser) -> Result<[bool; 4]> {
    page.come_in_by("How was today").await?;
    page.press_role("DisclosureTriangle", "More about today").await?;
    page.by_role("radio", "Light").await?;
    let (closeness, signs) = (page.has("radio", "Very close").await?, page.has("radio", "Warm").await?);
    page.look(if closeness { "people-stays-how-was-today" } else { "people-left-how-was-today" }).await?;
    page.go_to_today().await?;
    page.come_in_by("Something happened").await?;
    page.press_role("DisclosureTriangle", "Add").await?;
    page.field("The story I told myself").await?;
    let (sign, reach) = (page.has("button", "Touch").await?, page.has("button", "I did").await?);
    page.look(if sign { "people-stays-something-happened" } else { "people-left-something-happened" }).await?;
    page.go_to_today().await?;
    Ok([closeness, signs, sign, reach])
}

/// The titles of all cards that reach the other person.
fn reaching() -> impl Iterator<Item = &'static str> {
    content::items().iter().filter(|item| item.reaches).filter_map(|item| content::card(item.id)).map(|card| card.title)
}
