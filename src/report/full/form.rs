//! What keeps programs from reading a file whose certificates are fine: who they are is asked of their own
//! readers ([`stacks::files`]), and what is wrong with it is said in words.

use std::collections::HashSet;
use std::rc::Rc;

use crate::decode::Contents;
use crate::input::Format;
use crate::model::{ItemKind, Wrapping};
use crate::purpose::listed;
use crate::stacks::{self, Met, Program};

/// Programs on OpenSSL.
const OPENSSL: &str = "OpenSSL (curl, nginx, Python, Node.js)";

/// What is wrong with a file, the line where it is, and who will not read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    kind: Kind,
    line: Option<usize>,
    unread: Rc<Vec<Unread>>,
}

/// A program that does not read a file, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The program.
    pub program: &'static Program,
    /// What it says; where it says nothing, what it leaves out.
    pub words: String,
    /// Whether these are its own words.
    pub quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Utf16,
    Glued,
    Indented,
    Prefixed,
    OneLine,
    Bare,
    Encoded,
    Der,
    Twice,
    DerInSecret,
    OpenSshKey,
    Mark,
    Armour,
    Label,
    NoEnd,
    EndInside,
    Behind,
    Words,
    BlankLine,
    Blanks,
    Other,
}

impl Fault {
    /// The fact, as a clause.
    pub fn words(&self) -> String {
        let line = self.line.map(|line| format!(" (line {line})")).unwrap_or_default();
        let fact = match self.kind {
            Kind::Utf16 => "it is written in UTF-16, not in plain text",
            Kind::Glued => "an END line and the next BEGIN line stand on one line",
            Kind::Indented => "its BEGIN and END lines are indented",
            Kind::Prefixed => "something stands before its BEGIN lines",
            Kind::Der => "its name says PEM, and it holds DER",
            Kind::OneLine => "the certificate stands on one line with its BEGIN and END",
            Kind::Bare => "it has no BEGIN and END lines",
            Kind::Encoded => "it is the file encoded in base64, not the file",
            Kind::Twice => "the value is encoded in base64 twice",
            Kind::DerInSecret => "the value holds DER, and PEM is wanted",
            Kind::OpenSshKey => "the private key is in OpenSSH’s own form",
            Kind::Mark => "a byte order mark, which cannot be seen, stands before BEGIN",
            Kind::Armour => "its BEGIN and END lines are not written as they should be",
            Kind::Label => "its BEGIN line does not say CERTIFICATE and nothing else",
            Kind::NoEnd => "an END line is missing",
            Kind::EndInside => "an END line does not begin a line of its own",
            Kind::Behind => "something stands behind an END line, or it ends another label",
            Kind::Words => "words stand between BEGIN and END",
            Kind::BlankLine => "empty lines stand between BEGIN and END",
            Kind::Blanks => "blanks stand around its lines",
            Kind::Other => "it is not written as PEM should be",
        };
        format!("{fact}{line}")
    }

    /// Who does not read it.
    pub fn refused_by(&self) -> String {
        match self.kind {
            Kind::Twice | Kind::DerInSecret => {
                "programs in the cluster (Go: failed to find any PEM data)".into()
            }
            Kind::OpenSshKey => OPENSSL.into(),
            _ => {
                let mut names = self.programs(|_| true);
                for name in names.iter_mut().filter(|it| **it == stacks::OPENSSL_30.name()) {
                    *name = OPENSSL;
                }
                listed(&names)
            }
        }
    }

    /// Whether OpenSSL is among those that do not read it, or all that would load it.
    pub fn is_wide(&self) -> bool {
        matches!(self.kind, Kind::Twice | Kind::DerInSecret | Kind::OpenSshKey)
            || self.unread.iter().any(|it| it.program.families == stacks::OPENSSL_30.families)
    }

    /// Those that people often meet, by name.
    pub fn often(&self) -> Vec<&'static str> {
        self.programs(|program| program.met == Met::Often)
    }

    /// Every program that does not read it.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    fn programs(&self, which: fn(&Program) -> bool) -> Vec<&'static str> {
        let mut known = HashSet::new();
        let names = self.unread.iter().filter(|it| which(it.program)).map(|it| it.program.name());
        names.filter(|name| known.insert(*name)).collect()
    }

    /// What makes it a file that they read.
    pub fn remedy(&self) -> &'static str {
        match self.kind {
            Kind::OpenSshKey => "ssh-keygen -p -m PKCS8 -f FILE writes the key anew.",
            Kind::Twice => "Put the PEM text under stringData, or encode it once.",
            Kind::DerInSecret => "Put PEM text there: openssl x509 -inform DER writes it.",
            Kind::Encoded => "base64 -d writes the file that is wanted.",
            _ => "Save it clean.",
        }
    }
}

/// The first fault of a source.
pub(super) fn fault(name: &str, bytes: &[u8], contents: &Contents) -> Option<Fault> {
    let at = |kind, line| Some(Fault { kind, line, unread: Rc::default() });
    if contents.certificates.is_empty() && contents.items.is_empty() {
        return None;
    }
    let ssh = contents
        .items
        .iter()
        .find(|item| matches!(&item.kind, ItemKind::PrivateKey(key) if key.form == "OpenSSH"));
    if ssh.is_some() {
        return at(Kind::OpenSshKey, ssh.and_then(|item| item.place.line));
    }
    let (kind, line) = match contents.format {
        Format::Base64 if contents.parts.is_empty() => (Kind::Bare, None),
        Format::Base64 => (Kind::Encoded, None),
        Format::Der if contents.parts.is_empty() && name.ends_with(".pem") => (Kind::Der, None),
        Format::Pem if is_utf16(bytes) => (Kind::Utf16, None),
        Format::Pem => lines(bytes, contents).unwrap_or((Kind::Other, None)),
        Format::Yaml | Format::Json => return secret(contents),
        _ => return None,
    };
    // A block that could not be read here either is said by itself.
    if kind == Kind::Other && !contents.problems.is_empty() {
        return None;
    }
    let unread = unread(bytes, contents);
    (!unread.is_empty()).then(|| Fault { kind, line, unread: Rc::new(unread) })
}

/// The programs that do not take every certificate out of a file that was found there.
fn unread(bytes: &[u8], contents: &Contents) -> Vec<Unread> {
    let whole = contents.format == Format::Base64;
    let here = contents.certificates.iter().filter(|it| whole || it.place.part.is_none());
    let here: Vec<&[u8]> = here.map(|it| it.certificate.der.as_slice()).collect();
    if here.is_empty() || bytes.len() > stacks::files::MOST {
        return Vec::new();
    }
    // Java reads files of certificates only, and is never given others.
    let mixed = !contents.items.is_empty() || !contents.locked.is_empty();
    let asked = Program::ALL.iter().filter(|it| !mixed || **it != &stacks::JAVA_17);
    let asked = asked.filter_map(|program| Some((*program, program.reads?(bytes))));
    let judged = asked.filter_map(|(program, reading)| {
        let (words, quoted) = match reading {
            Err(words) => (words, true),
            Ok(read) => {
                let has = |der: &[u8]| read.iter().any(|it| it.starts_with(der));
                let missing = here.iter().filter(|der| !has(der)).count();
                let all = here.len();
                match (missing, here.first().is_some_and(|der| has(der))) {
                    (0, _) => return None,
                    (some, true) => {
                        (format!("passes over {some} of its {all} certificates"), false)
                    }
                    (some, false) => {
                        let words = format!(
                            "passes over {some} of its {all} certificates, the first among them"
                        );
                        (words, false)
                    }
                }
            }
        };
        Some(Unread { program, words, quoted })
    });
    judged.collect()
}

fn is_utf16(bytes: &[u8]) -> bool {
    let pairs = bytes.get(..64).unwrap_or(bytes);
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
        || pairs.iter().filter(|byte| **byte == 0).count() > 8
}

/// What is wrong with the lines around and in a block that was read.
fn lines(bytes: &[u8], contents: &Contents) -> Option<(Kind, Option<usize>)> {
    let blocks = contents.certificates.iter().map(|it| it.place).filter(|it| it.part.is_none());
    blocks.into_iter().find_map(|place| {
        let block = bytes.get(place.span.start..place.span.end).unwrap_or_default();
        let begin = find(block, BEGIN).unwrap_or_default();
        let before = bytes.get(..place.span.start.saturating_add(begin)).unwrap_or_default();
        let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let behind = bytes.get(place.span.end..).unwrap_or_default();
        let behind = behind.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let kind = around(line).or_else(|| inside(block.get(begin..)?, behind));
        kind.map(|kind| (kind, place.line))
    })
}

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";

/// What stands on the line before BEGIN.
fn around(line: &[u8]) -> Option<Kind> {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    if line == MARK {
        return Some(Kind::Mark);
    }
    let line = line.strip_prefix(MARK).unwrap_or(line);
    if find(line, END).is_some() {
        return Some(Kind::Glued);
    }
    match line.iter().all(u8::is_ascii_whitespace) {
        _ if line.is_empty() => None,
        true => Some(Kind::Indented),
        false => Some(Kind::Prefixed),
    }
}

/// What is wrong with a block, and with what stands `behind` it on its last line.
fn inside(block: &[u8], behind: &[u8]) -> Option<Kind> {
    const LABEL: &[u8] = b"-----BEGIN CERTIFICATE-----";
    let mut lines = block.split(|byte| *byte == b'\n');
    let first = lines.next()?;
    if !first.starts_with(BEGIN) {
        return Some(Kind::Armour);
    }
    if find(first, END).is_some() {
        return Some(Kind::OneLine);
    }
    if first.trim_ascii_end() != LABEL {
        return Some(Kind::Label);
    }
    let (mut blank, mut blanks) = (false, first.strip_suffix(b"\r").unwrap_or(first) != LABEL);
    for line in lines {
        let whole = line.strip_suffix(b"\r").unwrap_or(line);
        let line = whole.trim_ascii();
        match find(line, END) {
            Some(0) => {
                let rest = [line, behind].concat();
                let clean = rest.trim_ascii_end() == b"-----END CERTIFICATE-----";
                return match (clean, blank, blanks) {
                    // Said of the block that begins there.
                    (false, ..) if find(behind, b"BEGIN ").is_some() => None,
                    (false, ..) => Some(Kind::Behind),
                    (true, true, _) => Some(Kind::BlankLine),
                    (true, false, true) => Some(Kind::Blanks),
                    (true, false, false) => None,
                };
            }
            Some(_) => return Some(Kind::EndInside),
            None if line.is_empty() => blank = true,
            None if line.iter().any(|byte| b":# ".contains(byte)) => return Some(Kind::Words),
            None => blanks |= line.len() != whole.len(),
        }
    }
    Some(Kind::NoEnd)
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// A value of a Secret: base64 in base64, or DER where PEM is wanted.
fn secret(contents: &Contents) -> Option<Fault> {
    let pem =
        |name: &str| name.ends_with(".crt") || name.ends_with(".pem") || name.ends_with(".key");
    contents.parts.iter().find_map(|part| {
        let kind = match part.wrapping {
            Wrapping::Fine => return None,
            Wrapping::Twice => Kind::Twice,
            Wrapping::Der => Kind::DerInSecret,
            Wrapping::Empty => return None,
        };
        pem(&part.name).then(|| Fault { kind, line: part.place.line, unread: Rc::default() })
    })
}
