//! Whether verdicts are coloured: as asked, else where a terminal shows them and nobody minds.

use std::io::IsTerminal;

use pemlens::export::Paint;

/// What was asked with `--color`.
#[derive(Clone, Copy, Default)]
pub enum Colour {
    /// Where standard output is a terminal, unless `NO_COLOR` is set (no-color.org) or the terminal
    /// is a dumb one.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// The value of `--color`.
    pub fn parse(word: &str) -> Result<Self, String> {
        match word {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            _ => Err(format!("--color takes auto, always or never, not {word}")),
        }
    }

    /// What that comes to here.
    pub fn paint(self) -> Paint {
        let coloured = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => std::io::stdout().is_terminal() && !super::is_colour_unwanted(),
        };
        if coloured { Paint::Coloured } else { Paint::Plain }
    }
}
