//! What the path validation of Python's cryptography says (`cryptography.x509.verification`).

use super::super::causes::*;
use super::super::entry::{Entry, ours};

const P: &str = "Python cryptography";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("pyca-dates", P, &["cert is not valid at validation time", "not valid at validation time"], "A certificate of the path is expired or not valid yet.", DATES),
    ours("pyca-eku", P, &["required EKU not found", "Neither EKU nor anyEKU could be found"], "The EKU of a certificate of the path leaves out this use.", EKU),
    ours("pyca-issuer", P, &["all candidates exhausted with no interior errors"], "No path leads to a trusted root.", ISSUER),
    ours("pyca-exhausted", P, &["candidates exhausted: {}"], "No path leads to a trusted root; what was wrong with the last one follows.", ISSUER).passing_on(),
    ours("pyca-name", P, &["leaf certificate has no matching subjectAltName"], "The host asked for is not in the certificate's Subject Alternative Name.", NAME),
    ours("pyca-no-names", P, &["missing required extension: leaf server certificate has no subjectAltName"], "The certificate has no Subject Alternative Name.", NO_NAMES),
    ours("pyca-profile", P,
        &["certificate must be an X509v3 certificate", "mismatch between signatureAlgorithm and SPKI algorithm",
          "certificate must have a serial between 1 and 20 octets", "certificate serial number cannot be negative",
          "certificate must have a non-empty Issuer", "validity dates between 1950 and 2049 must be UtcTime"],
        "The certificate is not made to the letter of RFC 5280, and no path is looked for.", PROFILE),
    ours("pyca-encoding", P,
        &["ASN.1 parsing error: {}", "ValueError: a relative distinguished name cannot be empty"],
        "The certificate or an extension of it is not encoded to the standard.", MALFORMED),
    ours("pyca-extension", P, &["certificate contains unaccounted-for critical extensions", "Certificate is missing required extension", "invalid extension: {}"],
        "An extension is missing, unknown and critical, or not to the standard.", NOT_TO_STANDARD),
    ours("pyca-extension-form", P,
        &["Certificate contains prohibited extension", "Certificate extension has incorrect criticality", "authorityKeyIdentifier must contain keyIdentifier",
          "nameConstraints must have non-empty permittedSubtrees or excludedSubtrees"],
        "An extension is not as the profile of the CA/Browser Forum wants it.", PROFILE_EXTENSION),
    ours("pyca-san-flag", P,
        &["EE subjectAltName MUST be critical when subject is empty", "EE subjectAltName MUST NOT be critical when subject is nonempty"],
        "The alternative names must be critical without a subject, and must not be with one.", SAN_FLAG),
    ours("pyca-ca-as-leaf", P, &["basicConstraints.cA must not be asserted in an EE certificate", "EE keyUsage must not assert keyCertSign"],
        "The leaf may do what only CAs may.", LEAF_SIGNS),
    ours("pyca-not-ca", P, &["missing required extension: CA certificate has no basicConstraints", "basicConstraints.cA must be asserted in a CA certificate"],
        "An issuer of the path is no CA.", NOT_CA),
    ours("pyca-may-not-sign", P, &["keyUsage.keyCertSign must be asserted in a CA certificate"], "The key usage of an issuer leaves out signing certificates.", NOT_SIGN),
    ours("pyca-signature", P, &["candidates exhausted: signature does not match"], "The issuer's key does not verify the certificate's signature.", SIGNATURE),
    ours("pyca-constraints", P, &["no permitted name constraints matched SAN", "excluded name constraint matched SAN"], "A CA may not issue for a name in the certificate.", CONSTRAINTS),
    ours("pyca-constraint", P,
        &["unsupported name constraint", "malformed DNS name constraint: {}", "malformed IP name constraints: {}", "malformed RFC822 name constraints: {}",
          "critical nameConstraints extension contains an unsupported directoryName constraint"],
        "A CA constrains names in a way that is not read.", STRANGE_CONSTRAINT),
    ours("pyca-constrained-name", P,
        &["unsatisfiable DNS name constraint: malformed SAN {}", "unsatisfiable IP name constraint: malformed SAN {}", "unsatisfiable RFC822 name constraint: malformed SAN {}"],
        "A CA constrains names, and one in the certificate is not formed so that it can be compared.", BAD_NAMES),
    ours("pyca-path-length", P, &["path length constraint violated"], "A CA of the path allows fewer CAs below it.", PATH_LENGTH),
    ours("pyca-limit", P, &["chain construction exceeds max depth", "Exceeded maximum signature check limit", "Exceeded maximum name constraint check limit"],
        "The search for a path reached its limit.", LIMIT),
    ours("pyca-key", P, &["Forbidden public key algorithm: {}", "Forbidden signature algorithm: {}", "RSA key is too weak", "issuer has malformed public key"],
        "A key or a signature is of a kind that is not accepted.", WEAK),
    ours("pyca-no-roots", P, &["ValueError: can't create an empty store"], "The program has no trusted CAs.", NO_ROOTS),
    ours("pyca-host", P, &["ValueError: invalid domain name"], "What was asked about is no host name.", ASKED),
];
