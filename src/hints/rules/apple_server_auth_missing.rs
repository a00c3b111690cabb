use crate::hints::public::FROM_2019_07;
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, Time, oid::ext};

pub(super) static RULE: Rule = Rule {
    id: "apple-server-auth-missing",
    severity: Severity::Warning,
    applies: Applies::SERVER,
    title: "Apple's systems want serverAuth stated",
    what: "The certificate was issued in July 2019 or later and has no Extended Key Usage (EKU) extension.",
    why: "Without the extension every use is allowed, and most clients accept it for a server. iOS, iPadOS and \
          macOS refuse a TLS server certificate that does not list serverAuth, of private CAs too.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with serverAuth in the extended key usage.",
        command: "{request} -addext extendedKeyUsage={usage}",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15",
            url: "https://support.apple.com/103769",
        },
        Reference {
            label: "RFC 5280, 4.2.1.12 Extended Key Usage",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    if certificate.validity.not_before.is_none_or(|from| from < Time(FROM_2019_07)) {
        return Outcome::NotApplicable;
    }
    // A CA certificate on a server is another fault.
    if certificate.is_ca() {
        return Outcome::NotApplicable;
    }
    // A list without serverAuth is refused everywhere, which is another rule's.
    if certificate.extension(ext::EXTENDED_KEY_USAGE).is_some() {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        detail: "It states no extended key usage.".into(),
        reason: "it states no extended key usage, and Apple’s systems want serverAuth".into(),
        evidence: vec![("Needed", "serverAuth".into())],
        ..Spot::default()
    })
}
