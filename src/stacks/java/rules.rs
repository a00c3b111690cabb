//! What makes Java refuse.

use crate::stacks::{Hint, Rule};

pub(super) const PARSE: &Rule = &Rule {
    id: "parse",
    what: "A certificate that it cannot read ends everything, wherever it stands in the chain: an empty issuer, a date that is none, a broken RSA key, a curve that is not named.",
    source: "sun.security.x509.X509CertInfo",
    hint: Hint::of("extension-unreadable"),
};
pub(super) const NO_PATH: &Rule = &Rule {
    id: "no-path",
    what: "Where the chain as sent does not end below a trusted name, a path is searched among what was sent: leaf and intermediates must be valid in time, CAs be CAs. When none is found nothing more is said.",
    source: "sun.security.provider.certpath.SunCertPathBuilder",
    hint: Hint::of("issuer-missing"),
};
pub(super) const NO_ROOTS: &Rule = &Rule {
    id: "no-roots",
    what: "A truststore without certificates is refused before anything is looked at.",
    source: "java.security.cert.PKIXParameters",
    hint: Hint::of("none: it is about the truststore, which is not loaded"),
};
pub(super) const NO_ANCHOR: &Rule = &Rule {
    id: "no-anchor",
    what: "The trusted certificate of the right name must have the key identifier that the certificate below names.",
    source: "PKIXCertPathValidator, AdaptableX509CertSelector",
    hint: Hint::of("key-identifier-mismatch"),
};
pub(super) const WEAK: &Rule = &Rule {
    id: "algorithm-constraints",
    what: "MD2, MD5, RSA below 1,024 bits and elliptic curves below 224 bits are refused (java.security: jdk.certpath.disabledAlgorithms).",
    source: "sun.security.provider.certpath.AlgorithmChecker",
    hint: Hint::of("weak-key"),
};
pub(super) const KEY_USAGE: &Rule = &Rule {
    id: "ca-key-usage",
    what: "A CA below the anchor whose key usage lacks keyCertSign is refused, and any certificate whose key usage allows nothing.",
    source: "sun.security.provider.certpath.KeyChecker, AlgorithmChecker",
    hint: Hint::of("issuer-may-not-sign"),
};
pub(super) const NOT_A_CA: &Rule = &Rule {
    id: "basic-constraints",
    what: "A certificate that issues another must be marked as a CA.",
    source: "sun.security.provider.certpath.ConstraintsChecker",
    hint: Hint::of("issuer-not-ca"),
};
pub(super) const PATH_LENGTH: &Rule = &Rule {
    id: "path-length",
    what: "pathLenConstraint is kept; self-issued certificates and the anchor's do not count.",
    source: "sun.security.provider.certpath.ConstraintsChecker",
    hint: Hint::of("path-too-long"),
};
pub(super) const CONSTRAINTS: &Rule = &Rule {
    id: "name-constraints",
    what: "Subject, alternative names and common name must lie within the constraints of the CAs above; the anchor's own do not count.",
    source: "sun.security.x509.NameConstraintsExtension",
    hint: Hint::of("name-outside-constraints"),
};
pub(super) const POLICIES: &Rule = &Rule {
    id: "policies",
    what: "Where a certificate requires an explicit policy, the path must have one.",
    source: "sun.security.provider.certpath.PolicyChecker",
    hint: Hint::of(
        "none: the chain's certificate policies are set by its CAs for a program that asks, which no client does by itself",
    ),
};
pub(super) const EXPIRED: &Rule = &Rule {
    id: "expired",
    what: "notAfter of each certificate below the anchor must not have passed; the anchor's does not count.",
    source: "sun.security.provider.certpath.BasicChecker",
    hint: Hint::of("expired"),
};
pub(super) const NOT_YET: &Rule = &Rule {
    id: "not-yet-valid",
    what: "notBefore of each certificate below the anchor must have come.",
    source: "sun.security.provider.certpath.BasicChecker",
    hint: Hint::of("not-yet-valid"),
};
pub(super) const SIGNATURE: &Rule = &Rule {
    id: "signature",
    what: "The issuer's key must verify the signature; of elliptic curves Java knows P-256, P-384 and P-521.",
    source: "sun.security.provider.certpath.BasicChecker",
    hint: Hint::of("signature-wrong"),
};
pub(super) const CRITICAL: &Rule = &Rule {
    id: "critical-extension",
    what: "A critical extension that nothing has looked at is refused.",
    source: "PKIXMasterCertPathValidator",
    hint: Hint::of("critical-extension-unknown"),
};
pub(super) const ANCHOR: &Rule = &Rule {
    id: "anchor-not-a-ca",
    what: "A version 3 anchor must be a CA that may sign.",
    source: "sun.security.validator.PKIXValidator, verifyTrustAnchor",
    hint: Hint::of("issuer-not-ca"),
};
pub(super) const NO_SIGNING: &Rule = &Rule {
    id: "key-usage",
    what: "The leaf's key usage, where there is one, must allow digital signatures.",
    source: "sun.security.validator.EndEntityChecker",
    hint: Hint::of("key-usage-no-signature"),
};
pub(super) const USAGE: &Rule = &Rule {
    id: "usage",
    what: "The leaf's extended key usages, where there are some, must list the use or any; those of CAs do not count.",
    source: "sun.security.validator.EndEntityChecker",
    hint: Hint::of("purpose-not-allowed"),
};
pub(super) const NS_TYPE: &Rule = &Rule {
    id: "ns-cert-type",
    what: "A Netscape certificate type must allow the use.",
    source: "sun.security.validator.EndEntityChecker",
    hint: Hint::of("ns-type-not-allowed"),
};
pub(super) const NAME: &Rule = &Rule {
    id: "name",
    what: "The host must be among the alternative names; wildcards may be part of any label. Looked at last, when the path is found.",
    source: "sun.security.util.HostnameChecker",
    hint: Hint::of("host-not-covered"),
};
pub(super) const NO_NAMES: &Rule = &Rule {
    id: "no-names",
    what: "Without DNS alternative names the common name counts; for addresses it does not.",
    source: "sun.security.util.HostnameChecker",
    hint: Hint::of("no-host-names"),
};
pub(super) const BAD_NAME: &Rule = &Rule {
    id: "host-illegal",
    what: "The host asked about must be made of letters, digits and hyphens.",
    source: "javax.net.ssl.SNIHostName",
    hint: Hint::of("none: it is about the host that was asked for, and not about a certificate"),
};

/// All rules: reading, path, leaf, name.
pub(in crate::stacks) const RULES: &[&Rule] = &[
    PARSE,
    NO_PATH,
    NO_ROOTS,
    NO_ANCHOR,
    WEAK,
    KEY_USAGE,
    NOT_A_CA,
    PATH_LENGTH,
    CONSTRAINTS,
    POLICIES,
    EXPIRED,
    NOT_YET,
    SIGNATURE,
    CRITICAL,
    ANCHOR,
    NO_SIGNING,
    USAGE,
    NS_TYPE,
    NAME,
    NO_NAMES,
    BAD_NAME,
];
