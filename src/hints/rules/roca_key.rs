use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, KeyKind, field};

pub(super) static RULE: Rule = Rule {
    id: "roca-key",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "An RSA key was made by faulty hardware (ROCA)",
    what: "The modulus of an RSA key of the path has the fingerprint of a library in Infineon chips \
           (CVE-2017-15361): modulo each of many small primes it is a power of 65537.",
    why: "Keys of 512 to 2048 bits from that library can be computed from the certificate alone, at a cost that \
          many can bear. Clients do not check for it; public CAs refuse such a key and revoke what they issued. \
          Other keys have the fingerprint once in some hundred million.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Make a new key outside that device, or on one with mended firmware, and request a \
               certificate for it.",
        command: "{new-key-request}",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "NIST, CVE-2017-15361",
            url: "https://nvd.nist.gov/vuln/detail/CVE-2017-15361",
        },
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 6.1.6 Public key parameters",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

/// The primes of the published test.
const PRIMES: [u32; 17] =
    [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let KeyKind::Rsa { modulus, bits, .. } = &certificate.public_key.kind else {
        return Outcome::NotApplicable;
    };
    // The library makes keys of 512 bits and more.
    if *bits < 512 || !PRIMES.iter().all(|prime| is_power(remainder(modulus, *prime), *prime)) {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail: format!("Its RSA key of {bits} bits has the fingerprint of CVE-2017-15361."),
        reason: format!("{} has an RSA key that can be computed (ROCA)", facts.called(step)),
        evidence: vec![("Bits", bits.to_string()), ("Fault", "CVE-2017-15361".into())],
        ..Spot::default()
    })
}

/// A number, high byte first, modulo a small prime.
fn remainder(number: &[u8], prime: u32) -> u32 {
    let step = |rest: u32, byte: &u8| {
        rest.saturating_mul(256).saturating_add(u32::from(*byte)).checked_rem(prime)
    };
    number.iter().try_fold(0, step).unwrap_or_default()
}

/// Whether a number is a power of 65537 modulo a prime.
fn is_power(number: u32, prime: u32) -> bool {
    let mut power = 1u32;
    for _ in 0..prime {
        if power == number {
            return true;
        }
        power = power.saturating_mul(65_537).checked_rem(prime).unwrap_or_default();
    }
    false
}
