//! What GnuTLS asks of one certificate: whether it can be read at all, whom it names as its issuer,
//! its uses, its strength.

use crate::model::oid::{eku, ext};
use crate::model::{
    Attribute, BasicConstraints, Certificate, Curve, DigestAlgorithm, ExtensionValue, KeyKind,
    Name, PublicKey, SignatureAlgorithm, SignatureKind, Time,
};
use crate::stacks::dates::{self, Written};
use crate::stacks::frame::{self, Flaw};
use crate::stacks::{der, names, shared};

/// Critical extensions that are taken as understood.
const SUPPORTED: [&str; 14] = [
    ext::SUBJECT_KEY_ID,
    ext::KEY_USAGE,
    ext::SUBJECT_ALT_NAME,
    ext::ISSUER_ALT_NAME,
    ext::BASIC_CONSTRAINTS,
    ext::NAME_CONSTRAINTS,
    ext::CRL_DISTRIBUTION_POINTS,
    ext::AUTHORITY_KEY_ID,
    ext::EXTENDED_KEY_USAGE,
    ext::AUTHORITY_INFO_ACCESS,
    "1.3.6.1.5.5.7.1.14",
    ext::TLS_FEATURE,
    ext::POLICIES,
    ext::INHIBIT_ANY_POLICY,
];

/// Security bits of the profile "medium", which `gnutls-cli` and the system default set.
const MEDIUM_RSA_BITS: usize = 2_048;
const MEDIUM_CURVE_BITS: u32 = 224;

/// Why a certificate is not even read, in GnuTLS's words.
pub(super) fn unreadable(certificate: &Certificate) -> Option<&'static str> {
    if frame::has_padded_version(certificate) {
        return Some("ASN1 parser: Error in DER parsing.");
    }
    // An extension without parts is passed over.
    match frame::flaws(certificate).iter().find(|flaw| **flaw != Flaw::ExtensionShort) {
        Some(Flaw::ExtensionTag(_) | Flaw::KeyTag(_)) => return Some("ASN1 parser: Error in TAG."),
        Some(_) => return Some("ASN1 parser: Error in DER parsing."),
        None => {}
    }
    let written = dates::written(certificate);
    if written.is_some_and(|both| !both.into_iter().all(is_der_time)) {
        return Some("The DER time encoding is invalid.");
    }
    let (inner, outer) = (&certificate.signature_algorithm, &certificate.outer_algorithm);
    if inner.oid != outer.oid || parameters(&inner.der) != parameters(&outer.der) {
        return Some("Error in the certificate.");
    }
    let unread = certificate.extensions.iter().find(|e| {
        matches!(e.oid.as_str(), ext::SUBJECT_ALT_NAME | ext::ISSUER_ALT_NAME)
            && matches!(e.value, ExtensionValue::Unreadable(_))
    });
    if unread.is_some_and(|e| e.raw.first().is_some_and(|tag| *tag != der::SEQUENCE)) {
        return Some("ASN1 parser: Error in TAG.");
    }
    // An otherName is its type and a value.
    let untyped = |name: &names::Raw<'_>| {
        name.tag == names::OTHER && name.bytes.first().is_some_and(|tag| *tag != der::OID)
    };
    if names::alternative(certificate).iter().any(untyped) {
        return Some("ASN1 parser: Error in TAG.");
    }
    // X.400 addresses and EDI parties are not read either, nor directory names and identifiers that
    // are empty.
    let foreign = |name: &names::Raw<'_>| {
        matches!(name.tag, 0xA3 | 0xA5)
            || (matches!(name.tag, names::DIRECTORY | 0x88) && name.bytes.is_empty())
    };
    // One value and nothing behind it, with definite lengths.
    let is_one = |certificate: &Certificate| {
        let extension = certificate.extension(ext::SUBJECT_ALT_NAME);
        extension.is_none_or(|e| der::all(&e.raw).is_some_and(|values| values.len() == 1))
    };
    if unread.is_some()
        || !is_one(certificate)
        || !names::well_formed(certificate)
        || names::alternative(certificate).iter().any(foreign)
    {
        return Some("ASN1 parser: Error in DER parsing.");
    }
    let empty = |name: &names::Raw<'_>| name.tag != names::OTHER && name.bytes.is_empty();
    if names::alternative(certificate).iter().any(empty) {
        return Some("Unknown Subject Alternative name in X.509 certificate.");
    }
    if certificate.version < 3 {
        return (!certificate.extensions.is_empty()).then_some("Error in the certificate.");
    }
    if shared::repeats_extension(certificate) {
        return Some("Duplicate extension in X.509 certificate.");
    }
    let dates = certificate.validity;
    let fraction = written.is_some_and(|both| both.into_iter().any(Written::has_fraction));
    (fraction || dates.not_before.is_none() || dates.not_after.is_none())
        .then_some("Error in the time fields of certificate.")
}

/// Digits and a Z; in GeneralizedTime one point among them (libtasn1, asn1_get_time_der).
fn is_der_time(date: Written<'_>) -> bool {
    let Some((last, digits)) = date.text.split_last() else { return true };
    let points = digits.iter().filter(|b| **b == b'.').count();
    *last == b'Z'
        && points <= usize::from(date.generalized)
        && digits.iter().all(|b| b.is_ascii_digit() || *b == b'.')
}

/// The parameters of an algorithm; NULL counts as none.
fn parameters(algorithm: &[u8]) -> Option<Vec<u8>> {
    let parts = der::inside(algorithm, der::SEQUENCE)?;
    parts.get(1).map(|part| part.full.to_vec()).filter(|bytes| bytes != &[5, 0])
}

/// countryName, serialNumber, dnQualifier, domainComponent, emailAddress.
const ONE_TYPE: [&str; 5] =
    ["2.5.4.6", "2.5.4.5", "2.5.4.46", "0.9.2342.19200300.100.1.25", "1.2.840.113549.1.9.1"];

/// The longest key identifier that is read (`MAX_KEY_ID_SIZE`).
const LONGEST_ID: usize = 128;

/// Whether two names are the same: every character, whatever the types of their strings.
pub(super) fn same_name(one: &Name, other: &Name) -> bool {
    // Strings that have one type by their attribute are compared as they are encoded.
    let typed = |a: &Attribute| ONE_TYPE.contains(&a.oid.as_str());
    let same = |(a, b): (&Attribute, &Attribute)| {
        a.oid == b.oid && a.value == b.value && (!typed(a) || a.tag == b.tag)
    };
    one.der == other.der
        || (!one.is_empty()
            && one.rdns.len() == other.rdns.len()
            && one.rdns.iter().zip(&other.rdns).all(|(a, b)| a.len() == b.len())
            && one.attributes().zip(other.attributes()).all(same))
}

/// `gnutls_x509_crt_check_issuer`: the names, then the key identifiers.
pub(super) fn is_issuer(certificate: &Certificate, issuer: &Certificate) -> bool {
    let wanted = certificate.authority_key_id().and_then(|id| id.key_id.as_deref());
    let read = |id: Option<&'_ [u8]>| id.is_some_and(|id| (1..=LONGEST_ID).contains(&id.len()));
    same_name(&certificate.issuer, &issuer.subject)
        && match (wanted, issuer.subject_key_id()) {
            (wanted, found) if read(wanted) && read(found) => wanted == found,
            _ => true,
        }
}

/// `_gnutls_check_key_purpose`: no purpose at all means any; CAs may have old names for a server's.
pub(super) fn allows_purpose(certificate: &Certificate, purpose: &str, any_counts: bool) -> bool {
    const VERISIGN_SGC: &str = "2.16.840.1.113733.1.8.1";
    let there = certificate.extension(ext::EXTENDED_KEY_USAGE);
    // What cannot be read to its end allows nothing.
    if there.is_some_and(|e| der::all(&e.raw).is_none_or(|values| values.len() != 1)) {
        return false;
    }
    let Some(list) = certificate.eku() else { return there.is_none() };
    if list.is_empty() {
        return true;
    }
    let old = purpose == eku::SERVER_AUTH && certificate.is_ca();
    list.iter().any(|oid| {
        let oid = oid.as_str();
        oid == purpose
            || (any_counts && oid == eku::ANY)
            || (old && (oid == eku::NETSCAPE_SGC || oid == VERISIGN_SGC))
    })
}

/// cA and pathLenConstraint; `None` where they cannot be read to their end (`asn1_der_decoding`). A
/// negative length counts as none.
pub(super) fn basic(certificate: &Certificate) -> Option<BasicConstraints> {
    let extension = certificate.extension(ext::BASIC_CONSTRAINTS)?;
    let values = der::all(&extension.raw)?;
    let [whole] = values.as_slice() else { return None };
    let mut parts = der::all(whole.content)?.into_iter().peekable();
    let flag = parts.next_if(|part| part.tag == der::BOOLEAN);
    let length = parts.next_if(|part| part.tag == der::INTEGER);
    if whole.tag != der::SEQUENCE || parts.next().is_some() {
        return None;
    }
    let path_len = match length.map(|length| length.content) {
        None => None,
        Some([0x80..=0xFF, ..]) => None,
        Some(digits @ [_, ..]) if digits.len() <= 4 => {
            Some(digits.iter().fold(0u32, |sum, byte| (sum << 8) | u32::from(*byte)))
        }
        Some(_) => return None,
    };
    Some(BasicConstraints { ca: flag.is_some_and(|flag| flag.content != [0]), path_len })
}

/// Whether a key usage is there that cannot be read: not one value to the end, or of more than two
/// bytes.
pub(super) fn has_unreadable_usage(certificate: &Certificate) -> bool {
    certificate.extension(ext::KEY_USAGE).is_some_and(|extension| {
        let values = der::all(&extension.raw).unwrap_or_default();
        !matches!(values.as_slice(), [bits] if bits.content.len() <= 3)
            || certificate.key_usage().is_none()
    })
}

/// Whether a critical extension is not understood.
pub(super) fn has_unknown_critical(certificate: &Certificate) -> bool {
    shared::has_unknown_critical(certificate, &SUPPORTED)
}

/// The fault of its dates at a time, as a status; both ends count as valid.
pub(super) fn dates(certificate: &Certificate, now: Time) -> u32 {
    let dates = certificate.validity;
    match (dates.not_before, dates.not_after) {
        (Some(start), _) if now < start => super::NOT_ACTIVATED,
        (None, _) => super::NOT_ACTIVATED,
        (_, Some(end)) if now <= end => 0,
        _ => super::EXPIRED,
    }
}

/// Whether a key is of the profile "medium".
pub(super) fn key_is_strong(key: &PublicKey) -> bool {
    match &key.kind {
        KeyKind::Rsa { bits, .. } => *bits >= MEDIUM_RSA_BITS && frame::is_whole_rsa(&key.spki),
        KeyKind::Ec { curve, point } => {
            is_plain(curve, point) && curve_bits(curve) >= MEDIUM_CURVE_BITS
        }
        KeyKind::Ed25519(_) => true,
        KeyKind::Other { .. } => match key.oid.as_str() {
            "1.2.840.10040.4.1" => dsa_bits(&key.spki) >= MEDIUM_RSA_BITS,
            "1.3.101.110" | "1.3.101.111" | "1.3.101.113" => true,
            _ => false,
        },
        // Its length is not looked at.
        KeyKind::Unreadable { name } => name == "Ed25519",
    }
}

/// A point in the plain form, of the right length: no other is read. Whether it lies on its curve is
/// not looked at.
fn is_plain(curve: &Curve, point: &[u8]) -> bool {
    let size = usize::try_from(curve_bits(curve).div_ceil(8)).unwrap_or(usize::MAX);
    point.first() == Some(&4) && point.len() == size.saturating_mul(2).saturating_add(1)
}

/// The curves that GnuTLS has.
fn curve_bits(curve: &Curve) -> u32 {
    match curve {
        Curve::P256 => 256,
        Curve::P384 => 384,
        Curve::P521 => 521,
        Curve::Other(name) if name.contains("224") && !name.contains("brainpool") => 224,
        Curve::Other(name) if name.contains("192") && !name.contains("brainpool") => 192,
        // Others, and those given by their numbers, cannot be read.
        Curve::Other(_) => 0,
    }
}

/// Whether the key can be computed with.
pub(super) fn can_use(key: &PublicKey) -> bool {
    match &key.kind {
        KeyKind::Ec { curve, point } => curve_bits(curve) > 0 && is_plain(curve, point),
        KeyKind::Unreadable { .. } => false,
        KeyKind::Other { .. } => matches!(key.oid.as_str(), "1.2.840.10040.4.1" | "1.3.101.113"),
        KeyKind::Rsa { .. } | KeyKind::Ed25519(_) => true,
    }
}

/// The length of DSA's prime in its parameters, in bits, to within eight.
fn dsa_bits(spki: &[u8]) -> usize {
    let prime = || {
        let algorithm = *der::inside(spki, der::SEQUENCE)?.first()?;
        let parameters = *der::all(algorithm.content)?.get(1)?;
        der::all(parameters.content)?.first().map(|prime| prime.content)
    };
    let bytes = prime().unwrap_or_default().iter().skip_while(|b| **b == 0).count();
    bytes.saturating_mul(8)
}

/// Whether GnuTLS knows a signature algorithm.
pub(super) fn knows(algorithm: &SignatureAlgorithm) -> bool {
    match &algorithm.kind {
        SignatureKind::Other(_) => {
            let oid = algorithm.oid.as_str();
            oid == "1.3.101.113" || oid == "1.2.840.10040.4.3" || dsa_and_sha3(oid)
        }
        _ => true,
    }
}

/// DSA with SHA-2, and all with SHA-3: numbers 1 to 16 below NIST's arc of signatures.
fn dsa_and_sha3(oid: &str) -> bool {
    let number = oid.strip_prefix("2.16.840.1.101.3.4.3.").and_then(|n| n.parse::<u32>().ok());
    number.is_some_and(|number| (1..=16).contains(&number))
}

/// Whether a signature's digest is of the profile "medium": 112 bits, half its length.
pub(super) fn digest_is_strong(algorithm: &SignatureAlgorithm) -> bool {
    match &algorithm.kind {
        SignatureKind::RsaPkcs1(digest)
        | SignatureKind::Ecdsa(digest)
        | SignatureKind::RsaPss { digest, .. } => {
            !matches!(digest, DigestAlgorithm::Md2 | DigestAlgorithm::Md5 | DigestAlgorithm::Sha1)
        }
        SignatureKind::Ed25519 => true,
        SignatureKind::Other(_) => algorithm.oid.as_str() != "1.2.840.10040.4.3",
    }
}
