use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, GeneralName, field};
use crate::purpose::has_host;
use crate::purpose::host::{self, Host};

pub(super) static RULE: Rule = Rule {
    id: "common-name-not-in-san",
    severity: Severity::Notice,
    applies: Applies::SERVER,
    title: "The common name is not among the names",
    what: "The common name of the subject looks like a host, and no entry of the Subject Alternative Name \
           (SAN) covers it.",
    why: "Clients look at the SAN alone where there is one, so the certificate does not stand for that \
          host. Public CAs may only put into the common name what is in the SAN.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "If the host is meant, request a certificate that has it in the SAN.",
            command: "{request}",
        },
        Fix {
            who: Who::Issuer,
            step: "If it is not meant, leave the common name out, or put a name there that is no host.",
            command: "",
        },
    ],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 9525, 2 Naming of Application Services",
            url: "https://www.rfc-editor.org/rfc/rfc9525#section-2",
        },
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 7.1.4.3 Subscriber Certificate Common Name Attribute",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(name) = certificate.subject.last("2.5.4.3").filter(|name| looks_like_host(name))
    else {
        return Outcome::NotApplicable;
    };
    // Without any host in the SAN some clients do look here: no-host-names says so.
    if !has_host(certificate) {
        return Outcome::NotApplicable;
    }
    let wanted = Host::parse(name).ok().flatten();
    let covers = |entry: &GeneralName| match (entry, &wanted) {
        (GeneralName::Dns(dns), _) if dns.eq_ignore_ascii_case(name) => true,
        (GeneralName::Dns(dns), Some(Host::Dns(wanted))) => host::covers(dns, wanted),
        (GeneralName::Ip(address), Some(Host::Ip(wanted))) => address == wanted,
        _ => false,
    };
    if certificate.san().unwrap_or_default().iter().any(covers) {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::SUBJECT,
        detail: format!("The common name is {name}, and the SAN does not cover it."),
        reason: format!("{name} stands in its common name and not in its SAN"),
        evidence: vec![("Common name", name.to_owned())],
        ..Spot::default()
    })
}

/// A dotted name or an address that a person would ask for; a wildcard too.
fn looks_like_host(name: &str) -> bool {
    if name.parse::<std::net::IpAddr>().is_ok() {
        return true;
    }
    let plain = name.strip_prefix("*.").unwrap_or(name);
    plain.contains('.')
        && !plain.contains(['@', ' ', '/', ':'])
        && plain.split('.').all(|label| !label.is_empty())
        && matches!(Host::parse(plain), Ok(Some(_)))
}
