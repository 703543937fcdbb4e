//! Cards, in English.

use std::borrow::Cow;

use crate::i18n::Card;

pub fn say(said: Card<'_>) -> Cow<'static, str> {
    use Card as M;
    let words: &'static str = match said {
        M::Another => "Another",
        M::NotToday => "Not today",
        M::OneSide => "One side at a time",
        M::BothSides => "Both sides",
        M::TurnOver => "Turn it over",
        M::TurnBack => "Turn it back",
        M::ThisSide => "This side",
        M::OtherSide => "The other side",
        M::LineToStartFrom => "A line to start from",
        M::BackToCards => "Back to the cards",
        M::NoCardFits => "Nothing here fits today. The decks stay where they are.",
        M::WriteFromIt => "Write from it",
        M::KeepCard => "Keep it",
        M::CardDone => "I did this",
        M::CardDoneSaid => "Done.",
        M::CardAsksLater { days } => {
            return match days {
                "1" => "Done. It asks how it was tomorrow.".into(),
                _ => format!("Done. It asks how it was in {days} days.").into(),
            };
        }
        M::CardAsks { title } => return format!("You did \u{201c}{title}\u{201d}").into(),
        M::CardAskedToday { title, ask } => return format!("You did \u{201c}{title}\u{201d}. {ask}").into(),
        M::WriteAboutIt => "Write about it",
        M::LeaveAsIs => "Leave it",
        M::GoOnFromQuestions => "Go on",
        M::WhyThisOne => "Why this one",
        M::AboutThisOne => "Not for me",
        M::WhyTurn => "It was its turn. A deck is gone through before anything in it comes again.",
        M::WhyKept { day } => return format!("You kept it on {day}.").into(),
        M::WhyLeftOpen { day } => return format!("You did it on {day}, and how it went is still open.").into(),
        M::WhyMarked { tag } => return format!("You marked something close to it in the last days: {tag}.").into(),
        M::LessLikeThis => "Less like this",
        M::HideCard => "Hide it",
        M::CardBack => "Bring it back",
        M::CardHiddenSaid => "Hidden. It lies under All decks, in case.",
        M::CardLessSaid => "Fewer like this one, for a while.",
        M::CardNotTodaySaid => "Not today, then. It can wait.",
        M::WrittenFromIt => "Written from it",
        M::AboutMinutes { one: true, .. } => "About a minute",
        M::AboutMinutes { minutes, .. } => return format!("About {minutes} minutes").into(),
        M::SearchDecks => "Search the decks",
        M::ChooseCards => "Choose",
        M::Time => "Time",
        M::AnyTime => "As long as it takes",
        M::AtMostMinutes { minutes } => return format!("At most {minutes} minutes").into(),
        M::WhatToDo => "What to do",
        M::AnyMode => "Anything",
        M::ModeWrite => "Write",
        M::ModeSay => "Say",
        M::ModeDo => "Do",
        M::ModeRest => "Rest",
        M::WhichCards => "Which",
        M::AllCards => "All of them",
        M::OnlyKept => "Those you kept",
        M::OnlyHidden => "Hidden ones",
        M::LightOnly => "Light ones only",
        M::NoCardFound => "Nothing in the decks is like that.",
        M::NoCardKept => "Nothing of this is kept.",
        M::NoCardHidden => "Nothing of this is hidden.",
    };
    words.into()
}
