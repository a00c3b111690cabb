use crate::hints::transparency::{log_name, of};
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "sct-too-few",
    severity: Severity::Warning,
    applies: Applies::SERVER,
    title: "Too few Certificate Transparency timestamps",
    what: "A public certificate needs timestamps (SCTs) of two different logs where it is valid for up to 180 \
           days, and of three where it is valid for longer. Chromium also wants logs of at least two operators.",
    why: "Chromium and Apple's systems count them and refuse a public certificate with fewer, unless the server \
          sends more in the handshake. A private CA needs none.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Have the CA issue the certificate anew with enough timestamps.",
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
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(stamps) = of(facts, certificate) else { return Outcome::NotApplicable };
    let logs = stamps.logs();
    let names: Vec<String> = logs.iter().map(log_name).collect();
    let (needed, days) = (stamps.needed, stamps.days);
    let (detail, reason) = if logs.len() < needed {
        let (count, end) = (logs.len(), if logs.len() == 1 { "" } else { "s" });
        (
            format!("It has timestamps of {count} log{end}; {days} days ask for {needed}."),
            format!("it has timestamps of {count} log{end}, and browsers want {needed}"),
        )
    } else if let Some(operator) = stamps.operators().filter(|all| all.len() < 2) {
        let operator = operator.first().copied().unwrap_or_default();
        (
            format!("All its timestamps are from logs of {operator}."),
            format!(
                "all its timestamps are from logs of {operator}, and Chromium wants two operators"
            ),
        )
    } else {
        return Outcome::Pass;
    };
    let mut evidence = vec![("Needed", needed.to_string())];
    evidence.extend(names.into_iter().map(|name| ("Log", name)));
    Outcome::found(Spot { field: field::SCTS, detail, reason, evidence, ..Spot::default() })
}
