//! What `openssl x509 -text -subject -issuer -serial -dates -nameopt RFC2253` prints, taken apart.

use pemlens::model::Time;

/// The fields of one dump that are compared.
pub struct Dump<'a> {
    text: &'a str,
}

/// One value of a name as OpenSSL prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameValue {
    /// Text, its escapes undone. Not always UTF-8: some strings are printed as they stand.
    Text(Vec<u8>),
    /// `#0C03…`: DER of a value whose type OpenSSL does not know.
    Der(Vec<u8>),
}

/// A name: RDNs as printed, the last encoded first; each with its label and value.
pub type PrintedName = Vec<Vec<(String, NameValue)>>;

/// One extension as printed.
#[derive(Debug)]
pub struct Block {
    /// Everything below the heading, its indent removed.
    pub body: String,
}

impl<'a> Dump<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// The value of a `name=value` line at the end of the dump. The last such line counts:
    /// values of unknown extensions are printed raw and could hold one.
    fn line(&self, name: &str) -> Option<&'a str> {
        self.text.rsplit('\n').find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
    }

    pub fn subject(&self) -> Option<PrintedName> {
        name(self.line("subject")?)
    }

    pub fn issuer(&self) -> Option<PrintedName> {
        name(self.line("issuer")?)
    }

    /// Upper-case hex, `-` before negatives.
    pub fn serial(&self) -> Option<&'a str> {
        self.line("serial")
    }

    /// The serial number as the body of the dump has it, in the same form as [`Self::serial`]:
    /// `5 (0x5)`, `-1 (-0x1)`, or on the next line `29:cd:…`, ` (Negative)5b:b3:…`.
    pub fn serial_in_body(&self) -> Option<String> {
        let mut lines =
            self.text.split('\n').skip_while(|line| !line.starts_with("        Serial Number:"));
        let first = lines.next()?.trim().strip_prefix("Serial Number:")?;
        let (negative, digits) = if first.trim().is_empty() {
            let next = lines.next()?.trim();
            match next.strip_prefix("(Negative)") {
                Some(rest) => (true, rest.replace(':', "")),
                None => (false, next.replace(':', "")),
            }
        } else {
            let hex = first.split_once('(')?.1.strip_suffix(')')?;
            (hex.starts_with('-'), hex.trim_start_matches('-').strip_prefix("0x")?.to_owned())
        };
        let even = if digits.len() % 2 == 1 { format!("0{digits}") } else { digits };
        Some(format!("{}{}", if negative { "-" } else { "" }, even.to_ascii_uppercase()))
    }

    /// `None` without such a line; `Some(None)` for `Bad time value`.
    pub fn not_before(&self) -> Option<Option<Time>> {
        time(self.line("notBefore")?)
    }

    /// As [`Self::not_before`].
    pub fn not_after(&self) -> Option<Option<Time>> {
        time(self.line("notAfter")?)
    }

    /// Every extension under a heading such as `X509v3 Key Usage`, in order.
    pub fn extensions(&self, heading: &str) -> Vec<Block> {
        let lines: Vec<&str> = self.text.split('\n').collect();
        let Some(start) = lines.iter().position(|line| *line == "        X509v3 extensions:")
        else {
            return Vec::new();
        };
        let mut blocks = Vec::new();
        let mut open: Option<Vec<&str>> = None;
        for line in lines.iter().skip(start + 1) {
            let ends = line.starts_with("    Signature Algorithm:");
            // A heading is indented by exactly twelve; what stands below it by more. Raw bytes of
            // an unknown extension may stand anywhere, but never look like `X509v3 …: `.
            let heads =
                indent(line) == 12 && (line.ends_with(": ") || line.ends_with(": critical"));
            if (ends || heads)
                && let Some(body) = open.take()
            {
                blocks.push(block(&body));
            }
            if ends {
                break;
            }
            if heads
                && line
                    .trim_start()
                    .strip_prefix(heading)
                    .is_some_and(|rest| rest.starts_with(": "))
            {
                open = Some(Vec::new());
            } else if let Some(body) = &mut open {
                body.push(line);
            }
        }
        blocks
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn block(lines: &[&str]) -> Block {
    let body = lines.join("\n");
    Block { body: body.strip_prefix("                ").unwrap_or(&body).to_owned() }
}

/// `Jun 30 18:55:17 2016 GMT`; years before 1000 have fewer digits.
fn time(text: &str) -> Option<Option<Time>> {
    if text == "Bad time value" {
        return Some(None);
    }
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let [month, day, clock, year, "GMT"] = words.as_slice() else { return None };
    let month = MONTHS.iter().position(|m| m == month)? + 1;
    // `23:59:59.5`: PemLens keeps whole seconds.
    let clock = clock.split('.').next()?;
    let mut clock = clock.split(':').map(|part| part.parse::<u8>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let month = u8::try_from(month).ok()?;
    Time::from_calendar(year.parse().ok()?, month, day.parse().ok()?, hour, minute, second)
        .map(Some)
}

/// A name of the RFC 2253 form: `CN=a\, b+UID=1,O=c`.
fn name(text: &str) -> Option<PrintedName> {
    let mut rdns: PrintedName = Vec::new();
    let mut rest = text;
    let mut joined = false;
    while !rest.is_empty() {
        let (label, after) = rest.split_once('=')?;
        let (value, stop, after) = value(after)?;
        let pair = (label.to_owned(), value);
        match rdns.last_mut() {
            Some(rdn) if joined => rdn.push(pair),
            _ => rdns.push(vec![pair]),
        }
        joined = stop == Some('+');
        rest = after;
    }
    Some(rdns)
}

/// The value at the start, what ended it, and what follows.
fn value(text: &str) -> Option<(NameValue, Option<char>, &str)> {
    let mut bytes = Vec::new();
    let mut at = 0;
    let mut stop = None;
    let raw = text.as_bytes();
    while at < raw.len() {
        match raw[at] {
            b'\\' => {
                let pair = raw.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
                match pair.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                    // `\C3`: a byte. No escaped character is a hex digit.
                    Some(byte) if raw[at + 1].is_ascii_hexdigit() => {
                        bytes.push(byte);
                        at += 3;
                    }
                    _ => {
                        bytes.push(*raw.get(at + 1)?);
                        at += 2;
                    }
                }
            }
            end @ (b',' | b'+') => {
                stop = Some(char::from(end));
                break;
            }
            byte => {
                bytes.push(byte);
                at += 1;
            }
        }
    }
    let after = text.get(at + usize::from(stop.is_some())..)?;
    let printed = text.get(..at)?;
    let value = match printed.strip_prefix('#') {
        Some(hex) => NameValue::Der(data_encoding::HEXUPPER.decode(hex.as_bytes()).ok()?),
        None => NameValue::Text(bytes),
    };
    Some((value, stop, after))
}
