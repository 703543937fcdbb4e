//! One page, open: its day, its words, and what can be done with it.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Action;
use crate::app::state::{Field, Notice, Saving, Writing};
use crate::domain::EntryId;
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::{Frame, Heading, Icon, NoticeBar, Paper, Sheet, icon};
use crate::ui::context::{use_link, use_tongue};
use crate::ui::route::Route;

#[derive(Debug, Properties)]
pub struct Props {
    pub page: Rc<Writing>,
    pub field: u32,
    pub saving: Saving,
    pub notice: Option<Notice>,
    pub readonly: bool,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        // The words under the pen belong to the field: they never cause a render.
        self.page.id == other.page.id
            && self.page.kept.is_some() == other.page.kept.is_some()
            && (self.field, self.saving, self.readonly) == (other.field, other.saving, other.readonly)
            && self.notice == other.notice
    }
}

#[component]
pub fn PageScreen(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let asking = use_state(|| false);
    let id = props.page.id;
    let new = props.page.kept.is_none();
    let keep = {
        let link = link.clone();
        Callback::from(move |()| link.pen.keep())
    };
    let day = props.page.kept.as_ref().map_or_else(|| props.page.begun.day(), |page| page.day);
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let more = if new || props.readonly { Html::default() } else { page_menu(&link, &tongue, id, ask) };
    html! {
        <>
            <Frame screen="write" {more} back={(Route::Pages, tongue.say(Msg::Pages))}>
                <div class="paper-date">
                    <Heading class="title" text={tongue.format.day(day)} />
                    <p class="hint">{ tongue.say(Msg::BegunAt { clock: &tongue.format.clock(props.page.begun) }) }</p>
                </div>
                if let Some(notice) = props.notice.clone() { <NoticeBar {notice} /> }
                <Paper
                    key={props.field} field={Field::Page} words={props.page.words.clone()} label={tongue.say(Msg::ThePage)}
                    placeholder={tongue.say(Msg::StartAnywhere)} saving={props.saving} focused={new}
                    readonly={props.readonly} onkeep={keep}
                />
            </Frame>
            if *asking { <DeleteSheet pages={vec![id]} onclose={let asking = asking.clone(); move |()| asking.set(false)} /> }
        </>
    }
}

fn page_menu(
    link: &crate::ui::context::Link,
    tongue: &crate::ui::context::Tongue,
    id: EntryId,
    ask: Callback<MouseEvent>,
) -> Html {
    let bin = {
        let link = link.clone();
        Callback::from(move |_: MouseEvent| link.send(Action::Binned { id, at: clock::now() }))
    };
    html! {
        <ul role="list" aria-label={tongue.say(Msg::PageMenu)}>
            <li><button class="menu-item" type="button" onclick={bin}>{ icon(Icon::Bin) }{ tongue.say(Msg::PutInBin) }</button></li>
            <li>
                <button class="menu-item" type="button" popovertarget="more" popovertargetaction="hide" onclick={ask}>
                    { icon(Icon::Close) }{ tongue.say(Msg::DeleteForGood) }
                </button>
            </li>
        </ul>
    }
}

#[derive(Debug, PartialEq, Properties)]
pub struct DeleteProps {
    pub pages: Vec<EntryId>,
    pub onclose: Callback<()>,
}

/// Asks once more before something goes for good.
#[component]
pub fn DeleteSheet(props: &DeleteProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let title = match props.pages.len() {
        1 => tongue.say(Msg::DeleteSure),
        many => tongue.say(Msg::EmptyBinSure { pages: &tongue.format.number(many as f64) }),
    };
    let delete = {
        let (pages, close) = (props.pages.clone(), props.onclose.clone());
        Callback::from(move |_: MouseEvent| {
            close.emit(());
            link.send(Action::AskedToDelete(pages.clone()));
        })
    };
    html! {
        <Sheet id="delete" {title} small={true} onclose={props.onclose.clone()}>
            <p>{ tongue.say(Msg::ForGoodMeans) }</p>
            <div class="actions" data-stack="">
                <button class="button" type="button" onclick={delete}>{ tongue.say(Msg::DeleteNow) }</button>
                <button class="button" data-kind="quiet" type="button" onclick={props.onclose.reform(|_: MouseEvent| ())}>
                    { tongue.say(Msg::KeepThem) }
                </button>
            </div>
        </Sheet>
    }
}
