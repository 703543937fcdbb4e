//! What refers to what: every address in the code and in the data, as the linker wrote it down (`--emit-relocs`, in the
//! format of <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>).
//!
//! A number in the code can be an address or just a number. The linker alone knows, because it put the addresses there:
//! nothing here is guessed.

use crate::shell::Result;
use std::collections::BTreeMap;
use std::ops::Range;
use wasmparser::{
    ConstExpr, DataKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo, TypeRef,
};

/// The addresses in a linked module.
#[derive(Debug, Default)]
pub struct Links {
    /// By the name of a function: what its code has the addresses of. A function that the linker knew is always here.
    pub code: BTreeMap<String, Vec<To>>,
    /// In the order of their places, which do not touch each other.
    pub pieces: Vec<Piece>,
}

/// Some data that can only be moved as one.
#[derive(Debug)]
pub struct Piece {
    /// Addresses.
    pub place: Range<usize>,
    /// What is there at the start.
    pub bytes: Vec<u8>,
    /// What it has the addresses of.
    pub to: Vec<To>,
}

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// By its name.
    Function(String),
    /// By its position among the pieces.
    Piece(usize),
}

impl Links {
    /// Reads them from what the linker made, before anything else has been through it.
    pub fn read(linked: &[u8]) -> Result<Self> {
        let sections = Sections::read(linked).map_err(|error| format!("The linked module: {error}"))?;
        sections.links()
    }

    /// The piece at an address.
    pub fn piece_at(&self, address: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.place.start <= address);
        let at = after.checked_sub(1)?;
        self.pieces[at].place.contains(&address).then_some(at)
    }
}

/// The module without what the linker wrote beside it: where its addresses are, it is no more once something else has been
/// through it, and tools take such a module for one that is still to be linked.
pub fn without(linked: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Vec::with_capacity(linked.len());
    let mut from = 0;
    for payload in Parser::new(0).parse_all(linked) {
        let payload = payload.map_err(|error| format!("The linked module: {error}"))?;
        let end = match &payload {
            Payload::Version { range, .. } => range.end,
            _ => match payload.as_section() {
                Some((_, range)) => range.end,
                None => continue,
            },
        };
        let beside = matches!(&payload, Payload::CustomSection(custom) if is_link(custom.name()));
        if !beside {
            kept.extend_from_slice(&linked[from..end]);
        }
        from = end;
    }
    Ok(kept)
}

fn is_link(section: &str) -> bool {
    section == "linking" || section.starts_with("reloc.")
}

/// What is read of the module. Ranges are of the whole file.
#[derive(Default)]
struct Sections<'a> {
    imported: usize,
    names: BTreeMap<usize, &'a str>,
    /// Where the contents of the sections of code and of data begin.
    code: usize,
    data: usize,
    bodies: Vec<Range<usize>>,
    segments: Vec<Segment<'a>>,
    symbols: Vec<SymbolInfo<'a>>,
    code_links: Vec<RelocationEntry>,
    data_links: Vec<RelocationEntry>,
}

struct Segment<'a> {
    address: usize,
    /// Where its bytes are in the file.
    at: usize,
    bytes: &'a [u8],
}

impl<'a> Sections<'a> {
    fn read(linked: &'a [u8]) -> wasmparser::Result<Self> {
        let mut sections = Self::default();
        for payload in Parser::new(0).parse_all(linked) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let is_function = matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_));
                        sections.imported += usize::from(is_function);
                    }
                }
                Payload::CodeSectionStart { range, .. } => sections.code = range.start,
                Payload::CodeSectionEntry(body) => sections.bodies.push(body.range()),
                Payload::DataSection(data) => {
                    sections.data = data.range().start;
                    for segment in data {
                        let segment = segment?;
                        let address = match &segment.kind {
                            DataKind::Active { offset_expr, .. } => constant(offset_expr)?,
                            DataKind::Passive => continue,
                        };
                        let at = segment.range.end - segment.data.len();
                        sections.segments.push(Segment { address, at, bytes: segment.data });
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Name(names) => {
                        for part in names {
                            let Name::Function(functions) = part? else { continue };
                            for naming in functions {
                                let naming = naming?;
                                sections.names.insert(naming.index as usize, naming.name);
                            }
                        }
                    }
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                sections.symbols = symbols.into_iter().collect::<wasmparser::Result<_>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(links) => {
                        let entries = links.entries().into_iter().collect::<wasmparser::Result<_>>()?;
                        match custom.name() {
                            "reloc.CODE" => sections.code_links = entries,
                            "reloc.DATA" => sections.data_links = entries,
                            _ => {}
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(sections)
    }

    fn links(&self) -> Result<Links> {
        if self.symbols.is_empty() || self.code_links.is_empty() {
            return Err("The linker did not say what refers to what: was it given --emit-relocs?".to_owned());
        }
        let mut links = Links { pieces: self.pieces(), ..Links::default() };
        for at in 0..self.bodies.len() {
            links.code.entry(self.name(self.imported + at)?.to_owned()).or_default();
        }
        for entry in &self.code_links {
            let Some(to) = self.leads_to(entry, &links)? else { continue };
            let place = self.code + entry.offset as usize;
            let after = self.bodies.partition_point(|body| body.start <= place);
            let body = after.checked_sub(1).filter(|at| self.bodies[*at].contains(&place));
            let body = body.ok_or_else(|| format!("An address is at {place}, where no function is."))?;
            links.code.entry(self.name(self.imported + body)?.to_owned()).or_default().push(to);
        }
        for entry in &self.data_links {
            let Some(to) = self.leads_to(entry, &links)? else { continue };
            let place = self.data + entry.offset as usize;
            let address = self.segments.iter().find_map(|segment| {
                let within = place.checked_sub(segment.at)?;
                (within < segment.bytes.len()).then_some(segment.address + within)
            });
            let piece = address.and_then(|address| links.piece_at(address));
            let piece = piece.ok_or_else(|| format!("An address is at {place}, where no data is known."))?;
            links.pieces[piece].to.push(to);
        }
        Ok(links)
    }

    /// What the linker knows as one, and as one what overlaps: the same words are kept only once.
    fn pieces(&self) -> Vec<Piece> {
        let mut places: Vec<Range<usize>> = self.symbols.iter().filter_map(|symbol| self.place(symbol)).collect();
        places.sort_by_key(|place| (place.start, place.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for place in places {
            match joined.last_mut() {
                Some(last) if place.start < last.end => last.end = last.end.max(place.end),
                _ => joined.push(place),
            }
        }
        let bytes = |place: &Range<usize>| {
            self.segments.iter().find_map(|segment| {
                let start = place.start.checked_sub(segment.address)?;
                segment.bytes.get(start..start + place.len()).map(<[u8]>::to_vec)
            })
        };
        joined.into_iter().filter_map(|place| Some(Piece { bytes: bytes(&place)?, place, to: Vec::new() })).collect()
    }

    /// The addresses of a symbol that stands for data with bytes of its own.
    fn place(&self, symbol: &SymbolInfo<'_>) -> Option<Range<usize>> {
        let SymbolInfo::Data { symbol: Some(data), .. } = symbol else { return None };
        let segment = self.segments.get(data.index as usize)?;
        let start = segment.address + data.offset as usize;
        (data.size > 0).then_some(start..start + data.size as usize)
    }

    /// Nothing for what is neither the address of a function nor of data: a call, a type, the end of the memory.
    fn leads_to(&self, entry: &RelocationEntry, links: &Links) -> Result<Option<To>> {
        use RelocationType::{
            FunctionIndexLeb, GlobalIndexLeb, MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb, TableIndexI32,
            TableIndexSleb, TableNumberLeb, TypeIndexLeb,
        };
        let symbol = || {
            let symbol = self.symbols.get(entry.index as usize);
            symbol.ok_or_else(|| format!("There is no symbol {}, to which an address should lead.", entry.index))
        };
        match entry.ty {
            TableIndexSleb | TableIndexI32 => match symbol()? {
                SymbolInfo::Func { index, .. } if (*index as usize) < self.imported => Ok(None),
                SymbolInfo::Func { index, .. } => Ok(Some(To::Function(self.name(*index as usize)?.to_owned()))),
                other => Err(format!("A function should be at {other:?}.")),
            },
            MemoryAddrLeb | MemoryAddrSleb | MemoryAddrI32 => {
                let symbol = symbol()?;
                Ok(self.place(symbol).and_then(|place| links.piece_at(place.start)).map(To::Piece))
            }
            // Calls are read from the code itself.
            FunctionIndexLeb | TypeIndexLeb | GlobalIndexLeb | TableNumberLeb => Ok(None),
            other => Err(format!("The linker wrote an address in a way that is not read here: {other:?}.")),
        }
    }

    /// As wasm-bindgen leaves it: what the page calls loses a digest at the end of its name.
    fn name(&self, function: usize) -> Result<&'a str> {
        let name = self.names.get(&function).ok_or_else(|| format!("The function {function} has no name."))?;
        let digest = |end: &str| end.len() == 16 && end.bytes().all(|byte| byte.is_ascii_hexdigit());
        Ok(match name.rsplit_once('_') {
            Some((short, end)) if digest(end) && !name.starts_with("_R") => short,
            _ => name,
        })
    }
}

fn constant(expression: &ConstExpr<'_>) -> wasmparser::Result<usize> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32 as usize),
        _ => Ok(0),
    }
}
