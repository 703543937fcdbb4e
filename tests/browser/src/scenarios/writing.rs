//! Writing: an editor that stays out of the way, and words that are safe without being asked for.

use crate::failure::Outcome;
use crate::shelves::Shelves;
use crate::steps::PASSPHRASE;
use crate::{Browser, Key, Options, Planted, World, ensure};
use serde_json::json;

crate::scenarios![
    a_new_page_has_the_caret_in_an_editor_that_keeps_to_itself,
    saving_and_saved_are_words,
    a_draft_is_on_disk_within_the_second_and_a_page_when_it_is_left,
    words_survive_a_reload_in_mid_sentence_and_are_one_tap_away,
    words_survive_a_tab_that_is_shot_down,
    several_pages_a_day_each_stand_once_in_pages,
    an_old_page_is_edited_and_stays_on_its_day,
    what_is_written_at_one_belongs_to_the_evening_before,
];

const HOUR: i64 = 3_600_000;

async fn a_new_page_has_the_caret_in_an_editor_that_keeps_to_itself(world: World) -> Outcome {
    let page = opened(&world, Options::default(), &[]).await?;
    for (field, open) in [("Today's page", false), ("Page", true)] {
        if open {
            page.go_to_pages().await?;
            page.see("Pages you keep will be here.").await?;
            page.look("pages-empty").await?;
            page.press("New page").await?;
            let here = page.field(field).await?;
            ensure!(here.has_focus().await?, "a new page waits with the focus on {}", page.focused().await?);
        }
        let editor = page.field(field).await?;
        for (name, value) in
            [("spellcheck", "false"), ("autocomplete", "off"), ("autocorrect", "off"), ("autocapitalize", "sentences")]
        {
            let set = editor.attribute(name).await?;
            ensure!(set.as_deref() == Some(value), "{field}: {name} is {set:?}");
        }
        let plain = page
            .run_js_with(
                "const one = arguments[0]; return one.localName === 'textarea' && one.form === null && !one.name",
                vec![editor.argument()?],
            )
            .await?;
        ensure!(plain == json!(true), "{field} is no plain textarea on its own");
    }
    Ok(())
}

async fn saving_and_saved_are_words(world: World) -> Outcome {
    let page = opened(&world, Options::default(), &[]).await?;
    let field = page.field("Today's page").await?;
    field.focus().await?;
    // What the status said, in order: a look from outside would come too late for the first of the two.
    page.run_js(
        "const status = document.querySelector('[aria-label=\"Save status\"]');
         globalThis.said = [];
         new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });",
    )
    .await?;
    page.type_text("W").await?;
    page.saved().await?;
    let said = page.run_js("return said.join('|')").await?;
    ensure!(said.as_str().is_some_and(|said| said.starts_with("Saving|Saved ")), "it said {said}");
    page.look("today-saved").await
}

async fn a_draft_is_on_disk_within_the_second_and_a_page_when_it_is_left(world: World) -> Outcome {
    let page = opened(&world, Options::default(), &[]).await?;
    let before = page.stored().await?;
    ensure!(before.drafts == 0, "there is a draft before anything is typed");
    page.write_in("Today's page", "The light in the stairwell").await?;
    // The page itself looks, so that the time is not the test's own.
    let waited = page
        .run_js(
            "return (async () => {
               const begun = performance.now();
               const count = () => new Promise((resolve, reject) => {
                 const open = indexedDB.open('h1');
                 open.onerror = () => reject(open.error);
                 open.onsuccess = () => {
                   const all = open.result.transaction('v').objectStore('v').getAllKeys();
                   all.onsuccess = () => { open.result.close(); resolve(all.result.filter((key) => key.startsWith('h1.d.')).length); };
                 };
               });
               while (await count() === 0 && performance.now() - begun < 10000) await new Promise((resolve) => setTimeout(resolve, 20));
               return performance.now() - begun;
             })()",
        )
        .await?;
    ensure!(waited.as_f64().is_some_and(|waited| waited < 1_000.0), "the draft came after {waited} ms");
    let drafted = page.stored().await?;
    ensure!(drafted.drafts == 1, "there are {} drafts", drafted.drafts);
    page.go_to_pages().await?;
    // The draft goes in the same transaction that brings the page.
    page.wait("the page itself in the mirror", async || Ok((page.stored().await?.drafts == 0).then_some(()))).await?;
    ensure!(page.rows().await? == ["The light in the stairwell"], "leaving the field did not keep the page");
    Ok(())
}

async fn words_survive_a_reload_in_mid_sentence_and_are_one_tap_away(world: World) -> Outcome {
    let page = opened(&world, Options::default(), &["An older page."]).await?;
    page.write_in("Today's page", "I was about to say").await?;
    page.saved().await?;
    page.cdp("Page.reload", json!({})).await?;
    page.on_lock().await?;
    page.unlock(PASSPHRASE).await?;
    page.see("The page you were on is here.").await?;
    page.look("today-unfinished").await?;
    page.follow("Go on with it").await?;
    let field = page.field("Page").await?;
    field.holds("I was about to say").await?;
    ensure!(!field.has_focus().await?, "the caret went into a field that holds words");
    field.type_text(" that I missed you.").await?;
    page.follow("Pages").await?;
    let rows = page.rows().await?;
    ensure!(rows == ["I was about to say that I missed you.", "An older page."], "Pages holds {rows:?}");
    page.no_problems(&world.origin().url()).await
}

async fn words_survive_a_tab_that_is_shot_down(world: World) -> Outcome {
    let page = opened(&world, Options::default(), &[]).await?;
    page.write_in("Today's page", "Nothing fell").await?;
    page.saved().await?;
    // What follows the first draft is as safe as the first: a second later, however the page ends.
    page.type_text(", and yet").await?;
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    page.kill_all()?;
    let page = world.open().await?;
    page.unlock(PASSPHRASE).await?;
    page.follow("Go on with it").await?;
    page.field("Page").await?.holds("Nothing fell, and yet").await
}

async fn several_pages_a_day_each_stand_once_in_pages(world: World) -> Outcome {
    let page = opened(&world, Options::default(), &[]).await?;
    page.keep_on_today("One, kept on Today.").await?;
    page.write_in("Today's page", "Two, left on Today.").await?;
    page.go_to_pages().await?;
    page.press("New page").await?;
    page.write_in("Page", "Three, kept as a page.").await?;
    page.press("Keep").await?;
    page.on_today().await?;
    page.go_to_pages().await?;
    page.press("New page").await?;
    page.write_in("Page", "Four, left as a page.").await?;
    page.follow("Pages").await?;
    let expected = ["Four, left as a page.", "Three, kept as a page.", "Two, left on Today.", "One, kept on Today."];
    let rows = page.rows().await?;
    ensure!(rows == expected, "Pages holds {rows:?}");
    page.look("pages").await?;
    // Leaving by every way there is, then coming back.
    page.go_to_today().await?;
    page.lock_by_hand().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == expected, "after locking, Pages holds {rows:?}");
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == expected, "after a reload, Pages holds {rows:?}");
    page.no_problems(&world.origin().url()).await
}

async fn an_old_page_is_edited_and_stays_on_its_day(world: World) -> Outcome {
    let shelves = Shelves::founded(
        Some(PASSPHRASE),
        &[Planted::new(40 * 24 * HOUR, "Forty days ago."), Planted::new(24 * HOUR, "Yesterday.")],
    )
    .await?;
    let page = world.open_on(&shelves, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let day = page.run_js("return document.querySelectorAll('.row')[1].textContent").await?;
    page.run_js("document.querySelectorAll('.row-link')[1].click()").await?;
    page.press("Edit").await?;
    let field = page.field("Page").await?;
    field.holds("Forty days ago.").await?;
    let heading = page.run_js("return document.querySelector('main h1').textContent").await?;
    page.look("page").await?;
    field.focus().await?;
    page.shortcut(Key::Control, 'a').await?;
    page.type_text("Forty days ago, and clearer now.").await?;
    page.press("Keep").await?;
    page.on_today().await?;
    page.saved().await?;
    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    page.go_to_pages().await?;
    let rows = page.rows().await?;
    ensure!(rows == ["Yesterday.", "Forty days ago, and clearer now."], "Pages holds {rows:?}");
    let after = page.run_js("return document.querySelectorAll('.row')[1].textContent").await?;
    let day_of = |row: &serde_json::Value| row.as_str().unwrap_or_default().split("Forty").next().map(str::to_owned);
    ensure!(day_of(&day) == day_of(&after), "it moved from {day} to {after}");
    page.run_js("document.querySelectorAll('.row-link')[1].click()").await?;
    page.button("Edit").await?;
    let again = page.run_js("return document.querySelector('main h1').textContent").await?;
    ensure!(again == heading, "its day was {heading} and is {again}");
    Ok(())
}

async fn what_is_written_at_one_belongs_to_the_evening_before(world: World) -> Outcome {
    let page = opened(&world, Options { clock: true, ..Options::default() }, &[]).await?;
    // To one o'clock in the night to come.
    let ahead = page
        .run_js(
            "const one = new Date(); one.setDate(one.getDate() + 1); one.setHours(1, 0, 0, 0);
             return one.getTime() - Date.now();",
        )
        .await?;
    page.shift_clock(ahead.as_i64().unwrap_or_default()).await?;
    page.on_lock().await?;
    page.unlock(PASSPHRASE).await?;
    page.keep_on_today("Still up.").await?;
    page.go_to_pages().await?;
    ensure!(page.rows().await? == ["Still up."], "the page is not there");
    let days = page
        .run_js(
            "const evening = new Date(); evening.setDate(evening.getDate() - 1);
             return [Number(document.querySelector('.row-day b').textContent), evening.getDate(), new Date().getHours()];",
        )
        .await?;
    ensure!(days[2] == json!(1), "the clock shows {}", days[2]);
    ensure!(days[0] == days[1], "the page stands on day {} and the evening before was {}", days[0], days[1]);
    page.run_js("document.querySelector('.row-link').click()").await?;
    page.see("Begun at").await?;
    // After four the next day has begun.
    page.follow("Pages").await?;
    page.shift_clock(4 * HOUR).await?;
    page.on_lock().await?;
    page.unlock(PASSPHRASE).await?;
    page.keep_on_today("Up again.").await?;
    page.go_to_pages().await?;
    page.rows().await?;
    let days = page
        .run_js("return [...document.querySelectorAll('.row-day b')].map((one) => Number(one.textContent)).concat(new Date().getDate())")
        .await?;
    ensure!(days[0] == days[2], "the page of the morning stands on day {} of {days}", days[0]);
    Ok(())
}

/// A journal under a passphrase, unlocked, with these pages of earlier days.
async fn opened(world: &World, options: Options, words: &[&str]) -> crate::Result<Browser> {
    let pages: Vec<Planted> =
        words.iter().enumerate().map(|(at, words)| Planted::new((at as i64 + 1) * 24 * HOUR, *words)).collect();
    let shelves = Shelves::founded(Some(PASSPHRASE), &pages).await?;
    let page = world.open_on(&shelves, options).await?;
    page.unlock(PASSPHRASE).await?;
    Ok(page)
}
