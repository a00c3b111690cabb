use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, GeneralName, field};
use crate::purpose::{host, listed};

/// How many domains are named.
const SHOWN: usize = 3;

pub(super) static RULE: Rule = Rule {
    id: "wildcard-without-apex",
    severity: Severity::Notice,
    applies: Applies::SERVER,
    title: "A wildcard does not cover the domain itself",
    what: "The Subject Alternative Name (SAN) has a wildcard such as *.example.com, and not example.com.",
    why: "A wildcard stands for one more label and never for none, so clients refuse the certificate for \
          the bare domain.",
    fixes: &[Fix {
        who: Who::Server,
        step: "If the server answers for the bare domain too, request both names.",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 9525, 6.3 Matching the DNS Domain Name Portion",
        url: "https://www.rfc-editor.org/rfc/rfc9525#section-6.3",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    // Who asks about one host is told about that host.
    let Some(names) = certificate.san().filter(|_| facts.host.is_none()) else {
        return Outcome::NotApplicable;
    };
    let dns: Vec<String> = names
        .iter()
        .filter_map(|name| match name {
            GeneralName::Dns(name) => Some(name.trim_end_matches('.').to_ascii_lowercase()),
            _ => None,
        })
        .collect();
    let bare = dns.iter().filter_map(|name| name.strip_prefix("*.")).filter(|n| is_domain(n));
    let missing: Vec<&str> =
        bare.filter(|domain| !dns.iter().any(|name| host::covers(name, domain))).collect();
    let shown = missing.get(..missing.len().min(SHOWN)).unwrap_or_default();
    let Some(first) = shown.first() else { return Outcome::Pass };
    let list = listed(shown);
    let more = missing.len().saturating_sub(shown.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Outcome::found(Spot {
        field: field::SUBJECT_ALT_NAME,
        detail: format!("It covers *.{first}, and not the bare domain: {list}{more}."),
        reason: format!("it does not cover the bare domain {first}"),
        evidence: shown.iter().map(|domain| ("Not covered", (*domain).to_owned())).collect(),
        ..Spot::default()
    })
}

/// What somebody registers: two labels, or three where the last two are a public suffix.
fn is_domain(name: &str) -> bool {
    let suffix = |name: &str| host::spans_suffix(&format!("*.{name}"));
    match name.split('.').count() {
        2 => !suffix(name),
        3 => name.split_once('.').is_some_and(|(_, rest)| suffix(rest)),
        _ => false,
    }
}
