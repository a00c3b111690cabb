use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, ExtensionValue, field};

pub(super) static RULE: Rule = Rule {
    id: "policy-repeated",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A certificate policy is listed twice",
    what: "The Certificate Policies extension lists the same policy more than once.",
    why: "Go does not read the certificate. OpenSSL, Java, GnuTLS, NSS and rustls take it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Correct the software or the configuration that writes the certificates, and issue the \
          certificate anew.",
        command: "",
    }],
    messages: in_full(&[Message { stack: Stack::Go, text: "x509: invalid certificate policies" }]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.4 Certificate Policies",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.4",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let policies = certificate.extensions.iter().find_map(|e| match &e.value {
        ExtensionValue::Policies(policies) => Some(policies.as_slice()),
        _ => None,
    });
    let Some(policies) = policies else { return Outcome::NotApplicable };
    let again = policies.iter().enumerate().find(|(index, policy)| {
        policies.iter().take(*index).any(|before| before.oid == policy.oid)
    });
    let Some((_, policy)) = again else { return Outcome::Pass };
    let name = policy.oid.name();
    Outcome::found(Spot {
        field: field::POLICIES,
        detail: format!("The policy {name} is listed more than once."),
        reason: format!("{} lists the policy {name} more than once", facts.called(step)),
        evidence: vec![("Policy", policy.oid.as_str().to_owned())],
        ..Spot::default()
    })
}
