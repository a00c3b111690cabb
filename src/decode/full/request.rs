//! Certification requests (PKCS#10, RFC 2986, 4.1 and 4.2).

use super::der::{BIT_STRING, Cursor, INTEGER, OID, SEQUENCE, SET, bits, oid, span};
use super::{algorithm, extensions, key, name, strings};
use crate::model::{Problem, PublicKey, Request};

/// extensionRequest (RFC 2985, 5.4.2), and Microsoft's older one.
const EXTENSION_REQUESTS: [&str; 2] = ["1.2.840.113549.1.9.14", "1.3.6.1.4.1.311.2.1.14"];

/// Reads a request; `None` where the bytes do not have its outline.
pub(super) fn request(der: &[u8]) -> Option<Request> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let der = frame.full;
    let mut outer = Cursor::new(der, frame.content);
    let info = outer.expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(der, info.content);
    fields.expect(INTEGER, "").ok()?;
    let subject = fields.expect(SEQUENCE, "").ok()?;
    let spki = fields.expect(SEQUENCE, "").ok()?;
    // In a certificate a third SEQUENCE stands here; a request ends, or has attributes.
    let attributes = fields.next("The attributes").ok();
    if attributes.is_some_and(|value| !value.is_context(0)) {
        return None;
    }
    let mut problems = Vec::new();
    let subject = name::name(der, subject, &mut problems);
    let public_key = key::public_key(der, spki).unwrap_or_else(|problem| {
        problems.push(problem);
        PublicKey { spki: spki.full.to_vec(), ..super::certificate::unknown_key() }
    });
    let mut request = Request {
        der: der.to_vec(),
        tbs: span(der, info.full),
        subject,
        public_key,
        extensions: Vec::new(),
        attributes: Vec::new(),
        algorithm: None,
        signature: Vec::new(),
        problems,
    };
    if let Some(attributes) = attributes {
        let mut list = Cursor::new(der, attributes.content);
        while !list.is_empty() {
            if let Err(problem) = attribute(der, &mut list, &mut request) {
                request.problems.push(problem);
                break;
            }
        }
    }
    (request.algorithm, request.signature) = signed(der, &mut outer, &mut request.problems);
    Some(request)
}

fn attribute(der: &[u8], list: &mut Cursor<'_>, request: &mut Request) -> Result<(), Problem> {
    let pair = list.expect(SEQUENCE, "An attribute")?;
    let mut parts = Cursor::new(der, pair.content);
    let kind = parts.expect(OID, "The type of an attribute")?;
    let values = parts.expect(SET, "The values of an attribute")?;
    let Some(id) = oid(kind.content) else {
        return Err(list.problem(kind.full, "The type of an attribute is no OID.".into()));
    };
    let mut values = Cursor::new(der, values.content);
    while !values.is_empty() {
        let value = values.next("The value of an attribute")?;
        if EXTENSION_REQUESTS.contains(&id.as_str()) && value.is(SEQUENCE) {
            request.extensions.extend(extensions::all(der, value, &mut request.problems));
        } else {
            let text = match value.tag {
                12 | 19 | 20 | 22 | 26 | 30 => strings::text(value.tag, value.content),
                _ => format!("{} bytes", value.content.len()),
            };
            // A challenge password (RFC 2985, 5.4.1) is a secret between requester and CA.
            let secret = id.as_str() == "1.2.840.113549.1.9.7";
            let text = if secret { "present, not shown".to_owned() } else { text };
            request.attributes.push((attribute_name(id.as_str()).to_owned(), text));
        }
    }
    Ok(())
}

fn attribute_name(oid: &str) -> &str {
    match oid {
        "1.2.840.113549.1.9.7" => "Challenge password",
        "1.2.840.113549.1.9.2" => "Unstructured name",
        "1.2.840.113549.1.9.8" => "Unstructured address",
        "1.3.6.1.4.1.311.13.2.3" => "Windows version",
        "1.3.6.1.4.1.311.13.2.2" => "Windows cryptographic provider",
        "1.3.6.1.4.1.311.21.20" => "Windows request client",
        other => other,
    }
}

/// What stands behind every signed part: algorithm and signature.
pub(super) fn signed(
    der: &[u8],
    outer: &mut Cursor<'_>,
    problems: &mut Vec<Problem>,
) -> (Option<crate::model::SignatureAlgorithm>, Vec<u8>) {
    let algorithm = outer
        .expect(SEQUENCE, "The signature algorithm")
        .and_then(|value| algorithm::signature(der, value));
    let signature = outer.expect(BIT_STRING, "The signature");
    let signature = match signature {
        Ok(value) => bits(value.content).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default(),
        Err(problem) => {
            problems.push(problem);
            Vec::new()
        }
    };
    let algorithm = match algorithm {
        Ok(algorithm) => Some(algorithm),
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    (algorithm, signature)
}
