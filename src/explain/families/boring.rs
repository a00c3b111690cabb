//! What the report of Chromium's path engine says (BoringSSL, libpki), as net-export logs and
//! `bssl` tools show it: one line an error, below the certificate that has it.

use super::super::causes::*;
use super::super::entry::{Entry, ours};

const P: &str = "BoringSSL";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("boring-issuer", P, &["No matching issuer found"], "No issuer of that name leads to a trust anchor.", ISSUER),
    ours("boring-signature", P, &["VerifySignedData failed"], "The issuer's key does not verify the certificate's signature.", SIGNATURE),
    ours("boring-algorithms", P, &["Certificate.signatureAlgorithm is not the same as TBSCertificate.signature"],
        "The certificate names two different signature algorithms.", ALGORITHMS),
    ours("boring-algorithm", P, &["Unacceptable signature algorithm"], "A signature rests on a broken digest, or on an algorithm that is not taken.", WEAK),
    ours("boring-weak-key", P, &["Unacceptable public key", "RSA modulus too small"], "A key of the path is too short.", WEAK_KEY),
    ours("boring-key", P, &["Couldn't parse SubjectPublicKeyInfo"], "A key of the path is of a kind or curve that cannot be read.", BAD_KEY),
    ours("boring-not-yet", P, &["Time is before notBefore"], "A certificate of the path begins to be valid in the future.", NOT_YET),
    ours("boring-expired", P, &["Time is after notAfter"], "A certificate of the path is past its notAfter.", EXPIRED),
    ours("boring-constraints", P, &["Not permitted by name constraints"], "A CA of the path may not issue for a name in the certificate.", CONSTRAINTS),
    ours("boring-comparisons", P, &["Too many name constraints checks"], "There are more names and constraints than are compared.", STRANGE_CONSTRAINT),
    ours("boring-usage", P,
        &["The extended key usage does not include server auth", "The extended key usage does not include client auth"],
        "The EKU of the certificate, or of a CA above it, leaves out this use.", EKU),
    ours("boring-any-usage", P,
        &["The extended key usage does not include server auth but instead includes anyExtendedKeyUsage",
          "The extended key usage does not include client auth but instead includes anyExtendedKeyUsage",
          "Certificate does not have extended key usage"],
        "The EKU does not name the use by itself; that is a warning.", EKU),
    ours("boring-not-ca", P, &["Does not have Basic Constraints", "Basic Constraints indicates not a CA"], "An issuer of the path is no CA.", NOT_CA),
    ours("boring-may-not-sign", P, &["keyCertSign bit is not set"], "The key usage of an issuer leaves out signing certificates.", NOT_SIGN),
    ours("boring-path-length", P, &["max_path_length reached"], "A CA of the path allows fewer CAs below it.", PATH_LENGTH),
    ours("boring-critical", P, &["Unconsumed critical extension"], "A certificate has a critical extension that Chromium does not process.", CRITICAL),
    ours("boring-ca-as-leaf", P, &["Certificate has Basic Constraints indicating it is a CA when it should not be a CA"],
        "A CA certificate is used as the certificate of a server or client; that is a warning.", CA_LEAF),
    ours("boring-policy", P, &["No valid policy"], "The path demands an explicit policy, and none is valid all the way down.", POLICIES),
    ours("boring-limit", P, &["Depth limit reached. Could not find a trusted path.", "Iteration count exceeded, could not find a trusted path."],
        "The search for a path reached its limit.", LIMIT),
    ours("boring-unreadable", P,
        &["Failed parsing basic constraints", "Failed parsing extended key usage", "Failed parsing key usage", "Failed parsing name constraints",
          "Failed parsing authority key identifier", "Failed parsing subject key identifier", "Failed parsing authority info access",
          "Failed parsing subjectAltName", "Failed parsing GeneralName", "Failed parsing iPAddress", "Unknown GeneralName type",
          "dNSName is not ASCII", "rfc822Name is not ASCII", "uniformResourceIdentifier is not ASCII"],
        "An extension of the certificate cannot be read.", READING),
    ours("boring-san-flag", P, &["Empty subject and subjectAltName is not critical"],
        "Without a subject the alternative names must be critical.", SAN_FLAG),
];
