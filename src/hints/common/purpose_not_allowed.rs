use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, Oid, Purpose, field, oid::eku};
use crate::purpose::{EkuFit, eku_fit, listed, short_usage};

pub static RULE: Rule = Rule {
    id: "purpose-not-allowed",
    severity: Severity::Error,
    applies: Applies::TLS_LEAF,
    title: "The certificate is not made for this use",
    what: "The Extended Key Usage (EKU) extension lists the uses that are allowed, and the one asked about \
           (serverAuth or clientAuth) is not among them.",
    why: "Clients demand serverAuth of a server, and servers clientAuth of a client. Every mainstream stack \
          checks it; gnutls-serv is a known exception for client certificates.",
    fixes: &[
        Fix {
            who: Who::Anyone,
            step: "Check that the right file is configured: a server certificate on the server, a client \
                   certificate on the client.",
            command: "{show} -noout -subject -ext extendedKeyUsage",
        },
        Fix {
            who: Who::Anyone,
            step: "Or request a certificate with the use that is wanted: serverAuth for a server, clientAuth for \
                   a client. Public CAs are ceasing to issue clientAuth; a private CA is the usual source.",
            command: "{request} -addext extendedKeyUsage={usage}",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "unsuitable certificate purpose" },
        Message { stack: Stack::Go, text: "x509: certificate specifies an incompatible key usage" },
        Message {
            stack: Stack::Java,
            text: "Extended key usage does not permit use for TLS server authentication",
        },
        Message {
            stack: Stack::Java,
            text: "Extended key usage does not permit use for TLS client authentication",
        },
        Message {
            stack: Stack::GnuTls,
            text: "The certificate chain does not match the intended purpose.",
        },
        Message {
            stack: Stack::Rustls,
            text: "invalid peer certificate: certificate does not allow extended key usage for {}, allows {}",
        },
        Message { stack: Stack::NodeJs, text: "INVALID_PURPOSE" },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_INVALID" },
        Message { stack: Stack::Firefox, text: "Certificate type not approved for application." },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.12 Extended Key Usage",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let (Some(usage), Some(usages)) = (facts.usage(), certificate.eku()) else {
        return Outcome::NotApplicable;
    };
    // Server gated crypto of the 1990s stands for serverAuth, as OpenSSL and NSS read it.
    let gated =
        usage == eku::SERVER_AUTH && eku_fit(certificate, eku::NETSCAPE_SGC) == EkuFit::Listed;
    if eku_fit(certificate, usage) != EkuFit::NotListed || gated {
        return Outcome::Pass;
    }
    let (wanted, side) = match facts.purpose {
        Purpose::Server => ("serverAuth", "server"),
        _ => ("clientAuth", "client"),
    };
    let names: Vec<&str> = usages.iter().map(|oid: &Oid| short_usage(oid.name())).collect();
    let allows = listed(&names);
    Outcome::found(Spot {
        field: field::EXTENDED_KEY_USAGE,
        detail: format!("It allows {allows}; a TLS {side} needs {wanted}."),
        reason: format!("its extended key usage allows {allows}, and a TLS {side} needs {wanted}"),
        evidence: vec![("Allowed", allows.clone()), ("Needed", wanted.to_owned())],
        ..Spot::default()
    })
}
