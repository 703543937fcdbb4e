//! Care for a page: a star, another day, a copy, and what it said before.

use crate::failure::Outcome;
use crate::shelves::{DAY, Shelves};
use crate::{Key, Options, Planted, World, ensure};

crate::scenarios![a_page_is_starred_moved_copied_and_taken_back_to_what_it_said];

/// Nowhere in the app, and never by chance.
const CANARY: &str = "zvqPlover23";

const NOW: &str = "We ate late, and the window was open.\n\nI said the soup was good. It was. What I meant was: stay a while, \
                   before you look at that screen again.";

/// Made up, the latest first.
const OTHERS: [&str; 7] = [
    "A walk by the river, alone and not lonely.",
    "You laughed at the radio. I kept that.",
    "Three words I didn't say on the stairs.",
    "Rain all day. The kettle did the talking.",
    "I asked. You answered. It was enough for one day.",
    "Nothing happened, and it was quiet in a good way.",
    "What I would like: one evening without the phone on the table.",
];

async fn a_page_is_starred_moved_copied_and_taken_back_to_what_it_said(world: World) -> Outcome {
    let before = format!("What it said before, {CANARY}.");
    let mut pages: Vec<Planted> = (3..).zip(OTHERS).map(|(days, words)| Planted::new(days * DAY, words)).collect();
    pages.push(Planted::new(DAY, NOW).after(&before));
    let page = world.open_on(&Shelves::founded(None, &pages).await?, Options::default()).await?;
    page.open_journal().await?;
    page.go_to_pages().await?;
    page.rows().await?;
    page.run_js("document.querySelector('.row-link').click()").await?;
    page.button("Edit").await?;
    page.see(NOW).await?;
    page.look("page-kept").await?;

    page.press("More").await?;
    page.look("page-menu").await?;
    page.press("Star this page").await?;
    page.see("Starred").await?;

    page.press("More").await?;
    page.press("Move to another day").await?;
    page.heading("Which day does it belong to?").await?;
    page.exit_comes_first("choosing a day").await?;
    page.look("page-move").await?;
    // On its own day, where Tab leads, and from there by keys: three weeks back, before all others.
    page.run_js("document.querySelector('.month-day[tabindex=\"0\"]').focus()").await?;
    for _ in 0..3 {
        page.press_key(Key::Up).await?;
    }
    page.press_key(Key::Enter).await?;
    page.gone("heading", "Which day does it belong to?").await?;
    page.status("Moved to").await?;
    page.look("page-moved").await?;

    page.press("More").await?;
    page.press("Earlier versions").await?;
    page.see(&before).await?;
    page.look("page-versions").await?;
    page.press("Take this back").await?;
    page.status("Taken back.").await?;
    page.see(&before).await?;

    page.press("More").await?;
    page.press("Duplicate").await?;
    page.status("This is the copy.").await?;
    page.press("Edit").await?;
    page.field("Page").await?.holds(&before).await?;
    page.write_in("Page", " And more.").await?;

    // The copy belongs to today, the first page to a day before the other; only that one has the star.
    page.follow("Pages").await?;
    page.wait_for_js("nine rows", "return document.querySelectorAll('.row-link').length === 9").await?;
    let copy = format!("{before} And more.");
    let expected: Vec<&str> = std::iter::once(copy.as_str()).chain(OTHERS).chain([before.as_str()]).collect();
    let rows = page.walk_rows().await?.0;
    ensure!(rows == expected, "{rows:?}");
    page.run_js("scrollTo(0, 0)").await?;
    page.look("pages-starred").await?;
    page.press("Find").await?;
    page.press("Starred pages").await?;
    page.wait_for_js("one row", "return document.querySelectorAll('.row-link').length === 1").await?;
    ensure!(page.rows().await? == [before.as_str()], "{:?}", page.rows().await?);

    // Gone for good, with everything it ever said; the copy has the words, so it goes too.
    for _ in 0..2 {
        page.run_js("document.querySelector('.row-link:not([hidden])').click()").await?;
        page.button("Edit").await?;
        ensure!(
            Shelves::of(&page).await?.sealed_with(CANARY, None)? > 0,
            "what is there is not found, so nothing would be"
        );
        page.press("More").await?;
        page.press("Delete for good, now").await?;
        page.press("Delete for good").await?;
        page.status("Gone for good from this app.").await?;
    }
    ensure!(Shelves::of(&page).await?.sealed_with(CANARY, None)? == 0, "an earlier version lies under a seal");
    page.no_problems(&world.origin().url()).await
}
