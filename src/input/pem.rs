//! PEM armour (RFC 7468): any number of blocks with any text around them.

use super::{
    Block, BlockKind, Format, MAX_BLOCKS, Scan,
    base64::{self, decode},
};
use crate::engine::BRIEF;
use crate::model::{Problem, ProblemKind, Span};

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

pub(super) fn has_armour(text: &str) -> bool {
    text.contains(BEGIN)
}

pub(super) fn has_armour_bytes(bytes: &[u8]) -> bool {
    bytes.windows(BEGIN.len()).any(|window| window == BEGIN.as_bytes())
}

/// Finds every block; `text` must have armour ([`has_armour`]).
pub(super) fn scan(text: &str) -> Scan {
    let mut scan = Scan { format: Format::Pem, ..Scan::default() };
    let mut lines = Lines { text, counted_to: 0, line: 1 };
    let mut at = 0;
    while let Some(begin) = find(text, BEGIN, at) {
        // Damaged blocks count too: each is a problem to keep and to show.
        if scan.blocks.len().saturating_add(scan.problems.len()) >= MAX_BLOCKS {
            scan.limit =
                Some(format!("Only the first {MAX_BLOCKS} blocks of this source were read."));
            break;
        }
        let line = lines.of(begin);
        at = block(text, begin, line, &mut lines, &mut scan);
    }
    scan
}

/// Reads the block that begins at `begin`; returns where to go on.
fn block(text: &str, begin: usize, line: usize, lines: &mut Lines<'_>, scan: &mut Scan) -> usize {
    let label_start = begin.saturating_add(BEGIN.len());
    let stop = line_end(text, label_start);
    let Some(label_end) = find(slice(text, 0, stop), DASHES, label_start) else {
        scan.problems.push(problem(
            ProblemKind::Other,
            Span::new(begin, stop),
            line,
            "This BEGIN line does not end in five dashes.",
            "Write it as -----BEGIN CERTIFICATE----- on a line of its own.",
        ));
        return label_start;
    };
    let label = told(slice(text, label_start, label_end).trim());
    let about = ProblemKind::block(label);
    let body_start = label_end.saturating_add(DASHES.len());
    if slice(text, body_start, stop).contains(|c: char| c.is_ascii_alphanumeric()) {
        scan.problems.push(problem(
            about,
            Span::new(begin, stop),
            line,
            format!("The line breaks of this {label} block are missing."),
            "It was read all the same; most programs refuse it like this.",
        ));
    }
    let next_begin = find(text, BEGIN, body_start).unwrap_or(text.len());
    // Looked for up to the next block only: thousands of blocks without END would else cost a
    // search to the end of the text each.
    let end = find(slice(text, 0, next_begin), END, body_start);

    let Some(body_end) = end else {
        let message = if next_begin < text.len() {
            format!("The END line of this {label} block is missing: another block begins first.")
        } else {
            format!("The END line of this {label} block is missing: the text stops before it.")
        };
        scan.problems.push(problem(
            about,
            Span::new(begin, next_begin),
            line,
            message,
            "Copy the whole block again, from its BEGIN to its END line.",
        ));
        // What is there may still be whole: the armour alone may have been lost.
        let span = Span::new(begin, next_begin);
        match decode(slice(text, body_start, next_begin)) {
            Ok(der) => scan.blocks.push(Block::new(kind(label), der, span, Some(line))),
            Err(_) => keep_secret(scan, label, span, line),
        }
        return next_begin;
    };

    let end_label_start = body_end.saturating_add(END.len());
    let end_line_end = line_end(text, end_label_start);
    let stop = match find(slice(text, 0, end_line_end), DASHES, end_label_start) {
        Some(stop) => {
            let end_label = told(slice(text, end_label_start, stop).trim());
            if end_label != label {
                scan.problems.push(problem(
                    about,
                    Span::new(body_end, stop),
                    lines.of(body_end),
                    format!("The block begins as {label} and ends as {end_label}."),
                    "It was read as what it begins as; check that nothing is missing between.",
                ));
            }
            stop.saturating_add(DASHES.len())
        }
        None => {
            scan.problems.push(problem(
                about,
                Span::new(body_end, end_line_end),
                lines.of(body_end),
                format!("The END line of this {label} block does not end in five dashes."),
                "It was read all the same; copy the whole line.",
            ));
            end_line_end
        }
    };
    let span = Span::new(begin, stop);
    match decode(slice(text, body_start, body_end)) {
        Ok(der) if der.is_empty() => scan.problems.push(problem(
            about,
            span,
            line,
            format!("This {label} block is empty."),
            "Copy the block again with everything between its BEGIN and END lines.",
        )),
        Ok(der) => {
            let mut block = Block::new(kind(label), der, span, Some(line));
            if !BRIEF {
                block.headers = base64::headers(slice(text, body_start, body_end));
            }
            scan.blocks.push(block);
        }
        Err(fault) => {
            keep_secret(scan, label, span, line);
            let place = body_start.saturating_add(fault.offset);
            scan.problems.push(Problem {
                span: Span::new(place, place.saturating_add(1)),
                line: Some(lines.of(place)),
                kind: about,
                message: format!(
                    "This {label} block (line {line}) is not base64: {}",
                    fault.message
                ),
                advice: fault.advice,
            });
        }
    }
    stop
}

/// A private key that cannot be read is still one: what is left of it must be wiped.
fn keep_secret(scan: &mut Scan, label: &str, span: Span, line: usize) {
    let kind = kind(label);
    if matches!(kind, BlockKind::PrivateKey(_)) {
        scan.blocks.push(Block::new(kind, Vec::new(), span, Some(line)));
    }
}

/// A label as it may be quoted: where its dashes are lost, part of a key may stand in it.
pub(super) fn told(label: &str) -> &str {
    const KEY: &str = "PRIVATE KEY";
    let lower = label.bytes().any(|c| c.is_ascii_lowercase());
    let digit = label.bytes().any(|c| c.is_ascii_digit());
    match label.len() <= 64 && !(lower && digit) {
        true => label,
        false if label.ends_with(KEY) => KEY,
        false => "unnamed",
    }
}

pub(super) fn kind(label: &str) -> BlockKind {
    match label {
        "CERTIFICATE" | "X509 CERTIFICATE" | "X.509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
            BlockKind::Certificate
        }
        _ if label.ends_with("PRIVATE KEY") || label == "PGP PRIVATE KEY BLOCK" => {
            BlockKind::PrivateKey(label.to_owned())
        }
        _ => BlockKind::Labelled(label.to_owned()),
    }
}

fn problem(
    kind: ProblemKind,
    span: Span,
    line: usize,
    message: impl Into<String>,
    advice: &'static str,
) -> Problem {
    Problem { span, line: Some(line), kind, message: message.into(), advice }
}

fn find(text: &str, what: &str, from: usize) -> Option<usize> {
    Some(text.get(from..)?.find(what)?.saturating_add(from))
}

/// The end of the line, or of as much of it as the longest label could need.
fn line_end(text: &str, from: usize) -> usize {
    const LONGEST: usize = 256;
    let limit = text.floor_char_boundary(from.saturating_add(LONGEST));
    find(slice(text, 0, limit), "\n", from).unwrap_or(limit)
}

fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// Line numbers of growing offsets, each newline counted once.
struct Lines<'a> {
    text: &'a str,
    counted_to: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, offset: usize) -> usize {
        if offset < self.counted_to {
            return count(slice(self.text, 0, offset)).saturating_add(1);
        }
        self.line = self.line.saturating_add(count(slice(self.text, self.counted_to, offset)));
        self.counted_to = offset;
        self.line
    }
}

fn count(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_around_and_between_blocks_is_skipped_and_lines_are_counted() {
        let scan = scan(
            "subject=x\n-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n\nnote\n-----BEGIN X509 CRL-----\r\nMAA=\r\n-----END X509 CRL-----",
        );
        assert!(scan.problems.is_empty());
        let found: Vec<_> =
            scan.blocks.iter().map(|b| (b.kind.clone(), b.place.line, b.der.len())).collect();
        assert_eq!(
            found,
            [
                (BlockKind::Certificate, Some(2), 2),
                (BlockKind::Labelled("X509 CRL".into()), Some(7), 2)
            ]
        );
    }

    #[test]
    fn a_wrong_character_is_named_with_its_line_and_the_next_block_still_read() {
        let scan = scan(
            "-----BEGIN CERTIFICATE-----\nMAA=\nMA*=\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
        );
        assert_eq!(scan.blocks.len(), 1);
        assert_eq!(scan.problems.len(), 1);
        assert_eq!(scan.problems[0].line, Some(3));
        assert!(scan.problems[0].message.contains('*'), "{}", scan.problems[0].message);
    }

    #[test]
    fn a_missing_end_line_is_said_and_a_whole_body_still_read() {
        let scan = scan(
            "-----BEGIN CERTIFICATE-----\nMAA=\n-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
        );
        assert_eq!(scan.blocks.len(), 2);
        assert!(scan.problems[0].message.contains("another block begins first"));
    }

    #[test]
    fn private_keys_are_located_and_can_be_wiped() {
        let text = "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n";
        let scan = scan(text);
        assert_eq!(scan.blocks[0].kind, BlockKind::PrivateKey("EC PRIVATE KEY".into()));
        let mut bytes = text.as_bytes().to_vec();
        assert!(super::super::wipe_secrets(&mut bytes, &[scan.blocks[0].place.span]));
        assert!(!String::from_utf8(bytes).unwrap().contains("MHcC"));
    }
}
