//! Worth keeping.

use std::rc::Rc;

use yew::prelude::*;

use super::{Filling, Rows, change, is, toggle};
use crate::domain::kind::worth::WORTH_BESIDE_MOST;
use crate::domain::{Kind, Worth};
use crate::ui::components::form::{any_of, short_field};

pub fn form(filling: Filling<'_>, marks: &Rc<Worth>) -> Html {
    let (ui, edit) = (filling.ui, Kind::Worth as fn(Rc<Worth>) -> Kind);
    let source = change(ui, marks, edit, |marks: &mut Worth, at| toggle(&mut marks.source, at));
    let sort = change(ui, marks, edit, |marks: &mut Worth, at| toggle(&mut marks.kind, at));
    let beside = change(ui, marks, edit, |marks: &mut Worth, beside| marks.beside = beside);
    html! {
        <>
            { for filling.ask("source").map(|ask| {
                any_of(ask, |at| is(marks.source, at), &source)
            }) }
            { for filling.ask("sort").map(|ask| any_of(ask, |at| is(marks.kind, at), &sort)) }
            { for filling.field("beside").map(|field| {
                short_field(ui, "mark-beside", filling.named(field.name), WORTH_BESIDE_MOST, &marks.beside, beside)
            }) }
        </>
    }
}

pub fn read(filling: Filling<'_>, marks: &Worth) -> Rows {
    let rows =
        [filling.row("source", marks.source), filling.row("sort", marks.kind), filling.words("beside", &marks.beside)];
    rows.into_iter().flatten().collect()
}
