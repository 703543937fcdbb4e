//! Pages by month, as a window of rows between two spacers: however long the journal, few rows are in the document.
//! Heights are the stylesheet's `--row-height` and `--month-height`, in rem, and read from there.

use std::rc::Rc;

use yew::prelude::*;

use crate::content::wording::kind;
use crate::domain::{Entry, EntryId, Month};
use crate::i18n::Msg;
use crate::ui::components::{Icon, icon};
use crate::ui::context::{Ui, use_ui};
use crate::ui::hooks::{View, use_spacers, use_view};

/// Characters of a page's opening that fit a row on the widest screen.
const OPENING: usize = 90;

#[derive(Debug, Properties)]
pub struct Props {
    /// Newest first.
    pub pages: Rc<Vec<Rc<Entry>>>,
    pub onopen: Callback<EntryId>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.pages, &other.pages) && self.onopen == other.onopen
    }
}

/// One month of the list: where it begins, in pixels from the top, and its pages.
#[derive(Clone, Debug, PartialEq)]
struct MonthOf {
    month: Month,
    top: f64,
    /// Indices into the pages.
    from: usize,
    to: usize,
}

/// Heights in pixels, as the stylesheet and the person's text size have them.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Heights {
    row: f64,
    month: f64,
}

#[component]
pub fn PageRows(props: &Props) -> Html {
    let ui = use_ui();
    let list = use_node_ref();
    let (view, [row, month]) = use_view(&list, props.pages.len(), [("--row-height", 3.5), ("--month-height", 4.0)]);
    let heights = Heights { row, month };
    let months = use_memo((props.pages.clone(), heights), |(pages, heights)| months(pages, *heights));
    let shown: Vec<_> = months.iter().filter_map(|month| window_of(month, heights, view)).collect();
    let above = shown.first().map_or(0.0, |part| part.top);
    let below = months.last().map_or(0.0, |last| last.bottom(heights)) - shown.last().map_or(0.0, |part| part.bottom);
    let spacers = use_spacers(above, below);
    html! {
        <div class="rows" ref={list}>
            <div key="above" ref={spacers.0} aria-hidden="true"></div>
            { for shown.iter().map(|part| month_rows(&ui, &props.pages, part, &props.onopen)) }
            <div key="below" ref={spacers.1} aria-hidden="true"></div>
        </div>
    }
}

/// The rows of a month that are drawn.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    month: Month,
    /// Whether the month's name is among what is drawn.
    named: bool,
    from: usize,
    to: usize,
    /// The first and one past the last page of the whole month.
    whole: (usize, usize),
    top: f64,
    bottom: f64,
}

impl MonthOf {
    fn bottom(&self, heights: Heights) -> f64 {
        self.top + heights.month + (self.to - self.from) as f64 * heights.row
    }
}

fn months(pages: &[Rc<Entry>], heights: Heights) -> Vec<MonthOf> {
    let mut months: Vec<MonthOf> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let month = page.day.month();
        match months.last_mut() {
            Some(last) if last.month == month => last.to = at + 1,
            last => {
                let top = last.map_or(0.0, |last| last.bottom(heights));
                months.push(MonthOf { month, top, from: at, to: at + 1 });
            }
        }
    }
    months
}

fn window_of(month: &MonthOf, heights: Heights, view: View) -> Option<Part> {
    let bottom = month.bottom(heights);
    if bottom <= view.from || month.top >= view.to {
        return None;
    }
    let rows_top = month.top + heights.month;
    let row_at = |y: f64| ((y - rows_top) / heights.row).max(0.0) as usize;
    let from = (month.from + row_at(view.from)).min(month.to - 1);
    let to = (month.from + row_at(view.to) + 1).min(month.to);
    let named = from == month.from;
    let top = if named { month.top } else { rows_top + (from - month.from) as f64 * heights.row };
    let bottom = rows_top + (to - month.from) as f64 * heights.row;
    Some(Part { month: month.month, named, from, to, whole: (month.from, month.to), top, bottom })
}

fn month_rows(ui: &Ui, pages: &Rc<Vec<Rc<Entry>>>, part: &Part, onopen: &Callback<EntryId>) -> Html {
    let name = ui.format.month(part.month);
    let size = (part.whole.1 - part.whole.0).to_string();
    let row = |at: usize| {
        let page = &pages[at];
        let same_day = at > part.whole.0 && pages[at - 1].day == page.day;
        let open = {
            let (onopen, id) = (onopen.clone(), page.id);
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                onopen.emit(id);
            })
        };
        let opening = page.opening(OPENING);
        let opening = if opening.is_empty() { nameless(ui, page) } else { AttrValue::from(opening) };
        html! {
            <li class="row" key={page.id.to_string()} data-same-day={same_day.then_some("")}
                aria-setsize={size.clone()} aria-posinset={(at - part.whole.0 + 1).to_string()}>
                <a class="row-link" href="#/page" onclick={open}>
                    <span class="row-day"><b>{ page.day.number() }</b>{ " " }{ ui.format.weekday(page.day) }</span>
                    <span class="row-opening" dir="auto">{ opening }</span>
                    <span class="row-time">
                        if page.starred { { icon(Icon::Star) }<span class="unseen">{ ui.say(Msg::Starred) }{ " " }</span> }
                        { ui.format.clock(page.created) }
                    </span>
                </a>
            </li>
        }
    };
    html! {
        <section key={part.month.to_string()} aria-label={name.clone()}>
            if part.named { <h2 class="month-name">{ name }</h2> }
            <ol role="list">{ for (part.from..part.to).map(row) }</ol>
        </section>
    }
}

/// A page without words is known by its kind.
pub fn nameless(ui: &Ui, page: &Entry) -> AttrValue {
    kind(page.kind.key()).map_or_else(|| ui.say(Msg::EmptyPage), |text| text.name.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Stamp;

    const HEIGHTS: Heights = Heights { row: 10.0, month: 20.0 };

    fn pages(days: &[i64]) -> Vec<Rc<Entry>> {
        let page = |day: &i64| {
            let at = Stamp { utc_ms: day * 86_400_000 + 43_200_000, offset_min: 0 };
            Rc::new(Entry::new(EntryId::new(at.utc_ms as u64, [0; 10]), at, "words"))
        };
        days.iter().map(page).collect()
    }

    #[test]
    fn months_stand_under_each_other() {
        // Days 40 and 35 are in February 1970, days 10 and 3 in January.
        let months = months(&pages(&[40, 35, 10, 3]), HEIGHTS);
        let tops: Vec<_> = months.iter().map(|month| (month.month.month, month.top)).collect();
        assert_eq!(tops, [(2, 0.0), (1, 40.0)]);
    }

    #[test]
    fn only_what_is_in_view_is_drawn_however_many_there_are() {
        let many: Vec<i64> = vec![10; 10_000];
        let months = months(&pages(&many), HEIGHTS);
        let part = window_of(&months[0], HEIGHTS, View { from: 50_020.0, to: 50_120.0 }).expect("in view");
        assert_eq!((part.from, part.to, part.named), (5_000, 5_011, false));
        assert_eq!((part.top, part.bottom), (50_020.0, 50_130.0));
        assert_eq!(window_of(&months[0], HEIGHTS, View { from: 200_000.0, to: 200_100.0 }), None);
    }
}
