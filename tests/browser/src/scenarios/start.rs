//! The page comes up, or says why not.

use crate::failure::Outcome;
use crate::{World, ensure};

crate::scenarios![the_module_starts_and_nothing_is_asked_of_anyone_else];

async fn the_module_starts_and_nothing_is_asked_of_anyone_else(world: World) -> Outcome {
    let page = world.open().await?;
    page.wait_for_js("the module to start", "return typeof heldBoot === 'object'").await?;
    let modules = world.origin().requests().iter().filter(|one| one.path.ends_with(".wasm")).count();
    ensure!(modules <= 1, "the module was fetched {modules} times");
    page.no_problems(&world.origin().url()).await
}
