//! Worth keeping, as it is stored: `source`, `sort`, `beside`.

use super::Fields;
use crate::domain::Worth;

pub(super) fn read(fields: &mut Fields) -> Worth {
    Worth { source: fields.choice("source"), kind: fields.choice("sort"), beside: fields.text("beside") }
}

pub(super) fn write(worth: &Worth, fields: &mut Fields) {
    fields.put_choice("source", worth.source);
    fields.put_choice("sort", worth.kind);
    fields.put_text("beside", &worth.beside);
}
