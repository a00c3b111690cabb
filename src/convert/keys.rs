//! Private keys on their own: PKCS#8, open and with a password, PKCS#1 and SEC 1.

use super::pkcs12::{Strength, protected};
use super::random::Random;
use super::text;
use crate::crypto::unlock::Secret;
use crate::decode::{HeldKey, Inner, ec_private_key, write};

/// PKCS#8 (RFC 5958) as PEM.
pub(super) fn pkcs8(key: &HeldKey) -> Secret {
    text(write::pem("PRIVATE KEY", key.pkcs8()))
}

/// PKCS#1 (RFC 8017, A.1.2) as PEM.
pub(super) fn pkcs1(key: &HeldKey) -> Result<Secret, String> {
    match key.inner() {
        Inner::Rsa { der, .. } => Ok(text(write::pem("RSA PRIVATE KEY", der))),
        _ => Err("This is no RSA key.".into()),
    }
}

/// SEC 1 (RFC 5915) as PEM.
pub(super) fn sec1(key: &HeldKey) -> Result<Secret, String> {
    match key.inner() {
        Inner::Ec { parameters, number, point } => {
            let der = ec_private_key(number, Some(parameters), point);
            Ok(text(write::pem("EC PRIVATE KEY", &der)))
        }
        _ => Err("This is no key on an elliptic curve.".into()),
    }
}

/// PKCS#8 with a password (RFC 5958, 3) as PEM.
pub(super) fn encrypted(
    key: &HeldKey,
    password: &str,
    random: &mut Random,
) -> Result<Secret, String> {
    let der = protected(Strength::Modern, key.pkcs8(), password, random)?;
    Ok(text(write::pem("ENCRYPTED PRIVATE KEY", &der)))
}
