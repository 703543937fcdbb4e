//! A short text beside the box of a page: a story, a name, a line.

use std::rc::Rc;

/// A short text, exactly as typed. A new one has a length to keep to; one that was stored is kept however long it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Short(Rc<str>);

/// The text is longer than there is room for. It stays in its field; nothing is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// Characters there is room for.
    pub most: usize,
    /// Characters there are.
    pub has: usize,
}

impl Short {
    /// # Errors
    /// [`TooLong`] above `most` characters.
    pub fn new(text: &str, most: usize) -> Result<Self, TooLong> {
        let has = text.chars().count();
        if has > most { Err(TooLong { most, has }) } else { Ok(Self(text.into())) }
    }

    /// A text that was stored: never refused, never cut.
    pub fn stored(text: &str) -> Self {
        Self(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_characters_and_nothing_is_cut() {
        assert_eq!(Short::new("été", 3).map(|text| text.as_str().to_owned()), Ok("été".to_owned()));
        assert_eq!(Short::new("été!", 3), Err(TooLong { most: 3, has: 4 }));
        assert_eq!(Short::stored("été!").as_str(), "été!");
    }
}
