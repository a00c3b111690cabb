//! What Java's certificate factory refuses to read: X509CertInfo, RSAPublicKeyImpl, X509CertImpl.

use super::extensions::{self, signed};
use super::{Fault, rules};
use crate::model::oid::ext;
use crate::model::{Certificate, Curve, KeyKind};
use crate::stacks::dates::{self, Written};
use crate::stacks::frame::{self, Flaw};
use crate::stacks::tlv::{Reader, tag};

/// What the certificate factory refuses (X509CertInfo, RSAPublicKeyImpl, X509CertImpl), in its order.
pub(super) fn readable(certificate: &Certificate) -> Result<(), Fault> {
    let extensions = &certificate.extensions;
    let twice = extensions.iter().enumerate().any(|(index, extension)| {
        extensions.iter().skip(index.saturating_add(1)).any(|later| later.oid == extension.oid)
    });
    let names = certificate.extension(ext::SUBJECT_ALT_NAME);
    let nameless = certificate.subject.is_empty();
    let flaws = frame::flaws(certificate);
    let flaw = |kind: fn(&Flaw) -> bool| flaws.iter().copied().find(kind).map(words_for);
    let whole = flaw(|it| matches!(it, Flaw::BehindSignature(_)));
    let both = flaw(|it| matches!(it, Flaw::Dates));
    let key = flaw(|it| {
        use Flaw::{BehindKey, BehindKeyAlgorithm, KeyTag, NoKey};
        matches!(it, BehindKeyAlgorithm | NoKey | KeyTag(_) | BehindKey)
    });
    let parts = flaw(|it| matches!(it, Flaw::ExtensionShort | Flaw::ExtensionTag(_)));
    let content = extensions::fault(certificate);
    let not_three = !matches!(certificate.version, 1 | 3) && !extensions.is_empty();
    let words = match () {
        () if whole.is_some() => &whole.unwrap_or_default(),
        () if certificate.serial.0.is_empty() => {
            "java.io.IOException: Invalid encoding: zero length Int value"
        }
        () if certificate.issuer.is_empty() => "Empty issuer DN not allowed in X509Certificates",
        () if both.is_some() => &both.unwrap_or_default(),
        () if dates::written(certificate).is_none() => {
            "java.io.IOException: Invalid encoding for CertificateValidity"
        }
        () if bad_date(certificate).is_some() => &bad_date(certificate).unwrap_or_default(),
        () if key.is_some() => &key.unwrap_or_default(),
        () if bad_key(certificate).is_some() => bad_key(certificate).unwrap_or_default(),
        () if certificate.version == 1 && !extensions.is_empty() => {
            "no more data allowed for version 1 certificate"
        }
        () if not_three => "Extensions not allowed in v2 certificate",
        () if parts.is_some() => &parts.unwrap_or_default(),
        () if content.is_some() => &content.unwrap_or_default(),
        () if twice => "java.io.IOException: Duplicate extensions not allowed",
        () if nameless && !extensions.is_empty() && names.is_none() => {
            "X.509 Certificate is incomplete: subject field is empty, and SubjectAlternativeName extension is absent"
        }
        () if nameless && names.is_some_and(|names| !names.critical) => {
            "X.509 Certificate is incomplete: SubjectAlternativeName extension MUST be marked critical when subject field is empty"
        }
        () if certificate.signature_algorithm.oid != certificate.outer_algorithm.oid => {
            let message = "java.security.cert.CertificateException: Signature algorithm mismatch";
            return Err(Fault { rule: rules::PARSE, message: message.into() });
        }
        () => return Ok(()),
    };
    let message = format!("java.security.cert.CertificateParsingException: {words}");
    Err(Fault { rule: rules::PARSE, message })
}

/// What is said of a flaw in the outline.
fn words_for(flaw: Flaw) -> String {
    let words = match flaw {
        Flaw::BehindSignature(bytes) => return format!("signed overrun, bytes = {bytes}"),
        Flaw::Dates => "Invalid encoding for CertificateValidity".to_owned(),
        Flaw::BehindKeyAlgorithm => "Invalid AlgorithmIdentifier: extra data".into(),
        Flaw::NoKey | Flaw::ExtensionShort => "Too short".into(),
        Flaw::KeyTag(tag) => format!("DerValue.getBitString, not a bit string {}", signed(tag)),
        Flaw::BehindKey => "excess subject key".into(),
        Flaw::ExtensionTag(tag) => {
            format!("DerValue.getOctetString, not an Octet String: {}", signed(tag))
        }
        // It does not look there.
        Flaw::BehindFields => String::new(),
    };
    format!("java.io.IOException: {words}")
}

/// What is wrong with a date (DerInputBuffer.getTime).
fn bad_date(certificate: &Certificate) -> Option<String> {
    let written = dates::written(certificate)?;
    let words = written.into_iter().find_map(|date| date_fault(date).err())?;
    Some(format!("java.io.IOException: {words}"))
}

/// Reads a date as Java does: seconds may be left out, offsets are taken, and so are fractions.
fn date_fault(date: Written<'_>) -> Result<(), String> {
    let (kind, least, most, year) = match date.generalized {
        true => ("Generalized", 13, usize::MAX, 2u8),
        false => ("UTC", 11, 17, 1),
    };
    if !(least..=most).contains(&date.text.len()) {
        return Err(format!("DER {kind} Time length error"));
    }
    let fail = |words: &str| Err(format!("Parse {kind} time, {words}"));
    let mut rest = date.text;
    let mut fields = [0u8; 5];
    for _ in 0..year {
        if two(&mut rest).is_none() {
            return fail("invalid format");
        }
    }
    for (index, field) in fields.iter_mut().enumerate() {
        // Seconds are read where more than a zone's letter is left.
        if index == 4 && rest.len() <= 2 {
            break;
        }
        match two(&mut rest) {
            Some(number) => *field = number,
            None => return fail("invalid format"),
        }
    }
    if date.generalized
        && let [b'.' | b',', fraction @ ..] = rest
    {
        let digits = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
        rest = fraction.get(digits..).unwrap_or_default();
        match (digits, rest.first()) {
            (_, Some(b'Z' | b'+' | b'-')) if digits > 0 => {}
            (0, Some(b'Z' | b'+' | b'-')) => return fail("empty fractional part"),
            _ => return fail("invalid format"),
        }
    }
    let [month, day, hour, minute, second] = fields;
    let in_range = (1..=12).contains(&month) && (1..=31).contains(&day);
    if !in_range || hour > 23 || minute > 59 || second > 59 {
        return fail("invalid format");
    }
    let Some((zone, mut offset)) =
        rest.split_first().filter(|_| matches!(rest.len(), 1 | 5)).map(|(z, o)| (*z, o))
    else {
        return fail("invalid offset");
    };
    let clock = (two(&mut offset), two(&mut offset));
    let good = matches!(clock, (Some(0..=23), Some(0..=59)));
    match zone {
        b'Z' => Ok(()),
        b'+' if !good => fail("+hhmm"),
        b'-' if !good => fail("-hhmm"),
        b'+' | b'-' => Ok(()),
        _ => fail("garbage offset"),
    }
}

/// The next two digits.
fn two(rest: &mut &[u8]) -> Option<u8> {
    let (digits, after) = rest.split_at_checked(2)?;
    let number = std::str::from_utf8(digits).ok().filter(|text| !text.starts_with('+'))?;
    *rest = after;
    number.parse().ok()
}

/// What is wrong with a key that Java does not read.
fn bad_key(certificate: &Certificate) -> Option<&'static str> {
    match &certificate.public_key.kind {
        KeyKind::Unreadable { name }
            if name.starts_with("RSA") && !has_two_numbers(certificate) =>
        {
            Some(
                "java.io.IOException: subject key, java.security.InvalidKeyException: Invalid RSA public key",
            )
        }
        KeyKind::Rsa { bits, .. } if *bits > 16_384 => Some(
            "java.io.IOException: subject key, java.security.InvalidKeyException: RSA keys must be no longer than 16384 bits",
        ),
        KeyKind::Rsa { .. } if !has_two_numbers(certificate) => Some(
            "java.io.IOException: subject key, java.security.InvalidKeyException: Invalid RSA public key",
        ),
        KeyKind::Unreadable { name } if name == "Ed25519" => Some(
            "java.io.IOException: subject key, java.security.InvalidKeyException: key length must be 32",
        ),
        // Only the plain form, and of the right length to within a byte; whether the point lies on
        // the curve is not looked at.
        KeyKind::Ec { curve, point }
            if coordinate(curve).is_some_and(|size| {
                point.first() != Some(&4) || point.len().saturating_sub(1) / 2 != size
            }) =>
        {
            Some(
                "java.io.IOException: subject key, java.security.InvalidKeyException: Invalid EC key",
            )
        }
        KeyKind::Rsa { bits, .. } if *bits < 512 => Some(
            "java.io.IOException: subject key, java.security.InvalidKeyException: RSA keys must be at least 512 bits long",
        ),
        KeyKind::Rsa { exponent, .. } if matches!(exponent.as_slice(), [] | [0..=2]) => Some(
            "java.io.IOException: subject key, java.security.InvalidKeyException: exponent is smaller than 3",
        ),
        KeyKind::Ec { curve: Curve::Other(name), .. } if name == "explicit parameters" => {
            Some("java.io.IOException: Only named ECParameters supported")
        }
        KeyKind::Ec { curve: Curve::Other(name), .. } if name == "SM2 curve" => {
            Some("java.io.IOException: Unknown named curve: 1.2.156.10197.1.301")
        }
        _ => None,
    }
}

/// The length of a coordinate of a curve that Java reads, in bytes.
fn coordinate(curve: &Curve) -> Option<usize> {
    match curve {
        Curve::P256 => Some(32),
        Curve::P384 => Some(48),
        Curve::P521 => Some(66),
        Curve::Other(_) => None,
    }
}

/// An RSA key of two INTEGERs and nothing else; Java takes negative ones for positive.
fn has_two_numbers(certificate: &Certificate) -> bool {
    let read = || -> Option<()> {
        let mut key = Reader(Reader(&certificate.public_key.spki).take(tag::SEQUENCE)?);
        key.take(tag::SEQUENCE)?;
        let (_, bits) = key.bits()?;
        let mut numbers = Reader(Reader(bits).take(tag::SEQUENCE)?);
        numbers.take(tag::INTEGER).and(numbers.take(tag::INTEGER)).map(|_| ())?;
        let mut behind = Reader(bits);
        behind.take(tag::SEQUENCE)?;
        (numbers.is_empty() && behind.is_empty()).then_some(())
    };
    read().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Each was said by OpenJDK 17.
    #[test]
    fn dates_as_java_reads_them() {
        let read = |generalized, text: &str| {
            date_fault(Written { generalized, text: text.as_bytes() }).map_err(|words| {
                words.trim_start_matches("Parse ").trim_start_matches("DER ").to_owned()
            })
        };
        for text in ["260101000000Z", "2601010000Z", "260101000000+0100", "260230000000Z"] {
            assert_eq!(read(false, text), Ok(()), "{text}");
        }
        for text in ["20260101000000Z", "20260101000000.123456Z", "20260101000000,5Z"] {
            assert_eq!(read(true, text), Ok(()), "{text}");
        }
        let bad = [
            ("261301000000Z", "UTC time, invalid format"),
            ("260101000060Z", "UTC time, invalid format"),
            ("2601010000+0100", "UTC time, invalid format"),
            ("260101000000+2500", "UTC time, +hhmm"),
            ("260101000000-0061", "UTC time, -hhmm"),
            ("26010100Z", "UTC Time length error"),
            ("260101000000", "UTC time, invalid offset"),
            ("260101000000.5Z", "UTC time, invalid offset"),
            ("260101000000z", "UTC time, garbage offset"),
            ("abcdefghijklZ", "UTC time, invalid format"),
        ];
        for (text, words) in bad {
            assert_eq!(read(false, text), Err(words.into()), "{text}");
        }
        assert_eq!(
            read(true, "20260101000000.Z"),
            Err("Generalized time, empty fractional part".into())
        );
        assert_eq!(read(true, "2026010100Z"), Err("Generalized Time length error".into()));
    }
}
