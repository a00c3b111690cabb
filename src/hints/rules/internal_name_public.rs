use crate::hints::public::{is_internal, is_public_leaf};
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use std::net::IpAddr;

use crate::model::{Certificate, GeneralName, field};

pub(super) static RULE: Rule = Rule {
    id: "internal-name-public",
    severity: Severity::Notice,
    applies: Applies::SERVER,
    title: "A public certificate for an internal name",
    what: "The certificate leads to a public root and names a host or an address that exists in private \
           networks only.",
    why: "Nobody owns such a name, so a public CA cannot check it, may not issue for it and has to revoke \
          the certificate. Clients that do not ask about that name accept it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Use a name below a domain of your own, or a private CA for internal names.",
        command: "step ca certificate {host} server.pem server.key",
    }],
    messages: &[],
    references: &[Reference {
        label: "CA/Browser Forum Baseline Requirements, 7.1.2.7.12 Subscriber Certificate Subject Alternative Name",
        url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(names) = certificate.san().filter(|_| is_public_leaf(facts, certificate)) else {
        return Outcome::NotApplicable;
    };
    let internal = names.iter().find_map(|name| match name {
        GeneralName::Dns(name) if is_internal(name) => Some(name.clone()),
        GeneralName::Ip(address) if is_reserved(*address) => Some(address.to_string()),
        _ => None,
    });
    let Some(name) = internal else { return Outcome::Pass };
    Outcome::found(Spot {
        field: field::SUBJECT_ALT_NAME,
        detail: format!("It names {name}, which exists in private networks only."),
        reason: format!("it names {name}, which public CAs may not certify"),
        evidence: vec![("Internal", name)],
        ..Spot::default()
    })
}

/// Private, local and documentation addresses (IANA's special-purpose registries).
fn is_reserved(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_documentation()
                || v4.is_unspecified()
        }
        IpAddr::V6(v6) => {
            v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_unique_local()
                || v6.is_unicast_link_local()
        }
    }
}
