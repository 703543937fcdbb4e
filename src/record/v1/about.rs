//! What the preferences hold of who one writes about and of what may be suggested, each field by itself, so that one
//! that is not understood takes no other along. What is as usual is left out.
//!
//! The answers to the gate have no shape here, on purpose.

use serde_json::{Map, Value};

use super::fields::Fields;
use crate::domain::{Bond, Preferences, Safety, Suggestions};

const NICKNAME: &str = "bond_nickname";
const FORM: &str = "bond_form";
const HOME: &str = "bond_home";
const CONTACT: &str = "bond_contact";
const ENDED: &str = "bond_ended_on";
const CLOSED: &str = "bond_closed_since";
const SUGGESTIONS: &str = "suggestions";
const ASKED: &str = "suggestions_asked";
const WATCHING: &str = "watching_from";

/// Takes them out of the fields into the preferences.
pub(super) fn read(preferences: &mut Preferences, fields: &mut Map<String, Value>) {
    let fields = &mut Fields(fields);
    preferences.bond = Bond {
        nickname: fields.text(NICKNAME),
        form: fields.choice(FORM),
        home: fields.choice(HOME),
        contact: fields.choice(CONTACT),
        ended_on: fields.parsed(ENDED),
        closed_since: fields.parsed(CLOSED),
    };
    // Someone chose something this version does not know: the careful reading is the quiet one.
    let unknown = if fields.0.contains_key(SUGGESTIONS) { Suggestions::OnlyForMe } else { Suggestions::AboutUs };
    preferences.safety =
        Safety { suggestions: fields.choice(SUGGESTIONS).unwrap_or(unknown), asked: fields.stamp(ASKED) };
    preferences.watching_from = fields.parsed(WATCHING);
}

/// Puts them among the fields.
pub(super) fn write(preferences: &Preferences, fields: &mut Map<String, Value>) {
    let fields = &mut Fields(fields);
    let bond = &preferences.bond;
    fields.put_text(NICKNAME, &bond.nickname);
    fields.put_choice(FORM, bond.form);
    fields.put_choice(HOME, bond.home);
    fields.put_choice(CONTACT, bond.contact);
    fields.put(ENDED, bond.ended_on.map(|day| day.to_string()));
    fields.put(CLOSED, bond.closed_since.map(|day| day.to_string()));
    // What was not understood was read as the quiet one, and goes back as it came unless the other was chosen since.
    let suggestions = preferences.safety.suggestions;
    let unknown = fields.0.contains_key(SUGGESTIONS);
    if unknown != (suggestions == Suggestions::OnlyForMe) {
        fields.put_choice(SUGGESTIONS, Some(suggestions));
    }
    fields.put_stamp(ASKED, preferences.safety.asked);
    fields.put(WATCHING, preferences.watching_from.map(|day| day.to_string()));
}
