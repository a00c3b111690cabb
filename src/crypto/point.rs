//! Whether the bytes of an elliptic-curve key are a point of its curve (SEC 1, 2.3.4).

use std::borrow::Cow;

use crate::model::Curve;

/// Whether a point, in one of the forms that programs read, lies on its curve; `None` where the
/// curve is neither P-256 nor P-384. `hybrid` says whether the form with both the coordinate and the
/// sign counts (X9.62; RFC 5480, 2.2 rules it out). (The full engine knows more: `full::on_curve`.)
pub fn on_curve_common(curve: &Curve, point: &[u8], hybrid: bool) -> Option<bool> {
    let Some(point) = plain(point, hybrid) else { return Some(false) };
    match curve {
        Curve::P256 => Some(p256::PublicKey::from_sec1_bytes(&point).is_ok()),
        Curve::P384 => Some(p384::PublicKey::from_sec1_bytes(&point).is_ok()),
        Curve::P521 | Curve::Other(_) => None,
    }
}

/// The point in a form that the crates read; `None` where it is in no form that counts.
pub(super) fn plain(point: &[u8], hybrid: bool) -> Option<Cow<'_, [u8]>> {
    match point {
        [tag @ 6..=7, rest @ ..] if hybrid => {
            let sign = rest.last().is_some_and(|last| last & 1 == tag & 1);
            sign.then(|| Cow::Owned([&[4], rest].concat()))
        }
        [2..=4, ..] => Some(Cow::Borrowed(point)),
        _ => None,
    }
}
