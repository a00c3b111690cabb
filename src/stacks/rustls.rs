//! rustls: its own certificate library, rustls-webpki, is run here, with this project's signature
//! checks in the place of ring's. So what it decides, and its words, are exact; the rules below say
//! what a refusal of each kind means.

mod algorithms;
mod file;
mod rules;
mod words;

use std::time::Duration;

use rustls_pki_types::{
    CertificateDer, ServerName, SignatureVerificationAlgorithm, TrustAnchor, UnixTime,
};
use webpki::{
    CertRevocationList, EndEntityCert, Error, ExpirationPolicy, KeyUsage, OwnedCertRevocationList,
    RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy,
};

use super::der::{self, SEQUENCE};
use super::{Asked, Known, Met, Program, Question, Refusal, Role, Verdict};

use crate::model::Certificate;
use algorithms::{Knowing, Proved};
use rules::RULES;

/// rustls.
pub static RUSTLS: Program = Program {
    id: "rustls",
    title: "rustls",
    met: Met::Often,
    judges_clients: true,
    known: Known::Run("rustls-webpki 0.103.16"),
    families: &["rustls"],
    reads: Some(file::read),
    rules: || RULES.to_vec(),
    sentences: Vec::new,
    answer,
};

/// Its order: the leaf is read; then, leaf first, each certificate's dates, place and purpose, and
/// only then who issued it; the name comes last, when the path is found.
fn answer(question: &Question<'_>) -> Verdict {
    if matches!(question.name, Some(Asked::Email(_))) && question.role == Role::Server {
        return Verdict::Silent("it asks for host names and addresses only");
    }
    match verify(question) {
        Ok(()) => Verdict::Accept,
        Err(fault) => Verdict::Reject(fault.refusal(question)),
    }
}

/// An error, where it arose, and what it goes with.
struct Fault {
    error: Error,
    /// `leaf: ` or `crl: ` where something could not even be read.
    before: &'static str,
    /// What was wrong with a root that could not be read.
    after: String,
}

impl Fault {
    fn refusal(self, question: &Question<'_>) -> Refusal {
        let message = format!("{}{:?}{}", self.before, self.error, self.after);
        let mut refusal = Refusal::new("", message, rules::rule(&self.error));
        if rules::is_about_leaf(&self.error) || self.before == "leaf: " {
            refusal = refusal.about(question.leaf);
        }
        match words::invalid_peer(&self.error) {
            Some(line) => refusal.wrapped("rustls", line),
            None => refusal,
        }
    }
}

fn verify(question: &Question<'_>) -> Result<(), Fault> {
    let plain = |error| Fault { error, before: "", after: String::new() };
    let der = CertificateDer::from(question.leaf.der.as_slice());
    let leaf = EndEntityCert::try_from(&der).map_err(|error| Fault {
        error,
        before: "leaf: ",
        after: String::new(),
    })?;
    let sent: Vec<CertificateDer<'_>> =
        question.sent.iter().map(|sent| CertificateDer::from(sent.der.as_slice())).collect();
    let roots: Vec<CertificateDer<'_>> =
        question.trusted.iter().map(|root| CertificateDer::from(root.der.as_slice())).collect();
    let mut unread = String::new();
    let mut anchors: Vec<TrustAnchor<'_>> = Vec::with_capacity(roots.len());
    for root in &roots {
        match webpki::anchor_from_trusted_cert(root) {
            Ok(anchor) => anchors.push(anchor),
            Err(error) => unread = format!(" (root: {error:?})"),
        }
    }
    let mut lists = Vec::with_capacity(question.crls.len());
    for list in &question.crls {
        let list = OwnedCertRevocationList::from_der(&list.der).map_err(|error| Fault {
            error,
            before: "crl: ",
            after: String::new(),
        })?;
        lists.push(CertRevocationList::from(list));
    }
    let lists: Vec<&CertRevocationList<'_>> = lists.iter().collect();
    // As rustls's own verifier is built with lists: the whole chain, nothing unknown, none expired.
    let revocation = RevocationOptionsBuilder::new(&lists).ok().map(|options| {
        options
            .with_depth(RevocationCheckDepth::Chain)
            .with_status_policy(UnknownStatusPolicy::Deny)
            .with_expiration_policy(ExpirationPolicy::Enforce)
            .build()
    });
    let seconds = u64::try_from(question.at.0).unwrap_or(0);
    let at = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let usage = match question.role {
        Role::Server => KeyUsage::server_auth(),
        Role::Client => KeyUsage::client_auth(),
    };
    let proved = proved(question);
    let all = algorithms::ALL.iter().map(|algorithm| Knowing { algorithm, proved: &proved });
    let all: Vec<Knowing<'_>> = all.collect();
    let all: Vec<&dyn SignatureVerificationAlgorithm> = all.iter().map(|it| it as _).collect();
    leaf.verify_for_usage(&all, &anchors, &sent, at, usage, revocation, None)
        .map_err(|error| Fault { error, before: "", after: unread })?;
    if let (Some(host), Role::Server) = (question.host(), question.role) {
        let text = host.text();
        let name = ServerName::try_from(text.as_str())
            .map_err(|_| plain(Error::MalformedDnsIdentifier))?;
        leaf.verify_is_valid_for_subject_name(&name).map_err(plain)?;
    }
    Ok(())
}

/// The signatures that other programs, or the search for a path, needed and that hold.
fn proved<'q>(question: &Question<'q>) -> Vec<Proved<'q>> {
    let parts = |(certificate, issuer): (&'q Certificate, &'q Certificate)| {
        let bits = *der::inside(&issuer.public_key.spki, SEQUENCE)?.get(1)?;
        Some(Proved {
            key: bits.content.get(1..)?,
            message: certificate.tbs_bytes(),
            signature: &certificate.signature,
        })
    };
    question.proved().into_iter().filter_map(parts).collect()
}
