//! The module in two: what the first screen needs, and the rest, which arrives while that screen is being read.
//!
//! A function of the rest that the first part calls, or that stands in the table of function pointers, is a stub there:
//! it makes sure that the rest has arrived and calls on through a second table, which the rest fills when it does. Memory,
//! tables and globals are the same ones. So the parts together do what the whole did, wherever the line is drawn: a
//! function on the wrong side costs a wait, never a fault.
//!
//! The line is drawn by names, and by what follows from them: what nothing of the first part calls or has the address of
//! is in the rest, functions and data alike.

mod line;
pub mod links;
mod parts;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests;

use crate::shell::{Result, read, root};
use line::Line;
use links::Links;

use held_content::Content;
use held_content::tables::Tables;
use walrus::{Function, FunctionKind, Module, ModuleConfig};

/// Both parts.
#[derive(Debug)]
pub struct Halves {
    pub first: Vec<u8>,
    pub rest: Vec<u8>,
}

/// What is not needed until somebody acts, by the path of the function or of a type it was made for.
const LATER: &[&str] = &[
    // Keys, seals, records, and everything that reads or writes pages.
    "held::app::save::",
    "held::ui::keeping::",
    "held::record::",
    "held::vault::",
    "held::store::pack::",
    "held::store::memory::",
    "held::search::",
    // Cards: what is drawn, and the screens that show it.
    "held::content::",
    "held::domain::card::",
    "held::domain::deck::",
    "held::domain::past::",
    "held::domain::circumstances::",
    "held::app::cards::",
    "held::app::reduce::cards::",
    "held::ui::screens::cards",
    "held::ui::screens::decks",
    "held::ui::components::items",
    "held::ui::components::origin",
    "held::ui::hooks::window",
    "derive_in_worker",
    "ppmd_rust::",
    "argon2::",
    "blake2::",
    "chacha20",
    "poly1305::",
    "base64::",
    "serde_json::",
    "serde_core::",
    "serde::",
    "serde_wasm_bindgen::",
    "memchr::",
    "hkdf::",
    "hmac::",
    "held::domain::journal::Journal>::",
    // What follows an action, and every screen but the first.
    "held::app::reduce::reduce_further",
    "held::app::reduce::bin::",
    "held::app::reduce::care::",
    "held::app::reduce::remove::",
    "held::app::reduce::carrying::",
    "held::app::carrying::",
    "held::transfer::",
    "held::domain::backup::",
    "held::app::reduce::settings::",
    "held::app::reduce::update::",
    "held::app::reduce::tabs::",
    "held::app::reduce::ways::",
    "held::app::reduce::writing::",
    "held::app::timetable::",
    "held::app::offers::",
    "held::app::gate::",
    "held::app::update::",
    "held::ui::run::update::",
    "held::ui::components::update::",
    "held::platform::update::",
    "held::ui::run::Run>::settle_in",
    "held::ui::run::Run>::perform",
    "held::ui::run::Run>::answer",
    "held::ui::run::Run>::lock",
    "held::ui::run::Run>::heard",
    "held::ui::run::Run>::overtaken",
    "held::ui::run::Run>::start_again",
    "held::ui::run::Run>::dispatch_later",
    "held::ui::app::further",
    "held::ui::screens::about::",
    "held::ui::screens::backup",
    "held::ui::screens::before::",
    "held::ui::screens::bin::",
    "held::ui::screens::care::",
    "held::ui::screens::first::",
    "held::ui::screens::help::",
    "held::ui::screens::keep::",
    "held::ui::screens::kind::",
    "held::ui::screens::mine::",
    "held::ui::screens::page",
    "held::ui::screens::recovery::",
    "held::ui::screens::remove",
    "held::ui::screens::rest::",
    "held::ui::screens::settings::",
    "held::ui::screens::today::",
    "held::ui::screens::tonight::",
    "held::ui::screens::trouble::",
    "held::ui::screens::version",
    "held::ui::screens::ways::",
    "held::ui::components::passphrase::NewPassphrase",
    "held::ui::components::passphrase::new",
    "held::ui::components::help_lines",
    "held::i18n::en::help::",
    "held::ui::components::rows::",
    "held::ui::components::month::",
    "held::ui::components::choices",
    "held::ui::components::feelings::",
    "held::ui::components::form::",
    "held::domain::after_keep::",
    "held::domain::circumstances::",
    "held::domain::daily::",
    "held::domain::deck::",
    "held::domain::offering::",
    "held::domain::version::",
    "held::platform::looks::",
    "held::ui::components::paper",
    "held::platform::edition::",
    "held::ui::components::reading::",
    "held::ui::components::typeset::",
    "held::ui::components::marks::",
    "held::ui::shortcuts::",
    "held::ui::back::use_back",
    "held::domain::markdown::",
    "held::domain::marks::",
    "held::platform::field::",
    "held::platform::worker::",
    "held::platform::file::",
    "held::platform::persist::",
    "held::platform::traces::",
    "held::platform::tabs::",
    "held::ui::components::notice::CopyText",
    "held::ui::components::sheet::Sheet",
    // Putting things in order: no screen at the start has more than a handful.
    "core::slice::sort::",
    // Numbers with a fraction, written and read.
    "core::fmt::float::",
    "core::num::flt2dec",
    "core::num::dec2flt",
    "core::num::imp::flt2dec",
    "core::num::imp::dec2flt",
];

/// What is needed at once although it stands under one of these.
const AT_ONCE: &[&str] = &[
    "BrowserMirror>>::look",
    "held::app::save::look::",
    "held::ui::keeping::Keeping>::look",
    "held::ui::keeping::Keeping as core::default::Default",
    // Parts of the state, which is cloned and compared from the start.
    "held::app::carrying::Carrying as core::",
    "held::vault::header::",
    "held::vault::layout::",
    "held::app::reduce::writing::arrived_at",
    "held::platform::tabs::channel::",
    // Letting go of an empty set. The compiler makes one function for sets of anything of the same size.
    "SetValZST> as core::ops::drop::Drop>::drop",
    "SetValZST>>::dying_next",
    "btree::node::marker::Dying",
];

/// Functions up to so many instructions stay: the compiler merges those that came out alike, under the name of one of
/// them, and a stub would be as long.
const SMALL: u64 = 40;

/// Texts that nothing reads before somebody acts.
const LATER_TEXTS: [&str; 3] = ["src/vault/words.txt", "src/vault/common.txt", "src/i18n/en/help.txt"];

/// Splits a module with names that wasm-bindgen has been through. `linked` is the same before that.
pub fn split(whole: &[u8], linked: &[u8]) -> Result<Halves> {
    let halves = halves(whole, linked, is_later)?;
    let first = parsed(&halves.first)?;
    for (name, text) in later_texts()? {
        if first.data.iter().any(|data| contains(&data.value, &text)) {
            return Err(format!("{name} is in the first part of the module, where nothing should need it."));
        }
    }
    Ok(halves)
}

fn halves(whole: &[u8], linked: &[u8], is_later: impl Fn(&Function) -> bool) -> Result<Halves> {
    let mut first = parsed(whole)?;
    let mut rest = parsed(whole)?;
    let line = Line::draw(&first, &Links::read(linked)?, is_later)?;
    parts::reduce_to_first(&mut first, &line);
    parts::reduce_to_rest(&mut rest, &line);
    walrus::passes::gc::run(&mut first);
    walrus::passes::gc::run(&mut rest);
    Ok(Halves { first: first.emit_wasm(), rest: rest.emit_wasm() })
}

fn parsed(bytes: &[u8]) -> Result<Module> {
    ModuleConfig::new().generate_producers_section(false).parse(bytes).map_err(|error| format!("{error:#}"))
}

/// Those of [`LATER_TEXTS`], and every word of the decks as the app has it in one piece.
fn later_texts() -> Result<Vec<(&'static str, Vec<u8>)>> {
    let content = Content::read(&root().join("content"))?;
    let mut texts = vec![("The text of the decks", Tables::of(&content).text.into_bytes())];
    for file in LATER_TEXTS {
        texts.push((file, read(&root().join(file))?));
    }
    Ok(texts)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn is_later(function: &Function) -> bool {
    let (Some(name), FunctionKind::Local(local)) = (&function.name, &function.kind) else { return false };
    if local.size() <= SMALL {
        return false;
    }
    let path = format!("{:#}", rustc_demangle::demangle(name));
    LATER.iter().any(|later| path.contains(later)) && !AT_ONCE.iter().any(|now| path.contains(now))
}
