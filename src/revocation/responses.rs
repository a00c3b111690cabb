//! OCSP responses against a certificate (RFC 6960, 3.2 and 4.2.2.2).

use super::{
    Fault, Good, HOLD, Issuer, Piece, Reading, Revocation, SIGNERS, Says, Status, Subject, Weighed,
    World,
};
use crate::crypto::{self, Check};
use crate::decode;
use crate::model::oid::ext;
use crate::model::{
    Certificate, KeyUsage, Ocsp, OcspAnswer, Oid, PublicKey, ResponderId, SignatureAlgorithm, Span,
};

const SAID_BY: &str = "OCSP response";
/// The EKU of those who sign OCSP responses for an issuer (RFC 6960, 4.2.2.2).
const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";
/// A responder that need not be looked up (RFC 6960, 4.2.2.2.1).
const NO_CHECK: &str = "1.3.6.1.5.5.7.48.1.5";
/// Timestamps of Certificate Transparency (RFC 6962, 3.3): they change nothing about the status.
const TIMESTAMPS: &str = "1.3.6.1.4.1.11129.2.4.5";

/// What a response says about a certificate.
pub(super) fn weigh<'a>(
    world: &World<'a>,
    subject: &Subject<'a>,
    response: &'a Ocsp,
) -> Weighed<'a> {
    let names_it = || {
        let mut about = response.answers.iter().filter(|answer| is_about(answer, subject));
        about.any(|answer| answer.status == "revoked")
    };
    let says = says(world, subject, response).unwrap_or_else(Says::Nothing);
    let names_it = matches!(says, Says::Nothing(_)) && names_it();
    Weighed { piece: Piece::Response(response), says, names_it }
}

fn says<'a>(world: &World<'a>, subject: &Subject<'a>, response: &'a Ocsp) -> Result<Says, Fault> {
    let certificate = subject.certificate;
    if response.status != "successful" {
        return Err(Fault::Responder(response.status));
    }
    let plain = world.reading == Reading::Plain;
    // To BoringSSL a fault anywhere spoils the response; else what is about others is theirs.
    if let Some(problem) = response.problems.first() {
        return Err(Fault::Malformed(problem.message.clone()));
    }
    let Some(issuer) = subject.issuers.first() else { return Err(Fault::NoIssuer) };
    let unknown = |critical: &[Oid]| critical.iter().find(|it| it.as_str() != TIMESTAMPS).cloned();
    if let Some(oid) = unknown(&response.critical) {
        return Err(Fault::Critical(oid));
    }
    if plain {
        let all = response.answers.iter();
        if let Some(oid) = all.filter_map(|answer| unknown(&answer.critical)).next() {
            return Err(Fault::Critical(oid));
        }
        let (from, to) = (certificate.validity.not_before, certificate.validity.not_after);
        if response.produced_at < from || response.produced_at > to {
            return Err(Fault::Produced);
        }
    }
    let about = response.answers.iter().filter(|answer| is_about(answer, subject));
    let mut strictest: Option<&OcspAnswer> = None;
    let mut fault = Fault::OtherCertificate;
    for answer in about {
        if let Some(oid) = unknown(&answer.critical) {
            return Err(Fault::Critical(oid));
        }
        // What was revoked stays so, however old the answer is; only a hold ends.
        let final_word = world.reading == Reading::Usual
            && (answer.status, answer.reason == HOLD) == ("revoked", false)
            && answer.this_update.is_some_and(|made| made <= world.at);
        match world.current(answer.this_update, answer.next_update) {
            Err(reason) if !final_word => fault = reason,
            _ if strictest.is_none_or(|known| rank(answer) > rank(known)) => {
                strictest = Some(answer);
            }
            _ => {}
        }
    }
    let Some(answer) = strictest else { return Err(fault) };
    signed(world, subject, issuer, response)?;
    let made = answer.this_update;
    if let Some(at) =
        answer.revoked_at.filter(|at| *at > world.at && world.reading == Reading::Usual)
    {
        return Err(Fault::Later(at));
    }
    Ok(match answer.status {
        "good" => Says::Good(Good { said_by: SAID_BY, made, next: answer.next_update }),
        "revoked" => Says::Revoked(Revocation {
            said_by: SAID_BY,
            made,
            at: answer.revoked_at,
            reason: answer.reason,
        }),
        _ => Says::Unknown,
    })
}

/// Of several answers about a certificate the strictest counts.
fn rank(answer: &OcspAnswer) -> u8 {
    match answer.status {
        "revoked" => 2,
        "good" => 0,
        _ => 1,
    }
}

/// Whether an answer names this certificate (RFC 6960, 4.1.1).
fn is_about(answer: &OcspAnswer, subject: &Subject<'_>) -> bool {
    let Some(issuer) = subject.issuers.first() else { return false };
    let digest = |bytes: &[u8]| crypto::digest(&answer.digest, bytes);
    answer.serial == subject.certificate.serial
        && digest(&subject.certificate.issuer.der).as_deref() == Some(&answer.name_hash)
        && decode::key_bits(&issuer.key.spki).and_then(digest).as_deref() == Some(&answer.key_hash)
}

/// RFC 6960, 4.2.2.2: signed by the issuer, or by one whom the issuer itself authorised.
fn signed<'a>(
    world: &World<'a>,
    subject: &Subject<'a>,
    issuer: &Issuer<'a>,
    response: &'a Ocsp,
) -> Result<(), Fault> {
    let by = |key: &PublicKey| {
        verifies(key, &response.algorithm, &response.der, response.tbs, &response.signature)
    };
    let mut nearest = Fault::NotAuthorised("its certificate is not here");
    if is_named(&response.responder_id, issuer.name, issuer.key) {
        match by(issuer.key) {
            Some(true) => return Ok(()),
            Some(false) => nearest = Fault::Signature,
            None => nearest = Fault::NotVerified,
        }
    }
    let loaded = world.pool.iter().copied().filter(|_| world.reading != Reading::Plain);
    let candidates = response.certificates.iter().chain(loaded);
    let named =
        candidates.filter(|it| is_named(&response.responder_id, &it.subject, &it.public_key));
    for responder in named.take(SIGNERS) {
        match authorised(world, issuer, responder) {
            Err(what) => nearest = Fault::NotAuthorised(what),
            Ok(()) => match by(&responder.public_key) {
                Some(true) => return in_force(world, subject, responder),
                Some(false) => nearest = Fault::Signature,
                None => nearest = Fault::NotVerified,
            },
        }
    }
    Err(nearest)
}

/// Whether a responder is named so (RFC 6960, 4.2.1).
fn is_named(id: &ResponderId, name: &crate::model::Name, key: &PublicKey) -> bool {
    match id {
        ResponderId::Name(wanted) => wanted.key == name.key,
        ResponderId::Key(wanted) => {
            decode::key_bits(&key.spki).is_some_and(|bits| crypto::sha1(bits) == wanted.as_slice())
        }
        ResponderId::Unread => false,
    }
}

/// What a responder's certificate lacks, if anything.
fn authorised(
    world: &World<'_>,
    issuer: &Issuer<'_>,
    responder: &Certificate,
) -> Result<(), &'static str> {
    let algorithm = Some(responder.outer_algorithm.clone());
    let (tbs, signature) = (responder.tbs, &responder.signature);
    let by_issuer = responder.issuer.key == issuer.name.key
        && verifies(issuer.key, &algorithm, &responder.der, tbs, signature) == Some(true);
    if !by_issuer {
        return Err("its certificate is not issued by the certificate’s own issuer");
    }
    let signs = |usage: &Oid| usage.as_str() == OCSP_SIGNING;
    if !responder.eku().is_some_and(|uses| uses.iter().any(signs)) {
        return Err("its certificate lacks the extended key usage OCSPSigning");
    }
    let may = |_| responder.key_usage().is_some_and(|it| it.has(KeyUsage::DIGITAL_SIGNATURE));
    if !responder.extension(ext::KEY_USAGE).is_none_or(may) {
        return Err("the key usage of its certificate lacks digitalSignature");
    }
    let (from, to) = (responder.validity.not_before, responder.validity.not_after);
    if from.is_none_or(|from| from > world.at) || to.is_none_or(|to| to < world.at) {
        return Err("its certificate is out of date at the time asked about");
    }
    Ok(())
}

/// RFC 6960, 4.2.2.2.1: unless the issuer says that its responder need not be looked up, what lists
/// say about the responder counts.
fn in_force<'a>(
    world: &World<'a>,
    subject: &Subject<'a>,
    responder: &'a Certificate,
) -> Result<(), Fault> {
    if world.reading == Reading::Plain || responder.extension(NO_CHECK).is_some() {
        return Ok(());
    }
    let own = Subject { certificate: responder, issuers: subject.issuers.clone() };
    let (covered, weighed) = super::lists::weigh(world, &own);
    match super::status(covered, &weighed) {
        Status::Revoked(_) => Err(Fault::SignerRevoked),
        _ => Ok(()),
    }
}

/// Whether a key verifies a signature; `None` where that is not computed here.
fn verifies(
    key: &PublicKey,
    algorithm: &Option<SignatureAlgorithm>,
    der: &[u8],
    signed: Span,
    signature: &[u8],
) -> Option<bool> {
    let (Some(algorithm), Some(bytes)) = (algorithm, der.get(signed.start..signed.end)) else {
        return Some(false);
    };
    match crypto::verify(key, algorithm, bytes, signature) {
        Check::Valid => Some(true),
        Check::Invalid | Check::WrongKeyType => Some(false),
        Check::Unsupported(_) => None,
    }
}
