//! What makes Go refuse, and its words for it.

use crate::model::Time;
use crate::stacks::{Hint, Rule};

const PARSE: &Rule = &Rule {
    id: "parse",
    what: "Certificates are read strictly: a leaf that breaks a rule of encoding is refused, an intermediate or root is left out.",
    source: "crypto/x509, parser.go",
    hint: Hint::of("extension-unreadable"),
};
const CRITICAL: &Rule = &Rule {
    id: "critical-extension",
    what: "A certificate with a critical extension that it does not know is refused before anything else of it is looked at.",
    source: "crypto/x509, verify.go, isValid",
    hint: Hint::of("critical-extension-unknown"),
};
const NOT_YET: &Rule = &Rule {
    id: "not-yet-valid",
    what: "notBefore must not lie after the time asked about; the leaf is looked at before its name and its issuer.",
    source: "crypto/x509, verify.go, isValid",
    hint: Hint::of("not-yet-valid"),
};
const EXPIRED: &Rule = &Rule {
    id: "expired",
    what: "notAfter must not lie before the time asked about; the last second counts. The leaf is looked at before its name and its issuer.",
    source: "crypto/x509, verify.go, isValid",
    hint: Hint::of("expired"),
};
const NAME: &Rule = &Rule {
    id: "name",
    what: "The host must be among the DNS names or addresses; the common name does not count. Looked at before the issuer is searched.",
    source: "crypto/x509, verify.go, VerifyHostname",
    hint: Hint::of("host-not-covered"),
};
const NO_NAMES: &Rule = &Rule {
    id: "no-names",
    what: "Without subject alternative names no host matches; a common name that would have matched is said so.",
    source: "crypto/x509, verify.go, HostnameError",
    hint: Hint::of("no-host-names"),
};
const ISSUER: &Rule = &Rule {
    id: "issuer",
    what: "No chain leads to a root. Issuers are found by the bytes of their name.",
    source: "crypto/x509, verify.go, buildChains",
    hint: Hint::of("issuer-missing"),
};
const SIGNATURE: &Rule = &Rule {
    id: "signature",
    what: "The issuer's key must verify the signature; otherwise the candidate is passed over, and named as a hint.",
    source: "crypto/x509, x509.go, CheckSignatureFrom",
    hint: Hint::of("signature-wrong"),
};
const MAY_NOT_SIGN: &Rule = &Rule {
    id: "may-not-sign",
    what: "A candidate whose key usage lacks keyCertSign is passed over, and named as a hint.",
    source: "crypto/x509, x509.go, CheckSignatureFrom",
    hint: Hint::of("issuer-may-not-sign"),
};
const NOT_A_CA: &Rule = &Rule {
    id: "not-a-ca",
    what: "A version 3 candidate without basicConstraints CA is passed over, a root too.",
    source: "crypto/x509, x509.go, CheckSignatureFrom",
    hint: Hint::of("issuer-not-ca"),
};
const ALGORITHM: &Rule = &Rule {
    id: "algorithm",
    what: "Signatures with MD5 and SHA-1 are not taken, nor algorithms that it does not know.",
    source: "crypto/x509, x509.go, checkSignature",
    hint: Hint::of("weak-signature"),
};
const WEAK_KEY: &Rule = &Rule {
    id: "weak-key",
    what: "RSA keys below 1,024 bits verify nothing.",
    source: "crypto/rsa, checkKeySize",
    hint: Hint::of("weak-key"),
};
const PATH_LENGTH: &Rule = &Rule {
    id: "path-length",
    what: "pathLenConstraint counts all intermediates below, self-issued ones too; a root's counts.",
    source: "crypto/x509, verify.go, isValid",
    hint: Hint::of("path-too-long"),
};
const LIMIT: &Rule = &Rule {
    id: "limit",
    what: "The search ends after 100 candidates.",
    source: "crypto/x509, verify.go, maxChainSignatureChecks",
    hint: Hint::of("search-unfinished"),
};
const USAGE: &Rule = &Rule {
    id: "usage",
    what: "Every certificate of the chain that lists extended key usages, the root too, must list the use asked about or any.",
    source: "crypto/x509, verify.go, checkChainForKeyUsage",
    hint: Hint::of("purpose-not-allowed"),
};
const POLICIES: &Rule = &Rule {
    id: "policies",
    what: "Where a certificate requires an explicit policy, the chain must have one.",
    source: "crypto/x509, verify.go, policiesValid",
    hint: Hint::of(
        "none: the chain's certificate policies are set by its CAs for a program that asks, which no client does by itself",
    ),
};
const CONSTRAINTS: &Rule = &Rule {
    id: "name-constraints",
    what: "All names of all certificates must lie within the constraints of those above, the root's too.",
    source: "crypto/x509, constraints.go",
    hint: Hint::of("name-outside-constraints"),
};

/// All rules, in the order in which they are looked at.
pub(in crate::stacks) const RULES: &[&Rule] = &[
    PARSE,
    CRITICAL,
    NOT_YET,
    EXPIRED,
    NAME,
    NO_NAMES,
    ISSUER,
    SIGNATURE,
    MAY_NOT_SIGN,
    NOT_A_CA,
    ALGORITHM,
    WEAK_KEY,
    PATH_LENGTH,
    LIMIT,
    USAGE,
    POLICIES,
    CONSTRAINTS,
];

/// An error of crypto/x509.
#[derive(Clone, Debug)]
pub(super) struct Complaint {
    /// The type of the error.
    pub code: &'static str,
    pub message: String,
    pub rule: &'static Rule,
    /// It ends the search.
    pub limit: bool,
}

/// The types of errors, as `%T` prints them.
const INVALID: &str = "x509.CertificateInvalidError";
const UNKNOWN: &str = "x509.UnknownAuthorityError";
const HOSTNAME: &str = "x509.HostnameError";
const PLAIN: &str = "*errors.errorString";

fn complaint(code: &'static str, message: impl Into<String>, rule: &'static Rule) -> Complaint {
    Complaint { code, message: message.into(), rule, limit: false }
}

pub(super) fn unreadable(message: String) -> Complaint {
    // The leaf: what a client says; nothing has wrapped it yet.
    complaint("parse", format!("tls: failed to parse certificate from server: {message}"), PARSE)
}

pub(super) fn unhandled_critical() -> Complaint {
    complaint("x509.UnhandledCriticalExtension", "x509: unhandled critical extension", CRITICAL)
}

pub(super) fn not_yet_valid(at: Time, start: Time) -> Complaint {
    complaint(INVALID, dates(at, "before", start), NOT_YET)
}

pub(super) fn expired(at: Time, end: Time) -> Complaint {
    complaint(INVALID, dates(at, "after", end), EXPIRED)
}

fn dates(at: Time, side: &str, edge: Time) -> String {
    let (at, edge) = (at.iso(), edge.iso());
    format!("x509: certificate has expired or is not yet valid: current time {at} is {side} {edge}")
}

pub(super) fn wrong_name(message: String, has_names: bool) -> Complaint {
    complaint(HOSTNAME, message, if has_names { NAME } else { NO_NAMES })
}

/// `because`: the hint and its rule, where a candidate was passed over.
pub(super) fn unknown_authority(because: Option<(String, &'static Rule)>) -> Complaint {
    let (because, rule) = because.unwrap_or((String::new(), ISSUER));
    let message = format!("x509: certificate signed by unknown authority{because}");
    complaint(UNKNOWN, message, rule)
}

pub(super) fn may_not_sign(no_ca: bool) -> Complaint {
    let words = "x509: invalid signature: parent certificate cannot sign this kind of certificate";
    complaint("x509.ConstraintViolationError", words, if no_ca { NOT_A_CA } else { MAY_NOT_SIGN })
}

pub(super) fn unimplemented() -> Complaint {
    complaint(PLAIN, "x509: cannot verify signature: algorithm unimplemented", ALGORITHM)
}

pub(super) fn insecure(name: &str) -> Complaint {
    let words = format!("x509: cannot verify signature: insecure algorithm {name}");
    complaint("x509.InsecureAlgorithmError", words, ALGORITHM)
}

pub(super) fn key_mismatch(wanted: &str, found: &str) -> Complaint {
    let words = format!(
        "x509: signature algorithm specifies an {wanted} public key, but have public key of type {found}"
    );
    complaint("*fmt.wrapError", words, SIGNATURE)
}

pub(super) fn weak_key(message: String) -> Complaint {
    complaint(PLAIN, message, WEAK_KEY)
}

pub(super) fn bad_signature(message: &str) -> Complaint {
    complaint(PLAIN, message, SIGNATURE)
}

pub(super) fn not_a_ca() -> Complaint {
    let words = "x509: certificate is not authorized to sign other certificates";
    complaint(INVALID, words, NOT_A_CA)
}

pub(super) fn path_too_long() -> Complaint {
    complaint(INVALID, "x509: too many intermediates for path length constraint", PATH_LENGTH)
}

pub(super) fn signature_limit() -> Complaint {
    let words = "x509: signature check attempts limit reached while verifying certificate chain";
    Complaint { limit: true, ..complaint(PLAIN, words, LIMIT) }
}

pub(super) fn wrong_usage() -> Complaint {
    complaint(INVALID, "x509: certificate specifies an incompatible key usage", USAGE)
}

pub(super) fn no_valid_chains(usages: usize, policies: usize) -> Complaint {
    let mut details = Vec::new();
    if usages > 0 {
        details.push(format!("{usages} candidate chains with incompatible key usage"));
    }
    if policies > 0 {
        details.push(format!("{policies} candidate chains with invalid policies"));
    }
    let message = match details.as_slice() {
        [] => "x509: no valid chains built".into(),
        details => format!("x509: no valid chains built: {}", details.join(", ")),
    };
    complaint(INVALID, message, POLICIES)
}

pub(super) fn name_not_allowed(detail: &str) -> Complaint {
    let message = format!(
        "x509: a root or intermediate certificate is not authorized to sign for this name: {detail}"
    );
    complaint(INVALID, message, CONSTRAINTS)
}
