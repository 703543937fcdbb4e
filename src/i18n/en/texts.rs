//! English: what this is and isn't.

pub const ABOUT: &[&str] = &[
    "A private place to write, for adults. It works alone: no network, no account, nobody at the other end.",
    "It isn't therapy, and it doesn't replace a person to talk to.",
    "It isn't for watching anyone, and it isn't evidence.",
    "What you keep is sealed on this device, and can be lost with the device.",
];
