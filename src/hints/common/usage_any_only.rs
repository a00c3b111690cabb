use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, Purpose, field};
use crate::purpose::{EkuFit, eku_fit};

pub static RULE: Rule = Rule {
    id: "usage-any-only",
    severity: Severity::Warning,
    applies: Applies::TLS_LEAF,
    title: "Only “any extended key usage” is allowed, not TLS itself",
    what: "The Extended Key Usage (EKU) extension lists anyExtendedKeyUsage and not serverAuth or clientAuth.",
    why: "RFC 5280 lets an application insist on its own usage, and stacks differ: OpenSSL and rustls refuse \
          such a certificate for both TLS uses, Java accepts it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with serverAuth or clientAuth itself.",
        command: "{request} -addext extendedKeyUsage={usage}",
    }],
    messages: in_full(&[Message { stack: Stack::OpenSsl, text: "unsuitable certificate purpose" }]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.12 Extended Key Usage",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let (Some(usage), Some(_)) = (facts.usage(), certificate.eku()) else {
        return Outcome::NotApplicable;
    };
    if eku_fit(certificate, usage) != EkuFit::AnyOnly {
        return Outcome::Pass;
    }
    let wanted = if facts.purpose == Purpose::Server { "serverAuth" } else { "clientAuth" };
    Outcome::found(Spot {
        field: field::EXTENDED_KEY_USAGE,
        detail: format!("It lists anyExtendedKeyUsage, and {wanted} is not listed."),
        reason: format!("its extended key usage lists anyExtendedKeyUsage instead of {wanted}"),
        evidence: vec![("Needed", wanted.to_owned())],
        ..Spot::default()
    })
}
