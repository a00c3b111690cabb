use crate::hints::public::{DAY, FROM_2019_07, days};
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

/// Apple's limit for any TLS server certificate, whoever issued it.
const LIMIT: i64 = 825;

pub(super) static RULE: Rule = Rule {
    id: "apple-validity-too-long",
    severity: Severity::Warning,
    applies: Applies::SERVER,
    title: "Apple's systems refuse a validity over 825 days",
    what: "The certificate was issued in July 2019 or later, and its validity period is longer than 825 days.",
    why: "Apple's iOS, iPadOS and macOS refuse such a TLS server certificate, of private CAs too (from iOS 13 and \
          macOS 10.15 on). Other clients take it from a private CA.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate for at most 825 days.",
        command: "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 825 -out server.pem",
    }],
    messages: &[],
    references: &[Reference {
        label: "Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15",
        url: "https://support.apple.com/103769",
    }],
    explains: &["never-expires"],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let (Some(from), Some(to)) = (certificate.validity.not_before, certificate.validity.not_after)
    else {
        return Outcome::NotApplicable;
    };
    // From date to date, as Apple's Security framework subtracts them (SecPolicyServer.c); the
    // Baseline Requirements count the last second too.
    let seconds = to.0.saturating_sub(from.0);
    // A CA certificate on a server is another fault.
    if from.0 < FROM_2019_07 || certificate.is_ca() {
        return Outcome::NotApplicable;
    }
    if seconds <= LIMIT.saturating_mul(DAY) {
        return Outcome::Pass;
    }
    let days = days(seconds);
    Outcome::found(Spot {
        field: field::NOT_AFTER,
        detail: format!("It was issued on {} and is valid for {days} days.", from.date()),
        reason: format!("it is valid for {days} days, and Apple’s systems take {LIMIT}"),
        evidence: vec![("Days", days.to_string()), ("Allowed", LIMIT.to_string())],
        ..Spot::default()
    })
}
