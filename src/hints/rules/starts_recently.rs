use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

/// Public CAs date certificates back by an hour, for clients whose clocks are slow.
const HOUR: i64 = 3_600;

pub(super) static RULE: Rule = Rule {
    id: "starts-recently",
    severity: Severity::Notice,
    applies: Applies::TLS_LEAF,
    title: "The certificate became valid less than an hour ago",
    what: "At the time asked about, less than an hour has passed since notBefore.",
    why: "Clients compare notBefore with their own clock. One that is slow by more than what has passed refuses \
          the certificate as not yet valid.",
    fixes: &[
        Fix {
            who: Who::Client,
            step: "Set the clock of clients that refuse it by a time server, or wait.",
            command: "timedatectl",
        },
        Fix {
            who: Who::Issuer,
            step: "Date certificates back by an hour, as public CAs do (step ca: the option --not-before).",
            command: "step ca certificate {host} server.pem server.key --not-before=-1h",
        },
    ],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.5 Validity",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(from) = certificate.validity.not_before.filter(|from| *from <= facts.at) else {
        return Outcome::NotApplicable;
    };
    if facts.at.0.saturating_sub(from.0) >= HOUR {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::NOT_BEFORE,
        detail: format!("It began {} before the time asked about.", from.distance(facts.at)),
        reason: format!("it began only {} before", from.distance(facts.at)),
        evidence: vec![("notBefore", from.iso()), ("Time asked about", facts.at.iso())],
        ..Spot::default()
    })
}
