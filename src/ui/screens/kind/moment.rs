//! Something happened.

use std::rc::Rc;

use yew::prelude::*;

use super::{Filling, Rows, change, is, toggle};
use crate::content::wording::SIGNS;
use crate::domain::kind::moment::MOMENT_STORY_MOST;
use crate::domain::reach::REACH_NOTE_MOST;
use crate::domain::{Bond, Choice, Kind, Moment, Outcome, Reach, ReachFrom, Sign};
use crate::platform::clock;
use crate::ui::components::form::{any_of, short_field};

pub fn form(filling: Filling<'_>, marks: &Rc<Moment>, bond: &Bond) -> Html {
    let (ui, edit) = (filling.ui, Kind::Moment as fn(Rc<Moment>) -> Kind);
    let story = change(ui, marks, edit, |marks: &mut Moment, story| marks.story = story);
    let sign = change(ui, marks, edit, |marks: &mut Moment, at: usize| {
        let Some(sign) = Sign::ALL.get(at) else { return };
        if !marks.signs.remove(sign) {
            marks.signs.insert(*sign);
        }
    });
    let from = change(ui, marks, edit, |marks: &mut Moment, at| {
        let mut from = marks.reach.as_ref().map(|reach| reach.from);
        toggle(&mut from, at);
        // Whoever it came from, what is known of it stays.
        marks.reach = from.map(|from| match marks.reach.take() {
            Some(mut reach) => {
                reach.from = from;
                reach
            }
            None => Reach::new(from),
        });
    });
    let signs = filling.ask("signs").filter(|_| marks.asks_for_signs(bond));
    let reach = filling.ask("reach").filter(|_| marks.asks_who_reached_out(bond));
    html! {
        <>
            { for filling.field("story").map(|field| {
                short_field(ui, "mark-story", filling.named(field.name), MOMENT_STORY_MOST, &marks.story, story)
            }) }
            { for signs.map(|ask| any_of(ask, |at| marks.signs.contains(&Sign::ALL[at]), &sign)) }
            { for reach.map(|ask| {
                any_of(ask, |at| marks.reach.as_ref().is_some_and(|reach| reach.from == ReachFrom::ALL[at]), &from)
            }) }
            { for marks.reach.as_ref().map(|reach| reach_form(filling, marks, reach)) }
        </>
    }
}

/// How it was tried, what came of it, and a note on it.
fn reach_form(filling: Filling<'_>, marks: &Rc<Moment>, reach: &Reach) -> Html {
    let (ui, edit) = (filling.ui, Kind::Moment as fn(Rc<Moment>) -> Kind);
    let form = change(ui, marks, edit, |marks: &mut Moment, at| {
        if let Some(reach) = &mut marks.reach {
            toggle(&mut reach.form, at);
        }
    });
    let outcome = change(ui, marks, edit, |marks: &mut Moment, at: usize| {
        if let (Some(reach), Some(outcome)) = (&marks.reach, Outcome::ALL.get(at)) {
            marks.reach = Some(reach.came_to(*outcome, clock::now().day()));
        }
    });
    let note = change(ui, marks, edit, |marks: &mut Moment, note| {
        if let Some(reach) = &mut marks.reach {
            reach.note = note;
        }
    });
    let (way, came) = (reach.form, reach.outcome());
    html! {
        <>
            { for filling.ask("reach_form").map(|ask| {
                any_of(ask, |at| is(way, at), &form)
            }) }
            { for filling.ask("reach_outcomes").map(|ask| {
                any_of(ask, |at| is(came, at), &outcome)
            }) }
            { for filling.field("reach_note").map(|field| {
                short_field(ui, "mark-note", filling.named(field.name), REACH_NOTE_MOST, &reach.note, note)
            }) }
        </>
    }
}

pub fn read(filling: Filling<'_>, marks: &Moment) -> Rows {
    let signs = || {
        let field = filling.field("signs").filter(|_| !marks.signs.is_empty())?;
        let names: Vec<_> = SIGNS.iter().filter(|sign| marks.signs.iter().any(|mark| mark.key() == sign.key)).collect();
        let names: Vec<_> = names.into_iter().map(|sign| sign.name).collect();
        Some((filling.named(field.name), AttrValue::from(names.join(", "))))
    };
    let reach = marks.reach.as_ref();
    [
        filling.words("story", &marks.story),
        signs(),
        filling.row("reach", reach.map(|reach| reach.from)),
        filling.row("reach_form", reach.and_then(|reach| reach.form)),
        filling.row("reach_outcomes", reach.and_then(Reach::outcome)),
        reach.and_then(|reach| filling.words("reach_note", &reach.note)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
