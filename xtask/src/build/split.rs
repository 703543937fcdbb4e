//! The module in two: what the first screen needs, and the rest, which arrives while that screen is being read.
//!
//! A function of the rest that the first part calls, or that stands in the table of function pointers, is a stub there:
//! it makes sure that the rest has arrived and calls on through a second table, which the rest fills when it does. Memory,
//! tables and globals are the same ones. So the parts together do what the whole did, wherever the line is drawn: a
//! function on the wrong side costs a wait, never a fault.

use crate::shell::{Result, read, root};
use std::collections::BTreeMap;

use held_content::Content;
use held_content::tables::Tables;
use walrus::ir::{Call, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, Function, FunctionBuilder, FunctionId, FunctionKind,
    GlobalId, GlobalKind, ImportedFunction, Module, ModuleConfig, RefType, TableId, ValType,
};

/// Both parts.
#[derive(Debug)]
pub struct Halves {
    pub first: Vec<u8>,
    pub rest: Vec<u8>,
}

/// Under this name the rest imports what the first part exports.
const FIRST: &str = "first";
/// What the first part exports for the rest: the table of stubs, and the flag that says it has been filled.
const STUBS: &str = "stubs";
const ARRIVED: &str = "arrived";
/// The export of the app that a stub calls when the rest has not arrived.
const BRING: &str = "bring_the_rest";

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

/// Splits a module with names that wasm-bindgen has been through.
pub fn split(whole: &[u8]) -> Result<Halves> {
    let mut first = parsed(whole)?;
    let mut rest = parsed(whole)?;
    let line = Line::draw(&first);
    let texts = take_texts(&mut first)?;
    reduce_to_first(&mut first, &line);
    reduce_to_rest(&mut rest, &line, texts);
    walrus::passes::gc::run(&mut first);
    walrus::passes::gc::run(&mut rest);
    Ok(Halves { first: first.emit_wasm(), rest: rest.emit_wasm() })
}

fn parsed(bytes: &[u8]) -> Result<Module> {
    ModuleConfig::new().generate_producers_section(false).parse(bytes).map_err(|error| format!("{error:#}"))
}

/// Which function is where. Both copies of the module number their functions alike.
struct Line {
    /// By number: whether the function belongs to the rest.
    later: Vec<bool>,
    /// The functions of the rest that are stubs in the first part, in the order of their table.
    stubs: Vec<usize>,
    /// The functions of the first part that the rest calls.
    called: Vec<usize>,
}

impl Line {
    fn draw(module: &Module) -> Self {
        let count = module.funcs.iter().map(|function| function.id().index() + 1).max().unwrap_or(0);
        let mut callers = vec![Vec::new(); count];
        for (id, function) in module.funcs.iter_local() {
            let mut calls = Calls(Vec::new());
            dfs_in_order(&mut calls, function, function.entry_block());
            for called in calls.0 {
                callers[called.index()].push(id.index());
            }
        }
        // Reached in other ways than by a call: exported, or through the table of function pointers.
        let mut pointed = vec![false; count];
        for export in module.exports.iter() {
            if let ExportItem::Function(id) = export.item {
                pointed[id.index()] = true;
            }
        }
        for element in module.elements.iter() {
            if let ElementItems::Functions(ids) = &element.items {
                for id in ids {
                    pointed[id.index()] = true;
                }
            }
        }
        if let Some(id) = module.start {
            pointed[id.index()] = true;
        }

        let local: Vec<usize> = module.funcs.iter_local().map(|(id, _)| id.index()).collect();
        let mut later = vec![false; count];
        for (id, function) in module.funcs.iter_local() {
            later[id.index()] = function.size() > SMALL && is_later(module.funcs.get(id));
        }
        // What only the rest calls goes with it.
        loop {
            let mut moved = false;
            for &one in &local {
                let all =
                    !pointed[one] && !callers[one].is_empty() && callers[one].iter().all(|&by| later[by] || by == one);
                if all && !later[one] {
                    later[one] = true;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        let stubs = local
            .iter()
            .copied()
            .filter(|&one| later[one] && (pointed[one] || callers[one].iter().any(|&by| !later[by])));
        let called = (0..count).filter(|&one| !later[one] && callers[one].iter().any(|&by| later[by]));
        Self { stubs: stubs.collect(), called: called.collect(), later }
    }
}

struct Calls(Vec<FunctionId>);

impl<'i> Visitor<'i> for Calls {
    fn visit_call(&mut self, call: &Call) {
        self.0.push(call.func);
    }
}

fn is_later(function: &Function) -> bool {
    let Some(name) = &function.name else { return false };
    let path = format!("{:#}", rustc_demangle::demangle(name));
    LATER.iter().any(|later| path.contains(later)) && !AT_ONCE.iter().any(|now| path.contains(now))
}

fn ids(module: &Module) -> BTreeMap<usize, FunctionId> {
    module.funcs.iter().map(|function| (function.id().index(), function.id())).collect()
}

/// Bytes and their place in memory.
type Text = (i32, Vec<u8>);

/// Takes the texts out of the first part. What remains is zeros, which wasm-opt leaves out.
fn take_texts(module: &mut Module) -> Result<Vec<Text>> {
    let mut taken = Vec::new();
    let mut texts = vec![decks()?];
    for file in LATER_TEXTS {
        texts.push(read(&root().join(file))?);
    }
    for text in texts {
        let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
        for segment in segments {
            let data = module.data.get_mut(segment);
            let DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } = data.kind else { continue };
            if let Some(at) = memmem(&data.value, &text) {
                data.value[at..at + text.len()].fill(0);
                taken.push((offset + at as i32, text.clone()));
            }
        }
    }
    Ok(taken)
}

/// Every word of the decks, as the app has it in one piece.
fn decks() -> Result<Vec<u8>> {
    let content = Content::read(&root().join("content"))?;
    Ok(Tables::of(&content).text.into_bytes())
}

fn memmem(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn reduce_to_first(module: &mut Module, line: &Line) {
    let ids = ids(module);
    let bring = module.exports.get_func(BRING).ok();
    let arrived = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    let size = line.stubs.len() as u64;
    let table = module.tables.add_local(false, size, Some(size), RefType::FUNCREF);
    let ready = ready(module, arrived, bring);
    for (place, stub) in line.stubs.iter().enumerate() {
        make_stub(module, ids[stub], place, table, ready);
    }
    for (index, id) in &ids {
        if line.later[*index] && line.stubs.binary_search(index).is_err() {
            module.funcs.delete(*id);
        }
    }
    for one in &line.called {
        module.exports.add(&name("f", *one), ids[one]);
    }
    module.exports.add(STUBS, table);
    module.exports.add(ARRIVED, arrived);
    let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
    for global in globals.into_iter().filter(|id| *id != arrived) {
        module.exports.add(&name("g", global.index()), global);
    }
    let tables: Vec<_> = module.tables.iter().map(|table| table.id()).collect();
    for one in tables.into_iter().filter(|id| *id != table) {
        module.exports.add(&name("t", one.index()), one);
    }
    let memories: Vec<_> = module.memories.iter().map(|memory| memory.id()).collect();
    for one in memories {
        module.exports.add(&name("m", one.index()), one);
    }
    for function in module.funcs.iter_mut() {
        function.name = None;
    }
}

fn name(kind: &str, index: usize) -> String {
    format!("{kind}{index}")
}

/// A function that brings the rest unless it has arrived.
fn ready(module: &mut Module, arrived: GlobalId, bring: Option<FunctionId>) -> FunctionId {
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().global_get(arrived).if_else(
        None,
        |_| {},
        |missing| {
            match bring {
                Some(bring) => missing.call(bring),
                None => missing.unreachable(),
            };
        },
    );
    builder.finish(Vec::new(), &mut module.funcs)
}

fn make_stub(module: &mut Module, id: FunctionId, place: usize, table: TableId, ready: FunctionId) {
    let ty = module.funcs.get(id).ty();
    let (params, results) = module.types.params_results(ty);
    let (params, results) = (params.to_vec(), results.to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    let args: Vec<_> = params.iter().map(|param| module.locals.add(*param)).collect();
    let mut body = builder.func_body();
    body.call(ready);
    for arg in &args {
        body.local_get(*arg);
    }
    body.i32_const(place as i32).call_indirect(ty, table);
    let stub = builder.local_func(args);
    module.funcs.get_mut(id).kind = FunctionKind::Local(stub);
}

fn reduce_to_rest(module: &mut Module, line: &Line, texts: Vec<Text>) {
    let ids = ids(module);
    let exports: Vec<_> = module.exports.iter().map(|export| export.id()).collect();
    for export in exports {
        module.exports.delete(export);
    }
    module.start = None;
    let data: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in data {
        module.data.delete(id);
    }
    let elements: Vec<_> = module.elements.iter().map(|element| element.id()).collect();
    for id in elements {
        module.elements.delete(id);
    }
    let old: Vec<_> = module.imports.iter().map(|import| import.id()).collect();
    for id in old {
        module.imports.delete(id);
    }
    for one in &line.called {
        let import = module.imports.add(FIRST, &name("f", *one), ids[one]);
        let function = module.funcs.get_mut(ids[one]);
        function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
    }
    for (index, id) in &ids {
        if !line.later[*index] && line.called.binary_search(index).is_err() {
            module.funcs.delete(*id);
        }
    }
    let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
    for global in globals {
        let import = module.imports.add(FIRST, &name("g", global.index()), global);
        module.globals.get_mut(global).kind = GlobalKind::Import(import);
    }
    let tables: Vec<_> = module.tables.iter().map(|table| table.id()).collect();
    for table in tables {
        let import = module.imports.add(FIRST, &name("t", table.index()), table);
        let table = module.tables.get_mut(table);
        table.import = Some(import);
        table.elem_segments.clear();
    }
    let memories: Vec<_> = module.memories.iter().map(|memory| memory.id()).collect();
    for memory in memories {
        let import = module.imports.add(FIRST, &name("m", memory.index()), memory);
        let memory = module.memories.get_mut(memory);
        memory.import = Some(import);
        memory.data_segments.clear();
    }
    let memory = module.memories.iter().map(|memory| memory.id()).next();
    if let Some(memory) = memory {
        for (place, text) in texts {
            let offset = ConstExpr::Value(Value::I32(place));
            let data = module.data.add(DataKind::Active { memory, offset }, text);
            module.memories.get_mut(memory).data_segments.insert(data);
        }
    }
    let size = line.stubs.len() as u64;
    let (stubs, _) = module.add_import_table(FIRST, STUBS, false, size, Some(size), RefType::FUNCREF);
    let items = line.stubs.iter().map(|stub| ids[stub]).collect();
    let offset = ConstExpr::Value(Value::I32(0));
    let filled = module.elements.add(ElementKind::Active { table: stubs, offset }, ElementItems::Functions(items));
    module.tables.get_mut(stubs).elem_segments.insert(filled);
    for function in module.funcs.iter_mut() {
        function.name = None;
    }
}
