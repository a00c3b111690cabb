//! The body of a PEM block, and text that is nothing but base64.

use data_encoding::{BASE64, DecodeKind};

use super::{Block, BlockKind, Format, Scan};
use crate::model::{Problem, ProblemKind, Span};

/// Why a body is not base64.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Byte offset in the body.
    pub offset: usize,
    pub message: String,
    pub advice: &'static str,
}

/// Decodes a body: white space and RFC 1421 header lines are skipped.
pub(super) fn decode(body: &str) -> Result<Vec<u8>, Fault> {
    let start = headers_end(body);
    let body = body.get(start..).unwrap_or_default();
    let mut digits = Vec::with_capacity(body.len());
    digits.extend(body.bytes().filter(|b| !b.is_ascii_whitespace()));
    // The decoder takes padded pieces one behind the other; two joined bodies are a fault here.
    let padding = digits.iter().position(|b| *b == b'=').unwrap_or(digits.len());
    if digits.iter().skip(padding).any(|b| *b != b'=') {
        return Err(fault(body, start, digits.len(), DecodeKind::Padding));
    }
    // Canonical base64, the fast way.
    let length = digits.len().div_ceil(4).saturating_mul(3);
    let mut out = vec![0; length];
    if digits.len().is_multiple_of(4)
        && let Ok(length) = BASE64.decode_mut(&digits, &mut out)
    {
        out.truncate(length);
        return Ok(out);
    }
    BASE64.decode(&digits).map_err(|error| fault(body, start, digits.len(), error.kind))
}

fn fault(body: &str, start: usize, digits: usize, kind: DecodeKind) -> Fault {
    let foreign = body.char_indices().find(|(_, c)| {
        !(c.is_ascii_whitespace() || c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '='))
    });
    if let Some((offset, c)) = foreign {
        let advice = match c {
            '-' => "A dash inside the block often means a broken BEGIN or END line.",
            '\\' => "Turn the two characters \\n into real line breaks.",
            '.' | '…' => "The block seems to have been shortened; copy the whole of it.",
            _ => "Remove the character, or copy the block again.",
        };
        return Fault {
            offset: start.saturating_add(offset),
            message: format!("{} does not belong there.", character(c)),
            advice,
        };
    }
    if let Some(padding) = body.find('=')
        && body.get(padding..).is_some_and(|rest| rest.bytes().any(|b| b.is_ascii_alphanumeric()))
    {
        return Fault {
            offset: start.saturating_add(padding),
            message: "there is data behind the padding character '='.".into(),
            advice: "Two blocks may have been joined without their BEGIN and END lines.",
        };
    }
    let message = match kind {
        DecodeKind::Length | DecodeKind::Padding => format!(
            "it has {digits} characters, which is no multiple of four: some are missing at the end."
        ),
        _ => "its last characters are damaged.".into(),
    };
    Fault {
        offset: start.saturating_add(body.trim_end().len()).saturating_sub(1),
        message,
        advice: "Copy the block again, to its last character.",
    }
}

/// A character as a person can recognise it.
pub(super) fn character(c: char) -> String {
    if c.is_control() || (!c.is_ascii() && !c.is_alphanumeric()) {
        format!("the character U+{:04X}", u32::from(c))
    } else {
        format!("the character '{c}'")
    }
}

/// RFC 1421 headers (`Proc-Type: 4,ENCRYPTED`) end with an empty line; the offset behind it.
fn headers_end(body: &str) -> usize {
    let first = body.trim_start_matches(['\r', '\n', ' ', '\t']);
    let has_header = first.lines().next().is_some_and(|line| line.contains(": "));
    if !has_header {
        return 0;
    }
    let skipped = body.len().saturating_sub(first.len());
    for gap in ["\n\n", "\r\n\r\n"] {
        if let Some(at) = first.find(gap) {
            return skipped.saturating_add(at).saturating_add(gap.len());
        }
    }
    0
}

/// The header lines of a body (RFC 1421, 4.6): name and value.
pub(super) fn headers(body: &str) -> Vec<(String, String)> {
    let head = body.get(..headers_end(body)).unwrap_or_default();
    let pair =
        |line: &str| line.split_once(": ").map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned()));
    head.lines().filter_map(pair).collect()
}

/// Text without armour: one run of base64, or nothing that is known.
pub(super) fn scan(text: &str) -> Scan {
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if let Ok(der) = decode(trimmed)
        && der.first() == Some(&0x30)
    {
        let block = Block::new(BlockKind::Unlabelled, der, Span::new(0, text.len()), Some(1));
        return Scan { format: Format::Base64, blocks: vec![block], ..Scan::default() };
    }
    Scan {
        format: Format::Text,
        problems: vec![Problem {
            span: Span::new(0, text.len()),
            line: Some(1),
            kind: ProblemKind::Other,
            message: "There is no -----BEGIN line in this text, and it is not base64.".into(),
            advice: "Paste the certificate with its BEGIN and END lines, or drop the file itself.",
        }],
        ..Scan::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_headers_are_skipped() {
        assert_eq!(decode("\r\n MA\tA=\n").unwrap(), [0x30, 0]);
        assert_eq!(decode("\nProc-Type: 4,X\nDEK-Info: y\n\nMAA=\n").unwrap(), [0x30, 0]);
    }

    #[test]
    fn each_fault_says_where_and_why() {
        let at = |body: &str| decode(body).map_err(|f| (f.offset, f.message)).unwrap_err();
        assert_eq!(at("MA*=").0, 2);
        assert_eq!(at("MA\u{2013}=").1, "the character U+2013 does not belong there.");
        assert_eq!(at("MAA=MAA=").0, 3);
        assert!(at("MAAB\nMAABM").1.contains("9 characters"));
    }

    #[test]
    fn bare_base64_of_der_is_a_block_and_a_word_is_not() {
        assert_eq!(scan("MAMCAQA=\n").blocks[0].der, [0x30, 3, 2, 1, 0]);
        assert!(scan("word").blocks.is_empty());
        assert_eq!(scan("hello there").problems.len(), 1);
    }
}
