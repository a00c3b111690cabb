use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who, in_full,
};
use crate::model::{Certificate, ItemKind};
use crate::revocation::{Says, Status};

pub(super) static RULE: Rule = Rule {
    id: "revocation-evidence-void",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A revocation list or response here does not count",
    what: "A revocation list or OCSP response that was loaded is about a certificate of the path and proves nothing: \
           it is out of date, not signed by whom it should be, damaged, or the responder does not know the \
           certificate. No other one here tells.",
    why: "Where a program is given it, the certificate counts as not looked up. nginx, Apache, HAProxy and Python \
          with such a list refuse everybody; GnuTLS passes over the date of a list. An OCSP response that does not \
          count is as good as none.",
    fixes: &[
        Fix {
            who: Who::Anyone,
            step: "Fetch the list anew from the address in the certificate, read its dates, and give it here.",
            command: "curl -fgsSo list.crl {list_url} && openssl crl -inform DER -in list.crl -noout -text",
        },
        Fix {
            who: Who::Anyone,
            step: "Ask the CA's responder anew, with the certificate and its issuer's in files of their own, and give \
                   the response here.",
            command: "openssl ocsp -issuer issuer.pem -cert certificate.pem -url {ocsp_url} -no_nonce -respout response.der",
        },
        Fix {
            who: Who::Issuer,
            step: "Issue the list anew before its nextUpdate, with a key that may sign lists (cRLSign).",
            command: "openssl ca -gencrl -config ca.cnf -out list.pem",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "CRL has expired" },
        Message { stack: Stack::OpenSsl, text: "CRL signature failure" },
    ]),
    references: &[
        Reference {
            label: "RFC 5280, 6.3.3 CRL Processing",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3",
        },
        Reference {
            label: "RFC 6960, 3.2 Signed Response Acceptance Requirements",
            url: "https://www.rfc-editor.org/rfc/rfc6960#section-3.2",
        },
    ],
    explains: &["revocation-not-covered"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, _certificate: &Certificate) -> Outcome {
    let Some(standing) = facts.standing(step) else { return Outcome::NotApplicable };
    if !matches!(standing.status, Status::Unknown | Status::NotCovered) {
        return Outcome::Pass;
    }
    let spots = standing.pieces.iter().filter_map(|told| {
        let what = match facts.items.get(told.item)? {
            ItemKind::Ocsp(_) => "OCSP response",
            _ => "revocation list",
        };
        let (sentence, clause) = match (&told.says, told.fault()) {
            (Says::Unknown, _) => (
                "It says that the responder does not know the certificate.".to_owned(),
                "says that the responder does not know the certificate".to_owned(),
            ),
            (_, fault) => (fault?.sentence(), fault?.word().replace('-', " ")),
        };
        let clause = match told.says {
            Says::Unknown => clause,
            _ => format!("does not count ({clause})"),
        };
        let named = if told.names_it { " It names the certificate as revoked." } else { "" };
        Some(Spot {
            field: "serial",
            detail: format!("About the {what} loaded: {sentence}{named}"),
            reason: format!("the {what} loaded about {} {clause}", facts.called(step)),
            evidence: vec![("Loaded", what.to_owned())],
            ..Spot::default()
        })
    });
    Outcome::of(spots.collect())
}
