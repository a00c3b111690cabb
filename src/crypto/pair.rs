//! Do the halves of a key pair belong together, and what is the public half where only the private
//! one is given?

use p256::elliptic_curve::bigint::ConcatenatingMul;
use p256::elliptic_curve::sec1::ToSec1Point;
use rsa::traits::PrivateKeyParts;
use rsa::{BoxedUint, RsaPrivateKey};
use zeroize::Zeroizing;

/// The public half made from a private one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Public {
    /// The point, not compressed (SEC 1, 2.3.3), or the bytes of the key.
    Made(Vec<u8>),
    /// The private number is zero or too large for its curve.
    Impossible,
    /// Not computed here for this curve.
    NotMade,
}

/// The public point of a private number on the curve with that OID.
pub fn ec_public(curve: &str, number: &[u8]) -> Public {
    macro_rules! on {
        ($curve:ident, $size:literal) => {{
            let Some(number) = padded::<$size>(number) else { return Public::Impossible };
            match $curve::SecretKey::from_slice(number.as_slice()) {
                Ok(key) => Public::Made(key.public_key().to_sec1_point(false).as_bytes().to_vec()),
                Err(_) => Public::Impossible,
            }
        }};
    }
    match curve {
        "1.2.840.10045.3.1.7" => on!(p256, 32),
        "1.3.132.0.34" => on!(p384, 48),
        "1.3.132.0.35" => on!(p521, 66),
        "1.3.132.0.10" => on!(k256, 32),
        _ => Public::NotMade,
    }
}

/// The public key of an Ed25519 seed (RFC 8032, 5.1.5).
pub fn ed25519_public(seed: &[u8]) -> Public {
    match <&[u8; 32]>::try_from(seed) {
        Ok(seed) => {
            let key = ed25519_dalek::SigningKey::from_bytes(seed);
            Public::Made(key.verifying_key().to_bytes().to_vec())
        }
        Err(_) => Public::Impossible,
    }
}

/// The parts of an RSA key as big-endian numbers.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub struct RsaParts<'a> {
    pub modulus: &'a [u8],
    pub exponent: &'a [u8],
    pub private: &'a [u8],
    pub primes: [&'a [u8]; 2],
}

/// What is wrong with an RSA key, as a sentence (RFC 8017, 3.2); `None` where all fits or the
/// numbers are too large to look.
pub fn rsa_fault(parts: RsaParts<'_>) -> Option<&'static str> {
    // As for signatures; everything else is at most as long as the modulus.
    const MAX: usize = 16_384 / 8;
    let all = [parts.modulus, parts.exponent, parts.private, parts.primes[0], parts.primes[1]];
    if all.iter().any(|part| part.len() > MAX.saturating_add(1)) {
        return None;
    }
    let number = |bytes: &[u8]| Zeroizing::new(BoxedUint::from_be_slice_vartime(bytes));
    let [p, q] = parts.primes.map(number);
    let product = Zeroizing::new(p.concatenating_mul(&*q));
    if *product != *number(parts.modulus) {
        return Some("Its modulus is not the product of its primes: the key is damaged.");
    }
    // e·d must leave 1 when divided by p-1 and by q-1.
    let both = Zeroizing::new(number(parts.exponent).concatenating_mul(&*number(parts.private)));
    let one = BoxedUint::one();
    for prime in [p, q] {
        let less = Zeroizing::new(prime.wrapping_sub(&one));
        let Some(less) = Option::from(less.to_nz()) else {
            return Some("One of its primes is 1: the key is damaged.");
        };
        if *Zeroizing::new(both.rem(&less)) != one {
            return Some("Its public and its private exponent do not belong together.");
        }
    }
    None
}

/// What stands in an RSA key besides (RFC 8017, A.1.2): the two exponents of the primes and the
/// coefficient; `None` where the numbers are no key.
pub fn rsa_rest(parts: RsaParts<'_>) -> Option<[Zeroizing<Vec<u8>>; 3]> {
    let number = |bytes: &[u8]| BoxedUint::from_be_slice_vartime(bytes);
    let primes = parts.primes.iter().map(|prime| number(prime)).collect();
    let [modulus, exponent, private] = [parts.modulus, parts.exponent, parts.private].map(number);
    let key = RsaPrivateKey::from_components(modulus, exponent, private, primes).ok()?;
    let bytes = |number: &BoxedUint| Zeroizing::new(number.to_be_bytes().into_vec());
    let coefficient = Zeroizing::new(key.crt_coefficient()?);
    Some([bytes(key.dp()?), bytes(key.dq()?), bytes(&coefficient)])
}

/// The number with zeros before it, as long as the curve wants it; `None` where it is too long.
/// Some writers leave zeros out, some put one more.
fn padded<const SIZE: usize>(number: &[u8]) -> Option<Zeroizing<[u8; SIZE]>> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let number = number.get(zeros..)?;
    let mut whole = Zeroizing::new([0; SIZE]);
    let start = SIZE.checked_sub(number.len())?;
    whole.get_mut(start..)?.copy_from_slice(number);
    Some(whole)
}
