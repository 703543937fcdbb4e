//! Cards: one is met, kept, written from and found again; what was done asks on its day; what is hidden stays hidden.

use super::access::open_to_everyone;
use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves, now};
use crate::steps::PASSPHRASE;
use crate::{Browser, Key, Media, Options, Planted, World, ensure};
use held::app::save::Change;
use held::content;
use held::domain::card::{Deck, Item};
use held::domain::deck::Answer;
use held::domain::{Day, Past, Preferences, Safety};

crate::scenarios![
    by_keys_alone_a_card_is_met_kept_written_from_and_found_again,
    a_card_that_was_done_asks_on_its_day_and_a_hidden_one_stays_hidden,
    a_card_that_reaches_them_waits_behind_a_few_questions,
    with_suggestions_only_for_me_nothing_that_reaches_them_is_anywhere,
    a_card_is_turned_over_by_keys_alone_and_lies_so_the_next_time,
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

/// Looks for a card by its name, among all of them.
async fn look_for(page: &Browser, title: &str) -> Outcome {
    page.follow("Cards").await?;
    page.follow("All decks").await?;
    let search = page.by_role("searchbox", "Search the decks").await?;
    search.clear().await?;
    search.type_text(title).await?;
    page.wait_for_js("rows", "return document.querySelectorAll('.item').length > 0").await
}

async fn open_card(page: &Browser, title: &str) -> Outcome {
    look_for(page, title).await?;
    press_row(page, title).await?;
    page.heading(title).await.map(drop)
}

async fn press_row(page: &Browser, title: &str) -> Outcome {
    let open = "[...document.querySelectorAll('.item-link')].find(a => a.textContent.includes(arguments[0])).click()";
    page.run_js_with(open, vec![title.into()]).await.map(drop)
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
    page.heading("Hidden. It lies under All decks, in case.").await?;
    page.follow("Back").await?;
    page.status("Nothing in the decks is like that.").await?;

    for days in [2, 1] {
        page.shift_clock(days * DAY).await?;
        page.on_lock_or_open().await?;
        page.on_today().await?;
        ensure!(page.sees(ask).await? == (days == 1), "it asks on the third day, and not before");
    }
    page.look("today-asks").await?;
    open_card(&page, done).await?;
    page.see(ask).await?;
    page.look("cards-asks").await?;
    page.follow("Back").await?;
    page.go_to_today().await?;
    page.press("Not now").await?;
    page.see_no_more(ask).await?;
    page.shift_clock(DAY).await?;
    page.on_lock_or_open().await?;
    page.see(ask).await?;
    page.press("Write about it").await?;
    page.field("Page").await?;
    page.see(done).await?;
    page.write_in("Page", "It went better than the first time.").await?;
    page.press("Keep").await?;
    page.on_today().await?;
    ensure!(!page.sees(ask).await?, "what was answered is not asked again");

    page.follow("Cards").await?;
    page.follow("All decks").await?;
    page.by_role("searchbox", "Search the decks").await?.type_text(hidden).await?;
    page.status("Nothing in the decks is like that.").await?;
    page.no_problems(&world.origin().url()).await
}

async fn a_card_that_reaches_them_waits_behind_a_few_questions(world: World) -> Outcome {
    let page = planted(&world, None, false).await?;
    page.open_journal().await?;
    let (reaching, _) = card_like(Deck::Drift, |item| item.reaches);
    look_for(&page, reaching).await?;
    press_row(&page, reaching).await?;
    page.heading("Talking isn't right for every home. A few questions; your answers aren't kept.").await?;
    page.look("before-card").await?;
    ensure!(!page.sees(reaching).await?, "the card is there before the questions are answered");
    page.run_js("document.querySelectorAll('fieldset').forEach((one) => one.querySelector('input').click())").await?;
    page.press("Next").await?;
    page.status("Thank you. You can change what is suggested in Settings whenever you like.").await?;
    page.press("Go on").await?;
    page.heading(reaching).await?;
    page.follow("Back").await?;
    page.heading("All decks").await?;
    press_row(&page, reaching).await?;
    page.heading(reaching).await?;
    page.no_problems(&world.origin().url()).await
}

/// Where something that reaches them is shown: on Today, among the cards of the day, in a deck, and by looking for it.
async fn shown_reaching(page: &Browser, reaching: &[&str]) -> Result<Vec<&'static str>> {
    let mut shown = Vec::new();
    let mut look = async |place: &'static str| {
        let said = page.run_js("return document.querySelector('main').textContent").await?;
        let said = said.as_str().unwrap_or_default();
        if !shown.contains(&place) && reaching.iter().any(|text| said.contains(text)) {
            shown.push(place);
        }
        Result::Ok(())
    };
    page.on_today().await?;
    look("Today").await?;
    page.follow("Cards").await?;
    let mut card = title(page).await?;
    look("Cards").await?;
    while page.has("button", "Another").await? {
        page.press("Another").await?;
        card = title_after(page, &card).await?;
        look("Cards").await?;
    }
    page.follow("All decks").await?;
    for deck in Deck::ALL {
        page.follow(&format!("{} …", content::deck(*deck).0)).await?;
        // In a window this high all of its rows are there at once.
        let all = "const rows = document.querySelectorAll('.item');
            return rows.length > 0 && rows[0].getAttribute('aria-setsize') === String(rows.length)";
        page.wait_for_js("every row", all).await?;
        look("a deck").await?;
        page.follow("All decks").await?;
        page.heading("All decks").await?;
    }
    for text in reaching.iter().take(3) {
        page.by_role("searchbox", "Search the decks").await?.clear().await?;
        page.by_role("searchbox", "Search the decks").await?.type_text(*text).await?;
        page.wait_for_js("an answer", "return document.querySelector('.item, .pages-empty') !== null").await?;
        look("a search").await?;
    }
    page.by_role("searchbox", "Search the decks").await?.clear().await?;
    Ok(shown)
}

async fn with_suggestions_only_for_me_nothing_that_reaches_them_is_anywhere(world: World) -> Outcome {
    let items = || content::items().iter();
    let asks = |reaches: bool| {
        let mut asking = items().filter(|item| item.follow_up == 1 && item.reaches == reaches);
        asking.next().expect("a card that asks on the day after").id
    };
    let now = now();
    let day = Day::from_epoch_days(i64::from(now.day().epoch_days()) - 3);
    // Both were done three days ago, and ask since two.
    let past =
        [asks(true), asks(false)].into_iter().fold(Past::default(), |past, id| past.answered(id, Answer::Done, day));
    let safety = Safety { asked: Some(now), ..Safety::default() };
    let preferences = Preferences { exit_explained: true, safety, ..Preferences::default() };
    let first = [Change::Preferences(preferences), Change::Past(past)];
    let pages = [Planted::new(4 * DAY, "Rain all day.")];
    let shelves = Shelves::founded_with(None, &pages, &first).await?;
    let page = world.open_on(&shelves, Options::default()).await?;
    page.open_journal().await?;
    page.emulate(Media { size: Some((1280, 9_000)), ..Media::default() }).await?;
    let reaching = items().filter(|item| item.reaches).map(|item| match content::card(item.id) {
        Some(card) => [Some(card.front), card.ask.filter(|_| item.id == asks(true))],
        None => [content::prompt(item.id), None],
    });
    let reaching: Vec<&str> = reaching.flatten().flatten().collect();
    let shown = shown_reaching(&page, &reaching).await?;
    ensure!(shown == ["Today", "Cards", "a deck", "a search"], "about us, they are shown in {shown:?}");

    page.go_by_menu("Settings").await?;
    page.press_role("radio", "Only for me").await?;
    page.follow("Back").await?;
    page.follow("Today").await?;
    let shown = shown_reaching(&page, &reaching).await?;
    ensure!(shown.is_empty(), "only for me, something that reaches them is shown in {shown:?}");
    page.no_problems(&world.origin().url()).await
}

async fn a_card_is_turned_over_by_keys_alone_and_lies_so_the_next_time(world: World) -> Outcome {
    let page = planted(&world, None, false).await?;
    page.open_journal().await?;
    let (name, _) = card_like(Deck::Worth, |item| !item.reaches);
    let card = content::items().iter().filter_map(|item| content::card(item.id)).find(|card| card.title == name);
    let Some(card) = card else { return Ok(()) };
    open_card(&page, name).await?;
    page.see(card.back).await?;
    key_on(&page, "button “One side at a time”").await?;
    page.see_no_more(card.back).await?;
    page.see(card.front).await?;
    open_to_everyone(&page, "one side of a card").await?;
    page.look("card-front").await?;
    page.heading(name).await?.focus().await?;
    key_on(&page, "button “Turn it over”").await?;
    page.see(card.back).await?;
    ensure!(page.focused().await? == "group “The other side”", "{}", page.focused().await?);
    ensure!(!page.sees(card.front).await?, "both sides are up");
    open_to_everyone(&page, "the other side of a card").await?;
    page.look("card-back").await?;
    key_on(&page, "button “Turn it back”").await?;
    page.see(card.front).await?;
    let kept = async || {
        let texts = Shelves::of(&page).await?.unsealed(None)?;
        Ok(texts.iter().any(|text| text.contains("\"sides\":\"one\"")).then_some(()))
    };
    page.wait("the choice to be kept", kept).await?;
    page.reload().await?;
    page.open_journal().await?;
    open_card(&page, name).await?;
    page.button("Turn it over").await?;
    ensure!(!page.sees(card.back).await?, "it lies as it was chosen");
    key_on(&page, "button “Both sides”").await?;
    page.see(card.back).await?;
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
