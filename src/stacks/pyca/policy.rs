//! What cryptography asks of one certificate in its place (policy/mod.rs, policy/extension.rs).

use super::names::{self, Raw};
use super::{Fault, extensions, names::unreadable, other, rules};
use crate::crypto::Check;
use crate::model::oid::{eku, ext};
use crate::model::{
    Certificate, Curve, DigestAlgorithm, Extension, KeyKind, KeyUsage, SignatureKind,
};
use crate::stacks::tlv::{Reader, dotted, tag};
use crate::stacks::{Question, Role, Rule};

/// RSA keys from this many bits on are taken: 256 bytes as encoded, the bit of the sign among them.
const MIN_RSA_BITS: usize = 2040;

/// `permits_basic`.
fn basic(question: &Question<'_>, certificate: &Certificate) -> Result<(), Fault> {
    let serial = &certificate.serial;
    let words = match () {
        () if certificate.version != 3 => "certificate must be an X509v3 certificate",
        () if certificate.outer_algorithm.der != certificate.signature_algorithm.der => {
            "mismatch between signatureAlgorithm and SPKI algorithm"
        }
        () if !(1..=21).contains(&serial.0.len()) => {
            "certificate must have a serial between 1 and 20 octets"
        }
        () if serial.is_negative() => "certificate serial number cannot be negative",
        () if certificate.issuer.is_empty() => "certificate must have a non-empty Issuer",
        () if has_early_generalized_time(certificate) => {
            "validity dates between 1950 and 2049 must be UtcTime"
        }
        () => {
            let dates = certificate.validity;
            let rule = match () {
                () if dates.not_before.is_none_or(|start| question.at < start) => rules::NOT_YET,
                () if dates.not_after.is_none_or(|end| question.at > end) => rules::EXPIRED,
                () => return Ok(()),
            };
            return Err(other(rule, "cert is not valid at validation time".into()));
        }
    };
    Err(other(rules::PROFILE, words.into()))
}

/// `permits_validity_date`: GeneralizedTime is for 2050 and later (RFC 5280, 4.1.2.5).
fn has_early_generalized_time(certificate: &Certificate) -> bool {
    let span = certificate.spans.validity;
    let bytes = certificate.der.get(span.start..span.end).unwrap_or_default();
    let mut dates = Reader(Reader(bytes).take(tag::SEQUENCE).unwrap_or_default());
    std::iter::from_fn(|| dates.any()).any(|date| {
        let year = date.content.get(..4).and_then(|year| std::str::from_utf8(year).ok());
        let year = year.and_then(|year| year.parse::<u16>().ok());
        date.tag == tag::GENERALIZED_TIME && year.is_some_and(|year| (1950..2050).contains(&year))
    })
}

/// `permits_ee`.
pub(super) fn leaf(question: &Question<'_>, certificate: &Certificate) -> Result<(), Fault> {
    basic(question, certificate)?;
    if question.role == Role::Server {
        let names = names::alternative(certificate)?;
        let Some(names) = names else {
            let words = "missing required extension: leaf server certificate has no subjectAltName";
            return Err(other(rules::NO_NAMES, words.into()));
        };
        if !question.host().is_some_and(|host| names::covers(&names, host)) {
            let words = "leaf certificate has no matching subjectAltName";
            return Err(other(rules::NAME, words.into()));
        }
    }
    for extension in &certificate.extensions {
        leaf_extension(question, certificate, extension)?;
    }
    for required in [ext::AUTHORITY_KEY_ID, ext::SUBJECT_ALT_NAME] {
        present(certificate, required)?;
    }
    Ok(())
}

fn leaf_extension(
    question: &Question<'_>,
    certificate: &Certificate,
    extension: &Extension,
) -> Result<(), Fault> {
    let fail = |rule, words: &str| Err(other(rule, words.to_owned()));
    match extension.oid.as_str() {
        ext::AUTHORITY_INFO_ACCESS => {
            not_critical(extension)?;
            readable(extension)
        }
        ext::AUTHORITY_KEY_ID => not_critical(extension),
        ext::SUBJECT_KEY_ID => Ok(()),
        ext::KEY_USAGE => {
            readable(extension)?;
            if certificate.key_usage().is_some_and(|usage| usage.has(KeyUsage::KEY_CERT_SIGN)) {
                return fail(rules::CA_AS_LEAF, "EE keyUsage must not assert keyCertSign");
            }
            Ok(())
        }
        ext::SUBJECT_ALT_NAME => match (certificate.subject.is_empty(), extension.critical) {
            (true, false) => {
                fail(rules::EXTENSION, "EE subjectAltName MUST be critical when subject is empty")
            }
            (false, true) => fail(
                rules::EXTENSION,
                "EE subjectAltName MUST NOT be critical when subject is nonempty",
            ),
            _ => Ok(()),
        },
        ext::BASIC_CONSTRAINTS => {
            readable(extension)?;
            let long = extensions::long_path(certificate);
            if certificate.is_ca() || long.is_some_and(|constraints| constraints.ca) {
                return fail(
                    rules::CA_AS_LEAF,
                    "basicConstraints.cA must not be asserted in an EE certificate",
                );
            }
            Ok(())
        }
        ext::NAME_CONSTRAINTS => {
            Err(named(rules::EXTENSION, extension, "Certificate contains prohibited extension"))
        }
        ext::EXTENDED_KEY_USAGE => {
            not_critical(extension)?;
            match lists(question, certificate, extension, false)? {
                true => Ok(()),
                false => fail(rules::USAGE, "required EKU not found"),
            }
        }
        _ => unknown(extension),
    }
}

/// `permits_ca`; `depth` counts the certificates below but the leaf.
fn authority(question: &Question<'_>, certificate: &Certificate, depth: u32) -> Result<(), Fault> {
    let fail = |rule, words: &str| Err(other(rule, words.to_owned()));
    basic(question, certificate)?;
    let Some(extension) = certificate.extension(ext::BASIC_CONSTRAINTS) else {
        let words = format!(
            "invalid extension: {}: missing required extension: CA certificate has no basicConstraints",
            ext::BASIC_CONSTRAINTS
        );
        return Err(other(rules::NOT_A_CA, words));
    };
    readable(extension)?;
    let constraints = certificate
        .basic_constraints()
        .or_else(|| extensions::long_path(certificate))
        .unwrap_or_default();
    if constraints.path_len.is_some_and(|limit| depth > limit) {
        return fail(rules::PATH_LENGTH, "path length constraint violated");
    }
    if !constraints.ca {
        return fail(rules::NOT_A_CA, "basicConstraints.cA must be asserted in a CA certificate");
    }
    for extension in &certificate.extensions {
        authority_extension(question, certificate, extension)?;
    }
    present(certificate, ext::KEY_USAGE)
}

fn authority_extension(
    question: &Question<'_>,
    certificate: &Certificate,
    extension: &Extension,
) -> Result<(), Fault> {
    let fail = |rule, words: &str| Err(other(rule, words.to_owned()));
    match extension.oid.as_str() {
        ext::AUTHORITY_INFO_ACCESS => {
            not_critical(extension)?;
            readable(extension)
        }
        ext::AUTHORITY_KEY_ID => {
            not_critical(extension)?;
            readable(extension)?;
            if certificate.authority_key_id().is_some_and(|id| id.key_id.is_none()) {
                return fail(rules::EXTENSION, "authorityKeyIdentifier must contain keyIdentifier");
            }
            Ok(())
        }
        ext::SUBJECT_KEY_ID => not_critical(extension),
        ext::KEY_USAGE => {
            readable(extension)?;
            if certificate.key_usage().is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) {
                return fail(
                    rules::MAY_NOT_SIGN,
                    "keyUsage.keyCertSign must be asserted in a CA certificate",
                );
            }
            Ok(())
        }
        ext::SUBJECT_ALT_NAME => Ok(()),
        ext::BASIC_CONSTRAINTS if !extension.critical => Err(criticality(extension)),
        ext::BASIC_CONSTRAINTS => Ok(()),
        ext::NAME_CONSTRAINTS => match names::constraints(certificate)? {
            Some(constraints) if constraints.is_empty() => fail(
                rules::CONSTRAINTS,
                "nameConstraints must have non-empty permittedSubtrees or excludedSubtrees",
            ),
            _ => Ok(()),
        },
        ext::EXTENDED_KEY_USAGE => {
            not_critical(extension)?;
            match lists(question, certificate, extension, true)? {
                true => Ok(()),
                false => fail(rules::USAGE, "Neither EKU nor anyEKU could be found"),
            }
        }
        _ => unknown(extension),
    }
}

/// Whether the extended key usages list the use asked about.
fn lists(
    question: &Question<'_>,
    certificate: &Certificate,
    extension: &Extension,
    any: bool,
) -> Result<bool, Fault> {
    readable(extension)?;
    let usages = certificate.eku().unwrap_or_default();
    let wanted = question.role.usage();
    Ok(usages.iter().any(|usage| usage.as_str() == wanted || (any && usage.as_str() == eku::ANY)))
}

fn named(rule: &'static Rule, extension: &Extension, words: &str) -> Fault {
    other(rule, format!("invalid extension: {}: {words}", extension.oid))
}

fn criticality(extension: &Extension) -> Fault {
    named(rules::EXTENSION, extension, "Certificate extension has incorrect criticality")
}

fn not_critical(extension: &Extension) -> Result<(), Fault> {
    if extension.critical { Err(criticality(extension)) } else { Ok(()) }
}

fn readable(extension: &Extension) -> Result<(), Fault> {
    extensions::check(extension.oid.as_str(), &extension.raw).map_err(unreadable)
}

/// An extension twice ends it all, before the certificate is looked at.
pub(super) fn no_duplicates(certificate: &Certificate) -> Result<(), Fault> {
    let mut seen: Vec<&str> = Vec::new();
    for extension in &certificate.extensions {
        let oid = extension.oid.as_str();
        if seen.contains(&oid) {
            let words = format!("invalid extension: {oid}: duplicate extension");
            return Err(Fault { fatal: true, ..other(rules::EXTENSION, words) });
        }
        seen.push(oid);
    }
    Ok(())
}

fn unknown(extension: &Extension) -> Result<(), Fault> {
    if !extension.critical {
        return Ok(());
    }
    let words = "certificate contains unaccounted-for critical extensions";
    Err(named(rules::CRITICAL, extension, words))
}

fn present(certificate: &Certificate, oid: &str) -> Result<(), Fault> {
    if certificate.extension(oid).is_some() {
        return Ok(());
    }
    let words = format!("invalid extension: {oid}: Certificate is missing required extension");
    Err(other(rules::EXTENSION, words))
}

/// `valid_issuer`: the issuer as a CA, its key, the child's algorithm, the signature.
pub(super) fn issuer(
    question: &Question<'_>,
    issuer: &Certificate,
    child: &Certificate,
    depth: u32,
    signatures: &mut usize,
) -> Result<(), Fault> {
    const MAX_SIGNATURES: usize = 1 << 7;
    let fail = |rule, words: &str| Err(other(rule, words.to_owned()));
    authority(question, issuer, depth)?;
    let identifier = |what: &str, parameters: String| {
        let words = format!(
            "Forbidden {what} algorithm: AlgorithmIdentifier {{ oid: DefinedByMarker(PhantomData<asn1::object_identifier::ObjectIdentifier>), params: {parameters} }}"
        );
        Err(other(rules::ALGORITHM, words))
    };
    if let Some(parameters) = forbidden_key(issuer) {
        return identifier("public key", parameters);
    }
    if let Some(parameters) = forbidden_signature(child) {
        return identifier("signature", parameters);
    }
    match &issuer.public_key.kind {
        KeyKind::Ec { point, .. } if !matches!(point.first(), Some(2..=4)) => {
            return fail(rules::ALGORITHM, "issuer has malformed public key");
        }
        KeyKind::Unreadable { .. } => {
            return fail(rules::ALGORITHM, "issuer has malformed public key");
        }
        KeyKind::Rsa { bits, .. } if *bits < MIN_RSA_BITS => {
            return fail(rules::ALGORITHM, "RSA key is too weak");
        }
        _ => {}
    }
    *signatures = signatures.saturating_add(1);
    if *signatures > MAX_SIGNATURES {
        return fail(rules::LIMIT, "fatal error: Exceeded maximum signature check limit");
    }
    match question.proof(child, issuer) {
        Check::Valid | Check::Unsupported(_) => Ok(()),
        Check::Invalid | Check::WrongKeyType => fail(rules::SIGNATURE, "signature does not match"),
    }
}

/// The parameters of a key's algorithm that is not among the permitted ones, as Rust prints them.
fn forbidden_key(certificate: &Certificate) -> Option<String> {
    let key = &certificate.public_key;
    Some(match &key.kind {
        KeyKind::Rsa { pss_only: false, .. } => {
            let algorithm = Reader(&key.spki).take(tag::SEQUENCE).unwrap_or_default();
            match extensions::parameters(algorithm) {
                Some(_) => return None,
                None => "Rsa(None)".into(),
            }
        }
        KeyKind::Rsa { .. } => "RsaPss(None)".into(),
        KeyKind::Ec { curve: Curve::P256 | Curve::P384 | Curve::P521, .. } => return None,
        KeyKind::Ec { curve: Curve::Other(_), .. } => match named_curve(&key.spki) {
            Some(oid) => format!("Ec(NamedCurve(ObjectIdentifier {{ oid: {oid} }}))"),
            None => "Ec(SpecifiedCurve(..))".into(),
        },
        KeyKind::Ed25519(_) => "Ed25519".into(),
        KeyKind::Unreadable { .. } => return None,
        KeyKind::Other { .. } => match key.oid.as_str() {
            "2.16.840.1.101.3.4.3.17" | "2.16.840.1.101.3.4.3.18" | "2.16.840.1.101.3.4.3.19" => {
                return None;
            }
            "1.3.101.113" => "Ed448".into(),
            "1.2.840.10040.4.1" => "Dsa(..)".into(),
            oid => format!("Other(ObjectIdentifier {{ oid: {oid} }}, None)"),
        },
    })
}

fn named_curve(spki: &[u8]) -> Option<String> {
    let mut algorithm = Reader(Reader(Reader(spki).take(tag::SEQUENCE)?).take(tag::SEQUENCE)?);
    algorithm.oid()?;
    algorithm.oid().map(dotted)
}

/// The same for the algorithm of a signature.
fn forbidden_signature(certificate: &Certificate) -> Option<String> {
    use DigestAlgorithm::{Md2, Md5, Sha1, Sha224, Sha256, Sha384, Sha512};
    let algorithm = &certificate.outer_algorithm;
    let parameters = extensions::parameters(&algorithm.der);
    let unknown = || {
        let oid = &algorithm.oid;
        format!("Other(ObjectIdentifier {{ oid: {oid} }}, {})", extensions::shown(parameters))
    };
    Some(match &algorithm.kind {
        SignatureKind::RsaPkcs1(digest @ (Sha1 | Sha224 | Sha256 | Sha384 | Sha512)) => {
            let null = if parameters.is_some() { "Some(())" } else { "None" };
            if parameters.is_some() && !matches!(digest, Sha1 | Sha224) {
                return None;
            }
            format!("RsaWith{}({null})", digest.name().replace("SHA-", "Sha"))
        }
        SignatureKind::Ecdsa(Sha224) => "EcDsaWithSha224".into(),
        SignatureKind::RsaPkcs1(Md2 | Md5) | SignatureKind::Ecdsa(Sha1 | Md2 | Md5) => unknown(),
        SignatureKind::Ed25519 => "Ed25519".into(),
        SignatureKind::RsaPss { digest, mask, salt } => {
            let whole = match digest {
                Sha256 => 32,
                Sha384 => 48,
                Sha512 => 64,
                _ => 0,
            };
            if digest == mask && *salt == whole {
                return None;
            }
            "RsaPss(Some(..))".into()
        }
        SignatureKind::Other(_) => match algorithm.oid.as_str() {
            "2.16.840.1.101.3.4.3.17" | "2.16.840.1.101.3.4.3.18" | "2.16.840.1.101.3.4.3.19" => {
                return None;
            }
            "1.3.101.113" => "Ed448".into(),
            "2.16.840.1.101.3.4.3.2" => "DsaWithSha256".into(),
            _ => unknown(),
        },
        _ => return None,
    })
}

/// The names that count in name constraints: none for a self-issued CA.
pub(super) fn counted<'a>(certificate: &'a Certificate) -> Result<Vec<Raw<'a>>, Fault> {
    if certificate.issuer.der == certificate.subject.der {
        return Ok(Vec::new());
    }
    Ok(names::alternative(certificate)?.unwrap_or_default())
}
