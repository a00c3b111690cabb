//! What makes rustls refuse.

use webpki::Error;

use crate::stacks::{Hint, Rule};

const UNREADABLE: &Rule = &Rule {
    id: "unreadable",
    what: "A certificate or list that is not strict DER, of version 3, with known fields only, is refused as it is read; an unreadable root is left out.",
    source: "rustls-webpki, cert.rs, Cert::from_der",
    hint: Hint::of("extension-unreadable"),
};
const ALGORITHMS_DIFFER: &Rule = &Rule {
    id: "algorithms-differ",
    what: "Inner and outer signature algorithm must be the same; looked at as the certificate is read.",
    source: "rustls-webpki, cert.rs, Cert::from_der",
    hint: Hint::of("algorithms-differ"),
};
const CRITICAL: &Rule = &Rule {
    id: "critical-extension",
    what: "A critical extension that it does not know is refused as the certificate is read.",
    source: "rustls-webpki, cert.rs, remember_cert_extension",
    hint: Hint::of("critical-extension-unknown"),
};
const NOT_YET: &Rule = &Rule {
    id: "not-yet-valid",
    what: "notBefore must not lie after the time asked about; looked at before the issuer is searched.",
    source: "rustls-webpki, verify_cert.rs, check_validity",
    hint: Hint::of("not-yet-valid"),
};
const EXPIRED: &Rule = &Rule {
    id: "expired",
    what: "notAfter must not lie before the time asked about; the last second counts. Looked at before the issuer is searched.",
    source: "rustls-webpki, verify_cert.rs, check_validity",
    hint: Hint::of("expired"),
};
const DATES: &Rule = &Rule {
    id: "dates-unreadable",
    what: "Both dates must be readable and in order.",
    source: "rustls-webpki, time.rs",
    hint: Hint::of("dates-unreadable"),
};
const CA_AS_LEAF: &Rule = &Rule {
    id: "ca-as-leaf",
    what: "A certificate with basicConstraints CA is not taken as a leaf.",
    source: "rustls-webpki, verify_cert.rs, check_basic_constraints",
    hint: Hint::of("ca-as-leaf"),
};
const NOT_A_CA: &Rule = &Rule {
    id: "issuer-not-ca",
    what: "An issuer must have basicConstraints CA. Key usage is not looked at.",
    source: "rustls-webpki, verify_cert.rs, check_basic_constraints",
    hint: Hint::of("issuer-not-ca"),
};
const PATH_LENGTH: &Rule = &Rule {
    id: "path-length",
    what: "pathLenConstraint counts the intermediates below, self-issued ones too; there may be six at most.",
    source: "rustls-webpki, verify_cert.rs, check_basic_constraints",
    hint: Hint::of("path-too-long"),
};
const PURPOSE: &Rule = &Rule {
    id: "purpose",
    what: "Where there is an extended key usage, leaf and intermediates must list the use asked about; anyExtendedKeyUsage does not count. Looked at before the issuer is searched.",
    source: "rustls-webpki, verify_cert.rs, ExtendedKeyUsage",
    hint: Hint::of("purpose-not-allowed"),
};
const NO_ISSUER: &Rule = &Rule {
    id: "no-issuer",
    what: "No issuer of that name leads to a trust anchor.",
    source: "rustls-webpki, verify_cert.rs, build_chain_inner",
    hint: Hint::of("issuer-missing"),
};
const SIGNATURE: &Rule = &Rule {
    id: "signature",
    what: "The issuer's key must verify the signature.",
    source: "rustls-webpki, signed_data.rs",
    hint: Hint::of("signature-wrong"),
};
const ALGORITHM: &Rule = &Rule {
    id: "algorithm",
    what: "Only the algorithms of its cryptographic provider count; for ring ECDSA with P-256 and P-384, RSA of 2,048 to 8,192 bits and Ed25519, with SHA-2.",
    source: "rustls-webpki, signed_data.rs, verify_signed_data",
    hint: Hint::of("weak-signature"),
};
const CONSTRAINTS: &Rule = &Rule {
    id: "name-constraints",
    what: "Each name of the leaf must lie within the name constraints of the CAs above it.",
    source: "rustls-webpki, subject_name/mod.rs",
    hint: Hint::of("name-outside-constraints"),
};
const REVOKED: &Rule = &Rule {
    id: "revoked",
    what: "A certificate on a revocation list handed over is refused.",
    source: "rustls-webpki, crl/mod.rs",
    hint: Hint::of("revoked"),
};
const UNKNOWN_STATUS: &Rule = &Rule {
    id: "revocation-unknown",
    what: "Where revocation lists are handed over, a current one that its issuer signed must cover every certificate.",
    source: "rustls-webpki, crl/mod.rs",
    hint: Hint::of("revocation-not-covered"),
};
const LIST: &Rule = &Rule {
    id: "list-unreadable",
    what: "Delta lists, indirect lists and lists for some reasons only are not read.",
    source: "rustls-webpki, crl/types.rs",
    hint: Hint::of("none: a list that is read by others need not be changed"),
};
const NAME: &Rule = &Rule {
    id: "name",
    what: "The name asked about must be among the subject alternative names; the common name does not count.",
    source: "rustls-webpki, subject_name/verify.rs",
    hint: Hint::of("host-not-covered"),
};
const LIMIT: &Rule = &Rule {
    id: "limit",
    what: "The search ends after 100 signatures, 200,000 steps, 250,000 name comparisons or six intermediates.",
    source: "rustls-webpki, verify_cert.rs, Budget",
    hint: Hint::of("search-unfinished"),
};
const OTHER: &Rule = &Rule {
    id: "other",
    what: "Anything else that its library refuses.",
    source: "rustls-webpki, error.rs",
    hint: Hint::of("none: it gathers what has no rule of its own"),
};

/// All rules, in the order in which they are looked at for one certificate.
pub(in crate::stacks) const RULES: &[&Rule] = &[
    UNREADABLE,
    ALGORITHMS_DIFFER,
    CRITICAL,
    NOT_YET,
    EXPIRED,
    DATES,
    CA_AS_LEAF,
    NOT_A_CA,
    PATH_LENGTH,
    PURPOSE,
    NO_ISSUER,
    SIGNATURE,
    ALGORITHM,
    CONSTRAINTS,
    REVOKED,
    UNKNOWN_STATUS,
    LIST,
    NAME,
    LIMIT,
    OTHER,
];

/// The rule behind an error.
pub(super) fn rule(error: &Error) -> &'static Rule {
    match error {
        Error::BadDer
        | Error::TrailingData(_)
        | Error::ExtensionValueInvalid
        | Error::MalformedExtensions
        | Error::InvalidSerialNumber
        | Error::EmptyEkuExtension
        | Error::MalformedDnsIdentifier
        | Error::UnsupportedCertVersion => UNREADABLE,
        Error::SignatureAlgorithmMismatch => ALGORITHMS_DIFFER,
        Error::UnsupportedCriticalExtension => CRITICAL,
        Error::CertNotValidYet { .. } => NOT_YET,
        Error::CertExpired { .. } => EXPIRED,
        Error::BadDerTime | Error::InvalidCertValidity => DATES,
        Error::CaUsedAsEndEntity => CA_AS_LEAF,
        Error::EndEntityUsedAsCa => NOT_A_CA,
        Error::PathLenConstraintViolated => PATH_LENGTH,
        Error::RequiredEkuNotFoundContext(_) => PURPOSE,
        Error::UnknownIssuer => NO_ISSUER,
        Error::InvalidSignatureForPublicKey => SIGNATURE,
        Error::UnsupportedSignatureAlgorithmContext(_)
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => ALGORITHM,
        Error::NameConstraintViolation
        | Error::MalformedNameConstraint
        | Error::InvalidNetworkMaskConstraint => CONSTRAINTS,
        Error::CertRevoked => REVOKED,
        Error::UnknownRevocationStatus
        | Error::CrlExpired { .. }
        | Error::IssuerNotCrlSigner
        | Error::InvalidCrlSignatureForPublicKey => UNKNOWN_STATUS,
        Error::UnsupportedDeltaCrl
        | Error::UnsupportedIndirectCrl
        | Error::UnsupportedCrlVersion
        | Error::UnsupportedCrlIssuingDistributionPoint
        | Error::UnsupportedRevocationReason
        | Error::UnsupportedRevocationReasonsPartitioning
        | Error::InvalidCrlNumber => LIST,
        Error::CertNotValidForName(_) => NAME,
        Error::MaximumNameConstraintComparisonsExceeded
        | Error::MaximumPathBuildCallsExceeded
        | Error::MaximumPathDepthExceeded
        | Error::MaximumSignatureChecksExceeded => LIMIT,
        _ => OTHER,
    }
}

/// Whether an error can only be about the leaf.
pub(super) fn is_about_leaf(error: &Error) -> bool {
    matches!(error, Error::CaUsedAsEndEntity | Error::CertNotValidForName(_))
}
