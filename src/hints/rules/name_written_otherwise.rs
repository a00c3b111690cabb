use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::Certificate;

pub(super) static RULE: Rule = Rule {
    id: "name-written-otherwise",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "The issuer's name is written in another way",
    what: "The issuer of a certificate and the subject of the CA that signed it are the same name, but not the same bytes: capitals, spaces or the type of a string differ.",
    why: "OpenSSL and Java compare names as RFC 5280 says, without regard to capitals, spaces and types. Go, rustls and Python's cryptography compare bytes, GnuTLS and Mbed TLS characters: they find no issuer.",
    fixes: &[Fix { who: Who::Issuer, step: "Issue the certificate anew with the CA's subject copied byte by byte into its issuer.", command: "" }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 7.1 Internationalized Names in Distinguished Names",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-7.1",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(issuer) = facts.at_step(step.saturating_add(1)) else { return Outcome::NotApplicable };
    if certificate.issuer.key != issuer.subject.key {
        return Outcome::NotApplicable;
    }
    if certificate.issuer.der == issuer.subject.der {
        return Outcome::Pass;
    }
    let above = issuer.title();
    Outcome::found(Spot {
        field: "issuer",
        detail: format!("Its issuer is written otherwise than the subject of “{above}”."),
        reason: format!(
            "the issuer of {} is written otherwise than the subject of “{above}”, which Go refuses",
            facts.called(step)
        ),
        evidence: vec![
            ("Issuer", certificate.issuer.text()),
            ("Subject of the CA", issuer.subject.text()),
        ],
        ..Spot::default()
    })
}
