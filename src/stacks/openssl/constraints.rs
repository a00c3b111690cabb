//! Name constraints, as OpenSSL checks them (`v3_ncons.c`): on every certificate below, trust
//! anchors included, and on the leaf's common name where its SAN has no DNS name.

use super::Fault;
use super::chain::Chain;
use crate::model::{Certificate, Name};
use crate::stacks::names::{
    self, DIRECTORY, DNS, EMAIL, IP, OTHER, Raw, RawSubtree, URI, directory_within,
};

/// Names times constraints that are compared at most.
const MAX_COMPARISONS: usize = 1 << 20;

/// Comparisons made for a whole chain; OpenSSL has no such limit, so beyond it nothing is said.
const BUDGET: usize = 1 << 24;

const OK: u16 = 0;
const PERMITTED: u16 = 47;
const EXCLUDED: u16 = 48;
const MINIMUM_OR_MAXIMUM: u16 = 49;
const UNSUPPORTED_TYPE: u16 = 51;
const NAME_SYNTAX: u16 = 53;

type Lists<'a> = (Vec<RawSubtree<'a>>, Vec<RawSubtree<'a>>);

/// `check_name_constraints`.
pub(super) fn check(chain: &Chain<'_, '_>, faults: &mut Vec<Fault>) {
    let lists: Vec<Option<Lists<'_>>> =
        chain.links.iter().map(|link| names::constraints(link.certificate)).collect();
    let mut budget = BUDGET;
    for (depth, link) in chain.links.iter().enumerate().rev() {
        // Self-issued certificates are passed over, but not the leaf.
        if depth > 0 && link.self_issued {
            continue;
        }
        let above = lists.iter().skip(depth.saturating_add(1)).rev().flatten();
        for list in above {
            let names = link.certificate.san().unwrap_or_default().len().saturating_add(1);
            let needed = names.saturating_mul(list.0.len().saturating_add(list.1.len()));
            match budget.checked_sub(needed.min(MAX_COMPARISONS)) {
                Some(left) => budget = left,
                None => return faults.push(Fault::unknown(depth)),
            }
            let mut found = names_of(link.certificate, list);
            if found == OK && depth == 0 && names::of_kind(link.certificate, DNS).is_empty() {
                found = common_names(link.certificate, list);
            }
            if found != OK {
                faults.push(Fault::new(found, depth));
            }
        }
    }
}

/// `NAME_CONSTRAINTS_check`.
fn names_of(certificate: &Certificate, lists: &Lists<'_>) -> u16 {
    let alternative = names::alternative(certificate);
    let subject = &certificate.subject;
    let names = subject.attributes().count().saturating_add(alternative.len());
    let constraints = lists.0.len().saturating_add(lists.1.len());
    if names > 0 && constraints > MAX_COMPARISONS.checked_div(names).unwrap_or(0) {
        return 1;
    }
    if subject.attributes().next().is_some() {
        let whole = Raw { tag: DIRECTORY, bytes: &[], directory: Some(subject) };
        let found = matches(&whole, lists);
        if found != OK {
            return found;
        }
        for attribute in subject.attributes().filter(|a| a.oid.as_str() == "1.2.840.113549.1.9.1") {
            const IA5_STRING: u32 = 22;
            if attribute.tag != IA5_STRING {
                return NAME_SYNTAX;
            }
            let mailbox = Raw { tag: EMAIL, bytes: attribute.value.as_bytes(), directory: None };
            let found = matches(&mailbox, lists);
            if found != OK {
                return found;
            }
        }
    }
    alternative.iter().map(|name| matches(name, lists)).find(|found| *found != OK).unwrap_or(OK)
}

/// `NAME_CONSTRAINTS_check_CN`: common names that look like hosts of two labels or more.
fn common_names(certificate: &Certificate, lists: &Lists<'_>) -> u16 {
    for attribute in certificate.subject.attributes().filter(|a| a.oid.as_str() == "2.5.4.3") {
        let text = attribute.value.trim_end_matches('\0');
        if text.contains('\0') {
            return NAME_SYNTAX;
        }
        if looks_like_host(text.as_bytes()) {
            let name = Raw { tag: DNS, bytes: text.as_bytes(), directory: None };
            let found = matches(&name, lists);
            if found != OK {
                return found;
            }
        }
    }
    OK
}

fn looks_like_host(text: &[u8]) -> bool {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    let labels: Vec<&[u8]> = text.split(|b| *b == b'.').collect();
    let hyphens = |index: usize, label: &[u8]| {
        // Next to a dot, and at both ends, there is no hyphen.
        label.starts_with(b"-") || label.ends_with(b"-") || (label.is_empty() && index > 0)
    };
    labels.len() > 1
        && labels.iter().all(|label| label.iter().all(plain))
        && labels.first().is_some_and(|label| !label.is_empty())
        && !labels.iter().enumerate().any(|(index, label)| hyphens(index, label))
}

/// `nc_match`: one name against all subtrees of its kind.
fn matches(name: &Raw<'_>, (permitted, excluded): &Lists<'_>) -> u16 {
    let mut allowed = None;
    for subtree in permitted.iter().filter(|subtree| same_kind(name, subtree)) {
        if !subtree.plain {
            return MINIMUM_OR_MAXIMUM;
        }
        if allowed == Some(true) {
            continue;
        }
        match within(name, subtree) {
            Ok(found) => allowed = Some(found),
            Err(code) => return code,
        }
    }
    if allowed == Some(false) {
        return PERMITTED;
    }
    for subtree in excluded.iter().filter(|subtree| same_kind(name, subtree)) {
        if !subtree.plain {
            return MINIMUM_OR_MAXIMUM;
        }
        match within(name, subtree) {
            Ok(true) => return EXCLUDED,
            Ok(false) => {}
            Err(code) => return code,
        }
    }
    OK
}

fn same_kind(name: &Raw<'_>, subtree: &RawSubtree<'_>) -> bool {
    // An otherName must be of the same type too, which stands first in it.
    let kind = |bytes: &[u8]| {
        let mut rest = bytes;
        crate::stacks::der::next(&mut rest).map(|id| id.content.to_vec())
    };
    name.tag == subtree.tag && (name.tag != OTHER || kind(name.bytes) == kind(subtree.bytes))
}

/// `nc_match_single`.
fn within(name: &Raw<'_>, subtree: &RawSubtree<'_>) -> Result<bool, u16> {
    let (found, base) = (name.bytes, subtree.bytes);
    match name.tag {
        DIRECTORY => Ok(directory(name.directory, subtree.directory)),
        DNS => Ok(dns(found, base)),
        EMAIL => email(found, base),
        URI => uri(found, base),
        IP => ip(found, base),
        _ => Err(UNSUPPORTED_TYPE),
    }
}

fn directory(name: Option<&Name>, base: Option<&Name>) -> bool {
    match (name, base) {
        (Some(name), Some(base)) => directory_within(base, name),
        _ => false,
    }
}

/// Whether `text` ends so, case aside, and what stands before.
fn before<'a>(text: &'a [u8], end: &[u8]) -> Option<&'a [u8]> {
    let (rest, tail) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    tail.eq_ignore_ascii_case(end).then_some(rest)
}

fn dns(name: &[u8], base: &[u8]) -> bool {
    base.is_empty()
        || before(name, base)
            .is_some_and(|rest| rest.is_empty() || base.starts_with(b".") || rest.ends_with(b"."))
}

fn email(name: &[u8], base: &[u8]) -> Result<bool, u16> {
    let at = |text: &[u8]| text.iter().rposition(|b| *b == b'@');
    let split = at(name).ok_or(NAME_SYNTAX)?;
    let (local, host) = (
        name.get(..split).unwrap_or_default(),
        name.get(split.saturating_add(1)..).unwrap_or_default(),
    );
    let Some(base_split) = at(base) else {
        if base.starts_with(b".") {
            return Ok(name.len() > base.len() && before(name, base).is_some());
        }
        return Ok(host.eq_ignore_ascii_case(base));
    };
    let base_local = base.get(..base_split).unwrap_or_default();
    let base_host = base.get(base_split.saturating_add(1)..).unwrap_or_default();
    Ok((base_local.is_empty() || base_local == local) && host.eq_ignore_ascii_case(base_host))
}

/// The host ends at the first colon, else at the first slash.
fn uri(name: &[u8], base: &[u8]) -> Result<bool, u16> {
    let colon = name.iter().position(|b| *b == b':').ok_or(NAME_SYNTAX)?;
    let rest = name.get(colon..).unwrap_or_default();
    let rest = rest.strip_prefix(b"://").ok_or(NAME_SYNTAX)?;
    let end = |wanted: u8| rest.iter().position(|b| *b == wanted);
    let host = rest.get(..end(b':').or_else(|| end(b'/')).unwrap_or(rest.len()));
    let host = host.filter(|host| !host.is_empty()).ok_or(NAME_SYNTAX)?;
    Ok(if base.starts_with(b".") {
        host.len() > base.len() && before(host, base).is_some()
    } else {
        host.eq_ignore_ascii_case(base)
    })
}

fn ip(name: &[u8], base: &[u8]) -> Result<bool, u16> {
    if !matches!(name.len(), 4 | 16) || !matches!(base.len(), 8 | 32) {
        return Err(NAME_SYNTAX);
    }
    if name.len().saturating_mul(2) != base.len() {
        return Ok(false);
    }
    let (address, mask) = base.split_at_checked(name.len()).unwrap_or_default();
    Ok(name.iter().zip(address).zip(mask).all(|((n, a), m)| n & m == a & m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lie_within_subtrees_as_openssl_sees_it() {
        assert!(
            dns(b"www.Example.com", b"example.com") && dns(b"www.example.com", b".example.com")
        );
        assert!(!dns(b"badexample.com", b"example.com") && !dns(b"example.com", b".example.com"));
        assert_eq!(email(b"a@b.example", b".example"), Ok(true));
        assert_eq!(email(b"nobody", b"example"), Err(NAME_SYNTAX));
        assert_eq!(uri(b"https://x.example:1/p", b".example"), Ok(true));
        assert_eq!(uri(b"mailto:x", b".example"), Err(NAME_SYNTAX));
        assert_eq!(ip(&[10, 0, 0, 1], &[10, 0, 0, 0, 255, 0, 0, 0]), Ok(true));
        assert_eq!(ip(&[10, 0, 0], &[10, 0, 0, 0, 255, 0, 0, 0]), Err(NAME_SYNTAX));
        assert!(looks_like_host(b"a.example") && !looks_like_host(b"localhost"));
        assert!(
            !looks_like_host(b"a..b") && !looks_like_host(b"a.-b") && !looks_like_host(b"a b.c")
        );
    }
}
