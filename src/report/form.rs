//! What keeps programs from reading a file whose certificates are fine. Each form was given to the
//! programs named beside it (OpenSSL 3.0 with nginx, HAProxy, Python and Node.js on it, GnuTLS 3.7,
//! OpenJDK 17, Python's cryptography), and those named refused it.

use crate::decode::Contents;
use crate::input::Format;
use crate::model::{ItemKind, Wrapping};

/// Programs on OpenSSL.
const OPENSSL: &str = "OpenSSL (curl, nginx, Python, Node.js)";
/// Text without a BEGIN line at the start of a line is no PEM to any of them.
const NONE: &str = "OpenSSL (curl, nginx, Python, Node.js), GnuTLS and Java";

/// What is wrong with a file, and the line where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    kind: Kind,
    line: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Utf16,
    Glued,
    Indented,
    Prefixed,
    OneLine,
    Bare,
    Der,
    Twice,
    DerInSecret,
    OpenSshKey,
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
            Kind::Twice => "the value is encoded in base64 twice",
            Kind::DerInSecret => "the value holds DER, and PEM is wanted",
            Kind::OpenSshKey => "the private key is in OpenSSH’s own form",
        };
        format!("{fact}{line}")
    }

    /// The programs that were seen not to read it.
    pub fn refused_by(&self) -> &'static str {
        match self.kind {
            Kind::Utf16 | Kind::Bare => NONE,
            Kind::Der => OPENSSL,
            Kind::Glued | Kind::Indented | Kind::Prefixed | Kind::OneLine => {
                "OpenSSL (curl, nginx, Python, Node.js) and Java"
            }
            Kind::Twice | Kind::DerInSecret => {
                "programs in the cluster (Go: failed to find any PEM data)"
            }
            Kind::OpenSshKey => OPENSSL,
        }
    }

    /// What makes it a file that they read.
    pub fn remedy(&self) -> &'static str {
        match self.kind {
            Kind::OpenSshKey => "ssh-keygen -p -m PKCS8 -f FILE writes the key anew.",
            Kind::Twice => "Put the PEM text under stringData, or encode it once.",
            Kind::DerInSecret => "Put PEM text there: openssl x509 -inform DER writes it.",
            _ => "Save it clean.",
        }
    }
}

/// The first fault of a source.
pub(super) fn fault(name: &str, bytes: &[u8], contents: &Contents) -> Option<Fault> {
    let at = |kind, line| Some(Fault { kind, line });
    if contents.certificates.is_empty() && contents.items.is_empty() {
        return None;
    }
    let ssh = contents
        .items
        .iter()
        .find(|item| matches!(&item.kind, ItemKind::PrivateKey(key) if key.form == "OpenSSH"));
    match contents.format {
        _ if ssh.is_some() => at(Kind::OpenSshKey, ssh.and_then(|item| item.place.line)),
        Format::Base64 if contents.parts.is_empty() => at(Kind::Bare, None),
        Format::Der if contents.parts.is_empty() && name.ends_with(".pem") => at(Kind::Der, None),
        Format::Pem if is_utf16(bytes) => at(Kind::Utf16, None),
        Format::Pem => lines(bytes, contents),
        Format::Yaml | Format::Json => secret(contents),
        _ => None,
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    let pairs = bytes.get(..64).unwrap_or(bytes);
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
        || pairs.iter().filter(|byte| **byte == 0).count() > 8
}

/// What is wrong with the lines around a block that was read.
fn lines(bytes: &[u8], contents: &Contents) -> Option<Fault> {
    const BEGIN: &[u8] = b"-----BEGIN ";
    const END: &[u8] = b"-----END ";
    for located in &contents.certificates {
        let place = located.place;
        if place.part.is_some() {
            continue;
        }
        let block = bytes.get(place.span.start..place.span.end).unwrap_or_default();
        let Some(begin) = find(block, BEGIN) else { continue };
        let before = bytes.get(..place.span.start.saturating_add(begin)).unwrap_or_default();
        let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        let found = |kind| Some(Fault { kind, line: place.line });
        if find(line, END).is_some() {
            return found(Kind::Glued);
        }
        if !line.is_empty() && line.iter().all(u8::is_ascii_whitespace) {
            return found(Kind::Indented);
        }
        if !line.is_empty() {
            return found(Kind::Prefixed);
        }
        let first = block.get(begin..).unwrap_or_default();
        let first = first.split(|byte| *byte == b'\n').next().unwrap_or_default();
        if find(first, END).is_some() {
            return found(Kind::OneLine);
        }
    }
    None
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
        pem(&part.name).then_some(Fault { kind, line: part.place.line })
    })
}
