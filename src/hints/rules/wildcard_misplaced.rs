use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};
use crate::purpose::dns_form::{self, Flaw};

pub(super) static RULE: Rule = Rule {
    id: "wildcard-misplaced",
    severity: Severity::Warning,
    applies: Applies::LEAF,
    title: "A wildcard is not the whole first label",
    what: "A DNS name of the Subject Alternative Name (SAN) has a wildcard that stands alone, in a later \
          label, twice, or beside other characters of its label.",
    why: "OpenSSL, Go, GnuTLS and rustls match no host with it. Java does, but for a wildcard alone, so \
          the certificate works in one program and fails in the next.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Request a certificate with *. in front of a whole domain, or with each host by its name.",
        command: "{request}",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 9525, 6.3 Matching the DNS Domain Name Portion",
        url: "https://www.rfc-editor.org/rfc/rfc9525#section-6.3",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    if certificate.san().is_none() {
        return Outcome::NotApplicable;
    }
    let spots = dns_form::flawed(certificate).into_iter().filter_map(|(name, flaw)| {
        let fault = match flaw {
            Flaw::Wildcard => "has a wildcard that is not its whole first label",
            _ => return None,
        };
        let called = dns_form::called(name);
        Some(Spot {
            field: field::SUBJECT_ALT_NAME,
            detail: format!("In its SAN, {called} {fault}."),
            reason: format!("in its SAN, {called} {fault}"),
            evidence: vec![("DNS name", name.to_owned())],
            ..Spot::default()
        })
    });
    Outcome::of(spots.take(1).collect())
}
