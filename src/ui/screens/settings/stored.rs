//! What lies in the browser: a sealed copy of it, the room it takes, and what of it cannot be read.

use yew::prelude::*;

use super::group;
use crate::app::action::Screen;
use crate::app::state::{Health, Tightness, Unreadable, WhyUnreadable, room_taken};
use crate::app::{Action, State};
use crate::i18n::{Files, Msg};
use crate::platform::{edition, persist};
use crate::ui::components::{Icon, Look, button, icon, link};
use crate::ui::context::Ui;

pub fn copy_group(ui: &Ui) -> Html {
    let words = html! { <>{ icon(Icon::Download) }{ ui.say(Msg::SaveCopy) }</> };
    let body = html! {
        <>
            <p>{ ui.say(Msg::Files(Files::BackupMeans)) }</p>
            <p class="hint">{ ui.say(Msg::CopyMeans) }</p>
            if edition::is_file() { <p>{ ui.say(Msg::FileNeedsCopies) }</p> }
            <div class="actions">
                { link(Look::Plain, ui.say(Msg::Files(Files::BackupLink)), Screen::Backup) }
                { button(Look::Quiet, words, ui.on(|| Action::AskedForCopy)) }
            </div>
        </>
    };
    group(ui, "set-copy", Msg::Files(Files::BackupTitle), body)
}

pub fn room_group(ui: &Ui, state: &State) -> Html {
    let taken = state.room.map(|room| {
        let (percent, tightness) = room_taken(room);
        let written = |percent: u32| format!("{} %", ui.number(percent));
        let (used, left) = (written(percent), written(100 - percent));
        let words = match tightness {
            Tightness::Plenty => None,
            Tightness::Tight => Some(Msg::RoomTight),
            Tightness::Full => Some(Msg::RoomFull),
        };
        html! {
            <>
                <p id="room-taken">{ ui.say(Msg::RoomTaken { used: &used, left: &left }) }</p>
                <meter class="meter" min="0" max="100" value={percent.to_string()} aria-labelledby="room-taken"></meter>
                { for words.map(|words| html! { <p>{ ui.say(words) }</p> }) }
            </>
        }
    });
    let body = html! {
        <>
            { for taken }
            if state.health.no_mirror { <p>{ ui.say(Msg::MirrorMissing) }</p> }
            { stays(ui, state.stays) }
        </>
    };
    group(ui, "set-room", Msg::RoomTitle, body)
}

/// Whether the browser has agreed to keep it, as it answered, and a way to ask where only the person can.
fn stays(ui: &Ui, stays: Option<bool>) -> Html {
    let said = match stays {
        Some(true) => Msg::StaysAgreed,
        Some(false) => Msg::StaysNot,
        None => Msg::StaysUnsaid,
    };
    html! {
        <>
            <p role="status">{ ui.say(said) }</p>
            if stays == Some(false) && !persist::decides_alone() {
                <div class="actions">{ button(Look::Plain, ui.say(Msg::AskToStay), ui.on(|| Action::AskedToStay)) }</div>
            }
            if persist::forgets_after_a_week() { <p>{ ui.say(Msg::SevenDays) }</p> }
        </>
    }
}

pub fn unreadable_group(ui: &Ui, health: &Health) -> Html {
    let row = |piece: &Unreadable| {
        let why = match piece.why {
            WhyUnreadable::Altered => Msg::WhyAltered,
            WhyUnreadable::Missing => Msg::WhyMissing,
            WhyUnreadable::Newer => Msg::WhyNewer,
        };
        html! { <li><code>{ piece.name.clone() }</code>{ ": " }{ ui.say(why) }</li> }
    };
    let body = if health.unreadable.is_empty() {
        html! { <p>{ ui.say(Msg::NothingUnreadable) }</p> }
    } else {
        html! { <><p>{ ui.say(Msg::UnreadableMeans) }</p><ul>{ for health.unreadable.iter().map(row) }</ul></> }
    };
    group(ui, "set-unreadable", Msg::UnreadableHeading, body)
}
