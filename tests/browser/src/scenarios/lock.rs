//! The lock: by hand, by being left alone, by being out of sight; and every way back in.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, Planted, World, ensure};
use serde_json::{Value, json};

crate::scenarios![
    locking_by_hand_in_mid_sentence_keeps_the_words,
    a_wrong_passphrase_says_one_thing_and_waits_longer_each_time,
    two_idle_minutes_lock_after_a_warning_that_can_be_answered,
    a_page_with_words_gives_five_minutes_to_think,
    hiding_covers_at_once_and_locks_after_thirty_seconds,
    the_usual_times_can_be_changed_in_settings,
    recovery_words_are_offered_and_two_refusals_are_heard,
    recovery_words_open_the_journal_however_they_are_typed,
    opening_shows_a_bar_that_says_about_how_long,
    help_opens_while_locked,
    a_passphrase_set_later_seals_everything_again,
];

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;

async fn locking_by_hand_in_mid_sentence_keeps_the_words(world: World) -> Outcome {
    let page = opened(&world, 1).await?;
    page.write_in("Today's page", "The key turned and I").await?;
    page.lock_by_hand().await?;
    page.on_lock().await?;
    ensure!(!page.sees("The key turned").await?, "the words are on the lock screen");
    page.look("lock").await?;
    page.unlock(PASSPHRASE).await?;
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("The key turned and I").await?;
    page.follow("Pages").await?;
    let rows = page.rows().await?;
    ensure!(rows == ["The key turned and I", "Page 1"], "Pages holds {rows:?}");
    page.no_problems(&world.origin().url()).await
}

async fn a_wrong_passphrase_says_one_thing_and_waits_longer_each_time(world: World) -> Outcome {
    let page = locked(&world, 1).await?;
    for (tries, seconds) in [(1, 1), (2, 2), (3, 4)] {
        page.try_to_unlock(&format!("wrong one {tries}")).await?;
        let said = said_of_a_wrong_try(&page).await?;
        let first = said.strip_prefix("That didn't open it. You can try again in ");
        let wait = first.and_then(|rest| rest.strip_suffix(" s.")).and_then(|wait| wait.parse::<i64>().ok());
        ensure!(wait.is_some_and(|wait| (1..=seconds).contains(&wait)), "after {tries} wrong tries it says “{said}”");
        if tries == 3 {
            page.look("lock-wrong").await?;
            // A first wait would be over by now: the third is longer.
            page.shift_clock(SECOND + 200).await?;
            ensure!(!page.button("Unlock").await?.is_enabled().await?, "the third wait is no longer than the first");
        }
        page.shift_clock(seconds * SECOND).await?;
    }
    page.unlock(PASSPHRASE).await?;
    page.go_by_menu("Settings").await?;
    page.see("Wrong tries since you last opened: 3.").await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_by_menu("Settings").await?;
    page.see("No wrong tries since you last opened.").await?;
    page.run_js("scrollTo(0, 0)").await?;
    page.look("settings").await?;
    page.no_problems(&world.origin().url()).await
}

async fn two_idle_minutes_lock_after_a_warning_that_can_be_answered(world: World) -> Outcome {
    let page = opened(&world, 1).await?;
    page.shift_clock(105 * SECOND).await?;
    page.see("Your words are put away first.").await?;
    page.look("locking-soon").await?;
    page.press("Stay").await?;
    page.see_no_more("Your words are put away first.").await?;
    // Staying began the two minutes anew.
    page.shift_clock(90 * SECOND).await?;
    page.wait_for_js("a look at the clock", "return new Promise((done) => setTimeout(() => done(true), 1200))").await?;
    page.on_today().await?;
    page.shift_clock(40 * SECOND).await?;
    page.on_lock().await
}

async fn a_page_with_words_gives_five_minutes_to_think(world: World) -> Outcome {
    let page = opened(&world, 1).await?;
    page.write_in("Today's page", "I do not know yet").await?;
    page.saved().await?;
    page.shift_clock(4 * MINUTE).await?;
    page.wait_for_js("a look at the clock", "return new Promise((done) => setTimeout(() => done(true), 1200))").await?;
    page.field("Today's page").await?.holds("I do not know yet").await?;
    page.shift_clock(MINUTE + SECOND).await?;
    page.on_lock().await?;
    page.unlock(PASSPHRASE).await?;
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("I do not know yet").await
}

async fn hiding_covers_at_once_and_locks_after_thirty_seconds(world: World) -> Outcome {
    let page = opened(&world, 1).await?;
    page.write_in("Today's page", "Footsteps").await?;
    // Covered when the event's listeners have run, not a moment later.
    let covered = page
        .run_js(&format!(
            "{HIDE} const curtain = document.getElementById('curtain');
             const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
             return [!curtain.hidden && curtain.contains(top), 'covered' in document.documentElement.dataset];"
        ))
        .await?;
    ensure!(covered == json!([true, true]), "hidden, the page was covered: {covered}");
    ensure!(!page.sees("Footsteps").await?, "the words can be read under the curtain");
    page.look("curtain").await?;
    page.run_js(&format!("globalThis.__clock.move({}); {SHOW}", 20 * SECOND)).await?;
    page.see("Footsteps").await?;
    // Back after half a minute: judged on return by the clock, before anything else could run.
    let still = page
        .run_js(&format!(
            "{HIDE} globalThis.__clock.move({}); {SHOW}
             return 'covered' in document.documentElement.dataset;",
            31 * SECOND
        ))
        .await?;
    ensure!(still == json!(true), "after half a minute out of sight the words were shown again");
    page.on_lock().await?;
    page.unlock(PASSPHRASE).await?;
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("Footsteps").await?;
    page.no_problems(&world.origin().url()).await
}

async fn the_usual_times_can_be_changed_in_settings(world: World) -> Outcome {
    let page = opened(&world, 1).await?;
    page.go_by_menu("Settings").await?;
    page.press_role("radio", "Later…").await?;
    page.shift_clock(10 * MINUTE).await?;
    page.wait_for_js("a look at the clock", "return new Promise((done) => setTimeout(() => done(true), 1200))").await?;
    page.heading("Settings").await?;
    page.press_role("radio", "Lock at once when I look away…").await?;
    page.set_hidden(true).await?;
    page.on_lock().await?;
    page.unlock(PASSPHRASE).await?;
    page.set_hidden(true).await?;
    page.on_lock().await
}

async fn recovery_words_are_offered_and_two_refusals_are_heard(world: World) -> Outcome {
    const OFFER: &str = "Should the passphrase slip your mind";
    let page = opened(&world, 2).await?;
    ensure!(!page.sees(OFFER).await?, "they are offered before the third page");
    page.keep_on_today("Page 3").await?;
    page.see(OFFER).await?;
    page.look("today-offer").await?;
    page.press("Not now").await?;
    page.see_no_more(OFFER).await?;
    for (days, offered) in [(0, false), (1, true), (1, false), (7, false)] {
        page.shift_clock(days * DAY + 5 * MINUTE).await?;
        page.on_lock().await?;
        page.unlock(PASSPHRASE).await?;
        page.wait_for_js("the pages to be read", "return new Promise((done) => setTimeout(() => done(true), 500))")
            .await?;
        ensure!(
            page.sees(OFFER).await? == offered,
            "{days} days later it was{} offered",
            if offered { " not" } else { "" }
        );
        if offered {
            page.press("Not now").await?;
            page.see_no_more(OFFER).await?;
        }
    }
    Ok(())
}

async fn recovery_words_open_the_journal_however_they_are_typed(world: World) -> Outcome {
    let page = opened(&world, 3).await?;
    page.follow("See how").await?;
    page.see("Anyone with these words can open your pages.").await?;
    page.look("recovery").await?;
    page.press("Make recovery words").await?;
    page.by_role("list", "Recovery words").await?;
    let words = page
        .run_js("return [...document.querySelectorAll('.recovery-words li')].map((one) => one.textContent.trim())")
        .await?;
    let words: Vec<&str> = words.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    ensure!(words.len() == 15, "there are {} words", words.len());
    page.look("recovery-words").await?;
    page.press("They are on paper").await?;
    page.status("The words on paper open these pages now.").await?;
    page.lock_by_hand().await?;
    let odd = words.iter().enumerate().map(|(at, word)| match at % 3 {
        0 => word.to_uppercase(),
        1 => format!(" {word} "),
        _ => (*word).to_owned(),
    });
    let odd = format!("  {}  ", odd.collect::<Vec<_>>().join("  "));
    page.unlock(&odd).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows.len() == 3, "Pages holds {rows:?}");
    // The passphrase still does, and fourteen of the words do not.
    page.go_to_today().await?;
    page.lock_by_hand().await?;
    page.try_to_unlock(&words[..14].join(" ")).await?;
    said_of_a_wrong_try(&page).await?;
    page.unlock(PASSPHRASE).await?;
    page.no_problems(&world.origin().url()).await
}

async fn opening_shows_a_bar_that_says_about_how_long(world: World) -> Outcome {
    let page = locked(&world, 1).await?;
    page.run_js(
        "globalThis.said = [];
         new MutationObserver(() => {
           const bar = document.querySelector('progress');
           const name = document.getElementById(bar?.getAttribute('aria-labelledby'))?.textContent;
           if (name && said.at(-1) !== name) said.push(name);
         }).observe(document.getElementById('app'), { subtree: true, childList: true, characterData: true });",
    )
    .await?;
    page.unlock(PASSPHRASE).await?;
    let said = page.run_js("return said").await?;
    let said: Vec<&str> = said.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let tells = |one: &&str| {
        one.strip_prefix("Opening, about ")
            .and_then(|rest| rest.strip_suffix(" s"))
            .is_some_and(|s| s.parse::<u32>().is_ok())
    };
    ensure!(!said.is_empty() && said.iter().all(tells), "the bar was called {said:?}");
    Ok(())
}

async fn help_opens_while_locked(world: World) -> Outcome {
    let page = locked(&world, 1).await?;
    page.follow("Help").await?;
    page.heading("Help").await?;
    page.press_role("DisclosureTriangle", "Exit").await?;
    page.see("turns this screen into a plain calendar and locks").await?;
    page.look("help").await?;
    ensure!(!page.has("button", "More").await?, "the menu is open to whoever holds the device");
    page.follow("Back").await?;
    page.on_lock().await?;
    page.unlock(PASSPHRASE).await?;
    // Locked from Help, it is the lock that one sees.
    page.go_by_menu("Help").await?;
    page.lock_by_hand().await?;
    page.on_lock().await
}

async fn a_passphrase_set_later_seals_everything_again(world: World) -> Outcome {
    let pages = [Planted::new(2 * DAY, "From before."), Planted::new(DAY, "From before, too.")];
    let shelves = Shelves::founded(None, &pages).await?;
    ensure!(shelves.sealed_with("From before", None)? >= 4, "without a passphrase the pages cannot be read");
    let page = world.open_on(&shelves, Options::default()).await?;
    page.open_journal().await?;
    page.go_by_menu("Settings").await?;
    page.press("Choose a passphrase").await?;
    page.see("The browser's own files may keep old copies for a while.").await?;
    page.look("settings-passphrase").await?;
    page.write_in("Passphrase", PASSPHRASE).await?;
    page.press("Set the passphrase").await?;
    page.status("Sealed. From now on the passphrase opens these pages.").await?;
    let after = Shelves::of(&page).await?;
    ensure!(after.unsealed(None).is_err(), "it still opens without a passphrase");
    ensure!(after.sealed_with("From before", Some(PASSPHRASE))? >= 4, "not every page is sealed under the new key");
    let old = shelves.local.keys().chain(shelves.mirror.keys()).filter(|key| key.starts_with("h1.v."));
    let left: Vec<&String> =
        old.filter(|key| after.local.contains_key(*key) || after.mirror.contains_key(*key)).collect();
    ensure!(left.is_empty(), "values under the old key are still there: {left:?}");
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == ["From before, too.", "From before."], "Pages holds {rows:?}");
    page.no_problems(&world.origin().url()).await
}

const HIDE: &str = "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";
const SHOW: &str = "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";

/// What the lock screen says of a wrong try, the same for everyone.
async fn said_of_a_wrong_try(page: &Browser) -> Result<String> {
    page.wait("the answer to a wrong try", async || {
        let said = page.run_js("return document.getElementById('unlock-message')?.textContent ?? ''").await?;
        let said = said.as_str().unwrap_or_default().to_owned();
        Ok((!said.is_empty()).then_some(said))
    })
    .await
}

/// A locked journal with pages of earlier days, and a clock.
async fn locked(world: &World, pages: i64) -> Result<Browser> {
    let pages: Vec<Planted> = (1..=pages).map(|number| Planted::new(number * DAY, format!("Page {number}"))).collect();
    let shelves = Shelves::founded(Some(PASSPHRASE), &pages).await?;
    let page = world.open_on(&shelves, Options { clock: true, ..Options::default() }).await?;
    page.on_lock().await?;
    page.shift_to_noon().await?;
    Ok(page)
}

async fn opened(world: &World, pages: i64) -> Result<Browser> {
    let page = locked(world, pages).await?;
    page.unlock(PASSPHRASE).await?;
    Ok(page)
}
