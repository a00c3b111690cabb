use crate::hints::transparency::{issuer_key, log_name, of, signed};
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};
use crate::purpose::listed;

pub(super) static RULE: Rule = Rule {
    id: "sct-signature-wrong",
    severity: Severity::Warning,
    applies: Applies::SERVER,
    title: "A timestamp was not made for this certificate",
    what: "The signature of a Certificate Transparency timestamp (SCT) was computed with the key of its log, and \
           does not fit the certificate and its issuer.",
    why: "Chromium and Apple's systems do not count such a timestamp, and refuse a public certificate that is \
          left with too few. The CA put in timestamps of another precertificate, or changed the certificate \
          after it was logged.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Tell the CA: what it issues must be the precertificate it logged, byte for byte, but for the two \
               extensions of Certificate Transparency.",
        command: "",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 6962, 3.2 Structure of the Signed Certificate Timestamp",
            url: "https://www.rfc-editor.org/rfc/rfc6962#section-3.2",
        },
        Reference {
            label: "Chrome, Certificate Transparency policy",
            url: "https://googlechrome.github.io/CertificateTransparency/ct_policy.html",
        },
        Reference {
            label: "Apple, Certificate Transparency policy",
            url: "https://support.apple.com/103214",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let (Some(stamps), Some(issuer)) = (of(facts, certificate), issuer_key(facts, step)) else {
        return Outcome::NotApplicable;
    };
    let verdicts: Vec<(String, bool)> = stamps
        .all
        .iter()
        .filter_map(|stamp| Some((log_name(&stamp.log), signed(certificate, issuer, stamp)?)))
        .collect();
    if verdicts.is_empty() {
        return Outcome::NotApplicable;
    }
    let wrong: Vec<&str> =
        verdicts.iter().filter(|(_, fits)| !fits).map(|(name, _)| name.as_str()).collect();
    if wrong.is_empty() {
        return Outcome::Pass;
    }
    let names = listed(&wrong);
    Outcome::found(Spot {
        field: field::SCTS,
        detail: format!("The signature of {names} does not fit it."),
        reason: format!("a timestamp inside it was not made for it ({names})"),
        evidence: wrong.iter().map(|name| ("Log", (*name).to_owned())).collect(),
        ..Spot::default()
    })
}
