//! The extensions that steer policy processing (RFC 5280, 4.2.1.4, 4.2.1.5, 4.2.1.11, 4.2.1.14).
//! They are read only when policies are asked about; otherwise they are shown by their bytes.

use super::der::{Cursor, INTEGER, OID, SEQUENCE, number, oid};
use crate::model::oid::ext;
use crate::model::{Certificate, Oid};

/// What a certificate says about policies below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyRules {
    /// `(issuerDomainPolicy, subjectDomainPolicy)`.
    pub mappings: Vec<(Oid, Oid)>,
    /// From how many certificates below on an explicit policy is required.
    pub require_explicit: Option<u32>,
    /// From how many certificates below on policies may not be mapped any more.
    pub inhibit_mapping: Option<u32>,
    /// From how many certificates below on anyPolicy counts as no other policy.
    pub inhibit_any: Option<u32>,
    /// A policy has a qualifier of another kind than the two of RFC 5280.
    pub foreign_qualifier: bool,
}

/// Reads them. The error names the extension that could not be read.
pub fn policy_rules(certificate: &Certificate) -> Result<PolicyRules, Oid> {
    let mut rules = PolicyRules::default();
    for extension in &certificate.extensions {
        let raw = extension.raw.as_slice();
        let read = match extension.oid.as_str() {
            ext::POLICY_MAPPINGS => mappings(raw).map(|mappings| rules.mappings = mappings),
            ext::POLICY_CONSTRAINTS => constraints(raw).map(|(explicit, mapping)| {
                rules.require_explicit = explicit;
                rules.inhibit_mapping = mapping;
            }),
            ext::INHIBIT_ANY_POLICY => skip_certs(raw).map(|skip| rules.inhibit_any = Some(skip)),
            ext::POLICIES => {
                rules.foreign_qualifier = foreign_qualifier(raw);
                Some(())
            }
            _ => Some(()),
        };
        if read.is_none() {
            return Err(extension.oid.clone());
        }
    }
    Ok(rules)
}

/// The content of the one value that fills `raw`.
fn whole(raw: &[u8], tag: u32) -> Option<&[u8]> {
    let mut cursor = Cursor::new(raw, raw);
    let value = cursor.expect(tag, "").ok()?;
    cursor.is_empty().then_some(value.content)
}

fn mappings(raw: &[u8]) -> Option<Vec<(Oid, Oid)>> {
    let mut cursor = Cursor::new(raw, whole(raw, SEQUENCE)?);
    let mut mappings = Vec::new();
    while !cursor.is_empty() {
        let mut pair = Cursor::new(raw, cursor.expect(SEQUENCE, "").ok()?.content);
        let issuer = oid(pair.expect(OID, "").ok()?.content)?;
        let subject = oid(pair.expect(OID, "").ok()?.content)?;
        if !pair.is_empty() {
            return None;
        }
        mappings.push((issuer, subject));
    }
    (!mappings.is_empty()).then_some(mappings)
}

type Skips = (Option<u32>, Option<u32>);

fn constraints(raw: &[u8]) -> Option<Skips> {
    let mut cursor = Cursor::new(raw, whole(raw, SEQUENCE)?);
    let mut skips: Skips = (None, None);
    while !cursor.is_empty() {
        let value = cursor.next("").ok()?;
        // A number too large for 32 bits is beyond every path all the same.
        let skip = number(value.content)
            .or_else(|| value.content.first().filter(|b| **b < 0x80).map(|_| u32::MAX))?;
        match value {
            _ if value.is_context(0) && skips == (None, None) => skips.0 = Some(skip),
            _ if value.is_context(1) && skips.1.is_none() => skips.1 = Some(skip),
            _ => return None,
        }
    }
    // RFC 5280, 4.2.1.11: never an empty sequence.
    (skips != (None, None)).then_some(skips)
}

fn skip_certs(raw: &[u8]) -> Option<u32> {
    let content = whole(raw, INTEGER)?;
    number(content).or_else(|| content.first().filter(|b| **b < 0x80).map(|_| u32::MAX))
}

/// CPS pointers and user notices are the two qualifiers of RFC 5280, 4.2.1.4.
fn foreign_qualifier(raw: &[u8]) -> bool {
    let qualifiers = || {
        let mut found = Vec::new();
        let mut policies = Cursor::new(raw, whole(raw, SEQUENCE)?);
        while let Ok(policy) = policies.expect(SEQUENCE, "") {
            let mut parts = Cursor::new(raw, policy.content);
            let _ = parts.next("").ok()?;
            let Ok(list) = parts.expect(SEQUENCE, "") else { continue };
            let mut list = Cursor::new(raw, list.content);
            while let Ok(qualifier) = list.expect(SEQUENCE, "") {
                let id = Cursor::new(raw, qualifier.content).expect(OID, "").ok()?;
                found.push(oid(id.content)?);
            }
        }
        Some(found)
    };
    let known = ["1.3.6.1.5.5.7.2.1", "1.3.6.1.5.5.7.2.2"];
    qualifiers().is_none_or(|found| found.iter().any(|id| !known.contains(&id.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_are_read_strictly() {
        assert_eq!(constraints(&[0x30, 3, 0x80, 1, 0]), Some((Some(0), None)));
        assert_eq!(constraints(&[0x30, 6, 0x80, 1, 2, 0x81, 1, 3]), Some((Some(2), Some(3))));
        assert_eq!(constraints(&[0x30, 6, 0x81, 1, 2, 0x80, 1, 3]), None);
        assert_eq!(constraints(&[0x30, 0]), None);
        assert_eq!(constraints(&[0x30, 3, 0x80, 1, 0xFF]), None);
        assert_eq!(skip_certs(&[2, 1, 7]), Some(7));
        assert_eq!(skip_certs(&[2, 6, 1, 0, 0, 0, 0, 0]), Some(u32::MAX));
        assert_eq!(skip_certs(&[2, 1, 7, 0]), None);
    }
}
