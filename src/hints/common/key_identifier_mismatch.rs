use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field, hex};
use crate::path::Link;

pub static RULE: Rule = Rule {
    id: "key-identifier-mismatch",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "The key identifiers of a certificate and its issuer differ",
    what: "The authority key identifier of a certificate is not the subject key identifier of the certificate \
           whose key verifies its signature.",
    why: "The identifiers are hints for building paths, and most clients prove the link by the signature alone. \
          OpenSSL, and what is built on it, does not even try an issuer whose identifier differs.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew with the authority key identifier set to the subject key identifier of \
               the issuing certificate.",
        command: "",
    }],
    messages: in_full(&[Message {
        stack: Stack::OpenSsl,
        text: "unable to get local issuer certificate",
    }]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.1 Authority Key Identifier",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.1",
    }],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let mut spots = Vec::new();
    for (step, link) in facts.path.links.iter().enumerate() {
        // An issuer that did not sign it is another fault.
        if *link != Link::Proved {
            continue;
        }
        let (Some(certificate), Some(issuer)) =
            (facts.at_step(step), facts.at_step(step.saturating_add(1)))
        else {
            continue;
        };
        let Some((wanted, found)) = differ(certificate, issuer) else { continue };
        let (title, above) = (certificate.title(), issuer.title());
        spots.push(Spot {
            object: facts.path.loaded().nth(step),
            field: field::AUTHORITY_KEY_ID,
            detail: format!("“{title}” names the key {wanted}, the key of “{above}” is {found}."),
            reason: format!("the key identifier that “{title}” names is not that of “{above}”"),
            evidence: vec![("Named", wanted), ("Of the issuer", found)],
        });
    }
    Outcome::of(spots)
}

fn differ(certificate: &Certificate, issuer: &Certificate) -> Option<(String, String)> {
    let wanted = certificate.authority_key_id()?.key_id.as_deref()?;
    let found = issuer.subject_key_id()?;
    (wanted != found).then(|| (hex(wanted), hex(found)))
}
