//! Commands and lines of configuration: text of ours with holes, filled with what strangers wrote.
//!
//! A template is read once, from its beginning to its end. What fills a hole is never looked at
//! again, so nothing in it can be a hole itself. Each value has a [`Kind`], which says what may
//! stand there at all, and is then written as one word of the [`Target`], which knows what is
//! special to the program that reads the line. What does not pass both becomes a word in capitals,
//! and [`Filled::note`] says that the reader has to put the value there.

use std::net::IpAddr;

use super::visible;
use crate::engine::{BRIEF, Built};

/// What a value is. Only what fits gets into a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A host name, a wildcard, or an IP address.
    Host,
    /// The name of a file, with its folders.
    File,
    /// An address that begins with `http://` or `https://`.
    Url,
    /// A name for a person or a machine, as it stands in a field of its own.
    Name,
    /// The same behind `/CN=`, where `/` and `+` end a value (openssl-req(1), `-subj`).
    Slashed,
    /// The same behind `CN=`, as RFC 4514, 2.4 writes it.
    Distinguished,
    /// Names with the word of their kind before each, between commas: `DNS:a.example,IP:192.0.2.1`.
    Names,
}

/// Who reads the line, and so how a word of it is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A POSIX shell (POSIX.1-2017, Shell Command Language, 2.2).
    Sh,
    /// `cmd` and PowerShell alike: only what both read as the same word.
    Windows,
    /// A file of nginx.
    Nginx,
    /// A file of Apache httpd.
    Apache,
    /// A file of HAProxy.
    HaProxy,
    /// A value in YAML, and in JSON: always in double quotes (YAML 1.2, 7.3.1).
    Yaml,
    /// The value of an attribute or the text of an element of XML 1.0.
    Xml,
    /// A string of a programming language or of TOML, in double quotes.
    Code,
    /// A value up to the end of its line, or between quotes of ours: only what no reader of such
    /// lines takes for something else (PostgreSQL, Redis, Mosquitto, Java's properties, SQL).
    Line,
}

/// What fills a hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words of ours, which may have holes themselves.
    Ours(&'static str),
    /// A value, with words of ours before it in the same word.
    One(&'static str, Kind, String),
    /// A host, without quotes: nothing in one is special to anybody.
    Bare(String),
    /// Each of several, with words of ours between them.
    Each(&'static str, Kind, Vec<String>),
}

/// How the readers quote a word that only one engine writes for.
pub trait Quoting {
    /// A value as one word for a reader that is no POSIX shell. `only` tells whether it has no
    /// characters but letters, digits and those.
    fn quoted(target: Target, value: &str, only: &dyn Fn(&str) -> bool) -> Option<String>;
}

/// A line that is ready to be copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The line, or the lines.
    pub text: String,
    /// The words in capitals that stand for values that could not be written.
    pub missing: Vec<&'static str>,
}

impl Filled {
    /// What to do about the words in capitals: to stand behind the words above the line; empty
    /// where nothing is missing.
    pub fn note(&self) -> String {
        if self.missing.is_empty() {
            return String::new();
        }
        format!(
            " (What belongs in the place of {} cannot be written safely here: put it there yourself.)",
            self.missing.join(", ")
        )
    }

    fn word(&mut self, target: Target, before: &str, kind: Kind, value: &str) {
        let fits = kind.admit(value).and_then(|value| target.word(&format!("{before}{value}")));
        match fits {
            Some(word) => self.text.push_str(&word),
            None => {
                let stands = kind.placeholder();
                self.text.push_str(before);
                self.text.push_str(stands);
                if !self.missing.contains(&stands) {
                    self.missing.push(stands);
                }
            }
        }
    }
}

/// Fills a template. `{name}` is a hole where `name` is of small letters, `_` and `-` and `values`
/// knows it; every other brace is a brace.
pub fn fill(
    template: &'static str,
    target: Target,
    values: &dyn Fn(&str) -> Option<Value>,
) -> Filled {
    let mut filled = Filled::default();
    pour(template, target, values, &mut filled);
    filled
}

fn pour(
    template: &'static str,
    target: Target,
    values: &dyn Fn(&str) -> Option<Value>,
    out: &mut Filled,
) {
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        out.text.push_str(before);
        let hole = behind.split_once('}').filter(|(name, _)| is_name(name));
        let found = hole.and_then(|(name, after)| Some((values(name)?, after)));
        let Some((value, after)) = found else {
            out.text.push('{');
            rest = behind;
            continue;
        };
        match value {
            Value::Ours(words) => pour(words, target, values, out),
            Value::One(before, kind, value) => out.word(target, before, kind, &value),
            // The small engine makes neither.
            Value::Bare(_) | Value::Each(..) if BRIEF => {}
            Value::Bare(host) if is_host(&host) => out.text.push_str(&host),
            Value::Bare(_) => out.word(target, "", Kind::Host, ""),
            Value::Each(between, kind, all) => {
                for (at, value) in all.iter().enumerate() {
                    out.text.push_str(if at == 0 { "" } else { between });
                    out.word(target, "", kind, value);
                }
            }
        }
        rest = after;
    }
    out.text.push_str(rest);
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|c| c.is_ascii_lowercase() || matches!(c, b'_' | b'-'))
}

impl Kind {
    /// The value as the program wants it that is given the word; none where it is no such thing.
    fn admit(self, value: &str) -> Option<String> {
        let escaped = |special: &[char]| {
            let mut out = String::with_capacity(value.len());
            for c in value.chars() {
                if special.contains(&c) {
                    out.push('\\');
                }
                out.push(c);
            }
            out
        };
        match self {
            Kind::Host => is_host(value).then(|| value.to_owned()),
            Kind::File => file(value),
            Kind::Url => is_url(value).then(|| value.to_owned()),
            Kind::Name => is_title(value).then(|| value.to_owned()),
            Kind::Slashed => is_title(value).then(|| escaped(&['/', '+'])),
            Kind::Distinguished => is_title(value).then(|| escaped(&['+'])),
            Kind::Names => value
                .chars()
                .all(|c| is_plain(c) || matches!(c, ',' | '*'))
                .then(|| value.to_owned()),
        }
    }

    fn placeholder(self) -> &'static str {
        match self {
            Kind::Host => "HOST",
            Kind::File => "FILE",
            Kind::Url => "ADDRESS",
            Kind::Distinguished => "NAME",
            Kind::Name | Kind::Slashed => "NAME",
            Kind::Names => "NAMES",
        }
    }
}

/// A name that a CA can certify, or an address.
pub(super) fn is_host(name: &str) -> bool {
    let labels = name.strip_prefix("*.").unwrap_or(name);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && label.len() <= 63
            && label.chars().all(plain)
    };
    (labels.split('.').all(label) && labels.len() <= 253) || name.parse::<IpAddr>().is_ok()
}

/// Nothing in it that separates names, or that a configuration or a shell would read otherwise.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._-@:/+~%".contains(c)
}

/// A mail address or a URI that can stand among other names: `@` at the beginning has some
/// programs read a file, a hyphen makes it an option.
pub(super) fn is_entry(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 500
        && name.chars().all(is_plain)
        && !name.starts_with(['-', '@'])
}

fn is_title(name: &str) -> bool {
    let plain = |c: char| is_plain(c) || matches!(c, ' ' | '*');
    !name.is_empty()
        && name.len() <= 500
        && name.chars().all(plain)
        && !name.starts_with(['-', '@', ' '])
        && !name.ends_with(' ')
}

/// The characters of RFC 3986, 2, without those that only brackets and templates use.
fn is_url(url: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    url.len() <= 2_000 && rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain))
}

/// A file's name that no program takes for an option or for the address of something else.
fn file(name: &str) -> Option<String> {
    let first = name.split(['/', '\\']).next().unwrap_or_default();
    // `C:` is a drive; `file:`, `pkcs11:` and their like open something else.
    let scheme = first.find(':').is_some_and(|at| at != 1);
    let here = if name.starts_with('-') || scheme { "./" } else { "" };
    (!name.is_empty() && name.len() <= 1_000).then(|| format!("{here}{name}"))
}

impl Target {
    /// A value as one word; none where it cannot be one that is read back as it is.
    fn word(self, value: &str) -> Option<String> {
        // Not even quoted may it break the line or change its direction.
        if value.is_empty() || visible(value) != value {
            return None;
        }
        let only = |others: &str| {
            value.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
                && !value.starts_with(['-', '='])
        };
        match self {
            Target::Sh => Some(match only(".-_:/=@%,") {
                true => value.to_owned(),
                false => format!("'{}'", value.replace('\'', r"'\''")),
            }),
            others => Built::quoted(others, value, &only),
        }
    }
}
