//! Help: two presses away from everywhere, locked or not, and without a network.

use crate::failure::Outcome;
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Page, Planted, World, ensure};

crate::scenarios![help_is_two_presses_away_from_everywhere_and_needs_no_network];

async fn help_is_two_presses_away_from_everywhere_and_needs_no_network(world: World) -> Outcome {
    let page = world.open().await?;
    page.wait_for_js("the worker", "return navigator.serviceWorker.ready.then(() => true)").await?;
    world.origin().stop();
    page.follow("What this is and isn't").await?;
    page.follow("Help").await?;
    page.heading("Help").await?;
    page.follow("Back").await?;
    page.start_writing().await?;
    page.follow("No words tonight? Rest two minutes.").await?;
    page.follow("Help").await?;
    page.heading("Help").await?;

    let shelves = Shelves::founded(Some(PASSPHRASE), &[Planted::new(DAY, "A page.")]).await?;
    shelves.put(&page).await?;
    page.goto(&world.origin().url()).await?;
    page.on_lock().await?;
    page.follow("Help").await?;
    closed_until_opened(&page).await?;
    page.follow("Back").await?;
    page.unlock(PASSPHRASE).await?;
    for screen in ["#/", "#/pages", "#/bin", "#/settings", "#/words", "#/remove", "#/rest", "#/about", "#/version"] {
        page.run_js_with("location.hash = arguments[0]", vec![screen.into()]).await?;
        page.wait("a way to Help", async || {
            Ok((page.has("button", "More").await? || page.has("link", "Help").await?).then_some(()))
        })
        .await?;
        if page.has("button", "More").await? {
            page.press("More").await?;
        }
        page.follow("Help").await?;
        page.heading("Help").await?;
    }
    Ok(())
}

async fn closed_until_opened(page: &Page) -> Outcome {
    page.heading("Help").await?;
    page.look("help").await?;
    page.no_axe_violations("Help while locked").await?;
    let told = page.run_js("return document.body.innerText").await?.to_string().to_lowercase();
    ensure!(!told.contains("abuse") && !told.contains("control"), "it is told to whoever comes by: {told}");
    page.run_js("document.querySelectorAll('details').forEach((one) => { one.open = true; })").await?;
    page.see("0808 2000 247").await?;
    page.see("Read there on").await?;
    page.see("They cut me off from others.").await?;
    page.see("the power button is as quick").await?;
    let told = page.run_js("return document.body.innerText").await?.to_string().to_lowercase();
    ensure!(told.contains("abuse") && told.contains("control"), "the search finds nothing where there is something");
    page.no_axe_violations("Help, all of it").await?;
    page.look("help-open").await
}
