//! Firefox: its verifier mozilla::pkix, and what Firefox asks around it: its list of revoked
//! intermediates, Certificate Transparency under the roots of Mozilla's store, and the host.
//!
//! The leaf's own faults (dates, key usage, purpose, CA) wait until a path is found: an issuer's
//! fault, or no issuer, is said instead. The host comes last, but before the leaf's dates.

mod build;
mod check;
mod link;
mod names;
mod onecrl;
mod transparency;
mod words;

use super::words::Fault;
use super::{Asked, Known, Met, Program, Question, Role, Verdict};
use crate::crypto::Check;
use crate::model::Certificate;
use crate::trust;
use build::Builder;

pub use onecrl::{KEPT, lists as revokes};
use words::WORDS;

/// TLS feature status_request (RFC 7633, 4.2.3.1).
const STATUS_REQUEST: u16 = 5;

/// Firefox. It can be made to judge clients, and answers as if each came from nowhere.
pub static FIREFOX_153: Program = USUAL;

const USUAL: Program = Program {
    id: "firefox153",
    title: "Firefox",
    met: Met::Often,
    judges_clients: false,
    known: Known::Run("Firefox 153"),
    families: &["Firefox"],
    reads: None,
    rules: || super::words::rules(WORDS),
    sentences: || super::words::sentences(WORDS),
    answer: |question| answer(question, true),
};

/// The same with Certificate Transparency switched off.
pub static FIREFOX_153_NO_CT: Program = Program {
    id: "firefox153noct",
    title: "Firefox without CT",
    met: Met::Never,
    answer: |question| answer(question, false),
    ..USUAL
};

/// What Firefox says. `transparency`: Certificate Transparency is demanded, as it is by default.
fn answer(question: &Question<'_>, transparency: bool) -> Verdict {
    if !question.crls.is_empty() {
        return Verdict::Silent("it reads no revocation lists handed over");
    }
    match verify(question, transparency) {
        Ok(()) => Verdict::Accept,
        Err(fault) if is_about_leaf(fault) => Verdict::Reject(fault.about(question.leaf)),
        Err(fault) => Verdict::Reject(fault.refusal()),
    }
}

/// Faults that an issuer has under another name, or not at all.
fn is_about_leaf(fault: Fault) -> bool {
    [
        &words::EXPIRED,
        &words::NOT_YET_VALID,
        &words::CA_AS_LEAF,
        &words::WRONG_HOST,
        &words::SELF_SIGNED,
        &words::TRANSPARENCY,
    ]
    .contains(&fault)
}

fn verify(question: &Question<'_>, transparency: bool) -> Result<(), Fault> {
    let host = match (&question.name, question.role) {
        (_, Role::Client) => None,
        (Some(Asked::Host(host)), Role::Server) => Some(host),
        (Some(Asked::Email(_)) | None, Role::Server) => return Err(&words::NO_HOST),
    };
    let covered = host.is_none_or(|host| names::host(question.leaf, host));
    let builder = Builder::new(question);
    let found = match builder.run() {
        Ok(found) => found,
        Err(fault) if question.role == Role::Server => {
            // A page may let people go on past dates, so the host is looked at all the same.
            let dates = fault == &words::EXPIRED || fault == &words::NOT_YET_VALID;
            let nameless = [&words::UNKNOWN_ISSUER, &words::BAD_SIGNATURE, &words::KEY_USAGE];
            return Err(if dates && !covered {
                &words::WRONG_HOST
            } else if nameless.contains(&fault) && is_self_signed(question, question.leaf) {
                &words::SELF_SIGNED
            } else {
                fault
            });
        }
        Err(fault) => return Err(fault),
    };
    let public = builder.anchor(&found).is_some_and(|root| trust::store().find(root).is_some());
    if transparency
        && public
        && host.is_some()
        && !transparency::complies(question.leaf, question.at)
    {
        return Err(&words::TRANSPARENCY);
    }
    if host.is_some() && check::tls_features(question.leaf).contains(&STATUS_REQUEST) {
        return Err(&words::FEATURE_MISSING);
    }
    if covered { Ok(()) } else { Err(&words::WRONG_HOST) }
}

fn is_self_signed(question: &Question<'_>, certificate: &Certificate) -> bool {
    certificate.subject.der == certificate.issuer.der
        && question.proof(certificate, certificate) == Check::Valid
}
