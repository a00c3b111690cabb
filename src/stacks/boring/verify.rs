//! libpki's judgement of a path, from the anchor down (pki/verify_certificate_chain.cc, after
//! RFC 5280, 6.1).

use super::{Anchors, Judged, Note, names, policy, words};
use crate::crypto::Check;
use crate::decode::policy::policy_rules;
use crate::model::oid::{eku, ext};
use crate::model::{
    Certificate, Curve, DigestAlgorithm, KeyKind, KeyUsage, NameConstraints, SignatureKind, hex,
};
use crate::stacks::{Question, Role};

/// RSA keys must have so many bits (SimplePathBuilderDelegate, as Chromium makes it).
const MIN_RSA_BITS: usize = 2_048;

/// Extensions that are processed.
const PROCESSED: &[&str] = &[
    ext::BASIC_CONSTRAINTS,
    ext::KEY_USAGE,
    ext::EXTENDED_KEY_USAGE,
    ext::NAME_CONSTRAINTS,
    ext::SUBJECT_ALT_NAME,
    ext::POLICIES,
    ext::POLICY_MAPPINGS,
    ext::POLICY_CONSTRAINTS,
    ext::INHIBIT_ANY_POLICY,
];

/// Microsoft's application policies; processed where there is an extended key usage too.
const MS_APPLICATION_POLICIES: &str = "1.3.6.1.4.1.311.21.10";

/// What is handed down from certificate to certificate.
struct State<'q> {
    constraints: Vec<&'q NameConstraints>,
    /// Intermediates still allowed.
    path_length: u32,
}

/// Judges a path that ends at an anchor.
pub(super) fn judge<'q>(
    question: &'q Question<'q>,
    certificates: Vec<&'q Certificate>,
    anchors: Anchors,
) -> Judged<'q> {
    let mut notes: Vec<Vec<Note>> = vec![Vec::new(); certificates.len()];
    let count = u32::try_from(certificates.len()).unwrap_or(u32::MAX);
    let mut state = State { constraints: Vec::new(), path_length: count };
    let mut above: Option<&Certificate> = None;
    for (index, certificate) in certificates.iter().enumerate().rev() {
        let Some(here) = notes.get_mut(index) else { continue };
        match above {
            None => {
                key(certificate, here);
                if anchors == Anchors::Constrained {
                    constrained_anchor(question, certificate, &mut state, here);
                }
            }
            Some(issuer) => {
                let leaf = index == 0;
                if !basic(question, certificate, issuer, leaf, &state, here) {
                    break;
                }
                if leaf {
                    wrap_up(certificate, here);
                    if !policy::holds(&certificates, anchors) {
                        here.push(Note::error(&words::NO_POLICY));
                    }
                } else {
                    prepare(certificate, &mut state, here);
                }
            }
        }
        above = Some(certificate);
    }
    Judged { certificates, notes, anchored: true }
}

/// ApplyTrustAnchorConstraints and the anchor's dates.
fn constrained_anchor<'q>(
    question: &Question<'_>,
    anchor: &'q Certificate,
    state: &mut State<'q>,
    notes: &mut Vec<Note>,
) {
    dates(question, anchor, notes);
    if anchor.key_usage().is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) {
        notes.push(Note::error(&words::MAY_NOT_SIGN));
    }
    purpose(question.role, anchor, false, notes);
    state.constraints.extend(anchor.name_constraints());
    let limit = anchor.basic_constraints().and_then(|constraints| constraints.path_len);
    state.path_length = state.path_length.min(limit.unwrap_or(u32::MAX));
    critical(anchor, notes);
}

/// BasicCertificateProcessing. `false`: nothing below can be judged.
fn basic(
    question: &Question<'_>,
    certificate: &Certificate,
    issuer: &Certificate,
    leaf: bool,
    state: &State<'_>,
    notes: &mut Vec<Note>,
) -> bool {
    let outer = &certificate.outer_algorithm;
    if outer.kind != certificate.signature_algorithm.kind {
        notes.push(Note::error(&words::ALGORITHMS_DIFFER));
        return false;
    }
    use DigestAlgorithm::{Sha256, Sha384, Sha512};
    let acceptable = match &outer.kind {
        SignatureKind::RsaPkcs1(digest) | SignatureKind::Ecdsa(digest) => {
            matches!(digest, Sha256 | Sha384 | Sha512)
        }
        SignatureKind::RsaPss { digest, mask, salt } => {
            digest == mask && matches!((digest, salt), (Sha256, 32) | (Sha384, 48) | (Sha512, 64))
        }
        _ => false,
    };
    if !acceptable {
        notes.push(Note::error(&words::WEAK_ALGORITHM));
        return false;
    }
    // Under a key that could not be read nothing can be judged; that was noted with the issuer.
    if !is_readable(issuer) {
        return false;
    }
    if question.proof(certificate, issuer) != Check::Valid {
        notes.push(Note::error(&words::BAD_SIGNATURE));
        return false;
    }
    dates(question, certificate, notes);
    if leaf || certificate.subject.key != certificate.issuer.key {
        for constraints in &state.constraints {
            names::check(constraints, certificate, notes);
        }
    }
    purpose(question.role, certificate, leaf, notes);
    true
}

fn dates(question: &Question<'_>, certificate: &Certificate, notes: &mut Vec<Note>) {
    if certificate.validity.not_before.is_some_and(|from| question.at < from) {
        notes.push(Note::error(&words::NOT_YET_VALID));
    }
    if certificate.validity.not_after.is_some_and(|to| question.at > to) {
        notes.push(Note::error(&words::EXPIRED));
    }
}

/// VerifyExtendedKeyUsage.
fn purpose(role: Role, certificate: &Certificate, leaf: bool, notes: &mut Vec<Note>) {
    let (wanted, missing, any) = match role {
        Role::Server => (eku::SERVER_AUTH, &words::NO_SERVER_AUTH, &words::ANY_EKU_SERVER),
        Role::Client => (eku::CLIENT_AUTH, &words::NO_CLIENT_AUTH, &words::ANY_EKU_CLIENT),
    };
    let Some(usages) = certificate.eku() else {
        if leaf {
            notes.push(Note::warning(&words::NO_EKU));
        }
        return;
    };
    let lists = |usage: &str| usages.iter().any(|oid| oid.as_str() == usage);
    if lists(wanted) {
        return;
    }
    notes.push(if lists(eku::ANY) { Note::warning(any) } else { Note::error(missing) });
}

/// PrepareForNextCertificate.
fn prepare<'q>(certificate: &'q Certificate, state: &mut State<'q>, notes: &mut Vec<Note>) {
    key(certificate, notes);
    state.constraints.extend(certificate.name_constraints());
    match certificate.basic_constraints() {
        None => notes.push(Note::error(&words::NO_BASIC_CONSTRAINTS)),
        Some(constraints) if !constraints.ca => notes.push(Note::error(&words::NOT_A_CA)),
        Some(_) => {}
    }
    if certificate.subject.key != certificate.issuer.key {
        match state.path_length.checked_sub(1) {
            Some(left) => state.path_length = left,
            None => notes.push(Note::error(&words::PATH_LENGTH)),
        }
    }
    if let Some(limit) = certificate.basic_constraints().and_then(|c| c.path_len) {
        state.path_length = state.path_length.min(limit);
    }
    if certificate.key_usage().is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) {
        notes.push(Note::error(&words::MAY_NOT_SIGN));
    }
    critical(certificate, notes);
}

/// WrapUp.
fn wrap_up(leaf: &Certificate, notes: &mut Vec<Note>) {
    key(leaf, notes);
    critical(leaf, notes);
    if leaf.is_ca() {
        notes.push(Note::warning(&words::CA_AS_LEAF));
    }
}

fn is_readable(certificate: &Certificate) -> bool {
    let mut notes = Vec::new();
    key(certificate, &mut notes);
    notes.iter().all(|note| note.fault != &words::BAD_KEY)
}

/// ParseAndCheckPublicKey.
fn key(certificate: &Certificate, notes: &mut Vec<Note>) {
    match &certificate.public_key.kind {
        KeyKind::Rsa { pss_only: false, bits, .. } if *bits < MIN_RSA_BITS => {
            let more = format!("  actual: {bits}\n  minimum: {MIN_RSA_BITS}\n");
            notes.push(Note { fault: &words::WEAK_KEY, warning: true, more });
            notes.push(Note::error(&words::WEAK_KEY));
        }
        KeyKind::Rsa { pss_only: false, .. }
        | KeyKind::Ec { curve: Curve::P256 | Curve::P384 | Curve::P521, .. } => {}
        KeyKind::Ec { curve: Curve::Other(name), .. } if name == "P-224" => {
            notes.push(Note::error(&words::WEAK_KEY));
        }
        _ => notes.push(Note::error(&words::BAD_KEY)),
    }
}

/// VerifyNoUnconsumedCriticalExtensions.
fn critical(certificate: &Certificate, notes: &mut Vec<Note>) {
    for extension in certificate.extensions.iter().filter(|extension| extension.critical) {
        let oid = extension.oid.as_str();
        // Qualifiers of other kinds than the two of RFC 5280 leave the policies unprocessed.
        let foreign = oid == ext::POLICIES
            && policy_rules(certificate).is_ok_and(|rules| rules.foreign_qualifier);
        let microsoft = oid == MS_APPLICATION_POLICIES && certificate.eku().is_some();
        if (PROCESSED.contains(&oid) && !foreign) || microsoft {
            continue;
        }
        let more = format!(
            "  oid: {}\n  value: {}\n",
            hex(&super::show::oid_bytes(oid)).to_ascii_uppercase(),
            hex(&extension.raw).to_ascii_uppercase()
        );
        notes.push(Note { fault: &words::CRITICAL, warning: false, more });
    }
}
