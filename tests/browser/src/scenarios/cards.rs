//! Cards: one is met, kept, written from and found again; what was done asks on its day; what is hidden stays hidden.

use super::access::open_to_everyone;
use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Key, Options, Planted, World, ensure};
use held::content;
use held::domain::card::{Deck, Item};

crate::scenarios![
    by_keys_alone_a_card_is_met_kept_written_from_and_found_again,
    a_card_that_was_done_asks_on_its_day_and_a_hidden_one_stays_hidden,
    every_screen_of_the_cards_is_open_to_everyone,
];

const WRITTEN: &str = "What came of it was smaller than I feared.";

async fn planted(world: &World, passphrase: Option<&str>, clock: bool) -> Result<Browser> {
    let pages = [Planted::new(2 * DAY, "Rain all day. The kettle did the talking.")];
    world.open_on(&Shelves::founded(passphrase, &pages).await?, Options { clock, ..Options::default() }).await
}

/// The title of the card, or the line, on screen.
async fn title(page: &Browser) -> Result<String> {
    page.wait("a card", async || {
        let said = page.run_js("return document.querySelector('.card h1')?.textContent ?? ''").await?;
        Ok(said.as_str().filter(|said| !said.is_empty()).map(str::to_owned))
    })
    .await
}

/// Another card than this one.
async fn title_after(page: &Browser, before: &str) -> Result<String> {
    page.wait("another card", async || Ok(Some(title(page).await?).filter(|now| now != before))).await
}

async fn key_on(page: &Browser, target: &str) -> Outcome {
    page.tab_to(target).await?;
    page.press_key(Key::Enter).await
}

async fn by_keys_alone_a_card_is_met_kept_written_from_and_found_again(world: World) -> Outcome {
    let page = planted(&world, Some(PASSPHRASE), false).await?;
    page.unlock(PASSPHRASE).await?;
    key_on(&page, "link “Cards”").await?;
    let first = title(&page).await?;
    ensure!(page.focused().await? == format!("heading “{first}”"), "{}", page.focused().await?);
    page.look("cards").await?;
    ensure!(!page.has("progressbar", "…").await?, "a card counts nothing");

    page.run_js("document.querySelector('.card-behind summary').focus()").await?;
    page.press_key(Key::Enter).await?;
    page.see("It was its turn.").await?;
    page.look("cards-why").await?;
    page.heading(&first).await?.focus().await?;
    key_on(&page, "button “Keep it”").await?;
    page.wait_for_js("it is kept", "return document.querySelector('[aria-pressed=\"true\"]') !== null").await?;

    key_on(&page, "button “Another”").await?;
    let second = title_after(&page, &first).await?;
    page.look("cards-another").await?;
    key_on(&page, "button “Another”").await?;
    let third = title_after(&page, &second).await?;
    ensure!(third != first, "{third}");
    ensure!(!page.has("button", "Another").await?, "a day has three cards");

    key_on(&page, "link “All decks”").await?;
    page.heading("All decks").await?;
    page.look("decks").await?;
    page.tab_to("searchbox “Search the decks”").await?;
    page.type_text(first.as_str()).await?;
    page.wait_for_js("rows", "return document.querySelectorAll('.item').length > 0").await?;
    page.look("decks-found").await?;
    page.heading("All decks").await?.focus().await?;
    page.run_js("document.querySelector('.deck-choose').open = true").await?;
    page.tab_to("combobox “Which”").await?;
    page.press_key(Key::Down).await?;
    page.wait_for_js("one row", "return document.querySelectorAll('.item').length === 1").await?;
    page.run_js("document.querySelector('.item-link').focus()").await?;
    page.press_key(Key::Enter).await?;
    page.heading(&first).await?;
    key_on(&page, "button “Write from it”").await?;
    page.field("Page").await?;
    page.type_text(WRITTEN).await?;
    page.see(&first).await?;
    page.look("page-from-card").await?;
    key_on(&page, "button “Keep”").await?;
    page.on_today().await?;
    page.saved().await?;

    page.reload().await?;
    page.unlock(PASSPHRASE).await?;
    key_on(&page, "link “Cards”").await?;
    ensure!(title(&page).await? == third, "the day shows what it showed");
    key_on(&page, "link “All decks”").await?;
    page.tab_to("searchbox “Search the decks”").await?;
    page.type_text(first.as_str()).await?;
    page.wait_for_js("rows", "return document.querySelectorAll('.item').length > 0").await?;
    let open = "[...document.querySelectorAll('.item-link')].find(a => a.textContent.includes(arguments[0])).focus()";
    page.run_js_with(open, vec![first.as_str().into()]).await?;
    page.press_key(Key::Enter).await?;
    page.heading("Written from it").await?;
    page.look("card-written-from").await?;
    key_on(&page, &format!("link “{WRITTEN} {}”", today_words(&page).await?)).await?;
    page.see(WRITTEN).await?;
    // The line above it leads back.
    page.see(&first).await?;
    ensure!(page.url().await?.ends_with("#/page"), "an address says nothing of what is on it");
    page.no_problems(&world.origin().url()).await
}

/// Today as the rows of pages have it.
async fn today_words(page: &Browser) -> Result<String> {
    let said = page.run_js("return document.querySelector('.card-page .row-time').textContent").await?;
    Ok(said.as_str().unwrap_or_default().to_owned())
}

/// A card of a deck by what it is like.
fn card_like(deck: Deck, like: impl Fn(&Item) -> bool) -> (&'static str, &'static str) {
    let item = content::items().iter().find(|item| item.is_card() && item.deck() == deck && like(item));
    let card = item.and_then(|item| content::card(item.id)).expect("such a card");
    (card.title, card.ask.unwrap_or_default())
}

async fn open_card(page: &Browser, title: &str) -> Outcome {
    page.follow("Cards").await?;
    page.follow("All decks").await?;
    let search = page.by_role("searchbox", "Search the decks").await?;
    search.clear().await?;
    search.type_text(title).await?;
    page.wait_for_js("rows", "return document.querySelectorAll('.item').length > 0").await?;
    let open = "[...document.querySelectorAll('.item-link')].find(a => a.textContent.includes(arguments[0])).click()";
    page.run_js_with(open, vec![title.into()]).await?;
    page.heading(title).await.map(drop)
}

async fn a_card_that_was_done_asks_on_its_day_and_a_hidden_one_stays_hidden(world: World) -> Outcome {
    let page = planted(&world, None, true).await?;
    page.open_journal().await?;
    let (done, ask) = card_like(Deck::Worth, |item| item.follow_up == 3 && !item.reaches);
    open_card(&page, done).await?;
    page.press("I did this").await?;
    page.status("Done. It asks how it was in 3 days.").await?;

    let (hidden, _) = card_like(Deck::Effort, |item| !item.reaches);
    page.follow("Back").await?;
    open_card(&page, hidden).await?;
    page.press_role("DisclosureTriangle", "Not for me").await?;
    page.press("Hide it").await?;
    page.follow("Back").await?;
    page.status("Nothing in the decks is like that.").await?;

    for days in [2, 1] {
        page.shift_clock(days * DAY).await?;
        page.on_lock_or_open().await?;
        page.follow("Cards").await?;
        title(&page).await?;
        ensure!(page.sees(ask).await? == (days == 1), "it asks on the third day, and not before");
    }
    page.look("cards-asks").await?;
    page.press("Leave it").await?;
    page.see_no_more(ask).await?;

    page.follow("All decks").await?;
    page.by_role("searchbox", "Search the decks").await?.type_text(hidden).await?;
    page.status("Nothing in the decks is like that.").await?;
    page.no_problems(&world.origin().url()).await
}

impl Browser {
    /// After the clock was moved on the journal has locked itself; here nothing keeps it shut.
    async fn on_lock_or_open(&self) -> Outcome {
        self.button("Open").await?;
        self.open_journal().await
    }
}

async fn every_screen_of_the_cards_is_open_to_everyone(world: World) -> Outcome {
    let page = planted(&world, None, false).await?;
    page.open_journal().await?;
    page.follow("Cards").await?;
    title(&page).await?;
    open_to_everyone(&page, "Cards").await?;
    page.press("A line to start from").await?;
    page.button("Back to the cards").await?;
    open_to_everyone(&page, "a line").await?;
    page.look("cards-line").await?;
    page.press("Not today").await?;
    page.heading("Not today, then. It can wait.").await?;
    open_to_everyone(&page, "a line put by").await?;
    page.look("cards-put-by").await?;
    page.follow("All decks").await?;
    page.heading("All decks").await?;
    open_to_everyone(&page, "All decks").await?;
    page.follow(&format!("{} …", content::deck(Deck::Worth).0)).await?;
    page.wait_for_js("rows", "return document.querySelectorAll('.item').length > 3").await?;
    page.look("deck").await?;
    open_to_everyone(&page, "a deck").await?;
    let rows = page.run_js("return document.querySelectorAll('.item').length").await?;
    ensure!(rows.as_i64().is_some_and(|rows| rows < 60), "a deck is drawn as a window of rows, not {rows}");
    page.run_js("document.querySelector('.item-link').click()").await?;
    page.button("Write from it").await?;
    open_to_everyone(&page, "a card out of a deck").await?;
    page.press("Write from it").await?;
    page.field("Page").await?;
    open_to_everyone(&page, "a page with a line above it").await
}
