use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};
use crate::path::End;

pub(super) static RULE: Rule = Rule {
    id: "authority-key-id-missing",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "The certificate does not name the key of its issuer",
    what: "A certificate of the path that another one issued has no Authority Key Identifier (AKI) \
           extension, or one without a key identifier.",
    why: "Python from 3.13 on checks strictly by default (OpenSSL's X509_V_FLAG_X509_STRICT) and refuses the path, \
          as OpenSSL does with -x509_strict. Other clients accept it.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Issue the certificate with an authority key identifier (authorityKeyIdentifier=keyid in \
                   the extensions file).",
            command: "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 365 -out server.pem",
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
        text: "Missing Authority Key Identifier",
    }]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.1 Authority Key Identifier",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.1",
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
    // Of an anchor nobody asks for it, nor of certificates of versions without extensions.
    let last = step.saturating_add(1) >= facts.path.steps.len();
    let anchor =
        last && (certificate.is_self_issued() || matches!(facts.path.end, End::Trusted(_)));
    if anchor || certificate.version != 3 {
        return Outcome::NotApplicable;
    }
    if certificate.authority_key_id().is_some_and(|id| id.key_id.is_some()) {
        return Outcome::Pass;
    }
    let field = match certificate.authority_key_id() {
        Some(_) => field::AUTHORITY_KEY_ID,
        None => "",
    };
    Outcome::found(Spot {
        field,
        detail: "It does not say which key of its issuer signed it.".into(),
        reason: format!("{} does not name the key of its issuer", facts.called(step)),
        evidence: vec![("Needed", "authority key identifier".into())],
        ..Spot::default()
    })
}
