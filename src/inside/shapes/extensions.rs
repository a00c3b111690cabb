//! The values of extensions of certificates, lists and responses, by their OIDs (RFC 5280, 4.2 and 5.2;
//! RFC 6960, 4.4; RFC 6962, 3.3; RFC 7633; RFC 3739), and GeneralName (RFC 5280, 4.2.1.6).

use super::super::shape::{As, Shape, Tag, part};
use super::certificate::{ATTRIBUTES, NAME, RDN};
use super::{ANY, BOOL, BOOLEAN, INTEGER, NUMBER, OCTETS, OID, SEQ, SERIAL, ctx};
use crate::model::oid::ext;
use crate::model::{CRL_REASONS, KeyUsage, NS_CERT_TYPE_BITS, REASON_FLAGS};

/// extnValue: an OCTET STRING around the value.
pub static VALUE: Shape = Shape::Typed(&[
    (ext::SUBJECT_KEY_ID, &Shape::Inside("SubjectKeyIdentifier", &OCTETS)),
    (ext::KEY_USAGE, &Shape::Inside("KeyUsage", &KEY_USAGE)),
    ("2.5.29.16", &Shape::Inside("PrivateKeyUsagePeriod", &KEY_PERIOD)),
    (ext::SUBJECT_ALT_NAME, &Shape::Inside("SubjectAltName", &GENERAL_NAMES)),
    (ext::ISSUER_ALT_NAME, &Shape::Inside("IssuerAltName", &GENERAL_NAMES)),
    (ext::BASIC_CONSTRAINTS, &Shape::Inside("BasicConstraints", &BASIC_CONSTRAINTS)),
    ("2.5.29.20", &Shape::Inside("CRLNumber", &NUMBER)),
    ("2.5.29.21", &Shape::Inside("CRLReason", &REASON)),
    ("2.5.29.24", &Shape::Inside("InvalidityDate", &ANY)),
    ("2.5.29.27", &Shape::Inside("BaseCRLNumber", &NUMBER)),
    ("2.5.29.28", &Shape::Inside("IssuingDistributionPoint", &ISSUING_POINT)),
    ("2.5.29.29", &Shape::Inside("CertificateIssuer", &GENERAL_NAMES)),
    (ext::NAME_CONSTRAINTS, &Shape::Inside("NameConstraints", &NAME_CONSTRAINTS)),
    (ext::CRL_DISTRIBUTION_POINTS, &Shape::Inside("CRLDistributionPoints", &POINTS)),
    ("2.5.29.46", &Shape::Inside("FreshestCRL", &POINTS)),
    (ext::POLICIES, &Shape::Inside("CertificatePolicies", &POLICIES)),
    (ext::POLICY_MAPPINGS, &Shape::Inside("PolicyMappings", &MAPPINGS)),
    (ext::AUTHORITY_KEY_ID, &Shape::Inside("AuthorityKeyIdentifier", &AUTHORITY_KEY)),
    (ext::POLICY_CONSTRAINTS, &Shape::Inside("PolicyConstraints", &POLICY_CONSTRAINTS)),
    (ext::EXTENDED_KEY_USAGE, &Shape::Inside("ExtKeyUsageSyntax", &PURPOSES)),
    (ext::INHIBIT_ANY_POLICY, &Shape::Inside("SkipCerts", &NUMBER)),
    (ext::AUTHORITY_INFO_ACCESS, &Shape::Inside("AuthorityInfoAccessSyntax", &ACCESS)),
    (ext::SUBJECT_INFO_ACCESS, &Shape::Inside("SubjectInfoAccessSyntax", &ACCESS)),
    (ext::TLS_FEATURE, &Shape::Inside("Features", &Shape::Each("Feature", &TLS_EXTENSION))),
    (ext::SCTS, &Shape::Inside("SignedCertificateTimestampList", &TIMESTAMPS)),
    // Timestamps in an OCSP response.
    ("1.3.6.1.4.1.11129.2.4.5", &Shape::Inside("SignedCertificateTimestampList", &TIMESTAMPS)),
    (ext::PRECERT_POISON, &Shape::Inside("Poison", &ANY)),
    (ext::NS_CERT_TYPE, &Shape::Inside("NetscapeCertType", &NS_CERT_TYPE)),
    ("1.3.6.1.5.5.7.48.1.2", &Shape::Inside("Nonce", &OCTETS)),
    ("1.3.6.1.5.5.7.48.1.5", &Shape::Inside("NoCheck", &ANY)),
    ("1.3.6.1.5.5.7.1.3", &Shape::Inside("QCStatements", &STATEMENTS)),
    ("2.5.29.9", &Shape::Inside("SubjectDirectoryAttributes", &ATTRIBUTES)),
    ("1.3.6.1.4.1.311.21.7", &Shape::Inside("CertificateTemplate", &TEMPLATE)),
    ("1.3.6.1.4.1.311.21.10", &Shape::Inside("ApplicationPolicies", &POLICIES)),
]);

static KEY_USAGE: Shape = Shape::Leaf(As::Bits(&KeyUsage::NAMES));

static NS_CERT_TYPE: Shape = Shape::Leaf(As::Bits(&NS_CERT_TYPE_BITS));

static REASONS: Shape = Shape::Leaf(As::Bits(&REASON_FLAGS));

/// CRLReason (RFC 5280, 5.3.1).
pub static REASON: Shape = Shape::Leaf(As::Named(&CRL_REASONS));

static KEY_PERIOD: Shape =
    Shape::Parts(&[part(ctx(0), "notBefore", &TIME), part(ctx(1), "notAfter", &TIME)]);
static TIME: Shape = Shape::Leaf(As::Time);
static TEXT: Shape = Shape::Leaf(As::Text);
static TLS_EXTENSION: Shape = Shape::Leaf(As::TlsExtension);
static TIMESTAMPS: Shape = Shape::Leaf(As::Timestamps);

/// GeneralNames.
static GENERAL_NAMES: Shape = Shape::Each("GeneralName", &GENERAL_NAME);
static GENERAL_NAME: Shape = Shape::Choice(&[
    part(
        ctx(0),
        "otherName",
        &Shape::Parts(&[
            part(OID, "type-id", &ANY),
            part(ctx(0), "value", &Shape::Inside("", &ANY)),
        ]),
    ),
    part(ctx(1), "rfc822Name", &TEXT),
    part(ctx(2), "dNSName", &TEXT),
    part(ctx(3), "x400Address", &ANY),
    part(ctx(4), "directoryName", &Shape::Inside("Name", &NAME)),
    part(ctx(5), "ediPartyName", &ANY),
    part(ctx(6), "uniformResourceIdentifier", &TEXT),
    part(ctx(7), "iPAddress", &Shape::Leaf(As::Address)),
    part(ctx(8), "registeredID", &Shape::Leaf(As::Oid)),
]);

static BASIC_CONSTRAINTS: Shape =
    Shape::Parts(&[part(BOOL, "cA", &ANY), part(INTEGER, "pathLenConstraint", &ANY)]);

static NAME_CONSTRAINTS: Shape = Shape::Parts(&[
    part(ctx(0), "permittedSubtrees", &SUBTREES),
    part(ctx(1), "excludedSubtrees", &SUBTREES),
]);
static SUBTREES: Shape = Shape::Each(
    "GeneralSubtree",
    &Shape::Parts(&[
        // The base may be an otherName, whose tag is that of `minimum`: what comes first is the base.
        part(Tag::Any, "base", &GENERAL_NAME),
        part(ctx(0), "minimum", &NUMBER),
        part(ctx(1), "maximum", &NUMBER),
    ]),
);

static POINTS: Shape = Shape::Each(
    "DistributionPoint",
    &Shape::Parts(&[
        part(ctx(0), "distributionPoint", &POINT),
        part(ctx(1), "reasons", &REASONS),
        part(ctx(2), "cRLIssuer", &GENERAL_NAMES),
    ]),
);
static POINT: Shape = Shape::Inside("", &POINT_NAME);
static POINT_NAME: Shape = Shape::Choice(&[
    part(ctx(0), "fullName", &GENERAL_NAMES),
    part(ctx(1), "nameRelativeToCRLIssuer", &RDN),
]);

/// IssuingDistributionPoint (RFC 5280, 5.2.5).
static ISSUING_POINT: Shape = Shape::Parts(&[
    part(ctx(0), "distributionPoint", &POINT),
    part(ctx(1), "onlyContainsUserCerts", &BOOLEAN),
    part(ctx(2), "onlyContainsCACerts", &BOOLEAN),
    part(ctx(3), "onlySomeReasons", &REASONS),
    part(ctx(4), "indirectCRL", &BOOLEAN),
    part(ctx(5), "onlyContainsAttributeCerts", &BOOLEAN),
]);

static POLICIES: Shape = Shape::Each(
    "PolicyInformation",
    &Shape::Parts(&[
        part(OID, "policyIdentifier", &ANY),
        part(SEQ, "policyQualifiers", &Shape::Each("PolicyQualifierInfo", &QUALIFIER)),
    ]),
);
static QUALIFIER: Shape = Shape::Parts(&[
    part(OID, "policyQualifierId", &ANY),
    part(
        Tag::Any,
        "qualifier",
        &Shape::Typed(&[(
            "1.3.6.1.5.5.7.2.2",
            &Shape::Parts(&[part(SEQ, "noticeRef", &ANY), part(Tag::Any, "explicitText", &ANY)]),
        )]),
    ),
]);
static MAPPINGS: Shape = Shape::Each(
    "PolicyMapping",
    &Shape::Parts(&[part(OID, "issuerDomainPolicy", &ANY), part(OID, "subjectDomainPolicy", &ANY)]),
);
static POLICY_CONSTRAINTS: Shape = Shape::Parts(&[
    part(ctx(0), "requireExplicitPolicy", &NUMBER),
    part(ctx(1), "inhibitPolicyMapping", &NUMBER),
]);

static AUTHORITY_KEY: Shape = Shape::Parts(&[
    part(ctx(0), "keyIdentifier", &OCTETS),
    part(ctx(1), "authorityCertIssuer", &GENERAL_NAMES),
    part(ctx(2), "authorityCertSerialNumber", &SERIAL),
]);

static PURPOSES: Shape = Shape::Each("KeyPurposeId", &ANY);

static ACCESS: Shape = Shape::Each(
    "AccessDescription",
    &Shape::Parts(&[
        part(OID, "accessMethod", &ANY),
        part(Tag::Any, "accessLocation", &GENERAL_NAME),
    ]),
);

static STATEMENTS: Shape = Shape::Each(
    "QCStatement",
    &Shape::Parts(&[part(OID, "statementId", &ANY), part(Tag::Any, "statementInfo", &ANY)]),
);

/// Microsoft's CertificateTemplateOID ([MS-WCCE], 2.2.2.7.7.2).
static TEMPLATE: Shape = Shape::Parts(&[
    part(OID, "templateID", &ANY),
    part(INTEGER, "templateMajorVersion", &ANY),
    part(INTEGER, "templateMinorVersion", &ANY),
]);
