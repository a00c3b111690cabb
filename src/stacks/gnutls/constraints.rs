//! Name constraints as GnuTLS gathers and checks them (`x509/name_constraints.c`): those of all
//! issuers are merged from the anchor down, and only the leaf's names are held against them.

use super::facts::allows_purpose;
use crate::model::Certificate;
use crate::stacks::Role;
use crate::stacks::der;
use crate::stacks::names::{self, DIRECTORY, DNS, EMAIL, IP, OTHER, RawSubtree, URI};

/// Names times constraints beyond which the names count as not allowed.
const MOST_COMPARISONS: usize = 1 << 20;

/// How a user principal name begins: 1.3.6.1.4.1.311.20.2.3.
const USER_PRINCIPAL: &[u8] = &[6, 10, 0x2B, 6, 1, 4, 1, 0x82, 0x37, 20, 2, 3];

/// One constraint: its kind and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    kind: u8,
    bytes: Vec<u8>,
}

/// What issuers permit and exclude together.
#[derive(Default)]
pub(super) struct Gathered {
    permitted: Vec<Node>,
    excluded: Vec<Node>,
    /// They were too many to be compared here.
    pub too_many: bool,
}

/// A name without parts.
const NOTHING: [u8; 2] = [0x30, 0];

/// Whether name constraints are written as their type says, and nothing stands behind any part.
fn is_strict(issuer: &Certificate) -> bool {
    let Some(extension) = issuer.extension(crate::model::oid::ext::NAME_CONSTRAINTS) else {
        return true;
    };
    let values = der::all(&extension.raw).unwrap_or_default();
    let [whole] = values.as_slice() else { return false };
    let Some(lists) = der::all(whole.content) else { return false };
    let subtree = |value: &der::Value<'_>| {
        let parts = der::all(value.content).unwrap_or_default();
        parts.iter().skip(1).all(|part| matches!(part.tag, 0x80 | 0x81))
    };
    lists.is_sorted_by(|a, b| a.tag < b.tag)
        && lists
            .iter()
            .all(|list| der::all(list.content).is_some_and(|subtrees| subtrees.iter().all(subtree)))
}

/// A constraint that GnuTLS refuses to read.
pub(super) struct Unreadable;

impl Gathered {
    /// Adds the constraints of an issuer.
    pub fn add(&mut self, issuer: &Certificate) -> Result<(), Unreadable> {
        if !is_strict(issuer) {
            return Err(Unreadable);
        }
        let Some((permitted, excluded)) = names::constraints(issuer) else {
            let there = issuer.extension(crate::model::oid::ext::NAME_CONSTRAINTS).is_some();
            return if there { Err(Unreadable) } else { Ok(()) };
        };
        let permitted = nodes(&permitted)?;
        let mut excluded = nodes(&excluded)?;
        // To exclude what begins with nothing excludes nothing.
        excluded.retain(|node| node.kind != DIRECTORY || node.bytes != NOTHING);
        if self.permitted.is_empty() && self.excluded.is_empty() {
            (self.permitted, self.excluded) = (permitted, excluded);
            return Ok(());
        }
        if self.permitted.len().saturating_mul(permitted.len()) > MOST_COMPARISONS {
            self.too_many = true;
            return Ok(());
        }
        self.intersect(permitted);
        self.excluded.extend(excluded);
        Ok(())
    }

    /// What both permit: of two that overlap the narrower one; kinds that only one of them names
    /// stay as they are.
    fn intersect(&mut self, second: Vec<Node>) {
        let first = std::mem::take(&mut self.permitted);
        let compared = |kind: u8| matches!(kind, DNS | EMAIL | IP);
        let names = |list: &[Node], kind: u8| list.iter().any(|node| node.kind == kind);
        let mut merged: Vec<Node> = Vec::new();
        for (list, other) in [(&first, &second), (&second, &first)] {
            let alone = |node: &&Node| !compared(node.kind) || !names(other, node.kind);
            merged.extend(list.iter().filter(alone).cloned());
        }
        for kind in [DNS, EMAIL, IP] {
            if !names(&first, kind) || !names(&second, kind) {
                continue;
            }
            let before = merged.len();
            for one in first.iter().filter(|node| node.kind == kind) {
                for two in second.iter().filter(|node| node.kind == kind) {
                    if within(two, one) {
                        merged.push(two.clone());
                    } else if within(one, two) {
                        merged.push(one.clone());
                    }
                }
            }
            if merged.len() == before {
                // Nothing of this kind is left: everything is excluded.
                let lengths: &[usize] = if kind == IP { &[8, 32] } else { &[0] };
                let all = lengths.iter().map(|length| Node { kind, bytes: vec![0; *length] });
                self.excluded.extend(all);
            }
        }
        self.permitted = merged;
    }

    /// Whether the leaf's names are allowed.
    pub fn allow(&self, leaf: &Certificate) -> bool {
        let names = leaf.san().unwrap_or_default().len();
        let nodes = self.permitted.len().saturating_add(self.excluded.len());
        names.saturating_mul(nodes) <= MOST_COMPARISONS
            && self.hosts(leaf)
            && self.mailboxes(leaf)
            && self.others(leaf)
            && self.addresses(leaf)
    }

    fn names_kind(&self, kind: u8) -> bool {
        self.permitted.iter().chain(&self.excluded).any(|node| node.kind == kind)
    }

    fn hosts(&self, leaf: &Certificate) -> bool {
        if !self.names_kind(DNS) {
            return true;
        }
        let listed = names::of_kind(leaf, DNS);
        if !listed.is_empty() {
            return listed.iter().all(|name| self.text_allowed(DNS, name));
        }
        if !allows_purpose(leaf, Role::Server.usage(), true) {
            return true;
        }
        self.only_attribute(leaf, "2.5.4.3", DNS)
    }

    fn mailboxes(&self, leaf: &Certificate) -> bool {
        if !self.names_kind(EMAIL) {
            return true;
        }
        let listed = names::of_kind(leaf, EMAIL);
        if !listed.is_empty() {
            return listed.iter().all(|name| self.text_allowed(EMAIL, name));
        }
        self.only_attribute(leaf, "1.2.840.113549.1.9.1", EMAIL)
    }

    /// An attribute of the subject in place of a name; two of them are refused.
    fn only_attribute(&self, leaf: &Certificate, oid: &str, kind: u8) -> bool {
        let mut found = leaf.subject.attributes().filter(|a| a.oid.as_str() == oid);
        match (found.next(), found.next()) {
            (None, _) => true,
            (Some(only), None) => self.text_allowed(kind, only.value.as_bytes()),
            (Some(_), Some(_)) => false,
        }
    }

    fn text_allowed(&self, kind: u8, name: &[u8]) -> bool {
        let matches = |node: &Node| match kind {
            DNS => host_matches(name, &node.bytes),
            _ => mailbox_matches(name, &node.bytes),
        };
        let of_kind = |nodes: &'_ [Node]| -> Vec<Node> {
            nodes.iter().filter(|node| node.kind == kind).cloned().collect()
        };
        if of_kind(&self.excluded).iter().any(|node| node.bytes.is_empty() || matches(node)) {
            return false;
        }
        // An empty name permits nothing in particular.
        let permitted: Vec<Node> =
            of_kind(&self.permitted).into_iter().filter(|node| !node.bytes.is_empty()).collect();
        permitted.is_empty() || permitted.iter().any(matches)
    }

    fn addresses(&self, leaf: &Certificate) -> bool {
        let of_length = |nodes: &'_ [Node], length: usize| -> Vec<Node> {
            let fits = |node: &&Node| node.kind == IP && node.bytes.len() / 2 == length;
            nodes.iter().filter(fits).cloned().collect()
        };
        names::of_kind(leaf, IP).into_iter().all(|address| {
            let within = |node: &Node| in_network(address, &node.bytes);
            let permitted = of_length(&self.permitted, address.len());
            !of_length(&self.excluded, address.len()).iter().any(within)
                && (permitted.is_empty() || permitted.iter().any(within))
        })
    }

    /// Directory names and URIs are not compared: whatever is excluded excludes all.
    fn others(&self, leaf: &Certificate) -> bool {
        let excluded = |kind: u8| self.excluded.iter().any(|node| node.kind == kind);
        !excluded(DIRECTORY) && (!excluded(URI) || names::of_kind(leaf, URI).is_empty())
    }
}

fn nodes(subtrees: &[RawSubtree<'_>]) -> Result<Vec<Node>, Unreadable> {
    subtrees
        .iter()
        .map(|subtree| match subtree.tag {
            IP if !is_network(subtree.bytes) => Err(Unreadable),
            DNS | EMAIL if subtree.bytes == b"." || has_empty_label(subtree.bytes) => {
                Err(Unreadable)
            }
            DNS | EMAIL | IP | URI | DIRECTORY => {
                Ok(Node { kind: subtree.tag, bytes: subtree.bytes.to_vec() })
            }
            // Of other names it knows user principal names, which it does not compare.
            OTHER if subtree.bytes.starts_with(USER_PRINCIPAL) => {
                Ok(Node { kind: OTHER, bytes: subtree.bytes.to_vec() })
            }
            _ => Err(Unreadable),
        })
        .collect()
}

/// An address and a mask that is a prefix.
fn is_network(bytes: &[u8]) -> bool {
    let mask = bytes.get(bytes.len() / 2..).unwrap_or_default();
    let ones: u32 = mask.iter().map(|b| b.count_ones()).sum();
    let leading = mask.iter().position(|b| *b != 0xFF).map_or(ones, |full| {
        let full_bits = u32::try_from(full).unwrap_or(u32::MAX).saturating_mul(8);
        full_bits.saturating_add(mask.get(full).map_or(0, |b| b.leading_ones()))
    });
    matches!(bytes.len(), 8 | 32) && ones == leading
}

fn has_empty_label(name: &[u8]) -> bool {
    name.windows(2).any(|pair| pair == b"..")
}

/// Whether one constraint lies in another of its kind.
fn within(inner: &Node, outer: &Node) -> bool {
    match inner.kind {
        DNS => host_matches(&inner.bytes, &outer.bytes),
        EMAIL => mailbox_matches(&inner.bytes, &outer.bytes),
        _ => {
            let half = outer.bytes.len() / 2;
            let (address, mask) = inner.bytes.split_at_checked(half).unwrap_or_default();
            let wider = outer.bytes.iter().skip(half).zip(mask).all(|(o, m)| o & m == *o);
            inner.bytes.len() == outer.bytes.len() && wider && in_network(address, &outer.bytes)
        }
    }
}

/// The base itself or what lies below it; only what lies below where the base begins with a dot.
fn host_matches(name: &[u8], base: &[u8]) -> bool {
    let (name, base) = (name.without_end_dots(), base.without_end_dots());
    let Some(start) = name.len().checked_sub(base.len()) else { return false };
    let (rest, tail) = name.split_at_checked(start).unwrap_or_default();
    tail.eq_ignore_ascii_case(base)
        && (rest.is_empty() || base.starts_with(b".") || rest.ends_with(b"."))
}

trait Dots {
    /// Without the dots at its end.
    fn without_end_dots(&self) -> &[u8];
}

impl Dots for [u8] {
    fn without_end_dots(&self) -> &[u8] {
        let end = self.iter().rposition(|b| *b != b'.').map_or(0, |last| last.saturating_add(1));
        self.get(..end).unwrap_or_default()
    }
}

/// A mailbox; or a host, all of whose mailboxes lie in it; with a dot before it, the hosts below.
fn mailbox_matches(name: &[u8], base: &[u8]) -> bool {
    let split = |text: &'_ [u8]| -> (Vec<u8>, Vec<u8>) {
        let at = text.iter().rposition(|b| *b == b'@');
        let domain = at.map_or(0, |at| at.saturating_add(1));
        (
            text.get(..at.unwrap_or(0)).unwrap_or_default().to_vec(),
            text.get(domain..).unwrap_or_default().to_vec(),
        )
    };
    let ((local, domain), (base_local, base_domain)) = (split(name), split(base));
    let same = domain.eq_ignore_ascii_case(&base_domain);
    match base.contains(&b'@') {
        true => name.contains(&b'@') && same && local == base_local,
        false => same || (base.starts_with(b".") && host_matches(&domain, &base_domain)),
    }
}

fn in_network(address: &[u8], network: &[u8]) -> bool {
    let (base, mask) = network.split_at_checked(address.len()).unwrap_or_default();
    address.iter().zip(base).zip(mask).all(|((a, b), m)| (a ^ b) & m == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_meet_as_gnutls_has_it() {
        assert!(host_matches(b"www.example.com", b"example.com"));
        assert!(host_matches(b"www.example.com", b".example.com"));
        assert!(host_matches(b"www.Example.com.", b"example.com"));
        assert!(!host_matches(b"example.com", b".example.com"));
        assert!(!host_matches(b"badexample.com", b"example.com"));
        assert!(mailbox_matches(b"a@x.example", b".example"));
        assert!(mailbox_matches(b"a@x.example", b"x.Example"));
        assert!(!mailbox_matches(b"a@x.example", b"example"));
        assert!(!mailbox_matches(b"a@x.example", b"b@x.example"));
        assert!(is_network(&[10, 0, 0, 0, 255, 0, 0, 0]));
        assert!(!is_network(&[10, 0, 0, 0, 255, 0, 255, 0]));
        let permitted = vec![Node { kind: DNS, bytes: b"a.example".to_vec() }];
        let mut gathered = Gathered { permitted, ..Gathered::default() };
        gathered.intersect(vec![Node { kind: DNS, bytes: b"b.example".to_vec() }]);
        assert!(gathered.permitted.is_empty() && !gathered.text_allowed(DNS, b"a.example"));
    }
}
