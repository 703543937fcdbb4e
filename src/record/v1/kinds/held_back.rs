//! Something I didn't say, as it is stored: `why`, `cost` from 0 to 4, `easy`.

use super::Fields;
use crate::domain::HeldBack;

pub(super) fn read(fields: &mut Fields) -> HeldBack {
    HeldBack { why: fields.choice("why"), cost: fields.step("cost"), easy: fields.text("easy") }
}

pub(super) fn write(held: &HeldBack, fields: &mut Fields) {
    fields.put_choice("why", held.why);
    fields.put_step("cost", held.cost);
    fields.put_text("easy", &held.easy);
}
