//! `pemlens man`: the manual page, made from the table of commands and options.

use super::help::{COMMANDS, EXAMINE_FILES, NOTHING_SENT, SUMMARY};

/// The page, for `man` and `mandoc` (the macros of man(7)).
pub fn page() -> String {
    let mut out = format!(
        ".TH PEMLENS 1 \"\" \"pemlens {}\" \"User Commands\"\n.SH NAME\npemlens \\- {}\n",
        env!("CARGO_PKG_VERSION"),
        roff(SUMMARY)
    );
    out.push_str(".SH SYNOPSIS\n");
    let forms = COMMANDS.iter().flat_map(|it| it.usage.iter().map(|usage| (it.name, usage)));
    let forms: Vec<String> =
        forms.map(|(name, usage)| format!(".B pemlens {name}\n{}\n", roff(usage))).collect();
    out.push_str(&forms.join(".br\n"));
    out.push_str(&format!(
        ".SH DESCRIPTION\nFILE: {}.\n.PP\n{}\n.SH COMMANDS\n",
        roff(EXAMINE_FILES),
        roff(NOTHING_SENT)
    ));
    for command in COMMANDS {
        out.push_str(&format!(".SS pemlens {}\n{}.\n", command.name, roff(command.about)));
        if !command.text.is_empty() {
            out.push_str(&format!(".PP\n{}\n", roff(command.text)));
        }
        for flag in command.options {
            let names: Vec<String> =
                flag.names.iter().map(|name| format!("\\fB{}\\fR", roff(name))).collect();
            let value = match flag.value.name() {
                "" => String::new(),
                name => format!(" \\fI{}\\fR", roff(name)),
            };
            let names = names.join(", ");
            out.push_str(&format!(".TP\n{names}{value}\n{}.\n", roff(flag.about)));
        }
        out.push_str(&format!(".PP\nExit status: {}.\n", roff(command.exit)));
    }
    out.push_str(".SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nwhere it is set and not empty, nothing is coloured unasked.\n");
    out
}

/// Text as roff reads it: no escapes, no line that begins with a request, hyphens that can be copied.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('…', "...");
    match text.starts_with(['.', '\'']) {
        true => format!("\\&{text}"),
        false => text,
    }
}
