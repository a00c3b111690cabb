//! `x509.ParseCertificate` of Go: what it refuses to read, in its order and its words.

use super::certificate::{Algorithm, Constraints, Hash, Key, Names, Parsed};
use super::{extensions, strings};
use crate::crypto;
use crate::model::{Certificate, Curve, Time};
use crate::stacks::tlv::{Reader, dotted, small, tag};

/// A sentence as Go prints it.
pub(super) type Fault = String;

/// Go's own way to fail: a reading that did not work out, in these words.
pub(super) fn or<T>(value: Option<T>, words: &str) -> Result<T, Fault> {
    value.ok_or_else(|| format!("x509: {words}"))
}

/// Reads a certificate (crypto/x509, parser.go, parseCertificate).
pub(super) fn certificate(certificate: &Certificate) -> Result<Parsed<'_>, Fault> {
    let mut whole = Reader(&certificate.der);
    let mut outer = Reader(or(whole.take(tag::SEQUENCE), "malformed certificate")?);
    let tbs = or(outer.take(tag::SEQUENCE), "malformed tbs certificate")?;
    let mut tbs = Reader(tbs);

    let version = match tbs.optional(tag::inside(0)) {
        Ok(None) => 0,
        Ok(Some(inner)) => {
            let mut inner = Reader(inner);
            let number = inner.integer().and_then(small).filter(|_| inner.is_empty());
            or(number, "malformed version")?
        }
        Err(()) => return Err("x509: malformed version".into()),
    }
    .saturating_add(1);
    if version > 3 {
        return Err("x509: invalid version".into());
    }

    let serial = or(tbs.integer(), "malformed serial number")?;
    if serial.first().is_some_and(|first| first & 0x80 != 0) {
        return Err("x509: negative serial number".into());
    }

    let inner = or(tbs.take(tag::SEQUENCE), "malformed signature algorithm identifier")?;
    let beside = or(outer.take(tag::SEQUENCE), "malformed algorithm identifier")?;
    if inner != beside {
        return Err("x509: inner and outer signature algorithm identifiers don't match".into());
    }
    let (oid, parameters) = identifier(inner)?;
    let algorithm = signature_algorithm(&dotted(oid), parameters);

    let raw_issuer = or(tbs.value(tag::SEQUENCE), "malformed issuer")?;
    strings::name(raw_issuer.content)?;
    let validity = or(tbs.take(tag::SEQUENCE), "malformed validity")?;
    let mut validity = Reader(validity);
    let not_before = time(&mut validity)?;
    let not_after = time(&mut validity)?;
    let raw_subject = or(tbs.value(tag::SEQUENCE), "malformed issuer")?;
    let (common_name, organization) = strings::name(raw_subject.content)?;

    let raw_key = or(tbs.value(tag::SEQUENCE), "malformed spki")?;
    let mut spki = Reader(raw_key.content);
    let key_algorithm = or(spki.take(tag::SEQUENCE), "malformed public key algorithm identifier")?;
    let (key_oid, key_parameters) = identifier(key_algorithm)?;
    let (_, bits) = or(spki.bits(), "malformed subjectPublicKey")?;
    let key = public_key(&dotted(key_oid), key_parameters, bits)?;

    let mut parsed = Parsed {
        certificate,
        raw_issuer: raw_issuer.full,
        raw_subject: raw_subject.full,
        raw_key: raw_key.full,
        common_name,
        organization,
        serial,
        version,
        not_before,
        not_after,
        algorithm,
        key,
        has_unhandled_critical: false,
        basic_constraints: None,
        key_usage: 0,
        usages: Vec::new(),
        subject_key_id: &[],
        authority_key_id: &[],
        raw_names: None,
        names: Names::default(),
        constraints: None::<Constraints>,
    };
    if version > 1 {
        or(tbs.optional(tag::context(1)).ok(), "malformed issuerUniqueID")?;
        or(tbs.optional(tag::context(2)).ok(), "malformed subjectUniqueID")?;
    }
    if version == 3 {
        let list = or(tbs.optional(tag::inside(3)).ok(), "malformed extensions")?;
        if let Some(list) = list {
            let list = or(Reader(list).take(tag::SEQUENCE), "malformed extensions")?;
            extensions::all(list, &mut parsed)?;
        }
    }
    or(outer.bits(), "malformed signature")?;
    // OpenSSL's trust settings, or anything else: Go reads one certificate to its last byte.
    if certificate
        .problems
        .iter()
        .any(|problem| problem.message.ends_with("stand behind the certificate."))
    {
        return Err("x509: trailing data".into());
    }
    Ok(parsed)
}

/// `ReadASN1ObjectIdentifier`: arcs of 31 bits at most.
pub(super) fn oid<'a>(reader: &mut Reader<'a>) -> Option<&'a [u8]> {
    let content = reader.oid()?;
    let mut arc = 0u32;
    for byte in content {
        if arc >= 1 << 24 {
            return None;
        }
        arc = arc << 7 | u32::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            arc = 0;
        }
    }
    Some(content)
}

/// An AlgorithmIdentifier: the OID's content, and the parameters with their header.
fn identifier(content: &[u8]) -> Result<(&[u8], &[u8]), Fault> {
    let mut inside = Reader(content);
    let oid = or(oid(&mut inside), "malformed OID")?;
    if inside.is_empty() {
        return Ok((oid, &[]));
    }
    let parameters = or(inside.any(), "malformed parameters")?;
    Ok((oid, parameters.full))
}

/// `readASN1Time`.
fn time(reader: &mut Reader<'_>) -> Result<i64, Fault> {
    match reader.peek() {
        Some(tag::UTC_TIME) => {
            let text = reader.take(tag::UTC_TIME).and_then(|text| std::str::from_utf8(text).ok());
            or(text.and_then(|text| calendar(text, 2)), "malformed UTCTime")
        }
        Some(tag::GENERALIZED_TIME) => {
            let text =
                reader.take(tag::GENERALIZED_TIME).and_then(|text| std::str::from_utf8(text).ok());
            or(text.and_then(|text| calendar(text, 4)), "malformed GeneralizedTime")
        }
        _ => Err("x509: unsupported time format".into()),
    }
}

/// `YYMMDDhhmm[ss]Z`, or a distance from UTC in place of the Z: Go takes both.
fn calendar(text: &str, year_digits: usize) -> Option<i64> {
    let at = text.find(['Z', '+', '-'])?;
    let (digits, zone) = text.split_at_checked(at)?;
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = digits.split_at_checked(year_digits)?;
    let short = year_digits == 2 && rest.len() == 8;
    if rest.len() != 10 && !short {
        return None;
    }
    let two = |index: usize| rest.get(index..index.checked_add(2)?)?.parse::<u8>().ok();
    let year: i32 = year.parse().ok()?;
    let year = match (year_digits, year) {
        (2, 0..=49) => year.checked_add(2000)?,
        (2, _) => year.checked_add(1900)?,
        _ => year,
    };
    let second = if short { 0 } else { two(8)? };
    let time = Time::from_calendar(year, two(0)?, two(2)?, two(4)?, two(6)?, second)?;
    let offset = match zone.split_at_checked(1)? {
        ("Z", "") => 0,
        (sign, clock) if clock.len() == 4 && clock != "0000" => {
            let hours: i64 = clock.get(..2)?.parse().ok()?;
            let minutes: i64 = clock.get(2..)?.parse().ok()?;
            let seconds = hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?;
            if sign == "-" { seconds.checked_neg()? } else { seconds }
        }
        _ => return None,
    };
    time.0.checked_sub(offset)
}

/// `getSignatureAlgorithmFromAI`.
fn signature_algorithm(oid: &str, parameters: &[u8]) -> Algorithm {
    use Hash::{Good, Insecure, None};
    let (name, key, hash) = match oid {
        "1.2.840.113549.1.1.4" => ("MD5-RSA", "RSA", Insecure),
        "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => ("SHA1-RSA", "RSA", Insecure),
        "1.2.840.113549.1.1.11" => ("SHA256-RSA", "RSA", Good),
        "1.2.840.113549.1.1.12" => ("SHA384-RSA", "RSA", Good),
        "1.2.840.113549.1.1.13" => ("SHA512-RSA", "RSA", Good),
        "1.2.840.113549.1.1.10" => return pss(parameters),
        "1.2.840.10040.4.3" => ("DSA-SHA1", "DSA", Insecure),
        "2.16.840.1.101.3.4.3.2" => ("DSA-SHA256", "DSA", Good),
        "1.2.840.10045.4.1" => ("ECDSA-SHA1", "ECDSA", Insecure),
        "1.2.840.10045.4.3.2" => ("ECDSA-SHA256", "ECDSA", Good),
        "1.2.840.10045.4.3.3" => ("ECDSA-SHA384", "ECDSA", Good),
        "1.2.840.10045.4.3.4" => ("ECDSA-SHA512", "ECDSA", Good),
        "1.3.101.112" if parameters.is_empty() => ("Ed25519", "Ed25519", None),
        "2.16.840.1.101.3.4.3.17" if parameters.is_empty() => ("ML-DSA-44", "ML-DSA", None),
        "2.16.840.1.101.3.4.3.18" if parameters.is_empty() => ("ML-DSA-65", "ML-DSA", None),
        "2.16.840.1.101.3.4.3.19" if parameters.is_empty() => ("ML-DSA-87", "ML-DSA", None),
        _ => return Algorithm::Unknown,
    };
    Algorithm::Known { name, key, hash }
}

/// RSA-PSS with one digest for message and mask, and a salt as long as it.
fn pss(parameters: &[u8]) -> Algorithm {
    let read = || -> Option<(String, u64)> {
        let mut inside = Reader(Reader(parameters).take(tag::SEQUENCE)?);
        let hash = Reader(inside.take(tag::inside(0))?).take(tag::SEQUENCE)?;
        let digest = dotted(Reader(hash).oid()?);
        let mut mask = Reader(Reader(inside.take(tag::inside(1))?).take(tag::SEQUENCE)?);
        let is_mgf1 = dotted(mask.oid()?) == "1.2.840.113549.1.1.8";
        let mask_digest = dotted(Reader(mask.take(tag::SEQUENCE)?).oid()?);
        let salt = small(Reader(inside.take(tag::inside(2))?).integer()?)?;
        (is_mgf1 && mask_digest == digest).then_some((digest, salt))
    };
    let name = match read() {
        Some((digest, 32)) if digest == "2.16.840.1.101.3.4.2.1" => "SHA256-RSAPSS",
        Some((digest, 48)) if digest == "2.16.840.1.101.3.4.2.2" => "SHA384-RSAPSS",
        Some((digest, 64)) if digest == "2.16.840.1.101.3.4.2.3" => "SHA512-RSAPSS",
        _ => return Algorithm::Unknown,
    };
    Algorithm::Known { name, key: "RSA", hash: Hash::Good }
}

/// `parsePublicKey`, and the types that Go reads no key of.
fn public_key(oid: &str, parameters: &[u8], bits: &[u8]) -> Result<Key, Fault> {
    match oid {
        "1.2.840.113549.1.1.1" => rsa_key(parameters, bits),
        "1.2.840.10045.2.1" => ec_key(parameters, bits),
        "1.3.101.112" => {
            if !parameters.is_empty() {
                return Err("x509: Ed25519 key encoded with illegal parameters".into());
            }
            match bits.len() {
                32 => Ok(Key::Ed25519),
                _ => Err("x509: wrong Ed25519 public key size".into()),
            }
        }
        "2.16.840.1.101.3.4.3.17" | "2.16.840.1.101.3.4.3.18" | "2.16.840.1.101.3.4.3.19" => {
            if !parameters.is_empty() {
                return Err("x509: ML-DSA key encoded with illegal parameters".into());
            }
            Ok(Key::MlDsa)
        }
        "1.2.840.10040.4.1" => {
            or(Reader(bits).integer(), "invalid DSA public key")?;
            let numbers = || -> Option<()> {
                let mut inside = Reader(Reader(parameters).take(tag::SEQUENCE)?);
                inside.integer().and(inside.integer()).and(inside.integer()).map(|_| ())
            };
            or(numbers(), "invalid DSA parameters")?;
            Ok(Key::Dsa)
        }
        _ => Ok(Key::Unknown),
    }
}

fn rsa_key(parameters: &[u8], bits: &[u8]) -> Result<Key, Fault> {
    if parameters != [0x05, 0x00] {
        return Err("x509: RSA key missing NULL parameters".into());
    }
    let mut inside = Reader(or(Reader(bits).take(tag::SEQUENCE), "invalid RSA public key")?);
    let modulus = or(inside.integer(), "invalid RSA modulus")?;
    let exponent = or(inside.integer(), "invalid RSA public exponent")?;
    if exponent.len() > 8 {
        return Err("x509: invalid RSA public exponent".into());
    }
    let positive = |number: &[u8]| {
        number.first().is_some_and(|first| first & 0x80 == 0) && number.iter().any(|b| *b != 0)
    };
    if !positive(modulus) {
        return Err("x509: RSA modulus is not a positive number".into());
    }
    if !positive(exponent) {
        return Err("x509: RSA public exponent is not a positive number".into());
    }
    let digits: Vec<u8> = modulus.iter().copied().skip_while(|b| *b == 0).collect();
    let unused = digits.first().map_or(0, |first| first.leading_zeros() as usize);
    Ok(Key::Rsa { bits: digits.len().saturating_mul(8).saturating_sub(unused) })
}

fn ec_key(parameters: &[u8], bits: &[u8]) -> Result<Key, Fault> {
    let curve = or(oid(&mut Reader(parameters)), "invalid ECDSA parameters")?;
    let (name, length) = match dotted(curve).as_str() {
        "1.3.132.0.33" => ("P224", 57),
        "1.2.840.10045.3.1.7" => ("P256", 65),
        "1.3.132.0.34" => ("P384", 97),
        "1.3.132.0.35" => ("P521", 133),
        _ => return Err("x509: unsupported elliptic curve".into()),
    };
    if bits.first() != Some(&4) {
        return Err("ecdsa: invalid uncompressed public key".into());
    }
    if bits.len() != length {
        return Err(format!("invalid {name} point encoding"));
    }
    let curve = match name {
        "P256" => Curve::P256,
        "P384" => Curve::P384,
        "P521" => Curve::P521,
        _ => Curve::Other(name.into()),
    };
    if crypto::on_curve(&curve, bits, false) == Some(false) {
        return Err(format!("{name} point not on curve"));
    }
    Ok(Key::Ecdsa)
}
