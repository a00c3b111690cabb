use crate::hints::{
    Applies, Check, Facts, Fix, Outcome, Reference, Role, Rule, Severity, Spot, Who,
};
use crate::model::{Certificate, field, oid::eku};
use crate::purpose::{EkuFit, eku_fit};

/// emailProtection (RFC 5280, 4.2.1.12).
const EMAIL: &str = "1.3.6.1.5.5.7.3.4";

pub(super) static RULE: Rule = Rule {
    id: "ca-mixed-uses",
    severity: Severity::Notice,
    applies: Applies { roles: &[Role::Intermediate], ..Applies::ALWAYS },
    title: "A public intermediate issues for servers and for mail",
    what: "The path leads to a public root, and the Extended Key Usage (EKU) of an intermediate lists serverAuth \
           beside emailProtection.",
    why: "Clients accept it. The root programs want an intermediate of its own for each use (Mozilla for those \
          issued since 2019, Chrome serverAuth alone for those reported since 15 June 2026), so this one will \
          be replaced.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue server certificates from an intermediate that is for servers alone, and send that one.",
        command: "{show} -noout -subject -ext extendedKeyUsage",
    }],
    messages: &[],
    references: &[Reference {
        label: "Chrome Root Program Policy, version 1.8",
        url: "https://googlechrome.github.io/chromerootprogram/",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    if !facts.public || eku_fit(certificate, eku::SERVER_AUTH) != EkuFit::Listed {
        return Outcome::NotApplicable;
    }
    if eku_fit(certificate, EMAIL) != EkuFit::Listed {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::EXTENDED_KEY_USAGE,
        detail: "It lists serverAuth and emailProtection.".into(),
        reason: "an intermediate issues for servers and for mail".into(),
        evidence: vec![("Allowed", "serverAuth, emailProtection".into())],
        ..Spot::default()
    })
}
