//! Certificate extensions (RFC 5280, 4.2), each with its criticality and place.

use std::net::IpAddr;

use super::{Name, Oid, Span};

/// One extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// Its type.
    pub oid: Oid,
    /// Whether a reader that does not know it must refuse the certificate (RFC 5280, 4.2).
    pub critical: bool,
    /// What was read.
    pub value: ExtensionValue,
    /// Its bytes within the certificate, from the SEQUENCE tag on.
    pub span: Span,
    /// The content of extnValue.
    pub raw: Vec<u8>,
}

/// The content of an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtensionValue {
    /// RFC 5280, 4.2.1.1.
    AuthorityKeyId(AuthorityKeyId),
    /// RFC 5280, 4.2.1.2.
    SubjectKeyId(Vec<u8>),
    /// RFC 5280, 4.2.1.3.
    KeyUsage(KeyUsage),
    /// RFC 5280, 4.2.1.4.
    Policies(Vec<Policy>),
    /// RFC 5280, 4.2.1.6.
    SubjectAltName(Vec<GeneralName>),
    /// RFC 5280, 4.2.1.7.
    IssuerAltName(Vec<GeneralName>),
    /// RFC 5280, 4.2.1.9.
    BasicConstraints(BasicConstraints),
    /// RFC 5280, 4.2.1.10.
    NameConstraints(NameConstraints),
    /// RFC 5280, 4.2.1.12, in encoded order.
    ExtendedKeyUsage(Vec<Oid>),
    /// RFC 5280, 4.2.1.13.
    CrlDistributionPoints(Vec<DistributionPoint>),
    /// RFC 5280, 4.2.2.1.
    AuthorityInfoAccess(Vec<AccessMethod>),
    /// RFC 7633: the TLS features demanded; 5 is status_request (must-staple).
    TlsFeature(Vec<u16>),
    /// RFC 6962, 3.3: signed certificate timestamps.
    Scts(Vec<Sct>),
    /// RFC 6962, 3.1: marks a precertificate.
    PrecertificatePoison,
    /// Netscape certificate type: the bits, most significant first, as in [`NS_CERT_TYPE_BITS`].
    NsCertType(u8),
    /// Known by name or not, shown by its bytes.
    Other,
    /// A known extension whose content could not be read; says why.
    Unreadable(String),
}

/// Names of the bits of [`ExtensionValue::NsCertType`], from bit 0 (0x80) on.
pub const NS_CERT_TYPE_BITS: [&str; 8] = [
    "SSL client",
    "SSL server",
    "S/MIME",
    "object signing",
    "reserved",
    "SSL CA",
    "S/MIME CA",
    "object signing CA",
];

/// Authority key identifier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorityKeyId {
    /// The issuer's key identifier.
    pub key_id: Option<Vec<u8>>,
    /// The issuer's issuer.
    pub issuer: Vec<GeneralName>,
    /// The issuer's serial number.
    pub serial: Option<Vec<u8>>,
}

/// Basic constraints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BasicConstraints {
    /// Whether the key may sign certificates.
    pub ca: bool,
    /// How many non-self-issued intermediates may follow.
    pub path_len: Option<u32>,
}

/// Key usage bits; bit n of RFC 5280 is `1 << n` here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyUsage(pub u16);

impl KeyUsage {
    /// Bit 0.
    pub const DIGITAL_SIGNATURE: u16 = 1;
    /// Bit 2.
    pub const KEY_ENCIPHERMENT: u16 = 1 << 2;
    /// Bit 4.
    pub const KEY_AGREEMENT: u16 = 1 << 4;
    /// Bit 5.
    pub const KEY_CERT_SIGN: u16 = 1 << 5;
    /// Bit 6.
    pub const CRL_SIGN: u16 = 1 << 6;

    /// Whether a bit is set.
    pub fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }

    /// The names of the bits (RFC 5280, 4.2.1.3), the first the most significant.
    pub const NAMES: [&str; 9] = [
        "digitalSignature",
        "nonRepudiation",
        "keyEncipherment",
        "dataEncipherment",
        "keyAgreement",
        "keyCertSign",
        "cRLSign",
        "encipherOnly",
        "decipherOnly",
    ];

    /// The names of the set bits, as RFC 5280 spells them.
    pub fn names(self) -> Vec<&'static str> {
        Self::NAMES
            .iter()
            .enumerate()
            .filter(|(bit, _)| self.0 & (1 << bit) != 0)
            .map(|(_, n)| *n)
            .collect()
    }
}

/// A certificate policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The policy.
    pub oid: Oid,
    /// Certification practice statement addresses.
    pub cps: Vec<String>,
    /// Explicit user notices.
    pub notices: Vec<String>,
}

/// A general name (RFC 5280, 4.2.1.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GeneralName {
    /// A DNS name as encoded, A-labels included.
    Dns(String),
    /// An IP address.
    Ip(IpAddr),
    /// An IP address of a length that is neither 4 nor 16 bytes.
    BadIp(Vec<u8>),
    /// An e-mail address.
    Email(String),
    /// A URI.
    Uri(String),
    /// A distinguished name.
    Directory(Name),
    /// A registered OID.
    RegisteredId(Oid),
    /// Anything else: the type's name, a readable form where there is one, and the bytes.
    Other {
        /// `otherName 1.3.6.1.4.1.311.20.2.3`, `x400Address` …
        label: String,
        /// Text inside, where it is a string.
        text: Option<String>,
        /// The bytes.
        raw: Vec<u8>,
    },
}

/// Name constraints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameConstraints {
    /// Where names of that type must lie.
    pub permitted: Vec<Subtree>,
    /// Where no name may lie.
    pub excluded: Vec<Subtree>,
}

/// One subtree of a name constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subtree {
    /// DNS names ending so.
    Dns(String),
    /// An address and its mask, both 4 or both 16 bytes.
    Ip(Vec<u8>, Vec<u8>),
    /// A mailbox, a host or a domain (leading dot).
    Email(String),
    /// A host or a domain (leading dot) of URIs.
    Uri(String),
    /// Distinguished names beginning so.
    Directory(Name),
    /// A form that is not evaluated here; its label.
    Other(String),
}

/// A CRL distribution point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DistributionPoint {
    /// Where the CRL is.
    pub names: Vec<GeneralName>,
    /// Who signs the CRL, where it is not the certificate's issuer.
    pub crl_issuer: Vec<GeneralName>,
    /// Name relative to the CRL issuer, reasons: present but shown only so.
    pub note: Option<String>,
}

/// An authority information access entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessMethod {
    /// `1.3.6.1.5.5.7.48.1` OCSP, `.2` caIssuers.
    pub method: Oid,
    /// Where.
    pub location: GeneralName,
}

/// A signed certificate timestamp; the signature is not checked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sct {
    /// 0 for v1.
    pub version: u8,
    /// SHA-256 of the log's key.
    pub log_id: Vec<u8>,
    /// Milliseconds since 1970.
    pub timestamp: u64,
}

/// CRLReason (RFC 5280, 5.3.1); 7 is not used.
pub const CRL_REASONS: [&str; 11] = [
    "unspecified",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "",
    "removeFromCRL",
    "privilegeWithdrawn",
    "aACompromise",
];

/// ReasonFlags (RFC 5280, 4.2.1.13), by their names there.
pub const REASON_FLAGS: [&str; 9] = [
    "unused",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "privilegeWithdrawn",
    "aACompromise",
];
