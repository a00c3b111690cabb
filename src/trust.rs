//! Trust anchors: the Mozilla store as shipped in `webpki-roots`, and the CAs a person gives.

#[cfg(feature = "full")]
pub mod logs;
#[cfg(feature = "full")]
pub mod stores;
#[cfg(feature = "full")]
pub mod whole;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::decode;
use crate::model::{Certificate, Name, NameConstraints, PublicKey};

/// A root of the Mozilla store: what RFC 5280, 6.1.1 (d) calls trust anchor information.
/// Its dates are not part of that; Mozilla takes a root out before it ends.
#[derive(Debug)]
pub struct StoreRoot {
    /// The root's subject.
    pub name: Name,
    /// The root's key.
    pub key: PublicKey,
    /// Constraints Mozilla puts on it.
    pub constraints: Option<NameConstraints>,
}

/// The Mozilla store.
#[derive(Debug)]
pub struct Store {
    roots: Vec<StoreRoot>,
    by_name: HashMap<Vec<u8>, Vec<usize>>,
}

/// The store, read on first use. Constant data: reading it twice gives the same.
pub fn store() -> &'static Store {
    static STORE: OnceLock<Store> = OnceLock::new();
    STORE.get_or_init(|| {
        let roots: Vec<StoreRoot> = webpki_roots::TLS_SERVER_ROOTS
            .iter()
            .filter_map(|anchor| {
                Some(StoreRoot {
                    name: decode::name_from_content(anchor.subject.as_ref()),
                    key: decode::key_from_content(anchor.subject_public_key_info.as_ref())?,
                    constraints: anchor
                        .name_constraints
                        .as_ref()
                        .and_then(|der| decode::name_constraints_from_content(der.as_ref())),
                })
            })
            .collect();
        let mut by_name: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
        for (index, root) in roots.iter().enumerate() {
            by_name.entry(root.name.key.clone()).or_default().push(index);
        }
        Store { roots, by_name }
    })
}

impl Store {
    /// How many roots it holds.
    pub fn len(&self) -> usize {
        self.roots.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// A root by index.
    pub fn root(&self, index: usize) -> Option<&StoreRoot> {
        self.roots.get(index)
    }

    /// The roots with that subject ([`Name::key`]).
    pub fn named(&self, name: &Name) -> &[usize] {
        self.by_name.get(&name.key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The root a certificate is: same subject and same key. Its signature does not matter
    /// (a cross-signed certificate of the same CA is the same anchor).
    pub fn find(&self, certificate: &Certificate) -> Option<usize> {
        let same_key = |index: &&usize| {
            self.roots.get(**index).is_some_and(|root| root.key.spki == certificate.public_key.spki)
        };
        self.named(&certificate.subject).iter().find(same_key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_root_of_the_crate_is_read() {
        assert_eq!(store().len(), webpki_roots::TLS_SERVER_ROOTS.len());
        let isrg =
            store().roots.iter().find(|root| root.name.title() == Some("ISRG Root X1")).unwrap();
        assert_eq!(isrg.name.text(), "CN=ISRG Root X1, O=Internet Security Research Group, C=US");
        assert_eq!(isrg.key.short(), "RSA 4096");
        assert_eq!(store().named(&isrg.name).len(), 1);
    }
}
