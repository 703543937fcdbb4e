//! Made-up words and states to show components with.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::state::{CLEARED, Notice, Trouble};
use crate::domain::{Day, Entry, EntryId, Stamp};
use crate::i18n::Msg;
use crate::store::Fault;
use crate::ui::components::{Look, button};
use crate::ui::context::Ui;

/// 23 November 2026, noon.
pub const NOON: Stamp = Stamp { utc_ms: 1_795_435_200_000, offset_min: 0 };

const HOUR: i64 = 3_600_000;

pub const LINES: [&str; 5] = [
    "plums from the market, still warm from the sun. I ate two on the way home and gave the rest to the neighbour, who had \
     been watering my tomatoes all week without a word about it.",
    "a long walk by the canal. Two herons, and nobody in a hurry.",
    "rain until noon, then the light came back.",
    "seeds, string, the blue paint. Ask about the ladder.",
    "forty pages on the train, and I missed no station.",
];

/// Every mark there is.
pub const MARKED: &str = "# the kettle\n\n## and the step\n\nit **whistled** twice, and *nobody* came.\n\n- plums\n- string\n\n\
                          1. ladder\n2. paint\n\n> leave it on the step.\n\na [recipe](https://example.org/soup).";

pub fn day(days_ago: i32) -> Day {
    NOON.day().plus(-days_ago)
}

/// Pages of two months, one of them starred, two of one day, one without words.
pub fn pages() -> Rc<Vec<Rc<Entry>>> {
    let hours_ago: [i64; 7] = [1, 3, 50, 190, 400, 620, 700];
    let page = |(at, hours): (usize, i64)| {
        let begun = Stamp { utc_ms: NOON.utc_ms - hours * HOUR, ..NOON };
        let words = LINES.get(at).copied().unwrap_or_default();
        let page = Entry::new(EntryId::new(begun.utc_ms.unsigned_abs(), [at as u8; 10]), begun, words);
        Rc::new(if at == 1 { page.starred(true) } else { page })
    };
    Rc::new(hours_ago.into_iter().enumerate().map(page).collect())
}

/// One for each thing that is ever said there.
pub fn notices() -> Vec<Notice> {
    let troubles = [Trouble::Memory, Trouble::Parameters, Trouble::Helper, Trouble::Stores].map(Notice::Failed);
    let others = [
        Notice::SaveFailed(Fault::Full),
        Notice::SaveFailed(Fault::Failed(CLEARED.into())),
        Notice::DeleteFailed(Fault::Refused),
        Notice::NoStorage,
        Notice::Healed { values: 2 },
        Notice::HeaderAltered,
        Notice::TwoVersions { pages: 1 },
        Notice::Unreadable { values: 1 },
        Notice::LongPage,
    ];
    others.into_iter().chain(troubles).collect()
}

/// What a page said before.
pub fn version(ui: &Ui, words: &'static str) -> Html {
    let (day, clock) = (ui.format.day(NOON.day()), ui.format.clock(NOON));
    html! {
        <li class="version" key={words}>
            <h3 class="subtitle">{ ui.say(Msg::VersionOf { day: &day, clock: &clock }) }</h3>
            <p class="version-words" dir="auto">{ words }</p>
            <div class="actions">{ button(Look::Plain, ui.say(Msg::TakeVersionBack), Callback::noop()) }</div>
        </li>
    }
}
