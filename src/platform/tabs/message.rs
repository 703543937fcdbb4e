//! What tabs say to each other: that something happened, or that something is wanted. Never a word of a page, never a
//! name of one. Every message may arrive twice, and means the same then.

use std::fmt;

/// The number a tab has for as long as its page lives; drawn at random.
pub type Tab = u32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// What is kept has changed: this generation is on disk.
    Changed { generation: u64 },
    /// A tab wants to write: whichever writes now puts its words away and answers [`Message::PutAway`].
    WantsPen { tab: Tab },
    /// The words are put away, and the tab that asked may take the pen.
    PutAway { tab: Tab },
    /// A tab has taken the pen: no other writes from now on.
    TookPen { tab: Tab },
    /// Does any tab write? Asked where the browser has no locks; the one that does answers [`Message::Writes`].
    WhoWrites { tab: Tab },
    /// The tab that asked has its answer: yes.
    Writes { tab: Tab },
    /// Somebody locked, or pressed Exit: every tab covers itself and locks.
    Lock,
    /// Everything was removed: every tab drops what it holds.
    Removed,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { generation } => write!(f, "changed {generation}"),
            Self::WantsPen { tab } => write!(f, "wants-pen {tab}"),
            Self::PutAway { tab } => write!(f, "put-away {tab}"),
            Self::TookPen { tab } => write!(f, "took-pen {tab}"),
            Self::WhoWrites { tab } => write!(f, "who-writes {tab}"),
            Self::Writes { tab } => write!(f, "writes {tab}"),
            Self::Lock => f.write_str("lock"),
            Self::Removed => f.write_str("removed"),
        }
    }
}

impl Message {
    /// The message in a text; `None` for what another version may have said.
    pub fn parse(text: &str) -> Option<Self> {
        let (what, number) = text.split_once(' ').unwrap_or((text, ""));
        Some(match what {
            "changed" => Self::Changed { generation: number.parse().ok()? },
            "wants-pen" => Self::WantsPen { tab: number.parse().ok()? },
            "put-away" => Self::PutAway { tab: number.parse().ok()? },
            "took-pen" => Self::TookPen { tab: number.parse().ok()? },
            "who-writes" => Self::WhoWrites { tab: number.parse().ok()? },
            "writes" => Self::Writes { tab: number.parse().ok()? },
            "lock" => Self::Lock,
            "removed" => Self::Removed,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_understood_as_it_was_meant() {
        let messages = [
            (Message::Changed { generation: 7 }, "changed 7"),
            (Message::WantsPen { tab: 1 }, "wants-pen 1"),
            (Message::PutAway { tab: 2 }, "put-away 2"),
            (Message::TookPen { tab: 3 }, "took-pen 3"),
            (Message::WhoWrites { tab: 4 }, "who-writes 4"),
            (Message::Writes { tab: 5 }, "writes 5"),
            (Message::Lock, "lock"),
            (Message::Removed, "removed"),
        ];
        for (message, text) in messages {
            assert_eq!((message.to_string(), Message::parse(text)), (text.to_owned(), Some(message)));
        }
    }

    #[test]
    fn what_another_version_may_say_is_passed_over() {
        for text in ["", "lock-everything", "changed", "changed -1", "wants-pen x"] {
            assert_eq!(Message::parse(text), None, "{text}");
        }
    }
}
