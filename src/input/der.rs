//! Binary sources: one or more DER values, one behind the other.

use super::{Block, BlockKind, Format, MAX_BLOCKS, Scan};
use crate::model::{Problem, ProblemKind, Span};

/// Whether the bytes begin with a SEQUENCE whose length could be true.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    match bytes {
        // Long form with one to four length bytes, or indefinite: never ASCII text.
        [0x30, 0x80..=0x84, ..] => true,
        // Short form: `0` and another character could be text, so the length must fit.
        [0x30, short, rest @ ..] => usize::from(*short) == rest.len(),
        _ => false,
    }
}

/// Whether the bytes begin with a SEQUENCE that is there to its end.
#[cfg(feature = "full")]
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    value_length(bytes).is_some_and(|length| length <= bytes.len() && length > 2)
}

/// Whether the bytes are one SEQUENCE and nothing else, as what was base64 or hex should be.
#[cfg(feature = "full")]
pub(super) fn is_exact(bytes: &[u8]) -> bool {
    value_length(bytes) == Some(bytes.len())
}

/// Cuts the source into its outermost values.
pub(super) fn scan(bytes: &[u8]) -> Scan {
    let mut scan = Scan { format: Format::Der, ..Scan::default() };
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        // Editors and transfers leave line ends and NULs behind the value.
        if rest.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
            break;
        }
        if scan.blocks.len() >= MAX_BLOCKS {
            scan.limit =
                Some(format!("Only the first {MAX_BLOCKS} values of this source were read."));
            break;
        }
        let Some(total) = value_length(rest) else {
            scan.problems.push(Problem {
                span: Span::new(at, bytes.len()),
                line: None,
                kind: ProblemKind::Other,
                message: format!("{} bytes from byte {at} on are no DER value.", rest.len()),
                advice: "They were passed over; everything before them was read.",
            });
            break;
        };
        if total > rest.len() {
            scan.problems.push(Problem {
                span: Span::new(at, bytes.len()),
                line: None,
                kind: ProblemKind::Other,
                message: format!(
                    "The value at byte {at} says it has {total} bytes, but only {} are there: the file is cut short.",
                    rest.len()
                ),
                advice: "Copy or download the file again.",
            });
            // The certificate reader can still show the fields before the cut.
            push(&mut scan, rest, at);
            break;
        }
        push(&mut scan, rest.get(..total).unwrap_or_default(), at);
        at = at.saturating_add(total);
    }
    scan
}

fn push(scan: &mut Scan, der: &[u8], at: usize) {
    let span = Span::new(at, at.saturating_add(der.len()));
    scan.blocks.push(Block::new(BlockKind::Unlabelled, der.to_vec(), span, None));
}

/// The whole length of the SEQUENCE at the start, header included; for the indefinite form all
/// bytes. Only the outermost header is read here; everything inside is `decode`'s.
pub(super) fn value_length(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0x30, 0x80, ..] => Some(bytes.len()),
        [0x30, short @ 0..=0x7F, ..] => Some(usize::from(*short).saturating_add(2)),
        [0x30, long @ 0x81..=0x84, rest @ ..] => {
            let count = usize::from(long & 0x7F);
            let length = rest
                .get(..count)?
                .iter()
                .fold(0usize, |sum, b| sum.wrapping_shl(8) | usize::from(*b));
            Some(length.saturating_add(count).saturating_add(2))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cut_apart_and_a_short_one_is_said() {
        let two = scan(&[0x30, 1, 5, 0x30, 0x81, 1, 6, b'\n']);
        assert_eq!(two.blocks.iter().map(|b| b.place.span.start).collect::<Vec<_>>(), [0, 3]);
        assert!(two.problems.is_empty());
        let cut = scan(&[0x30, 0x82, 1, 0, 5]);
        assert!(cut.problems[0].message.contains("says it has 260 bytes, but only 5 are there"));
        assert_eq!(cut.blocks.len(), 1);
    }

    #[test]
    fn text_that_begins_with_a_zero_digit_is_not_der() {
        assert!(!looks_like(b"0: note"));
        assert!(looks_like(&[0x30, 0]));
    }
}
