//! Reading one stored value: is it what it should be, and if not, why?

use super::report::Why;
use super::state::manifest_name;
use crate::record::manifest::{NotAManifest, hash};
use crate::record::segment::Part;
use crate::record::value::{NotAValue, Origin};
use crate::record::{Manifest, Reading, segment, value};
use crate::store::frame;
use crate::vault::{Name, OpenError, Purpose, Vault};

/// What a value holds.
#[derive(Debug)]
pub(super) enum Contents {
    Record(Reading),
    Segment(Vec<Part>),
}

/// The two copies of a value, as the stores gave them.
#[derive(Debug, Default)]
pub(super) struct Copies {
    pub local: Option<Vec<u8>>,
    pub mirror: Option<Vec<u8>>,
}

/// A good copy and what it holds, or why there is none.
pub(super) type Judged = Result<(Vec<u8>, Origin, Contents), Why>;

/// Opens whichever copy can be opened.
pub(super) fn judge(vault: &Vault, purpose: Option<Purpose>, name: Name, copies: Copies) -> Judged {
    let mut why = Why::Missing;
    for framed in [copies.local, copies.mirror].into_iter().flatten() {
        match contents(vault, purpose, name, &framed) {
            Ok((origin, contents)) => return Ok((framed, origin, contents)),
            // What a later version wrote is not damaged, whatever became of the other copy.
            Err(reason) if why != Why::Newer => why = reason,
            Err(_) => {}
        }
    }
    Err(why)
}

fn contents(vault: &Vault, purpose: Option<Purpose>, name: Name, framed: &[u8]) -> Result<(Origin, Contents), Why> {
    match purpose {
        Some(Purpose::Segment) => read_segment(vault, name, framed),
        Some(_) => read_record(vault, name, framed),
        None => match read_record(vault, name, framed) {
            Err(Why::Altered) => read_segment(vault, name, framed),
            judged => judged,
        },
    }
}

fn read_record(vault: &Vault, name: Name, framed: &[u8]) -> Result<(Origin, Contents), Why> {
    let plain = unseal(vault, Purpose::Record, name, framed)?;
    let (origin, reading) = value::read_record(&plain).map_err(not_a_value)?;
    Ok((origin, Contents::Record(reading)))
}

fn read_segment(vault: &Vault, name: Name, framed: &[u8]) -> Result<(Origin, Contents), Why> {
    let plain = unseal(vault, Purpose::Segment, name, framed)?;
    let (origin, parts) = segment::read(&plain).map_err(not_a_value)?;
    Ok((origin, Contents::Segment(parts)))
}

fn not_a_value(error: NotAValue) -> Why {
    match error {
        NotAValue::Newer => Why::Newer,
        NotAValue::Broken => Why::Altered,
    }
}

/// The plaintext of a framed value.
pub(super) fn unseal(
    vault: &Vault,
    purpose: Purpose,
    name: Name,
    framed: &[u8],
) -> Result<zeroize::Zeroizing<Vec<u8>>, Why> {
    let sealed = frame::unframe(framed).map_err(|frame::Broken| Why::Altered)?;
    vault.open(purpose, &name, sealed).map_err(|error| match error {
        OpenError::Newer { .. } => Why::Newer,
        OpenError::OtherKey => Why::OtherKey,
        OpenError::NotSealed | OpenError::Altered => Why::Altered,
    })
}

/// The manifest of a slot.
pub(super) fn manifest(vault: &Vault, slot: usize, framed: &[u8]) -> Result<Manifest, Why> {
    let plain = unseal(vault, Purpose::Manifest, manifest_name(slot), framed)?;
    Manifest::decode(&plain).map_err(|error| match error {
        NotAManifest::Newer => Why::Newer,
        NotAManifest::Broken => Why::Altered,
    })
}

/// Whether a copy is byte for byte what the manifest lists.
pub(super) fn is_whole(framed: Option<&[u8]>, length: u32, expected: [u8; 8]) -> bool {
    let sealed = framed.and_then(|framed| frame::unframe(framed).ok());
    sealed.is_some_and(|sealed| sealed.len() == length as usize && hash(sealed) == expected)
}
