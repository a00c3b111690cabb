//! What makes Python's cryptography refuse.

use crate::stacks::{Hint, Rule};

pub(super) const UNREADABLE: &Rule = &Rule {
    id: "unreadable",
    what: "A certificate that is not strict DER cannot be loaded, wherever it stands in the chain: numbers and lengths in their shortest form, no default written out, dates to the second in UTC, the characters of a PrintableString, only the parameters that an algorithm has.",
    source: "cryptography, load_der_x509_certificate; rust-asn1",
    hint: Hint::of("not-der"),
};
pub(super) const PROFILE: &Rule = &Rule {
    id: "profile",
    what: "Certificates must be of version 3, with equal algorithms inside and outside, a serial number of at most 21 bytes that is not negative, a filled issuer, and dates before 2050 as UTCTime.",
    source: "cryptography-x509-verification, policy/mod.rs, permits_basic",
    hint: Hint::of("encoding-problems"),
};
pub(super) const EXPIRED: &Rule = &Rule {
    id: "expired",
    what: "notAfter must not lie before the time asked about, the anchor's neither. The leaf is looked at before its name.",
    source: "cryptography-x509-verification, policy/mod.rs, permits_basic",
    hint: Hint::of("expired"),
};
pub(super) const NOT_YET: &Rule = &Rule {
    id: "not-yet-valid",
    what: "notBefore must not lie after the time asked about, the anchor's neither.",
    source: "cryptography-x509-verification, policy/mod.rs, permits_basic",
    hint: Hint::of("not-yet-valid"),
};
pub(super) const NO_NAMES: &Rule = &Rule {
    id: "no-names",
    what: "A server's leaf must have subject alternative names; the common name does not count.",
    source: "cryptography-x509-verification, policy/mod.rs, permits_subject_alternative_name",
    hint: Hint::of("no-host-names"),
};
pub(super) const NAME: &Rule = &Rule {
    id: "name",
    what: "The name asked about must be among them; a wildcard is the whole first label. Looked at before the issuer is searched.",
    source: "cryptography-x509-verification, policy/mod.rs, permits_subject_alternative_name",
    hint: Hint::of("host-not-covered"),
};
pub(super) const EXTENSION: &Rule = &Rule {
    id: "extension",
    what: "Extensions must be there, absent, critical or not critical as the profile of the CA/Browser Forum wants it: the leaf needs an authority key identifier, a CA key usage and critical basic constraints.",
    source: "cryptography-x509-verification, policy/extension.rs",
    hint: Hint::of("extension-unreadable"),
};
pub(super) const CRITICAL: &Rule = &Rule {
    id: "critical-extension",
    what: "Any other critical extension is refused, in anchors too.",
    source: "cryptography-x509-verification, policy/extension.rs, permits",
    hint: Hint::of("critical-extension-unknown"),
};
pub(super) const CA_AS_LEAF: &Rule = &Rule {
    id: "ca-as-leaf",
    what: "A leaf must not be a CA, nor have keyCertSign.",
    source: "cryptography-x509-verification, policy/extension.rs, ee",
    hint: Hint::of("ca-as-leaf"),
};
pub(super) const USAGE: &Rule = &Rule {
    id: "usage",
    what: "A leaf's extended key usages, where there are some, must list the use; for CAs any counts too.",
    source: "cryptography-x509-verification, policy/extension.rs, extended_key_usage",
    hint: Hint::of("purpose-not-allowed"),
};
pub(super) const NOT_A_CA: &Rule = &Rule {
    id: "issuer-not-ca",
    what: "An issuer, the anchor too, must have basicConstraints CA.",
    source: "cryptography-x509-verification, policy/mod.rs, permits_ca",
    hint: Hint::of("issuer-not-ca"),
};
pub(super) const MAY_NOT_SIGN: &Rule = &Rule {
    id: "issuer-may-not-sign",
    what: "An issuer's key usage must have keyCertSign.",
    source: "cryptography-x509-verification, policy/extension.rs, ca",
    hint: Hint::of("issuer-may-not-sign"),
};
pub(super) const PATH_LENGTH: &Rule = &Rule {
    id: "path-length",
    what: "pathLenConstraint counts the certificates below but the leaf, self-issued ones too; the anchor's counts.",
    source: "cryptography-x509-verification, policy/mod.rs, permits_ca",
    hint: Hint::of("path-too-long"),
};
pub(super) const ALGORITHM: &Rule = &Rule {
    id: "algorithm",
    what: "Keys are RSA from 2,048 bits, P-256, P-384, P-521 or ML-DSA; signatures are made with SHA-2.",
    source: "cryptography-x509-verification, policy/mod.rs, valid_issuer",
    hint: Hint::of("weak-signature"),
};
pub(super) const SIGNATURE: &Rule = &Rule {
    id: "signature",
    what: "The issuer's key must verify the signature.",
    source: "cryptography-x509-verification, policy/mod.rs, valid_issuer",
    hint: Hint::of("signature-wrong"),
};
pub(super) const CONSTRAINTS: &Rule = &Rule {
    id: "name-constraints",
    what: "Alternative names must lie within the constraints of all CAs above, the anchor's too; constraints of kinds that it does not read refuse such names.",
    source: "cryptography-x509-verification, lib.rs, evaluate_single_constraint",
    hint: Hint::of("name-outside-constraints"),
};
pub(super) const DEPTH: &Rule = &Rule {
    id: "depth",
    what: "A chain has eight intermediates at most.",
    source: "cryptography-x509-verification, lib.rs, build_chain_inner",
    hint: Hint::of("none: a limit of this library that no chain in use meets"),
};
pub(super) const NO_ROOTS: &Rule = &Rule {
    id: "no-roots",
    what: "A store without certificates cannot be made.",
    source: "cryptography, verify.rs, PyStore::new",
    hint: Hint::of("none: it is about the store, which is not loaded"),
};
pub(super) const NO_ISSUER: &Rule = &Rule {
    id: "no-issuer",
    what: "No issuer of that name leads to an anchor.",
    source: "cryptography-x509-verification, lib.rs, build_chain_inner",
    hint: Hint::of("issuer-missing"),
};
pub(super) const LIMIT: &Rule = &Rule {
    id: "limit",
    what: "The search ends after 128 signatures or 1,048,576 comparisons of names.",
    source: "cryptography-x509-verification, lib.rs, Budget",
    hint: Hint::of("search-unfinished"),
};
pub(super) const BAD_NAME: &Rule = &Rule {
    id: "host-illegal",
    what: "The host asked about must be made of letters, digits and hyphens.",
    source: "cryptography-x509-verification, types.rs, DNSName",
    hint: Hint::of("none: it is about the host that was asked for, and not about a certificate"),
};

/// All rules, in the order in which they are looked at.
pub(in crate::stacks) const RULES: &[&Rule] = &[
    UNREADABLE,
    PROFILE,
    EXPIRED,
    NOT_YET,
    NO_NAMES,
    NAME,
    EXTENSION,
    CRITICAL,
    CA_AS_LEAF,
    USAGE,
    NOT_A_CA,
    MAY_NOT_SIGN,
    PATH_LENGTH,
    ALGORITHM,
    SIGNATURE,
    CONSTRAINTS,
    DEPTH,
    NO_ROOTS,
    NO_ISSUER,
    LIMIT,
    BAD_NAME,
];
