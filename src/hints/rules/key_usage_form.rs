use crate::decode::form;
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};
use crate::purpose::listed;

pub(super) static RULE: Rule = Rule {
    id: "key-usage-form",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "The key usage is written with superfluous bits",
    what: "The bits of the Key Usage extension end with zeros, which DER leaves out, or bits are set that \
          are declared unused.",
    why: "OpenSSL, Go, Java, GnuTLS, NSS and rustls read the same usages from it. Linters refuse it, so \
          public CAs cannot issue it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Correct the software or the configuration that writes the certificates, and issue the \
          certificate anew.",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.2.1.3 Key Usage",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(usage) = certificate.key_usage() else { return Outcome::NotApplicable };
    if super::is_public_root(certificate) {
        return Outcome::NotApplicable;
    }
    let Some(why) = form::key_usage_bits(certificate) else { return Outcome::Pass };
    Outcome::found(Spot {
        field: field::KEY_USAGE,
        detail: format!("In its key usage {why}."),
        reason: format!("in the key usage of {} {why}", facts.called(step)),
        evidence: vec![("Key usage", listed(&usage.names()))],
        ..Spot::default()
    })
}
