//! “My program says …” as text and JSON (docs/explain.md).

use serde_json::{Value, json};

use super::VERSION;
use crate::present::{LIKELIEST, first_command};
use crate::view::{CauseView, ExplainView, MessageView, SpeakerView, TestedView};

/// For the terminal.
pub fn explain_text(view: &ExplainView) -> String {
    let mut out = String::new();
    let mut line = |indent: usize, text: &str| {
        out.extend(std::iter::repeat_n(' ', indent));
        out.push_str(text.trim_end());
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

/// For programs.
pub fn explain_json(view: &ExplainView) -> Value {
    json!({
        "version": VERSION,
        "tested": view.tested,
        "lines": view.lines,
        "unread": view.unread,
        "messages": view.messages.iter().map(message).collect::<Vec<_>>(),
        "doubtful": view.doubtful.iter().map(|(line, text)| json!({"line": line, "text": text})).collect::<Vec<_>>(),
        "limits": view.limits,
    })
}

fn message(message: &MessageView) -> Value {
    let place = |place: &crate::view::PlaceView| json!({"line": place.line, "column": place.column, "from": place.from, "to": place.to});
    json!({
        "id": message.id,
        "program": message.program,
        "text": message.excerpt.get(1),
        "excerpt": message.excerpt.concat(),
        "places": message.places.iter().map(place).collect::<Vec<_>>(),
        "times": message.times,
        "meaning": message.meaning,
        "speaker": message.speaker,
        "variables": message.variables,
        "also": message.also,
        "causes": message.causes.iter().map(cause).collect::<Vec<_>>(),
    })
}

fn cause(cause: &CauseView) -> Value {
    json!({
        "id": cause.id,
        "rule": cause.is_rule,
        "title": cause.title,
        "tested": cause.tested,
        "words": cause.words,
        "object": cause.object,
        "fixes": cause.fixes.iter().map(|fix| json!({"who": fix.who, "step": fix.step, "command": fix.command})).collect::<Vec<_>>(),
    })
}
