//! Each part made of the whole: the first with stubs for what it calls of the rest, the rest with imports of what it uses
//! of the first.

use super::Line;
use std::collections::BTreeMap;
use walrus::ir::Value;
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, GlobalId, GlobalKind,
    ImportedFunction, Module, RefType, TableId, ValType,
};

/// Under this name the rest imports what the first part exports.
const FIRST: &str = "first";
/// What the first part exports for the rest: the table of stubs, and the flag that says it has been filled.
const STUBS: &str = "stubs";
const ARRIVED: &str = "arrived";
/// The export of the app that a stub calls when the rest has not arrived.
const BRING: &str = "bring_the_rest";

/// Whether these bytes are there at the start.
pub fn holds(module: &Module, address: usize, bytes: &[u8]) -> bool {
    module.data.iter().any(|data| {
        let within = offset(&data.kind).and_then(|offset| address.checked_sub(offset));
        within.and_then(|at| data.value.get(at..at + bytes.len())).is_some_and(|there| there == bytes)
    })
}

pub fn reduce_to_first(module: &mut Module, line: &Line) {
    let ids = ids(module);
    // What remains is zeros, which wasm-opt leaves out.
    let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        let Some(offset) = offset(&data.kind) else { continue };
        for (address, bytes) in &line.data {
            // A run can go on from one segment into the next.
            let start = address.saturating_sub(offset);
            let end = (address + bytes.len()).saturating_sub(offset).min(data.value.len());
            data.value.get_mut(start..end).unwrap_or_default().fill(0);
        }
    }
    let bring = module.exports.get_func(BRING).ok();
    let arrived = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    let size = line.stubs.len() as u64;
    let table = module.tables.add_local(false, size, Some(size), RefType::FUNCREF);
    let ready = ready(module, arrived, bring);
    for (place, stub) in line.stubs.iter().enumerate() {
        make_stub(module, ids[stub], place, table, ready);
    }
    // Where the rest will put functions whose addresses nothing of the first part has, there must be one until then.
    let missing = |id: &FunctionId| line.later[id.index()] && line.stubs.binary_search(&id.index()).is_err();
    for element in module.elements.iter_mut() {
        let ElementItems::Functions(items) = &mut element.items else { continue };
        items.iter_mut().filter(|id| missing(id)).for_each(|id| *id = ready);
    }
    for id in ids.values().filter(|id| missing(id)) {
        module.funcs.delete(*id);
    }
    for (place, one) in line.called.iter().enumerate() {
        module.exports.add(&name("f", place), ids[one]);
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

pub fn reduce_to_rest(module: &mut Module, line: &Line) {
    let ids = ids(module);
    let pointed = pointed(module, line);
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
    for (place, one) in line.called.iter().enumerate() {
        let import = module.imports.add(FIRST, &name("f", place), ids[one]);
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
        for (address, bytes) in &line.data {
            let offset = ConstExpr::Value(Value::I32(*address as i32));
            let data = module.data.add(DataKind::Active { memory, offset }, bytes.clone());
            module.memories.get_mut(memory).data_segments.insert(data);
        }
    }
    for (table, place, items) in pointed {
        fill(module, table, place, items);
    }
    let size = line.stubs.len() as u64;
    let (stubs, _) = module.add_import_table(FIRST, STUBS, false, size, Some(size), RefType::FUNCREF);
    fill(module, stubs, 0, line.stubs.iter().map(|stub| ids[stub]).collect());
    for function in module.funcs.iter_mut() {
        function.name = None;
    }
}

/// The functions of the rest that have an address: their table, the place of the first of them in it, and all that follow
/// without a gap.
fn pointed(module: &Module, line: &Line) -> Vec<(TableId, i32, Vec<FunctionId>)> {
    let mut runs: Vec<(TableId, i32, Vec<FunctionId>)> = Vec::new();
    for element in module.elements.iter() {
        let ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(start)) } = element.kind else { continue };
        let ElementItems::Functions(items) = &element.items else { continue };
        for (place, id) in (start..).zip(items).filter(|(_, id)| line.later[id.index()]) {
            match runs.last_mut() {
                Some((last, from, run)) if *last == table && *from + run.len() as i32 == place => run.push(*id),
                _ => runs.push((table, place, vec![*id])),
            }
        }
    }
    runs
}

fn fill(module: &mut Module, table: TableId, place: i32, items: Vec<FunctionId>) {
    let offset = ConstExpr::Value(Value::I32(place));
    let filled = module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(items));
    module.tables.get_mut(table).elem_segments.insert(filled);
}

fn offset(kind: &DataKind) -> Option<usize> {
    match kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } => Some(*offset as u32 as usize),
        _ => None,
    }
}

/// By their numbers.
fn ids(module: &Module) -> BTreeMap<usize, FunctionId> {
    module.funcs.iter().map(|function| (function.id().index(), function.id())).collect()
}
