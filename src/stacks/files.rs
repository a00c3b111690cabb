//! How programs read a file of certificates: what each takes out of the bytes as they stand, or its
//! words where it takes nothing. Each reader follows the program's own, step by step, and
//! `tests/files.rs` puts broken files to both.

pub mod gnutls;
pub mod go;
pub mod java;
pub mod mbedtls;
pub mod openssl;
pub mod pyca;

/// The certificates that a program took out of a file, in order, in DER; or what it said.
pub type Reading = Result<Vec<Vec<u8>>, String>;

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// Where one text first stands in another.
fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// What stands behind the first `mark` in a text, and what before it.
fn cut<'a>(text: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = find(text, mark)?;
    Some((text.get(..at)?, text.get(at.saturating_add(mark.len())..)?))
}

/// Base64 with its padding and nothing else, once `skipped` is left out.
fn base64(text: impl Iterator<Item = u8>, skipped: fn(u8) -> bool) -> Option<Vec<u8>> {
    let (mut out, mut group, mut count, mut padding) = (Vec::new(), 0_u32, 0_u32, 0_u32);
    for byte in text.filter(|byte| !skipped(*byte)) {
        let value = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
            b'+' => 62,
            b'/' => 63,
            b'=' if count >= 2 => {
                padding = padding.wrapping_add(1);
                0
            }
            _ => return None,
        };
        if padding > 0 && byte != b'=' {
            return None;
        }
        group = (group << 6) | u32::from(value);
        count = count.wrapping_add(1);
        if count == 4 {
            let [_, bytes @ ..] = group.to_be_bytes();
            let wanted = 3_usize.saturating_sub(usize::try_from(padding).unwrap_or(3));
            out.extend(bytes.iter().take(wanted));
            (group, count) = (0, 0);
        }
    }
    (count == 0).then_some(out)
}

/// The number of bytes of a file that programs are asked about: larger ones hold more than
/// certificates.
pub const MOST: usize = 4 << 20;
