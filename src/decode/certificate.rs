//! Certificates (RFC 5280, 4.1), field by field.

use std::sync::OnceLock;

use super::der::{BIT_STRING, Cursor, INTEGER, SEQUENCE, Value, bits, span};
use super::{algorithm, extensions, key, name, time};
use crate::model::{
    Certificate, KeyKind, Name, Oid, Problem, ProblemKind, PublicKey, Serial, SignatureAlgorithm,
    SignatureKind, Spans, Validity,
};

/// Reads a certificate. `Err` only where the bytes do not have its outline; everything else that
/// is wrong is among the certificate's problems.
pub fn certificate(der: &[u8]) -> Result<Certificate, String> {
    let mut outer = Cursor::new(der, der);
    let frame = outer.next("The certificate").map_err(|_| cut_short(der))?;
    if !frame.is(SEQUENCE) {
        return Err("it does not begin with a SEQUENCE.".into());
    }
    // What stands behind the certificate (OpenSSL's trust settings in a TRUSTED CERTIFICATE, a
    // stray line end) is no part of it.
    let trailing = der.len().saturating_sub(frame.full.len());
    let der = frame.full;
    let mut inside = Cursor::new(der, frame.content);
    let tbs = inside.expect(SEQUENCE, "The signed part").map_err(|p| p.message)?;
    if !has_outline(der, tbs) {
        return Err("it does not have the fields of a certificate.".into());
    }

    let mut problems = Vec::new();
    if trailing > 0 {
        problems.push(Problem {
            span: span(der, der),
            line: None,
            kind: ProblemKind::Trailing,
            message: format!("{trailing} bytes stand behind the certificate."),
            advice: "OpenSSL writes trust settings there in TRUSTED CERTIFICATE blocks; servers want them removed: openssl x509 -in FILE -out clean.pem",
        });
    }
    let outer_algorithm = inside
        .expect(SEQUENCE, "The signature algorithm")
        .and_then(|value| algorithm::signature(der, value))
        .unwrap_or_else(|problem| {
            problems.push(problem);
            unknown_algorithm()
        });
    let signature =
        inside.expect(BIT_STRING, "The signature").and_then(|value| match bits(value.content) {
            Some((0, signature)) => Ok(signature.to_vec()),
            _ => {
                Err(inside.problem(value.full, "The signature is no whole number of bytes.".into()))
            }
        });
    let signature = signature.unwrap_or_else(|problem| {
        problems.push(problem);
        Vec::new()
    });

    let mut certificate = Certificate {
        der: der.to_vec(),
        tbs: span(der, tbs.full),
        version: 1,
        serial: Serial::default(),
        signature_algorithm: unknown_algorithm(),
        outer_algorithm,
        signature,
        issuer: Name::default(),
        validity: Validity::default(),
        subject: Name::default(),
        public_key: unknown_key(),
        extensions: Vec::new(),
        fingerprints: OnceLock::new(),
        rehearsed: false,
        spans: Spans::default(),
        problems,
    };
    fields(der, tbs, &mut certificate);
    Ok(certificate)
}

/// Whether the signed part begins like a certificate's: version or serial number, then an
/// algorithm, then a name. Requests, CRLs and keys differ in one of these.
fn has_outline(der: &[u8], tbs: Value<'_>) -> bool {
    let mut fields = Cursor::new(der, tbs.content);
    if fields.peek().is_some_and(|value| value.is_context(0)) {
        let _ = fields.next("");
    }
    fields.expect(INTEGER, "").is_ok() && fields.expect(SEQUENCE, "").is_ok() && fields.expect(SEQUENCE, "").is_ok()
        // A validity follows the issuer; in a request the third value would be its attributes.
        && fields.peek().is_none_or(|value| value.is(SEQUENCE))
}

/// The fields of TBSCertificate in their order. A field of the wrong type ends the reading of
/// those that have no tag of their own; the extensions, which have one, are looked for all the same.
fn fields(der: &[u8], tbs: Value<'_>, certificate: &mut Certificate) {
    let mut fields = Cursor::new(der, tbs.content);
    if let Some(version) = fields.peek().filter(|value| value.is_context(0)) {
        let _ = fields.next("The version");
        certificate.spans.version = span(der, version.full);
        let number = Cursor::new(der, version.content).expect(INTEGER, "The version");
        match number.map(|n| n.content) {
            Ok([number @ 0..=0x7E] | [0, number @ 0..=0x7E]) => {
                certificate.version = u32::from(*number).saturating_add(1)
            }
            _ => certificate
                .problems
                .push(fields.problem(version.full, "The version is no small number.".into())),
        }
    }
    let mut problems = std::mem::take(&mut certificate.problems);
    if let Err(problem) = ordered_fields(der, &mut fields, certificate, &mut problems) {
        problems.push(problem);
    }
    while let Ok(value) = fields.next("An optional field") {
        if value.is_context(3) {
            let extensions =
                Cursor::new(der, value.content).expect(SEQUENCE, "The list of extensions");
            match extensions {
                Ok(list) => certificate.extensions = extensions::all(der, list, &mut problems),
                Err(problem) => problems.push(problem),
            }
        }
    }
    certificate.problems = problems;
}

fn ordered_fields<'a>(
    der: &'a [u8],
    fields: &mut Cursor<'a>,
    certificate: &mut Certificate,
    problems: &mut Vec<Problem>,
) -> Result<(), Problem> {
    let serial = fields.expect(INTEGER, "The serial number")?;
    certificate.serial = Serial(serial.content.to_vec());
    certificate.spans.serial = span(der, serial.full);
    if serial.content.is_empty() {
        problems.push(fields.problem(serial.full, "The serial number has no digits.".into()));
    }

    let algorithm = fields.expect(SEQUENCE, "The inner signature algorithm")?;
    certificate.spans.signature_algorithm = span(der, algorithm.full);
    match algorithm::signature(der, algorithm) {
        Ok(algorithm) => certificate.signature_algorithm = algorithm,
        Err(problem) => problems.push(problem),
    }

    let issuer = fields.expect(SEQUENCE, "The issuer")?;
    certificate.spans.issuer = span(der, issuer.full);
    certificate.issuer = name::name(der, issuer, problems);

    let validity = fields.expect(SEQUENCE, "The validity")?;
    certificate.spans.validity = span(der, validity.full);
    let mut ends = Cursor::new(der, validity.content);
    for (label, slot) in [
        ("notBefore", &mut certificate.validity.not_before),
        ("notAfter", &mut certificate.validity.not_after),
    ] {
        match ends.next(label) {
            Ok(value) => match time::time(value) {
                Some((time, remark)) => {
                    *slot = Some(time);
                    if let Some(remark) = remark {
                        problems.push(ends.problem(value.full, format!("{label}: {remark}")));
                    }
                }
                None => problems
                    .push(ends.problem(value.full, format!("{label} is no date that exists."))),
            },
            Err(problem) => problems.push(problem),
        }
    }

    let subject = fields.expect(SEQUENCE, "The subject")?;
    certificate.spans.subject = span(der, subject.full);
    certificate.subject = name::name(der, subject, problems);

    let spki = fields.expect(SEQUENCE, "The public key")?;
    certificate.spans.public_key = span(der, spki.full);
    match key::public_key(der, spki) {
        Ok(key) => certificate.public_key = key,
        Err(problem) => {
            problems.push(problem);
            certificate.public_key.spki = spki.full.to_vec();
        }
    }
    Ok(())
}

fn cut_short(der: &[u8]) -> String {
    format!("its {} bytes are cut short or damaged in the first few.", der.len())
}

fn unknown_algorithm() -> SignatureAlgorithm {
    SignatureAlgorithm {
        der: Vec::new(),
        oid: Oid::default(),
        kind: SignatureKind::Other("unreadable algorithm".into()),
    }
}

pub(super) fn unknown_key() -> PublicKey {
    PublicKey {
        spki: Vec::new(),
        oid: Oid::default(),
        kind: KeyKind::Unreadable { name: "public key".into() },
    }
}
