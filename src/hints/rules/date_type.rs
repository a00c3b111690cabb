use crate::decode::form::{self, DateFlaw};
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "date-type",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A date before 2050 is a GeneralizedTime",
    what: "notBefore or notAfter lies before 2050 and is written as GeneralizedTime, with four digits for \
          the year.",
    why: "Up to 2049 dates have to be UTCTime, with two digits for the year. Python’s cryptography \
          refuses the certificate; OpenSSL, Go, Java, GnuTLS, NSS and rustls read it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Correct the software or the configuration that writes the certificates, and issue the \
          certificate anew.",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.5 Validity",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if super::is_public_root(certificate) {
        return Outcome::NotApplicable;
    }
    let mut dates = form::dates(certificate).into_iter();
    let Some(date) = dates.find(|date| date.flaw == DateFlaw::TooEarly) else {
        return Outcome::Pass;
    };
    let name = date.name;
    Outcome::found(Spot {
        field: if name == "notBefore" { field::NOT_BEFORE } else { field::NOT_AFTER },
        detail: format!("Its {name} is the GeneralizedTime {}.", date.text),
        reason: format!("the {name} of {} is written for a year from 2050 on", facts.called(step)),
        evidence: vec![(name, date.text)],
        ..Spot::default()
    })
}
