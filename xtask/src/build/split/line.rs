//! What is in the first part, and what in the rest.

use super::links::{Links, To};
use super::parts;
use crate::shell::Result;
use std::collections::{BTreeMap, BTreeSet};
use walrus::ir::{Call, Const, Value, Visitor, dfs_in_order};
use walrus::{ElementItems, ExportItem, Function, Module};

/// Data shorter than this stays: to say where it belongs would take as many bytes.
const WORTH_MOVING: usize = 16;

/// What is where. Both copies of the module number their functions alike.
pub struct Line {
    /// By number: whether the function belongs to the rest.
    pub later: Vec<bool>,
    /// The functions of the rest that are stubs in the first part, in the order of their table.
    pub stubs: Vec<usize>,
    /// The functions of the first part that the rest calls.
    pub called: Vec<usize>,
    /// The data of the rest: addresses and bytes.
    pub data: Vec<(usize, Vec<u8>)>,
}

impl Line {
    /// The first part is what can be reached from outside without going through a function that is later by its name.
    pub fn draw(module: &Module, links: &Links, is_later: impl Fn(&Function) -> bool) -> Result<Self> {
        let code = Code::read(module, links)?;
        let count = code.calls.len();
        let local: Vec<usize> = module.funcs.iter_local().map(|(id, _)| id.index()).collect();
        let mut by_name = vec![false; count];
        for (id, _) in module.funcs.iter_local() {
            by_name[id.index()] = is_later(module.funcs.get(id));
        }
        let reach = Reach::from(&roots(module, links), &code, links, &by_name);

        let mut later = vec![false; count];
        for &one in &local {
            later[one] = by_name[one] || !reach.functions[one];
        }
        let mut called = vec![false; count];
        for &one in local.iter().filter(|one| later[**one]) {
            code.calls[one].iter().filter(|called| !later[**called]).for_each(|one| called[*one] = true);
        }
        let numbers = |marked: &dyn Fn(usize) -> bool| (0..count).filter(|one| marked(*one)).collect();
        Ok(Self {
            stubs: numbers(&|one| later[one] && reach.functions[one]),
            called: numbers(&|one| called[one]),
            data: later_data(module, links, &reach.pieces)?,
            later,
        })
    }
}

/// What functions refer to, by their numbers.
struct Code<'a> {
    named: BTreeMap<&'a str, Vec<usize>>,
    calls: Vec<Vec<usize>>,
    addresses: Vec<&'a [To]>,
}

impl<'a> Code<'a> {
    fn read(module: &'a Module, links: &'a Links) -> Result<Self> {
        let count = module.funcs.iter().map(|function| function.id().index() + 1).max().unwrap_or(0);
        let mut code = Self { named: BTreeMap::new(), calls: vec![Vec::new(); count], addresses: vec![&[]; count] };
        for (id, function) in module.funcs.iter_local() {
            let mut found = Found::default();
            dfs_in_order(&mut found, function, function.entry_block());
            let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
            code.named.entry(name).or_default().push(id.index());
            code.calls[id.index()] = found.calls;
            match links.code.get(name) {
                Some(to) => code.addresses[id.index()] = to,
                // Made by wasm-bindgen, which does not know where data is.
                None if found.numbers.iter().all(|number| links.piece_at(*number).is_none()) => {}
                None => return Err(format!("What {name} refers to is not known.")),
            }
        }
        Ok(code)
    }
}

/// What is reached without an address that the linker knows of: from outside, or by wasm-bindgen.
fn roots(module: &Module, links: &Links) -> Vec<usize> {
    let addressed: BTreeSet<&str> = links
        .code
        .values()
        .chain(links.pieces.iter().map(|piece| &piece.to))
        .flatten()
        .filter_map(|to| if let To::Function(name) = to { Some(name.as_str()) } else { None })
        .collect();
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(id),
        _ => None,
    });
    let in_tables = module.elements.iter().flat_map(|element| match &element.items {
        ElementItems::Functions(ids) => ids.as_slice(),
        ElementItems::Expressions(..) => &[],
    });
    let unknown = in_tables.copied().filter(|id| {
        let name = module.funcs.get(*id).name.as_deref();
        name.is_none_or(|name| !addressed.contains(name))
    });
    exported.chain(unknown).chain(module.start).map(|id| id.index()).collect()
}

/// What has been reached, and where to go on from.
struct Reach {
    functions: Vec<bool>,
    pieces: Vec<bool>,
    next: Vec<Reached>,
}

enum Reached {
    Function(usize),
    Piece(usize),
}

impl Reach {
    fn from(roots: &[usize], code: &Code<'_>, links: &Links, by_name: &[bool]) -> Self {
        let (functions, pieces) = (vec![false; code.calls.len()], vec![false; links.pieces.len()]);
        let mut reach = Self { functions, pieces, next: Vec::new() };
        roots.iter().for_each(|root| reach.function(*root));
        while let Some(next) = reach.next.pop() {
            let addresses = match next {
                Reached::Function(one) if by_name[one] => continue,
                Reached::Function(one) => {
                    code.calls[one].iter().for_each(|called| reach.function(*called));
                    code.addresses[one]
                }
                Reached::Piece(one) => &links.pieces[one].to,
            };
            for to in addresses {
                match to {
                    To::Piece(piece) => reach.piece(*piece),
                    To::Function(name) => {
                        let named = code.named.get(name.as_str()).into_iter().flatten();
                        named.for_each(|one| reach.function(*one));
                    }
                }
            }
        }
        reach
    }

    fn function(&mut self, one: usize) {
        if !std::mem::replace(&mut self.functions[one], true) {
            self.next.push(Reached::Function(one));
        }
    }

    fn piece(&mut self, one: usize) {
        if !std::mem::replace(&mut self.pieces[one], true) {
            self.next.push(Reached::Piece(one));
        }
    }
}

/// The data that is not reached, in runs as long as may be. What starts as zeros needs no bytes and stays.
fn later_data(module: &Module, links: &Links, reached: &[bool]) -> Result<Vec<(usize, Vec<u8>)>> {
    let mut runs: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut open = false;
    for (piece, reached) in links.pieces.iter().zip(reached) {
        let start = piece.place.start;
        if !parts::holds(module, start, &piece.bytes) {
            return Err(format!("The data at {start} is not what the linker put there."));
        }
        let later = !reached && piece.bytes.iter().any(|byte| *byte != 0);
        if later {
            // Between two pieces may be zeros, so that the second begins at a round number.
            let gap = runs.last().filter(|_| open).map(|(from, bytes)| (from + bytes.len(), start));
            let gap = gap.filter(|(end, start)| start - end < WORTH_MOVING);
            match (gap.filter(|(end, start)| parts::holds(module, *end, &vec![0; start - end])), runs.last_mut()) {
                (Some(_), Some((from, bytes))) => {
                    bytes.resize(start - *from, 0);
                    bytes.extend(&piece.bytes);
                }
                _ => runs.push((start, piece.bytes.clone())),
            }
        }
        open = later;
    }
    runs.retain(|(_, bytes)| bytes.len() >= WORTH_MOVING);
    Ok(runs)
}

/// What a function calls, and the numbers in it.
#[derive(Default)]
struct Found {
    calls: Vec<usize>,
    numbers: Vec<usize>,
}

impl<'i> Visitor<'i> for Found {
    fn visit_call(&mut self, call: &Call) {
        self.calls.push(call.func.index());
    }

    fn visit_const(&mut self, number: &Const) {
        if let Value::I32(value) = number.value {
            self.numbers.push(value as u32 as usize);
        }
    }
}
