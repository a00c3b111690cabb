//! Revocation lists (RFC 5280, 5.1) and OCSP responses (RFC 6960, 4.2.1).

use super::super::shape::{As, Shape, Tag, part, shown};
use super::certificate::{CERTIFICATE, EXTENSIONS, NAME, SIGNATURE};
use super::extensions::REASON;
use super::keys::ALGORITHM;
use super::{ANY, BITS, ENUM, INTEGER, OCTET, OCTETS, OID, SEQ, SERIAL, ctx};
use crate::model::field;

/// CertificateList.
pub static CRL: Shape = Shape::Parts(&[
    part(SEQ, "tbsCertList", &TBS),
    shown(SEQ, "signatureAlgorithm", field::SIGNATURE_ALGORITHM, &ALGORITHM),
    part(BITS, "signatureValue", &SIGNATURE),
]);

static TBS: Shape = Shape::Parts(&[
    part(INTEGER, "version", &VERSION),
    shown(SEQ, "signature", field::SIGNATURE_ALGORITHM, &ALGORITHM),
    shown(SEQ, "issuer", field::ISSUER, &NAME),
    shown(Tag::AnyTime, "thisUpdate", field::THIS_UPDATE, &ANY),
    shown(Tag::AnyTime, "nextUpdate", field::NEXT_UPDATE, &ANY),
    shown(SEQ, "revokedCertificates", field::REVOKED, &ENTRIES),
    part(ctx(0), "crlExtensions", &Shape::Inside("Extensions", &EXTENSIONS)),
]);

static ENTRIES: Shape = Shape::Each("revokedCertificate", &REVOKED);

static VERSION: Shape = Shape::Leaf(As::Named(&["v1", "v2"]));

static REVOKED: Shape = Shape::Parts(&[
    part(INTEGER, "userCertificate", &SERIAL),
    part(Tag::AnyTime, "revocationDate", &ANY),
    part(SEQ, "crlEntryExtensions", &EXTENSIONS),
]);

/// OCSPResponse.
pub static OCSP: Shape = Shape::Parts(&[
    shown(ENUM, "responseStatus", field::RESPONSE_STATUS, &STATUS),
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
    shown(SEQ, "signatureAlgorithm", field::RESPONSE_ALGORITHM, &ALGORITHM),
    part(BITS, "signature", &SIGNATURE),
    shown(ctx(0), "certs", field::RESPONSE_CERTIFICATE, &CERTIFICATES),
]);

static CERTIFICATES: Shape = Shape::Inside("", &Shape::Each("Certificate", &CERTIFICATE));

static DATA: Shape = Shape::Parts(&[
    part(ctx(0), "version", &Shape::Inside("Version", &Shape::Leaf(As::Named(&["v1"])))),
    shown(ctx(1), "byName", field::RESPONDER, &Shape::Inside("Name", &NAME)),
    shown(ctx(2), "byKey", field::RESPONDER, &Shape::Inside("KeyHash", &OCTETS)),
    shown(Tag::AnyTime, "producedAt", field::PRODUCED_AT, &ANY),
    shown(SEQ, "responses", field::ANSWER, &Shape::Each("SingleResponse", &SINGLE)),
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
