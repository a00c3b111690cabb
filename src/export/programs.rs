//! What each real program would say about the certificate asked about, for those who want it beside
//! the report: as text, Markdown and JSON (docs/json.md).

use serde::Serialize;

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

/// What one program says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct ProgramAnswer {
    /// Its id.
    id: &'static str,
    /// Its name.
    title: &'static str,
    /// How it is known.
    known: KnownBy,
    /// What it decides.
    verdict: Decision,
    /// Where it cannot be asked this: why, as a clause.
    why: Option<String>,
    /// Where it refuses: the code, as the program prints it.
    code: Option<String>,
    /// Where it refuses: its own words; empty where it is not known in which.
    message: Option<String>,
    /// Where it refuses: what decided.
    rule: Option<ProgramRule>,
    /// Where it refuses: the certificate's name.
    about: Option<String>,
    /// What programs built on it make of the message.
    wrapped: Vec<Wrapped>,
}

/// How a program's behaviour is known.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct KnownBy {
    /// In which way.
    how: KnownHow,
    /// In which version, or where it was read.
    of: &'static str,
}

/// In which way a program's behaviour is known.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum KnownHow {
    /// It was run on such certificates.
    Run,
    /// It was only read about.
    Documented,
}

/// What a program decides.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum Decision {
    /// It accepts it.
    Accept,
    /// It refuses it.
    Reject,
    /// It cannot be asked this.
    Silent,
}

/// What decided in a program.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ProgramRule {
    /// Its id.
    id: &'static str,
    /// What the program demands.
    what: &'static str,
    /// Where that is written.
    source: &'static str,
    /// The rule that helps (docs/rules.md).
    hint: Option<&'static str>,
}

/// What a program built on another makes of its message.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Wrapped {
    /// The program.
    who: &'static str,
    /// The line that it prints.
    line: String,
}

/// Every program, those too that only tell settings apart.
pub(super) fn answers(report: &Report) -> Vec<ProgramAnswer> {
    report::programs(report)
        .into_iter()
        .map(|(program, verdict)| answer(program, verdict))
        .collect()
}

fn answer(program: &Program, verdict: Verdict) -> ProgramAnswer {
    let (how, of) = match program.known {
        Known::Run(version) => (KnownHow::Run, version),
        Known::Documented(place) => (KnownHow::Documented, place),
    };
    let mut answer = ProgramAnswer {
        id: program.id,
        title: program.title,
        known: KnownBy { how, of },
        verdict: Decision::Accept,
        why: None,
        code: None,
        message: None,
        rule: None,
        about: None,
        wrapped: Vec::new(),
    };
    match verdict {
        Verdict::Accept => {}
        Verdict::Silent(why) => {
            answer.verdict = Decision::Silent;
            answer.why = Some(why.to_string());
        }
        Verdict::Reject(refusal) => {
            let rule = refusal.rule;
            let wrapped = refusal.wrapped.iter();
            answer.verdict = Decision::Reject;
            answer.code = (!refusal.code.is_empty()).then(|| visible(&refusal.code));
            answer.message = Some(lines(&refusal.message).join("\n"));
            answer.rule = Some(ProgramRule {
                id: rule.id,
                what: rule.what,
                source: rule.source,
                hint: (!rule.hint.id().is_empty()).then_some(rule.hint.id()),
            });
            answer.about = refusal.about.as_deref().map(visible);
            answer.wrapped =
                wrapped.map(|(who, line)| Wrapped { who, line: visible(line) }).collect();
        }
    }
    answer
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
    let hint =
        if rule.hint.id().is_empty() { String::new() } else { format!(" [{}]", rule.hint.id()) };
    all.push(format!("why: {} ({}){hint}", rule.what, rule.source));
    all
}

/// The lines of a message; some programs write several.
fn lines(message: &str) -> Vec<String> {
    message.lines().filter(|line| !line.trim().is_empty()).map(visible).collect()
}
