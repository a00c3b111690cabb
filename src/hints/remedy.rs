//! What findings have in common that are mended in the same way: a new certificate, an anchor more,
//! the whole chain. The steps of each rule name the usual command; here is which of the other
//! tools' ways fit as well.

/// A way to mend something, known to more tools than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// A new certificate for the leaf, with the names and the use asked about.
    Certificate,
    /// The same certificate again, with new dates.
    Renewal,
    /// A new certificate for a CA.
    Ca,
    /// The root among the trust anchors of whoever checks.
    Anchor,
    /// All certificates of the chain in the file that is sent, and in their order.
    Chain,
}

/// What a rule calls for, where the leaf has the fault, and where a CA has it.
const CALLS_FOR: &[(&str, Option<Remedy>, Option<Remedy>)] = &[
    ("expired", RENEWAL, CA),
    ("expires-soon", RENEWAL, CA),
    ("issuer-missing", CHAIN, CHAIN),
    ("wrong-order", CHAIN, CHAIN),
    ("unrelated", CHAIN, CHAIN),
    ("duplicate", CHAIN, CHAIN),
    ("root-included", CHAIN, CHAIN),
    ("expired-cross-certificate", CHAIN, CHAIN),
    ("not-trusted", ANCHOR, ANCHOR),
    ("self-signed", ANCHOR, ANCHOR),
    ("revoked", CERTIFICATE, CA),
    ("validity-inverted", CERTIFICATE, CA),
    ("validity-too-long-public", CERTIFICATE, None),
    ("validity-over-limit-public", CERTIFICATE, None),
    ("apple-validity-too-long", CERTIFICATE, None),
    ("apple-server-auth-missing", CERTIFICATE, None),
    ("purpose-not-allowed", CERTIFICATE, None),
    ("key-usage-not-allowed", CERTIFICATE, None),
    ("key-usage-no-signature", CERTIFICATE, None),
    ("usage-any-only", CERTIFICATE, None),
    ("ns-type-not-allowed", CERTIFICATE, None),
    ("no-host-names", CERTIFICATE, None),
    ("host-not-covered", CERTIFICATE, None),
    ("common-name-not-in-san", CERTIFICATE, None),
    ("dns-name-is-address", CERTIFICATE, None),
    ("dns-name-is-url", CERTIFICATE, None),
    ("wildcard-misplaced", CERTIFICATE, None),
    ("ca-as-leaf", CERTIFICATE, None),
    ("leaf-may-sign-certificates", CERTIFICATE, None),
    ("weak-key", CERTIFICATE, CA),
    ("weak-curve", CERTIFICATE, CA),
    ("dsa-key", CERTIFICATE, CA),
    ("roca-key", CERTIFICATE, CA),
    ("rsa-exponent-unusable", CERTIFICATE, CA),
    ("weak-signature", CERTIFICATE, CA),
    ("version-too-low", CERTIFICATE, CA),
    ("issuer-not-ca", None, CA),
    ("issuer-may-not-sign", None, CA),
    ("ca-key-usage-missing", None, CA),
    ("ca-key-id-missing", None, CA),
    ("ca-constraints-not-critical", None, CA),
    ("usage-not-nested", None, CA),
    ("path-too-long", None, CA),
];

const CERTIFICATE: Option<Remedy> = Some(Remedy::Certificate);
const RENEWAL: Option<Remedy> = Some(Remedy::Renewal);
const CA: Option<Remedy> = Some(Remedy::Ca);
const ANCHOR: Option<Remedy> = Some(Remedy::Anchor);
const CHAIN: Option<Remedy> = Some(Remedy::Chain);

impl Remedy {
    /// What a finding of this rule calls for, about the leaf (or the chain), or about a CA.
    pub fn of(rule: &str, about_leaf: bool) -> Option<Self> {
        let (_, leaf, ca) = CALLS_FOR.iter().find(|line| line.0 == rule)?;
        if about_leaf { *leaf } else { *ca }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::ALL;
    use super::*;

    #[test]
    fn every_line_names_a_rule_once() {
        for (at, (id, leaf, ca)) in CALLS_FOR.iter().enumerate() {
            assert!(ALL.iter().any(|rule| rule.id == *id), "{id} is no rule");
            assert!(CALLS_FOR.iter().skip(at + 1).all(|line| line.0 != *id), "{id} stands twice");
            assert!(leaf.is_some() || ca.is_some(), "{id} calls for nothing");
        }
    }
}
