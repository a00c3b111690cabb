use crate::hints::transparency::{log_name, of};
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};
use crate::purpose::listed;
use crate::trust::logs;

pub(super) static RULE: Rule = Rule {
    id: "sct-log-unknown",
    severity: Severity::Warning,
    applies: Applies::SERVER,
    title: "Timestamps of logs that browsers do not know",
    what: "Too many of the certificate's timestamps (SCTs) are from logs that are not on the browsers' lists, or \
           not accepted there yet, so that too few are left that count.",
    why: "Chromium and Apple's systems count timestamps of accepted logs only, and refuse a public certificate \
          that is left with too few. Test logs are not accepted.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Have the CA issue the certificate anew with timestamps of accepted logs.",
        command: "",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "Chrome, Certificate Transparency policy",
            url: "https://googlechrome.github.io/CertificateTransparency/ct_policy.html",
        },
        Reference {
            label: "Apple, Certificate Transparency policy",
            url: "https://support.apple.com/103214",
        },
        Reference {
            label: "Chrome, Certificate Transparency log lists",
            url: "https://googlechrome.github.io/CertificateTransparency/log_lists.html",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(stamps) = of(facts, certificate) else { return Outcome::NotApplicable };
    let (logs, useless) = (stamps.logs(), stamps.useless(certificate));
    let left = logs.len().saturating_sub(useless.len());
    // Too few of any kind is another rule's.
    if useless.is_empty() || logs.len() < stamps.needed || left >= stamps.needed {
        return Outcome::Pass;
    }
    let names: Vec<String> = useless.iter().map(log_name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (names, needed) = (listed(&names), stamps.needed);
    Outcome::found(Spot {
        field: field::SCTS,
        detail: format!(
            "Of {} timestamps {left} count where {needed} are needed; not accepted: {names}.",
            logs.len()
        ),
        reason: format!("only {left} of its timestamps count, and browsers want {needed}"),
        evidence: vec![("Not accepted", names), ("List of logs as of", logs::known().made.date())],
        ..Spot::default()
    })
}
