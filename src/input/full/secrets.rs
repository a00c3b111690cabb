//! The one door through which text that was given is quoted: keys, passwords and tokens in it are
//! left out. What stays keeps its place, so that offsets into the text hold.
//!
//! Nothing here is sure of what it sees: a line of a private key looks like one of a certificate. So
//! whatever may be secret goes, and a fingerprint too many with it. Two halves: long codes by how
//! they look (`secrets_codes`), and values by what stands before them (here).

use super::secrets_codes as codes;

/// Stands in the place of each byte that was left out. In a text that was given it is a space.
pub const GAP: char = '\u{1a}';
/// What a reader sees in the place of a run of [`GAP`].
pub const LEFT_OUT: &str = "[left out]";
/// Bytes of a value without an end.
const LONGEST: usize = 8_192;
/// Bytes of the user and the password in an address.
const LONGEST_USER: usize = 512;

/// Parts of names whose values are secrets, in small letters and without `_`, `-`, `.` and spaces.
const NAMES: [&str; 34] = [
    "password",
    "passwd",
    "passphrase",
    "passwort",
    "passcode",
    "pwd",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "credential",
    "authkey",
    "encryptionkey",
    "sharedkey",
    "signingkey",
    "clientkey",
    "psk",
    "jwt",
    "sessionid",
    "cookie",
    "connectionstring",
    "storepass",
    "keypass",
    "requirepass",
    "masterauth",
    "authorization",
    "authpass",
    "userpass",
    "dbpass",
    "mypass",
    "xauth",
    "otp",
    "pincode",
];
/// Names that mean it only as a whole, or as the last of several words: `db_pass`, `key.pin`.
const WORDS: [&str; 8] = ["pass", "pin", "auth", "pw", "sid", "sas", "sig", "bearer"];
/// What a name ends with that says where the secret is, and is none.
const ABOUT: [&str; 15] = [
    "name",
    "file",
    "path",
    "type",
    "uri",
    "url",
    "endpoint",
    "ref",
    "length",
    "policy",
    "algorithm",
    "namespace",
    "expired",
    "expiry",
    "lifetime",
];
/// Members of a JSON Web Key that are no public ones (RFC 7518, 6.2.2, 6.3.2, 6.4).
const MEMBERS: [&str; 7] = ["d", "p", "q", "dp", "dq", "qi", "k"];
/// Options of programs whose value is a secret, or holds one behind a colon.
const OPTIONS: [&str; 33] = [
    "-p",
    "-P",
    "-W",
    "-w",
    "-a",
    "-k",
    "-K",
    "-pass",
    "-passin",
    "-passout",
    "-password",
    "-passwd",
    "-storepass",
    "-keypass",
    "-srcstorepass",
    "-deststorepass",
    "-srckeypass",
    "-destkeypass",
    "-dpass",
    "-twopass",
    "-certpbe-pass",
    "-psk",
    "-key-pass",
    "-u",
    "-U",
    "-E",
    "-user",
    "-proxy-user",
    "-cert",
    "-proxy-cert",
    "-basic",
    "-login",
    "-oauth2-bearer",
];
/// Those of them that hold a name, and the secret only behind a colon.
const BEHIND_COLON: [&str; 9] =
    ["-u", "-U", "-E", "-user", "-proxy-user", "-cert", "-proxy-cert", "-basic", "-login"];

/// A text with everything that may be secret replaced byte by byte; line ends stay.
pub fn blank(text: &str) -> String {
    let mut found = Found { text: text.as_bytes(), spans: Vec::new() };
    codes::find(&mut found);
    found.addresses();
    found.headers();
    found.named();
    found.options();
    found.blanked()
}

/// A part of a text without what may be secret in it, seen with what stands around it.
pub struct Near {
    start: usize,
    blanked: String,
}

impl Near {
    /// Bytes before the part that are looked at: a private key of RSA has as many.
    const BEFORE: usize = 8 << 10;
    /// Bytes behind it.
    const BEHIND: usize = 1 << 10;

    /// What is needed to quote from these bytes.
    pub fn of(text: &str, from: usize, to: usize) -> Self {
        let start = text.floor_char_boundary(from.saturating_sub(Self::BEFORE));
        let end = text.ceil_char_boundary(to.saturating_add(Self::BEHIND).min(text.len()));
        Self { start, blanked: blank(text.get(start..end).unwrap_or_default()) }
    }

    /// Some of these bytes, as people read them.
    pub fn quote(&self, from: usize, to: usize) -> String {
        let from = self.blanked.floor_char_boundary(from.saturating_sub(self.start));
        let to = self.blanked.ceil_char_boundary(to.saturating_sub(self.start));
        shown(self.blanked.get(from..to).unwrap_or_default())
    }
}

/// A text that was blanked, or a part of it, as people read it.
pub fn shown(blanked: &str) -> String {
    let mut out = String::with_capacity(blanked.len());
    let mut gap = false;
    for c in blanked.chars() {
        if c != GAP {
            out.push(c);
        } else if !gap {
            out.push_str(LEFT_OUT);
        }
        gap = c == GAP;
    }
    out
}

/// Words of ours in which a name or a label is quoted that was given: without long codes and
/// passwords in addresses. (Values behind names stay: in our own words those are no secrets.)
pub fn quoted(text: &str) -> String {
    // Most words are short, and there may be thousands of them.
    if text.split_whitespace().all(|word| word.len() < 16) {
        return text.to_owned();
    }
    let mut found = Found { text: text.as_bytes(), spans: Vec::new() };
    codes::find(&mut found);
    found.addresses();
    if found.spans.is_empty() { text.to_owned() } else { shown(&found.blanked()) }
}

/// The text, and what of it is to go.
pub(super) struct Found<'t> {
    pub text: &'t [u8],
    pub spans: Vec<(usize, usize)>,
}

impl Found<'_> {
    fn blanked(&self) -> String {
        let gap = |byte: &u8| if *byte == GAP as u8 { b' ' } else { *byte };
        let mut bytes: Vec<u8> = self.text.iter().map(gap).collect();
        for (from, to) in &self.spans {
            for byte in bytes.get_mut(*from..(*to).min(self.text.len())).unwrap_or_default() {
                if !matches!(byte, b'\n' | b'\r') {
                    *byte = GAP as u8;
                }
            }
        }
        // A value may end within a letter, at its greatest length.
        String::from_utf8_lossy(&bytes).replace('\u{fffd}', "?")
    }

    pub fn at(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or_default()
    }

    pub fn part(&self, from: usize, to: usize) -> &[u8] {
        self.text.get(from..to.min(self.text.len())).unwrap_or_default()
    }

    pub fn leave_out(&mut self, from: usize, to: usize) {
        if from < to {
            self.spans.push((from, to));
        }
    }

    fn starts(&self, at: usize, word: &[u8]) -> bool {
        self.part(at, at.saturating_add(word.len())).eq_ignore_ascii_case(word)
    }

    /// The first place from `at` on where it no longer holds.
    fn skip(&self, at: usize, holds: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at.saturating_add(rest.iter().take_while(|byte| holds(**byte)).count())
    }

    /// `scheme://user:password@host`; a user alone where it is long enough for a token.
    fn addresses(&mut self) {
        let mut at = 0;
        while let Some(next) = find(self.text, b"://", at) {
            let start = next.saturating_add(3);
            at = start;
            let rest = self.part(start, start.saturating_add(LONGEST_USER));
            let end = start.saturating_add(rest.iter().take_while(|c| !is_end(**c)).count());
            let all = self.part(start, end);
            let authority = all.iter().position(|c| b"/?#".contains(c)).unwrap_or(all.len());
            let head = all.get(..authority).unwrap_or_default();
            let colon = head.iter().position(|c| *c == b':');
            let near = head.iter().rposition(|c| *c == b'@');
            // A slash in a password; behind a port it would be the address's own.
            let port = |colon: usize| {
                let behind = head.get(colon.saturating_add(1)..).unwrap_or_default();
                behind.iter().all(u8::is_ascii_digit)
            };
            let far = || {
                colon.filter(|colon| !port(*colon))?;
                all.iter().rposition(|c| *c == b'@')
            };
            let Some(sign) = near.or_else(far) else { continue };
            match colon.filter(|colon| *colon < sign) {
                Some(colon) => self.leave_out(
                    start.saturating_add(colon).saturating_add(1),
                    start.saturating_add(sign),
                ),
                None if sign >= 16 => self.leave_out(start, start.saturating_add(sign)),
                None => {}
            }
        }
    }

    /// `Authorization: …` and its like up to the end of the line; `Bearer …` anywhere.
    fn headers(&mut self) {
        const HEADERS: [&[u8]; 7] = [
            b"authorization",
            b"cookie",
            b"x-api-key",
            b"x-auth-token",
            b"x-amz-security-token",
            b"x-vault-token",
            b"private-token",
        ];
        const SCHEMES: [&[u8]; 6] =
            [b"bearer", b"basic", b"digest", b"negotiate", b"ntlm", b"apikey"];
        let mut at = 0;
        while at < self.text.len() {
            let word = self.skip(at, is_word);
            if word == at {
                at = at.saturating_add(1);
                continue;
            }
            let name = self.part(at, word).to_ascii_lowercase();
            let is_header = HEADERS.iter().any(|it| name.ends_with(it));
            if is_header && let Some((value, _)) = self.value_after(word) {
                let end = self.line_of_value(value);
                self.leave_out(value, end);
                at = end.max(word);
                continue;
            }
            if SCHEMES.contains(&name.as_slice()) {
                let value = self.skip(word, |c| matches!(c, b' ' | b'\t' | b':' | b'='));
                let end = self.skip(value, |c| !is_end(c));
                let token = self.part(value, end);
                let code = token.iter().any(u8::is_ascii_digit)
                    || token.contains(&b'=')
                    || token.windows(2).any(|it| {
                        matches!(it, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase())
                    });
                if value > word && token.len() >= 8 && code {
                    self.leave_out(value, end);
                }
            }
            at = word;
        }
    }

    /// Up to the end of the line, or of the text in quotation marks that it stands in; `\n` as two
    /// letters is an end of a line too.
    fn line_of_value(&self, value: usize) -> usize {
        let before = self.at(value.saturating_sub(1));
        let quote = matches!(before, b'"' | b'\'' | b'`').then_some(before);
        let mut at = value;
        while at < self.text.len() && at.saturating_sub(value) < LONGEST {
            match (self.at(at), quote) {
                (b'\n' | b'\r', _) => break,
                (b'\\', _) if matches!(self.at(at.saturating_add(1)), b'n' | b'r') => break,
                (b'\\', _) if quote.is_some() => at = at.saturating_add(1),
                (c, Some(quote)) if c == quote => break,
                // Without a quotation mark of its own it ends with that of the whole header.
                (b'"' | b'\'', None)
                    if matches!(
                        self.at(at.saturating_add(1)),
                        b' ' | b',' | b'}' | b']' | b')' | b'\n' | b'\r' | 0
                    ) =>
                {
                    break;
                }
                _ => {}
            }
            at = at.saturating_add(1);
        }
        at.min(self.text.len())
    }

    /// Where the value begins of a name that ends here, and the quotation mark around it.
    /// `name=`, `name: `, `"name": "`, `name => `, `<name>`, `name is "`, `{"name":"x","value":"`.
    fn value_after(&self, name: usize) -> Option<(usize, Option<u8>)> {
        let blank = |c: u8| matches!(c, b' ' | b'\t');
        let mut at = self.skip(name, |c| matches!(c, b'\\' | b'"' | b'\'' | b'`' | b']' | b')'));
        let closed = at > name;
        let next = self.skip(at, |c| blank(c) || c == b',');
        let next = self.skip(next, |c| matches!(c, b'\\' | b'"' | b'\''));
        if closed && self.starts(next, b"value") {
            at = self.skip(next.saturating_add(5), |c| matches!(c, b'\\' | b'"' | b'\''));
        }
        at = self.skip(at, blank);
        let sign = self.skip(at, |c| matches!(c, b'=' | b':' | b'>' | b'~'));
        if sign == at {
            if self.starts(at, b"is ") || self.starts(at, b"was ") {
                at = self.skip(at, |c| !blank(c));
                at = self.skip(at, blank);
            }
            // `password "x"`, and nothing else without a sign.
            let quote = self.at(at);
            let apart = at > name && !closed && matches!(quote, b'"' | b'\'' | b'`');
            return apart.then(|| (at.saturating_add(1), Some(quote)));
        }
        if sign.saturating_sub(at) > 3 {
            return None;
        }
        at = self.skip(sign, |c| blank(c) || matches!(c, b'[' | b'('));
        // A value of YAML or of a listing may stand on the next line; a heading has none.
        let open = self.skip(at, |c| c == b'\\');
        let quote = self.at(open);
        match quote {
            b'"' | b'\'' | b'`' => Some((open.saturating_add(1), Some(quote))),
            _ => Some((at, None)),
        }
    }

    /// The end of a value that begins here.
    fn end_of(&self, value: usize, quote: Option<u8>) -> usize {
        let mut at = value;
        while at < self.text.len() && at.saturating_sub(value) < LONGEST {
            let c = self.at(at);
            let next = self.at(at.saturating_add(1));
            match quote {
                Some(quote) => match c {
                    b'\\' if next == quote => {
                        // The value may be in escaped marks itself: `\"x\"`.
                        if self.at(value.saturating_sub(2)) == b'\\' {
                            return at;
                        }
                        at = at.saturating_add(1);
                    }
                    b'\\' => at = at.saturating_add(1),
                    b'\n' => return at,
                    c if c == quote => return at,
                    _ => {}
                },
                None => match c {
                    c if c.is_ascii_whitespace() || matches!(c, b'"' | b'`' | b'<') => return at,
                    b'\\' if matches!(next, b'n' | b'r' | b'"') => return at,
                    b',' | b';' | b'&' | b')' | b'}' | b']' | b'\'' => {
                        let name = self.skip(at.saturating_add(1), is_word);
                        let named =
                            name > at.saturating_add(1) && matches!(self.at(name), b'=' | b':');
                        if named || next == 0 || next.is_ascii_whitespace() || is_closing(next) {
                            return at;
                        }
                    }
                    _ => {}
                },
            }
            at = at.saturating_add(1);
        }
        at.min(self.text.len())
    }

    /// `password=…`, `"client_secret": "…"`, `DB_PASS => …`, members of a JSON Web Key.
    fn named(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let end = self.skip(at, is_word);
            if end == at {
                at = at.saturating_add(1);
                continue;
            }
            let word = self.part(at, end.min(at.saturating_add(LONGEST)));
            let lower: String = word
                .iter()
                .filter(|c| !matches!(c, b'_' | b'-' | b'.'))
                .map(|c| char::from(c.to_ascii_lowercase()))
                .collect();
            let last = word.rsplit(|c| matches!(c, b'_' | b'-' | b'.')).next().unwrap_or_default();
            let last = String::from_utf8_lossy(last).to_ascii_lowercase();
            let secret = (NAMES.iter().any(|name| lower.contains(name))
                && !ABOUT.iter().any(|about| lower.ends_with(about)))
                || lower.ends_with("pw")
                || WORDS.contains(&last.as_str());
            if secret {
                if let Some((value, quote)) = self.value_after(end) {
                    let stop = self.end_of(value, quote);
                    self.leave_out(value, stop);
                    at = stop.max(end);
                    continue;
                }
                self.bare(end);
            }
            let before = self.at(at.saturating_sub(1));
            if matches!(before, b'"' | b'\'')
                && MEMBERS.contains(&lower.as_str())
                && let Some((value, Some(quote))) = self.value_after(end)
            {
                let stop = self.end_of(value, Some(quote));
                self.leave_out(value, stop);
            }
            at = end;
        }
    }

    /// `password hunter2`, as in .netrc and at prompts: one word that is no plain one.
    fn bare(&mut self, name: usize) {
        let from = self.skip(name, |c| matches!(c, b' ' | b'\t'));
        if from == name {
            return;
        }
        let to = self.skip(from, |c| !c.is_ascii_whitespace());
        let word = self.part(from, to);
        let plain = |c: &u8| c.is_ascii_lowercase() || matches!(c, b'.' | b',' | b':' | b';');
        let first = word.first().is_some_and(u8::is_ascii_uppercase);
        let rest = word.get(usize::from(first)..).unwrap_or_default();
        if !word.is_empty() && !rest.iter().all(plain) && word.len() < LONGEST {
            self.leave_out(from, to);
        }
    }

    /// `-u user:password`, `--password x`, `-passin pass:x`, and `-psecret` of MySQL's programs.
    fn options(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let before = self.at(at.saturating_sub(1));
            let begins = at == 0 || before.is_ascii_whitespace() || b"\"'[(,`".contains(&before);
            if self.at(at) != b'-' || !begins {
                at = at.saturating_add(1);
                continue;
            }
            let end = self.skip(at, is_word);
            let option = self.part(at, end.min(at.saturating_add(64)));
            let one = if option.starts_with(b"--") {
                option.get(1..).unwrap_or_default()
            } else {
                option
            };
            let known = OPTIONS.iter().find(|it| it.as_bytes() == one).copied();
            // `pass:` of OpenSSL, wherever it stands.
            if let Some(known) = known {
                let marks =
                    |c: u8| matches!(c, b' ' | b'\t' | b'=' | b'"' | b'\'' | b',' | b'\\' | b'`');
                let value = self.skip(end, marks);
                let quote = self.at(value.saturating_sub(1));
                let quote = matches!(quote, b'"' | b'\'').then_some(quote);
                let stop = self.end_of(value, quote);
                let words = self.part(value, stop);
                let number = words.len() <= 5 && words.iter().all(u8::is_ascii_digit);
                let colon = words.iter().position(|c| *c == b':');
                let another = words.starts_with(b"-") && quote.is_none();
                match (BEHIND_COLON.contains(&known), colon) {
                    _ if value == end || number || another => {
                        at = end;
                        continue;
                    }
                    (true, Some(colon)) => {
                        self.leave_out(value.saturating_add(colon).saturating_add(1), stop);
                    }
                    (true, None) => {}
                    (false, _) => self.leave_out(value, stop),
                }
                at = stop.max(end);
                continue;
            } else if option.starts_with(b"-p") && self.is_mysql(at) {
                self.leave_out(at.saturating_add(2), self.skip(at, |c| !c.is_ascii_whitespace()));
            }
            at = end.max(at.saturating_add(1));
        }
        for word in [b"pass:".as_slice(), b"PIN:", b"pin-value="] {
            let mut at = 0;
            while let Some(next) = find(self.text, word, at) {
                at = next.saturating_add(word.len());
                let stop = self.end_of(at, None);
                self.leave_out(at, stop);
                at = stop;
            }
        }
    }

    fn is_mysql(&self, at: usize) -> bool {
        let line = self.part(at.saturating_sub(200), at);
        let line = line.rsplit(|c| *c == b'\n').next().unwrap_or_default();
        [b"mysql".as_slice(), b"mariadb", b"sshpass"].iter().any(|it| find(line, it, 0).is_some())
    }
}

fn is_word(c: u8) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'.')
}

/// What ends a word in a line of a log.
fn is_end(c: u8) -> bool {
    c.is_ascii_whitespace() || matches!(c, b'"' | b'\'' | b'`' | b'<' | b'>')
}

fn is_closing(c: u8) -> bool {
    matches!(c, b')' | b'}' | b']' | b'"' | b'\'' | b',' | b';')
}

pub(super) fn find(text: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let at = rest.windows(what.len()).position(|window| window == what)?;
    Some(from.saturating_add(at))
}
