//! One page, open: its day, its words, and what can be done with it.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Action;
use crate::app::action::Screen;
use crate::app::state::{Field, Notice, Saving, Writing};
use crate::domain::EntryId;
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::{Frame, Heading, Icon, Look, Paper, Sheet, button, frame, icon, notice, paper};
use crate::ui::context::{Ui, use_ui};

#[derive(Debug, Properties)]
pub struct Props {
    pub page: Rc<Writing>,
    pub number: u32,
    pub saving: Saving,
    pub notice: Option<Notice>,
    pub readonly: bool,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        // The words under the pen belong to the field: they never cause a render.
        self.page.id == other.page.id
            && self.page.kept.is_some() == other.page.kept.is_some()
            && (self.number, self.saving, self.readonly) == (other.number, other.saving, other.readonly)
            && self.notice == other.notice
    }
}

#[component]
pub fn PageScreen(props: &Props) -> Html {
    let ui = use_ui();
    let asking = use_state(|| false);
    let id = props.page.id;
    let new = props.page.kept.is_none();
    let day = props.page.kept.as_ref().map_or_else(|| props.page.begun.day(), |page| page.day);
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let sheet = Paper {
        field: Field::Page,
        number: props.number,
        words: props.page.words.clone(),
        label: Msg::ThePage,
        placeholder: Msg::StartAnywhere,
        status: Paper::saving(&ui, props.saving),
        focused: new && props.page.words.is_empty(),
        readonly: props.readonly,
    };
    let body = html! {
        <>
            <div class="paper-date">
                <Heading class="title" text={ui.format.day(day)} />
                <p class="hint">{ ui.say(Msg::BegunAt { clock: &ui.format.clock(props.page.begun) }) }</p>
            </div>
            { notice(&ui, props.notice.as_ref()) }
            { paper(&ui, sheet, ui.keep()) }
            if *asking { { delete_sheet(&ui, vec![id], &close) } }
        </>
    };
    let more = if new || props.readonly { Html::default() } else { page_menu(&ui, id, ask) };
    frame(&ui, Frame { more, ..Frame::alone("write").menu(true).back(Screen::Pages, Msg::Pages) }, body)
}

fn page_menu(ui: &Ui, id: EntryId, ask: Callback<MouseEvent>) -> Html {
    html! {
        <ul role="list" aria-label={ui.say(Msg::PageMenu)}>
            <li>
                <button class="menu-item" type="button" onclick={ui.on(move || Action::Binned { id, at: clock::now() })}>
                    { icon(Icon::Bin) }{ ui.say(Msg::PutInBin) }
                </button>
            </li>
            <li>
                <button class="menu-item" type="button" popovertarget="more" popovertargetaction="hide" onclick={ask}>
                    { icon(Icon::Close) }{ ui.say(Msg::DeleteForGood) }
                </button>
            </li>
        </ul>
    }
}

/// Asks once more before something goes for good.
pub fn delete_sheet(ui: &Ui, pages: Vec<EntryId>, onclose: &Callback<()>) -> Html {
    let title = match pages.len() {
        1 => ui.say(Msg::DeleteSure),
        many => ui.say(Msg::EmptyBinSure { pages: &ui.number(many as f64) }),
    };
    let delete = {
        let (ui, close) = (ui.clone(), onclose.clone());
        Callback::from(move |_: MouseEvent| {
            close.emit(());
            ui.send(Action::AskedToDelete(pages.clone()));
        })
    };
    html! {
        <Sheet id="delete" {title} small={true} onclose={onclose.clone()}>
            <p>{ ui.say(Msg::ForGoodMeans) }</p>
            <div class="actions" data-stack="">
                { button(Look::Plain, ui.say(Msg::DeleteNow), delete) }
                { button(Look::Quiet, ui.say(Msg::LeaveIt), onclose.reform(|_: MouseEvent| ())) }
            </div>
        </Sheet>
    }
}
