//! Whether the bytes of an elliptic-curve key are a point of its curve (SEC 1, 2.3.4).

use crate::model::Curve;

/// Whether a point, in one of the forms that programs read, lies on its curve; `None` where the
/// curve is not computed here. `hybrid` says whether the form with both the coordinate and the sign
/// counts (X9.62; RFC 5480, 2.2 rules it out).
pub fn on_curve(curve: &Curve, point: &[u8], hybrid: bool) -> Option<bool> {
    let plain: Vec<u8>;
    let point = match point {
        [tag @ 6..=7, rest @ ..] if hybrid => {
            if rest.last().is_none_or(|last| last & 1 != tag & 1) {
                return Some(false);
            }
            plain = [&[4], rest].concat();
            plain.as_slice()
        }
        [2..=4, ..] => point,
        _ => return Some(false),
    };
    Some(match curve {
        Curve::P256 => p256::PublicKey::from_sec1_bytes(point).is_ok(),
        Curve::P384 => p384::PublicKey::from_sec1_bytes(point).is_ok(),
        #[cfg(feature = "full")]
        Curve::P521 => p521::PublicKey::from_sec1_bytes(point).is_ok(),
        #[cfg(not(feature = "full"))]
        Curve::P521 => return None,
        #[cfg(feature = "full")]
        Curve::Other(name) if name == "secp256k1" => {
            k256::PublicKey::from_sec1_bytes(point).is_ok()
        }
        Curve::Other(_) => return None,
    })
}
