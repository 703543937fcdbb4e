//! The icon family: 24 px strokes, drawn for this app. Always beside a word or named by a label.

use yew::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Back,
    Bin,
    Cards,
    Bold,
    Bullets,
    Close,
    Copy,
    Day,
    Download,
    Earlier,
    Heading,
    Help,
    Italic,
    Keyboard,
    Link,
    Lock,
    Mine,
    More,
    New,
    Note,
    Onward,
    Numbers,
    Pages,
    Quote,
    Search,
    Settings,
    Star,
    Today,
}

impl Icon {
    /// Every one, for the page that shows them.
    #[cfg(feature = "components")]
    pub const ALL: [Self; 28] = [
        Self::Back,
        Self::Bin,
        Self::Bold,
        Self::Bullets,
        Self::Cards,
        Self::Close,
        Self::Copy,
        Self::Day,
        Self::Download,
        Self::Earlier,
        Self::Heading,
        Self::Help,
        Self::Italic,
        Self::Keyboard,
        Self::Link,
        Self::Lock,
        Self::Mine,
        Self::More,
        Self::New,
        Self::Note,
        Self::Onward,
        Self::Numbers,
        Self::Pages,
        Self::Quote,
        Self::Search,
        Self::Settings,
        Self::Star,
        Self::Today,
    ];

    const fn path(self) -> &'static str {
        match self {
            Self::Back => "M15 5l-7 7 7 7",
            Self::Bin => {
                "M5 7h14M10 7V4.5h4V7M7 7l.8 12a1 1 0 0 0 1 .9h6.4a1 1 0 0 0 1-.9L17 7M10.2 10.5l.3 6M13.8 10.5l-.3 6"
            }
            Self::Bold => "M8 5h5a3.25 3.25 0 0 1 0 6.5H8zM8 11.5h6a3.5 3.5 0 0 1 0 7H8z",
            Self::Bullets => "M9.5 7h10M9.5 12h10M9.5 17h10M5 7h.01M5 12h.01M5 17h.01",
            Self::Cards => "M5 8.5h10v11H5zM9 8.3l.6-4.1 9.9 1.4-1.6 10.9-2.7-.4M8 12.5h4M8 15.5h2.5",
            Self::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Copy => "M9 8.5h10v11.5H9zM15 5.5V4H5v11.5h1.5",
            Self::Day => "M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V7M15.5 3.5V7M12 14h3v3h-3z",
            Self::Download => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14",
            Self::Earlier => "M4.8 9.5a8 8 0 1 1-.6 4.5M4.5 4.8v4.9h4.9M12 8v4.4l3 1.9",
            Self::Heading => "M7 5v14M17 5v14M7 12h10",
            Self::Help => {
                "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM9.6 9.6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2 1-1.2 1.9M12 16.4h.01"
            }
            Self::Italic => "M10.5 5h6M7.5 19h6M13.8 5l-3.6 14",
            Self::Keyboard => "M3.5 7h17v10.5h-17zM7 10.5h.01M10.3 10.5h.01M13.7 10.5h.01M17 10.5h.01M8 14.2h8",
            Self::Link => {
                "M10 14a3.6 3.6 0 0 0 5.1 0l3-3A3.6 3.6 0 0 0 13 5.9l-1 1M14 10a3.6 3.6 0 0 0-5.1 0l-3 3a3.6 3.6 0 0 0 5.1 5.1l1-1"
            }
            Self::Lock => {
                "M6.5 10.5h11a1.5 1.5 0 0 1 1.5 1.5v6.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5V12a1.5 1.5 0 0 1 \
                 1.5-1.5zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"
            }
            Self::Mine => "M4.5 5h15M4.5 12h15M4.5 19h15M7.5 5v7M11 5v7M16.5 5l-2 7M7 12v7M13 12v7M17 12v7",
            Self::More => {
                "M4.75 12a.75.75 0 1 0 1.5 0a.75.75 0 1 0-1.5 0M11.25 12a.75.75 0 1 0 1.5 0a.75.75 0 1 0-1.5 0M17.75 12a.75.75 \
                 0 1 0 1.5 0a.75.75 0 1 0-1.5 0"
            }
            Self::New => "M4.5 19.5l1-4L16 5a1.8 1.8 0 0 1 2.6 0l.4.4a1.8 1.8 0 0 1 0 2.6L8.5 18.5l-4 1zM14 7l3 3",
            Self::Note => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11.5v5M12 8h.01",
            Self::Onward => "M9 5l7 7-7 7",
            Self::Numbers => {
                "M10.5 7h9M10.5 12h9M10.5 17h9M4.6 5.6L6 4.8V9M4.4 13.6c.3-1 2.3-.9 2.3.4 0 1-2.2 1.7-2.4 3.2h2.6"
            }
            Self::Pages => {
                "M8 4h7.5L19 7.5V17a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM15 4v4h4M7 7H6a1 1 0 0 0-1 1v12a1 1 0 \
                 0 0 1 1h9"
            }
            Self::Quote => {
                "M5.5 16.5c2.3-.8 3.5-2.5 3.5-5.5H5.5V7.5H9V11M14.5 16.5c2.3-.8 3.5-2.5 3.5-5.5h-3.5V7.5H18V11"
            }
            Self::Search => "M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.8 15.8l4 4",
            Self::Settings => {
                "M5 7.5h8M17 7.5h2M5 16.5h2M11 16.5h8M15 9.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM9 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"
            }
            Self::Star => "M12 4l2.4 5.1 5.6.7-4.1 3.9 1 5.6-4.9-2.7-4.9 2.7 1-5.6L4 9.8l5.6-.7z",
            Self::Today => "M5 4.5h14v15H5zM12 4.5v15M5 11.5h14",
        }
    }
}

/// An icon, hidden from screen readers: the words beside it, or its control's label, say what it is.
pub fn icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={icon.path()} />
        </svg>
    }
}
