//! Blocks → model. The only module that names `x509_parser`.
//!
//! A certificate is read field by field, so that one bad field costs that field and no more; each
//! problem says at which byte of the DER it is. Only bytes that do not even have the outline of a
//! certificate (a SEQUENCE holding a SEQUENCE) are refused as a whole.

mod algorithm;
mod certificate;
mod der;
mod extensions;
#[cfg(feature = "full")]
mod full;
mod general_name;
mod key;
mod name;
mod opener;
mod small;
mod sniff;
mod strings;
mod time;
pub mod write;

use crate::engine::Built;
use crate::input::{self, Block, BlockKind, Format, Scan, Source};
use crate::model::{
    Certificate, Item, ItemKind, Locked, Part, Place, PrivateKey, Problem, ProblemKind, Repair,
    Span,
};

use opener::{Opener, Reading};

pub use certificate::certificate;
#[cfg(feature = "full")]
pub use full::{
    HeldKey, Inner, crl, ec_private_key, extension_parts, form, policy, raw, read_keeping,
    rehearse, sct, wipe_stack,
};
pub use key::rsa_key;
pub use opener::Progress;

/// What one source holds.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// What the source is as a whole.
    pub format: Format,
    /// The containers inside it, each after the one it is in.
    pub parts: Vec<Part>,
    /// The certificates, in order.
    pub certificates: Vec<Located>,
    /// Everything else that was read or recognised, in order.
    pub items: Vec<Item>,
    /// What a password would open.
    pub locked: Vec<Locked>,
    /// What had to be mended before it could be read.
    pub repairs: Vec<Repair>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Where private keys lie in the source; to be wiped.
    pub secrets: Vec<Span>,
    /// A limit that ended the reading.
    pub limit: Option<String>,
    /// There may be more in it than this engine can read: the full one should look at it.
    pub beyond: bool,
}

/// A certificate and where it came from.
#[derive(Clone, Debug)]
pub struct Located {
    /// The certificate.
    pub certificate: Certificate,
    /// Where it lies.
    pub place: Place,
    /// Its name in its container: friendly name, alias; may be empty.
    pub name: String,
}

/// Reads a source, with the passwords it came with. `progress` is told how far it is.
pub fn read(source: &Source, progress: &mut dyn FnMut(Progress)) -> Contents {
    let opener = Opener::new(source, progress);
    read_with(source, opener)
}

fn read_with(source: &Source, opener: Opener<'_>) -> Contents {
    let mut contents = read_scan(input::scan(&source.bytes), opener);
    // Offsets into re-coded text (UTF-16, stray bytes) do not fit the source: wipe all of it.
    if !contents.secrets.is_empty()
        && contents.format != Format::Der
        && std::str::from_utf8(&source.bytes).is_err()
    {
        contents.secrets = vec![Span::new(0, source.bytes.len())];
    }
    Built::finish(&mut contents);
    contents
}

/// Reads the blocks that were found in a source.
fn read_scan(scan: Scan, mut opener: Opener<'_>) -> Contents {
    let mut contents = Contents {
        format: scan.format,
        parts: scan.parts,
        repairs: scan.repairs,
        problems: scan.problems,
        limit: scan.limit,
        beyond: scan.beyond,
        ..Contents::default()
    };
    for block in scan.blocks {
        opener.tell(block.place.span.start);
        contents.take(block, &mut opener);
    }
    contents
}

impl Contents {
    /// Reads a block.
    fn take(&mut self, block: Block, opener: &mut Opener<'_>) {
        match &block.kind {
            BlockKind::PrivateKey(_) | BlockKind::Labelled(_)
                if Built::read(self, &block, opener) => {}
            BlockKind::PrivateKey(_) => self.private_key(&block),
            BlockKind::Labelled(label) => {
                let (what, advice) = sniff::by_label(label);
                self.named(what, advice, block.place);
            }
            BlockKind::Certificate | BlockKind::Unlabelled => self.unlabelled(&block, opener),
        }
    }

    /// Bytes that may be a certificate, and tell so themselves.
    fn unlabelled(&mut self, block: &Block, opener: &mut Opener<'_>) {
        let reason = match certificate(&block.der) {
            Ok(certificate) => return self.certificate(certificate, block.place, String::new()),
            Err(reason) => reason,
        };
        if Built::read(self, block, opener) {
            return;
        }
        let (what, advice) = sniff::by_content(&block.der);
        match what.as_str() {
            "" => self.problem(
                block.place,
                format!("This is no certificate: {reason}"),
                "If it is another kind of file, convert it to PEM first.",
            ),
            "private key" => self.private_key(block),
            _ => self.named(what, advice, block.place),
        }
    }

    fn private_key(&mut self, block: &Block) {
        self.secrets.push(block.place.span);
        self.beyond = true;
        let key = ItemKind::PrivateKey(PrivateKey::default());
        self.item(key, block.place, String::new());
    }

    /// Something that is recognised and not read.
    fn named(&mut self, what: String, advice: &'static str, place: Place) {
        self.beyond = true;
        self.problem(place, format!("This is a {what}; only certificates are read here."), advice);
        self.item(ItemKind::Other { what }, place, String::new());
    }

    fn certificate(&mut self, certificate: Certificate, place: Place, name: String) {
        self.certificates.push(Located { certificate, place, name });
    }

    fn item(&mut self, kind: ItemKind, place: Place, name: String) {
        self.items.push(Item { kind, name, place });
    }

    fn problem(&mut self, place: Place, message: String, advice: &'static str) {
        self.say(place, ProblemKind::Other, message, advice);
    }

    fn say(&mut self, place: Place, kind: ProblemKind, message: String, advice: &'static str) {
        self.problems.push(Problem { span: place.span, line: place.line, kind, message, advice });
    }
}

/// Reads the content of a Name (without its SEQUENCE header), as trust stores keep it.
pub fn name_from_content(content: &[u8]) -> crate::model::Name {
    let der = write::value(SEQUENCE, &[content]);
    let value = der::Cursor::new(&der, &der).next("The name");
    value.map(|value| name::name(&der, value, &mut Vec::new())).unwrap_or_default()
}

/// Reads the content of a SubjectPublicKeyInfo (without its SEQUENCE header).
pub fn key_from_content(content: &[u8]) -> Option<crate::model::PublicKey> {
    let der = write::value(SEQUENCE, &[content]);
    let value = der::Cursor::new(&der, &der).next("The key").ok()?;
    key::public_key(&der, value).ok()
}

/// The bits of a key without what is around them, from its SubjectPublicKeyInfo: OCSP names an
/// issuer by their digest (RFC 6960, 4.1.1).
pub fn key_bits(spki: &[u8]) -> Option<&[u8]> {
    let content = der::Cursor::new(spki, spki).expect(der::SEQUENCE, "").ok()?.content;
    let mut parts = der::Cursor::new(spki, content);
    parts.next("").ok()?;
    der::bits(parts.expect(der::BIT_STRING, "").ok()?.content).map(|(_, bytes)| bytes)
}

/// Reads the content of a NameConstraints value (without its SEQUENCE header).
pub fn name_constraints_from_content(content: &[u8]) -> Option<crate::model::NameConstraints> {
    extensions::name_constraints_of(&write::value(SEQUENCE, &[content]))
}

/// The identifier byte of a SEQUENCE.
const SEQUENCE: u8 = 0x30;

/// The text of an address of 4 or 16 bytes.
pub fn ip_text(bytes: &[u8]) -> Option<String> {
    general_name::ip(bytes).plain()
}
