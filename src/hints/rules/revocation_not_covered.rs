use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Role, Rule, Severity, Spot, Who};
use crate::model::{Certificate, Purpose};
use crate::revocation::{Says, Standing, Status};

pub(super) static RULE: Rule = Rule {
    id: "revocation-not-covered",
    severity: Severity::Notice,
    applies: Applies {
        roles: &[Role::Leaf, Role::Intermediate],
        purposes: &[Purpose::Server, Purpose::Client, Purpose::Ca, Purpose::Any],
    },
    title: "Nothing loaded tells whether a certificate is revoked",
    what: "Revocation lists or OCSP responses were loaded for the path, and none of them covers this certificate.",
    why: "Whether it is revoked stays open. nginx, Apache, HAProxy and Python, given lists, want one of every CA of \
          the path, and refuse everybody where one is missing; Mosquitto wants that of the leaf's issuer only; GnuTLS \
          goes without.",
    fixes: &[
        Fix {
            who: Who::Anyone,
            step: "Where the certificate says where its list is, fetch it, read it, and give it here.",
            command: "curl -fgsSo list.crl {list_url} && openssl crl -inform DER -in list.crl -noout -text",
        },
        Fix {
            who: Who::Anyone,
            step: "Where it names a responder, ask that one, with the certificate and its issuer's in files of their \
                   own, and give the response here.",
            command: "openssl ocsp -issuer issuer.pem -cert certificate.pem -url {ocsp_url} -no_nonce -respout response.der",
        },
        Fix {
            who: Who::Issuer,
            step: "A CA of your own issues its list itself.",
            command: "openssl ca -gencrl -config ca.cnf -out list.pem",
        },
    ],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 6.3.3 CRL Processing",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, _certificate: &Certificate) -> Outcome {
    let Some(standing) = facts.standing(step) else { return Outcome::NotApplicable };
    // What is about none of the path says nothing about what is wanted.
    let concerns = |it: &Standing| it.pieces.iter().any(|told| !told.is_foreign());
    if !facts.standings.iter().any(concerns) {
        return Outcome::NotApplicable;
    }
    if standing.status != Status::NotCovered {
        return Outcome::Pass;
    }
    let nearest = standing.pieces.iter().find(|told| !told.is_foreign());
    let why = match nearest.map(|told| &told.says) {
        Some(Says::Nothing(fault)) => format!(" The nearest: {}", fault.sentence()),
        _ => String::new(),
    };
    Outcome::found(Spot {
        field: "serial",
        detail: format!("No list and no response loaded covers {}.{why}", facts.called(step)),
        reason: format!("nothing loaded tells whether {} is revoked", facts.called(step)),
        ..Spot::default()
    })
}
