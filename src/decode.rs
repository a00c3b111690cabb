//! Blocks → model. The only module that names `x509_parser`.
//!
//! A certificate is read field by field, so that one bad field costs that field and no more; each
//! problem says at which byte of the DER it is. Only bytes that do not even have the outline of a
//! certificate (a SEQUENCE holding a SEQUENCE) are refused as a whole.

mod algorithm;
mod certificate;
mod der;
mod extensions;
mod general_name;
mod key;
mod name;
mod sniff;
mod strings;
mod time;

use crate::input::{self, BlockKind, Format, Source};
use crate::model::{Certificate, Problem, Span};

pub use certificate::certificate;

/// What one source holds.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// What the source is as a whole.
    pub format: Format,
    /// The certificates, in order.
    pub certificates: Vec<Located>,
    /// Everything that was recognised and is not a certificate.
    pub others: Vec<Other>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Where private keys lie in the source; to be wiped.
    pub secrets: Vec<Span>,
    /// A limit that ended the reading.
    pub limit: Option<String>,
}

/// A certificate and where it came from.
#[derive(Clone, Debug)]
pub struct Located {
    /// The certificate.
    pub certificate: Certificate,
    /// Where it lies in the source.
    pub span: Span,
    /// The line it begins on, in text.
    pub line: Option<usize>,
}

/// Something recognised that is not a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// `private key`, `certificate signing request` …
    pub what: String,
    /// Where it lies in the source.
    pub span: Span,
    /// The line it begins on, in text.
    pub line: Option<usize>,
}

/// Reads a source. `progress` is told how many of the source's bytes are done.
pub fn read(source: &Source, progress: &mut dyn FnMut(usize)) -> Contents {
    let scan = input::scan(&source.bytes);
    let mut contents = Contents {
        format: scan.format,
        problems: scan.problems,
        limit: scan.limit,
        ..Contents::default()
    };
    for block in scan.blocks {
        progress(block.span.start);
        match block.kind {
            BlockKind::PrivateKey => {
                contents.secrets.push(block.span);
                contents.others.push(Other {
                    what: "private key".into(),
                    span: block.span,
                    line: block.line,
                });
            }
            BlockKind::Labelled(label) => {
                let (what, advice) = sniff::by_label(&label);
                contents.problems.push(not_read(&what, advice, block.span, block.line));
                contents.others.push(Other { what, span: block.span, line: block.line });
            }
            BlockKind::Certificate | BlockKind::Unlabelled => {
                match certificate(&block.der) {
                    Ok(certificate) => contents.certificates.push(Located {
                        certificate,
                        span: block.span,
                        line: block.line,
                    }),
                    Err(reason) => {
                        let (what, advice) = sniff::by_content(&block.der);
                        if what == "private key" {
                            contents.secrets.push(block.span);
                        }
                        match what.as_str() {
                            "" => contents.problems.push(Problem {
                                span: block.span,
                                line: block.line,
                                message: format!("This is no certificate: {reason}"),
                                advice: "If it is another kind of file, convert it to PEM first.",
                            }),
                            // A private key is named in the tray; nothing is wrong with it.
                            "private key" => {}
                            _ => contents
                                .problems
                                .push(not_read(&what, advice, block.span, block.line)),
                        }
                        if !what.is_empty() {
                            contents.others.push(Other {
                                what,
                                span: block.span,
                                line: block.line,
                            });
                        }
                    }
                }
            }
        }
    }
    // Offsets into re-coded text (UTF-16, stray bytes) do not fit the source: wipe all of it.
    if !contents.secrets.is_empty()
        && contents.format != Format::Der
        && std::str::from_utf8(&source.bytes).is_err()
    {
        contents.secrets = vec![Span::new(0, source.bytes.len())];
    }
    contents
}

fn not_read(what: &str, advice: &'static str, span: Span, line: Option<usize>) -> Problem {
    Problem {
        span,
        line,
        message: format!("This is a {what}; only certificates are read here."),
        advice,
    }
}

/// Reads the content of a Name (without its SEQUENCE header), as trust stores keep it.
pub fn name_from_content(content: &[u8]) -> crate::model::Name {
    let der = wrapped(content);
    let value = der::Cursor::new(&der, &der).next("The name");
    value.map(|value| name::name(&der, value, &mut Vec::new())).unwrap_or_default()
}

/// Reads the content of a SubjectPublicKeyInfo (without its SEQUENCE header).
pub fn key_from_content(content: &[u8]) -> Option<crate::model::PublicKey> {
    let der = wrapped(content);
    let value = der::Cursor::new(&der, &der).next("The key").ok()?;
    key::public_key(&der, value).ok()
}

/// Reads the content of a NameConstraints value (without its SEQUENCE header).
pub fn name_constraints_from_content(content: &[u8]) -> Option<crate::model::NameConstraints> {
    extensions::name_constraints_of(&wrapped(content))
}

/// The content with a SEQUENCE header before it.
fn wrapped(content: &[u8]) -> Vec<u8> {
    let mut der = vec![0x30];
    let length = content.len();
    let bytes = length.to_be_bytes();
    let significant: Vec<u8> = bytes.into_iter().skip_while(|b| *b == 0).collect();
    match length {
        0..=0x7F => der.extend(significant.first().or(Some(&0))),
        _ => {
            // At most eight bytes of length: the marker cannot overflow.
            der.push(0x80 | (significant.len() as u8));
            der.extend(significant);
        }
    }
    der.extend_from_slice(content);
    der
}

/// The text of an address of 4 or 16 bytes.
pub fn ip_text(bytes: &[u8]) -> Option<String> {
    general_name::ip(bytes).plain()
}
