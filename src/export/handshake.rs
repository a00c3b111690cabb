//! Both sides of a connection as text, Markdown and JSON (docs/handshake.md).

use serde::Serialize;
use serde_json::Value;

use super::markdown::escaped;
use super::written::{VERSION, written};
use crate::view::{Fit, HandshakeView, PieceView, SideView};

/// For the terminal.
pub fn handshake_text(view: &HandshakeView) -> String {
    let mut out = Lines::default();
    out.line(0, &view.headline);
    if !view.change.is_empty() {
        out.line(0, &view.change);
    }
    out.text + &met(view)
}

/// What stands below the headline: the sides, the steps, what would mend it, other programs.
pub(super) fn met(view: &HandshakeView) -> String {
    let mut out = Lines::default();
    if !view.alert.is_empty() {
        out.line(0, &view.alert);
    }
    for (word, side) in [("Server", &view.server), ("Client", &view.client)] {
        out.heading(&format!("{word}: {}", side.title));
        out.side(side);
    }
    if !view.unused.is_empty() {
        out.heading("Not in use");
        out.pieces("", &view.unused);
    }
    let host = if view.host.is_empty() { String::new() } else { format!(", {}", view.host) };
    out.heading(&format!("Step by step, TLS {}{host}", view.tls));
    for (number, step) in (1..).zip(&view.steps) {
        out.line(0, &format!("{number}. {} ({}): {}", step.title, step.by, step.word));
        out.line(3, &step.text);
        for detail in &step.details {
            out.line(5, detail);
        }
    }
    if !view.remedies.is_empty() {
        out.heading("What would mend it, each by itself");
        for remedy in &view.remedies {
            out.line(0, &format!("- {}", remedy.title));
            if !remedy.command.is_empty() {
                out.line(4, &remedy.command);
            }
            out.line(4, &remedy.text);
        }
    }
    for (title, cells) in [
        ("This client against every server", &view.servers),
        ("This server against every client", &view.clients),
    ] {
        out.heading(title);
        for cell in cells {
            out.line(0, &format!("{} {}: {}", mark(cell.fit), cell.title, cell.word));
            if !cell.code.is_empty() {
                out.line(4, &cell.code);
            }
        }
    }
    if !view.rotation.is_empty() {
        out.heading("Rotation");
        for note in &view.rotation {
            out.line(0, &note.title);
            out.line(2, &note.text);
            out.line(4, &note.code);
        }
    }
    if !view.log.is_empty() {
        out.heading("The log");
        for note in &view.log {
            out.line(0, &format!("> {}", note.title));
            out.line(2, &format!("{}: {}", note.word, note.text));
            for more in &note.inside {
                out.line(2, &more.text);
                out.line(4, &more.code);
            }
        }
    }
    for note in &view.notes {
        out.line(0, &format!("! {note}"));
    }
    if let Some(behind) = &view.behind {
        out.heading("The second connection");
        out.line(0, &behind.headline);
        return out.text + &met(behind);
    }
    out.text
}

fn mark(fit: Fit) -> &'static str {
    match fit {
        Fit::Good => "+",
        Fit::Bad => "-",
        Fit::None => "?",
    }
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, indent: usize, text: &str) {
        for part in text.lines() {
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.text.push_str(part.trim_end());
            self.text.push('\n');
        }
    }

    fn heading(&mut self, title: &str) {
        self.text.push('\n');
        self.line(0, title);
        self.line(0, &"-".repeat(title.chars().count()));
    }

    fn side(&mut self, side: &SideView) {
        self.pieces("presents", &side.chain);
        if side.chain.is_empty() {
            self.line(0, "presents nothing");
        }
        if !side.key.is_empty() {
            self.line(2, &side.key);
        }
        self.pieces("trusts", &side.trust);
        self.pieces("list", &side.lists);
        for name in &side.names {
            self.line(0, &format!("announces {name}"));
        }
        for line in &side.says {
            self.line(0, &format!("says: {line}"));
        }
        for way in &side.ways {
            self.line(2, way);
        }
        self.line(2, &side.known);
    }

    fn pieces(&mut self, verb: &str, pieces: &[PieceView]) {
        for piece in pieces {
            let text = format!("{verb} {} [{}]", piece.title, piece.file);
            self.line(0, text.trim_start());
            self.line(4, &piece.why);
        }
    }
}

/// As Markdown.
pub fn handshake_markdown(view: &HandshakeView) -> String {
    let mut out = format!("# Mutual TLS\n\n**{}**\n", escaped(&view.headline));
    let mut add = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for text in [&view.change, &view.alert] {
        if !text.is_empty() {
            add(format!("\n{}", escaped(text)));
        }
    }
    for (word, side) in [("Server", &view.server), ("Client", &view.client)] {
        add(format!("\n## {word}: {}\n", escaped(&side.title)));
        for (verb, pieces) in
            [("presents", &side.chain), ("trusts", &side.trust), ("list", &side.lists)]
        {
            for piece in pieces {
                add(format!(
                    "- {verb} {} ({}): {}",
                    escaped(&piece.title),
                    escaped(&piece.file),
                    escaped(&piece.why)
                ));
            }
        }
        if !side.key.is_empty() {
            add(format!("- {}", escaped(&side.key)));
        }
        for name in &side.names {
            add(format!("- announces {}", escaped(name)));
        }
        // Indented code below a paragraph: nothing in it is markup.
        for line in side.says.iter().flat_map(|line| line.lines()) {
            add(format!("\n      {line}"));
        }
    }
    add(format!("\n## Step by step, TLS {}\n", view.tls));
    for step in &view.steps {
        add(format!(
            "1. {} ({}): {}. {}",
            escaped(&step.title),
            step.by,
            step.word,
            escaped(&step.text)
        ));
    }
    if !view.remedies.is_empty() {
        add("\n## What would mend it, each by itself\n".into());
        for remedy in &view.remedies {
            add(format!("- {} {}", escaped(&remedy.title), escaped(&remedy.text)));
        }
    }
    for (title, cells) in [
        ("This client against every server", &view.servers),
        ("This server against every client", &view.clients),
    ] {
        add(format!("\n## {title}\n\n| program | | what it says |\n|---|---|---|"));
        for cell in cells {
            add(format!("| {} | {} | {} |", escaped(&cell.title), cell.word, escaped(&cell.code)));
        }
    }
    if !view.rotation.is_empty() {
        add("\n## Rotation\n".into());
        for note in &view.rotation {
            let words = [&note.title, &note.text, &note.code].map(|it| escaped(it));
            add(format!("- {}", words.join(" ").trim_end()));
        }
    }
    for note in &view.log {
        let more: Vec<&str> =
            note.inside.iter().flat_map(|it| [it.text.as_str(), it.code.as_str()]).collect();
        let text = format!("{} {}", note.text, more.join(" "));
        add(format!("\n- {}: {} {}", escaped(&note.title), note.word, escaped(text.trim_end())));
    }
    for note in &view.notes {
        add(format!("\n> {}", escaped(note)));
    }
    if let Some(behind) = &view.behind {
        let second = handshake_markdown(behind);
        out.push('\n');
        out.push_str(&second.replacen("# Mutual TLS", "# The second connection", 1));
    }
    out
}

/// What comes of two sides meeting, as JSON.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Handshake {
    /// Of this format.
    version: u32,
    /// What comes of it.
    #[serde(flatten)]
    view: HandshakeView,
}

impl Handshake {
    /// The view in the shape of the format.
    pub(super) fn of(view: &HandshakeView) -> Self {
        Self { version: VERSION, view: view.clone() }
    }
}

/// As JSON, with the version of the format.
pub fn handshake_json(view: &HandshakeView) -> Value {
    written(&Handshake::of(view))
}
