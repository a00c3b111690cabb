//! Variables that hold certificates, as in `.env` files: `TLS_CERT="-----BEGIN …"`. The name is told
//! as the name of the part.

use super::lines::Line;
use super::open::{At, Opener};
use crate::model::{Part, Span};

/// Words that may stand before a name: of shells, Dockerfiles, PowerShell and programs.
const BEFORE: [&str; 8] = ["export", "set", "ENV", "ARG", "const", "let", "var", "declare"];
/// Longer than any name that a person gave.
const LONGEST: usize = 100;

/// The variable whose value is being read, and the quotation mark that ends it.
#[derive(Default)]
pub(super) struct Held {
    inside: Option<(At, Option<char>)>,
}

impl Held {
    /// A block begins: where it belongs. `before` is what stands before it on its line.
    pub fn enter(&mut self, opener: &mut Opener, before: &str, line: &Line<'_>, at: At) -> At {
        if let Some((name, value)) = assigned(before)
            && value.len() <= 3
            && value.chars().all(is_quote)
        {
            let here = part(opener, name, line, at);
            self.inside = Some((here, value.chars().next()));
            return here;
        }
        if !before.trim().is_empty() {
            self.inside = None;
        }
        self.inside.map_or(at, |(here, _)| here)
    }

    /// A block ended: with the closing mark behind it the value has ended too.
    pub fn leave(&mut self, line: &Line<'_>) {
        let end = line.text.trim_end_matches([',', ';', ' ', '\r']);
        if self.inside.is_some_and(|(_, quote)| quote.is_some_and(|quote| end.ends_with(quote))) {
            self.inside = None;
        }
    }

    /// A line that belongs to no block: blank ones do not end a value in quotation marks.
    pub fn pass(&mut self, line: &Line<'_>) {
        if self.inside.is_some_and(|(_, quote)| quote.is_none()) || !line.text.trim().is_empty() {
            self.inside = None;
        }
    }
}

/// Enters a variable's value; its blocks keep places of their own in the text.
pub(super) fn part(opener: &mut Opener, name: &str, line: &Line<'_>, at: At) -> At {
    let place = at.place(Span::new(line.start, line.end()), Some(line.number));
    let part = Part { what: "variable".into(), name: name.to_owned(), place, ..Part::default() };
    opener.part(part, at).map_or(at, |entered| At { outer: at.outer, ..entered })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

/// Name and value of an assignment: `export NAME=value`, `name = "value"`.
pub(super) fn assigned(line: &str) -> Option<(&str, &str)> {
    let (left, value) = line.split_once('=')?;
    let left = left.trim().trim_start_matches("$env:");
    let mut words = left.rsplitn(2, char::is_whitespace);
    let name = words.next()?;
    let known = words.next().is_none_or(|before| BEFORE.contains(&before.trim()));
    let letter = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
    let plain = name.bytes().all(letter) && name.len() <= LONGEST;
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (known && plain && begins).then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_are_told_from_other_equals_signs() {
        assert_eq!(assigned("TLS_CERT=\""), Some(("TLS_CERT", "\"")));
        assert_eq!(assigned("export tls.cert='x'"), Some(("tls.cert", "'x'")));
        assert_eq!(assigned("$env:CERT = \""), Some(("CERT", "\"")));
        assert_eq!(assigned("ca = \"\"\""), Some(("ca", "\"\"\"")));
        assert_eq!(assigned("subject=CN = x"), Some(("subject", "CN = x")));
        assert_eq!(assigned("the answer is a=b"), None);
        assert_eq!(assigned("MIIB+/=="), None);
        assert_eq!(assigned("no sign"), None);
    }
}
