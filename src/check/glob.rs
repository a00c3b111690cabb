//! Patterns for paths: `*` and `?` within one name, `**` for any folders between.

/// Whether a part of a path is a pattern.
pub fn has_wildcard(name: &str) -> bool {
    name.contains(['*', '?'])
}

/// Whether a name fits a pattern of one name. Names that begin with a dot fit only patterns that do.
///
/// One place to go back to is enough: a later `*` can take whatever an earlier one would.
pub fn matches(pattern: &str, name: &str) -> bool {
    if name.starts_with('.') && !pattern.starts_with('.') {
        return false;
    }
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut at, mut seen) = (0usize, 0usize);
    let mut back: Option<(usize, usize)> = None;
    while let Some(letter) = name.get(seen) {
        match pattern.get(at) {
            Some('*') => {
                at = at.saturating_add(1);
                back = Some((at, seen));
            }
            Some(wanted) if *wanted == '?' || wanted == letter => {
                at = at.saturating_add(1);
                seen = seen.saturating_add(1);
            }
            _ => {
                let Some((behind, from)) = back else { return false };
                let from = from.saturating_add(1);
                (at, seen) = (behind, from);
                back = Some((behind, from));
            }
        }
    }
    pattern.iter().skip(at).all(|it| *it == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn names_fit_as_a_shell_would_have_it() {
        for (pattern, name, fits) in [
            ("*.pem", "a.pem", true),
            ("*.pem", ".pem", false),
            (".*", ".pem", true),
            ("a*b*c", "axxbyybzc", true),
            ("a*b*c", "axxbyyb", false),
            ("?.crt", "ä.crt", true),
            ("?.crt", ".crt", false),
            ("*", "", true),
            ("", "a", false),
            ("[a].pem", "[a].pem", true),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
        let long = "a".repeat(20_000);
        assert!(!matches(&"*a".repeat(50), &(long + "b")));
    }
}
