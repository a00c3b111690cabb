//! ASN.1 string types → text (X.680, 41).

/// The text of a string value of that universal tag. Bytes that are no text are written `\xNN`,
/// so that nothing is lost and nothing is guessed.
pub(super) fn text(tag: u32, bytes: &[u8]) -> String {
    match tag {
        // BMPString: UCS-2.
        30 if bytes.len().is_multiple_of(2) => {
            let units = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect()
        }
        // UniversalString: UCS-4.
        28 if bytes.len().is_multiple_of(4) => {
            let points = bytes.as_chunks::<4>().0.iter().map(|four| u32::from_be_bytes(*four));
            points.map(|point| char::from_u32(point).unwrap_or('\u{fffd}')).collect()
        }
        // One byte a character. Bytes above 0x7F belong in none of these but TeletexString, which is
        // Latin-1 in practice; OpenSSL, BoringSSL and NSS read all of them so, also when they match
        // names. UTF-8 in them is not guessed at: what is shown here is what is compared there.
        18 | 19 | 20 | 22 | 26 => bytes.iter().map(|b| char::from(*b)).collect(),
        _ => lossless(bytes),
    }
}

/// UTF-8 with every byte that does not belong written as `\xNN`.
pub(super) fn lossless(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_is_read_its_own_way() {
        assert_eq!(text(12, "Zürich".as_bytes()), "Zürich");
        assert_eq!(text(20, &[b'Z', 0xFC]), "Zü");
        assert_eq!(text(30, &[0, b'Z', 0, 0xFC]), "Zü");
        assert_eq!(text(28, &[0, 1, 0xF6, 0]), "\u{1F600}");
        assert_eq!(text(19, &[b'a', 0xFF]), "a\u{ff}");
        assert_eq!(text(20, "Zü".as_bytes()), "ZÃ¼");
        assert_eq!(text(12, &[b'a', 0xFF]), "a\\xFF");
    }
}
