//! One month to choose a day from: a grid of weeks, with one tab stop and arrow keys inside it.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::domain::{Day, Month};
use crate::i18n::{Format, Msg};
use crate::ui::components::{Icon, icon};
use crate::ui::context::use_ui;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// The day it belongs to now.
    pub chosen: Day,
    pub today: Day,
    /// The weekday a week begins with; Monday is 1.
    pub first: u8,
    pub onchoose: Callback<Day>,
}

#[component]
pub fn MonthGrid(props: &Props) -> Html {
    let ui = use_ui();
    // The day that Tab leads to. Moved by keys, it takes the focus along.
    let here = use_state_eq(|| (props.chosen, false));
    let focused = use_node_ref();
    {
        let focused = focused.clone();
        use_effect_with(*here, move |&(_, moved)| {
            if let (true, Some(button)) = (moved, focused.cast::<HtmlElement>()) {
                let _ = button.focus();
            }
        });
    }
    let month = here.0.month();
    let turn = |months: i32| {
        let here = here.clone();
        Callback::from(move |_: MouseEvent| {
            let day = months_later(here.0, months);
            here.set((day, false));
        })
    };
    let onkeydown = {
        let (here, first) = (here.clone(), props.first);
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            if let Some(day) = moved(here.0, first, &event.key()) {
                event.prevent_default();
                here.set((day, true));
            }
        })
    };
    let weeks = month.weeks(props.first);
    let name = |day: &Day| html! { <th scope="col">{ ui.format.weekday(*day) }</th> };
    let cell = |day: Day| {
        let is_here = day == here.0;
        let choose = props.onchoose.reform(move |_: MouseEvent| day);
        html! {
            <td key={day.epoch_days()} aria-selected={(day == props.chosen).to_string()} data-outside={(day.month() != month).then_some("")}>
                <button type="button" class="month-day" ref={if is_here { focused.clone() } else { NodeRef::default() }}
                    tabindex={if is_here { "0" } else { "-1" }} aria-label={full(&ui.format, day)}
                    aria-current={(day == props.today).then_some("date")} onclick={choose}>
                    { day.number() }
                </button>
            </td>
        }
    };
    html! {
        <div class="month">
            <div class="month-bar">
                <button class="icon-button" type="button" aria-label={ui.say(Msg::MonthBefore)} onclick={turn(-1)}>{ icon(Icon::Back) }</button>
                <p class="subtitle" aria-live="polite">{ ui.format.month(month) }</p>
                <button class="icon-button" type="button" aria-label={ui.say(Msg::MonthAfter)} onclick={turn(1)}>{ icon(Icon::Onward) }</button>
            </div>
            <table role="grid" aria-label={ui.format.month(month)} {onkeydown}>
                <thead><tr>{ for weeks.first().into_iter().flatten().map(name) }</tr></thead>
                <tbody>{ for weeks.iter().map(|week| html! { <tr key={week[0].epoch_days()}>{ for week.map(cell) }</tr> }) }</tbody>
            </table>
        </div>
    }
}

/// The day a key leads to.
fn moved(day: Day, first: u8, key: &str) -> Option<Day> {
    let column = i32::from((day.weekday() + 7 - first) % 7);
    Some(match key {
        "ArrowLeft" => day.plus(-1),
        "ArrowRight" => day.plus(1),
        "ArrowUp" => day.plus(-7),
        "ArrowDown" => day.plus(7),
        "Home" => day.plus(-column),
        "End" => day.plus(6 - column),
        "PageUp" => months_later(day, -1),
        "PageDown" => months_later(day, 1),
        _ => return None,
    })
}

/// The same day of another month, or its last one.
fn months_later(day: Day, months: i32) -> Day {
    let Month { year, month } = day.month().plus(months);
    let fits = |number: i8| Day::new(year, month, number).ok();
    (0..4).find_map(|less| fits(day.number() - less)).unwrap_or(day)
}

fn full(format: &Rc<dyn Format>, day: Day) -> String {
    format!("{}, {}", format.day(day), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn keys_move_by_days_weeks_and_months() {
        // 25 November 2026 is a Wednesday.
        let from = day("2026-11-25");
        let to = |key| moved(from, 1, key).map(|day| day.to_string());
        assert_eq!(to("ArrowLeft").as_deref(), Some("2026-11-24"));
        assert_eq!(to("ArrowDown").as_deref(), Some("2026-12-02"));
        assert_eq!(to("Home").as_deref(), Some("2026-11-23"));
        assert_eq!(to("End").as_deref(), Some("2026-11-29"));
        assert_eq!(moved(from, 7, "Home").map(|day| day.to_string()).as_deref(), Some("2026-11-22"));
        assert_eq!(to("x"), None);
    }

    #[test]
    fn a_month_later_is_the_last_day_where_there_is_no_such_day() {
        assert_eq!(months_later(day("2026-01-31"), 1).to_string(), "2026-02-28");
        assert_eq!(months_later(day("2024-03-31"), -1).to_string(), "2024-02-29");
        assert_eq!(months_later(day("2026-12-15"), 1).to_string(), "2027-01-15");
    }
}
