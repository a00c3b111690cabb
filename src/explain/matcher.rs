//! Finds messages in text. Every pattern is known by four bytes of its beginning that few others
//! have; one pass over the text looks each four bytes up in a table, and only where the table
//! answers is a pattern compared. Work is counted and stops at a limit.

use crate::model::order;
use std::collections::{BTreeMap, HashMap};

use super::letters;

/// Comparisons of single bytes after which the search stops.
pub const MAX_STEPS: usize = 60_000_000;
/// Places kept after which the search stops.
pub const MAX_HITS: usize = 100_000;
/// Bytes a variable can be long.
const VARIABLE: usize = 1_000;
/// Bytes shown of a variable at the end of a message.
const LAST_VARIABLE: usize = 300;
/// Bytes a pattern is found by.
const GRAM: usize = 4;

/// A pattern, cut at its variables.
#[derive(Debug)]
struct Pattern {
    /// The caller's number for the message it belongs to.
    owner: usize,
    /// The fixed pieces; the first is never empty.
    pieces: Vec<Vec<u8>>,
    /// Ends with a variable.
    open: bool,
    /// A single word of mixed case, such as `PartialChain`: in another case it is another word.
    exact: bool,
    /// Where in the first piece the four bytes stand.
    anchor: usize,
    /// Fixed bytes: the more, the more specific.
    weight: usize,
    /// Belongs to a message that only passes on.
    wrapper: bool,
}

/// A pattern as the caller has it.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The caller's number for the message it belongs to.
    pub owner: usize,
    /// The text, `{}` for any.
    pub text: &'static str,
    /// The message only passes on what another says: it does not hide what stands in its variables.
    pub wrapper: bool,
}

/// All patterns, ready to be searched for.
#[derive(Debug)]
pub struct Matcher {
    patterns: Vec<Pattern>,
    /// For each hash of four bytes the number of its bucket, from 1; 0 for none.
    table: Vec<u16>,
    /// Four bytes and a pattern that is known by them.
    buckets: Vec<Vec<(u32, usize)>>,
}

/// A message found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The caller's number for the message.
    pub owner: usize,
    /// First byte.
    pub start: usize,
    /// The byte after the last fixed piece.
    pub end: usize,
    /// Where the variables stand.
    pub variables: Vec<(usize, usize)>,
    /// How specific.
    weight: usize,
    /// It only passes on.
    wrapper: bool,
}

/// What came of a search.
#[derive(Debug, Default)]
pub struct Search {
    /// Messages by place; none overlaps another, but for what stands in a wrapper.
    pub hits: Vec<Hit>,
    /// The byte where the search was stopped by its limits.
    pub stopped: Option<usize>,
}

impl Matcher {
    /// Makes a matcher of patterns with their owners. A pattern that could not be found, because
    /// it does not begin with four plain bytes in a row, is left out and returned.
    pub fn new(patterns: &[Words]) -> (Self, Vec<&'static str>) {
        let mut unusable = Vec::new();
        let mut read = Vec::new();
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for words in patterns {
            match Pattern::read(words) {
                Some(pattern) => {
                    for (_, gram) in pattern.grams() {
                        let count = counts.entry(gram).or_default();
                        *count = count.saturating_add(1);
                    }
                    read.push(pattern);
                }
                None => unusable.push(words.text),
            }
        }
        let mut matcher =
            Self { patterns: Vec::new(), table: vec![0; 1 << 16], buckets: Vec::new() };
        for mut pattern in read {
            let rarest = pattern
                .grams()
                .min_by_key(|(at, gram)| (counts.get(gram).copied().unwrap_or_default(), *at));
            let Some((anchor, gram)) = rarest else { continue };
            pattern.anchor = anchor;
            let number = matcher.patterns.len();
            matcher.patterns.push(pattern);
            let Some(slot) = matcher.table.get_mut(slot(gram)) else { continue };
            if *slot == 0 {
                matcher.buckets.push(Vec::new());
                *slot = u16::try_from(matcher.buckets.len()).unwrap_or_default();
            }
            if let Some(bucket) = matcher.buckets.get_mut(usize::from(*slot).wrapping_sub(1)) {
                bucket.push((gram, number));
            }
        }
        (matcher, unusable)
    }

    /// All messages in the text; where two overlap, the more specific one.
    pub fn search(&self, text: &[u8]) -> Search {
        let mut search = Search::default();
        let mut steps = 0usize;
        let mut gram = 0u32;
        for (at, byte) in text.iter().enumerate() {
            gram = (gram << 8) | u32::from(byte.to_ascii_lowercase());
            let bucket = match self.table.get(slot(gram)) {
                None | Some(0) => continue,
                Some(number) => self.buckets.get(usize::from(*number).wrapping_sub(1)),
            };
            let Some(start) = at.checked_sub(GRAM.saturating_sub(1)) else { continue };
            for (_, number) in bucket.into_iter().flatten().filter(|(known, _)| *known == gram) {
                let Some(pattern) = self.patterns.get(*number) else { continue };
                if let Some(hit) = pattern.compare(text, start, &mut steps) {
                    search.hits.push(hit);
                }
            }
            if steps > MAX_STEPS || search.hits.len() > MAX_HITS {
                search.stopped = Some(at);
                break;
            }
        }
        search.hits = most_specific(search.hits);
        search
    }
}

/// The place of four bytes in the table: 16 bits of a multiplicative hash.
fn slot(gram: u32) -> usize {
    usize::try_from(gram.wrapping_mul(0x9E37_79B1) >> 16).unwrap_or_default()
}

impl Pattern {
    fn read(words: &Words) -> Option<Self> {
        let text = letters::normal(words.text);
        let mut pieces: Vec<Vec<u8>> =
            text.split("{}").map(|piece| piece.as_bytes().to_vec()).collect();
        let open = pieces.len() > 1 && pieces.last().is_some_and(Vec::is_empty);
        if open {
            pieces.pop();
        }
        let single = text.bytes().all(|c| c.is_ascii_alphanumeric());
        let exact = single
            && text.bytes().any(|c| c.is_ascii_lowercase())
            && text.bytes().skip(1).any(|c| c.is_ascii_uppercase());
        let weight = pieces.iter().map(Vec::len).sum();
        let (owner, wrapper) = (words.owner, words.wrapper);
        let pattern = Self { owner, pieces, open, exact, anchor: 0, weight, wrapper };
        let first = pattern.pieces.first()?;
        let sound = !first.is_empty() && pattern.pieces.iter().all(|piece| !piece.is_empty());
        (sound && text.is_ascii() && pattern.grams().next().is_some()).then_some(pattern)
    }

    /// The plain bytes, four by four, that the first piece can be found by.
    fn grams(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        let first = self.pieces.first().map(Vec::as_slice).unwrap_or_default();
        first.windows(GRAM).enumerate().filter_map(|(at, window)| {
            if !window.iter().all(|c| letters::is_plain(*c)) {
                return None;
            }
            let gram =
                window.iter().fold(0u32, |gram, c| (gram << 8) | u32::from(c.to_ascii_lowercase()));
            Some((at, gram))
        })
    }

    /// Compares the pattern with the text, whose byte `at` is where its four bytes begin.
    fn compare(&self, text: &[u8], at: usize, steps: &mut usize) -> Option<Hit> {
        let (first, rest) = self.pieces.split_first()?;
        let mut start = at;
        for c in first.get(..self.anchor)?.iter().rev() {
            *steps = steps.saturating_add(1);
            start = letters::backward(text, start, *c, self.exact)?;
        }
        if first.first().is_some_and(|c| letters::is_word(*c)) && !letters::begins_word(text, start)
        {
            return None;
        }
        let mut end = self.piece(text, at, first.get(self.anchor..)?, steps)?;
        let mut variables = Vec::new();
        for piece in rest {
            let (from, after) = self.after_variable(text, end, piece, steps)?;
            variables.push((end, from));
            end = after;
        }
        if !self.open
            && self.pieces.last().and_then(|p| p.last()).is_some_and(|c| letters::is_word(*c))
            && !letters::ends_word(text, end)
        {
            return None;
        }
        if self.open {
            let mut last = end;
            while !letters::ends_line(text, last) && last.saturating_sub(end) < LAST_VARIABLE {
                last = last.saturating_add(1);
            }
            variables.push((end, last));
        }
        let (owner, weight, wrapper) = (self.owner, self.weight, self.wrapper);
        Some(Hit { owner, start, end, variables, weight, wrapper })
    }

    fn piece(&self, text: &[u8], at: usize, piece: &[u8], steps: &mut usize) -> Option<usize> {
        let mut end = at;
        for c in piece {
            *steps = steps.saturating_add(1);
            end = letters::forward(text, end, *c, self.exact)?;
        }
        Some(end)
    }

    /// The nearest place on the line where the piece stands: its beginning and its end.
    fn after_variable(
        &self,
        text: &[u8],
        from: usize,
        piece: &[u8],
        steps: &mut usize,
    ) -> Option<(usize, usize)> {
        let mut at = from;
        while at.saturating_sub(from) < VARIABLE {
            *steps = steps.saturating_add(1);
            if let Some(end) = self.piece(text, at, piece, steps) {
                return Some((at, end));
            }
            if letters::ends_line(text, at) {
                return None;
            }
            at = at.saturating_add(1);
        }
        None
    }
}

/// Of messages that overlap, the one with the most fixed bytes; the others say less. A wrapper and
/// what stands in its variables are both kept, a wrapper inside of another message is not, and
/// neither is what only repeats a wrapper's own words.
fn most_specific(hits: Vec<Hit>) -> Vec<Hit> {
    let (wrappers, mut said): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(|hit| hit.wrapper);
    let wrappers = apart(wrappers);
    said.retain(|hit| {
        let around = wrappers.range(..=hit.start).next_back();
        !around.is_some_and(|(_, wrapper)| wrapper.says(hit))
    });
    let said = apart(said);
    let inside = |hit: &Hit| {
        let around = said.range(..=hit.start).next_back();
        around.is_some_and(|(_, other)| other.end >= hit.end)
    };
    let wrappers: Vec<Hit> = wrappers.into_values().filter(|hit| !inside(hit)).collect();
    let mut all: Vec<Hit> = said.into_values().chain(wrappers).collect();
    order::by_key(&mut all, |hit| (hit.start, !hit.wrapper));
    all
}

impl Hit {
    /// Whether another message is part of this one's own words, not of what it passes on.
    fn says(&self, other: &Hit) -> bool {
        let within = |&(from, to): &(usize, usize)| from <= other.start && other.end <= to;
        other.start >= self.start
            && other.end <= self.end
            && other.weight < self.weight
            && !self.variables.iter().any(within)
    }
}

fn apart(mut hits: Vec<Hit>) -> BTreeMap<usize, Hit> {
    order::by_key(&mut hits, |hit| (std::cmp::Reverse(hit.weight), hit.start, hit.owner));
    let mut kept: BTreeMap<usize, Hit> = BTreeMap::new();
    for hit in hits {
        let before = kept.range(..hit.end).next_back();
        if before.is_none_or(|(_, other)| other.end <= hit.start) {
            kept.insert(hit.start, hit);
        }
    }
    kept
}
