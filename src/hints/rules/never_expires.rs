use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

/// 99991231235959Z.
const NO_END: i64 = 253_402_300_799;

pub(super) static RULE: Rule = Rule {
    id: "never-expires",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "The certificate is meant never to expire",
    what: "The notAfter date is 99991231235959Z, which RFC 5280 keeps for certificates without a well-defined \
           end, such as those of devices.",
    why: "Clients accept the date. Such a certificate is good for as long as its CA is trusted, so a lost key \
          has to be revoked, and nobody is ever made to replace it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "If it is for a server or a person, issue it for the time until its next renewal.",
        command: "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 365 -out server.pem",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.5 Validity",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(to) = certificate.validity.not_after else { return Outcome::NotApplicable };
    if to.0 < NO_END {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::NOT_AFTER,
        detail: "Its end is the last second of the year 9999.".into(),
        reason: format!("{} is meant never to expire", facts.called(step)),
        evidence: vec![("notAfter", to.iso())],
        ..Spot::default()
    })
}
