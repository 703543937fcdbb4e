//! Every process of the browser ends at once, again and again. What was acknowledged is there afterwards; and where the
//! second store is taken away, the same measure reports losses, so it can be trusted when it reports none.

use crate::failure::{Outcome, Result};
use crate::shelves::{DAY, Shelves};
use crate::steps::PASSPHRASE;
use crate::{Browser, Options, Planted, World, ensure};
use held::store::keys;
use std::collections::BTreeSet;

crate::scenarios![
    nothing_acknowledged_is_lost_in_ten_kills,
    without_the_mirror_the_same_kills_lose_pages,
    a_kill_while_older_pages_are_gathered_loses_none,
];

/// Pages acknowledged before each kill.
const SAVES: usize = 5;

/// Takes IndexedDB away from every document.
const NO_MIRROR: &str = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });";

async fn nothing_acknowledged_is_lost_in_ten_kills(world: World) -> Outcome {
    let mut crashes = Crashes::new(&world, "Saved ", None);
    for _ in 0..10 {
        crashes.cycle().await?;
    }
    let lost = crashes.lost().await?;
    ensure!(crashes.acknowledged.len() == 10 * SAVES, "{} pages were acknowledged", crashes.acknowledged.len());
    ensure!(lost.is_empty(), "{} acknowledged pages are lost: {lost:?}", lost.len());
    Ok(())
}

async fn without_the_mirror_the_same_kills_lose_pages(world: World) -> Outcome {
    let mut crashes = Crashes::new(&world, "Kept in this browser ", Some(NO_MIRROR));
    crashes.cycle().await?;
    let lost = crashes.lost().await?;
    ensure!(!lost.is_empty(), "localStorage alone lost nothing, so the measure measures nothing");
    Ok(())
}

async fn a_kill_while_older_pages_are_gathered_loses_none(world: World) -> Outcome {
    // Several segments' worth, so that the kill comes between two of them.
    let sentence =
        |number: usize| format!("Older page {number:03}. {}", "The rain kept its own time all night. ".repeat(30));
    let pages: Vec<Planted> = (0..240).map(|at| Planted::new((60 + at as i64) * DAY, sentence(at))).collect();
    let shelves = Shelves::founded(Some(PASSPHRASE), &pages).await?;
    let page = world.open_on(&shelves, Options::default()).await?;
    page.unlock(PASSPHRASE).await?;
    let before = shelves.mirror.len();
    let left = page.wait("gathering to begin", async || {
        let now = Shelves::of(&page).await?.mirror.len();
        Ok((now + 10 < before).then_some(now))
    });
    let left = left.await?;
    page.kill_all()?;
    let page = world.open().await?;
    page.unlock(PASSPHRASE).await?;
    page.wait("the rest to be gathered", async || {
        Ok((Shelves::of(&page).await?.mirror.len() < 40.min(left)).then_some(()))
    })
    .await?;
    // localStorage may have lost what it held, and then says that it was put back.
    ensure!(!page.sees("can't be read").await?, "something cannot be read any more");
    let texts = Shelves::of(&page).await?;
    for kept in [texts.local, texts.mirror] {
        let mut one = Shelves { local: kept.clone(), mirror: Default::default() };
        one.mirror = kept.into_iter().filter(|(key, _)| keys::HEADERS.contains(&key.as_str())).collect();
        let all = one.unsealed(Some(PASSPHRASE))?.join("\n");
        let lost = (0..240).filter(|number| !all.contains(&format!("Older page {number:03}."))).count();
        ensure!(lost == 0, "{lost} of 240 pages are in one of the stores no more");
    }
    Ok(())
}

/// One profile, killed again and again.
struct Crashes<'a> {
    world: &'a World,
    /// What the screen says of words that it holds to be safe.
    safe: &'static str,
    script: Option<&'static str>,
    acknowledged: BTreeSet<String>,
}

impl<'a> Crashes<'a> {
    fn new(world: &'a World, safe: &'static str, script: Option<&'static str>) -> Self {
        Self { world, safe, script, acknowledged: BTreeSet::new() }
    }

    /// Opens what the last crash left, compares it, keeps five pages more, and crashes right after the last "Saved".
    async fn cycle(&mut self) -> Outcome {
        let page = self.open().await?;
        let mut left = SAVES;
        if self.acknowledged.is_empty() {
            page.start_writing().await?;
            let words = self.next();
            page.write_in("Your page", &words).await?;
            page.keep_first(PASSPHRASE).await?;
            page.save_status(self.safe).await?;
            self.acknowledged.insert(words);
            left -= 1;
        } else {
            page.unlock(PASSPHRASE).await?;
            let lost = self.lost_on(&page).await?;
            ensure!(lost.is_empty(), "{} acknowledged pages are lost: {lost:?}", lost.len());
            page.go_to_today().await?;
        }
        for at in 0..left {
            let words = self.next();
            page.write_in("Today's page", &words).await?;
            if at % 2 == 0 {
                page.press("Keep").await?;
                page.field("Today's page").await?.holds("").await?;
            } else {
                // Leaving the screen keeps a page as well.
                page.go_to_pages().await?;
                page.go_to_today().await?;
                page.field("Today's page").await?.holds(&words).await?;
                page.press("Keep").await?;
                page.field("Today's page").await?.holds("").await?;
            }
            page.save_status(self.safe).await?;
            self.acknowledged.insert(words);
        }
        page.kill_all()?;
        Ok(())
    }

    /// What is lost after the last crash.
    async fn lost(&self) -> Result<Vec<String>> {
        let page = self.open().await?;
        let welcome = page.wait("Welcome or the lock", async || {
            Ok(match (page.has("button", "Start writing").await?, page.has("button", "Unlock").await?) {
                (false, false) => None,
                (welcome, _) => Some(welcome),
            })
        });
        if welcome.await? {
            return Ok(self.acknowledged.iter().cloned().collect());
        }
        page.unlock(PASSPHRASE).await?;
        self.lost_on(&page).await
    }

    async fn lost_on(&self, page: &Browser) -> Result<Vec<String>> {
        page.go_to_pages().await?;
        let rows = page.rows().await?;
        let found: BTreeSet<String> = rows.iter().cloned().collect();
        ensure!(found.len() == rows.len(), "some page stands twice in Pages: {rows:?}");
        Ok(self.acknowledged.difference(&found).cloned().collect())
    }

    async fn open(&self) -> Result<Browser> {
        let page = self.world.browser(&self.world.profile(), Options::default()).await?;
        if let Some(script) = self.script {
            page.on_new_document(script).await?;
        }
        page.goto(&self.world.origin().url()).await?;
        Ok(page)
    }

    fn next(&self) -> String {
        format!("Page {} of the crash.", self.acknowledged.len() + 1)
    }
}
