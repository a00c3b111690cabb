use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Role, Rule, Severity, Spot, Who};
use crate::model::{Certificate, Purpose};
use crate::stacks;

pub(super) static RULE: Rule = Rule {
    id: "revoked-in-firefox",
    severity: Severity::Warning,
    applies: Applies { roles: &[Role::Leaf, Role::Intermediate], purposes: &[Purpose::Server] },
    title: "Firefox carries it as revoked",
    what: "The certificate is on the list of revoked intermediates that Firefox brings along (OneCRL), by its \
           issuer and serial number or by its subject and key.",
    why: "Firefox refuses every path through it with SEC_ERROR_REVOKED_CERTIFICATE. Programs that have no such \
          list go on accepting it until they ask the CA.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Send another intermediate, if the CA has one for the same key, or have the certificate issued \
                   below one that is not revoked.",
            command: "",
        },
        Fix { who: Who::Issuer, step: "Say which intermediate takes its place.", command: "" },
    ],
    messages: &[],
    references: &[Reference {
        label: "Mozilla, CA/Revocation Checking in Firefox, OneCRL",
        url: "https://wiki.mozilla.org/CA/Revocation_Checking_in_Firefox#OneCRL",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if !stacks::firefox_revokes(certificate) {
        return Outcome::Pass;
    }
    let called = facts.called(step);
    Outcome::found(Spot {
        field: "serial",
        detail: format!("Firefox holds {called} revoked, on the list that it carries (OneCRL)."),
        reason: format!("{called} is revoked in Firefox"),
        evidence: vec![("Serial number", certificate.serial.hex())],
        ..Spot::default()
    })
}
