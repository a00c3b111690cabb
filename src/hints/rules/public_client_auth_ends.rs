use crate::hints::Role;
use crate::hints::public::is_public_leaf;
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, Purpose, field, oid::eku};
use crate::purpose::{EkuFit, eku_fit};

pub(super) static RULE: Rule = Rule {
    id: "public-client-auth-ends",
    severity: Severity::Notice,
    applies: Applies { roles: &[Role::Leaf], purposes: &[Purpose::Client] },
    title: "Public CAs are ceasing to issue client certificates",
    what: "The certificate is used as a client and comes from a public CA that issues for servers.",
    why: "Servers accept it until it ends; the next one will not list clientAuth. Chrome's root program lets \
          public CAs issue serverAuth alone from 15 March 2027 on; Let's Encrypt has done so since 11 \
          February 2026, others follow. A public certificate says who owns a domain, not who may use your \
          service.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Run a private CA for clients, for instance with step-ca, and have it issue the next \
                   certificate.",
            command: "step ca certificate client client.pem client.key",
        },
        Fix {
            who: Who::Issuer,
            step: "Or make one with OpenSSL and sign requests of clients with it.",
            command: "openssl x509 -req -in client.csr -CA client-ca.pem -CAkey client-ca.key -copy_extensions copy -days 90 -out client.pem",
        },
        Fix {
            who: Who::Server,
            step: "Have the server trust that CA for clients (nginx: ssl_client_certificate; Apache: \
                   SSLCACertificateFile).",
            command: "",
        },
    ],
    messages: &[],
    references: &[
        Reference {
            label: "Chrome Root Program Policy, version 1.8",
            url: "https://googlechrome.github.io/chromerootprogram/",
        },
        Reference {
            label: "Let's Encrypt, Profiles",
            url: "https://letsencrypt.org/docs/profiles/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    // One that is for clients alone comes from a CA that goes on issuing them.
    if !is_public_leaf(facts, certificate)
        || eku_fit(certificate, eku::SERVER_AUTH) != EkuFit::Listed
    {
        return Outcome::NotApplicable;
    }
    if eku_fit(certificate, eku::CLIENT_AUTH) != EkuFit::Listed {
        return Outcome::Pass;
    }
    let end = certificate.validity.not_after.map(|end| end.date()).unwrap_or_default();
    Outcome::found(Spot {
        field: field::EXTENDED_KEY_USAGE,
        detail: format!("It lists clientAuth and ends on {end}; its successor may not list it."),
        reason: "its successor may not be usable as a client".into(),
        evidence: vec![("Ends", end)],
        ..Spot::default()
    })
}
