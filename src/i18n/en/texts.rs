//! English: the texts that are read as a whole, one paragraph after another.

use crate::i18n::Section;

pub const ABOUT: &[&str] = &[
    "A private place to write, for adults. It works alone: no network, no account, nobody at the other end.",
    "It isn't therapy, and it doesn't replace a person to talk to.",
    "It isn't for watching anyone, and it isn't evidence.",
    "What you keep is sealed on this device, and can be lost with the device.",
];

pub const HELP_WITH_THE_FILE: Section = Section {
    title: "This file",
    paragraphs: &[
        "What you keep is not inside this file. It is in the browser you opened it with, on this device.",
        "In Firefox it belongs to the place the file is in. Moved or renamed, the file starts empty; put back, it finds \
         its pages again.",
        "In most other browsers all files opened from a disk share one place. Another file opened there could damage or \
         remove what is kept, or read it if there is no passphrase. Open only files you trust in this browser.",
        "So save a sealed copy now and then, under Settings, and keep it somewhere that is yours.",
    ],
};

pub const HELP: &[Section] = &[
    Section {
        title: "How this works",
        paragraphs: &[
            "You write; it is kept on this device and nowhere else. There is no account and no server, so nothing you \
             write is ever sent, and nobody can send it back to you if it is lost.",
            "Words are saved while you write. \u{201c}Saved\u{201d} means they are on this device's disk. Keep finishes \
             a page; you can open it again in Pages.",
            "A day begins at four in the morning, so what you write at one still belongs to the evening before.",
            "Opened in two tabs, one writes and the other reads along. Lock and Exit close both.",
        ],
    },
    Section {
        title: "Exit",
        paragraphs: &[
            "Exit, in the top corner, turns this screen into a plain calendar and locks. Pressing Shift three times \
             does the same. Your words are put away first; nothing is deleted.",
            "It can't clear the browser's history, an installed icon or backups. On a phone the power button is as \
             quick: this screen covers itself the moment it is out of sight.",
        ],
    },
    Section {
        title: "The lock",
        paragraphs: &[
            "It covers itself at once when hidden, and locks after 30 seconds out of sight, after 2 minutes without a \
             touch, or 5 while a page is open. Settings can change that.",
            "The passphrase is never stored. Without it, or the recovery words if you made them, nobody can open your \
             pages, and nobody can help to.",
            "If someone makes you open it, you can. You matter more than any page.",
        ],
    },
    Section {
        title: "What it protects from",
        paragraphs: &[
            "Someone who picks up the device while it is locked sees that something is kept here, roughly how much and \
             when, but not a word of it.",
            "Someone who guesses passphrases can guess as long as they like with a copy of the files. Five made-up \
             words are out of reach; a pet's name is not.",
            "If the browser crashes or the power goes, what was saved is still there. If the browser's data is cleared, \
             only a copy you saved elsewhere brings it back.",
        ],
    },
    Section {
        title: "What it can't protect from",
        paragraphs: &[
            "Spyware, a keylogger, or a browser extension that reads pages sees what you see. Someone who knows the \
             passphrase reads everything. Someone behind you sees the screen.",
            "Deleted pages are gone from this app, but the browser's own files may keep sealed traces for a while.",
            "Without a passphrase, anyone who opens this browser can read everything.",
        ],
    },
];
