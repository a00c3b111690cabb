//! The public half of a JSON Web Key (RFC 7518, 6; RFC 8037, 2).

use data_encoding::BASE64URL_NOPAD;

use crate::model::{Curve, KeyKind, PublicKey};

/// The members that every key of its kind has, in the order of RFC 7638, 3; `None` where there is no
/// form for it.
pub(super) fn public(key: &PublicKey) -> Option<Vec<(&'static str, String)>> {
    let number = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    let plain = |name: &str, bytes: &[u8]| {
        vec![("crv", name.to_owned()), ("kty", "OKP".into()), ("x", number(bytes))]
    };
    Some(match &key.kind {
        KeyKind::Rsa { modulus, exponent, .. } => {
            vec![("e", number(exponent)), ("kty", "RSA".into()), ("n", number(modulus))]
        }
        KeyKind::Ec { curve, point } => {
            let name = match curve {
                Curve::P256 | Curve::P384 | Curve::P521 => curve.name(),
                Curve::Other(name) if name == "secp256k1" => name,
                Curve::Other(_) => return None,
            };
            let [4, rest @ ..] = point.as_slice() else { return None };
            let (x, y) = rest.split_at(rest.len() / 2);
            vec![("crv", name.to_owned()), ("kty", "EC".into()), ("x", number(x)), ("y", number(y))]
        }
        KeyKind::Ed25519(bytes) => plain("Ed25519", bytes),
        KeyKind::Other { .. } | KeyKind::Unreadable { .. } => return None,
    })
}
