use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, ExtensionValue, GeneralName, field, oid::ext};
use crate::purpose::has_host;
use crate::purpose::host::can_match;

pub static RULE: Rule = Rule {
    id: "no-host-names",
    severity: Severity::Error,
    applies: Applies::SERVER,
    title: "No host in the Subject Alternative Name",
    what: "The certificate has no Subject Alternative Name (SAN) extension, or one without any DNS name or \
           IP address that a host can match.",
    why: "Chromium, Firefox, Go and rustls find the host in the SAN only and refuse the certificate for every \
          host. OpenSSL, Java and GnuTLS still look at the common name where there is no SAN, so it may work \
          in one program and fail in the next.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Request a new certificate with the host in the SAN.",
            command: "{request}",
        },
        Fix {
            who: Who::Issuer,
            step: "Copy the SAN from the request into the certificate; openssl x509 -req leaves it out \
                   unless told to.",
            command: "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 365 -out server.pem",
        },
    ],
    messages: in_full(&[
        Message {
            stack: Stack::Go,
            text: "x509: certificate relies on legacy Common Name field, use SANs instead",
        },
        Message {
            stack: Stack::Go,
            text: "x509: certificate is not valid for any names, but wanted to match {}",
        },
        Message { stack: Stack::Java, text: "No subject alternative names present" },
        Message { stack: Stack::Java, text: "No name matching {} found" },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_COMMON_NAME_INVALID" },
        Message {
            stack: Stack::Firefox,
            text: "requested domain name does not match the server’s certificate.",
        },
    ]),
    references: &[
        Reference {
            label: "RFC 9525, 2 Naming of Application Services",
            url: "https://www.rfc-editor.org/rfc/rfc9525#section-2",
        },
        Reference {
            label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let unreadable = |value: &ExtensionValue| matches!(value, ExtensionValue::Unreadable(_));
    if certificate.extension(ext::SUBJECT_ALT_NAME).is_some_and(|san| unreadable(&san.value)) {
        return Outcome::NotApplicable;
    }
    let names = certificate.san();
    // Where a host was asked about, `host-not-covered` says why such names do not match it.
    if has_host(certificate)
        && (facts.host.is_some() || names.is_some_and(|names| names.iter().any(can_match)))
    {
        return Outcome::Pass;
    }
    let is_spiffe =
        |name: &GeneralName| matches!(name, GeneralName::Uri(uri) if uri.starts_with("spiffe://"));
    if facts.host.is_none() && names.is_some_and(|names| names.iter().any(is_spiffe)) {
        // Workload identities are compared as URIs, not as hosts.
        return Outcome::NotApplicable;
    }
    let (fault, field) = match names {
        None => ("it has no Subject Alternative Name (SAN)", field::SUBJECT),
        Some(_) if has_host(certificate) => (
            "no name in its Subject Alternative Name (SAN) can match a host",
            field::SUBJECT_ALT_NAME,
        ),
        Some(_) => (
            "its Subject Alternative Name (SAN) holds no DNS name and no IP address",
            field::SUBJECT_ALT_NAME,
        ),
    };
    let common_name = certificate.subject.last("2.5.4.3");
    let asked = facts.host.map(|host| host.text());
    let addition = match (common_name, &asked) {
        (Some(name), Some(host)) if name.eq_ignore_ascii_case(host) => {
            format!("; {host} stands in the common name only")
        }
        _ => String::new(),
    };
    let mut evidence: Vec<(&str, String)> =
        asked.map(|host| ("Host asked about", host)).into_iter().collect();
    evidence.extend(common_name.map(|name| ("Common name", name.to_owned())));
    let plain = names.unwrap_or_default().iter().filter_map(GeneralName::plain);
    evidence.extend(plain.map(|name| ("SAN entry", name)));
    let mut detail = format!("{fault}{addition}.");
    if let Some(first) = detail.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Outcome::found(Spot {
        field,
        detail,
        reason: format!("{fault}{addition}"),
        evidence,
        ..Spot::default()
    })
}
