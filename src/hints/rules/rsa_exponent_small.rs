use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, KeyKind, field};

pub(super) static RULE: Rule = Rule {
    id: "rsa-exponent-small",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "The RSA exponent is smaller than usual",
    what: "The public exponent of the certificate's RSA key is less than 65537 and at least 3.",
    why: "Clients accept it. Programs that check signatures carelessly have been fooled with the exponent 3 \
          more than once, so 65537 is what every program makes today; FIPS 186-5 asks for more than 65536.",
    fixes: &[Fix {
        who: Who::Server,
        step: "At the next renewal make a new key; the usual tools choose 65537.",
        command: "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out server.key",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 6.1.6 Public key parameters",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
        Reference {
            label: "FIPS 186-5 Digital Signature Standard, 5.1",
            url: "https://csrc.nist.gov/pubs/fips/186-5/final",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let KeyKind::Rsa { exponent, .. } = &certificate.public_key.kind else {
        return Outcome::NotApplicable;
    };
    // 65537 has three bytes; what cannot work at all is another rule's.
    let value = match exponent.as_slice() {
        [one] => u16::from(*one),
        [high, low] => u16::from_be_bytes([*high, *low]),
        _ => return Outcome::Pass,
    };
    if value < 3 || value & 1 == 0 {
        return Outcome::NotApplicable;
    }
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail: format!("The public exponent of its RSA key is {value}."),
        reason: format!("the exponent of its RSA key is {value}"),
        evidence: vec![("Exponent", value.to_string()), ("Usual", "65537".into())],
        ..Spot::default()
    })
}
