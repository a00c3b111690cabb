use crate::hints::transparency::asked;
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, oid::ext};

pub(super) static RULE: Rule = Rule {
    id: "sct-missing",
    severity: Severity::Warning,
    applies: Applies::SERVER,
    title: "A public certificate without Certificate Transparency timestamps",
    what: "The certificate leads to a public root and has no list of signed certificate timestamps (SCTs), \
           which its CA gets from public logs before it issues.",
    why: "Chromium, Firefox and Apple's systems refuse a public certificate without timestamps, unless the \
          server sends them in the handshake or in its stapled OCSP response. Other clients do not ask for \
          them, and a private CA needs none.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Ask the CA for a certificate with embedded timestamps; some leave them out on request.",
            command: "",
        },
        Fix {
            who: Who::Anyone,
            step: "Check that this is the certificate the server sends, and not an older or a test copy.",
            command: "openssl s_client -connect {host}:443 -servername {host} </dev/null | openssl x509 -noout -ext ct_precert_scts",
        },
    ],
    messages: &[],
    references: &[
        Reference {
            label: "Chrome, Certificate Transparency policy",
            url: "https://googlechrome.github.io/CertificateTransparency/ct_policy.html",
        },
        Reference {
            label: "Apple, Certificate Transparency policy",
            url: "https://support.apple.com/103214",
        },
        Reference {
            label: "RFC 6962, 3.3 Including the Signed Certificate Timestamp in the TLS Handshake",
            url: "https://www.rfc-editor.org/rfc/rfc6962#section-3.3",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    if !asked(facts, certificate) {
        return Outcome::NotApplicable;
    }
    if certificate.extension(ext::SCTS).is_some() {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        detail: "It has no signed certificate timestamps.".into(),
        reason: "it has no signed certificate timestamps, which browsers want of a public CA"
            .into(),
        evidence: vec![("Needed", "signed certificate timestamps (SCTs)".into())],
        ..Spot::default()
    })
}
