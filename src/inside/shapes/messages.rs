//! CMS (RFC 5652) and PKCS#12 (RFC 7292), as far as no password is needed.

use super::super::shape::{Shape, part};
use super::certificate::{ATTRIBUTES, CERTIFICATE, NAME};
use super::keys::{ALGORITHM, ENCRYPTED_KEY, PRIVATE_KEY};
use super::lists::CRL;
use super::{ANY, INTEGER, OCTET, OCTETS, OID, SEQ, SERIAL, SET, ctx};

/// ContentInfo (RFC 5652, 3).
pub static CMS: Shape = Shape::Parts(&[
    part(OID, "contentType", &ANY),
    part(
        ctx(0),
        "content",
        &Shape::Typed(&[
            ("1.2.840.113549.1.7.2", &Shape::Inside("SignedData", &SIGNED)),
            ("1.2.840.113549.1.7.3", &Shape::Inside("EnvelopedData", &ENVELOPED)),
            ("1.2.840.113549.1.7.6", &Shape::Inside("EncryptedData", &ENCRYPTED)),
            ("1.2.840.113549.1.7.1", &Shape::Inside("Data", &OCTETS)),
        ]),
    ),
]);

/// SignedData (RFC 5652, 5.1).
static SIGNED: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(SET, "digestAlgorithms", &Shape::Each("AlgorithmIdentifier", &ALGORITHM)),
    part(
        SEQ,
        "encapContentInfo",
        &Shape::Parts(&[
            part(OID, "eContentType", &ANY),
            part(ctx(0), "eContent", &Shape::Inside("", &OCTETS)),
        ]),
    ),
    part(ctx(0), "certificates", &Shape::Each("", &CHOICES)),
    part(ctx(1), "crls", &Shape::Each("CertificateList", &CRL)),
    part(SET, "signerInfos", &Shape::Each("SignerInfo", &SIGNER)),
]);

/// CertificateChoices (RFC 5652, 10.2.2).
static CHOICES: Shape = Shape::Choice(&[
    part(SEQ, "Certificate", &CERTIFICATE),
    part(ctx(0), "extendedCertificate", &ANY),
    part(ctx(1), "v1AttrCert", &ANY),
    part(ctx(2), "v2AttrCert", &ANY),
    part(ctx(3), "other", &ANY),
]);

/// SignerInfo (RFC 5652, 5.3).
static SIGNER: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(
        SEQ,
        "issuerAndSerialNumber",
        &Shape::Parts(&[part(SEQ, "issuer", &NAME), part(INTEGER, "serialNumber", &SERIAL)]),
    ),
    part(ctx(0), "subjectKeyIdentifier", &OCTETS),
    part(SEQ, "digestAlgorithm", &ALGORITHM),
    part(ctx(0), "signedAttrs", &ATTRIBUTES),
    part(SEQ, "signatureAlgorithm", &ALGORITHM),
    part(OCTET, "signature", &super::certificate::SIGNATURE),
    part(ctx(1), "unsignedAttrs", &ATTRIBUTES),
]);

/// EnvelopedData (RFC 5652, 6.1).
static ENVELOPED: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(ctx(0), "originatorInfo", &ANY),
    part(SET, "recipientInfos", &Shape::Each("RecipientInfo", &ANY)),
    part(SEQ, "encryptedContentInfo", &ENCRYPTED_CONTENT),
]);

/// EncryptedData (RFC 5652, 8).
static ENCRYPTED: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(SEQ, "encryptedContentInfo", &ENCRYPTED_CONTENT),
]);

static ENCRYPTED_CONTENT: Shape = Shape::Parts(&[
    part(OID, "contentType", &ANY),
    part(SEQ, "contentEncryptionAlgorithm", &ALGORITHM),
    part(ctx(0), "encryptedContent", &OCTETS),
]);

/// PFX (RFC 7292, 4).
pub static PKCS12: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(
        SEQ,
        "authSafe",
        &Shape::Parts(&[
            part(OID, "contentType", &ANY),
            part(
                ctx(0),
                "content",
                &Shape::Typed(&[
                    ("1.2.840.113549.1.7.1", &Shape::Inside("Data", &SAFES)),
                    ("1.2.840.113549.1.7.2", &Shape::Inside("SignedData", &SIGNED)),
                ]),
            ),
        ]),
    ),
    part(SEQ, "macData", &MAC),
]);

static MAC: Shape = Shape::Parts(&[
    part(
        SEQ,
        "mac",
        &Shape::Parts(&[part(SEQ, "digestAlgorithm", &ALGORITHM), part(OCTET, "digest", &OCTETS)]),
    ),
    part(OCTET, "macSalt", &OCTETS),
    part(INTEGER, "iterations", &ANY),
]);

/// AuthenticatedSafe (RFC 7292, 4.1).
static SAFES: Shape = Shape::Inside("AuthenticatedSafe", &Shape::Each("ContentInfo", &SAFE));
static SAFE: Shape = Shape::Parts(&[
    part(OID, "contentType", &ANY),
    part(
        ctx(0),
        "content",
        &Shape::Typed(&[
            ("1.2.840.113549.1.7.1", &Shape::Inside("Data", &BAGS)),
            ("1.2.840.113549.1.7.3", &Shape::Inside("EnvelopedData", &ENVELOPED)),
            ("1.2.840.113549.1.7.6", &Shape::Inside("EncryptedData", &ENCRYPTED)),
        ]),
    ),
]);

/// SafeContents and SafeBag (RFC 7292, 4.2).
static BAGS: Shape = Shape::Inside("SafeContents", &BAG_LIST);
static BAG_LIST: Shape = Shape::Each("SafeBag", &BAG);
static BAG: Shape = Shape::Parts(&[
    part(OID, "bagId", &ANY),
    part(
        ctx(0),
        "bagValue",
        &Shape::Typed(&[
            ("1.2.840.113549.1.12.10.1.1", &Shape::Inside("KeyBag", &PRIVATE_KEY)),
            ("1.2.840.113549.1.12.10.1.2", &Shape::Inside("PKCS8ShroudedKeyBag", &ENCRYPTED_KEY)),
            ("1.2.840.113549.1.12.10.1.3", &Shape::Inside("CertBag", &CERTIFICATE_BAG)),
            ("1.2.840.113549.1.12.10.1.4", &Shape::Inside("CRLBag", &CRL_BAG)),
            ("1.2.840.113549.1.12.10.1.6", &Shape::Inside("SafeContents", &BAG_LIST)),
        ]),
    ),
    part(SET, "bagAttributes", &ATTRIBUTES),
]);

static CERTIFICATE_BAG: Shape = Shape::Parts(&[
    part(OID, "certId", &ANY),
    part(
        ctx(0),
        "certValue",
        &Shape::Inside(
            "",
            &Shape::Typed(&[(
                "1.2.840.113549.1.9.22.1",
                &Shape::Inside("Certificate", &CERTIFICATE),
            )]),
        ),
    ),
]);

static CRL_BAG: Shape = Shape::Parts(&[
    part(OID, "crlId", &ANY),
    part(
        ctx(0),
        "crlValue",
        &Shape::Inside(
            "",
            &Shape::Typed(&[("1.2.840.113549.1.9.23.1", &Shape::Inside("CertificateList", &CRL))]),
        ),
    ),
]);
