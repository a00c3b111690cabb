use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, NS_CERT_TYPE_BITS, field};
use crate::purpose::{listed, ns_type_allows};

pub(super) static RULE: Rule = Rule {
    id: "ns-type-not-allowed",
    severity: Severity::Warning,
    applies: Applies::TLS_LEAF,
    title: "The Netscape certificate type leaves out this use",
    what: "The old Netscape certificate type extension (nsCertType) is there and does not name the use \
           asked about: SSL server or SSL client.",
    why: "OpenSSL and Java still obey it and refuse the certificate, even where the Extended Key Usage allows \
          the use. rustls does not look at it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate without nsCertType; the Extended Key Usage has taken its place. In an \
               OpenSSL configuration, remove the line that begins with nsCertType.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "unsuitable certificate purpose" },
        Message {
            stack: Stack::Java,
            text: "Netscape cert type does not permit use for SSL server",
        },
    ]),
    references: &[Reference {
        label: "OpenSSL, x509v3_config: Netscape Certificate Type",
        url: "https://docs.openssl.org/master/man5/x509v3_config/",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let (Some(usage), Some(bits)) = (facts.usage(), certificate.ns_cert_type()) else {
        return Outcome::NotApplicable;
    };
    if ns_type_allows(certificate, usage) {
        return Outcome::Pass;
    }
    let named = NS_CERT_TYPE_BITS.iter().enumerate().filter(|(bit, _)| bits & (0x80 >> bit) != 0);
    let names: Vec<&str> = named.map(|(_, name)| *name).collect();
    let names = listed(&names);
    Outcome::found(Spot {
        field: field::NS_CERT_TYPE,
        detail: format!("Its Netscape certificate type is {names}."),
        reason: format!("its Netscape certificate type allows {names} only"),
        evidence: vec![("Netscape certificate type", names.clone())],
        ..Spot::default()
    })
}
