//! What stands above a certificate among those that are known.

use crate::model::Certificate;

/// The longest way up from a certificate.
const HIGHEST: usize = 16;

/// The issuers of a certificate among those known, going up, by name and key identifier.
pub(super) fn above<'a>(leaf: &Certificate, known: &[&'a Certificate]) -> Vec<&'a Certificate> {
    let mut found: Vec<&'a Certificate> = Vec::new();
    let mut below: &Certificate = leaf;
    while !below.is_self_issued() && found.len() < HIGHEST {
        let issuer = known.iter().copied().find(|ca| {
            let wanted = below.authority_key_id().and_then(|id| id.key_id.as_deref());
            let differs = matches!((wanted, ca.subject_key_id()), (Some(a), Some(b)) if a != b);
            ca.subject.key == below.issuer.key
                && !differs
                && !found.iter().any(|one| one.der == ca.der)
        });
        let Some(issuer) = issuer else { break };
        found.push(issuer);
        below = issuer;
    }
    found
}
