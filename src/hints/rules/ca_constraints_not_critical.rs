use crate::hints::public::is_store_root;
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Role, Rule, Severity, Spot, Stack,
    Who, in_full,
};
use crate::model::{Certificate, field, oid::ext};

pub(super) static RULE: Rule = Rule {
    id: "ca-constraints-not-critical",
    severity: Severity::Warning,
    applies: Applies { roles: &[Role::Intermediate, Role::Root], ..Applies::ALWAYS },
    title: "The basic constraints of a CA are not critical",
    what: "A CA certificate of the path has a Basic Constraints extension that is not marked critical.",
    why: "Python from 3.13 on checks strictly by default (OpenSSL's X509_V_FLAG_X509_STRICT) and refuses the path, \
          as OpenSSL does with -x509_strict. Other clients accept it.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Issue the CA certificate anew, with the same key and name, and with \
                   basicConstraints=critical,CA:true.",
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
        text: "Basic Constraints of CA cert not marked critical",
    }]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.9 Basic Constraints",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9",
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
    if certificate.extension(ext::BASIC_CONSTRAINTS).is_some_and(|constraints| constraints.critical)
    {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::BASIC_CONSTRAINTS,
        detail: "Its basic constraints are not marked critical.".into(),
        reason: format!("{} has basic constraints that are not critical", facts.called(step)),
        evidence: vec![("Needed", "basicConstraints, critical".into())],
        ..Spot::default()
    })
}
