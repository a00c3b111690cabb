//! The errors of libpki, in its words (pki/cert_errors.cc, common_cert_errors.cc).

use crate::stacks::words::words;
use crate::stacks::{Hint, Rule};

/// A leaf that cannot be read: what exactly is told line by line (`parse`).
pub(in crate::stacks) static UNREADABLE: Rule = Rule {
    id: "unreadable",
    what: "A leaf that cannot be read strictly is refused; issuers that cannot are left out.",
    source: "BoringSSL, pki/parsed_certificate.cc",
    hint: Hint::of("extension-unreadable"),
};

words! {
    NO_ISSUER: "PATH_NOT_FOUND", "No matching issuer found";
        "no-issuer", "No issuer of that name leads to a trust anchor.",
        "BoringSSL, pki/path_builder.cc, CertPathIter::GetNextPath", "issuer-missing";
    ALGORITHMS_DIFFER: "CERTIFICATE_INVALID", "Certificate.signatureAlgorithm is not the same as TBSCertificate.signature";
        "algorithms-differ", "Inner and outer signature algorithm must be the same.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifySignatureAlgorithmsMatch", "algorithms-differ";
    WEAK_ALGORITHM: "CERTIFICATE_UNSUPPORTED_SIGNATURE_ALGORITHM", "Unacceptable signature algorithm";
        "signature-algorithm", "Signatures with SHA-1 or older digests, and algorithms other than RSA and ECDSA, are refused.",
        "BoringSSL, pki/simple_path_builder_delegate.cc", "weak-signature";
    BAD_SIGNATURE: "CERTIFICATE_INVALID_SIGNATURE", "VerifySignedData failed";
        "signature", "The issuer's key must verify the signature; nothing below is looked at otherwise.",
        "BoringSSL, pki/verify_certificate_chain.cc, BasicCertificateProcessing", "signature-wrong";
    NOT_YET_VALID: "CERTIFICATE_NOT_YET_VALID", "Time is before notBefore";
        "not-yet-valid", "notBefore must not lie after the time asked about; the anchor's dates do not count.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyTimeValidity", "not-yet-valid";
    EXPIRED: "CERTIFICATE_EXPIRED", "Time is after notAfter";
        "expired", "notAfter must not lie before the time asked about; the anchor's dates do not count.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyTimeValidity", "expired";
    NAME_CONSTRAINTS: "CERTIFICATE_INVALID", "Not permitted by name constraints";
        "name-constraints", "Names must lie within the constraints of the CAs above, but not of a plain trust anchor.",
        "BoringSSL, pki/name_constraints.cc, IsPermittedCert", "name-outside-constraints";
    TOO_MANY_NAMES: "CERTIFICATE_INVALID", "Too many name constraints checks";
        "name-comparisons", "A million comparisons of names with constraints at most.",
        "BoringSSL, pki/name_constraints.cc, kMaxChecks", "constraint-not-evaluated";
    NO_EKU: "CERTIFICATE_INVALID", "Certificate does not have extended key usage";
        "no-purpose", "A leaf without extended key usage is warned about only.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyExtendedKeyUsage", "none: it only warns, and nothing is refused";
    ANY_EKU_SERVER: "CERTIFICATE_INVALID", "The extended key usage does not include server auth but instead includes anyExtendedKeyUsage";
        "any-purpose", "anyExtendedKeyUsage in the place of the use is warned about only.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyExtendedKeyUsage", "usage-any-only";
    ANY_EKU_CLIENT: "CERTIFICATE_INVALID", "The extended key usage does not include client auth but instead includes anyExtendedKeyUsage";
        "any-purpose-client", "The same for clients.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyExtendedKeyUsage", "usage-any-only";
    NO_SERVER_AUTH: "CERTIFICATE_NO_MATCHING_EKU", "The extended key usage does not include server auth";
        "purpose", "Where there is an extended key usage, leaf and intermediates must list the use asked about or anyExtendedKeyUsage.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyExtendedKeyUsage", "purpose-not-allowed";
    NO_CLIENT_AUTH: "CERTIFICATE_NO_MATCHING_EKU", "The extended key usage does not include client auth";
        "purpose-client", "The same for clients.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyExtendedKeyUsage", "purpose-not-allowed";
    BAD_KEY: "CERTIFICATE_INVALID", "Couldn't parse SubjectPublicKeyInfo";
        "key-unreadable", "Keys are RSA, or ECDSA on P-224, P-256, P-384 or P-521; others cannot be read.",
        "BoringSSL, pki/verify_certificate_chain.cc, ParseAndCheckPublicKey", "uncommon-key";
    WEAK_KEY: "CERTIFICATE_UNSUPPORTED_KEY", "Unacceptable public key";
        "key-size", "RSA keys must have 2,048 bits at least, trust anchors' too; P-224 is refused.",
        "BoringSSL, pki/simple_path_builder_delegate.cc, IsPublicKeyAcceptable", "weak-key";
    NO_BASIC_CONSTRAINTS: "CERTIFICATE_INVALID", "Does not have Basic Constraints";
        "no-basic-constraints", "An intermediate must have basic constraints.",
        "BoringSSL, pki/verify_certificate_chain.cc, PrepareForNextCertificate", "issuer-not-ca";
    NOT_A_CA: "CERTIFICATE_INVALID", "Basic Constraints indicates not a CA";
        "issuer-not-ca", "They must say that it is a CA.",
        "BoringSSL, pki/verify_certificate_chain.cc, PrepareForNextCertificate", "issuer-not-ca";
    PATH_LENGTH: "PATH_NOT_FOUND", "max_path_length reached";
        "path-length", "pathLenConstraint counts the intermediates below that are not self-issued.",
        "BoringSSL, pki/verify_certificate_chain.cc, PrepareForNextCertificate", "path-too-long";
    MAY_NOT_SIGN: "CERTIFICATE_INVALID", "keyCertSign bit is not set";
        "issuer-key-usage", "Where an intermediate has a key usage, it must include keyCertSign.",
        "BoringSSL, pki/verify_certificate_chain.cc, PrepareForNextCertificate", "issuer-may-not-sign";
    CRITICAL: "CERTIFICATE_INVALID", "Unconsumed critical extension";
        "critical-extension", "A critical extension that is not processed is refused; access addresses, key identifiers and distribution points are not processed.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyNoUnconsumedCriticalExtensions", "critical-extension-unknown";
    CA_AS_LEAF: "CERTIFICATE_INVALID", "Certificate has Basic Constraints indicating it is a CA when it should not be a CA";
        "ca-as-leaf", "A CA certificate as the leaf is warned about only.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyTargetCertIsNotCA", "ca-as-leaf";
    NO_POLICY: "CERTIFICATE_INVALID", "No valid policy";
        "policy", "Where the path demands an explicit policy, one must be valid all the way down.",
        "BoringSSL, pki/verify_certificate_chain.cc, VerifyPolicies", "none: the policies of a chain are set by its CAs for a program that asks, which no client does by itself";
    DEPTH: "PATH_DEPTH_LIMIT_REACHED", "Depth limit reached. Could not find a trusted path.";
        "depth", "The path has as many certificates as were allowed.",
        "BoringSSL, pki/path_builder.cc, SetDepthLimit", "none: the depth is a limit that the caller sets";
    ITERATIONS: "PATH_ITERATION_COUNT_EXCEEDED", "Iteration count exceeded, could not find a trusted path.";
        "iterations", "The search ends after so many steps.",
        "BoringSSL, pki/path_builder.cc, SetIterationLimit", "search-unfinished";
}
