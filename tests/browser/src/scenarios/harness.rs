//! The harness itself: each thing it looks for is planted, and must be found. What cannot be found here would not be
//! missed elsewhere.

use crate::failure::{Outcome, Result};
use crate::{Browser, EVERY, Engine, Key, Media, Options, StaticServer, World, ensure, processes};
use serde_json::json;
use std::path::Path;
use std::time::Duration;

crate::scenarios![
    things_are_found_by_role_and_name in EVERY,
    covered_and_hidden_text_is_not_seen,
    a_wait_in_vain_says_what_was_on_the_screen,
    a_planted_console_message_is_found in EVERY,
    a_planted_violation_of_the_policy_is_found in EVERY,
    a_planted_request_is_found_in_both_logs in EVERY,
    a_planted_word_is_found_in_the_profile in EVERY,
    killing_leaves_no_process_and_keeps_the_profile,
    the_clock_can_be_moved_and_timers_follow,
    hiding_is_noticed_both_ways,
    preferences_can_be_emulated,
    a_planted_fault_is_found_by_axe,
];

async fn fixture(world: &World, options: Options) -> Result<(StaticServer, Browser)> {
    let server = world.serve(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"))?;
    let browser = world.browser(&world.profile(), options).await?;
    browser.goto(&server.url()).await?;
    Ok((server, browser))
}

async fn things_are_found_by_role_and_name(world: World) -> Outcome {
    let (_server, page) = fixture(&world, Options::default()).await?;
    page.heading("A page for trying").await?;
    page.press("Greet").await?;
    page.status("Hello").await?;
    let field = page.field("What is on your mind").await?;
    field.type_text("Ünï words").await?;
    field.holds("Ünï words").await?;
    ensure!(field.has_focus().await?, "typing did not focus the field");
    ensure!(page.focused().await? == "textbox “What is on your mind”", "focused is {}", page.focused().await?);
    page.press_key(Key::Tab).await?;
    ensure!(!field.has_focus().await?, "Tab stayed in the field");
    ensure!(page.has("button", "Gr…").await?, "the beginning of a name is not enough");
    ensure!(!page.has("button", "Gr").await?, "half a name is taken for a whole one");
    ensure!(!page.has("button", "Nobody sees me").await?, "a hidden button is found");
    field.clear().await?;
    field.holds("").await?;
    field.focus().await?;
    page.insert_text("all at once 😀").await?;
    field.holds("all at once 😀").await
}

async fn covered_and_hidden_text_is_not_seen(world: World) -> Outcome {
    let (_server, page) = fixture(&world, Options::default()).await?;
    page.see("Far below").await?;
    page.see("Some words in view").await?;
    ensure!(!page.sees("Nobody sees me").await?, "hidden text is seen");
    page.press("Cover").await?;
    ensure!(!page.sees("Some words in view").await?, "covered text is seen");
    page.see_no_more("Far below").await
}

async fn a_wait_in_vain_says_what_was_on_the_screen(world: World) -> Outcome {
    let (_server, page) = fixture(&world, Options::default()).await?;
    let text = page.describe().await;
    ensure!(text.contains("button “Greet”"), "the outline misses the button:\n{text}");
    let picture = text.lines().find_map(|line| line.trim().strip_prefix("picture: ")).unwrap_or_default().to_owned();
    let bytes = std::fs::read(&picture)?;
    ensure!(bytes.starts_with(b"\x89PNG"), "{picture} is no picture");
    Ok(std::fs::remove_file(picture)?)
}

async fn a_planted_console_message_is_found(world: World) -> Outcome {
    let (server, page) = fixture(&world, Options::default()).await?;
    let before = page.problems().await?;
    ensure!(before.summary(&server.url()).is_empty(), "a quiet page is not quiet: {before:?}");
    page.run_js("console.log('planted-4711'); console.error('planted-0815');").await?;
    let after = page.problems().await?;
    ensure!(after.console.iter().any(|line| line.contains("planted-4711")), "the message is missing: {after:?}");
    ensure!(after.errors.iter().any(|line| line.contains("planted-0815")), "the error is missing: {after:?}");
    ensure!(page.no_problems(&server.url()).await.is_err(), "an error was let pass");
    Ok(())
}

async fn a_planted_violation_of_the_policy_is_found(world: World) -> Outcome {
    for script in [
        "try { fetch('data:text/plain,x').catch(() => {}) } catch {}",
        "try { document.querySelector('main').innerHTML = '<b>x</b>' } catch {}",
        "document.querySelector('main').setAttribute('style', 'color: red')",
        "new Image().src = 'https://example.org/x.png'",
    ] {
        let (_server, page) = fixture(&world, Options::default()).await?;
        page.run_js(script).await?;
        page.wait(&format!("the violation of {script}"), async || {
            Ok((!page.problems().await?.violations.is_empty()).then_some(()))
        })
        .await?;
        page.quit().await?;
    }
    Ok(())
}

async fn a_planted_request_is_found_in_both_logs(world: World) -> Outcome {
    let (server, page) = fixture(&world, Options::default()).await?;
    page.run_js("return fetch('planted-request?x=1').then(() => null)").await?;
    ensure!(
        server.requests().iter().any(|one| one.path == "/planted-request?x=1"),
        "the server saw {:?}",
        server.requests()
    );
    let problems = page.problems().await?;
    ensure!(problems.requests.iter().any(|url| url.ends_with("planted-request?x=1")), "the browser said {problems:?}");
    ensure!(problems.foreign_requests(&server.url()).is_empty(), "our own request counts as foreign");
    ensure!(!problems.foreign_requests("http://127.0.0.1:1/").is_empty(), "a foreign one is missed");
    Ok(())
}

async fn a_planted_word_is_found_in_the_profile(world: World) -> Outcome {
    let (_server, page) = fixture(&world, Options::default()).await?;
    let (narrow, wide) = ("plantedQw7zKxv2Lm", "plantedWp3rTgn9Hd");
    ensure!(page.profile_holds(narrow).is_empty(), "it is there before it was planted");
    // A text beyond Latin-1 is stored as UTF-16.
    page.run_js_with(
        "localStorage.setItem('a', arguments[0]); localStorage.setItem('b', arguments[1] + '\u{0416}');",
        vec![json!(narrow), json!(wide)],
    )
    .await?;
    if page.engine() == Engine::WebKit {
        // It writes localStorage down a moment later, and not when it is closed before.
        page.wait("the words on the disk", async || Ok((!page.profile_holds(wide).is_empty()).then_some(()))).await?;
    }
    page.quit().await?;
    for word in [narrow, wide] {
        ensure!(!world.profile_holds(word).is_empty(), "{word} was stored and is not found");
    }
    ensure!(world.profile_holds("plantedNever5Jk8s").is_empty(), "what was never stored is found");
    Ok(())
}

async fn killing_leaves_no_process_and_keeps_the_profile(world: World) -> Outcome {
    let (server, page) = fixture(&world, Options::default()).await?;
    page.run_js(
        "return new Promise((resolve, reject) => {
            const open = indexedDB.open('kept', 1);
            open.onupgradeneeded = () => open.result.createObjectStore('words');
            open.onsuccess = () => {
              const transaction = open.result.transaction('words', 'readwrite', { durability: 'strict' });
              transaction.objectStore('words').put('still here', 1);
              transaction.oncomplete = () => resolve(null);
            };
            open.onerror = reject;
          });",
    )
    .await?;
    let profile = world.profile();
    ensure!(processes::of_profile(&profile).len() > 2, "a browser has more processes than that");
    let killed = page.kill_all()?;
    ensure!(killed > 2, "only {killed} processes were killed");
    ensure!(processes::of_profile(&profile).is_empty(), "some live on");

    let page = world.browser(&profile, Options::default()).await?;
    page.goto(&server.url()).await?;
    let kept = page
        .run_js(
            "return new Promise((resolve, reject) => {
                const open = indexedDB.open('kept', 1);
                open.onsuccess = () => {
                  const get = open.result.transaction('words').objectStore('words').get(1);
                  get.onsuccess = () => resolve(get.result);
                };
                open.onerror = reject;
              });",
        )
        .await?;
    ensure!(kept == json!("still here"), "after the kill there was {kept}");
    page.quit().await
}

async fn the_clock_can_be_moved_and_timers_follow(world: World) -> Outcome {
    const HOUR: i64 = 3_600_000;
    let (_server, page) = fixture(&world, Options { clock: true, ..Options::default() }).await?;
    page.run_js(
        "globalThis.fired = []; globalThis.before = Date.now(); globalThis.tick = performance.now();
         setTimeout(() => fired.push('soon'), 1800000);
         setTimeout(() => fired.push('later'), 7200000);
         const every = setInterval(() => { fired.push('every'); clearInterval(every); }, 600000);
         const never = setTimeout(() => fired.push('never'), 1000); clearTimeout(never);",
    )
    .await?;
    page.shift_clock(HOUR).await?;
    page.wait_for_js("timers to fire", "return fired.length >= 2").await?;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let fired = page.run_js("return fired.slice().sort().join()").await?;
    ensure!(fired == json!("every,soon"), "these fired: {fired}");
    let moved = page
        .run_js("return [Date.now() - before, new Date() - before, performance.now() - tick].every((one) => one >= 3600000 && one < 3660000)")
        .await?;
    ensure!(moved == json!(true), "the clock did not move by an hour");
    page.run_js("sessionStorage.setItem('before', String(before))").await?;
    page.reload().await?;
    let after = page.run_js("return Date.now() - Number(sessionStorage.getItem('before'))").await?;
    ensure!(after.as_i64().is_some_and(|after| (HOUR..HOUR + 60_000).contains(&after)), "after a reload it is {after}");
    page.shift_clock(HOUR).await?;
    page.reload().await?;
    let after = page.run_js("return Date.now() - Number(sessionStorage.getItem('before'))").await?;
    ensure!(
        after.as_i64().is_some_and(|after| (2 * HOUR..2 * HOUR + 60_000).contains(&after)),
        "after the second hour it is {after}"
    );
    Ok(())
}

async fn hiding_is_noticed_both_ways(world: World) -> Outcome {
    let (_server, page) = fixture(&world, Options::default()).await?;
    let script = "globalThis.seen = []; document.addEventListener('visibilitychange', () => seen.push(document.visibilityState));";
    page.run_js(script).await?;
    page.set_hidden(true).await?;
    page.set_hidden(false).await?;
    let seen = page.run_js("return seen.join()").await?;
    ensure!(seen == json!("hidden,visible"), "told: {seen}");
    page.reload().await?;
    page.run_js(script).await?;
    let other = page.open_other_tab().await?;
    other.close().await?;
    page.wait_for_js("the page to be seen again", "return seen.join() === 'hidden,visible'").await
}

async fn preferences_can_be_emulated(world: World) -> Outcome {
    let (_server, page) = fixture(&world, Options::default()).await?;
    let media =
        Media { size: Some((390, 844)), dark: true, reduced_motion: true, forced_colors: true, more_contrast: true };
    let query =
        "return [innerWidth, innerHeight, ...['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)',
        '(forced-colors: active)', '(prefers-contrast: more)'].map((one) => matchMedia(one).matches)].join()";
    page.emulate(media).await?;
    let with = page.run_js(query).await?;
    ensure!(with == json!("390,844,true,true,true,true"), "emulated: {with}");
    page.emulate(Media { size: Some((1280, 800)), ..Media::default() }).await?;
    let without = page.run_js(query).await?;
    ensure!(without == json!("1280,800,false,false,false,false"), "not emulated: {without}");
    for file in page.look_always("harness").await? {
        ensure!(std::fs::read(&file)?.starts_with(b"\x89PNG"), "{} is no picture", file.display());
        std::fs::remove_file(file)?;
    }
    Ok(())
}

async fn a_planted_fault_is_found_by_axe(world: World) -> Outcome {
    let (_server, page) = fixture(&world, Options::default()).await?;
    page.no_axe_violations("the page for trying").await?;
    page.run_js("document.querySelector('main').append(document.createElement('button'))").await?;
    let found = page.axe().await?;
    ensure!(found.iter().any(|one| one.starts_with("button-name")), "axe found {found:?}");
    Ok(())
}
