//! Text of strangers, made safe to read: the one place that decides which characters may stand.

/// Text with every character that could deceive written out as `⟨U+202E⟩`: controls, changes of
/// direction (Unicode TR 36, 2.5), spaces that are none, what has no picture or an empty one, what
/// is private or not assigned.
pub fn visible(text: &str) -> String {
    if !text.chars().any(deceives) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if deceives(c) {
            out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// The same for a text of several lines, such as commands: its line ends stay.
pub fn visible_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    lines.join("\n")
}

/// The general category decides (The Unicode Standard, 4.5): Cc, Cf, Cs, Co, Cn, Zl, Zp, and Zs but
/// for the space; and letters, marks and symbols that are drawn as nothing
/// (Default_Ignorable_Code_Point; empty pictures).
fn deceives(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\u{34f}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{ffa0}'
        | '\u{1d159}'
        | '\u{e0100}'..='\u{e01ef}' => true,
        c => !is_printable(c),
    }
}

/// The standard library knows the categories only where it writes text for programmers: behind
/// another character it escapes just these (`char::escape_debug`), and leaves marks alone.
fn is_printable(c: char) -> bool {
    let mut room = *b"aaaaa";
    let behind = room.get_mut(1..).unwrap_or_default();
    let length = c.encode_utf8(behind).len();
    let both = room.get(..=length).and_then(|it| std::str::from_utf8(it).ok()).unwrap_or_default();
    both.escape_debug().nth(1) != Some('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_deceive_is_written_out_and_the_rest_left_alone() {
        assert_eq!(visible("paypal\u{202e}moc.\0"), "paypal⟨U+202E⟩moc.⟨U+0000⟩");
        assert_eq!(visible("a\u{200b}b\nc"), "a⟨U+200B⟩b⟨U+000A⟩c");
        assert_eq!(visible_lines("a\u{200b}b\nc"), "a⟨U+200B⟩b\nc");
        for text in ["Zürich 東京 מבחן", "Zu\u{308}rich", "हिन्दी ไทย", "\\ ' \" ~ 😀 ⟨ ☃"]
        {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn every_category_that_has_no_picture_is_written_out() {
        for c in [
            '\0',
            '\u{7f}',
            '\u{85}',
            '\u{a0}',
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1680}',
            '\u{17b4}',
            '\u{180e}',
            '\u{2000}',
            '\u{200d}',
            '\u{2028}',
            '\u{2066}',
            '\u{2800}',
            '\u{3000}',
            '\u{3164}',
            '\u{e000}',
            '\u{f8ff}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff9}',
            '\u{ffff}',
            '\u{1bca0}',
            '\u{1d159}',
            '\u{1d173}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{f0000}',
            '\u{10fffd}',
            '\u{378}',
        ] {
            assert_eq!(visible(&c.to_string()), format!("⟨U+{:04X}⟩", u32::from(c)));
        }
    }
}
