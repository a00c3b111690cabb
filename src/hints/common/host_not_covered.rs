use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, GeneralName, field};
use crate::purpose::host::Match;

pub static RULE: Rule = Rule {
    id: "host-not-covered",
    severity: Severity::Error,
    applies: Applies::SERVER,
    title: "The host is not in the Subject Alternative Name",
    what: "No DNS name or IP address among the certificate's Subject Alternative Names (SAN) covers the \
           host asked about.",
    why: "Clients compare the host they connect to with these entries only and refuse the connection \
          when none fits. Where there are such entries, the common name does not count.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Request a certificate that lists this host, or send clients to a host that is listed.",
            command: "{request}",
        },
        Fix {
            who: Who::Client,
            step: "Check that the host is the one meant: an alias, an IP address or a proxy in between \
                   brings another certificate.",
            command: "openssl s_client -connect {host}:443 -servername {host} </dev/null",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "hostname mismatch" },
        Message { stack: Stack::OpenSsl, text: "IP address mismatch" },
        Message { stack: Stack::Go, text: "x509: certificate is valid for {}, not {}" },
        Message {
            stack: Stack::Go,
            text: "x509: cannot validate certificate for {} because it doesn't contain any IP SANs",
        },
        Message { stack: Stack::Java, text: "No subject alternative DNS name matching {} found." },
        Message {
            stack: Stack::Java,
            text: "No subject alternative names matching IP address {} found",
        },
        Message { stack: Stack::NodeJs, text: "ERR_TLS_CERT_ALTNAME_INVALID" },
        Message {
            stack: Stack::Rustls,
            text: "invalid peer certificate: certificate not valid for name {}",
        },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_COMMON_NAME_INVALID" },
        Message { stack: Stack::Firefox, text: "SSL_ERROR_BAD_CERT_DOMAIN" },
    ]),
    references: &[Reference {
        label: "RFC 9525, 6 Verifying Service Identity",
        url: "https://www.rfc-editor.org/rfc/rfc9525#section-6",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let (Some(host), Some(found)) = (facts.host, facts.host_match) else {
        return Outcome::NotApplicable;
    };
    let nearest = match found {
        Match::Covered { .. } => return Outcome::Pass,
        Match::NoNames => return Outcome::NotApplicable,
        Match::NotCovered { nearest } => nearest,
    };
    let entries = certificate.san().unwrap_or_default();
    let is_host = |name: &&GeneralName| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_));
    let names: Vec<String> =
        entries.iter().filter(is_host).filter_map(GeneralName::plain).collect();
    let host = host.text();
    let mut evidence = vec![("Host asked about", host.clone())];
    let mut reason = format!("{host} is not among its names");
    let count = match names.len() {
        1 => "its one name".into(),
        n => format!("any of its {n} names"),
    };
    let mut detail = format!("{host} is not covered by {count}.");
    if let Some((entry, why)) = nearest {
        reason = format!("{host} is not among its names; {why}");
        detail = format!("{host} is not covered: {why}.");
        evidence.extend(
            entries.get(*entry).and_then(GeneralName::plain).map(|name| ("Nearest entry", name)),
        );
    }
    const SHOWN: usize = 10;
    evidence.extend(names.iter().take(SHOWN).map(|name| ("Listed", name.clone())));
    if names.len() > SHOWN {
        evidence.push(("Listed", format!("and {} more", names.len().saturating_sub(SHOWN))));
    }
    Outcome::found(Spot {
        field: field::SUBJECT_ALT_NAME,
        detail,
        reason,
        evidence,
        ..Spot::default()
    })
}
