//! The editor and the page as it is read: marks that undo takes back, lists that go on, words that are composed, links
//! that ask first, shortcuts, Back, and a line that nothing covers.

use super::access::open_to_everyone;
use crate::failure::Outcome;
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Key, Media, Options, Planted, World, ensure};
use serde_json::{Value, json};

crate::scenarios![
    every_mark_is_one_step_that_undo_takes_back,
    lists_go_on_by_enter_and_what_is_composed_is_left_alone,
    a_page_is_read_as_type_and_a_link_asks_first,
    shortcuts_are_listed_and_no_pointer_is_needed,
    back_closes_what_is_open_and_then_leaves_the_screen,
    the_line_one_writes_on_is_never_covered,
];

const MARKS: &str = "Aa, style the words";

async fn every_mark_is_one_step_that_undo_takes_back(world: World) -> Outcome {
    let page = opened(&world, &[]).await?;
    new_page(&page).await?;
    let field = page.field("Page").await?;
    page.type_text("It rained again").await?;
    page.press(MARKS).await?;
    ensure!(field.has_focus().await?, "the marks took the focus from the words");
    page.look("page-marks").await?;
    for (mark, key, after, caret) in [
        ("Bold", Some('b'), "It **rained** again", (5, 11)),
        ("Italic", Some('i'), "It *rained* again", (4, 10)),
        ("Heading", None, "# It rained again", (5, 11)),
        ("List", None, "- It rained again", (5, 11)),
        ("Numbered list", None, "1. It rained again", (6, 12)),
        ("Quote", None, "> It rained again", (5, 11)),
        ("Link", Some('k'), "It [rained]() again", (12, 12)),
    ] {
        for by_key in [false, true] {
            select(&page, 3, 9).await?;
            match key {
                Some(key) if by_key => page.shortcut(Key::Control, key).await?,
                None if by_key => continue,
                _ => page.press(mark).await?,
            }
            field.holds(after).await?;
            let here = selection(&page).await?;
            ensure!(here == caret, "after {mark} the caret is at {here:?}");
            ensure!(field.has_focus().await?, "{mark} took the focus from the words");
            page.shortcut(Key::Control, 'z').await?;
            field.holds("It rained again").await?;
        }
    }
    page.press("Count words").await?;
    page.status("3 words").await?;
    // Being saved moves nothing.
    select(&page, 3, 3).await?;
    page.type_text("also ").await?;
    page.saved().await?;
    field.holds("It also rained again").await?;
    ensure!(selection(&page).await? == (8, 8), "the caret moved when the page was saved");
    page.no_problems(&world.origin().url()).await
}

async fn lists_go_on_by_enter_and_what_is_composed_is_left_alone(world: World) -> Outcome {
    let page = opened(&world, &[]).await?;
    new_page(&page).await?;
    let field = page.field("Page").await?;
    page.type_text("- one\ntwo").await?;
    field.holds("- one\n- two").await?;
    page.type_text("\n\n9. nine\nten\n\nEnd").await?;
    field.holds("- one\n- two\n9. nine\n10. ten\nEnd").await?;
    page.shortcut(Key::Control, 'a').await?;
    page.press_key(Key::Delete).await?;
    field.holds("").await?;
    // An input method composes two characters at the end of a list, and confirms them with Enter.
    page.run_js(
        "globalThis.heard = [];
         for (const name of ['compositionstart', 'compositionend'])
           document.querySelector('.editor').addEventListener(name, (event) => heard.push(`${name} ${event.data}`));",
    )
    .await?;
    page.type_text("- ").await?;
    for text in ["に", "にほ", "にほん"] {
        compose(&page, text).await?;
        let confirm = json!({ "type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229 });
        page.cdp("Input.dispatchKeyEvent", confirm).await?;
    }
    field.holds("- にほん").await?;
    page.insert_text("日本").await?;
    field.holds("- 日本").await?;
    let heard = page.run_js("return heard").await?;
    ensure!(heard == json!(["compositionstart ", "compositionend 日本"]), "composing was broken: {heard}");
    page.type_text("\n").await?;
    field.holds("- 日本\n- ").await?;
    compose(&page, "ご").await?;
    // A shortcut in the midst of it is the input method's own.
    page.run_js(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
           { key: 'b', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true }))",
    )
    .await?;
    field.holds("- 日本\n- ご").await?;
    page.insert_text("語").await?;
    field.holds("- 日本\n- 語").await
}

async fn a_page_is_read_as_type_and_a_link_asks_first(world: World) -> Outcome {
    let address = format!("{}calendar.html", world.origin().url());
    let words = format!(
        "# A walk\n\nIt **rained**, and I was *glad* of it.\nA line of its own.\n\n> What you said\n> stays.\n\n\
         - the bridge\n- the lamps\n  1. lit\n  2. unlit\n\n---\n\n<b>typed</b> and [run](javascript:alert(1)). \
         [The other page]({address}) is out there."
    );
    let page = opened(&world, &["Older.", &words]).await?;
    page.go_to_pages().await?;
    page.rows().await?;
    page.run_js("document.querySelectorAll('.row-link')[1].click()").await?;
    page.button("Edit").await?;
    ensure!(!page.has("textbox", "Page").await?, "a page that holds words opens to be written");
    let focused = page.focused().await?;
    ensure!(focused.starts_with("heading"), "a page that holds words opens on {focused}");
    let drawn = page
        .run_js(
            "const inside = (what) => document.querySelector(`.typeset ${what}`)?.textContent ?? null;
             return [inside('h2'), inside('strong'), inside('em'), inside('blockquote'), inside('ul > li'), inside('ol > li + li'),
               document.querySelectorAll('.typeset hr').length, document.querySelectorAll('.typeset a').length];",
        )
        .await?;
    let wanted = json!(["A walk", "rained", "glad", "What you said\nstays.", "the bridge", "unlit", 1, 1]);
    ensure!(drawn == wanted, "it is drawn as {drawn}");
    let typed = page.run_js("return document.querySelector('.typeset > p:last-child').textContent").await?;
    let as_typed = typed.as_str().is_some_and(|text| text.starts_with("<b>typed</b> and [run](javascript:alert(1))."));
    ensure!(as_typed, "what is no mark is drawn as {typed}");
    let lines = page
        .run_js("const one = document.querySelector('.typeset p'); return Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))")
        .await?;
    ensure!(lines == json!(2), "two lines are drawn on {lines}");
    open_to_everyone(&page, "a page of every kind of mark").await?;
    page.look("page-reading").await?;
    // From under the foot of the sheet, as a thumb would bring it.
    page.run_js("document.querySelector('.typeset a').scrollIntoView({ block: 'center' })").await?;
    page.follow("The other page").await?;
    page.heading("This leads out of here").await?;
    page.see(&address).await?;
    page.exit_comes_first("the question before a link").await?;
    open_to_everyone(&page, "the question before a link").await?;
    page.look("page-link").await?;
    page.press("Stay here").await?;
    page.gone("heading", "This leads out of here").await?;
    let link = "link “The other page”";
    page.wait("the focus back on the link", async || Ok((page.focused().await? == link).then_some(()))).await?;
    page.run_js("document.querySelector('.typeset a').scrollIntoView({ block: 'center' })").await?;
    page.follow("The other page").await?;
    let open = page.link("Open it").await?;
    for (name, value) in [("target", "_blank"), ("rel", "noopener noreferrer"), ("href", address.as_str())] {
        let set = open.attribute(name).await?;
        ensure!(set.as_deref() == Some(value), "{name} is {set:?}");
    }
    page.press("Close").await?;
    page.gone("heading", "This leads out of here").await?;

    page.press("Edit").await?;
    let field = page.field("Page").await?;
    field.holds(&words).await?;
    ensure!(field.has_focus().await?, "who asked to write has to press again");
    page.type_text(" **And more.**").await?;
    page.press(MARKS).await?;
    page.press("Read").await?;
    page.see("And more.").await?;
    page.see_no_more("**And more.**").await?;
    let focused = page.focused().await?;
    ensure!(focused.starts_with("heading"), "turning back to reading leaves the focus on {focused}");
    page.press("Newer page").await?;
    page.see("Older.").await?;
    page.press("Older page").await?;
    page.see("And more.").await?;
    page.no_problems(&world.origin().url()).await
}

async fn shortcuts_are_listed_and_no_pointer_is_needed(world: World) -> Outcome {
    let page = opened(&world, &["Second.", "First."]).await?;
    // A key alone does nothing, wherever the focus is.
    page.type_text("kbn?/[]jl").await?;
    page.heading(crate::steps::GREETING).await?;
    page.shortcut(Key::Control, '/').await?;
    page.heading("Keyboard").await?;
    page.see("Ctrl + Shift + Enter").await?;
    page.see("Shift, three times").await?;
    page.exit_comes_first("the shortcuts").await?;
    page.look("shortcuts").await?;
    page.press_key(Key::Escape).await?;
    page.gone("heading", "Keyboard").await?;
    page.press("More").await?;
    page.press("Keyboard").await?;
    page.heading("Keyboard").await?;
    page.shortcut(Key::Control, '/').await?;
    page.gone("heading", "Keyboard").await?;

    chord(&page, &[Key::Control, Key::Shift], Key::Enter).await?;
    page.field("Page").await?;
    page.wait("the caret in a new page", async || Ok((page.focused().await? == "textbox “Page”").then_some(())))
        .await?;
    page.type_text("Third.").await?;
    chord(&page, &[Key::Control], Key::Enter).await?;
    page.on_today().await?;
    chord(&page, &[Key::Control, Key::Shift], 'f').await?;
    let search = "searchbox “Search your pages”";
    page.wait("the focus on the search", async || Ok((page.focused().await? == search).then_some(()))).await?;
    page.type_text("irs").await?;
    page.wait("one row", async || Ok((page.rows().await? == ["First."]).then_some(()))).await?;
    page.tab_to("button “Find”").await?;
    page.press_key(Key::Tab).await?;
    page.press_key(Key::Enter).await?;
    page.see("First.").await?;
    chord(&page, &[Key::Alt], Key::PageUp).await?;
    page.see("Second.").await?;
    chord(&page, &[Key::Alt], Key::PageDown).await?;
    page.see("First.").await?;
    page.tab_to("button “Edit”").await?;
    page.press_key(Key::Enter).await?;
    page.field("Page").await?.holds("First.").await?;
    chord(&page, &[Key::Control, Key::Shift], 'l').await?;
    page.on_lock().await?;
    chord(&page, &[Key::Control], '/').await?;
    ensure!(!page.has("heading", "Keyboard").await?, "the lock lists what only an open journal can do");
    Ok(())
}

async fn back_closes_what_is_open_and_then_leaves_the_screen(world: World) -> Outcome {
    let page = opened(&world, &["Some words."]).await?;
    page.go_to_pages().await?;
    page.rows().await?;
    page.run_js("document.querySelector('.row-link').click()").await?;
    page.press("Edit").await?;
    page.press(MARKS).await?;
    page.button("Bold").await?;
    page.back().await?;
    page.gone("button", "Bold").await?;
    page.field("Page").await?.holds("Some words.").await?;
    page.press("More").await?;
    page.button("Lock").await?;
    page.back().await?;
    page.gone("button", "Lock").await?;
    page.press("More").await?;
    page.press("Delete for good, now").await?;
    page.see("There is no undo.").await?;
    page.back().await?;
    page.see_no_more("There is no undo.").await?;
    // What was closed by other means costs no press of Back.
    page.press(MARKS).await?;
    page.button("Bold").await?;
    page.press_key(Key::Escape).await?;
    page.gone("button", "Bold").await?;
    page.back().await?;
    page.heading("Pages").await?;
    // Nor does a way on out of a menu.
    page.go_by_menu("Help").await?;
    page.back().await?;
    page.heading("Pages").await?;
    page.back().await?;
    page.on_today().await
}

async fn the_line_one_writes_on_is_never_covered(world: World) -> Outcome {
    let page = opened(&world, &[]).await?;
    page.emulate(Media { size: Some((390, 640)), ..Media::default() }).await?;
    new_page(&page).await?;
    let field = page.field("Page").await?;
    for line in 0..30 {
        page.type_text(format!("Line {line}\n").as_str()).await?;
    }
    uncovered(&page, "at the end").await?;
    page.press(MARKS).await?;
    page.button("Bold").await?;
    page.type_text("More\nand more").await?;
    uncovered(&page, "with the marks open").await?;
    for _ in 0..16 {
        page.press_key(Key::Up).await?;
    }
    uncovered(&page, "further up").await?;
    for _ in 0..12 {
        page.press_key(Key::Down).await?;
    }
    uncovered(&page, "further down").await?;
    ensure!(field.has_focus().await?, "the focus went elsewhere");
    // Where a keyboard lies over the page, what is at its end goes up with it.
    page.run_js("document.documentElement.style.setProperty('--keyboard', '300px')").await?;
    page.settle().await?;
    let foot = page.run_js("return document.querySelector('.paper-foot').getBoundingClientRect().bottom").await?;
    ensure!(foot.as_f64().is_some_and(|foot| foot <= 340.5), "the foot ends at {foot}, under the keyboard");
    page.press_key(Key::Down).await?;
    page.type_text("x").await?;
    uncovered(&page, "with a keyboard over the page").await
}

/// Fails when the caret's line is under the bars at the top or the bottom.
async fn uncovered(page: &Browser, when: &str) -> Outcome {
    page.settle().await?;
    let place = page
        .run_js(
            "const field = document.querySelector('.editor');
             const style = getComputedStyle(field);
             const line = parseFloat(style.lineHeight);
             const before = field.value.slice(0, field.selectionStart).split('\\n').length;
             const top = field.getBoundingClientRect().top + parseFloat(style.paddingTop) - field.scrollTop + (before - 1) * line;
             return { top, bottom: top + line, above: document.querySelector('.topbar').getBoundingClientRect().bottom,
               below: document.querySelector('.paper-foot').getBoundingClientRect().top };",
        )
        .await?;
    let at = |name: &str| place[name].as_f64().unwrap_or(f64::NAN);
    ensure!(
        at("top") >= at("above") - 1.0 && at("bottom") <= at("below") + 1.0,
        "{when}, the line is covered: {place}"
    );
    Ok(())
}

async fn compose(page: &Browser, text: &str) -> Outcome {
    let end = text.chars().count();
    let composed = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
    page.cdp("Input.imeSetComposition", composed).await.map(drop)
}

/// Presses a key while others are held.
async fn chord(page: &Browser, held: &[Key], key: impl Into<char>) -> Outcome {
    let mut chain = page.handle().action_chain();
    let key = key.into();
    for one in held {
        chain = chain.key_down(one.clone());
    }
    chain = chain.key_down(key).key_up(key);
    for one in held {
        chain = chain.key_up(one.clone());
    }
    Ok(chain.perform().await?)
}

async fn select(page: &Browser, from: u32, to: u32) -> Outcome {
    let script = "document.querySelector('.editor').setSelectionRange(arguments[0], arguments[1])";
    page.run_js_with(script, vec![json!(from), json!(to)]).await.map(drop)
}

async fn selection(page: &Browser) -> crate::Result<(u64, u64)> {
    let here = "const field = document.querySelector('.editor'); return [field.selectionStart, field.selectionEnd]";
    let here: Value = page.run_js(here).await?;
    Ok((here[0].as_u64().unwrap_or_default(), here[1].as_u64().unwrap_or_default()))
}

async fn new_page(page: &Browser) -> Outcome {
    page.go_to_pages().await?;
    page.press("New page").await?;
    page.wait("the caret in a new page", async || Ok((page.focused().await? == "textbox “Page”").then_some(()))).await
}

/// A journal under a passphrase, unlocked, with these pages of earlier days, the newest first.
async fn opened(world: &World, words: &[&str]) -> crate::Result<Browser> {
    let pages: Vec<Planted> =
        words.iter().enumerate().map(|(at, words)| Planted::new((at as i64 + 1) * DAY, *words)).collect();
    let shelves = Shelves::founded(Some(PASSPHRASE), &pages).await?;
    let page = world.open_on(&shelves, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    Ok(page)
}
