//! The options after a command: `--name`, `--name value` and plain words. What no command took is an error, so that a
//! mistyped option is never silently ignored.

use crate::shell::Result;

#[derive(Debug)]
pub struct Options {
    words: Vec<String>,
}

impl Options {
    pub fn new(words: impl Iterator<Item = String>) -> Self {
        Self { words: words.collect() }
    }

    /// Takes `name` if it is there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() != before
    }

    /// Takes `name` and the word after it.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.words.iter().position(|word| word == name) else { return Ok(None) };
        if at + 1 == self.words.len() {
            return Err(format!("{name} wants a value after it."));
        }
        self.words.remove(at);
        Ok(Some(self.words.remove(at)))
    }

    /// Takes the next plain word.
    pub fn word(&mut self) -> Option<String> {
        let at = self.words.iter().position(|word| !word.starts_with("--"))?;
        Some(self.words.remove(at))
    }

    /// Refuses whatever is left.
    pub fn finish(self) -> Result {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(format!("{word} is not an option of this command. `cargo xtask` lists them.")),
        }
    }
}
