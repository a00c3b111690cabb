//! The certificate profile of RFC 5280, section 4.

use super::{Found, Role, names, roles};
use crate::crypto::{Check, verify};
use crate::model::oid::ext;
use crate::model::{Certificate, ExtensionValue, KeyUsage};

/// Everything on a path that breaks the profile.
pub fn profile(path: &[&Certificate], lone: bool) -> Vec<Found> {
    let mut all = Vec::new();
    for (step, role, certificate) in roles(path, lone) {
        let title = certificate.title();
        let mut add = |code: &'static str, what: &str| {
            all.push(Found { step, code, message: format!("{title}: {what}") });
        };
        fields(certificate, role, &mut add);
        extensions(certificate, role, &mut add);
        if role == Role::Leaf {
            names::alternative(certificate, &mut add);
        }
        if let Some(constraints) = certificate.name_constraints() {
            names::constraints(constraints, &mut add);
        }
        if let Some(issuer) = path.get(step.saturating_add(1)) {
            identifiers_fit(certificate, issuer, &mut add);
        }
    }
    all
}

/// 4.2.1.1: the authority key identifier is the issuer's subject key identifier, or its issuer and
/// serial number.
fn identifiers_fit(
    certificate: &Certificate,
    issuer: &Certificate,
    add: &mut impl FnMut(&'static str, &str),
) {
    let Some(id) = certificate.authority_key_id() else { return };
    let key_id = id.key_id.as_deref().zip(issuer.subject_key_id());
    let serial = id.serial.as_ref().map(|serial| *serial == issuer.serial.0);
    if key_id.is_some_and(|(wanted, found)| wanted != found) || serial == Some(false) {
        let what = "the authority key identifier is not that of the issuer (RFC 5280, 4.2.1.1).";
        add("authority-key-id", what);
    }
}

fn fields(certificate: &Certificate, role: Role, add: &mut impl FnMut(&'static str, &str)) {
    if let Some(problem) = certificate.problems.first() {
        add("encoding", &problem.message);
    }
    // 4.1.2.1: extensions are those of version 3.
    if certificate.version != 3 && !certificate.extensions.is_empty() {
        add("version", "extensions stand in a certificate that is not of version 3.");
    }
    // 4.1.2.2.
    let digits = &certificate.serial.0;
    if digits.len() > 20 {
        add("serial", "the serial number has more than 20 bytes (RFC 5280, 4.1.2.2).");
    }
    if certificate.serial.is_negative() || digits.iter().all(|digit| *digit == 0) {
        add("serial", "the serial number is not positive (RFC 5280, 4.1.2.2).");
    }
    // 4.1.2.4.
    if certificate.issuer.is_empty() {
        add("issuer-empty", "the issuer has no name (RFC 5280, 4.1.2.4).");
    }
    // 4.1.2.6.
    if certificate.subject.is_empty() {
        let san = certificate.extension(ext::SUBJECT_ALT_NAME);
        if role != Role::Leaf || certificate.is_ca() {
            add("subject-empty", "a CA has no name (RFC 5280, 4.1.2.6).");
        } else if !san.is_some_and(|san| san.critical) {
            let what = "without a subject the SAN must be critical (RFC 5280, 4.1.2.6).";
            add("subject-empty", what);
        }
    }
}

/// Extensions, and whether they must (`true`) or may not (`false`) be critical: 4.2.1 and 4.2.2.
const CRITICALITY: &[(&str, bool)] = &[
    (ext::AUTHORITY_KEY_ID, false),
    (ext::SUBJECT_KEY_ID, false),
    (ext::AUTHORITY_INFO_ACCESS, false),
    (ext::SUBJECT_INFO_ACCESS, false),
    (ext::NAME_CONSTRAINTS, true),
    (ext::POLICY_CONSTRAINTS, true),
    (ext::INHIBIT_ANY_POLICY, true),
];

fn extensions(certificate: &Certificate, role: Role, add: &mut impl FnMut(&'static str, &str)) {
    for (oid, must) in CRITICALITY {
        if let Some(extension) = certificate.extension(oid)
            && extension.critical != *must
        {
            let must = if *must { "must" } else { "may not" };
            let what = format!("the extension {} {must} be critical.", extension.oid.name());
            add("criticality", &what);
        }
    }
    let is_ca = certificate.is_ca();
    key_identifiers(certificate, role, is_ca, add);

    let may_sign = certificate.key_usage().map(|usage| usage.has(KeyUsage::KEY_CERT_SIGN));
    if certificate.key_usage().is_some_and(|usage| usage.0 == 0) {
        add("key-usage", "no bit of the key usage is set (RFC 5280, 4.2.1.3).");
    }
    let constraints = certificate.extension(ext::BASIC_CONSTRAINTS);
    if is_ca && !constraints.is_some_and(|constraints| constraints.critical) {
        add("criticality", "a CA's basic constraints must be critical (RFC 5280, 4.2.1.9).");
    }
    if is_ca && may_sign == Some(false) && role == Role::Leaf {
        add("key-usage", "it is a CA, but may not sign certificates (RFC 5280, 4.2.1.9).");
    }
    if !is_ca && may_sign == Some(true) {
        add("key-usage", "keyCertSign is set, but it is no CA (RFC 5280, 4.2.1.9).");
    }
    let limited = certificate.basic_constraints().is_some_and(|bc| bc.path_len.is_some());
    if limited && (!is_ca || may_sign != Some(true)) {
        add("path-length", "pathLenConstraint without keyCertSign (RFC 5280, 4.2.1.9).");
    }
    if role != Role::Leaf {
        // A version 1 root is a name and a key; in this profile a CA says that it is one.
        if constraints.is_none() {
            add("issuer-not-ca", "a CA without basic constraints (RFC 5280, 4.2.1.9).");
        }
        if may_sign.is_none() && role == Role::Intermediate {
            add("key-usage", "a CA without key usage (RFC 5280, 4.2.1.3).");
        }
    }
    if certificate.eku().is_some_and(<[_]>::is_empty) {
        add("extended-key-usage", "no usage is listed (RFC 5280, 4.2.1.12).");
    }
    if let Some(constraints) = certificate.name_constraints() {
        if !is_ca {
            add("name-constraints", "only a CA may constrain names (RFC 5280, 4.2.1.10).");
        }
        if constraints.permitted.is_empty() && constraints.excluded.is_empty() {
            add("name-constraints", "the constraints are empty (RFC 5280, 4.2.1.10).");
        }
    }
    for extension in &certificate.extensions {
        let empty = match &extension.value {
            ExtensionValue::SubjectAltName(names) | ExtensionValue::IssuerAltName(names) => {
                names.is_empty()
            }
            ExtensionValue::AuthorityInfoAccess(list) => list.is_empty(),
            ExtensionValue::CrlDistributionPoints(list) => list.is_empty(),
            ExtensionValue::Policies(list) => list.is_empty(),
            _ => false,
        };
        if empty {
            add("extension-empty", &format!("the extension {} is empty.", extension.oid.name()));
        }
    }
}

/// 4.2.1.1 and 4.2.1.2.
fn key_identifiers(
    certificate: &Certificate,
    role: Role,
    is_ca: bool,
    add: &mut impl FnMut(&'static str, &str),
) {
    // "Where a CA distributes its public key in the form of a self-signed certificate", the
    // identifier may be left out.
    let key_id = certificate.authority_key_id().and_then(|aki| aki.key_id.as_ref());
    let exempt = || role != Role::Intermediate && signed_itself(certificate);
    if key_id.is_none() && !exempt() {
        add("authority-key-id", "the issuer's key identifier is missing (RFC 5280, 4.2.1.1).");
    }
    if is_ca && certificate.subject_key_id().is_none() {
        add("subject-key-id", "a CA without key identifier (RFC 5280, 4.2.1.2).");
    }
}

/// Whether its own key verifies its signature, whatever it calls its issuer.
fn signed_itself(certificate: &Certificate) -> bool {
    let (tbs, signature) = (certificate.tbs_bytes(), &certificate.signature);
    verify(&certificate.public_key, &certificate.outer_algorithm, tbs, signature) == Check::Valid
}
