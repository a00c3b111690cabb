use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::purpose::listed;

pub(super) static RULE: Rule = Rule {
    id: "quantum-safe-parts",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "Which parts of the path are quantum-safe",
    what: "At least one key of the path is of a kind that quantum computers are not expected to break (ML-DSA, \
           SLH-DSA).",
    why: "A path is as strong as its weakest signature: to be quantum-safe every key of it must be, the root's \
          included. Whether recorded traffic can be read later is another matter: that depends on the key \
          exchange (X25519MLKEM768), not on the certificate.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Issue every certificate of the path from and for such keys, where clients know them.",
            command: "",
        },
        Fix {
            who: Who::Server,
            step: "For the key exchange look at what client and server agree on (OpenSSL 3.5 and newer).",
            command: "openssl s_client -connect {host}:443 -servername {host} -groups X25519MLKEM768 </dev/null",
        },
    ],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 9881 Algorithm Identifiers for ML-DSA in X.509",
            url: "https://www.rfc-editor.org/rfc/rfc9881",
        },
        Reference {
            label: "FIPS 204 Module-Lattice-Based Digital Signature Standard",
            url: "https://csrc.nist.gov/pubs/fips/204/final",
        },
    ],
    explains: &[],
    check: Check::Chain(check),
};

/// ML-DSA and SLH-DSA, pure and with a digest before them: the branch sigAlgs of NIST, from 17 on.
fn is_safe(oid: &str) -> bool {
    let number = oid.strip_prefix("2.16.840.1.101.3.4.3.").and_then(|rest| rest.parse().ok());
    number.is_some_and(|number: u32| (17..=46).contains(&number))
}

fn check(facts: &Facts<'_>) -> Outcome {
    let certificates = || (0..facts.path.steps.len()).filter_map(|step| facts.at_step(step));
    let (safe, other): (Vec<_>, Vec<_>) =
        certificates().partition(|c| is_safe(c.public_key.oid.as_str()));
    if safe.is_empty() {
        return Outcome::NotApplicable;
    }
    let names = |of: &[&crate::model::Certificate]| {
        let titles: Vec<String> = of.iter().map(|c| format!("“{}”", c.title())).collect();
        listed(&titles.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let detail = match other.as_slice() {
        [] => "Every key of the path that was given is quantum-safe.".to_owned(),
        other => format!(
            "Quantum-safe: the key of {}; not so: the key of {}.",
            names(&safe),
            names(other)
        ),
    };
    let first = |list: &[&crate::model::Certificate]| list.first().map(|c| c.public_key.short());
    let mut evidence: Vec<(&'static str, String)> = Vec::new();
    evidence.extend(first(&safe).map(|key| ("Quantum-safe", key)));
    evidence.extend(first(&other).map(|key| ("Not quantum-safe", key)));
    Outcome::found(Spot {
        detail,
        reason: "its path has quantum-safe keys".into(),
        evidence,
        ..Spot::default()
    })
}
