//! How a word is quoted for each reader of a line that is no POSIX shell.

use crate::present::template::Target;

pub(super) fn quoted(target: Target, value: &str, only: &dyn Fn(&str) -> bool) -> Option<String> {
    let without = |special: &[char]| !value.contains(special);
    let doubled = || format!("\"{value}\"");
    match target {
        Target::Sh => None,
        // What begins with a slash is an option. Between double quotes `cmd` replaces `%` and
        // `!`, PowerShell `$` and a backtick, and takes typographic quotes for quotes; a
        // backslash before the closing quote would escape it.
        Target::Windows if value.starts_with('/') || value.ends_with('\\') => None,
        Target::Windows if only("._-/\\:") => Some(value.to_owned()),
        Target::Windows => without(&['"', '%', '!', '$', '`', '“', '”', '„', '^']).then(doubled),
        // Neither has a way to write `$` as itself everywhere.
        Target::Nginx if only("._-/:@%,=+~*") => Some(value.to_owned()),
        Target::Nginx => without(&['$', '"', '\\']).then(doubled),
        Target::Apache if only("._-/:@,=+~") => Some(value.to_owned()),
        Target::Apache => without(&['$', '"', '\\', '%']).then(doubled),
        Target::HaProxy if only("._-/:@%,=+~*") => Some(value.to_owned()),
        // Strong quotes keep all but themselves (HAProxy configuration manual, 2.2).
        Target::HaProxy => without(&['\'']).then(|| format!("'{value}'")),
        // `$` and `#{` are read again by some languages.
        Target::Code if value.contains(['$', '#']) => None,
        Target::Yaml | Target::Code => {
            Some(format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\"")))
        }
        Target::Line => only("._-/:@,+~*").then(|| value.to_owned()),
        Target::Xml => {
            let mut out = String::with_capacity(value.len());
            for c in value.chars() {
                match c {
                    '&' => out.push_str("&amp;"),
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    '"' => out.push_str("&quot;"),
                    '\'' => out.push_str("&apos;"),
                    c => out.push(c),
                }
            }
            Some(out)
        }
    }
}
