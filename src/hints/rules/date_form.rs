use crate::decode::form::{self, DateFlaw};
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "date-form",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "A date is not in the form all clients read",
    what: "notBefore or notAfter has no seconds, a zone offset in place of Z, or a fraction of a second.",
    why: "OpenSSL and rustls refuse such a date; GnuTLS refuses the offset and the fraction, Go and NSS \
          the fraction. Java reads all of them.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew with dates in the form YYMMDDHHMMSSZ up to 2049, YYYYMMDDHHMMSSZ \
          from 2050 on.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "format error in certificate's notBefore field" },
        Message { stack: Stack::OpenSsl, text: "format error in certificate's notAfter field" },
        Message { stack: Stack::Go, text: "x509: malformed GeneralizedTime" },
        Message { stack: Stack::Rustls, text: "BadDerTime" },
        Message { stack: Stack::GnuTls, text: "The DER time encoding is invalid." },
        Message { stack: Stack::GnuTls, text: "Error in the time fields of certificate." },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.1.2.5 Validity",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }],
    explains: &["encoding-problems", "date-type"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let found = form::dates(certificate).into_iter().find_map(|date| {
        let why = match date.flaw {
            DateFlaw::NoSeconds => "has no seconds",
            DateFlaw::NoZulu => "does not end with Z",
            DateFlaw::Fraction => "has a fraction of a second",
            DateFlaw::TooEarly => return None,
        };
        Some((date, why))
    });
    let Some((date, why)) = found else { return Outcome::Pass };
    let name = date.name;
    Outcome::found(Spot {
        field: if name == "notBefore" { field::NOT_BEFORE } else { field::NOT_AFTER },
        detail: format!("Its {name} is written {}, which {why}.", date.text),
        reason: format!("the {name} of {} {why}", facts.called(step)),
        evidence: vec![(name, date.text)],
        ..Spot::default()
    })
}
