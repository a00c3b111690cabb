//! OCSP responses (RFC 6960, 4.2.1).

use super::der::{Cursor, OCTET_STRING, OID, SEQUENCE, Value, oid, span};
use super::{extensions, name, request, time};
use crate::model::{Ocsp, OcspAnswer, Oid, Problem, ResponderId, Serial, Time, hex};

/// ENUMERATED.
const ENUMERATED: u32 = 10;
/// id-pkix-ocsp-basic.
const BASIC: &str = "1.3.6.1.5.5.7.48.1.1";

/// Reads a response; `None` where the bytes do not have its outline.
pub(super) fn ocsp(der: &[u8]) -> Option<Ocsp> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let der = frame.full;
    let mut outer = Cursor::new(der, frame.content);
    let status = match outer.expect(ENUMERATED, "").ok()?.content {
        [0] => "successful",
        [1] => "malformedRequest",
        [2] => "internalError",
        [3] => "tryLater",
        [5] => "sigRequired",
        [6] => "unauthorized",
        _ => return None,
    };
    let mut response = Ocsp {
        der: der.to_vec(),
        status,
        produced_at: None,
        responder: String::new(),
        responder_id: ResponderId::Unread,
        critical: Vec::new(),
        answers: Vec::new(),
        algorithm: None,
        tbs: Default::default(),
        signature: Vec::new(),
        certificates: Vec::new(),
        problems: Vec::new(),
    };
    if let Ok(bytes) = outer.next("The response")
        && let Err(problem) = basic(der, bytes, &mut response)
    {
        response.problems.push(problem);
    }
    Some(response)
}

fn basic(der: &[u8], bytes: Value<'_>, response: &mut Ocsp) -> Result<(), Problem> {
    let inner = Cursor::new(der, bytes.content).expect(SEQUENCE, "The response")?;
    let mut inner = Cursor::new(der, inner.content);
    let kind = inner.expect(OID, "The type of the response")?;
    let content = inner.expect(OCTET_STRING, "The response")?;
    if oid(kind.content).is_none_or(|id| id.as_str() != BASIC) {
        return Err(inner.problem(kind.full, "The type of the response is not known.".into()));
    }
    let frame = Cursor::new(der, content.content).expect(SEQUENCE, "The response")?;
    let mut outer = Cursor::new(der, frame.content);
    let data = outer.expect(SEQUENCE, "The signed part")?;
    response.tbs = span(der, data.full);
    let mut fields = Cursor::new(der, data.content);
    if fields.peek().is_some_and(|value| value.is_context(0)) {
        fields.next("The version")?;
    }
    let responder = fields.next("The responder")?;
    let id = Cursor::new(der, responder.content).next("The responder")?;
    if responder.is_context(1) {
        let name = name::name(der, id, &mut response.problems);
        response.responder = name.text();
        response.responder_id = ResponderId::Name(Box::new(name));
    } else {
        response.responder = format!("key {}", hex(id.content));
        response.responder_id = ResponderId::Key(id.content.to_vec());
    }
    response.produced_at = time::time(fields.next("The time")?).map(|(time, _)| time);
    let answers = fields.expect(SEQUENCE, "The answers")?;
    let mut answers = Cursor::new(der, answers.content);
    while !answers.is_empty() {
        let one = answers.expect(SEQUENCE, "An answer")?;
        let answer = answer(der, one, &mut response.problems)?;
        response.answers.push(answer);
    }
    if let Some(extra) = fields.peek().filter(|value| value.is_context(1)) {
        response.critical = critical(der, extra, &mut response.problems);
    }
    (response.algorithm, response.signature) =
        request::signed(der, &mut outer, &mut response.problems);
    if let Ok(certificates) = outer.next("The certificates") {
        let mut list = Cursor::new(der, certificates.content);
        if let Ok(list) = list.expect(SEQUENCE, "The certificates") {
            let mut list = Cursor::new(der, list.content);
            while let Ok(value) = list.next("A certificate") {
                if let Ok(certificate) = super::certificate(value.full) {
                    response.certificates.push(certificate);
                }
            }
        }
    }
    Ok(())
}

/// The critical ones of the extensions inside a tagged value (RFC 6960, 4.4).
fn critical(der: &[u8], tagged: Value<'_>, problems: &mut Vec<Problem>) -> Vec<Oid> {
    let list = match Cursor::new(der, tagged.content).expect(SEQUENCE, "The extensions") {
        Ok(list) => list,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let all = extensions::all(der, list, problems).into_iter();
    all.filter(|extension| extension.critical).map(|extension| extension.oid).collect()
}

fn answer(der: &[u8], one: Value<'_>, problems: &mut Vec<Problem>) -> Result<OcspAnswer, Problem> {
    let mut parts = Cursor::new(der, one.content);
    let id = parts.expect(SEQUENCE, "The certificate answered for")?;
    let mut id = Cursor::new(der, id.content);
    // hashAlgorithm, issuerNameHash, issuerKeyHash, then the serial number (RFC 6960, 4.1.1).
    let digest = id.next("The digest")?;
    let digest = Cursor::new(der, digest.content).expect(OID, "The digest")?;
    let name_hash = id.next("The issuer's name")?.content.to_vec();
    let key_hash = id.next("The issuer's key")?.content.to_vec();
    let serial = id.next("The serial number")?;
    let status = parts.next("The status")?;
    let (mut revoked_at, mut reason) = (None, "");
    let word = match status.tag {
        0 => "good",
        1 => {
            let mut info = Cursor::new(der, status.content);
            revoked_at = read_time(info.next("The time of revocation")?);
            if let Some(why) = info.peek().filter(|value| value.is_context(0)) {
                let why = Cursor::new(der, why.content).expect(ENUMERATED, "The reason")?;
                reason = super::crl::reason(why.content).unwrap_or_default();
            }
            "revoked"
        }
        _ => "unknown",
    };
    let this_update = read_time(parts.next("thisUpdate")?);
    let mut next_update = None;
    if let Some(next) = parts.peek().filter(|value| value.is_context(0)) {
        parts.next("nextUpdate")?;
        next_update = read_time(Cursor::new(der, next.content).next("nextUpdate")?);
    }
    let extra = parts.peek().filter(|value| value.is_context(1));
    let critical = extra.map(|extra| critical(der, extra, problems)).unwrap_or_default();
    Ok(OcspAnswer {
        digest: oid(digest.content).map(|id| id.as_str().to_owned()).unwrap_or_default(),
        name_hash,
        key_hash,
        serial: Serial(serial.content.to_vec()),
        status: word,
        revoked_at,
        reason,
        this_update,
        next_update,
        critical,
    })
}

fn read_time(value: Value<'_>) -> Option<Time> {
    time::time(value).map(|(time, _)| time)
}
