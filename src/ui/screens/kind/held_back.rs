//! Something I didn't say.

use std::rc::Rc;

use yew::prelude::*;

use super::{Filling, Rows, change, is, toggle};
use crate::domain::kind::held_back::HELD_BACK_EASY_MOST;
use crate::domain::{HeldBack, Kind, Step};
use crate::ui::components::form::{Ask, any_of, short_field};

pub fn form(filling: Filling<'_>, marks: &Rc<HeldBack>) -> Html {
    let (ui, edit) = (filling.ui, Kind::HeldBack as fn(Rc<HeldBack>) -> Kind);
    let why = change(ui, marks, edit, |marks: &mut HeldBack, at| toggle(&mut marks.why, at));
    let cost = change(ui, marks, edit, |marks: &mut HeldBack, at: usize| {
        let pressed = Step::ALL.get(at).copied();
        marks.cost = pressed.filter(|_| marks.cost != pressed);
    });
    let easy = change(ui, marks, edit, |marks: &mut HeldBack, easy| marks.easy = easy);
    let steps = filling.field("cost").map(|field| {
        let steps = field.steps.iter().map(|step| AttrValue::Static(step)).collect();
        Ask::new("mark-cost", filling.named(field.name), steps)
    });
    html! {
        <>
            { for filling.field("easy").map(|field| {
                short_field(ui, "mark-easy", filling.named(field.name), HELD_BACK_EASY_MOST, &marks.easy, easy)
            }) }
            { for filling.ask("why").map(|ask| any_of(ask, |at| is(marks.why, at), &why)) }
            { for steps.map(|ask| any_of(ask, |at| marks.cost == Some(Step::ALL[at]), &cost)) }
        </>
    }
}

pub fn read(filling: Filling<'_>, marks: &HeldBack) -> Rows {
    let cost = || {
        let (field, cost) = (filling.field("cost")?, marks.cost?);
        let words = field.steps.get(usize::from(cost.number()))?;
        Some((filling.named(field.name), AttrValue::Static(words)))
    };
    [filling.words("easy", &marks.easy), filling.row("why", marks.why), cost()].into_iter().flatten().collect()
}
