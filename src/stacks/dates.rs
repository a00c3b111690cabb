//! The dates of a certificate as they are written: programs differ in what they can read.

use super::der::{self, GENERALIZED_TIME, SEQUENCE, UTC_TIME};
use crate::model::Certificate;

/// notBefore or notAfter, as text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'a> {
    /// GeneralizedTime, and not UTCTime.
    pub generalized: bool,
    pub text: &'a [u8],
}

/// notBefore and notAfter; `None` where they are not two values of these types.
pub(super) fn written(certificate: &Certificate) -> Option<[Written<'_>; 2]> {
    let span = certificate.spans.validity;
    let values = der::inside(certificate.der.get(span.start..span.end)?, SEQUENCE)?;
    let [from, to] = values.as_slice() else { return None };
    let one = |value: &der::Value<'_>| match value.tag {
        UTC_TIME => Some(false),
        GENERALIZED_TIME => Some(true),
        _ => None,
    };
    Some([
        Written { generalized: one(from)?, text: from.content },
        Written { generalized: one(to)?, text: to.content },
    ])
}

impl Written<'_> {
    /// Whether a fraction of a second is written.
    pub fn has_fraction(self) -> bool {
        self.text.contains(&b'.') || self.text.contains(&b',')
    }
}
