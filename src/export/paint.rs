//! Colour for the words of a verdict, and for nothing else: what strangers wrote is never coloured.

/// Whether words are coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// As plain text.
    #[default]
    Plain,
    /// With the escape sequences of terminals (ECMA-48, SGR).
    Coloured,
}

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It will do.
    Good,
    /// It will do, but.
    Wary,
    /// It will not do.
    Bad,
}

impl Paint {
    /// The word in the colour of what it says. The colours are those of the terminal's own palette.
    pub fn word(self, tone: Tone, word: &str) -> String {
        let number = match tone {
            Tone::Good => 32,
            Tone::Wary => 33,
            Tone::Bad => 31,
        };
        match self {
            Paint::Plain => word.to_owned(),
            Paint::Coloured => format!("\u{1b}[{number}m{word}\u{1b}[0m"),
        }
    }
}
