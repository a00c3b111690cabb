//! Whether there may be more in a source than the plain scanner finds.

use super::{Block, Format, Scan};

/// Text that hints at something wrapped: another BEGIN, the base64 of `-----BEGIN `, a mail, a value of
/// YAML (whose name says what it is for).
const HINTS: [&[u8]; 4] = [b"BEGIN ", b"LS0tLS1CRUdJTi", MAIL, b": |"];
const MAIL: &[u8] = b"ransfer-Encoding: ";
/// A run of base64 as long as this is no word.
const RUN: usize = 64;

/// Looks at the problems, and at the text outside the blocks.
pub(super) fn is_there(bytes: &[u8], scan: &Scan) -> bool {
    if !scan.problems.is_empty() {
        return true;
    }
    if scan.format != Format::Pem {
        // A mail of one part passes for base64 with headers; its attachment has a name.
        return scan.format == Format::Base64 && has(bytes, MAIL);
    }
    // Armour in the middle of other bytes: a TAR archive, perhaps.
    if bytes.contains(&0) {
        return true;
    }
    let mut at = 0;
    let gap = |from: usize, to: usize| bytes.get(from..to).is_some_and(hints);
    let mut before = |block: &Block| {
        let found = gap(at, block.place.span.start);
        at = block.place.span.end;
        found
    };
    scan.blocks.iter().any(&mut before) || gap(at, bytes.len())
}

fn has(bytes: &[u8], hint: &[u8]) -> bool {
    bytes.windows(hint.len()).any(|window| window == hint)
}

fn hints(gap: &[u8]) -> bool {
    if gap.len() < 3 {
        return false;
    }
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    // A variable: its name is worth telling.
    let is_quote = |byte: &&u8| matches!(byte, b'"' | b'\'' | b'`' | b' ');
    let assigned = gap.iter().rev().find(|byte| !is_quote(byte)) == Some(&b'=');
    assigned
        || HINTS.iter().any(|hint| has(gap, hint))
        || gap.split(|byte| !is_digit(byte)).any(|run| run.len() >= RUN && run.starts_with(b"MII"))
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    #[test]
    fn plain_certificates_with_notes_are_all_there_is() {
        let block = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
        let there = |text: &str| is_there(text.as_bytes(), &plain(text.as_bytes()));
        assert!(!there(&format!("subject=CN = x\n{block}{block}\nbye")));
        assert!(there(&format!("{block}LS0tLS1CRUdJTiBDRVJU")));
        assert!(there(&format!("{block}--- BEGIN CERTIFICATE ---")));
        assert!(there(&format!("{block}\ntls.crt: MII{}", "A".repeat(80))));
        assert!(there("-----BEGIN CERTIFICATE-----\\nMAA=\\n-----END CERTIFICATE-----"));
        assert!(there(&format!("{block}Content-Transfer-Encoding: base64\n\nUEsDBA==")));
        assert!(there(&format!("CA=\"{block}\"")));
        assert!(there("what is this"));
    }
}
