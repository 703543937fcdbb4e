//! The first page: words in memory only, until they are kept.

use yew::prelude::*;

use super::keep::KeepSheets;
use crate::app::Action;
use crate::app::state::{Field, Fresh, Notice, Saving, Work};
use crate::domain::Body;
use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading, NoticeBar, Paper};
use crate::ui::context::{use_link, use_tongue};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub step: Fresh,
    pub words: Body,
    /// Counts fresh fields: another number is another field.
    pub field: u32,
    pub work: Option<Work>,
    pub notice: Option<Notice>,
}

#[component]
pub fn FirstPage(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let keep = {
        let link = link.clone();
        Callback::from(move |()| {
            link.pen.read(crate::app::action::Why::Left);
            link.send(Action::AskedToKeep);
        })
    };
    let let_go = props.step == Fresh::LetGo;
    let bring_back = Callback::from(move |_: MouseEvent| link.send(Action::BroughtBack));
    let words = if let_go { Body::default() } else { props.words.clone() };
    html! {
        <Frame screen="write first-page" menu={false}>
            <Heading class="unseen" text={tongue.say(Msg::FirstPage)} />
            if let Some(notice) = props.notice.clone() { <NoticeBar {notice} /> }
            if let_go {
                <div class="offer">
                    <p role="status">{ tongue.say(Msg::LetGone) }</p>
                    <button class="button" type="button" onclick={bring_back}>{ tongue.say(Msg::BringBack) }</button>
                </div>
            }
            <Paper
                key={props.field} field={Field::Today} focused={words.is_empty()} {words} label={tongue.say(Msg::FirstPage)}
                placeholder={tongue.say(Msg::StartAnywhere)} saving={Saving::Quiet}
                standing={tongue.say(Msg::OnlyOnThisScreen)} onkeep={keep}
            />
            <p><a class="button" data-kind="quiet" href="#/rest">{ tongue.say(Msg::NoWordsTonight) }</a></p>
            <KeepSheets step={props.step} work={props.work} />
        </Frame>
    }
}
