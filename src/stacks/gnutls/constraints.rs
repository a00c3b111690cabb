//! Name constraints as GnuTLS gathers and checks them (`x509/name_constraints.c`): those of all
//! issuers are merged from the anchor down, and only the leaf's names are held against them.

use super::facts::{allows_purpose, key_purpose};
use crate::model::Certificate;
use crate::stacks::Role;
use crate::stacks::names::{self, DIRECTORY, DNS, EMAIL, IP, RawSubtree, URI};

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
}

/// A constraint that GnuTLS refuses to read.
pub(super) struct Unreadable;

impl Gathered {
    /// Adds the constraints of an issuer.
    pub fn add(&mut self, issuer: &Certificate) -> Result<(), Unreadable> {
        let Some((permitted, excluded)) = names::constraints(issuer) else {
            let there = issuer.extension(crate::model::oid::ext::NAME_CONSTRAINTS).is_some();
            return if there { Err(Unreadable) } else { Ok(()) };
        };
        let permitted = nodes(&permitted)?;
        let excluded = nodes(&excluded)?;
        if self.permitted.is_empty() && self.excluded.is_empty() {
            (self.permitted, self.excluded) = (permitted, excluded);
            return Ok(());
        }
        self.intersect(permitted);
        self.excluded.extend(excluded);
        Ok(())
    }

    /// What both permit. Where one of them permits nothing in particular, what the other permits is
    /// only kept if it came first; and beside a kind that both name, other kinds of the second are
    /// lost: GnuTLS does so.
    fn intersect(&mut self, second: Vec<Node>) {
        if self.permitted.is_empty() || second.is_empty() {
            return;
        }
        let first = std::mem::take(&mut self.permitted);
        let compared = |kind: u8| matches!(kind, DNS | EMAIL | IP);
        let (open, kept): (Vec<Node>, Vec<Node>) = first.into_iter().partition(|node| {
            compared(node.kind) && second.iter().any(|other| other.kind == node.kind)
        });
        let mut empty: Vec<u8> = open.iter().map(|node| node.kind).collect();
        let mut merged = kept;
        for other in second {
            if open.is_empty() {
                merged.push(other);
                continue;
            }
            for node in &open {
                if let Some(both) = both(node, &other) {
                    empty.retain(|kind| *kind != both.kind);
                    merged.push(both);
                }
            }
        }
        self.permitted = merged;
        empty.sort_unstable();
        empty.dedup();
        for kind in empty {
            // Nothing of this kind is left: everything is excluded.
            let lengths: &[usize] = if kind == IP { &[8, 32] } else { &[0] };
            self.excluded
                .extend(lengths.iter().map(|length| Node { kind, bytes: vec![0; *length] }));
        }
    }

    /// Whether the leaf's names are allowed.
    pub fn allow(&self, leaf: &Certificate) -> bool {
        self.hosts(leaf) && self.mailboxes(leaf) && self.others(leaf) && self.addresses(leaf)
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
        if !allows_purpose(leaf, key_purpose(Role::Server), true) {
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
        !excluded(DIRECTORY) && !(excluded(URI) && !names::of_kind(leaf, URI).is_empty())
    }
}

fn nodes(subtrees: &[RawSubtree<'_>]) -> Result<Vec<Node>, Unreadable> {
    subtrees
        .iter()
        .map(|subtree| match subtree.tag {
            IP if !is_network(subtree.bytes) => Err(Unreadable),
            DNS | EMAIL | IP | URI | DIRECTORY => {
                Ok(Node { kind: subtree.tag, bytes: subtree.bytes.to_vec() })
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

/// What lies in both; the second is the one issued below.
fn both(first: &Node, second: &Node) -> Option<Node> {
    if first.kind != second.kind {
        return None;
    }
    match first.kind {
        DNS => host_matches(&second.bytes, &first.bytes).then(|| second.clone()),
        EMAIL => mailbox_matches(&second.bytes, &first.bytes).then(|| second.clone()),
        IP if first.bytes.len() == second.bytes.len() => {
            let half = first.bytes.len() / 2;
            let (address, mask) = first.bytes.split_at_checked(half)?;
            let (other, other_mask) = second.bytes.split_at_checked(half)?;
            let overlap = address
                .iter()
                .zip(other)
                .zip(mask.iter().zip(other_mask))
                .all(|((a, b), (m, n))| (a ^ b) & m & n == 0);
            let masked = |bytes: &[u8], mask: &[u8]| -> Vec<u8> {
                bytes.iter().zip(mask).map(|(b, m)| b & m).chain(mask.iter().copied()).collect()
            };
            overlap.then(|| {
                let (one, two) = (masked(address, mask), masked(other, other_mask));
                Node { kind: IP, bytes: one.iter().zip(&two).map(|(a, b)| a | b).collect() }
            })
        }
        _ => None,
    }
}

/// Bytes are compared as they are, capitals too.
fn host_matches(name: &[u8], base: &[u8]) -> bool {
    if name == base {
        return true;
    }
    let end = base.strip_prefix(b".").unwrap_or(base);
    base.len() < name.len() && name.strip_suffix(end).is_some_and(|rest| rest.ends_with(b"."))
}

fn mailbox_matches(name: &[u8], base: &[u8]) -> bool {
    name == base
        || (base.len() < name.len()
            && name.strip_suffix(base).is_some_and(|rest| {
                (base.len() > 1 && base.starts_with(b".")) || rest.ends_with(b"@")
            }))
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
        assert!(!host_matches(b"www.Example.com", b"example.com"));
        assert!(!host_matches(b"badexample.com", b"example.com"));
        assert!(mailbox_matches(b"a@x.example", b".example"));
        assert!(is_network(&[10, 0, 0, 0, 255, 0, 0, 0]));
        assert!(!is_network(&[10, 0, 0, 0, 255, 0, 255, 0]));
        let mut gathered = Gathered::default();
        gathered.permitted = vec![Node { kind: DNS, bytes: b"a.example".to_vec() }];
        gathered.intersect(vec![Node { kind: DNS, bytes: b"b.example".to_vec() }]);
        assert!(gathered.permitted.is_empty() && !gathered.text_allowed(DNS, b"a.example"));
    }
}
