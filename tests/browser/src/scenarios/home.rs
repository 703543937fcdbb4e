//! The home one comes back to: ways in beside the empty page, How was today, kinds of pages, Rest, and what is suggested.

use crate::failure::{Outcome, Result};
use crate::scenarios::access::open_to_everyone;
use crate::shelves::{DAY, Shelves};
use crate::{Browser, Key, Media, Options, Planted, World, ensure};
use held::domain::Kind;
use serde_json::{Value, json};
use std::rc::Rc;

crate::scenarios![
    the_ways_in_stand_beside_an_empty_page_and_step_back_from_words,
    how_was_today_is_marked_by_keys_alone,
    how_was_today_is_marked_by_touch_and_the_third_time_offers_rest,
    after_a_very_low_mark_nothing_is_asked,
    each_kind_is_kept_with_one_field_opened_again_changed_and_deleted,
    the_answers_to_the_gate_are_nowhere_and_quiet_does_not_show,
    who_one_writes_about_is_changed_without_losing_anything,
    rest_is_read_sentence_by_sentence_and_records_nothing,
];

const WORTH: &str = "I carried the soup up four floors.";

/// An open journal with a page of two days ago and a line worth keeping, at noon.
async fn home(world: &World) -> Result<Browser> {
    let worth = Planted::new(2 * DAY, WORTH).of(Kind::Worth(Rc::default()));
    let pages = [Planted::new(3 * DAY, "A quiet evening."), worth];
    let shelves = Shelves::founded(None, &pages).await?;
    let page = world.open_on(&shelves, Options { clock: true, ..Options::default() }).await?;
    page.button("Open").await?;
    page.shift_to_noon().await?;
    page.open_journal().await?;
    Ok(page)
}

/// What can be pressed, followed or typed in on the page, besides header, bar and an offer.
const CONTROLS: &str = "const all = document.querySelectorAll('main :is(a, button, input, textarea, select, summary)');
    const there = (one) => !one.closest('aside') && one.checkVisibility({ visibilityProperty: true });
    return [...all].filter(there).map((one) => one.textContent || one.localName);";

pub(super) async fn controls(page: &Browser) -> Result<Vec<String>> {
    let found = page.run_js(CONTROLS).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

async fn the_ways_in_stand_beside_an_empty_page_and_step_back_from_words(world: World) -> Outcome {
    let page = home(&world).await?;
    page.look("today").await?;
    let mut five = controls(&page).await?;
    five[1..3].sort();
    ensure!(five == ["textarea", "My worth", "Say it", "Not tonight", "Another way in"], "Today has {five:?}");
    page.run_js("document.querySelector('.ways').append(document.createElement('button'))").await?;
    ensure!(controls(&page).await?.len() == 6, "a control more is not found");
    page.run_js("document.querySelector('.ways').lastChild.remove()").await?;
    page.press("Another way in").await?;
    page.heading("Another way in").await?;
    page.exit_comes_first("Another way in").await?;
    page.button("How was today").await?;
    page.look("today-another-way").await?;
    open_to_everyone(&page, "Another way in").await?;
    page.press("Close").await?;
    page.gone("heading", "Another way in").await?;
    page.write_in("Today's page", "Only the page.").await?;
    let writing = controls(&page).await?;
    ensure!(
        writing == ["textarea", "Aa", "Keep", "Not tonight", "Another way in"],
        "beside words there is {writing:?}"
    );
    page.press("Keep").await?;
    page.status("Kept. ").await?;
    // The first Keep after a start may say that no network is needed.
    page.keep_on_today("Another one.").await?;
    let line = page.run_js("return document.querySelector('main .line').textContent").await?;
    let line = line.as_str().unwrap_or_default().trim_start_matches("Kept. ").to_owned();
    ensure!(held::content::wording::AFTER_KEEP.contains(&line.as_str()), "after Keep it says “{line}”");
    page.look("today-kept").await?;
    page.press("My worth").await?;
    page.see(WORTH).await?;
    page.look("worth").await?;
    open_to_everyone(&page, "My worth").await?;
    page.no_problems(&world.origin().url()).await
}

async fn how_was_today_is_marked_by_keys_alone(world: World) -> Outcome {
    let page = home(&world).await?;
    page.tab_to("button “Another way in”").await?;
    page.press_key(Key::Enter).await?;
    page.heading("Another way in").await?;
    page.tab_to("button “How was today”").await?;
    page.press_key(Key::Enter).await?;
    page.heading("How was today").await?;
    page.look("how-was-today").await?;
    open_to_everyone(&page, "How was today").await?;
    page.run_js("document.querySelector('main h1').focus()").await?;
    // A group of answers is one stop; a space takes the first one, and an arrow the next.
    for (first, presses) in [("Far", 1), ("None", 0), ("Light", 3), ("Very low", 3)] {
        page.tab_to(&format!("radio “{first}”")).await?;
        page.press_key(Key::Space).await?;
        for _ in 0..presses {
            page.press_key(Key::Right).await?;
        }
    }
    page.tab_to("button “Keep”").await?;
    page.press_key(Key::Enter).await?;
    page.on_today().await?;
    page.status("Kept. ").await?;
    let marked = kept(&page, "\"kind\":\"checkin\"").await?;
    let answers = (&marked["closeness"], &marked["room"], &marked["weight"], &marked["mood"]);
    ensure!(answers == (&json!(1), &json!(0), &json!(3), &json!("all-right")), "kept was {marked}");
    Ok(())
}

async fn how_was_today_is_marked_by_touch_and_the_third_time_offers_rest(world: World) -> Outcome {
    let page = home(&world).await?;
    page.emulate(Media { size: Some((390, 844)), ..Media::default() }).await?;
    for time in 1..=2 {
        page.come_in_by("How was today").await?;
        for answer in ["Close", "Some", "Light", "Good"] {
            touch(&page, answer).await?;
        }
        page.press_role("DisclosureTriangle", "A word for it? Up to three, or none.").await?;
        page.by_role("searchbox", "Type a feeling").await?.type_text("seren").await?;
        page.press("calm Nothing inside is pulling at you.").await?;
        page.press_role("DisclosureTriangle", "More about today").await?;
        page.write_in("One good or ordinary thing", "Soup, and nobody hurried.").await?;
        // Signs are asked once a day.
        let signs = page.has("radio", "Warm").await?;
        ensure!(signs == (time == 1), "signs on the check-in no. {time}: {signs}");
        if signs {
            touch(&page, "Warm").await?;
            page.look("how-was-today-more").await?;
        }
        page.press("Keep").await?;
        page.on_today().await?;
    }
    page.come_in_by("How was today").await?;
    page.see("You have looked at today twice.").await?;
    page.look("third-opening").await?;
    open_to_everyone(&page, "the third opening").await?;
    page.press("Mark it all the same").await?;
    page.by_role("radio", "Very low").await?;
    // Both stand in Pages; what was marked can be read there, and changed.
    page.go_to_today().await?;
    page.follow("Pages").await?;
    page.wait_for_js("the rows", "return document.querySelectorAll('.row-link').length === 4").await?;
    page.run_js("document.querySelector('.row-link').click()").await?;
    page.see("calm").await?;
    page.look("how-was-today-read").await?;
    page.press("Edit").await?;
    page.press_role("radio", "Low").await?;
    page.press("Keep").await?;
    page.on_today().await?;
    let both = all_kept(&page, "\"kind\":\"checkin\"").await?;
    let moods: Vec<&Value> = both.iter().map(|one| &one["mood"]).collect();
    ensure!(moods.contains(&&json!("low")) && moods.contains(&&json!("good")), "kept were {both:?}");
    Ok(())
}

async fn after_a_very_low_mark_nothing_is_asked(world: World) -> Outcome {
    let page = home(&world).await?;
    page.come_in_by("How was today").await?;
    page.press_role("radio", "No contact today").await?;
    page.press_role("radio", "Very low").await?;
    page.press("Keep").await?;
    page.heading("You marked today very low. Nothing needs solving tonight.").await?;
    page.look("tonight").await?;
    open_to_everyone(&page, "after a very low mark").await?;
    page.exit_comes_first("after a very low mark").await?;
    let marked = kept(&page, "\"kind\":\"checkin\"").await?;
    ensure!(marked["closeness"] == json!("no-contact") && marked["room"] == json!("no-contact"), "kept was {marked}");
    page.press("That's all").await?;
    page.on_today().await?;
    // For the rest of the day nothing reaches for anyone, and no question is asked on the way.
    page.press("Say it here").await?;
    page.field("What I didn't say").await?;
    page.link("Someone to talk to").await?;
    Ok(())
}

/// A kind of page as a person makes one.
struct Made {
    way: &'static str,
    /// The box; nothing is typed where one tap is enough.
    field: Option<&'static str>,
    words: &'static str,
    /// A mark that comes later, and the role of what makes it.
    mark: (&'static str, &'static str),
    picture: &'static str,
    /// What is sealed of it after that, and nowhere else.
    sealed: &'static str,
}

const MADE: [Made; 4] = [
    Made {
        way: "Something happened",
        field: Some("What a camera would show"),
        words: "zvqLamp: the door, and no word.",
        mark: ("button", "It was met"),
        picture: "moment",
        sealed: "zvqLamp",
    },
    Made {
        way: "Something I didn't say",
        field: Some("What I didn't say"),
        words: "zvqLamp: I would have liked to sit with you.",
        mark: ("button", "I was tired"),
        picture: "held-back",
        sealed: "zvqLamp",
    },
    Made {
        way: "My worth",
        field: Some("Worth keeping"),
        words: "zvqLamp: I can be quiet with anyone.",
        mark: ("button", "A friend"),
        picture: "worth",
        sealed: "zvqLamp",
    },
    Made {
        way: "How was today",
        field: None,
        words: "Low",
        mark: ("radio", "Good"),
        picture: "checkin",
        sealed: "\"mood\":\"good\"",
    },
];

async fn each_kind_is_kept_with_one_field_opened_again_changed_and_deleted(world: World) -> Outcome {
    let page = home(&world).await?;
    for made in &MADE {
        let (role, mark) = made.mark;
        if made.way == "My worth" {
            page.press(made.way).await?
        } else {
            page.come_in_by(made.way).await?
        }
        match made.field {
            Some(field) => page.write_in(field, made.words).await?,
            None => page.press_role("radio", made.words).await?,
        }
        page.press("Keep").await?;
        page.status("Kept. ").await?;
        // After a reload, and behind the lock.
        page.reload().await?;
        page.open_journal().await?;
        page.lock_by_hand().await?;
        page.open_journal().await?;
        open_the_latest(&page).await?;
        page.see(made.words).await?;
        page.press("Edit").await?;
        if made.field.is_some() {
            page.press_role("DisclosureTriangle", "Add").await?;
        }
        if made.way == "Something happened" {
            // Longer than is meant: said, and kept whole.
            let story = page.field("The story I told myself").await?;
            story.click().await?;
            page.insert_text(&format!("zvqLamp: it was about me. {}", "On and on. ".repeat(200))).await?;
            page.see("Longer than there is room for here (2,000 characters). It is kept whole all the same.").await?;
            page.press("Touch").await?;
            page.press("It came from them").await?;
            page.press("A look").await?;
        }
        page.press_role(role, mark).await?;
        page.look(&format!("kind-{}", made.picture)).await?;
        open_to_everyone(&page, made.way).await?;
        page.press("Keep").await?;
        page.status("Kept. ").await?;
        open_the_latest(&page).await?;
        page.see(mark).await?;
        page.look(&format!("kind-{}-read", made.picture)).await?;
        if made.way == "Something I didn't say" {
            page.follow("Pages").await?;
            page.follow("Mine").await?;
            page.heading("Mine").await?;
            page.see(WORTH).await?;
            page.look("mine").await?;
            open_to_everyone(&page, "Mine").await?;
            page.follow(&format!("{}…", made.words)).await?;
            page.see(mark).await?;
        }
        ensure!(Shelves::of(&page).await?.sealed_with(made.sealed, None)? > 0, "what is there is not found");
        page.press("More").await?;
        page.press("Delete for good, now").await?;
        page.press("Delete for good").await?;
        page.status("Gone for good from this app.").await?;
        let left = Shelves::of(&page).await?.sealed_with(made.sealed, None)?;
        ensure!(left == 0, "{} lies under a seal", made.way);
        page.go_to_today().await?;
    }
    page.no_problems(&world.origin().url()).await
}

/// From Today to the newest of three pages.
async fn open_the_latest(page: &Browser) -> Outcome {
    page.go_to_pages().await?;
    page.wait_for_js("three rows", "return document.querySelectorAll('.row-link').length === 3").await?;
    page.run_js("document.querySelector('.row-link').click()").await.map(drop)
}

async fn the_answers_to_the_gate_are_nowhere_and_quiet_does_not_show(world: World) -> Outcome {
    let page = home(&world).await?;
    let before = drawn(&page).await?;
    page.press("Say it").await?;
    page.heading("Talking isn't right for every home. A few questions; your answers aren't kept.").await?;
    page.look("before").await?;
    open_to_everyone(&page, "the gate").await?;
    page.link("When home doesn't feel easy").await?;
    page.run_js("document.querySelectorAll('.chip input')[1].click()").await?;
    page.press("Next").await?;
    page.status("From now on suggestions are only for you.").await?;
    page.press("Go on to the page").await?;
    page.field("What I didn't say").await?;
    page.link("Someone to talk to").await?;
    page.look("say-it-here").await?;
    page.go_to_today().await?;
    page.button("Say it here").await?;
    ensure!(drawn(&page).await? == before, "Today does not look the same from a metre away");
    // What follows is kept; the answers are not.
    let texts = Shelves::of(&page).await?.unsealed(None)?;
    ensure!(texts.iter().any(|text| text.contains("only-me")), "what follows is not kept");
    let asked = ["were you ever", "rather-not", "\"answers\"", "gate"];
    let told: Vec<_> = asked.iter().filter(|one| texts.iter().any(|text| text.contains(**one))).collect();
    ensure!(told.is_empty(), "kept is {told:?}");
    // The gate is not asked again, and the setting names both.
    page.press("Say it here").await?;
    page.field("What I didn't say").await?;
    page.go_by_menu("Settings").await?;
    page.press_role("radio", "About us").await?;
    page.follow("Back").await?;
    page.button("Say it").await.map(drop)
}

/// The places and sizes of everything on Today.
pub(super) async fn drawn(page: &Browser) -> Result<Value> {
    page.run_js(
        "return [...document.querySelectorAll('main :is(h1, textarea, button, a, .paper, aside)')].map((one) => {
            const { x, y, width, height } = one.getBoundingClientRect();
            return [one.localName, x, y, width, height].join(' ');
        });",
    )
    .await
}

async fn who_one_writes_about_is_changed_without_losing_anything(world: World) -> Outcome {
    let page = home(&world).await?;
    page.go_by_menu("Settings").await?;
    page.write_in("What to call them here", "M.").await?;
    page.press("Together, living apart").await?;
    page.look("settings-who").await?;
    open_to_everyone(&page, "Settings with someone").await?;
    page.follow("Back").await?;
    page.come_in_by("How was today").await?;
    page.see("How close did you feel to M. today?").await?;
    page.go_by_menu("Settings").await?;
    // Too long: said, and the name before stays.
    let name = page.field("What to call them here").await?;
    name.clear().await?;
    name.type_text("a name that is far too long for here\t").await?;
    page.see("There is room for 24 characters.").await?;
    // The 30th of February, by keys.
    let ended = page.run_js("const day = document.getElementById('who-ended'); day.focus(); return day.value").await?;
    ensure!(ended == json!(""), "it ended on {ended} before anyone said so");
    page.type_text("02302026\t\t").await?;
    page.see("There is no such day. Nothing was changed.").await?;
    page.press("None").await?;
    page.see("This place stays yours.").await?;
    page.look("settings-closed").await?;
    page.lock_by_hand().await?;
    page.open_journal().await?;
    // Nothing between the two is asked any more, and every page is where it was.
    page.come_in_by("How was today").await?;
    page.by_role("radio", "Light").await?;
    ensure!(!page.has("radio", "Very close").await?, "closeness is asked about where there is no contact");
    page.go_to_today().await?;
    page.follow("Pages").await?;
    let rows = page.rows().await?;
    ensure!(rows == [WORTH, "A quiet evening."], "{rows:?}");
    Ok(())
}

async fn rest_is_read_sentence_by_sentence_and_records_nothing(world: World) -> Outcome {
    let page = home(&world).await?;
    let before = all_kept(&page, "\"body\"").await?.len();
    page.follow("Not tonight").await?;
    page.see("Nothing needs solving in the next two minutes.").await?;
    page.look("rest").await?;
    page.press("Landing").await?;
    page.see("The day is coming down now.").await?;
    for _ in 0..13 {
        page.press("Next").await?;
    }
    page.see("You have landed. Nothing more is asked of you tonight.").await?;
    let focus = page.run_js("return document.activeElement.className").await?;
    ensure!(focus == json!("rest-line"), "what is read out is {focus}");
    page.press("That's enough for today").await?;
    page.status("That's enough for today.").await?;
    let after = all_kept(&page, "\"body\"").await?;
    ensure!(after.len() == before, "Rest left {after:?}");
    // A page that is kept is found in the same way.
    page.keep_on_today("Words after all.").await?;
    ensure!(all_kept(&page, "\"body\"").await?.len() == before + 1, "what is kept is not found");
    Ok(())
}

/// Touches a radio button of this name with a finger.
async fn touch(page: &Browser, name: &str) -> Outcome {
    let answer = page.by_role("radio", name).await?;
    let place = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
        const { x, y, width, height } = arguments[0].getBoundingClientRect();
        return [x + width / 2, y + height / 2];";
    let at = page.run_js_with(place, vec![answer.argument()?]).await?;
    let point = json!({ "x": at[0], "y": at[1] });
    page.cdp("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": [point] })).await?;
    page.cdp("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await?;
    page.wait(&format!("“{name}” to be chosen"), async || {
        let chosen = page.run_js_with("return arguments[0].checked", vec![answer.argument()?]).await?;
        Ok((chosen == json!(true)).then_some(()))
    })
    .await
}

/// The only kept page that holds this text.
async fn kept(page: &Browser, text: &str) -> Result<Value> {
    let mut all = all_kept(page, text).await?;
    ensure!(all.len() == 1, "kept were {all:?}");
    Ok(all.remove(0))
}

/// Kept pages that hold this text, once each, at their latest revision.
async fn all_kept(page: &Browser, text: &str) -> Result<Vec<Value>> {
    let mut pages: Vec<Value> = Vec::new();
    for found in Shelves::of(page).await?.unsealed(None)?.iter().filter(|found| found.contains(text)) {
        let Ok(record) = serde_json::from_str::<Value>(found) else { continue };
        match pages.iter_mut().find(|known| known["id"] == record["id"]) {
            Some(known) if known["rev"].as_u64() < record["rev"].as_u64() => *known = record,
            Some(_) => {}
            None => pages.push(record),
        }
    }
    Ok(pages)
}
