//! Long codes in a text that may be a key: base64, hex, lists of numbers, whatever stands between
//! BEGIN and END of a private key. See [`super::secrets`].

use super::secrets::{Found, find as place_of};

/// Digits of hex from which on it may be a key: 16 bytes.
const HEX: usize = 32;
/// Letters of base64 from which on it may be a part of one, where it looks random.
const SHORT: usize = 16;
/// Numbers below 256 in a row that may be the bytes of a key.
const NUMBERS: usize = 16;
/// Bytes of a private key's armour.
const LONGEST: usize = 64 << 10;

pub(super) fn find(found: &mut Found<'_>) {
    armour(found);
    runs(found);
    pairs(found);
    numbers(found);
}

/// Everything behind BEGIN of a private key, up to its END or as far as a key may go.
fn armour(found: &mut Found<'_>) {
    let mut at = 0;
    while let Some(begin) = place_of(found.text, b"BEGIN ", at) {
        at = begin.saturating_add(6);
        let line = found.part(at, at.saturating_add(64));
        let Some(label) = place_of(line, b"PRIVATE KEY", 0) else { continue };
        let body = at.saturating_add(label).saturating_add(11);
        let rest = found.part(body, body.saturating_add(LONGEST));
        let next = place_of(rest, b"BEGIN ", 0).unwrap_or(rest.len());
        let stop = match place_of(rest.get(..next).unwrap_or_default(), b"END ", 0) {
            Some(end) => end,
            // Its END was cut off: words of what looks like a key, and what is around them.
            None => unfinished(rest),
        };
        let body = body.saturating_add(
            found.part(body, body.saturating_add(6)).iter().take_while(|c| **c == b'-').count(),
        );
        let stop = body.max(at.saturating_add(label).saturating_add(11).saturating_add(stop));
        let trimmed = found.part(body, stop).iter().rev().take_while(|c| **c == b'-').count();
        found.leave_out(body, stop.saturating_sub(trimmed));
        at = stop;
    }
    // The last line of a key whose BEGIN was cut off.
    let mut at = 0;
    while let Some(end) = place_of(found.text, b"-----END ", at) {
        at = end.saturating_add(9);
        if place_of(found.part(at, at.saturating_add(64)), b"PRIVATE KEY", 0).is_none() {
            continue;
        }
        let before = found.part(end.saturating_sub(200), end);
        let gap = before.iter().rev().take_while(|c| !is_code(**c)).count();
        let word =
            before.iter().rev().skip(gap).take_while(|c| is_code(**c) || **c == b'\\').count();
        if gap <= 8 {
            let stop = end.saturating_sub(gap);
            found.leave_out(stop.saturating_sub(word), stop);
        }
    }
}

fn unfinished(rest: &[u8]) -> usize {
    let mut end = 0;
    let mut at = 0;
    while at < rest.len() {
        let tail = rest.get(at..).unwrap_or_default();
        let apart = tail.iter().take_while(|c| !is_code(**c)).count();
        let word = tail.iter().skip(apart).take_while(|c| is_code(**c)).count();
        let code = tail.get(apart..apart.saturating_add(word)).unwrap_or_default();
        let letters = code.iter().all(u8::is_ascii_lowercase);
        if word == 0 || (end > 0 && letters && word > 1) || (end == 0 && letters && word > 3) {
            break;
        }
        at = at.saturating_add(apart).saturating_add(word);
        end = at;
    }
    end
}

fn is_code(c: u8) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/' | b'=' | b'_' | b'-')
}

/// What stands for a line end or a sign of base64 inside a code: `\n`, `\/`, `\u002b`, `%2B`, `&#10;`.
fn glue(found: &Found<'_>, at: usize) -> usize {
    let is_hex = |from: usize, count: usize| {
        (0..count).all(|n| found.at(from.saturating_add(n)).is_ascii_hexdigit())
    };
    match found.at(at) {
        b'\\' => {
            let slashes =
                found.part(at, at.saturating_add(8)).iter().take_while(|c| **c == b'\\').count();
            let next = at.saturating_add(slashes);
            let more = match found.at(next) {
                b'n' | b'r' | b't' | b'/' => 1,
                b'\n' => 1,
                b'\r' => 2,
                b'u' if is_hex(next.saturating_add(1), 4) => 5,
                b'x' if is_hex(next.saturating_add(1), 2) => 3,
                _ => return 0,
            };
            slashes.saturating_add(more)
        }
        b'%' if is_hex(at.saturating_add(1), 2) => 3,
        b'&' if found.at(at.saturating_add(1)) == b'#' => {
            let rest = found.part(at, at.saturating_add(8));
            rest.iter().position(|c| *c == b';').map_or(0, |end| end.saturating_add(1))
        }
        _ => 0,
    }
}

/// What a run of letters looks like.
#[derive(Default)]
struct Run {
    letters: usize,
    upper: usize,
    lower: usize,
    digits: usize,
    hex: usize,
    /// Neighbours of two classes.
    changes: usize,
    last: u8,
    padded: bool,
}

impl Run {
    fn take(&mut self, c: u8) {
        let class = match c {
            b'A'..=b'Z' => 1,
            b'a'..=b'z' => 2,
            b'0'..=b'9' => 3,
            _ => 0,
        };
        self.letters = self.letters.saturating_add(1);
        self.upper = self.upper.saturating_add(usize::from(class == 1));
        self.lower = self.lower.saturating_add(usize::from(class == 2));
        self.digits = self.digits.saturating_add(usize::from(class == 3));
        self.hex = self.hex.saturating_add(usize::from(c.is_ascii_hexdigit()));
        self.padded |= c == b'=';
        if class != 0 && self.last != 0 && class != self.last {
            self.changes = self.changes.saturating_add(1);
        }
        if class != 0 {
            self.last = class;
        }
    }

    /// Whether it may be (a part of) a key.
    fn is_secret(&self) -> bool {
        let share = |percent: usize| {
            self.changes.saturating_mul(100) >= self.letters.saturating_mul(percent)
        };
        let mixed = self.upper > 0 && self.lower > 0;
        let coded = mixed && self.digits > 0;
        if self.hex == self.letters && self.digits > 0 {
            return self.letters >= HEX;
        }
        match self.letters {
            0..12 => false,
            12..SHORT => self.padded && mixed && share(40),
            SHORT..24 => (coded && share(48)) || (self.padded && mixed && share(36)),
            24..32 => (coded || self.padded) && mixed && share(33),
            32..48 => (coded && share(25)) || (self.digits > 0 && share(26)),
            _ => {
                self.digits > 0
                    && (mixed || self.digits.saturating_mul(8) > self.letters)
                    && share(13)
            }
        }
    }

    /// Whether it may be the end of a key whose line before this was left out.
    fn goes_on(&self) -> bool {
        let plain = self.lower.saturating_add(1) >= self.letters && !self.padded;
        self.letters >= 4 && (!plain || self.letters >= 20)
    }
}

/// Base64 and hex in one piece.
fn runs(found: &mut Found<'_>) {
    let mut at = 0;
    // Where the last long code ended.
    let mut long_end = usize::MAX;
    while at < found.text.len() {
        let start = at;
        let mut run = Run::default();
        loop {
            let c = found.at(at);
            let dashes = c == b'-' && found.at(at.saturating_add(1)) == b'-';
            if is_code(c) && !dashes {
                run.take(c);
                at = at.saturating_add(1);
            } else if let some @ 1.. = glue(found, at) {
                at = at.saturating_add(some);
            } else {
                break;
            }
        }
        if start == at {
            at = at.saturating_add(1);
            continue;
        }
        let near = start.saturating_sub(long_end.min(start)) <= 12
            && long_end != usize::MAX
            && found.part(long_end, start).iter().all(|c| {
                c.is_ascii_whitespace()
                    || matches!(c, b'"' | b'\'' | b',' | b'|' | b'>' | b'#' | b'*' | b'.')
            });
        // A token of three parts (RFC 7519, 3): its first part is short.
        let token = found.part(start, start.saturating_add(3)) == b"eyJ" && run.letters >= SHORT;
        if (run.is_secret() && !is_labelled(found, start, &run) && !is_uuid(found.part(start, at)))
            || token
            || (near && run.goes_on())
        {
            found.leave_out(start, at);
            if run.letters >= 24 || near || token {
                long_end = at;
            }
        }
    }
}

/// A fingerprint, a serial number, an identifier: hex that is public, by the word before it.
fn is_labelled(found: &Found<'_>, start: usize, run: &Run) -> bool {
    const LABELS: [&[u8]; 9] = [
        b"fingerprint",
        b"thumbprint",
        b"serial",
        b"sha1",
        b"sha-1",
        b"sha256",
        b"sha-256",
        b"keyid",
        b"identifier",
    ];
    let before = found.part(start.saturating_sub(32), start).to_ascii_lowercase();
    let private = [b"priv".as_slice(), b"secret", b"hmac"]
        .iter()
        .any(|it| place_of(&before, it, 0).is_some());
    run.hex == run.letters
        && run.letters <= 64
        && !private
        && LABELS.iter().any(|label| place_of(&before, label, 0).is_some())
}

/// Bytes as pairs of digits, apart: `3a:4b:…`, `0x3a, 0x4b`, `\x3a\x4b`, `3a4b 5c6d`, over line ends.
fn pairs(found: &mut Found<'_>) {
    let mut at = 0;
    while at < found.text.len() {
        if is_word(found.at(at.saturating_sub(1))) && at > 0 {
            at = at.saturating_add(1);
            continue;
        }
        let (start, mut end, mut bytes, mut gaps) = (at, at, 0usize, 0usize);
        let mut next = at;
        loop {
            if matches!(found.at(next), b'0' | b'\\')
                && matches!(found.at(next.saturating_add(1)), b'x' | b'X')
            {
                next = next.saturating_add(2);
            }
            let digits = found
                .part(next, next.saturating_add(5))
                .iter()
                .take_while(|c| c.is_ascii_hexdigit())
                .count();
            let over = is_word(found.at(next.saturating_add(digits)));
            if !matches!(digits, 2 | 4) || over {
                break;
            }
            bytes = bytes.saturating_add(digits / 2);
            gaps = gaps.saturating_add(1);
            next = next.saturating_add(digits);
            end = next;
            let apart = found
                .part(next, next.saturating_add(40))
                .iter()
                .take_while(|c| c.is_ascii_whitespace() || matches!(c, b':' | b',' | b'-'));
            let apart = apart.count();
            let four = digits == 4 && found.at(next) == b':';
            // Eight groups of four with colons are an address of IPv6.
            if (apart == 0 && found.at(next) != b'\\') || four {
                break;
            }
            next = next.saturating_add(apart);
        }
        let least = if is_dump(found, start) { 2 } else { 8 };
        if gaps >= least
            && (bytes >= 9 || least == 2)
            && !is_labelled(
                found,
                start,
                &Run {
                    hex: bytes.saturating_mul(2),
                    letters: bytes.saturating_mul(2),
                    ..Run::default()
                },
            )
        {
            found.leave_out(start, end);
        }
        at = end.max(at.saturating_add(1));
    }
}

/// Behind the offset that begins a line of a hex dump.
fn is_dump(found: &Found<'_>, start: usize) -> bool {
    let before = found.part(start.saturating_sub(12), start);
    let mut back = before.iter().rev().skip_while(|c| matches!(c, b' ' | b':'));
    let offset = back.by_ref().take_while(|c| c.is_ascii_hexdigit()).count();
    (6..=8).contains(&offset)
}

/// `550e8400-e29b-41d4-a716-446655440000` (RFC 9562, 4).
fn is_uuid(text: &[u8]) -> bool {
    let lengths = text.split(|c| *c == b'-').map(<[u8]>::len);
    text.len() == 36
        && lengths.eq([8, 4, 4, 4, 12])
        && text.iter().all(|c| c.is_ascii_hexdigit() || *c == b'-')
}

fn is_word(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_'
}

/// Bytes as numbers: `[48, 130, 4, …]`, `[48 130 4 …]`.
fn numbers(found: &mut Found<'_>) {
    let mut at = 0;
    while at < found.text.len() {
        let before = found.at(at.saturating_sub(1));
        if !found.at(at).is_ascii_digit() || (at > 0 && (is_word(before) || before == b'.')) {
            at = at.saturating_add(1);
            continue;
        }
        let (start, mut end, mut count, mut next) = (at, at, 0usize, at);
        loop {
            let minus = usize::from(found.at(next) == b'-');
            let from = next.saturating_add(minus);
            let digits = found
                .part(from, from.saturating_add(4))
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count();
            if digits == 0 || digits > 3 {
                break;
            }
            count = count.saturating_add(1);
            next = from.saturating_add(digits);
            end = next;
            let apart = found
                .part(next, next.saturating_add(24))
                .iter()
                .take_while(|c| c.is_ascii_whitespace() || **c == b',')
                .count();
            if apart == 0 {
                break;
            }
            next = next.saturating_add(apart);
        }
        if count >= NUMBERS {
            found.leave_out(start, end);
        }
        at = end.max(at.saturating_add(1));
    }
}
