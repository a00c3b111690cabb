//! Certificates (RFC 5280, 4.1), requests (RFC 2986, 4), and what both are made of.

use super::super::shape::{As, Shape, Tag, part, shown};
use super::keys::{ALGORITHM, PUBLIC_KEY};
use super::{ANY, BITS, BOOL, INTEGER, OCTET, OCTETS, OID, SEQ, SERIAL, SET, ctx, extensions};
use crate::model::field;

/// Certificate (RFC 5280, 4.1).
pub static CERTIFICATE: Shape = Shape::Parts(&[
    part(SEQ, "tbsCertificate", &TBS),
    shown(SEQ, "signatureAlgorithm", field::SIGNATURE_ALGORITHM, &ALGORITHM),
    shown(BITS, "signatureValue", "signature", &SIGNATURE),
]);

static TBS: Shape = Shape::Parts(&[
    shown(ctx(0), "version", field::VERSION, &Shape::Inside("Version", &VERSION)),
    shown(INTEGER, "serialNumber", field::SERIAL, &SERIAL),
    shown(SEQ, "signature", field::SIGNATURE_ALGORITHM, &ALGORITHM),
    shown(Tag::Any, "issuer", field::ISSUER, &NAME),
    part(SEQ, "validity", &VALIDITY),
    shown(Tag::Any, "subject", field::SUBJECT, &NAME),
    shown(SEQ, "subjectPublicKeyInfo", field::PUBLIC_KEY, &PUBLIC_KEY),
    part(ctx(1), "issuerUniqueID", &OCTETS),
    part(ctx(2), "subjectUniqueID", &OCTETS),
    part(ctx(3), "extensions", &Shape::Inside("Extensions", &EXTENSIONS)),
]);

static VERSION: Shape = Shape::Leaf(As::Named(&["v1", "v2", "v3"]));

static VALIDITY: Shape = Shape::Parts(&[
    shown(Tag::AnyTime, "notBefore", field::NOT_BEFORE, &ANY),
    shown(Tag::AnyTime, "notAfter", field::NOT_AFTER, &ANY),
]);

/// A signature: two numbers for ECDSA and DSA (RFC 3279, 2.2.2 and 2.2.3), octets for others.
pub static SIGNATURE: Shape = Shape::Inside("Ecdsa-Sig-Value", &SIGNATURE_PAIR);
static SIGNATURE_PAIR: Shape =
    Shape::Parts(&[part(INTEGER, "r", &SERIAL), part(INTEGER, "s", &SERIAL)]);

/// Name (RFC 5280, 4.1.2.4).
pub static NAME: Shape = Shape::Each("RelativeDistinguishedName", &RDN);
/// One level of a name.
pub static RDN: Shape = Shape::Each("AttributeTypeAndValue", &ATTRIBUTE_VALUE);
static ATTRIBUTE_VALUE: Shape =
    Shape::Parts(&[part(OID, "type", &ANY), part(Tag::Any, "value", &ANY)]);

/// Extensions (RFC 5280, 4.1.2.9).
pub static EXTENSIONS: Shape = Shape::Each("Extension", &EXTENSION);
/// Extension: the field of the sheet goes by its OID.
static EXTENSION: Shape = Shape::Parts(&[
    part(OID, "extnID", &ANY),
    part(BOOL, "critical", &ANY),
    part(OCTET, "extnValue", &extensions::VALUE),
]);

/// CertificationRequest (RFC 2986, 4.2).
pub static REQUEST: Shape = Shape::Parts(&[
    part(SEQ, "certificationRequestInfo", &REQUEST_INFO),
    shown(SEQ, "signatureAlgorithm", field::SIGNATURE_ALGORITHM, &ALGORITHM),
    part(BITS, "signature", &SIGNATURE),
]);

static REQUEST_INFO: Shape = Shape::Parts(&[
    part(INTEGER, "version", &VERSION),
    shown(Tag::Any, "subject", field::SUBJECT, &NAME),
    shown(SEQ, "subjectPKInfo", field::PUBLIC_KEY, &PUBLIC_KEY),
    shown(ctx(0), "attributes", field::ATTRIBUTES, &ATTRIBUTES),
]);

/// Attributes (RFC 5652, 5.3; RFC 2986, 4.1).
pub static ATTRIBUTES: Shape = Shape::Each("Attribute", &ATTRIBUTE);
static ATTRIBUTE: Shape = Shape::Parts(&[part(OID, "type", &ANY), part(SET, "values", &VALUES)]);
static VALUES: Shape = Shape::Typed(&[
    // extensionRequest (RFC 2985, 5.4.2), and Microsoft's.
    ("1.2.840.113549.1.9.14", &Shape::Each("ExtensionRequest", &EXTENSIONS)),
    ("1.3.6.1.4.1.311.2.1.14", &Shape::Each("ExtensionRequest", &EXTENSIONS)),
    // RFC 5652, 11.1 to 11.3; RFC 2985, 5.4.1 and 5.5.
    ("1.2.840.113549.1.9.3", &Shape::Each("ContentType", &ANY)),
    ("1.2.840.113549.1.9.4", &Shape::Each("MessageDigest", &OCTETS)),
    ("1.2.840.113549.1.9.5", &Shape::Each("SigningTime", &ANY)),
    ("1.2.840.113549.1.9.7", &Shape::Each("ChallengePassword", &ANY)),
    ("1.2.840.113549.1.9.20", &Shape::Each("FriendlyName", &ANY)),
    ("1.2.840.113549.1.9.21", &Shape::Each("LocalKeyId", &OCTETS)),
]);
