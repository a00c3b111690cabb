use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, GeneralName, field};

/// What Let's Encrypt puts into one certificate at most.
const LIMIT: usize = 100;

pub(super) static RULE: Rule = Rule {
    id: "many-names",
    severity: Severity::Notice,
    applies: Applies::SERVER,
    title: "The certificate has more than 100 names",
    what: "The Subject Alternative Name (SAN) lists more than 100 hosts.",
    why: "Clients accept it. Every handshake carries the whole list, everyone who connects can read it, \
          and one host that changes hands means a new certificate for all.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Give hosts that have nothing to do with each other certificates of their own; a server \
                   chooses by the name that the client asks for (SNI).",
        command: "certbot certonly -d {host}",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
        },
        Reference {
            label: "Let's Encrypt, Profiles",
            url: "https://letsencrypt.org/docs/profiles/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(names) = certificate.san() else { return Outcome::NotApplicable };
    let is_host = |name: &&GeneralName| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_));
    let count = names.iter().filter(is_host).count();
    if count <= LIMIT {
        return Outcome::Pass;
    }
    let bytes = certificate.der.len();
    Outcome::found(Spot {
        field: field::SUBJECT_ALT_NAME,
        detail: format!("It lists {count} hosts and is {bytes} bytes long."),
        reason: format!("it lists {count} hosts"),
        evidence: vec![("Hosts", count.to_string()), ("Bytes", bytes.to_string())],
        ..Spot::default()
    })
}
