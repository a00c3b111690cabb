//! “My program says …” as text and JSON (docs/explain.md).

use serde::Serialize;
use serde_json::Value;

use super::written::{Fix, VERSION, fix, written};
use crate::present::{LIKELIEST, first_command};
use crate::view::{
    CauseView, ExplainView, MessageView, PlaceView, SpeakerView, TestedView, visible_lines,
};

/// For the terminal.
pub fn explain_text(view: &ExplainView) -> String {
    let mut out = String::new();
    let mut line = |indent: usize, text: &str| {
        out.extend(std::iter::repeat_n(' ', indent));
        out.push_str(&visible_lines(text.trim_end()));
        out.push('\n');
    };
    line(0, &view.summary);
    for limit in &view.limits {
        line(0, &format!("! {limit}"));
    }
    for message in &view.messages {
        line(0, "");
        let [before, marked, behind] = &message.excerpt;
        let times = match message.times {
            1 => String::new(),
            many => format!(", {many} times in all"),
        };
        line(0, &format!("{} ({}): {}{times}", message.program, message.id, message.place));
        line(2, &format!("> {before}«{marked}»{behind}"));
        line(2, &message.meaning);
        if message.speaker != SpeakerView::ThisProgram {
            line(2, &message.speaker_words);
        }
        if !message.also.is_empty() {
            line(2, &format!("Passed on or repeated by {}.", message.also.join(", ")));
        }
        if let (false, Some(command)) = (view.tested, first_command(message)) {
            line(2, "First, look at what is really sent, and give that with the message:");
            line(4, &format!("$ {command}"));
        }
        for (tested, heading) in [
            (TestedView::Found, "Found in the certificates given:"),
            (
                TestedView::CannotBeSeen,
                if view.tested { "Cannot be seen from files:" } else { "Possible causes:" },
            ),
            (TestedView::RuledOut, "Ruled out:"),
        ] {
            let causes = || message.causes.iter().filter(|cause| cause.tested == tested);
            // The likeliest first; what is left is named.
            let (told, rest) = match view.tested {
                true => (usize::MAX, Vec::new()),
                false => {
                    (LIKELIEST, causes().skip(LIKELIEST).map(|it| it.title.as_str()).collect())
                }
            };
            let rest: Vec<&str> = rest;
            let causes = || causes().take(told);
            if causes().next().is_some() {
                line(2, heading);
            }
            for cause in causes() {
                line(4, &format!("- {} ({})", cause.title, cause.id));
                if view.tested || !cause.is_rule {
                    for words in &cause.words {
                        line(6, words);
                    }
                }
                if cause.tested == TestedView::RuledOut {
                    continue;
                }
                for fix in &cause.fixes {
                    line(6, &format!("-> {}: {}", fix.who, fix.step));
                    if !fix.command.is_empty() {
                        line(9, &format!("$ {}", fix.command));
                    }
                }
            }
            if !rest.is_empty() {
                line(4, &format!("Less likely: {}.", rest.join("; ")));
            }
        }
    }
    if view.messages.is_empty() && !view.doubtful.is_empty() {
        line(0, "");
        line(0, "Lines that look like a message and are not known:");
        for (number, text) in &view.doubtful {
            line(2, &format!("line {number}: {text}"));
        }
    }
    if !view.messages.is_empty() && !view.tested {
        line(0, "");
        line(0, "Name the certificate files as well, and the causes are tested on them.");
    }
    out
}

/// What a text's messages mean, as JSON.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Explained {
    /// Of this format.
    version: u32,
    /// Whether certificates were there to test causes on.
    tested: bool,
    /// Lines that were read, empty ones left out.
    lines: usize,
    /// Lines of them without a known message.
    unread: usize,
    /// The messages, in the order of their first places.
    messages: Vec<Message>,
    /// Lines that look like a message all the same.
    doubtful: Vec<Doubtful>,
    /// Limits that cut the work short, one sentence each.
    limits: Vec<String>,
}

/// One message.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Message {
    /// Its id (docs/messages.md).
    id: String,
    /// Who prints it.
    program: String,
    /// The message itself.
    text: String,
    /// The line it stands in.
    excerpt: String,
    /// Where it stands; the first 20 places.
    places: Vec<PlaceView>,
    /// How often it stands there in all.
    times: usize,
    /// What it means.
    meaning: String,
    /// Whose judgement it is.
    speaker: SpeakerView,
    /// What stands for each variable part.
    variables: Vec<String>,
    /// Other programs' words nearby that say the same or pass it on.
    also: Vec<String>,
    /// The possible causes: found ones first, then those that cannot be seen, then those ruled out.
    causes: Vec<Cause>,
}

/// A line that looks like a message and is not known.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Doubtful {
    /// Its number, from 1.
    line: usize,
    /// The line.
    text: String,
}

/// A possible cause of a message.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Cause {
    /// The rule's id, or the id of a cause that files do not show.
    id: String,
    /// Whether it is a rule (docs/rules.md).
    rule: bool,
    /// The fact in a few words.
    title: String,
    /// What the certificates given say.
    tested: TestedView,
    /// How it was found or ruled out, or why it cannot be seen: one sentence each.
    words: Vec<String>,
    /// The certificate it was found on.
    object: Option<usize>,
    /// What to do.
    fixes: Vec<Fix>,
}

/// For programs.
pub fn explain_json(view: &ExplainView) -> Value {
    written(&Explained::of(view))
}

impl Explained {
    /// The view in the shape of the format.
    pub(super) fn of(view: &ExplainView) -> Self {
        let doubtful =
            |(line, text): &(usize, String)| Doubtful { line: *line, text: text.clone() };
        Self {
            version: VERSION,
            tested: view.tested,
            lines: view.lines,
            unread: view.unread,
            messages: view.messages.iter().map(message).collect(),
            doubtful: view.doubtful.iter().map(doubtful).collect(),
            limits: view.limits.clone(),
        }
    }
}

fn message(message: &MessageView) -> Message {
    let [_, text, _] = &message.excerpt;
    Message {
        id: message.id.clone(),
        program: message.program.clone(),
        text: text.clone(),
        excerpt: message.excerpt.concat(),
        places: message.places.clone(),
        times: message.times,
        meaning: message.meaning.clone(),
        speaker: message.speaker,
        variables: message.variables.clone(),
        also: message.also.clone(),
        causes: message.causes.iter().map(cause).collect(),
    }
}

fn cause(cause: &CauseView) -> Cause {
    Cause {
        id: cause.id.clone(),
        rule: cause.is_rule,
        title: cause.title.clone(),
        tested: cause.tested,
        words: cause.words.clone(),
        object: cause.object,
        fixes: cause.fixes.iter().map(fix).collect(),
    }
}
