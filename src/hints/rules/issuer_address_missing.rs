use crate::hints::public::is_public_leaf;
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, ExtensionValue, oid::CA_ISSUERS};

pub(super) static RULE: Rule = Rule {
    id: "issuer-address-missing",
    severity: Severity::Notice,
    applies: Applies::SERVER,
    title: "A public certificate does not say where its issuer is",
    what: "The certificate leads to a public root, and its Authority Information Access (AIA) has no \
           caIssuers address.",
    why: "Chromium, Safari and Windows fetch a missing intermediate from that address when a server \
          forgets to send it. Here they cannot; the Baseline Requirements say that public CAs should state \
          it.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Issue the certificate with a caIssuers address (authorityInfoAccess=caIssuers;URI:… in \
                   the extensions file).",
            command: "",
        },
        Fix {
            who: Who::Server,
            step: "Take care that the server sends every intermediate.",
            command: "openssl s_client -connect {host}:443 -servername {host} -showcerts </dev/null",
        },
    ],
    messages: &[],
    references: &[
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 7.1.2.7.7 Subscriber Certificate Authority Information Access",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
        Reference {
            label: "RFC 5280, 4.2.2.1 Authority Information Access",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    if !is_public_leaf(facts, certificate) {
        return Outcome::NotApplicable;
    }
    let mut values = certificate.extensions.iter().map(|extension| &extension.value);
    let stated = values.any(|value| match value {
        ExtensionValue::AuthorityInfoAccess(list) => {
            list.iter().any(|access| access.method.as_str() == CA_ISSUERS)
        }
        _ => false,
    });
    if stated {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        detail: "It does not say where its issuer's certificate can be fetched.".into(),
        reason: "it does not say where its issuer's certificate can be fetched".into(),
        evidence: vec![("Needed", "caIssuers".into())],
        ..Spot::default()
    })
}
