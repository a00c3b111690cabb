//! Revocation lists (RFC 5280, 5.1) and OCSP responses (RFC 6960, 4.2.1).

use super::super::shape::{As, Shape, Tag, part};
use super::certificate::{CERTIFICATE, EXTENSIONS, NAME, SIGNATURE};
use super::extensions::REASON;
use super::keys::ALGORITHM;
use super::{ANY, BITS, ENUM, INTEGER, OCTET, OCTETS, OID, SEQ, SERIAL, ctx};

/// CertificateList.
pub static CRL: Shape = Shape::Parts(&[
    part(SEQ, "tbsCertList", &TBS),
    part(SEQ, "signatureAlgorithm", &ALGORITHM),
    part(BITS, "signatureValue", &SIGNATURE),
]);

static TBS: Shape = Shape::Parts(&[
    part(INTEGER, "version", &VERSION),
    part(SEQ, "signature", &ALGORITHM),
    part(SEQ, "issuer", &NAME),
    part(Tag::AnyTime, "thisUpdate", &ANY),
    part(Tag::AnyTime, "nextUpdate", &ANY),
    part(SEQ, "revokedCertificates", &Shape::Each("revokedCertificate", &REVOKED)),
    part(ctx(0), "crlExtensions", &Shape::Inside("Extensions", &EXTENSIONS)),
]);

static VERSION: Shape = Shape::Leaf(As::Named(&["v1", "v2"]));

static REVOKED: Shape = Shape::Parts(&[
    part(INTEGER, "userCertificate", &SERIAL),
    part(Tag::AnyTime, "revocationDate", &ANY),
    part(SEQ, "crlEntryExtensions", &EXTENSIONS),
]);

/// OCSPResponse.
pub static OCSP: Shape = Shape::Parts(&[
    part(ENUM, "responseStatus", &STATUS),
    part(ctx(0), "responseBytes", &Shape::Inside("ResponseBytes", &BYTES)),
]);

static STATUS: Shape = Shape::Leaf(As::Named(&[
    "successful",
    "malformedRequest",
    "internalError",
    "tryLater",
    "",
    "sigRequired",
    "unauthorized",
]));

static BYTES: Shape = Shape::Parts(&[
    part(OID, "responseType", &ANY),
    part(OCTET, "response", &Shape::Inside("BasicOCSPResponse", &BASIC)),
]);

/// BasicOCSPResponse.
static BASIC: Shape = Shape::Parts(&[
    part(SEQ, "tbsResponseData", &DATA),
    part(SEQ, "signatureAlgorithm", &ALGORITHM),
    part(BITS, "signature", &SIGNATURE),
    part(ctx(0), "certs", &Shape::Inside("", &Shape::Each("Certificate", &CERTIFICATE))),
]);

static DATA: Shape = Shape::Parts(&[
    part(ctx(0), "version", &Shape::Inside("Version", &Shape::Leaf(As::Named(&["v1"])))),
    part(ctx(1), "byName", &Shape::Inside("Name", &NAME)),
    part(ctx(2), "byKey", &Shape::Inside("KeyHash", &OCTETS)),
    part(Tag::AnyTime, "producedAt", &ANY),
    part(SEQ, "responses", &Shape::Each("SingleResponse", &SINGLE)),
    part(ctx(1), "responseExtensions", &Shape::Inside("Extensions", &EXTENSIONS)),
]);

static SINGLE: Shape = Shape::Parts(&[
    part(SEQ, "certID", &CERT_ID),
    part(ctx(0), "certStatus: good", &ANY),
    part(ctx(1), "certStatus: revoked", &REVOKED_INFO),
    part(ctx(2), "certStatus: unknown", &ANY),
    part(Tag::AnyTime, "thisUpdate", &ANY),
    part(ctx(0), "nextUpdate", &Shape::Inside("", &ANY)),
    part(ctx(1), "singleExtensions", &Shape::Inside("Extensions", &EXTENSIONS)),
]);

static REVOKED_INFO: Shape = Shape::Parts(&[
    part(Tag::AnyTime, "revocationTime", &ANY),
    part(ctx(0), "revocationReason", &Shape::Inside("CRLReason", &REASON)),
]);

static CERT_ID: Shape = Shape::Parts(&[
    part(SEQ, "hashAlgorithm", &ALGORITHM),
    part(OCTET, "issuerNameHash", &OCTETS),
    part(OCTET, "issuerKeyHash", &OCTETS),
    part(INTEGER, "serialNumber", &SERIAL),
]);
