//! Quoted-printable (RFC 2045, 6.7): whole bodies, and what is left of it in a copied PEM block.

use data_encoding::HEXUPPER_PERMISSIVE;

/// The byte that `=3D` stands for at the start of a text.
fn byte(text: &[u8]) -> Option<u8> {
    let [b'=', hex @ ..] = text else { return None };
    HEXUPPER_PERMISSIVE.decode(hex.get(..2)?).ok()?.first().copied()
}

/// Decodes a body: `=3D` becomes a byte, and a line that ends in `=` goes on in the next.
pub(super) fn decode(body: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body.as_bytes();
    while let [first, after @ ..] = rest {
        if let Some(byte) = byte(rest) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
            continue;
        }
        if *first == b'=' {
            // White space may have been added behind the sign on the way.
            let spaces = after.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
            if let Some([b'\n', next @ ..]) = after.get(spaces..) {
                rest = next;
                continue;
            }
        }
        bytes.push(*first);
        rest = after;
    }
    bytes
}

/// A line of base64 in which characters are written as `=3D`; `None` where there are none. An
/// equals sign is padding in base64, with nothing but its like behind it.
pub(super) fn within_line(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('=') {
        let (before, sign) = rest.split_at(at);
        plain.push_str(before);
        match byte(sign.as_bytes()).filter(u8::is_ascii) {
            Some(byte) => {
                plain.push(char::from(byte));
                rest = sign.get(3..).unwrap_or_default();
            }
            None => {
                plain.push('=');
                rest = sign.get(1..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    (plain.len() < text.len()).then_some(plain)
}

/// A body of base64 without the signs that broke its lines; `None` where there are none.
pub(super) fn joined(body: &str) -> Option<String> {
    let end = body.trim_end_matches('=').len();
    let (digits, padding) = body.split_at_checked(end)?;
    digits.contains('=').then(|| digits.replace('=', "") + padding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_decoded_and_what_is_no_code_stays() {
        assert_eq!(decode("a=3Db=\r\nc= \t\nd=\ne"), b"a=bcde");
        assert_eq!(decode("Gr=C3=BC=c3=9fe\n"), "Grüße\n".as_bytes());
        assert_eq!(decode("x=y=Z1="), b"x=y=Z1=");
    }

    #[test]
    fn lines_of_base64_lose_their_codes_only() {
        assert_eq!(within_line("MAA=3D").as_deref(), Some("MAA="));
        assert_eq!(within_line("MA=3D=3D=20").as_deref(), Some("MA== "));
        assert_eq!(within_line("MA=="), None);
        assert_eq!(joined("MII=BAA=").as_deref(), Some("MIIBAA="));
        assert_eq!(joined("MIIBAA=="), None);
    }
}
