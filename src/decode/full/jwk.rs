//! JSON Web Keys (RFC 7517, RFC 7518, 6; RFC 8037) and sets of them.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::private_key::{
    Pair, ec_pair, ec_public, ed25519_pair, plain_public, rsa_pair, rsa_public,
};
use super::{held, write};
use crate::crypto::pair::RsaParts;
use crate::crypto::unlock::Secret;
use crate::model::{ItemKind, PublicKey};

/// A key and what came with it.
pub(super) struct Found {
    pub kind: ItemKind,
    /// Its `kid`.
    pub name: String,
    /// Whether there is something secret in it.
    pub secret: bool,
    /// The certificates of `x5c` as DER.
    pub certificates: Vec<Vec<u8>>,
    /// The private key as PKCS#8.
    pub pkcs8: Option<Secret>,
}

/// The members that matter. Numbers are base64url, certificates base64.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Jwk {
    kty: String,
    crv: String,
    kid: String,
    alg: String,
    n: String,
    e: String,
    x: String,
    y: String,
    d: Zeroizing<String>,
    p: Zeroizing<String>,
    q: Zeroizing<String>,
    k: Zeroizing<String>,
    #[serde(rename = "pub")]
    public: String,
    #[serde(rename = "priv")]
    private: Zeroizing<String>,
    x5c: Vec<String>,
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<Jwk>,
}

/// Reads a key or a set of keys; `None` where the text is none.
pub(super) fn read(json: &[u8]) -> Option<Vec<Found>> {
    let keys = match serde_json::from_slice::<Set>(json) {
        Ok(set) => set.keys,
        Err(_) => vec![serde_json::from_slice::<Jwk>(json).ok()?],
    };
    let found: Vec<Found> = keys.into_iter().filter_map(found).collect();
    (!found.is_empty()).then_some(found)
}

fn found(key: Jwk) -> Option<Found> {
    let private = !key.d.is_empty() || !key.private.is_empty();
    let mut pkcs8 = None;
    let mut kept = |(pair, whole): (Pair, Option<Secret>)| {
        pkcs8 = whole;
        self::pair(pair)
    };
    let kind = match key.kty.as_str() {
        "RSA" if private => kept(rsa(&key)),
        "EC" if private => kept(ec(&key)),
        "OKP" if private => kept(okp(&key)),
        "AKP" if private => pair(Pair::with(None, &key.alg)),
        "RSA" => alone(&key, rsa_public(&bytes(&key.n), &bytes(&key.e))),
        "EC" => alone(&key, curve(&key.crv).and_then(|curve| ec_public(curve, &point(&key)))),
        "OKP" => alone(&key, edwards(&key.crv).and_then(|id| plain_public(id, &bytes(&key.x)))),
        "AKP" => alone(&key, ml_dsa(&key.alg).and_then(|id| plain_public(id, &bytes(&key.public)))),
        "oct" => ItemKind::Other { what: "symmetric key (JSON Web Key)".into() },
        _ => return None,
    };
    let secret = private || !key.k.is_empty();
    let certificates = key.x5c.iter().filter_map(|text| BASE64.decode(text.as_bytes()).ok());
    Some(Found { kind, secret, certificates: certificates.collect(), name: key.kid.clone(), pkcs8 })
}

fn pair(pair: Pair) -> ItemKind {
    ItemKind::PrivateKey(pair.into_key("JWK"))
}

fn alone(key: &Jwk, public: Option<PublicKey>) -> ItemKind {
    match public {
        Some(public) => ItemKind::PublicKey(public),
        None => ItemKind::Other { what: format!("{} {} key (JSON Web Key)", key.kty, key.crv) },
    }
}

/// RFC 7518, 6.3.
fn rsa(key: &Jwk) -> (Pair, Option<Secret>) {
    let [d, p, q] = [&key.d, &key.p, &key.q].map(|text| Zeroizing::new(bytes(text)));
    let (modulus, exponent) = (bytes(&key.n), bytes(&key.e));
    let parts = RsaParts { modulus: &modulus, exponent: &exponent, private: &d, primes: [&p, &q] };
    (rsa_pair(None, &modulus, &exponent, &d, [&p, &q]), held::from_rsa(parts))
}

/// RFC 7518, 6.2.
fn ec(key: &Jwk) -> (Pair, Option<Secret>) {
    let Some(curve) = curve(&key.crv) else {
        return (Pair::with(None, &format!("EC {}", key.crv)), None);
    };
    let algorithm = write::value(0x30, &[&write::oid("1.2.840.10045.2.1"), &write::oid(curve)]);
    let point = if key.x.is_empty() { None } else { Some(point(key)) };
    let number = Zeroizing::new(bytes(&key.d));
    let pkcs8 = held::from_ec(&algorithm, &number, point.as_deref());
    (ec_pair(&algorithm, &number, point.as_deref()), Some(pkcs8))
}

/// RFC 8037, 2.
fn okp(key: &Jwk) -> (Pair, Option<Secret>) {
    let Some(id) = edwards(&key.crv) else { return (Pair::with(None, &key.crv), None) };
    let given = plain_public(id, &bytes(&key.x));
    let number = Zeroizing::new(bytes(&key.d));
    let pair = match key.crv.as_str() {
        "Ed25519" => ed25519_pair(Some(number.as_slice()), given),
        name => Pair::with(given, name),
    };
    (pair, Some(held::from_plain(id, &number)))
}

fn point(key: &Jwk) -> Vec<u8> {
    [&[4], bytes(&key.x).as_slice(), bytes(&key.y).as_slice()].concat()
}

fn curve(name: &str) -> Option<&'static str> {
    Some(match name {
        "P-256" => "1.2.840.10045.3.1.7",
        "P-384" => "1.3.132.0.34",
        "P-521" => "1.3.132.0.35",
        "secp256k1" => "1.3.132.0.10",
        _ => return None,
    })
}

fn edwards(name: &str) -> Option<&'static str> {
    Some(match name {
        "X25519" => "1.3.101.110",
        "X448" => "1.3.101.111",
        "Ed25519" => "1.3.101.112",
        "Ed448" => "1.3.101.113",
        _ => return None,
    })
}

/// The algorithms of "AKP" keys.
fn ml_dsa(name: &str) -> Option<&'static str> {
    Some(match name {
        "ML-DSA-44" => "2.16.840.1.101.3.4.3.17",
        "ML-DSA-65" => "2.16.840.1.101.3.4.3.18",
        "ML-DSA-87" => "2.16.840.1.101.3.4.3.19",
        _ => return None,
    })
}

/// Base64url without padding (RFC 7518, 2), with padding too; nothing where it is neither.
fn bytes(text: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(text.trim_end_matches('=').as_bytes()).unwrap_or_default()
}
