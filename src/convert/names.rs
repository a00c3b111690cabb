//! Names of files and of Kubernetes objects out of what strangers wrote into certificates.

/// What a name of a file begins with where nothing is left of the title.
const NAMELESS: &str = "certificate";
/// The longest beginning: with any ending it is a name in every system.
const LONGEST: usize = 60;

/// The beginning of a file's name: letters, digits, `.`, `_` and `-` of ASCII, and no more than a
/// screen line. It is no device of Windows, no hidden file, no option and no folder.
pub(super) fn stem(title: &str) -> String {
    let title = title.replace("*.", "wildcard.");
    let mut stem = String::new();
    for c in title.chars().take(LONGEST) {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-' => stem.push(c),
            '.' if !stem.ends_with('.') => stem.push('.'),
            _ if !stem.ends_with('_') => stem.push('_'),
            _ => {}
        }
    }
    let stem = stem.trim_matches(['.', '_', '-']);
    match stem.is_empty() || is_device(stem) {
        true if stem.is_empty() => NAMELESS.into(),
        true => format!("{NAMELESS}-{stem}"),
        false => stem.into(),
    }
}

/// Names that Windows takes for devices, with any ending (Microsoft, “Naming Files, Paths, and
/// Namespaces”).
fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|it| {
        first.strip_prefix(it).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
    });
    numbered || ["con", "prn", "aux", "nul"].contains(&first.as_str())
}

/// A name for an object in Kubernetes: a DNS subdomain (RFC 1123) in small letters.
pub(super) fn dns(title: &str) -> String {
    let name: String =
        stem(title).chars().map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let labels = name.split('.').map(|label| label.trim_matches('-'));
    let name = labels.filter(|label| !label.is_empty()).collect::<Vec<_>>().join(".");
    if name.is_empty() { NAMELESS.into() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_in_every_system() {
        let pairs = [
            ("www.example.com", "www.example.com"),
            ("*.example.com", "wildcard.example.com"),
            ("../../etc/passwd", "etc_passwd"),
            ("-rf $(reboot)", "rf_reboot"),
            ("CON", "certificate-CON"),
            ("com1.example", "certificate-com1.example"),
            ("", "certificate"),
            ("Müller & Söhne", "M_ller_S_hne"),
            ("a\u{202e}b\0c\n", "a_b_c"),
            ("....", "certificate"),
        ];
        for (title, expected) in pairs {
            assert_eq!(stem(title), expected, "{title:?}");
        }
        assert!(stem(&"x".repeat(1000)).len() <= LONGEST);
        assert_eq!(dns("*.Example_1.COM"), "wildcard.example-1.com");
        assert_eq!(dns("-.-"), "certificate");
    }
}
