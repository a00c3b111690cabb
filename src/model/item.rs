//! What is read besides certificates, and the containers things come in.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::{
    Certificate, Extension, Name, Oid, Outline, Problem, PublicKey, Serial, SignatureAlgorithm,
    Span, Time,
};

/// Where something lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the source. What lies inside a container has the span of the outermost part that
    /// stands in the source as such.
    pub span: Span,
    /// The line it begins on, counted from 1; `None` in binary sources.
    pub line: Option<usize>,
    /// The container it came out of: index into the parts of the source; `None` for the source itself.
    pub part: Option<usize>,
}

/// A container inside a source: a Kubernetes Secret, a PKCS#12 file, a ZIP archive and its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What it is: `Kubernetes Secret`, `file in a ZIP archive`, `HTTP header`.
    pub what: String,
    /// Its name, as given there: `default/web-tls`, `certs/ca.pem`; may be empty.
    pub name: String,
    /// Where it lies; `place.part` is the container it is itself in.
    pub place: Place,
    /// What is worth knowing about it: how it is protected, what was passed over.
    pub notes: Vec<String>,
    /// Its certificates are a set (a keystore, PKCS#7, PKCS#12): their order in it says nothing.
    pub unordered: bool,
    /// It is made to hold private keys: one without any is a truststore.
    pub holds_keys: bool,
    /// How its content is wrapped, against what those want who read it.
    pub wrapping: Wrapping,
    /// Its bytes as far as they hold no key, where its layers can be shown (PKCS#12, PKCS#7).
    pub outline: Option<Box<Outline>>,
}

/// How the value of a Kubernetes Secret is wrapped: one layer of base64 under `data` and none under
/// `stringData`, with PEM inside, is what programs in a cluster want.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrapping {
    /// As it should be, or nothing of the kind.
    #[default]
    Fine,
    /// One layer of base64 too many.
    Twice,
    /// DER in place of PEM.
    Der,
    /// Nothing at all.
    Empty,
}

/// Something that had to be mended before it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What was done, as a sentence: `3 escaped line breaks were restored.`
    pub what: String,
    /// Where.
    pub place: Place,
}

/// Something read that is not a certificate.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its name where it has one: friendly name, alias, comment; may be empty.
    pub name: String,
    /// Where it lies.
    pub place: Place,
}

/// The kinds of things read.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// A private key; nothing of it but its public half.
    PrivateKey(PrivateKey),
    /// A public key on its own.
    PublicKey(PublicKey),
    /// A certification request (PKCS#10, RFC 2986).
    Request(Box<Request>),
    /// A certificate revocation list (RFC 5280, 5).
    Crl(Box<Crl>),
    /// An OCSP response (RFC 6960, 4.2).
    Ocsp(Box<Ocsp>),
    /// Recognised and named only.
    Other {
        /// `OpenPGP public key`, `Diffie-Hellman parameters`.
        what: String,
    },
}

impl Item {
    /// What it is in words, as the tray counts it.
    pub fn what(&self) -> &str {
        match &self.kind {
            ItemKind::PrivateKey(_) => "private key",
            ItemKind::PublicKey(_) => "public key",
            ItemKind::Request(_) => "certificate signing request",
            ItemKind::Crl(_) => "certificate revocation list",
            ItemKind::Ocsp(_) => "OCSP response",
            ItemKind::Other { what } => what,
        }
    }
}

/// A private key as far as it may be known: never the key itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrivateKey {
    /// How it was written: `PKCS#8`, `PKCS#1`, `SEC 1`, `OpenSSH`, `JWK`; empty where unknown.
    pub form: &'static str,
    /// Its type and size in words: `RSA 2048`, `ML-DSA-65`; empty where it could not be read.
    pub title: String,
    /// Its public half, where it is in the key or could be computed.
    pub public: Option<PublicKey>,
    /// How it was protected: `PBES2: PBKDF2 with HMAC-SHA-256 (2,048 rounds), AES-256-CBC`; empty
    /// where it lay open.
    pub protection: String,
    /// Why it could not be read or is no good, as a sentence; empty where all is well.
    pub fault: String,
    /// What it signed while it was read, where signatures of its kind are made here
    /// (`crypto::possession`).
    pub proof: Option<Box<Signed>>,
    /// PKCS#12's localKeyID in hex: certificates of the same container with the same id belong to
    /// it; empty where there is none.
    pub local_id: String,
    /// The bytes it was read from, without the key, where they are DER.
    pub outline: Option<Box<Outline>>,
}

/// A signature over `crypto::possession::CHALLENGE`: nothing of the key itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// How it was made.
    pub algorithm: SignatureAlgorithm,
    /// Its bytes.
    pub signature: Vec<u8>,
}

/// A certification request (RFC 2986, 4).
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The whole request as DER.
    pub der: Vec<u8>,
    /// The bytes that are signed.
    pub tbs: Span,
    /// The subject.
    pub subject: Name,
    /// The key to be certified.
    pub public_key: PublicKey,
    /// The extensions asked for.
    pub extensions: Vec<Extension>,
    /// Other attributes: name or OID, and the text of the value where it is a string.
    pub attributes: Vec<(String, String)>,
    /// The algorithm of its signature.
    pub algorithm: Option<SignatureAlgorithm>,
    /// The signature's bytes.
    pub signature: Vec<u8>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A certificate revocation list (RFC 5280, 5.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Crl {
    /// The whole list as DER.
    pub der: Vec<u8>,
    /// The bytes that are signed.
    pub tbs: Span,
    /// Who issued it.
    pub issuer: Name,
    /// When it was made.
    pub this_update: Option<Time>,
    /// When the next one is due.
    pub next_update: Option<Time>,
    /// How many certificates it revokes.
    pub entries: usize,
    /// The first of them; at most [`Crl::KEPT`].
    pub first: Vec<Revoked>,
    /// Where the entries lie, without the header of their SEQUENCE; empty where there are none.
    pub listed: Span,
    /// Whether an entry has a critical extension other than certificateIssuer (RFC 5280, 5.3.3),
    /// which nobody here processes.
    pub critical_entries: bool,
    /// The extensions of the list.
    pub extensions: Vec<Extension>,
    /// The algorithm of its signature.
    pub algorithm: Option<SignatureAlgorithm>,
    /// The signature's bytes.
    pub signature: Vec<u8>,
    /// What could not be read, or is not as RFC 5280, 5.1 wants it.
    pub problems: Vec<Problem>,
    /// What was worked out about it once.
    pub recalled: Recalled,
}

impl Crl {
    /// How many entries are kept one by one.
    pub const KEPT: usize = 100;
}

/// What was worked out about a list once: one may have a million entries, and certificates, rules
/// and programs all ask it the same. It is no part of what the list says.
#[derive(Clone, Debug, Default)]
pub struct Recalled {
    /// By a key's SubjectPublicKeyInfo: whether it verifies the list; `None` where that is not
    /// computed here.
    pub signed: RefCell<Vec<(Vec<u8>, Option<bool>)>>,
    /// By serial number, without leading bytes that say nothing: where its entries lie.
    pub found: RefCell<HashMap<Vec<u8>, Vec<Found>>>,
    /// How many entries were looked at, all searches together.
    pub walked: Cell<usize>,
}

/// Where an entry lies in the list, and the extension of it or of one before it that names the
/// issuer of its certificate (RFC 5280, 5.3.3); `None` where that is the list's own issuer.
pub type Found = (Span, Option<Span>);

impl PartialEq for Recalled {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// An entry of a revocation list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// The certificate's serial number.
    pub serial: Serial,
    /// When it was revoked.
    pub at: Option<Time>,
    /// Why (RFC 5280, 5.3.1); empty where it is not said.
    pub reason: &'static str,
}

/// An OCSP response (RFC 6960, 4.2.1).
#[derive(Clone, Debug)]
pub struct Ocsp {
    /// The whole response as DER.
    pub der: Vec<u8>,
    /// `successful`, `tryLater` …
    pub status: &'static str,
    /// When it was made.
    pub produced_at: Option<Time>,
    /// Who signed it: a name, or the SHA-1 of a key in hex.
    pub responder: String,
    /// The same to compare with.
    pub responder_id: ResponderId,
    /// The critical extensions of the response.
    pub critical: Vec<Oid>,
    /// What it says, one certificate each.
    pub answers: Vec<OcspAnswer>,
    /// The algorithm of its signature.
    pub algorithm: Option<SignatureAlgorithm>,
    /// The bytes that are signed.
    pub tbs: Span,
    /// The signature's bytes.
    pub signature: Vec<u8>,
    /// The certificates it brings.
    pub certificates: Vec<Certificate>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl PartialEq for Ocsp {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

/// By what a response names who signed it (RFC 6960, 4.2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ResponderId {
    /// It could not be read.
    #[default]
    Unread,
    /// The subject of a certificate.
    Name(Box<Name>),
    /// The SHA-1 of the bits of a key.
    Key(Vec<u8>),
}

/// What an OCSP response says about one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OcspAnswer {
    /// The digest by which the issuer is named: its OID.
    pub digest: String,
    /// The digest of the issuer's name.
    pub name_hash: Vec<u8>,
    /// The digest of the issuer's key.
    pub key_hash: Vec<u8>,
    /// The certificate's serial number.
    pub serial: Serial,
    /// `good`, `revoked` or `unknown`.
    pub status: &'static str,
    /// When it was revoked.
    pub revoked_at: Option<Time>,
    /// Why (RFC 5280, 5.3.1); empty where it is not said.
    pub reason: &'static str,
    /// Known to be right from.
    pub this_update: Option<Time>,
    /// Newer information by.
    pub next_update: Option<Time>,
    /// The critical extensions of this answer.
    pub critical: Vec<Oid>,
}

/// Something that a password would open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// What it is: `PKCS#12 file`, `private key`.
    pub what: String,
    /// How it is protected.
    pub protection: String,
    /// Whether a password was tried, and was not the one.
    pub wrong: bool,
    /// A password opens what it lies in, and not this.
    pub apart: bool,
    /// Where it lies.
    pub place: Place,
}
