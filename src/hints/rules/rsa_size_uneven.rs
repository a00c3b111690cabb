use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, KeyKind, field};

pub(super) static RULE: Rule = Rule {
    id: "rsa-size-uneven",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "The RSA key is not a whole number of bytes",
    what: "The length of the certificate's RSA key in bits cannot be divided by eight.",
    why: "Clients compute with it. Public CAs may not certify it, and keys of such a length come from programs \
          that do not see to the length of what they multiply.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Make a new key; the usual tools make 2048, 3072 or 4096 bits.",
        command: "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out server.key",
    }],
    messages: &[],
    references: &[Reference {
        label: "CA/Browser Forum Baseline Requirements, 6.1.5 Key sizes",
        url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    // Shorter keys are refused as such.
    let bits = match certificate.public_key.kind {
        KeyKind::Rsa { bits, .. } if bits >= 2048 => bits,
        _ => return Outcome::NotApplicable,
    };
    if bits.is_multiple_of(8) {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail: format!("Its RSA key has {bits} bits."),
        reason: format!("its RSA key has {bits} bits"),
        evidence: vec![("Bits", bits.to_string())],
        ..Spot::default()
    })
}
