//! What programs want of certificates beyond what a handshake shows: read in their documentation
//! (`../shared/facts/mutual-tls.md`, 2 and 5), each with the finding that is nearest.

use super::facts::{Facts, Own};
use crate::model::oid::eku;
use crate::model::{Certificate, KeyKind, KeyUsage};

/// Something that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// The client's extended key usage is there and lists clientAuth.
    ClientUseStated,
    /// The server's certificate may be used by a client too: members dial each other.
    ServerIsClientToo,
    /// The client's chain, the root counted, is at most so long.
    ChainAtMost(usize),
    /// RSA keys of the client's path have at least 2048 bits.
    RsaTwoThousand,
    /// The client has one common name: it is the user's.
    CommonName,
    /// Key usage and extended key usage are both there (`remote-cert-tls`), the server's.
    ServerUsagesStated,
    /// The same of the client.
    ClientUsagesStated,
}

impl Demand {
    /// What is wrong, and the finding that is nearest; `None`: nothing is, or nothing is loaded.
    pub fn fault(self, facts: &Facts<'_>) -> Option<(String, &'static str)> {
        let client = facts.client.chain.first().filter(|_| facts.mutual).copied();
        let server = facts.server.chain.first().copied();
        match self {
            Demand::ClientUseStated => {
                let leaf = client?;
                let uses = leaf.eku();
                let stated = uses.is_some_and(|all| lists(all, eku::CLIENT_AUTH));
                (!stated).then(|| (said(leaf, "does not list clientAuth in its extended key usage, and must do so here: no extended key usage is not enough"), "purpose-not-allowed"))
            }
            Demand::ServerIsClientToo => {
                let leaf = server?;
                let only = leaf.eku().is_some_and(|all| !lists(all, eku::CLIENT_AUTH));
                (only && facts.mutual).then(|| (said(leaf, "may only be used by a server; members of a cluster call each other, so it needs clientAuth too"), "purpose-not-allowed"))
            }
            Demand::ChainAtMost(most) => {
                let leaf = client?;
                let long = path(&facts.client).count();
                (long > most).then(|| {
                    (
                        format!(
                            "{} here, and at most {most} are taken",
                            said(leaf, &format!("has a path of {long} certificates"))
                        ),
                        "path-too-long",
                    )
                })
            }
            Demand::RsaTwoThousand => path(&facts.client).filter(|_| facts.mutual).find_map(|it| {
                matches!(it.public_key.kind, KeyKind::Rsa { bits, .. } if bits < 2048)
                    .then(|| (said(it, "has an RSA key of less than 2048 bits"), "weak-key"))
            }),
            Demand::CommonName => {
                let leaf = client?;
                let all = leaf.subject.attributes().filter(|it| it.oid.as_str() == "2.5.4.3");
                (all.count() != 1).then(|| {
                    (
                        said(
                            leaf,
                            "has no single common name, and that is taken for the user’s name",
                        ),
                        "common-name-repeated",
                    )
                })
            }
            Demand::ServerUsagesStated => usages(server?),
            Demand::ClientUsagesStated => usages(client?),
        }
    }
}

fn lists(uses: &[crate::model::Oid], usage: &str) -> bool {
    uses.iter().any(|it| it.as_str() == usage)
}

fn usages(leaf: &Certificate) -> Option<(String, &'static str)> {
    let signs = leaf.key_usage().is_some_and(|usage| {
        usage.has(KeyUsage::DIGITAL_SIGNATURE) || usage.has(KeyUsage::KEY_AGREEMENT)
    });
    let whole = signs && leaf.eku().is_some();
    (!whole).then(|| (said(leaf, "does not state both its key usage and its extended key usage, and both are looked at"), "key-usage-not-allowed"))
}

fn path<'s, 'a>(own: &'s Own<'a>) -> impl Iterator<Item = &'a Certificate> + use<'s, 'a> {
    own.chain.iter().copied().chain(own.root)
}

fn said(certificate: &Certificate, what: &str) -> String {
    format!("“{}” {what}", certificate.title())
}
