//! How the screen looks. Theme and text size stand in the clear part of the vault, because the lock screen wears them
//! too; everything else a person chooses is sealed.

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    #[default]
    System,
    Light,
    Dark,
}

/// The size of all text, in steps above what the browser is set to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    #[default]
    Usual,
    /// An eighth more.
    Large,
    /// Five sixteenths more.
    Larger,
    /// Half as much again.
    Largest,
}

/// What can be read before unlocking, and is worn from the first paint on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    pub theme: Theme,
    pub text: TextSize,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The number it is kept under: its place in [`Self::ALL`].
    pub fn byte(self) -> u8 {
        self as u8
    }

    /// A number of a later version is the device's own choice.
    pub fn from_byte(byte: u8) -> Self {
        Self::ALL.get(usize::from(byte)).copied().unwrap_or_default()
    }
}

impl TextSize {
    pub const ALL: [Self; 4] = [Self::Usual, Self::Large, Self::Larger, Self::Largest];

    /// The number it is kept under: its place in [`Self::ALL`].
    pub fn byte(self) -> u8 {
        self as u8
    }

    /// A number of a later version is the usual size.
    pub fn from_byte(byte: u8) -> Self {
        Self::ALL.get(usize::from(byte)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_what_they_are_and_unknown_ones_are_the_usual() {
        assert_eq!(Theme::ALL.map(Theme::byte), [0, 1, 2]);
        assert_eq!(TextSize::ALL.map(TextSize::byte), [0, 1, 2, 3]);
        for theme in Theme::ALL {
            assert_eq!(Theme::from_byte(theme.byte()), theme);
        }
        for text in TextSize::ALL {
            assert_eq!(TextSize::from_byte(text.byte()), text);
        }
        assert_eq!((Theme::from_byte(9), TextSize::from_byte(255)), (Theme::System, TextSize::Usual));
    }
}
