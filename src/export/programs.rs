//! What each real program would say about the certificate asked about, for those who want it beside
//! the report: as text, Markdown and JSON (docs/json.md).

use serde_json::{Value, json};

use super::markdown::escaped;
use crate::present::visible;
use crate::report::{self, Report};
use crate::stacks::{Known, Program, Refusal, Verdict};

/// Where the use asked about is none that programs are asked about.
const NOT_ASKED: &str = "Programs are asked about servers and clients of TLS only.";

/// As text, to be printed below the report.
pub fn programs_text(report: &Report) -> String {
    let mut out = "What programs say\n-----------------\n".to_owned();
    let said = shown(report);
    if said.is_empty() {
        out.push_str(NOT_ASKED);
        out.push('\n');
    }
    for (program, verdict) in said {
        let title = program.title;
        match verdict {
            Verdict::Accept => out.push_str(&format!("{title} accepts it.{}\n", caution(program))),
            Verdict::Silent(why) => out.push_str(&format!("{title} was not asked: {why}.\n")),
            Verdict::Reject(refusal) => {
                out.push_str(&format!("{title} refuses it.{}\n", caution(program)));
                for line in lines(&refusal.message) {
                    out.push_str(&format!("  {line}\n"));
                }
                for line in details(&refusal) {
                    out.push_str(&format!("    {line}\n"));
                }
            }
        }
    }
    out
}

/// As Markdown, a section of the report.
pub fn programs_markdown(report: &Report) -> String {
    let mut out = "\n## What programs say\n\n".to_owned();
    let said = shown(report);
    if said.is_empty() {
        out.push_str(NOT_ASKED);
        out.push('\n');
    }
    for (program, verdict) in said {
        let title = escaped(program.title);
        match verdict {
            Verdict::Accept => {
                out.push_str(&format!("- {title} accepts it.{}\n", caution(program)));
            }
            Verdict::Silent(why) => out.push_str(&format!("- {title} was not asked: {why}.\n")),
            Verdict::Reject(refusal) => {
                out.push_str(&format!("- {title} refuses it.{}\n\n", caution(program)));
                for line in lines(&refusal.message) {
                    // Indented code below an item: nothing in it is markup.
                    out.push_str(&format!("      {line}\n"));
                }
                // It is known that some refuse, and not in which words.
                if !refusal.message.is_empty() {
                    out.push('\n');
                }
                for line in details(&refusal) {
                    out.push_str(&format!("  - {}\n", escaped(&line)));
                }
            }
        }
    }
    out
}

/// The array `programs`: every program, those too that only tell settings apart.
pub fn programs_json(report: &Report) -> Value {
    let one = |(program, verdict): (&'static Program, Verdict)| {
        let (how, of) = match program.known {
            Known::Run(version) => ("run", version),
            Known::Documented(place) => ("documented", place),
        };
        let mut value = json!({
            "id": program.id,
            "title": program.title,
            "known": {"how": how, "of": of},
            "verdict": "accept",
            "why": null,
            "code": null,
            "message": null,
            "rule": null,
            "about": null,
            "wrapped": [],
        });
        match verdict {
            Verdict::Accept => {}
            Verdict::Silent(why) => {
                merge(&mut value, json!({"verdict": "silent", "why": why}));
            }
            Verdict::Reject(refusal) => merge(&mut value, refused(&refusal)),
        }
        value
    };
    report::programs(report).into_iter().map(one).collect()
}

fn refused(refusal: &Refusal) -> Value {
    let rule = refusal.rule;
    let wrapped = refusal.wrapped.iter();
    json!({
        "verdict": "reject",
        "code": (!refusal.code.is_empty()).then(|| visible(&refusal.code)),
        "message": lines(&refusal.message).join("\n"),
        "rule": {
            "id": rule.id,
            "what": rule.what,
            "source": rule.source,
            "hint": (!rule.hint.is_empty()).then_some(rule.hint),
        },
        "about": refusal.about.as_deref().map(visible),
        "wrapped": wrapped.map(|(who, line)| json!({"who": who, "line": visible(line)})).collect::<Vec<_>>(),
    })
}

fn merge(value: &mut Value, more: Value) {
    if let (Value::Object(fields), Value::Object(more)) = (value, more) {
        fields.extend(more);
    }
}

/// The programs that people meet.
fn shown(report: &Report) -> Vec<(&'static Program, Verdict)> {
    let mut said = report::programs(report);
    said.retain(|(program, _)| program.is_shown());
    said
}

/// Behind what was only read about.
fn caution(program: &Program) -> String {
    match program.known {
        Known::Run(_) => String::new(),
        Known::Documented(place) => format!(" Only from its documentation: {place}."),
    }
}

/// What stands below a message.
fn details(refusal: &Refusal) -> Vec<String> {
    let mut all = Vec::new();
    if !refusal.code.is_empty() && refusal.code != refusal.message {
        all.push(format!("code: {}", visible(&refusal.code)));
    }
    if let Some(about) = &refusal.about {
        all.push(format!("about: {}", visible(about)));
    }
    for (who, whole) in &refusal.wrapped {
        all.push(format!("{who}: {}", visible(whole)));
    }
    let rule = refusal.rule;
    let hint = if rule.hint.is_empty() { String::new() } else { format!(" [{}]", rule.hint) };
    all.push(format!("why: {} ({}){hint}", rule.what, rule.source));
    all
}

/// The lines of a message; some programs write several.
fn lines(message: &str) -> Vec<String> {
    message.lines().filter(|line| !line.trim().is_empty()).map(visible).collect()
}
