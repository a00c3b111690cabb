use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, KeyUsage, Purpose, field};
use crate::purpose::{key_usage_allows, key_usage_wanted, listed};

pub static RULE: Rule = Rule {
    id: "key-usage-not-allowed",
    severity: Severity::Error,
    applies: Applies::TLS_LEAF,
    title: "The key usage leaves out what TLS needs",
    what: "The Key Usage extension is there and has none of the bits that this use needs: digitalSignature \
           foremost; keyEncipherment or keyAgreement for servers of TLS 1.2.",
    why: "OpenSSL refuses the certificate for its purpose, Java and Firefox for its key usage, Chromium during \
          the handshake; rustls does not look at it. Certificates made for a CA (keyCertSign, cRLSign) are the usual case.",
    fixes: &[
        Fix {
            who: Who::Anyone,
            step: "Check that this is the leaf certificate and not the one of the CA.",
            command: "{show} -noout -subject -ext keyUsage,basicConstraints",
        },
        Fix {
            who: Who::Issuer,
            step: "Issue the certificate with the key usage digitalSignature.",
            command: "{request} -addext keyUsage=critical,digitalSignature",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "unsuitable certificate purpose" },
        Message { stack: Stack::Java, text: "KeyUsage does not allow digital signatures" },
        Message { stack: Stack::Chromium, text: "net::ERR_SSL_KEY_USAGE_INCOMPATIBLE" },
        Message {
            stack: Stack::Firefox,
            text: "Certificate key usage inadequate for attempted operation.",
        },
    ]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.3 Key Usage",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3",
        },
        Reference {
            label: "RFC 8446, 4.4.2.2 Server Certificate Selection",
            url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.2",
        },
    ],
    explains: KEY_OF_A_CA,
    check: Check::Certificate(check),
};

/// The key usage of a CA on a leaf is one cause for both.
const KEY_OF_A_CA: &[&str] = in_full(&["leaf-may-sign-certificates"]);

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let (Some(usage), Some(found)) = (facts.usage(), certificate.key_usage()) else {
        return Outcome::NotApplicable;
    };
    if key_usage_allows(certificate, usage) {
        return Outcome::Pass;
    }
    let side = if facts.purpose == Purpose::Server { "server" } else { "client" };
    let allows = listed(&found.names());
    let wanted = KeyUsage(key_usage_wanted(usage)).names().join(", ");
    Outcome::found(Spot {
        field: field::KEY_USAGE,
        detail: format!("Its key usage is {allows}; a TLS {side} needs digitalSignature."),
        reason: format!("its key usage is {allows}, and a TLS {side} needs digitalSignature"),
        evidence: vec![("Key usage", allows.clone()), ("At least one of", wanted)],
        ..Spot::default()
    })
}
