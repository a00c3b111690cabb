//! DER values that are written, and PEM around them: public keys out of private ones, what a trust
//! store keeps without its header, the files of `convert`.

use data_encoding::BASE64;

/// A value with that identifier byte (X.690, 8.1).
pub fn value(identifier: u8, parts: &[&[u8]]) -> Vec<u8> {
    let size: usize = parts.iter().map(|part| part.len()).sum();
    let mut der = Vec::with_capacity(size.saturating_add(6));
    der.push(identifier);
    length(&mut der, size);
    for part in parts {
        der.extend_from_slice(part);
    }
    der
}

/// Appends a length in the shortest form (X.690, 10.1).
pub fn length(der: &mut Vec<u8>, length: usize) {
    if length < 0x80 {
        return der.push(length as u8);
    }
    let bytes = length.to_be_bytes();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let bytes = bytes.get(zeros..).unwrap_or_default();
    // At most eight bytes of length: the marker cannot overflow.
    der.push(0x80 | bytes.len() as u8);
    der.extend_from_slice(bytes);
}

/// An INTEGER that is not negative, from its bytes, high byte first.
pub fn integer(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let bytes = bytes.get(zeros..).unwrap_or_default();
    // A zero before a set high bit, which would mean minus; and zero is one byte.
    let sign: &[u8] = if bytes.first().is_none_or(|byte| byte & 0x80 != 0) { &[0] } else { &[] };
    value(0x02, &[sign, bytes])
}

/// An OBJECT IDENTIFIER from its dotted form; arcs that are no numbers count as zero.
pub fn oid(dotted: &str) -> Vec<u8> {
    let mut arcs = dotted.split('.').map(|arc| arc.parse::<u64>().unwrap_or_default());
    let first = arcs.next().unwrap_or_default().saturating_mul(40);
    let first = first.saturating_add(arcs.next().unwrap_or_default());
    let mut content = Vec::new();
    for arc in std::iter::once(first).chain(arcs) {
        let groups = 64u32.saturating_sub(arc.leading_zeros()).div_ceil(7).max(1);
        for group in (0..groups).rev() {
            let bits = (arc >> group.saturating_mul(7)) as u8 & 0x7F;
            content.push(if group > 0 { bits | 0x80 } else { bits });
        }
    }
    value(0x06, &[&content])
}

/// A SubjectPublicKeyInfo (RFC 5280, 4.1): a whole AlgorithmIdentifier, and the key's bytes.
pub fn public_key(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
    let bits = value(0x03, &[&[0], key]);
    value(0x30, &[algorithm, &bits])
}

/// A value with something in it that is to be wiped.
#[cfg(feature = "full")]
pub fn secret(identifier: u8, parts: &[&[u8]]) -> crate::crypto::unlock::Secret {
    crate::crypto::unlock::Secret::new(value(identifier, parts))
}

/// PEM (RFC 7468, 2): 64 characters a line.
pub fn pem(label: &str, der: &[u8]) -> String {
    // 48 bytes make a line of 64. All at once: nothing is left behind where the text would grow.
    let lines = der.len().div_ceil(48);
    let size = lines.saturating_mul(65).saturating_add(label.len().saturating_mul(2));
    let mut text = String::with_capacity(size.saturating_add(40));
    for part in ["-----BEGIN ", label, "-----\n"] {
        text.push_str(part);
    }
    for line in der.chunks(48) {
        BASE64.encode_append(line, &mut text);
        text.push('\n');
    }
    for part in ["-----END ", label, "-----\n"] {
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_numbers_and_identifiers() {
        assert_eq!(value(0x04, &[&[7; 127]])[..2], [4, 0x7F]);
        assert_eq!(value(0x04, &[&[7; 300]])[..4], [4, 0x82, 1, 0x2C]);
        assert_eq!(integer(&[0, 0, 0x80]), [2, 2, 0, 0x80]);
        assert_eq!((integer(&[0]), integer(&[1])), (vec![2, 1, 0], vec![2, 1, 1]));
        assert_eq!(oid("1.2.840.10045.2.1"), [6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1]);
    }
}
