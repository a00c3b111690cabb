//! BEGIN and END lines as people write them: other dashes, small letters, slips of the pen.

/// A BEGIN or END in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub begins: bool,
    pub label: String,
    /// Where it lies in the cleaned line.
    pub start: usize,
    pub end: usize,
    /// Written as RFC 7468, 3 has it.
    pub exact: bool,
}

/// The label of a block with a slip of the pen put right.
pub(super) fn corrected(label: &str) -> String {
    let upper = label.to_ascii_uppercase();
    match upper.as_str() {
        "CERTIFCATE" | "CERTIFICATES" | "CERTIFICAT" | "CERTFICATE" | "CERITFICATE" | "CERT"
        | "X509" | "X.509" => "CERTIFICATE".into(),
        _ => upper,
    }
}

/// The next BEGIN or END from a place on: dashes before it, or alone on its line. The time is that
/// of one look at what lies between, however many such words a line has.
pub(super) fn marker(line: &str, from: usize) -> Option<Marker> {
    let mut at = from;
    loop {
        let (place, word) = next_word(line, at)?;
        let after = place.saturating_add(word.len());
        at = after;
        let head = line.get(from..place).unwrap_or_default();
        let bare = head.trim_end();
        let dashes = bare.len().saturating_sub(bare.trim_end_matches('-').len());
        let tail = line.get(after..).unwrap_or_default();
        let gap = tail.bytes().take(LONGEST).take_while(|b| matches!(b, b' ' | b'\t')).count();
        let words = tail.get(gap..).unwrap_or_default();
        let length = words.bytes().take(LONGEST).take_while(|b| is_label(*b)).count();
        let label = words.get(..length).unwrap_or_default();
        let label_text = label.trim();
        if gap == 0 || label_text.is_empty() || !is_title(label_text) {
            continue;
        }
        let behind = words.get(length..).unwrap_or_default();
        let alone = || is_known(label_text) && bare.is_empty() && behind.trim_start().is_empty();
        if dashes == 0 && !alone() {
            continue;
        }
        let next = behind.trim_start_matches('-');
        let mut closing = behind.len().saturating_sub(next.len());
        // Dashes before another marker on the line are that one's too.
        let starts =
            |word: &str| next.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
        if starts("BEGIN ") || starts("END ") {
            closing = if closing >= 10 { closing.saturating_sub(5) } else { closing / 2 };
        }
        return Some(Marker {
            begins: word == "BEGIN",
            label: super::pem::told(label_text).to_owned(),
            start: place
                .saturating_sub(head.len().saturating_sub(bare.len()))
                .saturating_sub(dashes),
            end: after.saturating_add(gap).saturating_add(length).saturating_add(closing),
            exact: dashes == 5
                && closing == 5
                && tail.starts_with(' ')
                && line.get(place..after) == Some(word)
                && label == label.to_ascii_uppercase(),
        });
    }
}

/// The next BEGIN or END in any letters.
fn next_word(line: &str, from: usize) -> Option<(usize, &'static str)> {
    let rest = line.as_bytes().get(from..)?;
    let found = rest.iter().enumerate().find_map(|(at, byte)| {
        let word = match byte {
            b'B' | b'b' => "BEGIN",
            b'E' | b'e' => "END",
            _ => return None,
        };
        let here = rest.get(at..at.saturating_add(word.len()))?;
        here.eq_ignore_ascii_case(word.as_bytes()).then_some((at, word))
    })?;
    Some((found.0.saturating_add(from), found.1))
}

/// More than a label and the dashes behind it have.
const LONGEST: usize = 80;

fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b'#')
}

/// Labels are few words: a sentence that has “end” in it is none.
fn is_title(label: &str) -> bool {
    label.len() <= 64 && label.split_whitespace().count() <= 5
}

fn is_known(label: &str) -> bool {
    let label = label.to_ascii_uppercase();
    ["CERTIFICATE", "KEY", "CRL", "PKCS7", "CMS"].iter().any(|word| label.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_found_in_many_spellings() {
        let find = |line: &str| marker(line, 0).map(|it| (it.begins, it.label, it.exact));
        let begin = |exact| Some((true, "CERTIFICATE".to_owned(), exact));
        assert_eq!(find("-----BEGIN CERTIFICATE-----"), begin(true));
        assert_eq!(find("x -----BEGIN CERTIFICATE-----"), begin(true));
        assert_eq!(find("---- BEGIN CERTIFICATE ----"), begin(false));
        assert_eq!(find("-BEGIN CERTIFICATE-"), begin(false));
        assert_eq!(find("BEGIN CERTIFICATE"), begin(false));
        assert_eq!(find("-----BEGIN CERTIFICATE"), begin(false));
        assert_eq!(find("-----begin Certificate-----"), Some((true, "Certificate".into(), false)));
        assert_eq!(find("the end of the certificate"), None);
        assert_eq!(find("BEGINNING"), None);
        let one = "-----BEGIN X509 CRL-----MIIB-----END X509 CRL-----";
        let first = marker(one, 0).unwrap();
        let second = marker(one, first.end).unwrap();
        assert_eq!(&one[first.end..second.start], "MIIB");
        assert!(!second.begins && second.end == one.len());
    }
}
