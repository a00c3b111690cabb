//! Errors of programs that have a fixed sentence each: the code, the sentence, the rule behind it.

use super::{Refusal, Rule};
use crate::model::Certificate;

/// An error that a program has.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its code, as printed.
    pub code: &'static str,
    /// Its sentence.
    pub message: &'static str,
    /// The rule behind it.
    pub rule: Rule,
}

/// An error that came up. Compared by code.
pub(super) type Fault = &'static Word;

impl Word {
    /// The refusal, in the program's own sentence.
    pub(super) fn refusal(&'static self) -> Refusal {
        Refusal::new(self.code, self.message, &self.rule)
    }

    /// The same, naming the certificate that it is about.
    pub(super) fn about(&'static self, certificate: &Certificate) -> Refusal {
        self.refusal().about(certificate)
    }
}

/// The rules of a table.
pub(super) fn rules(table: &'static [&'static Word]) -> Vec<&'static Rule> {
    table.iter().map(|word| &word.rule).collect()
}

/// The sentences of a table with their rules, but for errors whose words are not known.
pub(super) fn sentences(table: &'static [&'static Word]) -> Vec<(&'static str, &'static Rule)> {
    let said = table.iter().filter(|word| !word.message.is_empty());
    said.map(|word| (word.message, &word.rule)).collect()
}

/// A table of errors: `NAME: code, sentence; rule id, what, source, hint;`
macro_rules! words {
    ($($name:ident: $code:literal, $message:literal; $id:literal, $what:literal, $source:literal, $hint:literal;)+) => {
        $(
            pub(super) static $name: $crate::stacks::words::Word = $crate::stacks::words::Word {
                code: $code,
                message: $message,
                rule: $crate::stacks::Rule { id: $id, what: $what, source: $source, hint: $crate::stacks::Hint::of($hint) },
            };
        )+
        /// The whole table.
        pub(in crate::stacks) static WORDS: &[&$crate::stacks::words::Word] = &[$(&$name),+];
    };
}
pub(super) use words;
