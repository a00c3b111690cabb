use crate::hints::public::is_store_root;
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Role, Rule, Severity, Spot, Stack,
    Who, in_full,
};
use crate::model::{Certificate, oid::ext};

pub(super) static RULE: Rule = Rule {
    id: "ca-key-usage-missing",
    severity: Severity::Warning,
    applies: Applies { roles: &[Role::Intermediate, Role::Root], ..Applies::ALWAYS },
    title: "A CA certificate states no key usage",
    what: "A CA certificate of the path has no Key Usage extension.",
    why: "Python from 3.13 on checks strictly by default (OpenSSL's X509_V_FLAG_X509_STRICT) and refuses the path, \
          as OpenSSL does with -x509_strict. Other clients accept it.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Issue the CA certificate anew, with the same key and name, and with the key usage \
                   keyCertSign and cRLSign.",
            command: "{ca}",
        },
        Fix {
            who: Who::Client,
            step: "Until then, a Python program can switch the check off: context.verify_flags &= \
                   ~ssl.VERIFY_X509_STRICT.",
            command: "",
        },
    ],
    messages: in_full(&[Message {
        stack: Stack::OpenSsl,
        text: "CA cert does not include key usage extension",
    }]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.3 Key Usage",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3",
        },
        Reference {
            label: "Python, ssl.create_default_context",
            url: "https://docs.python.org/3/library/ssl.html#ssl.create_default_context",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if !certificate.is_ca() || is_store_root(facts, step) {
        return Outcome::NotApplicable;
    }
    if certificate.extension(ext::KEY_USAGE).is_some() {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        detail: "It states no key usage.".into(),
        reason: format!("{} states no key usage", facts.called(step)),
        evidence: vec![("Needed", "keyCertSign".into())],
        ..Spot::default()
    })
}
