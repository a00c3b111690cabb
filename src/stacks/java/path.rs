//! A path from the anchor's side down, checked as `PKIXCertPathValidator` does, and the search of
//! `SunCertPathBuilder`, which keeps its reasons to itself.

use super::constraints::{self, Outcome};
use super::{Fault, extensions, rules};
use crate::crypto::Check;
use crate::model::oid::ext;
use crate::model::{
    Certificate, Curve, DigestAlgorithm, KeyKind, KeyUsage, Name, NameConstraints, SignatureKind,
    order,
};
use crate::path::policies::{self, Inputs, PathCertificate};
use crate::stacks::tlv::tag;
use crate::stacks::{Question, Rule, shared};

/// Steps of one search.
const MAX_STEPS: usize = 4_096;

/// The bits of a key usage that mean something without another one: digitalSignature to cRLSign.
const FOR_ITSELF: u16 = 0x7F;

/// Extensions that are known wherever they stand.
const KNOWN: &[&str] = &[
    ext::BASIC_CONSTRAINTS,
    ext::NAME_CONSTRAINTS,
    ext::POLICIES,
    ext::POLICY_MAPPINGS,
    ext::POLICY_CONSTRAINTS,
    ext::INHIBIT_ANY_POLICY,
    ext::SUBJECT_ALT_NAME,
    ext::KEY_USAGE,
    ext::EXTENDED_KEY_USAGE,
];

/// Why a check failed, without what is printed around it.
type Reason = (&'static Rule, String);

/// `BasicConstraints` as `getBasicConstraints` tells them: `None` for no CA.
fn path_length(certificate: &Certificate) -> Option<u32> {
    let constraints = certificate.basic_constraints().filter(|constraints| constraints.ca)?;
    Some(constraints.path_len.unwrap_or(u32::MAX))
}

fn unknown_critical(certificate: &Certificate) -> bool {
    shared::has_unknown_critical(certificate, KNOWN)
}

fn may_sign(certificate: &Certificate) -> bool {
    certificate.key_usage().is_none_or(|usage| usage.has(KeyUsage::KEY_CERT_SIGN))
}

/// Whether two names are the same to X500Name: of strings that are neither PrintableString nor
/// UTF8String the bytes count, type included.
pub(super) fn same_name(one: &Name, other: &Name) -> bool {
    const PLAIN: [u32; 2] = [tag::PRINTABLE_STRING as u32, tag::UTF8_STRING as u32];
    one.key == other.key
        && one
            .attributes()
            .zip(other.attributes())
            .all(|(a, b)| a.tag == b.tag || (PLAIN.contains(&a.tag) && PLAIN.contains(&b.tag)))
}

/// The anchors that a path's first certificate may hang below: by name, key identifier and serial
/// number; anchors of version 1 and 2 must have been valid as long as it (AdaptableX509CertSelector).
fn suits(anchor: &Certificate, below: &Certificate) -> bool {
    if !same_name(&anchor.subject, &below.issuer) {
        return false;
    }
    let identifier = below.authority_key_id();
    let wanted = identifier.and_then(|id| id.key_id.as_deref());
    // The extension is compared as it is encoded, whatever it holds.
    let found = anchor.extension(ext::SUBJECT_KEY_ID).map(|extension| extension.raw.as_slice());
    let same_key = match (wanted, found) {
        (Some(wanted), Some([4, length, found @ ..])) => {
            usize::from(*length) == wanted.len() && wanted == found
        }
        (Some(_), Some(_)) => false,
        _ => true,
    };
    let serial = identifier.and_then(|id| id.serial.as_deref());
    let same_serial =
        anchor.version < 3 || serial.is_none_or(|serial| serial == anchor.serial.0.as_slice());
    same_key && same_serial && (anchor.version > 2 || covers_dates(anchor, below))
}

fn covers_dates(anchor: &Certificate, below: &Certificate) -> bool {
    let (outer, inner) = (anchor.validity, below.validity);
    outer.not_before <= inner.not_before && inner.not_after <= outer.not_after
}

/// A path that was found.
pub(super) struct Found {
    /// Name constraints were checked on the leaf.
    pub constrained: bool,
}

/// Whether a CA below the anchor constrains names.
fn constrained(path: &[&Certificate]) -> bool {
    path.iter().skip(1).any(|certificate| certificate.name_constraints().is_some())
}

/// `doValidate`: the path as it was sent, leaf first, below an anchor that suits.
pub(super) fn validate(question: &Question<'_>, path: &[&Certificate]) -> Result<Found, Fault> {
    let outside = |(rule, words): Reason| Fault {
        rule,
        message: format!(
            "sun.security.validator.ValidatorException: PKIX path validation failed: {words}"
        ),
    };
    let found = Found { constrained: constrained(path) };
    let Some(first) = path.last() else { return Ok(found) };
    let mut last =
        (rules::NO_ANCHOR, validator("Path does not chain with any of the trust anchors"));
    for anchor in question.trusted.iter().filter(|anchor| suits(anchor, first)) {
        match check_path(question, anchor, path) {
            Ok(()) => return verify_anchor(anchor).map(|()| found).map_err(outside),
            Err((rule, words)) if rule == rules::CONSTRAINTS && words.starts_with("java.lang") => {
                return Err(Fault { rule, message: words });
            }
            Err(reason) => last = reason,
        }
    }
    Err(outside(last))
}

fn validator(words: &str) -> String {
    format!("java.security.cert.CertPathValidatorException: {words}")
}

/// `verifyTrustAnchor`.
fn verify_anchor(anchor: &Certificate) -> Result<(), Reason> {
    let lacks = match () {
        () if anchor.version < 3 => return Ok(()),
        () if path_length(anchor).is_none() => "is not a CA certificate",
        () if !may_sign(anchor) => "does not have keyCertSign bit set in KeyUsage extension",
        () => return Ok(()),
    };
    let subject = anchor.subject.text();
    let words = format!(
        "sun.security.validator.ValidatorException: TrustAnchor with subject \"{subject}\" {lacks}"
    );
    Err((rules::ANCHOR, words))
}

/// The checkers in their order, for each certificate from the anchor down to the leaf.
fn check_path(
    question: &Question<'_>,
    anchor: &Certificate,
    path: &[&Certificate],
) -> Result<(), Reason> {
    let fail = |rule, words: &str| Err((rule, validator(words)));
    let mut issuer = anchor;
    let mut allowed = u32::try_from(path.len()).unwrap_or(u32::MAX);
    let mut above: Vec<(&NameConstraints, Option<&str>)> = Vec::new();
    for (index, certificate) in path.iter().enumerate().rev() {
        let is_leaf = index == 0;
        algorithm(certificate)?;
        if std::ptr::eq(issuer, anchor) && weak_key(anchor).is_some() {
            return signed_weakly(certificate);
        }
        if !is_leaf && !may_sign(certificate) {
            return fail(rules::KEY_USAGE, "CA key usage check failed: keyCertSign bit is not set");
        }
        if !is_leaf {
            let is_first = index.saturating_add(1) == path.len();
            let length = match certificate.version {
                0..3 if is_first && certificate.is_self_issued() => Some(u32::MAX),
                0..3 => None,
                _ => path_length(certificate),
            };
            let Some(length) = length else {
                return fail(
                    rules::NOT_A_CA,
                    "basic constraints check failed: this is not a CA certificate",
                );
            };
            if !certificate.is_self_issued() {
                if allowed == 0 {
                    return fail(
                        rules::PATH_LENGTH,
                        "basic constraints check failed: pathLenConstraint violated - this cert must be the last cert in the certification path",
                    );
                }
                allowed = allowed.saturating_sub(1);
            }
            allowed = allowed.min(length);
        }
        if is_leaf || !certificate.is_self_issued() {
            for (constraints, distance) in &above {
                if let Some(words) = distance {
                    return fail(rules::CONSTRAINTS, words);
                }
                match constraints::check(constraints, certificate) {
                    Outcome::Within => {}
                    Outcome::Outside => {
                        return fail(rules::CONSTRAINTS, "name constraints check failed");
                    }
                    Outcome::Failed(words) => return Err((rules::CONSTRAINTS, words.into())),
                    Outcome::Unsupported => {
                        return Err((rules::CONSTRAINTS, "java.lang.UnsupportedOperationException: Narrowing, widening, and matching are not supported for OtherName.".into()));
                    }
                }
            }
        }
        let distance = extensions::distance(certificate);
        above.extend(certificate.name_constraints().map(|it| (it, distance)));
        if !policies_valid(path.get(index..).unwrap_or_default(), is_leaf) {
            return fail(rules::POLICIES, "non-null policy tree required and policy tree is null");
        }
        if certificate.validity.not_before.is_none_or(|start| question.at < start) {
            return fail(rules::NOT_YET, "validity check failed");
        }
        if certificate.validity.not_after.is_none_or(|end| question.at > end) {
            return fail(rules::EXPIRED, "validity check failed");
        }
        if !same_name(&certificate.issuer, &issuer.subject) {
            return fail(rules::NO_PATH, "subject/issuer name chaining check failed");
        }
        if !is_signed(question, certificate, issuer) {
            return fail(rules::SIGNATURE, "signature check failed");
        }
        if unknown_critical(certificate) {
            return fail(rules::CRITICAL, "unrecognized critical extension(s)");
        }
        issuer = certificate;
    }
    Ok(())
}

/// Whether the signature is good, and of a kind that Java computes: of curves only NIST's three.
fn is_signed(question: &Question<'_>, certificate: &Certificate, issuer: &Certificate) -> bool {
    const DSA: &str = "1.2.840.10040.4.1";
    const ED448: &str = "1.3.101.113";
    let key = &issuer.public_key;
    let known = match &key.kind {
        KeyKind::Ec { curve: Curve::Other(_), .. } => false,
        KeyKind::Other { .. } => matches!(key.oid.as_str(), DSA | ED448),
        _ => true,
    };
    known
        && match question.proof(certificate, issuer) {
            Check::Valid => true,
            // Not computed here, so taken as good.
            Check::Unsupported(_) => key.oid.as_str() == DSA,
            Check::Invalid | Check::WrongKeyType => false,
        }
}

fn signed_weakly(certificate: &Certificate) -> Result<(), Reason> {
    let name = signature_name(certificate);
    let words = format!("Algorithm constraints check failed on signature algorithm: {name}");
    Err((rules::WEAK, validator(&words)))
}

/// `AlgorithmChecker` with jdk.certpath.disabledAlgorithms: the digest, then the key.
fn algorithm(certificate: &Certificate) -> Result<(), Reason> {
    let digest = certificate.signature_algorithm.digest();
    if matches!(digest, Some(DigestAlgorithm::Md2 | DigestAlgorithm::Md5)) {
        return signed_weakly(certificate);
    }
    // encipherOnly and decipherOnly alone allow nothing.
    if certificate.key_usage().is_some_and(|usage| !usage.has(FOR_ITSELF)) {
        return Err((rules::KEY_USAGE, validator("incorrect KeyUsage extension bits")));
    }
    let Some(key) = weak_key(certificate) else { return Ok(()) };
    let subject = certificate.subject.text();
    let words = format!(
        "Algorithm constraints check failed on keysize limits: {key} bit key used with certificate: {subject}"
    );
    Err((rules::WEAK, validator(&words)))
}

/// `RSA 512`, `EC 192`: keys below the limits.
fn weak_key(certificate: &Certificate) -> Option<String> {
    match &certificate.public_key.kind {
        KeyKind::Rsa { bits, .. } if *bits < 1024 => Some(format!("RSA {bits}")),
        KeyKind::Ec { curve: Curve::Other(name), .. } => {
            let digits: String = name.chars().filter(char::is_ascii_digit).take(3).collect();
            digits
                .parse::<u32>()
                .ok()
                .filter(|bits| (1..224).contains(bits))
                .map(|b| format!("EC {b}"))
        }
        _ => None,
    }
}

/// `SHA256withECDSA`.
fn signature_name(certificate: &Certificate) -> String {
    let digest = |digest: DigestAlgorithm| digest.name().replace('-', "");
    match &certificate.signature_algorithm.kind {
        SignatureKind::RsaPkcs1(hash) => format!("{}withRSA", digest(*hash)),
        SignatureKind::RsaPss { .. } => "RSASSA-PSS".into(),
        SignatureKind::Ecdsa(hash) => format!("{}withECDSA", digest(*hash)),
        SignatureKind::Ed25519 => "Ed25519".into(),
        SignatureKind::Other(name) => name.clone(),
    }
}

/// RFC 5280, 6.1, with every policy wanted; `path` is what was processed so far.
fn policies_valid(path: &[&Certificate], whole: bool) -> bool {
    if !whole {
        return true;
    }
    let entries: Option<Vec<PathCertificate<'_>>> = path
        .iter()
        .rev()
        .map(|certificate| shared::policy_entry(certificate, certificate.is_self_issued()))
        .collect();
    entries.is_none_or(|entries| policies::check(&entries, &Inputs::default()).is_ok())
}

/// `doBuild`: any path will do, and only that there is none is said.
pub(super) fn build(question: &Question<'_>) -> Result<Found, Fault> {
    let mut search = Search { question, steps: 0, found: None };
    let leaf = question.leaf;
    if in_time(question, leaf) && !unknown_critical(leaf) {
        search.from(&mut vec![leaf], 0, false);
    }
    let outside = |(rule, words): Reason| Fault {
        rule,
        message: format!(
            "sun.security.validator.ValidatorException: PKIX path building failed: {words}"
        ),
    };
    match search.found {
        Some((anchor, constrained)) => {
            verify_anchor(anchor).map(|()| Found { constrained }).map_err(outside)
        }
        None => Err(outside((
            rules::NO_PATH,
            "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target".into(),
        ))),
    }
}

fn in_time(question: &Question<'_>, certificate: &Certificate) -> bool {
    certificate.validity.not_before.is_some_and(|start| question.at >= start)
        && certificate.validity.not_after.is_some_and(|end| question.at <= end)
}

struct Search<'a> {
    question: &'a Question<'a>,
    steps: usize,
    /// The anchor, and whether the names of the leaf were constrained.
    found: Option<(&'a Certificate, bool)>,
}

impl<'a> Search<'a> {
    /// Depth first from the last certificate of a path, leaf first.
    fn from(&mut self, path: &mut Vec<&'a Certificate>, traversed: u32, self_issued: bool) {
        self.steps = self.steps.saturating_add(1);
        let Some(child) = path.last().copied() else { return };
        let longest = self.question.depth.unwrap_or(5);
        let trusted = &self.question.trusted;
        let anchors = trusted.iter().copied().filter(|anchor| {
            same_name(&anchor.subject, &child.issuer)
                && (anchor.version > 2 || covers_dates(anchor, child))
        });
        let sent = self.question.sent.iter().copied().filter(|sent| {
            longest > traversed
                && same_name(&sent.subject, &child.issuer)
                && in_time(self.question, sent)
                && path_length(sent).is_some_and(|length| length >= traversed)
        });
        let mut candidates: Vec<&Certificate> = anchors.chain(sent).collect();
        let wanted = child.authority_key_id().and_then(|id| id.key_id.as_deref());
        order::by_key(&mut candidates, |candidate| {
            let by_key = wanted.is_some() && candidate.subject_key_id() == wanted;
            let by_issuer = trusted.iter().any(|root| root.subject.key == candidate.issuer.key);
            (!by_key, !by_issuer)
        });
        for candidate in candidates {
            if path.iter().any(|known| known.der == candidate.der) || self.steps > MAX_STEPS {
                continue;
            }
            let is_trusted = trusted.iter().any(|root| root.der == candidate.der);
            if is_trusted {
                if check_path(self.question, candidate, path).is_ok() {
                    self.found = Some((candidate, constrained(path)));
                    return;
                }
                continue;
            }
            if unknown_critical(candidate) || !may_sign(candidate) {
                continue;
            }
            if self_issued && candidate.is_self_issued() {
                return;
            }
            path.push(candidate);
            let more = traversed.saturating_add(u32::from(!candidate.is_self_issued()));
            self.from(path, more, candidate.is_self_issued());
            if self.found.is_some() {
                return;
            }
            path.pop();
        }
    }
}
