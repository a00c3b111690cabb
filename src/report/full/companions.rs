//! What belongs together: private keys, requests and certificates by their public key, revocation
//! lists and their issuer by signature.

use crate::crypto::{self, Check};
use crate::model::{Item, ItemKind, PublicKey};
use crate::path::Pool;

use crate::report::Given;

/// An item and what it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Companion {
    /// Index into [`crate::report::Report::sources`].
    pub source: usize,
    /// Index into the source's items.
    pub item: usize,
    /// Certificates with the same public key; for a revocation list those whose key signed it.
    pub certificates: Vec<usize>,
    /// Other companions with the same public key: a key and its request.
    pub items: Vec<usize>,
    /// Whether the item's own signature verifies (a request's by its own key, a list's by one of the
    /// certificates here); `None` where it has none, or it could not be checked.
    pub signed: Option<bool>,
}

/// Finds them.
pub(super) fn find(sources: &[Given], pool: &Pool<'_>) -> Vec<Companion> {
    let items: Vec<(usize, usize, &Item)> = sources
        .iter()
        .enumerate()
        .flat_map(|(source, given)| {
            given.contents.items.iter().enumerate().map(move |(item, it)| (source, item, it))
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    let own: Vec<Option<Vec<u8>>> =
        items.iter().map(|(_, _, item)| key_of(item).and_then(PublicKey::identity)).collect();
    let wanted = own.iter().flatten().next().is_some();
    let pool_keys: Vec<Option<Vec<u8>>> = match wanted {
        true => pool.iter().map(|certificate| certificate.public_key.identity()).collect(),
        false => Vec::new(),
    };
    let same = |keys: &[Option<Vec<u8>>], key: &Option<Vec<u8>>, not: usize| -> Vec<usize> {
        let equal = |(at, other): (usize, &Option<Vec<u8>>)| {
            (at != not && key.is_some() && other == key).then_some(at)
        };
        keys.iter().enumerate().filter_map(equal).collect()
    };
    items
        .iter()
        .zip(&own)
        .enumerate()
        .map(|(at, ((source, item, it), key))| {
            let mut companion = Companion {
                source: *source,
                item: *item,
                certificates: same(&pool_keys, key, usize::MAX),
                items: same(&own, key, at),
                signed: None,
            };
            match &it.kind {
                ItemKind::Request(request) => companion.signed = self_signed(request),
                ItemKind::Crl(list) => {
                    let (signers, signed) = signers(list, pool);
                    companion.certificates = signers;
                    companion.signed = signed;
                }
                _ => {}
            }
            companion
        })
        .collect()
}

/// The public key an item holds or stands for.
pub fn key_of(item: &Item) -> Option<&PublicKey> {
    match &item.kind {
        ItemKind::PrivateKey(key) => key.public.as_ref(),
        ItemKind::PublicKey(key) => Some(key),
        ItemKind::Request(request) => Some(&request.public_key),
        ItemKind::Crl(_) | ItemKind::Ocsp(_) | ItemKind::Other { .. } => None,
    }
}

/// RFC 2986, 3: the request is signed with the key it is for.
fn self_signed(request: &crate::model::Request) -> Option<bool> {
    let tbs = request.der.get(request.tbs.start..request.tbs.end)?;
    let algorithm = request.algorithm.as_ref()?;
    verdict(crypto::verify(&request.public_key, algorithm, tbs, &request.signature))
}

/// The certificates whose key signed a list, and whether one did. Only certificates of its issuer's
/// name are tried (RFC 5280, 6.3.3 (f)).
fn signers(list: &crate::model::Crl, pool: &Pool<'_>) -> (Vec<usize>, Option<bool>) {
    if list.algorithm.is_none() {
        return (Vec::new(), None);
    }
    /// So many certificates of one name are tried.
    const TRIED: usize = 20;
    let candidates = pool
        .iter()
        .enumerate()
        .filter(|(_, certificate)| certificate.subject.key == list.issuer.key)
        .take(TRIED);
    let mut signed = None;
    let mut signers = Vec::new();
    for (object, certificate) in candidates {
        let key = &certificate.public_key;
        match crypto::signed(list, key) {
            Some(true) => {
                signers.push(object);
                signed = Some(true);
            }
            other => signed = signed.or(other),
        }
    }
    (signers, signed)
}

fn verdict(check: Check) -> Option<bool> {
    match check {
        Check::Valid => Some(true),
        Check::Invalid | Check::WrongKeyType => Some(false),
        Check::Unsupported(_) => None,
    }
}
