//! The lines of a text: where a message stands, what stands around it, and which lines hold none.

use super::matcher::Hit;
use super::{DOUBTFUL, Explanation, Place};
use crate::input::secrets::Near;

/// Lines looked through for ones that look like a message.
const DOUBTFUL_LINES: usize = 50_000;
/// Bytes of such a line that are looked at, to show fewer.
const DOUBTFUL_BYTES: usize = 1_280;
/// Bytes of a line shown on each side of a message.
const AROUND: usize = 160;

/// The lines of a text.
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Where each begins.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, c)| *c == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at.saturating_add(1))).collect();
        Self { text, starts }
    }

    /// The number of the line a byte is on, from 1.
    pub(super) fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// The same for bytes asked in order; `from` is where the last answer began.
    pub(super) fn number_after(&self, at: usize, last: usize, from: &mut usize) -> usize {
        debug_assert!(at >= *from);
        *from = at;
        let later = self.starts.get(last..).unwrap_or_default();
        last.saturating_add(later.iter().take_while(|start| **start <= at).count())
    }

    /// The bytes of a line, without its end.
    fn bounds(&self, line: usize) -> (usize, usize) {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line).map_or(self.text.len(), |next| next.saturating_sub(1));
        (start, end.max(start))
    }

    pub(super) fn place(&self, hit: &Hit, line: usize) -> Place {
        let (start, _) = self.bounds(line);
        let before = self.text.as_bytes().get(start..hit.start).unwrap_or_default();
        // Counts the bytes that begin a character; a line can be long, so not all of it.
        let column = before.iter().take(1 << 16).filter(|c| **c & 0xC0 != 0x80).count();
        Place { line, column: column.saturating_add(1), from: hit.start, to: hit.end }
    }

    /// What is needed to quote a message with what stands around it.
    pub(super) fn near(&self, hit: &Hit) -> Near {
        let ends = hit.variables.iter().map(|(_, to)| *to);
        let end = ends.max().unwrap_or_default().max(hit.end);
        Near::of(self.text, hit.start.saturating_sub(AROUND), end.saturating_add(AROUND))
    }

    /// The line of a message, cut where it is long, and where the message stands in it.
    pub(super) fn excerpt(&self, hit: &Hit, line: usize, near: &Near) -> (String, (usize, usize)) {
        let (start, end) = self.bounds(line);
        let end = end.max(hit.end);
        let mut from = start.max(hit.start.saturating_sub(AROUND));
        let mut to = end.min(hit.end.saturating_add(AROUND));
        while !self.text.is_char_boundary(from) {
            from = from.saturating_sub(1);
        }
        while !self.text.is_char_boundary(to) {
            to = to.saturating_add(1);
        }
        let mut excerpt = String::new();
        if from > start {
            excerpt.push('…');
        }
        let part = |from: usize, to: usize| near.quote(from, to);
        excerpt.push_str(&part(from, hit.start));
        let marked_from = excerpt.len();
        excerpt.push_str(&part(hit.start, hit.end));
        let marked_to = excerpt.len();
        excerpt.push_str(part(hit.end, to).trim_end_matches('\r'));
        if to < end {
            excerpt.push('…');
        }
        (excerpt, (marked_from, marked_to))
    }

    /// Counts the lines with and without messages, and names some that look like one.
    pub(super) fn count(&self, hits: &[Hit], explanation: &mut Explanation) {
        let mut hits = hits.iter().peekable();
        let mut covered = 0usize;
        for line in 1..=self.starts.len() {
            let (start, end) = self.bounds(line);
            while let Some(hit) = hits.next_if(|hit| hit.start <= end) {
                covered = covered.max(hit.end);
            }
            let words = self.text.get(start..end).unwrap_or_default();
            if words.trim().is_empty() {
                continue;
            }
            explanation.lines = explanation.lines.saturating_add(1);
            if covered > start {
                continue;
            }
            explanation.unread = explanation.unread.saturating_add(1);
            if explanation.doubtful.len() < DOUBTFUL
                && line <= DOUBTFUL_LINES
                && speaks_of_failure(words)
            {
                let end = end.min(start.saturating_add(DOUBTFUL_BYTES));
                let words = Near::of(self.text, start, end).quote(start, end);
                let shown = words.trim().chars().take(AROUND).collect();
                explanation.doubtful.push((line, shown));
            }
        }
    }
}

/// Whether a line is about TLS and about something going wrong.
fn speaks_of_failure(line: &str) -> bool {
    let line: String = line.chars().take(400).collect::<String>().to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| line.contains(word));
    any(&["certificate", "cert", "tls", "ssl", "x509", "handshake", "pkix"])
        && any(&[
            "error", "fail", "invalid", "refus", "reject", "denied", "unable", "cannot", "alert",
        ])
}
