//! Text or bytes → located blocks: what might be an object, and where it lies in its source.
//!
//! Nothing is understood here beyond the wrapping: PEM armour, bare base64, DER. Whatever cannot
//! be unwrapped becomes a [`Problem`] with its place, and the rest is still returned.

mod base64;
mod der;
#[cfg(feature = "full")]
mod full;
mod more;
mod pem;
#[cfg(feature = "cli")]
mod settings;
mod small;
mod unwrapping;

#[cfg(feature = "full")]
pub use full::{packed, secrets};
#[cfg(feature = "cli")]
pub use settings::{Setting, SettingValue, settings};

use std::cell::Cell;
use std::fmt;

use zeroize::Zeroize;

use crate::engine::Built;
use crate::model::{Part, Place, Problem, ProblemKind, Question, Repair, Span};
use unwrapping::Unwrapping;

/// Everything the engine works on: what was given, and what was asked.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// What was given, in order.
    pub sources: Vec<Source>,
    /// What was asked.
    pub question: Question,
}

/// One file or one pasted text.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// A number the caller knows it by.
    pub id: u32,
    /// File name, or `Pasted text`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its CA certificates count as trust anchors.
    pub trusted: bool,
    /// Its CA certificates are held to the rules of public CAs, as a CA tries its own setup.
    pub as_public: bool,
    /// Passwords to try on what is locked in it.
    pub passwords: Vec<Password>,
}

/// A password: wiped when dropped, never printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Password {
    text: String,
    /// It opened something.
    fits: Cell<bool>,
}

impl Password {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self { text, fits: Cell::default() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Notes that it opened something.
    pub fn set_fit(&self) {
        self.fits.set(true);
    }

    /// Whether it opened something; one that did not is of no more use.
    pub fn has_fit(&self) -> bool {
        self.fits.get()
    }
}

impl Drop for Password {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

/// What a source turned out to be, as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// No bytes, or white space only.
    #[default]
    Empty,
    /// Text with at least one `-----BEGIN`.
    Pem,
    /// Text that is one run of base64.
    Base64,
    /// Text with neither.
    Text,
    /// One or more DER values.
    Der,
    /// Bytes that are neither text nor DER.
    Binary,
    /// A hex dump.
    Hex,
    /// YAML.
    Yaml,
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// ZIP, TAR or GZIP.
    Archive,
}

/// What a block says it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// PEM label `CERTIFICATE` or one of its variants.
    Certificate,
    /// A private key of any form, by its PEM label. The small engine does not keep its bytes.
    PrivateKey(String),
    /// A PEM label for something else.
    Labelled(String),
    /// No label: the bytes must tell.
    Unlabelled,
}

/// One unwrapped block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What its label says.
    pub kind: BlockKind,
    /// The bytes inside.
    pub der: Vec<u8>,
    /// Header lines between BEGIN and the body (RFC 1421): `Proc-Type`, `DEK-Info`.
    pub headers: Vec<(String, String)>,
    /// Where the block lies, armour included.
    pub place: Place,
}

impl Block {
    /// A block without headers.
    pub(crate) fn new(kind: BlockKind, der: Vec<u8>, span: Span, line: Option<usize>) -> Self {
        Self { kind, der, headers: Vec::new(), place: Place { span, line, part: None } }
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        if matches!(self.kind, BlockKind::PrivateKey(_)) {
            self.der.zeroize();
        }
    }
}

/// What was found in one source.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// What the source is.
    pub format: Format,
    /// The containers blocks came out of.
    pub parts: Vec<Part>,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// What had to be mended to read them.
    pub repairs: Vec<Repair>,
    /// What could not be unwrapped.
    pub problems: Vec<Problem>,
    /// A limit that ended the scan.
    pub limit: Option<String>,
    /// There may be more in it than this engine can read: the full one should look at it.
    pub beyond: bool,
}

/// A source larger than this is not read (bytes).
pub const MAX_SOURCE: usize = 128 << 20;
/// At most this many blocks are taken from one source.
pub const MAX_BLOCKS: usize = 50_000;

/// Finds the blocks of a source. Never fails: problems are part of the result.
///
/// The plain scanner comes first; where it leaves something open (`more::is_there`), the full
/// engine opens the source again, with containers and repairs (`full::open`), and the small one says so.
pub fn scan(bytes: &[u8]) -> Scan {
    if bytes.len() > MAX_SOURCE {
        return Scan {
            format: Format::Binary,
            limit: Some(format!(
                "This source is {} MB; the limit is {} MB. Nothing of it was read.",
                bytes.len() >> 20,
                MAX_SOURCE >> 20
            )),
            ..Scan::default()
        };
    }
    let mut scan = plain(bytes);
    scan.beyond = more::is_there(bytes, &scan);
    Built::unwrap(bytes, scan)
}

/// PEM, bare base64 and DER as the standards have them.
fn plain(bytes: &[u8]) -> Scan {
    if der::looks_like(bytes) {
        return der::scan(bytes);
    }
    match text_of(bytes) {
        Some(text) if text.trim().is_empty() => Scan::default(),
        Some(text) if pem::has_armour(&text) => pem::scan(&text),
        Some(text) => base64::scan(&text),
        // Text with a few foreign bytes, such as Latin-1 comments between the blocks.
        None if pem::has_armour_bytes(bytes) => pem::scan(&String::from_utf8_lossy(bytes)),
        None => Scan {
            format: Format::Binary,
            problems: vec![Problem {
                span: Span::new(0, bytes.len()),
                line: None,
                kind: ProblemKind::Other,
                message: "These bytes are neither text nor DER.".into(),
                advice: "If it is a certificate in another container, convert it to PEM first.",
            }],
            ..Scan::default()
        },
    }
}

/// The source as text, if it is text: UTF-8, or UTF-16 with a byte order mark.
/// A UTF-8 byte order mark stays in place so that offsets hold; the scanners skip it.
fn text_of(bytes: &[u8]) -> Option<std::borrow::Cow<'_, str>> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => {
            let text = std::str::from_utf8(bytes).ok()?;
            // NUL is valid UTF-8 but never part of text a person pastes.
            (!bytes.contains(&0)).then_some(text.into())
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<std::borrow::Cow<'_, str>> {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).collect::<Result<String, _>>().ok().map(Into::into)
}

/// Overwrites every private key block of a source, so that no later step holds the key.
/// Returns whether there was one.
pub fn wipe_secrets(bytes: &mut [u8], secrets: &[Span]) -> bool {
    for span in secrets {
        if let Some(part) = bytes.get_mut(span.start..span.end) {
            part.fill(b' ');
        }
    }
    !secrets.is_empty()
}
