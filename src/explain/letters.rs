//! One character of a pattern against the text it may stand in. Logs write the same message in
//! many ways: with typographic or escaped quotes, broken over lines, in capitals. A pattern
//! knows only ASCII; what counts as the same is said here, forwards and backwards.

/// What stands for an apostrophe.
const APOSTROPHES: &[&[u8]] = &[
    b"'",
    "’".as_bytes(),
    "‘".as_bytes(),
    b"`",
    b"\\u0027",
    b"\\u2019",
    b"&#39;",
    b"&#x27;",
    b"&apos;",
];
/// What stands for a double quote.
const QUOTES: &[&[u8]] =
    &[b"\"", "“".as_bytes(), "”".as_bytes(), b"\\u0022", b"&quot;", b"&#34;", b"\\x22"];
/// What stands for a hyphen.
const HYPHENS: &[&[u8]] = &[b"-", "‐".as_bytes(), "‑".as_bytes(), "–".as_bytes()];
/// What stands for a space: also a line's end, because terminals and mails break lines.
const SPACES: &[&[u8]] = &[
    b" ",
    b"\t",
    b"\n",
    b"\r",
    b"\xc2\xa0",
    b"\\n",
    b"\\r",
    b"\\t",
    b"&nbsp;",
    b"\\u00a0",
    b"\\u00A0",
];
/// How many of them in a row are still one space.
const SPACE_RUN: usize = 80;

/// The ways to write a character that has more than one; `None` for all others.
fn ways(c: u8) -> Option<&'static [&'static [u8]]> {
    match c {
        b'\'' => Some(APOSTROPHES),
        b'"' => Some(QUOTES),
        b'-' => Some(HYPHENS),
        b' ' => Some(SPACES),
        _ => None,
    }
}

/// Whether a character of a pattern can only be written one way, capitals aside. Only such
/// characters are looked for in the first place.
pub fn is_plain(c: u8) -> bool {
    c.is_ascii_graphic() && ways(c).is_none() && c != b'\\'
}

fn same(a: u8, b: u8, exact: bool) -> bool {
    a == b || (!exact && a.eq_ignore_ascii_case(&b))
}

/// Where the text goes on after one character of a pattern; `None` where it is another.
pub fn forward(text: &[u8], at: usize, c: u8, exact: bool) -> Option<usize> {
    let Some(ways) = ways(c) else {
        return text.get(at).filter(|t| same(**t, c, exact)).map(|_| at.saturating_add(1));
    };
    let one = |at: usize| {
        let rest = text.get(at..)?;
        let way = ways.iter().find(|way| rest.starts_with(way))?;
        Some(at.saturating_add(way.len()))
    };
    if c == b' ' {
        let mut end = one(at)?;
        for _ in 1..SPACE_RUN {
            match one(end) {
                Some(next) => end = next,
                None => break,
            }
        }
        return Some(end);
    }
    // A quote inside a quoted string carries backslashes, one for each string around it.
    one(at).or_else(|| {
        let slashes = text.get(at..)?.iter().take(7).take_while(|c| **c == b'\\').count();
        one(at.saturating_add(slashes)).filter(|_| slashes > 0 && c != b'-')
    })
}

/// Where one character of a pattern begins that ends before `at`; `None` where it is another.
pub fn backward(text: &[u8], at: usize, c: u8, exact: bool) -> Option<usize> {
    let Some(ways) = ways(c) else {
        let before = at.checked_sub(1)?;
        return text.get(before).filter(|t| same(**t, c, exact)).map(|_| before);
    };
    let one = |at: usize| {
        let start = text.get(..at)?;
        let way = ways.iter().filter(|way| start.ends_with(way)).max_by_key(|way| way.len())?;
        at.checked_sub(way.len())
    };
    let mut begin = one(at)?;
    if c == b' ' {
        for _ in 1..SPACE_RUN {
            match one(begin) {
                Some(next) => begin = next,
                None => break,
            }
        }
        return Some(begin);
    }
    while c != b'-' && begin > 0 && text.get(begin.saturating_sub(1)) == Some(&b'\\') {
        begin = begin.saturating_sub(1);
    }
    Some(begin)
}

/// Whether a variable ends here at the latest: a line's end, also an escaped one.
pub fn ends_line(text: &[u8], at: usize) -> bool {
    match text.get(at) {
        None | Some(b'\n' | b'\r') => true,
        Some(b'\\') => matches!(text.get(at.saturating_add(1)), Some(b'n' | b'r')),
        Some(_) => false,
    }
}

/// Whether a word may begin at `at`: what stands before is no letter of the same word. The `n` of
/// an escaped line end is none.
pub fn begins_word(text: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    match text.get(before) {
        Some(c) if is_word(*c) => {
            matches!(c, b'n' | b'r' | b't')
                && before.checked_sub(1).and_then(|b| text.get(b)) == Some(&b'\\')
        }
        _ => true,
    }
}

/// Whether a word may end before `at`.
pub fn ends_word(text: &[u8], at: usize) -> bool {
    !text.get(at).is_some_and(|c| is_word(*c))
}

/// A letter, a digit or an underscore.
pub fn is_word(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_'
}

/// A pattern's text with its quotes and spaces as patterns know them.
pub fn normal(text: &str) -> String {
    text.replace(['’', '‘'], "'").replace(['“', '”'], "\"")
}
