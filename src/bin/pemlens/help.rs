//! Help, in words for a terminal. What there is stands in `help/table.rs` alone; completions and the
//! man page are made from the same.

#[path = "help/table.rs"]
mod table;

pub use table::{COMMANDS, EXAMINE_FILES, NOTHING_SENT, SUMMARY};

/// A command and what it takes.
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// What follows the name, one line for each form.
    pub usage: &'static [&'static str],
    /// One line.
    pub about: &'static str,
    /// What it does, in paragraphs; empty where the line says it all.
    pub text: &'static str,
    /// Its options.
    pub options: &'static [Flag],
    /// What its exit status says.
    pub exit: &'static str,
    /// Words that its first argument is one of; empty for files.
    pub words: &'static [&'static str],
}

/// An option.
pub struct Flag {
    /// Its names, the usual one first.
    pub names: &'static [&'static str],
    /// What follows it.
    pub value: Value,
    /// What it does.
    pub about: &'static str,
}

/// What follows an option: nothing, or something with a name.
#[derive(Clone, Copy)]
pub enum Value {
    /// Nothing.
    None,
    /// A file, or one of these words.
    File(&'static str, &'static [&'static str]),
    /// One of these words.
    Choice(&'static str, &'static [&'static str]),
    /// Something else.
    Text(&'static str),
}

impl Value {
    /// Its name in help; empty for none.
    pub fn name(self) -> &'static str {
        match self {
            Value::None => "",
            Value::File(name, _) | Value::Choice(name, _) | Value::Text(name) => name,
        }
    }
}

impl Flag {
    /// `--at TIME`, `--stacks, --programs`.
    pub fn head(&self) -> String {
        let names = self.names.join(", ");
        match self.value.name() {
            "" => names,
            value => format!("{names} {value}"),
        }
    }
}

/// Where the words beside an option begin.
const COLUMN: usize = 21;
/// Longest line.
const WIDTH: usize = 100;

/// The help of one command.
pub fn of(name: &str) -> String {
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return whole();
    };
    let mut out = String::new();
    for (at, usage) in command.usage.iter().enumerate() {
        let head = if at == 0 { "usage:" } else { "      " };
        out.push_str(&format!("{head} pemlens {name} {usage}\n"));
    }
    out.push('\n');
    for paragraph in [command.about, command.text].into_iter().filter(|text| !text.is_empty()) {
        wrap(&mut out, paragraph, 0);
        out.push('\n');
    }
    options(&mut out, command.options);
    if !command.options.is_empty() {
        out.push('\n');
    }
    wrap(&mut out, &format!("Exit status: {}.", command.exit), 0);
    out
}

/// All commands, and the options of the first.
pub fn whole() -> String {
    let mut out = format!("pemlens: {SUMMARY}\n\nusage: pemlens COMMAND [options] FILE...\n\n");
    let width = COMMANDS.iter().map(|it| it.name.len()).max().unwrap_or_default();
    for command in COMMANDS {
        out.push_str(&format!("  pemlens {:width$}  {}\n", command.name, command.about));
    }
    out.push_str("\npemlens COMMAND --help says more about a command. Options of examine:\n\n");
    row(&mut out, "FILE", EXAMINE_FILES);
    for command in COMMANDS.iter().filter(|command| command.name == "examine") {
        options(&mut out, command.options);
        out.push('\n');
        wrap(&mut out, &format!("Exit status: {}.", command.exit), 0);
    }
    wrap(&mut out, NOTHING_SENT, 0);
    out
}

fn options(out: &mut String, flags: &[Flag]) {
    for flag in flags {
        row(out, &flag.head(), flag.about);
    }
}

/// A head, and words beside it or below where it is long.
fn row(out: &mut String, head: &str, about: &str) {
    let mut words = String::new();
    wrap(&mut words, about, COLUMN);
    let head = format!("  {head}");
    match head.len().saturating_add(2) <= COLUMN {
        true => {
            let beside = words.trim_start();
            out.push_str(&format!("{head:COLUMN$}{beside}"));
        }
        false => out.push_str(&format!("{head}\n{words}")),
    }
}

/// Text in lines of a width that can be read, behind a margin.
fn wrap(out: &mut String, text: &str, margin: usize) {
    let mut length = 0usize;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        match length {
            0 => out.push_str(&" ".repeat(margin)),
            _ if margin.saturating_add(length).saturating_add(width) >= WIDTH => {
                out.push('\n');
                out.push_str(&" ".repeat(margin));
                length = 0;
            }
            _ => {
                out.push(' ');
                length = length.saturating_add(1);
            }
        }
        out.push_str(word);
        length = length.saturating_add(width);
    }
    out.push('\n');
}
